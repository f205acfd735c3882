//! Invented people: the same everywhere, and believable.

use crate::common::running;
use app::exchange::line;
use app::people::Inventor;
use app::{Running, bulk::Entry};
use base::{Date, Hash};
use std::collections::{BTreeMap, BTreeSet};

const TODAY: Date = Date::constant(2026, 11, 22);

fn invented(running: &Running, people: usize, seed: u64) -> Vec<Entry> {
    let inventor = Inventor::new(running, TODAY, seed).unwrap();
    inventor.homes(people).flat_map(|home| home.unwrap().records).collect()
}

fn text(entries: &[Entry]) -> String {
    let lines = entries.iter().map(|entry| {
        format!("{} {}\n", entry.register, base::json::canonical_object(&line(entry, 1)).unwrap())
    });
    lines.collect()
}

fn of<'e>(entries: &'e [Entry], register: &str) -> Vec<&'e Entry> {
    entries.iter().filter(|entry| entry.register.as_str() == register).collect()
}

fn field<'e>(entry: &'e Entry, name: &str) -> &'e str {
    entry.doc.get(name).and_then(|value| value.as_str()).unwrap_or("")
}

#[test]
fn a_seed_and_a_date_give_the_same_bytes_on_every_machine() {
    let mini = running("mini");
    let text = text(&invented(&mini, 300, 7));
    // Changed by what the generator or `simulate/people.yaml` of the invented country says, and by nothing else.
    assert_eq!(
        Hash::of(text.as_bytes()).to_string(),
        "7719f2abe0dc532917b9966d34c9e880fdef9ce4466983b55636cdc14ceed026",
        "{}",
        text.get(..400).unwrap()
    );
}

#[test]
fn a_household_needs_none_before_it() {
    let mini = running("mini");
    let of_row: Vec<_> = Inventor::new(&mini, TODAY, 3).unwrap().homes(2_000).map(Result::unwrap).collect();
    let number = of_row.len();
    let alone = Inventor::new(&mini, TODAY, 3).unwrap().home(number.try_into().unwrap()).unwrap();
    assert!(number > 400);
    assert_eq!(text(&alone.records), text(&of_row.last().unwrap().records));
    let far = Inventor::new(&mini, TODAY, 3).unwrap().home(1_000_000).unwrap();
    assert_ne!(text(&far.records), text(&alone.records));
}

#[test]
fn the_people_of_the_demonstration_are_as_people_are() {
    let kg = running("kg");
    let all = invented(&kg, 6_000, 2017);
    let persons = of(&all, "persons");
    let pins: BTreeSet<&str> = persons.iter().map(|person| field(person, "pin")).collect();
    assert_eq!(pins.len(), persons.len(), "nobody has another's number");
    let form = &kg.model().info.identifiers["pin"].form;
    assert!(pins.iter().all(|pin| form.matches(pin)));

    // Nothing of a number says who someone is: women and men begin alike.
    let leading = |sex: &str| {
        let of_sex: Vec<_> = persons.iter().filter(|person| field(person, "sex") == sex).collect();
        let ones = of_sex.iter().filter(|person| field(person, "pin").starts_with('1')).count();
        ones * 100 / of_sex.len()
    };
    assert!((8..15).contains(&leading("female")) && (8..15).contains(&leading("male")));

    let some = |what: &str, holds: &dyn Fn(&Entry) -> bool| {
        let count = persons.iter().filter(|person| holds(person)).count();
        assert!(count > 5 && count < persons.len() / 2, "{what}: {count}");
    };
    some("daughter of", &|person| field(person, "family").ends_with(" кызы"));
    some("son of", &|person| field(person, "family").ends_with(" уулу"));
    some("Russian patronymic", &|person| field(person, "patronymic").ends_with("ович"));
    some("without a patronymic", &|person| {
        field(person, "patronymic").is_empty() && !field(person, "family").contains(' ')
    });
    some("mistyped", &|person| {
        ["Умут", "Гулзат", "Айчурок", "Дуйшонов", "Омурбек", "Чынгыз", "Усон"]
            .iter()
            .any(|name| format!("{}{}", field(person, "given"), field(person, "family")).contains(name))
    });

    let children = persons.iter().filter(|person| base::time::completed_years(person.valid.from, TODAY) < 18);
    let share = children.count() * 100 / persons.len();
    assert!((30..40).contains(&share), "{share} % children");
    let homes = of(&all, "residence");
    let in_capital = homes.iter().filter(|home| field(home, "place").starts_with("41711")).count() * 100;
    assert!((14..23).contains(&(in_capital / homes.len())), "{in_capital} / {}", homes.len());
}

#[test]
fn who_moved_has_two_lines_and_who_died_has_an_end() {
    let kg = running("kg");
    let all = invented(&kg, 3_000, 5);
    let mut homes: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for home in of(&all, "residence") {
        homes.entry(field(home, "person")).or_default().push(home);
    }
    let moved: Vec<_> = homes.values().filter(|lines| lines.len() > 1).collect();
    assert!(moved.len() > 50);
    for lines in moved {
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].valid.until, Some(lines[1].valid.from), "one begins where the other ends");
        assert_ne!(field(lines[0], "place"), field(lines[1], "place"));
    }
    let ends: BTreeMap<&str, Option<Date>> =
        of(&all, "persons").iter().map(|person| (field(person, "pin"), person.valid.until)).collect();
    let deaths = of(&all, "deaths");
    assert!(deaths.len() > 30);
    for death in deaths {
        let day: Date = field(death, "died_on").parse().unwrap();
        assert_eq!(ends[field(death, "pin")], Some(day));
        assert!(homes[field(death, "pin")].iter().all(|home| home.valid.until == Some(day)));
    }
    for marriage in of(&all, "marriages") {
        assert!(marriage.valid.until.is_none_or(|until| marriage.valid.from < until));
    }
    let companies: BTreeSet<&str> =
        of(&all, "companies").iter().map(|company| field(company, "number")).collect();
    let officers = of(&all, "company_officers");
    assert!(!officers.is_empty() && officers.iter().all(|one| companies.contains(field(one, "company"))));
}

//! Families: who lives together, since when, and who has died. Each household is made from the seed and its own number
//! alone, so any of them can be made without the others.

use super::numbers::mix;
use super::{Inventor, one_of, pick};
use crate::chance::Chance;
use crate::error::Fault;
use base::Date;
use jiff::Span;
use model::simulate::NameGroup;

const YEAR_DAYS: i32 = 365;
/// Women bear children from this age …
const BEARS_FROM: i32 = 19;
/// … to this one, in completed years.
const BEARS_TO: i32 = 43;
/// Children stay with their parents until about this age.
const STAY_TO: i32 = 24;
/// Days between two deliveries: at least these, and up to so many more.
const BETWEEN: (i32, i32) = (420, 1_100);
/// One delivery in so many is of twins.
const TWINS_IN: usize = 90;
/// Oldest age that is invented.
const OLDEST: i32 = 96;

/// A household.
#[derive(Clone, Debug)]
pub(super) struct Household {
    pub(super) number: u64,
    pub(super) place: String,
    /// Where it lived before, and since when it lives here.
    pub(super) moved: Option<(String, Date)>,
    pub(super) people: Vec<Person>,
    pub(super) dead: Vec<Person>,
    /// Second entries of people, with keys and letters of their own.
    pub(super) doubles: Vec<Person>,
    pub(super) mother: Option<String>,
    pub(super) father: Option<String>,
    pub(super) married_on: Option<Date>,
    pub(super) luck: usize,
}

/// A person.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) key: String,
    pub(super) given: String,
    pub(super) family: String,
    pub(super) patronymic: Option<String>,
    pub(super) female: bool,
    pub(super) born: Date,
    pub(super) luck: usize,
    pub(super) fate: usize,
    pub(super) died_on: Option<Date>,
    /// Of someone who died: whom they were married to, and since when.
    pub(super) married: Option<(String, Date)>,
}

/// What kind of household is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// As chance gives it.
    Any,
    /// A couple with one child born within the last weeks.
    Newborn,
}

/// A household while it is made.
struct Making<'i, 'a> {
    of: &'i Inventor<'a>,
    chance: Chance,
    number: u64,
    keys: u64,
    group: &'a NameGroup,
    family: (String, String),
}

pub(super) fn household(of: &Inventor<'_>, number: u64, wanted: Wanted) -> Result<Household, Fault> {
    let chance = Chance::of_seed(mix(&[of.seed, number]));
    let simulation = of.simulation;
    let group = pick(&chance, &simulation.names, |group| group.share)
        .ok_or_else(|| Fault::Missing("names in simulate/".to_owned()))?;
    let family = group.family.get(chance.below(group.family.len())).cloned().unwrap_or_default();
    let place = of.places.draw(&chance);
    Making { of, chance, number, keys: 0, group, family }.make(place, wanted)
}

impl Making<'_, '_> {
    fn make(mut self, place: String, wanted: Wanted) -> Result<Household, Fault> {
        let alone = if wanted == Wanted::Any { self.chance.below(100) } else { 99 };
        let mut home = Household {
            number: self.number,
            place,
            moved: None,
            people: Vec::new(),
            dead: Vec::new(),
            doubles: Vec::new(),
            mother: None,
            father: None,
            married_on: None,
            luck: self.chance.below(100),
        };
        let given = self.parents(&mut home, alone, wanted)?;
        self.children(&mut home, &given, wanted)?;
        self.wedding(&mut home);
        if wanted == Wanted::Any {
            self.events(&mut home)?;
        }
        Ok(home)
    }

    /// The parents; gives the father's given name, whether he lives here or not.
    fn parents(&mut self, home: &mut Household, alone: usize, wanted: Wanted) -> Result<String, Fault> {
        let age = match wanted {
            Wanted::Any => self.parents_age(),
            Wanted::Newborn => self.majority().max(20) + self.number_below(20),
        };
        if alone >= 6 {
            let born = self.born(age);
            let mother = self.person(true, born, None)?;
            home.mother = Some(mother.key.clone());
            home.people.push(mother);
        }
        let mut given = one_of(&self.chance, &self.group.male).to_owned();
        if !(6..20).contains(&alone) {
            let his = (age + self.number_below(9) - 2).clamp(self.majority(), OLDEST);
            let born = self.born(his);
            let father = self.person(false, born, None)?;
            given.clone_from(&father.given);
            home.father = Some(father.key.clone());
            home.people.push(father);
        }
        Ok(given)
    }

    /// Children where the mother's age allows them, the youngest first.
    fn children(&mut self, home: &mut Household, father: &str, wanted: Wanted) -> Result<(), Fault> {
        let parent = home.people.first().map_or(self.of.today, |parent| parent.born);
        let age = days_from(parent, self.of.today);
        let oldest = (STAY_TO * YEAR_DAYS).min(age - BEARS_FROM * YEAR_DAYS);
        let youngest = (age - BEARS_TO * YEAR_DAYS).max(0);
        let count = match wanted {
            Wanted::Newborn => 1,
            Wanted::Any => pick(&self.chance, &self.of.simulation.children, |(_, share)| *share)
                .map_or(0, |(count, _)| *count),
        };
        if wanted == Wanted::Any && youngest >= oldest {
            return Ok(());
        }
        let mut days = match wanted {
            Wanted::Newborn => 7 + self.number_below(60),
            Wanted::Any => youngest + self.number_below((oldest - youngest).min(3_000)),
        };
        for nth in 0..count {
            if nth > 0 && self.chance.below(TWINS_IN) > 0 {
                days += BETWEEN.0 + self.number_below(BETWEEN.1);
            }
            if wanted == Wanted::Any && days >= oldest {
                break;
            }
            let born = before(self.of.today, days);
            let female = self.chance.below(2) == 0;
            let mut child = self.person(female, born, Some(father))?;
            if wanted == Wanted::Newborn {
                // The lowest luck means a child without known parents in some states; this one has them.
                child.luck = child.luck.max(50);
            }
            home.people.push(child);
        }
        Ok(())
    }

    /// A couple married when both were of age, and mostly before their first child.
    fn wedding(&self, home: &mut Household) {
        if home.mother.is_none() || home.father.is_none() {
            return;
        }
        let of_age = home.people.iter().take(2).map(|parent| self.of_age(parent.born)).max();
        let first = home.people.iter().skip(2).map(|child| child.born).min();
        home.married_on = Some(self.day_between(of_age, first.unwrap_or(self.of.today)));
    }

    /// What happened to the household: it moved, someone died, someone was entered twice.
    fn events(&mut self, home: &mut Household) -> Result<(), Fault> {
        let life = self.of.simulation.life;
        let back = i32::try_from(life.years).unwrap_or(1).max(1) * YEAR_DAYS;
        if self.happens(life.moved) {
            let from = self.of.places.draw(&self.chance);
            let on = before(self.of.today, 1 + self.number_below(back));
            home.moved = Some((from, on)).filter(|(from, _)| *from != home.place);
        }
        if self.happens(life.died) {
            let on = before(self.of.today, 1 + self.number_below(back));
            let dead = self.dead(home, on)?;
            home.dead.push(dead);
        }
        for place in 0..home.people.len() {
            if self.happens(life.doubled)
                && let Some(person) = home.people.get(place).cloned()
            {
                let double = Person { key: self.key()?, ..self.mistyped(person) };
                home.doubles.push(double);
            }
        }
        Ok(())
    }

    /// Who lived alone with the children is a widow or widower; otherwise an old relative died.
    fn dead(&mut self, home: &Household, on: Date) -> Result<Person, Fault> {
        let survivor = match home.people.as_slice() {
            [one, ..] if home.mother.is_none() || home.father.is_none() => Some(one.clone()),
            _ => None,
        };
        let female = survivor.as_ref().map_or_else(|| self.chance.below(2) == 0, |one| !one.female);
        let born = match &survivor {
            Some(one) => {
                let born = before(one.born, self.number_below(8 * YEAR_DAYS) - 2 * YEAR_DAYS);
                born.min(before(on, self.majority() * YEAR_DAYS + YEAR_DAYS))
            }
            None => before(on, (58 + self.number_below(36)) * YEAR_DAYS + self.number_below(YEAR_DAYS)),
        };
        let mut dead = self.person(female, born, None)?;
        dead.died_on = Some(on);
        dead.married = survivor.and_then(|one| {
            let of_age = self.of_age(one.born).max(self.of_age(born));
            (of_age < on).then(|| (one.key, self.day_between(Some(of_age), on)))
        });
        Ok(dead)
    }

    fn person(&mut self, female: bool, born: Date, father: Option<&str>) -> Result<Person, Fault> {
        let group = self.group;
        let father = father.map_or_else(|| one_of(&self.chance, &group.male).to_owned(), str::to_owned);
        let given = one_of(&self.chance, if female { &group.female } else { &group.male }).to_owned();
        let has = !self.happens(group.no_patronymic);
        let patronymic = group
            .patronymic
            .as_ref()
            .filter(|_| has)
            .map(|(daughter, son)| if female { daughter } else { son }.replace("{}", &father));
        let family = if female { &self.family.0 } else { &self.family.1 }.clone();
        let (luck, fate) = (self.chance.below(100), self.chance.below(100));
        let key = self.key()?;
        let person =
            Person { key, given, family, patronymic, female, born, luck, fate, died_on: None, married: None };
        Ok(if self.happens(self.of.simulation.life.mistyped) { self.mistyped(person) } else { person })
    }

    /// As an official without these letters types it.
    fn mistyped(&self, person: Person) -> Person {
        let typed = |text: String| {
            self.of.mistype.iter().fold(text, |text, (right, wrong)| text.replace(right.as_str(), wrong))
        };
        Person {
            given: typed(person.given),
            family: typed(person.family),
            patronymic: person.patronymic.map(typed),
            ..person
        }
    }

    fn key(&mut self) -> Result<String, Fault> {
        let key = self.of.numbers.of_household(self.of.key_form, self.number, self.keys)?;
        self.keys += 1;
        Ok(key)
    }

    /// So many times in a thousand.
    fn happens(&self, in_thousand: u32) -> bool {
        in_thousand > 0 && self.chance.below(1_000) < usize::try_from(in_thousand).unwrap_or(0)
    }

    fn majority(&self) -> i32 {
        i32::from(self.of.majority)
    }

    /// Completed years, in the bands of the folder.
    fn parents_age(&self) -> i32 {
        let ages = &self.of.simulation.ages;
        let from = pick(&self.chance, ages, |(_, share)| *share).map_or(20, |(from, _)| *from);
        let next = ages.iter().map(|(age, _)| *age).find(|age| *age > from).unwrap_or(from + 10);
        let span = i32::try_from(next - from).unwrap_or(1).max(1);
        (i32::try_from(from).unwrap_or(20) + self.number_below(span)).clamp(self.majority(), OLDEST)
    }

    /// A birth date of someone of this age today.
    fn born(&self, age: i32) -> Date {
        let birthday = self.of.today.saturating_sub(Span::new().years(age));
        before(birthday, self.number_below(YEAR_DAYS))
    }

    fn of_age(&self, born: Date) -> Date {
        born.saturating_add(Span::new().years(self.majority()))
    }

    /// A day from the first to before the last; of the six years before it, if there are so many.
    fn day_between(&self, first: Option<Date>, last: Date) -> Date {
        let days = first.map_or(0, |first| days_from(first, last)).clamp(1, 6 * YEAR_DAYS);
        before(last, 1 + self.number_below(days))
    }

    fn number_below(&self, limit: i32) -> i32 {
        i32::try_from(self.chance.below(usize::try_from(limit).unwrap_or(0))).unwrap_or(0)
    }
}

fn before(date: Date, days: i32) -> Date {
    date.saturating_sub(Span::new().days(days))
}

/// Days from one date to a later one.
fn days_from(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days())
}

//! `simulate/people.yaml` and `simulate/personas.yaml`

use crate::build::formula::{Expect, Scope};
use crate::build::service::formula_of;
use crate::build::workflow;
use crate::codes;
use crate::index::Resolver;
use crate::sink::did_you_mean;
use crate::view::View;
use base::{FieldId, Lang, LangText, RegisterId};
use feel::Names;
use model::simulate::{Each, Life, NameGroup, SimulatedWrite, Spread};
use model::{Persona, Register, Simulation, Write};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Members of `person` in the formulas of `write`.
pub const PERSON: [&str; 13] = [
    "pin",
    "given",
    "family",
    "patronymic",
    "sex",
    "born_on",
    "adult",
    "luck",
    "fate",
    "months",
    "died_on",
    "spouse",
    "married_on",
];
/// Members of `household`.
pub const HOUSEHOLD: [&str; 11] = [
    "number",
    "head",
    "place",
    "from",
    "moved_on",
    "mother",
    "father",
    "married_on",
    "children",
    "size",
    "luck",
];

/// Parents' ages where the folder does not say.
const AGES: [(u32, u32); 2] = [(20, 65), (85, 0)];

/// Reads the people; personas are added by [`personas`].
pub fn people(
    view: View<'_>,
    registers: &BTreeMap<RegisterId, Register>,
    names: &mut Resolver<'_>,
) -> Simulation {
    let shares = |key: &'static str| {
        view.map(key).filter_map(|pair| Some((pair.key.to_owned(), pair.value.text()?.parse().ok()?)))
    };
    let numbers = |key| {
        let pairs = shares(key).filter_map(|(key, share)| Some((key.parse().ok()?, share)));
        let mut pairs: Vec<(u32, u32)> = pairs.collect();
        pairs.sort_unstable();
        pairs
    };
    let ages = Some(numbers("ages")).filter(|ages| ages.iter().any(|(_, share)| *share > 0));
    Simulation {
        places: shares("places").collect(),
        spread: view.get("spread").and_then(|view| spread(view, registers, names)),
        names: view.list("names").filter_map(|item| group(item, names)).collect(),
        children: numbers("children"),
        ages: ages.unwrap_or_else(|| AGES.to_vec()),
        life: life(view.get("life")),
        mistype: view
            .map("mistype")
            .filter_map(|pair| Some((pair.key.to_owned(), pair.value.text()?.to_owned())))
            .collect(),
        write: view.list("write").filter_map(|item| simulated(item, registers, names)).collect(),
        personas: Vec::new(),
    }
}

fn life(view: Option<View<'_>>) -> Life {
    let number = |key| view.and_then(|view| view.number(key));
    Life {
        moved: number("moved").unwrap_or(0),
        died: number("died").unwrap_or(0),
        doubled: number("doubled").unwrap_or(0),
        mistyped: number("mistyped").unwrap_or(0),
        years: number("years").unwrap_or(10),
    }
}

/// The register must be one that the folder can publish, or nobody would live anywhere.
fn spread(
    view: View<'_>,
    registers: &BTreeMap<RegisterId, Register>,
    names: &mut Resolver<'_>,
) -> Option<Spread> {
    let register = names.register(view.get("register"));
    let field = names.field(register.as_str(), view.get("field"));
    let publishes = |register: &Register| register.subject.is_none() && register.key.is_some();
    if registers.get(&register).is_some_and(|register| !publishes(register)) {
        names
            .sink
            .error(codes::BAD_SIMULATION, view.at(), format!("`{register}` can't hold published places"))
            .help("name a register with `key` and without `subject`, as records/ publishes them");
        return None;
    }
    let live_in = view
        .map("live_in")
        .filter_map(|pair| Some((pair.key.to_owned(), pair.value.text()?.parse().ok()?)))
        .collect();
    Some(Spread { register, field, live_in })
}

fn simulated(
    item: View<'_>,
    registers: &BTreeMap<RegisterId, Register>,
    names: &mut Resolver<'_>,
) -> Option<SimulatedWrite> {
    let draw: Vec<(String, String)> =
        item.map("draw").filter_map(|pair| drawn(pair.key, pair.value, names)).collect();
    let mut scope = Scope::default();
    scope.names.add_with_members("person", plain(&PERSON));
    scope.names.add_with_members("household", plain(&HOUSEHOLD));
    let members: Vec<&str> = draw.iter().map(|(name, _)| name.as_str()).collect();
    scope.names.add_with_members("drawn", plain(&members));
    scope.names.add("today");
    scope.names.add("item");
    let each = match item.text_of("each")? {
        "person" => Each::Person,
        "adult" => Each::Adult,
        "child" => Each::Child,
        "dead" => Each::Dead,
        "double" => Each::Double,
        "household" => Each::Household,
        _ => return None,
    };
    let also = item.list("also").filter_map(|view| {
        let when = formula_of(view, "when", Expect::Bool, &scope, names);
        Some((when, workflow::write(view, registers, &scope, names)?))
    });
    let also = also.collect();
    Some(SimulatedWrite {
        each,
        when: formula_of(item, "when", Expect::Bool, &scope, names),
        share: item.number("share").unwrap_or(1_000),
        draw,
        write: workflow::write(item, registers, &scope, names)?,
        also,
    })
}

fn drawn(name: &str, form: View<'_>, names: &mut Resolver<'_>) -> Option<(String, String)> {
    let identifier = form.text()?;
    if let Some(identifiers) = &names.index.identifiers
        && !identifiers.contains(identifier)
    {
        let help = did_you_mean(identifier, identifiers.iter().map(String::as_str), "identifiers");
        names
            .sink
            .error(codes::UNKNOWN_TYPE, form.at(), format!("unknown identifier `{identifier}`"))
            .help(help);
    }
    Some((name.to_owned(), identifier.to_owned()))
}

fn plain(members: &[&str]) -> Names {
    let mut names = Names::default();
    for member in members {
        names.add(member);
    }
    names
}

fn group(view: View<'_>, names: &mut Resolver<'_>) -> Option<NameGroup> {
    let texts =
        |key: &str| view.list(key).filter_map(|item| item.text().map(str::to_owned)).collect::<Vec<_>>();
    let mut pair = |item: View<'_>| {
        let both: Vec<&str> = item.items().filter_map(View::text).collect();
        if let [female, male] = both.as_slice() {
            return Some(((*female).to_owned(), (*male).to_owned()));
        }
        names
            .sink
            .error(codes::BAD_SIMULATION, item.at(), format!("expected two forms, found {}", both.len()))
            .help("write the form for women and the form for men: `[a, b]`");
        None
    };
    let family = view.list("family").filter_map(&mut pair).collect();
    let patronymic = view.get("patronymic").and_then(&mut pair);
    let group = NameGroup {
        share: view.number("share")?,
        female: texts("female"),
        male: texts("male"),
        family,
        patronymic,
        no_patronymic: view.number("no_patronymic").unwrap_or(0),
    };
    if group.female.is_empty() || group.male.is_empty() || group.family.is_empty() {
        names
            .sink
            .error(
                codes::BAD_SIMULATION,
                view.head(),
                "a group of names needs names for women, for men and of families",
            )
            .help("add at least one of each");
        return None;
    }
    Some(group)
}

/// Reads the personas.
pub fn personas(
    view: View<'_>,
    registers: &BTreeMap<RegisterId, Register>,
    names: &mut Resolver<'_>,
) -> Vec<Persona> {
    let mut members = Names::default();
    let pin = Arc::new(plain(&["pin"]));
    for item in view.items() {
        if let Some(id) = item.text_of("id") {
            members.add_shared(&id.replace('-', "_"), Arc::clone(&pin));
        }
    }
    let mut scope = Scope::default();
    scope.names.add_with_members("personas", members);
    scope.names.add("today");
    let mut seen: BTreeMap<&str, model::Source> = BTreeMap::new();
    view.items()
        .filter_map(|item| {
            let id = item.get("id")?;
            let name = id.text()?;
            if let Some(first) = seen.insert(name, id.at()) {
                names
                    .sink
                    .error(codes::DEFINED_TWICE, id.at(), format!("the persona `{name}` stands twice"))
                    .help("give each persona an id of its own")
                    .related(first, "first here");
            }
            let mut records = Vec::new();
            for pair in item.map("records") {
                names.register_named(pair.key, pair.at.clone());
                let register = RegisterId::new(pair.key);
                for record in pair.value.items() {
                    let write = persona_record(record, &register, registers.get(&register), &scope, names);
                    records.push((register.clone(), write));
                }
            }
            Some(Persona {
                id: name.to_owned(),
                roles: item.list("roles").filter_map(|role| role.text().map(str::to_owned)).collect(),
                story: item.get("story").map(story).unwrap_or_default(),
                sign_in: item.text_of("sign_in") != Some("false"),
                records,
            })
        })
        .collect()
}

/// In each language; states published before that was possible have one text for all (`und`, undetermined: BCP 47).
fn story(view: View<'_>) -> LangText {
    match view.text() {
        Some(text) => LangText([(Lang::new("und"), text.to_owned())].into()),
        None => view.as_words(),
    }
}

/// A record of a persona: `valid_from` stands among the fields, unless the register has such a field.
fn persona_record(
    view: View<'_>,
    id: &RegisterId,
    register: Option<&Register>,
    scope: &Scope,
    names: &mut Resolver<'_>,
) -> Write {
    let time = |name: &str| register.is_none_or(|register| register.field(name).is_none());
    let mut node = view.node.clone();
    if let crate::yaml::Kind::Map(entries) = &mut node.kind {
        entries.retain(|entry| {
            !(["valid_from", "valid_until"].contains(&entry.key.as_str()) && time(&entry.key))
        });
    }
    let mut date = |key: &str| {
        if time(key) { formula_of(view, key, Expect::Date, scope, names) } else { None }
    };
    let (valid_from, valid_until) = (date("valid_from"), date("valid_until"));
    let fields = View { file: view.file, node: &node };
    let record: Vec<(FieldId, model::Formula)> = workflow::record(fields, register, id, scope, names);
    Write { register: id.clone(), for_each: None, record, valid_from, valid_until }
}

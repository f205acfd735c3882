//! `simulate/people.yaml` and `simulate/personas.yaml`

use crate::build::formula::{Expect, Scope};
use crate::build::service::formula_of;
use crate::build::workflow;
use crate::codes;
use crate::index::Resolver;
use crate::view::View;
use base::{FieldId, RegisterId};
use feel::Names;
use model::simulate::{NameGroup, SimulatedWrite};
use model::{Persona, Register, Simulation, Write};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Members of `person` in the formulas of `write`.
pub const PERSON: [&str; 9] =
    ["pin", "given", "family", "patronymic", "sex", "born_on", "adult", "luck", "months"];
/// Members of `household`.
pub const HOUSEHOLD: [&str; 6] = ["number", "place", "mother", "father", "children", "size"];

/// Reads the people; personas are added by [`personas`].
pub fn people(
    view: View<'_>,
    registers: &BTreeMap<RegisterId, Register>,
    names: &mut Resolver<'_>,
) -> Simulation {
    let mut scope = Scope::default();
    scope.names.add_with_members("person", plain(&PERSON));
    scope.names.add_with_members("household", plain(&HOUSEHOLD));
    scope.names.add("today");
    scope.names.add("item");
    let shares = |key: &'static str| {
        view.map(key).filter_map(|pair| Some((pair.key.to_owned(), pair.value.text()?.parse().ok()?)))
    };
    Simulation {
        places: shares("places").collect(),
        names: view.list("names").filter_map(|item| group(item, names)).collect(),
        children: shares("children").filter_map(|(key, share)| Some((key.parse().ok()?, share))).collect(),
        write: view
            .list("write")
            .filter_map(|item| {
                Some(SimulatedWrite {
                    each: item.text_of("each")?.to_owned(),
                    when: formula_of(item, "when", Expect::Bool, &scope, names),
                    write: workflow::write(item, registers, &scope, names)?,
                })
            })
            .collect(),
        personas: Vec::new(),
    }
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
                story: item.text_of("story").unwrap_or_default().to_owned(),
                sign_in: item.text_of("sign_in") != Some("false"),
                records,
            })
        })
        .collect()
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

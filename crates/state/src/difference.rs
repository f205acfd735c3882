//! What changed between two states: enough to say in the act that publishes a folder.

use base::Hash;
use model::Model;
use std::collections::{BTreeMap, BTreeSet};

/// Ids of one kind that were added, removed or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New ones.
    pub added: Vec<String>,
    /// Those that are gone.
    pub removed: Vec<String>,
    /// Those whose text differs.
    pub changed: Vec<String>,
}

/// What changed between two states, by the files of the folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// `state.yaml`
    pub state: bool,
    /// Agencies.
    pub agencies: Changes,
    /// Laws.
    pub law: Changes,
    /// Registers.
    pub registers: Changes,
    /// Services: rules, words or cases.
    pub services: Changes,
    /// Services whose `service.yaml` changed while the version stayed: cases pin a version, so it should grow.
    pub same_version: Vec<String>,
    /// Other files: words, documents, policies, pages, simulation.
    pub other: Changes,
}

impl Changes {
    /// True if nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

impl Difference {
    /// True if nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What changed from one state to another.
pub fn difference(old: &Model, new: &Model) -> Difference {
    let between = |folder: &str| between(&grouped(old, folder), &grouped(new, folder));
    let same_version = new
        .services
        .values()
        .filter(|service| {
            let path = format!("services/{}/service.yaml", service.id);
            let before = old.services.get(&service.id);
            before.is_some_and(|before| before.version == service.version)
                && old.files.get(&path) != new.files.get(&path)
        })
        .map(|service| service.id.to_string())
        .collect();
    Difference {
        state: old.files.get("state.yaml") != new.files.get("state.yaml"),
        agencies: between("agencies"),
        law: between("law"),
        registers: between("registers"),
        services: between("services"),
        same_version,
        other: between(""),
    }
}

/// The digests of the files that make up each thing of a folder. The empty folder stands for all files that belong
/// to no agency, law, register or service.
fn grouped<'a>(model: &'a Model, folder: &str) -> BTreeMap<&'a str, Vec<(&'a str, Hash)>> {
    let mut groups: BTreeMap<&str, Vec<(&str, Hash)>> = BTreeMap::new();
    for (path, hash) in &model.files {
        let (first, rest) = path.split_once('/').unwrap_or(("", path));
        let own = ["agencies", "law", "registers", "services"].contains(&first);
        let id = match (own, folder) {
            (true, folder) if folder == first => rest.split_once('/').map_or(rest, |(id, _)| id),
            (false, "") if path != "state.yaml" => path,
            _ => continue,
        };
        groups.entry(id.strip_suffix(".yaml").unwrap_or(id)).or_default().push((path, *hash));
    }
    groups
}

fn between<V: PartialEq>(old: &BTreeMap<&str, V>, new: &BTreeMap<&str, V>) -> Changes {
    let mut changes = Changes::default();
    for id in old.keys().chain(new.keys()).copied().collect::<BTreeSet<_>>() {
        match (old.get(id), new.get(id)) {
            (None, Some(_)) => changes.added.push(id.to_owned()),
            (Some(_), None) => changes.removed.push(id.to_owned()),
            (Some(a), Some(b)) if a != b => changes.changed.push(id.to_owned()),
            _ => {}
        }
    }
    changes
}

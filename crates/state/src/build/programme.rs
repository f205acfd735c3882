//! Reads `programme/*.yaml`.

use crate::codes;
use crate::index::Resolver;
use crate::sink::{Sink, did_you_mean};
use crate::view::{File, View};
use crate::yaml;
use base::Date;
use model::{Evidence, Item, ItemKind, Programme};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads a programme.
pub fn programme(view: View<'_>, names: &mut Resolver<'_>) -> Option<Programme> {
    let mut kinds: BTreeMap<&str, &str> = BTreeMap::new();
    for item in view.list("items") {
        let (Some(id), Some(kind)) = (item.get("id"), item.text_of("kind")) else { continue };
        let name = id.text().unwrap_or_default();
        if kinds.insert(name, kind).is_some() {
            names
                .sink
                .error(codes::DEFINED_TWICE, id.at(), format!("the item `{name}` stands twice"))
                .help("give each item an id of its own: links lead to it");
        }
        if name.strip_prefix(kind).is_none_or(|rest| !rest.starts_with('-')) {
            names
                .sink
                .error(codes::BAD_NAME, id.at(), format!("`{name}` does not begin with its kind"))
                .help(format!("write `{kind}-…`"));
        }
    }
    let items = view.list("items").filter_map(|item| self::item(item, &kinds, names)).collect();
    let attested = view.get("attested");
    Some(Programme {
        id: view.text_of("programme")?.to_owned(),
        title: view.words("title"),
        source: view.text_of("source").unwrap_or_default().to_owned(),
        announced: view.date("announced"),
        note: view.words("note"),
        attested_by: attested.and_then(|view| view.text_of("by")).unwrap_or_default().to_owned(),
        attested_on: attested.and_then(|view| view.date("on")).unwrap_or(Date::ZERO),
        items,
    })
}

fn item(view: View<'_>, kinds: &BTreeMap<&str, &str>, names: &mut Resolver<'_>) -> Option<Item> {
    let kind = view.text_of("kind")?;
    let kind = ItemKind::ALL.into_iter().find(|known| known.name() == kind)?;
    let parent = view.get("parent");
    let is_task = |view: View<'_>| view.text().and_then(|id| kinds.get(id)) == Some(&"task");
    match parent {
        Some(view) if !is_task(view) => {
            let tasks = kinds.iter().filter(|(_, kind)| **kind == "task").map(|(id, _)| *id);
            let name = view.text().unwrap_or_default();
            let help = did_you_mean(name, tasks, "tasks");
            names.sink.error(codes::BAD_PARENT, view.at(), format!("`{name}` is no task")).help(help);
        }
        None if kind == ItemKind::Subtask => {
            names
                .sink
                .error(codes::BAD_PARENT, view.head(), "a subtask without its task")
                .help("add `parent:` with the id of the task");
        }
        _ => {}
    }
    Some(Item {
        id: view.text_of("id")?.to_owned(),
        kind,
        parent: parent.and_then(View::text).map(str::to_owned),
        text: view.words("text"),
        sdg: view.list("sdg").filter_map(|goal| goal.text()?.parse().ok()).collect(),
        registers: view.list("registers").map(|item| names.register(Some(item))).collect(),
        services: view.list("services").map(|item| names.service(Some(item))).collect(),
        indicators: view.list("indicators").filter_map(|item| item.text().map(str::to_owned)).collect(),
        owner: view.get("owner").map(|owner| names.agency(Some(owner))),
        due: view.date("due"),
        evidence: view.list("evidence").map(|item| evidence(item, names)).collect(),
    })
}

fn evidence(view: View<'_>, names: &mut Resolver<'_>) -> Evidence {
    let address = view.text_of("address").unwrap_or_default();
    if let Some(at) =
        view.get("address").filter(|_| !(address.starts_with('/') || address.starts_with("https://")))
    {
        names
            .sink
            .error(codes::BAD_ADDRESS, at.at(), format!("`{address}` leads nowhere that everyone can see"))
            .help("write a path of this installation (`/log`), or an address that begins with `https://`");
    }
    Evidence { text: view.words("text"), address: address.to_owned() }
}

/// What a programme's file says of each item that can be held to: owner, date and evidence, each as one text. For telling
/// one edition from another; a file that can't be read says nothing.
pub fn promises(path: &str, text: &str) -> BTreeMap<String, [String; 3]> {
    let file = File { path: Arc::from(path), text };
    let node = yaml::read(&file.path, text, &mut Sink::default());
    let Some(view) = node.as_ref().map(|node| View { file: &file, node }) else { return BTreeMap::new() };
    let promise = |item: View<'_>| {
        let plain = |key: &str| item.text_of(key).unwrap_or_default().to_owned();
        let evidence = item.list("evidence").flat_map(|one| {
            let words = one.map("text").filter_map(|pair| pair.value.text().map(str::to_owned));
            words.chain(one.text_of("address").map(str::to_owned)).collect::<Vec<_>>()
        });
        Some((
            item.text_of("id")?.to_owned(),
            [plain("owner"), plain("due"), evidence.collect::<Vec<_>>().join("\n")],
        ))
    };
    view.list("items").filter_map(promise).collect()
}

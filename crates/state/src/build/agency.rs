//! `agencies/*.yaml`.

use crate::build::hours;
use crate::codes;
use crate::index::Resolver;
use crate::view::View;
use base::OfficeId;
use model::{Agency, Office};

/// Reads an agency.
pub fn agency(view: View<'_>, names: &mut Resolver<'_>) -> Option<Agency> {
    let mut offices: Vec<Office> = Vec::new();
    for item in view.list("offices") {
        let Some(id) = item.get("id") else { continue };
        let id_text = id.text().unwrap_or_default();
        if offices.iter().any(|office| office.id.as_str() == id_text) {
            names
                .sink
                .error(
                    codes::DEFINED_TWICE,
                    id.at(),
                    format!("the office `{id_text}` stands twice in this agency"),
                )
                .help("give each office an id of its own");
        }
        offices.push(Office {
            id: OfficeId::new(id_text),
            name: item.words("name"),
            address: item.words("address"),
            hours: hours::read(item, names),
            serves: item.list("serves").filter_map(|code| code.text().map(str::to_owned)).collect(),
        });
    }
    if let Some(list) = view.get("offices").filter(|list| list.is_list() && offices.is_empty()) {
        names
            .sink
            .error(codes::WRONG_KIND, list.at(), "an agency has at least one office")
            .help("write `- {id: …, name: {…}, address: {…}}`");
    }
    Some(Agency {
        id: view.text_of("agency")?.into(),
        name: view.words("name"),
        superior: view.get("superior").map(|view| names.agency(Some(view))),
        court: view.get("court").map(View::as_words),
        hours: hours::read(view, names),
        offices,
        at: view.get("agency")?.at(),
    })
}

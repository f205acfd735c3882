//! Slips that keep, ask or show something for nothing, or ask too much.

use crate::support::Edit::{self, Append, Replace};
use crate::{PLACES, REPAIR, STATE};

/// What is kept, asked or shown for nothing, and too much of it.
pub fn needless() -> Vec<(u16, Vec<Edit>)> {
    let asks = |id: &'static str| {
        let words = ["eo", "he"].map(|lang| {
            Append(
                if lang == "eo" { "services/home-repair/eo.ftl" } else { "services/home-repair/he.ftl" },
                if id == "rooms" {
                    "ask-rooms = x\nask-rooms-why = x\n"
                } else {
                    "ask-tower = x\nask-tower-why = x\n"
                },
            )
        });
        words.into_iter().collect::<Vec<_>>()
    };
    let page = "  - page: extra\n";
    let note = "      - {id: note, type: text, required: false}\n";
    let mut needless = vec![Replace(
        REPAIR,
        note,
        "      - {id: note, type: text, required: false}\n      - {id: rooms, type: number, required: false}\n",
    )];
    needless.extend(asks("rooms"));
    let mut tower = vec![Replace(
        REPAIR,
        note,
        "      - {id: note, type: text, required: false}\n      - {id: tower, type: text, when: \"= answers.cost = 5 and answers.cost = 6\"}\n",
    )];
    tower.extend(asks("tower"));
    vec![
        (
            417,
            vec![Replace(
                PLACES,
                "fields:\n",
                "fields:\n  colour: {type: text, label: {eo: koloro, he: צבע}, optional: true}\n",
            )],
        ),
        (542, vec![Replace(STATE, "documents: 3", "documents: 0")]),
        (543, needless),
        (544, vec![Replace(REPAIR, page, "  - page: extra\n    when: \"= false\"\n")]),
        (544, vec![Replace(REPAIR, page, "  - page: extra\n    when: \"= not(true) or 1 > 2\"\n")]),
        (544, tower),
    ]
}

//! The keys of `programme/*.yaml`.

use super::{may, must};
use crate::shape::Shape;
use Shape::{Date, Int, List, Name, OneOf, Record, Slug, Text, Words};

/// `programme/*.yaml`
pub const PROGRAMME: Shape = Record(&[
    must("programme", &Slug, "the id of the programme"),
    must("title", &Words, "what it is called"),
    must("source", &Text, "where it can be read"),
    may("announced", &Date, "when it was announced"),
    must("note", &Words, "what to know before one reads it"),
    must(
        "attested",
        &Record(&[must("by", &Text, "who attests the reading"), must("on", &Date, "when")]),
        "who attests the reading, and when",
    ),
    must(
        "items",
        &List(&Record(&[
            must("id", &Slug, "its kind, a dash, and what tells it from the others"),
            must("kind", &OneOf(&["goal", "task", "subtask", "principle", "outcome", "block"]), "what it is"),
            may("parent", &Slug, "the task that a subtask is a part of"),
            must("text", &Words, "in our words"),
            must("sdg", &List(&Int(1, 17)), "Sustainable Development Goals it serves"),
            must("registers", &List(&Name), "registers that carry a part of it; empty for none"),
            must("services", &List(&Slug), "services that carry a part of it; empty for none"),
            must(
                "indicators",
                &List(&OneOf(&["filed", "waiting", "overdue"])),
                "public figures to watch it by",
            ),
            may("owner", &Slug, "the agency that answers for it; absent: nobody does"),
            may("due", &Date, "by when; absent: no date was named"),
            may(
                "evidence",
                &List(&Record(&[
                    must("text", &Words, "what it shows"),
                    must("address", &Text, "a path of this installation, or https://…"),
                ])),
                "what shows that it was done; absent: nothing does",
            ),
        ])),
        "what it says, in the order in which it is shown",
    ),
]);

//! Keys of `simulate/`.

use super::{FORMULAS, TEXTS, may, must};
use crate::shape::Shape::{Bool, Either, Formula, Int, List, Map, Name, OneOf, Record, Slug, Text, Words};
use crate::shape::{Key, KeyForm, Shape};

const SHARE: Shape = Int(0, 1_000_000);
const OF_THOUSAND: Shape = Int(0, 1_000);

/// For whom records are written.
pub const EACH: [&str; 6] = ["person", "adult", "child", "dead", "double", "household"];

/// `simulate/people.yaml`
pub const PEOPLE: Shape = Record(&[
    must("places", &Map(KeyForm::Text, &SHARE), "share of households by the beginning of a place's code"),
    may(
        "spread",
        &Record(&[
            must("register", &Name, "a register published with the folder; its key is the code of a place"),
            must("field", &Name, "its field that says the kind of unit"),
            must("live_in", &Map(KeyForm::Name, &SHARE), "kinds people live in, with the weight of one unit"),
        ]),
        "the units that a place's share is spread over",
    ),
    must(
        "names",
        &List(&Record(&[
            must("share", &Int(1, 1_000_000), "share among households"),
            must("female", &TEXTS, "given names of women"),
            must("male", &TEXTS, "given names of men"),
            must("family", &List(&TEXTS), "family names: the form for women and the form for men"),
            may("patronymic", &TEXTS, "for a daughter and for a son; {} is the father's name"),
            may("no_patronymic", &OF_THOUSAND, "people in a thousand who have none; 0 if absent"),
        ])),
        "groups of names",
    ),
    must("children", &Map(KeyForm::Int, &SHARE), "children per household with their share"),
    may(
        "ages",
        &Map(KeyForm::Int, &SHARE),
        "ages of parents: the first of a band of years, with its share; even to 84 if absent",
    ),
    may(
        "life",
        &Record(&[
            may("moved", &OF_THOUSAND, "households in a thousand that moved"),
            may("died", &OF_THOUSAND, "households in a thousand of which someone died"),
            may("doubled", &OF_THOUSAND, "people in a thousand who are entered twice"),
            may("mistyped", &OF_THOUSAND, "people in a thousand whose names were mistyped"),
            may("years", &Int(1, 50), "over how many years back; 10 if absent"),
        ]),
        "how often things happen",
    ),
    may("mistype", &Map(KeyForm::Letter, &Text), "letters and what is typed for them by mistake"),
    must("write", &List(&Record(&WRITE)), "records of each person or household"),
]);

const WRITE: [Key; 10] = [
    must("each", &OneOf(&EACH), "for each of these"),
    may("when", &Formula, "written only if true"),
    may("share", &OF_THOUSAND, "for so many of them in a thousand; all if absent"),
    may("draw", &Map(KeyForm::Name, &Name), "fresh identifiers of a form: `drawn.NAME`"),
    must("register", &Name, "the register"),
    must("record", &FORMULAS, "its fields"),
    may("valid_from", &Formula, "from when it is so"),
    may("valid_until", &Formula, "until when, not including"),
    may("for_each", &Formula, "one record for each item, known as `item`"),
    may("also", &List(&Record(&ALSO)), "further records with the same `item` and `drawn`"),
];

const ALSO: [Key; 5] = [
    may("when", &Formula, "written only if true"),
    must("register", &Name, "the register"),
    must("record", &FORMULAS, "its fields"),
    may("valid_from", &Formula, "from when it is so"),
    may("valid_until", &Formula, "until when, not including"),
];

/// `simulate/personas.yaml`
pub const PERSONAS: Shape = List(&Record(&[
    must("id", &Slug, "its id"),
    must(
        "roles",
        &List(&OneOf(&["citizen", "counter", "officer", "registrar", "auditor"])),
        "what it may sign in as",
    ),
    may(
        "story",
        &Either { scalar: Some(&Text), list: None, map: Some(&Words) },
        "who this is and what to try: a text in each language, or one for all of them",
    ),
    may("sign_in", &Bool, "sign-in is offered; true if absent"),
    must("records", &Map(KeyForm::Name, &List(&FORMULAS)), "its records by register"),
]));

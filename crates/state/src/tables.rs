//! The keys of every kind of file. The loader checks by these tables and `koom schema` prints them.
//!
//! Longer than other files on purpose: the format on one screen after the other, in the order of docs/state-folder.md.

use crate::codes;
use crate::shape::{Key, KeyForm, Need, Shape};
mod burden;
mod cases;
mod forward;
mod home;
mod ledger;
mod migrate;
mod pick_up;
mod programme;
mod simulate;
mod table;

pub use cases::CASE;
pub use ledger::LEDGER;
pub use programme::PROGRAMME;
pub use simulate::{PEOPLE, PERSONAS};
pub use table::HITS;

use Need::{May, Must, Promise};
use Shape::{
    Bool, Cite, Constant, Date, Either, Formula, Free, Int, List, Map, Name, Number, OneOf, Record, Slug,
    Text, Words,
};

const fn must(name: &'static str, shape: &'static Shape, doc: &'static str) -> Key {
    Key { name, need: Must, shape, doc }
}

const fn may(name: &'static str, shape: &'static Shape, doc: &'static str) -> Key {
    Key { name, need: May, shape, doc }
}

const DAYS: Shape = Int(1, 36_600);
const NAMES: Shape = List(&Name);
const TEXTS: Shape = List(&Text);
const WORDS_BY_NAME: Shape = Map(KeyForm::Name, &Words);
const FORMULAS: Shape = Map(KeyForm::Name, &Formula);

/// `state.yaml`
pub const STATE: Shape = Record(&[
    must("state", &Slug, "the id of the state"),
    must("name", &Words, "its name in each language"),
    may("demonstration", &Words, "printed everywhere while this is no real state"),
    must("reading", &Words, "the sentence that rules are a reading of the law"),
    must("languages", &List(&Slug), "tags of the languages; the first is the default"),
    may("right_to_left", &List(&Slug), "languages written from right to left"),
    must("language_names", &Map(KeyForm::Lang, &Text), "what each language calls itself"),
    must("time_zone", &Text, "a name of the tz database"),
    must(
        "currency",
        &Record(&[
            must("code", &Text, "ISO 4217 code, or the state's own"),
            must("decimals", &Int(0, 4), "digits after the point"),
            must("name", &Words, "what the unit is called"),
        ]),
        "the currency",
    ),
    must(
        "calendar",
        &Record(&[
            must("weekend", &List(&OneOf(&WEEKDAYS)), "days of the week without work"),
            may(
                "days_off",
                &List(&Record(&[
                    must("from", &Date, "the first day"),
                    may("to", &Date, "the last day; absent: one day"),
                    must("name", &Words, "what the days are called"),
                ])),
                "single days without work",
            ),
            may(
                "worked_days",
                &List(&Record(&[
                    must("on", &Date, "the day"),
                    must("like", &OneOf(&WEEKDAYS), "the day of the week whose opening hours it has"),
                    must("name", &Words, "what the day is called"),
                ])),
                "days of a weekend on which state bodies work",
            ),
            may("hours", &HOURS, "opening hours of state bodies, for terms in office hours"),
        ]),
        "working days",
    ),
    must("majority", &Int(0, 30), "age in years at which a person acts alone"),
    must(
        "identifiers",
        &Map(
            KeyForm::Name,
            &Record(&[
                must("form", &Text, "characters, classes like [0-9] and counts like {13}"),
                must("name", &Words, "what people call it"),
                must("example", &Text, "one that has the form and is no one's"),
            ]),
        ),
        "forms of identifiers; each becomes a type of field",
    ),
    may("letters", &Map(KeyForm::Letter, &Text), "letters that search takes for each other"),
    may(
        "scripts",
        &Map(
            KeyForm::Lang,
            &Record(&[
                must("source", &Text, "where the table was taken from"),
                must("letters", &Map(KeyForm::Letter, &Text), "what is written for each small letter"),
            ]),
        ),
        "languages of another script: how their documents write names",
    ),
    must(
        "people",
        &Record(&[
            must("register", &Name, "the register of people"),
            must("key", &Name, "the field that identifies a person for life"),
            must("born", &Name, "the field with the date of birth"),
            must("name", &Formula, "the name as printed, from a record's fields"),
            home::HOME,
        ]),
        "where people stand",
    ),
    must(
        "appointments",
        &Record(&[
            must("register", &Name, "the register of officers' appointments"),
            must("person", &Name, "the field with the officer"),
            must("role", &Name, "the field with the role"),
            must("agency", &Name, "the field with the agency"),
            must("office", &Name, "the field with the office"),
            must("name", &Name, "the field with the name under which the officer signs; it is public"),
        ]),
        "where officers' appointments stand",
    ),
    may(
        "places",
        &Record(&[
            must("register", &Name, "the register of places; it is about no person"),
            must("code", &Name, "the field with the code, its key"),
            must("name", &Map(KeyForm::Lang, &Name), "the field with the name in each language"),
            may("into", &Name, "the field with the code of the unit that has taken its place"),
            may("parent", &Name, "the field with the code of the unit of which it is a part"),
            may(
                "filler",
                &OneOf(&["0", "9"]),
                "the digit that fills the codes of larger units up to their length",
            ),
        ]),
        "where units of the territory stand",
    ),
    must("roles", &WORDS_BY_NAME, "roles of officers"),
    must(
        "purposes",
        &Map(
            KeyForm::Name,
            &Record(&[
                must("title", &Words, "the purpose in words"),
                must("law", &Cite, "the article that allows it"),
            ]),
        ),
        "why personal data is read",
    ),
    must("reads_kept_days", &DAYS, "how long the log of reads is kept"),
    may("burden", &burden::BURDEN, "the most a service may ask of people; more is a warning"),
]);

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const HOURS: Shape = List(&Record(&[
    must("from", &Date, "the first day on which they hold"),
    may("until", &Date, "the first day on which they no longer hold"),
    must("days", &List(&OneOf(&WEEKDAYS)), "on which days of the week"),
    must("open", &TEXTS, "spans in order, like [\"09:00-12:00\", \"13:00-18:00\"]"),
]));

/// `agencies/*.yaml`
pub const AGENCY: Shape = Record(&[
    must("agency", &Slug, "the id of the agency"),
    must("name", &Words, "its name"),
    may("superior", &Slug, "the body above it, which hears appeals"),
    may("court", &Words, "the court after the superior body"),
    may("hours", &HOURS, "its opening hours, where they are not the state's"),
    must(
        "offices",
        &List(&Record(&[
            must("id", &Slug, "the id of the office"),
            must("name", &Words, "its name"),
            must("address", &Words, "its postal address"),
            may("hours", &HOURS, "its opening hours, where they are not the agency's"),
            may("serves", &TEXTS, "codes of places it serves"),
        ])),
        "its places; the first takes what no other serves",
    ),
]);

/// `law/*.yaml`
pub const LAW: Shape = Record(&[
    must("law", &Name, "the id of the law"),
    must("title", &Words, "what it is called"),
    must("source", &Text, "where this reading was taken from"),
    must(
        "attested",
        &Record(&[must("by", &Text, "who attests the reading"), must("on", &Date, "when")]),
        "who attests the reading, and when",
    ),
    must("articles", &Map(KeyForm::Text, &ARTICLE), "articles in our words"),
    may(
        "parameters",
        &Map(
            KeyForm::Name,
            &Record(&[
                must(
                    "unit",
                    &OneOf(&["money", "hours", "days", "months", "years", "factor", "date", "text"]),
                    "what it counts",
                ),
                must(
                    "values",
                    &List(&Record(&[
                        must("from", &Date, "the first day"),
                        may("until", &Date, "the first day it no longer holds"),
                        may("value", &Constant, "the value; money in major units"),
                        may("table", &Map(KeyForm::Text, &Number), "numbers by code"),
                        must("article", &Text, "the article that sets it"),
                    ])),
                    "its values by date",
                ),
            ]),
        ),
        "dated values that rules use",
    ),
]);

// languages, and `demonstration`: read by hand, because the two kinds of key share one map
const ARTICLE: Shape = Free;

const FIELD_TYPES: Shape = Text;

/// `registers/*.yaml`
pub const REGISTER: Shape = Record(&[
    must("register", &Name, "the id of the register"),
    must("title", &Words, "what people call it"),
    must("owner", &Slug, "the agency that keeps it"),
    must("law", &Cite, "the article it is kept by"),
    may("subject", &Name, "the field that says whose data a record is"),
    may("key", &Name, "the field whose value is unique among current records"),
    must(
        "fields",
        &Map(
            KeyForm::Name,
            &Record(&[
                must(
                    "type",
                    &FIELD_TYPES,
                    "text, number, money, bool, date, person, place, choice or an identifier",
                ),
                must("label", &Words, "what people call it"),
                may("optional", &Bool, "it may be absent"),
                may("search", &OneOf(&["exact", "folded"]), "how it is searched"),
                may("immutable", &Bool, "it never changes once set"),
                may("options", &Map(KeyForm::Text, &Words), "the codes of a choice with their words"),
            ]),
        ),
        "its fields",
    ),
    may("search", &Map(KeyForm::Name, &NAMES), "search keys over several fields"),
    may(
        "owed",
        &Record(&[
            must("amount", &Name, "the field with the amount"),
            must("paid", &Name, "the optional field that is absent until it is paid"),
            may("until", &Name, "the field with the last day for paying"),
            must("service", &Slug, "the service in which it is paid"),
        ]),
        "its records are what their subject owes",
    ),
    may(
        "relations",
        &List(&Record(&[
            must("relation", &Name, "its name"),
            must("from", &NAMES, "fields holding one side"),
            may("to", &Name, "the field holding the other side"),
        ])),
        "how people belong together",
    ),
    may(
        "access",
        &List(&Record(&[
            may("role", &Name, "officers in this role"),
            may("service", &Slug, "this service, while it decides a case"),
            must("may", &List(&OneOf(&["read", "search", "write"])), "what is allowed"),
            must(
                "fields",
                &Either { scalar: Some(&OneOf(&["all"])), list: Some(&NAMES), map: None },
                "which fields, or `all`",
            ),
            Key {
                name: "purpose",
                need: Promise(codes::ACCESS_WITHOUT_PURPOSE),
                shape: &Name,
                doc: "why, one of the purposes of state.yaml",
            },
            may("law", &Cite, "by which article; the purpose's own if not said"),
        ])),
        "who may do what; nothing else is allowed",
    ),
    may("open", &NAMES, "fields that are open data; none in a register about people"),
]);

const QUESTION: Shape = Record(&[
    must("id", &Name, "`answers.ID` in formulas"),
    must("type", &FIELD_TYPES, "a field's type, `choice`, or `case`"),
    may(
        "options",
        &Either { scalar: Some(&Formula), list: Some(&NAMES), map: None },
        "codes, or a formula that gives {value, label}",
    ),
    may("required", &Bool, "must be answered when asked; true if absent"),
    may("when", &Formula, "asked only if true"),
    may("check", &Formula, "must be true of the answer"),
    may("else", &Name, "the message `error-CODE` for a failed check"),
    may("example", &Text, "an answer that is accepted in form"),
]);

const DEADLINE: Shape = Record(&[
    may("working_days", &Formula, "how many working days"),
    may("calendar_days", &Formula, "how many calendar days"),
    may("office_hours", &Formula, "how many hours during which the office is open"),
    Key {
        name: "on_silence",
        need: Promise(codes::NO_ON_SILENCE),
        shape: &Record(&[
            may("escalate", &Name, "the role the case goes to"),
            may("to", &Slug, "the state of work the case goes to"),
            may("grant", &Slug, "the outcome that silence gives"),
            may("law", &Cite, "the article that says silence grants"),
        ]),
        doc: "what happens when it passes: {escalate: ROLE}, {to: STATE} or {grant: STATE, law: CITE}",
    },
]);

const STATES: Shape = Map(
    KeyForm::Slug,
    &Record(&[
        must(
            "queue",
            &Either {
                scalar: Some(&OneOf(&["applicant"])),
                list: None,
                map: Some(&Record(&[must("role", &Name, "officers in this role")])),
            },
            "who works on it",
        ),
        may("deadline", &DEADLINE, "how long they have"),
        must(
            "actions",
            &Map(
                KeyForm::Slug,
                &Record(&[
                    may(
                        "to",
                        &Slug,
                        "the state that follows; after new answers or a payment it may be left out, then `decide` says",
                    ),
                    must("by", &OneOf(&["officer", "applicant"]), "who may"),
                    may(
                        "require",
                        &List(&OneOf(&["reason", "article", "fields", "note", "answers"])),
                        "what must be given",
                    ),
                    may("reasons", &NAMES, "the reasons that fit it; absent: all of the service"),
                    may("when", &Formula, "allowed only if true"),
                    may("else", &Name, "the message `error-CODE` that says why not"),
                    may("collect", &ledger::FEE_ONLY, "the officer takes what is to be paid, in cash"),
                    may("refund", &ledger::FEE_ONLY, "what was paid is to be given back"),
                    forward::FORWARD,
                ]),
            ),
            "what may be done",
        ),
    ]),
);

const WRITE_KEYS: [Key; 5] = [
    must("register", &Name, "the register"),
    must("record", &FORMULAS, "its fields"),
    may("valid_from", &Formula, "from when it is so; the day of the decision if absent"),
    may("valid_until", &Formula, "until when, not including"),
    may("for_each", &Formula, "one record for each item, known as `item`"),
];

const OUTCOMES: Shape = Map(
    KeyForm::Slug,
    &Record(&[
        must(
            "favour",
            &OneOf(&["for", "against", "neutral", "moot"]),
            "whether it is for or against the applicant; `moot`: nothing to decide",
        ),
        may("amount", &Formula, "the amount granted"),
        may("every", &OneOf(&["once", "month"]), "how often it is paid"),
        may("pay", &ledger::PAY, "the amount is paid by the state's own ledger"),
        may("refund", &ledger::FEE_ONLY, "what was paid of the fee is to be given back"),
        may("draw", &Map(KeyForm::Name, &Name), "fresh identifiers: `drawn.NAME`"),
        may("write", &List(&Record(&WRITE_KEYS)), "records to be written"),
        may("give", &FORMULAS, "values handed to the applicant"),
        pick_up::PICK_UP,
        may("document", &Text, "the template, a path under documents/"),
        may("attacked", &Slug, "for an appeal service: the state into which the attacked case goes"),
    ]),
);

/// `services/ID/service.yaml`
pub const SERVICE: Shape = Record(&[
    must("service", &Slug, "the id of the service"),
    must("version", &Int(1, 1_000_000), "a case pins it"),
    must("agency", &Slug, "the agency that decides"),
    must("law", &List(&Cite), "articles it stands on"),
    must("purpose", &Name, "why it reads"),
    may("demonstration", &Bool, "the service or its rule is invented"),
    must(
        "applicant",
        &Either {
            scalar: Some(&OneOf(&["person"])),
            list: None,
            map: Some(&Record(&[must("role", &Name, "officers in this role")])),
        },
        "who may apply",
    ),
    may(
        "applicant_age",
        &Formula,
        "from which age, in years, a person applies alone; absent: the state's majority",
    ),
    may("appeals", &Bool, "true for a service that hears appeals"),
    may(
        "read",
        &Map(
            KeyForm::Name,
            &Record(&[
                must("from", &Name, "the register"),
                must("where", &FORMULAS, "fields that must equal a value or one of a list"),
                may("one", &Bool, "a record or null instead of a list"),
                may(
                    "at",
                    &Formula,
                    "on which date it must hold: `filed`, `today` or a formula that gives a date",
                ),
            ]),
        ),
        "records to read",
    ),
    may(
        "derive",
        &Map(
            KeyForm::Name,
            &Either {
                scalar: Some(&Formula),
                list: None,
                map: Some(&Record(&[
                    may("is", &Formula, "how it is computed"),
                    table::TABLE,
                    may("law", &Cite, "the article that says so"),
                ])),
            },
        ),
        "named values",
    ),
    may("subjects", &List(&Formula), "whom the case is about besides the applicant"),
    may("concerned", &List(&Formula), "who besides the applicant reads the case and gets its letter"),
    may("addressed", &Formula, "the agency a case goes to, where an answer says it; otherwise `agency`"),
    may("place", &Formula, "the place whose office decides"),
    may(
        "known",
        &Map(
            KeyForm::Name,
            &Record(&[
                must("value", &Formula, "the value shown"),
                must("of", &Formula, "the record it stands in"),
                may(
                    "columns",
                    &Map(KeyForm::Name, &List(&Name)),
                    "of a list: the members shown, each with the codes that have words",
                ),
            ]),
        ),
        "shown, not asked",
    ),
    may(
        "form",
        &List(&Record(&[
            must("page", &Slug, "its id"),
            may("when", &Formula, "shown only if true"),
            must("ask", &List(&QUESTION), "its questions"),
        ])),
        "what is asked",
    ),
    must(
        "decide",
        &List(&Record(&[
            may("when", &Formula, "taken if true"),
            may("then", &Slug, "the state that follows"),
            may("otherwise", &Slug, "the state of work that follows if no line before was true"),
            may("why", &Name, "one of the reasons"),
        ])),
        "the first line that is true decides",
    ),
    may("fee", &ledger::FEE, "what it costs"),
    may("reasons", &Map(KeyForm::Name, &Cite), "codes of reasons with their articles"),
    must("states", &STATES, "states of work"),
    must("outcomes", &OUTCOMES, "final states"),
    may(
        "appeal",
        &Record(&[
            may("working_days", &Formula, "working days to do it in"),
            may("calendar_days", &Formula, "calendar days to do it in"),
            must(
                "to",
                &Either {
                    scalar: Some(&OneOf(&["superior"])),
                    list: None,
                    map: Some(&Record(&[must("agency", &Slug, "the agency that hears it")])),
                },
                "who hears it",
            ),
            must("service", &Slug, "the service in which it is heard"),
            must("law", &Cite, "the article that says so"),
            may("silence", &Cite, "the article by which one complains that nobody decided in time"),
        ]),
        "how a decision can be attacked",
    ),
    may(
        "again",
        &Record(&[
            must("on", &Name, "the register"),
            must("where", &FORMULAS, "the field and the value it must have"),
        ]),
        "when a granted case is decided again",
    ),
    migrate::MIGRATE,
]);

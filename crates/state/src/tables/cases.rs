//! The keys of `services/ID/cases.yaml`.

use super::{NAMES, may, must};
use crate::shape::{KeyForm, Shape};
use Shape::{Bool, Cite, Free, Int, List, Map, Moment, Name, OneOf, Record, Slug, Text, TextOrNull};

const STEP: Shape = Record(&[
    may("act", &Slug, "an action of the state the case is in, or `pay-out`"),
    may("by", &OneOf(&["officer", "applicant"]), "who does it"),
    may("reason", &Name, "one of the service's reasons"),
    may("article", &Cite, "a citation"),
    may("note", &Text, "a text"),
    may("agency", &Slug, "the body that the case is handed on to"),
    may("fields", &NAMES, "questions to be answered again"),
    may("answers", &Map(KeyForm::Name, &Free), "new answers"),
    may("pass", &Moment, "time passes until this day, or this minute of it"),
    may("registers", &REGISTERS, "records that appear now"),
]);

const REGISTERS: Shape = Map(KeyForm::Name, &List(&Map(KeyForm::Name, &Free)));

/// One document of `services/ID/cases.yaml`
pub const CASE: Shape = Record(&[
    must("case", &Text, "what is shown, in words"),
    must("today", &Moment, "the day of filing, perhaps with the time"),
    must(
        "given",
        &Record(&[
            must("applicant", &Text, "the applicant's key"),
            may("role", &Name, "the role in which an officer applies"),
            may("answers", &Map(KeyForm::Name, &Free), "answers by question"),
            may("registers", &REGISTERS, "records by register"),
            may(
                "attacked",
                &Record(&[
                    must("service", &Slug, "the service of the attacked case"),
                    must("state", &Slug, "its state"),
                    may("answers", &Map(KeyForm::Name, &Free), "what was answered in it"),
                ]),
                "for an appeal service: the case that is attacked",
            ),
        ]),
        "what is given",
    ),
    may("then", &List(&STEP), "what happens afterwards"),
    must(
        "expect",
        &Record(&[
            may("state", &Slug, "the state the case is in at the end"),
            may("attacked", &Slug, "the state that the attacked case is in at the end"),
            may("why", &TextOrNull, "the reason it waits for, or null"),
            may("amount", &TextOrNull, "the amount granted, or null"),
            may("asked", &NAMES, "questions that are asked"),
            may("never_asked", &NAMES, "questions that are not asked"),
            may(
                "pick_up",
                &TextOrNull,
                "the day from which something waits at the office, `unknown`, or null: nothing waits",
            ),
            may("overdue", &Bool, "a deadline has passed"),
            may("due", &TextOrNull, "the last day or minute of the running term, or null"),
            may("appeal_until", &TextOrNull, "the last day for an appeal against the decision, or null"),
            may("queue", &Text, "the role or `applicant` that has to act"),
            may("agency", &Slug, "the agency the case belongs to"),
            may("office", &Slug, "the office of it"),
            may("refused", &Text, "filing is refused with this code"),
            may("written", &REGISTERS, "records written, each with the fields named here"),
            may("decisions", &Int(0, 1_000), "how many decisions there are"),
            may("fee", &TextOrNull, "what is to be paid for the case, or null"),
            may("paid", &Text, "what was paid and not given back, in major units"),
            may("owed", &Text, "what the state owes and has neither ordered nor handed out, in major units"),
            may("transfers", &List(&Text), "every transfer of the case, each by the end of its number"),
        ]),
        "what must be so at the end",
    ),
]);

//! Cases and the installation: applicants, officers, relatives, the machine.

use super::fixture::{Ask, access, model};
use crate::{Access, Right};

type Case = (&'static str, Right, &'static str, &'static [&'static str], Option<&'static [&'static str]>);

const TABLE: &[Case] = &[
    // filing
    ("person", Right::File, "case:dog-licence", &[], Some(&["dog-licence#file"])),
    ("vet@animal-office", Right::File, "case:dog-licence", &[], Some(&["dog-licence#file"])),
    ("nobody", Right::File, "case:dog-licence", &[], None),
    ("service:dog-licence", Right::File, "case:dog-licence", &[], None),
    ("clerk@animal-office", Right::File, "case:dog-census", &[], Some(&["dog-census#file"])),
    ("vet@animal-office", Right::File, "case:dog-census", &[], None),
    ("person", Right::File, "case:dog-census", &["own"], None),
    ("person", Right::File, "case:cat-licence", &[], None),
    // the applicant
    ("person", Right::View, "case:dog-licence", &["own"], Some(&["engine:own-case"])),
    ("person", Right::Act, "case:dog-licence", &["own"], Some(&["engine:own-case"])),
    ("person", Right::Act, "case:dog-licence", &["own", "related"], Some(&["engine:own-case"])),
    ("person", Right::View, "case:dog-licence", &[], None),
    ("person", Right::View, "case:dog-licence", &["in_office", "assigned"], None),
    ("person", Right::Act, "case:dog-licence", &["in_office", "assigned"], None),
    ("person", Right::Take, "case:dog-licence", &["own"], None),
    ("nobody", Right::View, "case:dog-licence", &["own"], None),
    // officers: role and office
    ("vet@animal-office", Right::View, "case:dog-licence", &["in_office"], Some(&["dog-licence#view:vet"])),
    (
        "chief@animal-office",
        Right::View,
        "case:dog-licence",
        &["in_office"],
        Some(&["dog-licence#view:chief"]),
    ),
    ("vet@animal-office", Right::View, "case:dog-licence", &["assigned"], None),
    ("clerk@animal-office", Right::View, "case:dog-licence", &["in_office", "assigned"], None),
    ("auditor@town-hall", Right::View, "case:dog-licence", &["in_office", "assigned"], None),
    ("vet@animal-office", Right::View, "case:complaint", &["in_office", "assigned"], None),
    (
        "vet@animal-office",
        Right::Act,
        "case:dog-licence",
        &["in_office", "assigned"],
        Some(&["dog-licence#act:vet"]),
    ),
    (
        "chief@animal-office",
        Right::Act,
        "case:dog-licence",
        &["in_office", "assigned"],
        Some(&["dog-licence#act:chief"]),
    ),
    ("vet@animal-office", Right::Act, "case:dog-licence", &["in_office"], None),
    ("vet@animal-office", Right::Act, "case:dog-licence", &["assigned"], None),
    (
        "judge@town-hall",
        Right::Act,
        "case:complaint",
        &["in_office", "assigned"],
        Some(&["complaint#act:judge"]),
    ),
    ("judge@town-hall", Right::Act, "case:dog-licence", &["in_office", "assigned"], None),
    // as an officer one has no part in one's own case or a relative's
    ("vet@animal-office", Right::View, "case:dog-licence", &["in_office", "related"], Some(&[])),
    ("vet@animal-office", Right::Act, "case:dog-licence", &["in_office", "assigned", "related"], None),
    (
        "vet@animal-office",
        Right::Act,
        "case:dog-licence",
        &["in_office", "assigned", "own"],
        Some(&["engine:own-case"]),
    ),
    ("vet@animal-office", Right::Take, "case:dog-licence", &["related"], None),
    ("vet@animal-office", Right::Take, "case:dog-licence", &["own"], None),
    // the next case of a queue
    ("vet@animal-office", Right::Take, "case:dog-licence", &[], Some(&["dog-licence#take:vet"])),
    ("chief@animal-office", Right::Take, "case:dog-licence", &[], Some(&["dog-licence#take:chief"])),
    ("vet@animal-office", Right::Take, "case:complaint", &[], None),
    ("clerk@animal-office", Right::Take, "case:dog-licence", &["in_office", "assigned"], None),
    // the machine: terms of its own service, and what an appeal against it decided
    ("service:dog-licence", Right::Act, "case:dog-licence", &[], Some(&["dog-licence#machine"])),
    ("service:complaint", Right::Act, "case:dog-licence", &[], Some(&["dog-licence#machine"])),
    ("service:dog-licence", Right::Act, "case:complaint", &[], None),
    ("service:dog-licence", Right::View, "case:dog-licence", &[], None),
    // the installation
    ("person", Right::MoveClock, "here", &[], Some(&["engine:demonstration-clock"])),
    ("auditor@town-hall", Right::MoveClock, "here", &[], Some(&["engine:demonstration-clock"])),
    ("nobody", Right::MoveClock, "here", &[], None),
    ("service:dog-licence", Right::MoveClock, "here", &[], None),
    ("chief@animal-office", Right::Publish, "here", &[], None),
    ("person", Right::File, "here", &[], None),
];

#[test]
fn cases_are_for_those_concerned() {
    let access = access();
    for (who, right, on, so, expected) in TABLE.iter().copied() {
        let verdict = Ask { who, right, on, purpose: None, so }.of(&access);
        // `Some(&[])` is written where a policy forbids and is named.
        let allowed = expected.is_some_and(|policies| !policies.is_empty());
        assert_eq!(verdict.allowed, allowed, "{who} {right} {on} {so:?}: {verdict:?}");
        match expected {
            Some([]) => assert_eq!(verdict.policies, ["engine:not-for-relatives"]),
            Some(policies) => assert_eq!(verdict.policies, policies, "{who} {right} {on} {so:?}"),
            None => {}
        }
    }
}

#[test]
fn an_officer_sees_a_case_by_the_services_article_and_purpose() {
    let ask = Ask {
        who: "vet@animal-office",
        right: Right::View,
        on: "case:dog-licence",
        purpose: None,
        so: &["in_office"],
    };
    let verdict = ask.of(&access());
    assert_eq!(verdict.law.as_ref().map(ToString::to_string).as_deref(), Some("animals/1"));
    assert_eq!(verdict.purpose.as_ref().map(base::PurposeId::as_str), Some("dog_keeping"));
}

#[test]
fn the_clock_moves_in_demonstrations_only() {
    let mut model = model();
    model.info.demonstration = None;
    let access = Access::compile(&model).unwrap();
    assert!(
        !Ask { who: "person", right: Right::MoveClock, on: "here", purpose: None, so: &[] }
            .of(&access)
            .allowed
    );
}

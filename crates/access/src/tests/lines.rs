//! Each access line permits what it says, and nothing else.

use super::fixture::{Ask, access, line, model, source};
use crate::{Access, Fields, Right};
use base::{FieldId, RoleId, ServiceId};
use model::Who;

/// Registers: who, right, register, purpose, circumstances -> the policies and fields, or nothing.
type Case = (
    &'static str,
    Right,
    &'static str,
    Option<&'static str>,
    &'static [&'static str],
    Option<(&'static [&'static str], &'static str)>,
);

const TABLE: &[Case] = &[
    // dogs#1: clerks, every field, one purpose
    ("clerk@animal-office", Right::Read, "register:dogs", Some("dog_keeping"), &[], Some((&["dogs#1"], "*"))),
    (
        "clerk@animal-office",
        Right::Search,
        "register:dogs",
        Some("dog_keeping"),
        &[],
        Some((&["dogs#1"], "*")),
    ),
    ("clerk@animal-office", Right::Read, "register:dogs", Some("health"), &[], None),
    ("clerk@animal-office", Right::Read, "register:dogs", None, &[], None),
    ("clerk@animal-office", Right::Read, "register:dogs", Some("dog-keeping"), &[], None),
    ("clerk@animal-office", Right::Read, "register:breeds", Some("dog_keeping"), &[], None),
    ("clerk@animal-office", Right::Read, "register:people", Some("dog_keeping"), &[], None),
    ("clerk@animal-office", Right::Read, "register:cats", Some("dog_keeping"), &[], None),
    // the agency that keeps the register writes; others with the same role read only
    (
        "clerk@animal-office",
        Right::Write,
        "register:dogs",
        Some("dog_keeping"),
        &[],
        Some((&["dogs#1"], "*")),
    ),
    ("clerk@town-hall", Right::Write, "register:dogs", Some("dog_keeping"), &[], None),
    ("clerk@town-hall", Right::Read, "register:dogs", Some("dog_keeping"), &[], Some((&["dogs#1"], "*"))),
    // two lines for one purpose join their fields; a third with another purpose does not
    (
        "vet@animal-office",
        Right::Read,
        "register:dogs",
        Some("health"),
        &[],
        Some((&["dogs#2", "dogs#3"], "bites, name, tag")),
    ),
    (
        "vet@animal-office",
        Right::Read,
        "register:dogs",
        Some("dog_keeping"),
        &[],
        Some((&["dogs#4"], "holder")),
    ),
    ("vet@animal-office", Right::Search, "register:dogs", Some("health"), &[], None),
    ("vet@animal-office", Right::Write, "register:dogs", Some("health"), &[], None),
    // people#1: search without read
    (
        "clerk@town-hall",
        Right::Search,
        "register:people",
        Some("counter"),
        &[],
        Some((&["people#1"], "key, name")),
    ),
    ("clerk@town-hall", Right::Read, "register:people", Some("counter"), &[], None),
    // the machine, only for the service the line names
    (
        "service:dog-licence",
        Right::Read,
        "register:dogs",
        Some("dog_keeping"),
        &[],
        Some((&["dogs#5"], "holder, tag")),
    ),
    (
        "service:dog-licence",
        Right::Write,
        "register:dogs",
        Some("dog_keeping"),
        &[],
        Some((&["dogs#6"], "*")),
    ),
    ("service:dog-licence", Right::Search, "register:dogs", Some("dog_keeping"), &[], None),
    ("service:dog-licence", Right::Read, "register:dogs", Some("health"), &[], None),
    ("service:dog-census", Right::Read, "register:dogs", Some("dog_keeping"), &[], None),
    ("service:nothing", Right::Read, "register:dogs", Some("dog_keeping"), &[], None),
    // no one else: whoever holds no post, the auditor, nobody
    ("person", Right::Read, "register:dogs", Some("dog_keeping"), &[], None),
    ("nobody", Right::Read, "register:dogs", Some("dog_keeping"), &[], None),
    ("nobody", Right::Read, "register:dogs", Some("own"), &["own"], None),
    ("auditor@town-hall", Right::Read, "register:dogs", Some("health"), &[], None),
    (
        "chief@animal-office",
        Right::Read,
        "register:dogs",
        Some("dog_keeping"),
        &["in_office", "assigned"],
        None,
    ),
    // one's own data: for its own purpose only, never to search or write, not in a register about no one
    ("person", Right::Read, "register:dogs", Some("own"), &["own"], Some((&["engine:own-data"], "*"))),
    (
        "clerk@animal-office",
        Right::Read,
        "register:people",
        Some("own"),
        &["own"],
        Some((&["engine:own-data"], "*")),
    ),
    ("person", Right::Read, "register:dogs", Some("own"), &[], None),
    ("person", Right::Read, "register:dogs", Some("health"), &["own"], None),
    ("person", Right::Search, "register:dogs", Some("own"), &["own"], None),
    ("person", Right::Write, "register:dogs", Some("own"), &["own"], None),
    ("person", Right::Read, "register:breeds", Some("own"), &["own"], None),
    ("service:dog-licence", Right::Read, "register:dogs", Some("own"), &["own"], None),
    // rights of another class
    ("clerk@animal-office", Right::View, "register:dogs", Some("dog_keeping"), &["own", "in_office"], None),
    (
        "clerk@animal-office",
        Right::Read,
        "case:dog-licence",
        Some("dog_keeping"),
        &["own", "in_office"],
        None,
    ),
    ("clerk@animal-office", Right::Read, "here", Some("dog_keeping"), &[], None),
];

#[test]
fn lines_permit_what_they_say_and_nothing_else() {
    let access = access();
    for (who, right, on, purpose, so, expected) in TABLE.iter().copied() {
        let verdict = Ask { who, right, on, purpose, so }.of(&access);
        let name = format!("{who} {right} {on} {purpose:?} {so:?}");
        if let Some((policies, fields)) = expected {
            assert!(verdict.allowed, "{name}");
            assert_eq!(verdict.policies, policies, "{name}");
            assert_eq!(verdict.fields.to_string(), fields, "{name}");
            assert_eq!(verdict.purpose.as_ref().map(base::PurposeId::as_str), purpose, "{name}");
        } else {
            assert!(!verdict.allowed, "{name}: {verdict:?}");
            assert_eq!((verdict.law.clone(), verdict.purpose.clone()), (None, None), "{name}");
            assert_eq!(verdict.fields, Fields::Some([].into()), "{name}");
        }
    }
}

#[test]
fn fields_that_no_line_grants_are_not_granted() {
    let ask = Ask {
        who: "vet@animal-office",
        right: Right::Read,
        on: "register:dogs",
        purpose: Some("health"),
        so: &[],
    };
    let verdict = ask.of(&access());
    assert!(verdict.fields.has(&FieldId::new("bites")));
    assert!(!verdict.fields.has(&FieldId::new("holder")));
}

#[test]
fn the_article_is_the_lines_own_or_that_of_the_purpose() {
    let access = access();
    let law = |who, right, on, purpose| {
        Ask { who, right, on, purpose: Some(purpose), so: &[] }
            .of(&access)
            .law
            .clone()
            .map(|law| law.to_string())
    };
    assert_eq!(
        law("service:dog-licence", Right::Read, "register:dogs", "dog_keeping").as_deref(),
        Some("animals/3")
    );
    assert_eq!(
        law("service:dog-licence", Right::Write, "register:dogs", "dog_keeping").as_deref(),
        Some("animals/1")
    );
    assert_eq!(
        law("clerk@town-hall", Right::Search, "register:people", "counter").as_deref(),
        Some("data/7")
    );
}

#[test]
fn several_posts_are_not_mixed() {
    // A clerk of the town hall who is also a vet at the animal office is no clerk of the animal office.
    let access = access();
    let posts = [super::fixture::post("clerk", "town-hall"), super::fixture::post("vet", "animal-office")];
    let (dogs, keeping) = (base::RegisterId::new("dogs"), base::PurposeId::new("dog_keeping"));
    let ask = |right| {
        let actor = crate::ActorRef::Person { posts: &posts };
        access.verdict(&crate::Request {
            purpose: Some(&keeping),
            ..crate::Request::new(actor, right, crate::Class::Register(&dogs))
        })
    };
    assert_eq!(ask(Right::Read).policies, ["dogs#1", "dogs#4"]);
    assert!(!ask(Right::Write).allowed);
}

#[test]
fn names_that_need_quoting_are_quoted() {
    let mut model = model();
    let strange = "a\"]; permit (principal, action, resource);//\\";
    model.info.roles.insert(RoleId::new(strange), base::LangText::default());
    let article = model.law["animals"].articles["1"].clone();
    model.law.get_mut("data").unwrap().articles.insert("7\u{301}\n\"".to_owned(), article);
    let dogs = model.registers.get_mut("dogs").unwrap();
    let law = Some("data/7\u{301}\n\"");
    dogs.access.push(line(
        "dogs",
        7,
        Who::Role(RoleId::new(strange)),
        &[model::Right::Read],
        None,
        "health",
        law,
    ));
    let access = Access::compile(&model).unwrap();
    assert!(
        !Ask { who: "nobody", right: Right::Read, on: "register:people", purpose: Some("health"), so: &[] }
            .of(&access)
            .allowed
    );
    let posts = [(RoleId::new(strange), base::AgencyId::new("x"), base::OfficeId::new("y"))];
    let (dogs, health) = (base::RegisterId::new("dogs"), base::PurposeId::new("health"));
    let actor = crate::ActorRef::Person { posts: &posts };
    let request = crate::Request {
        purpose: Some(&health),
        ..crate::Request::new(actor, Right::Read, crate::Class::Register(&dogs))
    };
    assert_eq!(access.verdict(&request).law.as_ref().map(ToString::to_string).as_deref(), law);
}

#[test]
fn broken_lines_are_errors_at_their_place() {
    let mut model = model();
    let dogs = model.registers.get_mut("dogs").unwrap();
    let read = &[model::Right::Read];
    dogs.access = vec![
        line("dogs", 1, Who::Role(RoleId::new("clark")), read, None, "health", None),
        line("dogs", 2, Who::Role(RoleId::new("clerk")), read, None, "helth", None),
        line("dogs", 3, Who::Service(ServiceId::new("dog-license")), read, None, "health", None),
        line(
            "dogs",
            4,
            Who::Service(ServiceId::new("complaint")),
            &[model::Right::Write],
            None,
            "health",
            None,
        ),
        line("dogs", 5, Who::Role(RoleId::new("clerk")), &[], None, "health", None),
        line("dogs", 6, Who::Role(RoleId::new("clerk")), read, None, "health", None),
    ];
    let errors = Access::compile(&model).unwrap_err();
    let expected = [
        (1, "unknown role `clark`"),
        (2, "unknown purpose `helth`"),
        (3, "unknown service `dog-license`"),
        (4, "agency `town-hall`"),
        (5, "allows nothing"),
    ];
    for (number, says) in expected {
        let at = source("registers/dogs.yaml", number);
        assert!(
            errors.iter().any(|error| error.at == at && error.message.contains(says)),
            "{number} {says}: {errors:#?}"
        );
    }
    // One error a cause, and none for the line without one.
    assert_eq!(errors.len(), expected.len(), "{errors:#?}");
    assert_eq!(errors[0].help.as_deref(), Some("did you mean `clerk`?"));
}

#[test]
fn the_purpose_own_is_the_engines() {
    let mut model = model();
    let health = model.info.purposes["health"].clone();
    model.info.purposes.insert(base::PurposeId::new("own"), health);
    let errors = Access::compile(&model).unwrap_err();
    assert!(errors.iter().any(|error| error.message.contains("`own`")), "{errors:?}");
}

#[test]
fn a_state_with_nothing_in_it_compiles_and_allows_nothing() {
    let mut model = model();
    model.registers.clear();
    model.services.clear();
    model.agencies.clear();
    model.info.roles.clear();
    model.info.purposes.clear();
    model.info.demonstration = None;
    let access = Access::compile(&model).unwrap();
    assert!(access.table().is_empty());
    assert!(
        !Ask { who: "person", right: Right::Publish, on: "here", purpose: None, so: &[] }.of(&access).allowed
    );
}

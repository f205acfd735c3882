//! `policies/*.cedar`: they forbid, they permit, and a slip in one is an error with its place.

use super::fixture::{Ask, model};
use crate::{Access, AccessError, Right};
use cedar_policy::{Policy, PolicyId};
use std::collections::BTreeMap;

fn with(text: &str) -> Result<Access, Vec<AccessError>> {
    let mut model = model();
    model.policies = BTreeMap::from([("policies/extra.cedar".to_owned(), text.to_owned())]);
    Access::compile(&model)
}

const AUDIT: &str = r#"// The auditor counts bites.
@why("Bites are counted once a year.")
@law("animals/2")
@purpose("health")
@fields("tag, bites")
permit (principal in Role::"auditor", action == Action::"read", resource == Register::"dogs");
"#;

#[test]
fn a_file_permits_for_its_purpose_and_fields() {
    let access = with(AUDIT).unwrap();
    let ask = |purpose| {
        Ask {
            who: "auditor@town-hall",
            right: Right::Read,
            on: "register:dogs",
            purpose: Some(purpose),
            so: &[],
        }
        .of(&access)
    };
    let verdict = ask("health");
    assert_eq!(verdict.policies, ["policies/extra.cedar#1"]);
    assert_eq!(verdict.fields.to_string(), "bites, tag");
    // The policy itself does not look at the purpose; its annotation holds all the same.
    assert!(!ask("counter").allowed);
    assert!(access.text().contains(AUDIT));
}

#[test]
fn a_file_forbids_over_everything() {
    let access = with(concat!(
        "forbid (principal, action == Action::\"read\", resource == Register::\"dogs\")\n",
        "unless { context.own || principal in Role::\"vet\" };\n",
        "@id(\"dogs#2\")\nforbid (principal is Person, action == Action::\"file\", resource == CaseOf::\"dog-licence\");",
    ))
    .unwrap();
    let ask = |who, right, on, purpose, so| Ask { who, right, on, purpose, so }.of(&access);
    let refused = ask("clerk@animal-office", Right::Read, "register:dogs", Some("dog_keeping"), &[]);
    assert_eq!(
        (refused.allowed, refused.policies.as_slice()),
        (false, ["policies/extra.cedar#1".to_owned()].as_slice())
    );
    assert!(!ask("service:dog-licence", Right::Read, "register:dogs", Some("dog_keeping"), &[]).allowed);
    assert!(ask("vet@animal-office", Right::Read, "register:dogs", Some("health"), &[]).allowed);
    assert!(ask("person", Right::Read, "register:dogs", Some("own"), &["own"]).allowed);
    assert!(ask("clerk@animal-office", Right::Search, "register:dogs", Some("dog_keeping"), &[]).allowed);
    // A file can't take the name of a line.
    assert_eq!(
        ask("person", Right::File, "case:dog-licence", None, &[]).policies,
        ["policies/extra.cedar#2"]
    );
}

#[test]
fn a_file_gives_the_right_to_publish() {
    let access =
        with("permit (principal in Role::\"chief\", action == Action::\"publish\", resource);").unwrap();
    let ask =
        |who| Ask { who, right: Right::Publish, on: "here", purpose: None, so: &[] }.of(&access).allowed;
    assert!(ask("chief@town-hall"));
    assert!(!ask("clerk@town-hall"));
}

/// What is written, the piece of it the error points at (none: not checked), what the error says, what the help says.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    ("permit (principal, action, resource)", "", "unexpected end of input", ""),
    ("permt (principal, action, resource);", "permt", "invalid policy effect: permt", ""),
    (
        "forbid (principal in Role::\"clark\", action, resource);",
        "Role::\"clark\"",
        "unknown role `clark`",
        "`clerk`",
    ),
    ("forbid (principal, action == Action::\"reads\", resource);", "Action::\"reads\"", "reads", "read"),
    ("forbid (principal, action, resource is Registry);", "", "Registry", "Register"),
    ("forbid (principal, action, resource) when { context.ownn };", "context.ownn", "ownn", "own"),
    (
        "forbid (principal, action, resource) when { context.purpose == Purpose::\"health\" };",
        "context.purpose",
        "purpose",
        "has",
    ),
    (
        "forbid (principal, action, resource) when { context has purpose && context.purpose == Purpose::\"helth\" };",
        "Purpose::\"helth\"",
        "unknown purpose `helth`",
        "`health`",
    ),
    (
        "forbid (principal, action == Action::\"take\", resource is Register);",
        "",
        "unable to find an applicable action",
        "",
    ),
    (
        "forbid (principal, action, resource == CaseOf::\"zzz\");",
        "CaseOf::\"zzz\"",
        "unknown service `zzz`",
        "complaint, dog-census",
    ),
    ("forbid (principal == Person::\"123\", action, resource);", "", "names a person", "Role"),
    ("forbid (principal == ?principal, action, resource);", "", "slot", "name the role"),
    ("@becuase(\"x\") forbid (principal, action, resource);", "", "`@becuase`", "why"),
    ("permit (principal, action == Action::\"read\", resource);", "", "`@law`", "before `permit`"),
    ("permit (principal, action == Action::\"read\", resource);", "", "`@purpose`", ""),
    ("permit (principal, action == Action::\"read\", resource);", "", "`@fields`", ""),
    ("@law(\"animals/99\") forbid (principal, action, resource);", "", "animals/99", "law/"),
    ("@purpose(\"helth\") forbid (principal, action, resource);", "", "helth", "health"),
    (
        "@law(\"animals/1\") @purpose(\"health\") @fields(\"tag, bits\") permit (principal, action == Action::\"read\", resource == Register::\"dogs\");",
        "",
        "unknown field `bits`",
        "bites",
    ),
    (
        "@law(\"animals/1\") @purpose(\"health\") @fields(\"born\") permit (principal, action == Action::\"read\", resource == Register::\"dogs\");",
        "",
        "unknown field `born`",
        "bites",
    ),
];

#[test]
fn a_slip_is_an_error_with_its_place_and_help() {
    for (broken, points_at, says, help) in BROKEN {
        let before = "// A good one first.\nforbid (principal is Nobody, action, resource is CaseOf);\n\n";
        let text = format!("{before}{broken}\n");
        let errors = with(&text).map(|_| ()).unwrap_err();
        let error = errors.iter().find(|error| error.message.contains(says));
        let error = error.unwrap_or_else(|| panic!("{broken}\n{errors:#?}"));
        assert_eq!(&*error.at.path, "policies/extra.cedar", "{broken}");
        assert!(
            error.at.span.start >= before.len() && error.at.span.end <= text.len(),
            "{broken}\n{error:?}"
        );
        if !points_at.is_empty() {
            assert_eq!(
                text.get(error.at.span.start..error.at.span.end),
                Some(*points_at),
                "{broken}\n{error:?}"
            );
        }
        assert!(
            help.is_empty() || error.help.as_ref().is_some_and(|text| text.contains(help)),
            "{broken}\n{error:?}"
        );
        assert_eq!(error.to_string(), format!("policies/extra.cedar: {}", error.message));
    }
}

#[test]
fn every_error_of_every_file_is_found() {
    let mut model = model();
    let broken = "forbid (principal in Role::\"clark\", action, resource);\nforbid (principal in Role::\"clurk\", action, resource);\n";
    model.policies = ["a", "b"].map(|name| (format!("policies/{name}.cedar"), broken.to_owned())).into();
    let errors = Access::compile(&model).unwrap_err();
    let found: Vec<(&str, &str)> = errors
        .iter()
        .map(|error| (&*error.at.path, if error.message.contains("clark") { "clark" } else { "clurk" }))
        .collect();
    let expected = [
        ("policies/a.cedar", "clark"),
        ("policies/a.cedar", "clurk"),
        ("policies/b.cedar", "clark"),
        ("policies/b.cedar", "clurk"),
    ];
    assert_eq!(found, expected, "{errors:#?}");
}

#[test]
fn the_text_is_the_policies_and_the_hash_is_of_the_text() {
    let (plain, more) = (with("").unwrap(), with(AUDIT).unwrap());
    for access in [&plain, &more] {
        assert_eq!(access.hash(), base::Hash::of(access.text().as_bytes()));
        // A stranger who reads the text has as many policies as decide here, each under the same name.
        let set: cedar_policy::PolicySet = access.text().parse().unwrap();
        assert_eq!(set.num_of_policies(), access.notes.len());
        for policy in set.policies() {
            let id = PolicyId::new(policy.annotation("id").unwrap_or("policies/extra.cedar#1"));
            let ours = deciding(access, &id).unwrap_or_else(|| panic!("{id}"));
            assert_eq!(ours.to_json().unwrap(), policy.to_json().unwrap(), "{id}");
        }
        let (schema, _) = cedar_policy::Schema::from_cedarschema_str(access.schema()).unwrap();
        let result =
            cedar_policy::Validator::new(schema).validate(&set, cedar_policy::ValidationMode::Strict);
        assert!(result.validation_passed_without_warnings(), "{result}");
    }
    assert_ne!(plain.hash(), more.hash());
    assert_eq!(with("").unwrap().text(), plain.text());
}

/// A policy as it decides.
fn deciding<'a>(access: &'a Access, id: &PolicyId) -> Option<&'a Policy> {
    access.by_class.values().find_map(|policies| policies.policy(id))
}

#[test]
fn every_policy_says_why() {
    let access = with("").unwrap();
    let mut of_the_engine = 0;
    for id in access.notes.keys() {
        let policy = deciding(&access, id).unwrap_or_else(|| panic!("{id} is in no class"));
        of_the_engine += usize::from(id.to_string().starts_with("engine:"));
        let says = |name| policy.annotation(name).is_some_and(|text| !text.is_empty());
        assert!(says("why") || (says("law") && says("purpose")), "{id}");
    }
    assert_eq!(of_the_engine, 5);
}

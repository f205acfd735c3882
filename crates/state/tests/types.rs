//! The type checker over formulas: what it accepts, and what it refuses with which code.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use state::Files;
use std::sync::OnceLock;
use support::folder;

fn good() -> &'static Files {
    static GOOD: OnceLock<Files> = OnceLock::new();
    GOOD.get_or_init(|| folder("mini"))
}

/// The errors when a service of the invented state derives this too. It reads `children` (births of the applicant, with
/// `child`, `name`, `born_on`, `mother`, and `father`, which may be absent), `home` (a record or null) and `paid` (a list),
/// asks `payment` always and `wallet` and `child` sometimes, and derives `pupil`, `unpaid`, `factor`, `amount`, which may
/// be unknown, and `of_age`, which may not.
fn errors(formula: &str) -> Vec<u16> {
    let mut files = good().clone();
    let file = files.get_mut("services/school-start/service.yaml").unwrap();
    *file = file.replace("derive:\n", &format!("derive:\n  probe: '= {formula}'\n"));
    let (_, findings) = state::load(&files);
    let errors = findings.iter().filter(|finding| finding.severity == model::Severity::Error);
    errors.map(|finding| finding.code.0).collect()
}

#[test]
fn accepts_what_is_guarded() {
    let table = [
        // guards
        "if is known(home) then home.district else \"none\"",
        "if is unknown(home) then \"none\" else home.district",
        "if home != null then home.address = \"x\" else false",
        "if home = null then false else home.address = \"x\"",
        "is known(home) and home.address = \"x\"",
        "is unknown(home) or home.address = \"x\"",
        "not(is unknown(home)) and home.address = \"x\"",
        "if is known(home) and home.address != \"x\" then 1 else 2",
        "if is unknown(home) or home.address = \"x\" then 1 else 2",
        "if is known(home.address) then home.district = \"P1\" else false",
        // what a derived value tells
        "if of_age then pupil.child = \"AA000001\" else false",
        "if is known(unpaid) then pupil.child = \"AA000001\" else false",
        "if unpaid = true then pupil.child = \"AA000001\" else false",
        "is known(amount) and home.district = \"P1\"",
        // a choice that is asked only where another answer was given
        "if answers.payment = \"wallet\" then answers.wallet = \"12345678\" else false",
        // in filters and loops
        "children[is known(father) and father = applicant.resident]",
        "children[father != null and father = applicant.resident]",
        "some c in children satisfies c.father != null and c.father = applicant.resident",
        "every c in children satisfies c.mother = applicant.resident",
        "for c in children return {code: c.child, words: c.name}",
        "sort(children, function(a, b) a.born_on > b.born_on)[1].name",
        "children[1].born_on <= case.filed_on",
        "if count(children) > 0 then children[1].name = \"Mia\" else false",
        "children[item.name = \"Mia\"]",
        "children[-1]",
        "paid[child = \"AA000001\"]",
        // numbers, dates, durations, texts
        "sum(concatenate([0], for c in children return 1)) > 0",
        "if count(children) > 0 then max(children.born_on) > case.filed_on else false",
        "case.filed_on + duration(\"P6M\") < case.today",
        "case.filed_on.year * 100 + case.filed_on.month",
        "case.today - case.filed_on > duration(\"P30D\")",
        "duration(\"P1M\") * law.family.first_age",
        "law.family.start_amount / law.family.first_age > 1",
        "upper case(answers.payment) + \"!\"",
        "get value(law.family.district_factor, \"P1\")",
        "age(applicant_born, case.filed_on)",
        "string join([\"a\", answers.child], \" \")",
        "answers.payment in (\"wallet\", \"cash\")",
        "if 1 in [1..5] then true else false",
        "[1, 2, 3][item > 1]",
        "{a: 1, b: a + 1}.b",
        "children.record.since",
        "number(\"12\")",
        "if children[1] instance of context then 1 else 2",
    ];
    let mut wrong = Vec::new();
    for formula in table {
        // the applicant's date of birth is not granted to this service: a known date stands for it
        let formula = formula.replace("applicant_born", "case.filed_on");
        let found = errors(&formula);
        if !found.is_empty() {
            wrong.push(format!("{formula}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "refused without need:\n{}", wrong.join("\n"));
}

#[test]
fn refuses_what_is_not() {
    let table: [(&str, &[u16]); 46] = [
        // unguarded conditions
        ("if unpaid then 1 else 2", &[607]),
        ("if amount > 5 then 1 else 2", &[607]),
        ("if unpaid and of_age then 1 else 2", &[607]),
        ("if unpaid or is known(home) then 1 else 2", &[607]),
        ("if is unknown(home) and home.address < \"x\" then 1 else 2", &[607]),
        ("if is known(home) or home.address < \"x\" then 1 else 2", &[607]),
        ("children[father < applicant.resident]", &[607]),
        ("some c in children satisfies c.father < applicant.resident", &[607]),
        ("sort(children, function(a, b) a.father < b.father)", &[607]),
        ("if get value(law.family.district_factor, \"P1\") > 1 then 1 else 2", &[607]),
        ("if sum(for c in children return 1) > 0 then 1 else 2", &[607]),
        ("if children[1].born_on < case.filed_on then 1 else 2", &[607]),
        ("if answers.child < \"x\" then 1 else 2", &[607]),
        ("if 1 / count(children) > 0 then 1 else 2", &[607]),
        ("if null then 1 else 2", &[607]),
        // unknown taken for no
        ("home.district = \"P1\"", &[608]),
        ("home.district != \"P1\"", &[608]),
        ("children[father = applicant.resident]", &[608]),
        ("list contains(children.child, answers.child)", &[608]),
        ("answers.child in (\"a\", \"b\")", &[608]),
        ("if answers.payment = \"cash\" then answers.wallet = \"1\" else false", &[608]),
        ("some home in children satisfies is known(home.father) and pupil.child = home.child", &[608]),
        // names
        ("hom", &[602]),
        ("home.distrct", &[603]),
        ("children.mothr", &[603]),
        ("case.filed_on.dy", &[603]),
        ("answers.pament", &[603]),
        ("law.family.start", &[603]),
        ("law.famly.start_amount", &[603]),
        ("law.family.district_factor.P1", &[603]),
        ("lenght(answers.payment)", &[604]),
        ("substring(answers.payment)", &[604]),
        ("today()", &[612]),
        // what the register does not grant
        ("home.household", &[514]),
        ("paid.amount", &[514]),
        ("paid[amount > 5]", &[514]),
        ("applicant.sex", &[514]),
        // types
        ("string length(5)", &[605]),
        ("count(5)", &[605]),
        ("case.filed_on + 30", &[606]),
        ("answers.payment + 1", &[606]),
        ("answers.payment > 5", &[606]),
        ("case.filed_on = \"2026-01-01\"", &[606]),
        ("list contains(children.child, 5)", &[606]),
        ("answers.payment = \"walet\"", &[611]),
        ("if answers.payment then 1 else 2", &[609]),
    ];
    let mut wrong = Vec::new();
    for (formula, expected) in table {
        let found = errors(formula);
        if found != expected {
            wrong.push(format!("{formula}: expected {expected:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lines_of_decide_guard_those_below() {
    let decide = |lines: &str| {
        let mut files = good().clone();
        let file = files.get_mut("services/school-start/service.yaml").unwrap();
        let start = file.find("decide:\n").unwrap();
        let end = file.find("reasons:\n").unwrap();
        file.replace_range(
            start..end,
            &format!("decide:\n{lines}  - {{otherwise: review, why: paid_already}}\n"),
        );
        let (_, findings) = state::load(&files);
        findings.iter().filter(|f| f.severity == model::Severity::Error).map(|f| f.code.0).collect::<Vec<_>>()
    };
    let unknown =
        "  - {when: \"= is unknown(unpaid) or is unknown(amount)\", then: review, why: data_missing}\n";
    let grant = "  - {when: \"= unpaid\", then: granted}\n";
    assert_eq!(decide(&format!("{unknown}{grant}")), Vec::<u16>::new());
    // the order matters
    assert_eq!(decide(&format!("{grant}{unknown}")), [607, 610, 610]);
    // what is known of one value says nothing of another
    let half = "  - {when: \"= is unknown(unpaid)\", then: review, why: data_missing}\n";
    assert_eq!(decide(&format!("{half}{grant}")), [610, 610]);
    // a line that sends on only some of the unknown guards nothing
    let some =
        "  - {when: \"= is unknown(unpaid) and is unknown(amount)\", then: review, why: data_missing}\n";
    assert_eq!(decide(&format!("{some}{grant}")), [607, 610, 610]);
}

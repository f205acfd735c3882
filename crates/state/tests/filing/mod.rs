//! Slips that nobody would notice before a case is filed.

use crate::support::Edit::{self, Append, Replace};
use crate::{APPEAL, CHIMNEY, HOMES, MOORING, PEOPLE, POSTS, REPAIR, SCHOOL};

/// A mooring of a version, with lines about cases of earlier ones.
fn migrate(version: &'static str, lines: &'static str) -> Vec<Edit> {
    vec![Replace(MOORING, "version: 1", version), Append(MOORING, "migrate:\n"), Append(MOORING, lines)]
}

/// What nobody would notice before a case is filed.
pub fn found_at_filing() -> Vec<(u16, Vec<Edit>)> {
    vec![
        (513, vec![Replace(PEOPLE, "{service: mooring, may: [read],", "{service: mooring, may: [write],")]),
        (
            513,
            vec![Replace(PEOPLE, "born_on], purpose: harbour_order", "born_on], purpose: counter_service")],
        ),
        (515, vec![Replace(PEOPLE, "he: מספר}, search: exact,", "he: מספר},")]),
        (515, vec![Replace(POSTS, "he: פקיד}, search: exact}", "he: פקיד}}")]),
        (515, vec![Replace(HOMES, "he: משק בית}, search: exact}", "he: משק בית}}")]),
        (527, vec![Replace(APPEAL, "type: case", "type: text")]),
        (
            301,
            vec![Replace(
                MOORING,
                "agency: harbour-office\n",
                "agency: harbour-office\naddressed: '= get value({a: \"harbor-office\"}, answers.boat)'\n",
            )],
        ),
        (533, vec![Replace(MOORING, "working_days: \"= law.harbour.silence_days\"", "working_days: 1.5")]),
        (533, vec![Replace(MOORING, "office_hours: 4", "office_hours: 0.001")]),
        (533, vec![Replace("law/harbour.yaml", "value: 3,", "value: -3,")]),
        (534, vec![Replace(REPAIR, "amount: \"= share\"\n", "amount: 0\n")]),
        (534, vec![Replace(CHIMNEY, "fee: {amount: \"= price\"", "fee: {amount: -5")]),
        (535, vec![Replace(MOORING, "forward: {to: [welfare-office]", "forward: {to: [harbour-office]")]),
        (535, vec![Replace(MOORING, "calendar_days: 2}}, require: [note]}", "calendar_days: 2}}}")]),
        (535, vec![Replace(MOORING, "pass: {to: review", "pass: {to: correcting")]),
        (535, vec![Replace(MOORING, "pass: {to: review, by: officer", "pass: {to: review, by: applicant")]),
        (533, vec![Replace(MOORING, "{calendar_days: 2}", "{calendar_days: 0.5}")]),
        (301, vec![Replace(MOORING, "to: [welfare-office]", "to: [wellfare-office]")]),
        (536, vec![Replace(MOORING, "applicant: person\n", "applicant: person\napplicant_age: -1\n")]),
        (536, vec![Replace(MOORING, "applicant: person\n", "applicant: person\napplicant_age: 101\n")]),
        (536, vec![Replace(MOORING, "applicant: person\n", "applicant: person\napplicant_age: 16.5\n")]),
        (541, migrate("version: 1", "  - {from: 1, open_cases: keep}\n")),
        (
            541,
            migrate(
                "version: 2",
                "  - {from: 1, open_cases: keep}\n  - {from: 1, open_cases: fast_forward}\n",
            ),
        ),
        (541, migrate("version: 2", "  - {from: 1, open_cases: keep, states: {checking: review}}\n")),
        (
            541,
            migrate(
                "version: 2",
                "  - {from: 1, open_cases: fast_forward, answers: {ship: boat, vessel: boat}}\n",
            ),
        ),
        (309, migrate("version: 2", "  - {from: 1, open_cases: fast_forward, states: {checking: reviev}}\n")),
        (307, migrate("version: 2", "  - {from: 1, open_cases: fast_forward, answers: {ship: bot}}\n")),
        (
            535,
            vec![Replace(MOORING, "to: [welfare-office],", "to: [welfare-office], but: [welfare-office],")],
        ),
        (301, vec![Replace(MOORING, "to: [welfare-office],", "to: all, but: [wellfare-office],")]),
        (613, vec![Replace(SCHOOL, "pay_to: \"= answers.wallet\"", "pay_to: abc")]),
    ]
}

/// A value with columns is a list, its rows have them, and each column and code has its words.
pub fn columns() -> Vec<(u16, Vec<Edit>)> {
    let (eo, he) = ("services/school-start/eo.ftl", "services/school-start/he.ftl");
    let known = "value: \"= pupil.name\", of: \"= pupil\"}";
    let column = "known-pupil_name-name = x\n";
    vec![
        (
            609,
            vec![
                Replace(SCHOOL, known, "value: \"= pupil.name\", of: \"= pupil\", columns: {name: []}}"),
                Append(eo, column),
                Append(he, column),
            ],
        ),
        (
            603,
            vec![
                Replace(SCHOOL, known, "value: \"= children\", of: \"= pupil\", columns: {nam: []}}"),
                Append(eo, "known-pupil_name-nam = x\n"),
                Append(he, "known-pupil_name-nam = x\n"),
            ],
        ),
        (
            702,
            vec![
                Replace(SCHOOL, known, "value: \"= children\", of: \"= pupil\", columns: {name: [twin]}}"),
                Append(eo, column),
                Append(he, "known-pupil_name-name = x\nknown-pupil_name-name-twin = x\n"),
            ],
        ),
    ]
}

/// Slips in decision tables.
pub fn decision_tables() -> Vec<(u16, Vec<Edit>)> {
    let none = "[\"<= 0\", 0]";
    vec![
        (537, vec![Replace(CHIMNEY, "    table:\n", "    table:\n      order: \"0\"\n")]),
        (538, vec![Replace(CHIMNEY, "[\"> 0\",", "[\"> 1\",")]),
        (539, vec![Replace(CHIMNEY, none, "[\"<= 1\", 0]")]),
        (
            540,
            vec![
                Replace(CHIMNEY, "    table:\n", "    table:\n      hit: first\n"),
                Replace(CHIMNEY, none, "[\"<= 0\", 0]\n        - [\"< 0\", 0]"),
            ],
        ),
        // results are typed by one another
        (609, vec![Replace(CHIMNEY, none, "[\"<= 0\", free]")]),
    ]
}

//! Every code, produced by one slip in a good folder: exactly one finding, at the right place, in clear words.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop at the first surprise")]

mod filing;
mod needless;
mod support;
use support::Edit::{self, Add, Append, Remove, Replace};
use support::{edited, folder};

const STATE: &str = "state.yaml";
const PEOPLE: &str = "registers/people.yaml";
const HOMES: &str = "registers/homes.yaml";
const BIRTHS: &str = "registers/births.yaml";
const GRANTS: &str = "registers/grants.yaml";
const PLACES: &str = "registers/districts.yaml";
const DISTRICTS: &str = "records/districts.csv";
const INVENTED: &str = "simulate/people.yaml";
const PROGRAMME: &str = "programme/island.yaml";
const POSTS: &str = "registers/posts.yaml";
const FAMILY: &str = "law/family.yaml";
const SCHOOL: &str = "services/school-start/service.yaml";
const REPAIR: &str = "services/home-repair/service.yaml";
const MOORING: &str = "services/mooring/service.yaml";
const CHIMNEY: &str = "services/chimney-check/service.yaml";
const LEDGER: &str = "ledger.yaml";
const APPEAL: &str = "services/appeal/service.yaml";

/// A code and the slip that produces it.
fn table() -> Vec<(u16, Vec<Edit>)> {
    let mut table = files_and_values();
    table.extend(names());
    table.extend(state_and_registers());
    table.extend(services());
    table.extend(terms_and_places());
    table.extend(filing::found_at_filing());
    table.extend(filing::columns());
    table.extend(money());
    table.extend(filing::decision_tables());
    table.extend(needless::needless());
    table.extend(formulas_and_messages());
    table
}

fn files_and_values() -> Vec<(u16, Vec<Edit>)> {
    vec![
        (101, vec![Replace(STATE, "majority: 20", "majority: [20")]),
        (102, vec![Replace(POSTS, "title: {eo", "title: &words {eo")]),
        (103, vec![Replace(POSTS, "owner: island-council", "owner: !agency island-council")]),
        (104, vec![Replace(POSTS, "subject: officer", "subject: officer\nsubject: officer")]),
        (105, vec![Replace(POSTS, "subject: officer", "subject: officer\n<<: other")]),
        (106, vec![Append(POSTS, "---\nregister: others\n")]),
        (108, vec![Add("registres/ships.yaml", "register: ships\n")]),
        (109, vec![Replace(HOMES, "from: [household]", "from: [\n    household]")]),
        (110, vec![Replace(POSTS, "register: posts", "register: post")]),
        (111, vec![Remove(STATE)]),
        (112, vec![Remove(MOORING), Remove("services/mooring/cases.yaml")]),
        (113, vec![Add("records/homes.csv", "person,household\n")]),
        (113, vec![Add("records/distrikts.csv", "code\n")]),
        (114, vec![Replace(DISTRICTS, "code,name,kind", "code,nmae,name,kind")]),
        (114, vec![Replace(DISTRICTS, ",kind,valid_from,", ",kind,name,")]),
        (115, vec![Replace(DISTRICTS, "P1,Marbordo,port,,", "P1,Marbordo,por,,")]),
        (115, vec![Replace(DISTRICTS, "P1,Marbordo,port,,", "P1,Marbordo, port,,,")]),
        (115, vec![Replace(DISTRICTS, "P1,Marbordo,port,,", "P1,,port,,")]),
        (115, vec![Replace(DISTRICTS, "P1,Marbordo,port,,", "H1,Marbordo,port,,")]),
        (115, vec![Replace(DISTRICTS, "2000-01-01,2020-01-01", "2020-01-01,2020-01-01")]),
        (115, vec![Replace(DISTRICTS, "2000-01-01,2020-01-01", "1/1/2000,")]),
        (201, vec![Replace(MOORING, "demonstration:", "demonstratoin:")]),
        (202, vec![Replace(MOORING, "version: 1\n", "")]),
        (203, vec![Replace(MOORING, "law: [harbour/1, harbour/2]", "law: harbour/1")]),
        (204, vec![Replace("law/harbour.yaml", "from: 2020-01-01", "from: 2020-02-30")]),
        (205, vec![Replace(STATE, "majority: 20", "majority: twenty")]),
        (206, vec![Replace(PEOPLE, "immutable: true", "immutable: yes")]),
        (207, vec![Replace(REPAIR, "favour: neutral", "favour: none")]),
        (208, vec![Replace("agencies/harbour-office.yaml", "id: pier", "id: Pier")]),
        (209, vec![Replace(MOORING, "law: [harbour/1,", "law: [harbour,")]),
        (
            210,
            vec![Replace(
                POSTS,
                "title: {eo: Registro de postenoj, he: מרשם המשרות}",
                "title: {eo: Registro de postenoj}",
            )],
        ),
        (
            211,
            vec![Replace(
                POSTS,
                "title: {eo: Registro de postenoj, he:",
                "title: {eo: Registro de postenoj, hb:",
            )],
        ),
        (212, vec![Replace(STATE, "\"[0-9]{8}\"", "\"[0-9]+\"")]),
        (213, vec![Replace(STATE, "example: \"12345678\"", "example: \"1234\"")]),
        (213, vec![Replace(SCHOOL, "example: \"12345678\"", "example: \"1234\"")]),
        (214, vec![Replace(STATE, "Atlantic/Azores", "Atlantic/Azore")]),
        (215, vec![Replace(STATE, "to: 2026-06-11", "to: 2026-06-09")]),
        (215, vec![Replace(STATE, "on: 2026-12-18", "on: 2026-12-15")]),
        (216, vec![Remove("pages/about.he.md")]),
    ]
}

fn names() -> Vec<(u16, Vec<Edit>)> {
    vec![
        (301, vec![Replace("agencies/welfare-office.yaml", "island-council", "iland-council")]),
        (302, vec![Replace(REPAIR, "queue: {role: clerk}", "queue: {role: clark}")]),
        (303, vec![Replace(MOORING, "purpose: harbour_order", "purpose: harbor_order")]),
        (304, vec![Replace(POSTS, "law: procedure/3", "law: procedures/3")]),
        (305, vec![Replace(MOORING, "too_long: harbour/3", "too_long: harbour/33")]),
        (306, vec![Replace(REPAIR, "from: homes", "from: home")]),
        (307, vec![Replace(SCHOOL, "where: {parent:", "where: {parnt:")]),
        (308, vec![Replace(MOORING, "service: appeal", "service: apeal")]),
        (309, vec![Replace(MOORING, "otherwise: review", "otherwise: reveiw")]),
        (310, vec![Replace(MOORING, "why: to_be_seen", "why: to_be_sen")]),
        (311, vec![Replace(REPAIR, "documents/letter.typ", "documents/leter.typ")]),
        (312, vec![Replace(BIRTHS, "{type: text,", "{type: txt,")]),
        (
            313,
            vec![Append(
                "agencies/harbour-office.yaml",
                "  - {id: pier, name: {eo: Alia moleo, he: מזח אחר}, address: {eo: \"Moleo 2\", he: \"המזח 2\"}}\n",
            )],
        ),
        (
            314,
            vec![Replace(
                STATE,
                "identifiers:\n",
                "identifiers:\n  date: {form: \"[0-9]\", name: {eo: dato, he: תאריך}, example: \"1\"}\n",
            )],
        ),
        (315, vec![Replace("services/mooring/cases.yaml", "state: granted", "state: grantd")]),
    ]
}

fn state_and_registers() -> Vec<(u16, Vec<Edit>)> {
    vec![
        (401, vec![Append("agencies/island-council.yaml", "superior: welfare-office\n")]),
        (
            402,
            vec![Replace(
                STATE,
                "majority: 20",
                "    - {from: 2026-01-01, days: [monday], open: [\"08:00-10:00\"]}\nmajority: 20",
            )],
        ),
        (402, vec![Replace(FAMILY, "until: 2026-01-01, ", "")]),
        (403, vec![Replace(FAMILY, "until: 2026-01-01", "until: 2025-07-01")]),
        (404, vec![Replace(FAMILY, "value: 900,", "value: 900, table: {\"P1\": 1},")]),
        (405, vec![Replace(GRANTS, "subject: person\n", "")]),
        (406, vec![Replace(HOMES, "subject: person", "subject: address")]),
        (407, vec![Replace(PEOPLE, ", purpose: counter_service}", "}")]),
        (408, vec![Replace(PEOPLE, "{role: counter,", "{role: counter, service: mooring,")]),
        (409, vec![Replace(STATE, "born: born_on", "born: given")]),
        (410, vec![Replace(INVENTED, "[Rivera, Rivera]", "[Rivera]")]),
        (
            410,
            vec![Replace(INVENTED, "{register: districts, field: kind,", "{register: people, field: sex,")],
        ),
        (312, vec![Replace(INVENTED, "draw: {wallet: wallet}", "draw: {wallet: walet}")]),
        (415, vec![Append(HOMES, "open: [district]\n")]),
        (
            415,
            vec![
                Replace(PLACES, "open: [code,", "open: [warden, code,"),
                Replace(
                    PLACES,
                    "  name: {",
                    "  warden: {type: resident, optional: true, label: {eo: Gardisto, he: שומר}}\n  name: {",
                ),
            ],
        ),
        (416, vec![Append(GRANTS, "owed: {amount: pay_to, paid: pay_to, service: home-repair}\n")]),
        (411, vec![Replace(PROGRAMME, "    parent: task-1\n", "")]),
        (411, vec![Replace(PROGRAMME, "parent: task-1", "parent: taks-1")]),
        (412, vec![Replace(PROGRAMME, "address: /figures", "address: report.docx")]),
    ]
}

fn services() -> Vec<(u16, Vec<Edit>)> {
    let more =
        |text| [Append("services/home-repair/eo.ftl", text), Append("services/home-repair/he.ftl", text)];
    let with = |edit, text| [edit].into_iter().chain(more(text)).collect::<Vec<_>>();
    vec![
        (501, vec![Replace(SCHOOL, "then: granted}", "then: refused}")]),
        (501, vec![Replace(SCHOOL, "then: granted}", "then: withdrawn}")]),
        (502, vec![Replace(MOORING, "decide:\n", "decide:\n  - {when: \"= true\"}\n")]),
        (503, vec![Replace(SCHOOL, "{otherwise: review, why: paid_already}", "{otherwise: granted}")]),
        (504, vec![Replace(MOORING, "require: [reason, note]", "require: [note]")]),
        (505, vec![Replace(REPAIR, "id: note", "id: cost")]),
        (506, with(Replace(REPAIR, "id: note", "id: address"), "ask-address = x\nask-address-why = x\n")),
        (
            507,
            with(
                Replace(REPAIR, "  withdrawn: {favour", "  expired: {favour: neutral}\n  withdrawn: {favour"),
                "state-expired = x\n",
            ),
        ),
        (
            508,
            vec![
                Replace(
                    REPAIR,
                    "{to: review, by: applicant, require: [answers]}",
                    "{to: review, by: officer}",
                ),
                Replace(REPAIR, "{to: withdrawn, by: applicant}", "{to: withdrawn, by: officer}"),
            ],
        ),
        (509, vec![Replace(REPAIR, ", on_silence: {escalate: chief}", "")]),
        (510, vec![Replace(MOORING, "{grant: granted, law: harbour/2}", "{grant: granted}")]),
        (511, vec![Replace(REPAIR, "on_silence: {to: review}", "on_silence: {to: refused}")]),
        (513, vec![Replace(HOMES, "{service: home-repair,", "{service: mooring,")]),
        (
            514,
            vec![Replace(
                HOMES,
                "[person, district, address], purpose: home_support",
                "[person, district], purpose: home_support",
            )],
        ),
        (515, vec![Replace(GRANTS, "he: ילד}, search: exact, optional: true}", "he: ילד}, optional: true}")]),
        (516, vec![Replace(MOORING, "service: appeal", "service: home-repair")]),
        (517, vec![Append(SCHOOL, "again: {on: grants, where: {amount: \"= amount\"}}\n")]),
        (
            518,
            vec![Replace(
                REPAIR,
                "derive:\n",
                "derive:\n  first: \"= second + 1\"\n  second: \"= first - 1\"\n",
            )],
        ),
        (519, vec![Replace(REPAIR, "derive:\n", "derive:\n  spare: \"= answers.cost\"\n")]),
        (
            520,
            vec![
                Replace(MOORING, "require: [reason, note]", "require: [note]"),
                Replace(MOORING, "refused: {favour: against", "refused: {favour: neutral"),
            ],
        ),
        (521, vec![Replace(MOORING, "{otherwise: review, why: to_be_seen}", "{otherwise: review}")]),
        (522, vec![Replace("agencies/harbour-office.yaml", "superior: island-council\n", "")]),
        (523, vec![Replace(GRANTS, "{service: home-repair,", "{service: mooring,")]),
        (524, vec![Replace(REPAIR, "kind: home_repair, amount: \"= share\"", "kind: home_repair")]),
        (
            525,
            vec![Replace(
                MOORING,
                "appeal: {working_days: \"= law.procedure.appeal_days\", to: superior, service: appeal, law: procedure/1, silence: procedure/4}\n",
                "",
            )],
        ),
        (526, vec![Replace(MOORING, ", else: length_zero", "")]),
        (527, vec![Replace(MOORING, "granted: {favour: for,", "granted: {favour: for, attacked: granted,")]),
    ]
}

fn terms_and_places() -> Vec<(u16, Vec<Edit>)> {
    vec![
        (217, vec![Replace(STATE, "\"14:00-17:00\"", "\"11:00-17:00\"")]),
        (217, vec![Replace(STATE, "\"14:00-17:00\"", "\"14:00-25:00\"")]),
        (409, vec![Replace(STATE, "name: {eo: name, he: name}}", "name: {eo: name}}")]),
        (409, vec![Replace(STATE, "person: person, place: district", "person: person, place: address")]),
        (409, vec![Replace(STATE, "register: districts, code: code", "register: districts, code: name")]),
        (512, vec![Replace(APPEAL, "working_days: 10", "working_days: 10, calendar_days: 10")]),
        (512, vec![Replace(MOORING, "{office_hours: 4,", "{office_hours: 4, calendar_days: 1,")]),
        (
            528,
            vec![Replace(STATE, "{from: 2000-01-01, days:", "{from: 2000-01-01, until: 2030-01-01, days:")],
        ),
        (529, vec![Replace(REPAIR, "favour: neutral", "favour: moot, amount: 1")]),
    ]
}

fn money() -> Vec<(u16, Vec<Edit>)> {
    let (pays, fee) = (
        "    pay: {account: \"= answers.wallet\"}\n",
        "fee: {amount: \"= price\", law: family/7, wait: payment}\n",
    );
    vec![
        (413, vec![Replace(LEDGER, "fees: charges", "fees: charge")]),
        (414, vec![Replace(LEDGER, "fees: charges", "fees: till")]),
        (
            530,
            vec![
                Remove(LEDGER),
                Replace(SCHOOL, pays, ""),
                Replace(REPAIR, "    pay: {to: \"= applicant.resident\"}\n", ""),
            ],
        ),
        (531, vec![Replace(CHIMNEY, "wait: payment", "wait: review")]),
        (
            531,
            vec![Replace(
                CHIMNEY,
                "charge: {to: payment, by: officer}",
                "charge: {to: payment, by: officer, collect: fee}",
            )],
        ),
        (
            531,
            vec![Replace(MOORING, "refused: {favour: against,", "refused: {favour: against, refund: fee,")],
        ),
        (532, vec![Replace(SCHOOL, "    every: once\n", "")]),
        (309, vec![Replace(CHIMNEY, "wait: payment", "wait: paymnt")]),
        (702, vec![Replace("services/chimney-check/eo.ftl", "fee = ", "fees = ")]),
        (603, vec![Replace(CHIMNEY, fee, "fee: {amount: \"= case.payd\", law: family/7, wait: payment}\n")]),
    ]
}

fn formulas_and_messages() -> Vec<(u16, Vec<Edit>)> {
    let eo = "services/mooring/eo.ftl";
    vec![
        (601, vec![Replace(REPAIR, "\"= home.district\"", "\"= home..district\"")]),
        (602, vec![Replace(REPAIR, "\"= home.district\"", "\"= hom.district\"")]),
        (603, vec![Replace(REPAIR, "\"= home.district\"", "\"= home.distrit\"")]),
        (604, vec![Replace(REPAIR, "string length(answers.damage)", "length(answers.damage)")]),
        (605, vec![Replace(REPAIR, "string length(answers.damage)", "string length(answers.cost)")]),
        (606, vec![Replace(SCHOOL, "start_amount * factor", "start_amount * case.filed_on")]),
        (607, vec![Replace(SCHOOL, "\"= not(of_age)\"", "\"= not(unpaid)\"")]),
        (608, vec![Replace(SCHOOL, "else if is unknown(answers.child) then null else", "else")]),
        (609, vec![Replace(REPAIR, "amount: \"= share\"\n", "amount: \"= case.number\"\n")]),
        (610, vec![Replace(REPAIR, "case_number: \"= case.number\"", "case_number: \"= answers.note\"")]),
        (611, vec![Replace(SCHOOL, "= answers.payment = \"wallet\"", "= answers.payment = \"walet\"")]),
        (612, vec![Replace(REPAIR, "\"= answers.cost > 0\"", "\"= today() > case.filed_on\"")]),
        (701, vec![Replace(eo, "title = ", "title ")]),
        (702, vec![Replace(eo, "ask-boat-why = ", "ask-boat-wy = ")]),
        (703, vec![Remove("services/mooring/he.ftl")]),
        (704, vec![Append(eo, "spare = x\n")]),
        (705, vec![Append(eo, "title = x\n")]),
    ]
}

/// Codes that need more than a small edit; each has a test of its own below.
const APART: [u16; 11] = [107, 706, 801, 802, 803, 901, 902, 903, 904, 905, 906];

#[test]
fn each_slip_gives_one_finding() {
    let good = folder("mini");
    let mut drawn = String::new();
    let mut wrong = Vec::new();
    for (code, edits) in table() {
        let files = edited(&good, &edits);
        let (model, findings) = state::load(&files);
        let text = state::render_text(&findings, &files, false);
        if findings.len() != 1 || findings[0].code.0 != code {
            wrong.push(format!("expected K{code:04} alone, got:\n{text}"));
        }
        let error = findings.iter().any(|finding| finding.severity == model::Severity::Error);
        assert_eq!(model.is_none(), error, "K{code:04}");
        assert!(findings.iter().all(|finding| finding.help.is_some()), "K{code:04} has no help");
        drawn.push_str(&text);
        drawn.push('\n');
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n=====\n"));
    insta::assert_snapshot!("slips", drawn);
}

#[test]
fn each_code_has_a_page_and_a_slip() {
    let slips: Vec<u16> = table().into_iter().map(|(code, _)| code).collect();
    for code in state::all_codes() {
        assert!(slips.contains(&code.0) || APART.contains(&code.0), "{code} has no slip that produces it");
        let page = state::explain(&code.to_string()).unwrap_or_else(|| panic!("{code} has no page"));
        assert!(page.starts_with(&format!("# {code} ")), "{page}");
        for part in ["Wrong:", "Right:"] {
            let own = ["K0103", "K0104"].contains(&code.to_string().as_str());
            assert!(page.contains(part) || own, "the page of {code} has no `{part}`");
        }
    }
    for slip in slips.iter().chain(&APART) {
        assert!(state::all_codes().iter().any(|code| code.0 == *slip), "K{slip:04} is no code");
    }
    assert!(state::explain("K9999").is_none() && state::explain("words").is_none());
}

#[test]
fn a_file_has_a_limit() {
    let mut files = folder("mini");
    let text = files.get_mut(POSTS).unwrap();
    text.push_str(&"# a comment\n".repeat(100_000));
    let (model, findings) = state::load(&files);
    let codes: Vec<String> = findings.iter().map(|finding| finding.code.to_string()).collect();
    assert_eq!((model.is_none(), codes), (true, vec!["K0107".to_owned()]));
}

#[test]
fn words_of_the_interface_are_asked_for_by_key() {
    let mut files = folder("mini");
    files.insert("words/eo.ftl".to_owned(), "start = Komenci\n".to_owned());
    files.insert("words/he.ftl".to_owned(), "start = להתחיל\nnext = הבא\n".to_owned());
    let (model, findings) = state::load(&files);
    assert!(findings.is_empty(), "{}", state::render_text(&findings, &files, false));
    let missing = state::check_words(&model.unwrap(), &["start", "next"]);
    let found: Vec<String> =
        missing.iter().map(|finding| format!("{} {}", finding.code, finding.at.path)).collect();
    assert_eq!(found, ["K0706 words/eo.ftl"]);
}

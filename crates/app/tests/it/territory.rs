//! A reform of the territory, entered and undone by acts: names and offices as of each day, and papers that stay.

use crate::common::Demo;
use app::documents::Verified;
use app::view::CaseView;
use base::{AgencyId, CaseId, Date, FieldId, Instant, OfficeId, RegisterId};
use domain::ActInput;
use serde_json::{Value, json};
use std::sync::Arc;
use store::{AsOf, Key, Match, Query, Sqlite, Store};

const JOINED: &str = "41704235832000";
const SUCCESSOR: &str = "41704235816000";

fn noon(demo: Option<&Demo>, day: &str) -> Instant {
    let now = Instant::parse(&format!("{day}T06:00:00Z"), &base::time::TimeZone::UTC).unwrap();
    if let Some(demo) = demo {
        demo.still.set(now);
    }
    now
}

/// What the folder calls a unit, and the office that serves it.
fn names(demo: &Demo, code: &str, office: &str) -> (String, String) {
    let running = demo.app.running();
    let (model, lang) = (running.model(), demo.lang());
    let units = &model.published[&RegisterId::new("places")];
    let unit = units.iter().find(|unit| unit.key == code).unwrap();
    let place = unit.fields[&model.info.places.as_ref().unwrap().name[&lang]].clone();
    let agency = &model.agencies[&AgencyId::new("local-government")];
    (place, agency.office(&OfficeId::new(office)).unwrap().name.get(&lang).to_owned())
}

/// A certificate for use abroad: issued at once.
fn certificate(demo: &Demo) -> CaseView {
    let answers = json!({"asked_by": "abroad", "used_where": "Германия"});
    let case = demo.file("semiz-bel-resident", "family-certificate", answers).unwrap();
    assert_eq!(case.state, "issued", "{case:?}");
    case
}

/// What the certificate calls the place, and whose office issued it.
fn named(case: &CaseView) -> (&str, &str) {
    let place = case.known.iter().find(|line| line.id == "home_place").unwrap();
    (&place.value, case.office.as_deref().unwrap())
}

fn reform(demo: &Demo, answers: Value, action: &str) -> CaseView {
    let case = demo.file("territory-clerk", "territory-reform", answers).unwrap();
    assert_eq!(case.state, "review", "nobody decides what they filed");
    let article = Some("territory/3".to_owned());
    let input = || ActInput { article: article.clone(), ..ActInput::default() };
    assert!(demo.act("territory-clerk", &case, action, input()).is_err(), "the clerk does not decide it");
    demo.act("territory-officer", &case, action, input()).unwrap()
}

/// Which unit has the place of the joined one on a day, as known at a time.
fn into(demo: &Demo, day: &str, recorded: Option<Instant>) -> Option<String> {
    let store = Store::new(Arc::new(Sqlite::open_read_only(demo.dir.path()).unwrap()));
    let query = Query {
        register: RegisterId::new("places"),
        conditions: vec![(FieldId::new("code"), Match::In(vec![Key::from(JOINED)]))],
        at: AsOf { valid: day.parse::<Date>().unwrap(), recorded },
        limit: 2,
    };
    let found = store.snapshot().unwrap().find(&query).unwrap();
    assert_eq!(found.len(), 1, "the unit is one record, whatever was written of it");
    let doc = found.first().unwrap().open_public().unwrap().unwrap();
    doc.get("into").and_then(Value::as_str).map(str::to_owned)
}

#[test]
fn a_merger_is_entered_and_undone_and_papers_keep_what_they_said() {
    let demo = Demo::at("kg", 0, noon(None, "2025-03-03"));
    let names =
        [(JOINED, "semiz-bel"), (SUCCESSOR, "kochkor")].map(|(code, office)| names(&demo, code, office));
    let [old, new] = names.each_ref().map(|(place, office)| (place.as_str(), office.as_str()));
    let before = certificate(&demo);
    assert_eq!(named(&before), old);

    // entered ahead of its day
    noon(Some(&demo), "2025-03-20");
    let answers = json!({"decree": "№ 1", "decree_on": "2025-03-19", "kind": "merge", "unit": JOINED, "from_on": "2025-04-01", "successor": SUCCESSOR});
    let merged = reform(&demo, answers, "enter-merger");
    assert_eq!(merged.state, "merged");
    let unit = merged.answers.iter().find(|answer| answer.id == "unit").unwrap();
    assert_eq!(unit.value, old.0, "a place is shown by its name, not by its code");
    assert_eq!(named(&certificate(&demo)), old, "the day has not come");

    noon(Some(&demo), "2025-06-02");
    let during = certificate(&demo);
    assert_eq!(named(&during), new);
    let paper = demo.app.document(&demo.who("semiz-bel-resident"), &CaseId::new(&during.case)).unwrap();
    let code = during.decision.as_ref().unwrap().document.clone().unwrap();

    // undone by a decree that reaches back; until it is entered nobody knows
    noon(Some(&demo), "2026-01-15");
    let unknowing = certificate(&demo);
    assert_eq!(named(&unknowing), new);
    let known_then = noon(Some(&demo), "2026-02-02");
    let answers = json!({"decree": "№ 2", "decree_on": "2025-12-30", "kind": "restore", "unit": JOINED, "from_on": "2026-01-01"});
    noon(Some(&demo), "2026-02-03");
    assert_eq!(reform(&demo, answers, "undo-merger").state, "restored");
    assert_eq!(named(&certificate(&demo)), old);

    let on = |day, recorded| into(&demo, day, recorded);
    let joined = Some(SUCCESSOR.to_owned());
    assert_eq!(
        [on("2024-06-01", None), on("2025-06-01", None), on("2026-01-15", None)],
        [None, joined.clone(), None]
    );
    assert_eq!(on("2026-01-15", Some(known_then)), joined, "what was known before stays known");

    let resident = demo.who("semiz-bel-resident");
    let lang = demo.lang();
    for case in [&during, &unknowing] {
        assert_eq!(named(&demo.app.case(&resident, &CaseId::new(&case.case), &lang).unwrap()), new);
    }
    let again = demo.app.document(&resident, &CaseId::new(&during.case)).unwrap();
    assert_eq!(again, paper, "the same bytes ever after");
    assert!(matches!(demo.app.verify_document(&code, &lang).unwrap(), Verified::Valid { .. }));
    assert_eq!(demo.verify().findings, []);
}

//! Random families in the registers of the invented state, and what its law gives them, said a second time in Rust.

use base::{Date, FieldId, RecordId, RegisterId};
use domain::{FactRecord, RecordWrite, Rules, SearchValue, Wanted, index};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

pub const APPLICANT: &str = "AA000001";
const DISTRICTS: [(&str, u32); 3] = [("P1", 1_000), ("P9", 1_050), ("H1", 1_100)];

/// The invented state's rules.
pub fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states/mini");
        let mut files = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let inside = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                    files.insert(inside, std::fs::read_to_string(path).unwrap());
                }
            }
        }
        let (model, findings) = state::load(&files);
        Rules::new(Arc::new(
            model.unwrap_or_else(|| panic!("{}", state::render_text(&findings, &files, false))),
        ))
    })
}

/// Records as they were written.
#[derive(Clone, Debug, Default)]
pub struct Records(pub Vec<RecordWrite>);

impl Records {
    pub fn add(&mut self, register: &str, doc: Json, valid_from: Date) {
        let Json::Object(doc) = doc else { panic!("{doc} is no document") };
        // what is unknown is absent
        let doc = doc.into_iter().filter(|(_, value)| !value.is_null()).collect();
        self.0.push(RecordWrite { register: RegisterId::new(register), doc, valid_from, valid_until: None });
    }

    /// The records that are wanted.
    pub fn find(&self, wanted: &Wanted) -> Vec<FactRecord> {
        let model = &rules().model;
        let register = &model.registers[&wanted.register];
        let meets = |write: &RecordWrite| {
            let keys = index::keys(model, register, &write.doc);
            let one = |(field, values): &(FieldId, Vec<SearchValue>)| {
                keys.iter().any(|(name, value)| name == field && values.contains(value))
            };
            wanted.conditions.iter().all(one)
        };
        let holds = |write: &RecordWrite| {
            write.valid_from <= wanted.at && write.valid_until.is_none_or(|until| wanted.at < until)
        };
        let all = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, write)| write.register == wanted.register && holds(write) && meets(write));
        all.map(|(id, write)| FactRecord {
            register: write.register.clone(),
            id: RecordId::from(format!("{id:03}")),
            version: 1,
            since: write.valid_from,
            subject: register
                .subject
                .as_ref()
                .and_then(|field| Some(write.doc.get(field.as_str())?.as_str()?.to_owned())),
            doc: write.doc.clone(),
        })
        .collect()
    }
}

/// A child in the register of births.
#[derive(Clone, Debug)]
pub struct Child {
    /// Years before the claim, and days before that.
    pub age: (i16, i32),
    /// The register knows when it was born.
    pub born_known: bool,
    /// The applicant is `mother`, `father` or not a parent.
    pub parent: Option<&'static str>,
    /// It was paid for before.
    pub paid: bool,
}

/// What the registers know of a home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    Nothing,
    /// The home, but not its district.
    NoDistrict,
    /// A district, listed in the law or not.
    In(&'static str),
}

/// Who claims, and what the registers know of them.
#[derive(Clone, Debug)]
pub struct Family {
    /// Full years the applicant has lived, if a register knows.
    pub years: Option<i16>,
    pub children: Vec<Child>,
    pub home: Home,
}

impl Family {
    pub fn records(&self, filed_on: Date) -> Records {
        let mut records = Records::default();
        let ago = |years: i16, days: i32| before(filed_on, years, days);
        let born = self.years.map(|years| ago(years, 10).to_string());
        let long_ago = Date::constant(1900, 1, 1);
        records.add("people", json!({"resident": APPLICANT, "given": "Ana", "born_on": born}), long_ago);
        for (n, child) in self.children.iter().enumerate() {
            let born = ago(child.age.0, child.age.1);
            let known = child.born_known.then(|| born.to_string());
            let mut doc = json!({"child": key(n), "name": "Mia", "born_on": known, "mother": "AA000002"});
            if let Some(parent) = child.parent {
                doc[parent] = json!(APPLICANT);
            }
            records.add("births", doc, long_ago);
            if child.paid {
                records.add(
                    "grants",
                    json!({"person": APPLICANT, "child": key(n), "kind": "school_start", "amount": "100"}),
                    long_ago,
                );
            }
        }
        let district = match self.home {
            Home::Nothing => return records,
            Home::NoDistrict => None,
            Home::In(code) => Some(code),
        };
        records.add(
            "homes",
            json!({"person": APPLICANT, "district": district, "address": "Vojo 1"}),
            long_ago,
        );
        records
    }

    /// What the law on the start of school gives, by its words: the child of six to eight that is meant, not paid for
    /// before, times the district's factor; `None` where a person has to look. Written without the rules' own means.
    pub fn owed(&self, records: &Records, filed_on: Date, answers: &Map<String, Json>) -> Option<String> {
        let meant = |child: &Child| {
            let (years, days) = child.age;
            let lived = base::time::completed_years(before(filed_on, years, days), filed_on);
            child.born_known && child.parent.is_some() && (6..=8).contains(&lived)
        };
        let starters: Vec<usize> = (0..self.children.len()).filter(|n| meant(&self.children[*n])).collect();
        let pupil = match (starters.as_slice(), answers.get("child").and_then(Json::as_str)) {
            ([only], _) => *only,
            (several, Some(chosen)) => *several.iter().find(|n| key(**n) == chosen)?,
            (_, None) => return None,
        };
        let paid = records.0.iter().any(|write| {
            write.register.as_str() == "grants"
                && write.doc.get("child").and_then(Json::as_str) == Some(key(pupil).as_str())
        });
        let (_, factor) = DISTRICTS.iter().find(|(code, _)| self.home == Home::In(code))?;
        let start = if filed_on < Date::constant(2026, 1, 1) { 100_000 } else { 125_500 };
        // ten-thousandths of a stele would be rounded; none of these has them
        let thousandths = start * factor / 1_000;
        (!paid).then(|| format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000))
    }
}

pub fn key(child: usize) -> String {
    format!("AA0000{:02}", 10 + child)
}

fn before(day: Date, years: i16, days: i32) -> Date {
    let mut then = Date::new(day.year() - years, day.month(), day.day().min(28)).unwrap();
    for _ in 0..days {
        then = then.yesterday().unwrap();
    }
    then
}

pub fn family() -> impl Strategy<Value = Family> {
    let parent = prop_oneof![4 => Just(Some("mother")), 4 => Just(Some("father")), 1 => Just(None)];
    let child = (4_i16..10, 0_i32..400, prop::bool::weighted(0.9), parent, prop::bool::weighted(0.15));
    let child = child.prop_map(|(years, days, born_known, parent, paid)| Child {
        age: (years, days),
        born_known,
        parent,
        paid,
    });
    let code = prop::sample::select(vec!["P1", "P9", "H1", "X7"]);
    let home =
        prop_oneof![1 => Just(Home::Nothing), 1 => Just(Home::NoDistrict), 8 => code.prop_map(Home::In)];
    let years =
        prop_oneof![1 => Just(None), 1 => (15_i16..20).prop_map(Some), 10 => (20_i16..60).prop_map(Some)];
    (years, prop::collection::vec(child, 0..4), home).prop_map(|(years, children, home)| Family {
        years,
        children,
        home,
    })
}

//! What `koom bench` measures: acts of the ordinary kind, through the door.

use crate::bulk::{Entry, Grounds, found};
use crate::door::{App, Plan};
use crate::error::AppError;
use crate::leaf::{Kind, LeafBuilder};
use crate::permit::Circumstance;
use crate::permit::verdict;
use crate::records::own_version;
use crate::session::{Who, own_reading};
use access::{Class, Right};
use base::{FieldId, RecordId, RegisterId, Subject};
use model::Register;
use model::register::Search;
use serde_json::json;
use std::sync::Arc;
use store::{AsOf, Key, Match, Query, Sealed, Valid};

/// A register of benchmark records; no state has one of this name.
const RECORDS: &str = "koom.bench";
/// A rule of about thirty nodes, as eligibility rules are.
const RULE: &str = "if is unknown(income) then null else if income / 3 / size < law_minimum and age(born, today) < 16 and not(excluded) \
                    and (place = \"a\" or place = \"b\" or starts with(place, \"c\")) then round half up(rate * children * 1.15, 2) else 0";

/// Acts that each authorise, evaluate a rule and change a record.
pub struct BenchActs {
    app: Arc<App>,
    rule: feel::ast::Expr,
}

impl BenchActs {
    /// Over an application.
    pub fn new(app: Arc<App>) -> Result<Self, AppError> {
        let mut names = feel::Names::new();
        for name in
            ["income", "size", "law_minimum", "born", "today", "excluded", "place", "rate", "children"]
        {
            names.add(name);
        }
        let options = feel::Options { dialect: feel::Dialect::State, ..feel::Options::default() };
        let rule = feel::parse_expression_with(RULE, &names, &options).map_err(|error| {
            crate::error::Fault::Missing(format!("the benchmark's rule ({})", error.message))
        })?;
        Ok(Self { app, rule })
    }

    /// The register whose records the acts change.
    pub fn register() -> RegisterId {
        RegisterId::new(RECORDS)
    }

    /// One act: the `turn`-th change of a worker's record.
    pub fn act(&self, worker: usize, turn: u32) -> Result<(), AppError> {
        let app = &self.app;
        let register = RegisterId::new(RECORDS);
        let id = RecordId::new(format!("worker-{worker}"));
        app.act(&Who::Engine, &own_reading(&app.moment()), |attempt, moment| {
            let people = moment.running.model().info.people.register.clone();
            // The verdict is asked as for any read by the engine; what it says is not what is measured.
            let verdict = verdict(moment, &Who::Engine, Right::Read, Class::Register(&people), None, Circumstance::default());
            let amount = self.evaluate(moment, turn);
            let version = attempt.latest(&register, &id)? + 1;
            let doc = json!({"turn": turn, "worker": worker, "amount": amount, "allowed": verdict.allowed, "note": "a".repeat(160)});
            let keys = vec![("worker", Key::Text(format!("w{worker}"))), ("turn", Key::Number(i64::from(turn)))];
            let (rules, _) = moment.running.hashes();
            let leaf = LeafBuilder::new(Kind::BenchAct, moment.today)
                .public("org", "bench")
                .public("rules", rules.base64url())
                .hidden("at", moment.now.to_string())
                .hidden("actor", Who::Engine.as_json());
            Ok(Plan {
                versions: vec![own_version(RECORDS, id.as_str(), version, moment, &doc, Vec::new(), keys)?],
                leaf: Some(leaf),
                ..Plan::only_read(())
            })
        })?;
        Ok(())
    }

    fn evaluate(&self, moment: &crate::door::Moment, turn: u32) -> String {
        use domain::value::date;
        let number = |n: i64| feel::Value::from(n);
        let vars = [
            (Arc::from("income"), number(i64::from(turn % 5_000))),
            (Arc::from("size"), number(5)),
            (Arc::from("law_minimum"), number(1_000)),
            (Arc::from("born"), date(moment.today.saturating_sub(jiff::Span::new().years(7)))),
            (Arc::from("today"), date(moment.today)),
            (Arc::from("excluded"), feel::Value::from(false)),
            (Arc::from("place"), feel::Value::from("c17")),
            (Arc::from("rate"), number(1_200)),
            (Arc::from("children"), number(3)),
        ];
        feel::evaluate(&self.rule, &feel::Scope::from_entries(&vars), &feel::Limits::default())
            .value
            .to_string()
    }

    /// Durable commits so far.
    pub fn groups(&self) -> u64 {
        self.app.writer.groups()
    }
}

impl App {
    /// Appoints people to an officer's posts, for benchmarks: in all offices of the agency, one after another.
    pub fn appoint_colleagues(&self, officer: &Who, people: &[Subject]) -> Result<(), AppError> {
        let moment = self.moment();
        let of = &moment.running.model().info.appointments;
        let session = officer.session()?;
        let mut entries = Vec::new();
        let all = people.iter().enumerate().flat_map(|one| session.posts.iter().map(move |post| (one, post)));
        for ((nth, person), post) in all {
            let agency = moment.running.model().agencies.get(&post.agency);
            let offices = agency.map(|agency| agency.offices.as_slice()).unwrap_or_default();
            let office = offices.get(nth % offices.len().max(1)).map_or(&post.office, |office| &office.id);
            let values = [
                (&of.person, person.as_str()),
                (&of.role, post.role.as_str()),
                (&of.agency, post.agency.as_str()),
                (&of.office, office.as_str()),
                (&of.name, post.name.as_str()),
            ];
            let doc = values.into_iter().map(|(field, value)| (field.as_str().to_owned(), value.into()));
            entries.push(Entry {
                register: of.register.clone(),
                doc: doc.collect(),
                valid: Valid { from: moment.today, until: None },
                ended: false,
            });
        }
        let grounds = Grounds::keeping(found(&moment, &of.register)?);
        self.add_entries(&of.register, entries, &grounds, &|_, _, _| Ok(None), &|_, _| Ok(Vec::new()))
    }
}

/// What the index knows of a sampled person: conditions of searches that find them. Nothing of it is shown.
pub struct Sampled {
    /// Their key.
    pub key: Vec<(FieldId, String)>,
    /// Their names as searched, with letters folded.
    pub names: Vec<(FieldId, String)>,
    /// Their date of birth.
    pub born: Vec<(FieldId, String)>,
}

/// Unlogged searches of the register of people that give nothing but a number: what the store by itself takes.
pub struct BenchPeople<'a> {
    app: &'a App,
    register: Register,
    key: FieldId,
    born: FieldId,
}

/// Versions looked through at a time for a sample.
const PAGE: usize = 5_000;
/// One version of so many is sampled.
const STRIDE: usize = 97;

impl<'a> BenchPeople<'a> {
    /// Of the running state.
    pub fn of(app: &'a App) -> Result<Self, AppError> {
        let moment = app.moment();
        let info = &moment.running.model().info.people;
        let register = found(&moment, &info.register)?.clone();
        Ok(Self { app, register, key: info.key.clone(), born: info.born.clone() })
    }

    /// The register.
    pub fn register(&self) -> &RegisterId {
        &self.register.id
    }

    /// Some people who are as they were first entered, spread over the whole register, and how many versions it has. Opens
    /// nobody.
    pub fn sample(&self, wanted: usize) -> Result<(Vec<Sampled>, usize), AppError> {
        let snapshot = self.app.store.snapshot()?;
        let (mut all, mut count) = (Vec::new(), 0);
        let mut after = (RecordId::new(""), 0);
        loop {
            let page = snapshot.versions_after(&self.register.id, (&after.0, after.1), PAGE)?;
            let Some(last) = page.last() else { break };
            after = (last.meta().id.clone(), last.meta().version);
            for sealed in &page {
                count += 1;
                // Whoever was only once as this version says is not found today.
                let meta = sealed.meta();
                let holds = !meta.ended && meta.valid.until.is_none() && meta.version == 1;
                if count % STRIDE == 0 && holds {
                    all.push(Some(self.sampled(sealed)));
                }
            }
        }
        // Not in the order in which they stand on the disk.
        let places = (0..all.len().min(wanted)).map(|turn| turn * 7_919 % all.len());
        let places: Vec<usize> = places.collect();
        let sample = places.into_iter().filter_map(|place| all.get_mut(place)?.take()).collect();
        Ok((sample, count))
    }

    fn sampled(&self, sealed: &Sealed) -> Sampled {
        let of = |field: &FieldId| match sealed.search_values(field.as_str()).next() {
            Some(Key::Text(text)) => vec![(field.clone(), text.clone())],
            _ => Vec::new(),
        };
        let folded = self.register.fields.iter().filter(|field| field.search == Search::Folded);
        let names = folded.filter(|field| !field.optional).flat_map(|field| of(&field.id)).collect();
        Sampled { key: of(&self.key), names, born: of(&self.born) }
    }

    /// How many are found, at most `limit`.
    pub fn find(&self, conditions: &[(FieldId, String)], limit: usize) -> Result<usize, AppError> {
        let conditions = conditions
            .iter()
            .map(|(field, value)| (field.clone(), Match::In(vec![Key::Text(value.clone())])));
        let query = Query {
            register: self.register.id.clone(),
            conditions: conditions.collect(),
            at: AsOf { valid: self.app.moment().today, recorded: None },
            limit,
        };
        Ok(self.app.store.snapshot()?.find(&query)?.len())
    }
}

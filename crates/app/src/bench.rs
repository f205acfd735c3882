//! What `koom bench` measures: acts of the ordinary kind, through the door.

use crate::door::{App, Plan};
use crate::error::AppError;
use crate::leaf::{Kind, LeafBuilder};
use crate::permit::Circumstance;
use crate::permit::verdict;
use crate::records::own_version;
use crate::session::{Who, own_reading};
use access::{Class, Right};
use base::RegisterId;
use serde_json::json;
use std::sync::Arc;
use store::Key;

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
        let id = base::RecordId::new(format!("worker-{worker}"));
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

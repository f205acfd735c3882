//! What cases reached of the rules of a service, and what no case ever tried.
//!
//! While a case runs, [`Notes`] are told what each condition gave and what each move did. [`coverage`] then lists
//! everything a service can do and says of each whether it was seen. An expression is known by its place in memory: the
//! model stays where it is while its cases run.

use base::{ActionId, ServiceId, StateName};
use domain::{CaseDoc, Move, Witness};
use feel::Value;
use feel::ast::{BinaryOp, Expr, ExprKind};
use model::service::Branch;
use model::{Formula, Service, Source, Use};
use state::{Files, Recheck};
use std::collections::{BTreeSet, HashSet};
use std::sync::{Mutex, PoisonError};

/// What a condition gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Gave {
    Yes,
    No,
    Unknown,
    Another,
}

/// What a case went through.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// A state of work or an outcome was entered.
    State(StateName),
    /// An action was taken in a state.
    Action(StateName, ActionId),
    /// A reason was given.
    Reason(String),
    /// The term of a state passed.
    Silence(StateName),
}

impl Way {
    /// What a move goes through if it succeeds, besides the state it leads to.
    pub(super) fn of(service: &Service, act: &Move<'_>) -> Vec<Self> {
        match act {
            Move::Act { case, action, input, .. } => {
                let reason = input.reason.clone().filter(|code| service.reasons.contains_key(code));
                let action = Self::Action(case.state.clone(), (*action).clone());
                [action].into_iter().chain(reason.map(Self::Reason)).collect()
            }
            Move::Silence { case } => vec![Self::Silence(case.state.clone())],
            Move::File { .. } | Move::Again { .. } | Move::Overturn { .. } => Vec::new(),
        }
    }
}

/// What was reached, of one case or of many together.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    gave: HashSet<(usize, Gave)>,
    lines: HashSet<usize>,
    ways: BTreeSet<(ServiceId, Way)>,
}

impl Seen {
    /// Adds what another case reached.
    pub fn add(&mut self, other: &Self) {
        self.gave.extend(&other.gave);
        self.lines.extend(&other.lines);
        self.ways.extend(other.ways.iter().cloned());
    }

    /// True if the expression at this place in memory was looked at.
    pub(super) fn looked_at(&self, place: usize) -> bool {
        let all = [Gave::Yes, Gave::No, Gave::Unknown, Gave::Another];
        all.iter().any(|gave| self.gave.contains(&(place, *gave)))
    }

    fn gave(&self, expr: &Expr, gave: Gave) -> bool {
        self.gave.contains(&(std::ptr::from_ref(expr).addr(), gave))
    }

    fn took(&self, branch: &Branch) -> bool {
        self.lines.contains(&std::ptr::from_ref(branch).addr())
    }
}

/// The notes of one case while it runs.
#[derive(Debug, Default)]
pub(super) struct Notes(Mutex<Seen>);

impl Notes {
    fn with(&self, note: impl FnOnce(&mut Seen)) {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What was noted so far.
    pub(super) fn seen(&self) -> Seen {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A move succeeded, and the case is this now.
    pub(super) fn moved(&self, service: &Service, ways: Vec<Way>, case: &CaseDoc) {
        let reason = case.why.clone().map(Way::Reason);
        let ways = ways.into_iter().chain([Way::State(case.state.clone())]).chain(reason);
        self.with(|seen| seen.ways.extend(ways.map(|way| (service.id.clone(), way))));
    }
}

impl feel::Observer for Notes {
    fn saw(&self, expr: &Expr, value: &Value) {
        let gave = match value {
            Value::Bool(true) => Gave::Yes,
            Value::Bool(false) => Gave::No,
            Value::Null => Gave::Unknown,
            _ => Gave::Another,
        };
        self.with(|seen| {
            seen.gave.insert((std::ptr::from_ref(expr).addr(), gave));
        });
    }
}

impl Witness for Notes {
    fn took(&self, branch: &Branch) {
        self.with(|seen| {
            seen.lines.insert(std::ptr::from_ref(branch).addr());
        });
    }
}

/// What kind of thing can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A derived value: yes and no, or known; and unknown where the type checker says it may be.
    Rule,
    /// A line of `decide`, taken.
    Line,
    /// A `when` or `check`, true and false.
    Condition,
    /// The condition of an `if`, or a side of `and` or `or`: true and false.
    Branch,
    /// A state of work, entered.
    State,
    /// An action, taken.
    Action,
    /// An outcome, reached.
    Outcome,
    /// A reason, given.
    Reason,
    /// What follows when the term of a state passes.
    Silence,
}

impl ItemKind {
    /// The kind for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Line => "line",
            Self::Condition => "condition",
            Self::Branch => "branch",
            Self::State => "state",
            Self::Action => "action",
            Self::Outcome => "outcome",
            Self::Reason => "reason",
            Self::Silence => "silence",
        }
    }
}

/// Something a service can do.
#[derive(Clone, Debug)]
pub struct Item {
    /// What kind of thing.
    pub kind: ItemKind,
    /// What is never so if it was not reached: `the state review is never entered`.
    pub never: String,
    /// Where it stands.
    pub at: Source,
    /// Some case reached it.
    pub reached: bool,
}

/// What was reached of one service.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The service.
    pub service: ServiceId,
    /// Everything it can do, in the order of its formulas, then of its states and outcomes.
    pub items: Vec<Item>,
}

impl Coverage {
    /// How many things were reached.
    pub fn reached(&self) -> usize {
        self.items.iter().filter(|item| item.reached).count()
    }
}

/// What was reached of a service. `seen` is what cases reached that ran over this very model.
pub fn coverage(files: &Files, recheck: &Recheck<'_>, service: &Service, seen: &Seen) -> Coverage {
    let mut list = List {
        files,
        seen,
        service,
        path: format!("services/{}/service.yaml", service.id),
        items: Vec::new(),
    };
    list.rules(recheck);
    list.formulas();
    list.lines();
    list.ways();
    Coverage { service: service.id.clone(), items: list.items }
}

/// The list while it is made.
struct List<'a> {
    files: &'a Files,
    seen: &'a Seen,
    service: &'a Service,
    path: String,
    items: Vec<Item>,
}

impl List<'_> {
    fn push(&mut self, kind: ItemKind, reached: bool, at: Source, never: String) {
        self.items.push(Item { kind, never, at, reached });
    }

    /// An expression that should have been true and false.
    fn both(&mut self, kind: ItemKind, expr: &Expr, at: &Source, what: &str) {
        for (gave, word) in [(Gave::Yes, "true"), (Gave::No, "false")] {
            self.push(kind, self.seen.gave(expr, gave), at.clone(), format!("{what} is never {word}"));
        }
    }

    fn rules(&mut self, recheck: &Recheck<'_>) {
        let service = self.service;
        for known in recheck.derived(service) {
            let mut derives = service.steps.iter().filter_map(|step| match step {
                model::Step::Derive(derive) if derive.name == known.name => Some(derive),
                _ => None,
            });
            let Some(derive) = derives.next() else { continue };
            // Of a table only its inputs are looked at.
            let model::service::How::Formula(formula) = &derive.how else { continue };
            let expr = &*formula.expr;
            if matches!(expr.kind, ExprKind::Literal(_)) {
                continue;
            }
            let what = format!("the derived value `{}`", known.name);
            if known.yes_or_no {
                self.both(ItemKind::Rule, expr, &formula.at, &what);
            } else {
                let reached =
                    [Gave::Yes, Gave::No, Gave::Another].iter().any(|gave| self.seen.gave(expr, *gave));
                self.push(ItemKind::Rule, reached, formula.at.clone(), format!("{what} is never known"));
            }
            if known.may_be_unknown {
                let reached = self.seen.gave(expr, Gave::Unknown);
                self.push(ItemKind::Rule, reached, formula.at.clone(), format!("{what} is never unknown"));
            }
        }
    }

    /// Conditions, and what decides inside of formulas.
    fn formulas(&mut self) {
        let mut formulas = Vec::new();
        // the copy has the very expressions of the service
        self.service.clone().each_formula(&mut |slot, formula| formulas.push((slot, formula.clone())));
        for (slot, formula) in formulas.iter().filter(|(slot, _)| slot.usage != Use::Shown) {
            let line = slot.words.ends_with("`decide`");
            if matches!(slot.usage, Use::Condition | Use::Check)
                && !matches!(formula.expr.kind, ExprKind::Literal(_))
            {
                if line {
                    // that it was true is said of the line
                    let reached = self.seen.gave(&formula.expr, Gave::No);
                    let never = format!("the condition of {} is never false", slot.words);
                    self.push(ItemKind::Condition, reached, formula.at.clone(), never);
                } else {
                    self.both(ItemKind::Condition, &formula.expr, &formula.at, &slot.words);
                }
            }
            let mut deciding = Vec::new();
            decisions(&formula.expr, &mut deciding);
            for expr in deciding {
                let at = state::place_in(self.files, formula, expr.span);
                let what = format!("`{}` in {}", in_short(expr, formula), slot.words);
                self.both(ItemKind::Branch, expr, &at, &what);
            }
        }
    }

    fn lines(&mut self) {
        for (number, branch) in (1..).zip(&self.service.decide) {
            let what = if branch.when.is_some() {
                format!("line {number} of `decide`")
            } else {
                "`otherwise`".to_owned()
            };
            self.push(
                ItemKind::Line,
                self.seen.took(branch),
                branch.at.clone(),
                format!("{what} is never taken"),
            );
        }
    }

    fn went(&self, way: Way) -> bool {
        self.seen.ways.contains(&(self.service.id.clone(), way))
    }

    fn place(&self, keys: &[&str]) -> Source {
        state::place_of(self.files, &self.path, keys)
    }

    fn ways(&mut self) {
        let service = self.service;
        for (name, state) in &service.states {
            let keys = ["states", name.as_str()];
            let reached = self.went(Way::State(name.clone()));
            self.push(
                ItemKind::State,
                reached,
                self.place(&keys),
                format!("the state `{name}` is never entered"),
            );
            for id in state.actions.keys() {
                let reached = self.went(Way::Action(name.clone(), id.clone()));
                let at = self.place(&["states", name.as_str(), "actions", id.as_str()]);
                self.push(
                    ItemKind::Action,
                    reached,
                    at,
                    format!("the action `{id}` in `{name}` is never taken"),
                );
            }
            if state.deadline.is_some() {
                let reached = self.went(Way::Silence(name.clone()));
                let at = self.place(&["states", name.as_str(), "deadline", "on_silence"]);
                self.push(ItemKind::Silence, reached, at, format!("the term of `{name}` never passes"));
            }
        }
        for name in service.outcomes.keys() {
            let at = self.place(&["outcomes", name.as_str()]);
            let reached = self.went(Way::State(name.clone()));
            self.push(ItemKind::Outcome, reached, at, format!("the outcome `{name}` is never reached"));
        }
        for code in service.reasons.keys() {
            let at = self.place(&["reasons", code]);
            let reached = self.went(Way::Reason(code.clone()));
            self.push(ItemKind::Reason, reached, at, format!("the reason `{code}` is never given"));
        }
    }
}

/// The expressions that decide: conditions of `if`, sides of `and` and `or` that are no `and` or `or` themselves.
fn decisions<'e>(expr: &'e Expr, found: &mut Vec<&'e Expr>) {
    let joined = |expr: &Expr| matches!(expr.kind, ExprKind::Binary { op: BinaryOp::And | BinaryOp::Or, .. });
    let plain = |expr: &Expr| !matches!(expr.kind, ExprKind::Literal(_));
    match &expr.kind {
        ExprKind::If { condition, .. } => found.extend(Some(&**condition).filter(|part| plain(part))),
        ExprKind::Binary { left, right, .. } if joined(expr) => {
            found.extend([&**left, &**right].into_iter().filter(|part| plain(part) && !joined(part)));
        }
        _ => {}
    }
    state::walk::parts(expr, &mut |part| decisions(part, found));
}

/// Longest text of an expression in a sentence, in characters.
const TEXT_CHARS_MAX: usize = 60;

/// The text of an expression, on one line and not too long.
pub(super) fn in_short(expr: &Expr, formula: &Formula) -> String {
    let text = expr.span.of(&formula.text).split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= TEXT_CHARS_MAX {
        return text;
    }
    let mut short: String = text.chars().take(TEXT_CHARS_MAX).collect();
    short.push('…');
    short
}

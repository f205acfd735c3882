//! Gaps and overlaps of a decision table, each shown by inputs: for every column the values at, between and beyond those
//! that its cells name are tried, so what is reported is real. Inputs that are null are not considered.

use super::{DecisionTable, Finding, Findings, HitPolicy};
use crate::ast::{Arguments, Callee, Expr, ExprKind, UnaryTest, UnaryTestKind, UnaryTests};
use crate::decimal::Decimal;
use crate::eval::{Interpreter, Scope};
use crate::limits::Limits;
use crate::temporal::DayTimeDuration;
use crate::value::{Value, compare, equal, identical};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};

/// Most combinations of columns that are looked at.
const COMBINATIONS_MAX: usize = 20_000;
/// Most findings reported of one table.
const FINDINGS_MAX: usize = 20;
/// Most values tried for one input.
const PROBES_MAX: usize = 500;

/// The rules that match a value for certain, and those that may.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Matching {
    certain: BTreeSet<usize>,
    possible: BTreeSet<usize>,
}

impl Matching {
    fn and(&self, other: &Self) -> Self {
        let both = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| a.intersection(b).copied().collect();
        Self { certain: both(&self.certain, &other.certain), possible: both(&self.possible, &other.possible) }
    }
}

/// The values of a column that are told apart by its cells, each with what it matches.
type Column = Vec<(Value, Matching)>;

struct Search<'t> {
    table: &'t DecisionTable,
    columns: Vec<Column>,
    seen: HashSet<(usize, Matching)>,
    overlapping: BTreeSet<(usize, usize)>,
    /// Rules that are taken for some inputs, or may be.
    taken: BTreeSet<usize>,
    /// Whether some combinations were left out.
    cut: bool,
    found: Findings,
}

impl DecisionTable {
    /// The gaps and overlaps of the table, each with inputs that show it. Overlaps are reported where the hit policy
    /// does not allow them: of a table that is unique, and of rules that must agree but do not.
    pub fn findings(&self, limits: &Limits) -> Findings {
        let allowed: Vec<Option<&UnaryTests>> =
            self.inputs.iter().map(|input| input.allowed.as_ref()).collect();
        self.findings_among(limits, &allowed)
    }

    /// The same, where more is known of the inputs than the table says: `allowed` has the values of each.
    pub fn findings_among(&self, limits: &Limits, allowed: &[Option<&UnaryTests>]) -> Findings {
        let scope = Scope::empty();
        let mut interpreter = Interpreter::new(limits, &scope);
        let mut found = Findings::default();
        let columns: Vec<Column> = (0..self.inputs.len())
            .map(|place| {
                let allowed = allowed.get(place).copied().flatten();
                self.column(place, allowed, &mut interpreter, &mut found)
            })
            .collect();
        if interpreter.is_stopped() {
            return Findings { list: Vec::new(), incomplete: true };
        }
        let mut search = Search {
            table: self,
            cut: columns.iter().any(Vec::is_empty),
            columns,
            seen: HashSet::new(),
            overlapping: BTreeSet::new(),
            taken: BTreeSet::new(),
            found,
        };
        let all: BTreeSet<usize> = (0..self.rules.len()).collect();
        search.go(&mut Vec::new(), &Matching { certain: all.clone(), possible: all });
        let Search { taken, cut, mut found, .. } = search;
        if !cut {
            let unused = (0..self.rules.len()).filter(|rule| !taken.contains(rule));
            found.list.extend(unused.map(|rule| Finding::Unused { rule: rule + 1 }));
        }
        found
    }

    fn column(
        &self,
        place: usize,
        allowed: Option<&UnaryTests>,
        interpreter: &mut Interpreter<'_>,
        found: &mut Findings,
    ) -> Column {
        let mut constants = Constants::default();
        let cells: Vec<Option<&UnaryTests>> = self.rules.iter().map(|rule| rule.tests.get(place)).collect();
        let mut dependent = BTreeSet::new();
        for (rule, cell) in cells.iter().enumerate() {
            let before = std::mem::take(&mut constants.dependent);
            constants.of_tests(*cell);
            if constants.dependent {
                dependent.insert(rule);
            }
            constants.dependent |= before;
        }
        found.incomplete |= constants.dependent;
        constants.of_tests(allowed);
        let mut probes = constants.probes();
        if probes.len() > PROBES_MAX {
            found.incomplete = true;
            probes.truncate(PROBES_MAX);
        }
        let scope = Scope::empty();
        let mut column: Column = Vec::new();
        for probe in probes {
            let admitted =
                allowed.is_none_or(|tests| interpreter.passes(tests, &probe, &scope) == Some(true));
            if !admitted {
                continue;
            }
            let holds = |rule: &usize| {
                let cell = cells.get(*rule).copied().flatten();
                cell.is_none_or(|tests| interpreter.passes(tests, &probe, &scope) == Some(true))
            };
            let certain: BTreeSet<usize> =
                (0..cells.len()).filter(|rule| !dependent.contains(rule)).filter(holds).collect();
            let possible = certain.union(&dependent).copied().collect();
            let matching = Matching { certain, possible };
            if column.iter().all(|(_, known)| *known != matching) {
                column.push((probe, matching));
            }
        }
        column
    }

    /// Whether rules that match together are wrong.
    fn forbids(&self, a: usize, b: usize) -> bool {
        match self.hit_policy {
            HitPolicy::Unique => true,
            HitPolicy::Any => {
                let outputs = |rule: usize| {
                    self.rules.get(rule).map(|rule| rule.outputs.as_slice()).unwrap_or_default()
                };
                outputs(a).iter().zip(outputs(b)).any(|(a, b)| match (&a.kind, &b.kind) {
                    (ExprKind::Literal(a), ExprKind::Literal(b)) => equal(a, b) != Some(true),
                    _ => false,
                })
            }
            _ => false,
        }
    }

    fn may_match_nothing(&self) -> bool {
        self.hit_policy.gives_list()
            || matches!(self.hit_policy, HitPolicy::Collect(_))
            || self.outputs.iter().any(|output| output.default.is_some())
    }
}

impl Search<'_> {
    /// Goes through the values of the next column, given those of the columns before.
    fn go(&mut self, values: &mut Vec<Value>, matching: &Matching) {
        if self.found.list.len() >= FINDINGS_MAX || self.seen.len() >= COMBINATIONS_MAX {
            self.found.incomplete = true;
            self.cut = true;
            return;
        }
        if !self.seen.insert((values.len(), matching.clone())) {
            return;
        }
        let Some(column) = self.columns.get(values.len()).cloned() else {
            self.judge(values, matching);
            return;
        };
        for (value, own) in column {
            values.push(value);
            self.go(values, &matching.and(&own));
            values.pop();
        }
    }

    fn judge(&mut self, values: &[Value], matching: &Matching) {
        if matching.possible.is_empty() && !self.table.may_match_nothing() {
            self.found.list.push(Finding::Gap { example: values.to_vec() });
        }
        match self.table.hit_policy {
            HitPolicy::First => {
                let sure = matching.certain.first().copied().unwrap_or(usize::MAX);
                self.taken.extend(matching.possible.iter().filter(|rule| **rule <= sure));
            }
            _ => self.taken.extend(&matching.possible),
        }
        for (place, a) in matching.certain.iter().enumerate() {
            for b in matching.certain.iter().skip(place + 1) {
                if self.found.list.len() < FINDINGS_MAX
                    && self.table.forbids(*a, *b)
                    && self.overlapping.insert((*a, *b))
                {
                    let example = values.to_vec();
                    self.found.list.push(Finding::Overlap { rules: (a + 1, b + 1), example });
                }
            }
        }
    }
}

/// The constants that the cells of a column name.
#[derive(Default)]
struct Constants {
    values: Vec<Value>,
    /// Whether something else than the input decides too.
    dependent: bool,
}

impl Constants {
    fn of_tests(&mut self, tests: Option<&UnaryTests>) {
        if let Some(UnaryTests::Tests { tests, .. }) = tests {
            for test in tests {
                self.of_test(test);
            }
        }
    }

    fn of_test(&mut self, test: &UnaryTest) {
        match &test.kind {
            UnaryTestKind::Compare(_, expr) | UnaryTestKind::Value(expr) | UnaryTestKind::Condition(expr) => {
                self.of(expr);
            }
        }
    }

    fn of(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Literal(value) => self.value(value),
            ExprKind::Name(name) if **name == *"?" => {}
            ExprKind::Negate(operand) => self.of(operand),
            ExprKind::Binary { left, right, .. } => {
                self.of(left);
                self.of(right);
            }
            ExprKind::Between { value, low, high } => [value, low, high].iter().for_each(|e| self.of(e)),
            ExprKind::In { value, tests } => {
                self.of(value);
                self.of_tests(Some(tests));
            }
            ExprKind::List(items) => items.iter().for_each(|item| self.of(item)),
            ExprKind::Call { callee: Callee::Builtin(builtin), arguments: Arguments::Positional(list) }
                if !matches!(builtin.name, "now" | "today") =>
            {
                for argument in list {
                    self.of(argument);
                }
            }
            _ => self.dependent = true,
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => {}
            Value::List(list) => list.iter().for_each(|item| self.value(item)),
            Value::Range(range) => [&range.start, &range.end].iter().for_each(|end| self.value(end)),
            plain => self.values.push(plain.clone()),
        }
    }

    /// The values to try: the constants, and one between any two neighbours and beyond either end. A column without
    /// constants is tried with null, which stands for anything.
    fn probes(mut self) -> Vec<Value> {
        self.values.sort_by(|a, b| {
            let by_kind = a.kind().cmp(b.kind());
            by_kind.then_with(|| compare(a, b).unwrap_or(Ordering::Equal))
        });
        self.values.dedup_by(|a, b| identical(a, b));
        let mut probes = Vec::new();
        for kind in self.values.chunk_by(|a, b| a.kind() == b.kind()) {
            match kind.first() {
                Some(Value::Bool(_)) => probes.extend([true, false].map(Value::Bool)),
                Some(Value::String(_)) => {
                    probes.extend_from_slice(kind);
                    probes.push(other_text(kind));
                }
                _ => {
                    probes.extend(kind.first().and_then(|first| stepped(first, -1)));
                    for (place, value) in kind.iter().enumerate() {
                        probes.push(value.clone());
                        probes.extend(match kind.get(place + 1) {
                            Some(next) => between(value, next),
                            None => stepped(value, 1),
                        });
                    }
                }
            }
        }
        if probes.is_empty() {
            probes.push(Value::Null);
        }
        probes
    }
}

/// A text that is none of these.
fn other_text(known: &[Value]) -> Value {
    let mut text = String::from("another");
    while known.iter().any(|value| identical(value, &Value::string(&text))) {
        text.push('_');
    }
    Value::string(text)
}

/// The value a small step before or after another.
fn stepped(value: &Value, step: i64) -> Option<Value> {
    match value {
        Value::Number(n) => n.add(Decimal::from(step)).map(Value::Number),
        Value::Date(date) => {
            crate::temporal::Date::from_days(date.days().checked_add(step)?).map(Value::Date)
        }
        Value::Time(time) => {
            let moved = Value::from(time.add_duration(DayTimeDuration::from_seconds(step)));
            let onward = if step > 0 { Ordering::Greater } else { Ordering::Less };
            (compare(&moved, value) == Some(onward)).then_some(moved)
        }
        Value::DateTime(moment) => moment.add_duration(DayTimeDuration::from_seconds(step)).map(Value::from),
        Value::DayTimeDuration(duration) => {
            duration.plus(DayTimeDuration::from_seconds(step)).map(Value::DayTimeDuration)
        }
        Value::YearMonthDuration(duration) => {
            let months = duration.months().checked_add(step)?;
            crate::temporal::YearMonthDuration::from_months(months).map(Value::YearMonthDuration)
        }
        _ => None,
    }
}

/// A value between two others of its kind, where there is one that matters.
fn between(low: &Value, high: &Value) -> Option<Value> {
    let value = match (low, high) {
        (Value::Number(low), Value::Number(high)) => {
            Value::Number(low.add(high.sub(*low)?.div(Decimal::from(2))?)?)
        }
        _ => stepped(low, 1)?,
    };
    (compare(&value, high) == Some(Ordering::Less)).then_some(value)
}

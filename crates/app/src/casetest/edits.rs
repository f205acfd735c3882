//! Small changes of a formula's text: what a slip of whoever wrote it would look like.

use feel::ast::{Arguments, BinaryOp, Callee, Expr, ExprKind, UnaryTestKind, UnaryTests};
use feel::{DayTimeDuration, Decimal, Span, Value, YearMonthDuration};
use model::{Formula, Use};

/// A change of a formula's text.
#[derive(Clone, Debug)]
pub(super) struct Edit<'e> {
    /// What of the text goes.
    pub(super) span: Span,
    /// What comes in its place.
    text: String,
    /// The expression that is shown before and after.
    pub(super) shown: &'e Expr,
    /// Words for a change of the whole formula.
    pub(super) whole: Option<&'static str>,
}

/// The bytes of a span.
fn bytes(span: Span) -> Option<(usize, usize)> {
    Some((usize::try_from(span.start).ok()?, usize::try_from(span.end).ok()?))
}

impl Edit<'_> {
    /// The changed text.
    pub(super) fn apply(&self, text: &str) -> Option<String> {
        let (start, end) = bytes(self.span)?;
        Some(format!("{}{}{}", text.get(..start)?, self.text, text.get(end..)?))
    }

    /// What is changed, before and after, each on one line: the expression it is part of, or what stands near it.
    pub(super) fn before_and_after(&self, text: &str) -> Option<[String; 2]> {
        let ((start, end), (from, to)) = (bytes(self.span)?, bytes(self.shown.span)?);
        let (near, far) = (start.saturating_sub(NEAR_BYTES), end + NEAR_BYTES);
        let (from, cut_before) =
            if from < near { (text.ceil_char_boundary(near), "… ") } else { (from, "") };
        let (to, cut_behind) = if to > far { (text.floor_char_boundary(far), " …") } else { (to, "") };
        let (before, behind) = (text.get(from..start)?, text.get(end..to)?);
        Some([text.get(start..end)?, &self.text].map(|part| {
            let line = format!("{cut_before}{before}{part}{behind}{cut_behind}");
            line.split_whitespace().collect::<Vec<_>>().join(" ")
        }))
    }
}

/// How much is shown around a change at most, in bytes on each side.
const NEAR_BYTES: usize = 40;

/// The changes of one formula. `condition`: it gives yes or no.
pub(super) fn edits(formula: &Formula, usage: Use, condition: bool) -> Vec<Edit<'_>> {
    let mut found = Edits { text: &formula.text, list: Vec::new() };
    let root = &*formula.expr;
    match usage {
        Use::Condition | Use::Check if !matches!(root.kind, ExprKind::Literal(_)) => {
            found.whole(root, "true".to_owned(), "is always true");
        }
        // the line end ends a comment
        Use::Term => found.whole(root, format!("({}\n) + 1", formula.text), "is one longer"),
        Use::Amount => found.whole(root, format!("({}\n) + 1", formula.text), "is one more"),
        _ => {}
    }
    let counted = matches!(usage, Use::Term | Use::Amount);
    if !(counted && matches!(root.kind, ExprKind::Literal(_))) {
        found.expr(root);
    }
    if condition {
        found.negate(root);
    }
    found.list
}

struct Edits<'e> {
    text: &'e str,
    list: Vec<Edit<'e>>,
}

impl<'e> Edits<'e> {
    fn whole(&mut self, root: &'e Expr, text: String, words: &'static str) {
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.list.push(Edit { span: Span { start: 0, end }, text, shown: root, whole: Some(words) });
    }

    fn push(&mut self, span: Span, text: impl Into<String>, shown: &'e Expr) {
        self.list.push(Edit { span, text: text.into(), shown, whole: None });
    }

    fn expr(&mut self, expr: &'e Expr) {
        match &expr.kind {
            ExprKind::Literal(value) => self.literal(expr, value),
            ExprKind::Binary { op, left, right } => self.binary(expr, *op, left, right),
            ExprKind::If { condition, .. } => self.negate(condition),
            ExprKind::Quantified { every, condition, .. } => {
                let (word, other) = if *every { ("every", "some") } else { ("some", "every") };
                self.word(expr.span.start, word, other, expr);
                self.negate(condition);
            }
            ExprKind::Range { .. } => self.ends(expr),
            ExprKind::In { tests, .. } => self.tests(expr, tests),
            _ => {}
        }
        state::walk::parts(expr, &mut |part| self.expr(part));
    }

    /// A word or sign at a place of the text.
    fn word(&mut self, start: u32, word: &str, other: &str, shown: &'e Expr) {
        let here = usize::try_from(start).ok().and_then(|start| self.text.get(start..));
        let length = u32::try_from(word.len()).unwrap_or_default();
        if here.is_some_and(|text| text.starts_with(word)) {
            self.push(Span { start, end: start + length }, other, shown);
        }
    }

    /// Numbers, days and spans of time go up by one.
    fn literal(&mut self, expr: &'e Expr, value: &Value) {
        let one = Decimal::from(1);
        let shifted = match value {
            Value::Number(number) => number.add(one).map(Value::Number),
            Value::Date(day) => {
                DayTimeDuration::from_days(1).and_then(|one| day.add_duration(one)).map(Value::Date)
            }
            Value::DayTimeDuration(length) => {
                DayTimeDuration::from_days(1).and_then(|one| length.plus(one)).map(Value::DayTimeDuration)
            }
            Value::YearMonthDuration(length) => {
                YearMonthDuration::from_months(length.months() + 1).map(Value::YearMonthDuration)
            }
            Value::Range(_) => return self.ends(expr),
            _ => None,
        };
        if let Some(shifted) = shifted {
            self.push(expr.span, shifted.to_string(), expr);
        }
    }

    fn binary(&mut self, expr: &'e Expr, op: BinaryOp, left: &'e Expr, right: &'e Expr) {
        // between the operands there is nothing but the operator, spaces and parentheses
        let gap = bytes(Span { start: left.span.end, end: right.span.start });
        let gap = gap.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default();
        let Some(offset) = gap.find(op.symbol()).and_then(|offset| u32::try_from(offset).ok()) else {
            return;
        };
        let start = left.span.end + offset;
        for other in others(op) {
            self.word(start, op.symbol(), other.symbol(), expr);
        }
        if matches!(op, BinaryOp::And | BinaryOp::Or) {
            self.negate(left);
            self.negate(right);
        }
    }

    /// What is yes or no is turned, unless another change does the same.
    fn negate(&mut self, expr: &'e Expr) {
        match &expr.kind {
            ExprKind::Binary { op, .. }
                if op.is_comparison() || matches!(op, BinaryOp::And | BinaryOp::Or) => {}
            ExprKind::Literal(_) => {}
            ExprKind::Call { callee: Callee::Builtin(builtin), arguments: Arguments::Positional(inner) }
                if builtin.name == "not" && inner.len() == 1 =>
            {
                let inner = inner.first().map(|inner| inner.span.of(self.text)).unwrap_or_default();
                self.push(expr.span, format!("({inner})"), expr);
            }
            _ => self.push(expr.span, format!("not({})", expr.span.of(self.text)), expr),
        }
    }

    /// An end of a range that was in it is out, and the other way round.
    fn ends(&mut self, expr: &'e Expr) {
        let Span { start, end } = expr.span;
        for (sign, other) in [("[", "("), ("(", "["), ("<=", "<"), (">=", ">")] {
            self.word(start, sign, other, expr);
        }
        let Some(last) = end.checked_sub(1).filter(|last| *last > start) else { return };
        for (sign, other) in [("]", ")"), (")", "]")] {
            self.word(last, sign, other, expr);
        }
    }

    /// Tests right of `in` that compare.
    fn tests(&mut self, expr: &'e Expr, tests: &'e UnaryTests) {
        let UnaryTests::Tests { tests, .. } = tests else { return };
        for test in tests {
            if let UnaryTestKind::Compare(op, _) = &test.kind {
                for other in others(*op) {
                    self.word(test.span.start, op.symbol(), other.symbol(), expr);
                }
            }
        }
    }
}

/// The operators that could stand there by a slip: a comparison with its border moved, and turned.
fn others(op: BinaryOp) -> &'static [BinaryOp] {
    match op {
        BinaryOp::Or => &[BinaryOp::And],
        BinaryOp::And => &[BinaryOp::Or],
        BinaryOp::Equal => &[BinaryOp::NotEqual],
        BinaryOp::NotEqual => &[BinaryOp::Equal],
        BinaryOp::Less => &[BinaryOp::LessOrEqual, BinaryOp::GreaterOrEqual],
        BinaryOp::LessOrEqual => &[BinaryOp::Less, BinaryOp::Greater],
        BinaryOp::Greater => &[BinaryOp::GreaterOrEqual, BinaryOp::LessOrEqual],
        BinaryOp::GreaterOrEqual => &[BinaryOp::Greater, BinaryOp::Less],
        BinaryOp::Add => &[BinaryOp::Subtract],
        BinaryOp::Subtract => &[BinaryOp::Add],
        BinaryOp::Multiply => &[BinaryOp::Divide],
        BinaryOp::Divide => &[BinaryOp::Multiply],
        BinaryOp::Power => &[],
    }
}

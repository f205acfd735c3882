//! The relations between points and ranges (DMN table 78, after Allen and ISO 8601).

use super::arguments::at;
use super::{Outcome, Problem};
use crate::eval::{Interpreter, contains};
use crate::value::{Range, Value, compare, equal};
use std::cmp::Ordering;

const NOT_COMPARABLE: Problem = Problem::Borrowed("the points and ranges cannot be compared");

/// A relation, `None` where something cannot be compared.
type Relation = Option<bool>;

fn outcome(relation: Relation) -> Outcome {
    relation.map(Value::Bool).ok_or(NOT_COMPARABLE)
}

enum Place<'a> {
    Point(&'a Value),
    Range(&'a Range),
}

fn place(values: &[Value], index: usize) -> Result<Place<'_>, Problem> {
    match at(values, index) {
        Value::Range(range) => Ok(Place::Range(range)),
        value => match compare(value, value) {
            Some(_) => Ok(Place::Point(value)),
            None => Err(NOT_COMPARABLE),
        },
    }
}

/// The order of two ends; an open end has none.
fn order(a: &Value, b: &Value) -> Option<Ordering> {
    compare(a, b)
}

/// Whether the first range ends before the second starts.
fn range_before(a: &Range, b: &Range) -> Relation {
    let touching = a.end_included && b.start_included;
    order(&a.end, &b.start).map(|o| o == Ordering::Less || (o == Ordering::Equal && !touching))
}

fn before_places(a: &Place<'_>, b: &Place<'_>) -> Relation {
    match (a, b) {
        (Place::Point(a), Place::Point(b)) => order(a, b).map(Ordering::is_lt),
        (Place::Point(point), Place::Range(range)) => order(point, &range.start)
            .map(|o| o == Ordering::Less || (o == Ordering::Equal && !range.start_included)),
        (Place::Range(range), Place::Point(point)) => order(&range.end, point)
            .map(|o| o == Ordering::Less || (o == Ordering::Equal && !range.end_included)),
        (Place::Range(a), Place::Range(b)) => range_before(a, b),
    }
}

pub(super) fn before(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    outcome(before_places(&place(values, 0)?, &place(values, 1)?))
}

pub(super) fn after(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    outcome(before_places(&place(values, 1)?, &place(values, 0)?))
}

fn two_ranges(values: &[Value]) -> Result<(&Range, &Range), Problem> {
    match (place(values, 0)?, place(values, 1)?) {
        (Place::Range(a), Place::Range(b)) => Ok((a, b)),
        _ => Err(Problem::Borrowed("both arguments must be ranges")),
    }
}

fn meets_ranges(a: &Range, b: &Range) -> Relation {
    Some(a.end_included && b.start_included && order(&a.end, &b.start)? == Ordering::Equal)
}

pub(super) fn meets(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let (a, b) = two_ranges(values)?;
    outcome(meets_ranges(a, b))
}

pub(super) fn met_by(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let (a, b) = two_ranges(values)?;
    outcome(meets_ranges(b, a))
}

pub(super) fn overlaps(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let (a, b) = two_ranges(values)?;
    let apart = range_before(a, b).zip(range_before(b, a));
    outcome(apart.map(|(before, after)| !before && !after))
}

/// Starts before the other starts, or with it but includes it.
fn starts_earlier(a: &Range, b: &Range) -> Relation {
    order(&a.start, &b.start)
        .map(|o| o == Ordering::Less || (o == Ordering::Equal && a.start_included && !b.start_included))
}

/// Ends before the other ends, or at the same point.
fn ends_no_later(a: &Range, b: &Range) -> Relation {
    order(&a.end, &b.end)
        .map(|o| o == Ordering::Less || (o == Ordering::Equal && (!a.end_included || b.end_included)))
}

fn overlaps_before_ranges(a: &Range, b: &Range) -> Relation {
    Some(starts_earlier(a, b)? && !range_before(a, b)? && ends_no_later(a, b)?)
}

pub(super) fn overlaps_before(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let (a, b) = two_ranges(values)?;
    outcome(overlaps_before_ranges(a, b))
}

pub(super) fn overlaps_after(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    let (a, b) = two_ranges(values)?;
    let starts_inside = order(&b.start, &a.start)
        .map(|o| o == Ordering::Less || (o == Ordering::Equal && b.start_included && !a.start_included));
    let ends_beyond = order(&a.end, &b.end)
        .map(|o| o == Ordering::Greater || (o == Ordering::Equal && (a.end_included || !b.end_included)));
    let apart = range_before(b, a);
    outcome(match (starts_inside, ends_beyond, apart) {
        (Some(inside), Some(beyond), Some(apart)) => Some(inside && beyond && !apart),
        _ => None,
    })
}

fn finishes_places(a: &Place<'_>, b: &Place<'_>) -> Result<Relation, Problem> {
    match (a, b) {
        (Place::Point(point), Place::Range(range)) => {
            Ok(order(point, &range.end).map(|o| range.end_included && o == Ordering::Equal))
        }
        (Place::Range(a), Place::Range(b)) => Ok(finishes_ranges(a, b)),
        _ => Err(Problem::Borrowed("the longer one must be a range")),
    }
}

fn finishes_ranges(a: &Range, b: &Range) -> Relation {
    let same_end = order(&a.end, &b.end)? == Ordering::Equal && a.end_included == b.end_included;
    let start = order(&a.start, &b.start)?;
    let inside =
        start == Ordering::Greater || (start == Ordering::Equal && (!a.start_included || b.start_included));
    Some(same_end && inside)
}

pub(super) fn finishes(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    outcome(finishes_places(&place(values, 0)?, &place(values, 1)?)?)
}

pub(super) fn finished_by(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    outcome(finishes_places(&place(values, 1)?, &place(values, 0)?)?)
}

fn includes_places(a: &Place<'_>, b: &Place<'_>) -> Result<Relation, Problem> {
    match (a, b) {
        (Place::Range(range), Place::Point(point)) => Ok(contains(range, point)),
        (Place::Range(a), Place::Range(b)) => Ok(includes_range(a, b)),
        _ => Err(Problem::Borrowed("the longer one must be a range")),
    }
}

fn includes_range(a: &Range, b: &Range) -> Relation {
    let start = order(&a.start, &b.start)?;
    let end = order(&a.end, &b.end)?;
    let starts =
        start == Ordering::Less || (start == Ordering::Equal && (a.start_included || !b.start_included));
    let ends = end == Ordering::Greater || (end == Ordering::Equal && (a.end_included || !b.end_included));
    Some(starts && ends)
}

pub(super) fn includes(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    outcome(includes_places(&place(values, 0)?, &place(values, 1)?)?)
}

pub(super) fn during(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    outcome(includes_places(&place(values, 1)?, &place(values, 0)?)?)
}

fn starts_places(a: &Place<'_>, b: &Place<'_>) -> Result<Relation, Problem> {
    match (a, b) {
        (Place::Point(point), Place::Range(range)) => {
            Ok(order(point, &range.start).map(|o| range.start_included && o == Ordering::Equal))
        }
        (Place::Range(a), Place::Range(b)) => Ok(starts_ranges(a, b)),
        _ => Err(Problem::Borrowed("the longer one must be a range")),
    }
}

fn starts_ranges(a: &Range, b: &Range) -> Relation {
    let same_start = order(&a.start, &b.start)? == Ordering::Equal && a.start_included == b.start_included;
    let end = order(&a.end, &b.end)?;
    let inside = end == Ordering::Less || (end == Ordering::Equal && (!a.end_included || b.end_included));
    Some(same_start && inside)
}

pub(super) fn starts(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    outcome(starts_places(&place(values, 0)?, &place(values, 1)?)?)
}

pub(super) fn started_by(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    outcome(starts_places(&place(values, 1)?, &place(values, 0)?)?)
}

pub(super) fn coincides(_: &mut Interpreter<'_>, values: &[Value]) -> Outcome {
    match (place(values, 0)?, place(values, 1)?) {
        (Place::Point(a), Place::Point(b)) => outcome(equal(a, b)),
        (Place::Range(a), Place::Range(b)) => {
            let ends = order(&a.start, &b.start).zip(order(&a.end, &b.end));
            outcome(ends.map(|(start, end)| {
                start == Ordering::Equal
                    && end == Ordering::Equal
                    && a.start_included == b.start_included
                    && a.end_included == b.end_included
            }))
        }
        _ => Err(Problem::Borrowed("both arguments must be points, or both ranges")),
    }
}

//! What acts the model's tests play, and what they ask: chosen at random, small enough to meet each other often.

use crate::support::day;
use base::Instant;
use proptest::collection::vec;
use proptest::prelude::*;
use store::{AsOf, Key, Match, Query};

pub const REGISTERS: [&str; 2] = ["people", "cases"];
pub const RECORDS: [&str; 5] = ["r1", "r2", "r3", "r4", "r5"];
pub const FIELDS: [&str; 3] = ["a", "b", "c"];
pub const PEOPLE: [&str; 4] = ["ann", "bo", "cy", "di"];

#[derive(Clone, Debug)]
pub struct VersionSpec {
    pub register: usize,
    pub record: usize,
    pub from: i8,
    pub days: Option<i8>,
    pub ended: bool,
    pub keys: Vec<(usize, Key)>,
    pub subject: Option<usize>,
    /// Added to the number that would be right.
    pub wrong_by: u32,
}

#[derive(Clone, Debug)]
pub enum AssertSpec {
    Latest { register: usize, record: usize, wrong_by: u32 },
    Same { query: Query, wrong: bool },
    Digest { query: Query, wrong: bool },
}

#[derive(Clone, Debug)]
pub struct ActSpec {
    pub versions: Vec<VersionSpec>,
    pub asserts: Vec<AssertSpec>,
    pub recorded: i64,
    pub leaf_subjects: Vec<usize>,
    pub reads: Vec<(Vec<usize>, bool)>,
    pub day: i8,
    pub blob: Option<u8>,
}

pub fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        prop_oneof![1 => Just(""), 5 => Just("x"), 1 => Just("xy"), 1 => Just("ө"), 2 => Just("y")]
            .prop_map(Key::from),
        prop_oneof![1 => Just(i64::MIN), 1 => Just(-1), 3 => Just(0), 2 => Just(1), 1 => Just(i64::MAX)]
            .prop_map(Key::from),
    ]
}

pub fn condition() -> impl Strategy<Value = Match> {
    prop_oneof![
        3 => vec(key(), 0..3).prop_map(Match::In),
        1 => Just(Match::Range(None, None)),
        2 => (proptest::option::of(key()), proptest::option::of(key())).prop_map(|(a, b)| Match::Range(a, b)),
    ]
}

pub fn as_of() -> impl Strategy<Value = AsOf> {
    (1..14_i8, proptest::option::of(0..40_i64))
        .prop_map(|(on, recorded)| AsOf { valid: day(on), recorded: recorded.map(Instant) })
}

pub fn query() -> impl Strategy<Value = Query> {
    (0..2_usize, vec((0..3_usize, condition()), 1..4), as_of(), prop_oneof![1 => 0..3_usize, 3 => Just(100)])
        .prop_map(|(register, conditions, at, limit)| Query {
            register: REGISTERS[register].into(),
            conditions: conditions.into_iter().map(|(field, m)| (FIELDS[field].into(), m)).collect(),
            at,
            limit,
        })
}

pub fn version_spec() -> impl Strategy<Value = VersionSpec> {
    let place = (0..2_usize, 0..5_usize);
    let range = (1..10_i8, proptest::option::of(0..9_i8));
    let keys = vec((0..3_usize, key()), 1..5);
    let wrong_by = prop_oneof![15 => Just(0_u32), 1 => Just(1_u32)];
    (place, range, proptest::bool::weighted(0.15), keys, proptest::option::of(0..4_usize), wrong_by).prop_map(
        |((register, record), (from, days), ended, keys, subject, wrong_by)| VersionSpec {
            register,
            record,
            from,
            days,
            ended,
            keys,
            subject,
            wrong_by,
        },
    )
}

pub fn assert_spec() -> impl Strategy<Value = AssertSpec> {
    let wrong_by = prop_oneof![8 => Just(0_u32), 1 => Just(1_u32)];
    prop_oneof![
        (0..2_usize, 0..5_usize, wrong_by).prop_map(|(register, record, wrong_by)| AssertSpec::Latest {
            register,
            record,
            wrong_by
        }),
        (query(), proptest::bool::weighted(0.1)).prop_map(|(query, wrong)| AssertSpec::Same { query, wrong }),
        (query(), proptest::bool::weighted(0.1))
            .prop_map(|(query, wrong)| AssertSpec::Digest { query, wrong }),
    ]
}

pub fn act_spec() -> impl Strategy<Value = ActSpec> {
    (
        vec(version_spec(), 0..5),
        vec(assert_spec(), 0..2),
        0..6_i64,
        vec(0..4_usize, 0..3),
        vec((vec(0..4_usize, 0..3), any::<bool>()), 0..3),
        1..4_i8,
        proptest::option::weighted(0.2, 0..3_u8),
    )
        .prop_map(|(versions, asserts, recorded, leaf_subjects, reads, day, blob)| ActSpec {
            versions,
            asserts,
            recorded,
            leaf_subjects,
            reads,
            day,
            blob,
        })
}

//! The tags in the leaves: made from each person's key and counted by day, in the order of the log.

use super::Findings;
use super::logs::each_leaf;
use crate::backend::{LeafMaker, Snapshot, StoreError};
use crate::leaf::tag_number;
use crate::row::{Log, StoredLeaf};
use base::{Date, Hash, Subject};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Counters held at a time; people are taken in as many turns as that needs.
const COUNTERS_MAX: u64 = 1_000_000;

#[derive(Deserialize)]
struct Public {
    tags: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Private {
    day: String,
}

/// What a leaf says about its tags.
struct Tagged {
    tags: Option<Vec<String>>,
    day: Date,
}

fn read(leaf: &StoredLeaf) -> Result<Tagged, &'static str> {
    let Public { tags } =
        serde_json::from_str(&leaf.leaf).map_err(|_form| "it is no JSON object with tags as texts")?;
    let Private { day } =
        serde_json::from_str(&leaf.body).map_err(|_form| "its body is no JSON object with a day")?;
    let date: Option<Date> = day.parse().ok();
    let date = date.filter(|date| date.to_string() == day).ok_or("the day in its body is no date")?;
    if !leaf.subjects.is_sorted() {
        return Err("the people it names are not sorted");
    }
    if tags.as_ref().is_some_and(|tags| tags.len() != leaf.subjects.len()) {
        return Err("it has not as many tags as it names people");
    }
    Ok(Tagged { tags, day: date })
}

/// The day whose tags a leaf has one of for each person it names; `None` if it has no tags.
pub(crate) fn tagged(leaf: &StoredLeaf) -> Result<Option<Date>, &'static str> {
    read(leaf).map(|Tagged { tags, day }| tags.map(|_tags| day))
}

/// Recomputes every tag and every counter.
pub(super) fn tags(
    snapshot: &dyn Snapshot,
    maker: &dyn LeafMaker,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut counters = 0_u64;
    snapshot.scan_tag_counts(&mut |_log, _subject, _day, _n| counters += 1)?;
    let turns = counters.div_ceil(COUNTERS_MAX).max(1);
    for number in 0..turns {
        for log in Log::ALL {
            Turn { snapshot, maker, log, number, turns }.check(findings)?;
        }
    }
    Ok(())
}

/// One log and a part of the people.
struct Turn<'s> {
    snapshot: &'s dyn Snapshot,
    maker: &'s dyn LeafMaker,
    log: Log,
    number: u64,
    turns: u64,
}

impl Turn<'_> {
    fn has(&self, subject: &Subject) -> bool {
        let [first, second, third, fourth, ..] = Hash::of(subject.as_str().as_bytes()).0;
        u64::from(u32::from_be_bytes([first, second, third, fourth])) % self.turns == self.number
    }

    fn check(&self, findings: &mut Findings) -> Result<(), StoreError> {
        let size = self.snapshot.head(self.log)?.size;
        let mut counts: BTreeMap<(Subject, Date), u32> = BTreeMap::new();
        let mut error = None;
        each_leaf(self.snapshot, self.log, 0, size, &mut |leaf| {
            if let Err(fault) = self.leaf(&leaf, &mut counts, findings) {
                error = Some(fault);
            }
        })?;
        error.map_or(Ok(()), Err)?;
        self.counters(counts, findings)
    }

    fn leaf(
        &self,
        leaf: &StoredLeaf,
        counts: &mut BTreeMap<(Subject, Date), u32>,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        let place = || format!("log {}, leaf {}", self.log.name(), leaf.index);
        let Tagged { tags, day } = match read(leaf) {
            Ok(read) => read,
            // Said once, whatever the number of turns.
            Err(what) => {
                if self.number == 0 {
                    findings.add(place(), what);
                }
                return Ok(());
            }
        };
        let Some(tags) = tags else { return Ok(()) };
        if self.number == 0 && !tags.is_sorted() {
            findings.add(place(), "its tags are not sorted");
        }
        for subject in &*leaf.subjects {
            if !self.has(subject) {
                continue;
            }
            let Some(key) = self.snapshot.subject_key(subject)? else {
                findings.add_in("subject_key", place(), "the key of a person whom it tags is missing");
                continue;
            };
            let had = counts.entry((subject.clone(), day)).or_default();
            if !tags.contains(&self.maker.tag(&key, day, tag_number(self.log, *had))) {
                findings.add(place(), "the next tag of a person it is about is missing");
            }
            *had = had.saturating_add(1);
        }
        Ok(())
    }

    fn counters(
        &self,
        mut counts: BTreeMap<(Subject, Date), u32>,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        let table = "tag_count";
        self.snapshot.scan_tag_counts(&mut |log, subject, day, n| {
            if log != self.log || !self.has(&subject) {
                return;
            }
            let place = format!("log {}, a person on {day}", log.name());
            match counts.remove(&(subject, day)) {
                Some(given) if given == n => {}
                Some(given) => {
                    findings.add_in(table, place, format_args!("counts {n} tags, {given} were given"));
                }
                None => findings.add_in(table, place, format_args!("counts {n} tags, none was given")),
            }
        })?;
        for ((_, day), given) in counts {
            let place = format!("log {}, a person on {day}", self.log.name());
            findings.add_in(table, place, format_args!("is missing, {given} tags were given"));
        }
        Ok(())
    }
}

/// A key is made with a person's first tag, so whoever has one is named by a leaf.
pub(super) fn subject_keys(
    snapshot: &dyn Snapshot,
    _maker: &dyn LeafMaker,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut error = None;
    let mut unused = 0_u64;
    snapshot.scan_subject_keys(&mut |subject| {
        let named = |log| snapshot.leaves_of(log, &subject, u64::MAX, 1).map(|leaves| !leaves.is_empty());
        match named(Log::Reads).and_then(|read| Ok(read || named(Log::Acts)?)) {
            Ok(true) => {}
            Ok(false) => unused += 1,
            Err(fault) => error = Some(fault),
        }
    })?;
    if unused > 0 {
        findings.add("some people", format_args!("{unused} have a key, and no leaf names them"));
    }
    error.map_or(Ok(()), Err)
}

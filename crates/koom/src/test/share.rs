//! `koom test --coverage` and `--mutate`: how much of a service its cases speak for, and of what they say nothing.

use super::Played;
use crate::console::{Progress, line};
use app::casetest::{self, Bench, Coverage, Fate, Mutant, Published, Seen};
use base::ServiceId;
use domain::Rules;
use model::Source;
use serde_json::{Value, json};
use state::{Files, Recheck};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How much was reached, of each service.
pub(super) struct Share {
    /// Its name in JSON.
    pub(super) name: &'static str,
    /// What the parts of a whole are called, reached and left.
    words: [&'static str; 2],
    services: Vec<ShareOf>,
}

/// How much was reached of one service.
struct ShareOf {
    service: ServiceId,
    reached: usize,
    /// What was not: kind, place, sentence.
    left: Vec<(&'static str, Source, String)>,
    /// Mutants that the loader would not take.
    refused: usize,
    /// Mutants for which there was no time.
    untried: usize,
}

impl ShareOf {
    fn total(&self) -> usize {
        self.reached + self.left.len()
    }
}

/// Tenths of a percent; all of nothing is all.
fn permille(reached: usize, total: usize) -> usize {
    reached.saturating_mul(1000).checked_div(total).unwrap_or(1000)
}

fn percent(reached: usize, total: usize) -> String {
    let permille = permille(reached, total);
    format!("{}.{} %", permille / 10, permille % 10)
}

/// What cases reached of each service that was played, whosever cases they are.
pub(super) fn coverage(rules: &Rules, files: &Files, services: &[Played<'_>]) -> Share {
    let recheck = Recheck::new(&rules.model, files);
    let mut all = Seen::default();
    services.iter().flat_map(|played| &played.seen).for_each(|seen| all.add(seen));
    let of = |played: &Played<'_>| {
        let Coverage { service, items } = casetest::coverage(files, &recheck, played.service, &all);
        let reached = items.iter().filter(|item| item.reached).count();
        let left = items.into_iter().filter(|item| !item.reached);
        let left = left.map(|item| (item.kind.code(), item.at, item.never)).collect();
        ShareOf { service, reached, left, refused: 0, untried: 0 }
    };
    Share { name: "coverage", words: ["reached", "never"], services: services.iter().map(of).collect() }
}

/// What cases notice of each service that was played.
pub(super) fn mutation(rules: &Rules, files: &Files, services: &[Played<'_>], time: Duration) -> Share {
    let recheck = Recheck::new(&rules.model, files);
    let published = Published::of(&rules.model);
    let end = Instant::now().checked_add(time);
    let mutants: Vec<Vec<Mutant>> =
        services.iter().map(|played| casetest::mutants(files, &recheck, played.service)).collect();
    let bar = Mutex::new(Progress::new("of the changed rules tried", mutants.iter().map(Vec::len).sum()));
    let mut before = 0;
    let mut list = Vec::new();
    for (played, mutants) in services.iter().zip(&mutants) {
        let bench = Bench {
            rules,
            recheck: &recheck,
            service: played.service,
            cases: played.cases.iter().zip(&played.seen).collect(),
            published: &published,
        };
        let fates = casetest::judge(&bench, mutants, &|done| {
            bar.lock().unwrap_or_else(PoisonError::into_inner).at(before + done);
            end.is_none_or(|end| Instant::now() < end)
        });
        before += mutants.len();
        let count = |wanted| fates.iter().filter(|fate| **fate == wanted).count();
        let survived = mutants.iter().zip(&fates).filter(|(_, fate)| **fate == Fate::Survived);
        list.push(ShareOf {
            service: played.service.id.clone(),
            reached: count(Fate::Killed),
            left: survived.map(|(mutant, _)| ("survivor", mutant.at.clone(), mutant.what.clone())).collect(),
            refused: count(Fate::Refused),
            untried: count(Fate::Untried),
        });
    }
    bar.lock().unwrap_or_else(PoisonError::into_inner).end();
    Share { name: "mutation", words: ["noticed", "no case notices"], services: list }
}

impl Share {
    fn sums(&self) -> (usize, usize, usize) {
        self.services.iter().fold((0, 0, 0), |(reached, total, untried), of| {
            (reached + of.reached, total + of.total(), untried + of.untried)
        })
    }

    /// True if the share of all services together is at least so many percent, and nothing was left untried.
    pub(super) fn reaches(&self, threshold: u8) -> bool {
        let (reached, total, untried) = self.sums();
        untried == 0 && reached.saturating_mul(100) >= total.saturating_mul(usize::from(threshold))
    }

    fn line_of(at: &Source, files: &Files) -> usize {
        state::line_and_column(files.get(&*at.path).map_or("", String::as_str), at.span.start).0
    }

    /// Each service with its share, what was left, and the sum.
    pub(super) fn in_words(&self, folder: &Path, files: &Files) {
        let [reached_word, left_word] = self.words;
        for of in &self.services {
            let share = percent(of.reached, of.total());
            line(format!("\n{}: {share} {reached_word} ({} of {})", of.service, of.reached, of.total()));
            for (_, at, sentence) in &of.left {
                let place = format!("{}:{}", folder.join(&*at.path).display(), Self::line_of(at, files));
                line(match self.name {
                    "mutation" => format!("  {place}: {left_word}: {sentence}"),
                    _ => format!("  {place}: {sentence}"),
                });
            }
            if of.refused > 0 {
                line(format!("  {} more changes are none, because `koom check` refuses them", of.refused));
            }
        }
        let (reached, total, untried) = self.sums();
        line(format!("\n{}: {} {reached_word} ({reached} of {total})", self.name, percent(reached, total)));
        if untried > 0 {
            line(format!("{untried} changes were not tried: there was no time; give more with --time"));
        }
    }

    /// The same for programs.
    pub(super) fn as_json(&self, files: &Files) -> Value {
        let tenths =
            |reached, total| permille(reached, total).to_string().parse::<f64>().map(|n| n / 10.0).ok();
        let services = self.services.iter().map(|of| {
            let left = of.left.iter().map(|(kind, at, sentence)| {
                json!({"kind": kind, "path": &*at.path, "line": Self::line_of(at, files), "sentence": sentence})
            });
            json!({
                "service": of.service,
                "percent": tenths(of.reached, of.total()),
                "reached": of.reached,
                "total": of.total(),
                "left": left.collect::<Vec<_>>(),
                "refused": of.refused,
                "untried": of.untried,
            })
        });
        let (reached, total, untried) = self.sums();
        json!({
            "percent": tenths(reached, total),
            "reached": reached,
            "total": total,
            "untried": untried,
            "services": services.collect::<Vec<_>>(),
        })
    }
}

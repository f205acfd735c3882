//! Rules with one thing wrong: would a case have told?
//!
//! [`mutants`] lists small changes of a service's rules, always the same ones in the same order. [`judge`] plays the cases
//! of the service over each: a mutant that fails a case is killed, one that fails none has survived. A case that never
//! looked at the changed formula can't tell, so it is not played. What the loader would refuse is no mutant: nobody could
//! publish it.

use super::coverage::Seen;
use super::edits::{Edit, edits};
use super::run_one;
use super::world::Published;
use domain::Rules;
use feel::ast::Expr;
use model::{Formula, Model, Service, Slot, Source, Use};
use state::{Recheck, TestCase};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What is changed.
#[derive(Clone, Debug)]
enum Change {
    /// A formula, by its number in the order of the service's visit, gets another text.
    Formula(usize, String),
    /// A line of `decide` is left out.
    Drop(usize),
    /// A line of `decide` and the next one change places.
    Swap(usize),
}

/// A service with one thing changed.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What was changed, in words.
    pub what: String,
    /// Where it stands.
    pub at: Source,
    change: Change,
    /// The expressions a case must have looked at to notice.
    needs: Vec<usize>,
}

/// What became of a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A case failed.
    Killed,
    /// No case failed.
    Survived,
    /// The loader would not take it.
    Refused,
    /// There was no time for it.
    Untried,
}

/// The formulas of a service with their places. They are the service's own, so that expressions can be told by their place
/// in memory.
fn formulas(service: &Service) -> Vec<(Slot, Formula)> {
    let mut all = Vec::new();
    service.clone().each_formula(&mut |slot, formula| all.push((slot, formula.clone())));
    all
}

/// Every change of a service's rules that is tried.
pub fn mutants(files: &state::Files, recheck: &Recheck<'_>, service: &Service) -> Vec<Mutant> {
    let yes_or_no: BTreeSet<String> = recheck
        .derived(service)
        .into_iter()
        .filter(|known| known.yes_or_no)
        .map(|known| format!("the derived value `{}`", known.name))
        .collect();
    let mut out = Vec::new();
    for (number, (slot, formula)) in formulas(service).into_iter().enumerate() {
        if slot.usage == Use::Shown {
            continue;
        }
        let mut texts = BTreeSet::from([formula.text.to_string()]);
        let condition = matches!(slot.usage, Use::Condition | Use::Check) || yes_or_no.contains(&slot.words);
        for edit in edits(&formula, slot.usage, condition) {
            let Some(text) = edit.apply(&formula.text).filter(|text| texts.insert(text.clone())) else {
                continue;
            };
            out.push(Mutant {
                what: words(&slot, &formula, &edit),
                at: state::place_in(files, &formula, edit.span),
                change: Change::Formula(number, text),
                needs: vec![place(&formula.expr)],
            });
        }
    }
    lines(service, &mut out);
    out
}

fn place(expr: &Expr) -> usize {
    std::ptr::from_ref(expr).addr()
}

fn words(slot: &Slot, formula: &Formula, edit: &Edit<'_>) -> String {
    if let Some(whole) = edit.whole {
        return format!("{} {whole}", slot.words);
    }
    let [before, after] = edit.before_and_after(&formula.text).unwrap_or_default();
    format!("in {}: `{before}` becomes `{after}`", slot.words)
}

/// Lines of `decide` left out, and lines that change places; the last line stays.
fn lines(service: &Service, out: &mut Vec<Mutant>) {
    let conditions: Vec<_> =
        service.decide.iter().map_while(|branch| Some((branch, branch.when.as_ref()?))).collect();
    for (index, (branch, when)) in conditions.iter().enumerate() {
        out.push(Mutant {
            what: format!("line {} of `decide` is left out", index + 1),
            at: branch.at.clone(),
            change: Change::Drop(index),
            needs: vec![place(&when.expr)],
        });
        let Some((next, _)) = conditions.get(index + 1) else { continue };
        if (&branch.then, &branch.why) != (&next.then, &next.why) {
            out.push(Mutant {
                what: format!("lines {} and {} of `decide` change places", index + 1, index + 2),
                at: branch.at.clone(),
                change: Change::Swap(index),
                needs: vec![place(&when.expr)],
            });
        }
    }
}

impl Mutant {
    /// The changed service; `None` if the changed formula can't be read.
    fn of(&self, service: &Service) -> Option<Service> {
        let mut changed = service.clone();
        match &self.change {
            Change::Formula(number, text) => {
                let (mut at, mut done) = (0, false);
                changed.each_formula(&mut |_, formula| {
                    if at == *number
                        && let Some(new) = state::reworded(formula, text)
                    {
                        *formula = new;
                        done = true;
                    }
                    at += 1;
                });
                return done.then_some(changed);
            }
            Change::Drop(line) => drop(changed.decide.remove(*line)),
            Change::Swap(line) => changed.decide.swap(*line, line + 1),
        }
        Some(changed)
    }

    fn noticed(&self, seen: &Seen) -> bool {
        self.needs.iter().any(|expr| seen.looked_at(*expr))
    }
}

/// What is at hand to judge the mutants of one service.
pub struct Bench<'a> {
    /// The rules as they are.
    pub rules: &'a Rules,
    /// What the loader would say.
    pub recheck: &'a Recheck<'a>,
    /// The service.
    pub service: &'a Service,
    /// Its cases, all of which pass, each with what it reached.
    pub cases: Vec<(&'a TestCase, &'a Seen)>,
    /// What every case begins with.
    pub published: &'a Published,
}

/// Plays the cases over each mutant, on as many threads as there are processors. `go_on` is told how many are done and
/// says whether there is time for more.
pub fn judge(bench: &Bench<'_>, mutants: &[Mutant], go_on: &(dyn Fn(usize) -> bool + Sync)) -> Vec<Fate> {
    let fates = Mutex::new(vec![Fate::Untried; mutants.len()]);
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(mutants.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut model = Arc::new((*bench.rules.model).clone());
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(mutant) = mutants.get(number).filter(|_| go_on(number)) else { return };
                    let fate = fate(bench, mutant, &mut model);
                    if let Some(place) = fates.lock().unwrap_or_else(PoisonError::into_inner).get_mut(number)
                    {
                        *place = fate;
                    }
                }
            });
        }
    });
    fates.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn fate(bench: &Bench<'_>, mutant: &Mutant, model: &mut Arc<Model>) -> Fate {
    let Some(changed) = mutant.of(bench.service) else { return Fate::Refused };
    if !bench.recheck.accepts(&changed) {
        return Fate::Refused;
    }
    // nobody else holds this copy of the model
    Arc::make_mut(model).services.insert(changed.id.clone(), changed);
    let rules = Rules::new(Arc::clone(model));
    let Some(service) = rules.model.services.get(&bench.service.id) else { return Fate::Refused };
    let mut told = bench.cases.iter().filter(|(_, seen)| mutant.noticed(seen));
    let killed = told.any(|(case, _)| !run_one(&rules, service, case, bench.published, None).passed());
    if killed { Fate::Killed } else { Fate::Survived }
}

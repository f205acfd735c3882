//! Reads and derived values in an order in which each needs only earlier ones.

use crate::codes;
use crate::sink::Sink;
use crate::types::walk;
use model::service::ReadAt;
use model::{Service, Source, Step};
use std::collections::{BTreeMap, BTreeSet};

/// Sorts the steps of a service; a circle is a finding that names it.
pub fn sort(service: &mut Service, sink: &mut Sink) {
    let names: BTreeMap<&str, usize> =
        service.steps.iter().enumerate().map(|(at, step)| (step.name(), at)).collect();
    let needs: Vec<BTreeSet<usize>> = service.steps.iter().map(|step| needs(step, &names)).collect();
    let mut search = Search {
        needs: &needs,
        marks: vec![Mark::New; needs.len()],
        path: Vec::new(),
        order: Vec::new(),
        circles: Vec::new(),
    };
    (0..needs.len()).for_each(|step| search.visit(step));
    let (order, circles) = (search.order, search.circles);
    for circle in circles {
        let members: Vec<&Step> = circle.iter().filter_map(|at| service.steps.get(*at)).collect();
        let Some(first) = members.first() else { continue };
        let chain: Vec<String> =
            members.iter().chain([first]).map(|step| format!("`{}`", step.name())).collect();
        sink.error(
            codes::CYCLE,
            source(first).clone(),
            format!("these need each other: {}", chain.join(" needs ")),
        )
        .help("compute one of them without the others");
    }
    let mut steps: Vec<Option<Step>> = service.steps.drain(..).map(Some).collect();
    service.steps = order.into_iter().filter_map(|at| steps.get_mut(at)?.take()).collect();
}

/// Where a step stands.
pub fn source(step: &Step) -> &Source {
    match step {
        Step::Read(read) => &read.source,
        Step::Derive(derive) => &derive.source,
    }
}

fn needs(step: &Step, names: &BTreeMap<&str, usize>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut note = |name: &str| found.extend(names.get(name).copied());
    match step {
        Step::Read(read) => {
            read.filter.iter().for_each(|(_, formula)| walk::names(&formula.expr, &mut note));
            if let ReadAt::On(day) = &read.at {
                walk::names(&day.expr, &mut note);
            }
        }
        Step::Derive(derive) => walk::names_of(&derive.how, &mut note),
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

struct Search<'a> {
    needs: &'a [BTreeSet<usize>],
    marks: Vec<Mark>,
    path: Vec<usize>,
    order: Vec<usize>,
    circles: Vec<Vec<usize>>,
}

impl Search<'_> {
    /// Depth first with a stack of its own: a chain of a thousand values is no reason to overflow.
    fn visit(&mut self, start: usize) {
        let mut stack = vec![(start, false)];
        while let Some((step, leaving)) = stack.pop() {
            if leaving {
                self.path.pop();
                self.set(step, Mark::Done);
                self.order.push(step);
                continue;
            }
            match self.marks.get(step) {
                Some(Mark::New) => {}
                Some(Mark::Open) => {
                    let from = self.path.iter().position(|on| *on == step).unwrap_or(0);
                    self.circles.push(self.path.get(from..).unwrap_or_default().to_vec());
                    continue;
                }
                _ => continue,
            }
            self.set(step, Mark::Open);
            self.path.push(step);
            stack.push((step, true));
            let needs = self.needs.get(step).into_iter().flatten().rev();
            stack.extend(needs.map(|need| (*need, false)));
        }
    }

    fn set(&mut self, step: usize, mark: Mark) {
        if let Some(place) = self.marks.get_mut(step) {
            *place = mark;
        }
    }
}

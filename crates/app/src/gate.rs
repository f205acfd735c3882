//! How many acts are decided at once. More than there are processors would only take the processors from the writer,
//! on whom all of them wait; so the others stand in a line. Looks, which are short, stand in a line of their own that
//! goes first. Papers are long and large: they are made one at a time, and nobody else waits for them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Which line an act stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Someone looks at something.
    Look,
    /// Something may be changed.
    Change,
    /// A paper may have to be made.
    Paper,
}

/// The gate.
pub(crate) struct Gate {
    places: usize,
    /// The writer has a whole group waiting: then one processor is left to it.
    full: Arc<AtomicBool>,
    inside: Mutex<Inside>,
    moved: [Condvar; 2],
    papers: Mutex<()>,
}

struct Inside {
    free: usize,
    looks_waiting: usize,
    changes_waiting: usize,
}

/// Leave to decide; ends when dropped.
pub(crate) enum Pass<'g> {
    /// One of the places.
    Place(&'g Gate),
    /// The press, held as long as the guard.
    Press { _held: MutexGuard<'g, ()> },
}

impl Gate {
    /// A gate for so many deciders, or as many as there are processors.
    pub(crate) fn new(deciders: Option<usize>, full: Arc<AtomicBool>) -> Self {
        let places = deciders.map_or_else(
            || std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
            |deciders| deciders.max(1),
        );
        Self { full, ..Self::of(places) }
    }

    /// How many places must be free for one to be taken by who changes something.
    fn needed(&self) -> usize {
        if self.places > 1 && self.full.load(Ordering::Relaxed) { 2 } else { 1 }
    }

    /// How many wait now: looks, changes.
    pub(crate) fn waiting(&self) -> [usize; 2] {
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        [inside.looks_waiting, inside.changes_waiting]
    }

    fn of(free: usize) -> Self {
        Self {
            places: free,
            full: Arc::default(),
            inside: Mutex::new(Inside { free, looks_waiting: 0, changes_waiting: 0 }),
            moved: [Condvar::new(), Condvar::new()],
            papers: Mutex::new(()),
        }
    }

    /// Waits for a place.
    pub(crate) fn enter(&self, line: Line) -> Pass<'_> {
        if line == Line::Paper {
            return Pass::Press { _held: self.papers.lock().unwrap_or_else(PoisonError::into_inner) };
        }
        let [looks, changes] = &self.moved;
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        match line {
            Line::Look => {
                inside.looks_waiting += 1;
                while inside.free == 0 {
                    inside = looks.wait(inside).unwrap_or_else(PoisonError::into_inner);
                }
                inside.looks_waiting -= 1;
            }
            Line::Change | Line::Paper => {
                inside.changes_waiting += 1;
                while inside.free < self.needed() || inside.looks_waiting > 0 {
                    inside = changes.wait(inside).unwrap_or_else(PoisonError::into_inner);
                }
                inside.changes_waiting -= 1;
            }
        }
        inside.free -= 1;
        let another = inside.free >= self.needed() && inside.looks_waiting == 0 && inside.changes_waiting > 0;
        drop(inside);
        if another {
            changes.notify_one();
        }
        Pass::Place(self)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let Self::Place(gate) = self else { return };
        let [looks, changes] = &gate.moved;
        let mut inside = gate.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.free += 1;
        let next = if inside.looks_waiting > 0 {
            Some(looks)
        } else {
            (inside.changes_waiting > 0 && inside.free >= gate.needed()).then_some(changes)
        };
        // Whoever is woken takes the lock: it must be free by then.
        drop(inside);
        if let Some(line) = next {
            line.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    #[test]
    fn whoever_looks_goes_before_whoever_changes() {
        let gate = Arc::new(Gate::of(1));
        let place = gate.enter(Line::Change);
        let (done, order) = channel();
        let mut threads = Vec::new();
        for line in [Line::Change, Line::Change, Line::Look] {
            let (inner, done) = (Arc::clone(&gate), done.clone());
            threads.push(std::thread::spawn(move || {
                let _pass = inner.enter(line);
                done.send(line).unwrap();
            }));
        }
        while gate.inside.lock().unwrap().looks_waiting == 0 {
            std::thread::yield_now();
        }
        // A paper needs no place.
        drop(gate.enter(Line::Paper));
        assert!(order.try_recv().is_err());
        drop((place, done));
        assert_eq!(order.iter().collect::<Vec<_>>(), [Line::Look, Line::Change, Line::Change]);
        for thread in threads {
            thread.join().unwrap();
        }
    }

    #[test]
    fn while_the_writer_has_a_group_one_processor_is_left_to_it_but_never_both() {
        let gate = Arc::new(Gate::of(2));
        gate.full.store(true, Ordering::Relaxed);
        let first = gate.enter(Line::Change);
        let look = gate.enter(Line::Look);
        drop(look);
        let (done, came) = channel();
        let inner = Arc::clone(&gate);
        let thread = std::thread::spawn(move || {
            let _pass = inner.enter(Line::Change);
            done.send(()).unwrap();
        });
        while gate.inside.lock().unwrap().changes_waiting == 0 {
            std::thread::yield_now();
        }
        assert!(came.try_recv().is_err());
        drop(first);
        came.recv().unwrap();
        thread.join().unwrap();
        gate.full.store(false, Ordering::Relaxed);
        drop((gate.enter(Line::Change), gate.enter(Line::Change)));
    }
}

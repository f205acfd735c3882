//! Invented people enter the registers as bulk acts, one leaf for a batch. One thread invents while another writes.

use crate::bulk::{Batches, Entry, Grounds, found};
use crate::door::App;
use crate::error::{AppError, Fault};
use crate::people::{Cast, Inventor};
use base::Subject;
use std::sync::mpsc::{SyncSender, sync_channel};

/// Batches that may wait to be written.
const WAITING_MAX: usize = 2;
/// Households of benchmarks, numbered apart from those of [`App::seed`], and low enough for identifiers of eight digits.
const BENCH_FIRST: u64 = 500_000;

/// People so far, and records to be written.
type Batch = (usize, Vec<Entry>);

impl App {
    /// Invents `people` and the folder's personas and adds them to the registers. Gives the personas.
    pub fn seed(&self, people: usize, seed: u64, progress: &dyn Fn(usize)) -> Result<Vec<Cast>, AppError> {
        let moment = self.moment();
        let inventor = Inventor::new(&moment.running, moment.today, seed)?;
        let (cast, records) = inventor.personas()?;
        let (send, batches) = sync_channel::<Batch>(WAITING_MAX);
        std::thread::scope(|scope| {
            let inventing = scope.spawn(move || invent(&inventor, people, records, &send));
            for (count, batch) in batches {
                self.add_batch(batch)?;
                progress(count.min(people));
            }
            inventing.join().map_err(|_panic| Fault::Missing("the inventing thread".to_owned()))??;
            Ok(cast)
        })
    }

    /// The folder's personas, without adding them.
    pub fn cast(&self, seed: u64) -> Result<Vec<Cast>, AppError> {
        let moment = self.moment();
        Ok(Inventor::new(&moment.running, moment.today, seed)?.personas()?.0)
    }

    /// Invents mothers of newborns, for benchmarks. Gives their keys.
    pub fn seed_newborns(&self, mothers: usize, seed: u64) -> Result<Vec<Subject>, AppError> {
        let moment = self.moment();
        let inventor = Inventor::new(&moment.running, moment.today, seed)?;
        let mut batches = Batches::default();
        let mut keys = Vec::with_capacity(mothers);
        for number in (BENCH_FIRST..).take(mothers) {
            let home = inventor.newborn_home(number)?;
            keys.extend(home.mother);
            for batch in batches.add(home.records) {
                self.add_batch(batch)?;
            }
        }
        for batch in batches.rest() {
            self.add_batch(batch)?;
        }
        Ok(keys)
    }

    /// Records that nobody has entered before.
    fn add_batch(&self, batch: Vec<Entry>) -> Result<(), AppError> {
        let Some(register) = batch.first().map(|entry| entry.register.clone()) else { return Ok(()) };
        let grounds = Grounds::keeping(found(&self.moment(), &register)?);
        self.add_entries(&register, batch, &grounds, &|_, _, _| Ok(None), &|_, _| Ok(Vec::new()))
    }
}

/// Invents until nobody takes batches any more, which means that writing failed.
fn invent(
    inventor: &Inventor<'_>,
    people: usize,
    personas: Vec<Entry>,
    send: &SyncSender<Batch>,
) -> Result<(), Fault> {
    let mut batches = Batches::default();
    let mut count = 0;
    let mut full = batches.add(personas);
    for home in inventor.homes(people) {
        let home = home?;
        count += home.people;
        full.extend(batches.add(home.records));
        for batch in full.drain(..) {
            if send.send((count, batch)).is_err() {
                return Ok(());
            }
        }
    }
    for batch in full.into_iter().chain(batches.rest()) {
        if send.send((count, batch)).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

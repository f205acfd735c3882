//! Where a thread waits for the answer to its act. A group's answers come all at once, and to wake a thread takes the one
//! writer, on whom all of them wait, longer than most of what it does for an act: so it wakes a few, and each of these,
//! before it goes on, wakes a few more.

use super::WriteError;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Thread;
use store::Committed;

type Answer = Result<Committed, WriteError>;

/// How many each wakes: with three steps a group of five hundred is awake.
const WAKES: usize = 8;

/// A waiting thread.
pub(super) struct Seat {
    thread: Thread,
    told: Mutex<Told>,
}

#[derive(Default)]
struct Told {
    answer: Option<Answer>,
    /// Whom this thread wakes.
    wakes: Vec<Arc<Seat>>,
}

impl Seat {
    /// For the thread that asks.
    pub(super) fn taken() -> Self {
        Self { thread: std::thread::current(), told: Mutex::default() }
    }

    /// Waits for the answer.
    pub(super) fn wait(&self) -> Answer {
        loop {
            let told = std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner));
            // First the others: they have waited as long.
            told.wakes.iter().for_each(|seat| seat.thread.unpark());
            if let Some(answer) = told.answer {
                return answer;
            }
            std::thread::park();
        }
    }

    fn tell(&self, answer: Answer, wakes: Vec<Arc<Seat>>) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Told { answer: Some(answer), wakes };
    }
}

/// The duty to answer. Whoever is never answered, because the writer is no more, learns that the program stops.
pub(super) struct Reply(Option<Arc<Seat>>);

impl Reply {
    /// To whoever waits there.
    pub(super) fn to(seat: &Arc<Seat>) -> Self {
        Self(Some(Arc::clone(seat)))
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if let Some(seat) = self.0.take() {
            seat.tell(Err(WriteError::Stopping), Vec::new());
            seat.thread.unpark();
        }
    }
}

/// Answers each.
pub(super) fn answer_all(replies: Vec<Reply>, answers: impl Iterator<Item = Answer>) {
    let told = replies.into_iter().zip(answers);
    let (seats, answers): (Vec<_>, Vec<_>) =
        told.filter_map(|(mut reply, answer)| Some((reply.0.take()?, answer))).unzip();
    // The last first: whoever is to be woken by another has an answer before that other has one.
    for (place, (seat, answer)) in seats.iter().zip(answers).enumerate().rev() {
        let first = (place + 1) * WAKES;
        seat.tell(answer, seats.iter().skip(first).take(WAKES).cloned().collect());
    }
    seats.iter().take(WAKES).for_each(|seat| seat.thread.unpark());
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn everyone_is_woken_with_their_own_answer_and_whoever_is_forgotten_too() {
        let (send, seats) = channel();
        let waiting: Vec<_> = (0..200)
            .map(|_| {
                let send = send.clone();
                std::thread::spawn(move || {
                    let seat = Arc::new(Seat::taken());
                    send.send((Reply::to(&seat), std::thread::current().id())).unwrap();
                    (std::thread::current().id(), seat.wait())
                })
            })
            .collect();
        let (replies, order): (Vec<_>, Vec<_>) = seats.iter().take(200).unzip();
        // One answer fewer than there are who wait.
        let answers =
            (0..199).map(|place| if place % 2 == 0 { WriteError::Busy } else { WriteError::Conflict });
        answer_all(replies, answers.map(Err));
        for thread in waiting {
            let (id, answer) = thread.join().unwrap();
            let place = order.iter().position(|one| *one == id).unwrap();
            let right = match answer {
                Err(WriteError::Stopping) => place == 199,
                Err(WriteError::Busy) => place % 2 == 0,
                Err(WriteError::Conflict) => place % 2 == 1,
                _ => false,
            };
            assert!(right, "{place}");
        }
    }
}

//! Connections for reading: each snapshot holds one, in one transaction, and gives it back when it ends.

use crate::backend::StoreError;
use crate::db::{Db, Each, EachOf, Param, Runs};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A connection that can be in a read transaction.
pub(crate) trait Reading {
    /// What is asked.
    type Db: Db;

    /// The connection as it is asked.
    fn db(&self) -> &Self::Db;

    /// How many leaves of `/log` the transaction sees; 0 if it has not asked.
    fn acts(&self) -> u64;

    /// Ends the transaction, or keeps it for the next snapshot if that would see the same; false if the connection can't be
    /// used again.
    fn end(&mut self) -> bool;
}

/// How many connections may be in use at once, and how long one waits for one of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub(crate) most: usize,
    pub(crate) wait: Duration,
}

/// Idle connections, at most `keep`. More may be in use, up to the bound; the rest are closed after it.
#[derive(Debug)]
pub(crate) struct Pool<C> {
    inside: Mutex<Inside<C>>,
    given_back: Condvar,
    keep: usize,
    /// `None`: as many as are asked for.
    bound: Option<Bound>,
}

#[derive(Debug)]
struct Inside<C> {
    idle: Vec<C>,
    used: usize,
}

impl<C: Reading> Pool<C> {
    pub(crate) fn keeping(keep: usize, bound: Option<Bound>) -> Self {
        let inside = Mutex::new(Inside { idle: Vec::new(), used: 0 });
        Self { inside, given_back: Condvar::new(), keep, bound }
    }

    fn inside(&self) -> MutexGuard<'_, Inside<C>> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a connection among the idle ones.
    pub(crate) fn give(&self, connection: C) {
        let mut inside = self.inside();
        if inside.idle.len() < self.keep {
            inside.idle.push(connection);
        }
    }

    /// Does something with every idle connection, and keeps those for which it is true.
    pub(crate) fn retain_idle(&self, keep: impl FnMut(&mut C) -> bool) {
        self.inside().idle.retain_mut(keep);
    }

    /// Connections in use and idle.
    pub(crate) fn counts(&self) -> [usize; 2] {
        let inside = self.inside();
        [inside.used, inside.idle.len()]
    }

    /// Holds a connection until this is dropped. `begin` makes one of an idle one or of none, in a transaction.
    pub(crate) fn hold(
        &self,
        begin: impl FnOnce(Option<C>) -> Result<C, StoreError>,
    ) -> Result<Held<'_, C>, StoreError> {
        let idle = self.place()?;
        // From here on the place is given back when this is dropped.
        let mut held = Held { pool: self, connection: None };
        held.connection = Some(begin(idle)?);
        Ok(held)
    }

    /// Waits for a place, and takes it together with an idle connection if there is one.
    fn place(&self) -> Result<Option<C>, StoreError> {
        let mut inside = self.inside();
        if let Some(Bound { most, wait }) = self.bound {
            let until = Instant::now() + wait;
            while inside.used >= most {
                let left = until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Err(StoreError::Busy(most));
                }
                inside = self.given_back.wait_timeout(inside, left).unwrap_or_else(PoisonError::into_inner).0;
            }
        }
        inside.used += 1;
        Ok(inside.idle.pop())
    }
}

/// A connection in a transaction.
pub(crate) struct Held<'p, C: Reading> {
    pool: &'p Pool<C>,
    /// `None` only before it is there and while it is given back.
    connection: Option<C>,
}

impl<C: Reading> Held<'_, C> {
    /// The connection itself.
    pub(crate) fn connection(&self) -> Result<&C::Db, StoreError> {
        let connection = self.connection.as_ref().map(Reading::db);
        connection.ok_or_else(|| StoreError::Database("the snapshot has ended".into()))
    }

    /// As [`Reading::acts`].
    pub(crate) fn acts(&self) -> u64 {
        self.connection.as_ref().map_or(0, Reading::acts)
    }
}

impl<C: Reading> Drop for Held<'_, C> {
    fn drop(&mut self) {
        if let Some(mut connection) = self.connection.take()
            && connection.end()
        {
            self.pool.give(connection);
        }
        self.pool.inside().used -= 1;
        self.pool.given_back.notify_one();
    }
}

impl<C: Reading> Db for Held<'_, C> {
    fn each(&self, statement: &'static str, params: &[Param<'_>], each: Each<'_>) -> Result<(), StoreError> {
        self.connection()?.each(statement, params, each)
    }

    fn search(
        &self,
        statement: &'static str,
        params: &[Param<'_>],
        likely: usize,
        each: Each<'_>,
    ) -> Result<(), StoreError> {
        self.connection()?.search(statement, params, likely, each)
    }

    fn scan(&self, statement: &'static str, params: &[Param<'_>], each: Each<'_>) -> Result<(), StoreError> {
        self.connection()?.scan(statement, params, each)
    }

    fn ask_all(&self, runs: &Runs<'_>, each: EachOf<'_>) -> Result<(), StoreError> {
        self.connection()?.ask_all(runs, each)
    }

    fn change_all(&self, runs: &Runs<'_>) -> Result<u64, StoreError> {
        self.connection()?.change_all(runs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fake;

    impl Reading for Fake {
        type Db = Self;

        fn db(&self) -> &Self {
            self
        }

        fn acts(&self) -> u64 {
            0
        }

        fn end(&mut self) -> bool {
            true
        }
    }

    impl Db for Fake {
        fn each(&self, _: &'static str, _: &[Param<'_>], _: Each<'_>) -> Result<(), StoreError> {
            Ok(())
        }

        fn search(&self, _: &'static str, _: &[Param<'_>], _: usize, _: Each<'_>) -> Result<(), StoreError> {
            Ok(())
        }

        fn scan(&self, _: &'static str, _: &[Param<'_>], _: Each<'_>) -> Result<(), StoreError> {
            Ok(())
        }

        fn ask_all(&self, _: &Runs<'_>, _: EachOf<'_>) -> Result<(), StoreError> {
            Ok(())
        }

        fn change_all(&self, _: &Runs<'_>) -> Result<u64, StoreError> {
            Ok(0)
        }
    }

    #[test]
    fn no_more_are_used_than_the_bound_and_a_place_comes_free_whatever_happens() {
        let pool = Pool::keeping(1, Some(Bound { most: 2, wait: Duration::from_millis(20) }));
        let one = pool.hold(|idle| Ok(idle.unwrap_or(Fake))).unwrap();
        let failed = pool.hold(|_idle| Err(StoreError::Away("no".to_owned())));
        assert!(failed.is_err());
        let two = pool.hold(|_idle| Ok(Fake)).unwrap();
        assert!(matches!(pool.hold(|_idle| Ok(Fake)).err(), Some(StoreError::Busy(2))));
        assert_eq!(pool.counts(), [2, 0]);
        std::thread::scope(|scope| {
            let waits = Pool::hold(&pool, |idle| Ok(idle.unwrap_or(Fake))).err();
            assert!(waits.is_some());
            let waiter =
                scope.spawn(|| (0..500).any(|_again| pool.hold(|idle| Ok(idle.unwrap_or(Fake))).is_ok()));
            drop(one);
            assert!(waiter.join().unwrap());
        });
        drop(two);
        assert_eq!(pool.counts(), [0, 1], "and no more are kept than were asked for");
    }
}

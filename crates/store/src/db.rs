//! What the store asks of a database: to run the named statements of `sql.rs` inside one transaction. Everything above
//! it (`read`, `find`, `commit`, `batch`) is written once for all databases.

use crate::backend::StoreError;
use std::borrow::Cow;

/// A value bound to a place of a statement. No place is ever null.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Param<'p> {
    Int(i64),
    Text(Cow<'p, str>),
    Bytes(Cow<'p, [u8]>),
}

impl From<i64> for Param<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Param<'_> {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl From<bool> for Param<'_> {
    fn from(flag: bool) -> Self {
        Self::Int(flag.into())
    }
}

impl<'p> From<&'p str> for Param<'p> {
    fn from(text: &'p str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Param<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'p> From<&'p [u8]> for Param<'p> {
    fn from(bytes: &'p [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl From<[u8; 32]> for Param<'_> {
    fn from(bytes: [u8; 32]) -> Self {
        Self::Bytes(Cow::Owned(bytes.to_vec()))
    }
}

impl Param<'_> {
    /// A value that borrows nothing.
    pub(crate) fn into_owned<'o>(self) -> Param<'o> {
        match self {
            Self::Int(number) => Param::Int(number),
            Self::Text(text) => Param::Text(Cow::Owned(text.into_owned())),
            Self::Bytes(bytes) => Param::Bytes(Cow::Owned(bytes.into_owned())),
        }
    }
}

/// A list of values to bind.
macro_rules! params {
    ($($value:expr),* $(,)?) => { [$($crate::db::Param::from($value)),*] };
}
pub(crate) use params;

/// The values of one statement for many runs: as many for each as the statement has places.
#[derive(Debug)]
pub(crate) struct Runs<'p> {
    statement: &'static str,
    width: usize,
    values: Vec<Param<'p>>,
}

impl<'p> Runs<'p> {
    pub(crate) fn of(statement: &'static str, width: usize) -> Self {
        Self::with_room(statement, width, 0)
    }

    /// With room for so many runs.
    pub(crate) fn with_room(statement: &'static str, width: usize, runs: usize) -> Self {
        Self { statement, width, values: Vec::with_capacity(width * runs) }
    }

    pub(crate) fn statement(&self) -> &'static str {
        self.statement
    }

    pub(crate) fn add<const N: usize>(&mut self, values: [Param<'p>; N]) {
        debug_assert_eq!(N, self.width, "{}", self.statement);
        self.values.extend(values);
    }

    /// As [`Runs::add`], where the number of places is known only now.
    pub(crate) fn add_row(&mut self, values: Vec<Param<'p>>) {
        debug_assert_eq!(values.len(), self.width, "{}", self.statement);
        self.values.extend(values);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How many runs.
    pub(crate) fn len(&self) -> usize {
        self.values.len() / self.width
    }

    pub(crate) fn iter(&self) -> std::slice::ChunksExact<'_, Param<'p>> {
        self.values.chunks_exact(self.width)
    }

    /// The runs in parts of at most so many.
    pub(crate) fn parts(&self, most: usize) -> impl Iterator<Item = Vec<&[Param<'p>]>> {
        self.values.chunks(self.width * most).map(|part| part.chunks_exact(self.width).collect())
    }

    pub(crate) fn clear(&mut self) {
        self.values.clear();
    }
}

/// A row that a statement gave. A column of another type than the one asked for is `None`.
pub(crate) trait Row {
    fn text(&self, place: usize) -> Option<&str>;
    fn integer(&self, place: usize) -> Option<i64>;
    fn bytes(&self, place: usize) -> Option<&[u8]>;
    fn is_null(&self, place: usize) -> bool;
}

/// Takes a row; false asks for no more.
pub(crate) type Each<'e> = &'e mut dyn FnMut(&dyn Row) -> Result<bool, StoreError>;
/// Takes a row and the number of the run that gave it.
pub(crate) type EachOf<'e> = &'e mut dyn FnMut(usize, &dyn Row) -> Result<(), StoreError>;

/// One connection in one transaction.
pub(crate) trait Db {
    /// Gives the few rows of a statement.
    fn each(&self, statement: &'static str, params: &[Param<'_>], each: Each<'_>) -> Result<(), StoreError>;

    /// Gives the rows of an ordered statement of which perhaps only the first will be asked for, about `likely`.
    fn search(
        &self,
        statement: &'static str,
        params: &[Param<'_>],
        likely: usize,
        each: Each<'_>,
    ) -> Result<(), StoreError>;

    /// Gives all rows of a statement, however many, without holding them.
    fn scan(&self, statement: &'static str, params: &[Param<'_>], each: Each<'_>) -> Result<(), StoreError>;

    /// Asks a statement once for each run.
    fn ask_all(&self, runs: &Runs<'_>, each: EachOf<'_>) -> Result<(), StoreError>;

    /// Changes by a statement once for each run; gives the number of rows changed by all together.
    fn change_all(&self, runs: &Runs<'_>) -> Result<u64, StoreError>;

    /// Several changes, one after another; gives the rows changed by each. Where the database is at the other end of a
    /// connection they travel together, so that those after a failed one may have been tried: nothing may be committed.
    fn change_each(&self, all: &[&Runs<'_>]) -> Result<Vec<u64>, StoreError> {
        all.iter().map(|runs| if runs.is_empty() { Ok(0) } else { self.change_all(runs) }).collect()
    }

    /// Changes by a statement.
    fn change<const N: usize>(
        &self,
        statement: &'static str,
        params: [Param<'_>; N],
    ) -> Result<(), StoreError> {
        let mut runs = Runs::of(statement, N);
        runs.add(params);
        self.change_all(&runs).map(|_changed| ())
    }

    /// The first row, if there is one.
    fn one<T>(
        &self,
        statement: &'static str,
        params: &[Param<'_>],
        read: impl Fn(&dyn Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut found = None;
        self.each(statement, params, &mut |row| {
            found = Some(read(row)?);
            Ok(false)
        })?;
        Ok(found)
    }

    /// All rows.
    fn list<T>(
        &self,
        statement: &'static str,
        params: &[Param<'_>],
        read: impl Fn(&dyn Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(statement, params, &mut |row| {
            found.push(read(row)?);
            Ok(true)
        })?;
        Ok(found)
    }
}

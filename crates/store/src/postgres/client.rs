//! One PostgreSQL connection, as the store asks it. The connection's work is done by whoever waits for an answer, on
//! their own thread.

use super::bind::{Beside, columns, refs};
use super::place::Place;
use super::translate::{self, Form};
use crate::backend::StoreError;
use crate::db::{Db, Each, EachOf, Param, Row, Runs};
use crate::pool::Reading;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::error::Error;
use std::task::Poll;
use tokio::runtime::Runtime;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{SimpleQueryMessage, Statement};

const BEGIN_READ: &str = "begin isolation level repeatable read read only";
const SIZE: &str = "select size from head where log = 'log'";

/// Runs sent in one message.
const RUNS_MAX: usize = 8_192;
/// Rows of a scan that are held at once.
const SCAN_ROWS: usize = 1_024;
/// Rows that a search asks for first, at least and at most; each further time sixteen times as many.
const FIRST_ROWS: (usize, usize) = (8, 256);

/// A connection.
pub(crate) struct Client {
    place: Place,
    /// Of this thread only while it waits.
    runtime: Option<Runtime>,
    inner: RefCell<tokio_postgres::Client>,
    reading: Cell<Transaction>,
    statements: RefCell<HashMap<(&'static str, Form), Statement>>,
    /// Cursors opened so far: each has a name of its own.
    cursors: Cell<u32>,
}

/// A transaction for reading.
#[derive(Clone, Copy, Debug, Default)]
enum Transaction {
    /// There is none, or it is not for reading.
    #[default]
    None,
    /// It begins together with its first question, in one message.
    Due,
    /// It sees so many leaves of `/log`; 0 if the head is damaged, which is for `verify` to find.
    Begun(u64),
}

impl Client {
    /// Connects and sets up.
    pub(super) fn connect(place: &Place) -> Result<Self, StoreError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| StoreError::Database(Box::new(error)))?;
        let inner = runtime.block_on(place.connect())?;
        Ok(Self {
            place: place.clone(),
            runtime: Some(runtime),
            inner: RefCell::new(inner),
            reading: Cell::default(),
            statements: RefCell::default(),
            cursors: Cell::default(),
        })
    }

    fn runtime(&self) -> Result<&Runtime, StoreError> {
        self.runtime.as_ref().ok_or_else(|| StoreError::Away("the connection has ended".into()))
    }

    /// Waits for an answer of the database.
    fn wait<T>(
        &self,
        answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, StoreError> {
        self.runtime()?.block_on(answer).map_err(fault)
    }

    /// Runs statements without values and without rows.
    pub(super) fn run(&self, statements: &str) -> Result<(), StoreError> {
        self.wait(self.inner.borrow().batch_execute(statements))
    }

    /// The first column of the first row of a statement outside the store's tables.
    pub(super) fn value(&self, statement: &str) -> Result<Option<String>, StoreError> {
        let rows = self.wait(self.inner.borrow().simple_query(statement))?;
        Ok(rows.iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        }))
    }

    /// Begins a transaction with its first question, in one message; gives the first column of the answer.
    pub(super) fn begin(&self, begin: &'static str, first: &'static str) -> Result<Vec<i64>, StoreError> {
        let begin = self.statement(begin, Form::One, &[])?;
        let first = self.statement(first, Form::One, &[])?;
        let inner = self.inner.borrow();
        let both = async { futures_util::try_join!(inner.execute(&begin, &[]), inner.query(&first, &[])) };
        let (_begun, rows) = self.wait(both)?;
        Ok(rows.iter().filter_map(|row| Row::integer(row, 0)).collect())
    }

    /// From the next question on, everything is asked in one transaction for reading.
    pub(super) fn begin_with_question(&self) {
        self.reading.set(Transaction::Due);
    }

    /// Begins the transaction that is due. A connection that was lost while nobody used it is made anew.
    fn begin_now(&self) -> Result<(), StoreError> {
        if !matches!(self.reading.get(), Transaction::Due) {
            return Ok(());
        }
        let size = match self.begin(BEGIN_READ, SIZE) {
            Err(StoreError::Away(_)) => {
                self.connect_again()?;
                self.begin(BEGIN_READ, SIZE)?
            }
            begun => begun?,
        };
        self.begun(size.first().copied());
        Ok(())
    }

    fn begun(&self, size: Option<i64>) {
        let size = size.and_then(|size| u64::try_from(size).ok()).unwrap_or(0);
        self.reading.set(Transaction::Begun(size));
    }

    fn connect_again(&self) -> Result<(), StoreError> {
        let inner = self.runtime()?.block_on(self.place.connect())?;
        self.statements.borrow_mut().clear();
        self.inner.replace(inner);
        Ok(())
    }

    /// Sends a statement and waits for no answer: the next statement finds out if it failed with the connection.
    fn send(&self, statement: &'static str) -> bool {
        let Some(runtime) = self.runtime.as_ref().filter(|_runtime| !self.is_closed()) else { return false };
        let Ok(statement) = self.statement(statement, Form::One, &[]) else { return false };
        let inner = &*self.inner.borrow();
        runtime.block_on(async {
            let mut answer = std::pin::pin!(inner.execute(&statement, &[]));
            // Asked once it is on its way to the connection, which then has its turn to write it.
            let asked = std::future::poll_fn(|context| Poll::Ready(answer.as_mut().poll(context))).await;
            tokio::task::yield_now().await;
            !matches!(asked, Poll::Ready(Err(_)))
        })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.inner.borrow().is_closed()
    }

    fn statement(
        &self,
        text: &'static str,
        form: Form,
        params: &[Param<'_>],
    ) -> Result<Statement, StoreError> {
        if let Some(statement) = self.statements.borrow().get(&(text, form)) {
            return Ok(statement.clone());
        }
        let translated = translate::statement(text, form, params);
        let statement = self.wait(self.inner.borrow().prepare(&translated))?;
        self.statements.borrow_mut().insert((text, form), statement.clone());
        Ok(statement)
    }

    /// Asks a statement; begins the transaction that is due together with it.
    fn query(
        &self,
        (text, form): (&'static str, Form),
        of: &[Param<'_>],
        params: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<tokio_postgres::Row>, StoreError> {
        if !matches!(self.reading.get(), Transaction::Due) {
            let statement = self.statement(text, form, of)?;
            return self.wait(self.inner.borrow().query(&statement, params));
        }
        let together = || {
            let begin = self.statement(BEGIN_READ, Form::One, &[])?;
            let size = self.statement(SIZE, Form::One, &[])?;
            let statement = self.statement(text, form, of)?;
            let inner = self.inner.borrow();
            self.wait(async {
                futures_util::try_join!(
                    inner.execute(&begin, &[]),
                    inner.query(&size, &[]),
                    inner.query(&statement, params)
                )
            })
        };
        let (_begun, size, rows) = match together() {
            // Lost while nobody used it.
            Err(StoreError::Away(_)) => {
                self.connect_again()?;
                together()?
            }
            // It may have begun.
            Err(error) => {
                self.begun(None);
                return Err(error);
            }
            Ok(asked) => asked,
        };
        self.begun(size.first().and_then(|row| Row::integer(row, 0)));
        Ok(rows)
    }

    /// Gives the rows of a statement; how many there were, or 0 if told to stop.
    fn rows(
        &self,
        statement: (&'static str, Form),
        of: &[Param<'_>],
        params: &[&(dyn ToSql + Sync)],
        each: Each<'_>,
    ) -> Result<usize, StoreError> {
        let rows = self.query(statement, of, params)?;
        Ok(if given(&rows, each)? { rows.len() } else { 0 })
    }
}

impl Drop for Client {
    /// May happen on a thread that must not wait.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Reading for Client {
    type Db = Self;

    fn db(&self) -> &Self {
        self
    }

    fn acts(&self) -> u64 {
        match self.reading.get() {
            Transaction::Begun(acts) => acts,
            Transaction::None | Transaction::Due => 0,
        }
    }

    fn end(&mut self) -> bool {
        match self.reading.take() {
            // Nothing was asked.
            Transaction::Due => true,
            Transaction::Begun(_) | Transaction::None => self.send("rollback"),
        }
    }
}

impl Db for Client {
    fn each(&self, statement: &'static str, params: &[Param<'_>], each: Each<'_>) -> Result<(), StoreError> {
        self.rows((statement, Form::One), params, &refs(params), each).map(|_rows| ())
    }

    fn search(
        &self,
        statement: &'static str,
        params: &[Param<'_>],
        likely: usize,
        each: Each<'_>,
    ) -> Result<(), StoreError> {
        let (least, most) = FIRST_ROWS;
        let mut portion = i64::try_from(likely.clamp(least, most)).unwrap_or(i64::MAX);
        let mut before = 0_i64;
        loop {
            let bounds = [Param::Int(portion), Param::Int(before)];
            let mut all: Vec<&(dyn ToSql + Sync)> = refs(params);
            all.extend(refs(&bounds));
            let mut stopped = false;
            let given = self.rows((statement, Form::Some), params, &all, &mut |row| {
                stopped = !each(row)?;
                Ok(!stopped)
            })?;
            if stopped || i64::try_from(given).unwrap_or(i64::MAX) < portion {
                return Ok(());
            }
            before = before.saturating_add(portion);
            portion = portion.saturating_mul(16);
        }
    }

    fn scan(&self, statement: &'static str, params: &[Param<'_>], each: Each<'_>) -> Result<(), StoreError> {
        self.begin_now()?;
        // Whoever takes the rows may ask other things meanwhile, so the answer can't be left half read: a cursor is.
        let cursor = format!("scan_{}", self.cursors.replace(self.cursors.get().wrapping_add(1)));
        let declare = translate::statement(statement, Form::One, params);
        let declare = format!("declare {cursor} no scroll cursor for {declare}");
        self.wait(self.inner.borrow().execute(&declare, &refs(params)))?;
        let fetch = format!("fetch forward {SCAN_ROWS} from {cursor}");
        let fetch = self.wait(self.inner.borrow().prepare(&fetch))?;
        loop {
            let rows = self.wait(self.inner.borrow().query(&fetch, &[]))?;
            if !given(&rows, each)? || rows.len() < SCAN_ROWS {
                break;
            }
        }
        self.run(&format!("close {cursor}"))
    }

    fn ask_all(&self, runs: &Runs<'_>, each: EachOf<'_>) -> Result<(), StoreError> {
        self.begin_now()?;
        let mut before = 0;
        for part in runs.parts(RUNS_MAX) {
            let Some(first) = part.first() else { continue };
            let statement = self.statement(runs.statement(), Form::Many, first)?;
            let columns = columns(part.as_slice());
            let rows = self.wait(self.inner.borrow().query(&statement, &refs(&columns)))?;
            for row in &rows {
                let place = Row::integer(row, 0).and_then(|place| usize::try_from(place).ok()).unwrap_or(0);
                each(before + place.saturating_sub(1), &Beside(row))?;
            }
            before += part.len();
        }
        Ok(())
    }

    fn change_all(&self, runs: &Runs<'_>) -> Result<u64, StoreError> {
        Ok(self.change_each(&[runs])?.into_iter().sum())
    }

    fn change_each(&self, all: &[&Runs<'_>]) -> Result<Vec<u64>, StoreError> {
        // Of which runs, and what is sent for them.
        let mut parts = Vec::new();
        for (place, runs) in all.iter().enumerate() {
            for part in runs.parts(RUNS_MAX) {
                let Some(first) = part.first() else { continue };
                parts.push((
                    place,
                    self.statement(runs.statement(), Form::Many, first)?,
                    columns(part.as_slice()),
                ));
            }
        }
        // They are asked in their order, and each before the answer to the one before is there.
        let inner = &*self.inner.borrow();
        let sent = parts
            .iter()
            .map(|(_, statement, columns)| async move { inner.execute(statement, &refs(columns)).await });
        let answers = self.wait(futures_util::future::try_join_all(sent))?;
        let mut changed = vec![0; all.len()];
        for ((place, ..), rows) in parts.iter().zip(answers) {
            if let Some(changed) = changed.get_mut(*place) {
                *changed += rows;
            }
        }
        Ok(changed)
    }
}

/// Gives rows until told to stop; then false.
fn given(rows: &[tokio_postgres::Row], each: Each<'_>) -> Result<bool, StoreError> {
    for row in rows {
        if !each(row)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What the database said, as the store's error: without values, which may be personal.
pub(super) fn fault(error: tokio_postgres::Error) -> StoreError {
    let Some(answer) = error.as_db_error() else {
        // No answer: the connection failed, or could not be made.
        let cause = error.source().map(ToString::to_string);
        return if error.is_closed() || cause.is_some() {
            StoreError::Away(cause.unwrap_or_else(|| "the connection was closed".to_owned()))
        } else {
            StoreError::Database(Box::new(error))
        };
    };
    let code = answer.code();
    let said = format!("{} ({})", answer.message(), code.code());
    if *code == SqlState::DISK_FULL {
        StoreError::Full
    } else if code.code().starts_with("08")
        || code.code().starts_with("57P")
        // The server ended a session of ours that hung in a transaction: the next one is a new one.
        || ["25P03", "25P04"].contains(&code.code())
        || [SqlState::TOO_MANY_CONNECTIONS, SqlState::LOCK_NOT_AVAILABLE].contains(code)
    {
        StoreError::Away(said)
    } else if code.code().starts_with("28") || *code == SqlState::INVALID_CATALOG_NAME {
        StoreError::Setup(said)
    } else if code.code().starts_with("XX") {
        StoreError::Damaged(said)
    } else {
        // The message may quote a value; its code and table say enough.
        let table = answer.table().unwrap_or("no table");
        StoreError::Database(format!("error {} of {table}", code.code()).into())
    }
}

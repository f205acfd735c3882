//! Values on their way to PostgreSQL and back: places of a statement, arrays of many runs, columns of a row.

use crate::db::{Param, Row};
use std::error::Error;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

pub(super) fn refs<T: ToSql + Sync>(values: &[T]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| -> &(dyn ToSql + Sync) { value }).collect()
}

/// The values of one place in many runs.
#[derive(Debug)]
pub(super) enum Column<'p> {
    Ints(Vec<i64>),
    Texts(Vec<&'p str>),
    Bytes(Vec<&'p [u8]>),
}

/// A column for each place; its type is that of the first run.
pub(super) fn columns<'p>(runs: &[&'p [Param<'p>]]) -> Vec<Column<'p>> {
    let first = runs.first().copied().unwrap_or_default();
    let mut columns: Vec<Column<'p>> = (first.iter())
        .map(|param| match param {
            Param::Int(_) => Column::Ints(Vec::with_capacity(runs.len())),
            Param::Text(_) => Column::Texts(Vec::with_capacity(runs.len())),
            Param::Bytes(_) => Column::Bytes(Vec::with_capacity(runs.len())),
        })
        .collect();
    for run in runs {
        for (column, param) in columns.iter_mut().zip(*run) {
            match (column, param) {
                (Column::Ints(list), Param::Int(number)) => list.push(*number),
                (Column::Texts(list), Param::Text(text)) => list.push(text),
                (Column::Bytes(list), Param::Bytes(bytes)) => list.push(bytes),
                // Arrays of different lengths are refused by the database: a null where none may be.
                _ => {}
            }
        }
    }
    columns
}

impl ToSql for Column<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Ints(list) => list.to_sql(kind, out),
            Self::Texts(list) => list.to_sql(kind, out),
            Self::Bytes(list) => list.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8_ARRAY | Type::TEXT_ARRAY | Type::BYTEA_ARRAY)
    }

    to_sql_checked!();
}

impl ToSql for Param<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Int(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Bytes(bytes) => (&**bytes).to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::TEXT | Type::BYTEA)
    }

    to_sql_checked!();
}

/// A value of any type, to see whether it is there.
struct Any;

impl FromSql<'_> for Any {
    fn from_sql(_kind: &Type, _raw: &[u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self)
    }

    fn accepts(_kind: &Type) -> bool {
        true
    }
}

impl Row for tokio_postgres::Row {
    fn text(&self, place: usize) -> Option<&str> {
        self.try_get(place).ok()
    }

    fn integer(&self, place: usize) -> Option<i64> {
        self.try_get(place).ok()
    }

    fn bytes(&self, place: usize) -> Option<&[u8]> {
        self.try_get(place).ok()
    }

    fn is_null(&self, place: usize) -> bool {
        matches!(self.try_get::<_, Option<Any>>(place), Ok(None))
    }
}

/// A row behind a column that says which run it is of.
pub(super) struct Beside<'r>(pub(super) &'r tokio_postgres::Row);

impl Row for Beside<'_> {
    fn text(&self, place: usize) -> Option<&str> {
        Row::text(self.0, place + 1)
    }

    fn integer(&self, place: usize) -> Option<i64> {
        Row::integer(self.0, place + 1)
    }

    fn bytes(&self, place: usize) -> Option<&[u8]> {
        Row::bytes(self.0, place + 1)
    }

    fn is_null(&self, place: usize) -> bool {
        Row::is_null(self.0, place + 1)
    }
}

//! How the tables came to be what they are: numbered steps, each applied once, in order, in the transaction that notes it with
//! the digest of its text. A step that was ever released never changes; what has to change is a new step.

use crate::backend::StoreError;
use crate::column;
use crate::db::{Db, params};
use crate::sql;
use base::Hash;

/// A step.
struct Migration {
    number: u32,
    name: &'static str,
    text: &'static str,
}

/// All of them, for SQLite; the other database translates the same texts.
const ALL: [Migration; 2] = [
    Migration { number: 1, name: "the tables", text: sql::SCHEMA },
    Migration { number: 2, name: "migrations are noted", text: sql::SCHEMA_MIGRATIONS },
];

/// The schema this program writes.
pub const KNOWN: u32 = 2;
/// The oldest schema that the statements of this program read as it stands, so that it can be verified and backed up
/// before it is migrated.
const READ_FROM: u32 = 1;
/// Since this one, what was applied is noted.
const NOTED_FROM: u32 = 2;

impl Migration {
    fn sum(&self) -> String {
        Hash::of(self.text.as_bytes()).to_string()
    }
}

/// The schema of a store; `Err` if this program can't read it, or if it is not what its notes say. `noted` is true if the
/// table of notes is there.
pub(crate) fn check(db: &impl Db, noted: bool) -> Result<u32, StoreError> {
    let number =
        db.one(sql::META, &params!["schema"], |row| Ok(column::text(row, 0, "value")?.parse().ok()))?;
    let found: u32 =
        number.flatten().ok_or_else(|| StoreError::Damaged("the schema number is no number".to_owned()))?;
    if !(READ_FROM..=KNOWN).contains(&found) {
        return Err(StoreError::Schema { found, known: KNOWN });
    }
    if noted != (found >= NOTED_FROM) {
        return Err(StoreError::Damaged(format!("schema {found} does not fit the notes of migrations")));
    }
    if !noted {
        return Ok(found);
    }
    let applied: Vec<(u32, String, String)> = db.list(sql::MIGRATIONS, &[], |row| {
        let text = |place, column| column::text(row, place, column).map(str::to_owned);
        Ok((column::count(row, 0, "number")?, text(1, "name")?, text(2, "sha256")?))
    })?;
    let mut expected = ALL.iter().filter(|step| step.number <= found);
    for (number, name, sum) in &applied {
        if expected.next().is_none_or(|step| (step.number, step.name, &step.sum()) != (*number, name, sum)) {
            return Err(StoreError::Migration { number: *number });
        }
    }
    match expected.next() {
        None => Ok(found),
        Some(step) => Err(StoreError::Migration { number: step.number }),
    }
}

/// Applies what is missing, in the caller's transaction. `before` is the schema that is there, 0 for none; `run` runs
/// statements without values.
pub(crate) fn apply(
    db: &impl Db,
    before: u32,
    run: impl Fn(&str) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    for step in ALL.iter().filter(|step| step.number > before) {
        run(step.text)?;
    }
    if before == KNOWN {
        return Ok(());
    }
    // What was applied before there were notes is noted now.
    let noted = if before < NOTED_FROM { 0 } else { before };
    for step in ALL.iter().filter(|step| step.number > noted) {
        db.change(sql::ADD_MIGRATION, params![step.number, step.name, step.sum()])?;
    }
    db.change(sql::SET_META, params!["schema", KNOWN.to_string()])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was released must be what it was: a change here needs a new step instead.
    #[test]
    fn released_steps_do_not_change() {
        let sums: Vec<String> = ALL.iter().map(Migration::sum).collect();
        assert_eq!(
            sums,
            [
                "a156875684389b4079b5698819e95d953718320615c239541dab0655be961612",
                "60a3c35c8253dd3bed857c9b3b93c91c981b33f6d87eb13498d112817a2ae7c3",
            ]
        );
        assert!(ALL.iter().zip(1..).all(|(step, number)| step.number == number));
        assert_eq!(ALL.last().unwrap().number, KNOWN);
    }
}

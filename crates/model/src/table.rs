//! A decision table of a service: a derived value whose rows stand in the file as they stand in the law.

use crate::diagnostic::Source;
use crate::formula::Formula;
use feel::table::DecisionTable;
use std::sync::Arc;

/// How a named value is computed.
#[derive(Clone, Debug)]
pub enum How {
    /// By a formula.
    Formula(Formula),
    /// By the rows of a table.
    Table(Table),
}

/// A decision table, parsed, with the places of its parts.
#[derive(Clone, Debug)]
pub struct Table {
    /// What is evaluated. Its inputs, rows and cells are in the order of the lists below.
    pub logic: Arc<DecisionTable>,
    /// What its rows look at.
    pub inputs: Vec<TableInput>,
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// The outputs where no row matches; empty if the file does not say them.
    pub otherwise: Vec<Formula>,
    /// Where it stands.
    pub at: Source,
}

impl Table {
    /// What its rows look at and give, as formulas; the tests of its rows are not among them.
    pub fn formulas(&self) -> impl Iterator<Item = &Formula> {
        let inputs = self.inputs.iter().map(|input| &input.value);
        inputs.chain(self.rows.iter().flat_map(|row| &row.outputs)).chain(&self.otherwise)
    }
}

/// A column of conditions.
#[derive(Clone, Debug)]
pub struct TableInput {
    /// Its name in the file; its words are the message `rule-NAME-INPUT`.
    pub name: String,
    /// What is tested.
    pub value: Formula,
    /// Unary tests of the values it may have; any other makes the table null.
    pub values: Option<Cell>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// The texts of its tests, one for each input.
    pub tests: Vec<Cell>,
    /// Its results, one for each output.
    pub outputs: Vec<Formula>,
    /// Where it stands.
    pub at: Source,
}

/// The text of unary tests, and where it stands.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The text.
    pub text: Arc<str>,
    /// The place.
    pub at: Source,
}

//! What may be wrong with the rules of a table, and how it is said.

use crate::value::Value;
use std::sync::Arc;

/// What is wrong with the rules of a table taken together.
#[derive(Clone, PartialEq, Debug)]
pub enum Finding {
    /// No rule matches these inputs, and there is no default. An input that no rule looks at is null here.
    Gap {
        /// One value for each input.
        example: Vec<Value>,
    },
    /// Two rules match these inputs, where one may match, or both must agree.
    Overlap {
        /// The numbers of the two rules, from one.
        rules: (usize, usize),
        /// One value for each input.
        example: Vec<Value>,
    },
    /// A rule that decides nothing, whatever the inputs: it matches none, or another always stands before it.
    Unused {
        /// Its number, from one.
        rule: usize,
    },
}

/// What was found in a table.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Findings {
    /// Gaps and overlaps, at most twenty.
    pub list: Vec<Finding>,
    /// Whether there can be others: a cell depends on more than its input, or the table is too large to try all.
    pub incomplete: bool,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |example: &[Value]| {
            let values: Vec<Arc<str>> = example
                .iter()
                .map(
                    |value| {
                        if value.is_null() { Arc::from("anything") } else { Arc::from(value.to_string()) }
                    },
                )
                .collect();
            values.join(", ")
        };
        match self {
            Self::Gap { example } => write!(f, "no rule matches the inputs {}", shown(example)),
            Self::Overlap { rules: (a, b), example } => {
                write!(f, "the rules {a} and {b} both match the inputs {}", shown(example))
            }
            Self::Unused { rule } => write!(f, "the rule {rule} decides nothing"),
        }
    }
}

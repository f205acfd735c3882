//! Every bound that keeps one evaluation small, in one place: an expression comes from a text file, and a text file
//! can be hostile.

/// The bounds of parsing and evaluation. `Limits::default()` suits rules of law; widen a field on purpose only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Longest expression text, in bytes. A rule of law is a page at most.
    pub text_bytes_max: usize,
    /// Deepest nesting of an expression, brackets and chains of operators included. Bounds the stack in parsing,
    /// evaluation and release of the tree.
    pub nesting_max: u16,
    /// Most evaluation steps: a node, a visited list item or a copied item is one. Bounds the time, about 50 ns each.
    pub steps_max: u64,
    /// Most items of a list, or of the numbers a range is iterated over.
    pub list_length_max: usize,
    /// Longest string, in bytes.
    pub string_bytes_max: usize,
    /// Deepest chain of function calls.
    pub call_depth_max: u16,
    /// Deepest nesting of lists, contexts and closures within one value.
    pub value_depth_max: u32,
    /// Most plain values within one value, those of a part counted each time it occurs: shared parts are stored once,
    /// but comparing or printing goes through all of them.
    pub value_size_max: usize,
    /// Most warnings kept; the first ones tell the cause.
    pub warnings_max: usize,
    /// Most nodes of a trace; what follows is not recorded.
    pub trace_nodes_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text_bytes_max: 64 * 1024,
            nesting_max: 128,
            steps_max: 1_000_000,
            list_length_max: 100_000,
            string_bytes_max: 256 * 1024,
            call_depth_max: 64,
            value_depth_max: 200,
            value_size_max: 1_000_000,
            warnings_max: 100,
            trace_nodes_max: 10_000,
        }
    }
}

/// A limit that an evaluation ran into; its value is then null and means nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LimitReached {
    /// See [`Limits::steps_max`].
    #[error("the evaluation took more than {0} steps; make lists shorter or loops fewer")]
    Steps(u64),
    /// See [`Limits::list_length_max`].
    #[error("a list or range would hold more than {0} items; narrow it before going through it")]
    ListLength(usize),
    /// See [`Limits::string_bytes_max`].
    #[error("a string would be longer than {0} bytes; join fewer parts")]
    StringBytes(usize),
    /// See [`Limits::call_depth_max`].
    #[error("functions call each other more than {0} deep; write the rule without recursion")]
    CallDepth(u16),
    /// See [`Limits::value_size_max`].
    #[error("a value would hold more than {0} plain values; make lists shorter")]
    ValueSize(usize),
    /// See [`Limits::value_depth_max`].
    #[error("lists or contexts are nested more than {0} deep; flatten the value")]
    ValueDepth(u32),
}

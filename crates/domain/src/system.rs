//! Registers of the engine itself. They hold cases, documents and the like as records, so that versions, leaves,
//! search and `verify` are the same for everything. Their names can't be taken by a state folder (they hold a `.`).

/// Cases: [`crate::CaseDoc`].
pub const CASES: &str = "koom.cases";
/// Documents given out: id and digest, no personal data.
pub const DOCUMENTS: &str = "koom.documents";
/// Papers rendered at first download: document id and the PDF's digest.
pub const PAPERS: &str = "koom.papers";
/// Requests already answered: digest of the body and what was answered.
pub const REQUESTS: &str = "koom.requests";
/// Things still to be done: decide a case again.
pub const JOBS: &str = "koom.jobs";
/// Hashed bearer tokens and sessions.
pub const TOKENS: &str = "koom.tokens";
/// The published state folder.
pub const STATE: &str = "koom.state";
/// Which edition of the state folder runs: one record, a version for each time something was published.
pub const EDITION: &str = "koom.edition";
/// Money that moved: [`crate::Transfer`], written once. The id is the number of the case, a dot and what it is for.
pub const TRANSFERS: &str = "koom.transfers";
/// Balances of accounts that may not fall below zero.
pub const ACCOUNTS: &str = "koom.accounts";
/// Days that have ended: how much money moved.
pub const DAYS: &str = "koom.days";
/// Files of records that were entered, and how far.
pub const IMPORTS: &str = "koom.imports";
/// The signing keys that a leaf named last: one record, a version for each rotation.
pub const KEYS: &str = "koom.keys";
/// The demonstration's clock.
pub const CLOCK: &str = "koom.clock";

/// Search fields of [`CASES`].
pub mod case_field {
    /// The applicant's key.
    pub const APPLICANT: &str = "applicant";
    /// Whoever else may read it and gets its letter.
    pub const CONCERNED: &str = "concerned";
    /// `SERVICE` of every case, for figures.
    pub const SERVICE: &str = "service";
    /// `AGENCY/OFFICE/ROLE` while officers have it.
    pub const QUEUE: &str = "queue";
    /// The officer who has it.
    pub const ASSIGNED: &str = "assigned";
    /// Officers who may not act on it.
    pub const BARRED: &str = "barred";
    /// The officer who decided it.
    pub const DECIDED_BY: &str = "decided_by";
    /// Its state.
    pub const STATE: &str = "state";
    /// `SERVICE@VERSION` while it is open: the version it keeps.
    pub const PINNED: &str = "pinned";
    /// The day it was filed.
    pub const FILED: &str = "filed";
    /// The last day of its term while one in days runs.
    pub const DUE: &str = "due";
    /// The moment at which its term ends, microseconds since 1970, while one in office hours runs.
    pub const DUE_AT: &str = "due_at";
    /// `REGISTER/FIELD/VALUE` for which a granted case is decided again.
    pub const WATCH: &str = "watch";
    /// `yes` while the case is overdue.
    pub const OVERDUE: &str = "overdue";
    /// `AGENCY/OFFICE/SERVICE` for public figures.
    pub const FIGURE: &str = "figure";
    /// `AGENCY/OFFICE` while its desk is to hand out cash.
    pub const DESK: &str = "desk";
    /// The first day of the next month of a benefit.
    pub const PAYS: &str = "pays";
    /// `yes` while something is to be paid to an account.
    pub const ORDER: &str = "order";
}

/// Search fields of [`TRANSFERS`]: all that a journal needs, and nothing of whom it is about.
pub mod transfer_field {
    /// The civil day.
    pub const DAY: &str = "day";
    /// What a journal shows besides, in one value: nobody searches for its parts, and each value costs a row of the index.
    pub const ENTRY: &str = "entry";
    /// The file of payment orders.
    pub const ORDER: &str = "order";
}

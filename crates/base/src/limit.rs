//! Named limits. Each says what it protects; code that loops, reads or queues names one of these.

/// Largest form or API body: answers are text, documents come with a later feature.
pub const BODY_BYTES_MAX: usize = 64 * 1024;
/// Longest single text answer, in characters; a statement of reasons fits, a novel does not.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// Largest canonical document of one record version.
pub const DOC_BYTES_MAX: usize = 64 * 1024;
/// A leaf stays readable with `curl` and far under the u16 length of an entry bundle.
pub const LEAF_BYTES_MAX: usize = 1_024;
/// Rows in one durable commit, about: beyond this the wait for the group costs more than the sync saves.
pub const GROUP_ROWS_MAX: usize = 384;
/// The fewest to which a group is cut while people look at something, however slow the disk.
pub const GROUP_ROWS_MIN: usize = 48;
/// How long a commit may take while people look at something, in microseconds: a look waits for the group before it and
/// for its own.
pub const GROUP_MICROS_BESIDE_LOOKS: u64 = 6_000;
/// Jobs of the clock looked for at once; the next look takes the rest.
pub const JOBS_MAX: usize = 256;
/// Acts waiting for the writer before new ones are told to come back (503).
pub const QUEUE_ACTS_MAX: usize = 2_048;
/// Hits of one register search; each is a logged read of a person.
pub const SEARCH_HITS_MAX: usize = 10;
/// Records one `read` of a service may bring in: a large household, not a village.
pub const FACT_RECORDS_MAX: usize = 200;
/// Times an act is decided anew because its facts changed under it.
pub const CONFLICT_RETRIES_MAX: u32 = 8;
/// Largest file of a state folder.
pub const STATE_FILE_BYTES_MAX: usize = 1024 * 1024;

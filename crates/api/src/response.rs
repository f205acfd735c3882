//! What answers carry where the application's views are not yet the whole of it.

use app::search::Hit;
use app::view::{AccessEntry, ServiceSummary};
use schemars::JsonSchema;
use serde::Serialize;

/// The services.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Services {
    /// Those for everyone first, then those of offices; each group by title.
    pub services: Vec<ServiceSummary>,
}

/// What a search found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hits {
    /// At most ten; each is a logged read.
    pub hits: Vec<Hit>,
}

/// Who read my data.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessLog {
    /// Newest first.
    pub entries: Vec<AccessEntry>,
    /// Value of `before` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

impl AccessLog {
    /// A page of entries, at most `max` if full.
    pub fn page(entries: Vec<AccessEntry>, max: usize) -> Self {
        // Only reads are paged; acts stand on the first page.
        let oldest =
            entries.iter().filter(|entry| entry.log == app::Log::Reads.name()).map(|entry| entry.leaf).min();
        let next = oldest.filter(|_| entries.len() >= max);
        Self { entries, next }
    }
}

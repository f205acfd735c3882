//! The latest lines of the public log in words: only public members, opened for nobody.

use crate::door::App;
use crate::error::AppError;
use crate::view;
use base::{AgencyId, Date, Lang, ServiceId};
use serde_json::Value;
use store::Log;

/// A leaf of `/log`, as anyone may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// Its number in the log.
    pub number: u64,
    /// The civil day, in words.
    pub date_text: String,
    /// Its kind, in words.
    pub text: String,
    /// The body that acted, if the leaf names one.
    pub agency: Option<String>,
    /// The service, if the leaf names one.
    pub service: Option<String>,
    /// The leaf itself, as it is hashed.
    pub leaf: String,
}

impl App {
    /// The last `count` published leaves of `/log`, newest first; none before the first checkpoint.
    pub fn latest_lines(&self, count: u64, lang: &Lang) -> Result<Vec<LogLine>, AppError> {
        let size = match self.checkpoint(Log::Acts) {
            Ok(point) => point.size,
            Err(AppError::Refused(_)) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let moment = self.moment();
        let running = &*moment.running;
        let words = running.words(lang)?;
        let leaves = self.store.snapshot()?.leaves(Log::Acts, size.saturating_sub(count), size)?;
        let lines = leaves.into_iter().rev().filter_map(|stored| {
            let public: Value = serde_json::from_str(&stored.leaf).ok()?;
            let text = |name: &str| public.get(name).and_then(Value::as_str);
            let service =
                text("svc").and_then(|noted| noted.split_once('@')).map(|(id, _)| ServiceId::new(id));
            let title =
                |id: ServiceId| running.service_words(&id, lang).ok().map(|words| words.text("title"));
            let day: Option<Date> = text("d").and_then(|day| day.parse().ok());
            Some(LogLine {
                number: stored.index,
                date_text: day.map(|day| words.date(day)).unwrap_or_default(),
                text: words.text(&format!("log-kind-{}", text("k")?.replace('.', "-"))),
                agency: text("org").map(|org| view::agency(running, &AgencyId::new(org), lang)),
                service: service.and_then(title),
                leaf: stored.leaf,
            })
        });
        Ok(lines.collect())
    }
}

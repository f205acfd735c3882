//! The server's log: one line for each event on standard error.
//!
//! **Invariant:** no line holds anything about a person. What an event may say is closed: words of this program, numbers,
//! the pattern of a route instead of its path, and the addresses this program itself listens on; never a client's.

use crate::console::note;
use app::MachineClock;
use base::Clock as _;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::sync::Arc;

/// How grave an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Someone has to look.
    Error,
    /// Something is short or slow.
    Warn,
    /// What an operator wants to know later.
    Info,
    /// Every request and publication.
    Debug,
}

impl Level {
    /// By its word in `koom.toml`.
    pub(crate) fn named(word: &str) -> Self {
        match word {
            "error" => Self::Error,
            "warn" => Self::Warn,
            "debug" => Self::Debug,
            _ => Self::Info,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }
}

/// A request that was answered: which route, not which path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answered {
    pub(crate) method: &'static str,
    pub(crate) route: &'static str,
    pub(crate) status: u16,
    pub(crate) ms: u64,
}

/// What happens.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event<'a> {
    /// The server answers.
    Start { listen: SocketAddr, database: &'static str, demonstration: bool },
    /// Figures are given out at this address.
    Metrics { listen: SocketAddr },
    /// A signal came: nothing new is accepted.
    Stopping,
    /// The last line.
    Stop { connections_cut: usize },
    /// A request.
    Request(Answered),
    /// A request that took longer than `slow_request`.
    Slow(Answered),
    /// Ours: an incident. What the fault says names tables and kinds, never values.
    Fault { incident: &'a str, fault: &'a app::Fault },
    /// The program broke a promise to itself; where in its source. What it would have said may quote anything.
    Panic { file: &'a str, line: u32 },
    /// Checkpoints cover so many leaves.
    Publish { log: u64, reads: u64 },
    /// Another node published a state, which runs here now.
    Edition,
    /// The clock's work: so many acts.
    Jobs { acts: u64 },
    /// Nothing can be done until this is mended: `database-away` or `disk-full`.
    Unready { why: &'static str },
    /// It is mended.
    Ready,
    /// The disk failed: the program ends, in these words of the store's.
    Halted { why: &'a str },
    /// A limit of `koom.toml` was reached so often since the last such line.
    Limit { limit: &'static str, times: u64 },
}

impl Event<'_> {
    fn level(&self) -> Level {
        match self {
            Self::Fault { .. } | Self::Panic { .. } | Self::Unready { .. } | Self::Halted { .. } => {
                Level::Error
            }
            Self::Slow(_) | Self::Limit { .. } => Level::Warn,
            Self::Start { .. }
            | Self::Metrics { .. }
            | Self::Stopping
            | Self::Stop { .. }
            | Self::Edition
            | Self::Ready => Level::Info,
            Self::Request(_) | Self::Publish { .. } | Self::Jobs { .. } => Level::Debug,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Start { .. } => "start",
            Self::Metrics { .. } => "metrics",
            Self::Stopping => "stopping",
            Self::Stop { .. } => "stop",
            Self::Request(_) => "request",
            Self::Slow(_) => "slow-request",
            Self::Fault { .. } => "fault",
            Self::Panic { .. } => "panic",
            Self::Publish { .. } => "publish",
            Self::Edition => "edition",
            Self::Jobs { .. } => "jobs",
            Self::Unready { .. } => "unready",
            Self::Ready => "ready",
            Self::Halted { .. } => "halted",
            Self::Limit { .. } => "limit",
        }
    }

    fn members(&self) -> Vec<(&'static str, Value)> {
        match self {
            Self::Start { listen, database, demonstration } => vec![
                ("version", env!("CARGO_PKG_VERSION").into()),
                ("listen", listen.to_string().into()),
                ("database", (*database).into()),
                ("demonstration", (*demonstration).into()),
            ],
            Self::Metrics { listen } => vec![("listen", listen.to_string().into())],
            Self::Stopping | Self::Edition | Self::Ready => Vec::new(),
            Self::Stop { connections_cut } => vec![("connections_cut", (*connections_cut).into())],
            Self::Request(answered) | Self::Slow(answered) => vec![
                ("method", answered.method.into()),
                ("route", answered.route.into()),
                ("status", answered.status.into()),
                ("ms", answered.ms.into()),
            ],
            Self::Fault { incident, fault } => {
                vec![
                    ("incident", (*incident).into()),
                    ("fault", unquoted(&fault.to_string()).into()),
                    ("causes", causes(fault).into()),
                ]
            }
            Self::Panic { file, line } => vec![("file", (*file).into()), ("line", (*line).into())],
            Self::Publish { log, reads } => vec![("log", (*log).into()), ("reads", (*reads).into())],
            Self::Jobs { acts } => vec![("acts", (*acts).into())],
            Self::Unready { why } => vec![("why", (*why).into())],
            Self::Halted { why } => vec![("why", (*why).into())],
            Self::Limit { limit, times } => vec![("limit", (*limit).into()), ("times", (*times).into())],
        }
    }

    fn line(&self, time: &str, json: bool) -> String {
        let (level, name) = (self.level().name(), self.name());
        let mut line = if json {
            format!("{{\"time\":\"{time}\",\"level\":\"{level}\",\"event\":\"{name}\"")
        } else {
            format!("{time} {level:<5} {name}")
        };
        for (member, value) in self.members() {
            let _whole =
                if json { write!(line, ",\"{member}\":{value}") } else { write!(line, " {member}={value}") };
        }
        if json {
            line.push('}');
        }
        line
    }
}

fn causes(fault: &app::Fault) -> Vec<String> {
    let mut causes = Vec::new();
    let mut cause = std::error::Error::source(fault);
    while let Some(inner) = cause {
        causes.push(unquoted(&inner.to_string()));
        cause = inner.source();
    }
    causes
}

/// A fault's words without what stands in quotes: a library below may have quoted a value.
fn unquoted(text: &str) -> String {
    let mut out = String::new();
    for (place, part) in text.split('"').enumerate() {
        out.push_str(match place {
            odd if odd % 2 == 1 => "\"…\"",
            _ => part,
        });
    }
    out
}

/// Where events go.
#[derive(Clone, Debug)]
pub(crate) struct Events(Arc<Shown>);

#[derive(Debug)]
struct Shown {
    level: Level,
    json: bool,
}

impl Events {
    /// Events up to a level, as `auto`, `json` or `text`: `auto` is text where someone looks, JSON in a file or a pipe.
    pub(crate) fn new(level: Level, format: &str) -> Self {
        let json = match format {
            "json" => true,
            "text" => false,
            _ => !std::io::stderr().is_terminal(),
        };
        Self(Arc::new(Shown { level, json }))
    }

    /// Tells of an event, if its level is wanted.
    pub(crate) fn tell(&self, event: Event<'_>) {
        if event.level() <= self.0.level {
            note(event.line(&MachineClock.now().to_string(), self.0.json));
        }
    }

    /// From now on a panic is an event like others, instead of lines that nobody reads by machine.
    pub(crate) fn take_panics(&self) {
        let events = self.clone();
        std::panic::set_hook(Box::new(move |panic| {
            let (file, line) = panic.location().map_or(("", 0), |place| (place.file(), place.line()));
            events.tell(Event::Panic { file, line });
        }));
    }

    /// Tells of a fault under its number.
    pub(crate) fn fault(&self, incident: &str, fault: &app::Fault) {
        self.tell(Event::Fault { incident, fault });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_json_with_time_level_and_event_first() {
        let answered = Answered { method: "GET", route: "/{lang}/cases/{id}", status: 200, ms: 7 };
        let line = Event::Request(answered).line("T", true);
        assert_eq!(
            line,
            r#"{"time":"T","level":"debug","event":"request","method":"GET","route":"/{lang}/cases/{id}","status":200,"ms":7}"#
        );
        let fault = app::Fault::Missing("a \"name\"\nand more".to_owned());
        let line = Event::Fault { incident: "A-1", fault: &fault }.line("T", true);
        assert!(!line.contains('\n') && !line.contains("name"), "{line}");
        let read: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read.get("event"), Some(&Value::from("fault")));
        assert_eq!(Event::Ready.line("T", false), "T info  ready");
    }

    #[test]
    fn graver_levels_include_fewer_events() {
        assert!(Level::Error < Level::Warn && Level::Info < Level::Debug);
        for word in ["error", "warn", "info", "debug"] {
            assert_eq!(Level::named(word).name(), word);
        }
    }
}

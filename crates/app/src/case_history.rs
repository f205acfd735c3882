//! What happened to a case, in words.

use crate::case_view::by_text;
use crate::running::Running;
use crate::view::{self, EntryView};
use domain::migrate::FAST_FORWARD;
use domain::{By, CaseDoc, Entry};
use i18n::{Arg, Locale};
use model::Service;
use model::ledger::PAY_OUT;

fn history(
    running: &Running,
    words: &Locale<'_>,
    service: &Service,
    (before, entry): (Option<&Entry>, &Entry),
    own: bool,
) -> EntryView {
    let stays = before.is_some_and(|before| before.state == entry.state);
    let key = match entry.action.as_str() {
        "file" => "history-filed",
        "decide" | "overturn" => "history-decided",
        "again" => "history-again",
        FAST_FORWARD => "history-fast-forward",
        PAY_OUT => "history-paid-out",
        "correct" => "history-corrected",
        "silence" if service.outcomes.contains_key(&entry.state) => "history-silence",
        "silence" if stays => "history-escalated",
        _ => "",
    };
    let state = words.text(&format!("state-{}", entry.state));
    let passed = entry.agency.as_ref().map(|to| view::agency(running, to, words.lang()));
    // What someone did reads as what came of it: "Refused", not "Refuse".
    let text = match passed {
        Some(to) => words.text_with("history-passed", &[("agency", Arg::from(&to))]),
        None if key.is_empty() => state.clone(),
        None => words.text(key),
    };
    EntryView {
        at: entry.at.to_string(),
        at_text: words.instant(entry.at, &running.zone),
        text,
        by: by_text(running, words, &entry.by, own),
        state,
        note: entry.note.clone(),
    }
}

/// True if an entry is the taking of a fee.
fn taken(service: &Service, (before, entry): (Option<&Entry>, &Entry)) -> bool {
    let state = before.and_then(|before| service.states.get(&before.state));
    state.and_then(|state| state.actions.get(&entry.action)).is_some_and(|action| action.collect)
}

/// A fee was taken, by whoever keeps the desk; what came of it is another line, for it was not the desk that decided.
fn fee_taken(
    running: &Running,
    words: &Locale<'_>,
    (case, (before, entry)): (&CaseDoc, (Option<&Entry>, &Entry)),
    line: EntryView,
    own: bool,
) -> Vec<EntryView> {
    let decided = case.decision.as_ref().filter(|decision| decision.state == entry.state);
    let by = decided.map_or(&By::Machine, |decision| &decision.by);
    let fee = EntryView { text: words.text("history-fee-taken"), ..line.clone() };
    if before.is_some_and(|before| before.state == entry.state) {
        return vec![fee];
    }
    vec![fee, EntryView { by: by_text(running, words, by, own), note: None, ..line }]
}

/// What happened, oldest first.
pub(crate) fn history_lines(
    running: &Running,
    words: &Locale<'_>,
    service: &Service,
    case: &CaseDoc,
    own: bool,
) -> Vec<EntryView> {
    std::iter::once(None)
        .chain(case.history.iter().map(Some))
        .zip(&case.history)
        .flat_map(|entries| {
            let line = history(running, words, service, entries, own);
            if taken(service, entries) {
                fee_taken(running, words, (case, entries), line, own)
            } else {
                vec![line]
            }
        })
        .collect()
}

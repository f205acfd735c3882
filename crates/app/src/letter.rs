//! The words and values of a letter; the template's header says what it takes.

use crate::case_record::Loaded;
use crate::case_view::{amount_text, by_text, court, court_next, neutral};
use crate::door::Moment;
use crate::running::Running;
use crate::view;
use base::text::transliterate;
use domain::value::Shown;
use domain::{By, CaseDoc, DecisionDoc, KnownLine};
use i18n::{Arg, Locale};
use serde_json::{Value, json};

/// How whoever holds the paper checks it.
pub(crate) struct Check {
    /// The page on which a code is typed.
    pub page: String,
    /// The code.
    pub code: String,
    /// The whole digest, which templates published before there were short codes print.
    pub digest: String,
    /// Both in one: what the square code holds.
    pub address: String,
}

/// A decision that is put into words.
pub(crate) struct Letter<'a> {
    /// When, and by which rules.
    pub moment: &'a Moment,
    /// The service's words in the language of the case.
    pub words: &'a Locale<'a>,
    /// The case.
    pub loaded: &'a Loaded,
    /// What was decided.
    pub decision: &'a DecisionDoc,
}

/// A text of a register or a person, as documents of this language write it: in the language's own letters.
pub(crate) fn in_script(running: &Running, words: &Locale<'_>, text: &str) -> String {
    match running.model().info.scripts.get(words.lang()) {
        Some(script) => transliterate(text, &script.letters),
        None => text.to_owned(),
    }
}

impl Letter<'_> {
    fn running(&self) -> &Running {
        &self.moment.running
    }

    fn case(&self) -> &CaseDoc {
        &self.loaded.doc
    }

    /// A value in words, and what is no word in the letters of the language.
    fn value(&self, value: &Shown) -> String {
        let shown = view::shown(self.running(), self.words, value);
        match value {
            Shown::Text(_) => in_script(self.running(), self.words, &shown),
            _ => shown,
        }
    }

    /// What the template takes. `name` is the applicant's, `title` the document's.
    pub(crate) fn data(&self, name: &str, title: &str, check: &Check) -> Value {
        let (running, words, case, decision) = (self.running(), self.words, self.case(), self.decision);
        let (info, lang) = (&running.model().info, words.lang());
        let name = in_script(running, words, name);
        let amount = decision
            .amount
            .as_ref()
            .map(|amount| amount_text(running, words, amount, decision.every.as_deref()));
        let gives: Vec<(String, String)> =
            decision.give.iter().map(|(id, value)| (id.clone(), self.value(value))).collect();
        let office = view::office(running, case);
        let kind = match (neutral(self.moment, case, decision), decision.favour) {
            (true, _) => "registered",
            (false, true) => "granted",
            (false, false) => "refused",
        };
        json!({
            "lang": lang.as_str(),
            "labels": labels(words),
            "agency": view::agency(running, &case.agency, lang),
            "office": office.map(|office| format!("{}, {}", office.name.get(lang), office.address.get(lang))),
            "person": name,
            "address": "",
            "service": words.text("title"),
            "title": title,
            "outcome": words.text(&format!("state-{}", decision.state)),
            "outcome_kind": kind,
            "amount": amount,
            "paragraphs": self.paragraphs(&name, amount.as_deref(), &gives),
            "reasons": self.reasons(),
            "facts": self.facts(&gives),
            "tables": self.tables(),
            "decided_by": self.decided_by(),
            "decided_on": words.date(decision.on),
            "appeal": self.appeal().map(|text| json!({"text": text})),
            "demonstration": info.demonstration.as_ref().map(|text| text.get(lang)),
            "reading": info.reading.get(lang),
            "document_id": decision.document,
            "code": check.code,
            "digest": check.digest,
            "verify_page": check.page,
            "verify_url": check.address,
            "case": self.loaded.id.as_str(),
        })
    }

    fn paragraphs(&self, name: &str, amount: Option<&str>, gives: &[(String, String)]) -> Vec<String> {
        let mut args: Vec<(&str, Arg<'_>)> =
            vec![("applicant", Arg::from(name)), ("amount", Arg::from(amount.unwrap_or_default()))];
        args.extend(gives.iter().map(|(id, value)| (id.as_str(), Arg::from(value))));
        let body = format!("document-{}", self.decision.state);
        let mut paragraphs = vec![self.words.text_with(&body, &args)];
        paragraphs.extend(view::pick_up(self.running(), self.words, self.case(), self.decision));
        paragraphs.extend(view::cash(self.running(), self.words, self.case()));
        paragraphs.extend(self.decision.note.clone());
        paragraphs
    }

    /// Why: the officer's reason, what the rules found, and whatever else was cited.
    fn reasons(&self) -> Vec<Value> {
        let (running, words, case, decision) = (self.running(), self.words, self.case(), self.decision);
        let mut reasons: Vec<Value> = Vec::new();
        if let Some(code) = &decision.reason {
            let cited = decision.law.first().and_then(|cite| article(running, words, cite));
            reasons.push(json!({"text": words.text(&format!("reason-{code}")), "article": cited}));
        }
        for line in &case.trace {
            let trace = view::trace(running, words, line);
            reasons.push(json!({"text": trace.text, "article": article(running, words, &line.law)}));
        }
        for cite in decision.law.iter().filter(|cite| case.trace.iter().all(|line| line.law != **cite)) {
            if let Some(law) = view::law(running, cite, words.lang()) {
                reasons.push(json!({"text": law.text, "article": article(running, words, cite)}));
            }
        }
        reasons
    }

    /// What was handed over, then what registers said, with where it stands.
    fn facts(&self, gives: &[(String, String)]) -> Vec<Value> {
        let (running, words, case) = (self.running(), self.words, self.case());
        let office = view::agency(running, &case.agency, words.lang());
        let on = words.date(self.decision.on);
        let given = gives.iter().map(|(id, value)| {
            json!({"label": words.text(&format!("give-{id}")), "value": value, "source": office, "date": on})
        });
        let single = |line: &&KnownLine| !matches!(line.value, Shown::Unknown | Shown::Table { .. });
        let known = case.known.iter().filter(single).map(|line| {
            let known = view::known(running, words, line);
            let value = self.value(&line.value);
            json!({"label": known.label, "value": value, "source": known.register_title, "date": known.date_text})
        });
        given.chain(known).collect()
    }

    /// What registers said of several things or people, a table each.
    fn tables(&self) -> Vec<Value> {
        let (running, words) = (self.running(), self.words);
        let table = |line: &KnownLine| {
            let Shown::Table { columns, rows } = &line.value else { return None };
            let head = columns.iter().map(|column| words.text(&format!("known-{}-{column}", line.id)));
            let cell = |(column, cell): (&String, &Shown)| match cell {
                Shown::Code(_) => view::cell(running, words, line, column, cell),
                other => self.value(other),
            };
            let rows = rows.iter().map(|row| columns.iter().zip(row).map(cell).collect::<Vec<String>>());
            let known = view::known(running, words, line);
            Some(json!({
                "title": known.label,
                "head": head.collect::<Vec<String>>(),
                "rows": rows.collect::<Vec<_>>(),
                "source": known.register_title,
                "date": known.date_text,
            }))
        };
        self.case().known.iter().filter_map(table).collect()
    }

    fn decided_by(&self) -> String {
        let (running, words) = (self.running(), self.words);
        let mut by = self.decision.by.clone();
        if let By::Officer { name, .. } = &mut by {
            *name = in_script(running, words, name);
        }
        by_text(running, words, &by, true)
    }

    /// Where to go for whoever does not agree: the body above and the court after it, or the court at once.
    fn appeal(&self) -> Option<String> {
        let (running, words) = (self.running(), self.words);
        let lang = words.lang();
        let to_court = |key: &str, court: &str| words.text_with(key, &[("court", Arg::from(court))]);
        let Some(appeal) = &self.decision.appeal else {
            let court = court_next(running, self.case(), self.decision, lang)?;
            return Some(to_court("appeal-court-only", &court));
        };
        let body = view::agency(running, &appeal.agency, lang);
        let until = words.date(appeal.until);
        let text =
            words.text_with("paper-appeal-text", &[("body", Arg::from(&body)), ("date", Arg::from(&until))]);
        match court(running, appeal.agency.as_str(), lang) {
            Some(court) => Some(format!("{text} {}", to_court("appeal-court", &court))),
            None => Some(text),
        }
    }
}

/// An article as a letter names it.
fn article(running: &Running, words: &Locale<'_>, cite: &str) -> Option<String> {
    let law = view::law(running, cite, words.lang())?;
    let parts = [("law", Arg::from(&law.law)), ("article", Arg::from(&law.article))];
    Some(words.text_with("law-article", &parts))
}

/// The words that stand on every letter.
pub(crate) fn labels(words: &Locale<'_>) -> Value {
    const LABELS: [&str; 15] = [
        "decision",
        "facts",
        "fact",
        "value",
        "source",
        "reasons",
        "decided_by",
        "decided_on",
        "document",
        "code",
        "appeal",
        "verify",
        "verify_how",
        "verify_alt",
        "page",
    ];
    LABELS
        .iter()
        .map(|label| {
            let key = format!("paper-{label}");
            // The page line keeps its places for the template, which alone knows the numbers.
            let text =
                words.text_with(&key, &[("page", Arg::from("{page}")), ("pages", Arg::from("{pages}"))]);
            ((*label).to_owned(), Value::String(text))
        })
        .chain(words.maybe("paper-digest", &[]).map(|text| ("digest".to_owned(), Value::String(text))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

//! Documents: a decision's content and its digest, the paper made at first download, and what `/verify` says.

use crate::attempt::Attempt;
use crate::case_record::may_see;
use crate::case_record::{Loaded, load};
use crate::case_view::{amount_text, applicant_name, by_text, court, court_next, neutral};
use crate::door::{App, Moment, Plan};
use crate::error::{AppError, Fault};
use crate::gate::Line;
use crate::leaf::{Kind, LeafBuilder};
use crate::records::{beginning, own_version, register, typed};
use crate::running::Running;
use crate::session::Who;
use crate::view;
use base::{CaseId, Date, Hash, Lang, RecordId, ServiceId};
use domain::value::Shown;
use domain::{CaseDoc, DecisionDoc, Refusal, system};
use i18n::{Arg, Locale};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{AsOf, Version};

/// What is known publicly of a document: no personal data.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentDoc {
    digest: String,
    service: ServiceId,
    agency: base::AgencyId,
    on: Date,
}

/// A paper that was rendered.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PaperDoc {
    pdf: String,
}

/// What `/verify` says of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verified {
    /// The document stands as it was given.
    Valid {
        /// The service's title.
        service: String,
        /// Who gave it.
        agency: String,
        /// When.
        on: Date,
    },
    /// There is such a document, and it says something else.
    Changed,
    /// There is no such document.
    Unknown,
}

/// The content of a decision: everything its paper states.
fn content(id: &CaseId, case: &CaseDoc) -> Value {
    json!({
        "case": id.as_str(),
        "service": format!("{}@{}", case.service, case.service_version),
        "lang": case.lang.as_str(),
        "applicant": case.applicant,
        "agency": case.agency.as_str(),
        "office": case.office.as_ref().map(base::OfficeId::as_str),
        "filed_on": case.filed_on.to_string(),
        "decision": case.decision,
        "known": case.known,
        "trace": case.trace,
    })
}

/// The digest of a decision's content; the document's random id in it keeps it from being guessed.
pub(crate) fn digest(id: &CaseId, case: &CaseDoc) -> Result<Hash, AppError> {
    Ok(Hash::of(base::json::canonical(&content(id, case))?.as_bytes()))
}

/// The public record of a case's document, if it has one.
pub(crate) fn registered(moment: &Moment, id: &CaseId, case: &CaseDoc) -> Result<Option<Version>, AppError> {
    let Some(decision) = case.decision.as_ref().filter(|decision| decision.template.is_some()) else {
        return Ok(None);
    };
    let doc = DocumentDoc {
        digest: digest(id, case)?.base64url(),
        service: case.service.clone(),
        agency: case.agency.clone(),
        on: decision.on,
    };
    own_version(system::DOCUMENTS, &decision.document, 1, moment, &doc, Vec::new(), Vec::new()).map(Some)
}

impl App {
    /// The document of a case as PDF: rendered and kept at first download, the same bytes ever after.
    pub fn document(&self, who: &Who, id: &CaseId) -> Result<Vec<u8>, AppError> {
        who.session()?;
        let reading = self.reading_of_case(&self.moment(), id)?;
        let done = self.act_in(Line::Paper, who, &reading, |attempt, moment| {
            may_see(attempt, moment, who, id)?;
            let loaded = load(attempt, id)?;
            let decision = loaded
                .doc
                .decision
                .clone()
                .filter(|decision| decision.template.is_some())
                .ok_or(Refusal::UnknownCase)?;
            let paper = RecordId::new(&decision.document);
            if let Some(record) = attempt.get(&register(system::PAPERS), &paper)? {
                let kept: PaperDoc = typed(record)?;
                let bytes = Hash::from_base64url(&kept.pdf)
                    .map(|hash| attempt.snapshot().blob(&hash))
                    .transpose()?
                    .flatten();
                return bytes
                    .map(Plan::only_read)
                    .ok_or_else(|| Fault::Missing("a kept document".to_owned()).into());
            }
            let bytes = self.render(attempt, moment, &loaded, &decision)?;
            let hash = Hash::of(&bytes);
            let doc = PaperDoc { pdf: hash.base64url() };
            let leaf = LeafBuilder::new(Kind::DocumentIssue, moment.today)
                .public("org", loaded.doc.agency.as_str())
                .public("svc", format!("{}@{}", loaded.doc.service, loaded.doc.service_version))
                .hidden("at", moment.now.to_string())
                .hidden("actor", who.as_json())
                .hidden("case", id.as_str())
                .hidden("pdf", hash.base64url())
                .about(crate::door::subjects(&loaded.doc.subjects));
            Ok(Plan {
                versions: vec![own_version(
                    system::PAPERS,
                    &decision.document,
                    1,
                    moment,
                    &doc,
                    Vec::new(),
                    Vec::new(),
                )?],
                blobs: vec![(hash, bytes.clone())],
                leaf: Some(leaf),
                ..Plan::only_read(bytes)
            })
        })?;
        Ok(done.value)
    }

    /// What a document's code, `ID.DIGEST`, stands for. Public: it tells no personal data.
    pub fn verify_document(&self, code: &str, lang: &Lang) -> Result<Verified, AppError> {
        let moment = self.moment();
        let (id, given) = code.split_once('.').unwrap_or((code, ""));
        let snapshot = self.store.snapshot()?;
        let at = AsOf { valid: beginning(), recorded: None };
        let Some(sealed) = snapshot.get(&register(system::DOCUMENTS), &RecordId::new(id), &at)? else {
            return Ok(Verified::Unknown);
        };
        let doc =
            sealed.open_public().ok_or_else(|| Fault::Missing("a public document record".to_owned()))??;
        let doc: DocumentDoc = crate::records::of_map(doc)?;
        if doc.digest != given {
            return Ok(Verified::Changed);
        }
        let words = moment.running.service_words(&doc.service, lang)?;
        Ok(Verified::Valid {
            service: words.text("title"),
            agency: view::agency(&moment.running, &doc.agency, lang),
            on: doc.on,
        })
    }

    fn render(
        &self,
        attempt: &Attempt<'_>,
        moment: &Moment,
        loaded: &Loaded,
        decision: &DecisionDoc,
    ) -> Result<Vec<u8>, AppError> {
        let running = &*moment.running;
        let case = &loaded.doc;
        let words = running.service_words(&case.service, &case.lang)?;
        let title = words.text("document-title");
        let code = format!("{}.{}", decision.document, digest(&loaded.id, case)?.base64url());
        let address = format!("{}/{}/verify/{code}", self.config.public_url, case.lang);
        let name = addressee(attempt, moment, &words, case)?;
        let data = letter(moment, &words, loaded, decision, &name, &title, &address)?;
        let day = paper::Date {
            year: i32::from(decision.on.year()),
            month: u8::try_from(decision.on.month()).unwrap_or(1),
            day: u8::try_from(decision.on.day()).unwrap_or(1),
        };
        let request = paper::Request {
            template: decision.template.as_deref().unwrap_or_default(),
            data: &data,
            lang: case.lang.as_str(),
            title: &title,
            date: day,
            qr: Some(address),
        };
        running.paper.render(&request).map_err(|error| Fault::Paper(error.to_string()).into())
    }
}

/// To whom a letter is written: those the case is shown to, otherwise the applicant.
fn addressee(
    attempt: &Attempt<'_>,
    moment: &Moment,
    words: &Locale<'_>,
    case: &CaseDoc,
) -> Result<String, AppError> {
    if case.concerned.is_empty() {
        return applicant_name(attempt, moment, case);
    }
    let names: Result<Vec<String>, AppError> = (case.concerned.iter())
        .map(|key| crate::session::name_of(attempt, moment, &base::Subject::new(key)))
        .collect();
    Ok(names?.join(&words.text("list-separator")))
}

/// An article as a letter names it.
fn article(running: &Running, words: &Locale<'_>, cite: &str) -> Option<String> {
    let law = view::law(running, cite, words.lang())?;
    let parts = [("law", Arg::from(&law.law)), ("article", Arg::from(&law.article))];
    Some(words.text_with("law-article", &parts))
}

fn labels(words: &Locale<'_>) -> Value {
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
        "digest",
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
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The words and values of a letter; the template's header says what it takes.
fn letter(
    moment: &Moment,
    words: &Locale<'_>,
    loaded: &Loaded,
    decision: &DecisionDoc,
    name: &str,
    title: &str,
    address: &str,
) -> Result<Value, AppError> {
    let running = &*moment.running;
    let info = &running.model().info;
    let case = &loaded.doc;
    let lang = words.lang();
    let amount =
        decision.amount.as_ref().map(|amount| amount_text(running, words, amount, decision.every.as_deref()));
    let agency = running.model().agencies.get(&case.agency);
    let office = case.office.as_ref().and_then(|office| agency.and_then(|agency| agency.office(office)));
    let body = format!("document-{}", decision.state);
    let gives: Vec<(String, String)> =
        decision.give.iter().map(|(id, value)| (id.clone(), view::shown(running, words, value))).collect();
    let mut args: Vec<(&str, Arg<'_>)> =
        vec![("applicant", Arg::from(name)), ("amount", Arg::from(amount.as_deref().unwrap_or_default()))];
    args.extend(gives.iter().map(|(id, value)| (id.as_str(), Arg::from(value))));
    let mut paragraphs = vec![words.text_with(&body, &args)];
    paragraphs.extend(decision.note.clone());
    let mut reasons: Vec<Value> = Vec::new();
    if let Some(code) = &decision.reason {
        reasons.push(json!({"text": words.text(&format!("reason-{code}")), "article": decision.law.first().map(|cite| article(running, words, cite))}));
    }
    for line in &case.trace {
        let trace = view::trace(running, words, line);
        reasons.push(json!({"text": trace.text, "article": article(running, words, &line.law)}));
    }
    for cite in decision.law.iter().filter(|cite| case.trace.iter().all(|line| line.law != **cite)) {
        if let Some(law) = view::law(running, cite, lang) {
            reasons.push(json!({"text": law.text, "article": article(running, words, cite)}));
        }
    }
    let mut facts: Vec<Value> = gives
        .iter()
        .map(|(id, value)| json!({"label": words.text(&format!("give-{id}")), "value": value, "source": view::agency(running, &case.agency, lang), "date": words.date(decision.on)}))
        .collect();
    facts.extend(case.known.iter().filter(|line| line.value != Shown::Unknown).map(|line| {
        let known = view::known(running, words, line);
        json!({"label": known.label, "value": known.value, "source": known.register_title, "date": known.date_text})
    }));
    let kind = match (neutral(moment, case, decision), decision.favour) {
        (true, _) => "registered",
        (false, true) => "granted",
        (false, false) => "refused",
    };
    let appeal = appeal_text(running, words, case, decision).map(|text| json!({"text": text}));
    Ok(json!({
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
        "paragraphs": paragraphs,
        "reasons": reasons,
        "facts": facts,
        "decided_by": by_text(running, words, &decision.by, true),
        "decided_on": words.date(decision.on),
        "appeal": appeal,
        "demonstration": info.demonstration.as_ref().map(|text| text.get(lang)),
        "reading": info.reading.get(lang),
        "document_id": decision.document,
        "digest": digest(&loaded.id, case)?.base64url(),
        "verify_url": address,
        "case": loaded.id.as_str(),
    }))
}

/// Where to go for whoever does not agree: the body above and the court after it, or the court at once.
fn appeal_text(
    running: &Running,
    words: &Locale<'_>,
    case: &CaseDoc,
    decision: &DecisionDoc,
) -> Option<String> {
    let lang = words.lang();
    let to_court = |key: &str, court: &str| words.text_with(key, &[("court", Arg::from(court))]);
    let Some(appeal) = &decision.appeal else {
        let court = court_next(running, case, decision, lang)?;
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

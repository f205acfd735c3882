//! Documents: a decision's content and its digest, the paper made at first download, and what `/verify` says.
//!
//! A paper bears a short code, the beginning of the digest in letters that a person can type ([`crate::short_code`]); a
//! document is found by it, and it is compared with the digest on record. Papers made before there were short codes
//! bear `ID.DIGEST`, which is looked up as ever.

use crate::attempt::{Attempt, equals};
use crate::case_record::may_see;
use crate::case_record::{Loaded, load};
use crate::case_view::applicant_name;
use crate::door::{App, Moment, Plan};
use crate::error::{AppError, Fault};
use crate::gate::Line;
use crate::leaf::{Kind, LeafBuilder};
use crate::letter::{Check, Letter};
use crate::records::{beginning, own_version, register, typed};
use crate::session::{Who, name_of};
use crate::short_code::ShortCode;
use crate::versions::moment_of;
use crate::view;
use base::{CaseId, Date, FieldId, Hash, Lang, RecordId, ServiceId, Subject};
use domain::{CaseDoc, DecisionDoc, Refusal, system};
use i18n::Locale;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{AsOf, Key, Version};

/// The search field of documents that holds their short code.
const CODE: &str = "code";

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
pub(crate) fn registered(moment: &Moment, loaded: &Loaded) -> Result<Option<Version>, AppError> {
    let case = &loaded.doc;
    let Some(decision) = case.decision.as_ref().filter(|decision| decision.template.is_some()) else {
        return Ok(None);
    };
    let doc = DocumentDoc {
        digest: loaded.decision_digest()?.base64url(),
        service: case.service.clone(),
        agency: case.agency.clone(),
        on: decision.on,
    };
    let keys = document_keys(&doc.digest).into_iter().collect();
    own_version(system::DOCUMENTS, &decision.document, 1, moment, &doc, Vec::new(), keys).map(Some)
}

/// The search values of a document with this digest. Documents recorded before there were short codes have none.
pub(crate) fn document_keys(digest: &str) -> Option<(&'static str, Key)> {
    let code = ShortCode::of(&Hash::from_base64url(digest)?);
    Some((CODE, Key::Text(code.plain().to_owned())))
}

/// What somebody who holds a paper says of its content.
enum Given<'a> {
    /// The whole digest.
    Digest(&'a str),
    /// The beginning of it.
    Short(ShortCode),
}

impl Given<'_> {
    /// True if this is the digest on record, or its beginning.
    fn is_of(&self, digest: &str) -> bool {
        match self {
            Self::Digest(given) => *given == digest,
            Self::Short(code) => {
                Hash::from_base64url(digest).is_some_and(|hash| ShortCode::of(&hash) == *code)
            }
        }
    }
}

impl App {
    /// The document of a case as PDF: rendered and kept at first download, the same bytes ever after.
    pub fn document(&self, who: &Who, id: &CaseId) -> Result<Vec<u8>, AppError> {
        who.session()?;
        let reading = self.reading_of_case(&self.moment(), id)?;
        let done = self.act_in(Line::Paper, who, &reading, |attempt, moment| {
            may_see(attempt, moment, who, id)?;
            let loaded = load(attempt, id)?;
            let moment = &moment_of(attempt, moment, &loaded.doc)?;
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

    /// What a document's code stands for: a short code as people type it, or `ID.DIGEST`. Public: it tells no personal
    /// data.
    pub fn verify_document(&self, code: &str, lang: &Lang) -> Result<Verified, AppError> {
        let moment = self.moment();
        let snapshot = self.store.snapshot()?;
        let (sealed, given) = if let Some((id, digest)) = code.split_once('.') {
            let at = AsOf { valid: beginning(), recorded: None };
            (snapshot.get(&register(system::DOCUMENTS), &RecordId::new(id), &at)?, Given::Digest(digest))
        } else {
            let Ok(short) = code.parse::<ShortCode>() else { return Ok(Verified::Unknown) };
            let field = FieldId::new(CODE);
            let query = equals(&register(system::DOCUMENTS), &field, short.plain(), beginning(), 1);
            (snapshot.find(&query)?.into_iter().next(), Given::Short(short))
        };
        let Some(sealed) = sealed else { return Ok(Verified::Unknown) };
        let doc =
            sealed.open_public().ok_or_else(|| Fault::Missing("a public document record".to_owned()))??;
        let doc: DocumentDoc = crate::records::of_map(doc)?;
        if !given.is_of(&doc.digest) {
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
        let own = words.maybe(&format!("document-title-{}", decision.state), &[]);
        let title = own.unwrap_or_else(|| words.text("document-title"));
        let digest = loaded.decision_digest()?;
        let code = printed_code(attempt, &digest, decision)?;
        let page = format!("{}/{}/verify", self.config.public_url, case.lang);
        let check = Check { address: format!("{page}/{code}"), page, code, digest: digest.base64url() };
        let name = addressee(attempt, moment, &words, case)?;
        let letter = Letter { moment, words: &words, loaded, decision };
        let data = letter.data(&name, &title, &check);
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
            qr: Some(check.address),
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
    let names: Result<Vec<String>, AppError> =
        (case.concerned.iter()).map(|key| name_of(attempt, moment, &Subject::new(key))).collect();
    Ok(names?.join(&words.text("list-separator")))
}

/// The code that a paper bears: the short one if the document is found by it.
fn printed_code(attempt: &Attempt<'_>, digest: &Hash, decision: &DecisionDoc) -> Result<String, AppError> {
    let at = AsOf { valid: beginning(), recorded: None };
    let known =
        attempt.snapshot().get(&register(system::DOCUMENTS), &RecordId::new(&decision.document), &at)?;
    let short = known.is_some_and(|document| document.search_values(CODE).next().is_some());
    Ok(if short {
        ShortCode::of(digest).to_string()
    } else {
        format!("{}.{}", decision.document, digest.base64url())
    })
}

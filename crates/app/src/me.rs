//! What the state holds about me, and who read it.

use crate::attempt::{Attempt, equals};
use crate::case_line::line;
use crate::case_record::Loaded;
use crate::case_view::post_text;
use crate::door::{App, Moment, Plan};
use crate::error::AppError;
use crate::gate::Line;
use crate::leaf::openings;
use crate::leaf::{KEEPING, Kind};
use crate::owed::{OwedView, owed};
use crate::records::{register, typed};
use crate::session::{Who, own_reading};
use crate::view::{self, AccessEntry, CaseLine};
use base::{
    AgencyId, CaseId, FieldId, Instant, Lang, OfficeId, PurposeId, RegisterId, RoleId, ServiceId, limit,
};
use domain::system::{self, case_field};
use i18n::{Arg, Locale};
use serde_json::Value;
use store::{Log, StoredLeaf};

/// Entries of the access log on one page.
pub const ENTRIES_MAX: usize = 50;

/// My page.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeView {
    /// My name.
    pub name: String,
    /// My key in the people register.
    pub key: String,
    /// My roles, by appointment: role, agency and office in words.
    pub posts: Vec<String>,
    /// What I owe.
    pub owed: Vec<OwedView>,
    /// My cases, newest first.
    pub cases: Vec<CaseLine>,
}

impl App {
    /// My page.
    pub fn me(&self, who: &Who, lang: &Lang) -> Result<MeView, AppError> {
        let session = who.session()?;
        let reading = own_reading(&self.moment());
        let done = self.act_in(Line::Look, who, &reading, |attempt, moment| {
            let running = &*moment.running;
            let words = running.words(lang)?;
            let mut cases = attempt.find(own_cases_query(moment, &session.person))?;
            let shown = attempt.find(cases_query(moment, case_field::CONCERNED, &session.person))?;
            for sealed in shown {
                if cases.iter().all(|case| case.meta().id != sealed.meta().id) {
                    cases.push(sealed);
                }
            }
            cases.sort_by_key(|sealed| std::cmp::Reverse(sealed.meta().act));
            let lines = cases.iter().map(|sealed| line(moment, attempt.snapshot(), sealed, true, lang));
            let lines = lines.collect::<Result<_, _>>()?;
            let posts = session.posts.iter();
            let posts = posts.map(|post| post_text(running, &words, &post.role, &post.agency, &post.office));
            Ok(Plan::only_read(MeView {
                name: session.name.clone(),
                key: session.person.as_str().to_owned(),
                posts: posts.collect(),
                owed: owed(attempt, moment, who, lang)?,
                cases: lines,
            }))
        })?;
        Ok(done.value)
    }

    /// Who read my data: newest first, before a leaf of `/reads`. Bulk acts and my own cases' acts stand in `/log`
    /// and are listed with them on the first page.
    pub fn access_log(
        &self,
        who: &Who,
        before: Option<u64>,
        lang: &Lang,
    ) -> Result<Vec<AccessEntry>, AppError> {
        let session = who.session()?;
        let moment = self.moment();
        let words = moment.running.words(lang)?;
        let snapshot = self.store.snapshot()?;
        let reads =
            snapshot.leaves_of(Log::Reads, &session.person, before.unwrap_or(u64::MAX), ENTRIES_MAX)?;
        let mut entries: Vec<AccessEntry> = reads
            .iter()
            .filter_map(|leaf| entry(&moment, &words, &session.person, (Log::Reads, leaf)))
            .collect();
        if before.is_none() {
            let acts = snapshot.leaves_of(Log::Acts, &session.person, u64::MAX, ENTRIES_MAX)?;
            entries.extend(
                acts.iter().filter_map(|leaf| entry(&moment, &words, &session.person, (Log::Acts, leaf))),
            );
        }
        entries.sort_by(|a, b| b.at.cmp(&a.at));
        entries.truncate(ENTRIES_MAX);
        Ok(entries)
    }
}

fn own_cases_query(moment: &Moment, person: &base::Subject) -> store::Query {
    cases_query(moment, case_field::APPLICANT, person)
}

/// Cases with a person in one of their search fields.
fn cases_query(moment: &Moment, field: &str, person: &base::Subject) -> store::Query {
    equals(
        &register(system::CASES),
        &FieldId::new(field),
        person.as_str(),
        moment.today,
        limit::FACT_RECORDS_MAX,
    )
}

/// A leaf as an entry of the list: a look, records that were entered, or an act on a case. Others (a session, a taken
/// case, whose look has a leaf of its own) are left out.
fn entry(
    moment: &Moment,
    words: &Locale<'_>,
    me: &base::Subject,
    (log, leaf): (Log, &StoredLeaf),
) -> Option<AccessEntry> {
    let public: Value = serde_json::from_str(&leaf.leaf).ok()?;
    let hidden = openings(&leaf.body)?;
    let text = |name: &str| public.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let running = &*moment.running;
    let lang = words.lang();
    let (purpose, article) = grounds(moment, &public)?;
    let at = hidden.get("at").and_then(Value::as_str).unwrap_or_default().to_owned();
    let instant = Instant::parse(&at, &running.zone);
    let of = |member: &str| hidden.get("actor").and_then(|actor| actor.get(member)).and_then(Value::as_str);
    // Another applicant's look at what is also about me is theirs, and the case is not mine.
    let other = of("who") == Some("person") && of("key") != Some(me.as_str());
    let register_title = |id: &str| match id {
        system::CASES if other => words.text("looked-case"),
        _ => register_title(moment, words, id),
    };
    let registers = match public.get("reg") {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(register_title).collect(),
        Some(Value::String(id)) => vec![register_title(id)],
        _ => Vec::new(),
    };
    Some(AccessEntry {
        at_text: instant.map_or_else(|| text("d"), |instant| words.instant(instant, &running.zone)),
        at,
        act: text("k"),
        actor: actor(moment, words, &public, (hidden.get("actor"), other)),
        agency: view::agency(running, &AgencyId::from(text("org")), lang),
        purpose_text: purpose_text(moment, words, &purpose),
        purpose,
        law: view::law(running, &article, lang),
        article,
        case: hidden.get("case").and_then(Value::as_str).map(str::to_owned),
        registers,
        leaf: leaf.index,
        log: log.name().to_owned(),
    })
}

/// Purpose and article of a leaf: its own, or for an act on a case those of its service.
fn grounds(moment: &Moment, public: &Value) -> Option<(String, String)> {
    let text = |name: &str| public.get(name).and_then(Value::as_str);
    if let Some(purpose) = text("purpose") {
        return Some((purpose.to_owned(), text("law").unwrap_or_default().to_owned()));
    }
    let decides = [Kind::CaseFile, Kind::CaseAct, Kind::CaseSilence, Kind::CaseAgain];
    if !decides.iter().any(|kind| Some(kind.name()) == text("k")) {
        return None;
    }
    let (service, _) = text("svc")?.split_once('@')?;
    let purpose = &moment.service(&ServiceId::new(service)).ok()?.purpose;
    let cited =
        public.get("law").and_then(Value::as_array).and_then(|law| law.first()).and_then(Value::as_str);
    let law = match cited {
        Some(cite) => cite.to_owned(),
        None => moment.running.model().info.purposes.get(purpose)?.law.to_string(),
    };
    Some((purpose.as_str().to_owned(), law))
}

fn purpose_text(moment: &Moment, words: &Locale<'_>, purpose: &str) -> String {
    match moment.running.model().info.purposes.get(&PurposeId::from(purpose)) {
        Some(purpose) => purpose.title.get(words.lang()).to_owned(),
        None if purpose == KEEPING => words.text("looked-keeping"),
        None => words.text("looked-oneself"),
    }
}

/// Who read, in words: the rules of a service, oneself, or an officer: the name under which they sign (leaves of
/// before it was noted have none), role and office.
fn actor(
    moment: &Moment,
    words: &Locale<'_>,
    public: &Value,
    (actor, other): (Option<&Value>, bool),
) -> String {
    let posts = actor.and_then(|actor| actor.get("posts")).and_then(Value::as_array);
    let by = public.get("by").and_then(Value::as_str).unwrap_or_default();
    let post = posts.and_then(|posts| posts.first()).and_then(Value::as_array);
    let part = |index: usize| post.and_then(|post| post.get(index)).and_then(Value::as_str);
    match (by, part(0), part(1), part(2)) {
        ("machine" | "silence", ..) => words.text("looked-rules"),
        (_, Some(agency), Some(office), Some(role)) => {
            let (role, agency, office) = (RoleId::new(role), AgencyId::new(agency), OfficeId::new(office));
            let post = post_text(&moment.running, words, &role, &agency, &office);
            match part(3) {
                Some(name) => words
                    .text_with("history-official", &[("name", Arg::from(name)), ("post", Arg::from(&post))]),
                None => post,
            }
        }
        ("person" | "applicant", ..) if other => words.text("looked-applicant"),
        ("person" | "applicant", ..) => words.text("looked-oneself"),
        _ if [Kind::RecordsAdd, Kind::ReadBulk]
            .iter()
            .any(|kind| public.get("k").and_then(Value::as_str) == Some(kind.name())) =>
        {
            words.text("looked-keeper")
        }
        _ => words.text("looked-rules"),
    }
}

fn register_title(moment: &Moment, words: &Locale<'_>, id: &str) -> String {
    match moment.running.model().registers.get(&RegisterId::new(id)) {
        Some(register) => register.title.get(words.lang()).to_owned(),
        None if id == system::CASES => words.text("me-cases"),
        None if id == system::TRANSFERS => words.text("money-title"),
        None => id.to_owned(),
    }
}

/// The actor's own cases, opened. Others whom a case concerns are named by read leaves.
pub(crate) fn own_cases(attempt: &Attempt<'_>, moment: &Moment, who: &Who) -> Result<Vec<Loaded>, AppError> {
    let session = who.session()?;
    attempt
        .find(own_cases_query(moment, &session.person))?
        .iter()
        .map(|sealed| {
            let record = attempt.open(sealed)?;
            let (id, version) = (CaseId::new(record.meta.id.as_str()), record.meta.version);
            Ok(Loaded::new(id, version, typed(record)?))
        })
        .collect()
}

//! A case as its reader sees it, in their language.

use crate::attempt::Attempt;
use crate::case_actions::all_actions;
use crate::case_history::history_lines;
use crate::case_record::{Loaded, load};
use crate::door::Moment;
use crate::error::AppError;
use crate::running::Running;
use crate::session::name_of;
use crate::session::{Who, printed_name};
use crate::versions::moment_of;
use crate::view::{
    self, AppealView, CaseView, ClockView, DayView, DecisionView, GivenView, HoursView, LawView, ReaderKind,
    ReasonView, ReturnedView, Runs, SilenceView,
};
use base::{AgencyId, Lang, OfficeId, RoleId};
use domain::{By, CaseDoc, DecisionDoc};
use i18n::{Arg, Locale};
use model::service::{Favour, Queue, WorkState};
use model::{Appeal, Cite, Minute, Service};

/// Longest legal clock drawn, in days.
const CLOCK_DAYS_MAX: usize = 120;

/// The court that hears what a body decided.
pub(crate) fn court(running: &Running, agency: &str, lang: &Lang) -> Option<String> {
    running.model().agencies.get(agency)?.court.as_ref().map(|court| court.get(lang).to_owned())
}

/// An amount and how often.
pub(crate) fn amount_text(
    running: &Running,
    words: &Locale<'_>,
    amount: &str,
    every: Option<&str>,
) -> String {
    let amount = view::money(running, words, amount);
    match every {
        Some("month") => words.text_with("amount-each-month", &[("amount", Arg::from(&amount))]),
        _ => amount,
    }
}

/// Articles in words.
pub(crate) fn laws(running: &Running, cites: &[String], lang: &Lang) -> Vec<LawView> {
    cites.iter().filter_map(|cite| view::law(running, cite, lang)).collect()
}

fn by_code(by: &By) -> &'static str {
    match by {
        By::Machine => "machine",
        By::Applicant => "applicant",
        By::Officer { .. } => "officer",
        By::Silence => "silence",
    }
}

/// Who, in words: an officer by name, role and office; `own` if the applicant reads.
pub(crate) fn by_text(running: &Running, words: &Locale<'_>, by: &By, own: bool) -> String {
    match by {
        By::Machine | By::Silence => words.text("history-rules"),
        By::Applicant if own => words.text("history-you"),
        By::Applicant => words.text("work-applicant"),
        By::Officer { name, role, agency, office, .. } => {
            let post = post_text(running, words, role, agency, office);
            words.text_with("history-official", &[("name", Arg::from(name)), ("post", Arg::from(&post))])
        }
    }
}

/// A post in words: role and office.
pub fn post_text(
    running: &Running,
    words: &Locale<'_>,
    role: &RoleId,
    agency: &AgencyId,
    office: &OfficeId,
) -> String {
    let lang = words.lang();
    let body = running.model().agencies.get(agency);
    let office = body.and_then(|body| body.office(office)).map_or("", |office| office.name.get(lang));
    let role = running.model().info.roles.get(role).map_or("", |role| role.get(lang));
    words.text_with("post", &[("role", Arg::from(role)), ("office", Arg::from(office))])
}

fn reasons(running: &Running, service: &Service, words: &Locale<'_>) -> Vec<ReasonView> {
    service
        .reasons
        .iter()
        .map(|(code, cite)| ReasonView {
            code: code.clone(),
            label: words.text(&format!("reason-{code}")),
            law: view::law(running, &cite.to_string(), words.lang()),
        })
        .collect()
}

fn articles(running: &Running, service: &Service, lang: &Lang) -> Vec<LawView> {
    let mut cites: Vec<String> =
        service.law.iter().chain(service.reasons.values()).map(ToString::to_string).collect();
    cites.sort_unstable_by_key(|cite| view::article_order(cite));
    cites.dedup();
    laws(running, &cites, lang)
}

/// The running term as a row of days; of a term in office hours, with the moment at which it ends.
fn clock(moment: &Moment, words: &Locale<'_>, case: &CaseDoc) -> Option<ClockView> {
    let due = case.due?;
    let running = &*moment.running;
    let today = moment.today;
    let calendar = &running.model().info.calendar;
    let hours = case.due_at.and_then(|at| {
        let zone = &running.zone;
        let (now, end) = (Minute::not_before(moment.now, zone)?, Minute::not_before(at, zone)?);
        let opening = running.model().opening(&case.agency, case.office.as_ref());
        Some(HoursView { until: at.in_zone(zone), minutes_left: opening.between(now, end) })
    });
    let mut days = Vec::new();
    let mut day = case.since;
    while day <= due && days.len() < CLOCK_DAYS_MAX {
        days.push(DayView { date: day.to_string(), working: calendar.is_working(day), passed: day < today });
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    let service = running.model().services.get(&case.service)?;
    Some(ClockView {
        runs: Runs::of(service, case.state.as_str())?,
        term: view::term_of(running, words, service, case),
        from: case.since.to_string(),
        until: due.to_string(),
        until_text: case.due_at.map_or_else(|| words.date(due), |at| words.instant(at, &running.zone)),
        left: calendar.working_days_between(today, due),
        days,
        hours,
    })
}

fn decision_view(
    moment: &Moment,
    words: &Locale<'_>,
    loaded: &Loaded,
    decision: &DecisionDoc,
    own: bool,
) -> Result<DecisionView, AppError> {
    let running = &*moment.running;
    let digest = loaded.decision_digest()?;
    Ok(DecisionView {
        outcome: decision.state.as_str().to_owned(),
        outcome_text: words.text(&format!("state-{}", decision.state)),
        favour: decision.favour,
        neutral: neutral(moment, &loaded.doc, decision),
        amount: decision.amount.clone(),
        amount_text: decision
            .amount
            .as_ref()
            .map(|amount| amount_text(running, words, amount, decision.every.as_deref())),
        by: by_code(&decision.by).to_owned(),
        by_text: by_text(running, words, &decision.by, own),
        date: decision.on.to_string(),
        date_text: words.date(decision.on),
        reason: decision.reason.clone(),
        reason_text: decision.reason.as_ref().map(|code| words.text(&format!("reason-{code}"))),
        law: laws(running, &decision.law, words.lang()),
        note: decision.note.clone(),
        gives: decision
            .give
            .iter()
            .map(|(id, value)| GivenView {
                id: id.clone(),
                label: words.text(&format!("give-{id}")),
                value: view::shown(running, words, value),
            })
            .collect(),
        pick_up: view::pick_up(running, words, &loaded.doc, decision),
        document: decision.template.as_ref().map(|_| format!("{}.{}", decision.document, digest.base64url())),
        appeal: decision.appeal.as_ref().filter(|appeal| moment.today <= appeal.until).map(|appeal| {
            AppealView {
                service: appeal.service.as_str().to_owned(),
                agency: view::agency(running, &appeal.agency, words.lang()),
                court: court(running, appeal.agency.as_str(), words.lang()),
                until: appeal.until.to_string(),
                until_text: words.date(appeal.until),
                law: view::law(running, &appeal.law, words.lang()),
            }
        }),
        court: court_next(running, &loaded.doc, decision, words.lang()),
    })
}

/// True if a decision is neither for nor against the applicant.
pub(crate) fn neutral(moment: &Moment, case: &CaseDoc, decision: &DecisionDoc) -> bool {
    let service = moment.running.model().services.get(&case.service);
    let outcome = service.and_then(|service| service.outcomes.get(&decision.state));
    outcome.is_some_and(|outcome| matches!(outcome.favour, Favour::Neutral | Favour::Moot))
}

/// By which appeal and article one complains that a case was not decided in time; none while there is nothing to complain of.
pub(crate) fn silence<'m>(moment: &'m Moment, case: &CaseDoc) -> Option<(&'m Appeal, &'m Cite)> {
    let service = moment.running.model().services.get(&case.service)?;
    let open = case.overdue && case.decision.is_none() && service.states.contains_key(&case.state);
    let appeal = service.appeal.as_ref().filter(|_| open)?;
    Some((appeal, appeal.silence.as_ref()?))
}

/// The complaint that nobody has decided, in words; none where no body stands above the silent one.
fn silence_view(moment: &Moment, case: &CaseDoc, lang: &Lang) -> Option<SilenceView> {
    let (appeal, cite) = silence(moment, case)?;
    let above = moment.running.model().superior(&case.agency)?;
    Some(SilenceView {
        service: appeal.service.as_str().to_owned(),
        agency: above.name.get(lang).to_owned(),
        law: view::law(&moment.running, &cite.to_string(), lang),
    })
}

/// The court to go to, where no body above hears an appeal.
pub(crate) fn court_next(
    running: &Running,
    case: &CaseDoc,
    decision: &DecisionDoc,
    lang: &Lang,
) -> Option<String> {
    let decided_by = decision.by.agency(case);
    decision.appeal.is_none().then(|| court(running, decided_by.as_str(), lang)).flatten()
}

/// The applicant's name as the case's own facts have it; otherwise from the people register, as a read.
pub(crate) fn applicant_name(
    attempt: &Attempt<'_>,
    moment: &Moment,
    case: &CaseDoc,
) -> Result<String, AppError> {
    let known = case
        .facts
        .first()
        .and_then(|(_, records)| records.first())
        .map(|record| printed_name(moment.running.model(), &record.doc));
    match known.filter(|name| !name.is_empty()) {
        Some(name) => Ok(name),
        None => name_of(attempt, moment, &base::Subject::new(&case.applicant)),
    }
}

/// The case that an appeal attacks, as an officer reads it beside it.
fn attacked_view(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    appeal: &CaseDoc,
    lang: &Lang,
) -> Result<Option<Box<CaseView>>, AppError> {
    let Some(id) = &appeal.attacked else { return Ok(None) };
    let attacked = load(attempt, id)?;
    let moment = moment_of(attempt, moment, &attacked.doc)?;
    Ok(Some(Box::new(case_view(attempt, &moment, who, &attacked, lang)?)))
}

/// The view of a case for whoever reads it.
pub(crate) fn case_view(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    loaded: &Loaded,
    lang: &Lang,
) -> Result<CaseView, AppError> {
    let running = &*moment.running;
    let case = &loaded.doc;
    let service = moment.service(&case.service)?;
    let reader = reader(moment, who, case, service);
    let own = reader == ReaderKind::Applicant;
    let officer = matches!(reader, ReaderKind::Officer | ReaderKind::Desk);
    let words = running.service_words(&case.service, lang)?.spoken_to(officer);
    let offered = all_actions(attempt, moment, &words, who, loaded, (own, officer))?;
    let attacked_case = match reader {
        ReaderKind::Officer => attacked_view(attempt, moment, who, case, lang)?,
        _ => None,
    };
    let view = CaseView {
        reader,
        case: loaded.id.as_str().to_owned(),
        version: loaded.version,
        service: case.service.as_str().to_owned(),
        service_version: case.service_version,
        title: words.text("title"),
        state: case.state.as_str().to_owned(),
        state_text: words.text(&format!("state-{}", case.state)),
        next: words.maybe(&format!("next-{}", case.state), &[]),
        why: case.why.clone(),
        why_text: case.why.as_ref().map(|why| words.text(&format!("reason-{why}"))),
        applicant: applicant_name(attempt, moment, case)?,
        filed_on: case.filed_on.to_string(),
        filed_text: words.date(case.filed_on),
        passed: view::passed(running, &words, case),
        agency: view::agency(running, &case.agency, lang),
        office: view::office(running, case).map(|office| office.name.get(lang).to_owned()),
        office_text: view::office_text(running, &words, case),
        clock: clock(moment, &words, case),
        overdue: case.overdue,
        missed_text: case.missed.filter(|_| case.overdue).map(|day| words.date(day)),
        silence: silence_view(moment, case, lang).filter(|_| own),
        answers: view::answers(running, &words, service, case),
        known: case.known.iter().map(|line| view::known(running, &words, line)).collect(),
        trace: case.trace.iter().map(|line| view::trace(running, &words, line)).collect(),
        decision: case
            .decision
            .as_ref()
            .map(|decision| decision_view(moment, &words, loaded, decision, own))
            .transpose()?,
        money: view::money_of(moment, &words, loaded, service.states.contains_key(&case.state)),
        actions: offered.actions,
        closed: offered.closed,
        reasons: if officer { reasons(running, service, &words) } else { Vec::new() },
        articles: if officer { articles(running, service, lang) } else { Vec::new() },
        returned: case.returned.as_ref().map(|returned| ReturnedView {
            fields: returned.fields.iter().map(|field| field.as_str().to_owned()).collect(),
            note: returned.note.clone(),
        }),
        history: history_lines(running, &words, service, case, own),
        attacked: case.attacked.as_ref().map(|id| id.as_str().to_owned()),
        attacked_case,
        appeals: case.appeals.iter().map(|id| id.as_str().to_owned()).collect(),
        follows: case.follows.as_ref().map(|id| id.as_str().to_owned()),
        receipt: None,
        reading: running.model().info.reading.get(lang).to_owned(),
        demonstration: running.model().info.demonstration.as_ref().map(|text| text.get(lang).to_owned()),
    };
    Ok(if reader == ReaderKind::Desk { least(view) } else { view })
}

/// As what someone reads a case.
fn reader(moment: &Moment, who: &Who, case: &CaseDoc, service: &Service) -> ReaderKind {
    let Ok(session) = who.session() else { return ReaderKind::Applicant };
    if case.is_of(&session.person) {
        return ReaderKind::Applicant;
    }
    let desk = moment.running.model().ledger.as_ref().map(|ledger| &ledger.desk);
    if case.concerned.iter().any(|key| key == session.person.as_str()) {
        return ReaderKind::Concerned;
    }
    let by = case.decision.as_ref().map(|decision| &decision.by);
    let decided = matches!(by, Some(By::Officer { key, .. }) if key == session.person.as_str());
    let keeps = !decided && session.posts.iter().all(|post| Some(&post.role) == desk);
    let decides = service.states.get(&case.state).is_some_and(|state| {
        matches!(&state.queue, Queue::Role(role) if Some(role) == desk) && !only_takes(state)
    });
    if keeps && !decides { ReaderKind::Desk } else { ReaderKind::Officer }
}

/// True if all that officers may do in a state is to take a fee.
pub(crate) fn only_takes(state: &WorkState) -> bool {
    let mut theirs = state.actions.values().filter(|action| action.by == model::By::Officer).peekable();
    theirs.peek().is_some() && theirs.all(|action| action.collect)
}

/// What whoever only takes or hands out money needs: number, name, what for, how much.
fn least(view: CaseView) -> CaseView {
    CaseView {
        next: None,
        why: None,
        why_text: None,
        passed: Vec::new(),
        clock: None,
        closed: Vec::new(),
        silence: None,
        answers: Vec::new(),
        known: Vec::new(),
        trace: Vec::new(),
        decision: None,
        reasons: Vec::new(),
        articles: Vec::new(),
        returned: None,
        history: Vec::new(),
        attacked: None,
        attacked_case: None,
        appeals: Vec::new(),
        follows: None,
        ..view
    }
}

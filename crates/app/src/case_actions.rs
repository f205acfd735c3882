//! What whoever looks at a case may do with it.

use crate::attempt::Attempt;
use crate::case_record::{Loaded, Reader, attacked_of, frame_of};
use crate::cases::permit_act;
use crate::door::{Moment, subjects};
use crate::error::AppError;
use crate::gather::{gather, related};
use crate::running::Running;
use crate::session::Who;
use crate::view::{self, ActionView, ClosedView, OptionView};
use domain::facts::{Facts, Frame};
use domain::{CaseDoc, Officer, Refusal};
use feel::Decimal;
use i18n::{Arg, Locale};
use model::ledger::PAY_OUT;
use model::service::{By, Favour, Require};
use model::{Action, Service};

/// An action in words.
fn worded(
    running: &Running,
    service: &Service,
    words: &Locale<'_>,
    case: &CaseDoc,
    action: &Action,
    officer: bool,
) -> ActionView {
    ActionView {
        id: action.id.as_str().to_owned(),
        label: words.text(&format!("action-{}", action.id)),
        hint: words.maybe(&format!("action-{}-hint", action.id), &[]).filter(|_| officer),
        reasons: service
            .reasons
            .keys()
            .filter(|code| action.reasons.is_empty() || action.reasons.contains(code))
            .cloned()
            .collect(),
        requires: (action.forward.iter().map(|_| "agency"))
            .chain(action.require.iter().map(|require| required(*require)))
            .map(str::to_owned)
            .collect(),
        agencies: bodies(running, words, case, action),
        against: service.outcomes.get(&action.to).is_some_and(|outcome| outcome.favour == Favour::Against),
    }
}

/// The facts of a case as the registers have them now, gathered once for all its conditions; what is taken at the desk
/// counts as paid for the action that takes it.
struct Now<'a> {
    attempt: &'a Attempt<'a>,
    moment: &'a Moment,
    loaded: &'a Loaded,
    gathered: Vec<(Decimal, Facts)>,
}

impl Now<'_> {
    /// What stands in the way of an action. Reads nothing for one without a condition.
    fn against(&mut self, service: &Service, action: &Action) -> Result<Option<Refusal>, AppError> {
        if let Err(refusal) = domain::fee_allows(service, &self.loaded.doc, action) {
            return Ok(Some(refusal));
        }
        if action.when.is_none() {
            return Ok(None);
        }
        let paid = domain::ledger::paid_in(&self.moment.running.rules, &self.loaded.doc, Some(action));
        if !self.gathered.iter().any(|(of, _)| *of == paid) {
            let attacked = attacked_of(self.attempt, &self.loaded.doc)?;
            let frame = Frame { paid, ..frame_of(self.moment, self.loaded, attacked.as_ref()) };
            let facts = gather(self.attempt, self.moment, service, &frame, &self.loaded.doc.answers)?;
            self.gathered.push((paid, facts));
        }
        let facts = self.gathered.iter().find(|(of, _)| *of == paid).map(|(_, facts)| facts);
        Ok(facts.and_then(|facts| domain::condition_holds(service, action, facts).err()))
    }
}

/// In which quality the reader may take actions of the state; none: in none. What an act is asked too.
fn taker(
    attempt: &Attempt<'_>,
    moment: &Moment,
    who: &Who,
    loaded: &Loaded,
    own: bool,
) -> Result<Option<Reader>, AppError> {
    let (session, case) = (who.session()?, &loaded.doc);
    let mut reader = Reader { own, ..Reader::default() };
    if !own {
        let mine = |post: &&Officer| case.queue.as_ref() == Some(&post.role) && case.agency == post.agency;
        reader.officer = session
            .posts
            .iter()
            .filter(mine)
            .find(|post| case.office.as_ref().is_none_or(|office| *office == post.office))
            .cloned();
        let Some(post) = &reader.officer else { return Ok(None) };
        reader.related = related(attempt, moment, &post.key, &subjects(&case.subjects))?;
    }
    Ok(permit_act(moment, who, loaded, &reader).is_ok().then_some(reader))
}

/// What the reader may do, and what else they could do in this state but for a condition.
#[derive(Default)]
pub(crate) struct Offered {
    pub(crate) actions: Vec<ActionView>,
    pub(crate) closed: Vec<ClosedView>,
}

fn of_state(
    attempt: &Attempt<'_>,
    moment: &Moment,
    words: &Locale<'_>,
    who: &Who,
    loaded: &Loaded,
    (own, officer): (bool, bool),
) -> Result<Offered, AppError> {
    let (service, case) = (moment.service(&loaded.doc.service)?, &loaded.doc);
    let mut offered = Offered::default();
    let Some(state) = service.states.get(&case.state).filter(|_| own || officer) else { return Ok(offered) };
    let Some(reader) = taker(attempt, moment, who, loaded, own)? else { return Ok(offered) };
    let actor = &who.session()?.person;
    let mut now = Now { attempt, moment, loaded, gathered: Vec::new() };
    for action in state.actions.values() {
        let theirs = (action.by == By::Applicant) == own;
        let by = domain::competent_actor(case, action, reader.officer.as_ref(), reader.related, actor);
        let view = worded(&moment.running, service, words, case, action, officer);
        // Where every body has had the case, none is left to hand it on to.
        let nowhere = view.agencies.is_empty() && view.requires.iter().any(|need| need == "agency");
        if !theirs || by.is_err() || nowhere {
            continue;
        }
        match now.against(service, action)? {
            None => offered.actions.push(view),
            Some(refusal) => offered.closed.extend(closed(words, view, &refusal).filter(|_| officer)),
        }
    }
    Ok(offered)
}

/// Why an action is not offered, where there is something to say about it.
fn closed(words: &Locale<'_>, view: ActionView, refusal: &Refusal) -> Option<ClosedView> {
    let why = match refusal {
        Refusal::Check { code, .. } => words.maybe(&format!("error-{code}"), &[])?,
        Refusal::FeeUnpaid => words.text("refusal-fee-unpaid"),
        _ => return None,
    };
    Some(ClosedView { id: view.id, label: view.label, why })
}

/// The bodies to which an action may hand the case on, by name.
fn bodies(running: &Running, words: &Locale<'_>, case: &CaseDoc, action: &Action) -> Vec<OptionView> {
    let open = action.forward.iter().flat_map(|forward| domain::forward::open_to(case, forward));
    let mut bodies: Vec<OptionView> = open
        .map(|id| OptionView {
            value: id.as_str().to_owned(),
            label: view::agency(running, id, words.lang()),
        })
        .collect();
    bodies.sort_by(|a, b| a.label.cmp(&b.label));
    bodies
}

/// What the reader may do: the actions of the state, and of the desk.
pub(crate) fn all_actions(
    attempt: &Attempt<'_>,
    moment: &Moment,
    words: &Locale<'_>,
    who: &Who,
    loaded: &Loaded,
    quality: (bool, bool),
) -> Result<Offered, AppError> {
    // The engine is offered nothing.
    if who.session().is_err() {
        return Ok(Offered::default());
    }
    let mut offered = of_state(attempt, moment, words, who, loaded, quality)?;
    offered.actions.extend(pay_out(moment, words, who, loaded));
    Ok(offered)
}

/// What the desk may do with a case that is owed cash, in whatever state it is.
fn pay_out(moment: &Moment, words: &Locale<'_>, who: &Who, loaded: &Loaded) -> Option<ActionView> {
    let ledger = moment.running.model().ledger.as_ref()?;
    let posts = &who.session().ok()?.posts;
    let money = view::money_of(moment, words, loaded, false);
    let amount = money.cash_text.filter(|_| {
        posts
            .iter()
            .any(|post| domain::ledger::serves(ledger, &loaded.doc, post) && !loaded.doc.is_of(&post.key))
    })?;
    Some(ActionView {
        id: PAY_OUT.to_owned(),
        label: words.text_with("pay-out", &[("amount", Arg::from(&amount))]),
        hint: None,
        reasons: Vec::new(),
        requires: Vec::new(),
        agencies: Vec::new(),
        against: false,
    })
}

fn required(require: Require) -> &'static str {
    match require {
        Require::Reason => "reason",
        Require::Article => "article",
        Require::Fields => "fields",
        Require::Note => "note",
        Require::Answers => "answers",
    }
}

//! What whoever looks at a case may do with it.

use crate::case_record::Loaded;
use crate::door::Moment;
use crate::error::AppError;
use crate::running::Running;
use crate::session::Who;
use crate::view::{self, ActionView, OptionView};
use domain::CaseDoc;
use i18n::{Arg, Locale};
use model::Service;
use model::ledger::PAY_OUT;
use model::service::{Favour, Require};

fn actions(
    running: &Running,
    service: &Service,
    words: &Locale<'_>,
    case: &CaseDoc,
    own: bool,
    officer: bool,
) -> Vec<ActionView> {
    let Some(state) = service.states.get(&case.state) else { return Vec::new() };
    state
        .actions
        .values()
        .filter(|action| match action.by {
            model::By::Applicant => own,
            model::By::Officer => officer,
        })
        .map(|action| ActionView {
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
            against: service
                .outcomes
                .get(&action.to)
                .is_some_and(|outcome| outcome.favour == Favour::Against),
        })
        // Where every body has had the case, none is left to hand it on to.
        .filter(|view| !view.agencies.is_empty() || !view.requires.iter().any(|need| need == "agency"))
        .collect()
}

/// The bodies to which an action may hand the case on, by name.
fn bodies(running: &Running, words: &Locale<'_>, case: &CaseDoc, action: &model::Action) -> Vec<OptionView> {
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
    moment: &Moment,
    words: &Locale<'_>,
    who: &Who,
    loaded: &Loaded,
    (own, officer): (bool, bool),
) -> Result<Vec<ActionView>, AppError> {
    let service = moment.service(&loaded.doc.service)?;
    let state = actions(&moment.running, service, words, &loaded.doc, own, officer);
    Ok(state.into_iter().chain(pay_out(moment, words, who, loaded)).collect())
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

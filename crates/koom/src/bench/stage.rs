//! Who and what a load test needs: people, officers with a post, and services found by trying them.

use crate::console::{Failure, app_failure, failure};
use crate::serve::Opened;
use app::cases::{Acting, Filing};
use app::search::Searching;
use app::view::CaseView;
use app::{App, Who};
use base::{CaseId, FieldId, Lang, ServiceId, Subject};
use domain::ActInput;
use serde_json::{Map, Value, json};

/// How long a token of a benchmark lasts, in seconds.
const TOKEN_SECONDS: i64 = 86_400;

/// Answers as a request carries them.
pub(super) type Answers = Map<String, Value>;

/// A service whose cases wait for an officer, and how the officer decides.
pub(super) struct Queued {
    pub(super) service: ServiceId,
    pub(super) answers: Answers,
    pub(super) action: String,
    reason: Option<String>,
    article: Option<String>,
    note: bool,
}

/// Everything that is there before the load begins.
pub(super) struct Stage {
    pub(super) lang: Lang,
    /// Keys and tokens.
    citizens: Vec<(Subject, String)>,
    officers: Vec<String>,
    /// Decided at once.
    pub(super) granted: (ServiceId, Answers),
    pub(super) queued: Queued,
    /// Of someone who may search the register of people.
    pub(super) searcher: String,
    pub(super) search_path: String,
    purpose: String,
    key_field: FieldId,
    pages: Vec<String>,
}

impl Stage {
    /// Invents people, and so many citizens who are each granted something once, and officers.
    pub(super) fn set(
        opened: &Opened,
        people: usize,
        citizens: usize,
        officers: usize,
    ) -> Result<Self, Failure> {
        let app = &*opened.app;
        let running = app.running();
        let info = &running.model().info;
        let lang = info.default_language();
        let cast = app.seed(people, 2017, &|_done| {}).map_err(app_failure)?;
        let personas = app.give_tokens(&cast, 2017).map_err(app_failure)?;
        let mut all = citizens_of(app, citizens + officers + 1)?;
        let probe = all.pop().ok_or_else(|| failure("at least one citizen is needed"))?;
        let colleagues = all.split_off(citizens);
        let granted = granting(app, &probe.1)?;
        let posted: Vec<Who> = (personas.iter())
            .filter_map(|persona| app.who(&persona.token).ok())
            .filter(|who| who.session().is_ok_and(|session| !session.posts.is_empty()))
            .collect();
        let (queued, officer) = queueing(app, &probe.1, &posted, &lang)?;
        let keys: Vec<Subject> = colleagues.iter().map(|(key, _)| key.clone()).collect();
        app.appoint_colleagues(officer, &keys).map_err(app_failure)?;
        let (searcher, purpose) = personas
            .iter()
            .find_map(|persona| Some((persona.token.clone(), purpose_of(app, &persona.token, &probe.0)?)))
            .ok_or_else(|| failure("nobody of the demonstration may search the register of people"))?;
        let services = running.model().services.keys().map(|id| format!("/{lang}/services/{id}"));
        let pages = ["", "/services", "/figures", "/programme", "/log", "/verify"];
        Ok(Self {
            citizens: all,
            officers: colleagues.into_iter().map(|(_, token)| token).collect(),
            granted,
            queued,
            searcher,
            search_path: format!("/api/v1/registers/{}/search", info.people.register),
            purpose,
            key_field: info.people.key.clone(),
            pages: pages.iter().map(|page| format!("/{lang}{page}")).chain(services).collect(),
            lang,
        })
    }

    pub(super) fn officer(&self, number: usize) -> &str {
        self.officers.get(number % self.officers.len().max(1)).map_or("", String::as_str)
    }

    /// Someone's token, and another one's key.
    pub(super) fn citizen(&self, turn: usize) -> Option<(&str, &Subject)> {
        let count = self.citizens.len().max(1);
        // Neighbours in the list were entered together; whoever comes to a counter was not.
        let of = |stride: usize| self.citizens.get(turn * stride % count);
        Some((of(7_919)?.1.as_str(), &of(104_729)?.0))
    }

    /// Who is granted something next; each is once.
    pub(super) fn grantee(&self, next: usize) -> Option<&str> {
        self.citizens.get(next).map(|(_, token)| token.as_str())
    }

    pub(super) fn page(&self, turn: usize) -> &str {
        self.pages.get(turn % self.pages.len().max(1)).map_or("/", String::as_str)
    }

    pub(super) fn search(&self, key: &Subject) -> Value {
        let mut conditions = Answers::new();
        conditions.insert(self.key_field.as_str().to_owned(), key.as_str().into());
        json!({"purpose": self.purpose, "where": conditions})
    }

    /// The officer's decision of a case as it stands.
    pub(super) fn decision(&self, case: &Value) -> Value {
        let Queued { reason, article, note, .. } = &self.queued;
        let mut body = json!({"version": case.get("version")});
        if let Some(body) = body.as_object_mut() {
            let given = [("reason", reason.clone()), ("article", article.clone())];
            let note = note.then(|| ("note", "Checked.".to_owned()));
            let given = given.into_iter().filter_map(|(name, value)| Some((name, value?))).chain(note);
            body.extend(given.map(|(name, value)| (name.to_owned(), Value::from(value))));
        }
        body
    }
}

/// Mothers of newborns with tokens.
pub(super) fn citizens_of(app: &App, count: usize) -> Result<Vec<(Subject, String)>, Failure> {
    let mothers = app.seed_newborns(count, 5).map_err(app_failure)?;
    let token = |key: Subject| {
        let token = app.new_token(&key, "benchmark", TOKEN_SECONDS).map_err(app_failure)?;
        Ok((key, token))
    };
    mothers.into_iter().map(token).collect()
}

/// Answers each question of a service by its example, and files it.
fn file(app: &App, who: &Who, service: &ServiceId, lang: &Lang) -> Option<(Answers, CaseView)> {
    let form = app.form(who, service, lang).ok()?;
    let answers: Answers = (form.fields.iter())
        .filter_map(|field| Some((field.id.clone(), serde_json::to_value(&field.example).ok()?)))
        .collect();
    let filing = Filing {
        service: service.clone(),
        answers: answers.clone(),
        lang: lang.clone(),
        idempotency_key: None,
    };
    Some((answers, app.file(who, &filing).ok()?))
}

/// A service that grants the mother of a newborn at once when every question is answered by its example.
pub(super) fn granting(app: &App, token: &str) -> Result<(ServiceId, Answers), Failure> {
    let who = app.who(token).map_err(app_failure)?;
    let running = app.running();
    let lang = running.model().info.default_language();
    for id in running.model().services.keys() {
        if let Some((answers, case)) = file(app, &who, id, &lang)
            && case.decision.is_some_and(|decision| decision.favour && decision.by == "machine")
        {
            return Ok((id.clone(), answers));
        }
    }
    Err(failure("no service of the state grants the mother of a newborn at once"))
}

/// A service whose case comes to one of these officers, who can end it at once.
fn queueing<'w>(
    app: &App,
    token: &str,
    officers: &'w [Who],
    lang: &Lang,
) -> Result<(Queued, &'w Who), Failure> {
    let who = app.who(token).map_err(app_failure)?;
    let running = app.running();
    for service in running.model().services.keys() {
        // An answer that names a case of the applicant's own is nobody else's.
        if app
            .form(&who, service, lang)
            .is_ok_and(|form| form.fields.iter().any(|field| field.r#type == "case"))
        {
            continue;
        }
        let Some((answers, filed)) = file(app, &who, service, lang) else { continue };
        if filed.decision.is_some() {
            continue;
        }
        for officer in officers {
            let Ok(Some(case)) = app.take_next(officer, lang) else { continue };
            if case.case != filed.case {
                continue;
            }
            if let Some((action, reason, article, note)) = ending(app, officer, &case, lang) {
                let service = service.clone();
                return Ok((Queued { service, answers, action, reason, article, note }, officer));
            }
        }
    }
    Err(failure("no service of the state sends a case to an officer who can end it at once"))
}

type Ending = (String, Option<String>, Option<String>, bool);

/// The first action of a case that is accepted and ends it.
fn ending(app: &App, officer: &Who, case: &CaseView, lang: &Lang) -> Option<Ending> {
    for action in case.actions.iter().filter(|action| !action.requires.iter().any(|what| what == "fields")) {
        let needs = |what: &str| action.requires.iter().any(|required| required == what);
        let reason = needs("reason").then(|| action.reasons.first().cloned()).flatten();
        let article = needs("article").then(|| Some(case.articles.first()?.cite.clone())).flatten();
        let note = needs("note");
        let input = ActInput {
            reason: reason.clone(),
            article: article.clone(),
            note: note.then(|| "Checked.".to_owned()),
            ..ActInput::default()
        };
        let acting = Acting {
            case: CaseId::new(&case.case),
            action: action.id.as_str().into(),
            version: case.version,
            input,
            lang: lang.clone(),
        };
        if app.act_on_case(officer, &acting).is_ok_and(|case| case.decision.is_some()) {
            return Some((action.id.clone(), reason, article, note));
        }
    }
    None
}

/// A purpose for which someone may find this person in the register of people.
pub(super) fn purpose_of(app: &App, token: &str, key: &Subject) -> Option<String> {
    let who = app.who(token).ok()?;
    let running = app.running();
    let info = &running.model().info;
    info.purposes.keys().find_map(|purpose| {
        let mut conditions = Answers::new();
        conditions.insert(info.people.key.as_str().to_owned(), key.as_str().into());
        let searching = Searching {
            register: info.people.register.clone(),
            purpose: purpose.clone(),
            r#where: conditions,
            as_of: None,
            lang: info.default_language(),
        };
        app.search(&who, &searching).is_ok().then(|| purpose.as_str().to_owned())
    })
}

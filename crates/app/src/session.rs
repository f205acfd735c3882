//! Who acts: bearer tokens and sessions, and the appointments they stand for. Authentication itself (how a person
//! proves who they are) is elsewhere; here a token means a person until it expires.

use crate::attempt::equals;
use crate::door::{App, Moment, Plan, Reading};
use crate::error::{AppError, Fault};
use crate::leaf::{Kind, LeafBuilder};
use crate::records::{own_plain, register, typed};
use base::{AgencyId, Hash, Instant, OfficeId, PurposeId, RecordId, RoleId, Subject};
use domain::{Officer, Refusal, system};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{AsOf, ReadReceipt};

/// How long what a token stands for is believed without asking the store again, in microseconds: an ended
/// appointment or token of another node takes effect after this.
const BELIEVED_MICROS: i64 = 2_000_000;
/// Sessions remembered at once; beyond it the oldest are asked for anew.
const SESSIONS_MAX: usize = 10_000;

/// A token as stored: its hash is the record's id.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenDoc {
    person: String,
    expires: Instant,
    ended: bool,
    how: String,
}

/// A person who is signed in.
#[derive(Debug)]
pub struct Session {
    /// Digest of the token: names the session, is no secret.
    pub id: String,
    /// Who.
    pub person: Subject,
    /// Their name, for the head of the page.
    pub name: String,
    /// Current appointments.
    pub posts: Vec<Officer>,
    /// When it ends.
    pub expires: Instant,
    own: ReadReceipt,
    believed_until: Instant,
    /// Of the token's record.
    version: u32,
}

/// Who acts.
#[derive(Clone)]
pub enum Who {
    /// Nobody signed in.
    Nobody,
    /// A person.
    Person(Arc<Session>),
    /// The engine: deadlines, jobs, seeding, the operator's command line.
    Engine,
}

impl Who {
    /// The person.
    pub fn session(&self) -> Result<&Session, Refusal> {
        match self {
            Self::Person(session) => Ok(session),
            Self::Nobody | Self::Engine => Err(Refusal::NotSignedIn),
        }
    }

    /// The person's key.
    pub fn subject(&self) -> Option<&Subject> {
        match self {
            Self::Person(session) => Some(&session.person),
            _ => None,
        }
    }

    /// Receipt of the leaf under which this session's reading of one's own data was logged.
    pub(crate) fn own_receipt(&self) -> Option<ReadReceipt> {
        match self {
            Self::Person(session) => Some(session.own.clone()),
            _ => None,
        }
    }

    /// For the hidden part of leaves.
    pub(crate) fn as_json(&self) -> Value {
        match self {
            Self::Nobody => json!({"who": "nobody"}),
            Self::Engine => json!({"who": "engine"}),
            Self::Person(session) => {
                let posts: Vec<Value> = session
                    .posts
                    .iter()
                    .map(|post| json!([post.agency, post.office, post.role, post.name]))
                    .collect();
                json!({"who": "person", "key": session.person.as_str(), "posts": posts})
            }
        }
    }

    /// The appointment in a role, if there is one.
    pub fn post(&self, role: &RoleId) -> Option<&Officer> {
        match self {
            Self::Person(session) => session.posts.iter().find(|post| post.role == *role),
            _ => None,
        }
    }
}

/// Sessions this process has seen.
#[derive(Default)]
pub struct Sessions(Mutex<HashMap<String, Arc<Session>>>);

impl Sessions {
    fn get(&self, id: &str) -> Option<Arc<Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    fn put(&self, session: &Arc<Session>) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= SESSIONS_MAX {
            sessions.clear();
        }
        sessions.insert(session.id.clone(), Arc::clone(session));
    }

    fn forget(&self, id: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }

    pub(crate) fn forget_all(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// The reading of one's own data.
pub(crate) fn own_reading(moment: &Moment) -> Reading {
    let model = moment.running.model();
    let people = model.registers.get(&model.info.people.register);
    Reading {
        purpose: PurposeId::new("own"),
        law: people.map_or_else(String::new, |register| register.law.to_string()),
        org: people.map_or_else(|| AgencyId::new("none"), |register| register.owner.clone()),
        by: "person".to_owned(),
        case: None,
        note: None,
    }
}

fn token_id(token: &str) -> String {
    Hash::of_parts([b"koom/token/v1".as_slice(), token.as_bytes()]).base64url()
}

impl App {
    /// A new token for a person; only its hash is stored. `how` says how identity was established. The token is
    /// 256 random bits, so a fast hash is enough: there is nothing to guess.
    pub fn new_token(&self, person: &Subject, how: &str, lasts_seconds: i64) -> Result<String, AppError> {
        let token = base::hash::base64url(&self.chance.bytes::<32>());
        self.keep_token(&token, person, how, lasts_seconds)?;
        Ok(token)
    }

    /// Keeps a token that was made before (a demonstration's tokens come from its seed).
    pub(crate) fn keep_token(
        &self,
        token: &str,
        person: &Subject,
        how: &str,
        lasts_seconds: i64,
    ) -> Result<(), AppError> {
        let reading = own_reading(&self.moment());
        let id = token_id(token);
        self.act(&Who::Engine, &reading, |attempt, moment| {
            let people = &moment.running.model().info.people;
            if !attempt.exists(&people.register, &people.key, person.as_str())? {
                return Err(Refusal::NoSuchPerson { field: people.key.as_str().to_owned() }.into());
            }
            let doc = TokenDoc {
                person: person.as_str().to_owned(),
                expires: moment.now.plus_seconds(lasts_seconds),
                ended: false,
                how: how.to_owned(),
            };
            let version = attempt.latest(&register(system::TOKENS), &RecordId::new(&id))? + 1;
            let leaf = LeafBuilder::new(Kind::SessionStart, moment.today)
                .public("how", how)
                .hidden("at", moment.now.to_string())
                .about([person.clone()]);
            Ok(Plan {
                versions: vec![own_plain(system::TOKENS, &id, version, moment, &doc)?],
                leaf: Some(leaf),
                ..Plan::only_read(())
            })
        })?;
        Ok(())
    }

    /// Who a token stands for. The first time in a process this reads the person's own record and appointments,
    /// as a logged read of one's own data: once a session.
    pub fn who(&self, token: &str) -> Result<Who, AppError> {
        let id = token_id(token);
        let now = self.moment();
        let known = self.sessions.get(&id);
        if let Some(session) = known.as_ref().filter(|s| now.now < s.believed_until && now.now < s.expires)
            && self.still_stands(session)?
        {
            return Ok(Who::Person(Arc::clone(session)));
        }
        // What this session already logged about its own person is not logged again.
        let asking = known.clone().map_or(Who::Engine, Who::Person);
        let done = self.act(&asking, &own_reading(&now), |attempt, moment| {
            let tokens = register(system::TOKENS);
            let record = attempt.get(&tokens, &RecordId::new(&id))?.ok_or(Refusal::NotSignedIn)?;
            let version = record.meta.version;
            let token: TokenDoc = typed(record)?;
            if token.ended || token.expires <= moment.now {
                return Err(Refusal::NotSignedIn.into());
            }
            let person = Subject::new(&token.person);
            let name = name_of(attempt, moment, &person)?;
            let posts = posts(attempt, moment, &person)?;
            Ok(Plan::only_read((person, name, posts, token.expires, version)))
        })?;
        let (person, name, posts, expires, version) = done.value;
        let own = done.read.ok_or_else(|| Fault::Missing("the receipt of an own read".to_owned()))?;
        let believed_until = Instant(now.now.0.saturating_add(BELIEVED_MICROS));
        let session = Arc::new(Session { id, person, name, posts, expires, own, believed_until, version });
        self.sessions.put(&session);
        Ok(Who::Person(session))
    }

    /// False if another program over the same store has ended this session.
    fn still_stands(&self, session: &Session) -> Result<bool, AppError> {
        if !self.store.shared() {
            return Ok(true);
        }
        let version =
            self.store.snapshot()?.latest(&register(system::TOKENS), &RecordId::new(&session.id))?;
        Ok(version == session.version)
    }

    /// Ends a session or token.
    pub fn end_token(&self, who: &Who, token: &str) -> Result<(), AppError> {
        let id = token_id(token);
        let reading = own_reading(&self.moment());
        self.act(who, &reading, |attempt, moment| {
            let record =
                attempt.get(&register(system::TOKENS), &RecordId::new(&id))?.ok_or(Refusal::NotSignedIn)?;
            let version = record.meta.version + 1;
            let mut doc: TokenDoc = typed(record)?;
            doc.ended = true;
            let leaf = LeafBuilder::new(Kind::SessionEnd, moment.today)
                .public("how", "sign-out")
                .hidden("at", moment.now.to_string())
                .about([Subject::new(&doc.person)]);
            Ok(Plan {
                versions: vec![own_plain(system::TOKENS, &id, version, moment, &doc)?],
                leaf: Some(leaf),
                ..Plan::only_read(())
            })
        })?;
        self.sessions.forget(&id);
        Ok(())
    }
}

/// A person's name from their record, by the state's formula.
pub(crate) fn printed_name(model: &model::Model, doc: &Map<String, Value>) -> String {
    let Some(register) = model.registers.get(&model.info.people.register) else { return String::new() };
    let mut vars = domain::scope::Vars::default();
    for field in &register.fields {
        vars.set(field.id.as_str(), domain::value::from_json(&field.ty, doc.get(field.id.as_str())));
    }
    match vars.eval(&model.info.people.name) {
        feel::Value::String(name) => name.to_string(),
        _ => String::new(),
    }
}

/// Current appointments of a person.
fn posts(
    attempt: &crate::attempt::Attempt<'_>,
    moment: &Moment,
    person: &Subject,
) -> Result<Vec<Officer>, AppError> {
    let appointments = &moment.running.model().info.appointments;
    let query = store::Query {
        at: AsOf { valid: moment.today, recorded: None },
        ..equals(
            &appointments.register,
            &appointments.person,
            person.as_str(),
            moment.today,
            base::limit::FACT_RECORDS_MAX,
        )
    };
    let mut posts = Vec::new();
    for sealed in attempt.find(query)? {
        let doc = attempt.open(&sealed)?.doc;
        let text = |field: &base::FieldId| {
            let text = doc.get(field.as_str()).and_then(Value::as_str)?;
            (!text.trim().is_empty()).then(|| text.to_owned())
        };
        // An appointment that leaves one of these open gives no power: nobody decides without a name.
        if let (Some(role), Some(agency), Some(office), Some(name)) = (
            text(&appointments.role),
            text(&appointments.agency),
            text(&appointments.office),
            text(&appointments.name),
        ) {
            posts.push(Officer {
                key: person.clone(),
                name,
                role: RoleId::from(role),
                agency: AgencyId::from(agency),
                office: OfficeId::from(office),
            });
        }
    }
    Ok(posts)
}

/// A person's name as printed.
pub(crate) fn name_of(
    attempt: &crate::attempt::Attempt<'_>,
    moment: &Moment,
    person: &Subject,
) -> Result<String, AppError> {
    let info = &moment.running.model().info;
    let query = equals(&info.people.register, &info.people.key, person.as_str(), moment.today, 1);
    let Some(sealed) = attempt.find(query)?.into_iter().next() else { return Ok(String::new()) };
    let record = attempt.open(&sealed)?;
    Ok(printed_name(moment.running.model(), &record.doc))
}

//! What only a demonstration has: its clock can be moved forward, as a logged act.

use crate::door::{App, Plan};
use crate::error::AppError;
use crate::leaf::{Kind, LeafBuilder};
use crate::permit::Circumstance;
use crate::permit::permit;
use crate::records::{beginning, own_plain, register};
use crate::session::{Who, own_reading};
use access::{Class, Right};
use base::{Hash, Instant, RecordId};
use domain::{Refusal, system};
use serde::{Deserialize, Serialize};
use store::{AsOf, Store};

/// A person with a story who can sign in to the demonstration, as `demo-personas.json` lists them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persona {
    /// The persona's id.
    pub id: String,
    /// The name as printed.
    pub name: String,
    /// `citizen`, `counter`, `officer`, `registrar`, `auditor`.
    pub roles: Vec<String>,
    /// The agency of their appointment, if they have one.
    #[serde(default)]
    pub agency: Option<String>,
    /// A bearer token.
    pub token: String,
    /// The person's key.
    pub pin: String,
    /// Who this is and what to try, in the state's first language; pages tell it in the reader's.
    pub story: String,
}

/// How long a demonstration's token lasts, in seconds: longer than anyone moves its clock.
const TOKEN_SECONDS: i64 = 100 * 365 * 24 * 3_600;

/// Where the clock was put.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockDoc {
    moved_to: Instant,
    ahead_micros: i64,
}

const CLOCK_ID: &str = "clock";

/// The token of a persona, so that the same demonstration has the same ones.
pub fn token_of(seed: u64, persona: &str) -> String {
    Hash::of_parts([b"koom/demo-token/v1".as_slice(), &seed.to_be_bytes(), persona.as_bytes()]).base64url()
}

/// By how many microseconds a store's demonstration runs ahead of the machine's clock.
pub fn ahead_micros(store: &Store) -> Result<Option<i64>, AppError> {
    let at = AsOf { valid: beginning(), recorded: None };
    let Some(sealed) = store.snapshot()?.get(&register(system::CLOCK), &RecordId::new(CLOCK_ID), &at)? else {
        return Ok(None);
    };
    match sealed.open_public() {
        Some(doc) => Ok(Some(crate::records::of_map::<ClockDoc>(doc?)?.ahead_micros)),
        None => Ok(None),
    }
}

impl App {
    /// Gives every persona of the cast a token.
    pub fn give_tokens(&self, cast: &[crate::people::Cast], seed: u64) -> Result<Vec<Persona>, AppError> {
        let mut personas = Vec::new();
        for one in cast.iter().filter(|one| one.sign_in) {
            let token = token_of(seed, &one.id);
            self.keep_token(&token, &one.key, "demonstration", TOKEN_SECONDS)?;
            personas.push(Persona {
                id: one.id.clone(),
                name: one.name.clone(),
                roles: one.roles.clone(),
                agency: one.agency.clone(),
                token,
                pin: one.key.as_str().to_owned(),
                story: one.story.clone(),
            });
        }
        Ok(personas)
    }

    /// Offers these personas at `/LANG/demo/sign-in`. Nothing happens outside demonstrations.
    pub fn offer_personas(&self, personas: Vec<Persona>) {
        if self.config.demonstration {
            let _offered_before = self.personas.set(personas);
        }
    }

    /// The personas that can sign in; none outside demonstrations.
    pub fn personas(&self) -> &[Persona] {
        self.personas.get().map(Vec::as_slice).unwrap_or_default()
    }

    /// Moves the clock forward and does what has become due. Refused outside demonstrations and backwards. The
    /// engine itself moves it only to where a demonstration starts.
    pub fn move_clock(&self, who: &Who, to: Instant) -> Result<Instant, AppError> {
        let moment = self.moment();
        if !self.config.demonstration {
            return Err(Refusal::NotAllowed.into());
        }
        if !matches!(who, Who::Engine) {
            permit(&moment, who, Right::MoveClock, Class::Installation, None, Circumstance::default())?;
        }
        self.act(who, &own_reading(&moment), |attempt, moment| {
            if to <= moment.now {
                return Err(Refusal::ClockBackwards { now: moment.today }.into());
            }
            let version = attempt.latest(&register(system::CLOCK), &RecordId::new(CLOCK_ID))? + 1;
            let leaf = LeafBuilder::new(Kind::ClockMove, moment.today)
                .public("to", moment.running.date(to).to_string())
                .hidden("at", moment.now.to_string())
                .hidden("actor", who.as_json());
            let doc = ClockDoc { moved_to: to, ahead_micros: self.clock.offset_to(to) };
            Ok(Plan {
                versions: vec![own_plain(system::CLOCK, CLOCK_ID, version, moment, &doc)?],
                leaf: Some(leaf),
                ..Plan::only_read(())
            })
        })?;
        self.clock.move_to(to);
        while self.work()? > 0 {}
        Ok(self.moment().now)
    }
}

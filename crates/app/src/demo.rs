//! What only a demonstration has: its clock can be moved forward, as a logged act.

use crate::door::{App, Plan};
use crate::error::AppError;
use crate::leaf::{Kind, LeafBuilder};
use crate::permit::Circumstance;
use crate::records::{beginning, own_version, register};
use crate::session::{Who, own_reading};
use access::{Class, Right};
use base::{Instant, RecordId};
use domain::{Refusal, system};
use serde::{Deserialize, Serialize};
use store::{AsOf, Store};

/// Where the clock was put.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockDoc {
    moved_to: Instant,
}

const CLOCK_ID: &str = "clock";

/// The last time a store's clock was moved to.
pub fn moved_clock(store: &Store) -> Result<Option<Instant>, AppError> {
    let at = AsOf { valid: beginning(), recorded: None };
    let Some(sealed) = store.snapshot()?.get(&register(system::CLOCK), &RecordId::new(CLOCK_ID), &at)? else { return Ok(None) };
    match sealed.open_public() {
        Some(doc) => Ok(Some(crate::records::of_map::<ClockDoc>(doc?)?.moved_to)),
        None => Ok(None),
    }
}

impl App {
    /// Moves the clock forward and does what has become due. Refused outside demonstrations and backwards.
    pub fn move_clock(&self, who: &Who, to: Instant) -> Result<Instant, AppError> {
        let moment = self.moment();
        if !self.config.demonstration {
            return Err(Refusal::NotAllowed.into());
        }
        self.permit(&moment, who, Right::MoveClock, Class::Installation, None, Circumstance::default())?;
        self.act(who, &own_reading(&moment), |attempt, moment| {
            if to <= moment.now {
                return Err(Refusal::ClockBackwards { now: moment.today }.into());
            }
            let version = attempt.latest(&register(system::CLOCK), &RecordId::new(CLOCK_ID))? + 1;
            let leaf = LeafBuilder::new(Kind::ClockMove, moment.today)
                .public("to", moment.running.date(to).to_string())
                .hidden("at", moment.now.to_string())
                .hidden("actor", who.as_json());
            let doc = ClockDoc { moved_to: to };
            Ok(Plan {
                versions: vec![own_version(system::CLOCK, CLOCK_ID, version, moment, &doc, Vec::new(), Vec::new())?],
                leaf: Some(leaf),
                ..Plan::only_read(())
            })
        })?;
        self.clock.move_to(to);
        while self.work()? > 0 {}
        Ok(self.moment().now)
    }
}

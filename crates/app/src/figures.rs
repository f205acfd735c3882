//! Public figures: counts from the index, small numbers suppressed.

use crate::door::{App, Moment};
use crate::error::AppError;
use crate::records::register;
use base::FieldId;
use domain::system::{self, case_field};
use serde::Serialize;
use store::{AsOf, Key, Match, Query, Snapshot};

/// Counts from 1 to this are shown as "few": nobody is to be found in them.
pub const FEW: u64 = 4;

/// The cases of one service in one office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The agency.
    pub agency: String,
    /// The office.
    pub office: String,
    /// The service.
    pub service: String,
    /// Filed in all.
    pub filed: u64,
    /// Waiting for an officer or the applicant.
    pub waiting: u64,
    /// Overdue now.
    pub overdue: u64,
}

impl App {
    /// Figures by office and service, of those with any case.
    pub fn figures(&self) -> Result<Vec<Figure>, AppError> {
        let moment = self.moment();
        let snapshot = self.store.snapshot()?;
        let mut figures = Vec::new();
        let model = moment.running.model();
        for agency in model.agencies.values() {
            let offices = agency.offices.iter().map(|office| office.id.as_str().to_owned());
            for office in offices.chain([String::new()]) {
                for service in model.services.keys() {
                    let key = format!("{}/{office}/{service}", agency.id);
                    let filed = count(&*snapshot, &moment, &key, None)?;
                    if filed == 0 {
                        continue;
                    }
                    let waiting = model.services.get(service).map_or_else(Vec::new, |service| {
                        service.states.keys().map(|state| Key::from(state.as_str())).collect()
                    });
                    figures.push(Figure {
                        agency: agency.id.as_str().to_owned(),
                        office: office.clone(),
                        service: service.as_str().to_owned(),
                        filed,
                        waiting: count(&*snapshot, &moment, &key, Some((case_field::STATE, waiting)))?,
                        overdue: count(
                            &*snapshot,
                            &moment,
                            &key,
                            Some((case_field::OVERDUE, vec![Key::from("yes")])),
                        )?,
                    });
                }
            }
        }
        Ok(figures)
    }
}

fn count(
    snapshot: &dyn Snapshot,
    moment: &Moment,
    figure: &str,
    also: Option<(&str, Vec<Key>)>,
) -> Result<u64, AppError> {
    let mut conditions = Vec::new();
    if let Some((field, keys)) = also {
        if keys.is_empty() {
            return Ok(0);
        }
        conditions.push((FieldId::new(field), Match::In(keys)));
    }
    conditions.push((FieldId::new(case_field::FIGURE), Match::In(vec![Key::from(figure)])));
    let query = Query {
        register: register(system::CASES),
        conditions,
        at: AsOf { valid: moment.today, recorded: None },
        limit: usize::MAX,
    };
    Ok(snapshot.count(&query)?)
}

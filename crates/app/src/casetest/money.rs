//! Money in a played case: months that begin, cash that is handed out.

use super::runner::Runner;
use base::{CaseId, Instant};
use domain::{Broken, CaseDoc, Stop};

impl Runner<'_> {
    /// Books the months of benefits that have begun.
    pub(super) fn months(&mut self) -> Result<(), Stop> {
        let ids: Vec<CaseId> = self.cases.keys().cloned().collect();
        for id in ids {
            let case = self.case(&id)?;
            if let Some(decided) = domain::ledger::month(self.rules, self.today, case)? {
                self.cases.insert(id, decided.case);
            }
        }
        Ok(())
    }

    /// An officer of the desk hands out what a case is owed.
    pub(super) fn pay_out(&mut self, id: &CaseId, case: CaseDoc) -> Result<(), Stop> {
        let at = Instant::start_of(self.today, &self.zone).ok_or(Broken::Calendar)?;
        let officer = super::setting::desk_of(self.rules, &case);
        let decided = domain::ledger::pay_out(self.rules, (at, self.today), case, officer.as_ref(), false)?;
        self.cases.insert(id.clone(), decided.case);
        Ok(())
    }
}

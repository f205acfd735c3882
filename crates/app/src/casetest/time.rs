//! How time passes in a case that is played.

use super::runner::Runner;
use base::time::DateTime;
use domain::CaseDoc;

impl Runner<'_> {
    /// Time passes as it does for a program that runs: each term ends and each month begins in its own time.
    pub(super) fn pass(&mut self, to: DateTime) -> Result<(), String> {
        if to < self.now {
            return Err(format!("time does not go back from {} to {}", said(self.now), said(to)));
        }
        loop {
            let terms = self.cases.values().filter_map(|case| self.passes(case));
            let months = self.cases.values().filter_map(|case| case.pay.as_ref()?.next);
            let months = months.filter(|day| *day > self.today).map(|day| day.at(0, 0, 0, 0));
            let over = terms.chain(months).filter(|over| *over <= to).min();
            self.now = over.unwrap_or(to).max(self.now);
            self.today = self.now.date();
            self.work().or_else(|stop| self.stopped("what time brings", stop))?;
            if self.refused.is_some() || (over.is_none() && self.now == to) {
                return Ok(());
            }
        }
    }

    /// When the running term of a case has passed: after its last day, or a second after its last minute.
    fn passes(&self, case: &CaseDoc) -> Option<DateTime> {
        match case.due_at {
            Some(moment) => Some(moment.plus_seconds(1).civil(&self.zone)),
            None => Some(case.due?.tomorrow().ok()?.at(0, 0, 0, 0)),
        }
    }
}

/// A moment as a case writes it: midnight is its day.
pub(super) fn said(moment: DateTime) -> String {
    let (day, hour, minute) = (moment.date(), moment.hour(), moment.minute());
    if hour == 0 && minute == 0 { day.to_string() } else { format!("{day} {hour:02}:{minute:02}") }
}

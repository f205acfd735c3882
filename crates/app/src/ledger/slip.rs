//! What a desk sees of the money it took or handed out: the receipt of the day, and whether a case waits for it.

use super::{TransferDoc, number, read};
use crate::case_record::{service_of, waits_for_desk};
use crate::door::{App, Plan};
use crate::error::AppError;
use crate::gate::Line;
use crate::permit::{Circumstance, verdict};
use crate::records::{register, typed};
use crate::session::{Who, name_of};
use crate::view;
use access::{Class, Right};
use base::{CaseId, Lang, RecordId};
use domain::Refusal;
use domain::system;
use store::AsOf;

/// A receipt for cash, as the desk hands it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskSlip {
    /// The number of the transfer, unique for life.
    pub number: String,
    /// The number of the case.
    pub case: String,
    /// The service, in words.
    pub title: String,
    /// What the money is for, in words.
    pub text: String,
    /// The amount, in words.
    pub amount_text: String,
    /// The day, in words.
    pub date_text: String,
    /// Who paid or was paid: the name as printed.
    pub person: String,
    /// Agency and office of the desk, in words.
    pub place: String,
}

impl App {
    /// True if a case waits for money at a desk of the reader. Opens nothing.
    pub fn waits_at_desk(&self, who: &Who, case: &CaseId) -> Result<bool, AppError> {
        let (moment, session) = (self.moment(), who.session()?);
        let at = AsOf { valid: moment.today, recorded: None };
        let sealed =
            self.store.snapshot()?.get(&register(system::CASES), &RecordId::new(case.as_str()), &at)?;
        Ok(sealed.is_some_and(|sealed| waits_for_desk(&moment, session, &sealed)))
    }

    /// The receipt of what the reader's desk took or handed out for a case, on the day it did: the case itself may be
    /// out of its sight by then. A read like any other, for the purpose of the case.
    pub fn desk_slip(&self, who: &Who, case: &CaseId, tail: &str, lang: &Lang) -> Result<DeskSlip, AppError> {
        let session = who.session()?;
        let reading = self.reading_of_case(&self.moment(), case)?;
        let id = number(case.as_str(), tail);
        let done = self.act_in(Line::Look, who, &reading, |attempt, moment| {
            let at = AsOf { valid: moment.today, recorded: None };
            let unknown = Refusal::UnknownCase;
            let sealed = |register, id: &str| attempt.snapshot().get(&register, &RecordId::new(id), &at);
            let of_case = sealed(register(system::CASES), case.as_str())?.ok_or_else(|| unknown.clone())?;
            let moved = sealed(register(system::TRANSFERS), &id)?.ok_or_else(|| unknown.clone())?;
            let line = read::line(&moved)?;
            let rules = &moment.running.rules;
            let desk = rules.model.ledger.as_ref().map(|ledger| &ledger.desk);
            let mine = session.posts.iter().filter(|post| desk == Some(&post.role)).find(|post| {
                domain::ledger::drawer(rules, post)
                    .is_ok_and(|drawer| [&line.debit, &line.credit].contains(&&drawer))
            });
            let Some(post) = mine.filter(|_| line.day == moment.today) else {
                return Err(unknown.into());
            };
            let service = service_of(&of_case)?;
            let circumstance = Circumstance { in_office: true, ..Circumstance::default() };
            if !verdict(moment, who, Right::View, Class::Case(&service), None, circumstance).allowed {
                return Err(unknown.into());
            }
            let record = attempt.get(&register(system::TRANSFERS), &RecordId::new(&id))?.ok_or(unknown)?;
            let TransferDoc { transfer, .. } = typed(record)?;
            let running = &*moment.running;
            let words = running.service_words(&service, lang)?;
            let body = running.model().agencies.get(&post.agency);
            let office = body.and_then(|body| body.office(&post.office)).map(|office| office.name.get(lang));
            let agency = view::agency(running, &post.agency, lang);
            Ok(Plan::only_read(DeskSlip {
                number: id.clone(),
                case: case.as_str().to_owned(),
                title: words.text("title"),
                text: words.text(&format!("transfer-{}", transfer.kind.name())),
                amount_text: view::money(running, &words, &view::major(running, transfer.amount)),
                date_text: words.date(transfer.day),
                person: name_of(attempt, moment, &base::Subject::new(&transfer.person))?,
                place: office.map_or_else(|| agency.clone(), |office| format!("{agency}, {office}")),
            }))
        })?;
        Ok(done.value)
    }
}

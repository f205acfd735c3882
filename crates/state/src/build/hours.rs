//! Opening hours: of the state in `state.yaml`, of agencies and offices in `agencies/*.yaml`.

use crate::build::state::weekday;
use crate::codes;
use crate::index::Resolver;
use crate::view::View;
use base::{Date, LangText};
use model::hours::DAY_MINUTES;
use model::{Hours, HoursLine, Source, WorkedDay};
use std::collections::BTreeMap;

/// The opening hours of a calendar, agency or office; none if it names none.
pub fn read(view: View<'_>, names: &mut Resolver<'_>) -> Hours {
    let mut lines: Vec<(HoursLine, Source)> = Vec::new();
    for item in view.list("hours") {
        let Some(line) = line(item, names) else { continue };
        let at = item.head();
        if let Some((_, before)) = lines.iter().find(|(other, _)| overlap(other, &line)) {
            names
                .sink
                .error(codes::OVERLAPPING_DATES, at.clone(), "two lines of hours hold on the same day")
                .help("end the earlier one with `until`, or take the day of the week out of one")
                .related(before.clone(), "this one still holds then");
        }
        lines.push((line, at));
    }
    Hours(lines.into_iter().map(|(line, _)| line).collect())
}

fn overlap(a: &HoursLine, b: &HoursLine) -> bool {
    a.days.iter().any(|day| b.days.contains(day))
        && a.until.is_none_or(|until| b.from < until)
        && b.until.is_none_or(|until| a.from < until)
}

fn line(item: View<'_>, names: &mut Resolver<'_>) -> Option<HoursLine> {
    let (from, until) = (item.date("from")?, item.date("until"));
    if let (Some(end), Some(day)) = (item.get("until"), until)
        && day <= from
    {
        names
            .sink
            .error(codes::BAD_DATES, end.at(), format!("`until` is not after {from}"))
            .help("`until` is the first day on which these hours no longer hold");
    }
    let mut spans: Vec<(u16, u16)> = Vec::new();
    for open in item.list("open") {
        let text = open.text()?;
        match span(text) {
            Some((opens, closes)) if opens < closes && spans.last().is_none_or(|last| last.1 < opens) => {
                spans.push((opens, closes));
            }
            _ => {
                names
                    .sink
                    .error(
                        codes::BAD_HOURS,
                        open.at(),
                        format!("`{text}` are no opening hours that fit here"),
                    )
                    .help("write spans like \"09:00-12:00\", the earlier first, with a break between them");
            }
        }
    }
    let days = item.list("days").filter_map(|day| weekday(day.text()?)).collect();
    Some(HoursLine { from, until, days, spans })
}

fn span(text: &str) -> Option<(u16, u16)> {
    let (opens, closes) = text.split_once('-')?;
    Some((minute(opens)?, minute(closes)?))
}

/// `HH:MM` as minutes of the day; `24:00` is its end.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) =
        text.split_once(':').filter(|(hour, minute)| hour.len() == 2 && minute.len() == 2)?;
    let (hour, minute) =
        (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok().filter(|minute| *minute < 60)?);
    hour.checked_mul(60)?.checked_add(minute).filter(|minute| *minute <= DAY_MINUTES)
}

/// Days of a weekend on which state bodies work.
pub fn worked_days(
    view: View<'_>,
    days_off: &BTreeMap<Date, LangText>,
    names: &mut Resolver<'_>,
) -> BTreeMap<Date, WorkedDay> {
    let mut worked = BTreeMap::new();
    for item in view.list("worked_days") {
        let (Some(day), Some(like)) = (item.date("on"), item.text_of("like").and_then(weekday)) else {
            continue;
        };
        if days_off.contains_key(&day) {
            names
                .sink
                .error(codes::BAD_DATES, item.key_at("on"), format!("{day} is both worked and a day off"))
                .help("take the day out of one of the two lists");
        }
        worked.insert(day, WorkedDay { like, name: item.words("name") });
    }
    worked
}

//! `state.yaml`, `agencies/*.yaml` and `law/*.yaml`.

use crate::build::burden::burden;
use crate::build::formula::{self, Expect, Scope};
use crate::build::home::home;
use crate::build::hours;
use crate::codes;
use crate::index::Resolver;
use crate::shape::{Checker, Shape};
use crate::view::View;
use base::money::Currency;
use base::time::{TimeZone, Weekday};
use base::{FieldId, Lang, LangText, PurposeId, RegisterId, RoleId};
use model::info::Identifier;
use model::law::{Dated, Parameter};
use model::{
    Appointments, Article, Calendar, Form, Law, ParameterValue, People, Places, Purpose, Script, StateInfo,
};
use std::collections::BTreeMap;

/// Longest block of days off, in days: a longer one is a slip of the pen.
const DAYS_OFF_MAX: usize = 62;

/// Reads `state.yaml`. `None` if something without which the rest makes no sense is missing.
pub fn info(view: View<'_>, names: &mut Resolver<'_>) -> Option<StateInfo> {
    let languages: Vec<Lang> = view.list("languages").filter_map(|item| item.text().map(Lang::new)).collect();
    if let Some(list) = view.get("languages").filter(|_| languages.is_empty()) {
        names
            .sink
            .error(codes::WRONG_KIND, list.at(), "a state has at least one language")
            .help("write the tag of one: `languages: [xx]`");
    }
    let right_to_left = view.list("right_to_left").filter_map(|item| {
        let tag = item.text()?;
        if !languages.iter().any(|lang| lang.as_str() == tag) {
            let help = crate::sink::did_you_mean(tag, languages.iter().map(Lang::as_str), "languages");
            names
                .sink
                .error(codes::UNKNOWN_LANGUAGE, item.at(), format!("`{tag}` is no language of this state"))
                .help(help);
        }
        Some(Lang::new(tag))
    });
    let right_to_left = right_to_left.collect();
    Some(StateInfo {
        id: view.text_of("state")?.to_owned(),
        name: view.words("name"),
        demonstration: view.get("demonstration").map(View::as_words),
        reading: view.words("reading"),
        right_to_left,
        language_names: language_names(view, &languages, names),
        languages,
        time_zone: time_zone(view, names)?,
        currency: currency(view)?,
        currency_name: view.get("currency")?.words("name"),
        calendar: calendar(view.get("calendar")?, names),
        majority: u8::try_from(view.number("majority")?).ok()?,
        identifiers: identifiers(view, names),
        letters: view
            .map("letters")
            .filter_map(|pair| Some((pair.key.chars().next()?, pair.value.text()?.chars().next()?)))
            .collect(),
        scripts: view
            .map("scripts")
            .filter_map(|pair| Some((Lang::new(pair.key), script(pair.value)?)))
            .collect(),
        people: people(view.get("people")?, names)?,
        appointments: appointments(view.get("appointments")?, names),
        places: view.get("places").map(|view| places(view, names)),
        roles: view.map("roles").map(|pair| (RoleId::new(pair.key), pair.value.as_words())).collect(),
        purposes: view
            .map("purposes")
            .map(|pair| {
                let purpose =
                    Purpose { title: pair.value.words("title"), law: names.cite(pair.value.get("law")) };
                (PurposeId::new(pair.key), purpose)
            })
            .collect(),
        reads_kept_days: view.number("reads_kept_days")?,
        burden: view.get("burden").map(burden).unwrap_or_default(),
    })
}

fn script(view: View<'_>) -> Option<Script> {
    let letters = view
        .map("letters")
        .filter_map(|pair| Some((pair.key.chars().next()?, pair.value.text()?.to_owned())))
        .collect();
    Some(Script { source: view.text_of("source")?.to_owned(), letters })
}

fn language_names(view: View<'_>, languages: &[Lang], names: &mut Resolver<'_>) -> BTreeMap<Lang, String> {
    let found: BTreeMap<Lang, String> = view
        .map("language_names")
        .filter_map(|pair| Some((Lang::new(pair.key), pair.value.text()?.to_owned())))
        .collect();
    let missing: Vec<&str> =
        languages.iter().filter(|lang| !found.contains_key(lang)).map(Lang::as_str).collect();
    if let (Some(list), false) = (view.get("language_names"), missing.is_empty()) {
        names
            .sink
            .error(
                codes::MISSING_TRANSLATION,
                list.at(),
                format!("no name for the language {}", crate::shape::list_of(&missing)),
            )
            .help("write what each language calls itself");
    }
    found
}

fn time_zone(view: View<'_>, names: &mut Resolver<'_>) -> Option<TimeZone> {
    let zone = view.get("time_zone")?;
    let name = zone.text()?;
    let found = TimeZone::get(name);
    if found.is_err() {
        names
            .sink
            .error(codes::UNKNOWN_TIME_ZONE, zone.at(), format!("unknown time zone `{name}`"))
            .help("write a name of the tz database, like Europe/Paris or Asia/Tokyo");
    }
    // the rest is read under some zone, so that every other mistake is found too; with this error no model is made
    Some(found.unwrap_or(TimeZone::UTC))
}

fn currency(view: View<'_>) -> Option<Currency> {
    let currency = view.get("currency")?;
    let decimals = u8::try_from(currency.number("decimals")?).ok()?;
    Some(Currency { code: currency.text_of("code")?.into(), decimals })
}

pub(super) fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn calendar(view: View<'_>, names: &mut Resolver<'_>) -> Calendar {
    let mut days_off = BTreeMap::new();
    for item in view.list("days_off") {
        let Some(from) = item.date("from") else { continue };
        let to = item.date("to").unwrap_or(from);
        let days: Vec<_> = from
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= to)
            .take(DAYS_OFF_MAX + 1)
            .collect();
        if days.is_empty() || days.len() > DAYS_OFF_MAX {
            let at = item.get("to").map_or_else(|| item.at(), View::at);
            names
                .sink
                .error(
                    codes::BAD_DATES,
                    at,
                    format!("the days off from {from} to {to} are none or more than {DAYS_OFF_MAX}"),
                )
                .help("`to` is the last day, not before `from`");
        }
        for day in days {
            days_off.insert(day, item.words("name"));
        }
    }
    Calendar {
        weekend: view.list("weekend").filter_map(|item| weekday(item.text()?)).collect(),
        worked_days: hours::worked_days(view, &days_off, names),
        hours: hours::read(view, names),
        days_off,
    }
}

fn identifiers(view: View<'_>, names: &mut Resolver<'_>) -> BTreeMap<String, Identifier> {
    let mut out = BTreeMap::new();
    for pair in view.map("identifiers") {
        if crate::build::register::TYPES.contains(&pair.key) || pair.key == "case" {
            names
                .sink
                .error(codes::RESERVED_NAME, pair.at.clone(), format!("`{}` is a type of its own", pair.key))
                .help("give the identifier another name: it becomes a type of field");
        }
        let (Some(form), Some(example)) = (pair.value.get("form"), pair.value.get("example")) else {
            continue;
        };
        let (Some(form_text), Some(example_text)) = (form.text(), example.text()) else { continue };
        match Form::parse(form_text) {
            Err(error) => {
                names
                    .sink
                    .error(codes::BAD_FORM, form.at(), format!("`{form_text}` is no form of identifiers: {}", error.reason))
                    .help("write characters, classes like [0-9A-F] and counts like {13}; nothing else of regular expressions");
            }
            Ok(parsed) => {
                if !parsed.matches(example_text) {
                    names
                        .sink
                        .error(
                            codes::EXAMPLE_UNLIKE_FORM,
                            example.at(),
                            format!("`{example_text}` does not have the form {form_text}"),
                        )
                        .help("write an example that has the form and is no one's identifier");
                }
                let identifier = Identifier {
                    form: parsed,
                    name: pair.value.words("name"),
                    example: example_text.to_owned(),
                };
                out.insert(pair.key.to_owned(), identifier);
            }
        }
    }
    out
}

fn people(view: View<'_>, names: &mut Resolver<'_>) -> Option<People> {
    let register = names.register(view.get("register"));
    let key = names.field(register.as_str(), view.get("key"));
    let born = names.field(register.as_str(), view.get("born"));
    let fields = names.index.registers.get(register.as_str()).cloned().flatten().unwrap_or_default();
    let scope = Scope::of(fields.iter().map(String::as_str));
    let name = formula::read(view.get("name")?, Expect::Text, &scope, names.sink)?;
    let home = view.get("home").map(|view| home(view, names));
    Some(People { register, key, name, born, home })
}

fn appointments(view: View<'_>, names: &mut Resolver<'_>) -> Appointments {
    let register: RegisterId = names.register(view.get("register"));
    let mut field = |key: &str| -> FieldId { names.field(register.as_str(), view.get(key)) };
    let (person, role, agency) = (field("person"), field("role"), field("agency"));
    let (office, name) = (field("office"), field("name"));
    Appointments { register, person, role, agency, office, name }
}

fn places(view: View<'_>, names: &mut Resolver<'_>) -> Places {
    let register = names.register(view.get("register"));
    let code = names.field(register.as_str(), view.get("code"));
    let into = view.get("into").map(|into| names.field(register.as_str(), Some(into)));
    let parent = view.get("parent").map(|parent| names.field(register.as_str(), Some(parent)));
    let name = view
        .map("name")
        .map(|pair| (Lang::new(pair.key), names.field(register.as_str(), Some(pair.value))))
        .collect();
    let filler = view.text_of("filler").and_then(|text| text.chars().next());
    Places { register, code, name, into, parent, filler }
}

/// Reads a law.
pub fn law(view: View<'_>, names: &mut Resolver<'_>) -> Option<Law> {
    let mut articles = BTreeMap::new();
    for pair in view.map("articles") {
        articles.insert(pair.key.to_owned(), article(pair.value, names));
    }
    let parameters = view
        .map("parameters")
        .map(|pair| (pair.key.to_owned(), parameter(pair.value, pair.at.clone(), &articles, names)))
        .collect();
    let attested = view.get("attested");
    Some(Law {
        id: view.text_of("law")?.to_owned(),
        title: view.words("title"),
        source: view.text_of("source").unwrap_or_default().to_owned(),
        attested_by: attested.and_then(|view| view.text_of("by")).unwrap_or_default().to_owned(),
        attested_on: attested.and_then(|view| view.date("on")).unwrap_or(jiff::civil::Date::ZERO),
        articles,
        parameters,
        at: view.get("law")?.at(),
    })
}

/// An article: languages and the flag `demonstration` share one map.
fn article(view: View<'_>, names: &mut Resolver<'_>) -> Article {
    let mut checker = Checker { path: &view.file.path, languages: &names.index.languages, sink: names.sink };
    let demonstration = view.get("demonstration");
    if let Some(flag) = demonstration {
        checker.check(flag.node, &Shape::Bool);
    }
    let mut words = view.node.clone();
    if let crate::yaml::Kind::Map(entries) = &mut words.kind {
        entries.retain(|entry| entry.key != "demonstration");
    }
    checker.check(&words, &Shape::Words);
    let mut text: LangText = view.as_words();
    text.0.remove(&Lang::new("demonstration"));
    Article { text, demonstration: demonstration.and_then(View::text) == Some("true") }
}

fn parameter(
    view: View<'_>,
    at: model::Source,
    articles: &BTreeMap<String, Article>,
    names: &mut Resolver<'_>,
) -> Parameter {
    let unit = view.text_of("unit").unwrap_or_default();
    let mut values: Vec<(Dated, model::Source)> = Vec::new();
    for item in view.list("values") {
        let Some((dated, at)) = dated(item, unit, articles, names) else { continue };
        values.push((dated, at));
    }
    values.sort_by_key(|(dated, _)| dated.from);
    for pair in values.windows(2) {
        let [(before, before_at), (after, after_at)] = pair else { continue };
        if before.until.is_none_or(|until| until > after.from) {
            names
                .sink
                .error(
                    codes::OVERLAPPING_DATES,
                    after_at.clone(),
                    "two values of this parameter hold on the same day",
                )
                .help(format!("end the earlier one: `until: {}`", after.from))
                .related(before_at.clone(), "this one still holds then");
        }
    }
    let mut kinds = values.iter().map(|(dated, at)| (std::mem::discriminant(&dated.value), at));
    if let Some((first, _)) = kinds.next()
        && let Some((_, at)) = kinds.find(|(kind, _)| *kind != first)
    {
        names
            .sink
            .error(codes::BAD_PARAMETER, at.clone(), "the values of this parameter are of different kinds")
            .help("give all of them as `value` or all as `table`");
    }
    Parameter { unit: unit.to_owned(), values: values.into_iter().map(|(dated, _)| dated).collect(), at }
}

fn dated(
    item: View<'_>,
    unit: &str,
    articles: &BTreeMap<String, Article>,
    names: &mut Resolver<'_>,
) -> Option<(Dated, model::Source)> {
    let at = item.get("from")?.at();
    let from = item.date("from")?;
    let until = item.date("until");
    if let (Some(end), Some(until)) = (item.get("until"), until)
        && until <= from
    {
        names
            .sink
            .error(codes::BAD_DATES, end.at(), format!("`until` is not after {from}"))
            .help("`until` is the first day on which the value no longer holds");
    }
    let article = item.get("article")?;
    let number = article.text().unwrap_or_default();
    if !articles.contains_key(number) {
        let help = crate::sink::did_you_mean(number, articles.keys().map(String::as_str), "articles");
        names
            .sink
            .error(codes::UNKNOWN_ARTICLE, article.at(), format!("this law has no article {number}"))
            .help(help);
    }
    let value = match (item.get("value"), item.get("table")) {
        (Some(value), None) if unit == "text" => ParameterValue::Text(value.text()?.to_owned()),
        (Some(value), None) if unit == "date" => {
            let text = value.text()?;
            let Some(day) = text.parse().ok().filter(|_| text.len() == 10) else {
                names
                    .sink
                    .error(codes::NOT_A_DATE, value.at(), format!("`{text}` is no date"))
                    .help("write a day that exists as year-month-day, like 2026-05-09");
                return None;
            };
            ParameterValue::Date(day)
        }
        (Some(value), None) => {
            let text = value.text()?;
            let Ok(number) = text.parse() else {
                names
                    .sink
                    .error(codes::NOT_A_NUMBER, value.at(), format!("`{text}` is no number"))
                    .help("write digits, with a point before decimals; a text needs `unit: text`");
                return None;
            };
            ParameterValue::Number(number)
        }
        (None, Some(_)) => ParameterValue::Table(
            item.map("table")
                .filter_map(|pair| Some((pair.key.to_owned(), pair.value.text()?.parse().ok()?)))
                .collect(),
        ),
        _ => {
            names
                .sink
                .error(codes::BAD_PARAMETER, at, "a dated value has either `value` or `table`")
                .help("write one of the two");
            return None;
        }
    };
    Some((Dated { from, until, value, article: number.to_owned() }, at))
}

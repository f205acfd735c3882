//! One language: its messages, and dates, numbers and amounts in its shapes.

use crate::messages::{Arg, Messages, NUMBER_BEGINS, NUMBER_ENDS};
use base::Lang;
use base::time::{Date, Instant};
use jiff::tz::TimeZone;

/// In which direction a language is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A language to write in. Copied freely; every component takes one.
#[derive(Clone, Copy)]
pub struct Locale<'a> {
    messages: &'a Messages,
    lang: &'a Lang,
    direction: Direction,
}

impl<'a> Locale<'a> {
    pub(crate) fn new(messages: &'a Messages, lang: &'a Lang, direction: Direction) -> Self {
        Self { messages, lang, direction }
    }

    /// The language.
    pub fn lang(&self) -> &'a Lang {
        self.lang
    }

    /// In which direction it is written.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// A message without values.
    pub fn text(&self, key: &str) -> String {
        self.text_with(key, &[])
    }

    /// A message with values. A missing message is shown as its key in brackets, and counted
    /// (see [`Messages::misses`]).
    pub fn text_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.messages
            .find(self.lang, key, args)
            .unwrap_or_else(|| self.messages.miss(self.lang, key, "no such message"))
    }

    /// A message that need not be there.
    pub fn maybe(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        self.messages.find(self.lang, key, args)
    }

    /// True if there is such a message, here or in the messages below.
    pub fn has(&self, key: &str) -> bool {
        self.messages.has(self.lang, key)
    }

    /// True if this very source has the message, whatever stands below.
    pub fn has_own(&self, key: &str) -> bool {
        self.messages.has_own(self.lang, key)
    }

    /// A date in its long form: messages `date-long` (`$day`, `$month`, `$year`) and `month-1` to `month-12`.
    pub fn date(&self, date: Date) -> String {
        let month = self.text(&format!("month-{}", date.month()));
        // A year is no quantity: as text it gets no separators.
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.text_with("date-long", &[("day", day.into()), ("month", month.into()), ("year", year.into())])
    }

    /// The month and year by themselves: messages `month-of-year` (`$month`, `$year`) and `month-name-1` to `-12`.
    pub fn month(&self, date: Date) -> String {
        let month = self.text(&format!("month-name-{}", date.month()));
        self.text_with("month-of-year", &[("month", month.into()), ("year", date.year().to_string().into())])
    }

    /// The day of the week: messages `weekday-1` (Monday) to `weekday-7`.
    pub fn weekday(&self, date: Date) -> String {
        self.text(&format!("weekday-{}", date.weekday().to_monday_one_offset()))
    }

    /// A time of day: message `time` (`$hour`, `$minute`, two digits each).
    pub fn time(&self, hour: i8, minute: i8) -> String {
        let (hour, minute) = (format!("{hour:02}"), format!("{minute:02}"));
        self.text_with("time", &[("hour", hour.into()), ("minute", minute.into())])
    }

    /// A point in time as date and minute in a zone: message `date-time` (`$date`, `$time`).
    pub fn instant(&self, instant: Instant, zone: &TimeZone) -> String {
        let at = instant.civil(zone);
        let (date, time) = (self.date(at.date()), self.time(at.hour(), at.minute()));
        self.text_with("date-time", &[("date", date.into()), ("time", time.into())])
    }

    /// A decimal number written with digits and a point (`1234567.5`), in the language's shape: messages
    /// `number-group` and `number-decimal`. Text that is no such number is given back as it is.
    pub fn number(&self, decimal: &str) -> String {
        self.messages.shape(self.lang).map_or_else(|| decimal.to_owned(), |shape| shape.number(decimal))
    }

    /// An amount in major units with its unit, on one line: message `money` (`$amount`, `$unit`).
    pub fn money(&self, major: &str, unit: &str) -> String {
        self.text_with("money", &[("amount", self.number(major).into()), ("unit", unit.into())])
    }
}

/// How a language writes numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shape {
    group: String,
    decimal: String,
}

impl Shape {
    /// Takes `number-group` and `number-decimal`, or what another source says, or ISO 80000's shape (a no-break
    /// space and a point).
    pub(crate) fn of(find: impl Fn(&str) -> Option<String>, inherited: Option<&Self>) -> Self {
        let one = |key: &str, inherited: Option<&String>, plain: &str| {
            find(key).or_else(|| inherited.cloned()).unwrap_or_else(|| plain.to_owned())
        };
        Self {
            group: one("number-group", inherited.map(|shape| &shape.group), "\u{A0}"),
            decimal: one("number-decimal", inherited.map(|shape| &shape.decimal), "."),
        }
    }

    /// Groups the digits by three.
    fn number(&self, decimal: &str) -> String {
        let (negative, digits) = decimal.strip_prefix('-').map_or((false, decimal), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !fraction.is_none_or(all_digits) {
            return decimal.to_owned();
        }
        let mut out = String::with_capacity(decimal.len() + 8);
        if negative {
            out.push('\u{2212}');
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                out.push_str(&self.group);
            }
            out.push(digit);
        }
        if let Some(fraction) = fraction {
            out.push_str(&self.decimal);
            out.push_str(fraction);
        }
        out
    }

    /// Gives marked numbers their shape.
    pub(crate) fn numbers_in(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(NUMBER_BEGINS) {
            out.push_str(before);
            let Some((number, after)) = after.split_once(NUMBER_ENDS) else {
                rest = after;
                continue;
            };
            out.push_str(&self.number(number));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::time::Date;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    /// An invented language with the plural rules of `ru`, to show that they come from the tag.
    const WORDS: &str = "\
number-group = {\"\\u00A0\"}
number-decimal = ,
money = { $amount }{\"\\u00A0\"}{ $unit }
date-long = { $year }. { $month } { $day }
month-11 = Frost
time = { $hour }.{ $minute }
date-time = { $date } at { $time }
left = { $n ->
    [one] { $n } seed
    [few] { $n } few
   *[other] { $n } many
 } left
hello = Hello, { $name }!
";

    fn messages() -> Messages {
        Messages::build(&BTreeMap::from([(Lang::new("ru"), vec![WORDS.to_owned()])])).unwrap()
    }

    fn with<T>(look: impl FnOnce(Locale<'_>) -> T) -> T {
        let messages = messages();
        let found = look(messages.locale(&Lang::new("ru"), Direction::Ltr).unwrap());
        assert_eq!(messages.misses(), []);
        found
    }

    #[test]
    fn dates_and_times_take_the_shapes_of_the_words() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let instant = Instant::parse("2026-11-22T00:05:00Z", &zone).unwrap();
        with(|locale| {
            assert_eq!(locale.date(Date::constant(2026, 11, 22)), "2026. Frost 22");
            assert_eq!(locale.instant(instant, &zone), "2026. Frost 22 at 09.05");
        });
    }

    #[test]
    fn numbers_are_grouped_and_signed() {
        with(|locale| {
            for (given, shown) in [
                ("0", "0"),
                ("999", "999"),
                ("4000", "4\u{A0}000"),
                ("1234567.50", "1\u{A0}234\u{A0}567,50"),
                ("-4000", "\u{2212}4\u{A0}000"),
                ("", ""),
                ("1.", "1."),
                (".5", ".5"),
                ("12a", "12a"),
                ("--1", "--1"),
            ] {
                assert_eq!(locale.number(given), shown);
            }
            assert_eq!(locale.money("4000", "seeds"), "4\u{A0}000\u{A0}seeds");
        });
    }

    #[test]
    fn plural_forms_follow_the_tag_and_numbers_in_messages_are_grouped() {
        with(|locale| {
            let left = |n: i64| locale.text_with("left", &[("n", n.into())]);
            assert_eq!(left(1), "1 seed left");
            assert_eq!(left(3), "3 few left");
            assert_eq!(left(5), "5 many left");
            assert_eq!(left(21), "21 seed left");
            assert_eq!(left(12_000), "12\u{A0}000 many left");
        });
    }

    #[test]
    fn values_get_no_invisible_marks_and_cannot_forge_numbers() {
        with(|locale| {
            let hello = |name: &str| locale.text_with("hello", &[("name", name.into())]);
            assert_eq!(hello("Ayna"), "Hello, Ayna!");
            assert_eq!(hello("a\u{E000}b"), "Hello, ab!");
            assert_eq!(hello("{ $n }"), "Hello, { $n }!");
        });
    }

    #[test]
    fn what_is_missing_is_shown_counted_and_listed() {
        let messages = messages();
        let locale = messages.locale(&Lang::new("ru"), Direction::Rtl).unwrap();
        assert_eq!(locale.text("nothing-here"), "[nothing-here]");
        assert_eq!(locale.text("nothing-here"), "[nothing-here]");
        assert_eq!(locale.text("hello"), "Hello, {$name}!");
        assert_eq!(messages.missed(), 3);
        let keys: Vec<String> = messages.misses().into_iter().map(|miss| miss.key).collect();
        assert_eq!(keys, ["hello", "nothing-here"]);
        assert_eq!(locale.maybe("nothing-here", &[]), None);
        assert!(!locale.has("nothing-here") && locale.has("hello"));
        assert_eq!((messages.missed(), locale.direction().as_str()), (3, "rtl"));
        assert!(messages.locale(&Lang::new("xx"), Direction::Ltr).is_none());
    }

    #[test]
    fn a_service_stands_over_the_interface() {
        let base = Arc::new(messages());
        let own = "hello = Own hello\nrest = Rest: { $n }\n".to_owned();
        let texts = BTreeMap::from([(Lang::new("ru"), vec![own])]);
        let service = Messages::build_over(&texts, Some(base)).unwrap();
        let locale = service.locale(&Lang::new("ru"), Direction::Ltr).unwrap();
        assert_eq!(locale.text("hello"), "Own hello");
        assert_eq!(locale.text_with("rest", &[("n", 5000.into())]), "Rest: 5\u{A0}000");
        assert_eq!(locale.number("0.5"), "0,5");
        assert_eq!(locale.date(Date::constant(2026, 11, 2)), "2026. Frost 2");
        assert!(locale.has("left") && !locale.has_own("left") && locale.has_own("rest"));
        assert_eq!(service.missed(), 0);
    }
}

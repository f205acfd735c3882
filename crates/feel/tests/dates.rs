//! The calendar: round trips, and known dates.

use feel::{Date, DateTime, Time, Value};
use proptest::prelude::*;

#[test]
fn known_days_of_the_calendar() {
    for (text, days, weekday, week, day_of_year) in [
        ("1970-01-01", 0, 4, 1, 1),
        ("2000-02-29", 11_016, 2, 9, 60),
        ("2024-12-30", 20_087, 1, 1, 365),
        ("1969-12-31", -1, 3, 1, 365),
        ("0001-01-01", -719_162, 1, 1, 1),
    ] {
        let date: Date = text.parse().unwrap();
        assert_eq!(date.days(), days, "{text}");
        assert_eq!(date.weekday(), weekday, "{text}");
        assert_eq!(date.week_of_year(), week, "{text}");
        assert_eq!(date.day_of_year(), day_of_year, "{text}");
    }
    for text in [
        "2023-02-29",
        "1900-02-29",
        "2024-13-01",
        "2024-00-10",
        "24-01-01",
        "02024-01-01",
        "2024-1-1",
        "-0000-01-01",
    ] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
}

#[test]
fn texts_of_times_and_durations_come_back() {
    for text in [
        "2024-02-29",
        "-999999999-01-01",
        "999999999-12-31",
        "10:30:00",
        "10:30:00.123456789Z",
        "10:30:00.5+06:00",
        "10:30:00-00:30",
        "10:30:00@Asia/Dhaka",
        "2024-02-29T10:30:00+06:00:30",
        "-2024-02-29T10:30:00@Europe/Paris",
        "P1DT2H3M4.5S",
        "-P400D",
        "PT0S",
        "P1Y2M",
        "-P11M",
        "P0M",
    ] {
        let value = Value::temporal(text).unwrap_or_else(|| panic!("{text} is not read"));
        assert_eq!(value.to_string(), format!("@\"{text}\""));
    }
    for text in [
        "P",
        "PT",
        "P1DT",
        "P1Y1D",
        "P1H",
        "PT1D",
        "P-1D",
        "P1.5D",
        "PT1.S",
        "1D",
        "10:30",
        "2024-02-29T",
        "24:00:01",
        "10:30:00@No/Where",
    ] {
        assert!(Value::temporal(text).is_none(), "{text}");
    }
}

#[test]
fn zones_know_their_summer() {
    let offset = |text: &str| text.parse::<DateTime>().unwrap().offset_seconds();
    assert_eq!(offset("2024-07-01T12:00:00@Europe/Paris"), Some(7_200));
    assert_eq!(offset("2024-01-01T12:00:00@Europe/Paris"), Some(3_600));
    assert_eq!(offset("999999999-07-01T12:00:00@Europe/Paris"), Some(7_200));
    assert!(offset("-999999999-07-01T12:00:00@Europe/Paris").is_some());
    assert_eq!(offset("2024-01-01T12:00:00"), None);
    assert_eq!("12:00:00+01:00".parse::<Time>().unwrap().offset_seconds(), Some(3_600));
}

proptest! {
    #[test]
    fn days_and_dates_agree(days in -365_242_000_000_i64..365_242_000_000) {
        if let Some(date) = Date::from_days(days) {
            prop_assert_eq!(date.days(), days);
            prop_assert_eq!(date.to_string().parse::<Date>().unwrap(), date);
            if let Some(next) = Date::from_days(days + 1) {
                prop_assert!(next > date);
                prop_assert_eq!(i64::from(next.weekday()), i64::from(date.weekday()) % 7 + 1);
            }
        }
    }

    #[test]
    fn months_added_can_be_counted(days in -800_000_i64..800_000, months in -5_000_i64..5_000) {
        let date = Date::from_days(days).unwrap();
        let later = date.add_months(months).unwrap();
        // the day may be cut to a shorter month, never into another one
        let counted = date.months_until(later);
        prop_assert!((counted - months).abs() <= i64::from(later.day() != date.day()));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        let _ = Value::temporal(&text);
    }

    #[test]
    fn texts_like_dates_are_read_or_refused(text in "-?[0-9P]{0,10}[-:TDHMSYZ@+0-9.]{0,25}") {
        if let Some(value) = Value::temporal(&text) {
            // what is read prints as something that is read as the same
            let printed = value.to_string();
            let inner = printed.trim_start_matches("@\"").trim_end_matches('"');
            prop_assert_eq!(Value::temporal(inner).unwrap(), value);
        }
    }
}

#[test]
fn a_named_zone_keeps_the_instant_where_clocks_change() {
    for (text, expected) in [
        // the night of 28 to 29 March 2020 has 23 hours in Paris
        (r#"@"2020-03-28T10:00:00@Europe/Paris" + @"P1D""#, r#"@"2020-03-29T11:00:00@Europe/Paris""#),
        (r#"@"2020-03-29T11:00:00@Europe/Paris" - @"PT24H""#, r#"@"2020-03-28T10:00:00@Europe/Paris""#),
        (r#"@"2020-03-28T10:00:00@Europe/Paris" + @"P1M""#, r#"@"2020-04-28T10:00:00@Europe/Paris""#),
        (r#"@"2020-03-28T10:00:00+01:00" + @"P1D""#, r#"@"2020-03-29T10:00:00+01:00""#),
        (r#"@"2020-03-28T10:00:00@europe/paris""#, "null"),
    ] {
        let expr = feel::parse_expression(text, &feel::Names::new()).unwrap();
        let value = feel::evaluate(&expr, &feel::Scope::empty(), &feel::Limits::default()).value;
        assert_eq!(value.to_string(), expected, "{text}");
    }
}

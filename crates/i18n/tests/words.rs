//! The words of every state in the repository: complete, with the values they are given, with the plural forms of
//! their languages, and with shapes of dates and amounts that hold on one line.

#![expect(clippy::unwrap_used, reason = "what tests share; a failure here is the test's failure")]

use base::{Date, Lang};
use i18n::{Direction, Messages, check, plural_categories, read, required};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Every `states/NAME/words`: the name and the texts by language.
fn states() -> Vec<(String, BTreeMap<Lang, Vec<String>>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states");
    let mut states = Vec::new();
    for state in std::fs::read_dir(root).unwrap() {
        let state = state.unwrap();
        let Ok(files) = std::fs::read_dir(state.path().join("words")) else { continue };
        let texts = files.map(|file| {
            let path = file.unwrap().path();
            let lang = Lang::new(path.file_stem().unwrap().to_str().unwrap());
            (lang, vec![std::fs::read_to_string(path).unwrap()])
        });
        states.push((state.file_name().into_string().unwrap(), texts.collect()));
    }
    assert!(states.len() >= 2, "there is a demonstration state and one for tests");
    states
}

#[test]
fn every_state_has_every_word_whole_in_every_language() {
    for (name, texts) in states() {
        let flaws: Vec<String> = check(&texts, required()).iter().map(ToString::to_string).collect();
        assert_eq!(flaws, Vec::<String>::new(), "{name}");
        assert!(Messages::build(&texts).is_ok());
    }
}

#[test]
fn no_state_has_words_that_nothing_needs() {
    let needed: BTreeSet<&str> = i18n::required_keys().iter().copied().collect();
    assert_eq!(needed.len(), required().len(), "a key stands in the list twice");
    for (name, texts) in states() {
        for (lang, texts) in &texts {
            let (messages, _) = read(lang, &texts[0]);
            let idle: Vec<&String> = messages.keys().filter(|key| !needed.contains(key.as_str())).collect();
            assert!(idle.is_empty(), "{name}, {lang}: {idle:?}");
        }
    }
}

#[test]
fn each_language_chooses_by_all_its_plural_forms_and_no_message_is_still_in_another() {
    for (name, texts) in states() {
        let mut chosen_by_language = Vec::new();
        for (lang, texts) in &texts {
            let (messages, _) = read(lang, &texts[0]);
            let choices: Vec<&BTreeSet<String>> =
                messages.values().flat_map(|message| &message.choices).map(|(_, forms)| forms).collect();
            let forms: BTreeSet<String> = plural_categories(lang).into_iter().map(str::to_owned).collect();
            assert!(choices.len() > 5, "{name}, {lang}");
            assert!(choices.iter().all(|choice| **choice == forms), "{name}, {lang}: {forms:?}");
            chosen_by_language.push(choices.len());
        }
        chosen_by_language.dedup();
        assert_eq!(chosen_by_language.len(), 1, "{name}: a plural choice is missing in some language");
    }
}

#[test]
fn dates_and_amounts_hold_together() {
    for (name, texts) in states() {
        let messages = Messages::build(&texts).unwrap();
        for lang in texts.keys() {
            let locale = messages.locale(lang, Direction::Ltr).unwrap();
            let amount = locale.money("1234567.5", "UNIT");
            assert!(!amount.contains(' ') && amount.contains('\u{A0}'), "{name}, {lang}: {amount}");
            let dates: BTreeSet<String> =
                (1..=12).map(|m| locale.date(Date::constant(2026, m, 22))).collect();
            assert_eq!(dates.len(), 12, "{name}, {lang}");
            assert!(dates.iter().all(|date| date.contains("22") && date.contains("2026")), "{name}, {lang}");
            let week: BTreeSet<String> =
                (1..=7).map(|d| locale.weekday(Date::constant(2026, 11, d))).collect();
            assert_eq!(week.len(), 7, "{name}, {lang}");
        }
        assert_eq!(messages.misses(), [], "{name}");
    }
}

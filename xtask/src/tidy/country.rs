//! The engine knows no country: nothing under `crates/` names the demonstration state's things. Tests are included,
//! because what a test needs of a country another country can't give it; general tests run on the invented state.

use super::{Finding, line_of};
use crate::exceptions::COUNTRY;
use crate::tree::Tree;
use std::collections::BTreeSet;

const RULE: &str = "country";
const FOLDER: &str = "crates/";

/// Parts of words, in lower case.
const PARTS: &[&str] = &[
    "kyrgyz",
    "kirghiz",
    "kirgiz",
    "кыргыз",
    "киргиз",
    "bishkek",
    "бишкек",
    "naryn",
    "нарын",
    "balaga",
    "балага",
    "suiunchu",
    "сүйүнчү",
    "bulogo",
    "бүлөгө",
    "tyiyn",
    "tyiyin",
    "тыйын",
    "tunduk",
    "түндүк",
    "asia/bishkek",
    "+996",
];
/// Whole words, in lower case.
const WORDS: &[&str] = &[
    "kgs",
    "som",
    "soms",
    "сом",
    "сома",
    "сому",
    "сомов",
    "сомдук",
    "996",
    "osh",
    "ош",
    "batken",
    "баткен",
    "talas",
    "талас",
    "инн",
    "эгэмен",
];
/// Letters of the Kyrgyz alphabet that its neighbours do not have together.
const LETTERS: &[char] = &['ң', 'ө', 'ү', 'Ң', 'Ө', 'Ү'];

/// Everything under `crates/`.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut used = BTreeSet::new();
    for (path, text) in tree.under(FOLDER, "") {
        for (position, found) in country_words(text) {
            let exception =
                COUNTRY.iter().find(|(file, words, _)| *file == path && words.contains(&found.as_str()));
            if let Some((file, ..)) = exception {
                used.insert((*file, found));
            } else {
                let place = format!("{path}:{}", line_of(text, position));
                let sentence =
                    format!("says {found:?}; the engine knows no country, this belongs into a state folder");
                findings.push(Finding::new(RULE, place, sentence));
            }
        }
    }
    for (file, words, _) in COUNTRY {
        let stale = words.iter().filter(|word| !used.contains(&(*file, (**word).to_owned())));
        findings.extend(stale.map(|word| {
            Finding::new(RULE, *file, format!("its exception for {word:?} is no longer needed; remove it"))
        }));
    }
    findings
}

/// Byte positions and what stands there: a part, a word, or `letters`.
fn country_words(text: &str) -> Vec<(usize, String)> {
    let lower = text.to_lowercase();
    // Lower case keeps the length of every letter these lists have; where a text has others, positions only name a
    // line nearby.
    let mut found: Vec<(usize, String)> = PARTS
        .iter()
        .flat_map(|part| lower.match_indices(part).map(|(at, _)| (at, (*part).to_owned())))
        .collect();
    let mut start = 0;
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        if WORDS.contains(&word) {
            found.push((start, word.to_owned()));
        }
        // Every separator is one character; its length is found by looking.
        start += word.len();
        start += lower.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found.extend(
        text.char_indices().filter(|(_, c)| LETTERS.contains(c)).map(|(at, _)| (at, "letters".to_owned())),
    );
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(text: &str) -> Vec<Finding> {
        let found =
            check(&Tree::of(&[("crates/a/src/b.rs", text), ("states/kg/state.yaml", "currency: KGS")]));
        found.into_iter().filter(|finding| !finding.sentence.contains("no longer needed")).collect()
    }

    #[test]
    fn words_of_the_country_are_found_wherever_they_stand() {
        for text in [
            "// In Kyrgyzstan it is so.",
            "zone(\"Asia/Bishkek\")",
            "\"4 000 сом\"",
            "Currency::Kgs",
            "phone: +996 555",
            "let som = 4_000;",
            "БИШКЕК",
            "\"ң\"",
            "Ү",
        ] {
            assert!(!new(text).is_empty(), "{text}");
        }
        assert_eq!(new("a\nb\nKGS")[0].place, "crates/a/src/b.rs:3");
    }

    #[test]
    fn other_words_are_left_alone() {
        for text in
            ["some text, something", "1996 and 9960", "\"сомнение\"", "Asia/Tokyo", "shoshone", "\"ä ё ж\""]
        {
            assert_eq!(new(text), [], "{text}");
        }
    }

    #[test]
    fn an_exception_holds_for_its_file_and_word_only() {
        let Some((file, words, _)) = COUNTRY.first() else { return };
        let word = if words[0] == "letters" { "ө" } else { words[0] };
        let at_home = check(&Tree::of(&[(file, word)]));
        assert!(!at_home.iter().any(|finding| finding.sentence.contains("knows no country")));
        let elsewhere = check(&Tree::of(&[("crates/a/src/b.rs", word)]));
        assert!(elsewhere.iter().any(|finding| finding.sentence.contains("knows no country")));
        assert!(
            elsewhere
                .iter()
                .any(|finding| finding.place == *file && finding.sentence.contains("no longer needed"))
        );
    }

    #[test]
    fn every_exception_says_why() {
        for (file, words, why) in COUNTRY {
            assert!(!words.is_empty() && why.len() > 20, "{file}");
        }
    }
}

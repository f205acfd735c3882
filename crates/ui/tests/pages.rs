//! Every page of the gallery, in every language of every state: no word missing, and the HTML sound.

#![expect(clippy::unwrap_used, reason = "what tests share; a failure here is the test's failure")]

#[path = "../examples/gallery/sample.rs"]
mod sample;

use base::Lang;
use i18n::{Direction, Locale, Messages};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Elements without an end tag.
const VOID: [&str; 7] = ["meta", "link", "input", "br", "hr", "img", "base"];

/// Renders every page of every state and hands it over with a name to say which it was.
fn for_every_page(look: impl Fn(&str, &str, Locale<'_>)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../states");
    let mut seen = 0;
    for state in std::fs::read_dir(root).unwrap() {
        let state = state.unwrap();
        let Ok(files) = std::fs::read_dir(state.path().join("words")) else { continue };
        let texts: BTreeMap<Lang, Vec<String>> = files
            .map(|file| {
                let path = file.unwrap().path();
                let lang = Lang::new(path.file_stem().unwrap().to_str().unwrap());
                (lang, vec![std::fs::read_to_string(path).unwrap()])
            })
            .collect();
        let tags: Vec<String> = texts.keys().map(ToString::to_string).collect();
        let messages = Messages::build(&texts).unwrap();
        for lang in texts.keys() {
            let words = messages.locale(lang, Direction::Rtl).unwrap();
            for (page, html) in sample::pages(words, &tags) {
                look(&format!("{} {lang} {page}", state.file_name().display()), &html.into_string(), words);
                seen += 1;
            }
        }
        assert_eq!(messages.misses(), [], "{}", state.file_name().display());
    }
    assert!(seen >= 5 * 12);
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!(" {attribute}=\"");
    html.split(mark.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The page without its stylesheet.
fn without_style(html: &str) -> String {
    let (before, rest) = html.split_once("<style").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    format!("{before}{after}")
}

#[test]
fn ids_are_unique_and_whatever_points_at_one_finds_it() {
    for_every_page(|name, html, _| {
        let html = without_style(html);
        let ids = values(&html, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: {ids:?}");
        for attribute in ["for", "aria-describedby", "aria-labelledby"] {
            for id in values(&html, attribute).iter().flat_map(|ids| ids.split(' ')) {
                assert!(unique.contains(id), "{name}: {attribute} points at {id}");
            }
        }
        for id in values(&html, "href").iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(id.is_empty() || unique.contains(id), "{name}: a link leads to #{id}");
        }
    });
}

#[test]
fn every_field_has_a_label() {
    for_every_page(|name, html, _| {
        let labelled: BTreeSet<&str> = values(html, "for").into_iter().collect();
        for start in ["<input ", "<select ", "<textarea "] {
            for field in html.split(start).skip(1).map(|rest| rest.split('>').next().unwrap()) {
                let field = format!(" {field}");
                let hidden = values(&field, "type") == ["hidden"];
                assert!(hidden || labelled.contains(values(&field, "id")[0]), "{name}: {field}");
            }
        }
    });
}

#[test]
fn tags_are_closed_in_order_and_attributes_stand_once() {
    for_every_page(|name, html, _| {
        let html = without_style(html);
        let mut open: Vec<&str> = Vec::new();
        for piece in html.split('<').skip(2) {
            let (tag, _) = piece.split_once('>').unwrap();
            if let Some(end) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(end), "{name}: at {piece}");
                continue;
            }
            let element = tag.split(' ').next().unwrap();
            let names: Vec<&str> = tag.split("=\"").map(|part| part.rsplit(' ').next().unwrap()).collect();
            let attributes = &names[..names.len().saturating_sub(1)];
            let unique: BTreeSet<&&str> = attributes.iter().collect();
            assert_eq!(unique.len(), attributes.len(), "{name}: an attribute twice in {tag}");
            if !VOID.contains(&element) && !tag.ends_with('/') {
                open.push(element);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    });
}

#[test]
fn a_page_has_one_heading_and_one_main_button_and_nothing_that_a_strict_policy_forbids() {
    for_every_page(|name, html, words| {
        let bare = without_style(html);
        assert_eq!(bare.matches("<h1").count(), 1, "{name}");
        assert_eq!(bare.matches("<main").count(), 1, "{name}");
        let main = values(&bare, "class").iter().filter(|class| **class == "km-button").count();
        assert!(main <= 1, "{name}: {main} main buttons");
        for forbidden in ["<script", " style=", " onclick=", " onload=", "javascript:", "http://", "src="] {
            assert!(!bare.contains(forbidden), "{name}: {forbidden}");
        }
        assert!(html.starts_with("<!DOCTYPE html><html lang=\""), "{name}");
        assert_eq!(values(&bare, "lang")[0], words.lang().as_str(), "{name}");
        assert_eq!(values(&bare, "dir")[0], "rtl", "{name}");
        assert!(html.contains("<style nonce=\"gallery\">"), "{name}");
    });
}

#[test]
fn what_a_person_types_is_never_markup() {
    let texts = BTreeMap::from([(Lang::new("eo"), vec!["why-we-ask = Why\n".to_owned()])]);
    let messages = Messages::build(&texts).unwrap();
    let words = messages.locale(&Lang::new("eo"), Direction::Ltr).unwrap();
    let evil = "\"><script>alert(1)</script>";
    let field = ui::Field { id: "x", label: evil, hint: Some(evil), why: Some(evil), ..Default::default() };
    let html = ui::TextInput { field, value: evil, ..Default::default() }.render(words).into_string();
    assert!(!html.contains("<script"), "{html}");
    assert_eq!(html.matches("&quot;&gt;&lt;script&gt;").count(), 4);
}

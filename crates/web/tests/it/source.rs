//! What the sources may not hold: words of any language. Pages speak only through messages.

use std::path::Path;

/// Literal text inside `html! { … }`: a quoted string that has two letters in a row and is neither an attribute's
/// value nor an argument.
#[test]
fn no_language_stands_in_the_markup() {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut scanned = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let source = source.split("#[cfg(test)]").next().unwrap();
            scanned += source.matches("html! {").count();
            found.extend(literals(source).into_iter().map(|text| format!("{}: {text}", path.display())));
        }
    }
    assert!(scanned > 40, "the scan saw only {scanned} pieces of markup");
    assert!(found.is_empty(), "{found:?}");
}

/// Text nodes written out in markup.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for piece in source.split("html! {").skip(1) {
        // For each open brace, whether it holds an attribute's value.
        let mut braces = vec![false];
        let mut parens = 0_usize;
        let mut before = ' ';
        let mut rest = piece.chars();
        while let Some(c) = rest.next() {
            match c {
                '{' => braces.push(before == '='),
                '}' => drop(braces.pop()),
                '(' | '[' => parens += 1,
                ')' | ']' => parens = parens.saturating_sub(1),
                '"' => {
                    let (text, after) = rest.as_str().split_once('"').unwrap_or((rest.as_str(), ""));
                    rest = after.chars();
                    let letters = text
                        .chars()
                        .zip(text.chars().skip(1))
                        .any(|(one, next)| one.is_alphabetic() && next.is_alphabetic());
                    // `"text" =>` is a pattern of a match.
                    let pattern = after.trim_start().starts_with("=>");
                    if letters && before != '=' && parens == 0 && !pattern && !braces.contains(&true) {
                        found.push(text.to_owned());
                    }
                }
                _ => {}
            }
            if braces.is_empty() {
                break;
            }
            if !c.is_whitespace() {
                before = c;
            }
        }
    }
    found
}

#[test]
fn the_scan_finds_what_it_looks_for() {
    let source = r#"html! { p.km-source { (words.text("key")) " · " "Literal words" } a href="/path" class={ "km-" (x) "more" } { "x" } }"#;
    assert_eq!(literals(source), ["Literal words"]);
}

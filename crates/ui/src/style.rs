//! The stylesheet: one text, its hash, and how a page carries it.

use crate::mark::ICON_PATH;
use base::Hash;
use maud::{Markup, PreEscaped, html};
use std::sync::LazyLock;

/// The stylesheet as written, with comments.
const SOURCE: &str = include_str!("koom.css");

/// The stylesheet as served.
pub struct Stylesheet {
    /// The text, without comments and needless space.
    pub text: String,
    /// The first 16 hexadecimal digits of its SHA-256.
    pub hash: String,
    /// Where it is served: `/assets/koom-<hash>.css`, for ever the same under this name.
    pub path: String,
}

/// How a page carries the stylesheet. The first visit has it inline (one request to the first picture); a person
/// whose browser has the file gets a link.
#[derive(Clone, Copy, Debug)]
pub enum Style<'a> {
    /// In the page, allowed by the policy's nonce.
    Inline {
        /// The nonce of this response's content security policy.
        nonce: &'a str,
    },
    /// As a link to [`Stylesheet::path`].
    Linked,
    /// As links to files beside the page, for pages that no server serves.
    Files {
        /// The stylesheet's address.
        sheet: &'a str,
        /// The mark's address.
        icon: &'a str,
    },
}

/// The stylesheet.
pub fn stylesheet() -> &'static Stylesheet {
    static SHEET: LazyLock<Stylesheet> = LazyLock::new(|| {
        let text = compact(SOURCE);
        let hash: String = Hash::of(text.as_bytes()).to_string().chars().take(16).collect();
        let path = format!("/assets/koom-{hash}.css");
        Stylesheet { text, hash, path }
    });
    &SHEET
}

impl<'a> Style<'a> {
    pub(crate) fn render(self) -> Markup {
        let sheet = stylesheet();
        match self {
            // The text is ours, without user input, and has no `</`.
            Self::Inline { nonce } => html! { style nonce=(nonce) { (PreEscaped(&sheet.text)) } },
            Self::Linked => html! { link rel="stylesheet" href=(sheet.path); },
            Self::Files { sheet, .. } => html! { link rel="stylesheet" href=(sheet); },
        }
    }

    /// Where the page finds its mark.
    pub(crate) fn icon(self) -> &'a str {
        match self {
            Self::Files { icon, .. } => icon,
            Self::Inline { .. } | Self::Linked => ICON_PATH,
        }
    }
}

/// Takes out comments, line breaks and the space around punctuation. Our stylesheet has no strings with such space.
fn compact(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let mut out = String::with_capacity(bare.len());
    let mut space = false;
    for c in bare.chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        let tight = |c: char| "{};,>".contains(c);
        let after_colon = out.ends_with(':');
        if space && !out.is_empty() && !out.ends_with(tight) && !tight(c) && !after_colon {
            out.push(' ');
        }
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push(c);
        space = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn compacting_keeps_the_meaning() {
        let css = "/* a */ .a > .b,\n.c { margin: 0 auto;\n  width: calc(1px + 2px); }\n.d :hover{color:red}";
        assert_eq!(compact(css), ".a>.b,.c{margin:0 auto;width:calc(1px + 2px)}.d :hover{color:red}");
    }

    #[test]
    fn the_sheet_is_whole_and_safe_to_put_in_a_page() {
        let sheet = stylesheet();
        assert_eq!(sheet.text.matches('{').count(), sheet.text.matches('}').count());
        assert!(!sheet.text.contains("</") && !sheet.text.contains("/*"));
        assert!(!sheet.text.contains("url("), "nothing is fetched");
        assert!(sheet.path.contains(&sheet.hash) && sheet.hash.len() == 16);
        // Left and right are for languages to say. What is symmetrical may name them.
        for physical in [
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "text-align:left",
            "text-align:right",
            "float:left",
            "float:right",
            "border-left",
            "border-right",
        ] {
            assert!(!sheet.text.contains(physical), "{physical} knows only one direction");
        }
    }

    /// Colours of a block of tokens: name and the three parts of each `#rrggbb`.
    fn tokens(block: &str) -> BTreeMap<&str, [f64; 3]> {
        let part = |hex: &str, at: usize| {
            f64::from(u8::from_str_radix(hex.get(at..at + 2).unwrap(), 16).unwrap()) / 255.0
        };
        let pairs = block.split(';').filter_map(|line| line.split_once(':'));
        let colours = pairs.filter_map(|(name, value)| Some((name.trim(), value.trim().strip_prefix('#')?)));
        colours.map(|(name, hex)| (name, [part(hex, 0), part(hex, 2), part(hex, 4)])).collect()
    }

    /// WCAG 2.2's contrast ratio.
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let light = |[r, g, b]: [f64; 3]| {
            let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
            0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
        };
        let (a, b) = (light(one), light(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_pair_of_colours_has_the_contrast_it_needs() {
        let sheet = &stylesheet().text;
        let light = sheet.split_once(":root{").unwrap().1.split_once('}').unwrap().0;
        let dark =
            sheet.split_once("(prefers-color-scheme:dark){:root{").unwrap().1.split_once('}').unwrap().0;
        for (scheme, block) in [("light", light), ("dark", dark)] {
            let colours = tokens(block);
            let text = [
                ("--ink", "--page"),
                ("--ink", "--ground"),
                ("--ink", "--felt"),
                ("--quiet", "--page"),
                ("--quiet", "--ground"),
                ("--quiet", "--felt"),
                ("--bad", "--page"),
                ("--bad", "--bad-ground"),
                ("--good", "--page"),
                ("--good", "--good-ground"),
                ("--ink", "--good-ground"),
                ("--ink", "--bad-ground"),
                ("--link", "--page"),
                ("--link", "--ground"),
                ("--link", "--felt"),
                ("--link", "--good-ground"),
                ("--link", "--bad-ground"),
                ("--visited", "--page"),
                ("--visited", "--felt"),
                ("--visited", "--ground"),
                ("--notice", "--notice-ground"),
                ("--ink", "--notice-ground"),
                ("--link", "--notice-ground"),
                ("--on-main", "--main"),
                ("--on-main", "--main-deep"),
                ("--quiet", "--good-ground"),
                ("--quiet", "--bad-ground"),
                ("--focus-ink", "--focus"),
            ];
            for (ink, ground) in text {
                let ratio = contrast(colours[ink], colours[ground]);
                assert!(ratio >= 4.5, "{scheme}: {ink} on {ground} is {ratio:.2}");
            }
            for (edge, ground) in [
                ("--field", "--page"),
                ("--field", "--felt"),
                ("--field", "--ground"),
                ("--focus", "--focus-ink"),
            ] {
                let ratio = contrast(colours[edge], colours[ground]);
                assert!(ratio >= 3.0, "{scheme}: {edge} on {ground} is {ratio:.2}");
            }
        }
    }
}

//! `koom explain CODE`: what a code means, why it is so, a wrong and a right example.

use crate::codes;
use model::Code;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const PAGES: &str = include_str!("explain.md");

/// The page of a code, as Markdown: `K0203`, `k203` and `203` are the same code.
pub fn explain(code: &str) -> Option<&'static str> {
    let digits = code.trim().trim_start_matches(['K', 'k']);
    let code = Code(digits.parse().ok()?);
    pages().get(&code.to_string()).copied()
}

/// Every code a finding can have, in order.
pub fn all_codes() -> &'static [Code] {
    codes::ALL
}

/// Pages by code: each begins with a heading `# K0203 …`.
fn pages() -> &'static BTreeMap<String, &'static str> {
    static PAGES_BY_CODE: OnceLock<BTreeMap<String, &'static str>> = OnceLock::new();
    PAGES_BY_CODE.get_or_init(|| {
        let mut pages = BTreeMap::new();
        let mut rest = PAGES;
        while let Some(start) = rest.find("# K") {
            let page = rest.get(start..).unwrap_or_default();
            let end = page.find("\n# K").map_or(page.len(), |end| end + 1);
            let text = page.get(..end).unwrap_or_default().trim_end();
            if let Some(code) = text.get(2..7) {
                pages.insert(code.to_owned(), text);
            }
            rest = page.get(end..).unwrap_or_default();
        }
        pages
    })
}

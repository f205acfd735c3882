//! The mark and the few signs beside words. All drawn here, one colour, taken from the text around them.

use maud::{Markup, PreEscaped, html};

/// The mark: a *tunduk*, the roof ring of a yurt, a circle crossed by two sets of three arcs. Inline, hidden from
/// readers because the product's name stands beside it.
pub const MARK: &str = "<svg class=\"km-mark\" viewBox=\"0 0 48 48\" width=\"32\" height=\"32\" aria-hidden=\"true\" \
focusable=\"false\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.6\"><g transform=\"rotate(45 24 24)\">\
<circle cx=\"24\" cy=\"24\" r=\"21.5\"/><path d=\"M15.5 4.5Q20 24 15.5 43.5M24 2.5V45.5M32.5 4.5Q28 24 32.5 43.5\
M4.5 15.5Q24 20 43.5 15.5M2.5 24H45.5M4.5 32.5Q24 28 43.5 32.5\"/></g></svg>";

/// The mark as a file of its own, for the browser's tab.
pub const ICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\" fill=\"none\" \
stroke=\"#a8102a\" stroke-width=\"3\"><g transform=\"rotate(45 24 24)\"><circle cx=\"24\" cy=\"24\" r=\"21.5\"/>\
<path d=\"M15.5 4.5Q20 24 15.5 43.5M24 2.5V45.5M32.5 4.5Q28 24 32.5 43.5M4.5 15.5Q24 20 43.5 15.5M2.5 24H45.5\
M4.5 32.5Q24 28 43.5 32.5\"/></g></svg>";

/// Where pages expect [`ICON`] (type `image/svg+xml`).
pub const ICON_PATH: &str = "/assets/mark.svg";

/// A sign that differs in form, so that colour is never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Tick,
    Cross,
    Question,
    Dash,
    Equal,
    Info,
    Pause,
    Warning,
    Clock,
    Arrow,
    Eye,
}

impl Sign {
    /// The sign, hidden from readers: words beside it say the same.
    pub(crate) fn svg(self) -> Markup {
        let path = match self {
            Self::Tick => "M4 10.5l4 4 8-9",
            Self::Cross => "M5 5l10 10M15 5L5 15",
            Self::Question => "M6.5 7.5a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.1-1.5 2.3M10 16v.6",
            Self::Dash => "M5 10h10",
            Self::Equal => "M5 7.5h10M5 12.5h10",
            Self::Info => "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15M10 9v5M10 6v.2",
            Self::Pause => "M7 5v10M13 5v10",
            Self::Warning => "M10 3l8 14H2zM10 8v4.5M10 14.6v.4",
            Self::Clock => "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15M10 6v4.5l3 2",
            Self::Arrow => "M4 10h12M11 5l5 5-5 5",
            Self::Eye => {
                "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10M10 8a2 2 0 1 1 0 4a2 2 0 1 1 0-4"
            }
        };
        let flip = if self == Self::Arrow { "km-sign km-flip" } else { "km-sign" };
        html! {
            svg class=(flip) viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false" fill="none"
                stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" { path d=(path) {} }
        }
    }
}

/// The mark as markup.
pub(crate) fn mark() -> Markup {
    PreEscaped(MARK.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_small_and_one_colour() {
        assert!(MARK.len() < 600, "{}", MARK.len());
        assert!(ICON.len() < 600, "{}", ICON.len());
        assert_eq!(MARK.matches("stroke=").count(), 1);
    }
}

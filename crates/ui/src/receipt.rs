//! The receipt of an act, and its place in the public log drawn as a short path to the root.

use i18n::Locale;
use maud::{Markup, html};

/// Distance between two steps of the drawing.
const STEP: usize = 24;
/// Height of the line from leaf to root.
const MIDDLE: usize = 40;
/// How far siblings stand from the line.
const ASIDE: usize = 22;

/// A step from the leaf to the root: the node beside the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathStep<'a> {
    /// It stands before (to the left of) the path's own node.
    pub before: bool,
    /// Its hash.
    pub hash: &'a str,
}

/// The published checkpoint that holds the act.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// How many leaves it has.
    pub size: u64,
    /// Its root.
    pub root: &'a str,
    /// From the leaf to the root.
    pub path: &'a [PathStep<'a>],
    /// Where the proof can be downloaded.
    pub proof: &'a str,
}

/// A receipt.
#[derive(Clone, Copy, Debug)]
pub struct Receipt<'a> {
    /// Index of the first leaf.
    pub first: u64,
    /// How many leaves the act has.
    pub count: u64,
    /// Hash of the first leaf.
    pub leaf_hash: &'a str,
    /// When it was stored, in words.
    pub stored: &'a str,
    /// Its place in a published checkpoint; `None` in the second before that.
    pub published: Option<Published<'a>>,
}

impl Receipt<'_> {
    /// The receipt.
    pub fn render(&self, words: Locale<'_>) -> Markup {
        let number = [("number", self.first.into())];
        html! {
            section.km-receipt {
                h2.km-h3 { (words.text("receipt-heading")) }
                p { (words.text_with("receipt-stored", &[("time", self.stored.into())])) }
                @match &self.published {
                    Some(published) => {
                        figure {
                            (draw(published.path))
                            figcaption {
                                span { (words.text_with("receipt-leaf", &number)) }
                                span { (words.text_with("receipt-root", &[("size", published.size.into())])) }
                            }
                        }
                        p { (words.text_with("receipt-path", &[("steps", published.path.len().into())])) }
                    }
                    None => { p { (words.text_with("receipt-leaf", &number)) } p { (words.text("receipt-waiting")) } }
                }
                details.km-details {
                    summary { (words.text("receipt-details")) }
                    div {
                        dl.km-codes {
                            dt { (words.text("receipt-number")) } dd { (self.first) @if self.count > 1 { "–" (self.first + self.count - 1) } }
                            dt { (words.text("receipt-hash")) } dd { code { (self.leaf_hash) } }
                            @if let Some(published) = &self.published {
                                @for (at, step) in published.path.iter().enumerate() {
                                    @let side = words.text(if step.before { "receipt-step-before" } else { "receipt-step-after" });
                                    dt { (at + 1) ". " (side) } dd { code { (step.hash) } }
                                }
                                dt { (words.text("receipt-root-hash")) } dd { code { (published.root) } }
                            }
                        }
                        @if let Some(published) = &self.published {
                            p { a.km-link href=(published.proof) { (words.text("receipt-proof")) } }
                        }
                    }
                }
            }
        }
    }
}

/// The leaf, its siblings on the way, and the root as the product's ring. The text beside it says the same.
fn draw(path: &[PathStep<'_>]) -> Markup {
    let start = 12;
    let root = start + (path.len() + 1) * STEP + 8;
    let view = format!("0 0 {} {}", root + 18, 2 * MIDDLE);
    let line = format!("M{start} {MIDDLE}H{}", root - 14);
    let nodes: Vec<(usize, usize, String)> = path
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let x = start + at * STEP;
            let y = if step.before { MIDDLE - ASIDE } else { MIDDLE + ASIDE };
            // From the sibling to the node that both hash to.
            (x, y, format!("M{x} {y}Q{} {y} {} {MIDDLE}", x + STEP / 2, x + STEP))
        })
        .collect();
    let ring = format!("translate({root} {MIDDLE}) rotate(45) scale(.6) translate(-24 -24)");
    html! {
        svg.km-path.km-flip preserveAspectRatio="xMinYMid" viewBox=(view) width=(root + 18) height=(2 * MIDDLE) aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="1.6" {
            @for (_, _, curve) in &nodes { path.km-branch d=(curve) {} }
            path.km-trunk d=(line) {}
            @for (x, y, _) in &nodes {
                rect.km-sibling x=(x - 4) y=(y - 4) width="8" height="8" {}
            }
            @for (at, _) in nodes.iter().enumerate() { circle.km-node cx=(start + (at + 1) * STEP) cy=(MIDDLE) r="3.5" {} }
            circle.km-leaf cx=(start) cy=(MIDDLE) r="7" {}
            g.km-root transform=(ring) stroke-width="3" {
                circle cx="24" cy="24" r="22" {}
                path d="M15 4Q20 24 15 44M24 2V46M33 4Q28 24 33 44M4 15Q24 20 44 15M2 24H46M4 33Q24 28 44 33" {}
            }
        }
    }
}

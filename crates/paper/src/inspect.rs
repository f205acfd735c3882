//! What a person would see, looked at before the document is written: pages, letters, size of the QR code.

use typst::layout::{Abs, Frame, FrameItem};
use typst::text::TextItem;
use typst::visualize::{Image, ImageKind};
use typst_layout::PagedDocument;

use crate::world::DocumentWorld;
use crate::{Kind, PAGES_MAX, PaperError, QR_WIDTH_MIN_MM, fonts};

/// Most findings reported for one document: a letter in an uncovered script would fill thousands of lines.
const FINDINGS_MAX: usize = 20;

/// Everything wrong with the laid out document.
pub(crate) fn document(world: &DocumentWorld<'_>, document: &PagedDocument) -> Vec<PaperError> {
    let pages = document.pages().len();
    if pages > PAGES_MAX {
        let message = format!("the document has {pages} pages; at most {PAGES_MAX} are allowed");
        let hint = "shorten the data, or look for a loop that adds pages";
        return vec![PaperError::whole(Kind::Limit, world.template, message, hint)];
    }
    let mut inspector = Inspector { world, findings: Vec::new() };
    for page in document.pages() {
        inspector.frame(&page.frame, 1.0);
    }
    inspector.findings
}

struct Inspector<'a> {
    world: &'a DocumentWorld<'a>,
    findings: Vec<PaperError>,
}

impl Inspector<'_> {
    /// Looks at a frame and those inside it. `scale` is by how much the frames around it enlarge what is in it; the
    /// depth is bounded by the layout's own limit on nesting.
    fn frame(&mut self, frame: &Frame, scale: f64) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let transform = &group.transform;
                    self.frame(&group.frame, scale * transform.sx.get().hypot(transform.ky.get()));
                }
                FrameItem::Text(text) => self.text(text),
                FrameItem::Image(image, size, span) if self.is_qr(image) => {
                    if let Some(message) = too_small(size.x, scale) {
                        let hint = "give the picture of /qr.svg a larger `width`".to_owned();
                        self.report(PaperError::at(Kind::Template, self.world, *span, message, Some(hint)));
                    }
                }
                _ => {}
            }
        }
    }

    fn is_qr(&self, image: &Image) -> bool {
        matches!(image.kind(), ImageKind::Svg(svg) if self.world.is_qr(svg.data()))
    }

    /// Glyph 0 of a font is the empty box: a letter is missing.
    fn text(&mut self, text: &TextItem) {
        for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
            let Some(letter) = text.text.get(glyph.range()).and_then(|cluster| cluster.chars().next()) else {
                continue;
            };
            let message = missing_glyph(letter);
            if !self.findings.iter().any(|finding| finding.message == message) {
                let hint = format!("the fonts are {} and {}", fonts::TEXT, fonts::MONO);
                self.report(PaperError::at(Kind::Glyph, self.world, glyph.span.0, message, Some(hint)));
            }
        }
    }

    fn report(&mut self, error: PaperError) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(error);
        }
    }
}

/// Names a letter by itself, if it can be shown, and by its number.
fn missing_glyph(letter: char) -> String {
    let number = u32::from(letter);
    if letter.is_control() {
        format!("the control character U+{number:04X} stands in the text")
    } else {
        format!("no font has the character “{letter}” (U+{number:04X})")
    }
}

/// Why a QR code of this width cannot be printed.
fn too_small(width: Abs, scale: f64) -> Option<String> {
    let on_paper_mm = width.to_mm() * scale;
    // A hundredth of a millimetre covers the rounding of lengths.
    (on_paper_mm + 0.01 < QR_WIDTH_MIN_MM).then(|| {
        format!("the QR code is {on_paper_mm:.1} mm wide; a phone needs at least {QR_WIDTH_MIN_MM} mm")
    })
}

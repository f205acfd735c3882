//! Documents and letters as PDF, set from templates in text.
//!
//! A template is a typst file of the state folder. It sees nothing but the other templates, the fonts built into the
//! program and four virtual files: `/data.json` (the words and values of this document), `/meta.json` (title,
//! language, date), `/qr.svg` (the code that leads to the verification page) and whatever is passed to
//! [`Paper::new`]. There is no file system, no network, no clock and no chance, so one input gives one sequence of
//! bytes for ever: a document rendered again years later can be compared with the first one.
//!
//! Every document is PDF/A-2a (it can be archived) and PDF/UA-1 (it can be read aloud) at once. What would make it
//! neither is refused: a picture without words, a letter that no font has, a QR code too small to scan.
//!
//! Rendering takes some milliseconds of one core and is not asynchronous: a server calls it on a blocking thread.

mod error;
mod fonts;
mod inspect;
mod qr;
mod render;
mod world;

use std::collections::BTreeMap;

use serde_json::Value;

pub use error::{Kind, PaperError};
use world::Templates;

/// Largest template or other file of a state's documents: a long letter has 20 kB, a detailed drawing 200 kB.
pub const TEMPLATE_BYTES_MAX: usize = 256 * 1024;
/// Largest data of one document, as JSON: [`PAGES_MAX`] full pages of Cyrillic text. Pages are counted after layout, so
/// this bounds its memory too: tables of tiny rows cost about 1 kB of memory for each byte.
pub const DATA_BYTES_MAX: usize = 128 * 1024;
/// Most pages of one document. A letter has one or two; a runaway loop in a template has no end.
pub const PAGES_MAX: usize = 20;
/// Longest text in a QR code: above it the squares get too small for a cheap phone at [`QR_WIDTH_MIN_MM`].
pub const QR_BYTES_MAX: usize = 200;
/// Smallest side of the QR code on paper, quiet margin included, in millimetres.
pub const QR_WIDTH_MIN_MM: f64 = 25.0;
/// Longest title in the metadata of the document, in bytes.
pub const TITLE_BYTES_MAX: usize = 500;

/// A day of the civil calendar, as the document shows it. Checked when the document is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, 0 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// One document to set.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// Path of the template, as given to [`Paper::new`].
    pub template: &'a str,
    /// What the template reads with `json("/data.json")`.
    pub data: &'a Value,
    /// Language of the document: two or three letters, with a region if needed (`xx` or `xx-YY`).
    pub lang: &'a str,
    /// Title in the metadata of the document; the template sees it in `/meta.json`.
    pub title: &'a str,
    /// Date of the document; also what the template's `datetime.today()` answers.
    pub date: Date,
    /// Text of the QR code in `/qr.svg`, normally the address of the verification page.
    pub qr: Option<String>,
}

/// A set of templates, parsed once, from which any number of documents are rendered.
pub struct Paper {
    templates: Templates,
}

impl Paper {
    /// Takes the files of a state's documents: path (`documents/decision.typ`) and text. Files that do not end in
    /// `.typ`, such as a drawing in SVG, can be read by the templates.
    ///
    /// Never fails: a file that cannot be used (too large, a path out of the folder, a name of a virtual file) is
    /// reported by [`Paper::check`] and [`Paper::render`] when a document asks for it by name.
    pub fn new(templates: BTreeMap<String, String>) -> Paper {
        Paper { templates: Templates::new(templates) }
    }

    /// Sets one document.
    ///
    /// # Errors
    /// The first thing that is wrong, with file, line and column. See [`Kind`] for who has to do something about it.
    pub fn render(&self, request: &Request<'_>) -> Result<Vec<u8>, PaperError> {
        render::pdf(&self.templates, request, render::Warnings::Ignored).map_err(|errors| {
            errors.into_iter().next().unwrap_or_else(|| PaperError::unexplained(request.template))
        })
    }

    /// Sets a document from sample data and reports all that is wrong with the template, warnings of the compiler
    /// included: an unknown font or a layout that does not settle must not wait for a real person's letter.
    ///
    /// The language is the sample's `lang`, if it has one. The sample document has a QR code.
    ///
    /// # Errors
    /// All findings, in the order of the file.
    pub fn check(&self, template: &str, sample_data: &Value) -> Result<(), Vec<PaperError>> {
        let request = Request {
            template,
            data: sample_data,
            lang: sample_data.get("lang").and_then(Value::as_str).unwrap_or("en"),
            title: template,
            date: Date { year: 2000, month: 1, day: 1 },
            qr: Some("https://example.org/verify/0000-0000-0000-0000".to_owned()),
        };
        render::pdf(&self.templates, &request, render::Warnings::Reported).map(drop)
    }
}

//! From a request to the bytes of a PDF.

use std::sync::{Mutex, PoisonError};

use serde_json::json;
use typst::comemo;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::world::{DocumentWorld, Templates};
use crate::{DATA_BYTES_MAX, Kind, PaperError, Request, TITLE_BYTES_MAX, inspect, qr};

/// What to do with the compiler's warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Warnings {
    /// A real document: [`crate::Paper::check`] has seen the template before.
    Ignored,
    /// A template under check: a warning is a finding.
    Reported,
}

/// One document at a time: the compiler's memory of earlier results belongs to the whole process, and peak memory
/// stays that of one document. A second request waits some milliseconds.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Forgets what the compiler remembers, on every way out: it holds personal data, and grows with each document.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

/// Sets a document and writes it.
pub(crate) fn pdf(
    templates: &Templates,
    request: &Request<'_>,
    warnings: Warnings,
) -> Result<Vec<u8>, Vec<PaperError>> {
    let world = world(templates, request).map_err(|error| vec![error])?;
    // A panic in an earlier document leaves nothing behind that this one uses.
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let _forget = Forget;
    let Warned { output, warnings: warned } = typst::compile::<PagedDocument>(&world);
    let mut findings = Vec::new();
    if warnings == Warnings::Reported {
        findings.extend(convert(&world, warned.iter()));
    }
    let document = match output {
        Ok(document) => document,
        Err(errors) => return Err(convert(&world, errors.iter()).chain(findings).collect()),
    };
    findings.extend(inspect::document(&world, &document));
    if !findings.is_empty() {
        return Err(findings);
    }
    let options = options(request, world.template).map_err(|error| vec![error])?;
    typst_pdf::pdf(&document, &options).map_err(|errors| convert(&world, errors.iter()).collect())
}

fn convert<'a>(
    world: &'a DocumentWorld<'a>,
    found: impl Iterator<Item = &'a SourceDiagnostic> + 'a,
) -> impl Iterator<Item = PaperError> + 'a {
    found.map(|diagnostic| PaperError::from_diagnostic(world, diagnostic))
}

/// Checks the request against its limits and builds the world it is set in.
fn world<'a>(templates: &'a Templates, request: &Request<'a>) -> Result<DocumentWorld<'a>, PaperError> {
    let template = request.template;
    templates.find(template)?;
    let refuse = |kind, message: String, hint| Err(PaperError::whole(kind, template, message, hint));
    let date = &request.date;
    let day = Datetime::from_ymd(date.year, date.month, date.day).filter(|_| (0..=9999).contains(&date.year));
    let Some(day) = day else {
        let message = format!("{}-{:02}-{:02} is not a day of the calendar", date.year, date.month, date.day);
        return refuse(Kind::Request, message, "");
    };
    let Some((lang, region)) = language(request.lang) else {
        let message = format!("“{}” is not a language of a document", request.lang);
        return refuse(
            Kind::Request,
            message,
            "use two or three small letters, with a region if needed: xx or xx-YY",
        );
    };
    if request.title.is_empty() || request.title.len() > TITLE_BYTES_MAX {
        let message =
            format!("the title has {} bytes; 1 to {TITLE_BYTES_MAX} are allowed", request.title.len());
        return refuse(
            Kind::Limit,
            message,
            "the title names the document in a reader's window and to a screen reader",
        );
    }
    let data = request.data.to_string();
    if data.len() > DATA_BYTES_MAX {
        let message = format!("the data has {} bytes; at most {DATA_BYTES_MAX} are allowed", data.len());
        return refuse(Kind::Limit, message, "");
    }
    let meta = json!({
        "template": format!("/{template}"), "title": request.title, "lang": lang, "region": region,
        "date": { "year": date.year, "month": date.month, "day": date.day }, "qr": request.qr.is_some(),
    });
    let qr = request.qr.as_deref().map(|text| qr::svg(text, template)).transpose()?;
    Ok(DocumentWorld {
        templates,
        template,
        date: day,
        data: Bytes::from_string(data),
        meta: Bytes::from_string(meta.to_string()),
        qr: qr.map(Bytes::from_string),
    })
}

/// Splits a tag into language and region (BCP 47, without scripts and variants, which the compiler does not know).
fn language(tag: &str) -> Option<(&str, Option<&str>)> {
    let (lang, region) = match tag.split_once('-') {
        Some((lang, region)) => (lang, Some(region)),
        None => (tag, None),
    };
    let lang_fits = (2..=3).contains(&lang.len()) && lang.bytes().all(|b| b.is_ascii_lowercase());
    let region_fits = region.is_none_or(|r| r.len() == 2 && r.bytes().all(|b| b.is_ascii_uppercase()));
    (lang_fits && region_fits).then_some((lang, region))
}

/// PDF/A-2a together with PDF/UA-1, without anything that depends on the time or place of rendering.
fn options(request: &Request<'_>, template: &str) -> Result<PdfOptions, PaperError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|why| PaperError::whole(Kind::Template, template, why.message().to_string(), ""))?;
    Ok(PdfOptions {
        // The verification address names one document for good; without it the compiler takes the title.
        ident: request.qr.clone().map_or(Smart::Auto, Smart::Custom),
        creator: Smart::Custom(Some("koom".to_owned())),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags() {
        assert_eq!(language("xx"), Some(("xx", None)));
        assert_eq!(language("xxx-YY"), Some(("xxx", Some("YY"))));
        for wrong in ["", "x", "XX", "xxxx", "xx-", "xx-yy", "xx-YYY", "xx_YY", "хх"] {
            assert_eq!(language(wrong), None, "{wrong}");
        }
    }
}

//! The QR code of a document as SVG.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::{Kind, PaperError, QR_BYTES_MAX};

/// White squares around the code, as ISO/IEC 18004 asks.
const QUIET_MODULES: usize = 4;
/// Width of the picture where a template gives none, in millimetres.
const WIDTH_MM: u32 = 32;

/// Draws the code for `text` with error level M (15 % of it may be dirty or torn). All dark squares of a row that
/// touch become one rectangle of a single path, so that no reader shows hairlines between them.
///
/// # Errors
/// The text is longer than [`QR_BYTES_MAX`].
pub(crate) fn svg(text: &str, template: &str) -> Result<String, PaperError> {
    let too_long = || {
        let message = format!("the text of the QR code has {} bytes; at most {QR_BYTES_MAX} fit", text.len());
        PaperError::whole(Kind::Limit, template, message, "use a shorter verification address")
    };
    if text.len() > QR_BYTES_MAX {
        return Err(too_long());
    }
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_why| too_long())?;
    let side = code.width();
    let full = side.saturating_add(2 * QUIET_MODULES);
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(side).enumerate() {
        for (column, length) in dark_runs(colors) {
            let (x, y) = (column.saturating_add(QUIET_MODULES), row.saturating_add(QUIET_MODULES));
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH_MM}mm\" height=\"{WIDTH_MM}mm\" \
         viewBox=\"0 0 {full} {full}\"><path fill=\"#fff\" d=\"M0 0h{full}v{full}h-{full}z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

/// Start and length of each stretch of dark squares in a row.
fn dark_runs(row: &[Color]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (column, color) in row.iter().chain(std::iter::once(&Color::Light)).enumerate() {
        match (start, *color) {
            (None, Color::Dark) => start = Some(column),
            (Some(from), Color::Light) => {
                runs.push((from, column.saturating_sub(from)));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_cover_exactly_the_dark_squares() {
        use Color::{Dark as D, Light as L};
        assert_eq!(dark_runs(&[D, D, L, D, L, L, D]), [(0, 2), (3, 1), (6, 1)]);
        assert_eq!(dark_runs(&[L, L]), []);
        assert_eq!(dark_runs(&[]), []);
    }

    #[test]
    fn the_longest_text_still_has_squares_of_a_third_of_a_millimetre() {
        let svg = svg(&"a".repeat(QR_BYTES_MAX), "t.typ").unwrap();
        let side: f64 =
            svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        assert!(crate::QR_WIDTH_MIN_MM / side > 1.0 / 3.0, "{side} squares");
    }

    #[test]
    fn a_longer_text_is_refused() {
        let error = svg(&"a".repeat(QR_BYTES_MAX + 1), "t.typ").unwrap_err();
        assert_eq!((error.kind, error.file.as_str()), (Kind::Limit, "t.typ"));
    }
}

//! The stylesheet and the mark. Nothing else is served as a file.

use crate::answer::{Answer, Answered, Stop};
use crate::ask::Ask;

/// A file of the interface.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let sheet = ui::stylesheet();
    let (media, immutable, bytes) = if ask.path == sheet.path {
        ("text/css; charset=utf-8", true, sheet.text.as_bytes())
    } else if ask.path == ui::ICON_PATH {
        ("image/svg+xml", false, ui::ICON.as_bytes())
    } else {
        return Err(Stop::NotFound);
    };
    Ok(Answer::File { media, name: None, immutable, bytes: bytes.to_vec() })
}

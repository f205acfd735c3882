//! Content pages of the state: `pages/NAME.LANG.md`.

use crate::answer::{Answered, Sheet, Stop};
use crate::ask::Ask;
use crate::markdown;
use ui::html;

/// The page.
pub(crate) fn show(ask: &Ask<'_>) -> Answered {
    let text = ask
        .running
        .model()
        .pages
        .get(ask.param("page"))
        .and_then(|texts| texts.get(&ask.lang))
        .ok_or(Stop::NotFound)?;
    let title = markdown::title(text).unwrap_or(ask.param("page"));
    let main = html! { (ui::heading(title, None)) (markdown::render(text)) };
    Ok(Sheet::new(title, main).into())
}

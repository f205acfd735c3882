//! The little Markdown that content pages are written in: headings, paragraphs, lists, links, emphasis, code. There is
//! no HTML in it: everything else is text and is escaped.

use ui::{Markup, html};

/// The first heading: the page's title.
pub(crate) fn title(text: &str) -> Option<&str> {
    text.lines().find_map(|line| line.strip_prefix("# ")).map(str::trim)
}

/// A block of lines.
#[derive(Debug, PartialEq, Eq)]
enum Block<'t> {
    Heading(usize, &'t str),
    Paragraph(String),
    List { numbered: bool, items: Vec<String> },
}

/// A page's text as markup. Its first heading of level 1 is left out: the page shows it as its own.
pub(crate) fn render(text: &str) -> Markup {
    let blocks = blocks(text);
    html! {
        @for block in &blocks {
            @match block {
                Block::Heading(1, _) => {}
                Block::Heading(2, text) => { h2.km-h2 { (spans(text)) } }
                Block::Heading(_, text) => { h3.km-h3 { (spans(text)) } }
                Block::Paragraph(text) => { p { (spans(text)) } }
                Block::List { numbered: true, items } => { ol { @for item in items { li { (spans(item)) } } } }
                Block::List { numbered: false, items } => { ul { @for item in items { li { (spans(item)) } } } }
            }
        }
    }
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    // True while the next line goes on with the last block.
    let mut open = false;
    for line in text.lines() {
        let bare = line.trim();
        if bare.is_empty() {
            open = false;
        } else if let Some((level, text)) = heading(bare) {
            blocks.push(Block::Heading(level, text));
            open = false;
        } else if let Some((numbered, item)) = item(bare) {
            match blocks.last_mut() {
                Some(Block::List { numbered: same, items }) if *same == numbered => {
                    items.push(item.to_owned());
                }
                _ => blocks.push(Block::List { numbered, items: vec![item.to_owned()] }),
            }
            open = true;
        } else {
            let last = if open { blocks.last_mut() } else { None };
            match last {
                Some(Block::Paragraph(text)) => go_on(text, bare),
                Some(Block::List { items, .. }) => {
                    if let Some(item) = items.last_mut() {
                        go_on(item, bare);
                    }
                }
                _ => blocks.push(Block::Paragraph(bare.to_owned())),
            }
            open = true;
        }
    }
    blocks
}

fn go_on(text: &mut String, line: &str) {
    text.push(' ');
    text.push_str(line);
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    (1..=6).contains(&level).then(|| text.strip_prefix(' ')).flatten().map(|text| (level, text.trim()))
}

fn item(line: &str) -> Option<(bool, &str)> {
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some((false, text.trim()));
    }
    let text = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - text.len();
    text.strip_prefix(". ").filter(|_| (1..=3).contains(&digits)).map(|text| (true, text.trim()))
}

/// Marks within a line.
fn spans(text: &str) -> Markup {
    let next = [("**", "**"), ("`", "`"), ("*", "*"), ("[", ")")]
        .into_iter()
        .filter_map(|(begins, ends)| {
            let (before, rest) = text.split_once(begins)?;
            let (inside, after) = rest.split_once(ends)?;
            (!inside.is_empty()).then_some((before, begins, inside, after))
        })
        .min_by_key(|(before, ..)| before.len());
    let Some((before, mark, inside, after)) = next else { return html! { (text) } };
    html! {
        (before)
        @match mark {
            "**" => { strong { (spans(inside)) } }
            "`" => { code { (inside) } }
            "*" => { em { (spans(inside)) } }
            _ => { (link(inside)) }
        }
        (spans(after))
    }
}

/// `text](address`: a link if it leads to a page of ours or to a web address, otherwise as written.
fn link(inside: &str) -> Markup {
    match inside.split_once("](") {
        Some((text, href))
            if href.starts_with("https://") || (href.starts_with('/') && !href.starts_with("//")) =>
        {
            html! { a.km-link href=(href) { (spans(text)) } }
        }
        _ => html! { "[" (inside) ")" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_becomes_markup() {
        let text = "# Title\n\nOne **bold**\nline with `code` and *more*.\n\n## Part\n- a\n  goes on\n- [b](/xx/b)\n1. one\n2. two\n";
        assert_eq!(title(text), Some("Title"));
        assert_eq!(
            render(text).into_string(),
            "<p>One <strong>bold</strong> line with <code>code</code> and <em>more</em>.</p><h2 class=\"km-h2\">Part</h2>\
             <ul><li>a goes on</li><li><a class=\"km-link\" href=\"/xx/b\">b</a></li></ul><ol><li>one</li><li>two</li></ol>"
        );
    }

    #[test]
    fn nothing_written_becomes_html() {
        let text = "<script>x</script> [x](javascript:alert) [y](//evil) **<b>** `<i>` 2 * 3 [open";
        let html = render(text).into_string();
        assert!(
            !html.contains("<script")
                && !html.contains("<b>")
                && !html.contains("<i>")
                && !html.contains("href"),
            "{html}"
        );
        assert!(html.contains("[x](javascript:alert)"), "{html}");
    }
}

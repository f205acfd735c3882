//! Writes a page of every kind for every language of a state, to be looked at in a browser and on paper.
//!
//! `cargo run --release -p ui --example gallery -- OUT_DIR STATE_DIR [TAG…]`, where TAGs are the languages that are
//! written from right to left.

#[path = "gallery/sample.rs"]
mod sample;

use base::Lang;
use i18n::{Direction, Messages};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [out, state, right_to_left @ ..] = args.as_slice() else {
        return Err("say where to write and from which state: gallery OUT_DIR STATE_DIR [TAG…]".into());
    };
    let out = Path::new(out);
    let texts = words(Path::new(state))?;
    let tags: Vec<String> = texts.keys().map(ToString::to_string).collect();
    let messages = Messages::build(&texts).map_err(|flaws| format!("{flaws:#?}"))?;
    std::fs::create_dir_all(out)?;
    for lang in texts.keys() {
        let rtl = right_to_left.iter().any(|tag| tag == lang.as_str());
        let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
        let words = messages.locale(lang, direction).ok_or("no such language")?;
        for (name, page) in sample::pages(words, &tags) {
            std::fs::write(out.join(format!("{lang}-{name}.html")), page.into_string())?;
        }
    }
    for miss in messages.misses() {
        writeln!(std::io::stderr(), "{}: {}: {}", miss.lang, miss.key, miss.why)?;
    }
    writeln!(std::io::stdout(), "{}", out.display())?;
    Ok(())
}

fn words(state: &Path) -> Result<BTreeMap<Lang, Vec<String>>, Box<dyn Error>> {
    let mut texts = BTreeMap::new();
    for file in std::fs::read_dir(state.join("words"))? {
        let path = file?.path();
        if let Some(tag) = path.file_stem().and_then(|stem| stem.to_str()) {
            texts.insert(Lang::new(tag), vec![std::fs::read_to_string(&path)?]);
        }
    }
    Ok(texts)
}

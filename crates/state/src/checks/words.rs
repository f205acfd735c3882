//! The interface's own words: which keys there must be is known to the interface, not to this crate.

use crate::codes;
use crate::messages;
use crate::sink::Sink;
use model::{Diagnostic, Model, Source, Span};
use std::sync::Arc;

/// Checks that `words/LANG.ftl` of every language of a state has all the keys that the program needs.
pub fn check_words(model: &Model, required: &[&str]) -> Vec<Diagnostic> {
    let mut sink = Sink::default();
    for lang in &model.info.languages {
        let path: Arc<str> = Arc::from(format!("words/{lang}.ftl"));
        let text = model.words.get(lang).map_or("", String::as_str);
        // a file that can't be read was reported when the folder was loaded
        let found = messages::read(&path, text, &mut Sink::default());
        for key in required.iter().filter(|key| !found.contains_key(**key)) {
            let at = Source { path: Arc::clone(&path), span: Span::default() };
            sink.error(codes::MISSING_WORD, at, format!("the interface has no words for `{key}` in {lang}"))
                .help(format!("add `{key} = …` to {path}"));
        }
    }
    sink.finish()
}

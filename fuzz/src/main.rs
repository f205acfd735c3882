//! Feeds any text to the rule language.

#![no_main]

mod feel_text;

libfuzzer_sys::fuzz_target!(|text: &str| feel_text::read_and_evaluate(text));

//! Every text of the fuzzer's corpus goes through what the fuzzer does with it.

#[path = "../../../fuzz/src/feel_text.rs"]
mod feel_text;

#[test]
fn the_corpus_of_the_fuzzer_is_read_and_evaluated() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/feel");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        feel_text::read_and_evaluate(&text);
        // cut anywhere, a text is as likely to be wrong in a new way
        let cuts = text.char_indices().map(|(place, _)| text.get(..place).unwrap());
        cuts.for_each(feel_text::read_and_evaluate);
        count += 1;
    }
    assert!(count >= 10, "only {count} texts");
}

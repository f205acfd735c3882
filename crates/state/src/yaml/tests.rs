//! What the strict tree keeps and refuses.

use super::*;
use proptest::prelude::*;

fn read_text(text: &str) -> (Option<Node>, Vec<model::Diagnostic>) {
    let mut sink = Sink::default();
    let node = read(&Arc::from("test.yaml"), text, &mut sink);
    (node, sink.finish())
}

#[test]
fn keeps_order_and_bytes() {
    let text = "өң: {б: 1, а: \"x\\\"y\"}\nlist:\n  - one\n  - 'two''s'\nempty:\n";
    let (node, findings) = read_text(text);
    assert!(findings.is_empty(), "{findings:?}");
    let node = node.unwrap();
    let Kind::Map(entries) = &node.kind else { panic!("no map") };
    let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["өң", "list", "empty"]);
    let of = |span: Span| text.get(span.start..span.end).unwrap();
    assert_eq!(of(entries[0].key_span), "өң");
    assert_eq!(of(entries[0].value.span), "{б: 1, а: \"x\\\"y\"}");
    let Kind::List(items) = &entries[1].value.kind else { panic!("no list") };
    assert_eq!(items.iter().map(|item| of(item.span)).collect::<Vec<_>>(), ["one", "'two''s'"]);
    assert!(matches!(&items[1].kind, Kind::Scalar(text, Style::Single) if text == "two's"));
    assert!(matches!(entries[2].value.kind, Kind::Empty));
}

#[test]
fn nesting_has_a_limit() {
    let deep = format!("a: {}{}", "[".repeat(100), "]".repeat(100));
    let (node, findings) = read_text(&deep);
    assert!(node.is_none() && findings[0].code == codes::NOT_YAML, "{findings:?}");
    let deeper = "- ".repeat(5_000);
    assert!(read_text(&deeper).0.is_none());
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC{0,300}|[-:{}\\[\\]&*!|>'\"%@,#? \n\ta-zж=.\\\\]{0,300}") {
        let (node, findings) = read_text(&text);
        prop_assert!(node.is_some() || !findings.is_empty());
    }
}

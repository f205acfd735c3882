//! Regular expressions as XPath has them (functions and operators, 5.6), and what of them is refused.

#![expect(clippy::unwrap_used, reason = "shared functions fail as tests do")]

use feel::{Limits, Names, Scope, Value, evaluate, parse_expression};

fn show(text: &str) -> String {
    let expr = parse_expression(text, &Names::new()).unwrap();
    evaluate(&expr, &Scope::empty(), &Limits::default()).value.to_string()
}

/// `(input, pattern, flags, whether it matches)`; `None` for a pattern that is refused.
const MATCHES: &[(&str, &str, &str, Option<bool>)] = &[
    ("abracadabra", "^a.*a$", "", Some(true)),
    ("abracadabra", "^bra", "", Some(false)),
    // classes, and what is taken from them
    ("d", "[^a-c-[d]]", "", Some(false)),
    ("e", "[^a-c-[d]]", "", Some(true)),
    ("o", "[A-Z-[OI]]", "i", Some(false)),
    ("q", "[A-Z-[OI]]", "i", Some(true)),
    ("5", r"[\d-[5]]", "", Some(false)),
    ("a&~", "[&~]~", "", Some(true)),
    ("x", "[a-c-e]", "", None),
    ("x", "[b-a]", "", None),
    ("[", "[[]", "", None),
    ("x", "[]", "", None),
    ("ж", r"\p{IsCyrillic}", "", Some(true)),
    ("ж", r"[\P{IsCyrillic}]", "", Some(false)),
    ("ぁ", r"\p{IsHiragana}", "", Some(true)),
    ("α", r"\p{Greek}", "", None),
    ("a", r"\p{Lu}", "i", Some(false)),
    ("a:b", r"^\i\c+$", "", Some(true)),
    ("a_b", r"^\w+$", "", Some(false)),
    // flags
    ("a\nb", "a.b", "", Some(false)),
    ("a\rb", "a.b", "", Some(false)),
    ("a\nb", "a.b", "s", Some(true)),
    ("a\nb", "^b$", "m", Some(true)),
    ("hello world", r"hello\ sworld", "x", Some(true)),
    ("helloworld", "hello[ ]world", "x", Some(false)),
    ("a.c", "A.C", "qi", Some(true)),
    ("a", "a", "g", None),
    // repetitions
    ("aa", "^a{2}$", "", Some(true)),
    ("a", "a{,2}", "", None),
    ("a", "a{2,1}", "", None),
    ("aa", "a++", "", None),
    ("aa", "a**", "", None),
    ("a", "*a", "", None),
    ("a}", "a}", "", None),
    ("a]", "a]", "", None),
    // groups, and what refers back to them
    ("abab", r"^(ab)\1$", "", Some(true)),
    ("aA", r"(a)\1", "", Some(false)),
    ("aA", r"(a)\1", "i", Some(true)),
    ("b", r"^(a)?b\1$", "", Some(true)),
    ("aa1", r"^(a)\11$", "", Some(true)),
    ("aa", r"\1(a)", "", None),
    ("aa", r"(a\1)", "", None),
    ("a", "(?=a)", "", None),
    ("a", "(?i)A", "", None),
    ("a", "(a", "", None),
    ("a", "a)", "", None),
    ("a b", r"a\b", "", None),
    // tried too often: refused instead of running for ever
    ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", r"(a*)*(a*)*\1b", "", None),
];

#[test]
fn patterns_are_those_of_xpath() {
    for (input, pattern, flags, expected) in MATCHES {
        let quoted = [input, pattern, flags].map(|text| Value::string(text).to_string());
        let call = format!("matches({})", quoted.join(", "));
        let expected = expected.map_or("null".to_owned(), |holds| holds.to_string());
        assert_eq!(show(&call), expected, "{call}");
    }
}

#[test]
fn matches_are_replaced_and_texts_split() {
    for (text, expected) in [
        (r#"replace("aabbcc", "(.)\\1", "<$1>")"#, r#""<a><b><c>""#),
        (r#"replace("abcd", "(ab)|(cd)", "[$1]-[$2]")"#, r#""[ab]-[][]-[cd]""#),
        (r#"replace("aaa", "^a", "b")"#, r#""baa""#),
        (r#"replace("abcd", "a(b)", "$12")"#, r#""b2cd""#),
        (r#"replace("abcd", "b", "\\$")"#, r#""a$cd""#),
        (r#"replace("abcd", "b", "$x")"#, "null"),
        (r#"replace("abcd", ".*", "x")"#, "null"),
        (r#"split("a11b22c", "(\\d)\\1")"#, r#"["a", "b", "c"]"#),
        (r#"split("a;b;;", ";")"#, r#"["a", "b", "", ""]"#),
        (r#"split("ab", "")"#, "null"),
    ] {
        assert_eq!(show(text), expected, "{text}");
    }
}

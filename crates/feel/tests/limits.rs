//! Hostile texts are refused by a limit, without a crash.

#![expect(clippy::unwrap_used, clippy::panic, reason = "functions that tests share fail as tests do")]

use feel::{LimitReached, Limits, Names, Scope, evaluate, parse_expression};

/// Runs on a thread with a small stack, so that a deep recursion would show.
fn on_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1024 * 1024).spawn(run).unwrap();
    thread.join().unwrap();
}

fn refused_by_parser(text: String) {
    on_small_stack(move || {
        let error = parse_expression(&text, &Names::new()).unwrap_err();
        assert!(!error.help.is_empty());
    });
}

fn stopped(text: &'static str) -> LimitReached {
    let expr = parse_expression(text, &Names::new()).unwrap();
    let outcome = evaluate(&expr, &Scope::empty(), &Limits::default());
    assert!(outcome.value.is_null());
    outcome.limit.unwrap_or_else(|| panic!("{text} was not stopped: {:?}", outcome.warnings))
}

#[test]
fn deep_nesting_is_a_syntax_error() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("-", ""),
        ("{a: ", "}"),
        ("f(", ")"),
        ("not(", ")"),
        ("if a then ", " else b"),
        ("if a then b else ", ""),
        ("for x in ", " return x"),
        ("for x in [1] return ", ""),
        ("function() ", ""),
        ("x in (", ")"),
        ("x in ", ""),
        ("1 + (", ")"),
        ("x[", "]"),
        ("]1..", "["),
        ("x instance of list<", ">"),
        ("1 between 2 and ", ""),
    ] {
        let many = 2_000;
        refused_by_parser(format!("{}1{}", open.repeat(many), close.repeat(many)));
    }
    refused_by_parser(format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000)));
}

#[test]
fn long_chains_are_a_syntax_error() {
    for link in [" + 1", " and a", ".a", "[1]", "()", " instance of number", " = 1", " ** 2", " in (1)"] {
        refused_by_parser(format!("a{}", link.repeat(5_000)));
    }
}

#[test]
fn long_texts_are_refused() {
    refused_by_parser("1".repeat(1024 * 1024));
    refused_by_parser(format!("\"{}\"", "a".repeat(1024 * 1024)));
    refused_by_parser(" ".repeat(1024 * 1024));
}

#[test]
fn unfinished_texts_are_refused() {
    refused_by_parser("(".repeat(60_000));
    refused_by_parser("x in (".repeat(10_000));
    refused_by_parser("a b ".repeat(15_000));
    refused_by_parser("/*".repeat(30_000));
    refused_by_parser("{a".repeat(30_000));
    refused_by_parser("f(a ".repeat(15_000));
    refused_by_parser("a: ".repeat(20_000));
}

#[test]
fn endless_evaluations_are_stopped() {
    let limits = Limits::default();
    assert_eq!(stopped("for i in 1..10**12 return i"), LimitReached::ListLength(limits.list_length_max));
    assert_eq!(
        stopped("count(for i in 1..99999, j in 1..99999 return i)"),
        LimitReached::ListLength(100_000)
    );
    assert_eq!(
        stopped("some i in 1..99999, j in 1..99999 satisfies i < 0"),
        LimitReached::Steps(limits.steps_max)
    );
    assert_eq!(
        stopped("count((for i in 1..99999 return i)[list contains(for j in 1..999 return j, item)])"),
        LimitReached::Steps(limits.steps_max)
    );
    assert_eq!(stopped("for i in 1..99999 return count(partial)"), LimitReached::Steps(limits.steps_max));
    assert_eq!(
        stopped("for i in 1..999 return if i = 1 then [] else [partial[-1]]"),
        LimitReached::ValueDepth(limits.value_depth_max)
    );
    assert_eq!(stopped("distinct values(for i in 1..99999 return i)"), LimitReached::Steps(limits.steps_max));
    for costly in [
        "for i in 1..99999 return exp(i / 1000000)",
        "for i in 1..99999 return 1.5 ** (i / 1000)",
        "for i in 1..99999 return log(i)",
        "for i in 1..99999 return sqrt(i)",
        "sort(for i in 1..99999 return -i)",
        "for i in 1..9999 return matches(\"aaaaaaaaaaaaaaaaaaaac\", \"(a*)*(a*)*\\\\1b\")",
        "{f: function(g, n) if n = 0 then 1 else g(g, n - 1) + g(g, n - 1), r: f(f, 60)}.r",
    ] {
        assert_eq!(stopped(costly), LimitReached::Steps(limits.steps_max), "{costly}");
    }
}

#[test]
fn growing_strings_are_stopped() {
    let double = "for i in 1..60 return if i = 1 then \"aaaaaaaa\" else partial[-1] + partial[-1]";
    assert_eq!(stopped(double), LimitReached::StringBytes(Limits::default().string_bytes_max));
    let replaced =
        "for i in 1..60 return if i = 1 then \"aa\" else replace(partial[-1], \"a\", \"aaaaaaaaaa\")";
    assert_eq!(stopped(replaced), LimitReached::StringBytes(Limits::default().string_bytes_max));
}

#[test]
fn recursion_is_stopped_on_a_small_stack() {
    on_small_stack(|| {
        let limit = stopped("{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r");
        assert_eq!(limit, LimitReached::CallDepth(Limits::default().call_depth_max));
        // the same with much nesting in each call
        let nest = format!("{{f: function(g) {}g(g){}, r: f(f)}}.r", "[".repeat(90), "]".repeat(90));
        let expr = parse_expression(&nest, &Names::new()).unwrap();
        let outcome = evaluate(&expr, &Scope::empty(), &Limits::default());
        assert!(outcome.limit.is_some());
    });
}

#[test]
fn closures_that_hold_closures_are_bounded() {
    let limit = stopped("for i in 1..999 return function() partial");
    assert_eq!(limit, LimitReached::ValueSize(Limits::default().value_size_max));
}

#[test]
fn costly_patterns_are_refused() {
    let expr = parse_expression("matches(\"aaaa\", \"((a{1,99}){1,99}){1,99}\")", &Names::new()).unwrap();
    let outcome = evaluate(&expr, &Scope::empty(), &Limits::default());
    assert!(outcome.value.is_null());
    assert!(outcome.warnings[0].message.contains("pattern"));
}

#[test]
fn values_that_share_their_parts_are_bounded_by_what_they_hold() {
    let limits = Limits::default();
    let doubled = "(for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]])";
    let limit = LimitReached::ValueSize(limits.value_size_max);
    assert_eq!(stopped(doubled), limit);
    let large = "{l: for i in 1..9999 return i, r: count((for i in 1..9999 return i)[l = l])}.r";
    assert_eq!(stopped(large), LimitReached::Steps(limits.steps_max));
}

#[test]
fn work_on_long_strings_is_counted() {
    let grown = "s: (for i in 1..17 return if i = 1 then \"ab\" else partial[-1] + partial[-1])[-1]";
    for body in [
        "contains(s, \"abb\")",
        "s + \"a\" = s + \"b\"",
        "upper case(s)",
        "string length(s)",
        "matches(s, \"(a|b|ab)*c\")",
        "matches(s, \"((a|b){1,99}){1,9}c\")",
        "replace(s, \"[ab]\", \"x\")",
        "split(s, \"b\")",
        "sort([s, s, s, s])",
        "s in (\"a\", s)",
        "distinct values([s, s])",
    ] {
        let text = format!("{{{grown}, r: for i in 1..50000 return {body}}}.r");
        let limit = stopped(Box::leak(text.into_boxed_str()));
        assert!(matches!(limit, LimitReached::Steps(_) | LimitReached::ValueSize(_)), "{body}: {limit:?}");
    }
}

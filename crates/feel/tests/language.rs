//! FEEL by its rules: text in, value out, area by area.

use feel::{
    Context, Dialect, Limits, Names, Options, Scope, Value, evaluate, parse_expression,
    parse_expression_with, parse_unary_tests,
};
use proptest::prelude::*;

/// The printed value of an expression.
fn show(text: &str) -> String {
    match parse_expression(text, &Names::new()) {
        Ok(expr) => evaluate(&expr, &Scope::empty(), &Limits::default()).value.to_string(),
        Err(error) => format!("error: {error}"),
    }
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(show(text), *expected, "{text}");
    }
}

#[test]
fn operators_bind_as_the_grammar_says() {
    check(&[
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 2 - 3", "5"),
        ("2 ** 3 ** 2", "64"),
        ("-2 ** 2", "4"),
        ("- -2", "2"),
        ("1 < 2 and 2 < 3 or false", "true"),
        ("true or false and false", "true"),
        ("1 + 1 = 2", "true"),
        ("5 between 1 + 1 and 2 * 3 and true", "true"),
        ("1 in [0..2] and 3 in (1..4)", "true"),
        ("1 + 2 instance of number", "null"),
        ("(1 + 2) instance of number", "true"),
        ("if 1 > 2 then 1 else 2 + 3", "5"),
        ("for x in [1, 2] return x + 1", "[2, 3]"),
        ("{a: 1, b: a + 1}.b * 2", "4"),
        ("1 // one\n + /* two */ 2", "3"),
        ("function(a, b) a + b", "function(a, b)"),
        ("(function(a, b: number) a + b)(1, 2)", "3"),
        ("(function(a, b) a - b)(b: 1, a: 2)", "1"),
    ]);
}

#[test]
fn logic_is_three_valued() {
    let values = ["true", "false", "null"];
    let and = ["true", "false", "null", "false", "false", "false", "null", "false", "null"];
    let or = ["true", "true", "true", "true", "false", "null", "true", "null", "null"];
    let pairs = values.iter().flat_map(|a| values.iter().map(move |b| (a, b)));
    for (i, (a, b)) in pairs.enumerate() {
        assert_eq!(show(&format!("{a} and {b}")), and[i], "{a} and {b}");
        assert_eq!(show(&format!("{a} or {b}")), or[i], "{a} or {b}");
    }
    check(&[
        ("not(true)", "false"),
        ("not(null)", "null"),
        ("true and 1", "null"),
        ("false and 1", "false"),
        ("some x in [1, null] satisfies x > 1", "null"),
        ("some x in [2, null] satisfies x > 1", "true"),
        ("every x in [2, null] satisfies x > 1", "null"),
        ("every x in [1, null] satisfies x > 1", "false"),
        ("every x in [] satisfies false", "true"),
        ("some x in [] satisfies true", "false"),
        ("if null then 1 else 2", "2"),
        ("null = null", "true"),
        ("1 = null", "false"),
        ("1 < null", "null"),
        ("1 = \"1\"", "null"),
    ]);
}

#[test]
fn lists_are_filtered_and_indexed() {
    check(&[
        ("[1, 2, 3][2]", "2"),
        ("[1, 2, 3][-1]", "3"),
        ("[1, 2, 3][4]", "null"),
        ("[1, 2, 3][0]", "null"),
        ("[1, 2, 3][item > 1]", "[2, 3]"),
        ("[1, 2, 3][item > 9]", "[]"),
        ("[{a: 1}, {a: 2}][a = 2]", "[{a: 2}]"),
        ("[{a: 1}, {a: 2}].a", "[1, 2]"),
        ("[{item: 1}, {item: 2}][item >= 2]", "[{item: 2}]"),
        ("[1, 2, 3][1 + 1]", "2"),
        ("5[1]", "5"),
        ("5[item > 1]", "[5]"),
        ("null[1]", "null"),
        ("[][1]", "null"),
        ("[[1, 2], [3]][2][1]", "3"),
        ("for x in 3..1 return x", "[3, 2, 1]"),
        ("for x in [1, 2], y in [x, 10] return x * y", "[1, 10, 4, 20]"),
        ("for x in 1..5 return if x < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3, 5]"),
        ("for d in @\"2024-02-28\"..@\"2024-03-01\" return d.day", "[28, 29, 1]"),
    ]);
}

#[test]
fn ranges_and_tests() {
    check(&[
        ("5 in [1..5]", "true"),
        ("5 in [1..5)", "false"),
        ("5 in [1..5[", "false"),
        ("1 in ]1..5]", "false"),
        ("5 in (< 5)", "false"),
        ("5 in (<= 5, > 7)", "true"),
        ("5 in (1, 5, 7)", "true"),
        ("5 in [1, 5]", "true"),
        ("5 in [[1..3], [4..6]]", "true"),
        ("5 in != 4", "true"),
        ("\"b\" in [\"a\"..\"c\"]", "true"),
        ("[1..10].end", "10"),
        ("(> 5).start included", "false"),
        ("[1..\"a\"]", "null"),
        ("@\"2024-02-29\" in [@\"2024-01-01\"..@\"2024-12-31\"]", "true"),
        ("before([1..5), [5..9])", "true"),
        ("overlaps([1..5], [5..9])", "true"),
        ("includes([1..9], [2..3])", "true"),
        ("during(@\"2024-02-29\", [@\"2024-01-01\"..@\"2024-12-31\"])", "true"),
    ]);
}

#[test]
fn dates_are_calculated() {
    check(&[
        ("@\"2024-01-31\" + @\"P1M\"", "@\"2024-02-29\""),
        ("@\"2024-02-29\" - @\"P1Y\"", "@\"2023-02-28\""),
        ("@\"2024-03-01\" - @\"2024-02-28\"", "@\"P2D\""),
        ("@\"2024-02-28T23:00:00\" + @\"PT2H\"", "@\"2024-02-29T01:00:00\""),
        ("@\"23:00:00\" + @\"PT2H\"", "@\"01:00:00\""),
        ("@\"P1D\" / @\"PT6H\"", "4"),
        ("@\"P1Y\" * 1.5", "@\"P1Y6M\""),
        ("date(2024, 2, 30)", "null"),
        ("date and time(@\"2024-02-29\", @\"10:00:00Z\")", "@\"2024-02-29T10:00:00Z\""),
        ("years and months duration(@\"2023-12-24\", @\"2025-02-23\")", "@\"P1Y1M\""),
        ("day of week(@\"2024-02-29\")", "\"Thursday\""),
        ("@\"2024-02-29\".year + @\"P14M\".months", "2026"),
        ("@\"2024-02-29T10:00:00+06:00\" = @\"2024-02-29T04:00:00Z\"", "true"),
        ("is(@\"2024-02-29T10:00:00+06:00\", @\"2024-02-29T04:00:00Z\")", "false"),
        ("now()", "null"),
    ]);
}

#[test]
fn built_in_functions_of_every_group() {
    check(&[
        ("substring(\"foobar\", -3, 2)", "\"ba\""),
        ("substring(string: \"foobar\", start position: 3)", "\"obar\""),
        ("string length(\"\\U01F40Eab\")", "3"),
        ("substring before(\"foobar\", \"bar\")", "\"foo\""),
        ("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\""),
        ("replace(\"a.b\", \".\", \"-\", \"q\")", "\"a-b\""),
        ("replace(\"abc\", \"x*\", \"-\")", "null"),
        ("matches(\"FOObar\", \"^fo*bar\", \"i\")", "true"),
        ("matches(\"b\", \"[a-z-[aeiou]]\")", "true"),
        ("matches(\"a\", \"[a-z-[aeiou]]\")", "false"),
        ("matches(\"m\", \"\\\\p{Lu}\", \"i\")", "false"),
        ("matches(\"hello world\", \"hello[ ]world\", \"x\")", "true"),
        ("matches(\"helloworld\", \"hello world\", \"x\")", "true"),
        ("matches(\"$_\", \"^\\\\w\\\\W$\")", "true"),
        ("matches(\"Ж\", \"\\\\p{IsCyrillic}\")", "true"),
        ("matches(\"a\", \"(?i)A\")", "null"),
        ("matches(\"a\", \"a\", \"g\")", "null"),
        ("split(\"John Doe\", \"\\\\s\")", "[\"John\", \"Doe\"]"),
        ("string join([\"a\", null, \"b\"], \"-\")", "\"a-b\""),
        ("number(\"1 000,5\", \" \", \",\")", "1000.5"),
        ("string([1.50, \"a\", {b: @\"P1D\"}])", "\"[1.5, \\\"a\\\", {b: @\\\"P1D\\\"}]\""),
        ("min([3, 1, 2]) + max(3, 1, 2)", "4"),
        ("sum([])", "null"),
        ("count([])", "0"),
        ("mean([1, 2, 3])", "2"),
        ("median([8, 2, 5, 3, 4])", "4"),
        ("mode([6, 1, 9, 6, 1])", "[1, 6]"),
        ("stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"),
        ("all([true, null])", "null"),
        ("any([true, null])", "true"),
        ("sublist([1, 2, 3], -2, 1)", "[2]"),
        ("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
        ("list replace([1, 2, 3], function(i, n) i > n, 2)", "[1, 2, 2]"),
        ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ("flatten([[1, [2]], 3])", "[1, 2, 3]"),
        ("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"),
        ("index of([1, 2, 1], 1)", "[1, 3]"),
        ("decimal(1/3, 2)", "0.33"),
        ("decimal(2.5, 0)", "2"),
        ("round half up(-5.5, 0)", "-6"),
        ("round half down(5.5, 0)", "5"),
        ("floor(-1.5)", "-2"),
        ("ceiling(1.11, 1)", "1.2"),
        ("modulo(-12, 5)", "3"),
        ("odd(5) and even(-2)", "true"),
        ("get value({a: {b: 5}}, [\"a\", \"b\"])", "5"),
        ("context put({a: {b: 5}}, [\"a\", \"b\"], 6)", "{a: {b: 6}}"),
        ("context merge([{a: 1}, {a: 2, \"b c\": 3}])", "{a: 2, \"b c\": 3}"),
        ("get entries({a: 1})", "[{key: \"a\", value: 1}]"),
        ("range(\"[1..3)\")", "[1..3)"),
        ("upper case([\"a\"])", "\"A\""),
        ("substring(\"a\")", "null"),
        ("substring(text: \"a\", start position: 1)", "null"),
    ]);
}

#[test]
fn types_are_told_apart() {
    check(&[
        ("[1, 2] instance of list<number>", "true"),
        ("[1, \"a\"] instance of list<number>", "false"),
        ("{a: 1} instance of context<a: number>", "true"),
        ("{a: 1} instance of context<a: string>", "false"),
        ("@\"P1D\" instance of days and time duration", "true"),
        ("[1..2] instance of range<number>", "true"),
        ("(function(a: number) a) instance of function<number> -> Any", "true"),
        ("(function(a: number) \"x\") instance of function<number> -> number", "false"),
        ("null instance of number", "false"),
        ("null instance of Null", "true"),
        ("1 instance of Any", "true"),
        ("1 instance of nonsense", "null"),
        ("(function(a: string) a)(1)", "null"),
        ("(function(a: date and time) a)(@\"2024-02-29\")", "@\"2024-02-29T00:00:00Z\""),
        ("(function(a: list<number>) a)(1)", "[1]"),
        ("(function(a: number) a)([1])", "1"),
    ]);
}

#[test]
fn names_of_several_words_are_read_with_the_names_in_scope() {
    let mut person = Names::new();
    person.add("date of birth");
    person.add("a-b");
    let mut names = Names::new();
    names.add_with_members("the applicant", person.clone());
    names.add_with_members("all persons", person);
    names.add("monthly income");
    names.add("monthly");
    names.add("income and wealth");
    let born = Value::temporal("2000-01-01").unwrap();
    let applicant = Context::from_iter([("date of birth", born), ("a-b", Value::from(5))]);
    let context = Context::from_iter([
        ("the applicant", Value::Context(applicant.clone())),
        ("all persons", Value::list(vec![Value::Context(applicant)])),
        ("monthly income", Value::from(700)),
        ("monthly", Value::from(1)),
        ("income and wealth", Value::from(9)),
    ]);
    let scope = Scope::new(&context);
    for (text, expected) in [
        ("the applicant.date of birth.year", "2000"),
        ("the  applicant . date\nof birth.year", "2000"),
        ("the applicant.a-b - 1", "4"),
        ("monthly income+monthly", "701"),
        ("income and wealth and true", "null"),
        ("all persons[date of birth < @\"2001-01-01\"][1].a-b", "5"),
        ("for p in all persons return p.date of birth.month", "[1]"),
        ("some the person in all persons satisfies the person.a-b = 5", "true"),
        ("{my total: monthly income * 2, r: my total + 1}.r", "1401"),
        ("(function(first number, b) first number + b)(1, 2)", "3"),
    ] {
        let expr = parse_expression(text, &names).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(evaluate(&expr, &scope, &Limits::default()).value.to_string(), expected, "{text}");
    }
}

#[test]
fn an_unknown_name_is_null_with_a_warning_at_its_place() {
    let expr = parse_expression("1 + nobody", &Names::new()).unwrap();
    let outcome = evaluate(&expr, &Scope::empty(), &Limits::default());
    assert!(outcome.value.is_null());
    assert_eq!(outcome.warnings[0].message, "there is no variable named 'nobody'");
    assert_eq!(outcome.warnings[0].span.of("1 + nobody"), "nobody");
    assert_eq!(outcome.warnings[1].message, "one side of '+' is null");
}

#[test]
fn syntax_errors_say_what_where_and_what_now() {
    for (text, at, message) in [
        ("1 +", "", "expected a value but found the end"),
        ("(1", "", "expected ')' but found the end"),
        ("if a then b", "", "expected 'else' but found the end"),
        ("1 2", "2", "the expression ends before '2'"),
        ("\"abc", "\"abc", "this string is not closed"),
        ("1 /* x", "/* x", "this comment is not closed"),
        ("a ~ b", "~", "the character '~' has no meaning here"),
        ("{a 1}", "a", "expected a name and a colon but found 'a'"),
        ("[1..2", "", "expected the end of a range but found the end"),
        ("x instance of 5", "5", "expected a type but found '5'"),
        ("a.5", ".5", "the expression ends before '.5'"),
    ] {
        let error = parse_expression(text, &Names::new()).unwrap_err();
        assert_eq!((error.span.of(text), &*error.message), (at, message), "{text}");
        assert!(!error.help.is_empty());
    }
}

#[test]
fn the_state_dialect_adds_three_functions() {
    let options = Options { dialect: Dialect::State, ..Options::default() };
    for (text, expected) in [
        ("is unknown(null)", "true"),
        ("is unknown(0)", "false"),
        ("is known(false)", "true"),
        ("is known([])", "true"),
        ("age(@\"2000-02-29\", @\"2018-02-28\")", "17"),
        ("age(@\"2000-02-29\", @\"2018-03-01\")", "18"),
        ("age(born: @\"2010-06-15\", on: @\"2026-06-15\")", "16"),
        ("age(@\"2010-06-15\", @\"2010-06-14\")", "null"),
        ("age(null, @\"2010-06-14\")", "null"),
    ] {
        let expr = parse_expression_with(text, &Names::new(), &options).unwrap();
        let value = evaluate(&expr, &Scope::empty(), &Limits::default()).value;
        assert_eq!(value.to_string(), expected, "{text}");
        // plain DMN has none of them
        let plain = parse_expression(text, &Names::new());
        assert!(plain.is_err() || show(text) == "null", "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_parsed_or_refused(text in "\\PC{0,80}") {
        let _ = parse_expression(&text, &Names::new());
        let _ = parse_unary_tests(&text, &Names::new());
    }

    #[test]
    fn texts_of_tokens_are_evaluated_or_refused(parts in prop::collection::vec(prop::sample::select(vec![
        "1", "\"a\"", "x", "item", "?", "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "+", "-", "*", "/", "**",
        "<", "<=", "=", "!=", "and", "or", "not", "if", "then", "else", "for", "in", "return", "some", "every",
        "satisfies", "between", "instance", "of", "number", "list<", ">", "function", "null", "true", "@\"P1D\"",
        "@\"2024-02-29\"", "date and time", "string length", "sum", "partial",
    ]), 0..20)) {
        let text = parts.join(" ");
        let mut names = Names::new();
        names.add("x");
        let context = Context::from_iter([("x", Value::from(3))]);
        if let Ok(expr) = parse_expression(&text, &names) {
            let outcome = evaluate(&expr, &Scope::new(&context), &Limits::default());
            prop_assert!(outcome.limit.is_none());
        }
        let _ = parse_unary_tests(&text, &names);
    }

    #[test]
    fn printed_values_are_read_back(n in any::<i64>(), text in "\\PC{0,20}", days in -700_000_i64..700_000, flag in any::<bool>()) {
        let date = feel::Date::from_days(days).unwrap();
        let context = Context::from_iter([("a b", Value::from(&*text)), (&*text, Value::from(n))]);
        let value = Value::list(vec![Value::from(n), Value::from(date), Value::from(flag), Value::Context(context), Value::Null]);
        let printed = value.to_string();
        let expr = parse_expression(&printed, &Names::new()).unwrap();
        let back = evaluate(&expr, &Scope::empty(), &Limits::default()).value;
        prop_assert_eq!(back, value);
    }
}

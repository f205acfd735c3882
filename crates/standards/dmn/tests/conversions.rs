//! DMN's implicit conversions (chapter 10.3.2.9.4) wherever a type is declared, and null where a value does not conform.

#![expect(clippy::unwrap_used, reason = "shared functions fail as tests do")]

use dmn::{Input, Model};
use feel::{Limits, Value};

const TYPES: &str = r#"
  <itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"a","b"</text></allowedValues></itemDefinition>
  <itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
  <itemDefinition name="tFunction"><functionItem outputTypeRef="number"><parameters name="x" typeRef="number"/></functionItem></itemDefinition>"#;

/// The value of the decision `d` of a model with these elements.
fn value_of(elements: &str) -> String {
    let text = format!(
        r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n" name="m">{TYPES}{elements}</definitions>"#
    );
    let model = Model::read(&text, &mut |_| None).unwrap();
    assert_eq!(model.problems(), [], "{elements}");
    let inputs = [Input { namespace: None, name: "i".to_owned(), value: Value::from("c") }];
    model.evaluate("d", &inputs, &Limits::default(), None).unwrap().value.to_string()
}

fn literal(text: &str) -> String {
    format!("<literalExpression><text>{text}</text></literalExpression>")
}

/// A decision of a type.
fn decision(kind: &str, expression: &str) -> String {
    format!(
        r##"<decision name="d" id="d"><variable name="d" typeRef="{kind}"/>
           <knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>{expression}</decision>"##
    )
}

#[test]
fn decisions_are_converted_to_their_type() {
    for (kind, text, expected) in [
        ("number", "[1]", "1"),
        ("number", "[1, 2]", "null"),
        ("number", "\"1\"", "null"),
        ("tNumbers", "1", "[1]"),
        ("tNumbers", "[1, null]", "[1, null]"),
        ("tNumbers", "[1, \"a\"]", "null"),
        ("dateTime", "@\"2024-01-01\"", "@\"2024-01-01T00:00:00Z\""),
        ("date", "@\"2024-01-01T00:00:00\"", "null"),
        ("tGrade", "\"a\"", "\"a\""),
        ("tGrade", "\"c\"", "null"),
        ("Any", "[1]", "[1]"),
    ] {
        assert_eq!(value_of(&decision(kind, &literal(text))), expected, "{text} as {kind}");
    }
}

#[test]
fn what_is_called_is_converted_both_ways() {
    // type of the knowledge model, type of its parameter, body, call, value
    for (kind, parameter, body, call, expected) in [
        ("number", "number", "x", "f(1)", "1"),
        ("number", "number", "x", "f([1])", "1"),
        ("number", "number", "x", "f(\"a\")", "null"),
        ("string", "number", "x", "f(1)", "null"),
        ("number", "number", "[x]", "f(1)", "1"),
        ("tFunction", "number", "[x]", "f(1)", "1"),
        ("tFunction", "number", "\"a\"", "f(1)", "null"),
        ("tNumbers", "number", "x", "f(1)", "[1]"),
        ("Any", "tNumbers", "x", "f(1)", "[1]"),
        ("Any", "tGrade", "x", "f(\"b\")", "\"b\""),
        ("Any", "tGrade", "x", "f(\"c\")", "null"),
        ("tGrade", "Any", "x", "f(\"c\")", "null"),
    ] {
        let knowledge = format!(
            r#"<businessKnowledgeModel name="f" id="f"><variable name="f" typeRef="{kind}"/><encapsulatedLogic>
               <formalParameter name="x" typeRef="{parameter}"/>{}</encapsulatedLogic></businessKnowledgeModel>"#,
            literal(body)
        );
        let model = knowledge + &decision("Any", &literal(call));
        assert_eq!(value_of(&model), expected, "{kind} {parameter} {body} {call}");
        // the same as a function of a context
        let context = format!(
            r#"<context><contextEntry><variable name="g"/><functionDefinition typeRef="{kind}">
               <formalParameter name="x" typeRef="{parameter}"/>{}</functionDefinition></contextEntry>
               <contextEntry>{}</contextEntry></context>"#,
            literal(body),
            literal(&call.replace("f(", "g("))
        );
        assert_eq!(value_of(&decision("Any", &context)), expected, "{kind} {parameter} {body} {call}");
    }
}

#[test]
fn an_input_that_is_not_allowed_is_null() {
    let input = r#"<inputData name="i" id="i"><variable name="i" typeRef="tGrade"/></inputData>"#;
    let decision = format!(
        r##"<decision name="d" id="d"><variable name="d"/>
           <informationRequirement><requiredInput href="#i"/></informationRequirement>{}</decision>"##,
        literal("i = null")
    );
    assert_eq!(value_of(&(input.to_owned() + &decision)), "true");
}

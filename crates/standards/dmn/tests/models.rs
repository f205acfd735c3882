//! Models that are wrong in some way give clear errors, never a panic; imports and limits hold.

use dmn::{Import, Input, Model, ModelError};
use feel::{Limits, Value};

fn definitions(body: &str) -> String {
    format!(
        r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="main" name="m">{body}</definitions>"#
    )
}

fn decision(expression: &str) -> String {
    definitions(&format!(r#"<decision name="d" id="d"><variable name="d"/>{expression}</decision>"#))
}

#[test]
fn malformed_models_are_refused_with_a_reason() {
    let no_import = &mut |_: &Import| None;
    assert!(matches!(Model::read("<definitions", no_import), Err(ModelError::Xml(_))));
    assert!(matches!(Model::read("", no_import), Err(ModelError::Xml(_))));
    let other = Model::read("<html/>", no_import).unwrap_err();
    assert_eq!(other, ModelError::NoDefinitions("html".to_owned()));
    let importing = definitions(r#"<import name="x" namespace="elsewhere" importType="DMN"/>"#);
    let missing = Model::read(&importing, no_import).unwrap_err();
    assert_eq!(missing, ModelError::ImportMissing("elsewhere".to_owned()));
}

#[test]
fn an_unknown_decision_is_named_with_the_known_ones() {
    let model = Model::read(&decision(""), &mut |_| None).unwrap();
    let error = model.evaluate("e", &[], &Limits::default(), None).unwrap_err();
    assert_eq!(error.to_string(), "the model has no decision named 'e'; it has: d");
}

#[test]
fn an_invalid_expression_is_a_problem_of_its_decision_only() {
    let text = decision("<literalExpression><text>1 +</text></literalExpression>");
    let model = Model::read(&text, &mut |_| None).unwrap();
    assert_eq!(model.problems().len(), 1);
    assert_eq!(model.problems()[0].element, "d");
    assert!(model.problems()[0].message.starts_with("line 1, column 4"), "{}", model.problems()[0].message);
    let outcome = model.evaluate("d", &[], &Limits::default(), None).unwrap();
    assert!(outcome.value.is_null());
    assert_eq!(outcome.warnings.len(), 1);
}

#[test]
fn tables_with_ragged_rules_and_unknown_policies_are_problems() {
    for table in [
        r#"<decisionTable hitPolicy="BEST"><output/></decisionTable>"#,
        "<decisionTable/>",
        "<decisionTable><output/><rule/></decisionTable>",
        "<decisionTable><input/><output/></decisionTable>",
    ] {
        let model = Model::read(&decision(table), &mut |_| None).unwrap();
        assert_eq!(model.problems().len(), 1, "{table}");
        assert!(model.evaluate("d", &[], &Limits::default(), None).unwrap().value.is_null());
    }
}

#[test]
fn gaps_and_overlaps_of_tables_are_found() {
    let rule = |test: &str| {
        format!(
            "<rule><inputEntry><text>{test}</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>"
        )
    };
    let table = format!(
        "<decisionTable><input><inputExpression><text>n</text></inputExpression></input><output/>{}{}</decisionTable>",
        rule("&lt;= 5"),
        rule("[5..9]")
    );
    let model = Model::read(&decision(&table), &mut |_| None).unwrap();
    let found: Vec<String> =
        model.findings(&Limits::default()).iter().map(|p| format!("{}: {}", p.element, p.message)).collect();
    assert_eq!(found, ["d: the rules 1 and 2 both match the inputs 5", "d: no rule matches the inputs 10"]);
}

#[test]
fn decisions_that_require_each_other_end_in_null() {
    let text = definitions(
        r##"<decision name="a" id="a"><variable name="a"/>
             <informationRequirement><requiredDecision href="#b"/></informationRequirement>
             <literalExpression><text>b</text></literalExpression></decision>
           <decision name="b" id="b"><variable name="b"/>
             <informationRequirement><requiredDecision href="#a"/></informationRequirement>
             <literalExpression><text>a</text></literalExpression></decision>"##,
    );
    let model = Model::read(&text, &mut |_| None).unwrap();
    let outcome = model.evaluate("a", &[], &Limits::default(), None).unwrap();
    assert!(outcome.value.is_null());
    assert!(outcome.warnings[0].message.contains("requires itself"));
}

#[test]
fn a_knowledge_model_that_calls_itself_for_ever_is_stopped() {
    let text = definitions(
        r##"<businessKnowledgeModel name="f" id="f"><variable name="f"/>
             <encapsulatedLogic><formalParameter name="n"/>
               <literalExpression><text>1 + f(n)</text></literalExpression></encapsulatedLogic>
             <knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
           </businessKnowledgeModel>
           <decision name="d" id="d"><variable name="d"/>
             <knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
             <literalExpression><text>f(1)</text></literalExpression></decision>"##,
    );
    let model = Model::read(&text, &mut |_| None).unwrap();
    let outcome = model.evaluate("d", &[], &Limits::default(), None).unwrap();
    assert!(outcome.value.is_null());
    assert!(outcome.limit.is_some());
}

#[test]
fn imported_models_bring_types_inputs_and_functions() {
    let imported = r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="lib" name="lib">
        <itemDefinition name="tPerson"><itemComponent name="full name"><typeRef>string</typeRef></itemComponent></itemDefinition>
        <inputData name="person" id="p"><variable name="person" typeRef="tPerson"/></inputData>
        <businessKnowledgeModel name="greet" id="g"><variable name="greet"/>
          <encapsulatedLogic><formalParameter name="who" typeRef="tPerson"/>
            <literalExpression><text>"Hello " + who.full name</text></literalExpression></encapsulatedLogic>
        </businessKnowledgeModel></definitions>"#;
    let text = definitions(
        r#"<import name="lib" namespace="lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
           <decision name="d" id="d"><variable name="d"/>
             <informationRequirement><requiredInput href="lib#p"/></informationRequirement>
             <knowledgeRequirement><requiredKnowledge href="lib#g"/></knowledgeRequirement>
             <literalExpression><text>lib.greet(lib.person)</text></literalExpression></decision>"#,
    );
    let model = Model::read(&text, &mut |import| (import.namespace == "lib").then(|| imported.to_owned()));
    let model = model.unwrap();
    assert_eq!(model.problems(), []);
    let person = Value::Context([("full name", Value::from("Ada"))].into_iter().collect());
    let input = Input { namespace: None, name: "person".to_owned(), value: person };
    let outcome = model.evaluate("d", &[input], &Limits::default(), None).unwrap();
    assert_eq!(outcome.value, Value::from("Hello Ada"));
}

#[test]
fn a_type_that_contains_itself_is_read() {
    let text = definitions(
        r#"<itemDefinition name="tNode"><itemComponent name="next"><typeRef>tNode</typeRef></itemComponent></itemDefinition>
           <inputData name="n" id="n"><variable name="n" typeRef="tNode"/></inputData>"#,
    );
    assert!(Model::read(&text, &mut |_| None).is_ok());
}

#[test]
fn a_model_imported_twice_has_inputs_of_its_own_each_time() {
    let inner = r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="inner" name="inner">
        <inputData name="who" id="w"><variable name="who" typeRef="string"/></inputData></definitions>"#;
    let middle = |namespace: &str| {
        format!(
            r#"<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="{namespace}" name="m">
              <import name="in" namespace="inner" importType="DMN"/>
              <decision name="greeting" id="g"><variable name="greeting"/>
                <informationRequirement><requiredInput href="inner#w"/></informationRequirement>
                <literalExpression><text>"Hello " + in.who</text></literalExpression></decision></definitions>"#
        )
    };
    let text = definitions(
        r#"<import name="one" namespace="m1" importType="DMN"/><import name="two" namespace="m2" importType="DMN"/>
           <decision name="d" id="d"><variable name="d"/>
             <informationRequirement><requiredDecision href="m1#g"/></informationRequirement>
             <informationRequirement><requiredDecision href="m2#g"/></informationRequirement>
             <literalExpression><text>[one.greeting, two.greeting]</text></literalExpression></decision>"#,
    );
    let model = Model::read(&text, &mut |import| match import.namespace.as_str() {
        "inner" => Some(inner.to_owned()),
        other => Some(middle(other)),
    });
    let input = |outer: &str, who: &str| {
        let inner = Value::Context([("who", Value::from(who))].into_iter().collect());
        let value = Value::Context([("in", inner)].into_iter().collect());
        Input { namespace: None, name: outer.to_owned(), value }
    };
    let inputs = [input("one", "Ada"), input("two", "Bob")];
    let outcome = model.unwrap().evaluate("d", &inputs, &Limits::default(), None).unwrap();
    assert_eq!(outcome.value.to_string(), r#"["Hello Ada", "Hello Bob"]"#);
}

#[test]
fn deeply_nested_models_do_not_exhaust_the_stack() {
    let run = || {
        let many = 5_000;
        let components = format!(
            "<itemDefinition name='t'>{}{}</itemDefinition>",
            "<itemComponent name='c'>".repeat(many),
            "</itemComponent>".repeat(many)
        );
        let contexts = |many: usize, inner: &str| {
            format!(
                "{}{inner}{}",
                "<context><contextEntry>".repeat(many),
                "</contextEntry></context>".repeat(many)
            )
        };
        let text = definitions(&format!(
            r##"{components}<decision name="deep" id="deep"><variable name="deep" typeRef="t"/>{}</decision>
               <businessKnowledgeModel name="f" id="f"><variable name="f"/>
                 <encapsulatedLogic><formalParameter name="n"/>{}</encapsulatedLogic>
                 <knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
               </businessKnowledgeModel>
               <decision name="loop" id="loop"><variable name="loop"/>
                 <knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
                 <literalExpression><text>f(1)</text></literalExpression></decision>"##,
            contexts(many, ""),
            contexts(20, "<literalExpression><text>[[[[f(n)]]]]</text></literalExpression>"),
        ));
        let model = Model::read(&text, &mut |_| None).unwrap();
        assert_eq!(model.problems().len(), 1);
        assert!(model.evaluate("deep", &[], &Limits::default(), None).unwrap().value.is_null());
        assert!(model.evaluate("loop", &[], &Limits::default(), None).unwrap().limit.is_some());
    };
    std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(run).unwrap().join().unwrap();
}

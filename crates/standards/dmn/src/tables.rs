//! Decision tables from their XML.

use crate::boxed::Logic;
use crate::compile::{Compiler, Place};
use crate::xml::{child, children, text_of, type_reference};
use feel::ast::UnaryTests;
use feel::table::{DecisionTable, HitPolicy, Input, Output, Rule};
use roxmltree::Node;
use std::sync::Arc;

fn hit_policy(node: Node<'_, '_>) -> Option<HitPolicy> {
    let letter = match node.attribute("hitPolicy").unwrap_or("UNIQUE") {
        "UNIQUE" => "U",
        "ANY" => "A",
        "PRIORITY" => "P",
        "FIRST" => "F",
        "RULE ORDER" => "R",
        "OUTPUT ORDER" => "O",
        "COLLECT" => match node.attribute("aggregation") {
            None => "C",
            Some("SUM") => "C+",
            Some("MIN") => "C<",
            Some("MAX") => "C>",
            Some("COUNT") => "C#",
            Some(_) => return None,
        },
        _ => return None,
    };
    HitPolicy::from_letter(letter)
}

impl<'a, 'i> Compiler<'a, 'i> {
    pub(crate) fn table(&mut self, node: Node<'a, 'i>, place: &Place) -> Logic {
        match self.read_table(node, place) {
            Ok(table) => Logic::Table(table),
            Err(message) => Logic::Broken(message),
        }
    }

    fn read_table(&mut self, node: Node<'a, 'i>, place: &Place) -> Result<DecisionTable, String> {
        let Some(hit_policy) = hit_policy(node) else {
            return Err(self.problem("the decision table has an unknown hit policy or aggregation"));
        };
        let inputs: Vec<_> = children(node, "input").collect();
        let inputs = inputs.into_iter().map(|n| self.input(n, place)).collect::<Result<Vec<_>, _>>()?;
        let outputs: Vec<_> = children(node, "output").collect();
        let outputs = outputs.into_iter().map(|n| self.output(n, place)).collect::<Result<Vec<_>, _>>()?;
        let rules: Vec<_> = children(node, "rule").collect();
        let rules = rules.into_iter().map(|n| self.rule(n, place)).collect::<Result<Vec<_>, _>>()?;
        let fits = |rule: &Rule| rule.tests.len() == inputs.len() && rule.outputs.len() == outputs.len();
        if outputs.is_empty() || !rules.iter().all(fits) {
            return Err(self.problem("a rule of the decision table has too few or too many cells"));
        }
        Ok(DecisionTable { inputs, outputs, rules, hit_policy })
    }

    fn input(&mut self, node: Node<'a, 'i>, place: &Place) -> Result<Input, String> {
        let text = child(node, "inputExpression").and_then(text_of);
        let Some(text) = text else { return Err(self.problem("an input of the decision table is empty")) };
        let expression = self.feel(&text, place)?;
        let allowed = self.allowed(node, "inputValues", place)?;
        Ok(Input { expression, allowed })
    }

    fn allowed(
        &mut self,
        node: Node<'a, 'i>,
        name: &'static str,
        place: &Place,
    ) -> Result<Option<UnaryTests>, String> {
        match child(node, name).and_then(text_of) {
            Some(text) => self.tests(&text, place).map(Some),
            None => Ok(None),
        }
    }

    fn output(&mut self, node: Node<'a, 'i>, place: &Place) -> Result<Output, String> {
        let mut allowed = self.allowed(node, "outputValues", place)?;
        if allowed.is_none()
            && let Some(reference) = type_reference(node)
        {
            allowed = self.allowed_by_type(&reference, place);
        }
        let default = match child(node, "defaultOutputEntry").and_then(text_of) {
            Some(text) => Some(self.feel(&text, place)?),
            None => None,
        };
        let name = Arc::from(node.attribute("name").unwrap_or("").trim());
        Ok(Output { name, allowed, default })
    }

    fn rule(&mut self, node: Node<'a, 'i>, place: &Place) -> Result<Rule, String> {
        let mut tests = Vec::new();
        for cell in children(node, "inputEntry") {
            tests.push(match text_of(cell) {
                Some(text) => self.tests(&text, place)?,
                None => UnaryTests::Any,
            });
        }
        let mut outputs = Vec::new();
        for cell in children(node, "outputEntry") {
            let text = text_of(cell).unwrap_or_else(|| "null".to_owned());
            outputs.push(self.feel(&text, place)?);
        }
        Ok(Rule { tests, outputs })
    }
}

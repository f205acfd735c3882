//! Boxed expressions.

use super::{Compiler, DEPTH_MAX, Place};
use crate::boxed::{Boxed, FunctionLogic, Logic};
use crate::types::ItemType;
use crate::xml::{child, children, text_of};
use feel::Names;
use feel::ast::{Expr, ExprKind, UnaryTests};
use roxmltree::Node;
use std::sync::Arc;

/// The elements that hold an expression.
const EXPRESSIONS: [&str; 12] = [
    "literalExpression",
    "decisionTable",
    "context",
    "invocation",
    "functionDefinition",
    "list",
    "relation",
    "conditional",
    "filter",
    "for",
    "some",
    "every",
];

impl<'a, 'i> Compiler<'a, 'i> {
    /// The expression that is a child of a node.
    pub(super) fn expression_in(&mut self, node: Node<'a, 'i>, place: &Place) -> Boxed {
        let found = node.children().find(|child| EXPRESSIONS.contains(&child.tag_name().name()));
        match found {
            Some(found) => self.expression(found, place),
            None => Boxed { logic: Logic::Missing, kind: Arc::default() },
        }
    }

    fn expression(&mut self, node: Node<'a, 'i>, place: &Place) -> Boxed {
        let kind = self.kind_of(place.part, node);
        if place.depth > DEPTH_MAX {
            let message = self.problem("boxed expressions are nested too deep");
            return Boxed { logic: Logic::Broken(message), kind };
        }
        let place = &place.deeper();
        let logic = match node.tag_name().name() {
            "literalExpression" => self.literal(node, place),
            "decisionTable" => self.table(node, place),
            "context" => self.context(node, place),
            "invocation" => self.invocation(node, place),
            "functionDefinition" => self.function(node, place),
            "list" => {
                let items = node.children().filter(|child| EXPRESSIONS.contains(&child.tag_name().name()));
                Logic::List(items.map(|item| self.expression(item, place)).collect())
            }
            "relation" => self.relation(node, place),
            "conditional" => Logic::Conditional {
                condition: Box::new(self.inside(node, "if", place)),
                then: Box::new(self.inside(node, "then", place)),
                otherwise: Box::new(self.inside(node, "else", place)),
            },
            "filter" => self.filter(node, place),
            name => self.loops(node, name, place),
        };
        // the type of a function definition is that of its result
        let kind = if matches!(logic, Logic::Function(_)) { Arc::default() } else { kind };
        Boxed { logic, kind }
    }

    fn inside(&mut self, node: Node<'a, 'i>, name: &'static str, place: &Place) -> Boxed {
        match child(node, name) {
            Some(holder) => self.expression_in(holder, place),
            None => Boxed { logic: Logic::Missing, kind: Arc::default() },
        }
    }

    /// Reads FEEL; the error is the message of the problem noted.
    pub(crate) fn feel(&mut self, text: &str, place: &Place) -> Result<Expr, String> {
        feel::parse_expression(text, &place.names).map_err(|error| self.problem(describe(text, &error)))
    }

    /// Reads unary tests.
    pub(crate) fn tests(&mut self, text: &str, place: &Place) -> Result<UnaryTests, String> {
        feel::parse_unary_tests(text, &place.names).map_err(|error| self.problem(describe(text, &error)))
    }

    fn literal(&mut self, node: Node<'a, 'i>, place: &Place) -> Logic {
        if let Some(language) = node.attribute("expressionLanguage")
            && !language.to_ascii_uppercase().contains("FEEL")
        {
            return Logic::Broken(self.problem(format!("expressions in {language} are not read")));
        }
        let Some(text) = text_of(node) else { return Logic::Missing };
        match self.feel(&text, place) {
            Ok(expr) => Logic::Literal(expr),
            Err(message) => Logic::Broken(message),
        }
    }

    fn context(&mut self, node: Node<'a, 'i>, place: &Place) -> Logic {
        let mut inner = place.deeper();
        let mut entries = Vec::new();
        for entry in children(node, "contextEntry") {
            let mut boxed = self.expression_in(entry, &inner);
            let name = child(entry, "variable");
            if let Some(variable) = name
                && boxed.kind.is_any()
                && !matches!(boxed.logic, Logic::Function(_))
            {
                boxed.kind = self.kind_of(place.part, variable);
            }
            let name = name.and_then(|v| v.attribute("name")).map(|name| Arc::<str>::from(name.trim()));
            if let Some(name) = &name {
                inner.names.add_with_members(name, members_of(&boxed));
            }
            entries.push((name, boxed));
        }
        Logic::Context(entries)
    }

    fn invocation(&mut self, node: Node<'a, 'i>, place: &Place) -> Logic {
        let mut bindings = Vec::new();
        for binding in children(node, "binding") {
            let parameter = child(binding, "parameter").and_then(|p| p.attribute("name")).unwrap_or("");
            bindings.push((Arc::from(parameter.trim()), self.expression_in(binding, place)));
        }
        Logic::Invocation { callee: Box::new(self.expression_in(node, place)), bindings }
    }

    fn function(&mut self, node: Node<'a, 'i>, place: &Place) -> Logic {
        let (parameters, inner) = self.parameters(node, place);
        let body = self.function_body(node, &inner);
        let (parameters, kinds) = parameters.into_iter().unzip();
        Logic::Function(Arc::new(FunctionLogic {
            parameters,
            kinds,
            result: ItemType::of_result(&self.kind_of(place.part, node)),
            body,
            surroundings: place.names.iter().map(Arc::from).collect(),
        }))
    }

    fn relation(&mut self, node: Node<'a, 'i>, place: &Place) -> Logic {
        let names = children(node, "column").map(|column| column.attribute("name").unwrap_or("").trim());
        let columns = names.map(Arc::from).collect();
        let rows = children(node, "row").map(|row| {
            let cells = row.children().filter(|cell| EXPRESSIONS.contains(&cell.tag_name().name()));
            cells.map(|cell| self.expression(cell, place)).collect()
        });
        Logic::Relation { columns, rows: rows.collect() }
    }

    fn filter(&mut self, node: Node<'a, 'i>, place: &Place) -> Logic {
        let list = Box::new(self.inside(node, "in", place));
        let members = members_of(&list);
        let mut inner = place.with("item", members.clone());
        for name in members.iter() {
            inner.names.add_shared(name, members.members(name).cloned().unwrap_or_default());
        }
        let condition = Box::new(self.inside(node, "match", &inner));
        Logic::Filter { list, condition }
    }

    fn loops(&mut self, node: Node<'a, 'i>, name: &str, place: &Place) -> Logic {
        let variable: Arc<str> = Arc::from(node.attribute("iteratorVariable").unwrap_or("").trim());
        let list = Box::new(self.inside(node, "in", place));
        let inner = place.with(&variable, members_of(&list));
        if name == "for" {
            let body = Box::new(self.inside(node, "return", &inner.with("partial", Names::new())));
            return Logic::For { variable, list, body };
        }
        let condition = Box::new(self.inside(node, "satisfies", &inner));
        Logic::Quantified { every: name == "every", variable, list, condition }
    }
}

fn describe(text: &str, error: &feel::SyntaxError) -> String {
    let start = usize::try_from(error.span.start).unwrap_or(0);
    let before = text.get(..start).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("line {line}, column {column} of the expression: {error}")
}

/// The member names of what an expression gives, as far as its form tells.
pub(super) fn members_of(boxed: &Boxed) -> Names {
    let declared = boxed.kind.members();
    if !declared.is_empty() {
        return declared;
    }
    let mut names = Names::new();
    match &boxed.logic {
        Logic::Context(entries) => match entries.last() {
            Some((None, result)) => return members_of(result),
            _ => {
                for (name, entry) in entries {
                    if let Some(name) = name {
                        names.add_with_members(name, members_of(entry));
                    }
                }
            }
        },
        Logic::Relation { columns, .. } => columns.iter().for_each(|column| names.add(column)),
        Logic::Table(table) if table.outputs.len() > 1 => {
            table.outputs.iter().for_each(|output| names.add(&output.name));
        }
        Logic::Literal(expr) => return members_of_literal(expr),
        Logic::Function(logic) => return members_of(&logic.body),
        Logic::Filter { list, .. } => return members_of(list),
        Logic::For { body, .. } => return members_of(body),
        Logic::List(items) => return items.first().map(members_of).unwrap_or_default(),
        Logic::Conditional { then, .. } => return members_of(then),
        _ => {}
    }
    names
}

fn members_of_literal(expr: &Expr) -> Names {
    let mut names = Names::new();
    match &expr.kind {
        ExprKind::Context(entries) => {
            for entry in entries {
                names.add_with_members(&entry.name, members_of_literal(&entry.value));
            }
        }
        ExprKind::List(items) => return items.first().map(members_of_literal).unwrap_or_default(),
        ExprKind::For { body, .. } => return members_of_literal(body),
        ExprKind::Filter { list, .. } => return members_of_literal(list),
        _ => {}
    }
    names
}

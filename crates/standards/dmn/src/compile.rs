//! Compiles the elements of a model: types first, then each element with the names its requirements bring.

use crate::boxed::{Boxed, FunctionLogic, Logic};
use crate::model::{Body, Element, Model, Problem, Requirement};
use crate::read::{Source, variable};
use crate::types::{ItemType, Kind};
use crate::xml::{child, children, reference, text_of, type_reference};
use feel::ast::{Expr, ExprKind, UnaryTests};
use feel::{Names, Parameter, Type};
use roxmltree::Node;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Deepest nesting of boxed expressions and of requirements followed to learn names.
const DEPTH_MAX: u32 = 64;

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

/// An element before its logic is compiled.
struct Draft<'a, 'i> {
    node: Node<'a, 'i>,
    part: usize,
    name: Arc<str>,
    kind: Arc<ItemType>,
    requires: Vec<Requirement>,
    body: Option<Body>,
    /// The members of its value, once known.
    members: Option<Names>,
}

pub(crate) struct Compiler<'a, 'i> {
    sources: Vec<Source<'a, 'i>>,
    types: Vec<BTreeMap<String, Arc<ItemType>>>,
    drafts: Vec<Draft<'a, 'i>>,
    /// Elements by namespace and id.
    ids: HashMap<(Arc<str>, String), usize>,
    problems: Vec<Problem>,
    /// The name of the element being compiled.
    current: String,
}

/// Where an expression stands: the names in scope and the model.
pub(crate) struct Place {
    pub(crate) names: Names,
    pub(crate) part: usize,
    pub(crate) depth: u32,
}

impl Place {
    /// The same with further names.
    pub(crate) fn with(&self, name: &str, members: Names) -> Self {
        let mut names = self.names.clone();
        names.add_with_members(name, members);
        Self { names, part: self.part, depth: self.depth + 1 }
    }

    fn deeper(&self) -> Self {
        Self { names: self.names.clone(), part: self.part, depth: self.depth + 1 }
    }
}

impl<'a, 'i> Compiler<'a, 'i> {
    pub(crate) fn new(sources: Vec<Source<'a, 'i>>) -> Self {
        let count = sources.len();
        Self {
            sources,
            types: vec![BTreeMap::new(); count],
            drafts: Vec::new(),
            ids: HashMap::new(),
            problems: Vec::new(),
            current: String::new(),
        }
    }

    pub(crate) fn finish(mut self) -> Model {
        for part in 0..self.sources.len() {
            self.read_types(part);
        }
        for part in 0..self.sources.len() {
            self.read_elements(part);
        }
        for index in 0..self.drafts.len() {
            self.read_requirements(index);
        }
        for index in 0..self.drafts.len() {
            self.compile(index, 0);
        }
        let name = self.sources.first().and_then(|s| s.root.attribute("name")).unwrap_or("").to_owned();
        let mut by_name: HashMap<(usize, Arc<str>), Vec<usize>> = HashMap::new();
        let mut elements = Vec::with_capacity(self.drafts.len());
        for draft in self.drafts {
            by_name.entry((draft.part, Arc::clone(&draft.name))).or_default().push(elements.len());
            let namespace = self.sources.get(draft.part).map(|s| Arc::clone(&s.namespace));
            elements.push(Element {
                name: draft.name,
                part: draft.part,
                namespace: namespace.unwrap_or_else(|| Arc::from("")),
                kind: draft.kind,
                requires: draft.requires,
                body: draft.body.unwrap_or(Body::Input),
            });
        }
        Model { elements, by_name, problems: self.problems, name }
    }

    pub(crate) fn problem(&mut self, message: impl Into<String>) -> String {
        let message = message.into();
        self.problems.push(Problem { element: self.current.clone(), message: message.clone() });
        message
    }

    // ---- types ----

    fn read_types(&mut self, part: usize) {
        let Some(root) = self.sources.get(part).map(|s| s.root) else { return };
        let definitions: BTreeMap<String, Node<'a, 'i>> = children(root, "itemDefinition")
            .filter_map(|node| Some((node.attribute("name")?.to_owned(), node)))
            .collect();
        for name in definitions.keys() {
            self.define(part, name, &definitions, 0);
        }
    }

    fn define(
        &mut self,
        part: usize,
        name: &str,
        definitions: &BTreeMap<String, Node<'a, 'i>>,
        depth: u32,
    ) -> Option<Arc<ItemType>> {
        if let Some(known) = self.types.get(part).and_then(|types| types.get(name)) {
            return Some(Arc::clone(known));
        }
        let node = *definitions.get(name)?;
        if depth > DEPTH_MAX {
            // a type that contains itself: what lies deeper is not checked
            return Some(Arc::default());
        }
        name.clone_into(&mut self.current);
        let kind = Arc::new(self.item_type(part, node, definitions, depth));
        if let Some(types) = self.types.get_mut(part) {
            types.insert(name.to_owned(), Arc::clone(&kind));
        }
        Some(kind)
    }

    fn item_type(
        &mut self,
        part: usize,
        node: Node<'a, 'i>,
        definitions: &BTreeMap<String, Node<'a, 'i>>,
        depth: u32,
    ) -> ItemType {
        let components: Vec<_> = children(node, "itemComponent").collect();
        let kind = if let Some(function) = child(node, "functionItem") {
            Kind::Simple(self.function_type(part, function, definitions, depth))
        } else if !components.is_empty() {
            let entries = components.into_iter().map(|component| {
                let name = component.attribute("name").unwrap_or("").trim();
                (Arc::from(name), Arc::new(self.item_type(part, component, definitions, depth + 1)))
            });
            Kind::Context(entries.collect())
        } else if let Some(reference) = type_reference(node) {
            let other = self.defined_or_named(part, &reference, definitions, depth + 1);
            Kind::Other(other)
        } else {
            Kind::Any
        };
        let collection = node.attribute("isCollection") == Some("true");
        let allowed = self.constraint(part, node, "allowedValues");
        let constraint = self.constraint(part, node, "typeConstraint");
        ItemType { kind, collection, allowed, constraint }
    }

    fn defined_or_named(
        &mut self,
        part: usize,
        reference: &str,
        definitions: &BTreeMap<String, Node<'a, 'i>>,
        depth: u32,
    ) -> Arc<ItemType> {
        let local = reference.rsplit_once(':').map_or(reference, |(_, local)| local);
        self.define(part, reference, definitions, depth)
            .or_else(|| self.define(part, local, definitions, depth))
            .unwrap_or_else(|| self.type_named(part, reference))
    }

    fn function_type(
        &mut self,
        part: usize,
        node: Node<'a, 'i>,
        definitions: &BTreeMap<String, Node<'a, 'i>>,
        depth: u32,
    ) -> Type {
        let mut kind = |reference: Option<String>| match reference {
            Some(reference) => self.defined_or_named(part, &reference, definitions, depth + 1).to_feel(),
            None => Type::Any,
        };
        let parameters = children(node, "parameters").map(|p| kind(type_reference(p))).collect();
        let output = node.attribute("outputTypeRef").map(str::to_owned);
        Type::Function { parameters: Some(parameters), result: Arc::new(kind(output)) }
    }

    fn constraint(&mut self, part: usize, node: Node<'a, 'i>, name: &'static str) -> Option<UnaryTests> {
        let text = text_of(child(node, name)?)?;
        let place = Place { names: self.type_names(part), part, depth: 0 };
        self.tests(&text, &place).ok()
    }

    /// The type of that name: FEEL's, one of the model, or one of an imported model.
    pub(crate) fn type_named(&self, part: usize, reference: &str) -> Arc<ItemType> {
        let own = |name: &str| self.types.get(part).and_then(|types| types.get(name)).cloned();
        let local = reference.rsplit_once(':').map_or(reference, |(_, local)| local).trim();
        let imported = || {
            let source = self.sources.get(part)?;
            source.imports.iter().find_map(|(prefix, place)| {
                let rest = if prefix.is_empty() {
                    local
                } else {
                    local.strip_prefix(&**prefix)?.strip_prefix('.')?
                };
                self.types.get(*place)?.get(rest).cloned()
            })
        };
        own(reference)
            .or_else(|| own(local))
            .or_else(imported)
            .or_else(|| Type::simple(local).map(|kind| Arc::new(ItemType::simple(kind))))
            .unwrap_or_default()
    }

    /// The allowed values of a type of the model, read again for a decision table's output.
    pub(crate) fn allowed_by_type(&mut self, reference: &str, place: &Place) -> Option<UnaryTests> {
        let root = self.sources.get(place.part)?.root;
        let local = reference.rsplit_once(':').map_or(reference, |(_, local)| local);
        let node = children(root, "itemDefinition").find(|n| n.attribute("name") == Some(local))?;
        self.constraint(place.part, node, "allowedValues")
    }

    fn kind_of(&self, part: usize, node: Node<'a, 'i>) -> Arc<ItemType> {
        type_reference(node).map_or_else(Arc::default, |reference| self.type_named(part, &reference))
    }

    /// No variables, but the named types of a model.
    fn type_names(&self, part: usize) -> Names {
        let mut names = Names::new();
        for (name, kind) in self.types.get(part).into_iter().flatten() {
            names.add_type(name, kind.to_feel());
        }
        for (prefix, place) in self.sources.get(part).map(|s| s.imports.clone()).unwrap_or_default() {
            for (name, kind) in self.types.get(place).into_iter().flatten() {
                let full = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                names.add_type(&full, kind.to_feel());
            }
        }
        names
    }

    // ---- elements ----

    fn read_elements(&mut self, part: usize) {
        let Some((root, namespace)) = self.sources.get(part).map(|s| (s.root, Arc::clone(&s.namespace)))
        else {
            return;
        };
        let kinds = ["inputData", "decision", "businessKnowledgeModel", "decisionService"];
        let nodes = root.children().filter(|node| kinds.contains(&node.tag_name().name()));
        for node in nodes.collect::<Vec<_>>() {
            let written = variable(node).attribute("name").or_else(|| node.attribute("name"));
            let name: Arc<str> = Arc::from(written.unwrap_or("").trim());
            if let Some(id) = node.attribute("id") {
                self.ids.insert((Arc::clone(&namespace), id.to_owned()), self.drafts.len());
            }
            let kind = self.kind_of(part, variable(node));
            self.drafts.push(Draft {
                node,
                part,
                name,
                kind,
                requires: Vec::new(),
                body: None,
                members: None,
            });
        }
    }

    /// The element a reference such as `#id` or `namespace#id` means.
    fn target(&self, part: usize, href: &str) -> Option<usize> {
        let (namespace, id) = href.rsplit_once('#').unwrap_or(("", href));
        let own = self.sources.get(part).map(|s| Arc::clone(&s.namespace))?;
        let namespace = if namespace.is_empty() { own } else { Arc::from(namespace) };
        self.ids.get(&(namespace, id.to_owned())).copied()
    }

    fn targets(&self, part: usize, node: Node<'a, 'i>, name: &'static str) -> Vec<usize> {
        let references = children(node, name).filter_map(|child| child.attribute("href"));
        references.filter_map(|href| self.target(part, href)).collect()
    }

    fn read_requirements(&mut self, index: usize) {
        let Some((node, part)) = self.drafts.get(index).map(|d| (d.node, d.part)) else { return };
        let groups = [
            ("informationRequirement", ["requiredInput", "requiredDecision"].as_slice()),
            ("knowledgeRequirement", ["requiredKnowledge"].as_slice()),
        ];
        let mut requires = Vec::new();
        for (group, references) in groups {
            for requirement in children(node, group) {
                let href = references.iter().find_map(|name| reference(requirement, name));
                let Some(element) = href.and_then(|href| self.target(part, href)) else { continue };
                let other = self.drafts.get(element).map_or(part, |d| d.part);
                let imports = self.sources.get(part).map(|s| s.imports.as_slice()).unwrap_or_default();
                let prefix = imports.iter().find(|(name, place)| *place == other && !name.is_empty());
                let prefix = prefix.filter(|_| other != part).map(|(name, _)| Arc::clone(name));
                requires.push(Requirement { prefix, element });
            }
        }
        if let Some(draft) = self.drafts.get_mut(index) {
            draft.requires = requires;
        }
    }

    /// Compiles an element after what it requires, so that the members of its variables are known.
    fn compile(&mut self, index: usize, depth: u32) {
        let Some(draft) = self.drafts.get_mut(index) else { return };
        if draft.members.is_some() || depth > DEPTH_MAX {
            return;
        }
        let mut members = draft.kind.members();
        draft.members = Some(members.clone());
        let (node, part, name) = (draft.node, draft.part, Arc::clone(&draft.name));
        let requires = draft.requires.clone();
        for requirement in &requires {
            self.compile(requirement.element, depth + 1);
        }
        let place = Place { names: self.names_for(part, &requires), part, depth: 0 };
        name.as_ref().clone_into(&mut self.current);
        let body = match node.tag_name().name() {
            "decision" => Body::Decision(self.expression_in(node, &place)),
            "businessKnowledgeModel" => self.knowledge(node, &place),
            "decisionService" => Body::Service {
                outputs: self.targets(part, node, "outputDecision"),
                input_decisions: self.targets(part, node, "inputDecision"),
                inputs: self.targets(part, node, "inputData"),
            },
            _ => Body::Input,
        };
        if members.is_empty() {
            members = match &body {
                Body::Decision(logic) | Body::Knowledge { logic, .. } => members_of(logic),
                Body::Service { outputs, .. } => self.members_of_outputs(outputs),
                Body::Input => members,
            };
        }
        if let Some(draft) = self.drafts.get_mut(index) {
            draft.body = Some(body);
            draft.members = Some(members);
        }
    }

    fn members_of_outputs(&self, outputs: &[usize]) -> Names {
        let drafts: Vec<_> = outputs.iter().filter_map(|i| self.drafts.get(*i)).collect();
        if let [only] = drafts.as_slice() {
            return only.members.clone().unwrap_or_default();
        }
        let mut names = Names::new();
        for draft in drafts {
            names.add_with_members(&draft.name, draft.members.clone().unwrap_or_default());
        }
        names
    }

    fn names_for(&self, part: usize, requires: &[Requirement]) -> Names {
        let mut names = self.type_names(part);
        let mut imported: BTreeMap<Arc<str>, Names> = BTreeMap::new();
        for requirement in requires {
            let Some(draft) = self.drafts.get(requirement.element) else { continue };
            let members = draft.members.clone().unwrap_or_default();
            match &requirement.prefix {
                None => names.add_with_members(&draft.name, members),
                Some(prefix) => {
                    imported.entry(Arc::clone(prefix)).or_default().add_with_members(&draft.name, members);
                }
            }
        }
        for (prefix, members) in imported {
            names.add_with_members(&prefix, members);
        }
        names
    }

    fn knowledge(&mut self, node: Node<'a, 'i>, place: &Place) -> Body {
        let Some(function) = child(node, "encapsulatedLogic") else {
            let logic = Boxed { logic: Logic::Missing, kind: Arc::default() };
            return Body::Knowledge { parameters: Vec::new(), logic };
        };
        let (parameters, inner) = self.parameters(function, place);
        let logic = self.function_body(function, &inner);
        Body::Knowledge { parameters, logic }
    }

    fn parameters(&mut self, node: Node<'a, 'i>, place: &Place) -> (Vec<(Parameter, Arc<ItemType>)>, Place) {
        let mut inner = place.deeper();
        let mut parameters = Vec::new();
        for parameter in children(node, "formalParameter") {
            let name = parameter.attribute("name").unwrap_or("").trim();
            let kind = self.kind_of(place.part, parameter);
            inner.names.add_with_members(name, kind.members());
            let declared = Some(kind.to_feel()).filter(|kind| *kind != Type::Any);
            parameters.push((Parameter { name: Arc::from(name), kind: declared }, kind));
        }
        (parameters, inner)
    }

    fn function_body(&mut self, node: Node<'a, 'i>, place: &Place) -> Boxed {
        match node.attribute("kind") {
            Some(kind) if !kind.eq_ignore_ascii_case("feel") => {
                let message = self.problem(format!("functions of the kind {kind} are not run"));
                Boxed { logic: Logic::Broken(message), kind: Arc::default() }
            }
            _ => self.expression_in(node, place),
        }
    }

    // ---- expressions ----

    /// The expression that is a child of a node.
    pub(crate) fn expression_in(&mut self, node: Node<'a, 'i>, place: &Place) -> Boxed {
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
                condition: self.inside(node, "if", place),
                then: self.inside(node, "then", place),
                otherwise: self.inside(node, "else", place),
            },
            "filter" => self.filter(node, place),
            name => self.loops(node, name, place),
        };
        // the type of a function definition is that of its result
        let kind = if matches!(logic, Logic::Function(_)) { Arc::default() } else { kind };
        Boxed { logic, kind }
    }

    fn inside(&mut self, node: Node<'a, 'i>, name: &'static str, place: &Place) -> Box<Boxed> {
        Box::new(match child(node, name) {
            Some(holder) => self.expression_in(holder, place),
            None => Boxed { logic: Logic::Missing, kind: Arc::default() },
        })
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
        Logic::Function(Arc::new(FunctionLogic {
            parameters: parameters.into_iter().map(|(parameter, _)| parameter).collect(),
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
        let list = self.inside(node, "in", place);
        let members = members_of(&list);
        let mut inner = place.with("item", members.clone());
        for name in members.iter() {
            inner.names.add_shared(name, members.members(name).cloned().unwrap_or_default());
        }
        let condition = self.inside(node, "match", &inner);
        Logic::Filter { list, condition }
    }

    fn loops(&mut self, node: Node<'a, 'i>, name: &str, place: &Place) -> Logic {
        let variable: Arc<str> = Arc::from(node.attribute("iteratorVariable").unwrap_or("").trim());
        let list = self.inside(node, "in", place);
        let inner = place.with(&variable, members_of(&list));
        if name == "for" {
            let body = self.inside(node, "return", &inner.with("partial", Names::new()));
            return Logic::For { variable, list, body };
        }
        let condition = self.inside(node, "satisfies", &inner);
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
fn members_of(boxed: &Boxed) -> Names {
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

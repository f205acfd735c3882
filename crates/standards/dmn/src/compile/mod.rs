//! Compiles the elements of a model: types first, then each element with the names its requirements bring.

mod expressions;
mod types;

use crate::boxed::{Boxed, Logic};
use crate::model::{Body, Element, Model, Problem, Requirement};
use crate::read::{Source, variable};
use crate::types::ItemType;
use crate::xml::{child, children, reference};
use expressions::members_of;
use feel::{Names, Parameter, Type};
use roxmltree::Node;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Deepest nesting of boxed expressions and of requirements followed to learn names.
const DEPTH_MAX: u32 = 64;

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
            return Body::Knowledge { parameters: Vec::new(), kinds: Vec::new(), logic };
        };
        let (parameters, inner) = self.parameters(function, place);
        let logic = self.function_body(function, &inner);
        let (parameters, kinds) = parameters.into_iter().unzip();
        Body::Knowledge { parameters, kinds, logic }
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
}

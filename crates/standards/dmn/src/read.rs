//! From XML to a model: which texts belong to it, which elements they hold, and what refers to what.

use crate::compile::Compiler;
use crate::model::{Import, Model, ModelError};
use crate::xml::{child, children};
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::HashMap;
use std::sync::Arc;

/// Most models read together.
const MODELS_MAX: usize = 32;
/// Most XML nodes of one model: a large model has some ten thousand.
const NODES_MAX: u32 = 1_000_000;

/// One of the models read together; the main one comes first.
pub(crate) struct Source<'a, 'i> {
    pub(crate) root: Node<'a, 'i>,
    pub(crate) namespace: Arc<str>,
    /// The imports by name, with the place of the imported model.
    pub(crate) imports: Vec<(Arc<str>, usize)>,
}

fn parse(text: &str) -> Result<Document<'_>, ModelError> {
    let options = ParsingOptions { nodes_limit: NODES_MAX, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|cause| ModelError::Xml(cause.to_string()))?;
    let root = document.root_element().tag_name().name();
    if root != "definitions" {
        return Err(ModelError::NoDefinitions(root.to_owned()));
    }
    Ok(document)
}

fn is_model_import(node: Node<'_, '_>) -> bool {
    node.attribute("importType").is_none_or(|kind| kind.to_ascii_uppercase().contains("DMN"))
}

/// The texts of a model and of all it imports, with the imports of each: name and place.
type Texts = (Vec<String>, Vec<Vec<(Arc<str>, usize)>>);

fn collect(text: &str, resolve: &mut dyn FnMut(&Import) -> Option<String>) -> Result<Texts, ModelError> {
    let mut texts = vec![text.to_owned()];
    let mut imports: Vec<Vec<(Arc<str>, usize)>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    while let Some(current) = texts.get(imports.len()).cloned() {
        let document = parse(&current)?;
        let root = document.root_element();
        places.entry(root.attribute("namespace").unwrap_or("").to_owned()).or_insert(imports.len());
        let mut own = Vec::new();
        for node in children(root, "import").filter(|node| is_model_import(*node)) {
            let namespace = node.attribute("namespace").unwrap_or("").to_owned();
            let place = if let Some(place) = places.get(&namespace) {
                *place
            } else {
                let import = Import {
                    namespace: namespace.clone(),
                    location: node.attribute("locationURI").map(str::to_owned),
                };
                let Some(found) = resolve(&import) else { return Err(ModelError::ImportMissing(namespace)) };
                if texts.len() >= MODELS_MAX {
                    return Err(ModelError::TooManyImports(MODELS_MAX));
                }
                texts.push(found);
                places.insert(namespace, texts.len() - 1);
                texts.len() - 1
            };
            own.push((Arc::from(node.attribute("name").unwrap_or("").trim()), place));
        }
        imports.push(own);
    }
    Ok((texts, imports))
}

pub(crate) fn read(
    text: &str,
    resolve: &mut dyn FnMut(&Import) -> Option<String>,
) -> Result<Model, ModelError> {
    let (texts, imports) = collect(text, resolve)?;
    let documents = texts.iter().map(|text| parse(text)).collect::<Result<Vec<_>, _>>()?;
    let sources = documents.iter().zip(imports).map(|(document, imports)| {
        let root = document.root_element();
        Source { root, namespace: Arc::from(root.attribute("namespace").unwrap_or("")), imports }
    });
    Ok(Compiler::new(sources.collect()).finish())
}

/// The variable of an element, or the element itself where it has none.
pub(crate) fn variable<'a, 'i>(node: Node<'a, 'i>) -> Node<'a, 'i> {
    child(node, "variable").unwrap_or(node)
}

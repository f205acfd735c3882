//! Reading the XML tree. Elements are told by their local names: the namespaces of DMN 1.1 to 1.5 differ,
//! the names do not.

use roxmltree::Node;

/// The child elements of that name.
pub(crate) fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The first child element of that name.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

/// The text of the child element `text`.
pub(crate) fn text_of(node: Node<'_, '_>) -> Option<String> {
    let text = child(node, "text")?;
    let joined: String = text.children().filter_map(|part| part.text()).collect();
    let trimmed = joined.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// The target of a reference child: the `href` of the first child of that name.
pub(crate) fn reference<'a>(node: Node<'a, '_>, name: &'static str) -> Option<&'a str> {
    child(node, name)?.attribute("href")
}

/// A type reference: the attribute (from DMN 1.2 on) or the child element (DMN 1.1).
pub(crate) fn type_reference(node: Node<'_, '_>) -> Option<String> {
    let written = match node.attribute("typeRef") {
        Some(attribute) => Some(attribute.to_owned()),
        None => child(node, "typeRef").and_then(|child| child.text()).map(str::to_owned),
    };
    written.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

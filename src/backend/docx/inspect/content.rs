//! What stands in an element, seen through what only wraps it: changes that somebody has tracked, marks of programs, and
//! choices between two ways to write the same (ECMA-376 part 1, 17.13.5 and 17.5.1; part 3, 9).

use roxmltree::Node;

use super::parts::W;
use crate::model::reading::LeftOut;

/// The namespace of choices between ways to write the same.
pub const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// The namespace of formulas.
pub const MATH: &str = "http://schemas.openxmlformats.org/officeDocument/2006/math";

/// The elements in an element, those that only wrap others opened, however deep they lie. Words that somebody has deleted
/// or moved away are told of and not among them.
pub fn elements<'a, 'i>(parent: Node<'a, 'i>, left: &mut LeftOut) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    let mut next: Vec<Node<'a, 'i>> = parent.children().rev().collect();
    while let Some(node) = next.pop() {
        match wrapper(node) {
            Wrapper::None => out.extend(Some(node).filter(Node::is_element)),
            Wrapper::Opened => next.extend(node.children().rev()),
            Wrapper::Choice => next.extend(chosen(node).into_iter().flat_map(|one| one.children().rev())),
            Wrapper::Deleted => left.tell("words that are marked as deleted", &words(node)),
            Wrapper::Moved => left.tell("words that are marked as moved elsewhere", &words(node)),
        }
    }
    out
}

enum Wrapper {
    None,
    Opened,
    Choice,
    Deleted,
    Moved,
}

fn wrapper(node: Node<'_, '_>) -> Wrapper {
    let name = node.tag_name();
    match (name.namespace(), name.name()) {
        (Some(W), "ins" | "moveTo" | "smartTag" | "customXml" | "bdo" | "dir") => Wrapper::Opened,
        (Some(W), "del") => Wrapper::Deleted,
        (Some(W), "moveFrom") => Wrapper::Moved,
        (Some(MC), "AlternateContent") => Wrapper::Choice,
        _ => Wrapper::None,
    }
}

/// The first way to write it, which is the newest; where there is none, the last.
pub fn chosen<'a, 'i>(alternatives: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let named = |name: &'static str| {
        alternatives
            .children()
            .find(move |node| node.has_tag_name((MC, name)))
    };
    named("Choice").or_else(|| named("Fallback"))
}

/// The words in an element, deleted or not.
pub fn words(node: Node<'_, '_>) -> String {
    let is_text = |node: &Node<'_, '_>| {
        let name = node.tag_name();
        matches!(name.namespace(), Some(W | MATH)) && matches!(name.name(), "t" | "delText")
    };
    let texts = node.descendants().filter(is_text);
    texts.filter_map(|text| text.text()).collect()
}

//! What no validator sees, or sees too late, checked before a byte leaves the writer.
//!
//! A visible `.notdef` passes veraPDF once a CIDToGIDMap hides it, and PDF/A-2a passes without alternatives, scopes and
//! languages. So the display list, then the structure and the links, then the finished objects are held against what they
//! must be. Each fault names its node by its words. A fault here is ours, never the author's: `check` and layout speak first.

mod document;
mod file;
mod pages;
#[cfg(test)]
mod tests;

pub(super) use document::document;
pub(super) use file::file;
pub(super) use pages::pages;

use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::page::Owner;

/// Whose something is, in words.
fn whose(tree: &Tree<'_>, owner: Owner) -> String {
    match owner {
        Owner::Leaf(node) => named(tree, node),
        Owner::Marker(node) => format!("the mark of the list item “{}”", words(tree, node)),
        Owner::PageNumber(node) => format!("the page number of “{}”", words(tree, node)),
        Owner::Layout => "a decoration".to_owned(),
        Owner::Pagination => "the foot of a page".to_owned(),
    }
}

/// A node, in words.
fn named(tree: &Tree<'_>, node: NodeId) -> String {
    match tree.node(node).kind {
        NodeKind::Picture { image, .. } => format!("the picture `{}`", image.name),
        NodeKind::Cell(_) => format!("the cell “{}”", words(tree, node)),
        NodeKind::Link(_)
        | NodeKind::Citation { .. }
        | NodeKind::ContentsEntry { .. }
        | NodeKind::ReferenceLabel { .. } => format!("the link “{}”", words(tree, node)),
        NodeKind::Document
        | NodeKind::Heading { .. }
        | NodeKind::Paragraph(_)
        | NodeKind::List(_)
        | NodeKind::ListItem { .. }
        | NodeKind::DefinitionList
        | NodeKind::Term
        | NodeKind::Definition
        | NodeKind::Table { .. }
        | NodeKind::Caption
        | NodeKind::Row { .. }
        | NodeKind::Figure
        | NodeKind::Callout(_)
        | NodeKind::Label
        | NodeKind::Quote
        | NodeKind::Division
        | NodeKind::Contents
        | NodeKind::References
        | NodeKind::Reference { .. }
        | NodeKind::ReferenceText
        | NodeKind::Strong
        | NodeKind::Emphasis
        | NodeKind::Phrase
        | NodeKind::Unbroken(_)
        | NodeKind::Text(_)
        | NodeKind::LineBreak => format!("the text “{}”", words(tree, node)),
    }
}

/// The words of a node, as many as a message needs.
fn words(tree: &Tree<'_>, node: NodeId) -> String {
    const ENOUGH: usize = 60;
    let text = tree.plain_text(node);
    let text = text.trim();
    match text.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

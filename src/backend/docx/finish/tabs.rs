//! Tabs before the first word: in a box, text that stands further in hangs from the edge of the box, and docx-rs has no
//! word for what a style asks of the text.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::package::xml::{Element, Node};

/// Puts a tab before the text of every paragraph in one of these styles.
pub fn apply(root: &mut Element, tabbed: &BTreeSet<Cow<'static, str>>) {
    root.walk_mut(&mut |paragraph| {
        let style = paragraph
            .find("w:pPr")
            .and_then(|property| property.find("w:pStyle"));
        let style = style.and_then(|style| style.attribute("w:val"));
        if !paragraph.is("w:p") || !style.is_some_and(|style| tabbed.contains(style)) {
            return;
        }
        let tab = Element::new("w:r").child(Element::new("w:tab"));
        let is_property = |node: &Node| matches!(node, Node::Element(element) if element.is("w:pPr"));
        let at = paragraph.children.iter().position(is_property);
        paragraph
            .children
            .insert(at.map_or(0, |at| at + 1), Node::Element(tab));
    });
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn text_in_such_a_style_begins_with_a_tab() {
        let paragraph = |style: &str, tab: &str| {
            let property = format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
            format!("<w:p>{property}{tab}<w:r><w:t>Words</w:t></w:r></w:p>")
        };
        let other = paragraph("Callout", "");
        let xml = format!("<b>{}{other}</b>", paragraph("CalloutDefinition", ""));
        let mut root = Document::parse(xml.as_bytes()).unwrap().root;
        apply(&mut root, &BTreeSet::from(["CalloutDefinition".into()]));
        let led = paragraph("CalloutDefinition", "<w:r><w:tab/></w:r>");
        assert_eq!(root.to_xml(), format!("<b>{led}{other}</b>"));
    }
}

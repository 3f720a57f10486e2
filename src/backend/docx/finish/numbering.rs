//! The numbering part: docx-rs begins it with a numbering of its own, which nothing uses.

use super::valued;
use crate::package::xml::{Element, Node};

/// Removes numbering 1 and says that the others have several levels.
pub fn apply(root: &mut Element) {
    root.retain_elements(|child| {
        let unused =
            child.attribute("w:abstractNumId") == Some("1") || child.attribute("w:numId") == Some("1");
        !unused
    });
    for child in root.elements_mut().filter(|child| child.is("w:abstractNum")) {
        child.retain_elements(|child| !child.is("w:multiLevelType"));
        child
            .children
            .insert(0, Node::Element(valued("w:multiLevelType", "hybridMultilevel")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn the_unused_numbering_goes() {
        let xml = b"<w:numbering><w:abstractNum w:abstractNumId='1'/><w:abstractNum w:abstractNumId='2'><w:lvl/></w:abstractNum>\
                    <w:num w:numId='1'/><w:num w:numId='2'/></w:numbering>";
        let mut root = Document::parse(xml).unwrap().root;
        apply(&mut root);
        assert_eq!(
            root.to_xml(),
            "<w:numbering><w:abstractNum w:abstractNumId=\"2\"><w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl/>\
             </w:abstractNum><w:num w:numId=\"2\"/></w:numbering>"
        );
    }
}

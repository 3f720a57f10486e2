//! The numbering part: docx-rs begins it with a numbering of its own, which nothing uses.

use super::valued;
use crate::package::xml::{Element, Node};

/// Removes numbering 1 and says of the others that they have several levels, and which they are: Word joins lists that it
/// pastes where these numbers are alike.
pub fn apply(root: &mut Element) {
    root.retain_elements(|child| {
        let unused =
            child.attribute("w:abstractNumId") == Some("1") || child.attribute("w:numId") == Some("1");
        !unused
    });
    for child in root.elements_mut().filter(|child| child.is("w:abstractNum")) {
        child.retain_elements(|child| !child.is("w:multiLevelType"));
        let id = child.attribute("w:abstractNumId").and_then(|id| id.parse().ok());
        let id: u32 = id.unwrap_or(0);
        let number = |base: u32| format!("{:08X}", base.wrapping_add(id.wrapping_mul(0x0001_0003)));
        child.children.splice(
            0..0,
            [
                valued("w:nsid", number(0x2C1E_AF00)),
                valued("w:multiLevelType", "multilevel"),
                valued("w:tmpl", number(0x3C1E_AF00)),
            ]
            .map(Node::Element),
        );
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
            "<w:numbering><w:abstractNum w:abstractNumId=\"2\"><w:nsid w:val=\"2C20AF06\"/><w:multiLevelType w:val=\"multilevel\"/>\
             <w:tmpl w:val=\"3C20AF06\"/><w:lvl/></w:abstractNum><w:num w:numId=\"2\"/></w:numbering>"
        );
    }
}

//! Content controls: docx-rs knows no tags, and a control must not show as a box while somebody reads.

use super::{pair, valued};
use crate::backend::docx::emit::notes::ControlNote;
use crate::package::xml::Element;

/// The longest tag or alias that Word takes, in characters.
const MAX_NAME: usize = 64;

/// Gives each content control its properties.
pub fn apply(root: &mut Element, notes: &[ControlNote]) -> Result<(), String> {
    pair(root, "w:sdt", notes, |control, note, number| {
        let short = |text: &str| -> String {
            let words: Vec<&str> = text.split_whitespace().collect();
            words.join(" ").chars().take(MAX_NAME).collect()
        };
        let mut property = Element::new("w:sdtPr")
            .child(valued("w:alias", short(&note.alias)))
            .child(valued("w:tag", short(&note.tag)))
            .child(valued("w:id", number.to_string()))
            .child(Element::new("w15:appearance").with("w15:val", "hidden"));
        if note.contents {
            let gallery = Element::new("w:docPartObj")
                .child(valued("w:docPartGallery", "Table of Contents"))
                .child(Element::new("w:docPartUnique"));
            property = property.child(gallery);
        }
        control.edit("w:sdtPr", |old| *old = property);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn controls_have_tag_number_and_gallery() {
        let mut root = Document::parse(
            b"<b><w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent><w:sdt/></w:sdtContent></w:sdt></b>",
        )
        .unwrap()
        .root;
        let note = |tag: &str, contents| ControlNote {
            tag: tag.into(),
            alias: "A  name".into(),
            contents,
        };
        apply(&mut root, &[note("contents", true), note("quote", false)]).unwrap();
        assert_eq!(
            root.to_xml(),
            "<b><w:sdt><w:sdtPr><w:alias w:val=\"A name\"/><w:tag w:val=\"contents\"/><w:id w:val=\"1\"/>\
             <w15:appearance w15:val=\"hidden\"/><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
             <w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent><w:sdt><w:sdtPr><w:alias w:val=\"A name\"/>\
             <w:tag w:val=\"quote\"/><w:id w:val=\"2\"/><w15:appearance w15:val=\"hidden\"/></w:sdtPr></w:sdt>\
             </w:sdtContent></w:sdt></b>"
        );
    }
}

//! Tables: docx-rs marks no header row, gives no caption, and draws borders of its own over those of the style.

use super::pair;
use crate::backend::docx::emit::notes::TableNote;
use crate::package::xml::{Element, Node};

/// Marks header row and header column, gives the caption, sets the direction and leaves the borders to the style.
pub fn apply(root: &mut Element, notes: &[TableNote]) -> Result<(), String> {
    pair(root, "w:tbl", notes, |table, note, _| {
        table.edit("w:tblPr", |property| {
            property.retain_elements(|child| !child.is("w:tblBorders") && !child.is("w:jc"));
            if note.rtl {
                property
                    .children
                    .push(Node::Element(Element::new("w:bidiVisual")));
            }
            property.children.push(Node::Element(look(note.row_headers)));
            let said = [
                ("w:tblCaption", &note.caption),
                ("w:tblDescription", &note.description),
            ];
            for (name, words) in said {
                let element = words.as_ref().map(|words| super::valued(name, words));
                property.children.extend(element.map(Node::Element));
            }
        });
        if let Some(grid) = table.find_mut("w:tblGrid") {
            // ECMA-376 part 1, 17.4.16: a grid column has a width and no unit.
            grid.elements_mut().for_each(|column| column.unset("w:type"));
        }
        if let Some(first) = table.find_mut("w:tr") {
            first.edit("w:trPr", |property| {
                property.children.push(Node::Element(Element::new("w:tblHeader")))
            });
        }
    })
}

/// Which parts of the style apply (ECMA-376 part 1, 17.4.55): the header row always, the first column where it heads its
/// rows, no bands. Screen readers take headers from it.
fn look(row_headers: bool) -> Element {
    let (bits, column) = if row_headers { ("06A0", "1") } else { ("0620", "0") };
    super::valued("w:tblLook", bits)
        .with("w:firstRow", "1")
        .with("w:lastRow", "0")
        .with("w:firstColumn", column)
        .with("w:lastColumn", "0")
        .with("w:noHBand", "1")
        .with("w:noVBand", "1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn header_row_and_column_are_marked() {
        let xml = b"<b><w:tbl><w:tblPr><w:jc/><w:tblBorders/></w:tblPr><w:tblGrid><w:gridCol w:w='9' w:type='dxa'/></w:tblGrid><w:tr><w:tc/></w:tr><w:tr><w:tc/></w:tr></w:tbl></b>";
        let mut root = Document::parse(xml).unwrap().root;
        let note = TableNote {
            caption: Some("Doses".into()),
            description: Some("Rows: 1".into()),
            row_headers: true,
            rtl: true,
        };
        apply(&mut root, &[note]).unwrap();
        assert_eq!(
            root.to_xml(),
            "<b><w:tbl><w:tblPr><w:bidiVisual/><w:tblLook w:val=\"06A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" \
             w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/><w:tblCaption w:val=\"Doses\"/>\
             <w:tblDescription w:val=\"Rows: 1\"/></w:tblPr>\
             <w:tblGrid><w:gridCol w:w=\"9\"/></w:tblGrid>\
             <w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc/></w:tr><w:tr><w:tc/></w:tr></w:tbl></b>"
        );
    }
}

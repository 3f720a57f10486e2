//! Language, direction and width of runs, which docx-rs has no word for, and hyphens that must not end a line.

use super::{pair, valued};
use crate::backend::docx::emit::notes::RunNote;
use crate::package::xml::{Element, Node};

/// Gives each run its language, its direction and its no-break hyphens.
pub fn apply(root: &mut Element, notes: &[RunNote]) -> Result<(), String> {
    pair(root, "w:r", notes, |run, note, _| {
        run.edit("w:rPr", |property| {
            if let Some(family) = &note.family {
                let fonts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
                let element = fonts.into_iter().fold(Element::new("w:rFonts"), |element, name| {
                    element.with(name, family)
                });
                property.children.push(Node::Element(element));
            }
            if note.hairline {
                property.children.push(Node::Element(valued("w:w", "1")));
            }
            if note.rtl {
                property.children.push(Node::Element(Element::new("w:rtl")));
            }
            if let Some(lang) = &note.lang {
                // Word takes `bidi` for right-to-left runs, `eastAsia` for ideographs, `val` for all others.
                let mut element = valued("w:lang", lang);
                element.set("w:eastAsia", lang);
                element.set("w:bidi", lang);
                property.children.push(Node::Element(element));
            }
        });
        if note.unbroken {
            keep_hyphens(run);
        }
    })
}

/// `w:noBreakHyphen` is a hyphen that ends no line; the words stay as written.
fn keep_hyphens(run: &mut Element) {
    let mut kept = Vec::new();
    for node in std::mem::take(&mut run.children) {
        match node {
            Node::Element(text) if text.is("w:t") => {
                let words = text.plain_text();
                for (number, piece) in words.split('-').enumerate() {
                    if number > 0 {
                        kept.push(Node::Element(Element::new("w:noBreakHyphen")));
                    }
                    if !piece.is_empty() {
                        let mut part = text.clone();
                        part.children = vec![Node::Text(piece.to_owned())];
                        kept.push(Node::Element(part));
                    }
                }
            }
            other => kept.push(other),
        }
    }
    run.children = kept;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn runs_get_their_language_direction_and_hyphens() {
        let xml =
            b"<w:p><w:r><w:rPr/><w:t>a-b</w:t></w:r><w:r><w:t xml:space='preserve'>0-1-</w:t></w:r></w:p>";
        let mut root = Document::parse(xml).unwrap().root;
        let foreign = RunNote {
            lang: Some("ar".into()),
            rtl: true,
            unbroken: false,
            family: None,
            hairline: true,
        };
        let number = RunNote {
            lang: None,
            rtl: false,
            unbroken: true,
            family: Some("F".into()),
            hairline: false,
        };
        apply(&mut root, &[foreign, number]).unwrap();
        assert_eq!(
            root.to_xml(),
            "<w:p><w:r><w:rPr><w:w w:val=\"1\"/><w:rtl/><w:lang w:val=\"ar\" w:eastAsia=\"ar\" w:bidi=\"ar\"/></w:rPr><w:t>a-b</w:t></w:r>\
             <w:r><w:rPr><w:rFonts w:ascii=\"F\" w:hAnsi=\"F\" w:eastAsia=\"F\" w:cs=\"F\"/></w:rPr><w:t xml:space=\"preserve\">0</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">1</w:t><w:noBreakHyphen/></w:r></w:p>"
        );
    }
}

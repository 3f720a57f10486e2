//! Fields: docx-rs says of each mark whether the field is out of date, which nothing here ever is, and lets the spaces of
//! an instruction go. Page numbers of the contents are hidden where there are no pages, as Word does it.

use crate::package::xml::{Element, Node};

/// Tidies the fields of a part.
pub fn apply(root: &mut Element) {
    root.walk_mut(&mut |element| {
        if element.is("w:fldChar") {
            element.unset("w:dirty");
        } else if element.is("w:instrText") {
            element.set("xml:space", "preserve");
        } else if element.is("w:hyperlink") && element.elements().any(is_mark) {
            hide_number(element);
        }
    });
}

/// From the tab to its end an entry is no use in a view without pages.
fn hide_number(link: &mut Element) {
    let runs = link.elements_mut().skip_while(|run| run.find("w:tab").is_none());
    for run in runs {
        run.edit("w:rPr", |property| {
            property.children.push(Node::Element(Element::new("w:webHidden")));
        });
    }
}

fn is_mark(run: &Element) -> bool {
    run.find("w:fldChar").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn marks_are_plain_and_numbers_of_contents_are_for_pages_only() {
        let field = "<w:r><w:fldChar w:fldCharType='begin' w:dirty='false'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>";
        let xml = format!(
            "<p>{field}<w:hyperlink><w:r><w:t>A</w:t></w:r><w:r><w:tab/></w:r>{field}</w:hyperlink><w:hyperlink><w:r><w:tab/></w:r></w:hyperlink></p>"
        );
        let mut root = Document::parse(xml.as_bytes()).unwrap().root;
        apply(&mut root);
        let hidden = "<w:rPr><w:webHidden/></w:rPr>";
        let field = |hidden: &str| {
            format!(
                "<w:r>{hidden}<w:fldChar w:fldCharType=\"begin\"/></w:r>\
                 <w:r>{hidden}<w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
            )
        };
        let (plain, number) = (field(""), field(hidden));
        assert_eq!(
            root.to_xml(),
            format!(
                "<p>{plain}<w:hyperlink><w:r><w:t>A</w:t></w:r><w:r>{hidden}<w:tab/></w:r>{number}</w:hyperlink>\
                 <w:hyperlink><w:r><w:tab/></w:r></w:hyperlink></p>"
            )
        );
    }
}

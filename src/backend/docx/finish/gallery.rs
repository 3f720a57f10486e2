//! What an editor sees of the style sheet: which styles Word knows by name, which stand in its gallery and in which order,
//! and which of its own it keeps out of sight (ECMA-376 part 1, 17.7.4.5 latentStyles, 17.7.4.14 qFormat, 17.7.4.19
//! uiPriority).
//!
//! No style is linked to a character style (`w:link`): that would offer half a paragraph the looks of a heading.

use super::valued;
use crate::package::xml::{Element, Node};

/// How many styles Word has of its own.
const LATENT: &str = "376";
/// Styles made for what stands in something else come after all others.
const DERIVED: u32 = 50;

/// Where a style is offered.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// In the gallery.
    Gallery,
    /// In the list of styles.
    List,
    /// Nowhere, until it is used.
    Hidden,
}
use Shown::{Gallery, Hidden, List};

/// Styles by name: whether Word has one of that name itself, its place among the others, where it is offered.
const STYLES: &[(&str, bool, u32, Shown)] = &[
    ("heading 1", true, 1, Gallery),
    ("heading 2", true, 1, Gallery),
    ("heading 3", true, 1, Gallery),
    ("heading 4", true, 1, Gallery),
    ("heading 5", true, 1, List),
    ("heading 6", true, 1, List),
    ("Body Text", true, 2, Gallery),
    ("Lead", false, 3, Gallery),
    ("Detail", false, 4, Gallery),
    ("List Bullet", true, 5, Gallery),
    ("List Bullet 2", true, 5, List),
    ("List Bullet 3", true, 5, List),
    ("List Bullet 4", true, 5, List),
    ("List Bullet 5", true, 5, List),
    ("List Number", true, 6, Gallery),
    ("List Number 2", true, 6, List),
    ("List Number 3", true, 6, List),
    ("List Number 4", true, 6, List),
    ("List Number 5", true, 6, List),
    ("List Continue", true, 7, Gallery),
    ("List Continue 2", true, 7, List),
    ("List Continue 3", true, 7, List),
    ("List Continue 4", true, 7, List),
    ("List Continue 5", true, 7, List),
    ("Callout Label", false, 8, Gallery),
    ("Callout", false, 9, Gallery),
    ("Warning Label", false, 10, Gallery),
    ("Warning", false, 11, Gallery),
    ("Quote", true, 12, Gallery),
    ("Term", false, 13, Gallery),
    ("Definition", false, 14, Gallery),
    ("Table Caption", false, 15, Gallery),
    ("Table Text", false, 16, Gallery),
    ("Table Record", false, 16, List),
    ("Table Field", false, 16, List),
    ("Row Label", false, 16, List),
    ("Row Label Again", false, 16, List),
    ("Picture", false, 17, Gallery),
    ("caption", true, 18, Gallery),
    ("Reference", false, 19, Gallery),
    ("Strong", true, 20, Gallery),
    ("Emphasis", true, 21, Gallery),
    ("Hyperlink", true, 22, Gallery),
    ("Citation", false, 23, List),
    ("Back Link", false, 24, List),
    ("Normal", true, 25, List),
    ("Masthead", false, 26, List),
    ("Mark", false, 27, List),
    ("Leaflet Table", false, 28, List),
    ("toc 1", true, 39, Hidden),
    ("toc 2", true, 39, List),
    ("toc 3", true, 39, List),
    ("toc 4", true, 39, List),
    ("toc 5", true, 39, List),
    ("toc 6", true, 39, List),
    ("Contents Link", false, 40, List),
    ("Contents Leader", false, 40, List),
    ("header", true, 41, Hidden),
    ("footer", true, 41, List),
    ("Table Gap", false, 99, Hidden),
    ("Default Paragraph Font", true, 99, Hidden),
    ("Normal Table", true, 99, Hidden),
    ("No List", true, 99, Hidden),
];

/// Says of every style where it is offered, and of Word's others that they stay out of sight.
pub fn apply(root: &mut Element) {
    for style in root.elements_mut().filter(|child| child.is("w:style")) {
        let name = style.find("w:name").and_then(|name| name.attribute("w:val"));
        let name = name.unwrap_or_default();
        let known = STYLES.iter().find(|(known, ..)| *known == name);
        let (own, place, shown) = known.map_or((false, DERIVED, List), |(_, own, place, shown)| {
            (*own, *place, *shown)
        });
        if !own {
            style.set("w:customStyle", "1");
        }
        style.retain_elements(|child| !child.is("w:qFormat") && !child.is("w:uiPriority"));
        let mut said = vec![valued("w:uiPriority", place.to_string())];
        match shown {
            Gallery => said.push(Element::new("w:qFormat")),
            List => {}
            Hidden => said.extend(["w:semiHidden", "w:unhideWhenUsed"].map(Element::new)),
        }
        style.children.extend(said.into_iter().map(Node::Element));
    }
    let after = root.elements().position(|child| child.is("w:docDefaults"));
    root.children
        .insert(after.map_or(0, |at| at + 1), Node::Element(latent()));
}

/// Everything is hidden that is not named.
fn latent() -> Element {
    let own = STYLES.iter().filter(|(_, own, ..)| *own);
    let exceptions = own.map(|(name, _, place, shown)| {
        let mut exception = Element::new("w:lsdException")
            .with("w:name", *name)
            .with("w:uiPriority", place.to_string());
        if *shown != Hidden {
            exception.set("w:semiHidden", "0");
            exception.set("w:unhideWhenUsed", "0");
        }
        if *shown == Gallery {
            exception.set("w:qFormat", "1");
        }
        exception
    });
    Element::new("w:latentStyles")
        .with("w:defLockedState", "0")
        .with("w:defUIPriority", "99")
        .with("w:defSemiHidden", "1")
        .with("w:defUnhideWhenUsed", "1")
        .with("w:defQFormat", "0")
        .with("w:count", LATENT)
        .children(exceptions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn styles_are_offered_in_order_and_words_others_are_not() {
        let xml = b"<w:styles><w:docDefaults/><w:style><w:name w:val='Lead'/><w:qFormat/></w:style><w:style><w:name w:val='toc 1'/></w:style>\
                    <w:style><w:name w:val='Callout Term'/></w:style></w:styles>";
        let mut root = Document::parse(xml).unwrap().root;
        apply(&mut root);
        let xml = root.to_xml();
        for wanted in [
            "<w:styles><w:docDefaults/><w:latentStyles",
            "<w:lsdException w:name=\"heading 1\" w:uiPriority=\"1\" w:semiHidden=\"0\" w:unhideWhenUsed=\"0\" w:qFormat=\"1\"/>",
            "<w:style w:customStyle=\"1\"><w:name w:val=\"Lead\"/><w:uiPriority w:val=\"3\"/><w:qFormat/></w:style>",
            "<w:style><w:name w:val=\"toc 1\"/><w:uiPriority w:val=\"39\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>",
            "<w:style w:customStyle=\"1\"><w:name w:val=\"Callout Term\"/><w:uiPriority w:val=\"50\"/></w:style>",
        ] {
            assert!(xml.contains(wanted), "{wanted}\n{xml}");
        }
        assert!(!xml.contains("w:name=\"Lead\""), "{xml}");
    }
}

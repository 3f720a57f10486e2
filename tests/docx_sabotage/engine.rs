//! How one thing of a package is spoilt: elements are found by what they are and say, not by how they are written.

use clearleaf::package::xml::{Element, Node};

use crate::opc::{Parts, edit};

pub const DOCUMENT: &str = "word/document.xml";
pub const STYLES: &str = "word/styles.xml";
pub const NUMBERING: &str = "word/numbering.xml";
pub const FOOT: &str = "word/footer1.xml";
pub const LINKS: &str = "word/_rels/document.xml.rels";

/// Changes every element of a part that is picked; one at least.
pub fn each(
    parts: &mut Parts,
    part: &str,
    pick: impl Fn(&Element) -> bool,
    mut change: impl FnMut(&mut Element),
) {
    let mut spoilt = 0;
    edit(parts, part, |root| {
        root.walk_mut(&mut |element| {
            if pick(element) {
                change(element);
                spoilt += 1;
            }
        });
    });
    assert!(spoilt > 0, "nothing to spoil in {part}");
}

/// Changes the first element of a part that is picked.
pub fn first(parts: &mut Parts, part: &str, pick: impl Fn(&Element) -> bool, change: impl Fn(&mut Element)) {
    let mut done = false;
    each(parts, part, pick, |element| {
        if !std::mem::replace(&mut done, true) {
            change(element);
        }
    });
}

/// Takes every element that is picked out of a part; one at least.
pub fn remove(parts: &mut Parts, part: &str, pick: impl Fn(&Element) -> bool) {
    let has = |element: &Element| element.elements().any(&pick);
    each(parts, part, has, |element| {
        element.retain_elements(|child| !pick(child))
    });
}

/// The words of an element without the marks of directions.
fn read(element: &Element) -> String {
    element.plain_text().replace(clearleaf::model::invisible, "")
}

/// Whether an element bears a name and holds these words.
pub fn says(name: &'static str, words: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.is(name) && read(element).contains(words)
}

/// Whether an element bears a name and its words are these and no others.
pub fn says_only(name: &'static str, words: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.is(name) && read(element) == words
}

/// Whether an element bears a name and an attribute with this value.
pub fn with(name: &'static str, attribute: &'static str, value: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.is(name) && element.attribute(attribute) == Some(value)
}

/// Whether an element is the instruction of a field.
pub fn instructs(field: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.is("w:instrText") && element.plain_text().split_whitespace().next() == Some(field)
}

pub fn is(name: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.is(name)
}

/// Whether a relationship is of a kind.
pub fn leads_to(kind: &'static str) -> impl Fn(&Element) -> bool {
    move |element| {
        let found = element.attribute("Type");
        found.is_some_and(|found| found.rsplit('/').next() == Some(kind))
    }
}

/// Gives an element's property a value, such as `w:bidi` in the `w:pPr` of a paragraph.
pub fn set(element: &mut Element, properties: &str, name: &str, value: &str) {
    element.edit(properties, |properties| match properties.find_mut(name) {
        Some(found) => found.set("w:val", value),
        None => properties
            .children
            .push(Node::Element(Element::new(name).with("w:val", value))),
    });
}

/// The id of the style with a name, which compares without regard to case.
pub fn style_id(parts: &Parts, name: &str) -> String {
    let part = clearleaf::package::xml::Document::parse(&parts[STYLES]).unwrap();
    let found = part.root.elements().find(|style| is_named(style, name));
    let found = found.unwrap_or_else(|| panic!("no style {name}"));
    found.attribute("w:styleId").unwrap().to_owned()
}

fn is_named(style: &Element, name: &str) -> bool {
    let found = style.find("w:name").and_then(|name| name.attribute("w:val"));
    style.is("w:style") && found.is_some_and(|found| found.eq_ignore_ascii_case(name))
}

/// Changes the style with a name.
pub fn style(parts: &mut Parts, name: &'static str, change: impl FnMut(&mut Element)) {
    each(parts, STYLES, |element| is_named(element, name), change);
}

/// Gives the first paragraph with these words another style.
pub fn restyle(parts: &mut Parts, words: &'static str, name: &str) {
    let id = style_id(parts, name);
    let styled = |element: &Element| {
        says_only("w:p", words)(element) && {
            let property = element
                .find("w:pPr")
                .and_then(|property| property.find("w:pStyle"));
            property.and_then(|style| style.attribute("w:val")) != Some(id.as_str())
        }
    };
    let last = count(parts, &styled);
    let mut at = 0;
    each(parts, DOCUMENT, styled, |paragraph| {
        at += 1;
        // The contents say the words of headings first.
        if at == last {
            set(paragraph, "w:pPr", "w:pStyle", &id);
        }
    });
}

/// How many elements of the document are picked.
pub fn count(parts: &Parts, pick: &impl Fn(&Element) -> bool) -> usize {
    let part = clearleaf::package::xml::Document::parse(&parts[DOCUMENT]).unwrap();
    let mut found = 0;
    part.root.walk(&mut |element| found += usize::from(pick(element)));
    found
}

/// Replaces the words of an element's texts.
pub fn reword(element: &mut Element, from: &str, to: &str) {
    element.walk_mut(&mut |element| {
        for node in &mut element.children {
            if let Node::Text(text) = node {
                *text = text.replace(from, to);
            }
        }
    });
}

/// Where the link with these words leads.
pub fn target(parts: &Parts, words: &'static str) -> String {
    let part = clearleaf::package::xml::Document::parse(&parts[DOCUMENT]).unwrap();
    let mut found = None;
    part.root.walk(&mut |element| {
        if says_only("w:hyperlink", words)(element) && found.is_none() {
            found = element.attribute("w:anchor").map(str::to_owned);
        }
    });
    found.unwrap_or_else(|| panic!("no link {words}"))
}

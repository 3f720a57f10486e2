//! How one thing of a book or a page is spoilt: elements are found by what they are and say. A page is read as XML, which its
//! syntax also is but for elements that never close, and written as HTML again.

use std::collections::BTreeMap;

use clearleaf::package::unzip;
use clearleaf::package::xml::{Document, Element, Node};
use clearleaf::package::zip::{self, Part};

/// A book or a page, taken apart.
#[derive(Clone, PartialEq)]
pub struct File {
    /// The documents that are read, in order, by their paths.
    pub documents: Vec<(String, Element)>,
    /// The other parts of a book; none of a page.
    pub parts: BTreeMap<String, Vec<u8>>,
}

pub const PACKAGE: &str = "OEBPS/content.opf";
pub const NAV: &str = "OEBPS/nav.xhtml";
pub const SHEET: &str = "OEBPS/stylesheet.css";

const VOID: [&str; 6] = ["br", "hr", "img", "link", "meta", "wbr"];

pub fn book(bytes: &[u8]) -> File {
    let mut parts = unzip::read(bytes).unwrap();
    let names: Vec<String> = parts
        .keys()
        .filter(|name| name.ends_with(".xhtml") && *name != NAV)
        .cloned()
        .collect();
    let mut documents = Vec::new();
    for name in names {
        let part = parts.remove(&name).unwrap();
        documents.push((name, Document::parse(&part).unwrap().root));
    }
    // The page of the title stands before the numbered ones.
    documents.sort_by_key(|(name, _)| (!name.ends_with("title.xhtml"), name.clone()));
    File { documents, parts }
}

pub fn page(bytes: &[u8]) -> File {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut closed = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        closed.push_str(&rest[..at]);
        rest = &rest[at..];
        // No attribute holds a `>` that is not escaped.
        let end = rest.find('>').unwrap();
        let name = rest[1..end].split([' ', '\n']).next().unwrap();
        closed.push_str(&rest[..end]);
        closed.push_str(if VOID.contains(&name) { "/>" } else { ">" });
        rest = &rest[end + 1..];
        if name == "style" {
            let end = rest.find("</style>").unwrap();
            closed.push_str(&rest[..end].replace('&', "&amp;").replace('<', "&lt;"));
            rest = &rest[end..];
        }
    }
    closed.push_str(rest);
    let root = Document::parse(closed.as_bytes()).unwrap().root;
    File {
        documents: vec![("the page".to_owned(), root)],
        parts: BTreeMap::new(),
    }
}

impl File {
    /// A book again.
    pub fn to_book(&self) -> Vec<u8> {
        let mut parts: Vec<Part> = Vec::new();
        parts.extend(
            self.parts
                .get("mimetype")
                .map(|bytes| Part::stored("mimetype", bytes.as_slice())),
        );
        for (name, bytes) in self.parts.iter().filter(|(name, _)| *name != "mimetype") {
            parts.push(Part::new(name.clone(), bytes.as_slice()));
        }
        for (name, root) in &self.documents {
            let document = Document {
                doctype: Some("html".to_owned()),
                root: root.clone(),
            };
            parts.push(Part::new(name.clone(), document.to_bytes()));
        }
        zip::write(&parts).unwrap()
    }

    /// A page again.
    pub fn to_page(&self) -> Vec<u8> {
        let mut out = String::from("<!DOCTYPE html>\n");
        for (_, root) in &self.documents {
            html(root, &mut out);
        }
        out.into_bytes()
    }

    /// Changes every element that is picked; one at least.
    pub fn each(&mut self, pick: impl Fn(&Element) -> bool, mut change: impl FnMut(&mut Element)) {
        let mut spoilt = 0;
        for (_, root) in &mut self.documents {
            root.walk_mut(&mut |element| {
                if pick(element) {
                    change(element);
                    spoilt += 1;
                }
            });
        }
        assert!(spoilt > 0, "nothing to spoil");
    }

    /// Changes the first element that is picked.
    pub fn first(&mut self, pick: impl Fn(&Element) -> bool, change: impl Fn(&mut Element)) {
        let mut done = false;
        self.each(pick, |element| {
            if !std::mem::replace(&mut done, true) {
                change(element);
            }
        });
    }

    /// Takes out the first element that is picked, with all that is in it.
    pub fn remove(&mut self, pick: impl Fn(&Element) -> bool) {
        let mut done = false;
        let has = |element: &Element| element.elements().any(&pick);
        self.each(has, |element| {
            let mut first = !done;
            element.retain_elements(|child| !(pick(child) && std::mem::replace(&mut first, false)));
            done = true;
        });
    }

    /// The first element that is picked.
    pub fn found(&self, pick: impl Fn(&Element) -> bool) -> Element {
        let mut found = None;
        for (_, root) in &self.documents {
            root.walk(&mut |element| {
                if found.is_none() && pick(element) {
                    found = Some(element.clone());
                }
            });
        }
        found.expect("nothing is picked")
    }

    /// Changes another part of a book as XML.
    pub fn edit(&mut self, name: &str, change: impl FnOnce(&mut Element)) {
        let part = self
            .parts
            .get_mut(name)
            .unwrap_or_else(|| panic!("no part {name}"));
        let mut document = Document::parse(part).unwrap();
        change(&mut document.root);
        *part = document.to_bytes();
    }

    /// Replaces words in another part of a book, once.
    pub fn replace(&mut self, name: &str, from: &str, to: &str) {
        let part = self
            .parts
            .get_mut(name)
            .unwrap_or_else(|| panic!("no part {name}"));
        let text = String::from_utf8(part.clone()).unwrap();
        assert!(text.contains(from), "{name} does not hold {from}");
        *part = text.replacen(from, to, 1).into_bytes();
    }
}

fn html(element: &Element, out: &mut String) {
    *out += &format!("<{}", element.name);
    for (name, value) in &element.attributes {
        *out += &format!(
            " {name}=\"{}\"",
            value.replace('&', "&amp;").replace('"', "&quot;")
        );
    }
    out.push('>');
    if VOID.contains(&element.name.as_str()) {
        return;
    }
    for child in &element.children {
        match child {
            Node::Element(child) => html(child, out),
            Node::Text(text) if element.name == "style" => out.push_str(text),
            Node::Text(text) => *out += &text.replace('&', "&amp;").replace('<', "&lt;"),
        }
    }
    *out += &format!("</{}>", element.name);
}

/// The words of an element, its spaces plain.
pub fn read(element: &Element) -> String {
    element.plain_text().replace('\u{a0}', " ").trim().to_owned()
}

pub fn is(name: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.name == name
}

/// Elements of this name that say exactly this.
pub fn says(name: &'static str, words: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.name == name && read(element) == words
}

/// Elements with this attribute, of any name.
pub fn with(attribute: &'static str, value: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.attribute(attribute) == Some(value)
}

/// Replaces words in the first text under an element that has them.
pub fn reword(element: &mut Element, from: &str, to: &str) {
    fn within(element: &mut Element, from: &str, to: &str) -> bool {
        element.children.iter_mut().any(|child| match child {
            Node::Element(child) => within(child, from, to),
            Node::Text(text) if text.contains(from) => {
                *text = text.replacen(from, to, 1);
                true
            }
            Node::Text(_) => false,
        })
    }
    assert!(within(element, from, to), "no {from} in {}", element.plain_text());
}

/// Takes both marks of a language, that of HTML and that of XML.
pub fn unmark(element: &mut Element) {
    element.unset("lang");
    element.unset("xml:lang");
}

pub fn mark(element: &mut Element, lang: &str) {
    element.set("lang", lang);
    if element.attribute("xml:lang").is_some() {
        element.set("xml:lang", lang);
    }
}

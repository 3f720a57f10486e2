//! Damage to packages of XML: to the archive, to which parts there are, and to elements and attributes in them.

use std::collections::BTreeMap;

use clearleaf::package::unzip;
use clearleaf::package::xml::{Document, Element, Node};
use clearleaf::package::zip::{self, Part};

use crate::damage;
use crate::random::Random;

/// Names of elements that stand where others do, or nowhere.
const NAMES: &[&str] = &[
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:sdt",
    "w:sdtContent",
    "w:hyperlink",
    "w:bookmarkStart",
    "w:ins",
    "w:del",
    "w:fldSimple",
    "w:txbxContent",
    "w:br",
    "w:tab",
    "w:drawing",
    "mc:AlternateContent",
    "w:smartTag",
    "w:numPr",
    "w:style",
    "p",
    "h1",
    "h3",
    "ol",
    "ul",
    "li",
    "dl",
    "dd",
    "table",
    "tbody",
    "tr",
    "th",
    "td",
    "caption",
    "figure",
    "img",
    "svg",
    "a",
    "nav",
    "section",
    "span",
    "bdi",
    "ruby",
    "rt",
    "template",
    "head",
    "body",
    "title",
    "item",
    "itemref",
    "x",
];

/// A part with more elements is not made larger.
const MOST_ELEMENTS: usize = 50_000;

/// A good package, opened once for all the cases that are made of it.
pub struct Package {
    packed: Vec<u8>,
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Opens a package. Its fonts and pictures are cut off, which no reader looks into: they are most of its bytes, and
    /// every case would be spent on carrying them.
    pub fn open(bytes: &[u8]) -> Self {
        let mut parts: Vec<(String, Vec<u8>)> = unzip::read(bytes).unwrap().into_iter().collect();
        for (name, bytes) in &mut parts {
            if !is_xml(name) {
                bytes.truncate(1_000);
            }
        }
        let packed = pack(parts.clone(), false);
        Self { packed, parts }
    }
}

pub fn damaged(good: &Package, random: &mut Random) -> Vec<u8> {
    if random.one_in(8) {
        return damage::bytes(good.packed.clone(), random);
    }
    let mut parts = good.parts.clone();
    for _ in 0..1 + random.below(3) {
        if random.one_in(12) {
            shuffle(&mut parts, random);
            continue;
        }
        let texts: Vec<usize> = (0..parts.len()).filter(|at| is_xml(&parts[*at].0)).collect();
        // Most of what can go wrong stands in the text.
        let text = texts
            .iter()
            .copied()
            .find(|at| parts[*at].0 == "word/document.xml");
        let at = match text {
            Some(at) if random.one_in(2) => at,
            Some(_) | None if !texts.is_empty() => *random.of(&texts),
            Some(_) | None => return damage::bytes(good.packed.clone(), random),
        };
        parts[at].1 = part(&parts[at].1, random);
    }
    let bytes = pack(parts, !random.one_in(8));
    if random.one_in(20) {
        damage::bytes(bytes, random)
    } else {
        bytes
    }
}

fn is_xml(name: &str) -> bool {
    let endings = [".xml", ".rels", ".xhtml", ".opf", ".css", ".svg"];
    endings.iter().any(|ending| name.ends_with(ending))
}

fn pack(parts: Vec<(String, Vec<u8>)>, stored: bool) -> Vec<u8> {
    // A name comes once, and the media type first.
    let mut named: BTreeMap<(bool, String), Vec<u8>> = BTreeMap::new();
    for (name, bytes) in parts {
        named.insert((name != "mimetype", name), bytes);
    }
    let parts: Vec<Part> = named
        .into_iter()
        .map(|((_, name), bytes)| {
            if stored || name == "mimetype" {
                Part::stored(name, bytes)
            } else {
                Part::new(name, bytes)
            }
        })
        .collect();
    zip::write(&parts).unwrap()
}

/// Other parts than there were.
fn shuffle(parts: &mut Vec<(String, Vec<u8>)>, random: &mut Random) {
    let (one, other) = (random.below(parts.len()), random.below(parts.len()));
    match random.below(6) {
        0 => drop(parts.remove(one)),
        1 => {
            let content = parts[other].1.clone();
            parts[one].1 = content;
        }
        2 => parts[one].0 = format!("{}{}", parts[other].0, random.below(3)),
        3 => parts[one].1.clear(),
        4 => parts[one].1 = vec![b' '; random.times() * 1_000],
        _ => parts[one].1 = damage::bytes(std::mem::take(&mut parts[one].1), random),
    }
}

fn part(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let document = Document::parse(bytes);
    let Ok(mut document) = document else {
        return damage::bytes(bytes.to_vec(), random);
    };
    match random.below(24) {
        0 => return damage::bytes(bytes.to_vec(), random),
        1 => return entities(bytes, random),
        2 => return deep(bytes, random),
        _ => {}
    }
    for _ in 0..1 + random.below(5) {
        let count = count(&document.root);
        if count > MOST_ELEMENTS {
            break;
        }
        let donor = nth(&document.root, random.below(count)).cloned();
        let mut at = random.below(count);
        change_nth(&mut document.root, &mut at, &mut |element| {
            change(element, donor.as_ref(), random)
        });
    }
    document.to_bytes()
}

/// Entities that grow into each other, or stand for files.
fn entities(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut doctype =
        String::from("<!DOCTYPE x [<!ENTITY a0 \"ha\"><!ENTITY f SYSTEM \"file:///etc/passwd\">");
    let levels = 1 + random.below(30);
    for level in 1..=levels {
        let inner = format!("&a{};", level - 1).repeat(10);
        doctype += &format!("<!ENTITY a{level} \"{inner}\">");
    }
    doctype += "]>";
    let text = String::from_utf8_lossy(bytes);
    let (declaration, rest) = text.split_once("?>").unwrap_or(("", &text));
    let rest = rest.replacen('>', &format!(">&a{levels};&f;"), 1 + random.below(3));
    format!("{declaration}?>{doctype}{rest}").into_bytes()
}

/// An element in itself, many times over.
fn deep(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let name = *random.of(NAMES);
    let times = random.times();
    let (open, close) = (
        format!("<{name}>").repeat(times),
        format!("</{name}>").repeat(times),
    );
    let places: Vec<usize> = text.match_indices("</").map(|(at, _)| at).collect();
    let Some(at) = places.get(random.below(places.len())) else {
        return bytes.to_vec();
    };
    let (before, behind) = text.split_at(*at);
    format!("{before}{open}x{close}{behind}").into_bytes()
}

fn count(element: &Element) -> usize {
    let mut count = 0;
    element.walk(&mut |_| count += 1);
    count
}

fn nth(element: &Element, at: usize) -> Option<&Element> {
    let (mut left, mut found) = (at, None);
    element.walk(&mut |element| {
        if left == 0 && found.is_none() {
            found = Some(element);
        }
        left = left.saturating_sub(1);
    });
    found
}

fn change_nth(element: &mut Element, at: &mut usize, change: &mut impl FnMut(&mut Element)) -> bool {
    if *at == 0 {
        change(element);
        return true;
    }
    *at -= 1;
    element.elements_mut().any(|child| change_nth(child, at, change))
}

fn change(element: &mut Element, donor: Option<&Element>, random: &mut Random) {
    let children = element.children.len();
    match random.below(14) {
        0 if children > 0 => drop(element.children.remove(random.below(children))),
        1 if children > 0 => {
            let child = element.children[random.below(children)].clone();
            let times = random.times().min(100_000 / (1 + weight(&child)));
            element.children.extend(std::iter::repeat_n(child, times));
        }
        2 if children > 1 => element
            .children
            .swap(random.below(children), random.below(children)),
        3 => element.children.clear(),
        4 => element.name = (*random.of(NAMES)).to_owned(),
        5 | 6 => {
            if let Some(donor) = donor {
                let at = random.below(children + 1);
                element.children.insert(at, Node::Element(donor.clone()));
            }
        }
        7 => {
            if let Some(donor) = donor {
                element.attributes.clone_from(&donor.attributes);
            }
        }
        8 if !element.attributes.is_empty() => {
            element.attributes.remove(random.below(element.attributes.len()));
        }
        9 => {
            let inner = element.clone();
            *element = Element::new(*random.of(NAMES)).child(inner);
        }
        10 => {
            let at = random.below(children + 1);
            element.children.insert(at, Node::Text(damage::word(random)));
        }
        _ => {
            if element.attributes.is_empty() {
                element.set("id", damage::word(random));
            } else {
                let at = random.below(element.attributes.len());
                element.attributes[at].1 = damage::word(random);
            }
        }
    }
}

fn weight(node: &Node) -> usize {
    match node {
        Node::Element(element) => count(element) * 20,
        Node::Text(text) => text.len(),
    }
}

//! Where links are on their pages: over the words that they belong to, and nothing else is painted with them.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::content::{Contents, Key, Stretch};
use super::file::File;
use super::structure::{Element, Kid, Structure};
use crate::backend::faults::{Faults, brief};

/// More annotations than these are not looked at.
const MOST_ANNOTATIONS: usize = 100_000;
/// The flags of what is not shown: hidden, and on paper alone (ISO 32000-1, 12.5.3).
const NOT_SHOWN: i64 = 1 << 1 | 1 << 5;
/// An area narrower than this, in points, is none.
const NARROWEST: f32 = 1.0;
/// A border wider than this, in points, lies over the words around it.
const WIDEST_BORDER: f32 = 4.0;
/// How far the baseline of a link's words may lie outside of its area, in their own size.
const SLACK: f32 = 0.5;
/// How much higher than its words the area of a link may be, in their own size: it may be a whole card.
const HIGHEST: f32 = 12.0;

/// The words of each link, by its annotations.
type Words = BTreeMap<ObjectId, Vec<Key>>;

/// Tells of links that are not where their words are, or that paint over others.
pub(super) fn tell(
    file: &File,
    pages: &[ObjectId],
    structure: &Structure,
    contents: &Contents,
    faults: &mut Faults,
) {
    let mut words = Words::new();
    if let Some(root) = &structure.root {
        gather(root, &mut words);
    }
    // A link that is broken over lines may have a part that takes no room.
    let mut elsewhere: BTreeSet<String> = BTreeSet::new();
    let mut nowhere: BTreeMap<String, usize> = BTreeMap::new();
    let mut told = |page: usize, name: &str, fault: &str| {
        faults.push(format!("page {}: the link “{}” {fault}", page + 1, brief(name)));
    };
    let mut left = MOST_ANNOTATIONS;
    for (number, id) in pages.iter().enumerate() {
        let Some(Ok(page)) = file.object(*id).map(Object::as_dict) else {
            continue;
        };
        let all = file.get(page, "Annots").and_then(|all| all.as_array().ok());
        // Where a page is turned, or has units of its own, nobody asks where its words are.
        let is_plain = !page.has(b"UserUnit") && !page.has(b"Rotate");
        for object in all.into_iter().flatten().take(left) {
            left -= 1;
            let Some(Ok(annotation)) = file.resolve(object).map(Object::as_dict) else {
                continue;
            };
            if file.name(annotation, "Subtype").as_deref() != Some("Link") {
                continue;
            }
            let keys = object.as_reference().ok().and_then(|id| words.get(&id));
            let keys = keys.filter(|_| is_plain).map_or(&[][..], Vec::as_slice);
            let name = file.short_text(annotation, "Contents").unwrap_or_default();
            let area = area(file, annotation);
            if area.is_some() {
                elsewhere.insert(name.clone());
            } else {
                nowhere.entry(name.clone()).or_insert(number);
            }
            let words = drawn(keys, number, contents);
            let found = hidden(file, annotation).or_else(|| fault(area?, &words));
            if let Some(fault) = found.or_else(|| painted(file, annotation)) {
                told(number, &name, fault);
            }
        }
    }
    for (name, number) in nowhere.iter().filter(|(name, _)| !elsewhere.contains(*name)) {
        told(*number, name, "has no area on the page");
    }
}

/// The content of an element, and of all in it.
pub(super) fn content(element: &Element, out: &mut Vec<Key>) {
    for kid in &element.kids {
        match kid {
            Kid::Element(kid) => content(kid, out),
            Kid::Content(key) => out.push(*key),
            Kid::Object(_) => {}
        }
    }
}

fn gather(element: &Element, out: &mut Words) {
    if element.standard == "Link" {
        let mut keys = Vec::new();
        content(element, &mut keys);
        for kid in &element.kids {
            if let Kid::Object(id) = kid {
                out.insert(*id, keys.clone());
            }
        }
    }
    for kid in element.elements() {
        gather(kid, out);
    }
}

/// Where the words of a link are drawn on a page; nowhere, where a part of it is no words.
fn drawn(keys: &[Key], page: usize, contents: &Contents) -> Vec<Stretch> {
    let sequences: Vec<_> = keys.iter().filter_map(|key| contents.get(key)).collect();
    if sequences.iter().any(|sequence| sequence.stretches.is_empty()) {
        return Vec::new();
    }
    let here = sequences.iter().filter(|sequence| sequence.page == page);
    here.flat_map(|sequence| sequence.stretches.iter().copied())
        .collect()
}

/// Whether a link is shown to nobody.
fn hidden(file: &File, annotation: &Dictionary) -> Option<&'static str> {
    let flags = file.get(annotation, "F").and_then(|flags| flags.as_i64().ok());
    (flags.unwrap_or(0) & NOT_SHOWN != 0).then_some("is hidden")
}

/// Where a link is: how far right it goes, and from where to where up the page.
fn area(file: &File, annotation: &Dictionary) -> Option<[f32; 3]> {
    let corners = file.get(annotation, "Rect")?.as_array().ok()?;
    let corners = corners.iter().map(|corner| file.resolve(corner)?.as_float().ok());
    let corners: Vec<f32> = corners.take(4).collect::<Option<_>>()?;
    let [x1, y1, x2, y2] = <[f32; 4]>::try_from(corners).ok()?;
    let is_wide = (x2 - x1).abs() >= NARROWEST && (y2 - y1).abs() >= NARROWEST;
    is_wide.then_some([x1.max(x2), y1.min(y2), y1.max(y2)])
}

/// What is wrong with the place of a link.
fn fault([right, bottom, top]: [f32; 3], words: &[Stretch]) -> Option<&'static str> {
    let is_there = |word: &Stretch| {
        let slack = SLACK * word.size;
        (bottom - slack..=top + slack).contains(&word.at.y) && word.at.x < right
    };
    if !words.is_empty() && !words.iter().any(is_there) {
        return Some("is not where its words are");
    }
    let heights = words.iter().map(|word| word.at.y);
    let highest = heights.clone().reduce(f32::max)?;
    let lowest = heights.reduce(f32::min)?;
    let size = words.iter().map(|word| word.size).fold(0.0, f32::max);
    (top - bottom > highest - lowest + HIGHEST * size).then_some("covers far more than its words")
}

/// What a link paints that the page does not.
fn painted(file: &File, annotation: &Dictionary) -> Option<&'static str> {
    let normal = file.dict(annotation, "AP").and_then(|looks| looks.get(b"N").ok());
    let looks = match normal.and_then(|normal| Some((normal, file.resolve(normal)?))) {
        Some((_, Object::Dictionary(states))) => states.iter().map(|(_, state)| state).collect(),
        Some((normal, _)) => vec![normal],
        None => Vec::new(),
    };
    // Where it cannot be read nobody knows what it paints.
    let paints = |look: &&Object| {
        let is_there = file.resolve(look).is_some_and(|look| look.as_stream().is_ok());
        let content = file.stream(look);
        is_there && content.is_none_or(|content| !content.iter().all(u8::is_ascii_whitespace))
    };
    if looks.iter().take(16).any(paints) {
        return Some("paints something of its own");
    }
    let width = match file.dict(annotation, "BS") {
        Some(style) => file.get(style, "W"),
        None => file
            .get(annotation, "Border")
            .and_then(|border| file.resolve(border.as_array().ok()?.get(2)?)),
    };
    let width = width.and_then(|width| width.as_float().ok()).unwrap_or(0.0);
    (width > WIDEST_BORDER).then_some("has a border that lies over the words around it")
}

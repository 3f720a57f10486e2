//! The headings of a text, known before it is walked, so that a link can lead forward.

use std::collections::{BTreeMap, BTreeSet};

use comrak::nodes::{AstNode, NodeValue};

use super::markdown;
use super::place::Place;
use crate::model::Anchor;
use crate::source::log::Log;

/// Anchors that the furniture bears.
const RESERVED: [&str; 7] = [
    "title",
    "contents",
    "references",
    "about",
    "other-formats",
    "contact",
    "about-us",
];

/// Beginnings of anchors that citations and references bear.
const RESERVED_BEGINNINGS: [&str; 2] = ["cite-", "ref-"];

/// Every heading's anchor by its byte, and its words by its anchor.
#[derive(Debug, Default)]
pub(super) struct Outline {
    anchors: BTreeMap<usize, Anchor>,
    words: BTreeMap<String, String>,
}

impl Outline {
    /// The outline of a parsed text; `furniture` may bear the reserved names.
    pub(super) fn of<'a>(root: &'a AstNode<'a>, place: &Place, furniture: bool, log: &mut Log) -> Self {
        let headings: Vec<(usize, String, Option<String>)> = root
            .descendants()
            .filter_map(|node| {
                let data = node.data.borrow();
                let NodeValue::Heading(_) = data.value else {
                    return None;
                };
                let id = data.attrs.as_ref().and_then(|attributes| attributes.id.clone());
                Some((place.bytes(data.sourcepos).start, markdown::plain_words(node), id))
            })
            .collect();
        let mut outline = Self::default();
        // In small letters: a Word bookmark has no case.
        let mut taken = BTreeSet::new();
        let (worded, wordless): (Vec<_>, Vec<_>) =
            headings.iter().partition(|(_, words, _)| !words.is_empty());
        for (at, words, id) in worded.into_iter().chain(wordless) {
            let Some(id) = id else { continue };
            // A heading without words is reported, and its name is free for another.
            if words.is_empty() && taken.contains(&id.to_ascii_lowercase()) {
                continue;
            }
            if let Some(anchor) = explicit(id, *at, place, furniture, &taken, log) {
                taken.insert(id.to_ascii_lowercase());
                outline.words.insert(id.clone(), words.clone());
                outline.anchors.insert(*at, anchor);
            }
        }
        let mut next = BTreeMap::new();
        for (at, words, _) in headings {
            if outline.anchors.contains_key(&at) {
                continue;
            }
            let anchor = free_anchor(&words, furniture, &taken, &mut next);
            taken.insert(anchor.to_string());
            outline.words.insert(anchor.to_string(), words);
            outline.anchors.insert(at, anchor);
        }
        outline
    }

    /// The anchor of the heading at a byte.
    pub(super) fn anchor(&self, at: usize) -> Option<&Anchor> {
        self.anchors.get(&at)
    }

    /// The words of the heading with an anchor.
    pub(super) fn words(&self, anchor: &str) -> Option<&str> {
        self.words.get(anchor).map(String::as_str)
    }

    /// All anchors.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}

/// Whether the furniture, a citation or a reference may bear a name, so that no heading can.
pub(in crate::source) fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.as_str();
    RESERVED.contains(&name)
        || RESERVED_BEGINNINGS
            .iter()
            .any(|beginning| name.starts_with(beginning))
}

/// An anchor for words that no heading bears yet. `next` holds the number to try first, by name: a thousand headings of
/// the same words must not take a million tries.
fn free_anchor(
    words: &str,
    furniture: bool,
    taken: &BTreeSet<String>,
    next: &mut BTreeMap<String, usize>,
) -> Anchor {
    let wanted = Anchor::from_words(words, "section");
    let is_free = |anchor: &Anchor| {
        !taken.contains(&anchor.to_ascii_lowercase()) && (furniture || !is_reserved(anchor))
    };
    if is_free(&wanted) {
        return wanted;
    }
    let stem = prefixed(&wanted);
    let number = next.entry(stem.to_string()).or_insert(2);
    loop {
        let anchor = stem.numbered(*number);
        *number += 1;
        if is_free(&anchor) {
            return anchor;
        }
    }
}

/// A name that no longer begins as citations' and references' do.
fn prefixed(anchor: &Anchor) -> Anchor {
    if RESERVED_BEGINNINGS
        .iter()
        .any(|beginning| anchor.starts_with(beginning))
    {
        Anchor::from_words(&format!("section-{}", &**anchor), "section")
    } else {
        anchor.clone()
    }
}

/// The anchor that a heading asks for, or a finding.
fn explicit(
    id: &str,
    at: usize,
    place: &Place,
    furniture: bool,
    taken: &BTreeSet<String>,
    log: &mut Log,
) -> Option<Anchor> {
    let line = place.line_of(at);
    let written = place.slice(line.clone()).rfind(&format!("#{id}"));
    let bytes = written.map_or(line.clone(), |found| {
        line.start + found..line.start + found + id.len() + 1
    });
    let span = place.at(bytes);
    let Some(anchor) = Anchor::new(id) else {
        let help = "begin with a letter; go on with letters a to z, digits and hyphens: `{#after-surgery}`";
        log.error(span, "malformed-id", format!("`{id}` cannot name a place"), help);
        return None;
    };
    if !furniture && is_reserved(id) {
        let message = format!("`{id}` names a part of every leaflet");
        log.error(
            span,
            "reserved-id",
            message,
            format!("choose another name, such as `{{#our-{id}}}`"),
        );
        return None;
    }
    if taken.contains(&id.to_ascii_lowercase()) {
        let help = "give each heading a name of its own, or take this one out";
        log.error(
            span,
            "duplicate-id",
            format!("two headings are named `{id}`"),
            help,
        );
        return None;
    }
    Some(anchor)
}

//! The outline (ISO 32000-1, 12.3.3): the headings, nested as they are.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

use super::super::object::{dictionary, text};
use super::annotations::destination;
use crate::model::text::Anchor;
use crate::model::tree::{NodeKind, Tree};
use crate::page::{Pages, Place};

/// Entries down to this depth are open at first: the title and its sections.
const OPEN_DEPTH: usize = 1;

struct Entry {
    title: String,
    destination: Object,
    depth: usize,
    parent: Option<usize>,
    /// Which of its parent's children it is.
    place: usize,
    children: Vec<usize>,
}

/// Writes the outline, unless there is no heading.
pub(super) fn add(
    doc: &mut Document,
    pages: &[ObjectId],
    tree: &Tree<'_>,
    layout: &Pages,
) -> Option<ObjectId> {
    let (entries, top) = entries(pages, tree, layout);
    if top.is_empty() {
        return None;
    }
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| doc.new_object_id()).collect();
    let id = |at: usize| ids.get(at).map_or(Object::Null, |id| Object::Reference(*id));
    for (at, entry) in entries.iter().enumerate() {
        let siblings = match entry.parent.and_then(|parent| entries.get(parent)) {
            Some(parent) => &parent.children,
            None => &top,
        };
        let place = entry.place;
        let mut item = dictionary([
            ("Title", text(&entry.title)),
            ("Parent", entry.parent.map_or(Object::Reference(root), id)),
            ("Dest", entry.destination.clone()),
        ]);
        if let Some(previous) = place.checked_sub(1).and_then(|i| siblings.get(i)) {
            item.set("Prev", id(*previous));
        }
        if let Some(next) = siblings.get(place + 1) {
            item.set("Next", id(*next));
        }
        if let (Some(first), Some(last)) = (entry.children.first(), entry.children.last()) {
            item.set("First", id(*first));
            item.set("Last", id(*last));
            let count = i64::try_from(visible(&entries, &entry.children)).unwrap_or(0);
            item.set("Count", if entry.depth < OPEN_DEPTH { count } else { -count });
        }
        if let Some(id) = ids.get(at) {
            doc.set_object(*id, item);
        }
    }
    let mut outline = dictionary([("Type", super::super::object::name("Outlines"))]);
    if let (Some(first), Some(last)) = (top.first(), top.last()) {
        outline.set("First", id(*first));
        outline.set("Last", id(*last));
    }
    outline.set("Count", i64::try_from(visible(&entries, &top)).unwrap_or(0));
    doc.set_object(root, outline);
    Some(root)
}

/// How many entries show when these do: those below an open one count too.
fn visible(entries: &[Entry], siblings: &[usize]) -> usize {
    let below = |at: &usize| match entries.get(*at) {
        Some(entry) if entry.depth < OPEN_DEPTH => visible(entries, &entry.children),
        _ => 0,
    };
    siblings.len() + siblings.iter().map(below).sum::<usize>()
}

/// The entries in order, and which of them stand at the top.
fn entries(pages: &[ObjectId], tree: &Tree<'_>, layout: &Pages) -> (Vec<Entry>, Vec<usize>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut top = Vec::new();
    let mut open: Vec<(u8, usize)> = Vec::new();
    // The first place of each, found without a search: a thousand headings must not take a million looks.
    let mut places: BTreeMap<&Anchor, Place> = BTreeMap::new();
    for (anchor, place) in &layout.anchors {
        places.entry(anchor).or_insert(*place);
    }
    for (node_id, node) in tree.ids().zip(tree.nodes()) {
        let NodeKind::Heading { level, anchor } = node.kind else {
            continue;
        };
        let place = places.get(anchor);
        let Some((page, place)) = place.and_then(|place| Some((*pages.get(place.page)?, place))) else {
            continue;
        };
        while open.last().is_some_and(|(last, _)| *last >= level.get()) {
            open.pop();
        }
        let at = entries.len();
        let parent = open.last().map(|(_, parent)| *parent);
        entries.push(Entry {
            title: tree
                .plain_text(node_id)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            destination: destination(page, place.x, layout.height - place.y),
            depth: open.len(),
            parent,
            place: 0,
            children: Vec::new(),
        });
        let siblings = match parent.and_then(|parent| entries.get_mut(parent)) {
            Some(parent) => &mut parent.children,
            None => &mut top,
        };
        siblings.push(at);
        let place = siblings.len() - 1;
        if let Some(entry) = entries.get_mut(at) {
            entry.place = place;
        }
        open.push((level.get(), at));
    }
    (entries, top)
}

//! Where the pages of a paged edition begin in the markup, so that "page 7" is the same place on paper and on a screen.
//!
//! A break is a leaf of the logical tree, counted in reading order, and a byte of its text: the markup walks blocks in
//! the same order, counting leaves, and has no need of the tree. A marker never stands inside a word, nor inside a link,
//! a heading, a label or a caption, because it would be spoken with their names: it stands before them, as a
//! [`PageStart`](crate::model::reading::PageStart) has it.

use super::Writer;
use crate::model::inline::{Inline, Target};
use crate::model::reading::is_read;
use crate::model::text::Anchor;
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::package::xml::{Element, Node};
use crate::page::Start;

/// Where a page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBreak {
    /// The leaf that it begins with or in, counted from 0 in reading order.
    pub leaf: usize,
    /// The byte of the leaf's text.
    pub offset: usize,
    /// What the page is called.
    pub label: String,
}

impl PageBreak {
    /// The id of the marker: it holds an underscore, which no anchor does.
    #[must_use]
    pub fn id(&self) -> String {
        format!("page_{}", self.label)
    }
}

/// Whether a node is a leaf: words, a line's end or a picture.
#[must_use]
pub fn is_leaf(kind: &NodeKind<'_>) -> bool {
    matches!(
        kind,
        NodeKind::Text(_) | NodeKind::LineBreak | NodeKind::Picture { .. }
    )
}

/// The breaks of an edition's pages, which are numbered from 1.
#[must_use]
pub fn of(tree: &Tree<'_>, starts: &[Start]) -> Vec<PageBreak> {
    let nodes = tree.nodes().iter();
    let ordinals: Vec<usize> = nodes
        .scan(0, |leaves, node| {
            let before = *leaves;
            *leaves += usize::from(is_leaf(&node.kind));
            Some(before)
        })
        .collect();
    let settled = starts.iter().map(|start| settled(tree, *start));
    (1..)
        .zip(settled)
        .map(|(number, start): (usize, Start)| PageBreak {
            leaf: ordinals.get(start.node.index()).copied().unwrap_or_default(),
            offset: start.offset,
            label: number.to_string(),
        })
        .collect()
}

/// A character of a line.
struct Letter<'a> {
    leaf: NodeId,
    byte: usize,
    letter: char,
    link: Option<Goal<'a>>,
}

/// Where a link leads: neighbours that lead to one place are one link.
#[derive(Clone, Copy, PartialEq)]
enum Goal<'a> {
    Target(&'a Target),
    Reference(&'a Anchor),
    Citation(&'a Anchor),
}

/// The place for the marker of a page that begins here.
fn settled(tree: &Tree<'_>, start: Start) -> Start {
    let Some(line) = line(tree, start.node) else {
        return start;
    };
    let mut letters = Vec::new();
    gather(tree, line, None, &mut letters);
    let named = matches!(
        tree.node(line).kind,
        NodeKind::Heading { .. } | NodeKind::Label | NodeKind::Caption | NodeKind::ContentsEntry { .. }
    );
    let from = (start.node, start.offset);
    let begins = letters
        .iter()
        .position(|letter| (letter.leaf, letter.byte) >= from && is_read(letter.letter));
    let place = match begins {
        _ if named => letters.first(),
        Some(at) => letters.get(before_names(&letters, at)),
        None => None,
    };
    place.map_or(start, |letter| Start {
        node: letter.leaf,
        offset: letter.byte,
    })
}

/// Where the word or the link begins that a letter stands in.
fn before_names(letters: &[Letter<'_>], at: usize) -> usize {
    let word = |at: usize| {
        let before = letters.get(..at).unwrap_or_default();
        let space = before.iter().rposition(|letter| letter.letter.is_whitespace());
        space.map_or(0, |space| space + 1)
    };
    let link = |at: usize| {
        let own = letters.get(at)?.link?;
        let before = letters.get(..at).unwrap_or_default();
        let other = before.iter().rposition(|letter| letter.link != Some(own));
        Some(other.map_or(0, |other| other + 1))
    };
    let mut place = word(at);
    while let Some(begins) = link(place) {
        let words = letters.get(begins..place).unwrap_or_default();
        match words.iter().position(|letter| is_read(letter.letter)) {
            Some(first) => place = word(begins + first),
            // What it begins with is not read.
            None => return begins,
        }
    }
    place
}

/// The line of text that a leaf stands in; a picture stands in none.
fn line(tree: &Tree<'_>, leaf: NodeId) -> Option<NodeId> {
    let mut at = tree.node(leaf).parent;
    while let Some(node) = at {
        match tree.node(node).kind {
            NodeKind::Heading { .. }
            | NodeKind::Paragraph(_)
            | NodeKind::Term
            | NodeKind::Caption
            | NodeKind::Cell(_)
            | NodeKind::Label
            | NodeKind::ContentsEntry { .. }
            | NodeKind::ReferenceLabel { .. }
            | NodeKind::ReferenceText => return Some(node),
            NodeKind::Document
            | NodeKind::List(_)
            | NodeKind::ListItem { .. }
            | NodeKind::DefinitionList
            | NodeKind::Definition
            | NodeKind::Table { .. }
            | NodeKind::Row { .. }
            | NodeKind::Figure
            | NodeKind::Picture { .. }
            | NodeKind::Callout(_)
            | NodeKind::Quote
            | NodeKind::Division
            | NodeKind::Contents
            | NodeKind::References
            | NodeKind::Reference { .. } => return None,
            NodeKind::Strong
            | NodeKind::Emphasis
            | NodeKind::Link(_)
            | NodeKind::Phrase
            | NodeKind::Citation { .. }
            | NodeKind::Unbroken(_)
            | NodeKind::Text(_)
            | NodeKind::LineBreak => at = tree.node(node).parent,
        }
    }
    None
}

fn gather<'a>(tree: &Tree<'a>, id: NodeId, link: Option<Goal<'a>>, out: &mut Vec<Letter<'a>>) {
    let node = tree.node(id);
    let mut put = |byte: usize, letter: char| {
        out.push(Letter {
            leaf: id,
            byte,
            letter,
            link,
        });
    };
    if let NodeKind::Text(text) = node.kind {
        text.char_indices().for_each(|(byte, letter)| put(byte, letter));
    } else if node.kind == NodeKind::LineBreak {
        put(0, ' ');
    }
    let link = goal(&node.kind).or(link);
    for child in &node.children {
        gather(tree, *child, link, out);
    }
}

fn goal<'a>(kind: &NodeKind<'a>) -> Option<Goal<'a>> {
    if let NodeKind::Link(target) = kind {
        Some(Goal::Target(target))
    } else if let NodeKind::Citation { reference, .. } = kind {
        Some(Goal::Reference(reference))
    } else if let NodeKind::ReferenceLabel { cited_at, .. } = kind {
        cited_at.map(Goal::Citation)
    } else {
        None
    }
}

impl Writer<'_> {
    /// The markers of the pages that begin before the next leaf.
    pub(super) fn page_breaks(&mut self, out: &mut Vec<Node>) {
        while let Some(first) = self.breaks.first()
            && (first.leaf, first.offset) <= (self.leaf, 0)
        {
            out.push(marker(first));
            self.breaks = self.breaks.get(1..).unwrap_or_default();
        }
    }

    /// A leaf's words, with the markers of the pages that begin in them.
    pub(super) fn words(&mut self, text: &str, out: &mut Vec<Node>) {
        let mut from = 0;
        while let Some(first) = self.breaks.first().filter(|first| first.leaf <= self.leaf) {
            let (before, rest) = (text.get(from..first.offset), text.get(first.offset..));
            if let (Some(before), Some(_)) = (before.filter(|before| !before.is_empty()), rest) {
                out.push(Node::Text(spaced(before)));
                from = first.offset;
            }
            out.push(marker(first));
            self.breaks = self.breaks.get(1..).unwrap_or_default();
        }
        let rest = text.get(from..).filter(|rest| !rest.is_empty());
        out.extend(rest.map(|rest| Node::Text(spaced(rest))));
        self.leaf += 1;
    }

    /// Goes by leaves that are written some other way than one by one.
    pub(super) fn pass(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(_) | Inline::LineBreak => self.leaf += 1,
                Inline::Strong(content) | Inline::Emphasis(content) | Inline::Unbroken(content) => {
                    self.pass(content);
                }
                Inline::Link(link) => self.pass(&link.content),
                Inline::Language(phrase) => self.pass(&phrase.content),
                Inline::Citation(citation) => self.pass(&citation.content),
            }
        }
    }
}

/// Unicode's separators of lines and paragraphs as what a [`Reading`](crate::model::Reading) takes them for. Browsers need not
/// break a line at them, nor show any space.
#[must_use]
pub fn spaced(text: &str) -> String {
    text.replace(['\u{85}', '\u{2028}', '\u{2029}'], " ")
}

/// The marker of a page (DPUB-ARIA 1.1, `doc-pagebreak`). Its label is the number alone, as it stands on the page; its
/// words are the reading system's.
fn marker(page: &PageBreak) -> Node {
    let element = Element::new("span")
        .with("epub:type", "pagebreak")
        .with("role", "doc-pagebreak")
        .with("id", page.id())
        .with("aria-label", &page.label);
    Node::Element(element)
}

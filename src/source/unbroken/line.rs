//! One line of inlines as plain text to look for pieces in, and the pieces put back into the inlines.
//!
//! A piece may begin in one inline and end in another. Strong words and stress are cut where a piece begins or ends in
//! them, which changes nothing that a reader meets; a link, a phrase, a citation is never cut, and a piece that ends in
//! one takes it whole or not at all.

use std::ops::Range;

use crate::model::{Content, Direction, Inline, Link, Phrase};

/// What stands for a citation in the text of a line.
pub(super) const CITATION: char = '\u{FFFC}';
/// What stands for a line that ends on purpose.
pub(super) const BREAK: char = '\u{2028}';

/// A line as plain text.
#[derive(Default)]
pub(super) struct Flat {
    /// The words, with [`CITATION`] and [`BREAK`].
    pub(super) text: String,
    /// The bytes of what is marked already, in order; they do not overlap.
    pub(super) held: Vec<Range<usize>>,
    /// The citations in order.
    pub(super) citations: Vec<Cited>,
    /// The direction of the language from each byte where it may change, in order.
    turns: Vec<(usize, Direction)>,
}

/// A citation in a line.
#[derive(Clone, Copy)]
pub(super) struct Cited {
    /// Where its [`CITATION`] stands.
    pub(super) at: usize,
    /// How many characters it shows.
    pub(super) length: usize,
    /// Whether it is part of what is marked already.
    pub(super) held: bool,
}

impl Flat {
    /// The direction of the language that a byte stands in.
    pub(super) fn direction(&self, at: usize) -> Direction {
        let behind = self.turns.partition_point(|(turn, _)| *turn <= at);
        let turn = behind.checked_sub(1).and_then(|last| self.turns.get(last));
        turn.map_or(Direction::LeftToRight, |(_, direction)| *direction)
    }

    /// Whether something in these bytes is marked already.
    pub(super) fn holds(&self, bytes: &Range<usize>) -> bool {
        let at = self.held.partition_point(|held| held.end <= bytes.start);
        self.held.get(at).is_some_and(|held| held.start < bytes.end)
    }
}

/// Bytes of a line that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The bytes.
    pub(super) bytes: Range<usize>,
    /// What to keep at least, where the whole would take in a long link.
    pub(super) least: Option<Range<usize>>,
    /// The most characters.
    pub(super) most: usize,
}

/// An inline and its bytes in the text.
struct Node<'a> {
    inline: &'a Inline,
    bytes: Range<usize>,
    children: Vec<Node<'a>>,
}

/// The inlines with the pieces marked that `find` finds, in order and without overlap; `None` where there are none.
pub(super) fn marked(
    inlines: &[Inline],
    around: Direction,
    find: impl Fn(&Flat) -> Vec<Piece>,
) -> Option<Vec<Inline>> {
    let mut flat = Flat {
        turns: vec![(0, around)],
        ..Flat::default()
    };
    let nodes = flatten(inlines, &mut flat, false);
    let pieces = find(&flat);
    if pieces.is_empty() {
        return None;
    }
    let whole = 0..flat.text.len();
    let weaver = Weaver { flat: &flat };
    Some(weaver.weave(&nodes, &whole, &pieces))
}

fn flatten<'a>(inlines: &'a [Inline], flat: &mut Flat, held: bool) -> Vec<Node<'a>> {
    let mut nodes = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let start = flat.text.len();
        let children = match inline {
            Inline::Text(text) => {
                flat.text.push_str(text);
                Vec::new()
            }
            Inline::Strong(content) | Inline::Emphasis(content) => flatten(content, flat, held),
            Inline::Link(link) => flatten(&link.content, flat, held),
            Inline::Language(phrase) => {
                let around = flat.direction(start);
                flat.turns.push((start, phrase.lang.direction()));
                let children = flatten(&phrase.content, flat, held);
                flat.turns.push((flat.text.len(), around));
                children
            }
            Inline::Unbroken(content) => {
                flatten(content, flat, true);
                if !held && start < flat.text.len() {
                    flat.held.push(start..flat.text.len());
                }
                Vec::new()
            }
            Inline::Citation(citation) => {
                flat.citations.push(Cited {
                    at: start,
                    length: citation.content.plain_text().chars().count(),
                    held,
                });
                flat.text.push(CITATION);
                Vec::new()
            }
            Inline::LineBreak => {
                flat.text.push(BREAK);
                Vec::new()
            }
        };
        nodes.push(Node {
            inline,
            bytes: start..flat.text.len(),
            children,
        });
    }
    nodes
}

fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The nodes that share a byte with a range.
fn touched<'n, 'a>(nodes: &'n [Node<'a>], bytes: &Range<usize>) -> &'n [Node<'a>] {
    let from = nodes.partition_point(|node| node.bytes.end <= bytes.start);
    let to = nodes.partition_point(|node| node.bytes.start < bytes.end);
    nodes.get(from..to.max(from)).unwrap_or_default()
}

struct Weaver<'a> {
    flat: &'a Flat,
}

impl Weaver<'_> {
    /// The part of some nodes in a window, with the pieces in it marked.
    fn weave(&self, nodes: &[Node<'_>], window: &Range<usize>, pieces: &[Piece]) -> Vec<Inline> {
        let (own, deeper) = self.sort(nodes, pieces);
        let mut out = Vec::new();
        let mut from = window.start;
        for bytes in own {
            self.copy(nodes, &(from..bytes.start), &deeper, &mut out);
            let mut inside = Vec::new();
            self.copy(nodes, &bytes, &[], &mut inside);
            out.push(Inline::Unbroken(inside));
            from = bytes.end;
        }
        self.copy(nodes, &(from..window.end), &deeper, &mut out);
        out
    }

    /// The pieces that lie in more than one node, or in the text of one, and those to be marked deeper down.
    fn sort(&self, nodes: &[Node<'_>], pieces: &[Piece]) -> (Vec<Range<usize>>, Vec<Piece>) {
        let mut kept: Vec<Piece> = Vec::new();
        for piece in pieces {
            let Some(bytes) = self.settle(nodes, piece) else {
                continue;
            };
            let mut piece = Piece {
                bytes,
                ..piece.clone()
            };
            // One that took in a whole link may lie over others.
            let mut fits = true;
            while let Some(last) = kept.pop_if(|last| last.bytes.end > piece.bytes.start) {
                let both = last.bytes.start.min(piece.bytes.start)..piece.bytes.end.max(last.bytes.end);
                if self.length(&both) > piece.most.max(last.most) {
                    // What has to be kept at least may still stand behind the other.
                    let least = piece.least.take().map(|least| snap(nodes, &least));
                    let apart = least.filter(|least| least.start >= last.bytes.end);
                    fits = apart.is_some();
                    piece.bytes = apart.unwrap_or(piece.bytes);
                    kept.push(last);
                    break;
                }
                piece.bytes = both;
            }
            if fits {
                kept.push(piece);
            }
        }
        let (deeper, own): (Vec<Piece>, Vec<Piece>) = kept.into_iter().partition(|piece| {
            let touched = touched(nodes, &piece.bytes);
            let holds = |node: &Node<'_>| !node.children.is_empty() && contains(&node.bytes, &piece.bytes);
            touched.len() == 1 && touched.iter().all(holds)
        });
        (own.into_iter().map(|piece| piece.bytes).collect(), deeper)
    }

    /// The bytes of a piece where nothing is cut that must not be, or `None` where they would be too many.
    fn settle(&self, nodes: &[Node<'_>], piece: &Piece) -> Option<Range<usize>> {
        let settled = |bytes: &Range<usize>| {
            let whole = snap(nodes, bytes);
            (self.length(&whole) <= piece.most).then_some(whole)
        };
        settled(&piece.bytes).or_else(|| piece.least.as_ref().and_then(settled))
    }

    /// How many characters some bytes show.
    fn length(&self, bytes: &Range<usize>) -> usize {
        const LONGEST_CHARACTER: usize = 4;
        const ENOUGH: usize = super::scan::LONGEST_ADDRESS * LONGEST_CHARACTER;
        if bytes.len() > ENOUGH {
            return usize::MAX;
        }
        let words = self.flat.text.get(bytes.clone()).unwrap_or_default();
        let from = self
            .flat
            .citations
            .partition_point(|cited| cited.at < bytes.start);
        let citations = self.flat.citations.get(from..).unwrap_or_default();
        let inside = citations.iter().take_while(|cited| cited.at < bytes.end);
        words.chars().filter(|c| *c != CITATION).count() + inside.map(|cited| cited.length).sum::<usize>()
    }

    /// Copies the part of some nodes in a window; what is left empty goes.
    fn copy(&self, nodes: &[Node<'_>], window: &Range<usize>, pieces: &[Piece], out: &mut Vec<Inline>) {
        for node in touched(nodes, window) {
            let part = node.bytes.start.max(window.start)..node.bytes.end.min(window.end);
            let from = pieces.partition_point(|piece| piece.bytes.end <= part.start);
            let to = pieces.partition_point(|piece| piece.bytes.start < part.end);
            let pieces = pieces.get(from..to.max(from)).unwrap_or_default();
            let inside = || self.weave(&node.children, &part, pieces);
            let whole = || Content::new(inside());
            out.push(match node.inline {
                Inline::Text(_) => {
                    Inline::Text(self.flat.text.get(part.clone()).unwrap_or_default().to_owned())
                }
                Inline::Strong(_) => Inline::Strong(inside()),
                Inline::Emphasis(_) => Inline::Emphasis(inside()),
                Inline::Link(link) => Inline::Link(Link {
                    target: link.target.clone(),
                    content: whole().unwrap_or_else(|| link.content.clone()),
                }),
                Inline::Language(phrase) => Inline::Language(Phrase {
                    lang: phrase.lang.clone(),
                    content: whole().unwrap_or_else(|| phrase.content.clone()),
                }),
                Inline::Citation(_) | Inline::Unbroken(_) | Inline::LineBreak => node.inline.clone(),
            });
        }
    }
}

/// Bytes that cut no link, phrase, citation or marked piece, unless they lie inside it.
fn snap(nodes: &[Node<'_>], bytes: &Range<usize>) -> Range<usize> {
    let touched = touched(nodes, bytes);
    let (Some(first), Some(last)) = (touched.first(), touched.last()) else {
        return bytes.clone();
    };
    if touched.len() == 1 && contains(&first.bytes, bytes) {
        let holds = matches!(
            first.inline,
            Inline::Text(_) | Inline::Strong(_) | Inline::Emphasis(_) | Inline::Link(_) | Inline::Language(_)
        );
        return if first.children.is_empty() && holds {
            bytes.clone()
        } else if holds {
            snap(&first.children, bytes)
        } else {
            first.bytes.clone()
        };
    }
    edge(first, bytes.start, false)..edge(last, bytes.end, true)
}

/// The nearest place at or outside a byte where a node may be cut.
fn edge(node: &Node<'_>, at: usize, end: bool) -> usize {
    if at <= node.bytes.start || at >= node.bytes.end {
        return at;
    }
    match node.inline {
        Inline::Text(_) => at,
        Inline::Strong(_) | Inline::Emphasis(_) => {
            let child = node
                .children
                .iter()
                .find(|child| child.bytes.start < at && at < child.bytes.end);
            child.map_or(at, |child| edge(child, at, end))
        }
        Inline::Link(_)
        | Inline::Language(_)
        | Inline::Citation(_)
        | Inline::Unbroken(_)
        | Inline::LineBreak => {
            if end {
                node.bytes.end
            } else {
                node.bytes.start
            }
        }
    }
}

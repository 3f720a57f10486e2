//! Where pages begin in the logical tree: each with the first thing in reading order that stands on it and is read.
//!
//! What is repeated for the eyes alone (the head of a table over two pages) is no beginning. In a table that is set row by
//! row, the words of the header row stand beside the first row's cells; where that row takes several pages, the later ones
//! begin with the cells: whoever goes to such a page would else land in the header row, before what the pages before it
//! hold.

use std::collections::BTreeMap;

use super::piece::Ink;
use super::{Owner, Shape, Start};
use crate::model::block::Alt;
use crate::model::reading::is_read;
use crate::model::tree::{NodeId, NodeKind, Tree};

/// What stands where, page by page.
pub(super) struct Starts<'t, 'a> {
    tree: &'t Tree<'a>,
    /// The first byte of each leaf on each page that has some of it.
    pieces: BTreeMap<(NodeId, usize), usize>,
    /// The first page that has any of a table's body.
    bodies: BTreeMap<NodeId, usize>,
}

impl<'t, 'a> Starts<'t, 'a> {
    pub(super) fn new(tree: &'t Tree<'a>) -> Self {
        Self {
            tree,
            pieces: BTreeMap::new(),
            bodies: BTreeMap::new(),
        }
    }

    /// Takes note of what stands on a page. Pages come in order.
    pub(super) fn page<'i>(&mut self, number: usize, inks: impl Iterator<Item = &'i Ink>) {
        for ink in inks {
            let Owner::Leaf(leaf) = ink.mark.owner else {
                continue;
            };
            if let Some((table, false)) = self.row(leaf) {
                self.bodies.entry(table).or_insert(number);
            }
            if let Some(at) = self.first_read(leaf, ink) {
                let known = self.pieces.entry((leaf, number)).or_insert(at);
                *known = at.min(*known);
            }
        }
    }

    /// The starts of all pages up to the last that has anything to be read.
    pub(super) fn found(self) -> Vec<Start> {
        let mut starts = Vec::new();
        for ((leaf, page), offset) in &self.pieces {
            let later_label = matches!(self.row(*leaf), Some((table, true)) if self.bodies.get(&table).is_some_and(|body| body < page));
            if *page >= starts.len() && !later_label {
                let start = Start {
                    node: *leaf,
                    offset: *offset,
                };
                starts.resize(page + 1, start);
            }
        }
        starts
    }

    /// The byte of a leaf with which a mark of it begins, spaces and what nobody reads left out.
    fn first_read(&self, leaf: NodeId, ink: &Ink) -> Option<usize> {
        if let NodeKind::Picture { alt, .. } = self.tree.node(leaf).kind {
            return matches!(alt, Alt::Text(_)).then_some(0);
        }
        let Shape::Text(run) = &ink.mark.shape else {
            return None;
        };
        let clusters = run.clusters.iter();
        let blank = clusters.take_while(|cluster| !cluster.text.contains(is_read));
        let blank: usize = blank.map(|cluster| cluster.text.len()).sum();
        let whole: usize = run.clusters.iter().map(|cluster| cluster.text.len()).sum();
        (blank < whole).then_some(ink.origin + blank)
    }

    /// The table that a leaf stands in, and whether it stands in its header row.
    fn row(&self, leaf: NodeId) -> Option<(NodeId, bool)> {
        let mut at = Some(leaf);
        while let Some(node) = at {
            let parent = self.tree.node(node).parent;
            if let NodeKind::Row { header } = self.tree.node(node).kind {
                return parent.map(|table| (table, header));
            }
            at = parent;
        }
        None
    }
}

//! White space that the tree holds and no mark draws: a line that ends on purpose, a space at the end of a line.
//!
//! A listener needs it, or the words on both sides run together.

use std::collections::BTreeMap;

use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::page::{Owner, Pages, Shape};

/// White space of the tree that no mark draws, by the drawn leaf before it.
pub(super) fn undrawn_spaces(tree: &Tree<'_>, pages: &Pages) -> BTreeMap<NodeId, Undrawn> {
    let mut last: BTreeMap<NodeId, (usize, usize)> = BTreeMap::new();
    for (page_number, page) in pages.pages.iter().enumerate() {
        for (mark_number, mark) in page.marks.iter().enumerate() {
            if let (Owner::Leaf(node), Shape::Text(_)) = (mark.owner, &mark.shape) {
                last.insert(node, (page_number, mark_number));
            }
        }
    }
    let mut out: BTreeMap<NodeId, Undrawn> = BTreeMap::new();
    let mut before = None;
    for (id, node) in tree.ids().zip(tree.nodes()) {
        if last.contains_key(&id) {
            before = Some(id);
            continue;
        }
        let blank = matches!(node.kind, NodeKind::LineBreak)
            || matches!(node.kind, NodeKind::Text(text) if text.contains(char::is_whitespace));
        // At the beginning of a passage white space parts nothing, and the passage before may stand on another page.
        if let Some(leaf) = before.filter(|leaf| blank && passage(tree, *leaf) == passage(tree, id))
            && let Some(place) = last.get(&leaf)
        {
            let undrawn = out.entry(leaf).or_insert(Undrawn {
                place: *place,
                leaves: Vec::new(),
            });
            undrawn.leaves.push(id);
        }
    }
    out
}

/// The paragraph, heading, cell or other block that a leaf stands in.
fn passage(tree: &Tree<'_>, leaf: NodeId) -> NodeId {
    let mut node = leaf;
    while let Some(parent) = tree.node(node).parent {
        node = parent;
        if !tree.node(node).kind.is_inline() {
            break;
        }
    }
    node
}

/// Leaves of white space that nothing draws, and the mark that they follow.
pub(super) struct Undrawn {
    /// Page and number of the mark.
    pub place: (usize, usize),
    /// The leaves in order.
    pub leaves: Vec<NodeId>,
}

//! Where elements stand among their siblings, reckoned once for a document.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use roxmltree::{Document, Node};

/// The places of the elements of a document.
pub(super) struct Siblings<'a, 'i> {
    document: &'a Document<'i>,
    /// Of each node, from 1: among all and among those of its name, from the beginning and from the end.
    places: OnceCell<Vec<[u32; 4]>>,
}

impl<'a, 'i> Siblings<'a, 'i> {
    /// Of a document.
    pub fn new(document: &'a Document<'i>) -> Self {
        Self {
            document,
            places: OnceCell::new(),
        }
    }

    /// The place of an element among its siblings, from 1.
    pub fn place(&self, node: Node<'_, '_>, named: bool, from_end: bool) -> i64 {
        let places = self.places.get_or_init(|| places(self.document));
        let place = places.get(node.id().get_usize()).copied().unwrap_or_default();
        let [first, first_named, last, last_named] = place.map(i64::from);
        match (named, from_end) {
            (false, false) => first,
            (true, false) => first_named,
            (false, true) => last,
            (true, true) => last_named,
        }
    }
}

fn places(document: &Document<'_>) -> Vec<[u32; 4]> {
    let mut out = vec![[0; 4]; document.descendants().count()];
    for parent in document.descendants().filter(Node::has_children) {
        let children: Vec<Node<'_, '_>> = parent.children().filter(Node::is_element).collect();
        let mut count = |nodes: &mut dyn Iterator<Item = &Node<'_, '_>>, at: usize| {
            let mut all = 0;
            let mut named: BTreeMap<&str, u32> = BTreeMap::new();
            for node in nodes {
                all += 1;
                let own = named.entry(node.tag_name().name()).or_default();
                *own += 1;
                if let Some([.., first, second]) = out
                    .get_mut(node.id().get_usize())
                    .and_then(|places| places.get_mut(at..at + 2))
                {
                    (*first, *second) = (all, *own);
                }
            }
        };
        count(&mut children.iter(), 0);
        count(&mut children.iter().rev(), 2);
    }
    out
}

//! Heads of tables that narrow screens show over each cell instead: hidden, and said again. Whether each cell has the right
//! words is asked where tables are read.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::select::Part;
use super::sheet::Rule;
use super::watch::Met;
use crate::model::reading::collapse;
use crate::xhtml::document::{is, plain_text};

impl Met<'_, '_, '_> {
    /// Whether it stands in the head of a table whose words sheets write over the cells.
    pub fn is_head_said_again(&self) -> bool {
        let mut round = self.node.ancestors();
        self.labels_cells
            && round
                .find(|node| is(*node, "thead"))
                .is_some_and(labels_its_cells)
    }
}

/// Whether every word of a head stands in an attribute of a cell below it.
fn labels_its_cells(head: Node<'_, '_>) -> bool {
    let Some(table) = head.ancestors().find(|node| is(*node, "table")) else {
        return false;
    };
    let cells = table
        .descendants()
        .filter(|node| is(*node, "td") || is(*node, "th"));
    let attributes = cells.flat_map(|cell| cell.attributes());
    let labels: BTreeSet<&str> = attributes
        .filter(|attribute| attribute.name().starts_with("data-"))
        .map(|attribute| attribute.value())
        .collect();
    let mut heads = head.descendants().filter(|node| is(*node, "th"));
    heads.all(|node| {
        let words = plain_text(node);
        words.is_empty() || labels.iter().any(|label| collapse(label) == words)
    })
}

/// Whether a rule writes what an attribute of a cell says.
pub(super) fn labels_cells(rule: &Rule) -> bool {
    let mut declarations = rule.declarations.iter();
    rule.selector.part == Some(Part::Written)
        && declarations.any(|one| one.property == "content" && one.value.contains("attr(data-"))
}

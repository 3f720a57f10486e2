//! Tables: their rows in a head and a body, and the header cells of each cell (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7).

use std::collections::{BTreeMap, BTreeSet};

use super::{Attribute, Builder, ElementId};
use crate::backend::pdf::roles::Role;
use crate::model::tree::{NodeId, NodeKind};

impl Builder<'_, '_> {
    /// Rows stand in a head and a body; where a table has only its header row, in neither (ISO 14289-1, 7.2: a head asks
    /// for a body).
    pub(super) fn table(&mut self, parent: ElementId, id: NodeId) {
        let tree = self.tree;
        let table = self.push(Some(parent), Role::Table, id);
        let children = &tree.node(id).children;
        let grouped = children
            .iter()
            .any(|child| tree.node(*child).kind == NodeKind::Row { header: false });
        let mut group: Option<(Role, ElementId)> = None;
        for child in children {
            let NodeKind::Row { header } = tree.node(*child).kind else {
                self.node(table, *child);
                continue;
            };
            let role = if header { Role::TableHead } else { Role::TableBody };
            let rows = match group {
                _ if !grouped => table,
                Some((open, rows)) if open == role => rows,
                _ => self.push(Some(table), role, *child),
            };
            group = Some((role, rows));
            self.node(rows, *child);
        }
        self.headers(table, id);
    }

    /// Where a table has headers above and beside its cells, each cell names both: `Scope` alone leaves it to the reader to
    /// find them, and not every reader looks in both directions.
    fn headers(&mut self, table: ElementId, id: NodeId) {
        let tree = self.tree;
        let NodeKind::Table {
            row_headers: true, ..
        } = tree.node(id).kind
        else {
            return;
        };
        let rows = tree.node(id).children.iter();
        let mut rows = rows.filter(|child| matches!(tree.node(**child).kind, NodeKind::Row { .. }));
        let Some(columns) = rows.next().map(|head| &tree.node(*head).children) else {
            return;
        };
        let mut headers: BTreeMap<NodeId, (NodeId, NodeId)> = BTreeMap::new();
        let mut heading: BTreeSet<NodeId> = BTreeSet::new();
        for row in rows {
            let cells = &tree.node(*row).children;
            let Some(first) = cells.first() else { continue };
            for (cell, column) in cells.iter().zip(columns).skip(1) {
                headers.insert(*cell, (*column, *first));
                heading.extend([*column, *first]);
            }
        }
        for element in self.out.elements.iter_mut().skip(table) {
            element.heads = element.role == Role::HeaderCell && heading.contains(&element.node);
            if element.role == Role::DataCell
                && let Some((column, row)) = headers.get(&element.node)
            {
                element.attributes.push(Attribute::Headers(*column, *row));
            }
        }
    }
}

//! Tables: rows, cells, and the header cells that head each of them (HTML, section 4.9.12.2, for the plain grid).

use roxmltree::Node;

use super::document::{At, Walk, is, plain_text};
use crate::model::reading::{Container, Role};

struct Cell<'a, 'i> {
    node: Node<'a, 'i>,
    scope: Scope,
    words: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Column,
    Row,
    Data,
}

impl<'a, 'i> Walk<'_, 'a, 'i> {
    pub(super) fn table(&mut self, table: Node<'a, 'i>, at: &At) -> Result<(), String> {
        self.out.open(Container::Table);
        for caption in table.children().filter(|node| is(*node, "caption")) {
            self.item(Role::Caption, caption, at)?;
        }
        let rows: Vec<(Node<'a, 'i>, Vec<Cell<'a, 'i>>)> = table
            .descendants()
            .filter(|node| is(*node, "tr") && belongs(*node, table))
            .map(|row| (row, self.cells(row)))
            .collect();
        for (number, (row, cells)) in rows.iter().enumerate() {
            let ordinal = u32::try_from(number + 1).unwrap_or(u32::MAX);
            self.out.open(Container::Row { ordinal });
            let at = self.entering(*row, at)?;
            for (column, cell) in cells.iter().enumerate() {
                let above = rows
                    .iter()
                    .take(number)
                    .filter_map(|(_, cells)| cells.get(column));
                let columns = above.filter(|cell| cell.scope == Scope::Column);
                let beside = cells.iter().filter(|cell| cell.scope == Scope::Row);
                let header = cell.scope != Scope::Data;
                let heads = columns.chain(beside).map(|cell| cell.words.clone());
                let headers = if header {
                    Vec::new()
                } else {
                    heads.filter(|words| !words.is_empty()).collect()
                };
                // A style sheet shows it over the cell, where rows stand one under the other.
                for attribute in cell.node.attributes() {
                    let said = crate::model::reading::collapse(attribute.value());
                    if attribute.name().starts_with("data-") && !headers.contains(&said) {
                        self.fault(format!(
                            "the cell “{}” says that it stands under “{said}”",
                            cell.words
                        ));
                    }
                }
                self.out.open(Container::Cell {
                    column: u32::try_from(column + 1).unwrap_or(u32::MAX),
                    header,
                    headers,
                });
                self.item(Role::Cell, cell.node, &at)?;
                self.out.close();
            }
            self.out.close();
        }
        self.out.close();
        Ok(())
    }

    fn cells(&mut self, row: Node<'a, 'i>) -> Vec<Cell<'a, 'i>> {
        let mut cells = Vec::new();
        for node in row.children().filter(|node| is(*node, "td") || is(*node, "th")) {
            let words = plain_text(node);
            if node.has_attribute("colspan") || node.has_attribute("rowspan") {
                self.fault(format!(
                    "the cell “{words}” spans others, so that its headers cannot be told"
                ));
            }
            let scope = match (is(node, "th"), node.attribute("scope")) {
                (false, _) => Scope::Data,
                (true, Some("col")) => Scope::Column,
                (true, Some("row")) => Scope::Row,
                (true, _) => {
                    self.fault(format!("the header cell “{words}” does not say what it heads"));
                    Scope::Column
                }
            };
            cells.push(Cell { node, scope, words });
        }
        cells
    }
}

/// Whether a row is the table's own, and not one of a table inside it.
fn belongs(row: Node<'_, '_>, table: Node<'_, '_>) -> bool {
    row.ancestors().find(|node| is(*node, "table")) == Some(table)
}

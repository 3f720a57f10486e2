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

/// The most header cells that head one cell: each is read with it.
const MOST_HEADERS: usize = 100;

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
        let mut above: Vec<Vec<String>> = Vec::new();
        for (ordinal, (row, cells)) in (1..).zip(&rows) {
            self.out.open(Container::Row { ordinal });
            let at = self.entering(*row, at)?;
            let beside = cells.iter().filter(|cell| cell.scope == Scope::Row);
            let beside: Vec<String> = beside.map(|cell| cell.words.clone()).collect();
            above.resize(above.len().max(cells.len()), Vec::new());
            for ((column, cell), over) in (1..).zip(cells).zip(&above) {
                let header = cell.scope != Scope::Data;
                let heads = over.iter().chain(&beside).filter(|_| !header);
                let headers: Vec<String> = heads.filter(|words| !words.is_empty()).cloned().collect();
                if headers.len() > MOST_HEADERS {
                    return Err(format!(
                        "the cell “{}” has more than {MOST_HEADERS} headers",
                        cell.words
                    ));
                }
                // A style sheet shows it over the cell, where rows stand one under the other.
                for attribute in cell.node.attributes() {
                    let said = crate::model::reading::collapse(attribute.value());
                    if attribute.name().starts_with("data-") && !over.contains(&said) {
                        self.fault(format!(
                            "the cell “{}” says that it stands under “{said}”",
                            cell.words
                        ));
                    }
                }
                self.out.open(Container::Cell {
                    column,
                    header,
                    headers,
                });
                self.item(Role::Cell, cell.node, &at)?;
                self.out.close();
            }
            for (cell, heads) in cells.iter().zip(&mut above) {
                if cell.scope == Scope::Column && heads.len() <= MOST_HEADERS {
                    heads.push(cell.words.clone());
                }
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
            let words = match scope {
                Scope::Data => words,
                Scope::Column | Scope::Row => self.name("header cell", words),
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

//! Tables: rows, cells, and the header cells that head each of them (HTML, section 4.9.12).

use roxmltree::Node;

use super::blocks::HEADER_CELL;
use super::document::{At, Walk, is, plain_text};
use crate::model::reading::{Container, Role, collapse};

struct Cell<'a, 'i> {
    node: Node<'a, 'i>,
    scope: Scope,
    words: String,
    /// The first column, from 0, and how many there are.
    column: usize,
    columns: usize,
    rows: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Column,
    Row,
    Data,
}

/// The most header cells that head one cell: each is read with it.
const MOST_HEADERS: usize = 100;

/// The most bytes that header cells may come to where they are said again with each cell: more than any leaflet has words.
const MOST_AGAIN: usize = 16 * 1024 * 1024;

/// The most columns that a cell may span, and that a table may have (HTML, section 4.9.11).
const MOST_COLUMNS: usize = 1_000;

/// The most rows that a cell may span.
const MOST_ROWS: usize = 65_534;

/// The header cells that head what stands under and beside them, by their place in a list of words.
#[derive(Default)]
struct Heads {
    words: Vec<String>,
    above: Vec<Vec<usize>>,
    /// With how many rows each goes on heading.
    beside: Vec<(usize, usize)>,
}

impl<'a, 'i> Walk<'_, 'a, 'i> {
    pub(super) fn table(&mut self, table: Node<'a, 'i>, at: &At) -> Result<(), String> {
        self.out.open(Container::Table);
        for caption in table.children().filter(|node| is(*node, "caption")) {
            self.item(Role::Caption, caption, at)?;
        }
        let rows = self.rows(table);
        if !rows
            .iter()
            .flat_map(|(_, cells)| cells)
            .any(|cell| cell.scope != Scope::Data)
        {
            self.fault("a table has no header cells".to_owned());
        }
        let mut heads = Heads::default();
        for (ordinal, (row, cells)) in (1..).zip(&rows) {
            self.out.open(Container::Row { ordinal });
            let at = self.entering(*row, at)?;
            heads.beside.retain(|(rows, _)| *rows > 0);
            for cell in cells.iter().filter(|cell| cell.scope == Scope::Row) {
                heads.words.push(cell.words.clone());
                heads.beside.push((cell.rows, heads.words.len() - 1));
            }
            for cell in cells {
                let headers = match cell.scope {
                    Scope::Data => self.headers(cell, &heads)?,
                    Scope::Column | Scope::Row => Vec::new(),
                };
                self.labelled(cell, &heads);
                self.out.open(Container::Cell {
                    column: u32::try_from(cell.column + 1).unwrap_or(u32::MAX),
                    header: cell.scope != Scope::Data,
                    headers,
                });
                self.item(Role::Cell, cell.node, &at)?;
                self.out.close();
            }
            heads.next(cells);
            self.out.close();
        }
        self.out.close();
        Ok(())
    }

    /// The header cells of a cell: those that it names, else its columns' and its row's.
    fn headers(&mut self, cell: &Cell<'a, 'i>, heads: &Heads) -> Result<Vec<String>, String> {
        let headers: Vec<String> = match cell.node.attribute("headers") {
            Some(named) => {
                let named = named.split_whitespace().take(MOST_HEADERS + 1);
                let found = named
                    .filter_map(|id| self.ids.get(id))
                    .map(|node| super::attributes::shortened(*node));
                let found: Vec<String> = found.collect();
                found
                    .into_iter()
                    .map(|words| self.name(HEADER_CELL, words))
                    .collect()
            }
            None => {
                let mut found: Vec<usize> = Vec::new();
                for above in heads.above.iter().skip(cell.column).take(cell.columns) {
                    let new = above.iter().filter(|head| !found.contains(head)).copied();
                    let new: Vec<usize> = new.take(MOST_HEADERS + 1).collect();
                    found.extend(new);
                    if found.len() > MOST_HEADERS {
                        break;
                    }
                }
                found.extend(heads.beside.iter().map(|(_, head)| *head));
                let words = found.into_iter().filter_map(|head| heads.words.get(head));
                words.filter(|words| !words.is_empty()).cloned().collect()
            }
        };
        self.again += headers.iter().map(String::len).sum::<usize>();
        if self.again > MOST_AGAIN {
            return Err("its header cells would be said again without end".to_owned());
        }
        if headers.len() > MOST_HEADERS {
            return Err(format!(
                "the cell “{}” has more than {MOST_HEADERS} headers",
                cell.words
            ));
        }
        Ok(headers)
    }

    /// A style sheet shows the words of such attributes over the cell, where rows stand one under the other.
    fn labelled(&mut self, cell: &Cell<'a, 'i>, heads: &Heads) {
        let above = heads.above.get(cell.column);
        for attribute in cell.node.attributes() {
            if !attribute.name().starts_with("data-") {
                continue;
            }
            let said = collapse(attribute.value());
            let mut over = above
                .into_iter()
                .flatten()
                .filter_map(|head| heads.words.get(*head));
            if !over.any(|words| *words == said) {
                self.fault(format!(
                    "the cell “{}” says that it stands under “{said}”",
                    cell.words
                ));
            }
        }
    }

    /// The rows of a table with their cells, each in its place in the grid.
    fn rows(&mut self, table: Node<'a, 'i>) -> Vec<(Node<'a, 'i>, Vec<Cell<'a, 'i>>)> {
        let rows = table
            .descendants()
            .filter(|node| is(*node, "tr") && belongs(*node, table));
        // For each column how many rows more a cell from above reaches into.
        let mut taken: Vec<usize> = Vec::new();
        let mut out = Vec::new();
        for row in rows {
            let mut column = 0;
            let mut cells = self.cells(row);
            for cell in &mut cells {
                while taken.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                cell.column = column;
                column += cell.columns;
            }
            for rows in &mut taken {
                *rows = rows.saturating_sub(1);
            }
            if column > MOST_COLUMNS {
                self.fault(format!("a row has more than {MOST_COLUMNS} columns"));
                cells.retain(|cell| cell.column < MOST_COLUMNS);
            }
            for cell in cells.iter().filter(|cell| cell.rows > 1) {
                let end = (cell.column + cell.columns).min(MOST_COLUMNS);
                taken.resize(taken.len().max(end), 0);
                for rows in taken.iter_mut().take(end).skip(cell.column) {
                    if *rows > 0 {
                        self.fault(format!(
                            "the cell “{}” spans others that lie under another",
                            cell.words
                        ));
                    }
                    *rows = cell.rows - 1;
                }
            }
            out.push((row, cells));
        }
        if taken.iter().any(|rows| *rows > 0) {
            self.fault("a cell spans others that are not there".to_owned());
        }
        out
    }

    fn cells(&mut self, row: Node<'a, 'i>) -> Vec<Cell<'a, 'i>> {
        let mut cells = Vec::new();
        let has_data = row.children().any(|node| is(node, "td"));
        for node in row.children().filter(|node| is(*node, "td") || is(*node, "th")) {
            let words = plain_text(node);
            let span = |name: &str, most: usize| {
                let said = node.attribute(name).and_then(|said| said.trim().parse().ok());
                said.unwrap_or(1).clamp(1, most)
            };
            let scope = match (is(node, "th"), node.attribute("scope")) {
                (false, _) => Scope::Data,
                (true, Some("col" | "colgroup")) => Scope::Column,
                (true, Some("row" | "rowgroup")) => Scope::Row,
                (true, _) => {
                    self.fault(format!("the header cell “{words}” does not say what it heads"));
                    if has_data { Scope::Row } else { Scope::Column }
                }
            };
            let words = match scope {
                Scope::Data => words,
                Scope::Column | Scope::Row => self.name(HEADER_CELL, words),
            };
            cells.push(Cell {
                node,
                scope,
                words,
                column: 0,
                columns: span("colspan", MOST_COLUMNS),
                rows: span("rowspan", MOST_ROWS),
            });
        }
        cells
    }
}

impl Heads {
    /// A row has ended: what it has of header cells heads those that follow.
    fn next(&mut self, cells: &[Cell<'_, '_>]) {
        for cell in cells.iter().filter(|cell| cell.scope == Scope::Column) {
            self.words.push(cell.words.clone());
            let end = (cell.column + cell.columns).min(MOST_COLUMNS);
            self.above.resize(self.above.len().max(end), Vec::new());
            for above in self.above.iter_mut().take(end).skip(cell.column) {
                if above.len() <= MOST_HEADERS {
                    above.push(self.words.len() - 1);
                }
            }
        }
        for (rows, _) in &mut self.beside {
            *rows -= 1;
        }
    }
}

/// Whether a row is the table's own, and not one of a table inside it.
fn belongs(row: Node<'_, '_>, table: Node<'_, '_>) -> bool {
    row.ancestors().find(|node| is(*node, "table")) == Some(table)
}

//! Tables: rows, cells, and the header cells that each cell is announced with (ISO 32000-1, 14.8.5.7).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::structure::Element;
use super::walk::Walk;
use crate::model::Lang;
use crate::model::reading::{Container, Role};

/// What heads the cells of a table so far.
#[derive(Default)]
struct Heads {
    /// The words of the header cells that have names.
    named: BTreeMap<Rc<str>, String>,
    /// The last header cell that heads each column, as its words.
    columns: Vec<String>,
    /// The header cells of the row, as their words.
    row: Vec<String>,
}

/// Wider tables are none.
const MOST_COLUMNS: usize = 1000;

/// Which columns of a row are taken by cells of rows above it (14.8.5.7, RowSpan and ColSpan).
#[derive(Default)]
struct Grid {
    /// For each column, how many more rows its cell reaches into, this one included.
    taken: Vec<usize>,
    column: usize,
}

impl Grid {
    /// The column of the next cell of the row, from 0.
    fn place(&mut self, cell: &Element) -> usize {
        let span = |key: &str| {
            let span = cell.attributes.get(key).and_then(|span| span.parse().ok());
            span.unwrap_or(1_usize).clamp(1, MOST_COLUMNS)
        };
        while self.taken.get(self.column).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
        let column = self.column;
        self.column = column.saturating_add(span("ColSpan"));
        if self.column <= MOST_COLUMNS {
            self.taken.resize(self.taken.len().max(self.column), 0);
        }
        let rows = span("RowSpan");
        for taken in self.taken.iter_mut().take(self.column).skip(column) {
            *taken = rows;
        }
        column
    }

    fn next_row(&mut self) {
        self.column = 0;
        for taken in &mut self.taken {
            *taken = taken.saturating_sub(1);
        }
    }
}

impl Walk<'_> {
    pub(super) fn table(&mut self, table: &Element, lang: &Lang) {
        self.out.open(Container::Table);
        let mut rows = Vec::new();
        for kid in table.elements() {
            match kid.standard.as_str() {
                "Caption" => self.item(Role::Caption, kid, lang),
                "TR" => rows.push(kid),
                "THead" | "TBody" | "TFoot" => rows.extend(kid.elements().filter(|row| row.standard == "TR")),
                "Artifact" => self.pass(kid),
                other => {
                    self.fault(format!("a table holds `{other}`"));
                    self.block(kid, lang);
                }
            }
        }
        let mut heads = Heads::default();
        for cell in rows.iter().flat_map(|row| row.elements()) {
            if let ("TH", Some(name)) = (cell.standard.as_str(), &cell.id) {
                heads.named.insert(Rc::clone(name), self.words(cell));
            }
        }
        let is_body = |row: &&&Element| {
            row.elements()
                .any(|cell| cell.standard == "TD" || scope(cell) == Some("Row"))
        };
        let body = rows
            .iter()
            .filter(is_body)
            .filter_map(|row| row.first_page())
            .min();
        let mut grid = Grid::default();
        for (ordinal, row) in (1..).zip(rows) {
            self.out.open(Container::Row { ordinal });
            heads.row.clear();
            self.pages.body = body.filter(|_| !is_body(&&row));
            for cell in row.elements().filter(|cell| cell.standard != "Artifact") {
                let column = grid.place(cell);
                self.cell(column, cell, &mut heads, lang);
            }
            grid.next_row();
            self.out.close();
        }
        self.pages.body = None;
        self.out.close();
    }

    fn cell(&mut self, column: usize, cell: &Element, heads: &mut Heads, lang: &Lang) {
        let header = cell.standard == "TH";
        let headers = if header {
            Vec::new()
        } else {
            self.headers(column, cell, heads)
        };
        self.out.open(Container::Cell {
            column: u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1),
            header,
            headers,
        });
        if !self.is_ours() {
            self.name(cell);
        }
        self.item(Role::Cell, cell, lang);
        self.out.close();
        if !header {
            return;
        }
        let words = self.words(cell);
        match scope(cell) {
            Some("Column") => {
                if heads.columns.len() <= column && column < MOST_COLUMNS {
                    heads.columns.resize(column + 1, String::new());
                }
                if let Some(known) = heads.columns.get_mut(column) {
                    *known = words;
                }
            }
            Some("Row") if heads.row.len() < MOST_COLUMNS => heads.row.push(words),
            Some("Row") => {}
            _ => self.fault(format!("the header cell “{words}” does not say what it heads")),
        }
    }

    /// The words that a cell is announced with: of the header cells that it names, or else of those whose scope it is in.
    fn headers(&mut self, column: usize, cell: &Element, heads: &Heads) -> Vec<String> {
        let in_scope = || heads.columns.get(column).into_iter().chain(&heads.row);
        let mut words: Vec<String> = Vec::new();
        let cost = |words: &String| words.len().max(24);
        if !self.out.affords(in_scope().map(cost).sum()) {
            return words;
        }
        for name in &cell.headers {
            match heads.named.get(name.as_str()) {
                Some(known) if self.out.affords(cost(known)) => words.push(known.clone()),
                Some(_) => {}
                None => self.fault(format!(
                    "a cell names the header cell `{name}`, which is not there"
                )),
            }
        }
        if cell.headers.is_empty() {
            words.extend(in_scope().cloned());
        } else if !words.iter().eq(in_scope()) && (self.is_ours() || in_scope().next().is_some()) {
            // Header cells of others that say nothing of their scope are told each on its own.
            self.fault(format!(
                "a cell names the header cells “{}”, and stands in the scope of others",
                words.join("”, “")
            ));
        }
        words.retain(|words| !words.is_empty());
        words
    }
}

/// What a header cell says it heads.
fn scope(cell: &Element) -> Option<&str> {
    cell.attributes.get("Scope").map(String::as_str)
}

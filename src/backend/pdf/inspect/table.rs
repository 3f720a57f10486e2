//! Tables: rows, cells, and the header cells that each cell is announced with (ISO 32000-1, 14.8.5.7).

use super::structure::Element;
use super::walk::Walk;
use crate::model::Lang;
use crate::model::reading::{Container, Role};

impl Walk<'_> {
    pub(super) fn table(&mut self, table: &Element, lang: &Lang) {
        self.out.open(Container::Table);
        let mut rows = Vec::new();
        for kid in table.elements() {
            match kid.standard.as_str() {
                "Caption" => self.item(Role::Caption, kid, lang),
                "TR" => rows.push(kid),
                "THead" | "TBody" | "TFoot" => rows.extend(kid.elements().filter(|row| row.standard == "TR")),
                other => self.fault(format!("a table holds `{other}`")),
            }
        }
        // The last header cell that heads each column, as its words.
        let mut columns: Vec<String> = Vec::new();
        for (ordinal, row) in (1..).zip(rows) {
            self.out.open(Container::Row { ordinal });
            let mut heads_row: Vec<String> = Vec::new();
            for (column, cell) in row.elements().enumerate() {
                let header = cell.standard == "TH";
                let scope = cell.attributes.get("Scope").map(String::as_str);
                let headers: Vec<String> = if header {
                    Vec::new()
                } else {
                    columns
                        .get(column)
                        .into_iter()
                        .chain(&heads_row)
                        .filter(|words| !words.is_empty())
                        .cloned()
                        .collect()
                };
                let number = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
                self.out.open(Container::Cell {
                    column: number,
                    header,
                    headers,
                });
                self.item(Role::Cell, cell, lang);
                self.out.close();
                if !header {
                    continue;
                }
                let words = self.words(cell);
                match scope {
                    Some("Column") => {
                        if columns.len() <= column {
                            columns.resize(column + 1, String::new());
                        }
                        columns[column] = words;
                    }
                    Some("Row") => heads_row.push(words),
                    _ => self.fault(format!("the header cell “{words}” does not say what it heads")),
                }
            }
            self.out.close();
        }
        self.out.close();
    }
}

//! Tables: every row as wide as the header row, and a header row that heads.

use comrak::nodes::{AstNode, NodeValue, TableAlignment};

use super::Walk;
use crate::finding::Span;
use crate::model::{Cell, Content, Inline, Several, Table};

/// The most columns of a table.
pub(in crate::source) const MOST_COLUMNS: usize = 20;

/// The most cells of all tables of a leaflet.
pub(in crate::source) const MOST_CELLS: usize = 10_000;

impl Walk<'_> {
    /// A table with the caption and row headers that the block round it asks for.
    pub(super) fn table<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        caption: Option<Content>,
        row_headers: bool,
    ) -> Option<Table> {
        let NodeValue::Table(shape) = &node.data.borrow().value else {
            return None;
        };
        let columns = shape.num_columns;
        if !self.bearable(node, columns) {
            return None;
        }
        if shape
            .alignments
            .iter()
            .any(|alignment| *alignment != TableAlignment::None)
        {
            self.aligned(node);
        }
        let mut rows = Vec::new();
        for row in node.children() {
            self.width(row, columns);
            rows.push(self.row(row));
        }
        let mut rows = rows.into_iter();
        let header = rows.next()?;
        let words = |cell: &Cell| !Inline::plain_text(cell).trim().is_empty();
        if !header.iter().any(words) {
            let span = self.place.span(node.first_child()?.data.borrow().sourcepos);
            let help =
                "write into the first row what stands in each column: listeners hear it with every cell";
            self.log.error(
                span,
                "missing-table-header",
                "the header row of the table is empty",
                help,
            );
        }
        let table = Table::new(caption, Several::new(header)?, rows.collect(), row_headers);
        // The parser evens the rows out; what it adds or drops has been reported.
        table
    }

    /// Reports a table that is wider or longer than a leaflet can bear.
    fn bearable<'n>(&mut self, node: &'n AstNode<'n>, columns: usize) -> bool {
        let before = self.cells;
        self.cells = before.saturating_add(columns.saturating_mul(node.children().count()));
        let (message, help) = if columns > MOST_COLUMNS {
            (
                "the table has more than 20 columns: in large print not one word would fit into them",
                "split the table, or turn it round so that its columns become rows",
            )
        } else if before > MOST_CELLS {
            // Said of the table that was the first too many.
            self.log.again();
            return false;
        } else if self.cells > MOST_CELLS {
            (
                "the tables of the leaflet have more than 10,000 cells",
                "keep what readers need, and say where the rest can be found",
            )
        } else {
            return true;
        };
        let start = self.place.bytes(node.data.borrow().sourcepos).start;
        let line = self.place.line_of(start);
        let span = self.place.at(start..line.end.min(start + 80));
        self.log.error(span, "too-long", message, help);
        false
    }

    /// Says that the colons under a header row do nothing.
    fn aligned<'n>(&mut self, node: &'n AstNode<'n>) {
        let start = self.place.bytes(node.data.borrow().sourcepos).start;
        let header = self.place.line_of(start);
        let rest = self.place.slice(header.end..self.place.source.text.len());
        let under = header.end + rest.len() - rest.trim_start().len();
        let line = self.place.line_of(under);
        let span = self.place.at(line);
        let help = "write `---` without colons: the layout says how cells stand";
        self.log
            .advice(span, "table-alignment", "columns cannot be aligned", help);
    }

    fn row<'n>(&mut self, row: &'n AstNode<'n>) -> Vec<Cell> {
        let mut cells = Vec::new();
        for cell in row.children() {
            let bytes = self.place.bytes(cell.data.borrow().sourcepos);
            self.place.enter_cell(Some(bytes));
            cells.push(self.words(cell));
            self.place.enter_cell(None);
        }
        cells
    }

    /// Reports a row with more or fewer cells than the header row: the parser would drop or add cells in silence.
    fn width<'n>(&mut self, row: &'n AstNode<'n>, columns: usize) {
        let start = self.place.bytes(row.data.borrow().sourcepos).start;
        let line = self.place.line_of(start);
        let written = self.place.slice(start..line.end).trim_end();
        let cells = cells_in(written);
        if cells != columns {
            let span: Span = self.place.at(start..start + written.len());
            let plural = if cells == 1 { "" } else { "s" };
            let message = format!("the row has {cells} cell{plural}; the header row has {columns}");
            let help = "write as many cells in every row, with `|` between them; a `|` inside a cell is written `\\|`";
            self.log.error(span, "uneven-row", message, help);
        }
    }
}

/// How many cells a row has, as it is written.
pub(super) fn cells_in(row: &str) -> usize {
    let mut bars = 0;
    let mut last_is_bar = false;
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut escaped = false;
    for byte in row.bytes() {
        last_is_bar = byte == b'|' && !escaped;
        bars += usize::from(last_is_bar);
        escaped = byte == b'\\' && !escaped;
    }
    bars + usize::from(!last_is_bar)
}

#[cfg(test)]
mod tests {
    use super::cells_in;

    #[test]
    fn cells_are_counted_as_written() {
        for (row, cells) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("|a \\| b|", 1),
            ("| a | |", 2),
            ("|a|b|c", 3),
            ("a\\\\|b", 2),
        ] {
            assert_eq!(cells_in(row), cells, "{row}");
        }
    }
}

//! Tables: columns as wide as their words need, whole rows, the header row again at the head of each page. A table that
//! is too wide for the page is set row by row, each cell behind the words that head its column.

use super::breaking::Rag;
use super::columns;
use super::flow::Flow;
use super::geometry::Column;
use super::line::Line;
use super::passage::{Gather, Look};
use super::piece::{HEADING, Ink, LAST_ITEM, Piece, ROW, Repeat, TOGETHER};
use super::shape::Shaped;
use super::{Area, Owner, Shape};
use crate::error::Result;
use crate::layout::Colour;
use crate::model::tree::{CellKind, NodeId, NodeKind};
use crate::model::{Direction, Pt};

/// The most of a page that a header row takes when it is set again.
const REPEAT_MOST: f32 = 0.3;

/// What an empty cell among filled ones shows in a table that is set row by row.
const EMPTY_CELL: &str = "\u{2013}";

/// A cell and what heads its column.
#[derive(Clone, Copy)]
struct Field {
    label: NodeId,
    cell: NodeId,
    /// Whether the label is the header cell itself, and not its words again.
    own: bool,
    /// Whether any cell of the row but the first has words.
    row_is_filled: bool,
}

struct Row {
    cells: Vec<NodeId>,
    shaped: Vec<Shaped>,
    header: bool,
}

impl Row {
    /// Whether no cell has any text.
    fn is_blank(&self) -> bool {
        self.shaped.iter().all(|cell| cell.units.is_empty())
    }
}

impl Flow<'_, '_> {
    pub(super) fn table(&mut self, id: NodeId, column: Column) -> Result<()> {
        let gap = self.em(self.profile.table.gap);
        let direction = self.direction(id);
        self.begin(gap);
        let first = self.pieces.len();
        let mut rows = Vec::new();
        for child in self.tree.node(id).children.clone() {
            match self.tree.node(child).kind {
                NodeKind::Caption => {
                    self.body_text(child, true, column)?;
                    self.hold_to_next(first, HEADING);
                    self.end_close(self.em(self.profile.figure.caption_gap));
                }
                NodeKind::Row { header } => rows.push(self.row(child, header)?),
                _ => {}
            }
        }
        let head = self.pieces.len();
        match self.widths(&rows, column) {
            Some(widths) => self.grid(rows, &widths, direction, column),
            None => self.stacked(&rows, column)?,
        }
        let height: Pt = self
            .pieces
            .get(first..)
            .unwrap_or_default()
            .iter()
            .map(|p| p.height)
            .sum();
        if height < self.geometry.depth() * 0.6 {
            self.hold_together(head, TOGETHER);
        }
        self.end(gap);
        Ok(())
    }

    fn row(&mut self, id: NodeId, header: bool) -> Result<Row> {
        let cells = self.tree.node(id).children.clone();
        let mut shaped = Vec::new();
        for cell in &cells {
            let bold = self.tree.node(*cell).kind != NodeKind::Cell(CellKind::Data);
            let passage = self.passage(*cell, bold);
            shaped.push(self.shaper.shape(passage, self.profile.body.size_pt)?);
        }
        Ok(Row {
            cells,
            shaped,
            header,
        })
    }

    /// The width of each column without its padding, or `None` where the words need more than there is.
    fn widths(&self, rows: &[Row], column: Column) -> Option<Vec<Pt>> {
        let cells: Vec<&[Shaped]> = rows.iter().map(|row| row.shaped.as_slice()).collect();
        let count = cells.first().map_or(0, |row| row.len());
        let padding = self.em(self.profile.table.padding) * 2.0;
        let room = column.width() - padding * f32::from(u16::try_from(count).ok()?);
        columns::widths(&cells, room, self.em(1.0), self.most())
    }

    fn grid(&mut self, rows: Vec<Row>, widths: &[Pt], direction: Direction, column: Column) {
        let padding = self.em(self.profile.table.padding);
        let mut edges = Vec::new();
        let mut at = 0.0;
        for width in widths {
            edges.push(column.place(direction, at + padding, *width));
            at += width + padding * 2.0;
        }
        let mut repeat = None;
        let count = rows.len();
        let headless = rows.first().is_none_or(Row::is_blank);
        for (number, row) in rows.into_iter().enumerate() {
            let header = row.header;
            let blank = row.is_blank();
            if blank {
                // Cells that nothing heads cannot be filled in either.
                if header || headless {
                    continue;
                }
                // A row to be filled in by hand does not stand on a page of its own.
                self.hold_last(0, HEADING);
            }
            if number + 1 == count && number > 1 {
                self.hold_last(0, LAST_ITEM);
            }
            let first = self.pieces.len();
            self.grid_row(row, widths, &edges, number > 1, column);
            self.hold_together(first, ROW);
            if blank && number + 1 < count {
                self.hold_last(first, HEADING);
            }
            if header {
                self.hold_together(first, HEADING);
                if count > 1 {
                    self.hold_last(first, HEADING);
                }
                repeat = self.repeat_of(first);
            } else {
                for piece in self.pieces.get_mut(first..).unwrap_or_default() {
                    piece.repeat = repeat;
                }
            }
        }
    }

    /// One row as pieces, each holding one line of every cell.
    fn grid_row(&mut self, mut row: Row, widths: &[Pt], edges: &[Pt], rule: bool, column: Column) {
        let body = self.body();
        let padding = self.em(self.profile.table.padding);
        let line_height = body.size * body.leading;
        let most = self.most();
        let reach = row.shaped.iter().map(|cell| cell.reach).fold(0.0, f32::max);
        let cells: Vec<Vec<Line>> = row
            .shaped
            .iter_mut()
            .zip(widths)
            .map(|(cell, width)| cell.lines(*width, most, Rag::Full))
            .collect();
        let count = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut cells: Vec<_> = cells.into_iter().map(Vec::into_iter).collect();
        for at in 0..count {
            let above = if at == 0 { padding } else { 0.0 };
            let below = if at + 1 == count { padding } else { 0.0 };
            let mut piece = Piece {
                height: above + line_height.max(body.size * reach) + below,
                ..Piece::default()
            };
            if row.header {
                self.fill(&mut piece, column, self.profile.colours.accent_tint);
            }
            if rule && at == 0 {
                let area = Area {
                    x: column.left,
                    y: 0.0,
                    width: column.width(),
                    height: self.profile.table.rule_pt,
                };
                let colour = self.profile.colours.rule;
                piece.paint(Owner::Layout, Shape::Rectangle { area, colour });
            }
            let baseline = above + self.geometry.baseline(body.size, line_height);
            for (cell, x) in cells.iter_mut().zip(edges) {
                if let Some(line) = cell.next() {
                    self.cite(&mut piece, &line, *x);
                    piece.set(line, body.size, *x, baseline);
                }
            }
            self.push(piece);
        }
    }

    fn fill(&self, piece: &mut Piece, column: Column, colour: Colour) {
        let area = Area {
            x: column.left,
            y: 0.0,
            width: column.width(),
            height: piece.height,
        };
        piece.paint(Owner::Layout, Shape::Rectangle { area, colour });
    }

    /// Keeps the header row's marks, owned by nobody, to be set again.
    fn repeat_of(&mut self, first: usize) -> Option<usize> {
        let mut height = 0.0;
        let mut inks = Vec::new();
        for piece in self.pieces.get(first..).unwrap_or_default() {
            inks.extend(
                piece
                    .inks
                    .iter()
                    .cloned()
                    .map(|ink| ink.lowered(height).disowned()),
            );
            height += piece.height;
        }
        if height > self.geometry.depth() * REPEAT_MOST {
            return None;
        }
        self.repeats.push(Repeat { height, inks });
        Some(self.repeats.len() - 1)
    }

    /// Each row under a rule of its own, each cell behind its column's words. The words are the header cells' own where
    /// they stand first, and repetitions below.
    fn stacked(&mut self, rows: &[Row], column: Column) -> Result<()> {
        let header = rows.iter().find(|row| row.header);
        let labels: Vec<NodeId> = header.map(|row| row.cells.clone()).unwrap_or_default();
        let body_rows: Vec<&Row> = rows.iter().filter(|row| !row.header).collect();
        if body_rows.is_empty() {
            for label in &labels {
                self.body_text(*label, true, column)?;
            }
            return Ok(());
        }
        let between = self.em(self.profile.list.gap);
        for (number, row) in body_rows.iter().enumerate() {
            let first = self.pieces.len();
            if number > 0 {
                self.end(self.em(self.profile.table.padding) * 1.5);
            }
            self.row_rule(column);
            let row_is_filled = row.cells.iter().skip(1).any(|cell| !self.is_empty(*cell));
            for (at, (label, cell)) in labels.iter().zip(&row.cells).enumerate() {
                if at == 1 {
                    self.hold_to_next(first, HEADING);
                }
                let field = Field {
                    label: *label,
                    cell: *cell,
                    own: number == 0,
                    row_is_filled,
                };
                self.field(field, column)?;
                self.end(between);
            }
            // A value without the name of its row could be taken for another row's: a row stands whole on one page, or else
            // its name stands with the first value.
            self.hold_if_fits(first, 1.0, ROW);
        }
        Ok(())
    }

    fn row_rule(&mut self, column: Column) {
        let rule = self.profile.table.rule_pt * 2.0;
        let room = self.em(self.profile.table.padding);
        let mut piece = Piece {
            height: rule + room,
            cost: HEADING,
            ..Piece::default()
        };
        let area = Area {
            x: column.left,
            y: 0.0,
            width: column.width(),
            height: rule,
        };
        let colour = self.profile.colours.accent;
        piece.paint(Owner::Layout, Shape::Rectangle { area, colour });
        self.push(piece);
    }

    /// A cell behind the words that head its column. One that is empty among others shows a dash, so that nobody takes
    /// the next field's words for its own; the cells of a row that is to be filled in by hand stay empty.
    fn field(&mut self, field: Field, column: Column) -> Result<()> {
        let Field { label, cell, .. } = field;
        let colours = &self.profile.colours;
        let lang = self.tree.node(cell).lang.clone();
        let mut gather = Gather::new(self.tree, self.profile, lang.direction());
        let bold = Look::plain(true, colours.accent);
        let labelled = !self.is_empty(label);
        if labelled {
            if field.own {
                gather.node(label, bold);
            } else {
                gather.repetition(label, bold);
            }
            let after = format!("{} ", self.after_label);
            gather.words(&after, Owner::Layout, bold, &lang);
        }
        let heads = self.tree.node(cell).kind == NodeKind::Cell(CellKind::RowHeader);
        let plain = Look::plain(heads, colours.text);
        if !self.is_empty(cell) {
            gather.node(cell, plain);
        } else if labelled && field.row_is_filled {
            gather.words(EMPTY_CELL, Owner::Layout, plain, &lang);
        }
        let (shaped, setting) = self.fitted(gather.done(), self.body(), column)?;
        let first = self.pieces.len();
        self.lines(shaped, setting, column, Rag::NoRunt);
        self.hold_label(first, cell);
        Ok(())
    }

    /// Keeps the lines of a label that takes several with the first words of its cell.
    fn hold_label(&mut self, first: usize, cell: NodeId) {
        let of_cell = |ink: &Ink| match ink.mark.owner {
            Owner::Leaf(leaf) => self.tree.is_within(leaf, cell),
            Owner::Marker(_) | Owner::PageNumber(_) | Owner::Layout | Owner::Pagination => false,
        };
        let pieces = self.pieces.get(first..).unwrap_or_default();
        let begins = pieces.iter().position(|piece| piece.inks.iter().any(of_cell));
        let last = begins.map_or(first, |begins| first + begins);
        for piece in self.pieces.get_mut(first..last).unwrap_or_default() {
            piece.hold(HEADING);
        }
    }

    fn is_empty(&self, node: NodeId) -> bool {
        self.tree.plain_text(node).trim().is_empty()
    }
}

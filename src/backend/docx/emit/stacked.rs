//! Tables whose words are too wide for their columns: each row as paragraphs, one a cell, behind the words that head its
//! column, in content controls that say what they are. No table of Word's would do: in columns, Word cuts words
//! wherever the column ends; and of one with a single column a screen reader tells rows and columns that mean nothing,
//! and has no headers to tell. So everybody hears "Morning: 500 mg", as everybody sees it.
//!
//! Only the labels of the first row are the header cells; those below repeat them for whoever reads on, as the running
//! title repeats the title. They are part of no Reading, nor is the dash of an empty cell.

use docx_rs::StructuredDataTagChild;

use super::runs::{Look, Stretch};
use super::{Emitter, Page, Place, Setting, controlled};
use crate::model::{Cell, Inline, Pt, Table};

/// What an empty cell among filled ones shows, so that nobody takes the next cell's words for its own.
const EMPTY_CELL: &str = "\u{2013}";

/// The most of a page that a row may take and still be kept on one.
const KEPT: f32 = 0.8;

impl Emitter<'_> {
    /// A table as paragraphs, its caption first.
    pub(super) fn stacked(&mut self, table: &Table, setting: &Setting) -> StructuredDataTagChild {
        let columns = table.header().len();
        let heads = if table.row_headers() { ":row-headers" } else { "" };
        let name = table.caption().map(|caption| caption.plain_text());
        let name = name.unwrap_or_else(|| Inline::plain_text(table.header().first().map_or(&[][..], |c| c)));
        self.control(format!("table:{columns}{heads}"), &name);
        let mut out = Vec::new();
        if let Some(caption) = table.caption() {
            let content = self.inlines(caption, setting);
            out.push(self.line("TableCaption", setting, Place::default(), content));
        }
        if table.rows().is_empty() {
            let none: Vec<Cell> = table.header().iter().map(|_| Cell::new()).collect();
            out.push(self.record(table, &none, 0, setting));
        }
        for (number, row) in table.rows().iter().enumerate() {
            out.push(self.record(table, row, number, setting));
        }
        controlled(out)
    }

    fn record(
        &mut self,
        table: &Table,
        row: &[Cell],
        number: usize,
        setting: &Setting,
    ) -> StructuredDataTagChild {
        let name = row
            .first()
            .map(|cell| Inline::plain_text(cell))
            .unwrap_or_default();
        self.control(if table.rows().is_empty() { "header" } else { "row" }, &name);
        let filled = row.iter().skip(1).any(|cell| !is_empty(cell));
        let whole = self.height(table.header(), row, setting) < self.page_height() * KEPT;
        let mut out: Vec<StructuredDataTagChild> = Vec::new();
        let fields = table.header().iter().zip(row);
        for (at, (label, cell)) in fields.enumerate() {
            let heads = at == 0 && table.row_headers();
            let stretches = self.field(label, cell, (number == 0, heads, filled), setting);
            let content = self.assemble(stretches, setting.rtl);
            let style = if at == 0 { "TableRecord" } else { "TableField" };
            let mut paragraph = self.paragraph(style, setting, Place::default(), content);
            paragraph.property.keep_lines = Some(true);
            // A value without the name of its row could be taken for another row's.
            if at + 1 < row.len() && (at == 0 || whole) {
                paragraph.property.keep_next = Some(true);
            }
            out.push(super::block(paragraph));
        }
        controlled(out)
    }

    /// A cell behind its label. `own` says that the label is the header cell, `heads` that the cell heads its row,
    /// `filled` that the row has words.
    fn field(
        &mut self,
        label: &Cell,
        cell: &Cell,
        (own, heads, filled): (bool, bool, bool),
        setting: &Setting,
    ) -> Vec<Stretch> {
        let room = self.measure(setting) / self.profile().body.size_pt;
        let plain = Look::plain(&setting.lang, setting.rtl);
        let of_label = Look {
            strong: true,
            style: Some("RowLabel"),
            ..plain.clone()
        };
        let of_mark = Look {
            style: Some("RowLabelAgain"),
            again: true,
            ..of_label.clone()
        };
        let mut out = Vec::new();
        if !is_empty(label) {
            self.pieces(label, if own { &of_label } else { &of_mark }, room, &mut out);
            let after = format!("{} ", self.edition.words.after_label);
            out.push(Stretch::Text(after, of_mark.clone()));
        }
        let of_cell = Look {
            strong: heads,
            ..plain
        };
        if is_empty(cell) && !is_empty(label) && filled {
            out.push(Stretch::Text(EMPTY_CELL.to_owned(), of_mark));
        }
        self.pieces(cell, &of_cell, room, &mut out);
        out
    }

    /// About how high a row is, in points.
    fn height(&self, header: &[Cell], row: &[Cell], setting: &Setting) -> Pt {
        let profile = self.profile();
        let lines = header.iter().zip(row).map(|(label, cell)| {
            let words: Cell = [label.as_slice(), cell.as_slice()].concat();
            self.lines(&words, self.measure(setting))
        });
        let gaps = u16::try_from(row.len()).unwrap_or(u16::MAX);
        self.height_of(lines.sum()) + Pt::from(gaps) * profile.em(profile.list.gap)
    }

    fn page_height(&self) -> Pt {
        Page::of(self.profile(), self.sheet.rtl).height
    }
}

fn is_empty(cell: &Cell) -> bool {
    Inline::plain_text(cell).trim().is_empty()
}

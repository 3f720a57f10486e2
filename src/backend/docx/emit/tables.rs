//! Tables: a header row that repeats, rows that stay whole, columns as wide as their words ask for.

use docx_rs::{
    LineSpacing, LineSpacingType, Paragraph, StructuredDataTagChild, Table as DocxTable, TableCell,
    TableLayoutType, TableRow, WidthType,
};

use super::notes::TableNote;
use super::{Emitter, Place, Setting, block, twips, unsigned};
use crate::model::{Cell, Inline, Pt, Table};

impl Emitter<'_> {
    pub(super) fn table(&mut self, table: &Table, setting: &Setting) -> Vec<StructuredDataTagChild> {
        let gap = self.profile().em(self.profile().table.gap);
        let mut out = Vec::new();
        if let Some(caption) = table.caption() {
            self.leave(gap);
            let content = self.inlines(caption, &setting.lang, setting.rtl);
            out.push(self.line("Caption", setting, Place::default(), content));
        } else if self.after_table {
            out.push(separator(gap, setting.rtl));
        }
        out.push(self.grid(table, setting));
        self.room = gap;
        self.after_table = true;
        out
    }

    fn grid(&mut self, table: &Table, setting: &Setting) -> StructuredDataTagChild {
        self.notes.tables.push(TableNote {
            caption: table.caption().map(|caption| caption.plain_text()),
            row_headers: table.row_headers(),
            rtl: setting.rtl,
        });
        let widths = self.column_widths(table, self.measure(setting));
        let cells = Setting {
            left: 0.0,
            right: 0.0,
            frame: None,
            body: "TableText",
            ..setting.clone()
        };
        let header = self.row(table.header(), &widths, &cells, true);
        let mut rows = vec![header];
        for row in table.rows() {
            rows.push(self.row(row, &widths, &cells, false));
        }
        let total: usize = widths.iter().sum();
        let made = DocxTable::without_borders(rows)
            .style("LeafletTable")
            .layout(TableLayoutType::Autofit)
            .width(total, WidthType::Dxa)
            .indent(twips(setting.left))
            .set_grid(widths);
        StructuredDataTagChild::Table(Box::new(made))
    }

    /// A row. The header row stays on the page of the row after it.
    fn row(&mut self, row: &[Cell], widths: &[usize], setting: &Setting, header: bool) -> TableRow {
        let mut cells = Vec::new();
        for (cell, width) in row.iter().zip(widths) {
            self.room = 0.0;
            let content = self.inlines(cell, &setting.lang, setting.rtl);
            let mut paragraph = self.paragraph("TableText", setting, Place::default(), content);
            if header {
                paragraph = paragraph.keep_next(true);
            }
            cells.push(
                TableCell::new()
                    .add_paragraph(paragraph)
                    .width(*width, WidthType::Dxa),
            );
        }
        TableRow::new(cells).cant_split()
    }

    /// The widths of the columns in twentieths of a point: by the words that they hold, but wide enough for each one's
    /// longest word where the table can be.
    fn column_widths(&self, table: &Table, width: Pt) -> Vec<usize> {
        let profile = self.profile();
        let padding = 2.0 * profile.table.padding;
        let mut longest = vec![0.0_f32; table.header().len()];
        let mut total = longest.clone();
        for row in std::iter::once(table.header()).chain(table.rows().iter().map(Vec::as_slice)) {
            for ((cell, longest), total) in row.iter().zip(&mut longest).zip(&mut total) {
                let words = Inline::plain_text(cell);
                let word = words
                    .split_whitespace()
                    .map(|word| word.chars().count())
                    .max()
                    .unwrap_or(0);
                *longest = longest.max(0.65 * small(word) + padding);
                let all = words.chars().count();
                *total = total.max(0.55 * small(all) + padding).max(*longest);
            }
        }
        let available = width / profile.body.size_pt;
        let least: f32 = longest.iter().sum();
        let wish: f32 = total.iter().sum();
        let share = |(least_here, total_here): (&f32, &f32)| {
            if least >= available {
                least_here / least * available
            } else if wish > available {
                least_here + (total_here - least_here) / (wish - least) * (available - least)
            } else {
                total_here + (available - wish) / small(longest.len())
            }
        };
        let shares = longest.iter().zip(&total).map(share);
        let widths = shares.map(|ems| unsigned(profile.em(ems)).max(1));
        widths.map(|width| usize::try_from(width).unwrap_or(1)).collect()
    }
}

/// Word makes one table of two that touch: an empty line of this height between them, in points.
fn separator(height: Pt, rtl: bool) -> StructuredDataTagChild {
    let spacing = LineSpacing::new()
        .line_rule(LineSpacingType::Exact)
        .line(twips(height));
    let mut paragraph = Paragraph::new();
    paragraph.property = paragraph.property.line_spacing(spacing);
    if rtl {
        paragraph.property = paragraph.property.bidi(true);
    }
    block(paragraph)
}

fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

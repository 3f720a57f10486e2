//! Tables: a header row that repeats, rows that stay whole, columns as wide as their words ask for.

use docx_rs::{
    LineSpacing, LineSpacingType, Paragraph, StructuredDataTagChild, Table as DocxTable, TableCell,
    TableLayoutType, TableRow, WidthType,
};

use super::notes::TableNote;
use super::{Emitter, Page, Place, Setting, block, twips, unsigned};
use crate::model::{Cell, Inline, Pt, Table};

impl Emitter<'_> {
    pub(super) fn table(&mut self, table: &Table, setting: &Setting) -> Vec<StructuredDataTagChild> {
        let gap = self.profile().em(self.profile().table.gap);
        let mut out = Vec::new();
        if let Some(caption) = table.caption() {
            self.leave(gap);
            let content = self.inlines(caption, setting);
            out.push(self.line("TableCaption", setting, Place::default(), content));
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
        let header = self.row(table.header(), &widths, &cells, true).cant_split();
        let mut rows = vec![header];
        for row in table.rows() {
            let fits = self.fits(table.header(), row, &widths);
            let row = self.row(row, &widths, &cells, false);
            rows.push(if fits { row.cant_split() } else { row });
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
            let column = small(*width) / 20.0 - 2.0 * self.profile().cell_padding();
            let cell_setting = Setting {
                column: Some(column),
                ..setting.clone()
            };
            let content = self.inlines(cell, &cell_setting);
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
        TableRow::new(cells)
    }

    /// Whether a row has room on a page under the header row, with some to spare: one that has not must break, or what
    /// hangs over the page's foot is not printed.
    fn fits(&self, header: &[Cell], row: &[Cell], widths: &[usize]) -> bool {
        const SPARE: f32 = 0.85;
        let profile = self.profile();
        let height = |row: &[Cell]| {
            let lines = row
                .iter()
                .zip(widths)
                .map(|(cell, width)| self.lines(cell, *width));
            let text = small(lines.max().unwrap_or(0)) * profile.body.size_pt * profile.body.leading;
            text + 2.0 * profile.cell_padding()
        };
        let page = Page::of(profile, self.sheet.rtl).height;
        height(header) + height(row) < page * SPARE
    }

    /// About how many lines a cell takes in a column of so many twentieths of a point, in bold.
    fn lines(&self, cell: &Cell, width: usize) -> usize {
        let profile = self.profile();
        let room = small(width) / 20.0 - 2.0 * profile.cell_padding();
        let room = (room / profile.body.size_pt).max(0.5);
        let space = profile.advance(" ", true);
        let (mut lines, mut at) = (1_usize, 0.0_f32);
        for word in Inline::plain_text(cell).split_whitespace() {
            let mut word = profile.advance(word, true);
            if at > 0.0 && at + space + word > room {
                lines += 1;
                at = 0.0;
            }
            while word > room {
                lines += 1;
                word -= room;
            }
            at += word + space;
        }
        lines
    }

    /// The widths of the columns in twentieths of a point: by the words that they hold, but wide enough for each one's
    /// longest word where the table can be.
    fn column_widths(&self, table: &Table, width: Pt) -> Vec<usize> {
        let profile = self.profile();
        let padding = 2.0 * profile.cell_padding() / profile.body.size_pt;
        let mut longest = vec![0.0_f32; table.header().len()];
        let mut total = longest.clone();
        let header = std::iter::once((true, table.header()));
        let rows = table.rows().iter().map(|row| (false, row.as_slice()));
        for (header, row) in header.chain(rows) {
            for (column, (cell, (longest, total))) in
                row.iter().zip(longest.iter_mut().zip(&mut total)).enumerate()
            {
                let bold = header || column == 0 && table.row_headers();
                let words = held(cell);
                let width = |words: &str| profile.advance(words, bold) * SAFETY + padding;
                let word = words.split([' ', '\n', '\t']).map(width).fold(0.0, f32::max);
                *longest = longest.max(word);
                *total = total.max(width(&words)).max(*longest);
            }
        }
        let available = width / profile.body.size_pt;
        let shares = shared(&longest, &total, available);
        let widths = shares.into_iter().map(|ems| unsigned(profile.em(ems)).max(1));
        widths.map(|width| usize::try_from(width).unwrap_or(1)).collect()
    }
}

/// The words of a cell with no-break spaces in what stays on one line, so that it counts as one word.
fn held(inlines: &[Inline]) -> String {
    let part = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Strong(content) | Inline::Emphasis(content) => held(content),
        Inline::Link(link) => held(&link.content),
        Inline::Language(phrase) => held(&phrase.content),
        Inline::Citation(citation) => held(&citation.content),
        Inline::Unbroken(content) => {
            let words = Inline::plain_text(content);
            words
                .chars()
                .map(|c| if c.is_whitespace() { '\u{A0}' } else { c })
                .collect()
        }
        Inline::LineBreak => " ".to_owned(),
    };
    inlines.iter().map(part).collect()
}

/// Kerning, rounding and the borders may make words a little wider than their letters.
const SAFETY: f32 = 1.01;

/// Shares a width out over columns by what each needs at least and what it could use. Where not even the least fits, the
/// columns that need little get it, and words are cut in as few columns as can be.
fn shared(least: &[f32], most: &[f32], available: f32) -> Vec<f32> {
    let (sum, wish): (f32, f32) = (least.iter().sum(), most.iter().sum());
    let each = small(least.len().max(1));
    if sum > available {
        let mut narrow: Vec<f32> = least.to_vec();
        narrow.sort_by(f32::total_cmp);
        let mut left = available;
        let mut others = each;
        let mut cap = available / each;
        for width in narrow {
            cap = left / others.max(1.0);
            if width > cap {
                break;
            }
            left -= width;
            others -= 1.0;
        }
        return least.iter().map(|width| width.min(cap)).collect();
    }
    let share = |(least, most): (&f32, &f32)| {
        if wish > available {
            least + (most - least) / (wish - sum).max(f32::EPSILON) * (available - sum)
        } else {
            most + (available - wish) / each
        }
    };
    least.iter().zip(most).map(share).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_need_little_get_it_where_not_all_fits() {
        assert_eq!(shared(&[2.0, 6.0, 8.0], &[3.0, 9.0, 9.0], 10.0), [2.0, 4.0, 4.0]);
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word_where_all_fits() {
        let widths = shared(&[2.0, 3.0], &[20.0, 4.0], 10.0);
        assert!(widths[0] >= 2.0 && widths[1] >= 3.0);
        assert!((widths.iter().sum::<f32>() - 10.0).abs() < 0.001);
    }
}

//! Tables: a header row that repeats, rows that stay whole, columns as wide as their words ask for.

use docx_rs::{StructuredDataTagChild, Table as DocxTable, TableCell, TableLayoutType, TableRow, WidthType};

use super::notes::TableNote;
use super::{Emitter, Page, Place, Setting, twips, unsigned};
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
            // Word makes one table of two that touch.
            out.push(self.line("TableGap", setting, Place::default(), Vec::new()));
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
        let header = self
            .row(table.header(), &widths, &cells, (true, false))
            .cant_split();
        let mut rows = vec![header];
        for row in table.rows() {
            let fits = self.fits(table.header(), row, &widths);
            let row = self.row(row, &widths, &cells, (false, table.row_headers()));
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
    fn row(
        &mut self,
        row: &[Cell],
        widths: &[usize],
        setting: &Setting,
        (header, heads_rows): (bool, bool),
    ) -> TableRow {
        let mut cells = Vec::new();
        for (cell, width) in row.iter().zip(widths) {
            self.room = 0.0;
            let column = small(*width) / 20.0 - 2.0 * self.profile().cell_padding();
            let cell_setting = Setting {
                column: Some(column),
                ..setting.clone()
            };
            let mut content = self.inlines(cell, &cell_setting);
            if header || cells.is_empty() && heads_rows {
                self.in_bold(&mut content);
            }
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
    /// longest word where the table can be, and then for its longest piece of information.
    fn column_widths(&self, table: &Table, width: Pt) -> Vec<usize> {
        let profile = self.profile();
        let padding = 2.0 * profile.cell_padding() / profile.body.size_pt;
        let mut wants = vec![Want::default(); table.header().len()];
        let header = std::iter::once((true, table.header()));
        let rows = table.rows().iter().map(|row| (false, row.as_slice()));
        for (header, row) in header.chain(rows) {
            for (column, (cell, want)) in row.iter().zip(&mut wants).enumerate() {
                let bold = header || column == 0 && table.row_headers();
                let width = |words: &str| profile.advance(words, bold) * SAFETY + padding;
                let longest = |words: &str| words.split([' ', '\n', '\t']).map(width).fold(0.0, f32::max);
                let words = held(cell);
                want.word = want.word.max(longest(&words.replace('\u{A0}', " ")));
                want.piece = want.piece.max(longest(&words));
                want.all = want.all.max(width(&words)).max(want.piece);
            }
        }
        let available = width / profile.body.size_pt;
        let shares = shared(&wants, available);
        let widths = shares.into_iter().map(|ems| unsigned(profile.em(ems)).max(1));
        widths.map(|width| usize::try_from(width).unwrap_or(1)).collect()
    }
}

/// How wide a column wants to be, padding and all, in em.
#[derive(Clone, Copy, Debug, Default)]
struct Want {
    /// For its longest word.
    word: f32,
    /// For its longest piece of information, which would rather stay on one line.
    piece: f32,
    /// For each of its cells on one line.
    all: f32,
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

/// Shares a width out over columns. Where not even the words fit, the columns that need little get it, and words are cut
/// in as few columns as can be; where only the words do, what is left goes to as many columns as can then keep their
/// pieces whole; else each gets a share of what it could use.
fn shared(wants: &[Want], available: f32) -> Vec<f32> {
    let sum = |figure: fn(&Want) -> f32| -> f32 { wants.iter().map(figure).sum() };
    let words: Vec<f32> = wants.iter().map(|want| want.word).collect();
    if sum(|want| want.word) > available {
        return filled(&words, available);
    }
    let (least, wish) = (sum(|want| want.piece), sum(|want| want.all));
    if least > available {
        let more: Vec<f32> = wants.iter().map(|want| want.piece - want.word).collect();
        let left = available - sum(|want| want.word);
        let given = filled(&more, left);
        return words.iter().zip(given).map(|(word, more)| word + more).collect();
    }
    let each = small(wants.len().max(1));
    let share = |want: &Want| {
        if wish > available {
            want.piece + (want.all - want.piece) / (wish - least).max(f32::EPSILON) * (available - least)
        } else {
            want.all + (available - wish) / each
        }
    };
    wants.iter().map(share).collect()
}

/// What each gets of something that is not enough for all: those that need little get it all.
fn filled(needs: &[f32], available: f32) -> Vec<f32> {
    let mut small_first = needs.to_vec();
    small_first.sort_by(f32::total_cmp);
    let mut left = available;
    let mut others = small(needs.len().max(1));
    let mut cap = available / others;
    for need in small_first {
        cap = left / others.max(1.0);
        if need > cap {
            break;
        }
        left -= need;
        others -= 1.0;
    }
    needs.iter().map(|need| need.min(cap)).collect()
}

fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn want(word: f32, piece: f32, all: f32) -> Want {
        Want { word, piece, all }
    }

    #[test]
    fn columns_that_need_little_get_it_where_not_all_fits() {
        let wants = [want(2.0, 2.0, 3.0), want(6.0, 6.0, 9.0), want(8.0, 9.0, 9.0)];
        assert_eq!(shared(&wants, 10.0), [2.0, 4.0, 4.0]);
    }

    #[test]
    fn a_word_is_never_cut_so_that_a_piece_stays_whole() {
        let wants = [want(4.0, 4.0, 9.0), want(5.0, 8.0, 9.0), want(3.0, 4.0, 9.0)];
        assert_eq!(shared(&wants, 14.0), [4.0, 6.0, 4.0]);
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_piece_where_all_fits() {
        let widths = shared(&[want(1.0, 2.0, 20.0), want(3.0, 3.0, 4.0)], 10.0);
        assert!(widths[0] >= 2.0 && widths[1] >= 3.0);
        assert!((widths.iter().sum::<f32>() - 10.0).abs() < 0.001);
    }
}

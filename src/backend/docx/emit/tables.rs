//! Tables: a header row that repeats, rows that stay whole, columns as wide as their words ask for. One whose words ask
//! for more than there is is [stacked](super::stacked).

use docx_rs::{
    BookmarkEnd, BookmarkStart, ParagraphChild, StructuredDataTagChild, Table as DocxTable, TableCell,
    TableLayoutType, TableRow, WidthType,
};

use super::context::Framed;
use super::notes::{BoxedTable, TableNote};
use super::{Emitter, Page, Place, Setting, sheet, twips, unsigned};
use crate::layout::words::fill;
use crate::model::{Cell, Inline, Lang, Pt, Table};

impl Emitter<'_> {
    pub(super) fn table(&mut self, table: &Table, setting: &Setting) -> Vec<StructuredDataTagChild> {
        let gap = self.profile().em(self.profile().table.gap);
        let room = match setting.box_around(self.profile()) {
            Some(framed) => self.room_in(framed, setting.rtl).1,
            None => self.measure(setting),
        };
        let Some(widths) = self.column_widths(table, room) else {
            self.leave(gap);
            let out = vec![self.stacked(table, setting)];
            self.leave(gap);
            return out;
        };
        let mut out = Vec::new();
        if let Some(caption) = table.caption() {
            self.leave(gap);
            let content = self.inlines(caption, setting);
            out.push(self.line("TableCaption", setting, Place::default(), content));
        } else if self.after_table {
            // Word makes one table of two that touch.
            out.push(self.line("TableGap", setting, Place::default(), Vec::new()));
        }
        out.push(self.grid(table, widths, setting));
        self.room = gap;
        self.after_table = true;
        out
    }

    fn grid(&mut self, table: &Table, widths: Vec<usize>, setting: &Setting) -> StructuredDataTagChild {
        self.notes.tables.push(TableNote {
            caption: table.caption().map(|caption| caption.plain_text()),
            description: self.description(table, &setting.lang),
            row_headers: table.row_headers(),
            rtl: setting.rtl,
        });
        let cells = Setting {
            left: 0.0,
            right: 0.0,
            frame: None,
            body: "TableText",
            ..setting.clone()
        };
        // JAWS takes from a bookmark's name which cells head the others.
        let titles = if table.row_headers() {
            "Title"
        } else {
            "ColumnTitle"
        };
        let titles = self.bookmarks.named(titles);
        let heads = table.row_headers();
        let header = self
            .row(table.header(), &widths, &cells, Some(titles), heads)
            .cant_split();
        let mut rows = vec![header];
        for row in table.rows() {
            let fits = self.fits(table.header(), row, &widths);
            let row = self.row(row, &widths, &cells, None, heads);
            rows.push(if fits { row.cant_split() } else { row });
        }
        let total: usize = widths.iter().sum();
        let (style, left) = match setting.box_around(self.profile()) {
            Some(framed) => (
                self.boxed_style(framed, setting.rtl),
                self.room_in(framed, setting.rtl).0,
            ),
            None => ("LeafletTable".to_owned(), setting.left),
        };
        let made = DocxTable::without_borders(rows)
            .style(style)
            .layout(TableLayoutType::Autofit)
            .width(total, WidthType::Dxa)
            .indent(twips(left))
            .set_grid(widths);
        StructuredDataTagChild::Table(Box::new(made))
    }

    /// How far in a table stands in a box, and how wide it is, in points. Half of its rule stands
    /// outside of its columns.
    fn room_in(&self, framed: &Framed, rtl: bool) -> (Pt, Pt) {
        let profile = self.profile();
        let start = framed.outer_edge(rtl, profile);
        let end = framed.outer_edge(!rtl, profile);
        let column = Page::of(profile, self.sheet.rtl).column;
        let half = framed.frame.edges(profile).rule / 2.0;
        (start, (column - start - end - half).max(profile.body.size_pt))
    }

    /// The style of tables in a box, by its id: no paragraph's border or tint reaches round a table.
    fn boxed_style(&mut self, framed: &Framed, rtl: bool) -> String {
        let place = self.sheet.paragraph(framed.body).name.clone();
        let leading = rtl == framed.rtl;
        let turned = match (leading, rtl) {
            (true, _) => "",
            (false, true) => "Right-to-Left ",
            (false, false) => "Left-to-Right ",
        };
        let name = format!("{turned}{place} Leaflet Table");
        let id = sheet::id(&name).into_owned();
        if !self.boxed_tables.iter().any(|made| made.id == id) {
            self.boxed_tables.push(BoxedTable {
                id: id.clone(),
                name,
                edges: framed.frame.edges(self.profile()),
                leading,
            });
        }
        id
    }

    /// What a table holds, in words. They have no place for a language of their own, so they are said where the leaflet's, the
    /// table's and theirs are one, or not at all. How many rows there are would be wrong as soon as somebody adds one.
    fn description(&self, table: &Table, lang: &Lang) -> Option<String> {
        let words = &self.edition.words;
        let headers = table.header().iter().map(|cell| Inline::plain_text(cell));
        let headers: Vec<String> = headers.filter(|header| !header.trim().is_empty()).collect();
        let ours = words.are_in(self.edition.lang()) && words.are_in(lang);
        let said = ours && !headers.is_empty();
        said.then(|| {
            let headers = headers.join(&format!("{} ", words.comma));
            fill(&words.table_description, "headers", &headers)
        })
    }

    /// A row; `heads` says that its first cell heads it. The header row stays on the page of the row after it, and its first
    /// cell bears the bookmark of the titles.
    fn row(
        &mut self,
        row: &[Cell],
        widths: &[usize],
        setting: &Setting,
        mut titles: Option<(usize, String)>,
        heads: bool,
    ) -> TableRow {
        let header = titles.is_some();
        let mut cells = Vec::new();
        for (cell, width) in row.iter().zip(widths) {
            self.room = 0.0;
            let column = small(*width) / 20.0 - 2.0 * self.profile().em(self.profile().table.padding);
            let cell_setting = Setting {
                column: Some(column),
                ..setting.clone()
            };
            let mut content = self.inlines(cell, &cell_setting);
            if header || heads && cells.is_empty() {
                self.in_bold(&mut content);
            }
            if let Some((id, name)) = titles.take() {
                content.insert(0, ParagraphChild::BookmarkStart(BookmarkStart::new(id, name)));
                content.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id)));
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
            let lines = row.iter().zip(widths).map(|(cell, width)| {
                self.lines(
                    cell,
                    small(*width) / 20.0 - 2.0 * profile.em(profile.table.padding),
                )
            });
            let text = small(lines.max().unwrap_or(0)) * profile.body.size_pt * profile.body.leading;
            text + 2.0 * profile.em(profile.table.padding)
        };
        let page = Page::of(profile, self.sheet.rtl).height;
        height(header) + height(row) < page * SPARE
    }

    /// About how many lines words take in a width in points, in bold.
    pub(super) fn lines(&self, words: &[Inline], room: Pt) -> usize {
        self.lines_of(&Inline::plain_text(words), room)
    }

    /// The same, of plain words.
    pub(super) fn lines_of(&self, words: &str, room: Pt) -> usize {
        let profile = self.profile();
        let room = (room / profile.body.size_pt).max(0.5);
        let lang = self.edition.lang();
        let space = profile.advance_in(lang, " ", true);
        let (mut lines, mut at) = (1_usize, 0.0_f32);
        for word in words.split_whitespace() {
            let mut word = profile.advance_in(lang, word, true);
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

    /// The widths of the columns in twentieths of a point: each wide enough for its longest word or piece of information,
    /// then by the words that it holds. `None` where there is not so much width, and words would be cut.
    fn column_widths(&self, table: &Table, width: Pt) -> Option<Vec<usize>> {
        let profile = self.profile();
        let padding = 2.0 * profile.em(profile.table.padding) / profile.body.size_pt;
        let mut wants = vec![Want::default(); table.header().len()];
        let header = std::iter::once((true, table.header()));
        let rows = table.rows().iter().map(|row| (false, row.as_slice()));
        for (header, row) in header.chain(rows) {
            for (column, (cell, want)) in row.iter().zip(&mut wants).enumerate() {
                let bold = header || column == 0 && table.row_headers() || is_stressed(cell);
                let width = |words: &str| profile.advance_in(self.edition.lang(), words, bold) * SAFETY;
                let words = held(cell);
                let all = width(&words);
                let longest = words.split([' ', '\n', '\t']).map(width).fold(0.0, f32::max);
                want.least = want.least.max(longest.max(all.min(COMFORT)) + padding);
                want.all = want.all.max(all + padding);
            }
        }
        let shares = shared(&wants, width / profile.body.size_pt)?;
        let widths = shares.into_iter().map(|ems| unsigned(profile.em(ems)).max(1));
        Some(widths.map(|width| usize::try_from(width).unwrap_or(1)).collect())
    }
}

/// The width that a column of words needs to be read without effort, in em.
const COMFORT: f32 = 4.5;

/// How wide a column wants to be, padding and all, in em.
#[derive(Clone, Copy, Debug, Default)]
struct Want {
    /// For its longest word or piece of information.
    least: f32,
    /// For each of its cells on one line.
    all: f32,
}

/// Whether some of it may be bold.
fn is_stressed(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Strong(_) | Inline::Emphasis(_) => true,
        Inline::Link(link) => is_stressed(&link.content),
        Inline::Language(phrase) => is_stressed(&phrase.content),
        Inline::Citation(citation) => is_stressed(&citation.content),
        Inline::Unbroken(content) => is_stressed(content),
        Inline::Text(_) | Inline::LineBreak => false,
    })
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

/// Shares a width out over columns, by what each could use; `None` where it is not enough.
fn shared(wants: &[Want], available: f32) -> Option<Vec<f32>> {
    let sum = |figure: fn(&Want) -> f32| -> f32 { wants.iter().map(figure).sum() };
    let (least, wish) = (sum(|want| want.least), sum(|want| want.all));
    let each = small(wants.len().max(1));
    let share = |want: &Want| {
        if wish > available {
            want.least + (want.all - want.least) / (wish - least).max(f32::EPSILON) * (available - least)
        } else {
            want.all + (available - wish) / each
        }
    };
    (least <= available).then(|| wants.iter().map(share).collect())
}

fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_column_is_narrower_than_its_longest_word() {
        let want = |least, all| Want { least, all };
        let widths = shared(&[want(2.0, 20.0), want(3.0, 4.0)], 10.0).unwrap();
        assert!(widths[0] >= 2.0 && widths[1] >= 3.0);
        assert!((widths.iter().sum::<f32>() - 10.0).abs() < 0.001);
        assert_eq!(
            shared(&[want(2.0, 3.0), want(3.0, 3.0)], 8.0),
            Some(vec![4.0, 4.0])
        );
        assert_eq!(shared(&[want(6.0, 20.0), want(5.0, 6.0)], 10.0), None);
    }
}

//! For people, as a page of HTML: the report is a leaflet of our own model, written by our own backend, so that the page
//! passes whatever the pages of leaflets pass.

use super::Report;
use super::document::{Document, Part, document};
use crate::backend::Backend;
use crate::backend::html::Html;
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::layout::frame::Frame;
use crate::model::{
    Anchor, Block, Cell, Content, Contents, ContentsEntry, Em, Heading, Inline, Lang, Leaflet, Level, List,
    Marker, NonEmpty, Paragraph, ParagraphStyle, Phrase, Several, Table,
};
use crate::page::LazyPages;

/// The layout of the page, but for what its tables need: longer lines, and less white in their cells.
const LAYOUT: &str = "clear-print";

/// The longest line in characters (WCAG 2.2, 1.4.8).
const MEASURE: u32 = 80;

/// The white in cells, in em.
const PADDING: Em = 0.35;

/// The frame of the page: the verdict stands before the contents, which no frame of leaflets lets it.
const FRAME: &str = "# {{title}} {#title}\n\n:::body\n:::\n";

/// The margins on paper in millimetres: narrower than a leaflet's, for the report is kept in folders and not held by
/// trembling hands.
const MARGIN_MM: f32 = 18.0;

/// With more headings than this, the contents list the upper levels alone: what stands behind them is the report.
const MOST_HEADINGS: usize = 12;

/// The report as a page.
///
/// # Errors
/// [`Error::Write`] where the page cannot be written, [`Error::Layout`] where the layout cannot be read: neither hangs on
/// what was verified.
pub fn html(reports: &[Report<'_>]) -> Result<Vec<u8>> {
    let Document { title, parts } = document(reports);
    let title = NonEmpty::new(&title).ok_or_else(|| Error::write("html", "the report has no title"))?;
    let contents = contents(&parts);
    let mut blocks = Vec::new();
    for (number, part) in parts.into_iter().enumerate() {
        match part {
            Part::Contents => blocks.extend(contents.iter().cloned()),
            part => blocks.extend(block(part, number)),
        }
    }
    let leaflet = Leaflet::new("verification", title, Lang::english(), blocks);
    let frame = Frame::compile("report.md.hbs", FRAME)?;
    let edition = frame.edition(leaflet, layout()?, None)?;
    Html.write(&edition, &LazyPages::of(&edition))
}

fn layout() -> Result<Layout> {
    let mut layout = Layout::bundled(LAYOUT, None)?;
    layout.profile.body.measure_characters = MEASURE;
    layout.profile.table.padding = PADDING;
    let paper = &mut layout.profile.paper;
    for margin in [
        &mut paper.margin_top_mm,
        &mut paper.margin_bottom_mm,
        &mut paper.margin_inner_mm,
        &mut paper.margin_outer_mm,
    ] {
        *margin = MARGIN_MM;
    }
    Ok(layout)
}

/// The place of a piece.
fn anchor(number: usize) -> Anchor {
    Anchor::from_words(&format!("report-{number}"), "report")
}

/// The list of headings, under a heading of its own.
fn contents(parts: &[Part]) -> Vec<Block> {
    let entry = |(number, part): (usize, &Part)| match part {
        Part::Heading(level, words) => Some(ContentsEntry {
            level: Level::new(*level)?,
            target: anchor(number),
            content: Content::text(words)?,
        }),
        Part::Lead(_)
        | Part::Titled(..)
        | Part::Detail(_)
        | Part::Contents
        | Part::Paragraph(_)
        | Part::List(_)
        | Part::Table { .. } => None,
    };
    let mut entries: Vec<ContentsEntry> = parts.iter().enumerate().filter_map(entry).collect();
    let mut deepest = 3;
    while deepest > Level::SECTION.get() && entries.len() > MOST_HEADINGS {
        entries.retain(|entry| entry.level.get() <= deepest);
        deepest -= 1;
    }
    entries.retain(|entry| entry.level.get() <= deepest);
    let heading = Content::text("Contents").map(|content| {
        Block::Heading(Heading {
            level: Level::SECTION,
            anchor: Anchor::from_words("contents", "contents"),
            content,
        })
    });
    let list = Several::new(entries).map(|entries| Block::Contents(Contents { entries }));
    heading
        .into_iter()
        .zip(list)
        .flat_map(|(heading, list)| [heading, list])
        .collect()
}

/// A piece of the report as a block; none where it has no words.
fn block(part: Part, number: usize) -> Option<Block> {
    let paragraph = |style, words: &str| paragraph_of(style, inlines(words));
    match part {
        Part::Contents => None,
        Part::Lead(words) => paragraph(ParagraphStyle::Lead, &words),
        Part::Titled(lang, words) => {
            let content = Content::text(&words)?;
            let mut line = inlines("The leaflet: ");
            line.push(Inline::Language(Phrase { lang, content }));
            paragraph_of(ParagraphStyle::Body, line)
        }
        Part::Detail(words) => paragraph(ParagraphStyle::Detail, &words),
        Part::Paragraph(words) => paragraph(ParagraphStyle::Body, &words),
        Part::Heading(level, words) => Some(Block::Heading(Heading {
            level: Level::new(level)?,
            anchor: anchor(number),
            content: Content::new(inlines(&words))?,
        })),
        Part::List(entries) => {
            let entry = |(head, words): &(String, String)| {
                let mut line = vec![Inline::Strong(inlines(&format!("{head}:")))];
                line.extend(inlines(&format!(" {words}")));
                paragraph_of(ParagraphStyle::Body, line).map(Several::one)
            };
            let items = Several::new(entries.iter().filter_map(entry).collect())?;
            Some(Block::List(List {
                marker: Marker::Bullet,
                items,
            }))
        }
        Part::Table {
            caption,
            header,
            rows,
        } => {
            let header = Several::new(header.into_iter().map(inlines).collect())?;
            let rows = rows
                .iter()
                .map(|row| row.iter().map(|words| inlines(words)).collect());
            let table = Table::new(Content::new(inlines(&caption)), header, rows.collect(), true)?;
            Some(Block::Table(table))
        }
    }
}

fn paragraph_of(style: ParagraphStyle, words: Vec<Inline>) -> Option<Block> {
    let content = Content::new(words)?;
    Some(Block::Paragraph(Paragraph { style, content }))
}

/// Words, with each failure condition of Matterhorn and each option of the command line in one piece: `01-003` at the end of
/// a line would read as `01`, and `--with-validators` as a dash.
fn inlines(words: &str) -> Cell {
    let is_of_piece = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut out = Vec::new();
    let mut text = String::new();
    for word in words.split_inclusive(|c| !is_of_piece(c)) {
        let (piece, rest) = word.split_at(word.trim_end_matches(|c| !is_of_piece(c)).len());
        if is_condition(piece) || is_option(piece) {
            if !text.is_empty() {
                out.push(Inline::Text(std::mem::take(&mut text)));
            }
            out.push(Inline::Unbroken(vec![Inline::Text(piece.to_owned())]));
            text.push_str(rest);
        } else {
            text.push_str(word);
        }
    }
    if !text.is_empty() {
        out.push(Inline::Text(text));
    }
    out
}

/// Whether something is two digits, a hyphen and three digits.
fn is_condition(word: &str) -> bool {
    let digits = |part: &str, number| part.len() == number && part.bytes().all(|b| b.is_ascii_digit());
    word.split_once('-')
        .is_some_and(|(checkpoint, condition)| digits(checkpoint, 2) && digits(condition, 3))
}

/// The longest option in characters: what is longer is something else, and has to break.
const LONGEST_OPTION: usize = 20;

/// Whether something is two hyphens and a name.
fn is_option(word: &str) -> bool {
    let name = word.strip_prefix("--");
    name.is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_lowercase()) && name.len() <= LONGEST_OPTION
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_one_piece_and_no_word_is_lost() {
        let words = "Real content tagged (01-003 to 01-005, 01-007); PDF/UA-1, 2026-11-21, 020-946; run with --with-validators: -- ---";
        let cell = inlines(words);
        assert_eq!(Inline::plain_text(&cell), words);
        let pieces: Vec<String> = cell
            .iter()
            .filter(|inline| matches!(inline, Inline::Unbroken(_)))
            .map(|inline| Inline::plain_text(std::slice::from_ref(inline)))
            .collect();
        assert_eq!(pieces, ["01-003", "01-005", "01-007", "--with-validators"]);
        assert_eq!(inlines(""), Vec::new());
    }
}

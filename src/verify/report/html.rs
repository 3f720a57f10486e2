//! For people, as a page of HTML: the report is a leaflet of our own model, written by our own backend, so that the page
//! passes whatever the pages of leaflets pass.

use super::Report;
use super::document::{Part, TITLE, parts};
use crate::backend::Backend;
use crate::backend::html::Html;
use crate::error::{Error, Result};
use crate::layout::{Layout, frame};
use crate::model::{
    Anchor, Block, Cell, Content, Heading, Inline, Lang, Leaflet, Level, NonEmpty, Paragraph, ParagraphStyle,
    Several, Table,
};
use crate::page::LazyPages;

/// The layout of the page: tables need the longer lines.
const LAYOUT: &str = "clear-print";

/// The report as a page.
///
/// # Errors
/// [`Error::Write`] where the page cannot be written, [`Error::Layout`] where the layout cannot be read: neither hangs on
/// what was verified.
pub fn html(reports: &[Report<'_>]) -> Result<Vec<u8>> {
    let title = NonEmpty::new(TITLE).ok_or_else(|| Error::write("html", "the report has no title"))?;
    let mut blocks = Vec::new();
    for (number, part) in parts(reports).into_iter().enumerate() {
        blocks.extend(block(part, number));
    }
    let leaflet = Leaflet::new("verification", title, Lang::english(), blocks);
    let edition = frame::edition(leaflet, Layout::bundled(LAYOUT, None)?, None)?;
    Html.write(&edition, &LazyPages::of(&edition))
}

/// A piece of the report as a block; none where it has no words.
fn block(part: Part, number: usize) -> Option<Block> {
    match part {
        Part::Heading(level, words) => Some(Block::Heading(Heading {
            level: Level::new(level)?,
            anchor: Anchor::from_words(&format!("report-{number}"), "report"),
            content: Content::text(&words)?,
        })),
        Part::Paragraph(words) => Some(Block::Paragraph(Paragraph {
            style: ParagraphStyle::Body,
            content: Content::text(&words)?,
        })),
        Part::Table {
            caption,
            header,
            rows,
        } => {
            let header = Several::new(header.into_iter().map(cell).collect())?;
            let rows = rows
                .iter()
                .map(|row| row.iter().map(|words| cell(words)).collect());
            let table = Table::new(Content::text(&caption), header, rows.collect(), true)?;
            Some(Block::Table(table))
        }
    }
}

fn cell(words: &str) -> Cell {
    match words {
        "" => Vec::new(),
        words => vec![Inline::Text(words.to_owned())],
    }
}

//! What does not break over a line: a telephone number, a date, a time, a number with its unit, a range, an address, an
//! NHS number, a citation with the word before it (UKAAF Minimum Standards MS03, "a single piece of information").
//!
//! They are found here, once, so that every format keeps the same words together. The words stay as written: a piece is
//! marked [`Inline::Unbroken`], and how it is kept whole is each format's own affair. One vocabulary serves every
//! language, because phrases are often in another language than their leaflet and nobody marked them so; what stands
//! together without need costs a ragged line, what is torn apart costs a dose.

mod address;
mod cited;
mod date;
mod line;
mod number;
mod phone;
mod scan;
mod vocabulary;

use crate::model::{
    Block, Callout, Cell, Content, Contents, ContentsEntry, Definition, DefinitionList, Division, Figure,
    Heading, Inline, Leaflet, List, Paragraph, Publisher, Quote, Reference, References, Several, Table,
    tree::{NodeKind, Tree},
};

/// A leaflet with every piece of information marked that does not break over a line. What is marked already stays as it
/// is, so that marking twice changes nothing.
#[must_use]
pub fn mark_leaflet(leaflet: Leaflet) -> Leaflet {
    Leaflet {
        body: mark(leaflet.body),
        references: leaflet.references.into_iter().map(reference).collect(),
        contact: mark(leaflet.contact),
        about: mark(leaflet.about),
        publisher: leaflet.publisher.map(|publisher| Publisher {
            about: mark(publisher.about),
            references_intro: mark(publisher.references_intro),
            other_formats: mark(publisher.other_formats),
            ..publisher
        }),
        ..leaflet
    }
}

/// How many pieces are marked in the text and the references of a leaflet.
#[must_use]
pub fn pieces(leaflet: &Leaflet) -> usize {
    let is_piece = |kind: &NodeKind<'_>| matches!(kind, NodeKind::Unbroken(_));
    let tree = Tree::of(&leaflet.body, &leaflet.lang);
    let in_text = tree.nodes().iter().filter(|node| is_piece(&node.kind)).count();
    let entries = leaflet.references.iter().flat_map(|entry| entry.content.iter());
    in_text
        + entries
            .filter(|inline| matches!(inline, Inline::Unbroken(_)))
            .count()
}

/// Blocks with every piece of information marked that does not break over a line.
#[must_use]
pub fn mark(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().map(block).collect()
}

/// The same for what stands in one line or paragraph.
#[must_use]
pub fn mark_inlines(inlines: Vec<Inline>) -> Vec<Inline> {
    let pieces = line::marked(&inlines, scan::pieces).unwrap_or(inlines);
    line::marked(&pieces, cited::pieces).unwrap_or(pieces)
}

fn block(block: Block) -> Block {
    match block {
        Block::Heading(heading) => Block::Heading(Heading {
            content: content(heading.content),
            ..heading
        }),
        Block::Paragraph(paragraph) => Block::Paragraph(Paragraph {
            content: content(paragraph.content),
            ..paragraph
        }),
        Block::List(list) => Block::List(List {
            items: list.items.map(several),
            ..list
        }),
        Block::DefinitionList(list) => Block::DefinitionList(DefinitionList {
            entries: list.entries.map(|entry| Definition {
                terms: entry.terms.map(content),
                definitions: entry.definitions.map(several),
            }),
        }),
        Block::Table(whole) => Block::Table(table(whole)),
        Block::Figure(figure) => Block::Figure(Figure {
            caption: figure.caption.map(content),
            description: mark(figure.description),
            ..figure
        }),
        Block::Callout(callout) => Block::Callout(Callout {
            label: content(callout.label),
            blocks: several(callout.blocks),
            ..callout
        }),
        Block::Quote(quote) => Block::Quote(Quote {
            blocks: several(quote.blocks),
        }),
        Block::Division(division) => Block::Division(Division {
            blocks: several(division.blocks),
            ..division
        }),
        Block::Contents(contents) => Block::Contents(Contents {
            entries: contents.entries.map(|entry| ContentsEntry {
                content: content(entry.content),
                ..entry
            }),
        }),
        Block::References(references) => Block::References(References {
            entries: references.entries.map(reference),
        }),
    }
}

fn several(blocks: Several<Block>) -> Several<Block> {
    blocks.map(block)
}

fn reference(reference: Reference) -> Reference {
    Reference {
        content: content(reference.content),
        ..reference
    }
}

fn content(content: Content) -> Content {
    Content::new(mark_inlines(content.to_vec())).unwrap_or(content)
}

fn table(table: Table) -> Table {
    let row = |cells: &[Cell]| -> Vec<Cell> { cells.iter().cloned().map(mark_inlines).collect() };
    let header = Several::new(row(table.header()));
    let rows = table.rows().iter().map(|cells| row(cells)).collect();
    let caption = table.caption().cloned().map(content);
    header
        .and_then(|header| Table::new(caption, header, rows, table.row_headers()))
        .unwrap_or(table)
}

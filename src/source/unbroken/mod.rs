//! What does not break over a line: a telephone number, a date, a time, a number with its unit, a range, an address, an
//! NHS number, a citation with the word before it, French signs with theirs (UKAAF Minimum Standards MS03, "a single piece of information").
//!
//! They are found here, once, so that every format keeps the same words together. The words stay as written: a piece is
//! marked [`Inline::Unbroken`], and how it is kept whole is each format's own affair. One vocabulary serves every
//! language, because phrases are often in another language than their leaflet and nobody marked them so; what stands
//! together without need costs a ragged line, what is torn apart costs a dose.

mod address;
mod cited;
mod date;
mod french;
mod latin;
mod line;
mod number;
mod phone;
mod scan;
mod vocabulary;

use crate::model::{
    Block, Callout, Cell, Content, Contents, ContentsEntry, Definition, DefinitionList, Direction, Division,
    Figure, Heading, Inline, Leaflet, List, Paragraph, Publisher, Quote, Reference, References, Several,
    Table, first_strong,
};

/// A leaflet with every piece of information marked that does not break over a line. What is marked already stays as it
/// is, so that marking twice changes nothing.
#[must_use]
pub fn mark_leaflet(leaflet: Leaflet) -> Leaflet {
    let around = leaflet.lang.direction();
    Leaflet {
        body: mark(leaflet.body, around),
        references: leaflet
            .references
            .into_iter()
            .map(|entry| reference(entry, around))
            .collect(),
        contact: mark(leaflet.contact, around),
        about: mark(leaflet.about, around),
        publisher: leaflet.publisher.map(|publisher| {
            let around = publisher.lang.direction();
            Publisher {
                about: mark(publisher.about, around),
                references_intro: mark(publisher.references_intro, around),
                other_formats: mark(publisher.other_formats, around),
                ..publisher
            }
        }),
        ..leaflet
    }
}

/// Blocks with every piece of information marked that does not break over a line; `around` is the direction of the
/// language that they are in.
#[must_use]
pub fn mark(blocks: Vec<Block>, around: Direction) -> Vec<Block> {
    blocks.into_iter().map(|whole| block(whole, around)).collect()
}

/// The same for what stands in one line or paragraph.
#[must_use]
pub fn mark_inlines(inlines: Vec<Inline>, around: Direction) -> Vec<Inline> {
    marked(&inlines, around).unwrap_or(inlines)
}

/// How often a line with signs or citations is gone through: a sign may join what the pass before has joined.
const PASSES: usize = 4;

/// The inlines with what is found in them marked, or `None` where nothing is.
fn marked(inlines: &[Inline], around: Direction) -> Option<Vec<Inline>> {
    let (first, again) = marked_once(inlines, around);
    let mut known = first?;
    if again {
        for _ in 1..PASSES {
            match marked_once(&known, around).0 {
                Some(next) if next != known => known = next,
                Some(_) | None => break,
            }
        }
    }
    Some(known)
}

/// The inlines with what is found in them in one pass marked, and whether another may find more: where a
/// sign stands apart from its word, or a citation joined it.
fn marked_once(inlines: &[Inline], around: Direction) -> (Option<Vec<Inline>>, bool) {
    let apart = std::cell::Cell::new(false);
    let pieces = line::marked(inlines, around, |flat| {
        let mut pieces = scan::pieces(flat);
        latin::add(flat, &mut pieces);
        latin::join(flat, &mut pieces);
        let signs = french::pieces(flat, &pieces);
        apart.set(french::is_spaced(&flat.text));
        if !signs.is_empty() {
            pieces.extend(signs);
            pieces.sort_by_key(|piece| piece.bytes.start);
        }
        pieces
    });
    let cited = line::marked(pieces.as_deref().unwrap_or(inlines), around, cited::pieces);
    let again = apart.get() || cited.is_some();
    (cited.or(pieces), again)
}

fn block(block: Block, around: Direction) -> Block {
    match block {
        Block::Heading(heading) => Block::Heading(Heading {
            content: content(heading.content, around),
            ..heading
        }),
        Block::Paragraph(paragraph) => Block::Paragraph(Paragraph {
            content: content(paragraph.content, around),
            ..paragraph
        }),
        Block::List(list) => Block::List(List {
            items: list.items.map(|item| several(item, around)),
            ..list
        }),
        Block::DefinitionList(list) => Block::DefinitionList(DefinitionList {
            entries: list.entries.map(|entry| Definition {
                terms: entry.terms.map(|term| content(term, around)),
                definitions: entry.definitions.map(|definition| several(definition, around)),
            }),
        }),
        Block::Table(whole) => Block::Table(table(whole, around)),
        Block::Figure(figure) => Block::Figure(Figure {
            caption: figure.caption.map(|caption| content(caption, around)),
            description: mark(figure.description, around),
            ..figure
        }),
        Block::Callout(callout) => Block::Callout(Callout {
            label: content(callout.label, around),
            blocks: several(callout.blocks, around),
            ..callout
        }),
        Block::Quote(quote) => Block::Quote(Quote {
            blocks: several(quote.blocks, around),
        }),
        Block::Division(division) => Block::Division(Division {
            blocks: several(division.blocks, division.lang.direction()),
            ..division
        }),
        Block::Contents(contents) => Block::Contents(Contents {
            entries: contents.entries.map(|entry| ContentsEntry {
                content: content(entry.content, around),
                ..entry
            }),
        }),
        Block::References(references) => Block::References(References {
            entries: references.entries.map(|entry| reference(entry, around)),
        }),
    }
}

fn several(blocks: Several<Block>, around: Direction) -> Several<Block> {
    blocks.map(|whole| block(whole, around))
}

/// An entry runs in the direction of its own first letter: references are rarely in a leaflet's language.
fn reference(reference: Reference, around: Direction) -> Reference {
    let own = first_strong(&reference.content.plain_text()).unwrap_or(around);
    Reference {
        content: content(reference.content, own),
        ..reference
    }
}

fn content(content: Content, around: Direction) -> Content {
    marked(&content, around).and_then(Content::new).unwrap_or(content)
}

fn table(table: Table, around: Direction) -> Table {
    let row = |cells: &[Cell]| -> Vec<Cell> {
        let cells = cells.iter().cloned();
        cells.map(|cell| mark_inlines(cell, around)).collect()
    };
    let header = Several::new(row(table.header()));
    let rows = table.rows().iter().map(|cells| row(cells)).collect();
    let caption = table.caption().cloned().map(|caption| content(caption, around));
    header
        .and_then(|header| Table::new(caption, header, rows, table.row_headers()))
        .unwrap_or(table)
}

//! An edition cut into the landmarks of a page (HTML, section 4.3; ARIA 1.2, section 5.3.4). Every word stands in one of
//! them, so that none is passed over by who goes from one to the next.

use crate::layout::Edition;
use crate::model::block::{Block, FigureKind, Level, ParagraphStyle};

/// The blocks of each landmark, in order; only `text` always has some.
#[derive(Debug, PartialEq)]
pub(super) struct Parts<'a> {
    /// The title with what stands round it: `header`.
    pub header: &'a [Block],
    /// The contents with their heading: `nav`.
    pub contents: &'a [Block],
    /// The text and its references: `main`.
    pub text: &'a [Block],
    /// Who made the leaflet, how to reach them, what the law asks for: `footer`.
    pub footer: &'a [Block],
}

impl<'a> Parts<'a> {
    /// Cuts an edition. Where no text would be left between title and footer, all of it is text.
    pub fn of(edition: &'a Edition) -> Self {
        let blocks = edition.blocks();
        let (header, rest) = blocks.split_at(title_block(blocks));
        let (contents, rest) = rest.split_at(contents(rest));
        let behind = edition.back_matter().saturating_sub(blocks.len() - rest.len());
        let (text, footer) = rest.split_at(behind.min(rest.len()));
        if text.is_empty() {
            return Self {
                header: &[],
                contents: &[],
                text: blocks,
                footer: &[],
            };
        }
        Self {
            header,
            contents,
            text,
            footer,
        }
    }
}

/// How many blocks belong to the title: the name or the mark of who publishes before it, lead and details behind it.
fn title_block(blocks: &[Block]) -> usize {
    let before = blocks.iter().take_while(|block| match block {
        Block::Paragraph(paragraph) => paragraph.style == ParagraphStyle::Masthead,
        Block::Figure(figure) => figure.kind == FigureKind::Mark,
        // What the publisher says, where its language is another.
        Block::Division(division) => is_masthead(&division.blocks),
        Block::Heading(_)
        | Block::List(_)
        | Block::DefinitionList(_)
        | Block::Table(_)
        | Block::Callout(_)
        | Block::Quote(_)
        | Block::Contents(_)
        | Block::References(_) => false,
    });
    let title = before.count();
    match blocks.get(title) {
        Some(Block::Heading(heading)) if heading.level == Level::TITLE => {}
        Some(_) | None => return 0,
    }
    let behind = blocks.iter().skip(title + 1).take_while(|block| match block {
        Block::Paragraph(paragraph) => {
            matches!(paragraph.style, ParagraphStyle::Lead | ParagraphStyle::Detail)
        }
        Block::Heading(_)
        | Block::List(_)
        | Block::DefinitionList(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::Callout(_)
        | Block::Quote(_)
        | Block::Division(_)
        | Block::Contents(_)
        | Block::References(_) => false,
    });
    title + 1 + behind.count()
}

fn is_masthead(blocks: &[Block]) -> bool {
    blocks.iter().all(
        |block| matches!(block, Block::Paragraph(paragraph) if paragraph.style == ParagraphStyle::Masthead),
    )
}

/// How many blocks are the contents with their heading, where the text begins with them.
fn contents(blocks: &[Block]) -> usize {
    match blocks {
        [Block::Heading(heading), Block::Contents(_), ..] if heading.level == Level::SECTION => 2,
        [Block::Contents(_), ..] => 1,
        _ => 0,
    }
}

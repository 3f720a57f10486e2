//! An edition cut into the documents of a book: what stands where, and under which address.

use std::collections::BTreeMap;

use super::found::Found;
use crate::layout::Edition;
use crate::markup::breaks::{self, PageBreak};
use crate::markup::whole;
use crate::model::block::{Block, Heading, Image, ImageData, Level};
use crate::model::text::Anchor;
use crate::model::tree::{NodeKind, Tree};
use crate::model::units::Lang;
use crate::page::Pages;

/// A book: documents in reading order, and the pictures in them.
pub(super) struct Book<'a> {
    /// What is written.
    pub edition: &'a Edition,
    /// The documents of the spine.
    pub sections: Vec<Section<'a>>,
    /// Each picture once, in the order of first use.
    pub pictures: Vec<Picture<'a>>,
    /// What is in it, for its metadata.
    pub found: Found,
    places: BTreeMap<&'a str, usize>,
}

/// A document of the spine.
pub(super) struct Section<'a> {
    /// Its file's name.
    pub file: String,
    /// What it is for.
    pub kind: SectionKind,
    /// What stands in it; a top section begins with its heading.
    pub blocks: &'a [Block],
    /// The pages that begin in it.
    pub breaks: Vec<PageBreak>,
}

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionKind {
    /// Title, lead, details: all before the first top section.
    Title,
    /// The list of contents.
    Contents,
    /// Text.
    Body,
    /// The list of references.
    References,
}

/// A picture with its place in the book.
pub(super) struct Picture<'a> {
    /// The picture.
    pub image: &'a Image,
    /// Its file's path from the package document.
    pub file: String,
}

impl<'a> Book<'a> {
    /// Cuts an edition at its headings of level 2 that stand in nothing else. `pages` are the edition's, where it is to
    /// say where each of them begins.
    ///
    /// # Errors
    /// Names what the model may not hold: nothing at all, two places of one name, a link that leads nowhere, a
    /// character that XML cannot carry.
    pub fn of(edition: &'a Edition, pages: Option<&Pages>) -> Result<Self, String> {
        whole::check(edition)?;
        let mut book = Self {
            edition,
            sections: cut(edition.blocks()),
            pictures: Vec::new(),
            found: Found::default(),
            places: BTreeMap::new(),
        };
        let mut breaks = pages.map(|pages| page_breaks(edition, pages)).unwrap_or_default();
        for number in 0..book.sections.len() {
            let tree = Tree::of(book.sections[number].blocks, edition.lang());
            let leaves = tree
                .nodes()
                .iter()
                .filter(|node| breaks::is_leaf(&node.kind))
                .count();
            book.sections[number].breaks = split_off_before(&mut breaks, leaves);
            for node in tree.nodes() {
                book.meet(&node.kind, number);
                book.found.meet(&tree, node);
            }
        }
        Ok(book)
    }

    fn meet(&mut self, kind: &NodeKind<'a>, section: usize) {
        if let Some(anchor) = kind.anchor() {
            self.places.insert(anchor, section);
        }
        if let NodeKind::Picture { image, .. } = kind {
            self.picture(image);
        }
    }

    fn picture(&mut self, image: &'a Image) {
        if self.pictures.iter().all(|known| known.image.data != image.data) {
            let extension = match image.data {
                ImageData::Svg(_) => "svg",
                ImageData::Png(_) => "png",
            };
            let number = self.pictures.len() + 1;
            let file = format!("pictures/picture-{number:02}.{extension}");
            self.pictures.push(Picture { image, file });
        }
    }

    /// The path of a picture from the package document.
    pub fn picture_file(&self, image: &Image) -> String {
        let found = self.pictures.iter().find(|known| known.image.data == image.data);
        found.map(|known| known.file.clone()).unwrap_or_default()
    }

    /// The address of a place, as a document in `from` writes it; `None` is a document that is not in the spine.
    pub fn address(&self, anchor: &Anchor, from: Option<usize>) -> String {
        let name: &str = anchor;
        match self.places.get(name) {
            Some(section) if from != Some(*section) => {
                format!("{}#{name}", self.sections[*section].file)
            }
            _ => format!("#{name}"),
        }
    }

    /// The pages of the book in order: what each is called, and the address of its marker for a document outside the
    /// spine.
    pub fn pages(&self) -> impl Iterator<Item = (&str, String)> {
        self.sections.iter().flat_map(|section| {
            let pages = section.breaks.iter();
            pages.map(|page| (page.label.as_str(), format!("{}#{}", section.file, page.id())))
        })
    }

    /// All headings in reading order, whatever they stand in, each with its language.
    pub fn headings(&self) -> Vec<(&'a Heading, &'a Lang)> {
        let mut out = Vec::new();
        headings(self.edition.blocks(), self.edition.lang(), &mut out);
        out
    }
}

/// The breaks of all pages; the first page begins with the book, whatever it shows first.
fn page_breaks(edition: &Edition, pages: &Pages) -> Vec<PageBreak> {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let mut breaks = breaks::of(&tree, &pages.starts);
    if let Some(first) = breaks.first_mut() {
        (first.leaf, first.offset) = (0, 0);
    }
    breaks
}

/// Takes off the breaks before a leaf, and counts the leaves of the others from there.
fn split_off_before(breaks: &mut Vec<PageBreak>, leaf: usize) -> Vec<PageBreak> {
    let rest = breaks.partition_point(|page| page.leaf < leaf);
    let mut rest = breaks.split_off(rest);
    for page in &mut rest {
        page.leaf -= leaf;
    }
    std::mem::replace(breaks, rest)
}

fn cut(blocks: &[Block]) -> Vec<Section<'_>> {
    let top = |block: &Block| matches!(block, Block::Heading(heading) if heading.level == Level::SECTION);
    let mut starts: Vec<usize> = (0..blocks.len()).filter(|at| top(&blocks[*at])).collect();
    if starts.first() != Some(&0) && !blocks.is_empty() {
        starts.insert(0, 0);
    }
    gather(&mut starts, blocks);
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let mut sections = Vec::new();
    let mut number = 0;
    for (start, end) in starts.iter().zip(ends) {
        let blocks = &blocks[*start..end];
        let kind = kind(blocks, top(&blocks[0]));
        let file = if kind == SectionKind::Title {
            "title.xhtml".to_owned()
        } else {
            number += 1;
            format!("section-{number:02}.xhtml")
        };
        sections.push(Section {
            file,
            kind,
            blocks,
            breaks: Vec::new(),
        });
    }
    sections
}

/// The most documents that a text is cut into: reading systems open each on its own, and an archive holds only so many
/// files.
const MOST_SECTIONS: usize = 1_000;

/// Where there are too many top sections, several of them share a document; the contents and the references stay alone.
fn gather(starts: &mut Vec<usize>, blocks: &[Block]) {
    let together = starts.len().div_ceil(MOST_SECTIONS);
    if together < 2 {
        return;
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([blocks.len()]).collect();
    let mut gathered = 0;
    let mut at = 0;
    starts.retain(|start| {
        let end = ends.get(at).copied().unwrap_or(blocks.len());
        at += 1;
        let is_text = kind(blocks.get(*start..end).unwrap_or_default(), true) == SectionKind::Body;
        let first = !is_text || at == 1 || gathered == 0 || gathered == together;
        gathered = match (is_text && at > 1, first) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => gathered + 1,
        };
        first
    });
}

fn kind(blocks: &[Block], headed: bool) -> SectionKind {
    if blocks.iter().any(|block| matches!(block, Block::Contents(_))) {
        SectionKind::Contents
    } else if blocks.iter().any(|block| matches!(block, Block::References(_))) {
        SectionKind::References
    } else if headed {
        SectionKind::Body
    } else {
        SectionKind::Title
    }
}

fn headings<'a>(blocks: &'a [Block], lang: &'a Lang, out: &mut Vec<(&'a Heading, &'a Lang)>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => out.push((heading, lang)),
            Block::List(list) => list.items.iter().for_each(|item| headings(item, lang, out)),
            Block::DefinitionList(list) => {
                let definitions = list.entries.iter().flat_map(|entry| &entry.definitions);
                definitions.for_each(|definition| headings(definition, lang, out));
            }
            Block::Figure(figure) => headings(&figure.description, lang, out),
            Block::Callout(callout) => headings(&callout.blocks, lang, out),
            Block::Quote(quote) => headings(&quote.blocks, lang, out),
            Block::Division(division) => headings(&division.blocks, &division.lang, out),
            Block::Paragraph(_) | Block::Table(_) | Block::Contents(_) | Block::References(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Content, Contents, ContentsEntry, Several};

    fn heading(number: usize) -> Block {
        Block::Heading(Heading {
            level: Level::SECTION,
            anchor: Anchor::from_words(&format!("h-{number}"), "h"),
            content: Content::text("Words").unwrap_or_else(|| unreachable!()),
        })
    }

    fn contents() -> Block {
        let content = Content::text("Words").unwrap_or_else(|| unreachable!());
        Block::Contents(Contents {
            entries: Several::one(ContentsEntry {
                level: Level::SECTION,
                target: Anchor::from_words("h-1", "h"),
                content,
            }),
        })
    }

    #[test]
    fn a_few_sections_are_documents_of_their_own_and_thousands_share() {
        for count in [1, 5, 1_000, 1_001, 5_000, 20_000] {
            let mut blocks = vec![heading(0), contents()];
            blocks.extend((1..=count).map(heading));
            let sections = cut(&blocks);
            let whole: usize = sections.iter().map(|section| section.blocks.len()).sum();
            assert_eq!(whole, blocks.len(), "{count}");
            assert!(sections.len() <= MOST_SECTIONS + 2, "{count}: {}", sections.len());
            if count < MOST_SECTIONS {
                assert_eq!(sections.len(), count + 1, "{count}");
            }
            assert_eq!(sections[0].kind, SectionKind::Contents);
            assert_eq!(sections[0].blocks.len(), 2, "the contents stay alone");
        }
    }
}

//! What the reader of Markdown guarantees by the way it reads, and no type can hold: names that lead somewhere, levels
//! in order, addresses that may be followed, pictures that may be opened.
//!
//! It walks the typed leaflet in reading order, beside the places of its JSON. Links are looked up at the end: they may
//! lead forward.

mod people;
mod pictures;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::place::{At, Places, pointer};
use super::shape::shortened;
use crate::finding::Span;
use crate::model::{
    Alt, Anchor, Block, Citing, Figure, Heading, Inline, Leaflet, List, Marker, NonEmpty, Several, Table,
};
use crate::source::body::is_reserved;
use crate::source::files::is_device;
use crate::source::log::Log;
use crate::source::near::did_you_mean;

/// The longest name of a leaflet in bytes: file names are made from it, and file systems take 255.
const LONGEST_SLUG: usize = 150;

/// The highest number of a list item, as in CommonMark.
const HIGHEST_NUMBER: usize = 999_999_999;

/// Checks a leaflet, and fills in what follows from the rest: the sizes of pictures, and the ways back from references.
pub(super) fn apply(leaflet: &mut Leaflet, places: &Places, log: &mut Log) {
    let mut rules = Rules {
        log,
        taken: BTreeSet::new(),
        headings: BTreeSet::new(),
        references: BTreeSet::new(),
        citations: BTreeMap::new(),
        labels: labels(leaflet),
        links: Vec::new(),
        cites: Vec::new(),
        level: 1,
        in_link: false,
        written: 0,
        compared: 0,
    };
    let top = places.top();
    rules.leaflet(leaflet, &top.key("leaflet"));
    rules.resolve();
}

fn labels(leaflet: &Leaflet) -> BTreeMap<Anchor, NonEmpty> {
    let labelled = leaflet
        .references
        .iter()
        .filter_map(|reference| Some((reference.anchor.clone(), reference.label.clone()?)));
    labelled.collect()
}

/// Something that leads to a place of the leaflet.
struct Lead {
    span: Span,
    pointer: String,
    to: Anchor,
}

struct Rules<'l> {
    log: &'l mut Log,
    /// Every name, in small letters: a Word bookmark has no case.
    taken: BTreeSet<String>,
    headings: BTreeSet<Anchor>,
    references: BTreeSet<Anchor>,
    /// The first citation of each reference.
    citations: BTreeMap<Anchor, Anchor>,
    /// The label of each reference that has one.
    labels: BTreeMap<Anchor, NonEmpty>,
    links: Vec<Lead>,
    cites: Vec<Lead>,
    /// The level of the last heading; 1 is the title's.
    level: u8,
    in_link: bool,
    /// How many bytes of text there have been.
    written: u64,
    /// How many names have been compared with one that leads nowhere.
    compared: usize,
}

impl Rules<'_> {
    fn error(&mut self, at: &At<'_>, code: &'static str, message: &str, help: &str) {
        let message = format!("{}: {}", pointer(&at.steps()), shortened(message));
        self.log.error(at.mark(), code, message, help);
    }

    fn leaflet(&mut self, leaflet: &mut Leaflet, at: &At<'_>) {
        self.slug(&leaflet.slug, &at.key("slug"));
        self.text(&leaflet.title, &at.key("title"));
        for (key, text) in [
            ("short-title", &leaflet.short_title),
            ("summary", &leaflet.summary),
            ("topic", &leaflet.topic),
            ("version", &leaflet.record.version),
        ] {
            let record = at.key("record");
            let place = if key == "version" {
                record.key(key)
            } else {
                at.key(key)
            };
            text.iter().for_each(|text| self.text(text, &place));
        }
        self.lines(&leaflet.keywords, &at.key("keywords"));
        self.people(leaflet, &at.key("record"));
        self.blocks(&mut leaflet.body, &at.key("body"));
        if leaflet.body.is_empty() {
            self.error(
                &at.key("body"),
                "empty-body",
                "the leaflet has no text",
                "write its blocks into `body`",
            );
        }
        self.furniture(&mut leaflet.contact, &at.key("contact"));
        self.furniture(&mut leaflet.about, &at.key("about"));
        self.trust_marks(leaflet, &at.key("trust-marks"));
        if let Some(publisher) = &mut leaflet.publisher {
            self.publisher(publisher, &at.key("publisher"));
        }
        self.reviews(leaflet, &at.key("reviews"));
        self.reference_list(leaflet, &at.key("references"));
        self.citing(leaflet, &at.key("citing"));
        self.missing(leaflet, at);
    }

    /// Blocks that stand under a heading of the furniture.
    fn furniture(&mut self, blocks: &mut [Block], at: &At<'_>) {
        self.level = 2;
        self.blocks(blocks, at);
    }

    fn slug(&mut self, slug: &str, at: &At<'_>) {
        let forbidden =
            |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        let is_name = !slug.trim().is_empty()
            && slug.len() <= LONGEST_SLUG
            && !slug.starts_with(['.', '-'])
            && !slug.to_ascii_lowercase().ends_with(".json")
            && !is_device(slug)
            && !slug.contains(forbidden);
        if !is_name {
            let message = format!("`{}` cannot name files", slug.escape_debug());
            let help = "write a short name of letters, digits and hyphens, such as `having-an-x-ray`";
            self.error(at, "malformed-slug", &message, help);
        }
    }

    /// A leaflet that says it shows no citations, or no references, must hold none: they would be shown all the same.
    fn citing(&mut self, leaflet: &Leaflet, at: &At<'_>) {
        let (shown, help) = match leaflet.citing {
            Citing::Numbered => return,
            Citing::List => (!self.citations.is_empty(), "take the citations out of the text"),
            Citing::OnRequest => (
                !self.citations.is_empty() || !leaflet.references.is_empty(),
                "take the citations out of the text, and leave `references` out",
            ),
        };
        if shown {
            let message = "the leaflet holds citations or references that are not to be shown";
            let help = format!("{help}, or leave `citing` out");
            self.error(at, "unexpected-citation", message, &help);
        }
    }

    fn reference_list(&mut self, leaflet: &mut Leaflet, at: &At<'_>) {
        for (n, reference) in leaflet.references.iter_mut().enumerate() {
            let place = at.item(n);
            self.name(&reference.anchor, &place.key("anchor"));
            self.references.insert(reference.anchor.clone());
            reference
                .label
                .iter()
                .for_each(|label| self.text(label, &place.key("label")));
            self.content(&mut reference.content, &place.key("content"));
            let first = self.citations.get(&reference.anchor).cloned();
            if reference.cited_at.is_some() && reference.cited_at != first {
                let help = match &first {
                    Some(first) => format!(
                        "write `\"{}\"`, or leave the key out: it follows from the text",
                        &**first
                    ),
                    None => "take the key out: nothing cites this reference".to_owned(),
                };
                let message = "this is not the first citation of the reference";
                self.error(&place.key("cited-at"), "unknown-citation", message, &help);
            }
            reference.cited_at = first;
        }
    }

    /// Takes a name, which nothing else may bear.
    fn name(&mut self, anchor: &Anchor, at: &At<'_>) {
        if !self.taken.insert(anchor.to_ascii_lowercase()) {
            let message = format!("two places are named `{}`", &**anchor);
            self.error(at, "duplicate-id", &message, "give each place a name of its own");
        }
    }

    fn blocks(&mut self, blocks: &mut [Block], at: &At<'_>) {
        for (n, block) in blocks.iter_mut().enumerate() {
            self.block(block, &at.item(n));
        }
    }

    fn block(&mut self, block: &mut Block, at: &At<'_>) {
        match block {
            Block::Heading(heading) => self.heading(heading, &at.key("heading")),
            Block::Paragraph(paragraph) => {
                self.content(&mut paragraph.content, &at.key("paragraph").key("content"));
            }
            Block::List(list) => self.list(list, &at.key("list")),
            Block::DefinitionList(list) => {
                let inside = at.key("definition-list");
                let entries = inside.key("entries");
                for (n, entry) in list.entries.iter_mut().enumerate() {
                    let entry_at = entries.item(n);
                    let terms = entry_at.key("terms");
                    for (n, term) in entry.terms.iter_mut().enumerate() {
                        self.content(term, &terms.item(n));
                    }
                    self.each(&mut entry.definitions, &entry_at.key("definitions"));
                }
            }
            Block::Table(table) => self.table(table, &at.key("table")),
            Block::Figure(figure) => self.figure(figure, &at.key("figure")),
            Block::Callout(callout) => {
                let inside = at.key("callout");
                self.content(&mut callout.label, &inside.key("label"));
                self.blocks(&mut callout.blocks, &inside.key("blocks"));
            }
            Block::Quote(quote) => self.blocks(&mut quote.blocks, &at.key("quote").key("blocks")),
            Block::Division(division) => {
                self.blocks(&mut division.blocks, &at.key("division").key("blocks"));
            }
            Block::Contents(_) | Block::References(_) => {
                let help = "take it out: the contents and the references are made from the leaflet, and stand in every format";
                self.error(at, "furniture-in-body", "this is not part of the text", help);
            }
        }
    }

    fn each(&mut self, items: &mut Several<Several<Block>>, at: &At<'_>) {
        for (n, item) in items.iter_mut().enumerate() {
            self.blocks(item, &at.item(n));
        }
    }

    fn heading(&mut self, heading: &mut Heading, at: &At<'_>) {
        let level = heading.level.get();
        let place = at.key("level");
        if level == 1 {
            let help = "headings in the text begin at level 2: the title is `/leaflet/title`";
            self.error(
                &place,
                "title-in-body",
                "the title does not stand in the text",
                help,
            );
        } else {
            if level > self.level + 1 {
                let message = if self.level == 1 {
                    format!("the first heading is of level {level}, and must be of level 2")
                } else {
                    format!("the heading of level {level} follows one of level {}", self.level)
                };
                let help = format!(
                    "write `{}`: people who cannot see the page find their way by the levels",
                    self.level + 1
                );
                self.error(&place, "skipped-level", &message, &help);
            }
            self.level = level;
        }
        let anchor = at.key("anchor");
        if is_reserved(&heading.anchor) {
            let message = format!("`{}` names a part of every leaflet", &*heading.anchor);
            let help = format!("choose another name, such as `our-{}`", &*heading.anchor);
            self.error(&anchor, "reserved-id", &message, &help);
        } else {
            self.name(&heading.anchor, &anchor);
        }
        self.headings.insert(heading.anchor.clone());
        self.content(&mut heading.content, &at.key("content"));
    }

    fn list(&mut self, list: &mut List, at: &At<'_>) {
        if let Marker::Number { start } = list.marker
            && start as usize + list.items.len() > HIGHEST_NUMBER
        {
            let message = format!("a list cannot count from {start}");
            self.error(
                &at.key("marker"),
                "malformed-value",
                &message,
                "write `{ \"number\": { \"start\": 1 } }`",
            );
        }
        self.each(&mut list.items, &at.key("items"));
    }

    fn table(&mut self, table: &mut Table, at: &At<'_>) {
        let is_empty = |cell: &Vec<Inline>| Inline::plain_text(cell).trim().is_empty();
        if table.header().iter().all(is_empty) {
            let help =
                "write into the header row what stands in each column: listeners hear it with every cell";
            self.error(
                &at.key("header"),
                "missing-table-header",
                "the header row of the table is empty",
                help,
            );
        }
        let (caption, header, rows) = table.cells_mut();
        if let Some(caption) = caption {
            self.content(caption, &at.key("caption"));
        }
        let place = at.key("header");
        for (n, cell) in header.iter_mut().enumerate() {
            self.inlines(cell, &place.item(n));
        }
        let place = at.key("rows");
        for (n, row) in rows.enumerate() {
            let row_at = place.item(n);
            for (n, cell) in row.iter_mut().enumerate() {
                self.inlines(cell, &row_at.item(n));
            }
        }
    }

    fn figure(&mut self, figure: &mut Figure, at: &At<'_>) {
        self.image(&mut figure.image, &at.key("image"));
        match &figure.alt {
            Alt::Text(alt) => self.text(alt, &at.key("alt").key("text")),
            Alt::Decorative => {
                if figure.caption.is_some() || !figure.description.is_empty() {
                    let help = "take the caption and the description out, or write an alternative: `\"alt\": { \"text\": \"…\" }`";
                    self.error(
                        &at.key("alt"),
                        "decorative-with-words",
                        "a decorative picture has no caption",
                        help,
                    );
                }
            }
        }
        match &mut figure.caption {
            Some(caption) => self.content(caption, &at.key("caption")),
            None if figure.description.is_empty() => {}
            None => {
                let help = "add `\"caption\": [{ \"text\": \"…\" }]`; what describes the picture follows it";
                self.error(at, "malformed-figure", "the figure has no caption", help);
            }
        }
        let description = at.key("description");
        for (n, block) in figure.description.iter().enumerate() {
            if !matches!(block, Block::Paragraph(_) | Block::List(_) | Block::Table(_)) {
                let help =
                    "describe the picture in paragraphs, lists and tables; put the rest behind the figure";
                self.error(
                    &description.item(n),
                    "malformed-figure",
                    "this cannot stand in a figure",
                    help,
                );
            }
        }
        self.blocks(&mut figure.description, &description);
    }

    /// Whether every link and citation leads somewhere.
    fn resolve(&mut self) {
        for lead in std::mem::take(&mut self.links) {
            if !self.headings.contains(&lead.to) {
                let near = self.near(&lead.to, |rules| &rules.headings);
                let message = format!(
                    "{}: no heading of the leaflet is named `{}`",
                    lead.pointer, &*lead.to
                );
                let help = format!("{near}write the `anchor` of a heading");
                self.log.error(lead.span, "unknown-target", message, help);
            }
        }
        for lead in std::mem::take(&mut self.cites) {
            if !self.references.contains(&lead.to) {
                let near = self.near(&lead.to, |rules| &rules.references);
                let message = format!("{}: no reference is named `{}`", lead.pointer, &*lead.to);
                let help = format!("{near}write the `anchor` of an item of `/leaflet/references`");
                self.log.error(lead.span, "unknown-citation", message, help);
            }
        }
    }

    /// What somebody may have meant; said of the first faults alone, because each name is compared with every other.
    fn near(&mut self, name: &str, names: impl Fn(&Self) -> &BTreeSet<Anchor>) -> String {
        const MOST_COMPARED: usize = 20_000;
        self.compared += names(self).len();
        if self.compared > MOST_COMPARED {
            return String::new();
        }
        did_you_mean(name, names(self).iter().map(|anchor| &**anchor))
    }
}

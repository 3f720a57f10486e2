//! Lengths that no leaflet needs. The reader of Markdown finds them before it parses; here they are found in the typed
//! leaflet, with the same numbers, before any rule looks at it and anything is marked in it.

mod line;

use super::place::{At, Places, pointer};
use crate::model::{Alt, Block, Leaflet, Mark, NonEmpty, Publisher, Table};
use crate::source::body::limits::{
    LONGEST_RUN, MOST_CHARACTERS, MOST_HEADINGS, MOST_LINES, MOST_LINES_IN_RUN, weight,
};
use crate::source::body::table::{MOST_CELLS, MOST_COLUMNS};
use crate::source::lengths::{LINE, most, too_long};
use crate::source::log::Log;
use crate::source::references::MOST_ENTRIES;

/// How many places are told before the rest is left.
const MOST_TOLD: usize = 20;

const SPLIT: &str = "split it into several leaflets, each in a file of its own";

/// Reports what is too long; whether anything is.
pub(super) fn exceeded(leaflet: &Leaflet, places: &Places, log: &mut Log) -> bool {
    let mut limits = Limits {
        log,
        told: 0,
        sum: Sum::default(),
    };
    let top = places.top();
    let at = top.key("leaflet");
    limits.blocks(&leaflet.body, &at.key("body"));
    // What stands round the body has a sum of its own, as it has files of its own beside Markdown.
    limits.sum = Sum::default();
    limits.values(leaflet, &at);
    limits.blocks(&leaflet.contact, &at.key("contact"));
    limits.blocks(&leaflet.about, &at.key("about"));
    if let Some(publisher) = &leaflet.publisher {
        limits.publisher(publisher, &at.key("publisher"));
    }
    limits.references(leaflet, &at.key("references"));
    limits.told > 0
}

/// What there has been so far.
#[derive(Default)]
struct Sum {
    characters: usize,
    blocks: usize,
    /// Blocks that hold others: an empty shell costs as much as a paragraph.
    shells: usize,
    headings: usize,
    cells: usize,
    marked: usize,
    pieces: usize,
}

struct Limits<'l> {
    log: &'l mut Log,
    told: usize,
    sum: Sum,
}

impl Limits<'_> {
    fn tell(&mut self, at: &At<'_>, message: &str, help: &str) {
        self.told += 1;
        let message = format!("{}: {message}", pointer(&at.steps()));
        self.log.error(at.mark(), "too-long", message, help);
    }

    /// Ends the walk: what is beyond a sum need not be counted.
    fn stop(&mut self, at: &At<'_>, message: &str, help: &str) {
        if self.told < MOST_TOLD {
            self.tell(at, message, help);
        }
        self.told = self.told.max(MOST_TOLD);
    }

    fn is_over(&self) -> bool {
        self.told >= MOST_TOLD
    }

    fn written(&mut self, characters: usize, at: &At<'_>) {
        self.sum.characters += characters;
        if self.sum.characters > MOST_CHARACTERS {
            let message = "the leaflet is too long: up to here it has more than 800,000 characters (200,000 of a script other than Latin, Greek or Cyrillic)";
            self.stop(at, message, SPLIT);
        }
    }

    fn value(&mut self, text: &str, most: usize, at: &At<'_>) {
        if self.is_over() {
            return;
        }
        self.block(at);
        self.written(text.chars().map(weight).sum(), at);
        if let Some(found) = too_long(text, most) {
            self.tell(at, &found.message, found.help);
        }
    }

    /// The texts of a list.
    fn lines(&mut self, lines: &[NonEmpty], at: &At<'_>) {
        for (n, line) in lines.iter().enumerate() {
            self.value(line, LINE, &at.item(n));
        }
    }

    fn values(&mut self, leaflet: &Leaflet, at: &At<'_>) {
        self.value(&leaflet.title, most("title"), &at.key("title"));
        for (key, text) in [
            ("short-title", &leaflet.short_title),
            ("summary", &leaflet.summary),
            ("topic", &leaflet.topic),
        ] {
            if let Some(text) = text {
                self.value(text, most(key), &at.key(key));
            }
        }
        self.lines(&leaflet.keywords, &at.key("keywords"));
        let record = at.key("record");
        if let Some(version) = &leaflet.record.version {
            self.value(version, LINE, &record.key("version"));
        }
        for (key, people) in [
            ("authors", &leaflet.record.authors),
            ("reviewers", &leaflet.record.reviewers),
        ] {
            let list = record.key(key);
            for (n, person) in people.iter().enumerate() {
                let place = list.item(n);
                for (key, text) in [("name", &person.name), ("role", &person.role)] {
                    if let Some(text) = text {
                        self.value(text, LINE, &place.key(key));
                    }
                }
            }
        }
        let reviews = at.key("reviews");
        for (n, review) in leaflet.reviews.iter().enumerate() {
            let place = reviews.item(n);
            self.value(&review.name, LINE, &place.key("name"));
            for (key, text) in [
                ("organisation", &review.organisation),
                ("role", &review.role),
                ("credential", &review.credential),
                ("report", &review.report),
            ] {
                if let Some(text) = text {
                    self.value(text, LINE, &place.key(key));
                }
            }
            self.lines(&review.formats, &place.key("formats"));
            self.lines(&review.layouts, &place.key("layouts"));
        }
        let marks = at.key("trust-marks");
        for (n, mark) in leaflet.trust_marks.iter().enumerate() {
            let place = marks.item(n);
            self.value(&mark.name, LINE, &place.key("name"));
            self.value(&mark.claim, LINE, &place.key("claim"));
            if let Some(mark) = &mark.mark {
                self.mark(mark, &place.key("mark"));
            }
        }
    }

    fn publisher(&mut self, publisher: &Publisher, at: &At<'_>) {
        self.value(&publisher.name, LINE, &at.key("name"));
        self.lines(&publisher.address, &at.key("address"));
        self.lines(&publisher.legal, &at.key("legal"));
        for (key, text) in [
            ("phone", &publisher.phone),
            ("email", &publisher.email),
            ("web", &publisher.web),
        ] {
            if let Some(text) = text {
                self.value(text, LINE, &at.key(key));
            }
        }
        if let Some(logo) = &publisher.logo {
            self.mark(logo, &at.key("logo"));
        }
        self.blocks(&publisher.about, &at.key("about"));
        self.blocks(&publisher.references_intro, &at.key("references-intro"));
        self.blocks(&publisher.other_formats, &at.key("other-formats"));
    }

    fn mark(&mut self, mark: &Mark, at: &At<'_>) {
        self.value(&mark.image.name, LINE, &at.key("image").key("name"));
        self.alternative(&mark.alt, &at.key("alt"));
    }

    fn alternative(&mut self, alt: &Alt, at: &At<'_>) {
        match alt {
            Alt::Text(text) => self.value(text, LONGEST_RUN, &at.key("text")),
            Alt::Decorative => {}
        }
    }

    fn references(&mut self, leaflet: &Leaflet, at: &At<'_>) {
        if leaflet.references.len() > MOST_ENTRIES {
            let message = format!("there are more than {MOST_ENTRIES} references");
            self.stop(at, &message, "keep those that the leaflet cites");
        }
        for (n, reference) in leaflet.references.iter().enumerate() {
            let place = at.item(n);
            if let Some(label) = &reference.label {
                self.value(label, LINE, &place.key("label"));
            }
            self.content(&reference.content, &place.key("content"));
        }
    }

    fn block(&mut self, at: &At<'_>) {
        self.sum.blocks += 1;
        if self.sum.blocks > MOST_LINES {
            let message = "the leaflet is too long: up to here it has more than 15,000 paragraphs, headings and other blocks";
            self.stop(at, message, SPLIT);
        }
    }

    fn shell(&mut self, at: &At<'_>) {
        self.sum.shells += 1;
        if self.sum.shells > MOST_LINES {
            let message =
                "up to here the leaflet has more than 15,000 lists, boxes and other blocks that hold blocks";
            self.stop(at, message, SPLIT);
        }
    }

    fn blocks(&mut self, blocks: &[Block], at: &At<'_>) {
        for (n, block) in blocks.iter().enumerate() {
            if self.is_over() {
                return;
            }
            self.one(block, &at.item(n));
        }
    }

    fn one(&mut self, block: &Block, at: &At<'_>) {
        match block {
            Block::Heading(heading) => {
                self.block(at);
                self.sum.headings += 1;
                if self.sum.headings > MOST_HEADINGS {
                    let message = "the leaflet has more than 2000 headings: nobody could find their way in its contents";
                    self.stop(at, message, SPLIT);
                }
                let inside = at.key("heading");
                self.led(heading.anchor.len(), &inside.key("anchor"));
                self.content(&heading.content, &inside.key("content"));
            }
            Block::Paragraph(paragraph) => {
                self.block(at);
                self.content(&paragraph.content, &at.key("paragraph").key("content"));
            }
            Block::List(list) => {
                self.shell(at);
                let items = at.key("list");
                let items = items.key("items");
                for (n, item) in list.items.iter().enumerate() {
                    self.blocks(item, &items.item(n));
                }
            }
            Block::DefinitionList(list) => {
                self.shell(at);
                let inside = at.key("definition-list");
                let entries = inside.key("entries");
                for (n, entry) in list.entries.iter().enumerate() {
                    let place = entries.item(n);
                    let terms = place.key("terms");
                    for (n, term) in entry.terms.iter().enumerate() {
                        self.block(&terms.item(n));
                        self.content(term, &terms.item(n));
                    }
                    let definitions = place.key("definitions");
                    for (n, definition) in entry.definitions.iter().enumerate() {
                        self.blocks(definition, &definitions.item(n));
                    }
                }
            }
            Block::Table(table) => self.table(table, &at.key("table")),
            Block::Figure(figure) => {
                self.block(at);
                let inside = at.key("figure");
                self.value(&figure.image.name, LINE, &inside.key("image").key("name"));
                self.alternative(&figure.alt, &inside.key("alt"));
                if let Some(caption) = &figure.caption {
                    self.content(caption, &inside.key("caption"));
                }
                self.blocks(&figure.description, &inside.key("description"));
            }
            Block::Callout(callout) => {
                self.shell(at);
                let inside = at.key("callout");
                self.content(&callout.label, &inside.key("label"));
                self.blocks(&callout.blocks, &inside.key("blocks"));
            }
            Block::Quote(quote) => {
                self.shell(at);
                self.blocks(&quote.blocks, &at.key("quote").key("blocks"));
            }
            Block::Division(division) => {
                self.shell(at);
                self.blocks(&division.blocks, &at.key("division").key("blocks"));
            }
            // No part of a text, which the rules say.
            Block::Contents(_) | Block::References(_) => self.block(at),
        }
    }

    fn table(&mut self, table: &Table, at: &At<'_>) {
        self.block(at);
        let columns = table.header().len();
        self.sum.cells += columns.saturating_mul(1 + table.rows().len());
        if columns > MOST_COLUMNS {
            let message =
                "the table has more than 20 columns: in large print not one word would fit into them";
            let help = "split the table, or turn it round so that its columns become rows";
            return self.tell(&at.key("header"), message, help);
        }
        if table.rows().len() > MOST_LINES_IN_RUN {
            let message = "the table has more than 2,000 rows";
            return self.tell(&at.key("rows"), message, "split a long table under headings");
        }
        if self.sum.cells > MOST_CELLS {
            let message = "the tables of the leaflet have more than 10,000 cells";
            let help = "keep what readers need, and say where the rest can be found";
            return self.stop(at, message, help);
        }
        if let Some(caption) = table.caption() {
            self.content(caption, &at.key("caption"));
        }
        let header = at.key("header");
        for (n, cell) in table.header().iter().enumerate() {
            self.line(cell, &header.item(n));
        }
        let rows = at.key("rows");
        for (n, row) in table.rows().iter().enumerate() {
            let place = rows.item(n);
            for (n, cell) in row.iter().enumerate() {
                self.line(cell, &place.item(n));
            }
        }
    }
}

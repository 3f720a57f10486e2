//! The Reading of the model: the side of the comparison that no backend touches.

use super::build::{ReadingBuilder, RunKind, Unresolved, collapse};
use super::{Container, Reading, Role};
use crate::model::block::{Alt, Block, Callout, Cell, Figure, List, Marker, References, Table};
use crate::model::inline::Inline;
use crate::model::units::Lang;

impl Reading {
    /// What a reader meets in these blocks, and every link inside them that leads nowhere.
    #[must_use]
    pub fn of_blocks(title: &str, lang: &Lang, blocks: &[Block]) -> (Self, Vec<Unresolved>) {
        let mut walk = Walk {
            out: ReadingBuilder::new(),
        };
        walk.blocks(blocks, lang);
        walk.out.finish(title, lang.clone())
    }
}

struct Walk {
    out: ReadingBuilder,
}

impl Walk {
    fn blocks(&mut self, blocks: &[Block], lang: &Lang) {
        for block in blocks {
            self.block(block, lang);
        }
    }

    fn within(&mut self, container: Container, blocks: &[Block], lang: &Lang) {
        self.out.open(container);
        self.blocks(blocks, lang);
        self.out.close();
    }

    fn block(&mut self, block: &Block, lang: &Lang) {
        match block {
            Block::Heading(heading) => {
                self.out.anchor(&heading.anchor);
                self.item(Role::Heading(heading.level), &heading.content, lang);
            }
            Block::Paragraph(paragraph) => self.item(Role::Paragraph, &paragraph.content, lang),
            Block::List(list) => self.list(list, lang),
            Block::DefinitionList(list) => {
                self.out.open(Container::DefinitionList);
                for entry in &list.entries {
                    for term in &entry.terms {
                        self.item(Role::Term, term, lang);
                    }
                    for definition in &entry.definitions {
                        self.within(Container::Definition, definition, lang);
                    }
                }
                self.out.close();
            }
            Block::Table(table) => self.table(table, lang),
            Block::Figure(figure) => self.figure(figure, lang),
            Block::Callout(callout) => self.callout(callout, lang),
            Block::Quote(quote) => self.within(Container::Quote, &quote.blocks, lang),
            Block::Division(division) => {
                let container = Container::Division {
                    lang: division.lang.clone(),
                    direction: division.lang.direction(),
                };
                self.within(container, &division.blocks, &division.lang);
            }
            Block::Contents(contents) => {
                self.out.open(Container::Contents);
                for entry in &contents.entries {
                    let link = RunKind::Link(crate::model::inline::Target::Anchor(entry.target.clone()));
                    self.out.begin(Role::ContentsEntry(entry.level));
                    self.inlines(&entry.content, lang, &link);
                    self.out.end();
                }
                self.out.close();
            }
            Block::References(references) => self.references(references, lang),
        }
    }

    fn list(&mut self, list: &List, lang: &Lang) {
        let (ordered, start) = match list.marker {
            Marker::Bullet => (false, 1),
            Marker::Number { start } => (true, start),
        };
        self.out.open(Container::List { ordered, start });
        for (ordinal, item) in (1..).zip(&list.items) {
            self.within(Container::ListItem { ordinal }, item, lang);
        }
        self.out.close();
    }

    fn table(&mut self, table: &Table, lang: &Lang) {
        self.out.open(Container::Table);
        if let Some(caption) = table.caption() {
            self.item(Role::Caption, caption, lang);
        }
        let columns: Vec<String> = table.header().iter().map(words).collect();
        self.out.open(Container::Row { ordinal: 1 });
        for (column, cell) in (1..).zip(table.header()) {
            self.cell(
                Container::Cell {
                    column,
                    header: true,
                    headers: Vec::new(),
                },
                cell,
                lang,
            );
        }
        self.out.close();
        for (ordinal, row) in (2..).zip(table.rows()) {
            self.out.open(Container::Row { ordinal });
            let row_header = row.first().filter(|_| table.row_headers()).map(words);
            for ((column, cell), heading) in (1..).zip(row).zip(&columns) {
                let header = table.row_headers() && column == 1;
                let mut headers = Vec::new();
                if !header {
                    headers.extend(Some(heading.clone()).filter(|h| !h.is_empty()));
                    headers.extend(row_header.clone().filter(|h| !h.is_empty()));
                }
                self.cell(
                    Container::Cell {
                        column,
                        header,
                        headers,
                    },
                    cell,
                    lang,
                );
            }
            self.out.close();
        }
        self.out.close();
    }

    fn cell(&mut self, container: Container, cell: &Cell, lang: &Lang) {
        self.out.open(container);
        self.item(Role::Cell, cell, lang);
        self.out.close();
    }

    fn figure(&mut self, figure: &Figure, lang: &Lang) {
        self.out.open(Container::Figure);
        match &figure.alt {
            Alt::Text(alt) => {
                self.out.begin(Role::Figure);
                self.out.text(alt, lang, RunKind::Plain);
                self.out.end();
            }
            Alt::Decorative => {}
        }
        if let Some(caption) = &figure.caption {
            self.item(Role::Caption, caption, lang);
        }
        self.blocks(&figure.description, lang);
        self.out.close();
    }

    fn callout(&mut self, callout: &Callout, lang: &Lang) {
        let label = collapse(&callout.label.plain_text());
        self.out.open(Container::Callout {
            kind: callout.kind,
            label,
        });
        self.item(Role::Label, &callout.label, lang);
        self.blocks(&callout.blocks, lang);
        self.out.close();
    }

    fn references(&mut self, references: &References, lang: &Lang) {
        self.out.open(Container::References);
        for entry in &references.entries {
            self.out.anchor(&entry.anchor);
            self.out.begin(Role::Reference);
            let back = match &entry.cited_at {
                Some(citation) => RunKind::BackLink(citation.to_string()),
                None => RunKind::Plain,
            };
            if let Some(label) = &entry.label {
                self.out.text(label, lang, back);
                self.out.text(" ", lang, RunKind::Plain);
            }
            self.inlines(&entry.content, lang, &RunKind::Plain);
            self.out.end();
        }
        self.out.close();
    }

    fn item(&mut self, role: Role, content: &[Inline], lang: &Lang) {
        self.out.begin(role);
        self.inlines(content, lang, &RunKind::Plain);
        self.out.end();
    }

    fn inlines(&mut self, inlines: &[Inline], lang: &Lang, kind: &RunKind) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.out.text(text, lang, kind.clone()),
                Inline::Strong(content) | Inline::Emphasis(content) | Inline::Unbroken(content) => {
                    self.inlines(content, lang, kind);
                }
                Inline::Link(link) => {
                    self.inlines(&link.content, lang, &RunKind::Link(link.target.clone()));
                }
                Inline::Language(phrase) => self.inlines(&phrase.content, &phrase.lang, kind),
                Inline::Citation(citation) => {
                    self.out.anchor(&citation.anchor);
                    let cites = RunKind::Citation(citation.reference.to_string());
                    self.inlines(&citation.content, lang, &cites);
                }
                Inline::LineBreak => self.out.text(" ", lang, kind.clone()),
            }
        }
    }
}

fn words(cell: &Cell) -> String {
    collapse(&Inline::plain_text(cell))
}

//! Blocks and inlines as nodes, numbered as they are met: a parent before its children, and each before what follows it.

use super::{CellKind, NodeId, NodeKind, Tree};
use crate::model::block::{Block, Contents, DefinitionList, Figure, List, Marker, References, Table};
use crate::model::inline::{Inline, Piece};
use crate::model::units::Lang;

impl<'a> Tree<'a> {
    pub(super) fn blocks(&mut self, parent: NodeId, blocks: &'a [Block], lang: &Lang) {
        for block in blocks {
            self.block(parent, block, lang);
        }
    }

    fn line(&mut self, parent: NodeId, kind: NodeKind<'a>, content: &'a [Inline], lang: &Lang) {
        let id = self.push(kind, Some(parent), lang);
        self.inlines(id, content, lang);
    }

    fn block(&mut self, parent: NodeId, block: &'a Block, lang: &Lang) {
        match block {
            Block::Heading(heading) => {
                let kind = NodeKind::Heading {
                    level: heading.level,
                    anchor: &heading.anchor,
                };
                self.line(parent, kind, &heading.content, lang);
            }
            Block::Paragraph(paragraph) => {
                self.line(
                    parent,
                    NodeKind::Paragraph(paragraph.style),
                    &paragraph.content,
                    lang,
                );
            }
            Block::List(list) => self.list(parent, list, lang),
            Block::DefinitionList(list) => self.definitions(parent, list, lang),
            Block::Table(table) => self.table(parent, table, lang),
            Block::Figure(figure) => self.figure(parent, figure, lang),
            Block::Callout(callout) => {
                let id = self.push(NodeKind::Callout(callout.kind), Some(parent), lang);
                self.line(id, NodeKind::Label, &callout.label, lang);
                self.blocks(id, &callout.blocks, lang);
            }
            Block::Quote(quote) => {
                let id = self.push(NodeKind::Quote, Some(parent), lang);
                self.blocks(id, &quote.blocks, lang);
            }
            Block::Division(division) => {
                let id = self.push(NodeKind::Division, Some(parent), &division.lang);
                self.blocks(id, &division.blocks, &division.lang);
            }
            Block::Contents(contents) => self.contents(parent, contents, lang),
            Block::References(references) => self.references(parent, references, lang),
        }
    }

    fn list(&mut self, parent: NodeId, list: &'a List, lang: &Lang) {
        let id = self.push(NodeKind::List(list.marker), Some(parent), lang);
        let first = match list.marker {
            Marker::Bullet => 1,
            Marker::Number { start } => start,
        };
        for (number, item) in (first..).zip(&list.items) {
            let item_id = self.push(
                NodeKind::ListItem {
                    number,
                    marker: list.marker,
                },
                Some(id),
                lang,
            );
            self.blocks(item_id, item, lang);
        }
    }

    fn definitions(&mut self, parent: NodeId, list: &'a DefinitionList, lang: &Lang) {
        let id = self.push(NodeKind::DefinitionList, Some(parent), lang);
        for entry in &list.entries {
            for term in &entry.terms {
                self.line(id, NodeKind::Term, term, lang);
            }
            for definition in &entry.definitions {
                let definition_id = self.push(NodeKind::Definition, Some(id), lang);
                self.blocks(definition_id, definition, lang);
            }
        }
    }

    fn table(&mut self, parent: NodeId, table: &'a Table, lang: &Lang) {
        let kind = NodeKind::Table {
            columns: table.header().len(),
            row_headers: table.row_headers(),
        };
        let id = self.push(kind, Some(parent), lang);
        if let Some(caption) = table.caption() {
            self.line(id, NodeKind::Caption, caption, lang);
        }
        let head = self.push(NodeKind::Row { header: true }, Some(id), lang);
        for cell in table.header() {
            self.line(head, NodeKind::Cell(CellKind::ColumnHeader), cell, lang);
        }
        for row in table.rows() {
            let row_id = self.push(NodeKind::Row { header: false }, Some(id), lang);
            for (column, cell) in row.iter().enumerate() {
                let heads = table.row_headers() && column == 0;
                let kind = if heads {
                    CellKind::RowHeader
                } else {
                    CellKind::Data
                };
                self.line(row_id, NodeKind::Cell(kind), cell, lang);
            }
        }
    }

    fn figure(&mut self, parent: NodeId, figure: &'a Figure, lang: &Lang) {
        let id = self.push(NodeKind::Figure, Some(parent), lang);
        self.push(
            NodeKind::Picture {
                kind: figure.kind,
                image: &figure.image,
                alt: &figure.alt,
            },
            Some(id),
            lang,
        );
        if let Some(caption) = &figure.caption {
            self.line(id, NodeKind::Caption, caption, lang);
        }
        self.blocks(id, &figure.description, lang);
    }

    fn contents(&mut self, parent: NodeId, contents: &'a Contents, lang: &Lang) {
        let id = self.push(NodeKind::Contents, Some(parent), lang);
        for entry in &contents.entries {
            let kind = NodeKind::ContentsEntry {
                level: entry.level,
                target: &entry.target,
            };
            self.line(id, kind, &entry.content, lang);
        }
    }

    fn references(&mut self, parent: NodeId, references: &'a References, lang: &Lang) {
        let id = self.push(NodeKind::References, Some(parent), lang);
        for entry in &references.entries {
            let entry_id = self.push(
                NodeKind::Reference {
                    anchor: &entry.anchor,
                },
                Some(id),
                lang,
            );
            if let Some(words) = &entry.label {
                let label = NodeKind::ReferenceLabel {
                    cited_at: entry.cited_at.as_ref(),
                    label: words,
                };
                let label_id = self.push(label, Some(entry_id), lang);
                self.push(NodeKind::Text(words), Some(label_id), lang);
            }
            self.line(entry_id, NodeKind::ReferenceText, &entry.content, lang);
        }
    }

    fn inlines(&mut self, parent: NodeId, inlines: &'a [Inline], lang: &Lang) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => {
                    self.push(NodeKind::Text(text), Some(parent), lang);
                }
                Inline::Strong(content) => self.line(parent, NodeKind::Strong, content, lang),
                Inline::Emphasis(content) => self.line(parent, NodeKind::Emphasis, content, lang),
                Inline::Link(link) => self.line(parent, NodeKind::Link(&link.target), &link.content, lang),
                Inline::Language(phrase) => {
                    self.line(parent, NodeKind::Phrase, &phrase.content, &phrase.lang);
                }
                Inline::Citation(citation) => {
                    let kind = NodeKind::Citation {
                        anchor: &citation.anchor,
                        reference: &citation.reference,
                    };
                    self.line(parent, kind, &citation.content, lang);
                }
                Inline::Unbroken(content) => {
                    self.line(parent, NodeKind::Unbroken(Piece::of(content)), content, lang);
                }
                Inline::LineBreak => {
                    self.push(NodeKind::LineBreak, Some(parent), lang);
                }
            }
        }
    }
}

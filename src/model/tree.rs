//! The logical tree of a leaflet: every node numbered in reading order before any page exists.
//!
//! Layout draws text for its leaves and a tagged format builds its structure from its branches; because both speak of
//! the same [`NodeId`], a paragraph over two pages stays one paragraph, and text that nobody tagged, or tagged twice,
//! can be found by counting.

use super::block::{
    Alt, Block, CalloutKind, Contents, DefinitionList, Figure, FigureKind, Image, Level, List, Marker,
    ParagraphStyle, References, Table,
};
use super::inline::{Inline, Piece, Target};
use super::text::Anchor;
use super::units::Lang;

/// The number of a node: its place in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// As an index into [`Tree::nodes`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node of the logical tree.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// What it is.
    pub kind: NodeKind<'a>,
    /// What it stands in; the root has none.
    pub parent: Option<NodeId>,
    /// What stands in it, in reading order.
    pub children: Vec<NodeId>,
    /// The language of its text.
    pub lang: Lang,
}

/// What a node is. Branches of blocks, branches inside a line, and leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind<'a> {
    /// The whole leaflet.
    Document,
    /// A heading.
    Heading {
        /// Its level.
        level: Level,
        /// Its place.
        anchor: &'a Anchor,
    },
    /// A paragraph.
    Paragraph(ParagraphStyle),
    /// A list.
    List(Marker),
    /// A list item.
    ListItem {
        /// The number it shows in a numbered list; its place in the list in a bulleted one.
        number: u32,
        /// How the list is marked.
        marker: Marker,
    },
    /// A definition list.
    DefinitionList,
    /// A term.
    Term,
    /// One definition of the terms before it.
    Definition,
    /// A table; an optional caption, then rows.
    Table {
        /// How many columns.
        columns: usize,
        /// Whether the first column heads its rows.
        row_headers: bool,
    },
    /// The caption of a table or figure.
    Caption,
    /// A row.
    Row {
        /// Whether it is the header row.
        header: bool,
    },
    /// A table cell.
    Cell(CellKind),
    /// A figure: its picture, caption and description.
    Figure,
    /// The picture of a figure. A leaf.
    Picture {
        /// What sort of picture it is.
        kind: FigureKind,
        /// The picture.
        image: &'a Image,
        /// Its alternative.
        alt: &'a Alt,
    },
    /// A callout; its label comes first.
    Callout(CalloutKind),
    /// The label of a callout.
    Label,
    /// A quotation.
    Quote,
    /// A passage in another language.
    Division,
    /// The contents.
    Contents,
    /// A line of the contents.
    ContentsEntry {
        /// The level of the heading.
        level: Level,
        /// The heading's place.
        target: &'a Anchor,
    },
    /// The list of references.
    References,
    /// An entry: its label, where it has one, then its text.
    Reference {
        /// Its place.
        anchor: &'a Anchor,
    },
    /// The label of a reference.
    ReferenceLabel {
        /// The citation it leads back to.
        cited_at: Option<&'a Anchor>,
        /// Its text, for the accessible name.
        label: &'a str,
    },
    /// The text of a reference.
    ReferenceText,
    /// Strong importance.
    Strong,
    /// Stress.
    Emphasis,
    /// A link.
    Link(&'a Target),
    /// A phrase in another language.
    Phrase,
    /// A citation.
    Citation {
        /// Its place.
        anchor: &'a Anchor,
        /// The entry it leads to.
        reference: &'a Anchor,
    },
    /// One piece of information, and what its words make it.
    Unbroken(Piece),
    /// Words. A leaf.
    Text(&'a str),
    /// A line that ends on purpose. A leaf.
    LineBreak,
}

/// What a table cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Heads its column.
    ColumnHeader,
    /// Heads its row.
    RowHeader,
    /// Holds data.
    Data,
}

/// The logical tree.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
}

impl<'a> Tree<'a> {
    /// The tree of these blocks.
    #[must_use]
    pub fn of(blocks: &'a [Block], lang: &Lang) -> Self {
        let mut tree = Self { nodes: Vec::new() };
        let root = tree.push(NodeKind::Document, None, lang);
        tree.blocks(root, blocks, lang);
        tree
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// All nodes in reading order; the index is the id.
    #[must_use]
    pub fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    /// A node of this tree.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id.index()]
    }

    /// The ids of all nodes in reading order.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len())
            .filter_map(|i| u32::try_from(i).ok())
            .map(NodeId)
    }

    /// Whether a node is another one or stands somewhere in it.
    #[must_use]
    pub fn is_within(&self, id: NodeId, outer: NodeId) -> bool {
        let mut at = Some(id);
        while let Some(node) = at {
            if node == outer {
                return true;
            }
            at = self.node(node).parent;
        }
        false
    }

    /// The words under a node, a line break counted as a space.
    #[must_use]
    pub fn plain_text(&self, id: NodeId) -> String {
        let node = self.node(id);
        match node.kind {
            NodeKind::Text(text) => text.to_owned(),
            NodeKind::LineBreak => " ".to_owned(),
            _ => node
                .children
                .iter()
                .map(|child| self.plain_text(*child))
                .collect(),
        }
    }

    fn push(&mut self, kind: NodeKind<'a>, parent: Option<NodeId>, lang: &Lang) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            kind,
            parent,
            children: Vec::new(),
            lang: lang.clone(),
        });
        if let Some(parent) = parent {
            self.nodes[parent.index()].children.push(id);
        }
        id
    }

    fn blocks(&mut self, parent: NodeId, blocks: &'a [Block], lang: &Lang) {
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

//! The logical tree of a leaflet: every node numbered in reading order before any page exists.
//!
//! Layout draws text for its leaves and a tagged format builds its structure from its branches; because both speak of
//! the same [`NodeId`], a paragraph over two pages stays one paragraph, and text that nobody tagged, or tagged twice,
//! can be found by counting.

mod build;

use super::block::{Alt, Block, CalloutKind, FigureKind, Image, Level, Marker, ParagraphStyle};
use super::inline::{Piece, Target};
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

impl<'a> NodeKind<'a> {
    /// The place that links may lead to, where it is one.
    #[must_use]
    pub fn anchor(&self) -> Option<&'a Anchor> {
        match self {
            Self::Heading { anchor, .. } | Self::Citation { anchor, .. } | Self::Reference { anchor } => {
                Some(anchor)
            }
            Self::Document
            | Self::Paragraph(_)
            | Self::List(_)
            | Self::ListItem { .. }
            | Self::DefinitionList
            | Self::Term
            | Self::Definition
            | Self::Table { .. }
            | Self::Caption
            | Self::Row { .. }
            | Self::Cell(_)
            | Self::Figure
            | Self::Picture { .. }
            | Self::Callout(_)
            | Self::Label
            | Self::Quote
            | Self::Division
            | Self::Contents
            | Self::ContentsEntry { .. }
            | Self::References
            | Self::ReferenceLabel { .. }
            | Self::ReferenceText
            | Self::Strong
            | Self::Emphasis
            | Self::Link(_)
            | Self::Phrase
            | Self::Unbroken(_)
            | Self::Text(_)
            | Self::LineBreak => None,
        }
    }

    /// Whether it stands inside a line, and is no block.
    #[must_use]
    pub fn is_inline(&self) -> bool {
        match self {
            Self::Strong
            | Self::Emphasis
            | Self::Link(_)
            | Self::Phrase
            | Self::Citation { .. }
            | Self::Unbroken(_)
            | Self::Text(_)
            | Self::LineBreak => true,
            Self::Document
            | Self::Heading { .. }
            | Self::Paragraph(_)
            | Self::List(_)
            | Self::ListItem { .. }
            | Self::DefinitionList
            | Self::Term
            | Self::Definition
            | Self::Table { .. }
            | Self::Caption
            | Self::Row { .. }
            | Self::Cell(_)
            | Self::Figure
            | Self::Picture { .. }
            | Self::Callout(_)
            | Self::Label
            | Self::Quote
            | Self::Division
            | Self::Contents
            | Self::ContentsEntry { .. }
            | Self::References
            | Self::Reference { .. }
            | Self::ReferenceLabel { .. }
            | Self::ReferenceText => false,
        }
    }
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
}

//! What is in a book, as far as its metadata speaks of it: metadata names what is there, and only that.

use crate::model::block::{Alt, FigureKind};
use crate::model::tree::{Node, NodeKind, Tree};
use crate::model::units::Lang;

/// What has been met in a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// A picture that shows something. Logos and signs of schemes do not count: seeing them is not needed to understand.
    pub pictures: bool,
    /// A picture, logos included, with a text alternative.
    pub alternatives: bool,
    /// A picture that is marked as decorative.
    pub decorations: bool,
    /// A picture with a longer description beside it.
    pub descriptions: bool,
    /// A table.
    pub tables: bool,
    /// A heading below the title.
    pub headings: bool,
    /// A citation that leads to its reference.
    pub citations: bool,
    /// The languages of its words, in the order of first use.
    pub languages: Vec<Lang>,
}

impl Found {
    /// Takes note of a node of the book's logical tree.
    pub fn meet(&mut self, tree: &Tree<'_>, node: &Node<'_>) {
        match &node.kind {
            NodeKind::Heading { level, .. } => self.headings |= level.get() > 1,
            NodeKind::Table { .. } => self.tables = true,
            NodeKind::Citation { .. } => self.citations = true,
            NodeKind::Figure => {
                let children = node.children.iter().map(|child| &tree.node(*child).kind);
                self.descriptions |= children
                    .into_iter()
                    .any(|kind| !matches!(kind, NodeKind::Picture { .. } | NodeKind::Caption));
            }
            NodeKind::Picture { kind, alt, .. } => match alt {
                Alt::Text(_) => {
                    self.alternatives = true;
                    self.pictures |= *kind == FigureKind::Picture;
                }
                Alt::Decorative => self.decorations = true,
            },
            NodeKind::Text(words) => self.language(words, &node.lang),
            NodeKind::Document
            | NodeKind::Paragraph(_)
            | NodeKind::List(_)
            | NodeKind::ListItem { .. }
            | NodeKind::DefinitionList
            | NodeKind::Term
            | NodeKind::Definition
            | NodeKind::Caption
            | NodeKind::Row { .. }
            | NodeKind::Cell(_)
            | NodeKind::Callout(_)
            | NodeKind::Label
            | NodeKind::Quote
            | NodeKind::Division
            | NodeKind::Contents
            | NodeKind::ContentsEntry { .. }
            | NodeKind::References
            | NodeKind::Reference { .. }
            | NodeKind::ReferenceLabel { .. }
            | NodeKind::ReferenceText
            | NodeKind::Strong
            | NodeKind::Emphasis
            | NodeKind::Link(_)
            | NodeKind::Phrase
            | NodeKind::Unbroken(_)
            | NodeKind::LineBreak => {}
        }
    }

    fn language(&mut self, words: &str, lang: &Lang) {
        if !self.languages.contains(lang) && !words.trim().is_empty() {
            self.languages.push(lang.clone());
        }
    }
}

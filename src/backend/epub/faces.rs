//! The faces that a book carries: those that its text is set in, and no more.

use std::collections::BTreeSet;

use crate::layout::fonts::{self, FaceId};
use crate::layout::{Edition, Weight};
use crate::model::block::Alt;
use crate::model::tree::{NodeId, NodeKind, Tree};

/// A style in which text is set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Style {
    weight: Weight,
    italic: bool,
}

/// The faces that the text of an edition needs, in the order of [`fonts::FACES`].
pub(super) fn of(edition: &Edition) -> Vec<FaceId> {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let regular = Style {
        weight: Weight::Regular,
        italic: false,
    };
    let mut needed = BTreeSet::new();
    collect(edition, &tree, tree.root(), regular, &mut needed);
    let mut faces = BTreeSet::new();
    for (c, style) in needed {
        faces.extend(face(edition, c, style));
    }
    faces.into_iter().collect()
}

fn collect(
    edition: &Edition,
    tree: &Tree<'_>,
    id: NodeId,
    style: Style,
    needed: &mut BTreeSet<(char, Style)>,
) {
    let node = tree.node(id);
    let bold = Style {
        weight: Weight::Bold,
        ..style
    };
    let style = match &node.kind {
        NodeKind::Heading { .. }
        | NodeKind::Term
        | NodeKind::Caption
        | NodeKind::Label
        | NodeKind::ReferenceLabel { .. } => bold,
        NodeKind::Cell(kind) if *kind != crate::model::tree::CellKind::Data => bold,
        NodeKind::Strong => Style {
            weight: style.weight.max(edition.layout.profile.emphasis.strong_weight()),
            ..style
        },
        NodeKind::Emphasis => {
            let emphasis = &edition.layout.profile.emphasis;
            Style {
                weight: style.weight.max(emphasis.weight),
                italic: style.italic || emphasis.italic,
            }
        }
        NodeKind::ListItem { number, marker } => {
            if let crate::model::Marker::Number { .. } = marker {
                needed.extend(format!("{number}.").chars().map(|c| (c, bold)));
            }
            style
        }
        // A picture that cannot be shown gives way to its alternative.
        NodeKind::Picture {
            alt: Alt::Text(alt), ..
        } => {
            needed.extend(alt.chars().map(|c| (c, style)));
            style
        }
        NodeKind::Text(text) => {
            needed.extend(text.chars().map(|c| (c, style)));
            style
        }
        NodeKind::Document
        | NodeKind::Paragraph(_)
        | NodeKind::List(_)
        | NodeKind::DefinitionList
        | NodeKind::Definition
        | NodeKind::Table { .. }
        | NodeKind::Row { .. }
        | NodeKind::Cell(_)
        | NodeKind::Figure
        | NodeKind::Picture { .. }
        | NodeKind::Callout(_)
        | NodeKind::Quote
        | NodeKind::Division
        | NodeKind::Contents
        | NodeKind::ContentsEntry { .. }
        | NodeKind::References
        | NodeKind::Reference { .. }
        | NodeKind::ReferenceText
        | NodeKind::Link(_)
        | NodeKind::Phrase
        | NodeKind::Citation { .. }
        | NodeKind::Unbroken(_)
        | NodeKind::LineBreak => style,
    };
    for child in &node.children {
        collect(edition, tree, *child, style, needed);
    }
}

/// The face of a character: the first family that has it, in the style asked for, or upright where the family has no
/// italic. What is never drawn, or in no face, needs none.
fn face(edition: &Edition, c: char, style: Style) -> Option<FaceId> {
    if c.is_whitespace() || fonts::invisible(c) {
        return None;
    }
    let faces = &edition.layout.profile.faces;
    let families = std::iter::once(&faces.family).chain(&faces.fallback);
    families.into_iter().find_map(|family| {
        let fits = |italic: bool| {
            FaceId::all().find(|id| {
                let face = id.face();
                face.family == family
                    && face.weight == style.weight
                    && face.italic == italic
                    && face.covers(c)
            })
        };
        fits(style.italic).or_else(|| fits(false))
    })
}

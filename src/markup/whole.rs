//! What a document may not hold, looked for before any of it is written: the model has no types for it.

use std::collections::BTreeSet;

use crate::layout::Edition;
use crate::model::block::Alt;
use crate::model::inline::Target;
use crate::model::tree::{NodeKind, Tree};

/// Looks through an edition.
///
/// # Errors
/// Names a place that comes twice, a link that leads nowhere, or a character that neither XML nor HTML can carry; or says
/// that there is nothing to read.
pub fn check(edition: &Edition) -> Result<(), String> {
    if edition.blocks().is_empty() {
        return Err("there is nothing to read in it".to_owned());
    }
    let mut places = BTreeSet::new();
    let mut links = BTreeSet::new();
    let tree = Tree::of(edition.blocks(), edition.lang());
    for node in tree.nodes() {
        match &node.kind {
            NodeKind::Citation { reference, .. } => drop(links.insert(&***reference)),
            NodeKind::ContentsEntry { target, .. } => drop(links.insert(&***target)),
            NodeKind::ReferenceLabel { cited_at, .. } => links.extend(cited_at.map(|anchor| &**anchor)),
            NodeKind::Link(Target::Anchor(target)) => drop(links.insert(&**target)),
            NodeKind::Picture {
                alt: Alt::Text(words),
                ..
            } => carried(words)?,
            NodeKind::Text(words) => carried(words)?,
            NodeKind::Link(Target::Url(url)) => carried(url)?,
            NodeKind::Heading { .. }
            | NodeKind::Reference { .. }
            | NodeKind::Document
            | NodeKind::Paragraph(_)
            | NodeKind::List(_)
            | NodeKind::ListItem { .. }
            | NodeKind::DefinitionList
            | NodeKind::Term
            | NodeKind::Definition
            | NodeKind::Table { .. }
            | NodeKind::Caption
            | NodeKind::Row { .. }
            | NodeKind::Cell(_)
            | NodeKind::Figure
            | NodeKind::Picture { .. }
            | NodeKind::Callout(_)
            | NodeKind::Label
            | NodeKind::Quote
            | NodeKind::Division
            | NodeKind::Contents
            | NodeKind::References
            | NodeKind::ReferenceText
            | NodeKind::Strong
            | NodeKind::Emphasis
            | NodeKind::Phrase
            | NodeKind::Unbroken(_)
            | NodeKind::LineBreak => {}
        }
        if let Some(place) = node.kind.anchor().map(|anchor| &**anchor)
            && !places.insert(place)
        {
            return Err(format!("the place #{place} comes twice"));
        }
    }
    match links.difference(&places).next() {
        Some(link) => Err(format!("a link leads to #{link}, and there is no such place")),
        None => Ok(()),
    }
}

/// XML 1.0 (section 2.2) has no way to write most control characters, and HTML parsers change them.
fn carried(text: &str) -> Result<(), String> {
    let refused = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    match text.chars().find(|c| refused(*c)) {
        Some(c) => Err(format!(
            "markup cannot carry the character U+{:04X} in “{text}”",
            u32::from(c)
        )),
        None => Ok(()),
    }
}

//! The faces that a book carries: those that its text is set in, and no more; and which family comes first in which
//! language. A reading system takes each character from the first family that has it.

use std::collections::{BTreeMap, BTreeSet};

use crate::layout::fonts::{self, FaceId};
use crate::layout::{Edition, Families, Family, Weight};
use crate::model::Lang;
use crate::model::block::Alt;
use crate::model::inline::Target;
use crate::model::tree::{NodeId, NodeKind, Tree};

/// A style in which text is set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Style {
    weight: Weight,
    italic: bool,
}

/// A face, and what is set in it.
pub struct Used {
    /// The face.
    pub id: FaceId,
    /// Every character that is drawn in it.
    pub characters: BTreeSet<char>,
}

/// What a reading system may draw by itself: bullets, and the numbers of lists.
const DRAWN: &str = "\u{2022}0123456789.";

/// What a book's text is set in.
pub struct Faces {
    /// The faces that its text needs, in the order of [`fonts::FACES`].
    pub used: Vec<Used>,
    /// The families in the order of running text.
    pub body: Vec<Family>,
    /// The languages whose text is led by another family, with the families in their order.
    pub languages: Vec<(Lang, Vec<Family>)>,
}

/// What a format shows beside the leaflet.
#[derive(Default)]
pub struct Beside<'a> {
    /// Its own words, in the language of [`Words`](crate::layout::Words): they may head something, and be bold.
    pub words: &'a [&'a str],
    /// Whether it shows the addresses that links lead to.
    pub addresses: bool,
}

/// The faces of an edition.
pub fn of(edition: &Edition, beside: &Beside<'_>) -> Faces {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let regular = Style {
        weight: Weight::Regular,
        italic: false,
    };
    let families = Families::of(&edition.layout.profile.faces);
    let mut needed = BTreeMap::new();
    let walk = Walk {
        edition,
        tree: &tree,
        addresses: beside.addresses,
    };
    walk.collect(tree.root(), regular, &mut needed);
    let bold = Style {
        weight: Weight::Bold,
        ..regular
    };
    let own = needed.entry(edition.lang().clone()).or_default();
    own.extend(DRAWN.chars().map(|c| (c, regular)));
    let theirs = needed.entry(words_lang(edition)).or_default();
    for c in beside.words.iter().flat_map(|words| words.chars()) {
        theirs.extend([(c, regular), (c, bold)]);
    }
    let mut body = order(&families, edition.lang());
    let mut used: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
    let mut languages = Vec::new();
    for (lang, characters) in needed {
        let own = order(&families, &lang);
        for (c, style) in characters {
            // Readers may set all text in one weight, and a heading stands in lists of contents as plain words.
            for style in [style, regular] {
                if let Some(id) = face(&own, c, style) {
                    used.entry(id).or_default().insert(c);
                }
            }
        }
        if own.first() != body.first() {
            languages.push((lang, own));
        }
    }
    let kept = |families: &mut Vec<Family>| {
        families.retain(|family| used.keys().any(|id| id.face().family == family.name()));
    };
    kept(&mut body);
    languages.iter_mut().for_each(|(_, families)| kept(families));
    let used = used
        .into_iter()
        .map(|(id, characters)| Used { id, characters })
        .collect();
    Faces {
        used,
        body,
        languages,
    }
}

/// The families in their order in a language.
fn order(families: &Families, lang: &Lang) -> Vec<Family> {
    let lead = families.lead(lang);
    let rest = families.iter().filter(|family| *family != lead);
    std::iter::once(lead).chain(rest).collect()
}

/// The characters of each language, each in its styles.
type Needed = BTreeMap<Lang, BTreeSet<(char, Style)>>;

/// The language of the words that are ours.
fn words_lang(edition: &Edition) -> Lang {
    match Lang::parse(&edition.words.lang) {
        Ok(lang) if !edition.words.are_in(edition.lang()) => lang,
        Ok(_) | Err(_) => edition.lang().clone(),
    }
}

struct Walk<'a> {
    edition: &'a Edition,
    tree: &'a Tree<'a>,
    addresses: bool,
}

impl Walk<'_> {
    fn collect(&self, id: NodeId, style: Style, needed: &mut Needed) {
        let node = self.tree.node(id);
        let mut need = |words: &str, style: Style| {
            let known = needed.entry(node.lang.clone()).or_default();
            known.extend(words.chars().map(|c| (c, style)));
        };
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
                weight: style
                    .weight
                    .max(self.edition.layout.profile.emphasis.strong_weight()),
                ..style
            },
            NodeKind::Emphasis => {
                let emphasis = &self.edition.layout.profile.emphasis;
                Style {
                    weight: style.weight.max(emphasis.weight),
                    italic: style.italic || emphasis.italic,
                }
            }
            NodeKind::ListItem { number, marker } => {
                if let crate::model::Marker::Number { .. } = marker {
                    need(&format!("{number}."), bold);
                }
                style
            }
            // A picture that cannot be shown gives way to its alternative.
            NodeKind::Picture {
                alt: Alt::Text(alt), ..
            } => {
                need(alt, style);
                style
            }
            NodeKind::Link(Target::Url(address)) if self.addresses => {
                need(&format!(" ({address})"), style);
                style
            }
            NodeKind::Text(text) => {
                need(text, style);
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
            self.collect(*child, style, needed);
        }
    }
}

/// The face of a character: that of the first family that has it, in the style asked for, or upright where the family has
/// no italic. What is never drawn, or in no face, needs none.
fn face(families: &[Family], c: char, style: Style) -> Option<FaceId> {
    if c.is_whitespace() || fonts::invisible(c) {
        return None;
    }
    let family = families.iter().find(|family| family.covers(c))?;
    Some(family.face(style.weight, style.italic))
}

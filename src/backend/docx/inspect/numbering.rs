//! The numbering part: whether a list is numbered, and from where.

use std::collections::BTreeMap;

use roxmltree::{Document, Node, NodeId};

use super::look::seen::is_of_signs;
use super::parts::{W, attribute, child, switch, value};
use super::styles::Styles;
use crate::model::excerpt;

/// The lists of a document.
pub struct Numbering {
    levels: BTreeMap<(u32, u32), Level>,
    /// The numbering that another takes its levels from, where it has none of its own.
    links: BTreeMap<u32, u32>,
    /// The level that belongs to a style, by numbering and the style's place in the sheet.
    styles: BTreeMap<(u32, usize), u32>,
    instances: BTreeMap<u32, Instance>,
}

struct Instance {
    numbering: u32,
    starts: BTreeMap<u32, u32>,
    /// Levels of its own.
    levels: BTreeMap<u32, Level>,
}

struct Level {
    bullet: bool,
    start: u32,
    odd: Option<Odd>,
    node: NodeId,
}

/// What is seen at the items of a list and is in no Reading, or is in it and not seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Odd {
    /// Bullets that are words.
    Words(String),
    /// Letters, digits or signs beside the number.
    Beside(String),
    /// No number where there should be one.
    Unseen,
}

/// Signs that change what a number says.
const SIGNS: &str = "%‰+−×÷±=<>≤≥≈✗✘✕❌";

impl Odd {
    /// What is said of it.
    pub fn fault(&self) -> String {
        match self {
            Self::Words(text) => format!("the bullets of a list are words that no Reading holds: “{text}”"),
            Self::Beside(text) => {
                format!(
                    "the numbers of a list have letters or digits beside them that no Reading holds: “{text}”"
                )
            }
            Self::Unseen => "the numbers of a list are not shown".to_owned(),
        }
    }

    /// Of a level, by its text, in which `%1` is the number of the first level.
    fn of(node: Node<'_, '_>, text: &str, bullet: bool) -> Option<Self> {
        let property = child(node, "rPr");
        let face = property.and_then(|property| attribute(child(property, "rFonts")?, "ascii"));
        // Word's own bullet of the second level.
        let is_circle = matches!(text, "o" | "O");
        let mut numbers = Vec::new();
        let mut beside = false;
        let mut letters = text.chars();
        while let Some(c) = letters.next() {
            match c {
                '%' => match letters.next() {
                    Some(level @ '1'..='9') => numbers.push(level),
                    Some(_) | None => beside = true,
                },
                c => beside |= c.is_alphanumeric() || SIGNS.contains(c),
            }
        }
        if bullet {
            let is_words = beside && !is_circle && !face.is_some_and(is_of_signs);
            return is_words.then(|| Self::Words(excerpt(text)));
        }
        let formatted = value(node, "numFmt") != Some("none");
        let count = numbers.len();
        // The number of a deeper level is none where no item of it has begun.
        let own = number(attribute(node, "ilvl")).unwrap_or(0).saturating_add(1);
        let shows_own = numbers.iter().any(|level| level.to_digit(10) == Some(own));
        numbers.sort_unstable();
        numbers.dedup();
        let hidden = property.and_then(|property| switch(property, "vanish"));
        if beside || numbers.len() < count {
            Some(Self::Beside(excerpt(text)))
        } else if hidden.unwrap_or(false) || shows_own != formatted {
            Some(Self::Unseen)
        } else {
            None
        }
    }
}

impl Numbering {
    /// Reads a numbering part.
    pub fn of(tree: &Document<'_>, sheet: &Styles) -> Self {
        let mut levels = BTreeMap::new();
        let mut styles = BTreeMap::new();
        let mut instances = BTreeMap::new();
        // Numberings by the style that they belong to, and by the style whose numbering they take.
        let (mut named, mut wanted) = (BTreeMap::new(), BTreeMap::new());
        for node in tree.root_element().children() {
            if node.has_tag_name((W, "abstractNum")) {
                let Some(id) = number(attribute(node, "abstractNumId")) else {
                    continue;
                };
                if let Some(style) = value(node, "styleLink") {
                    named.entry(style).or_insert(id);
                }
                if let Some(style) = value(node, "numStyleLink") {
                    wanted.insert(id, style);
                }
                for level in node.children().filter(|node| node.has_tag_name((W, "lvl"))) {
                    let at = number(attribute(level, "ilvl")).unwrap_or(0);
                    levels.insert((id, at), Level::of(level));
                    if let Some(style) = value(level, "pStyle").and_then(|style| sheet.place(style)) {
                        styles.insert((id, style), at);
                    }
                }
            } else if node.has_tag_name((W, "num"))
                && let (Some(id), Some(numbering)) = (
                    number(attribute(node, "numId")),
                    number(value(node, "abstractNumId")),
                )
            {
                let overrides = || {
                    node.children()
                        .filter(|node| node.has_tag_name((W, "lvlOverride")))
                };
                let own = overrides().filter_map(|node| {
                    let level = Level::of(child(node, "lvl")?);
                    Some((number(attribute(node, "ilvl"))?, level))
                });
                let starts = overrides().filter_map(start);
                instances.insert(
                    id,
                    Instance {
                        numbering,
                        starts: starts.collect(),
                        levels: own.collect(),
                    },
                );
            }
        }
        // One step is taken, so that numberings which take from each other have none.
        let link = |(id, style): (u32, &str)| Some((id, *named.get(style)?));
        Self {
            links: wanted.into_iter().filter_map(link).collect(),
            levels,
            styles,
            instances,
        }
    }

    /// The level of a list that belongs to a style.
    pub fn level_of(&self, id: u32, style: usize) -> Option<u32> {
        let instance = self.instances.get(&id)?;
        self.styles.get(&(instance.numbering, style)).copied()
    }

    /// What is odd about the bullets or numbers of a list at a level.
    pub fn odd(&self, id: u32, level: u32) -> Option<&Odd> {
        self.level(id, level)?.odd.as_ref()
    }

    /// The element that says how a list is at a level.
    pub fn element(&self, id: u32, level: u32) -> Option<NodeId> {
        self.level(id, level).map(|level| level.node)
    }

    fn level(&self, id: u32, level: u32) -> Option<&Level> {
        let instance = self.instances.get(&id)?;
        let of = |numbering: u32| self.levels.get(&(numbering, level));
        let linked = || of(*self.links.get(&instance.numbering)?);
        let own = instance.levels.get(&level);
        own.or_else(|| of(instance.numbering)).or_else(linked)
    }

    /// What a list is at a level. `None` for a list that is not there.
    pub fn list(&self, id: u32, level: u32) -> Option<Shape> {
        let instance = self.instances.get(&id)?;
        let found = self.level(id, level)?;
        if found.bullet {
            return Some(Shape::Bullets);
        }
        let own = instance.starts.get(&level).copied();
        Some(Shape::Numbers {
            start: own.unwrap_or(found.start),
            kind: instance.numbering,
            restarts: own.is_some(),
        })
    }
}

/// What a list is at a level.
pub enum Shape {
    /// Bulleted.
    Bullets,
    /// Numbered.
    Numbers {
        /// Its first number.
        start: u32,
        /// The abstract numbering whose numbers it goes on counting, where it does not restart.
        kind: u32,
        /// Whether it says where it starts.
        restarts: bool,
    },
}

impl Level {
    fn of(node: Node<'_, '_>) -> Self {
        // A text without a number in it is a bullet with white before it.
        let text = value(node, "lvlText").unwrap_or_default();
        let marked = !text.trim().is_empty() && !text.contains('%');
        let bullet = match value(node, "numFmt") {
            Some("bullet") => true,
            Some("none") => marked,
            _ => false,
        };
        Self {
            bullet,
            odd: Odd::of(node, text, bullet),
            start: number(value(node, "start")).unwrap_or(0),
            node: node.id(),
        }
    }
}

fn start(node: Node<'_, '_>) -> Option<(u32, u32)> {
    let level = number(attribute(node, "ilvl"))?;
    let own = child(node, "lvl").and_then(|level| number(value(level, "start")));
    Some((level, number(value(node, "startOverride")).or(own)?))
}

fn number(text: Option<&str>) -> Option<u32> {
    text?.parse().ok()
}

//! The numbering part: whether a list is numbered, and from where.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::parts::{W, attribute, child, value};

/// The lists of a document.
pub struct Numbering {
    levels: BTreeMap<(u32, u32), Level>,
    /// The numbering that another takes its levels from, where it has none of its own.
    links: BTreeMap<u32, u32>,
    /// The level that belongs to a style, by numbering and style.
    styles: BTreeMap<(u32, String), u32>,
    instances: BTreeMap<u32, Instance>,
}

struct Instance {
    numbering: u32,
    starts: BTreeMap<u32, u32>,
    /// Levels of its own.
    levels: BTreeMap<u32, Level>,
}

#[derive(Clone, Copy)]
struct Level {
    bullet: bool,
    start: u32,
}

impl Numbering {
    /// Reads a numbering part.
    pub fn of(tree: &Document<'_>) -> Self {
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
                    if let Some(style) = value(level, "pStyle") {
                        styles.insert((id, style.to_owned()), at);
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
    pub fn level_of(&self, id: u32, style: &str) -> Option<u32> {
        let instance = self.instances.get(&id)?;
        self.styles.get(&(instance.numbering, style.to_owned())).copied()
    }

    /// What a list is at a level. `None` for a list that is not there.
    pub fn list(&self, id: u32, level: u32) -> Option<Shape> {
        let instance = self.instances.get(&id)?;
        let of = |numbering: u32| self.levels.get(&(numbering, level));
        let linked = || of(*self.links.get(&instance.numbering)?);
        let own = instance.levels.get(&level);
        let found = own.or_else(|| of(instance.numbering)).or_else(linked)?;
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
            start: number(value(node, "start")).unwrap_or(0),
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

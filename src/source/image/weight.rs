//! How much a drawing asks of whoever draws it, known before anything is drawn: `use` can say in a few lines what takes
//! hours to paint, and a chain of references overflows the stack of whoever follows it.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

/// The deepest nesting, references followed: real drawings have some ten levels.
const MAX_DEPTH: usize = 200;

/// The most weight: about 200,000 segments of a path, far more than print can show.
const MAX_WEIGHT: u64 = 1_500_000;

/// What an element weighs; a byte of a path weighs 1, a segment has some seven.
const ELEMENT: u64 = 10;

/// What a character weighs: its outline.
const CHARACTER: u64 = 20;

/// Why a drawing is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooMuch {
    /// It nests too deeply, references followed.
    Deep,
    /// It has too many parts, references followed.
    Heavy,
}

/// What is drawn under an element.
#[derive(Clone, Copy, Debug, Default)]
struct Load {
    weight: u64,
    height: usize,
}

struct Scale<'d> {
    named: BTreeMap<&'d str, Node<'d, 'd>>,
    /// What is known of elements with a name; nothing while it is being found out.
    known: BTreeMap<&'d str, Load>,
}

/// Says whether a drawing is too much.
pub(super) fn check<'d>(document: &'d Document<'d>) -> Result<(), TooMuch> {
    let mut named = BTreeMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            named.entry(id).or_insert(node);
        }
    }
    let mut scale = Scale {
        named,
        known: BTreeMap::new(),
    };
    scale.load(document.root_element(), 0).map(|_| ())
}

impl<'d> Scale<'d> {
    fn load(&mut self, node: Node<'d, 'd>, depth: usize) -> Result<Load, TooMuch> {
        let id = node.attribute("id");
        if let Some(load) = id.and_then(|id| self.known.get(id)).copied() {
            return if depth + load.height > MAX_DEPTH {
                Err(TooMuch::Deep)
            } else {
                Ok(load)
            };
        }
        if depth > MAX_DEPTH {
            return Err(TooMuch::Deep);
        }
        if let Some(id) = id {
            // Who leads back to himself adds nothing.
            self.known.insert(id, Load::default());
        }
        let mut sum = Load {
            weight: own_weight(node),
            height: 1,
        };
        for below in node.children() {
            self.add(&mut sum, below, depth)?;
        }
        for attribute in node.attributes() {
            for name in names(attribute.value()) {
                if let Some(target) = self.named.get(name).copied() {
                    self.add(&mut sum, target, depth)?;
                }
            }
        }
        if let Some(id) = id {
            self.known.insert(id, sum);
        }
        Ok(sum)
    }

    fn add(&mut self, sum: &mut Load, node: Node<'d, 'd>, depth: usize) -> Result<(), TooMuch> {
        let load = self.load(node, depth + 1)?;
        sum.weight += load.weight;
        sum.height = sum.height.max(load.height + 1);
        if sum.weight > MAX_WEIGHT {
            Err(TooMuch::Heavy)
        } else {
            Ok(())
        }
    }
}

fn own_weight(node: Node<'_, '_>) -> u64 {
    if node.is_text() {
        let words = node.text().unwrap_or_default().split_whitespace();
        return words.map(|word| CHARACTER * word.chars().count() as u64).sum();
    }
    let outlines = ["d", "points"]
        .into_iter()
        .filter_map(|name| node.attribute(name));
    ELEMENT + outlines.map(|outline| outline.len() as u64).sum::<u64>()
}

/// The names of parts of the drawing that an attribute leads to: `#name`, `url(#name)`.
fn names(value: &str) -> impl Iterator<Item = &str> {
    let whole = value.trim().strip_prefix('#');
    let inner = value.split("url(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start_matches([' ', '\t', '\r', '\n', '"', '\'']);
        rest.strip_prefix('#')?.split([')', '"', '\'', ' ']).next()
    });
    whole.into_iter().chain(inner)
}

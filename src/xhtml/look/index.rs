//! Rules by what an element must have for them to pick it, as browsers keep them: an element is held against those few that
//! speak of its name, its classes and its id, not against all.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::select::Key;
use super::sheet::Rule;

/// The rules of a sheet by their keys.
#[derive(Debug, Default)]
pub(super) struct Index {
    ids: BTreeMap<String, Vec<usize>>,
    classes: BTreeMap<String, Vec<usize>>,
    names: BTreeMap<String, Vec<usize>>,
    /// Those that may pick any element.
    all: Vec<usize>,
}

impl Index {
    /// The index of these rules.
    pub fn of(rules: &[Rule]) -> Self {
        let mut out = Self::default();
        for (number, rule) in rules.iter().enumerate() {
            let place = match rule.selector.key() {
                Key::Id(id) => out.ids.entry(id.to_owned()).or_default(),
                Key::Class(class) => out.classes.entry(class.to_owned()).or_default(),
                Key::Name(name) => out.names.entry(name.to_owned()).or_default(),
                Key::Any => &mut out.all,
            };
            place.push(number);
        }
        out
    }

    /// The numbers of the rules that may pick an element, each once, in their order.
    pub fn candidates(&self, node: Node<'_, '_>) -> Vec<usize> {
        let mut out = self.all.clone();
        let mut add = |found: Option<&Vec<usize>>| out.extend(found.into_iter().flatten());
        add(self.names.get(node.tag_name().name()));
        if let Some(id) = node.attribute("id").filter(|_| !self.ids.is_empty()) {
            add(self.ids.get(id));
        }
        if let Some(classes) = node.attribute("class").filter(|_| !self.classes.is_empty()) {
            let mut last = "";
            for class in classes.split_whitespace().take(MOST_CLASSES) {
                if class != last {
                    add(self.classes.get(class));
                }
                last = class;
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The most classes of an element that are looked at.
const MOST_CLASSES: usize = 1_000;

//! The names of places as Word takes them: letters, digits and underscores, at most 40, no two alike whatever their case.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Anchor;
use crate::model::tree::Tree;

/// The longest name that Word takes.
const MAX_LENGTH: usize = 40;

/// The bookmarks of a document.
#[derive(Debug, Default)]
pub struct Bookmarks {
    names: BTreeMap<Anchor, String>,
    placed: BTreeSet<Anchor>,
    /// Every name so far, in lower case.
    taken: BTreeSet<String>,
    /// How many bookmarks the document has so far.
    count: usize,
}

impl Bookmarks {
    /// The bookmarks for every place in a tree.
    pub fn of(tree: &Tree<'_>) -> Self {
        let mut taken = BTreeSet::new();
        let mut names = BTreeMap::new();
        for anchor in tree.nodes().iter().filter_map(|node| node.kind.anchor()) {
            if !names.contains_key(anchor) {
                names.insert(anchor.clone(), free_name(anchor, &mut taken));
            }
        }
        Self {
            names,
            taken,
            ..Self::default()
        }
    }

    /// The name of a place, where the document has it.
    pub fn name(&self, anchor: &Anchor) -> Option<&str> {
        self.names.get(anchor).map(String::as_str)
    }

    /// Number and name of a place that is met for the first time.
    pub fn place(&mut self, anchor: &Anchor) -> Option<(usize, String)> {
        let name = self.names.get(anchor)?.clone();
        self.placed.insert(anchor.clone()).then(|| (self.number(), name))
    }

    /// Number and name of a bookmark that is no place of the leaflet's own; the name begins like this.
    pub fn named(&mut self, name: &str) -> (usize, String) {
        let name = free_name(name, &mut self.taken);
        (self.number(), name)
    }

    fn number(&mut self) -> usize {
        self.count += 1;
        self.count
    }
}

fn free_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = wanted.replace('-', "_");
    let mut number = 1_usize;
    loop {
        let end = if number == 1 {
            String::new()
        } else {
            format!("_{number}")
        };
        let kept: String = plain.chars().take(MAX_LENGTH - end.len()).collect();
        let name = kept + &end;
        if taken.insert(name.to_ascii_lowercase()) {
            return name;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_valid_and_unlike() {
        let mut taken = BTreeSet::new();
        let mut name = |anchor: &str| free_name(anchor, &mut taken);
        assert_eq!(name("before-you-go"), "before_you_go");
        assert_eq!(name("Before-you-go"), "Before_you_go_2");
        let long = "a".repeat(60);
        assert_eq!(name(&long), "a".repeat(40));
        assert_eq!(name(&format!("{long}b")), format!("{}_2", "a".repeat(38)));
    }
}

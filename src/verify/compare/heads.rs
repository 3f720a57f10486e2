//! What header cells and labels have become. A cell is announced with the words of the cells that head it, and all that
//! stands in a callout with the words of its label: where those words change, that is the change of one header cell or of
//! one label, which is told at its place, and not a difference of every cell below it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::reading::{Container, Item, Role};

/// The header cells of the table and the label of the callout that have been reached, as far as they differ.
#[derive(Default)]
pub(super) struct Heads {
    /// Words that head cells as they should be, and what they have become: other words, or nothing.
    changed: BTreeMap<String, Option<String>>,
    /// Words that head cells and should not.
    added: BTreeSet<String>,
    /// A label as it should be, and what it has become.
    label: Option<(String, Option<String>)>,
}

impl Heads {
    /// Takes note of an item that both have.
    pub(super) fn pair(&mut self, expected: &Item, found: &Item) {
        self.begin(expected);
        let words = (super::show::words(expected), super::show::words(found));
        match (is_header(expected), is_header(found)) {
            (true, true) if words.0 != words.1 => drop(self.changed.insert(words.0, Some(words.1))),
            (true, false) => drop(self.changed.insert(words.0, None)),
            (false, true) => drop(self.added.insert(words.1)),
            (true, true) | (false, false) => {
                if expected.role == Role::Label && words.0 != words.1 {
                    self.label = Some((words.0, Some(words.1)));
                }
            }
        }
    }

    /// Takes note of an item that is lost.
    pub(super) fn lost(&mut self, expected: &Item) {
        self.begin(expected);
        if is_header(expected) {
            self.changed.insert(super::show::words(expected), None);
        } else if expected.role == Role::Label {
            self.label = Some((super::show::words(expected), None));
        }
    }

    /// Takes note of an item that should not be there.
    pub(super) fn added(&mut self, found: &Item) {
        if is_header(found) {
            self.added.insert(super::show::words(found));
        }
    }

    fn begin(&mut self, item: &Item) {
        for container in item.within.iter().skip(item.shared) {
            match container {
                Container::Table => {
                    self.changed.clear();
                    self.added.clear();
                }
                Container::Callout { .. } => self.label = None,
                Container::Quote
                | Container::List { .. }
                | Container::ListItem { .. }
                | Container::DefinitionList
                | Container::Definition
                | Container::Row { .. }
                | Container::Cell { .. }
                | Container::Figure
                | Container::Contents
                | Container::References
                | Container::Division { .. } => {}
            }
        }
    }

    /// Whether cells are headed alike, but for what has been told of the cells that head them.
    pub(super) fn same_headers(&self, expected: &[String], found: &[String]) -> bool {
        if expected == found {
            return true;
        }
        let now = |words: &String| match self.changed.get(words) {
            Some(theirs) => theirs.clone().filter(|words| !words.is_empty()),
            None => Some(words.clone()),
        };
        let expected: Vec<String> = expected.iter().filter_map(now).collect();
        let theirs = found
            .iter()
            .filter(|words| !self.added.contains(*words) || expected.contains(words));
        expected.iter().eq(theirs)
    }

    /// Whether callouts bear the same label, but for what has been told of the label.
    pub(super) fn same_label(&self, expected: &str, found: &str) -> bool {
        expected == found
            || self.label.as_ref().is_some_and(|(ours, theirs)| {
                ours == expected && theirs.as_deref().is_none_or(|theirs| theirs == found)
            })
    }
}

fn is_header(item: &Item) -> bool {
    matches!(item.within.last(), Some(Container::Cell { header: true, .. }))
}

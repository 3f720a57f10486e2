//! How much of what a Reading holds: figures that an editor compares at a glance.

use crate::model::reading::{Container, Kind, Reading, Role};

/// What is in a Reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Headings, the title among them.
    pub headings: usize,
    /// Paragraphs, terms and definitions, wherever they stand.
    pub paragraphs: usize,
    /// Words, those of alternatives, labels and captions among them.
    pub words: usize,
    /// Items of lists.
    pub list_items: usize,
    /// Pictures that say something.
    pub figures: usize,
    /// Tables.
    pub tables: usize,
    /// Links that are neither citations nor lead back from a reference.
    pub links: usize,
    /// Citations in the text.
    pub citations: usize,
    /// Entries of the references.
    pub references: usize,
    /// Places where the language changes, within an item or from one to the next.
    pub language_changes: usize,
}

impl Counts {
    /// Counts what is in a Reading.
    #[must_use]
    pub fn of(reading: &Reading) -> Self {
        let mut counts = Self::default();
        let mut lang = &reading.lang;
        for item in &reading.items {
            match item.role {
                Role::Heading(_) => counts.headings += 1,
                Role::Paragraph | Role::Term => counts.paragraphs += 1,
                Role::Figure => counts.figures += 1,
                Role::Reference => counts.references += 1,
                Role::Label | Role::Caption | Role::Cell | Role::ContentsEntry(_) => {}
            }
            for container in item.within.iter().skip(item.shared) {
                match container {
                    Container::Table => counts.tables += 1,
                    Container::ListItem { .. } => counts.list_items += 1,
                    Container::Callout { .. }
                    | Container::Quote
                    | Container::List { .. }
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
            let mut words = String::new();
            for run in &item.runs {
                words.push_str(&run.text);
                match run.kind {
                    Kind::Plain | Kind::BackLink(_) => {}
                    Kind::Link(_) => counts.links += 1,
                    Kind::Citation(_) => counts.citations += 1,
                }
                if run.lang != *lang {
                    counts.language_changes += 1;
                    lang = &run.lang;
                }
            }
            counts.words += words.split_whitespace().count();
        }
        counts
    }

    /// The figures with the names of one and of many, in the order in which they are told.
    #[must_use]
    pub fn named(&self) -> [(Thing, usize); 10] {
        [
            (Thing::HEADING, self.headings),
            (Thing::PARAGRAPH, self.paragraphs),
            (Thing::WORD, self.words),
            (Thing::LIST_ITEM, self.list_items),
            (Thing::FIGURE, self.figures),
            (Thing::TABLE, self.tables),
            (Thing::LINK, self.links),
            (Thing::CITATION, self.citations),
            (Thing::REFERENCE, self.references),
            (Thing::LANGUAGE_CHANGE, self.language_changes),
        ]
    }
}

/// What is counted: the name of one, and that of none or of many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thing(pub &'static str, pub &'static str);

impl Thing {
    /// A heading.
    pub const HEADING: Self = Self("heading", "headings");
    /// A paragraph.
    pub const PARAGRAPH: Self = Self("paragraph", "paragraphs");
    /// A word.
    pub const WORD: Self = Self("word", "words");
    /// A list item.
    pub const LIST_ITEM: Self = Self("list item", "list items");
    /// A figure.
    pub const FIGURE: Self = Self("figure", "figures");
    /// A table.
    pub const TABLE: Self = Self("table", "tables");
    /// A link.
    pub const LINK: Self = Self("link", "links");
    /// A citation.
    pub const CITATION: Self = Self("citation", "citations");
    /// A reference.
    pub const REFERENCE: Self = Self("reference", "references");
    /// A language change.
    pub const LANGUAGE_CHANGE: Self = Self("language change", "language changes");
    /// A page.
    pub const PAGE: Self = Self("page", "pages");
    /// A cell.
    pub const CELL: Self = Self("cell", "cells");
    /// A file.
    pub const FILE: Self = Self("file", "files");
    /// A difference.
    pub const DIFFERENCE: Self = Self("difference", "differences");
    /// A fault.
    pub const FAULT: Self = Self("fault", "faults");
    /// A test.
    pub const TEST: Self = Self("test", "tests");

    /// So many of it, in words: every figure of a report is told so.
    #[must_use]
    pub fn count(self, number: usize) -> String {
        match number {
            1 => format!("1 {}", self.0),
            _ => format!("{number} {}", self.1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_thing_is_called_otherwise_than_many() {
        for (name, _) in Counts::default().named() {
            assert_eq!(name.count(0), format!("0 {}", name.1));
            assert_eq!(name.count(1), format!("1 {}", name.0));
            assert_eq!(name.count(12), format!("12 {}", name.1));
            assert_ne!(name.0, name.1);
        }
    }
}

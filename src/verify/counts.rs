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

    /// The figures with their names, in the order in which they are told.
    #[must_use]
    pub fn named(&self) -> [(&'static str, usize); 10] {
        [
            ("headings", self.headings),
            ("paragraphs", self.paragraphs),
            ("words", self.words),
            ("list items", self.list_items),
            ("figures", self.figures),
            ("tables", self.tables),
            ("links", self.links),
            ("citations", self.citations),
            ("references", self.references),
            ("language changes", self.language_changes),
        ]
    }
}

//! Everything the program adds, by language: furniture, labels, accessible names, months. Frames hold no literal words.

use serde::Deserialize;

use crate::model::{Date, Lang};

/// The words of one language, as `layouts/words/<lang>.toml` writes them. A missing or unknown key is an error.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// The language's tag.
    pub lang: String,
    /// The heading of the contents.
    pub contents: String,
    /// The heading of the references.
    pub references: String,
    /// The heading of the record.
    pub about: String,
    /// The name of a list item, for the outlines of a word processor.
    pub list_item: String,
    /// The name of a figure.
    pub figure: String,
    /// The name of a list of definitions.
    pub definition_list: String,
    /// The name of a definition.
    pub definition: String,
    /// The name of a quotation.
    pub quotation: String,
    /// Before the version.
    pub version: String,
    /// Before the date of publication.
    pub published: String,
    /// Before the date of the last review.
    pub reviewed: String,
    /// Before the date of the next review.
    pub next_review: String,
    /// Before the authors.
    pub written_by: String,
    /// Before the reviewers.
    pub reviewed_by: String,
    /// Before those who approved.
    pub approved_by: String,
    /// Between a label of the record and what it labels; a space follows.
    pub after_label: String,
    /// Between a name and a role; a space follows.
    pub comma: String,
    /// Between two facts of the quiet line; spaces stand round it.
    pub separator: String,
    /// The default label of a callout.
    pub callout: String,
    /// The default label of a warning.
    pub warning: String,
    /// The accessible name of a reference's label; `{label}` stands for it.
    pub back_to_citation: String,
    /// The accessible name of a citation; `{label}` stands for the reference's label.
    pub go_to_reference: String,
    /// The accessible name of a link inside the leaflet; `{heading}` stands for the words it leads to.
    pub go_to_heading: String,
    /// The accessible name of a link out of the leaflet; `{words}` and `{url}` stand for its parts.
    pub open_link: String,
    /// The name of a page; `{number}` stands for its number.
    pub page: String,
    /// What an e-book says of its accessibility in its metadata, where catalogues show it. It claims no conformance.
    pub accessibility_summary: String,
    /// The months, January first.
    pub months: [String; 12],
    /// A date to the day; `{day}`, `{month}` and `{year}` stand for its parts.
    pub date_day: String,
    /// A date to the month.
    pub date_month: String,
}

static BUNDLED: [(&str, &str); 1] = [("en", include_str!("../../layouts/words/en.toml"))];

impl Words {
    /// The words for a language, and whether they are in that language: English serves where no file is bundled.
    ///
    /// # Errors
    /// The parser's message, where a words file is malformed.
    pub fn of(lang: &Lang) -> Result<(Self, bool), String> {
        let found = BUNDLED.iter().find(|(tag, _)| *tag == lang.primary());
        let (tag, text) = found.unwrap_or(&BUNDLED[0]);
        let words = toml::from_str(text).map_err(|e| format!("layouts/words/{tag}.toml: {e}"))?;
        Ok((words, found.is_some()))
    }

    /// A date in words.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let pattern = if date.day().is_some() {
            &self.date_day
        } else {
            &self.date_month
        };
        pattern
            .replace(
                "{day}",
                &date.day().map(|day| day.to_string()).unwrap_or_default(),
            )
            .replace("{month}", &self.months[usize::from(date.month() - 1)])
            .replace("{year}", &date.year().to_string())
    }
}

/// A pattern with one name filled in.
#[must_use]
pub fn fill(pattern: &str, name: &str, value: &str) -> String {
    pattern.replace(&format!("{{{name}}}"), value)
}

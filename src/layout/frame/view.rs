//! What a frame may name. Every key is always there: Handlebars takes a missing one for false.

use serde::Serialize;

use crate::layout::Words;
use crate::model::{Contributor, Date, Leaflet};

/// The values of a frame.
#[derive(Serialize)]
pub(super) struct View {
    title: String,
    summary: Option<String>,
    details: Vec<Fact>,
    has_contents: bool,
    has_references: bool,
    record: Vec<Fact>,
    words: WordsView,
}

/// The words of a frame that stand for nothing else.
#[derive(Serialize)]
struct WordsView {
    /// The language of the words, where it is not the leaflet's.
    foreign: Option<String>,
    contents: String,
    references: String,
    about: String,
    after_label: String,
    comma: String,
    separator: String,
}

/// A label with its value: people, or a date in words, or text in the leaflet's language.
#[derive(Serialize)]
struct Fact {
    label: String,
    text: String,
    date: Option<String>,
    people: Vec<Person>,
    /// Whether the people need a line each; one alone stands on the label's.
    several: bool,
}

#[derive(Serialize)]
struct Person {
    name: String,
    role: String,
    both: bool,
}

impl View {
    /// The values for a leaflet.
    pub fn of(leaflet: &Leaflet, words: &Words, translated: bool) -> Self {
        let record = &leaflet.record;
        let version = record
            .version
            .as_ref()
            .map(|version| Fact::text(&words.version, version));
        let dated = |label: &str, date: Option<Date>| date.map(|date| Fact::date(label, words.date(date)));
        let (approvers, reviewers): (Vec<_>, Vec<_>) =
            record.reviewers.iter().partition(|person| person.approved);
        let facts = [
            Fact::people(&words.written_by, &record.authors.iter().collect::<Vec<_>>()),
            Fact::people(&words.reviewed_by, &reviewers),
            Fact::people(&words.approved_by, &approvers),
            version,
            dated(&words.published, record.published),
            dated(&words.reviewed, record.reviewed),
            dated(&words.next_review, record.next_review),
        ];
        let details = [
            record
                .version
                .as_ref()
                .map(|version| Fact::text(&words.version, version)),
            dated(&words.reviewed, record.reviewed),
        ];
        Self {
            title: leaflet.title.to_string(),
            summary: leaflet.summary.as_ref().map(|summary| summary.to_string()),
            details: details.into_iter().flatten().collect(),
            has_contents: true,
            has_references: !leaflet.references.is_empty(),
            record: facts.into_iter().flatten().collect(),
            words: WordsView {
                foreign: (!translated).then(|| words.lang.clone()),
                contents: words.contents.clone(),
                references: words.references.clone(),
                about: words.about.clone(),
                after_label: words.after_label.clone(),
                comma: words.comma.clone(),
                separator: words.separator.clone(),
            },
        }
    }

    /// Whether the frame tells who made the leaflet and when.
    pub fn has_about(&self) -> bool {
        !self.record.is_empty()
    }

    /// Says whether there is anything to list in the contents.
    pub fn with_contents(mut self, has_contents: bool) -> Self {
        self.has_contents = has_contents;
        self
    }
}

impl Fact {
    fn text(label: &str, text: &str) -> Self {
        Self {
            label: label.to_owned(),
            text: text.to_owned(),
            date: None,
            people: Vec::new(),
            several: false,
        }
    }

    fn date(label: &str, date: String) -> Self {
        Self {
            date: Some(date),
            ..Self::text(label, "")
        }
    }

    fn people(label: &str, people: &[&Contributor]) -> Option<Self> {
        let people: Vec<Person> = people.iter().filter_map(|person| Person::of(person)).collect();
        (!people.is_empty()).then(|| Self {
            several: people.len() > 1,
            people,
            ..Self::text(label, "")
        })
    }
}

impl Person {
    fn of(person: &Contributor) -> Option<Self> {
        let text = |part: &Option<crate::model::NonEmpty>| part.as_ref().map(|text| text.to_string());
        let (name, role) = (text(&person.name), text(&person.role));
        let both = name.is_some() && role.is_some();
        (name.is_some() || role.is_some()).then(|| Self {
            name: name.unwrap_or_default(),
            role: role.unwrap_or_default(),
            both,
        })
    }
}

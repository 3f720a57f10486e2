//! What a frame may name. Every key is always there: Handlebars takes a missing one for false.

use serde::Serialize;

use super::furniture::Section;
use crate::layout::Words;
use crate::layout::words::fill;
use crate::model::{Alt, Contributor, Date, Lang, Leaflet};

/// The values of a frame.
#[derive(Serialize)]
pub(super) struct View {
    title: String,
    summary: Option<String>,
    /// The publisher's name, where no logo says it.
    masthead: Option<String>,
    details: Vec<Detail>,
    has: Has,
    record: Vec<Fact>,
    words: WordsView,
    /// The language of the words, where it is not the leaflet's.
    words_lang: Option<String>,
    /// The language of the publisher, where it is not the leaflet's.
    publisher_lang: Option<String>,
}

/// Which parts there are.
#[derive(Default, Serialize)]
struct Has {
    contents: bool,
    references: bool,
    about: bool,
    other_formats: bool,
    contact: bool,
    about_us: bool,
}

/// The words of a frame that stand for nothing else.
#[derive(Serialize)]
struct WordsView {
    contents: String,
    references: String,
    about: String,
    other_formats: String,
    contact: String,
    about_us: String,
    after_label: String,
    comma: String,
    separator: String,
}

/// A piece of the quiet line: words of the program, then text in the leaflet's language, which may be empty.
#[derive(Serialize)]
struct Detail {
    words: String,
    text: String,
}

/// A label with its value: people, or a date in words, or the publisher, or text in the leaflet's language.
#[derive(Serialize)]
struct Fact {
    label: String,
    text: String,
    date: Option<String>,
    publisher: Option<String>,
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
    pub fn of(leaflet: &Leaflet, words: &Words) -> Self {
        let record = &leaflet.record;
        let publisher = leaflet.publisher.as_ref();
        let foreign = |lang: &Lang| lang.primary() != leaflet.lang.primary();
        let details = [
            record.version.as_ref().map(|version| Detail {
                words: words.version.clone(),
                text: version.to_string(),
            }),
            record.reviewed.map(|date| Detail {
                words: fill(&words.reviewed_line, "date", &words.date(date)),
                text: String::new(),
            }),
        ];
        Self {
            title: leaflet.title.to_string(),
            summary: leaflet.summary.as_ref().map(|summary| summary.to_string()),
            masthead: publisher
                .filter(|publisher| {
                    !publisher
                        .logo
                        .as_ref()
                        .is_some_and(|logo| logo.alt != Alt::Decorative)
                })
                .map(|publisher| publisher.name.to_string()),
            details: details.into_iter().flatten().collect(),
            has: Has::default(),
            record: facts(leaflet, words),
            words: WordsView {
                contents: words.contents.clone(),
                references: words.references.clone(),
                about: words.about.clone(),
                other_formats: words.other_formats.clone(),
                contact: words.contact.clone(),
                about_us: words.about_us.clone(),
                after_label: words.after_label.clone(),
                comma: words.comma.clone(),
                separator: words.separator.clone(),
            },
            words_lang: (!words.are_in(&leaflet.lang)).then(|| words.lang.clone()),
            publisher_lang: publisher
                .filter(|publisher| foreign(&publisher.lang))
                .map(|publisher| publisher.lang.to_string()),
        }
    }

    /// Whether anything is known of who made the leaflet and when.
    pub fn has_record(&self) -> bool {
        !self.record.is_empty()
    }

    /// Says which sections there are, and whether there is anything to list in the contents.
    pub fn with_sections(mut self, sections: &[Section<'_>], contents: bool) -> Self {
        let has = |name: &str| sections.iter().any(|section| section.name == name);
        self.has = Has {
            contents,
            references: has("references"),
            about: has("about"),
            other_formats: has("other-formats"),
            contact: has("contact"),
            about_us: has("about-us"),
        };
        self
    }
}

/// Who made a leaflet and when.
fn facts(leaflet: &Leaflet, words: &Words) -> Vec<Fact> {
    let record = &leaflet.record;
    let dated = |label: &str, date: Option<Date>| date.map(|date| Fact::date(label, words.date(date)));
    let (approvers, reviewers): (Vec<_>, Vec<_>) =
        record.reviewers.iter().partition(|person| person.approved);
    let publisher = leaflet.publisher.as_ref();
    let facts = [
        Fact::people(&words.written_by, &record.authors.iter().collect::<Vec<_>>()),
        Fact::people(&words.reviewed_by, &reviewers),
        Fact::people(&words.approved_by, &approvers),
        publisher.map(|publisher| Fact::publisher(&words.published_by, &publisher.name)),
        record
            .version
            .as_ref()
            .map(|version| Fact::text(&words.version, version)),
        dated(&words.published, record.published),
        dated(&words.reviewed, record.reviewed),
        dated(&words.next_review, record.next_review),
    ];
    facts.into_iter().flatten().collect()
}

impl Fact {
    fn text(label: &str, text: &str) -> Self {
        Self {
            label: label.to_owned(),
            text: text.to_owned(),
            date: None,
            publisher: None,
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

    fn publisher(label: &str, name: &str) -> Self {
        Self {
            publisher: Some(name.to_owned()),
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

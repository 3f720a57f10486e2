//! A leaflet: what an editor wrote, resolved and complete.

use serde::{Deserialize, Serialize};

use super::block::{Alt, Block, Image, Reference};
use super::json::{Person, is_default};
use super::review::Review;
use super::text::NonEmpty;
use super::units::{Date, Direction, Lang};

/// A leaflet with everything resolved: citations formatted, pictures loaded, every state a valid one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Leaflet {
    /// The name of its folder; file names are made from it.
    pub slug: String,
    /// The title.
    pub title: NonEmpty,
    /// The title for the foot of a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_title: Option<NonEmpty>,
    /// The language of everything not marked otherwise.
    pub lang: Lang,
    /// What it is about, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<NonEmpty>,
    /// What it is about, for catalogues: "Breast cancer".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<NonEmpty>,
    /// More words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<NonEmpty>,
    /// The body. In an [`Edition`](crate::layout::Edition) the furniture stands round it.
    pub body: Vec<Block>,
    /// The references in the order of their labels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// How its citations show.
    #[serde(default, skip_serializing_if = "is_default")]
    pub citing: Citing,
    /// Who made it and when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub record: Record,
    /// Schemes that it belongs to, each with what it may claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trust_marks: Vec<TrustMark>,
    /// How to reach whoever answers questions about it; empty where the publisher's own lines serve.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact: Vec<Block>,
    /// About those who publish it; empty where the publisher's own words serve.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Block>,
    /// Who publishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Publisher>,
    /// What people have found who reviewed it. None of it is read by the leaflet's readers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Review>,
}

/// How the citations of a leaflet show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Citing {
    /// Each citation stands in the text and leads to its reference.
    #[default]
    Numbered,
    /// No citations in the text; the references are listed.
    List,
    /// Neither citations nor references; a line says how to ask for them.
    OnRequest,
}

/// Who publishes a leaflet: what all leaflets of a publisher share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Publisher {
    /// The language of every word of it.
    pub lang: Lang,
    /// The name.
    pub name: NonEmpty,
    /// The postal address, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub address: Vec<NonEmpty>,
    /// A telephone number, as people write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<NonEmpty>,
    /// An e-mail address, without `mailto:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<NonEmpty>,
    /// A web address, as people write it: with or without `https://`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub web: Option<NonEmpty>,
    /// The logo; its alternative names the publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Mark>,
    /// Lines that the law asks for: a charity's number, a registered office.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal: Vec<NonEmpty>,
    /// About the publisher.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Block>,
    /// What stands before the references.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references_intro: Vec<Block>,
    /// How to get the leaflet in other formats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_formats: Vec<Block>,
}

/// A logo or the sign of a scheme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Mark {
    /// The picture.
    pub image: Image,
    /// Its alternative.
    pub alt: Alt,
}

/// A scheme that a leaflet belongs to. There is none without its claim: a sign that says nothing says too much.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TrustMark {
    /// The scheme's name.
    pub name: NonEmpty,
    /// What membership means, in a sentence.
    pub claim: NonEmpty,
    /// The scheme's sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

/// Who made a leaflet and when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Record {
    /// The version, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<NonEmpty>,
    /// When it was first published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// When it was last reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Date>,
    /// When the next review is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review: Option<Date>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Contributor>,
    /// Who reviewed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviewers: Vec<Contributor>,
}

/// Somebody with a part in a leaflet: a name, a role, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", try_from = "Person")]
pub struct Contributor {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NonEmpty>,
    /// The role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<NonEmpty>,
    /// Whether they approved the leaflet.
    #[serde(default, skip_serializing_if = "is_default")]
    pub approved: bool,
}

impl Leaflet {
    /// What it is about in catalogues: the topic, then the keywords, each once however its letters are written.
    #[must_use]
    pub fn subjects(&self) -> Vec<&str> {
        let mut subjects: Vec<&str> = Vec::new();
        for subject in self.topic.iter().chain(&self.keywords) {
            let small = subject.to_lowercase();
            if !subjects.iter().any(|known| known.to_lowercase() == small) {
                subjects.push(subject);
            }
        }
        subjects
    }

    /// A leaflet with nothing but a body.
    #[must_use]
    pub fn new(slug: &str, title: NonEmpty, lang: Lang, body: Vec<Block>) -> Self {
        Self {
            slug: slug.to_owned(),
            title,
            short_title: None,
            lang,
            summary: None,
            topic: None,
            keywords: Vec::new(),
            body,
            references: Vec::new(),
            citing: Citing::default(),
            record: Record::default(),
            trust_marks: Vec::new(),
            contact: Vec::new(),
            about: Vec::new(),
            publisher: None,
            reviews: Vec::new(),
        }
    }

    /// Who made it, for the properties of files and for catalogues: the authors by name; where none is named, the publisher.
    #[must_use]
    pub fn creators(&self) -> Vec<&str> {
        let authors = self.record.authors.iter();
        let mut names: Vec<&str> = authors.filter_map(|author| author.name.as_deref()).collect();
        if names.is_empty() {
            names.extend(self.publisher.as_ref().map(|publisher| &*publisher.name));
        }
        names
    }

    /// The direction of the leaflet's language.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.lang.direction()
    }
}

impl Record {
    /// The latest date that has already been: published or reviewed, never the next review.
    #[must_use]
    pub fn latest(&self) -> Option<Date> {
        self.published.max(self.reviewed)
    }
}

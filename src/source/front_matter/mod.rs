//! The YAML between the first two `---` lines: who, when, in which language.
//!
//! It knows keys and their meaning; where they stand in the file is [`yaml`](super::yaml)'s business, how a value is read
//! that of [`values`](super::values). Every fault is reported, not the first alone.

mod dates;
mod marks;
mod parts;
mod people;

use std::ops::Range;
use std::sync::Arc;

use super::files::Files;
use super::log::Log;
use super::values::{Key, Known, LIMIT, Values};
use super::yaml::{self, Node, Value};
use crate::finding::{SourceText, Span};
use crate::model::{Block, Citing, Lang, NonEmpty, Record, TrustMark};
use dates::Dates;

/// The keys that are read.
const KEYS: [&str; 18] = [
    "title",
    "short-title",
    "lang",
    "summary",
    "topic",
    "keywords",
    "version",
    "published",
    "reviewed",
    "next-review",
    "authors",
    "reviewers",
    "references",
    "citations",
    "citation-style",
    "trust-marks",
    "contact",
    "about",
];

/// What the front matter says.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) title: Option<NonEmpty>,
    pub(super) short_title: Option<NonEmpty>,
    pub(super) lang: Option<Lang>,
    pub(super) summary: Option<NonEmpty>,
    pub(super) topic: Option<NonEmpty>,
    pub(super) keywords: Vec<NonEmpty>,
    pub(super) record: Record,
    /// The file with the references, relative to the leaflet's folder, and where it is named.
    pub(super) references: Option<(String, Span)>,
    /// Whether a file with the references is named by nothing at all: not where its key is misspelt or faulty, nor where
    /// the keys could not be read.
    pub(super) names_no_references: bool,
    /// How citations show, and where it is said.
    pub(super) citations: Option<(Citing, Span)>,
    /// The name or the file of a citation style, and where it is named.
    pub(super) citation_style: Option<(String, Span)>,
    pub(super) trust_marks: Vec<TrustMark>,
    pub(super) contact: Vec<Block>,
    pub(super) about: Vec<Block>,
}

/// Reads the front matter of the leaflet in `folder`; also the bytes of the body behind it.
pub(super) fn read(
    source: &Arc<SourceText>,
    files: &dyn Files,
    folder: &str,
    log: &mut Log,
) -> (FrontMatter, Range<usize>) {
    let parts = match parts::split(&source.text) {
        Ok(parts) => parts,
        Err(fault) => {
            let span = Span::new(source, fault.place);
            log.error(span, "missing-front-matter", fault.message, fault.help);
            return (FrontMatter::default(), fault.body);
        }
    };
    let body = parts.body.clone();
    if parts.yaml.len() > LIMIT {
        let message = format!("the front matter is longer than {} KB", LIMIT / 1024);
        let help = "keep to the keys of a leaflet; the text of the leaflet stands below the second `---`";
        log.error(
            Span::new(source, parts.opening),
            "malformed-front-matter",
            message,
            help,
        );
        return (FrontMatter::default(), body);
    }
    let read = match yaml::parse(source, parts.yaml.start, parts.yaml.end) {
        Ok(root) => Reader {
            opening: parts.opening,
            dates: Dates::default(),
            values: Values {
                source,
                files,
                folder,
                log,
            },
        }
        .root(root),
        Err(fault) => {
            let message = format!("the front matter cannot be read: {}", fault.message);
            log.error(fault.span, "malformed-front-matter", message, fault.help);
            FrontMatter::default()
        }
    };
    (read, body)
}

struct Reader<'a> {
    /// The first `---` line: what is missing from the front matter is missing here.
    opening: Range<usize>,
    dates: Dates,
    values: Values<'a>,
}

impl Reader<'_> {
    fn root(mut self, root: Node) -> FrontMatter {
        let mut read = FrontMatter::default();
        let entries = match root.value {
            Value::Map(entries) => entries,
            Value::Nothing => Vec::new(),
            Value::Text(_) | Value::List(_) => {
                let help = "write one `key: value` a line, beginning with `title: …` and `lang: …`";
                self.values.log.error(
                    root.span,
                    "malformed-front-matter",
                    "the front matter holds no keys",
                    help,
                );
                return read;
            }
        };
        let known = self.values.known(entries, &KEYS);
        read.names_no_references = known.lacks("references");
        self.missing(&known);
        for (key, value) in known.entries {
            self.key(&mut read, &key, value);
        }
        self.dates.compare(self.values.log);
        read
    }

    fn key(&mut self, read: &mut FrontMatter, key: &Key, value: Node) {
        let values = &mut self.values;
        match key.name {
            "title" => read.title = values.shown(key, value),
            "short-title" => read.short_title = values.shown(key, value),
            "summary" => read.summary = values.shown(key, value),
            "topic" => read.topic = values.shown(key, value),
            "keywords" => read.keywords = keywords(values, key, value),
            "version" => read.record.version = values.shown(key, value),
            "lang" => read.lang = values.lang(key, value),
            "published" => read.record.published = self.dates.read(values, key, value),
            "reviewed" => read.record.reviewed = self.dates.read(values, key, value),
            "next-review" => read.record.next_review = self.dates.read(values, key, value),
            "authors" => read.record.authors = people::read(values, key, value, false),
            "reviewers" => read.record.reviewers = people::read(values, key, value, true),
            "references" => {
                read.references = values
                    .fixed(key, value)
                    .map(|(text, span)| (text.to_string(), span));
            }
            "citations" => read.citations = citing(values, key, value),
            "citation-style" => {
                read.citation_style = values
                    .fixed(key, value)
                    .map(|(text, span)| (text.to_string(), span));
            }
            "trust-marks" => read.trust_marks = marks::read(values, key, value),
            "contact" => read.contact = values.prose(key, value),
            "about" => read.about = values.prose(key, value),
            _ => {}
        }
    }

    fn missing(&mut self, known: &Known) {
        let place = Span::new(self.values.source, self.opening.clone());
        if known.lacks("title") {
            let help = "add a line `title: …` with the words that head the leaflet";
            self.values
                .log
                .error(place.clone(), "missing-title", "the leaflet has no title", help);
        }
        if known.lacks("lang") {
            let help =
                "add a line `lang: en` (or `cy`, `ar`, `en-GB` …): screen readers choose their voice by it";
            self.values.log.error(
                place.clone(),
                "missing-lang",
                "the leaflet does not say its language",
                help,
            );
        }
        for (name, code, what) in [
            (
                "summary",
                "missing-summary",
                "what the leaflet is about, in a sentence or two",
            ),
            ("version", "missing-version", "a version such as `1.0`"),
            (
                "reviewed",
                "missing-reviewed",
                "the date of the last review, such as `2026-03-14`",
            ),
            (
                "next-review",
                "missing-next-review",
                "the date when the next review is due, such as `2029-03`",
            ),
            (
                "reviewers",
                "missing-reviewers",
                "who reviewed it, each `- name: …` or `- role: …`",
            ),
        ] {
            if known.lacks(name) {
                let message = format!("there is no `{name}`: its line is left out of the leaflet");
                self.values
                    .log
                    .warning(place.clone(), code, message, format!("add `{name}:` with {what}"));
            }
        }
    }
}

/// Words to find the leaflet by. They stand in catalogues and on no page.
fn keywords(values: &mut Values<'_>, key: &Key, value: Node) -> Vec<NonEmpty> {
    let help = "put them into brackets, with commas between: `keywords: [mastectomy, implant]`";
    let texts = values.texts(key, value, help);
    texts.into_iter().map(|(text, _)| text).collect()
}

/// How citations show, and where it is said.
fn citing(values: &mut Values<'_>, key: &Key, value: Node) -> Option<(Citing, Span)> {
    let (text, span) = values.fixed(key, value)?;
    let citing = match &*text {
        "numbered" => Citing::Numbered,
        "list" => Citing::List,
        "on-request" => Citing::OnRequest,
        _ => {
            let message = "`citations` is `numbered`, `list` or `on-request`";
            let help = "`numbered` shows them in the text, `list` the references alone, `on-request` neither";
            values.log.error(span, "malformed-value", message, help);
            return None;
        }
    };
    Some((citing, span))
}

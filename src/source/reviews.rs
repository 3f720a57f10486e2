//! `reviews.yaml` beside a leaflet: what people have found who reviewed it. The file is optional.
//!
//! Whether a review is of the words that the leaflet has now is asked where the whole edition is known, among the
//! [checks](crate::check): the furniture that a layout adds is read by readers, and so it is reviewed.

use std::sync::Arc;

use super::address::address;
use super::files::{Files, Unreadable};
use super::log::{Log, ReviewPlace};
use super::near::near_misses;
use super::values::{Key, Known, LIMIT, Values};
use super::yaml::{self, Node, Value};
use crate::finding::{Finding, Severity, SourceText, Span};
use crate::model::reading::Digest;
use crate::model::{Claim, Date, NonEmpty, Pt, Refusal, Review};

/// The file.
const FILE: &str = "reviews.yaml";

/// The keys of a review.
const KEYS: [&str; 11] = [
    "name",
    "organisation",
    "role",
    "date",
    "what",
    "formats",
    "layouts",
    "sizes",
    "credential",
    "report",
    "reading",
];

const SHAPE: &str =
    "write each review as a list item: `- name: …`, and below it, indented, `date: …` and `what: …`";

/// The reviews of the leaflet in `folder`; none where there is no file.
pub(super) fn read(files: &dyn Files, folder: &str, log: &mut Log) -> Vec<Review> {
    misnamed(files, folder, log);
    let path = format!("{folder}/{FILE}");
    let source = match text(files, &path) {
        Ok(Some(source)) => source,
        Ok(None) => return Vec::new(),
        Err(finding) => {
            log.findings.push(*finding);
            return Vec::new();
        }
    };
    if super::control_characters(&source, log) {
        return Vec::new();
    }
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    let root = match yaml::parse(&source, start, source.text.len()) {
        Ok(root) => root,
        Err(fault) => {
            let message = format!("the reviews cannot be read: {}", fault.message);
            log.error(fault.span, "malformed-reviews", message, fault.help);
            return Vec::new();
        }
    };
    let items = match root.value {
        Value::List(items) => items,
        Value::Nothing => Vec::new(),
        Value::Text(_) | Value::Map(_) => {
            let first = Span::new(&source, start..start);
            let message = "the reviews are no list";
            log.error(root.place(&first), "malformed-reviews", message, SHAPE);
            return Vec::new();
        }
    };
    let whole = Span::new(&source, start..start);
    let mut values = Values {
        source: &source,
        files,
        folder,
        log,
    };
    items
        .into_iter()
        .filter_map(|item| review(&mut values, item, &whole))
        .collect()
}

/// The text of the file; `None` where there is none.
fn text(files: &dyn Files, path: &str) -> Result<Option<Arc<SourceText>>, Box<Finding>> {
    let fault = |code, message: String, help: &str| {
        Box::new(Finding::in_file(path, Severity::Error, code, message, help))
    };
    let bytes = match files.read(path, LIMIT as u64) {
        Ok(bytes) => bytes,
        Err(Unreadable::Missing) => return Ok(None),
        Err(Unreadable::NoFile) => {
            return Err(fault(
                "unreadable-file",
                "it is no ordinary file".to_owned(),
                "put the list of reviews there, not a folder, a pipe or a device",
            ));
        }
        Err(Unreadable::Outside) => {
            return Err(fault(
                "outside-source",
                format!("`{path}` leads out of the source folder"),
                "put the file itself into the leaflet's folder, not a link to another place",
            ));
        }
        Err(Unreadable::TooLarge(limit)) => {
            return Err(fault(
                "file-too-large",
                format!("the file is larger than {} KB", limit / 1024),
                "keep to the reviews of this leaflet",
            ));
        }
        Err(Unreadable::Io(why)) => {
            return Err(fault(
                "unreadable-file",
                format!("the file cannot be read: {why}"),
                "look at the file and its permissions",
            ));
        }
    };
    super::encoding::text(path.to_owned(), bytes).map(Some)
}

/// Reports a file that was meant for this one: what stands in it would silently not be said.
fn misnamed(files: &dyn Files, folder: &str, log: &mut Log) {
    for path in files.beside(folder) {
        let name = path.rsplit('/').next().unwrap_or(&path);
        let lower = name.to_ascii_lowercase();
        let stem = lower.strip_suffix(".yaml").or_else(|| lower.strip_suffix(".yml"));
        let meant = stem.is_some_and(|stem| stem == "reviews" || !near_misses(stem, ["reviews"]).is_empty());
        if meant && name != FILE {
            let message = format!("`{path}` is not read: its name is not quite that of the reviews");
            let help = format!("call the file `{FILE}`");
            let finding =
                Finding::in_file(path.clone(), Severity::Warning, "misnamed-reviews", message, help);
            log.findings.push(finding);
        }
    }
}

/// What has been read of a review so far.
#[derive(Default)]
struct Draft {
    name: Option<NonEmpty>,
    organisation: Option<NonEmpty>,
    role: Option<NonEmpty>,
    date: Option<Date>,
    what: Option<Claim>,
    formats: Vec<NonEmpty>,
    layouts: Vec<NonEmpty>,
    sizes: Vec<Pt>,
    credential: Option<NonEmpty>,
    report: Option<NonEmpty>,
    reading: Option<Digest>,
}

fn review(values: &mut Values<'_>, item: Node, whole: &Span) -> Option<Review> {
    let place = item.place(whole);
    let Value::Map(entries) = item.value else {
        values.log.error(
            place,
            "malformed-reviews",
            "a review takes a `name`, a `date` and a `what`",
            SHAPE,
        );
        return None;
    };
    let known = values.known(entries, &KEYS);
    missing(values, &known, &place);
    let before = values.log.len();
    let mut draft = Draft::default();
    let mut spans = Vec::new();
    for (key, value) in known.entries {
        spans.push((key.name, value.place(&key.span)));
        draft.key(values, &key, value);
    }
    let review = draft.done()?;
    let span_of = |name: &str| {
        spans
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, span)| span.clone())
    };
    if values.log.len() == before {
        for lacking in review.lacks() {
            let place = span_of(lacking.key).unwrap_or_else(|| place.clone());
            values
                .log
                .error(place, lacking.code, lacking.message, lacking.help);
        }
    }
    let place_of = |name| span_of(name).unwrap_or_else(|| place.clone());
    values.log.reviews.push(ReviewPlace {
        reading: place_of("reading"),
        formats: place_of("formats"),
        layouts: place_of("layouts"),
    });
    Some(review)
}

fn missing(values: &mut Values<'_>, known: &Known, place: &Span) {
    for (key, code, message, help) in [
        (
            "name",
            "missing-name",
            "the review does not say whose it is",
            "add `name: …` with the person who reviewed; a program reviews nothing",
        ),
        (
            "date",
            "missing-date",
            "the review does not say when it was made",
            "add `date: …`, such as `2026-03-14`",
        ),
        (
            "what",
            "missing-claim",
            "the review does not say what it found",
            "add `what: …` with the standard that the leaflet was found to conform to, or `what: words`",
        ),
    ] {
        if known.lacks(key) {
            values.log.error(place.clone(), code, message, help);
        }
    }
}

impl Draft {
    fn key(&mut self, values: &mut Values<'_>, key: &Key, value: Node) {
        // Catalogues and reading systems show them.
        let met = |values: &mut Values<'_>, value| values.shown(key, value);
        match key.name {
            "name" => self.name = met(values, value),
            "organisation" => self.organisation = met(values, value),
            "role" => self.role = met(values, value),
            "credential" => self.credential = met(values, value),
            "date" => self.date = parsed(values, key, value, "malformed-date"),
            "what" => self.what = parsed(values, key, value, "unknown-claim"),
            "reading" => self.reading = parsed(values, key, value, "malformed-digest"),
            "formats" => self.formats = names(values, key, value, "formats: [epub]"),
            "layouts" => self.layouts = names(values, key, value, "layouts: [large-print]"),
            "sizes" => self.sizes = sizes(values, key, value),
            "report" => self.report = report(values, key, value),
            _ => {}
        }
    }

    fn done(self) -> Option<Review> {
        let Self {
            name,
            organisation,
            role,
            date,
            what,
            formats,
            layouts,
            sizes,
            credential,
            report,
            reading,
        } = self;
        Some(Review {
            name: name?,
            organisation,
            role,
            date: date?,
            what: what?,
            formats,
            layouts,
            sizes,
            credential,
            report,
            reading,
        })
    }
}

/// A value with a constructor of its own, and the code of what that refuses.
fn parsed<T>(values: &mut Values<'_>, key: &Key, value: Node, code: &'static str) -> Option<T>
where
    T: TryFrom<String, Error = Refusal>,
{
    let (text, span) = values.fixed(key, value)?;
    match T::try_from(text.to_string()) {
        Ok(value) => Some(value),
        Err(Refusal { message, help, .. }) => {
            values.log.error(span, code, message, help);
            None
        }
    }
}

fn names(values: &mut Values<'_>, key: &Key, value: Node, example: &str) -> Vec<NonEmpty> {
    let help = format!("put them into brackets, with commas between: `{example}`");
    let texts = values.texts(key, value, &help);
    texts.into_iter().map(|(text, _)| text).collect()
}

/// Body sizes in points.
fn sizes(values: &mut Values<'_>, key: &Key, value: Node) -> Vec<Pt> {
    let help = "put them into brackets, with commas between: `sizes: [18, 28]`";
    let texts = values.texts(key, value, help);
    let mut sizes = Vec::new();
    for (text, span) in texts {
        match text.parse::<Pt>() {
            Ok(size) if size.is_finite() => sizes.push(size),
            Ok(_) | Err(_) => {
                let message = format!("`{}` is no size in points", &*text);
                let help = "write the number alone: `sizes: [18, 28]`";
                values.log.error(span, "malformed-value", message, help);
            }
        }
    }
    sizes
}

/// The address of a report, as metadata leads there.
fn report(values: &mut Values<'_>, key: &Key, value: Node) -> Option<NonEmpty> {
    let (text, span) = values.fixed(key, value)?;
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    match address(&text) {
        Ok(address) if is_web => NonEmpty::new(&address),
        Ok(_) => {
            let message = "a report is a page of the web";
            let help = "write its whole address: `report: https://www.example.org/report`";
            values.log.error(span, "unsupported-address", message, help);
            None
        }
        Err(fault) => {
            values.log.error(span, fault.code, fault.message, fault.help);
            None
        }
    }
}

//! References: BibTeX, CSL-JSON or Hayagriva YAML in, formatted citations and entries out.
//!
//! Every format becomes the same records, and every record the same kind of entry: one way of warning, one of formatting.
//! Formatting happens here, once, by a CSL engine; no backend ever sees a key. Every citation is a link of its own, so
//! one [`Request`] makes one piece of [`Content`]: nothing is collapsed into `[1–3]`, where the middle would be lost.

mod adapt;
mod bibtex;
mod csl;
mod csl_json;
mod csl_variables;
mod date;
mod engine;
mod entry;
mod fields;
mod hayagriva_keys;
mod hayagriva_yaml;
mod inherit;
mod items;
mod json;
mod kind;
mod language;
mod line;
mod locales;
mod parts;
mod record;
mod style;
mod symbols;
mod terms;
mod tex;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, Severity, SourceText, Span, has_errors};
use crate::model::{Content, Inline, Lang, NonEmpty};
use line::Foreign;
pub use style::{DEFAULT as DEFAULT_STYLE, Style};

/// One citation in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The key of the entry.
    pub key: String,
    /// Where in the work, as the editor wrote it: `sec. 1.5`, `p. 12`, or any words. A bare number is a page.
    pub locator: Option<String>,
}

/// The entries of a file of references.
#[derive(Clone, Debug)]
pub struct Library {
    source: Arc<SourceText>,
    entries: Vec<Kept>,
    index: BTreeMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Kept {
    key: String,
    span: Span,
    entry: hayagriva::Entry,
    /// The language of the work, where the file says one.
    lang: Option<Lang>,
    /// Its address on the web as the file writes it: the engine knows it only as browsers do.
    address: Option<String>,
}

/// What a leaflet prints of its references.
#[derive(Clone, Debug, PartialEq)]
pub struct Formatted {
    /// One for each request, in the order of the requests: `[1, sec. 1.5]`.
    pub citations: Vec<Content>,
    /// The list in the style's order: by author, or cited entries as they are first cited and then the others as in
    /// the file.
    pub entries: Vec<Entry>,
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its key in the file.
    pub key: String,
    /// Its label: `[1]`. Styles that cite by author have none.
    pub label: Option<NonEmpty>,
    /// Its text without the label.
    pub content: Vec<Inline>,
}

/// The extensions of the files that [`read`] reads.
pub const EXTENSIONS: [&str; 4] = ["bib", "json", "yaml", "yml"];

/// The longest file of references that is read, in bytes.
const LONGEST_FILE: usize = 4 << 20;
/// How many entries a file may hold. The engine compares each with all others, and no leaflet lists a tenth of these.
pub(super) const MOST_ENTRIES: usize = 1_000;

/// Whether a file of this name is one of references.
#[must_use]
pub fn is_known(path: &str) -> bool {
    extension(path).is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

fn extension(path: &str) -> Option<String> {
    path.rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
}

/// Reads BibTeX or BibLaTeX, CSL-JSON or Hayagriva YAML, as the file's extension says; BibTeX where it says nothing.
///
/// Every fault is found with its place. There is no library where one of them is an error: entries would be missing
/// from it, and each citation of them a second, misleading fault.
#[must_use]
pub fn read(source: &Arc<SourceText>) -> (Option<Library>, Vec<Finding>) {
    if source.text.len() > LONGEST_FILE {
        let message = format!("this file of references is longer than {} MB", LONGEST_FILE >> 20);
        let help = "keep the references of one leaflet, or of one topic, in a file";
        let span = Span::new(source, 0..0);
        let finding = Finding::at(span, Severity::Error, "references-too-long", message, help);
        return (None, vec![finding]);
    }
    let (mut records, mut findings) = match extension(&source.path).as_deref() {
        Some("json") => csl_json::read(source),
        Some("yaml" | "yml") => hayagriva_yaml::read(source),
        Some(_) | None => bibtex::read(source),
    };
    if let Some(beyond) = records.get(MOST_ENTRIES) {
        let message = format!(
            "this file holds {} references, more than {MOST_ENTRIES}",
            records.len()
        );
        let help = "keep the references of one leaflet, or of one topic, in a file";
        let span = Span::new(source, beyond.key_bytes.clone());
        findings.push(Finding::at(
            span,
            Severity::Error,
            "references-too-long",
            message,
            help,
        ));
        return (None, findings);
    }
    let unusable = values::unusable(source, &records);
    if !unusable.is_empty() {
        findings.extend(unusable);
        findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        return (None, findings);
    }
    findings.extend(inherit::resolve(source, &mut records));
    let mut entries = Vec::new();
    for record in records.iter().filter(|record| !kind::holds_data(&record.kind)) {
        let (entry, about) = entry::of(source, record);
        findings.extend(about);
        entries.extend(entry.map(|entry| {
            Kept {
                key: record.key.clone(),
                span: Span::new(source, record.key_bytes.clone()),
                address: written(record, &entry),
                entry,
                lang: record
                    .text("langid")
                    .or_else(|| record.text("language"))
                    .and_then(|name| language::of(&name)),
            }
        }));
    }
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let index = entries
        .iter()
        .enumerate()
        .map(|(at, kept)| (kept.key.clone(), at))
        .collect();
    let library = Library {
        source: Arc::clone(source),
        entries,
        index,
    };
    (Some(library).filter(|_| !has_errors(&findings)), findings)
}

impl Library {
    /// The keys, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|kept| kept.key.as_str())
    }

    /// Where an entry's key stands.
    #[must_use]
    pub fn span(&self, key: &str) -> Option<Span> {
        self.kept(key).map(|kept| kept.span.clone())
    }

    /// Formats the citations of a leaflet and its list of references.
    ///
    /// Terms such as “edn” are in the leaflet's language where there is a locale for it, else in British English.
    ///
    /// # Errors
    /// A finding for each key that no entry has, and for what the CSL engine could not format.
    pub fn format(
        &self,
        requests: &[Request],
        lang: &Lang,
        style: &Style,
    ) -> Result<Formatted, Vec<Finding>> {
        engine::format(self, requests, lang, style)
    }

    fn kept(&self, key: &str) -> Option<&Kept> {
        self.index.get(key).and_then(|at| self.entries.get(*at))
    }
}

impl Kept {
    /// The title, where it is in another language than the leaflet.
    fn foreign(&self, leaflet: &Lang) -> Option<Foreign> {
        let lang = self.lang.clone()?;
        let primary = |lang: &Lang| lang.as_str().split('-').next().map(str::to_owned);
        let words = self.entry.title()?.value.to_string();
        let words = words.trim_end_matches(line::SENTENCE_ENDED).to_owned();
        (primary(&lang) != primary(leaflet) && !words.is_empty()).then_some(Foreign { lang, words })
    }
}

/// The field of which the engine has the address of an entry.
fn written(record: &record::Record, entry: &hayagriva::Entry) -> Option<String> {
    let known = &entry.url()?.value;
    let mut fields = record.fields.keys().filter_map(|name| record.text(name));
    fields.find(|text| url::Url::parse(text).is_ok_and(|url| url == *known))
}

/// The candidate nearest to a misspelt name, where one is near enough to be meant.
fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let allowed = (name.chars().count() / 3).clamp(1, 2);
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

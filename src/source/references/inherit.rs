//! `crossref` and `xdata`: fields that an entry takes from others (BibLaTeX manual, 2.4.1 and appendix B).
//!
//! The graph is checked before anything is followed: a circle of references would never end.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bibtex::DEEPEST;
use super::record::{Field, Record};
use crate::finding::{Finding, Severity, SourceText, Span};

/// How many fields one entry may take over: `xdata` can name many entries that each name many.
const MOST_STEPS: usize = 64;

/// Gives each record the fields that it inherits. A record whose references lead astray gets none, and a finding.
pub(super) fn resolve(source: &Arc<SourceText>, records: &mut [Record]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let before: Vec<Record> = records.to_vec();
    let index: BTreeMap<&str, &Record> = before
        .iter()
        .map(|record| (record.key.as_str(), record))
        .collect();
    for (record, original) in records.iter_mut().zip(&before) {
        let mut steps = MOST_STEPS;
        match inherited(original, &index, 0, &mut steps) {
            Ok(fields) => record.fields = fields,
            Err(Astray { bytes, missing }) => {
                let span = Span::new(source, bytes);
                findings.push(match missing {
                    Some(key) => Finding::at(
                        span,
                        Severity::Error,
                        "unknown-crossref",
                        format!("no entry has the key `{key}`"),
                        "name an entry of this file, or delete the field",
                    ),
                    None => Finding::at(
                        span,
                        Severity::Error,
                        "circular-crossref",
                        format!("this leads back to where it began, or through more than {DEEPEST} entries"),
                        "let `crossref` and `xdata` lead from a part to its whole, and no further",
                    ),
                });
            }
        }
    }
    findings
}

struct Astray {
    bytes: std::ops::Range<usize>,
    /// The key that no entry has; `None` for a circle.
    missing: Option<String>,
}

type Fields = BTreeMap<String, Field>;

fn inherited(
    record: &Record,
    index: &BTreeMap<&str, &Record>,
    depth: usize,
    steps: &mut usize,
) -> Result<Fields, Astray> {
    let mut fields = record.fields.clone();
    for name in ["xdata", "crossref"] {
        let Some(field) = record.fields.get(name) else {
            continue;
        };
        let keys = field.value.text();
        for key in keys.split(',').map(str::trim).filter(|key| !key.is_empty()) {
            let astray = |missing| Astray {
                bytes: field.bytes.clone(),
                missing,
            };
            let parent = index.get(key).ok_or_else(|| astray(Some(key.to_owned())))?;
            *steps = steps.checked_sub(1).ok_or_else(|| astray(None))?;
            if depth >= DEEPEST {
                return Err(astray(None));
            }
            // A fault further up is told where this entry leads into it.
            let taken =
                inherited(parent, index, depth + 1, steps).map_err(|further| astray(further.missing))?;
            for (from, value) in taken {
                // A part with a date of its own keeps it whole: a year here and a month there is a date of nothing.
                let dated = is_date(&from) && record.fields.keys().any(|field| is_date(field));
                match inherits_as(name, &record.kind, &parent.kind, &from) {
                    Some(to) if !dated => {
                        fields.entry(to.to_owned()).or_insert(value);
                    }
                    Some(_) | None => {}
                }
            }
        }
    }
    Ok(fields)
}

fn is_date(field: &str) -> bool {
    matches!(field, "date" | "year" | "month" | "day")
}

/// The name under which a part takes a field of its whole, if it takes it.
fn inherits_as<'f>(through: &str, part: &str, whole: &str, field: &'f str) -> Option<&'f str> {
    if through == "xdata" {
        return Some(field);
    }
    let inside = matches!(
        part,
        "inbook"
            | "incollection"
            | "inproceedings"
            | "conference"
            | "inreference"
            | "bookinbook"
            | "suppbook"
            | "suppcollection"
    );
    match field {
        "title" if inside => Some("booktitle"),
        "subtitle" if inside => Some("booksubtitle"),
        "titleaddon" if inside => Some("booktitleaddon"),
        "title" if whole == "periodical" => Some("journaltitle"),
        "subtitle" if whole == "periodical" => Some("journalsubtitle"),
        "title" if whole.starts_with("mv") => Some("maintitle"),
        "subtitle" if whole.starts_with("mv") => Some("mainsubtitle"),
        "author" if matches!(part, "inbook" | "bookinbook" | "suppbook") => Some("bookauthor"),
        // What belongs to the whole alone (BibLaTeX manual, appendix B).
        "title" | "subtitle" | "titleaddon" | "author" | "crossref" | "xdata" | "ids" | "key" | "sortkey"
        | "label" | "shorttitle" | "shorthand" | "abstract" | "annotation" | "keywords" | "note"
        | "addendum" | "pages" | "pagetotal" | "doi" | "url" | "urldate" | "file" => None,
        _ => Some(field),
    }
}

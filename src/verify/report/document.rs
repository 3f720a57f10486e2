//! The conformance report as a document: headings, paragraphs and tables, made once. Text and HTML are two ways to show
//! it, so that both say the same words.
//!
//! What somebody has to act on comes first: the verdict, then what is left to do. What needs no action is told last and in
//! short; JSON tells all of it.

mod files;
mod left;
mod requirements;
mod subject;

use std::borrow::Cow;

use super::Report;
use super::verdict::{self, ALONE, names};
use crate::model::Lang;
use crate::verify::conformance::{Conformance, Judged, Kind};
use crate::verify::{Compared, Thing};

/// A piece of the report.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// The verdict in a sentence.
    Lead(String),
    /// The leaflet's title, where it is in another language than the report.
    Titled(Lang, String),
    /// What the report is about, in a quiet line.
    Detail(String),
    /// Where the list of headings stands, where the form has one.
    Contents,
    /// A heading, of level 2 to 5: the title is level 1.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A list, each entry with a head and what is said of it.
    List(Vec<(String, String)>),
    /// A table with a caption and a header row.
    Table {
        /// What it shows.
        caption: String,
        /// The header row.
        header: Vec<&'static str>,
        /// The rows, each as wide as the header row.
        rows: Vec<Vec<String>>,
    },
}

/// The report: its title, and all that stands below.
pub(super) struct Document {
    /// What was verified.
    pub title: String,
    /// The pieces, in order.
    pub parts: Vec<Part>,
}

/// What has to be known to read it.
const READ_ME: [&str; 4] = [
    "Each file was opened again and read as a screen reader does. Each requirement of each standard then stands in one of nine ways; only what was shown in this run counts.",
    "Left to do: what is not met, what was not checked, what a person has to look at, and reviews that are out of date. While one of these is left, no standard is claimed. No guideline of print is ever claimed: its figures are told.",
    "Checked here: measured in the file. Checked by another tool: the tool ran and found nothing wrong. By construction: the file is, byte for byte, what clearleaf writes of the leaflet, and tests of clearleaf hold it for all that clearleaf writes. Reviewed by a person: somebody found it so of these words, in this layout, at this size.",
    "Requirements that stand alike are told together, under the standard's own headings where it has some. The report as JSON tells each of them by itself, with what it asks and the tests that hold it.",
];

/// How many files the first sentence names.
const NAMED: usize = 3;

/// The report as a document.
pub(super) fn document(reports: &[Report<'_>]) -> Document {
    let files = || reports.iter().flat_map(|report| &report.comparison.files);
    let names = names(files().map(|file| file.artefact.name.as_str()));
    let mut parts = vec![Part::Lead(sentence(reports, &names))];
    parts.extend(subject::own_title(reports).map(|(lang, title)| Part::Titled(lang.clone(), title)));
    parts.extend(subject::detail(reports).map(Part::Detail));
    parts.push(table(reports, &names));
    parts.push(Part::Contents);
    let mut left = names.as_slice();
    let labels = subject::labels(reports);
    for (n, report) in reports.iter().enumerate() {
        let (own, others) = left.split_at(report.comparison.files.len().min(left.len()));
        left = others;
        // With one comparison, its parts are the sections; else each comparison is one.
        let mut level = 2;
        if let Some(label) = labels.get(n) {
            parts.push(Part::Heading(level, label.clone()));
            level += 1;
        }
        if let Some(absent) = verdict::absent(report.comparison).filter(|_| level > 2) {
            parts.push(Part::Paragraph(format!("{}.", capital(&absent))));
        }
        parts.push(Part::Heading(level, "Left to do".to_owned()));
        left::listed(report, own, level + 1, &mut parts);
        parts.push(Part::Heading(level, "The files".to_owned()));
        files::listed(report, own, level + 1, &mut parts);
        parts.push(Part::Heading(level, "Shown".to_owned()));
        requirements::shown(report, level + 1, &mut parts);
    }
    parts.push(Part::Heading(2, "How to read this report".to_owned()));
    parts.extend(READ_ME.iter().map(|text| paragraph(text)));
    parts.iter_mut().for_each(clean);
    Document {
        title: printable(&subject::title(reports, &names)).into_owned(),
        parts,
    }
}

fn paragraph(text: &str) -> Part {
    Part::Paragraph(text.to_owned())
}

/// How it all stands, in a sentence or two.
fn sentence(reports: &[Report<'_>], names: &[String]) -> String {
    let mut said = vec![well(reports, names)];
    said.extend(same(reports));
    let alone = reports.iter().filter(|report| report.comparison.with.is_none());
    let mut alone = alone.flat_map(|report| &report.comparison.files);
    if alone.any(|file| file.artefact.read.is_ok()) {
        said.push(match names.len() {
            1 => format!("It was compared with nothing: {ALONE}."),
            _ => format!("What was compared with nothing is judged by its faults alone: {ALONE}."),
        });
    }
    let mut judged = reports.iter().flat_map(|report| &report.conformance);
    let is_open = |judged: &Judged<'_>| judged.is_about && judged.open().next().is_some();
    if judged.any(|conformance| conformance.standards.iter().any(is_open)) {
        said.push("Not all that standards ask has been shown: see “Left to do”.".to_owned());
    }
    // Where there are several comparisons, each says it of its own.
    if let [report] = reports {
        said.extend(verdict::absent(report.comparison).map(|absent| format!("{}.", capital(&absent))));
    }
    said.join(" ")
}

/// Which files are not well, and why; the first of them, where they are many.
fn well(reports: &[Report<'_>], names: &[String]) -> String {
    let files = reports
        .iter()
        .flat_map(|report| report.comparison.files.iter().zip(&report.conformance));
    let wrong = |((file, conformance), name): ((&Compared, &Conformance<'_>), &String)| {
        let wrong: Vec<String> = verdict::wrong(file)
            .into_iter()
            .chain(complaints(conformance))
            .collect();
        (!wrong.is_empty()).then(|| format!("{name}: {}", wrong.join(", ")))
    };
    let wrong: Vec<String> = files.zip(names).filter_map(wrong).collect();
    let shown: Vec<&str> = wrong.iter().take(NAMED).map(String::as_str).collect();
    let more = match wrong.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    match (wrong.len(), names.len()) {
        (0, 1) => "No fault was found in the file.".to_owned(),
        (0, all) => format!("No fault was found in {}.", Thing::FILE.count(all)),
        (_, 1) => format!("Not all is well with {}.", shown.join("; ")),
        (bad, all) => format!(
            "Not all is well with {bad} of {}: {}{more}.",
            Thing::FILE.count(all),
            shown.join("; ")
        ),
    }
}

/// Whether all files say what they should, where nothing is wrong with any.
fn same(reports: &[Report<'_>]) -> Option<String> {
    let with: Option<Vec<&str>> = reports
        .iter()
        .map(|report| report.comparison.with.as_deref())
        .collect();
    let with = with.filter(|_| reports.iter().all(|report| report.comparison.is_good()))?;
    let files: usize = reports.iter().map(|report| report.comparison.files.len()).sum();
    let (first, others) = with.split_first()?;
    Some(match others.iter().all(|other| other == first) {
        true if files == 1 => format!("It says what {first} says."),
        true => format!("All say what {first} says."),
        false => "Files that belong together say the same.".to_owned(),
    })
}

/// How each file stands.
fn table(reports: &[Report<'_>], names: &[String]) -> Part {
    let files = reports.iter().flat_map(|report| {
        let with = report.comparison.with.is_some();
        let files = report.comparison.files.iter().zip(&report.conformance);
        files.map(move |(file, conformance)| (file, conformance, with))
    });
    let rows = files.zip(names).map(|((file, conformance, with), name)| {
        vec![
            name.clone(),
            differences(file, with),
            faults(file, conformance),
            standards(conformance),
        ]
    });
    Part::Table {
        caption: "How the files stand".to_owned(),
        header: vec!["File", "Differences", "Faults", "Requirements"],
        rows: rows.collect(),
    }
}

fn differences(file: &Compared, is_compared: bool) -> String {
    match (&file.artefact.read, file.changes.len()) {
        (Err(_), _) => "cannot be read".to_owned(),
        (Ok(_), _) if !is_compared => "compared with nothing".to_owned(),
        (Ok(_), 0) => "none".to_owned(),
        (Ok(_), _) if file.is_another => format!("{}: another leaflet, it seems", verdict::differences(file)),
        (Ok(_), _) => verdict::differences(file),
    }
}

/// What is wrong with a file, and what other tools complain of.
fn faults(file: &Compared, conformance: &Conformance<'_>) -> String {
    let all: Vec<String> = verdict::faults(file)
        .into_iter()
        .chain(complaints(conformance))
        .collect();
    match (all.is_empty(), &file.artefact.read) {
        (false, _) => all.join("; "),
        (true, Ok(_)) => "none".to_owned(),
        (true, Err(_)) => "not known".to_owned(),
    }
}

/// What other tools complain of, tool by tool.
fn complaints(conformance: &Conformance<'_>) -> impl Iterator<Item = String> {
    let verdicts = conformance.evidence.verdicts.iter();
    let verdicts = verdicts.filter(|verdict| !verdict.complaints.is_empty());
    verdicts.map(|verdict| format!("{} {}", verdict.tool, found(verdict.complaints.len())))
}

/// What another tool found.
fn found(complaints: usize) -> String {
    match complaints {
        0 => "found nothing wrong".to_owned(),
        faults => format!("found {}", Thing::FAULT.count(faults)),
    }
}

fn standards(conformance: &Conformance<'_>) -> String {
    let stands = |judged: &Judged<'_>| {
        let name = &judged.standard.name;
        let not_met = judged.count(Kind::NotMet);
        match (not_met, judged.open().count() - not_met) {
            (0, 0) if judged.conforms() => format!("conforms to {name}"),
            (0, 0) => format!("{name}: none open"),
            (0, open) => format!("{name}: {open} open"),
            (not_met, 0) => format!("{name}: {not_met} not met"),
            (not_met, open) => format!("{name}: {not_met} not met, {open} open"),
        }
    };
    let standards = conformance.standards.iter().filter(|judged| judged.is_about);
    let all: Vec<String> = standards.map(stands).collect();
    match all.is_empty() {
        true => "no standard is about such a file".to_owned(),
        false => all.join("; "),
    }
}

/// The text with a capital at its beginning, but for names that begin small on purpose, such as veraPDF, and for paths.
fn capital(text: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    let is_path = word.contains(['/', '.', '_']);
    if word == "clearleaf" || is_path || word.chars().any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut rest = text.chars();
    let first = rest.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}

/// A name may hold anything; a report holds nothing that moves a cursor or that no page can carry.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    match text.contains(unprintable) {
        true => text.replace(unprintable, "\u{FFFD}").into(),
        false => text.into(),
    }
}

fn clean(part: &mut Part) {
    let clean = |text: &mut String| {
        if let Cow::Owned(cleaned) = printable(text) {
            *text = cleaned;
        }
    };
    match part {
        Part::Contents => {}
        Part::Titled(_, text)
        | Part::Lead(text)
        | Part::Detail(text)
        | Part::Heading(_, text)
        | Part::Paragraph(text) => clean(text),
        Part::List(entries) => {
            for (head, words) in entries {
                clean(head);
                clean(words);
            }
        }
        Part::Table { caption, rows, .. } => {
            clean(caption);
            rows.iter_mut().flatten().for_each(clean);
        }
    }
}

/// Control characters, those that turn the order of text round among them, and what no XML can hold.
fn unprintable(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
}

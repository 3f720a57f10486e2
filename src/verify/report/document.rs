//! The conformance report as a document: headings, paragraphs and tables, made once. Text and HTML are two ways to show
//! it, so that both say the same words.

use super::Report;
use crate::verify::compare::Change;
use crate::verify::conformance::{Conformance, Judged, Kind, Row, Status};
use crate::verify::{Compared, Comparison};

/// A piece of the report.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// A heading, of level 2 to 4: the title is level 1.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
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

/// What the report is called.
pub(super) const TITLE: &str = "Verification report";

/// What has to be known to read it.
const READ_ME: [&str; 3] = [
    "Each file was opened again and read as a screen reader does. Each requirement of each standard then stands in one of nine ways; only what was shown in this run counts, and what shows it is named.",
    "Checked here: measured in the file. Checked by another tool: the tool ran and found nothing. By construction: the file is, byte for byte, what clearleaf writes of the leaflet, and the tests named hold it for all that clearleaf writes. Reviewed by a person: somebody found it so of these words, in this layout, at this size.",
    "Left to do: what is not met, what was not checked, what a person has to look at, and reviews that are out of date. While one of these is left, no standard is claimed. No guideline of print is ever claimed: its figures are told.",
];

/// How many differences of one file are shown: whoever has more has another file before them.
const MOST: usize = 200;

/// The report.
pub(super) fn parts(reports: &[Report<'_>]) -> Vec<Part> {
    let mut out: Vec<Part> = READ_ME.iter().map(|text| paragraph(text)).collect();
    for (number, report) in reports.iter().enumerate() {
        let of = |what: &str| match reports.len() {
            1 => what.to_owned(),
            _ => format!("{what}, group {}", number + 1),
        };
        out.push(Part::Heading(2, of("Where the files stand")));
        out.push(said(report.comparison));
        for conformance in &report.conformance {
            // A path may be longer than any line, and captions do not break inside a word.
            out.push(paragraph(&format!("{}:", conformance.file)));
            out.push(summary(conformance));
        }
        out.push(Part::Heading(2, of("Left to do")));
        listed(report, true, &mut out);
        out.push(Part::Heading(2, of("Shown")));
        listed(report, false, &mut out);
        out.push(Part::Heading(2, of("The files compared")));
        compared(report.comparison, &mut out);
    }
    out.iter_mut().for_each(clean);
    out
}

/// A name may hold anything; a report holds nothing that moves a cursor or that no page can carry.
fn clean(part: &mut Part) {
    let clean = |text: &mut String| {
        if text.contains(unprintable) {
            *text = text.replace(unprintable, "\u{FFFD}");
        }
    };
    match part {
        Part::Heading(_, text) | Part::Paragraph(text) => clean(text),
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

fn paragraph(text: &str) -> Part {
    Part::Paragraph(text.to_owned())
}

/// Whether the files say the same.
fn said(comparison: &Comparison) -> Part {
    let with = comparison.with.as_deref();
    paragraph(&match (comparison.is_good(), with, comparison.files.len()) {
        (true, Some(with), 1) => format!("The file says what {with} says."),
        (true, Some(with), files) => format!("All {files} files say what {with} says."),
        (true, None, _) => "There was nothing to compare.".to_owned(),
        (false, _, _) => "Not all is well with the files: see “The files compared”.".to_owned(),
    })
}

/// A file by each standard, and what tools of others said of it or why they said nothing.
fn summary(conformance: &Conformance<'_>) -> Part {
    let standards = conformance.standards.iter().filter(|judged| judged.is_about);
    let mut rows: Vec<Vec<String>> = standards
        .map(|judged| {
            let says = judged
                .says
                .iter()
                .map(|says| format!(". The layout says of itself: {says}"));
            vec![judged.name.clone(), stands(judged) + &says.collect::<String>()]
        })
        .collect();
    let mut add = |by: String, how: String| rows.push(vec![by, how]);
    if let Some((review, holds)) = &conformance.words {
        let what = if *holds {
            "reviewed by"
        } else {
            "review out of date, by"
        };
        let by = format!("{what} {}, {}", &*review.name, review.date);
        add("The words themselves".to_owned(), by);
    }
    if !conformance.unclaimed.is_empty() {
        let what = format!("not met: {}", few(&conformance.unclaimed));
        add("Beside the standards".to_owned(), what);
    }
    for verdict in &conformance.evidence.verdicts {
        let said = match verdict.complaints.len() {
            0 => "found nothing".to_owned(),
            1 => "found 1 fault".to_owned(),
            faults => format!("found {faults} faults"),
        };
        add(format!("{} {}", verdict.tool, verdict.version), said);
    }
    for (tool, why) in &conformance.evidence.silent {
        add(tool.to_string(), format!("gave no verdict: {why}"));
    }
    Part::Table {
        caption: "The file, by each standard".to_owned(),
        header: vec!["By", "How it stands"],
        rows,
    }
}

/// The first of many, and how many more there are.
fn few(many: &[String]) -> String {
    const SHOWN: usize = 10;
    let shown: Vec<&str> = many.iter().take(SHOWN).map(String::as_str).collect();
    match many.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(more) => format!("{}; and {more} more", shown.join("; ")),
        None => shown.join("; "),
    }
}

/// How a file stands by a standard, in a line.
pub(super) fn stands(judged: &Judged<'_>) -> String {
    let all = applicable(judged);
    let left = judged.open().count();
    if judged.conforms() {
        return format!("conforms: {}, those for a person reviewed", all_met(all));
    }
    let counts = Kind::ALL.into_iter().filter(|kind| kind.is_open());
    let counts = counts.filter_map(|kind| match judged.count(kind) {
        0 => None,
        1 => Some(format!("1 {}", kind.name())),
        count => Some(kind.of_many(count)),
    });
    let counts: Vec<String> = counts.collect();
    let met = all.saturating_sub(left);
    match (left, judged.is_guideline) {
        (0, true) => all_met(all),
        (_, true) => format!("meets {met} of {all}; {}", counts.join(", ")),
        (0, false) if judged.is_marred => {
            format!("{}, and the file has other faults", all_met(all))
        }
        (0, false) => all_met(all),
        (_, false) => format!("{left} of {all} open: {}", counts.join(", ")),
    }
}

/// That so many requirements are met, which are all that apply.
fn all_met(all: usize) -> String {
    match all {
        0 => "nothing of it applies".to_owned(),
        1 => "the one that applies is met".to_owned(),
        2 => "both that apply are met".to_owned(),
        all => format!("all {all} that apply are met"),
    }
}

/// How many requirements apply.
fn applicable(judged: &Judged<'_>) -> usize {
    judged.rows.len() - judged.count(Kind::NotApplicable)
}

/// One requirement, with the files that it stands alike for.
struct Line<'a> {
    row: &'a Row,
    formats: Vec<&'a str>,
    /// The tests that hold it, of all those files.
    tests: Vec<&'a str>,
}

impl<'a> Line<'a> {
    fn of(row: &'a Row, format: &'a str) -> Self {
        Self {
            row,
            formats: vec![format],
            tests: tests(row),
        }
    }

    /// Whether a row stands as this one does, but for the tests that hold it.
    fn is_like(&self, other: &Row) -> bool {
        let alike = match (&self.row.status, &other.status) {
            (
                Status::ByConstruction { why: Some(one), .. },
                Status::ByConstruction { why: Some(other), .. },
            ) => one == other,
            (one, other) => one == other,
        };
        alike && self.row.id == other.id && self.row.asks == other.asks
    }

    fn add(&mut self, row: &'a Row, format: &'a str) {
        self.formats.push(format);
        for test in tests(row) {
            if !self.tests.contains(&test) {
                self.tests.push(test);
            }
        }
    }

    fn detail(&self) -> String {
        let status = match &self.row.status {
            Status::ByConstruction { why, .. } => &Status::ByConstruction {
                why: why.clone(),
                tests: self.tests.iter().map(|&test| test.to_owned()).collect(),
            },
            other => other,
        };
        capital(&status.detail())
    }
}

fn tests(row: &Row) -> Vec<&str> {
    match &row.status {
        Status::ByConstruction { tests, .. } => tests.iter().map(String::as_str).collect(),
        Status::Checked { .. }
        | Status::CheckedBy { .. }
        | Status::Reviewed { .. }
        | Status::NotApplicable { .. }
        | Status::Outdated { .. }
        | Status::NeedsPerson { .. }
        | Status::Unchecked { .. }
        | Status::NotMet { .. } => Vec::new(),
    }
}

/// The rows that are left to do, or those that are not, standard by standard: one line where files stand alike.
fn listed(report: &Report<'_>, open: bool, out: &mut Vec<Part>) {
    let before = out.len();
    let standards = report
        .conformance
        .first()
        .map_or(0, |first| first.standards.len());
    for number in 0..standards {
        let files: Vec<(&Conformance<'_>, &Judged<'_>)> = report
            .conformance
            .iter()
            .filter_map(|file| Some((file, file.standards.get(number)?)))
            .filter(|(_, judged)| judged.is_about)
            .collect();
        let Some((_, first)) = files.first() else { continue };
        let lines = merged(&files, open);
        if !lines.is_empty() {
            out.push(Part::Heading(3, first.name.clone()));
            tables(&lines, open, out);
        }
    }
    if out.len() == before {
        out.push(paragraph("Nothing."));
    }
}

fn merged<'a>(files: &[(&'a Conformance<'_>, &'a Judged<'_>)], open: bool) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for (file, judged) in files {
        let own = file.format.unwrap_or(file.file);
        let rows = judged.rows.iter().filter(|row| row.is_about);
        for row in rows.filter(|row| row.status.kind().is_open() == open) {
            match lines.iter_mut().find(|line| line.is_like(row)) {
                Some(line) => line.add(row, own),
                None => lines.push(Line::of(row, own)),
            }
        }
    }
    lines
}

/// A table for each status. What a person has to look at or to mend is said row by row; what was shown alike, or is to be
/// checked alike, is named together.
fn tables(lines: &[Line<'_>], open: bool, out: &mut Vec<Part>) {
    for kind in Kind::ALL {
        let of_kind = lines.iter().filter(|line| line.row.status.kind() == kind);
        let rows = of_kind.map(|line| Told {
            labels: vec![line.row.label()],
            asks: &line.row.asks,
            formats: line.formats.join(", "),
            detail: line.detail(),
        });
        let mut told: Vec<Told<'_>> = Vec::new();
        for row in rows {
            let alike = |other: &&mut Told<'_>| {
                (!open || kind == Kind::Unchecked)
                    && (&other.formats, &other.detail) == (&row.formats, &row.detail)
            };
            match told.iter_mut().find(alike) {
                Some(other) => other.labels.extend(row.labels),
                None => told.push(row),
            }
        }
        if !told.is_empty() {
            out.push(Part::Table {
                caption: capital(kind.name()),
                header: vec![
                    "Requirement",
                    "Files",
                    if open { "What to do" } else { "What shows it" },
                ],
                rows: told.into_iter().map(Told::cells).collect(),
            });
        }
    }
}

/// A row of such a table: one requirement, or several that are shown alike.
struct Told<'a> {
    labels: Vec<String>,
    asks: &'a str,
    formats: String,
    detail: String,
}

impl Told<'_> {
    fn cells(self) -> Vec<String> {
        let requirement = match self.labels.as_slice() {
            [label] => format!("{label}: {}", self.asks),
            labels => labels.join("; "),
        };
        vec![requirement, self.formats, self.detail]
    }
}

/// The text with a capital at its beginning, but for names that begin small on purpose, such as veraPDF.
fn capital(text: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    if word == "clearleaf" || word.chars().any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut rest = text.chars();
    let first = rest.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}

/// What is in each file, and every difference with its place.
fn compared(comparison: &Comparison, out: &mut Vec<Part>) {
    let files = || comparison.files.iter().filter(|file| file.counts.is_some());
    if let Some(first) = files().next().and_then(|file| file.counts) {
        let rows = first.named().into_iter().enumerate().map(|(n, (name, _))| {
            let of = |file: &Compared| {
                let figures = file.counts?.named();
                let (_, figure) = figures.into_iter().nth(n)?;
                Some(format!(
                    "{figure} in {}",
                    file.artefact.format.map_or("", |format| format.id)
                ))
            };
            let figures: Vec<String> = files().filter_map(of).collect();
            vec![capital(name), figures.join(", ")]
        });
        out.push(Part::Table {
            caption: "How much of what is in each file".to_owned(),
            header: vec!["What", "How many"],
            rows: rows.collect(),
        });
    }
    for file in &comparison.files {
        if let Err(why) = &file.artefact.read {
            out.push(paragraph(&format!(
                "{} cannot be read: {why}",
                file.artefact.name
            )));
        }
        if !file.changes.is_empty() {
            out.push(paragraph(&format!("{}:", file.artefact.name)));
            out.push(changes(file));
        }
    }
}

fn changes(file: &Compared) -> Part {
    let row = |change: &Change| vec![change.place.to_string(), change.what.to_string()];
    let mut rows: Vec<Vec<String>> = file.changes.iter().take(MOST).map(row).collect();
    if let Some(more) = file.changes.len().checked_sub(MOST).filter(|more| *more > 0) {
        rows.push(vec!["Elsewhere".to_owned(), format!("{more} more differences")]);
    }
    Part::Table {
        caption: "What differs in it".to_owned(),
        header: vec!["Where", "What"],
        rows,
    }
}

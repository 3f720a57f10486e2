//! What is left to do, worst first: files that cannot be read, differences, faults, then what standards ask.

use super::{Part, capital, paragraph, requirements};
use crate::verify::Compared;
use crate::verify::compare::{Change, What};
use crate::verify::report::Report;
use crate::verify::report::verdict::{self, MARKS};

/// How many faults of one file are shown.
const MOST_FAULTS: usize = 50;

/// The parts; `names` are those of the files, `level` that of their headings. What the marks in words mean is said above
/// the first of them in the whole report.
pub(super) fn listed(report: &Report<'_>, names: &[String], level: u8, out: &mut Vec<Part>) {
    let before = out.len();
    unreadable(report, names, level, out);
    differences(report, names, level, out);
    faults(report, names, level, out);
    requirements::open(report, level, out);
    if out.len() == before {
        out.push(paragraph("Nothing."));
    }
}

fn unreadable(report: &Report<'_>, names: &[String], level: u8, out: &mut Vec<Part>) {
    let files = report.comparison.files.iter().zip(names);
    let rows = files.filter_map(|(file, name)| {
        let why = file.artefact.read.as_ref().err()?.reason();
        let help = verdict::help(&file.artefact)?;
        Some(vec![name.clone(), capital(&why), capital(&help)])
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if !rows.is_empty() {
        out.push(Part::Heading(level, "Files that cannot be read".to_owned()));
        out.push(Part::Table {
            caption: "Why they cannot be read, and what to do".to_owned(),
            header: vec!["File", "Why not", "What to do"],
            rows,
        });
    }
}

/// File by file, every difference with its place.
fn differences(report: &Report<'_>, names: &[String], level: u8, out: &mut Vec<Part>) {
    let comparison = report.comparison;
    let files = || {
        let files = comparison.files.iter().zip(names);
        files.filter(|(file, _)| !file.changes.is_empty())
    };
    if files().next().is_none() {
        return;
    }
    out.push(Part::Heading(level, "Differences".to_owned()));
    let shown = |file: &Compared| {
        let mut shown = verdict::worst_first(file);
        shown.any(|change| matches!(change.what, What::Words(_)))
    };
    let marks = paragraph(MARKS);
    if files().any(|(file, _)| shown(file)) && !out.contains(&marks) {
        out.push(marks);
    }
    for (file, name) in files() {
        let number = verdict::differences(file);
        out.push(Part::Heading(level + 1, format!("{name}: {number}")));
        if let Some(another) = verdict::another(file, comparison.with.as_deref()) {
            out.push(paragraph(&format!("{}.", capital(&another))));
        }
        out.push(changes(file, name));
    }
}

fn changes(file: &Compared, name: &str) -> Part {
    let row = |change: &Change| vec![capital(&change.place.to_string()), change.what.to_string()];
    let mut rows: Vec<Vec<String>> = verdict::worst_first(file).map(row).collect();
    if let Some(more) = verdict::more(file) {
        rows.push(vec!["Elsewhere".to_owned(), more]);
    }
    Part::Table {
        caption: format!("What differs in {name}"),
        header: vec!["Where", "What"],
        rows,
    }
}

/// What is wrong with each file, whether or not a standard asks for it.
fn faults(report: &Report<'_>, names: &[String], level: u8, out: &mut Vec<Part>) {
    let before = out.len();
    let files = report.comparison.files.iter().zip(&report.conformance);
    for ((file, conformance), name) in files.zip(names) {
        let Ok(read) = &file.artefact.read else { continue };
        let mut all: Vec<String> = read.facts.faults.clone();
        all.extend(read.facts.unread.iter().map(|what| format!("not read: {what}")));
        let unclaimed = conformance.unclaimed.iter();
        all.extend(
            unclaimed
                .filter(|what| !read.facts.faults.contains(what))
                .cloned(),
        );
        if all.is_empty() {
            continue;
        }
        if out.len() == before {
            out.push(Part::Heading(level, "Faults".to_owned()));
        }
        let more = all.len().saturating_sub(MOST_FAULTS);
        all.truncate(MOST_FAULTS);
        if more > 0 {
            all.push(format!("and {more} more"));
        }
        let rows = (1_usize..).zip(all);
        out.push(Part::Table {
            caption: format!("Faults of {name}"),
            header: vec!["Number", "What is wrong"],
            rows: rows
                .map(|(number, fault)| vec![number.to_string(), capital(&fault)])
                .collect(),
        });
    }
}

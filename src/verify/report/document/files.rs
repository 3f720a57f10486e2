//! The files: how much is in each, what each says of itself, and how it stands by each standard.

use super::{Part, capital, found, paragraph};
use crate::verify::conformance::{Conformance, Judged, Kind};
use crate::verify::report::Report;
use crate::verify::report::text::facts;
use crate::verify::{Compared, Comparison};

/// The parts; `names` are those of the files, `level` that of their headings.
pub(super) fn listed(report: &Report<'_>, names: &[String], level: u8, out: &mut Vec<Part>) {
    out.extend(counts(report.comparison));
    let files = report.comparison.files.iter().zip(&report.conformance);
    for ((file, conformance), name) in files.zip(names) {
        out.push(Part::Heading(level, name.clone()));
        let path = (name != &file.artefact.name).then(|| format!("file {}", file.artefact.name));
        let said = match &file.artefact.read {
            Ok(read) => Some(facts(&read.facts, &read.reading)),
            Err(_) => None,
        };
        let said: Vec<String> = path.into_iter().chain(said).collect();
        if !said.is_empty() {
            out.push(paragraph(&format!("{}.", capital(&said.join(", ")))));
        }
        out.extend(summary(conformance));
    }
}

/// How much of what is in the files: in a line where it is the same in all of them.
fn counts(comparison: &Comparison) -> Option<Part> {
    let files = || comparison.files.iter().filter(|file| file.counts.is_some());
    let first = files().next()?.counts?;
    if files().all(|file| file.counts == Some(first)) {
        let counted: Vec<String> = first.named().map(|(thing, number)| thing.count(number)).into();
        let of = match files().count() {
            1 => "In the file",
            _ => "In each file",
        };
        return Some(paragraph(&format!("{of}: {}.", counted.join(", "))));
    }
    let rows = first.named().into_iter().enumerate().map(|(n, (thing, _))| {
        let figure = |file: &Compared| {
            let (_, figure) = *file.counts?.named().get(n)?;
            let format = file.artefact.format.map_or("", |format| format.id);
            Some(format!("{figure} in {format}"))
        };
        let figures: Vec<String> = files().filter_map(figure).collect();
        vec![capital(thing.1), figures.join(", ")]
    });
    Some(Part::Table {
        caption: "How much is in each file".to_owned(),
        header: vec!["What", "How many"],
        rows: rows.collect(),
    })
}

/// A file by each standard, and what tools of others said of it or why they said nothing.
fn summary(conformance: &Conformance<'_>) -> Option<Part> {
    let standards = conformance.standards.iter().filter(|judged| judged.is_about);
    let mut entries: Vec<(String, String)> = standards
        .map(|judged| {
            let says = judged.says.iter();
            let says: String = says
                .map(|says| format!(". The layout says of itself: {says}"))
                .collect();
            (judged.standard.name.clone(), stands(judged) + &says)
        })
        .collect();
    let mut add = |by: String, how: String| entries.push((by, how));
    if let Some((review, holds)) = &conformance.words {
        let what = if *holds {
            "reviewed by"
        } else {
            "review out of date, by"
        };
        let by = format!("{what} {}, {}", &*review.name, review.date);
        add("The words themselves".to_owned(), by);
    }
    for verdict in &conformance.evidence.verdicts {
        add(
            format!("{} {}", verdict.tool, verdict.version),
            found(verdict.complaints.len()),
        );
    }
    for (tool, why) in &conformance.evidence.silent {
        add(tool.to_string(), format!("gave no verdict: {why}"));
    }
    (!entries.is_empty()).then_some(Part::List(entries))
}

/// How a file stands by a standard, in a line.
fn stands(judged: &Judged<'_>) -> String {
    let all = judged.rows.len() - judged.count(Kind::NotApplicable);
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

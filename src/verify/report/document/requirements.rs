//! What standards ask, standard by standard and in the standard's own order: what is left to do row by row, what was shown
//! in short. One line stands for all files that a requirement stands alike for.

use super::{Part, capital};
use crate::verify::Thing;
use crate::verify::conformance::{Conformance, Judged, Kind, Row, Standard, Status};
use crate::verify::report::Report;

/// As many requirements are told by their names; more, under the headings of their standard.
const FEW: usize = 4;

/// From as many on, requirements that follow each other are told as the first and the last of them.
const RANGE: usize = 3;

/// One requirement, with the files that it stands alike for.
struct Line<'a> {
    row: &'a Row,
    standard: &'a Standard,
    /// Its place in the standard's order.
    at: usize,
    files: Vec<&'a str>,
    /// The tests that hold it, of all those files.
    tests: Vec<&'a str>,
}

impl<'a> Line<'a> {
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

    fn add(&mut self, row: &'a Row, file: &'a str) {
        self.files.push(file);
        for test in tests(row) {
            if !self.tests.contains(&test) {
                self.tests.push(test);
            }
        }
    }

    /// What is asked, where the requirement stands alone in its row.
    fn asked(&self) -> String {
        let Row { id, name, asks, .. } = self.row;
        match name {
            Some(name) => format!("{id} {name}: {asks}"),
            None => format!("{id}: {asks}"),
        }
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

/// What is left to do. Of a file that cannot be read, nothing was checked, and that is said once and elsewhere.
pub(super) fn open(report: &Report<'_>, level: u8, out: &mut Vec<Part>) {
    each_standard(report, level, out, |lines, standard, out| {
        let left = |line: &&Line<'_>| line.row.status.kind().is_open();
        let lines: Vec<&Line<'_>> = lines.iter().filter(left).collect();
        for kind in Kind::ALL {
            let of_kind = lines.iter().filter(|line| line.row.status.kind() == kind);
            let rows = rows_of(kind, of_kind.copied());
            if !rows.is_empty() {
                out.push(Part::Table {
                    caption: format!("{}: {}", standard.name, kind.name()),
                    header: vec!["Requirement", "Files", to_do(kind)],
                    rows,
                });
            }
        }
    });
}

/// The head of the column that says what to do.
fn to_do(kind: Kind) -> &'static str {
    match kind {
        Kind::NotMet => "What is wrong",
        Kind::NeedsPerson => "What to look at",
        Kind::Outdated => "What to look at again",
        Kind::Unchecked
        | Kind::Reviewed
        | Kind::Checked
        | Kind::CheckedBy
        | Kind::ByConstruction
        | Kind::NotApplicable => "What to do",
    }
}

/// What a person has to look at or to mend is said row by row; what is to be checked alike is named together.
fn rows_of<'a>(kind: Kind, lines: impl Iterator<Item = &'a Line<'a>>) -> Vec<Vec<String>> {
    let mut told: Vec<(Vec<&Line<'_>>, String)> = Vec::new();
    for line in lines {
        let detail = capital(&line.row.status.to_do());
        let alike = told.iter_mut().find(|(others, other)| {
            let like = |first: &&Line<'_>| first.files == line.files;
            kind == Kind::Unchecked && *other == detail && others.first().is_some_and(like)
        });
        match alike {
            Some((lines, _)) => lines.push(line),
            None => told.push((vec![line], detail)),
        }
    }
    told.into_iter()
        .map(|(lines, detail)| {
            let asked = match lines.as_slice() {
                // What to look at says what is asked in more words.
                [line] if kind == Kind::NeedsPerson && line.row.name.is_some() => together(&lines),
                [line] => line.asked(),
                lines => together(lines),
            };
            vec![asked, files(&lines), detail]
        })
        .collect()
}

fn files(lines: &[&Line<'_>]) -> String {
    lines
        .first()
        .map_or_else(String::new, |line| line.files.join(", "))
}

/// What was shown and by what, in short: requirements that are shown alike stand in one entry.
pub(super) fn shown(report: &Report<'_>, level: u8, out: &mut Vec<Part>) {
    let before = out.len();
    each_standard(report, level, out, |lines, _, out| {
        let mut told: Vec<(Kind, String, Vec<&Line<'_>>)> = Vec::new();
        for kind in Kind::ALL.into_iter().filter(|kind| !kind.is_open()) {
            for line in lines.iter().filter(|line| line.row.status.kind() == kind) {
                let how = how(&line.row.status);
                let alike = told.iter_mut().find(|(other, words, others)| {
                    let like = |first: &&Line<'_>| first.files == line.files;
                    *other == kind && *words == how && others.first().is_some_and(like)
                });
                match alike {
                    Some((.., lines)) => lines.push(line),
                    None => told.push((kind, how, vec![line])),
                }
            }
        }
        if !told.is_empty() {
            let entry = |(kind, how, lines): (Kind, String, Vec<&Line<'_>>)| {
                (by(kind, how, &lines), together(&lines))
            };
            out.push(Part::List(told.into_iter().map(entry).collect()));
        }
    });
    if out.len() == before {
        out.push(super::paragraph("Nothing."));
    }
}

/// What shows it, but for the tests, which are many.
fn how(status: &Status) -> String {
    match status {
        Status::ByConstruction { why, .. } => why.clone().unwrap_or_default(),
        Status::Checked { .. }
        | Status::CheckedBy { .. }
        | Status::Reviewed { .. }
        | Status::NotApplicable { .. }
        | Status::Outdated { .. }
        | Status::NeedsPerson { .. }
        | Status::Unchecked { .. }
        | Status::NotMet { .. } => status.detail(),
    }
}

/// The head of what was shown: how, of which files, and how many tests hold it where tests do.
fn by(kind: Kind, how: String, lines: &[&Line<'_>]) -> String {
    let mut tests: Vec<&str> = lines.iter().flat_map(|line| line.tests.iter().copied()).collect();
    tests.sort_unstable();
    tests.dedup();
    let held = match tests.len() {
        0 => None,
        number => Some(format!("held by {}", Thing::TEST.count(number))),
    };
    let how = Some(how).filter(|how| !how.is_empty());
    let said: Vec<String> = how.into_iter().chain(held).collect();
    format!("{} ({}), {}", capital(kind.name()), files(lines), said.join("; "))
}

/// Hands over the lines of each standard, in its order; a heading stands before what it makes of them.
fn each_standard(
    report: &Report<'_>,
    level: u8,
    out: &mut Vec<Part>,
    tell: impl Fn(&[Line<'_>], &Standard, &mut Vec<Part>),
) {
    let standards = report
        .conformance
        .first()
        .map_or(0, |first| first.standards.len());
    for number in 0..standards {
        let files: Vec<(&str, &Judged<'_>)> = report
            .conformance
            .iter()
            .zip(&report.comparison.files)
            .filter(|(_, file)| file.artefact.read.is_ok())
            .filter_map(|(file, _)| Some((own(report, file), file.standards.get(number)?)))
            .filter(|(_, judged)| judged.is_about)
            .collect();
        let Some((_, first)) = files.first() else { continue };
        let mut parts = Vec::new();
        tell(&merged(&files), first.standard, &mut parts);
        if !parts.is_empty() {
            out.push(Part::Heading(level, first.name.clone()));
            out.append(&mut parts);
        }
    }
}

/// What a file is called in a row: by its format, where it is the only one of it.
fn own<'a>(report: &'a Report<'_>, file: &'a Conformance<'_>) -> &'a str {
    let alike = report
        .conformance
        .iter()
        .filter(|other| other.format == file.format);
    match (file.format, alike.count()) {
        (Some(format), 1) => format,
        (Some(_) | None, _) => file.file.rsplit(['/', '\\']).next().unwrap_or(file.file),
    }
}

fn merged<'a>(files: &[(&'a str, &'a Judged<'_>)]) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for (file, judged) in files {
        for (at, row) in judged.rows.iter().enumerate().filter(|(_, row)| row.is_about) {
            match lines.iter_mut().find(|line| line.is_like(row)) {
                Some(line) => line.add(row, file),
                None => lines.push(Line {
                    row,
                    standard: judged.standard,
                    at,
                    files: vec![*file],
                    tests: tests(row),
                }),
            }
        }
    }
    lines.sort_by_key(|line| line.at);
    lines
}

/// Requirements that stand alike: by their names where they are few, else under the headings of their standard.
fn together(lines: &[&Line<'_>]) -> String {
    let named: Option<Vec<String>> = lines
        .iter()
        .map(|line| Some(format!("{} {}", line.row.id, line.row.name.as_ref()?)))
        .collect();
    if let Some(named) = named.filter(|named| named.len() <= FEW) {
        return named.join("; ");
    }
    let mut told: Vec<(Option<&str>, Vec<&Line<'_>>)> = Vec::new();
    for line in lines {
        let section = line.standard.section(&line.row.id);
        match told.last_mut() {
            Some((last, lines)) if *last == section && section.is_some() => lines.push(line),
            Some(_) | None => told.push((section, vec![line])),
        }
    }
    let told: Vec<String> = told
        .iter()
        .map(|(section, lines)| match (section, lines.as_slice()) {
            (Some(section), lines) => format!("{section} ({})", ranges(lines)),
            // A bare number says nothing.
            (None, [line]) if !line.row.id.contains(char::is_alphabetic) => line.asked(),
            (None, lines) => ranges(lines),
        })
        .collect();
    told.join("; ")
}

/// Whether a requirement follows another, in the standard and by its number: between 1.4.5 and 1.4.10 WCAG has others, of a
/// higher level.
fn is_next(last: &Line<'_>, line: &Line<'_>) -> bool {
    let number = |line: &Line<'_>| line.row.id.rsplit(['-', '.']).next()?.parse::<u32>().ok();
    let follows = number(last)
        .zip(number(line))
        .map(|(last, next)| next.checked_sub(last) == Some(1));
    last.at + 1 == line.at && follows == Some(true)
}

/// What the standard calls requirements: `01-003 to 01-005, 01-007`.
fn ranges(lines: &[&Line<'_>]) -> String {
    let mut runs: Vec<Vec<&Line<'_>>> = Vec::new();
    for line in lines {
        let follows = |run: &Vec<&Line<'_>>| run.last().is_some_and(|last| is_next(last, line));
        match runs.last_mut().filter(|run| follows(run)) {
            Some(run) => run.push(line),
            None => runs.push(vec![line]),
        }
    }
    let told = runs.iter().map(|run| match run.as_slice() {
        [first, .., last] if run.len() >= RANGE => format!("{} to {}", first.row.id, last.row.id),
        run => {
            let ids: Vec<&str> = run.iter().map(|line| line.row.id.as_str()).collect();
            ids.join(", ")
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

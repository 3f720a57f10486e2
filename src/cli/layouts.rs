//! `clearleaf layouts`: what each layout is, and which figures of its guideline it does not meet.

use serde::Serialize;

use super::Ending;
use super::arguments::{Form, LayoutList, layouts};
use super::report::FindingReport;
use super::screen::Screen;
use crate::error::Error;
use crate::finding::Finding;
use crate::layout::{Changes, Layout};

pub(super) fn run(args: &LayoutList, screen: &mut Screen) -> Result<Ending, Error> {
    let layouts = layouts(args.layouts.as_deref())?;
    let mut good = Vec::new();
    let mut findings = Vec::new();
    for name in layouts.names() {
        match layouts.layout(name, Changes::default()) {
            Ok(layout) => good.push(layout),
            Err(Error::Findings(found)) => {
                // One file that two layouts extend is at fault once.
                findings.extend(
                    found
                        .into_iter()
                        .filter(|finding| !findings.contains(finding))
                        .collect::<Vec<_>>(),
                );
            }
            Err(other) => return Err(other),
        }
    }
    let ending = if findings.is_empty() {
        Ending::Well
    } else {
        Ending::Failed
    };
    match args.report {
        Form::Text => {
            screen.line(&table(&good));
            screen.findings(&findings, std::path::Path::new(""));
        }
        Form::Json => screen.line(&json(&good, &findings, ending)?),
    }
    Ok(ending)
}

/// Between two columns.
const GAP: &str = "  ";

fn table(layouts: &[Layout]) -> String {
    let head = ["NAME".to_owned(), "SIZE".to_owned(), "PAPER".to_owned()];
    let mut rows: Vec<[String; 3]> = vec![head];
    for layout in layouts {
        let profile = &layout.profile;
        let size = format!("{} pt", profile.body.size_pt);
        rows.push([profile.name.clone(), size, profile.paper.name()]);
    }
    let width = |column: usize| {
        let widths = rows.iter().filter_map(|row| row.get(column));
        widths.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let line = |row: &[String; 3], last: &str| {
        let cells = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:<width$}{GAP}"));
        format!("{}{last}", cells.collect::<String>())
    };
    let under = " ".repeat(widths.iter().sum::<usize>() + 3 * GAP.len());
    let mut lines = Vec::new();
    if let Some(head) = rows.first() {
        lines.push(line(head, "WHAT IT IS"));
    }
    for (row, layout) in rows.iter().skip(1).zip(layouts) {
        let profile = &layout.profile;
        lines.push(line(row, &profile.summary));
        lines.push(format!("{under}follows: {}", profile.guideline));
        lines.extend(
            profile
                .not_met
                .iter()
                .map(|figure| format!("{under}not met: {figure}")),
        );
        lines.extend(layout.own_files.iter().map(|file| format!("{under}from: {file}")));
    }
    lines.push("\nA layout follows the figures of its guideline, but for those named. No file is said to conform to one.".to_owned());
    lines.join("\n")
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Report<'l> {
    format: &'static str,
    version: u32,
    exit_status: u8,
    layouts: Vec<LayoutReport<'l>>,
    findings: Vec<FindingReport>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct LayoutReport<'l> {
    name: &'l str,
    summary: &'l str,
    size_pt: f32,
    paper: String,
    guideline: &'l str,
    not_met: &'l [String],
    files: &'l [String],
}

fn json(layouts: &[Layout], findings: &[Finding], ending: Ending) -> Result<String, Error> {
    fn of(layout: &Layout) -> LayoutReport<'_> {
        let Layout {
            profile, own_files, ..
        } = layout;
        LayoutReport {
            name: &profile.name,
            summary: &profile.summary,
            size_pt: profile.body.size_pt,
            paper: profile.paper.name(),
            guideline: &profile.guideline,
            not_met: &profile.not_met,
            files: own_files,
        }
    }
    let report = Report {
        format: "clearleaf-layouts",
        version: 1,
        exit_status: ending.status(),
        layouts: layouts.iter().map(of).collect(),
        findings: FindingReport::all(findings, std::path::Path::new("")),
    };
    serde_json::to_string_pretty(&report).map_err(|why| Error::write("json", why))
}

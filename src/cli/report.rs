//! What a run says of itself, to people as it goes or to a program at its end.
//!
//! The JSON is a promise to programs: keys are added to it, never taken out or given another meaning, unless `version`
//! changes. Nothing in it depends on time, on the number of threads or on a terminal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::Ending;
use super::arguments::{Form, Saying};
use super::screen::Screen;
use crate::error::Error;
use crate::export::{Asked, Outcome, stops};
use crate::finding::{Finding, SourceText, Span};
use crate::layout::Layout;

/// Takes what becomes of each leaflet, and says it.
pub(super) struct Reporter {
    command: &'static str,
    source: PathBuf,
    deny_warnings: bool,
    ending: Ending,
    /// What to print at the end, where a program reads it.
    report: Option<Report>,
    screen: Screen,
}

impl Reporter {
    pub(super) fn new(command: &'static str, saying: &Saying, source: &Path) -> Self {
        let report = (saying.report == Form::Json).then(|| Report {
            format: "clearleaf-report",
            version: 1,
            command,
            exit_status: 0,
            layout: None,
            leaflets: Vec::new(),
            findings: Vec::new(),
            errors: Vec::new(),
        });
        Self {
            command,
            source: source.to_owned(),
            deny_warnings: saying.deny_warnings(),
            ending: Ending::Well,
            report,
            screen: Screen::new(),
        }
    }

    /// In which layout everything is built; where it is of somebody's own, its files are named.
    pub(super) fn layout(&mut self, layout: &Layout) {
        let name = &layout.profile.name;
        match &mut self.report {
            Some(report) => {
                report.layout = Some(LayoutReport {
                    name: name.clone(),
                    files: layout.own_files.clone(),
                });
            }
            None if layout.own_files.is_empty() => {}
            None => self
                .screen
                .line(&format!("layout {name}, from {}", layout.own_files.join(" and "))),
        }
        let profile = &layout.profile;
        let size = profile.body.size_pt;
        if let Some(from) = profile.guideline_from_pt.filter(|from| size < *from) {
            self.screen.complain(&format!(
                "text of {size} pt is smaller than {name} is for: its guideline begins at {from} pt"
            ));
        }
    }

    /// What became of a leaflet.
    pub(super) fn outcome(&mut self, asked: &Asked, outcome: Outcome) {
        let failed = outcome.error.is_some() || outcome.files.iter().any(Result::is_err);
        let ending = if failed {
            Ending::Failed
        } else if stops(&outcome.findings, self.deny_warnings) {
            Ending::LeafletsToMend
        } else {
            Ending::Well
        };
        self.ending = self.ending.max(ending);
        let base = asked.base(&self.source);
        match &mut self.report {
            Some(report) => report.leaflets.push(LeafletReport::of(&outcome, base, ending)),
            None => self
                .screen
                .outcome(&outcome, base, self.command, self.deny_warnings),
        }
    }

    /// Says that there is nothing to work on.
    pub(super) fn complain(&mut self, text: &str) {
        self.ending = self.ending.max(Ending::LeafletsToMend);
        match &mut self.report {
            Some(report) => report.errors.push(text.to_owned()),
            None => self.screen.complain(&format!("error: {text}")),
        }
    }

    /// Ends the run: prints what a program waits for.
    pub(super) fn end(mut self, result: Result<(), Error>) -> Ending {
        if let Err(error) = result {
            self.ending = Ending::Failed;
            match (&mut self.report, &error) {
                (Some(report), Error::Findings(findings)) => {
                    report.findings = FindingReport::all(findings, Path::new(""));
                    report.errors.push("the layout cannot be used".to_owned());
                }
                (Some(report), _) => report.errors.push(error.to_string()),
                (None, _) => self.screen.error(&error),
            }
        }
        if let Some(mut report) = self.report.take() {
            report.exit_status = self.ending.status();
            match serde_json::to_string_pretty(&report) {
                Ok(text) => self.screen.line(&text),
                Err(error) => {
                    self.screen
                        .complain(&format!("error: cannot write the report: {error}"));
                    return Ending::Failed;
                }
            }
        }
        self.ending
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Report {
    format: &'static str,
    version: u32,
    command: &'static str,
    exit_status: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    layout: Option<LayoutReport>,
    leaflets: Vec<LeafletReport>,
    /// Those of layouts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<FindingReport>,
    errors: Vec<String>,
}

/// The layout that was used, and the files of somebody's own that it is made of.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct LayoutReport {
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct LeafletReport {
    leaflet: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<String>,
    status: &'static str,
    findings: Vec<FindingReport>,
    files: Vec<FileReport>,
    errors: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct FindingReport {
    code: &'static str,
    severity: String,
    file: String,
    #[serde(flatten)]
    place: Option<PlaceReport>,
    message: String,
    help: String,
}

/// Lines and columns from 1; columns count characters; the end is the first character behind.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct PlaceReport {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct FileReport {
    path: String,
    format: &'static str,
    bytes: usize,
    verified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
}

impl FindingReport {
    /// Findings; `base` is where their files stand, seen from where the reader stands.
    pub(super) fn all(findings: &[Finding], base: &Path) -> Vec<Self> {
        let mut lines = Lines::default();
        findings
            .iter()
            .map(|finding| lines.finding(finding, base))
            .collect()
    }
}

impl LeafletReport {
    fn of(outcome: &Outcome, base: &Path, ending: Ending) -> Self {
        let failed = outcome.files.iter().filter_map(|file| file.as_ref().err());
        let errors = outcome.error.iter().chain(failed).map(ToString::to_string);
        let files = outcome.files.iter().flatten().map(|file| FileReport {
            path: with_slashes(&file.path),
            format: file.format,
            bytes: file.bytes,
            verified: file.verified,
            pages: file.pages,
        });
        Self {
            leaflet: outcome.leaflet.clone(),
            slug: outcome.slug.clone(),
            status: match ending {
                Ending::Well => "well",
                Ending::LeafletsToMend => "to-mend",
                Ending::Failed => "failed",
            },
            findings: FindingReport::all(&outcome.findings, base),
            files: files.collect(),
            errors: errors.collect(),
        }
    }
}

fn with_slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The beginnings of a text's lines, kept from one finding to the next: counting them for each of a thousand findings in
/// ten megabytes would take many seconds.
#[derive(Default)]
struct Lines {
    of: Option<Arc<SourceText>>,
    starts: Vec<usize>,
}

impl Lines {
    fn finding(&mut self, finding: &Finding, base: &Path) -> FindingReport {
        let file = match &finding.span {
            Some(span) => span.source.path.as_str(),
            None => finding.file.as_deref().unwrap_or_default(),
        };
        FindingReport {
            code: finding.code,
            severity: finding.severity.to_string(),
            file: with_slashes(&base.join(file)),
            place: finding.span.as_ref().map(|span| self.place(span)),
            message: finding.message.clone(),
            help: finding.help.clone(),
        }
    }

    fn place(&mut self, span: &Span) -> PlaceReport {
        if !self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, &span.source)) {
            let ends = span.source.text.match_indices('\n').map(|(at, _)| at + 1);
            self.starts = std::iter::once(0).chain(ends).collect();
            self.of = Some(Arc::clone(&span.source));
        }
        let (line, column) = self.line_column(&span.source.text, span.bytes.start);
        let (end_line, end_column) = self.line_column(&span.source.text, span.bytes.end);
        PlaceReport {
            line,
            column,
            end_line,
            end_column,
        }
    }

    fn line_column(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = text.get(start..byte).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

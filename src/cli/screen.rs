//! What people see: standard output for results, standard error for what is wrong. A reader that went away is no fault
//! of ours.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::Path;

use annotate_snippets::Renderer;

use crate::error::Error;
use crate::export::{Outcome, Written, stops};
use crate::finding::{Finding, Severity, render};

/// How many findings of one leaflet are shown at once: more are not read, and bury the first.
const MOST_SHOWN: usize = 100;

pub(super) struct Screen {
    renderer: Renderer,
}

impl Screen {
    pub(super) fn new() -> Self {
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self {
            renderer: if colour {
                Renderer::styled()
            } else {
                Renderer::plain()
            },
        }
    }

    /// A line of the result.
    pub(super) fn line(&mut self, text: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }

    /// The result as it is.
    pub(super) fn raw(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// The result as it is, whatever it is.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(bytes).and_then(|()| out.flush());
    }

    /// Something wrong.
    pub(super) fn complain(&mut self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    pub(super) fn error(&mut self, error: &Error) {
        match error {
            Error::Findings(findings) => self.findings(findings, Path::new("")),
            _ => self.complain(&format!("error: {error}")),
        }
    }

    /// Findings; `base` is where their files stand, seen from where the reader stands.
    pub(super) fn findings(&mut self, findings: &[Finding], base: &Path) {
        for finding in findings.iter().take(MOST_SHOWN) {
            let text = render(finding, &self.renderer, base);
            self.complain(&format!("{text}\n"));
        }
        if let Some(more) = findings.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
            self.complain(&format!(
                "there is more like this: {more} findings are not shown\n"
            ));
        }
    }

    /// What became of a leaflet.
    pub(super) fn outcome(&mut self, outcome: &Outcome, base: &Path, command: &str, deny_warnings: bool) {
        self.findings(&outcome.findings, base);
        let leaflet = &outcome.leaflet;
        let stopped = stops(&outcome.findings, deny_warnings);
        if stopped {
            let to_mend = to_mend(&outcome.findings, deny_warnings);
            let not_built = if command == "build" { "not built, " } else { "" };
            self.complain(&format!("{leaflet}: {not_built}{to_mend} to mend"));
        }
        let failed = outcome.files.iter().filter_map(|file| file.as_ref().err());
        // A folder that cannot be written in fails each format in the same words.
        let errors: BTreeSet<String> = outcome.error.iter().chain(failed).map(Error::to_string).collect();
        for error in errors {
            self.complain(&format!("error: {leaflet}: {error}"));
        }
        if command == "check" && !stopped && outcome.error.is_none() {
            self.line(&format!("{leaflet}: {}", tally(&outcome.findings)));
        }
        for file in outcome.files.iter().flatten() {
            self.line(&written(file));
        }
    }
}

fn written(file: &Written) -> String {
    let size = format!("{:.0} kB", (file.bytes as f64 / 1000.0).max(1.0));
    let pages = match file.pages {
        Some(1) => "1 page, ".to_owned(),
        Some(pages) => format!("{pages} pages, "),
        None => String::new(),
    };
    let time = file.time.as_millis();
    let unproved = if file.verified { "" } else { ", not read back" };
    format!("{}  {pages}{size}, {time} ms{unproved}", file.path.display())
}

/// How many findings are errors, in words.
pub(super) fn errors(findings: &[Finding]) -> String {
    counted(findings, Severity::Error, "error")
}

fn counted(findings: &[Finding], severity: Severity, what: &str) -> String {
    match findings.iter().filter(|f| f.severity == severity).count() {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    }
}

/// What stops a leaflet, in words.
fn to_mend(findings: &[Finding], deny_warnings: bool) -> String {
    let errors = errors(findings);
    let warnings = counted(findings, Severity::Warning, "warning");
    let any = |severity| findings.iter().any(|finding| finding.severity == severity);
    match (any(Severity::Error), deny_warnings && any(Severity::Warning)) {
        (true, true) => format!("{errors} and {warnings} (`--deny warnings`)"),
        (false, true) => format!("{warnings} (`--deny warnings`)"),
        (true | false, false) => errors,
    }
}

fn tally(findings: &[Finding]) -> String {
    match findings.len() {
        0 => "nothing to mend".to_owned(),
        1 => "1 thing to look at, none that stops a build".to_owned(),
        n => format!("{n} things to look at, none that stops a build"),
    }
}

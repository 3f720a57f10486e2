//! EPUBCheck: errors and warnings fail a book, as in `tests/validators`; notes of lesser weight do not.

use std::ffi::OsString;
use std::fs;

use serde::Deserialize;

use super::{Answer, Job, absent};
use crate::verify::conformance::{Complaint, Tool, Verdict};

const JAR: &str = "python/epubcheck/epubcheck.jar";

#[derive(Deserialize)]
struct Report {
    checker: Checker,
    messages: Vec<Message>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Checker {
    checker_version: String,
    n_fatal: u64,
    n_error: u64,
    n_warning: u64,
}

#[derive(Deserialize)]
struct Message {
    #[serde(rename = "ID")]
    id: String,
    severity: String,
    message: String,
}

pub(super) fn ask(job: &Job<'_>) -> Answer {
    let report = job.room.join("report.json");
    let mut arguments: Vec<OsString> = Vec::new();
    let command = if let Some(command) = job.validators.command("epubcheck") {
        command
    } else {
        let jar = job.validators.installed(JAR).ok_or_else(|| absent("epubcheck"))?;
        arguments.extend(["-XX:TieredStopAtLevel=1".into(), "-jar".into(), jar.into()]);
        job.validators.needed("java")?
    };
    arguments.extend([job.file.into(), "--json".into(), report.clone().into()]);
    let ended = job.run(&command, &arguments)?;
    let text = fs::read_to_string(&report).map_err(|_| ended.broke_down())?;
    verdict(&text).ok_or_else(|| ended.broke_down())
}

/// What its report says; `None` where it is no report.
fn verdict(text: &str) -> Option<Verdict> {
    let report: Report = serde_json::from_str(text).ok()?;
    let weighs = |severity: &str| matches!(severity, "FATAL" | "ERROR" | "WARNING");
    let found = report
        .messages
        .into_iter()
        .filter(|message| weighs(&message.severity));
    let mut complaints: Vec<Complaint> = found
        .map(|message| Complaint {
            rule: message.id,
            message: message.message,
        })
        .collect();
    let counted = report.checker.n_fatal + report.checker.n_error + report.checker.n_warning;
    if complaints.is_empty() && counted > 0 {
        complaints.push(Complaint {
            rule: "its counts".to_owned(),
            message: format!("{counted} errors and warnings, which it does not name"),
        });
    }
    Some(Verdict {
        tool: Tool::Epubcheck,
        version: report.checker.checker_version,
        complaints,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_warnings_fail_a_book_and_notes_do_not() {
        let report = |severity: &str| {
            format!(
                r#"{{"checker": {{"checkerVersion": "5.3.0", "nFatal": 0, "nError": 0, "nWarning": 0}},
                "messages": [{{"ID": "RSC-005", "severity": "{severity}", "message": "no"}}]}}"#
            )
        };
        assert_eq!(verdict(&report("ERROR")).unwrap().complaints.len(), 1);
        assert_eq!(verdict(&report("WARNING")).unwrap().complaints.len(), 1);
        assert_eq!(verdict(&report("USAGE")).unwrap().complaints, []);
        let silent = r#"{"checker": {"checkerVersion": "5.3.0", "nFatal": 1, "nError": 0, "nWarning": 0}, "messages": []}"#;
        assert_eq!(verdict(silent).unwrap().complaints.len(), 1);
        for none in ["", "{}", "[]", "null"] {
            assert_eq!(verdict(none), None, "{none}");
        }
    }
}

//! Ace by DAISY: its command where there is one, or its core by the launcher that the tests use. It opens the pages of the
//! book in a browser.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Answer, Job, absent};
use crate::verify::conformance::{Complaint, Tool, Verdict};

const LAUNCHER: &str = include_str!("../../../tests/validators/ace.mjs");
const BROWSER: &str = include_str!("../../../tests/validators/browser.mjs");
const CORE: &str = "node_modules/@daisy/ace-core/package.json";

/// The browsers that it can drive, the one without windows first.
const BROWSERS: [&str; 2] = ["chromium-headless-shell", "chromium"];

pub(super) fn ask(job: &Job<'_>) -> Answer {
    if let Some(command) = job.validators.command("ace") {
        return by_command(job, &command);
    }
    let validators = job.validators;
    let folder = validators.installed(CORE).and(validators.installed.as_ref());
    let folder = folder.ok_or_else(|| absent("ace"))?;
    let browser = BROWSERS.iter().find_map(|name| validators.command(name));
    let browser = browser.ok_or("it needs `chromium`, which is not on the path")?;
    job.put("browser.mjs", BROWSER)?;
    let launcher = job.put("ace.mjs", LAUNCHER)?;
    let arguments: [OsString; 4] = [launcher.into(), folder.into(), browser.into(), job.file.into()];
    let ended = job.run(&validators.needed("node")?, &arguments)?;
    by_launcher(&ended.said).ok_or_else(|| ended.broke_down())
}

/// What the launcher says: its version, then a line for the file, and below it, further in, what failed.
fn by_launcher(said: &str) -> Option<Verdict> {
    let version = said.lines().find_map(|line| line.strip_prefix("Ace by DAISY "))?;
    let mut lines = said
        .lines()
        .skip_while(|line| !line.contains("  ") || !line.contains("ace  "));
    let passed = lines.next()?.starts_with("ok ");
    let mut complaints: Vec<Complaint> = lines
        .take_while(|line| line.starts_with("        "))
        .map(|line| {
            let mut parts = line.trim().splitn(3, "  ");
            let impact = parts.next().unwrap_or_default();
            match (parts.next(), parts.next()) {
                (Some(rule), message) => Complaint {
                    rule: rule.to_owned(),
                    message: format!("({impact}) {}", message.unwrap_or_default()),
                },
                (None, _) => Complaint {
                    rule: "its verdict".to_owned(),
                    message: impact.to_owned(),
                },
            }
        })
        .collect();
    if !passed && complaints.is_empty() {
        complaints.push(unexplained());
    }
    Some(verdict(version.trim(), complaints))
}

fn by_command(job: &Job<'_>, command: &Path) -> Answer {
    let ended = job.run(command, &["--version"])?;
    let version = ended
        .said
        .lines()
        .last()
        .map_or("of unknown version", str::trim)
        .to_owned();
    let out = job.room.join("report");
    let arguments: [OsString; 4] = [
        "--outdir".into(),
        out.clone().into(),
        "--force".into(),
        job.file.into(),
    ];
    let ended = job.run(command, &arguments)?;
    let text = fs::read_to_string(out.join("report.json")).map_err(|_| ended.broke_down())?;
    by_report(&text, &version).ok_or_else(|| ended.broke_down())
}

/// What its report says; `None` where it is no report.
fn by_report(text: &str, version: &str) -> Option<Verdict> {
    let report: Value = serde_json::from_str(text).ok()?;
    let outcome = report.get("earl:result")?.get("earl:outcome")?.as_str()?;
    let documents = report.get("assertions")?.as_array()?;
    let mut complaints = Vec::new();
    for assertion in documents
        .iter()
        .filter_map(|document| document.get("assertions")?.as_array())
        .flatten()
    {
        let result = assertion.get("earl:result")?;
        if result.get("earl:outcome")?.as_str()? == "pass" {
            continue;
        }
        let rule = assertion.get("earl:test")?.get("dct:title")?.as_str()?;
        let message = result.get("dct:description").and_then(Value::as_str);
        complaints.push(Complaint {
            rule: rule.to_owned(),
            message: message.unwrap_or_default().to_owned(),
        });
    }
    if outcome != "pass" && complaints.is_empty() {
        complaints.push(unexplained());
    }
    Some(verdict(version, complaints))
}

fn verdict(version: &str, complaints: Vec<Complaint>) -> Verdict {
    Verdict {
        tool: Tool::Ace,
        version: version.to_owned(),
        complaints,
    }
}

fn unexplained() -> Complaint {
    Complaint {
        rule: "its verdict".to_owned(),
        message: "the book did not pass, and no rule is named".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_launcher_tells_what_failed() {
        let said = "Ace by DAISY 1.4.6\nFAIL  ace  /x/file.epub  (3 documents)\n        \
                    serious  epub-lang  Package has no language  More  in package.opf \n";
        let verdict = by_launcher(said).unwrap();
        assert_eq!(verdict.version, "1.4.6");
        assert_eq!(verdict.complaints[0].rule, "epub-lang");
        assert!(verdict.complaints[0].message.starts_with("(serious) Package"));
        let passed = "Ace by DAISY 1.4.6\nok    ace  /x/file.epub  (3 documents)\n";
        assert_eq!(by_launcher(passed).unwrap().complaints, []);
        for none in ["", "Ace by DAISY 1.4.6\n", "node: not found"] {
            assert_eq!(by_launcher(none), None);
        }
    }

    #[test]
    fn the_report_of_the_command_tells_what_failed() {
        let report = |outcome: &str| {
            format!(
                r#"{{"earl:result": {{"earl:outcome": "{outcome}"}}, "assertions": [{{"assertions": [
                {{"earl:result": {{"earl:outcome": "{outcome}", "dct:description": "no"}}, "earl:test": {{"dct:title": "image-alt"}}}}]}}]}}"#
            )
        };
        assert_eq!(
            by_report(&report("fail"), "1.4.6").unwrap().complaints[0].rule,
            "image-alt"
        );
        assert_eq!(by_report(&report("pass"), "1.4.6").unwrap().complaints, []);
        assert_eq!(by_report("{}", ""), None);
    }
}

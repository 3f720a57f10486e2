//! `clearleaf verify --with-validators`: what tools of others say is told with their versions, whatever a file is called, and
//! a tool that is absent, hangs or breaks down has no verdict, and that is said.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod specimen;
mod validation;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use clearleaf::backend::BACKENDS;
use clearleaf::export::validators::{Answer, PATIENCE, Validators};
use clearleaf::page::LazyPages;
use clearleaf::verify::conformance::{Tool, Verdict};
use lopdf::Document;
use validation::{absent, folder, installed, missing, validate};

fn written(format: &str) -> Vec<u8> {
    let edition = specimen::edition(specimen::every_block(), None);
    let backend = BACKENDS.iter().find(|b| b.format().id == format).unwrap();
    backend.write(&edition, &LazyPages::of(&edition)).unwrap()
}

/// Where commands are found on this machine.
fn path() -> Vec<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH").unwrap()).collect()
}

/// What a tool says, where it is there.
fn asked(tool: Tool, bytes: &[u8]) -> Option<Verdict> {
    let validators = Validators::of(&installed(), path(), PATIENCE);
    let answers = validators.judge(tool.format(), bytes).unwrap();
    let (_, answer) = answers.into_iter().find(|(other, _)| *other == tool).unwrap();
    match answer {
        Ok(verdict) => Some(verdict),
        Err(why) => {
            assert!(
                why.contains("not installed") || why.contains("it needs"),
                "{tool}: {why}"
            );
            absent(tool.name());
            None
        }
    }
}

#[test]
fn tools_that_are_there_pass_our_files_and_say_their_versions() {
    for tool in Tool::ALL {
        let Some(verdict) = asked(tool, &written(tool.format())) else {
            continue;
        };
        assert_eq!(verdict.tool, tool);
        assert_eq!(verdict.complaints, [], "{tool}");
        assert!(
            verdict.version.contains(|c: char| c.is_ascii_digit()),
            "{}",
            verdict.version
        );
    }
}

#[test]
fn what_vera_pdf_finds_is_told_by_its_rules() {
    let mut document = Document::load_mem(&written("pdf")).unwrap();
    document.catalog_mut().unwrap().remove(b"ViewerPreferences");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let Some(verdict) = asked(Tool::Verapdf, &bytes) else {
        return;
    };
    let rules: Vec<&str> = verdict
        .complaints
        .iter()
        .map(|complaint| complaint.rule.as_str())
        .collect();
    assert_eq!(rules, ["7.1-10"]);
}

#[test]
fn the_page_of_the_report_passes_the_validators_of_pages() {
    let out = folder("verification");
    for (format, extension) in [("pdf", "pdf"), ("html", "html"), ("epub", "epub")] {
        fs::write(out.join(format!("a.{extension}")), written(format)).unwrap();
    }
    let pages = out.join("pages");
    fs::create_dir_all(&pages).unwrap();
    let page = pages.join("report.html");
    let names: Vec<PathBuf> = ["a.pdf", "a.html", "a.epub"].map(|name| out.join(name)).into();
    let output = Command::new(env!("CARGO_BIN_EXE_clearleaf"))
        .arg("verify")
        .args(&names)
        .args(["--report", "html", "--out"])
        .arg(&page)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stdout.is_empty());
    for name in ["nu", "axe", "reflow"] {
        let (status, said) = validate(&pages, Some(name));
        if !missing(status, &said) {
            assert_eq!(status, Some(0), "{said}");
        }
    }
}

#[test]
fn a_report_never_takes_the_place_of_what_it_is_about() {
    let room = folder("in-place");
    let page = room.join("a.html");
    fs::write(&page, written("html")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_clearleaf"))
        .current_dir(&room)
        .args(["verify", "a.html", "--report", "html", "--out", "./a.html"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is one of the files to verify"));
    assert_eq!(fs::read(&page).unwrap(), written("html"));
}

/// Commands that stand in for tools, in a folder of their own, alone on the path.
#[cfg(unix)]
mod stand_ins {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A folder of commands: the name of each, and what it does.
    fn commands(name: &str, scripts: &[(&str, &str)]) -> PathBuf {
        let folder = folder(name);
        for (command, script) in scripts {
            let place = folder.join(command);
            fs::write(&place, format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(&place, fs::Permissions::from_mode(0o755)).unwrap();
        }
        folder
    }

    const PASSES: &str = r#"printf '{"checker": {"checkerVersion": "9.9", "nFatal": 0, "nError": 0, "nWarning": 0}, "messages": []}' > "$3""#;

    fn answer(path: &Path, patience: Duration, tool: Tool) -> Answer {
        let nowhere = Path::new("/nowhere");
        let validators = Validators::of(nowhere, vec![path.to_owned()], patience);
        let answers = validators.judge(tool.format(), b"bytes").unwrap();
        answers.into_iter().find(|(other, _)| *other == tool).unwrap().1
    }

    #[test]
    fn a_tool_sees_a_copy_under_a_plain_name() {
        let script =
            format!(r#"case "$1" in */file.epub) printf changed > "$1";; *) exit 1;; esac; {PASSES}"#);
        let path = commands("stand-in-copy", &[("epubcheck", &script)]);
        let verdict = answer(&path, PATIENCE, Tool::Epubcheck).unwrap();
        assert_eq!((verdict.version.as_str(), verdict.complaints.len()), ("9.9", 0));
    }

    #[test]
    fn a_tool_that_hangs_floods_or_breaks_down_has_no_verdict() {
        for (name, script, said) in [
            ("stand-in-hangs", "sleep 60", "ended after"),
            (
                "stand-in-fails",
                "echo something is wrong >&2; exit 7",
                "something is wrong",
            ),
            ("stand-in-silent", "exit 0", "it said nothing"),
            ("stand-in-raves", "echo '{\"checker\": 1' > \"$3\"", "broke down"),
        ] {
            let path = commands(name, &[("epubcheck", script)]);
            let begun = Instant::now();
            let why = answer(&path, Duration::from_secs(2), Tool::Epubcheck).unwrap_err();
            assert!(why.contains(said), "{name}: {why}");
            assert!(begun.elapsed() < Duration::from_secs(30));
        }
    }

    fn verify(arguments: &[&str], path: &Path, folder: &Path) -> Output {
        Command::new(env!("CARGO_BIN_EXE_clearleaf"))
            .current_dir(folder)
            .env("PATH", path)
            .env_remove("CLEARLEAF_VALIDATORS")
            .arg("verify")
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    #[test]
    fn tools_that_are_absent_are_named_and_no_name_of_a_file_is_a_command() {
        let room = folder("stand-in-run");
        let name = "-rf $(touch owned);`touch owned` 'a\".epub";
        fs::write(room.join(name), written("epub")).unwrap();
        let path = commands("stand-in-path", &[("epubcheck", PASSES)]);
        let output = verify(&["--with-validators", "--", name], &path, &room);
        let said = String::from_utf8(output.stdout).unwrap();
        let complained = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{complained}");
        assert!(said.contains("- EPUBCheck 9.9: found nothing"), "{said}");
        assert!(
            complained.contains("Ace by DAISY gave no verdict: it is not installed"),
            "{complained}"
        );
        assert!(said.contains("- Ace by DAISY: gave no verdict"), "{said}");
        let left: Vec<_> = fs::read_dir(&room)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left, [name]);
    }

    #[test]
    fn a_complaint_of_a_tool_is_not_well() {
        let room = folder("stand-in-complains");
        fs::write(room.join("a.epub"), written("epub")).unwrap();
        let script = r#"printf '{"checker": {"checkerVersion": "9.9", "nFatal": 0, "nError": 1, "nWarning": 0}, "messages": [{"ID": "RSC-005", "severity": "ERROR", "message": "no such thing"}]}' > "$3""#;
        let path = commands("stand-in-path-complains", &[("epubcheck", script)]);
        let output = verify(&["a.epub", "--with-validators"], &path, &room);
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("EPUBCheck: RSC-005 no such thing"), "{said}");
        assert!(
            said.contains("Not all is well with a.epub: EPUBCheck found 1 fault."),
            "{said}"
        );
        let output = verify(
            &["a.epub", "--with-validators", "--validators", "nowhere"],
            &path,
            &room,
        );
        assert_eq!(output.status.code(), Some(2));
        assert!(
            String::from_utf8(output.stderr)
                .unwrap()
                .contains("there is no folder nowhere")
        );
    }
}

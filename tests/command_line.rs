//! What is typed and what comes of it: a new leaflet, JSON in place of a folder, warnings denied, reports for programs.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use clearleaf::backend::BACKENDS;
use serde_json::Value;

/// A folder of the test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("command-line")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// The program, run in a folder.
fn clearleaf(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clearleaf"))
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every name below a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let inside = names(&path);
        found.extend(inside.into_iter().map(|inner| format!("{name}/{inner}")));
        found.push(name);
    }
    found.sort();
    found
}

fn leaflet(folder: &Path, slug: &str, text: &str) {
    let path = folder.join("source").join(slug);
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join("leaflet.md"), text).unwrap();
}

const GOOD: &str = "---\ntitle: Rest\nlang: en-GB\nsummary: S.\nversion: '1'\nreviewed: 2026-03\nnext-review: 2029-03\nreviewers:\n  - role: nurse\n---\n\n## Rest\n\nTake 5 mg.\n";
const WARNS: &str = "---\ntitle: Rest\nlang: en-GB\n---\n\n## Rest\n\nTake 5 mg.\n";
const BAD: &str = "---\ntitle: Rest\nlang: en-GB\n---\n\n#### Rest\n\nToo deep.\n";

#[test]
fn a_new_leaflet_builds_at_once_and_says_what_to_do() {
    let base = folder("new");
    let made = clearleaf(&base, &["new", "having-an-x-ray"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    assert_eq!(
        names(&base),
        [
            "source",
            "source/having-an-x-ray",
            "source/having-an-x-ray/leaflet.md",
            "source/having-an-x-ray/references.bib"
        ]
    );
    for said in [
        "source/having-an-x-ray/leaflet.md",
        "source/having-an-x-ray/references.bib",
        "clearleaf check having-an-x-ray",
        "clearleaf build having-an-x-ray",
    ] {
        assert!(out(&made).contains(said), "{}", out(&made));
    }
    let built = clearleaf(&base, &["build", "having-an-x-ray", "--report", "json"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let report: Value = serde_json::from_slice(&built.stdout).unwrap();
    let codes: Vec<&str> = report["leaflets"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap())
        .collect();
    // What nobody but the editor can know.
    assert_eq!(
        codes,
        [
            "missing-next-review",
            "missing-reviewed",
            "missing-reviewers",
            "starter-text"
        ]
    );
    assert_eq!(
        report["leaflets"][0]["files"].as_array().unwrap().len(),
        BACKENDS.len()
    );
}

#[test]
fn the_text_of_a_new_leaflet_explains_every_key() {
    let mut used = include_str!("../layouts/starter/leaflet.md")
        .replace("{title}", "A title")
        .replace("{lang}", "en")
        .replace("#   ", "  ");
    for key in [
        "title",
        "short-title",
        "lang",
        "summary",
        "topic",
        "keywords",
        "version",
        "published",
        "reviewed",
        "next-review",
        "authors",
        "reviewers",
        "references",
        "citations",
        "citation-style",
        "trust-marks",
        "contact",
        "about",
    ] {
        // A key that is taken into use is one that is read.
        used = used.replace(&format!("\n# {key}:"), &format!("\n{key}:"));
        assert!(used.contains(&format!("\n{key}:")), "{key}");
    }
    let base = folder("every-key");
    leaflet(&base, "one", &used);
    fs::write(
        base.join("source/one/references.bib"),
        include_str!("../layouts/starter/references.bib"),
    )
    .unwrap();
    let sign =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";
    fs::write(base.join("source/one/scheme.svg"), sign).unwrap();
    let (checked, text, status) = report(&base, &["check", "--report", "json"]);
    assert_eq!(status, Some(0), "{text}");
    let findings = checked["leaflets"][0]["findings"].as_array().unwrap();
    let codes: Vec<&Value> = findings.iter().map(|finding| &finding["code"]).collect();
    assert_eq!(codes, ["starter-text"], "{text}");
}

#[test]
fn a_new_leaflet_in_another_language_says_that_its_text_is_in_english() {
    let base = folder("new-french");
    let said = "is in English: write yours in `fr`";
    let french = clearleaf(&base, &["new", "grippe", "--lang", "fr"]);
    assert!(out(&french).contains(said), "{}", out(&french));
    let english = clearleaf(&base, &["new", "flu", "--lang", "en-AU"]);
    assert!(!out(&english).contains("in English"), "{}", out(&english));
}

#[cfg(unix)]
#[test]
fn commands_to_copy_begin_as_the_program_was_called() {
    use std::os::unix::process::CommandExt;

    let base = folder("as-called");
    for (called, shown) in [
        ("clearleaf", "\n  clearleaf check flu"),
        (
            "target/release/clearleaf",
            "\n  target/release/clearleaf check flu",
        ),
        ("/my files/clearleaf", "\n  \"/my files/clearleaf\" check flu"),
    ] {
        let made = Command::new(env!("CARGO_BIN_EXE_clearleaf"))
            .arg0(called)
            .current_dir(folder("as-called"))
            .args(["new", "flu"])
            .output()
            .unwrap();
        assert!(out(&made).contains(shown), "{}", out(&made));
    }
    assert!(base.join("source/flu").is_dir());
}

#[cfg(unix)]
#[test]
fn what_befalls_every_format_is_said_once() {
    let base = folder("said-once");
    leaflet(&base, "rest", GOOD);
    fs::write(base.join("out"), "in the way").unwrap();
    let built = clearleaf(&base, &["build"]);
    assert_eq!(built.status.code(), Some(2));
    assert_eq!(err(&built).matches("error: rest:").count(), 1, "{}", err(&built));
}

#[test]
fn a_new_leaflet_replaces_nothing_and_has_a_good_name() {
    let base = folder("new-refused");
    leaflet(&base, "rest", GOOD);
    let again = clearleaf(&base, &["new", "rest"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("is there already"), "{}", err(&again));
    fs::create_dir_all(base.join("source/empty")).unwrap();
    assert_eq!(clearleaf(&base, &["new", "empty"]).status.code(), Some(2));
    let words = clearleaf(&base, &["new", "Having an X-ray", "--lang", "cy"]);
    assert_eq!(words.status.code(), Some(2));
    assert!(
        err(&words).contains("clearleaf new having-an-x-ray --lang cy`"),
        "{}",
        err(&words)
    );
    for wrong in ["", ".", "..", "../x", "a/b", "a\\b", "x.json", "-x-", "é"] {
        let refused = clearleaf(&base, &["new", "--", wrong]);
        assert_eq!(refused.status.code(), Some(2), "{wrong}");
    }
    assert_eq!(
        clearleaf(&base, &["new", "x", "--lang", "welsh"]).status.code(),
        Some(2)
    );
    assert_eq!(
        names(&base),
        ["source", "source/empty", "source/rest", "source/rest/leaflet.md"]
    );
    assert_eq!(
        fs::read_to_string(base.join("source/rest/leaflet.md")).unwrap(),
        GOOD
    );
}

#[cfg(unix)]
#[test]
fn a_new_leaflet_is_whole_or_not_there() {
    let base = folder("new-whole");
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
    let output = Command::new("bash")
        .args([
            "-c",
            script,
            "bash",
            env!("CARGO_BIN_EXE_clearleaf"),
            "new",
            "rest",
        ])
        .current_dir(&base)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert_eq!(names(&base), ["source"]);
}

#[test]
fn json_stands_in_place_of_a_folder() {
    let base = folder("json");
    leaflet(&base, "rest", GOOD);
    let model = clearleaf(&base, &["model", "rest"]);
    assert_eq!(model.status.code(), Some(0), "{}", err(&model));
    fs::write(base.join("l.json"), &model.stdout).unwrap();
    assert_eq!(clearleaf(&base, &["model", "l.json"]).stdout, model.stdout);
    let build = |name: &str, to: &str| {
        let built = clearleaf(&base, &["build", name, "--out", to]);
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        let folder = base.join(to);
        let files = names(&folder).into_iter().filter(|name| name.contains('.'));
        files
            .map(|name| (name.clone(), fs::read(folder.join(name)).unwrap()))
            .collect::<Vec<_>>()
    };
    let from_folder = build("rest", "a");
    assert_eq!(from_folder.len(), BACKENDS.len());
    assert!(build("l.json", "b") == from_folder);
    let mut child = Command::new(env!("CARGO_BIN_EXE_clearleaf"))
        .current_dir(&base)
        .env_remove("SOURCE_DATE_EPOCH")
        .args(["build", "-", "--out", "c"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&model.stdout).unwrap();
    assert!(child.wait().unwrap().success());
    let piped = base.join("c/rest/rest-large-print.epub");
    assert!(
        from_folder
            .iter()
            .any(|(_, bytes)| *bytes == fs::read(&piped).unwrap())
    );
}

#[test]
fn wrong_json_is_named_where_it_stands() {
    let base = folder("wrong-json");
    leaflet(&base, "rest", GOOD);
    fs::create_dir_all(base.join("cms")).unwrap();
    let text = out(&clearleaf(&base, &["model", "rest"])).replace("\"level\": 2", "\"level\": 9");
    fs::write(base.join("cms/l.json"), text).unwrap();
    for command in ["check", "build", "model"] {
        let output = clearleaf(&base, &[command, "cms/l.json"]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert_eq!(out(&output), "", "{command}");
        assert!(err(&output).contains(" cms/l.json:"), "{}", err(&output));
        assert!(
            err(&output).contains("/leaflet/body/0/heading/level"),
            "{}",
            err(&output)
        );
    }
    let none = clearleaf(&base, &["check", "cms/none.json"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(err(&none).contains("missing-leaflet"), "{}", err(&none));
    assert_eq!(clearleaf(&base, &["model", "none"]).status.code(), Some(1));
    assert!(!base.join("out").exists());
}

#[test]
fn two_leaflets_of_one_name_do_not_replace_each_other() {
    let base = folder("twice");
    leaflet(&base, "rest", GOOD);
    fs::write(base.join("l.json"), clearleaf(&base, &["model", "rest"]).stdout).unwrap();
    for jobs in ["1", "4"] {
        let output = clearleaf(&base, &["build", "rest", "l.json", "--jobs", jobs]);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        assert!(err(&output).contains("repeated-slug"), "{}", err(&output));
        assert_eq!(out(&output).lines().count(), BACKENDS.len());
    }
    // The same thing named twice is one thing.
    assert_eq!(
        clearleaf(&base, &["check", "rest", "source/rest"]).status.code(),
        Some(0)
    );
}

#[test]
fn denied_warnings_stop_a_leaflet() {
    let base = folder("deny");
    leaflet(&base, "a-warns", WARNS);
    leaflet(&base, "b-good", GOOD);
    assert_eq!(clearleaf(&base, &["check"]).status.code(), Some(0));
    let checked = clearleaf(&base, &["check", "--deny", "warnings"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        err(&checked).contains("a-warns: 5 warnings (`--deny warnings`) to mend"),
        "{}",
        err(&checked)
    );
    assert!(out(&checked).contains("b-good: nothing to mend"));
    let built = clearleaf(&base, &["build", "--deny", "warnings"]);
    assert_eq!(built.status.code(), Some(1));
    assert!(
        err(&built).contains("a-warns: not built, 5 warnings"),
        "{}",
        err(&built)
    );
    assert!(base.join("out/b-good").exists() && !base.join("out/a-warns").exists());
    assert_eq!(
        clearleaf(&base, &["check", "--deny", "advice"]).status.code(),
        Some(2)
    );
}

fn report(base: &Path, arguments: &[&str]) -> (Value, String, Option<i32>) {
    let output = clearleaf(base, arguments);
    assert_eq!(err(&output), "", "{arguments:?}");
    let text = out(&output);
    (serde_json::from_str(&text).unwrap(), text, output.status.code())
}

#[test]
fn a_report_holds_everything_and_nothing_that_changes() {
    let base = folder("report");
    leaflet(&base, "a-bad", BAD);
    leaflet(&base, "b-good", GOOD);
    leaflet(&base, "c-warns", WARNS);
    let (whole, text, status) = report(&base, &["build", "--report", "json"]);
    assert_eq!(status, Some(1));
    assert_eq!(whole["format"], "clearleaf-report");
    assert_eq!(whole["version"], 1);
    assert_eq!(whole["exit-status"], 1);
    let told: Vec<(&str, &str, usize, usize)> = whole["leaflets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|leaflet| {
            (
                leaflet["leaflet"].as_str().unwrap(),
                leaflet["status"].as_str().unwrap(),
                leaflet["findings"].as_array().unwrap().len(),
                leaflet["files"].as_array().unwrap().len(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("a-bad", "to-mend", 6, 0),
            ("b-good", "well", 0, BACKENDS.len()),
            ("c-warns", "well", 5, BACKENDS.len())
        ]
    );
    let bad = &whole["leaflets"][0]["findings"][5];
    let expected = serde_json::json!({
        "code": "skipped-level",
        "severity": "error",
        "file": "source/a-bad/leaflet.md",
        "line": 6,
        "column": 1,
        "end-line": 6,
        "end-column": 10,
        "message": "the first heading is of level 4, and must be of level 2",
        "help": "write `##`: people who cannot see the page find their way by the levels",
    });
    assert_eq!(*bad, expected);
    let file = &whole["leaflets"][1]["files"][0];
    let path = file["path"].as_str().unwrap();
    assert_eq!(
        fs::metadata(base.join(path)).unwrap().len(),
        file["bytes"].as_u64().unwrap()
    );
    assert!(file["pages"].as_u64().unwrap() >= 1);
    for jobs in ["1", "2", "8"] {
        assert_eq!(
            report(&base, &["build", "--report", "json", "--jobs", jobs]).1,
            text,
            "{jobs}"
        );
    }
    let (checked, _, status) = report(&base, &["check", "--report", "json", "--deny", "warnings"]);
    assert_eq!((status, &checked["exit-status"]), (Some(1), &Value::from(1)));
    assert_eq!(checked["leaflets"][2]["status"], "to-mend");
}

#[test]
fn a_report_is_complete_and_says_what_failed() {
    let base = folder("report-failed");
    leaflet(&base, "many", &format!("{WARNS}{}", "a\n=\n".repeat(300)));
    let (whole, _, _) = report(&base, &["check", "--report", "json"]);
    let findings = whole["leaflets"][0]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 305);
    assert_eq!(findings[304]["line"], 607);
    fs::write(base.join("out"), "in the way").unwrap();
    leaflet(&base, "many", GOOD);
    let (whole, _, status) = report(&base, &["build", "--report", "json"]);
    assert_eq!((status, &whole["exit-status"]), (Some(2), &Value::from(2)));
    assert_eq!(whole["leaflets"][0]["status"], "failed");
    assert_eq!(
        whole["leaflets"][0]["errors"].as_array().unwrap().len(),
        BACKENDS.len()
    );
    let (none, _, status) = report(&base, &["check", "--report", "json", "--source", "nowhere"]);
    assert_eq!((status, &none["exit-status"]), (Some(2), &Value::from(2)));
    assert_eq!(none["errors"].as_array().unwrap().len(), 1);
}

#[test]
fn a_path_is_no_folder_of_another_source() {
    let base = folder("path");
    leaflet(&base, "rest", GOOD);
    for typed in [
        "rest",
        "source/rest",
        "source/rest/",
        "source/rest/leaflet.md",
        "./source/rest",
    ] {
        assert_eq!(
            clearleaf(&base, &["check", typed]).status.code(),
            Some(0),
            "{typed}"
        );
    }
    let elsewhere = clearleaf(&base.join("source"), &["check", "../source/rest"]);
    assert_eq!(elsewhere.status.code(), Some(2));
    let said = err(&elsewhere);
    assert!(said.contains("`rest --source \"../source\"`"), "{said}");
    let empty = clearleaf(&base, &["check", ""]);
    assert_eq!(empty.status.code(), Some(2));
    assert!(err(&empty).contains("the name of a leaflet is empty"));
    let device = clearleaf(&base, &["new", "con"]);
    assert_ne!(device.status.code(), Some(0));
    assert!(err(&device).contains("clearleaf new con-leaflet") && names(&base.join("source")).len() == 2);
}

#[test]
fn what_is_mistyped_is_said_in_words() {
    let base = folder("mistyped");
    leaflet(&base, "rest", GOOD);
    for (arguments, said) in [
        (["--jobs", "0"], "a whole number of threads"),
        (["--jobs", "many"], "a whole number of threads"),
        (["--size", "28ptpt"], "a number of points"),
        (["--size", "+28"], "a number of points"),
        (["--size", "73"], "from 12 to 72 points"),
        (["--report", "xml"], "possible values: text, json"),
    ] {
        let output = clearleaf(&base, &["build", arguments[0], arguments[1]]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(said), "{}", err(&output));
    }
    assert!(!base.join("out").exists());
}

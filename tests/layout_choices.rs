//! Layouts on the command line: which there are, what of somebody's own stands in their place, paper and size.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use clearleaf::layout::LAYOUTS;
use serde_json::{Value, json};

const HOUSE: &str = "extend = \"tinted\"\nsummary = \"for our wards\"\nguideline = \"our house style\"\nnot-met = [\"Paper: whiter than it asks for\"]\n\n[colours]\npaper = \"#FFFBF0\"\n";
const LEAFLET: &str = "---\ntitle: Rest\nlang: en-GB\n---\n\n## Rest\n\nTake 5 mg.\n";

/// A folder of the test's own, with one leaflet.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("layout-choices")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    write(&path, "source/rest/leaflet.md", LEAFLET);
    path
}

fn write(base: &Path, file: &str, text: &str) {
    let path = base.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn clearleaf(base: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clearleaf"))
        .current_dir(base)
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

#[test]
fn the_list_says_what_each_layout_follows_and_does_not_meet() {
    let base = folder("list");
    let listed = clearleaf(&base, &["layouts"]);
    assert_eq!(listed.status.code(), Some(0), "{}", err(&listed));
    let text = out(&listed);
    for layout in &LAYOUTS {
        assert!(
            text.lines()
                .any(|line| line.starts_with(&format!("{} ", layout.name))),
            "{text}"
        );
    }
    assert!(text.contains("acb-large-print  18 pt  Letter  "), "{text}");
    assert!(
        text.contains("not met: Arial: set in Liberation Sans, whose letters are as wide"),
        "{text}"
    );
    assert!(!text.contains("conforms to "), "{text}");
}

#[test]
fn the_list_as_json_names_the_files_of_ones_own() {
    let base = folder("json");
    write(&base, "house/wards/layout.toml", HOUSE);
    let listed = clearleaf(&base, &["layouts", "--report", "json", "--layouts", "house"]);
    let report: Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(report["format"], "clearleaf-layouts");
    assert_eq!(report["exit-status"], 0);
    let layouts = report["layouts"].as_array().unwrap();
    assert_eq!(layouts.len(), LAYOUTS.len() + 1);
    assert_eq!(
        layouts.last().unwrap(),
        &json!({
            "name": "wards",
            "summary": "for our wards",
            "size-pt": 18.0,
            "paper": "A4",
            "guideline": "our house style",
            "not-met": ["Paper: whiter than it asks for"],
            "files": ["house/wards/layout.toml"],
        })
    );
    assert_eq!(layouts[0]["files"], json!([]));
}

#[test]
fn a_faulty_layout_is_shown_and_the_others_are_listed() {
    let base = folder("faulty");
    write(&base, "house/wards/layout.toml", &HOUSE.replace("paper", "papr"));
    let listed = clearleaf(&base, &["layouts", "--layouts", "house"]);
    assert_eq!(listed.status.code(), Some(2));
    assert!(out(&listed).contains("large-print"));
    assert!(
        err(&listed).contains("house/wards/layout.toml:7:1"),
        "{}",
        err(&listed)
    );
    assert!(err(&listed).contains("did you mean `paper`?"), "{}", err(&listed));
    // It stands in nobody's way who does not ask for it.
    let built = clearleaf(&base, &["build", "--layouts", "house", "--format", "epub"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let built = clearleaf(&base, &["build", "--layouts", "house", "--layout", "wards"]);
    assert_eq!(built.status.code(), Some(2));
    assert!(
        err(&built).contains("house/wards/layout.toml:7:1"),
        "{}",
        err(&built)
    );
    let built = clearleaf(
        &base,
        &[
            "build",
            "--layouts",
            "house",
            "--layout",
            "wards",
            "--report",
            "json",
        ],
    );
    let report: Value = serde_json::from_slice(&built.stdout).unwrap();
    assert_eq!(report["exit-status"], 2);
    assert_eq!(report["findings"][0]["code"], "unknown-key");
    assert_eq!(report["findings"][0]["line"], 7);
    assert_eq!(report["errors"], json!(["the layout cannot be used"]));
    assert!(!base.join("out/rest/rest-wards.pdf").exists());
}

#[test]
fn a_layout_of_ones_own_is_used_and_named() {
    let base = folder("own");
    write(&base, "house/wards/layout.toml", HOUSE);
    let built = clearleaf(&base, &["build", "--layouts", "house", "--layout", "wards"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(
        out(&built).starts_with("layout wards, from house/wards/layout.toml\n"),
        "{}",
        out(&built)
    );
    for extension in ["pdf", "docx", "epub", "html"] {
        assert!(base.join(format!("out/rest/rest-wards.{extension}")).is_file());
    }
    let built = clearleaf(
        &base,
        &[
            "build",
            "--layouts",
            "house",
            "--layout",
            "wards",
            "--report",
            "json",
        ],
    );
    let report: Value = serde_json::from_slice(&built.stdout).unwrap();
    assert_eq!(
        report["layout"],
        json!({ "name": "wards", "files": ["house/wards/layout.toml"] })
    );
    let built = clearleaf(&base, &["build", "--report", "json"]);
    let report: Value = serde_json::from_slice(&built.stdout).unwrap();
    assert_eq!(report["layout"], json!({ "name": "large-print" }));
}

#[test]
fn paper_and_size_that_are_asked_for_stand_in_the_names_of_files() {
    let base = folder("paper");
    let all = ["build", "--format", "pdf"];
    for (asked, name) in [
        (&["--paper", "a5"] as &[&str], "rest-large-print-a5.pdf"),
        (
            &["--paper", "letter", "--size", "28"],
            "rest-large-print-letter-28pt.pdf",
        ),
        (&["--size", "22.5"], "rest-large-print-22.5pt.pdf"),
        (&[], "rest-large-print.pdf"),
    ] {
        let built = clearleaf(&base, &[&all, asked].concat());
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        assert!(base.join("out/rest").join(name).is_file(), "{name}");
    }
    let refused = clearleaf(&base, &["build", "--paper", "a6"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("a4, a5, letter"), "{}", err(&refused));
}

#[test]
fn a_layout_or_folder_that_is_not_there_is_named() {
    let base = folder("absent");
    let built = clearleaf(&base, &["build", "--layout", "large-prnt"]);
    assert_eq!(built.status.code(), Some(2));
    assert!(
        err(&built).contains("there is no layout `large-prnt`"),
        "{}",
        err(&built)
    );
    assert!(
        err(&built).contains("did you mean `large-print`?"),
        "{}",
        err(&built)
    );
    let built = clearleaf(&base, &["build", "--layouts", "nowhere"]);
    assert_eq!(built.status.code(), Some(2));
    assert!(
        err(&built).contains("cannot list the layouts in nowhere"),
        "{}",
        err(&built)
    );
}

/// The folder of a source never changes how its leaflets look by standing beside other folders.
#[test]
fn layouts_beside_the_source_are_not_taken_unasked() {
    let base = folder("beside");
    write(&base, "layouts/large-print/layout.toml", "nonsense");
    let built = clearleaf(&base, &["build", "--format", "epub"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(!out(&built).contains("layouts/"), "{}", out(&built));
}

//! `clearleaf verify` as somebody calls it: what it says of files that agree, that differ, and that are none.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clearleaf::backend::BACKENDS;
use serde_json::Value;

const LEAFLET: &str = "\
---
title: After your operation
lang: en-GB
summary: What to do at home.
---

## Pain

Take 500 mg of paracetamol every 6 hours.

:::warning
Do not take more than 4 g in a day.
:::

## Food

- Soup
- Bread
";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verify").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("source/home")).unwrap();
    fs::write(folder.join("source/home/leaflet.md"), LEAFLET).unwrap();
    folder
}

fn clearleaf(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_clearleaf"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    assert_ne!(output.status.code(), None, "{output:?}");
    output
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Builds the leaflet, then changes its text and builds it elsewhere.
fn two_versions(name: &str, from: &str, to: &str) -> PathBuf {
    let base = folder(name);
    assert!(clearleaf(&base, &["build"]).status.success());
    assert!(LEAFLET.contains(from), "{from}");
    fs::write(base.join("source/home/leaflet.md"), LEAFLET.replace(from, to)).unwrap();
    assert!(clearleaf(&base, &["build", "--out", "other"]).status.success());
    base
}

#[test]
fn files_of_one_leaflet_say_the_same_with_it_and_without() {
    let base = folder("same");
    assert!(clearleaf(&base, &["build"]).status.success());
    assert!(
        clearleaf(&base, &["build", "--layout", "giant-print", "--size", "28"])
            .status
            .success()
    );
    for arguments in [
        &["verify", "out"][..],
        &["verify", "out", "--against", "home"],
        &["verify", "out/home", "--against", "home"],
    ] {
        let output = clearleaf(&base, arguments);
        assert!(output.status.success(), "{}", said(&output));
        let all = format!("all {} files say the same", BACKENDS.len());
        assert_eq!(said(&output).matches(&all).count(), 2, "{}", said(&output));
    }
}

#[test]
fn another_dose_is_found_in_each_format_at_its_place() {
    let base = two_versions("dose", "500 mg", "50 mg");
    for backend in BACKENDS {
        let file = format!("home/home-large-print.{}", backend.format().extension);
        let output = clearleaf(
            &base,
            &["verify", &format!("out/{file}"), &format!("other/{file}")],
        );
        assert_eq!(output.status.code(), Some(1));
        let text = said(&output);
        assert!(text.contains("under “Pain”, after heading 2 “Pain”:"), "{text}");
        assert!(
            text.contains("words: Take [-500-] {+50+} mg of paracetamol"),
            "{text}"
        );
        // And nothing else differs: the place, the words, the closing line.
        assert_eq!(text.matches("[-").count(), 1, "{text}");
    }
}

#[test]
fn a_lost_item_is_one_difference_and_not_one_for_each_behind_it() {
    let base = two_versions("item", "- Soup\n", "");
    let report = clearleaf(
        &base,
        &["verify", "other", "--against", "home", "--report", "json"],
    );
    assert!(report.status.success(), "the leaflet has changed with its files");
    let files = [
        "out/home/home-large-print.pdf",
        "other/home/home-large-print.html",
    ];
    let output = clearleaf(&base, &["verify", files[0], files[1], "--report", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_str(&said(&output)).unwrap();
    assert_eq!(report["good"], Value::Bool(false));
    let file = &report["comparisons"][0]["files"][1];
    let changes = file["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{changes:#?}");
    assert_eq!(changes[0]["kind"], "missing");
    assert_eq!(changes[0]["what"], "missing: paragraph “Soup”");
    assert_eq!(changes[0]["heading"], "Food");
    assert_eq!(file["counts"]["list-items"], 1);
    assert_eq!(report["comparisons"][0]["counts"]["list-items"], 2);
}

#[test]
fn what_is_no_file_of_ours_is_named_and_takes_no_other_down() {
    let base = folder("none");
    assert!(clearleaf(&base, &["build"]).status.success());
    fs::write(base.join("words.pdf"), "only words").unwrap();
    fs::write(base.join("cut.pdf"), b"%PDF-1.7\n1 0 obj").unwrap();
    let good = "out/home/home-large-print.epub";
    let output = clearleaf(&base, &["verify", "words.pdf", "cut.pdf", good]);
    assert_eq!(output.status.code(), Some(1));
    let text = said(&output);
    assert!(text.contains("words.pdf (unknown)\n  cannot be read:"), "{text}");
    assert!(text.contains("cut.pdf (pdf)\n  cannot be read:"), "{text}");
    assert!(text.contains(&format!("compared with {good}")), "{text}");
    let missing = clearleaf(&base, &["verify", "nothing.pdf"]);
    assert_eq!(missing.status.code(), Some(2));
    fs::create_dir(base.join("empty")).unwrap();
    let empty = clearleaf(&base, &["verify", "empty"]);
    assert_eq!(empty.status.code(), Some(1));
    assert!(
        String::from_utf8(empty.stderr)
            .unwrap()
            .contains("there is no file to verify")
    );
}

#[test]
fn what_is_not_read_back_is_told_of_and_is_the_same_file() {
    let base = folder("unproved");
    assert!(clearleaf(&base, &["build"]).status.success());
    let output = clearleaf(&base, &["build", "--no-verify", "--out", "quick"]);
    assert!(output.status.success());
    assert_eq!(said(&output).matches(", not read back").count(), BACKENDS.len());
    for backend in BACKENDS {
        let file = format!("home/home-large-print.{}", backend.format().extension);
        let of = |folder: &str| fs::read(base.join(folder).join(&file)).unwrap();
        assert_eq!(of("out"), of("quick"), "{file}");
    }
    let output = clearleaf(&base, &["build", "--no-verify", "--report", "json"]);
    let report: Value = serde_json::from_str(&said(&output)).unwrap();
    let files = report["leaflets"][0]["files"].as_array().unwrap();
    assert!(files.iter().all(|file| file["verified"] == Value::Bool(false)));
}

/// What clearleaf measures is judged in every run: a text that nobody sees is not well because its words are right.
#[test]
fn what_is_measured_not_to_be_met_is_told_without_a_report_and_ends_in_1() {
    let base = folder("measured");
    assert!(clearleaf(&base, &["build", "--format", "html"]).status.success());
    let file = "out/home/home-large-print.html";
    let own = fs::read_to_string(base.join(file)).unwrap();
    assert!(own.contains("</style>"));
    for (style, with, line) in [
        (
            "body,body *{color:#fff !important;background:#fff !important}",
            &[][..],
            "  not met: WCAG 2.2 1.4.3 Contrast (Minimum): lowest contrast of text 1.0:1, asked: 4.5:1\n",
        ),
        (
            "body,body *{font-size:6pt !important}",
            &["--against", "home"],
            "  not met: Print guideline body size: running text 6.0 pt, asked: 18 pt\n",
        ),
    ] {
        let text = own.replacen("</style>", &format!("{style}</style>"), 1);
        fs::write(base.join(file), text).unwrap();
        let arguments = [&["verify", file], with].concat();
        let output = clearleaf(&base, &arguments);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert_eq!(text.matches(line).count(), 1, "{text}");
        assert!(text.ends_with("not all is well: see above\n"), "{text}");
        // In the same words, and no other end, where the report follows.
        let report = clearleaf(&base, &[&arguments[..], &["--report", "text"]].concat());
        assert_eq!(report.status.code(), Some(1));
    }
    // Without the leaflet there is no layout that the size could be held against.
    let output = clearleaf(&base, &["verify", file]);
    assert!(output.status.success(), "{}", said(&output));
    fs::write(base.join(file), own).unwrap();
    let output = clearleaf(&base, &["verify", file, "--against", "home"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(!said(&output).contains("not met"));
}

/// A review of all that WCAG asks of the files of the leaflet, as somebody records it.
fn review(base: &Path) {
    let report = clearleaf(
        base,
        &["verify", "out/home", "--against", "home", "--report", "json"],
    );
    let report: Value = serde_json::from_str(&said(&report)).unwrap();
    let digest = report["comparisons"][0]["files"][0]["facts"]["reading"]
        .as_str()
        .unwrap();
    let entry = |what: &str, formats: &str| {
        format!(
            "- name: Maria Lind\n  date: 2026-11-20\n  what: {what}\n  formats: {formats}\n  layouts: [large-print]\n  reading: {digest}\n"
        )
    };
    let reviews = entry("WCAG 2.2 Level AA", "[pdf, docx, epub, html]") + &entry("PDF/UA-1", "[pdf]");
    fs::write(base.join("source/home/reviews.yaml"), reviews).unwrap();
    assert!(clearleaf(base, &["build"]).status.success());
}

/// The names of the standards that a file is said to conform to, and how many rows stand by a review.
fn conforming(base: &Path, arguments: &[&str]) -> (Vec<String>, usize) {
    let output = clearleaf(
        base,
        &[arguments, &["--against", "home", "--report", "json"]].concat(),
    );
    let report: Value = serde_json::from_str(&said(&output)).unwrap();
    let standards = report["comparisons"][0]["files"][0]["conformance"]["standards"].clone();
    let standards = standards.as_array().unwrap();
    let conforming = standards
        .iter()
        .filter(|standard| standard["conforms"] == Value::Bool(true));
    let rows = standards
        .iter()
        .flat_map(|standard| standard["rows"].as_array().unwrap());
    let reviewed = rows.filter(|row| row["status"] == "reviewed-by-a-person");
    (
        conforming
            .map(|standard| standard["name"].as_str().unwrap().to_owned())
            .collect(),
        reviewed.count(),
    )
}

/// The words are the same, and what a person looked at is not: a review counts for the bytes that clearleaf writes.
#[test]
fn a_review_counts_for_no_file_but_what_clearleaf_writes() {
    let base = folder("reviewed");
    assert!(clearleaf(&base, &["build"]).status.success());
    review(&base);
    let file = "out/home/home-large-print.html";
    let (standards, reviewed) = conforming(&base, &["verify", file]);
    assert_eq!(standards, ["WCAG 2.2 Level AA"]);
    assert!(reviewed > 10, "{reviewed}");
    let own = fs::read_to_string(base.join(file)).unwrap();
    let wide = own.replacen("</style>", "body{width:2400px}</style>", 1);
    fs::write(base.join(file), &wide).unwrap();
    assert_eq!(conforming(&base, &["verify", file]), (Vec::new(), 0));
    let output = clearleaf(&base, &["verify", file, "--against", "home", "--report", "text"]);
    let text = said(&output);
    let says =
        "the review of Maria Lind, 2026-11-20 is of the file that clearleaf writes, and this one is not it";
    assert!(text.contains(says), "{text}");
    // The very bytes, under a name that tells no layout: compared, and held against none.
    fs::write(base.join("leaflet.html"), own).unwrap();
    assert_eq!(conforming(&base, &["verify", "leaflet.html"]), (Vec::new(), 0));
    let output = clearleaf(
        &base,
        &["verify", "leaflet.html", "--against", "home", "--report", "text"],
    );
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("Give --layout: the file's name tells none"));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("leaflet.html: compared in the layout large-print, and held against none"));
    let asked = ["verify", "leaflet.html", "--layout", "large-print"];
    assert_eq!(
        conforming(&base, &asked),
        (vec!["WCAG 2.2 Level AA".to_owned()], reviewed)
    );
}

/// Files that are named together may be of several layouts: each is held against its own or against none.
#[test]
fn a_file_of_another_layout_is_held_against_none() {
    let base = folder("layouts");
    assert!(clearleaf(&base, &["build"]).status.success());
    assert!(
        clearleaf(&base, &["build", "--layout", "giant-print"])
            .status
            .success()
    );
    let files = ["out/home/home-large-print.pdf", "out/home/home-giant-print.pdf"];
    let arguments = [
        &["verify"],
        &files[..],
        &["--against", "home", "--report", "json"],
    ]
    .concat();
    let output = clearleaf(&base, &arguments);
    assert!(output.status.success());
    let report: Value = serde_json::from_str(&said(&output)).unwrap();
    let size = |file: usize| {
        let standards = &report["comparisons"][0]["files"][file]["conformance"]["standards"];
        let guideline = standards.as_array().unwrap().last().unwrap();
        let rows = guideline["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["id"] == "body size").unwrap();
        format!(
            "{}: {}",
            row["status"].as_str().unwrap(),
            row["detail"].as_str().unwrap()
        )
    };
    assert_eq!(size(0), "checked-here: running text 18.0 pt, asked: 18 pt");
    assert!(
        size(1).starts_with("not-checked: verify it on its own"),
        "{}",
        size(1)
    );
}

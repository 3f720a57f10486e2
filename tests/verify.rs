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

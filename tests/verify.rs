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
        // And nothing else differs: the place, the words, the closing lines. What the marks mean is said once, above.
        assert_eq!(text.matches("[-500-]").count(), 1, "{text}");
        assert_eq!(text.matches("[-…-]").count(), 1, "{text}");
        assert!(text.find("[-…-]") < text.find("[-500-]"), "{text}");
        let verdict = format!("not all is well with 1 of 2 files:\n  other/{file}: 1 difference\n");
        assert!(text.ends_with(&verdict), "{text}");
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
    fs::write(base.join("words.doc"), "only words").unwrap();
    fs::write(base.join("cut.pdf"), b"%PDF-1.7\n1 0 obj").unwrap();
    let good = "out/home/home-large-print.epub";
    let files = ["words.doc", "cut.pdf", good];
    let output = clearleaf(&base, &[&["verify"][..], &files].concat());
    assert_eq!(output.status.code(), Some(1));
    let text = said(&output);
    for line in [
        "words.doc (unknown)\n  cannot be read: it is no PDF, no Word file, no EPUB and no page of HTML\n  what to do: open it in Word or LibreOffice, save it as .docx, and verify that\n",
        "cut.pdf (pdf)\n  cannot be read: it seems to be cut off or damaged: it says nowhere where its objects are\n  what to do: make the file anew",
        "\nnot all is well with 2 of 3 files:\n  words.doc: cannot be read\n  cut.pdf: cannot be read\n",
        // The only one that could be read was held against nothing.
        "\nhome-large-print.epub was compared with nothing:",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("compared with out"), "{text}");
    for form in ["text", "html"] {
        let output = clearleaf(&base, &["verify", "words.doc", "cut.pdf", "--report", form]);
        let text = said(&output);
        assert!(text.contains("Files that cannot be read"), "{text}");
        assert!(
            text.contains("Open it in Word or LibreOffice, save it as .docx"),
            "{text}"
        );
        assert!(!text.contains("cannot read the"), "{text}");
    }
    let output = clearleaf(&base, &["verify", "cut.pdf", "--report", "json"]);
    let report: Value = serde_json::from_str(&said(&output)).unwrap();
    let file = &report["comparisons"][0]["files"][0];
    assert_eq!(
        file["error"],
        "it seems to be cut off or damaged: it says nowhere where its objects are"
    );
    assert!(file["help"].as_str().unwrap().starts_with("make the file anew"));
}

/// A file beside nothing is equal to nothing: only its faults can be told.
#[test]
fn a_file_by_itself_was_compared_with_nothing() {
    let base = folder("alone");
    assert!(clearleaf(&base, &["build"]).status.success());
    let file = "out/home/home-large-print.html";
    let help = "compared with nothing: name another file, or the leaflet with --against";
    let twice = format!("./{file}");
    for files in [&[file][..], &[file, file], &[file, &twice]] {
        let output = clearleaf(&base, &[&["verify"][..], files].concat());
        assert!(output.status.success());
        let text = said(&output);
        assert!(
            text.contains(&format!("home-large-print.html was {help}\n")),
            "{text}"
        );
        assert!(
            text.ends_with("no fault was found in home-large-print.html\n"),
            "{text}"
        );
        assert!(
            !text.contains("says what") && !text.contains("say the same"),
            "{text}"
        );
    }
    for form in ["text", "html"] {
        let text = said(&clearleaf(&base, &["verify", file, "--report", form]));
        // Without the marks that keep an option in one piece.
        let text: String = text.split(['<', '>']).step_by(2).collect();
        assert!(text.contains(&format!("No fault was found in the file. It was {help}.")));
        assert!(
            text.contains("Verification report: home-large-print.html"),
            "{text}"
        );
        assert!(!text.contains("says what home") && !text.contains("All say what"));
    }
    let json = |arguments: &[&str]| -> Value {
        let output = clearleaf(&base, &[&["verify", "--report", "json"], arguments].concat());
        serde_json::from_str(&said(&output)).unwrap()
    };
    let alone = json(&[file]);
    assert_eq!(alone["comparisons"][0]["compared"], false);
    assert_eq!(alone["comparisons"][0]["with"], Value::Null);
    let against = json(&[file, "--against", "home"]);
    assert_eq!(against["comparisons"][0]["compared"], true);
    assert_eq!(against["comparisons"][0]["with"], "home");
}

/// Another leaflet under the name of this one: a sentence says so, and nobody reads through hundreds of differences.
#[test]
fn another_leaflet_is_called_one() {
    let base = folder("another");
    let text = |words: &str| -> String {
        let paragraphs: Vec<String> = (0..30).map(|n| format!("{words}{n} {words}{n}.\n\n")).collect();
        format!("---\ntitle: {words}\nlang: en-GB\n---\n\n{}", paragraphs.concat())
    };
    for (name, words) in [("one", "Soup"), ("two", "Bread")] {
        fs::create_dir_all(base.join("source").join(name)).unwrap();
        fs::write(base.join("source").join(name).join("leaflet.md"), text(words)).unwrap();
    }
    assert!(clearleaf(&base, &["build", "one", "two"]).status.success());
    let files = ["out/one/one-large-print.html", "out/two/two-large-print.html"];
    let text = said(&clearleaf(&base, &["verify", files[0], files[1]]));
    let another = "this seems to be another leaflet: more than half of what it says differs from out/one";
    assert_eq!(text.matches(another).count(), 1, "{text}");
    let (_, list) = text.split_once(another).unwrap();
    let told = list.lines().filter(|line| line.starts_with("    ")).count();
    assert!((5..=10).contains(&told), "{text}");
    assert!(text.contains(" more differences\n"), "{text}");
    assert!(
        text.contains("two-large-print.html: seems to be another leaflet, "),
        "{text}"
    );
    let json = said(&clearleaf(
        &base,
        &["verify", files[0], files[1], "--report", "json"],
    ));
    let report: Value = serde_json::from_str(&json).unwrap();
    let files = &report["comparisons"][0]["files"];
    assert_eq!(files[0]["another-leaflet"], false);
    assert_eq!(files[1]["another-leaflet"], true);
    assert!(files[1]["changes"].as_array().unwrap().len() > 20);
}

#[test]
fn what_a_folder_lacks_and_what_was_passed_over_are_told() {
    let base = folder("lacks");
    assert!(clearleaf(&base, &["build"]).status.success());
    let whole = clearleaf(&base, &["verify", "out", "--against", "home"]);
    assert!(!said(&whole).contains("there is no"), "{}", said(&whole));
    assert_eq!(whole.stderr, b"");
    fs::remove_file(base.join("out/home/home-large-print.html")).unwrap();
    fs::write(base.join("out/home/notes.txt"), "notes").unwrap();
    fs::write(base.join("out/home/.hidden"), "").unwrap();
    let against = ["verify", "out", "--against", "home"];
    let output = clearleaf(&base, &against);
    assert!(output.status.success());
    assert!(
        said(&output).ends_with("\nthere is no HTML of home-large-print\n"),
        "{}",
        said(&output)
    );
    let passed = String::from_utf8(output.stderr).unwrap();
    assert!(
        passed.starts_with("passed over") && passed.ends_with(": out/home/notes.txt\n"),
        "{passed}"
    );
    for form in ["text", "html"] {
        let output = clearleaf(&base, &[&against[..], &["--report", form]].concat());
        assert!(said(&output).contains("There is no HTML of home-large-print."));
    }
    let output = clearleaf(&base, &[&against[..], &["--report", "json"]].concat());
    let report: Value = serde_json::from_str(&said(&output)).unwrap();
    assert_eq!(report["comparisons"][0]["absent"], serde_json::json!(["html"]));
    // Nobody said that there should be one.
    let named = "out/home/home-large-print.pdf";
    for arguments in [&["verify", "out"][..], &["verify", named, "--against", "home"]] {
        assert!(!said(&clearleaf(&base, arguments)).contains("there is no"));
    }
}

#[test]
fn what_was_mistyped_ends_with_2_and_a_leaflet_to_mend_with_1() {
    let base = folder("mistyped");
    assert!(clearleaf(&base, &["build"]).status.success());
    fs::create_dir(base.join("empty")).unwrap();
    fs::create_dir(base.join("source/broken")).unwrap();
    fs::write(base.join("source/broken/leaflet.md"), "no front matter").unwrap();
    for (arguments, status, words) in [
        (&["verify", "nothing.pdf"][..], 2, "nothing.pdf"),
        (&["verify", "empty"], 2, "there is no file to verify"),
        (
            &["verify", "out", "--against", "hom"],
            2,
            "there is no leaflet `hom` in source",
        ),
        (
            &["verify", "out", "--against", "hom.json"],
            2,
            "there is no leaflet hom.json",
        ),
        (
            &["verify", "out", "--against", "broken"],
            1,
            "nothing to compare with",
        ),
    ] {
        let output = clearleaf(&base, arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
        assert!(said.contains(words), "{said}");
        assert_eq!(output.stdout, b"");
    }
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
        assert!(
            text.contains("not all is well with home-large-print.html: "),
            "{text}"
        );
        assert!(text.contains(" not met\n"), "{text}");
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
    let says = "the review of Maria Lind, 2026-11-20 counts for the file that this clearleaf now writes of the leaflet with its reviews, and this is another: build it again";
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

#[test]
fn a_file_under_the_name_of_another_format_is_told() {
    let base = folder("misnamed");
    assert!(clearleaf(&base, &["build"]).status.success());
    let (is, named) = ("home-large-print.docx", "home-large-print.pdf");
    fs::copy(base.join("out/home").join(is), base.join(named)).unwrap();
    let output = clearleaf(&base, &["verify", named, "--against", "home"]);
    assert_eq!(output.status.code(), Some(1));
    let fault = "fault: its name is that of a file in the format PDF, and it is one in the format DOCX";
    assert!(said(&output).contains(fault), "{}", said(&output));
}

#[test]
fn a_folder_with_nothing_to_verify_is_refused_beside_files_too() {
    let base = folder("empty");
    assert!(clearleaf(&base, &["build"]).status.success());
    fs::create_dir_all(base.join("later/inside")).unwrap();
    let output = clearleaf(&base, &["verify", "later", "out/home/home-large-print.pdf"]);
    assert_eq!(output.status.code(), Some(2));
    let why = String::from_utf8(output.stderr).unwrap();
    assert!(why.contains("no file to verify in later"), "{why}");
}

#[test]
fn other_words_are_told_before_what_they_stand_in() {
    let base = two_versions("worst", "- Soup\n- Bread", "1. Soup\n2. Beer");
    let page = "home/home-large-print.html";
    let files = ["verify", &format!("out/{page}"), &format!("other/{page}")];
    let text = said(&clearleaf(&base, &files));
    let words = text.find("[-Bread-] {+Beer+}").unwrap();
    let list = text.find("numbered list").unwrap();
    assert!(words < list, "{text}");
    assert!(text.ends_with(": 2 differences, 1 of words\n"), "{text}");
    let report = said(&clearleaf(&base, &[&files[..], &["--report", "text"]].concat()));
    assert!(
        report.find("[-Bread-]") < report.find("numbered list"),
        "{report}"
    );
}

#[test]
fn text_that_is_smaller_than_the_guideline_knows_is_told() {
    let base = folder("small");
    let small = clearleaf(&base, &["build", "--size", "14"]);
    let told = String::from_utf8(small.stderr).unwrap();
    assert!(
        told.contains("text of 14 pt is smaller than large-print is for: its guideline begins at 16 pt"),
        "{told}"
    );
    let report = |size: &str| {
        let pdf = format!("out/home/home-large-print{size}.pdf");
        said(&clearleaf(
            &base,
            &["verify", &pdf, "--against", "home", "--report", "text"],
        ))
    };
    let says = "Text of 16 pt and more: here it is 14 pt";
    assert!(report("-14pt").contains(says), "{}", report("-14pt"));
    let plain = clearleaf(&base, &["build"]).stderr;
    assert!(!String::from_utf8(plain).unwrap().contains("begins at"));
    assert!(!report("").contains("Text of 16 pt and more"));
}

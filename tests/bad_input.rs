//! Faults that people make, each in a folder named for its code: `<code>` or `<code>--<variant>`. The message is
//! golden and stands beside the fault; nothing else may be reported.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use clearleaf::check;
use clearleaf::finding::{Severity, has_errors};
use clearleaf::model::Content;
use clearleaf::source::{self, CalloutLabels, Disk, Sourced};

const FOLDER: &str = "tests/bad-input";

fn labels() -> CalloutLabels {
    CalloutLabels {
        callout: Content::text("Good to know").unwrap(),
        warning: Content::text("Warning").unwrap(),
    }
}

fn fixtures() -> Vec<String> {
    let entries = std::fs::read_dir(FOLDER).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Reads a fixture: a leaflet among the others or, where the fault is in a file that all leaflets share, a source folder
/// of its own with a leaflet `a`.
fn read(name: &str) -> Sourced {
    let own = Path::new(FOLDER).join(name);
    if own.join("a/leaflet.md").is_file() {
        source::read(&Disk::new(own), "a", &|_| Ok(labels())).unwrap()
    } else {
        source::read(&Disk::new(FOLDER), name, &|_| Ok(labels())).unwrap()
    }
}

#[test]
fn each_fault_is_reported_alone() {
    let names = fixtures();
    assert!(names.len() > 80, "only {} fixtures were found", names.len());
    for name in names {
        let code = name.split("--").next().unwrap();
        let sourced = read(&name);
        assert_eq!(sourced.leaflet.is_none(), has_errors(&sourced.findings), "{name}");
        let mut findings = sourced.findings.clone();
        findings.extend(check::leaflet(&sourced));
        let rendered: Vec<String> = findings.iter().map(ToString::to_string).collect();
        let shown = rendered.join("\n\n");
        let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, BTreeSet::from([code]), "{name}:\n{shown}");
        assert!(findings.iter().all(|finding| !finding.help.is_empty()), "{name}");
        let folder = Path::new("bad-input").join(&name);
        insta::with_settings!({
            snapshot_path => folder,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!("findings", shown);
        });
    }
}

#[test]
fn warnings_never_stop_a_leaflet() {
    let mut warned = 0;
    for name in fixtures() {
        let sourced = read(&name);
        if !sourced.findings.is_empty()
            && sourced
                .findings
                .iter()
                .all(|finding| finding.severity != Severity::Error)
        {
            assert!(sourced.leaflet.is_some(), "{name}");
            warned += 1;
        }
    }
    assert!(warned >= 6, "{warned} fixtures only warn");
}

/// Names with hyphens in the code that reads leaflets that are no codes of faults.
const NO_CODES: [&str; 24] = [
    "short-title",
    "next-review",
    "citation-style",
    "trust-marks",
    "references-intro",
    "other-formats",
    "about-us",
    // Not to be had in a folder of small files: too large a file, and one that the machine refuses.
    "file-too-large",
    "unreadable-file",
    // A key that no entry has is reported where it is cited.
    "unknown-reference",
    // A style that is read can always be used, as far as anybody knows.
    "unusable-style",
    // The names of carried styles, and a value of `citations`.
    "author-date",
    "on-request",
    // Keys and variables of formats for references.
    "collection-number",
    "date-parts",
    "serial-number",
    "given-name",
    "sentence-case",
    "title-case",
    "volume-total",
    "dropping-particle",
    "non-dropping-particle",
    "event-title",
    // What a dependent style calls its parent.
    "independent-parent",
];

/// Files of names alone: types, variables, keys and languages, some with hyphens.
const TABLES: [&str; 8] = [
    "adapt.rs",
    "csl_variables.rs",
    "fields.rs",
    "hayagriva_keys.rs",
    "kind.rs",
    "language.rs",
    "locales.rs",
    "other_names.rs",
];

#[test]
fn every_fault_has_a_fixture() {
    let fixtures: BTreeSet<String> = fixtures()
        .iter()
        .map(|name| name.split("--").next().unwrap().to_owned())
        .collect();
    let mut codes = BTreeSet::new();
    for folder in [
        "src/source",
        "src/source/body",
        "src/source/front_matter",
        "src/source/image",
        "src/source/publisher",
        "src/source/references",
        "src/source/values",
        "src/check",
    ] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let table = TABLES.iter().any(|table| path.ends_with(table));
            if path.extension().is_some_and(|extension| extension == "rs") && !table {
                let text = std::fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]").next().unwrap();
                codes.extend(text.split('"').filter(|word| is_code(word)).map(str::to_owned));
            }
        }
    }
    assert!(codes.len() > 50, "only {} codes were found", codes.len());
    let without: Vec<&String> = codes
        .iter()
        .filter(|code| !fixtures.contains(*code) && !NO_CODES.contains(&code.as_str()))
        .collect();
    assert!(without.is_empty(), "no fixture for {without:?}");
}

/// Whether a word is made as codes are: small letters in parts joined by hyphens.
fn is_code(word: &str) -> bool {
    word.contains('-')
        && word.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

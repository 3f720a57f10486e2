//! Faults that people make, each in a folder named for its code: `<code>` or `<code>--<variant>`. The message is
//! golden and stands beside the fault; nothing else may be reported.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fixtures;

use std::path::Path;

use clearleaf::finding::Severity;
use clearleaf::model::Content;
use clearleaf::source::{self, CalloutLabels, Disk, Sourced};

const FOLDER: &str = "tests/bad-input";

fn labels() -> CalloutLabels {
    CalloutLabels {
        callout: Content::text("Good to know").unwrap(),
        warning: Content::text("Warning").unwrap(),
    }
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
    let names = fixtures::names(FOLDER);
    assert!(names.len() > 80, "only {} fixtures were found", names.len());
    for name in names {
        fixtures::reported_alone(FOLDER, &name, &read(&name));
    }
}

#[test]
fn warnings_never_stop_a_leaflet() {
    let mut warned = 0;
    for name in fixtures::names(FOLDER) {
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
const NO_CODES: [&str; 23] = [
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
    fixtures::every_code_has_one(
        FOLDER,
        &["src/source", "src/check"],
        &NO_CODES,
        &TABLES,
        &["src/source/json"],
    );
}

//! Validators that others wrote, each started once over every file of every leaflet. Where they are not installed the
//! test says so and passes, unless `CLEARLEAF_REQUIRE_VALIDATORS` is set.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod specimen;
mod validation;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::layout::{DEFAULT_LAYOUT, LAYOUTS};
use clearleaf::package::{unzip, zip};
use clearleaf::page::LazyPages;
use validation::{folder, missing, validate};

/// The sizes that one layout is built at beside its own.
const SIZES: [&str; 4] = ["12", "28", "48", "72"];

fn build(out: &Path, arguments: &[&str]) {
    let mut build = Command::new(env!("CARGO_BIN_EXE_clearleaf"));
    build
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("build")
        .arg("--out")
        .arg(out)
        .args(arguments)
        .stdin(Stdio::null());
    let output = build.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
}

/// Every leaflet in every layout at the layout's own size, and in one layout at the sizes of the range, in every format.
#[test]
fn validators_find_nothing_in_any_file() {
    let out = folder("good");
    for layout in &LAYOUTS {
        build(&out, &["--layout", layout.name]);
    }
    for size in SIZES {
        build(&out, &["--layout", DEFAULT_LAYOUT, "--size", size]);
    }
    let (status, said) = validate(&out, None);
    if missing(status, &said) {
        return;
    }
    assert_eq!(status, Some(0), "{said}");
    let leaflets = fs::read_dir(&out).unwrap().count();
    assert!(leaflets > 1);
    let each = (LAYOUTS.len() + SIZES.len()) * leaflets;
    assert!(
        said.contains(&format!("{each} PDF, {each} DOCX, {each} EPUB, {each} HTML")),
        "{said}"
    );
    // Each PDF by both profiles, each book and each page by all that look at it, and each of those with checks that were made.
    let validators = [
        "verapdf ua1",
        "verapdf 2a",
        "epubcheck",
        "ace",
        "nu",
        "axe",
        "reflow",
        "keyboard",
    ];
    for validator in validators {
        let ok = format!("ok    {validator}  ");
        assert_eq!(said.matches(&ok).count(), each, "{validator}\n{said}");
    }
}

/// Blocks inside each other as deep as a leaflet may have them, and as deep as one has in practice in the largest text.
#[test]
fn no_depth_of_nesting_leaves_a_window() {
    let out = folder("nested");
    let source = out.join("source");
    let item = |depth: usize, marker: &str| {
        let indent = " ".repeat((marker.len() + 1) * depth);
        format!("{indent}{marker} Take paracetamol {depth}\n")
    };
    let list = |marker: &str| (0..30).map(|depth| item(depth, marker)).collect::<String>();
    let quoted = (1..20).map(|depth| {
        let marks = "> ".repeat(depth);
        format!("{marks}Take paracetamol {depth}\n{marks}\n")
    });
    let boxes = (0..12).map(|depth| {
        let fence = ":".repeat(20 - depth);
        format!("{fence}warning Careful\nTake paracetamol {depth}\n\n")
    });
    let ends = (0..12).rev().map(|depth| ":".repeat(20 - depth) + "\n");
    let in_boxes = boxes.chain(["- One\n  1. Two\n\n".to_owned()]).chain(ends);
    for (slug, body) in [
        ("bullets", list("-")),
        ("numbers", list("1.")),
        ("quotations", quoted.collect()),
        ("boxes", in_boxes.collect()),
    ] {
        let folder = source.join(slug);
        fs::create_dir_all(&folder).unwrap();
        let front = format!("---\ntitle: Gastroenterology in {slug}\nlang: en-GB\n---\n\n");
        fs::write(folder.join("leaflet.md"), front + "## Nested\n\n" + &body).unwrap();
    }
    let written = out.join("out");
    for size in ["18", "48"] {
        let source = source.to_str().unwrap();
        build(
            &written,
            &["--source", source, "--format", "epub,html", "--size", size],
        );
    }
    for validator in ["reflow", "nu", "epubcheck"] {
        let (status, said) = validate(&written, Some(validator));
        if missing(status, &said) {
            continue;
        }
        assert_eq!(status, Some(0), "{said}");
        assert_eq!(said.matches(&format!("ok    {validator}  ")).count(), 8, "{said}");
    }
}

/// The versions of Office between the oldest and the newest: the default layout of each leaflet, and the specimen, which has
/// everything that a leaflet can have, from left to right and from right to left.
#[test]
fn every_version_of_office_takes_the_word_files() {
    let out = folder("office");
    build(&out, &["--layout", DEFAULT_LAYOUT, "--format", "docx"]);
    for tag in ["en-GB", "ar"] {
        let mut edition = specimen::edition(specimen::every_block(), None);
        edition.leaflet.lang = specimen::lang(tag);
        let bytes = Docx.write(&edition, &LazyPages::of(&edition)).unwrap();
        fs::write(out.join(format!("specimen-{tag}.docx")), bytes).unwrap();
    }
    let (status, said) = validate(&out, Some("open-xml-all"));
    if missing(status, &said) {
        return;
    }
    assert_eq!(status, Some(0), "{said}");
    for version in [
        "Office2013",
        "Office2016",
        "Office2019",
        "Office2021",
        "Microsoft365",
    ] {
        for file in [
            "breast-reconstruction",
            "gastroscopy-ar",
            "specimen-en-GB",
            "specimen-ar",
        ] {
            let ok = format!("ok    open-xml {version}  {}", out.join(file).display());
            assert!(said.contains(&ok), "{ok}\n{said}");
        }
    }
}

/// A file that each validator must refuse: were one of them asleep, the test above would pass for nothing.
#[test]
fn validators_see_what_is_broken() {
    let out = folder("broken");
    let slug = "breast-reconstruction";
    build(&out, &["--layout", DEFAULT_LAYOUT, slug]);
    for extension in ["pdf", "docx", "epub"] {
        let path = out
            .join(slug)
            .join(format!("{slug}-{DEFAULT_LAYOUT}.{extension}"));
        let bytes = fs::read(&path).unwrap();
        if extension == "epub" {
            fs::write(
                path.with_file_name("no-alternatives.epub"),
                without_alternatives(&bytes),
            )
            .unwrap();
        }
        fs::write(&path, &bytes[..bytes.len() * 2 / 3]).unwrap();
    }
    let page = out.join(slug).join(format!("{slug}-{DEFAULT_LAYOUT}.html"));
    let text = fs::read_to_string(&page).unwrap();
    for (name, spoil) in SPOILT_PAGES {
        let (from, to) = spoil;
        let spoilt = text.replacen(from, to, 1);
        assert_ne!(spoilt, text, "{name}");
        fs::write(page.with_file_name(format!("{name}.html")), spoilt).unwrap();
    }
    fs::remove_file(&page).unwrap();
    let (status, said) = validate(&out, None);
    // Those that are there find something; that some are not must still be said.
    let all = !said.contains(" is missing (");
    if missing(if all { status } else { Some(3) }, &said) {
        return;
    }
    assert_eq!(status, Some(1), "{said}");
    for validator in ["epubcheck", "open-xml", "qpdf", "verapdf"] {
        let findings = said
            .lines()
            .find(|line| line.trim_start().starts_with("findings:"))
            .unwrap();
        assert!(findings.contains(validator), "{validator} is asleep\n{said}");
    }
    for (book, finding) in [
        (DEFAULT_LAYOUT, "cannot be read"),
        ("no-alternatives", "image-alt"),
    ] {
        assert_told("ace", &format!("{book}.epub"), finding, &said);
    }
    for (name, _) in SPOILT_PAGES {
        let (validator, finding) = name.split_once('-').unwrap();
        assert_told(
            validator,
            &format!("{name}.html"),
            &finding.replace('-', " "),
            &said,
        );
    }
}

/// Pages with one thing spoilt: the validator that must see it, its words with hyphens between, and what is replaced.
const SPOILT_PAGES: [(&str, (&str, &str)); 15] = [
    (
        "nu-Duplicate-ID",
        ("</body>", "<p id=\"the_text\">Again</p></body>"),
    ),
    ("nu-Property", ("<style>", "<style>p { colour: red }")),
    (
        "axe-must-have-a-lang-attribute",
        ("<html lang=", "<html data-lang="),
    ),
    (
        "axe-minimum-color-contrast",
        (
            "</style>",
            "p { color: #ccc !important; background: #fff }</style>",
        ),
    ),
    (
        "axe-must-have-alternative-text",
        (" alt=\"A woman", " data-alt=\"A woman"),
    ),
    (
        "reflow-scrolls-sideways",
        ("</style>", "p { white-space: nowrap }</style>"),
    ),
    (
        "reflow-is-cut-off",
        ("</style>", "main { height: 9em; overflow: hidden }</style>"),
    ),
    (
        "reflow-stands-in-the-file",
        ("</body>", "<script></script></body>"),
    ),
    (
        "reflow-have-the-role-rowheader",
        ("</style>", "tbody th { visibility: hidden }</style>"),
    ),
    (
        "reflow-is-not-black-on-paper",
        (
            "</style>",
            ".table table tbody th[scope] { color: #0B2F52 }</style>",
        ),
    ),
    (
        "reflow-has-a-ground-on-paper",
        (
            "</style>",
            ".warning > .label::before { background-color: currentColor }</style>",
        ),
    ),
    (
        "reflow-asks-for",
        (
            "</body>",
            "<img src=\"https://example.org/x.png\" alt=\"\"></body>",
        ),
    ),
    (
        "keyboard-has-an-outline-of-0",
        ("</style>", "a { outline: none !important }</style>"),
    ),
    (
        "keyboard-which-stands-at",
        ("role=\"doc-biblioref\"", "role=\"doc-biblioref\" tabindex=\"1\""),
    ),
    (
        "keyboard-no-way-back",
        ("href=\"#cite-1\"", "href=\"#references\""),
    ),
];

/// Whether a validator says of a file what it must.
fn assert_told(validator: &str, file: &str, finding: &str, said: &str) {
    let mut lines = said.lines().skip_while(|line| {
        let is_its = line.starts_with(&format!("FAIL  {validator}  "));
        !(is_its && line.contains(file))
    });
    assert!(
        lines.next().is_some(),
        "{validator} is asleep over {file}\n{said}"
    );
    let told = lines.take_while(|line| line.starts_with("        "));
    assert!(
        told.clone().any(|line| line.contains(finding)),
        "{validator} does not say “{finding}” of {file}\n{}",
        told.collect::<Vec<_>>().join("\n")
    );
}

/// A book whose pictures have no text alternatives.
fn without_alternatives(book: &[u8]) -> Vec<u8> {
    let mut parts = Vec::new();
    for (name, bytes) in unzip::read(book).unwrap() {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => text.replace(" alt=\"", " data-alt=\"").into_bytes(),
            Err(e) => e.into_bytes(),
        };
        if name == "mimetype" {
            parts.insert(0, zip::Part::stored(name, bytes));
        } else {
            parts.push(zip::Part::new(name, bytes));
        }
    }
    zip::write(&parts).unwrap()
}

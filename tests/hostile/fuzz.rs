//! Anything at all, put together from the pieces of what we read.

use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, Instant};

use clearleaf::backend::BACKENDS;
use clearleaf::export;
use clearleaf::finding::has_errors;
use clearleaf::layout::Layout;
use clearleaf::model::Reading;
use clearleaf::page::LazyPages;
use clearleaf::source::{self, Memory};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};

use super::{FRONT, labels};

/// Tries a few cases, or as many as fit into `CLEARLEAF_FUZZ_SECONDS`.
fn fuzz<S: Strategy>(
    name: &str,
    cases: u32,
    strategy: &S,
    act: impl Fn(&S::Value) -> Result<(), TestCaseError>,
) where
    S::Value: Clone + Debug,
{
    let seconds = std::env::var("CLEARLEAF_FUZZ_SECONDS")
        .ok()
        .map(|text| text.parse().unwrap());
    let begun = Instant::now();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}"));
    let mut tried = 0;
    loop {
        let config = Config {
            cases,
            failure_persistence: None,
            ..Config::default()
        };
        let outcome = TestRunner::new(config).run(strategy, |value| {
            if seconds.is_some() {
                std::fs::write(&file, format!("{value:?}")).unwrap();
            }
            act(&value)
        });
        if let Err(error) = outcome {
            panic!("{name}: {error}");
        }
        tried += cases;
        if seconds.is_none_or(|seconds| begun.elapsed() >= Duration::from_secs(seconds)) {
            break;
        }
    }
    println!("{name}: {tried} cases");
}

/// Reads a leaflet twice: it must not panic, be there exactly where nothing is wrong, and be the same again.
fn read(files: &Memory) -> Result<(), TestCaseError> {
    let sourced = source::read(files, "a", &|_| Ok(labels())).unwrap();
    prop_assert_eq!(sourced.leaflet.is_none(), has_errors(&sourced.findings));
    for finding in sourced.findings.iter().take(20) {
        prop_assert!(!finding.to_string().is_empty());
        prop_assert!(!finding.help.is_empty());
    }
    let again = source::read(files, "a", &|_| Ok(labels())).unwrap();
    prop_assert_eq!(again.findings, sourced.findings);
    prop_assert_eq!(again.leaflet, sourced.leaflet);
    let layout = Layout::bundled("large-print", None).unwrap();
    prop_assert!(export::edition(files, "a", &layout, None).is_ok());
    Ok(())
}

/// What can be read can be written in every format, and reads there as it did here.
fn write(files: &Memory) -> Result<(), TestCaseError> {
    let layout = Layout::bundled("large-print", None).unwrap();
    let (Some(edition), _) = export::edition(files, "a", &layout, None).unwrap() else {
        return Ok(());
    };
    let reading = Reading::of(&edition);
    let pages = LazyPages::of(&edition);
    for backend in BACKENDS {
        let id = backend.format().id;
        let bytes = backend
            .write(&edition, &pages)
            .map_err(|error| TestCaseError::fail(format!("{id}: {error}")))?;
        let inspection = backend
            .inspect(&bytes)
            .map_err(|error| TestCaseError::fail(format!("{id}: {error}")))?;
        if let Some(difference) = reading.difference(&inspection.reading) {
            return Err(TestCaseError::fail(format!("{id}: {difference}")));
        }
    }
    Ok(())
}

fn leaflet(text: impl Into<Vec<u8>>) -> Memory {
    Memory::default()
        .with("a/leaflet.md", text)
        .with("a/d.svg", super::DRAWING)
        .with("a/refs.bib", BIB)
}

const BIB: &str = "@article{a, author = {Ann Smith}, title = {First}, journaltitle = {J}, date = {2020}}
@book{b-2, author = {Bo Lee}, title = {Second}, publisher = {P}, date = {2021}}
";

fn with_references(body: &str) -> String {
    let front = FRONT.trim_end().trim_end_matches("---");
    format!("{front}references: refs.bib\n---\n\n{body}")
}

fn pieces(of: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    vec(select(of), 0..most).prop_map(|pieces| pieces.concat())
}

const MARKDOWN: &[&str] = &[
    "# ",
    "## ",
    "### ",
    "\n## Words\n\n",
    "{#a}",
    "{#b-2 .c}",
    "{.decorative}",
    "{.row-headers}",
    "[",
    "]",
    "(",
    ")",
    "[](#a)",
    "[](#words)",
    "[a](https://x.org/)",
    "[a][b]",
    "[@a]",
    "[@a, p. 2; @b-2]",
    "[@b-2]",
    "@a ",
    "[@",
    "[^1]",
    "^[a]",
    "~~a~~",
    "==a==",
    "H~2~O",
    "x^2^",
    "\n\n![x](d.svg)\n\n",
    "\n\n![](d.svg){.decorative}\n\n",
    "![](",
    "d.svg",
    " \"Cap\")",
    ":::",
    "\n:::\n",
    "\n::::\n",
    "\n:::callout L: m\n",
    "\n::::callout\n",
    "\n:::table T\n",
    "\n:::table T {.row-headers}\n",
    "\n:::figure\n",
    "\n:::lang ar\n",
    "\n::::lang fr\n",
    "\n:::warning\n",
    "\n:::\n\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "  ",
    "    ",
    "\t",
    "> ",
    "\n- ",
    "\n1. ",
    "\n7) ",
    "- [ ] ",
    "\n\n| a | b |\n|---|:-:|\n| c | d |\n",
    "\n\n| a | b |\n|---|---|\n",
    "| x \\| y | z |\n",
    "|",
    "\n: def\n",
    "\nterm\n\n: means\n",
    "<span lang=\"fr\">",
    "</span>",
    "<span lang=\"ar\">",
    "<b>",
    "<!-- ",
    "-->",
    "`",
    "```\n",
    "***",
    "*",
    "**",
    "_",
    "\\",
    "\\\n",
    "&amp;",
    "&nbsp;",
    "&nope;",
    "&#x1F48A;",
    "é",
    "e\u{301}",
    "中",
    "مرحبا ",
    "שלום",
    "ไทย",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "https://x.org",
    "a@x.org",
    "<https://x.org>",
    "\n[b]: https://x.org\n",
    "\n[@a]: b\n",
    "===\n",
    "\n---\n",
    "word ",
    "Words go here. ",
    "5 mg ",
    "020 7946 0018 ",
    "14 March 2026 ",
    "£5 ",
    ",",
    ".",
    ": ",
    "\u{0}",
    "\u{1}",
    "½",
    "µ",
];

#[test]
fn random_markdown() {
    fuzz("markdown", 200, &pieces(MARKDOWN, 60), |body| {
        read(&leaflet(with_references(body)))
    });
}

#[test]
fn random_markdown_in_lines() {
    let line = (
        select(&["", "> ", "- ", "  ", "    ", "1. ", "> - ", ":::", "::::", "| "][..]),
        pieces(MARKDOWN, 6),
    );
    let lines = vec(line, 0..14).prop_map(|lines| {
        let lines = lines
            .into_iter()
            .map(|(prefix, words)| format!("{prefix}{words}\n"));
        lines.collect::<String>()
    });
    fuzz("lines", 100, &lines, |body| read(&leaflet(with_references(body))));
}

#[test]
fn random_leaflets_are_written_as_they_read() {
    const SAFE: &[&str] = &[
        "\n\n## Words\n\n",
        "\n\n### More {#m}\n\n",
        "\n\n## A {#a}\n\nText.\n\n",
        "[link](https://x.org/) ",
        "[](#a)",
        "[@a] ",
        "[@a; @b-2, p. 3] ",
        "\n\n![x](d.svg \"Cap\")\n\n",
        "\n\n![](d.svg){.decorative}\n\n",
        "\n\n:::callout L: m\nA.\n\n- b\n:::\n\n",
        "\n\n::::warning\n:::lang ar\nمرحبا (123) 5 mg\n:::\n::::\n\n",
        "\n\n:::figure\n![x](d.svg)\n\nCap [@a].\n\nMore.\n:::\n\n",
        "\n\n:::table T {.row-headers}\n| a | b |\n|---|---|\n| c [@a] | *d* |\n:::\n\n",
        "\n\n| a | b |\n|---|---|\n| c |  |\n\n",
        "\n\n- ",
        "\n- a\n\n  b\n- c\n\n",
        "\n\n1. ",
        "\n\n7. a\n8. b\n\n",
        "\n\n> a\n>\n> b\n\n",
        "\n\nterm\n\n: means\n\n",
        "<span lang=\"fr\">mot juste</span> ",
        "<span lang=\"ar\">اتصل 020</span> ",
        "*a* ",
        "**b** ",
        "***c*** ",
        "\\*",
        "\\\n",
        " ",
        "\n",
        "&nbsp;",
        "é",
        "e\u{301}",
        "مرحبا ",
        "\u{a0}",
        "\u{ad}",
        "\u{200b}",
        "\u{200d}",
        "word ",
        "Words go here. ",
        "5 mg ",
        "020 7946 0018 ",
        "14 March 2026 ",
        "www.x.org/a/b ",
        "£5 ",
        "½ ",
        "µ ",
        "10–12 ",
        "…",
    ];
    fuzz("written", 24, &pieces(SAFE, 30), |body| {
        let files = leaflet(with_references(body));
        read(&files)?;
        write(&files)
    });
}

#[test]
fn random_front_matter() {
    const YAML: &[&str] = &[
        "title: ",
        "lang: ",
        "summary: ",
        "version: ",
        "reviewed: ",
        "next-review: ",
        "published: ",
        "reviewers:",
        "authors:",
        "references: ",
        "citation-style: ",
        "citations: ",
        "trust-marks:",
        "keywords: ",
        "topic: ",
        "contact: ",
        "about: ",
        "short-title: ",
        "- ",
        "  - ",
        "  name: ",
        "name: ",
        "role: ",
        "approved: ",
        "claim: ",
        "image: ",
        "alt: ",
        "true",
        "no",
        "en",
        "ar",
        "2026-03",
        "2026-13-40",
        "1.20",
        "~",
        "null",
        "refs.bib",
        "../x.bib",
        "a",
        "\"",
        "'",
        "\"\\x41\"",
        "|",
        ">-",
        "\n",
        "\n",
        "\n  ",
        "\n\t",
        " ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "&a ",
        "*a",
        "<<: ",
        "!!binary ",
        "!",
        "? ",
        "# ",
        "---",
        "...",
        "%YAML",
        "@",
        "`",
        "é",
        "\u{feff}",
        "\r",
        "1e999",
        ".nan",
        "0x10",
        "Words: more",
    ];
    fuzz("yaml", 200, &pieces(YAML, 40), |yaml| {
        read(&leaflet(format!("---\n{yaml}\n---\n\nWords.\n")))?;
        read(&leaflet(format!(
            "---\ntitle: A\nlang: en\n{yaml}\n---\n\nWords.\n"
        )))
    });
}

#[test]
fn random_references() {
    const BIBTEX: &[&str] = &[
        "@article{a,",
        "@book{b-2,",
        "@online{",
        "@string{j = ",
        "@comment{",
        "@preamble{",
        "@x",
        "@",
        "{",
        "}",
        "(",
        ")",
        "\"",
        ",",
        "=",
        "#",
        " author = {Ann Smith and Bo Lee}",
        " author = ",
        " title = {A {B} C}",
        " title = ",
        " date = {2020-01}",
        " year = 2020",
        " date = {nope}",
        " crossref = {a}",
        " crossref = {b-2}",
        " xref = {a}",
        " journaltitle = j",
        " publisher = {P}",
        " pages = {1--3}",
        " url = {https://x.org/}",
        " doi = {10.1/x}",
        " edition = {10}",
        " langid = {french}",
        "\\'e",
        "\\emph{x}",
        "$x^2$",
        "\\",
        "~",
        "--",
        "and others",
        " and ",
        "{\\\"o}",
        "é",
        "مرحبا",
        "\n",
        "\n\n",
        "%",
        "&",
        "<b>",
        "2020",
    ];
    fuzz("bibtex", 200, &pieces(BIBTEX, 40), |bib| {
        read(&leaflet(with_references("Words [@a; @b-2].\n")).with("a/refs.bib", bib.as_str()))
    });
}

#[test]
fn random_drawings() {
    const SVG: &[&str] = &[
        "<g",
        "<path",
        "<rect",
        "<text",
        "<tspan",
        "<use",
        "<defs",
        "<style",
        "<image",
        "<mask",
        "<clipPath",
        "<pattern",
        "<marker",
        "<linearGradient",
        "<svg",
        "<symbol",
        "<switch",
        "<a",
        "<script",
        ">",
        "/>",
        "</g>",
        "</text>",
        "</svg>",
        "</defs>",
        "</style>",
        "</use>",
        " id='a'",
        " id='b'",
        " href='#a'",
        " href='#b'",
        " xlink:href='#a'",
        " d='M0 0h9v9z'",
        " d='M0 0L1e99 -1e99z'",
        " d='",
        "'",
        " x='1'",
        " y='-1e40'",
        " width='0'",
        " width='1e20'",
        " height='100%'",
        " viewBox='0 0 1 1'",
        " viewBox='0 0 0 0'",
        " fill='url(#a)'",
        " mask='url(#a)'",
        " clip-path='url(#b)'",
        " marker-start='url(#a)'",
        " transform='scale(0)'",
        " transform='rotate(",
        " style='fill:red'",
        " font-size='1e9'",
        " font-size='0'",
        " stroke-dasharray='0.0001'",
        " stroke='red'",
        " stroke-width='1e9'",
        " onload='x()'",
        " xml:space='preserve'",
        " lang='fr'",
        "words",
        "كلمة",
        "&amp;",
        "&#0;",
        "&a;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?a b?>",
        "<!DOCTYPE svg>",
        " ",
        "\n",
        "\0",
    ];
    fuzz("svg", 150, &pieces(SVG, 30), |inside| {
        let body = "![A scar](d.svg)\n";
        let whole = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>{inside}</svg>"
        );
        read(&leaflet(format!("{FRONT}{body}")).with("a/d.svg", whole))?;
        read(&leaflet(format!("{FRONT}{body}")).with("a/d.svg", format!("<svg{inside}")))
    });
}

#[test]
fn random_bytes() {
    let any = (
        vec(any::<u8>(), 0..400),
        select(&["", "\u{feff}", "---\n", "\x7fELF"][..]),
    );
    fuzz("bytes", 100, &any, |(bytes, before)| {
        let bytes = [before.as_bytes(), bytes].concat();
        read(&leaflet(bytes.clone()))?;
        read(&leaflet([FRONT.as_bytes(), &bytes].concat()))?;
        read(&leaflet(with_references("Words [@a].\n")).with("a/refs.bib", bytes.clone()))?;
        let body = format!("{FRONT}![A scar](d.svg)\n");
        read(&leaflet(body.clone()).with("a/d.svg", bytes.clone()))?;
        let png = [b"\x89PNG\r\n\x1a\n", bytes.as_slice()].concat();
        read(&leaflet(body).with("a/d.svg", png))
    });
}

/// What may happen to a file on its way: bytes are lost, doubled, changed, or come from elsewhere.
#[derive(Clone, Debug)]
enum Change {
    Cut(Index, usize),
    Double(Index, usize),
    Flip(Index, u8),
    Insert(Index, &'static str),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), 1usize..200).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<Index>(), 1usize..400).prop_map(|(at, length)| Change::Double(at, length)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        (any::<Index>(), select(MARKDOWN)).prop_map(|(at, piece)| Change::Insert(at, piece)),
    ]
}

fn changed(good: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for change in changes {
        let size = bytes.len() + 1;
        let range = |at: &Index, length: usize| {
            let start = at.index(size);
            start..(start + length).min(size - 1)
        };
        match change {
            Change::Cut(at, length) => drop(bytes.drain(range(at, *length))),
            Change::Double(at, length) => {
                let part = bytes[range(at, *length)].to_vec();
                let at = at.index(size);
                bytes.splice(at..at, part);
            }
            Change::Flip(at, byte) => {
                if let Some(known) = bytes.get_mut(at.index(size)) {
                    *known = *byte;
                }
            }
            Change::Insert(at, piece) => {
                let at = at.index(size);
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    bytes
}

#[test]
fn random_damage_to_a_good_leaflet() {
    const FOLDER: &str = "source/breast-reconstruction";
    let file = |name: &str| std::fs::read(Path::new(FOLDER).join(name)).unwrap();
    let good = ["leaflet.md", "references.bib", "ld-mini-flap.svg"].map(|name| (name, file(name)));
    let damage = (select(&[0usize, 0, 0, 1, 2][..]), vec(change(), 1..8));
    fuzz("damage", 30, &damage, |(which, changes)| {
        let mut files = Memory::default();
        for (at, (name, bytes)) in good.iter().enumerate() {
            let bytes = if at == *which {
                changed(bytes, changes)
            } else {
                bytes.clone()
            };
            files = files.with(&format!("a/{name}"), bytes);
        }
        read(&files)
    });
}

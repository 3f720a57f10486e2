//! Who publishes a leaflet, and what its front matter says besides: every key becomes what is meant, and what is found
//! in Markdown inside YAML stands where it was typed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use clearleaf::check;
use clearleaf::finding::{Severity, has_errors};
use clearleaf::model::{
    Alt, Block, Content, ImageData, Inline, Lang, Link, List, Marker, Paragraph, ParagraphStyle, Phrase,
    Publisher, Several, Target,
};
use clearleaf::source::{self, CalloutLabels, Memory, Sourced};
use proptest::prelude::*;

const DRAWING: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><path d='M0 0h9v9z'/></svg>";

const FRONT: &str = "title: Breast surgery
lang: en
summary: What happens.
version: 1.0
reviewed: 2026-01
next-review: 2029-01
reviewers: [{name: Ann Smith}]
";

const PUBLISHER: &str = "lang: en-GB
name: \"Hill Hospital: cancer care\"
address: |
  1 High  Street
  Town  AB1 2CD

  Wales
phone: 020 7946 0000
email: leaflets@hill.example.org
web: https://hill.example.org/leaflets?a=b
logo:
  file: shared/logo.svg
  alt: Hill Hospital
legal:
  - 'Registered charity: 12345'
  - Registered office as above
about: |
  We are a *charity*.

  - Two sites
  - [Our work](https://hill.example.org)
references-intro: >-
  What this leaflet
  says rests on these.
other-formats: |
  Ask for large print.

  :::lang ar
  اطلب
  :::
";

fn labels() -> CalloutLabels {
    CalloutLabels {
        callout: Content::text("Good to know").unwrap(),
        warning: Content::text("Warning").unwrap(),
    }
}

/// A source folder with one leaflet, `a`.
fn folder(front: &str) -> Memory {
    Memory::default()
        .with("a/leaflet.md", format!("---\n{front}---\nWords.\n"))
        .with("a/sign.svg", DRAWING)
        .with("shared/logo.svg", DRAWING)
}

fn read(files: &Memory) -> Sourced {
    source::read(files, "a", &|_| Ok(labels())).unwrap()
}

/// What is found, each with line and column.
fn found(sourced: &Sourced) -> Vec<(&'static str, (usize, usize))> {
    let findings = sourced.findings.iter();
    findings
        .map(|f| (f.code, f.span.as_ref().unwrap().line_column()))
        .collect()
}

fn clean(files: &Memory) -> clearleaf::model::Leaflet {
    let sourced = read(files);
    let findings: Vec<String> = sourced.findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    sourced.leaflet.unwrap()
}

fn lines(texts: &[clearleaf::model::NonEmpty]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}

fn paragraph(inlines: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph {
        style: ParagraphStyle::Body,
        content: Content::new(inlines).unwrap(),
    })
}

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

#[test]
fn a_publisher_comes_out_whole() {
    let leaflet = clean(&folder(FRONT).with("publisher.yaml", PUBLISHER));
    let publisher = leaflet.publisher.unwrap();
    let Publisher {
        lang,
        name,
        address,
        phone,
        email,
        web,
        logo,
        legal,
        about,
        references_intro,
        other_formats,
    } = publisher;
    assert_eq!(lang.as_str(), "en-GB");
    assert_eq!(&*name, "Hill Hospital: cancer care");
    assert_eq!(lines(&address), ["1 High Street", "Town AB1 2CD", "Wales"]);
    assert_eq!(phone.as_deref(), Some("020 7946 0000"));
    assert_eq!(email.as_deref(), Some("leaflets@hill.example.org"));
    assert_eq!(web.as_deref(), Some("https://hill.example.org/leaflets?a=b"));
    let logo = logo.unwrap();
    assert_eq!(logo.image.name, "logo.svg");
    assert_eq!(logo.image.data, ImageData::Svg(DRAWING.into()));
    assert!(matches!(logo.alt, Alt::Text(alt) if &*alt == "Hill Hospital"));
    assert_eq!(
        lines(&legal),
        ["Registered charity: 12345", "Registered office as above"]
    );
    let link = Inline::Link(Link {
        target: Target::Url("https://hill.example.org".to_owned()),
        content: Content::text("Our work").unwrap(),
    });
    assert_eq!(
        about,
        [
            paragraph(vec![
                text("We are a "),
                Inline::Emphasis(vec![text("charity")]),
                text(".")
            ]),
            Block::List(List {
                marker: Marker::Bullet,
                items: Several::new(vec![
                    Several::one(paragraph(vec![text("Two sites")])),
                    Several::one(paragraph(vec![link])),
                ])
                .unwrap(),
            }),
        ]
    );
    assert_eq!(
        references_intro,
        [paragraph(vec![text("What this leaflet says rests on these.")])]
    );
    let [Block::Paragraph(_), Block::Division(arabic)] = other_formats.as_slice() else {
        panic!("{other_formats:?}");
    };
    assert_eq!(arabic.lang.as_str(), "ar");
}

#[test]
fn the_front_matter_takes_every_key() {
    let front = format!(
        "{FRONT}topic: Breast cancer
keywords: [mastectomy, 2026, \"implant: silicone\"]
trust-marks:
  - name: Good Print
    claim: It was tested with readers.
    image: sign.svg
    alt: A tick
  - name: Plain Words
    claim: It was
      edited.
contact: |
  Ring <span lang=\"fr\">Aline</span>: 111.
about: We care.
"
    );
    let leaflet = clean(&folder(&front));
    assert_eq!(leaflet.topic.as_deref(), Some("Breast cancer"));
    assert_eq!(
        lines(&leaflet.keywords),
        ["mastectomy", "2026", "implant: silicone"]
    );
    let marks: Vec<_> = leaflet
        .trust_marks
        .iter()
        .map(|mark| {
            let picture = mark.mark.as_ref().map(|mark| mark.image.name.as_str());
            (&*mark.name, &*mark.claim, picture)
        })
        .collect();
    assert_eq!(
        marks,
        [
            ("Good Print", "It was tested with readers.", Some("sign.svg")),
            ("Plain Words", "It was edited.", None),
        ]
    );
    let phrase = Inline::Language(Phrase {
        lang: Lang::parse("fr").unwrap(),
        content: Content::text("Aline").unwrap(),
    });
    assert_eq!(
        leaflet.contact,
        [paragraph(vec![text("Ring "), phrase, text(": 111.")])]
    );
    assert_eq!(leaflet.about, [paragraph(vec![text("We care.")])]);
    assert_eq!(leaflet.publisher, None);
}

#[test]
fn the_publisher_speaks_the_language_of_the_leaflet_where_a_file_does() {
    let publisher = |lang: &str| format!("lang: {lang}\nname: In {lang}\nphone: 111\nother-formats: Ask.\n");
    let name = |lang: &str, files: &[&str]| {
        let mut folder = folder(&FRONT.replace("lang: en", &format!("lang: {lang}")));
        for file in files {
            let tag = file
                .split('.')
                .nth(1)
                .filter(|tag| *tag != "yaml")
                .unwrap_or("en");
            folder = folder.with(file, publisher(tag));
        }
        clean(&folder)
            .publisher
            .map(|publisher| publisher.name.to_string())
    };
    let all = [
        "publisher.yaml",
        "publisher.fr.yaml",
        "publisher.fr-CA.yaml",
        "publisher.zh-Hans.yaml",
    ];
    assert_eq!(name("en-GB", &all).as_deref(), Some("In en"));
    assert_eq!(name("fr-CA", &all).as_deref(), Some("In fr-CA"));
    assert_eq!(name("fr-FR", &all).as_deref(), Some("In fr"));
    assert_eq!(name("fr", &all).as_deref(), Some("In fr"));
    assert_eq!(name("zh-Hans", &all).as_deref(), Some("In zh-Hans"));
    assert_eq!(name("zh-Hant", &all).as_deref(), Some("In en"));
    assert_eq!(name("en", &all[1..]), None);
    assert_eq!(name("en", &[]), None);
}

#[test]
fn a_link_out_of_the_source_folder_is_no_publisher() {
    let disk = tempfile::tempdir().unwrap();
    let root = disk.path().join("source");
    std::fs::create_dir_all(root.join("a")).unwrap();
    std::fs::write(root.join("a/leaflet.md"), format!("---\n{FRONT}---\nWords.\n")).unwrap();
    std::fs::write(disk.path().join("secret.yaml"), PUBLISHER).unwrap();
    std::fs::write(disk.path().join("secret.svg"), DRAWING).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("../secret.yaml", root.join("publisher.yaml")).unwrap();
        let codes = || {
            let sourced = source::read(&source::Disk::new(&root), "a", &|_| Ok(labels())).unwrap();
            sourced.findings.iter().map(|f| f.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(), ["outside-source"]);
        std::fs::remove_file(root.join("publisher.yaml")).unwrap();
        std::fs::write(root.join("publisher.yaml"), PUBLISHER).unwrap();
        std::fs::create_dir_all(root.join("shared")).unwrap();
        symlink("../../secret.svg", root.join("shared/logo.svg")).unwrap();
        assert_eq!(codes(), ["outside-source"]);
    }
}

#[test]
fn faults_in_a_value_stand_where_they_were_typed() {
    for (value, place) in [
        ("|\n  One\n\n  - two é <br>\n", (12, 11)),
        ("|\r\n  One\r\n\r\n  - two é <br>\r\n", (12, 11)),
        ("|4-\n      One\n\n    - two <br>\n", (12, 11)),
        (">\n  One\n  two\n\n    - more\n    - é <br>\n", (14, 9)),
        (">-\n  One\n  two <br>\n", (11, 7)),
        ("One <br>\n", (9, 12)),
        ("One\n  two\n\n  <br>\n", (12, 3)),
        ("'It''s ''it'' <br>'\n", (9, 22)),
        ("\"It\\u2019s\\n\\n\\\"it\\\" \\\n   <br>\"\n", (10, 4)),
        ("\"One\n\n\n  two <br>\"\n", (12, 7)),
        ("&x |\n  <br>\n", (10, 3)),
        ("!!str One <br>\n", (9, 18)),
    ] {
        let sourced = read(&folder(&format!("{FRONT}about: {value}")));
        assert_eq!(found(&sourced), [("raw-html", place)], "{value:?}");
        assert_eq!(
            sourced.findings[0].span.as_ref().unwrap().text(),
            "<br>",
            "{value:?}"
        );
    }
}

#[test]
fn every_word_of_a_value_is_a_passage_at_its_place() {
    let files = folder(&format!(
        "{FRONT}about: >\n  One \\*two\n  three é\n\n  - four [five](https://x.example)\n"
    ))
    .with("publisher.yaml", PUBLISHER);
    let sourced = read(&files);
    let words = |text: &str| {
        let words = text.split_whitespace();
        words
            .map(|word| word.trim_start_matches('\\').to_owned())
            .collect::<Vec<_>>()
    };
    for passage in &sourced.passages {
        let typed = passage.span.text().trim_matches(['"', '\'']);
        assert_eq!(words(&passage.text), words(typed), "{passage:?}");
    }
    for (file, expected) in [
        ("a/leaflet.md", vec!["One ", "three é", "five"]),
        (
            "publisher.yaml",
            vec![
                "Hill Hospital: cancer care",
                "Town AB1 2CD",
                "020 7946 0000",
                "leaflets@hill.example.org",
                "Registered charity: 12345",
                "Hill Hospital",
                "charity",
                "Our work",
                "says rests on these.",
                "اطلب",
            ],
        ),
    ] {
        for text in expected {
            assert!(
                sourced
                    .passages
                    .iter()
                    .any(|p| p.span.source.path == file && p.text.contains(text)),
                "{file} has no passage {text}: {:?}",
                sourced.passages
            );
        }
    }
}

#[test]
fn a_missing_glyph_is_found_in_the_publisher() {
    let files = folder(FRONT).with(
        "publisher.yaml",
        format!("{PUBLISHER}# end\n").replace("- Two sites", "- Two sites ☂"),
    );
    let findings = check::leaflet(&read(&files), None);
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    let span = finding.span.as_ref().unwrap();
    assert_eq!((finding.code, span.line_column()), ("missing-glyph", (20, 15)));
    assert_eq!(span.source.path, "publisher.yaml");
}

#[test]
fn dates_are_compared_only_where_both_say_enough() {
    let codes = |published: &str, reviewed: &str, next: &str| {
        let front = FRONT
            .replace("reviewed: 2026-01\n", &format!("reviewed: {reviewed}\n"))
            .replace("2029-01", next);
        let sourced = read(&folder(&format!("{front}published: {published}\n")));
        sourced.findings.iter().map(|f| f.code).collect::<Vec<_>>()
    };
    assert!(codes("2026-03", "2026-03-14", "2026-03").is_empty());
    assert!(codes("2026-03-14", "2026-03-14", "2026-03-14").is_empty());
    // A leaflet is reviewed before it comes out, and again after.
    assert!(codes("2026-03-14", "2026-03-13", "2029-01").is_empty());
    assert_eq!(
        codes("2026-03", "2026-02-28", "2026-02-27"),
        ["dates-out-of-order"; 2]
    );
}

#[test]
fn what_is_lacking_from_a_publisher_is_advice() {
    let files = folder(FRONT).with("publisher.yaml", "lang: en\nname: Hill\n");
    let sourced = read(&files);
    let advice: Vec<_> = sourced.findings.iter().map(|f| (f.code, f.severity)).collect();
    assert_eq!(
        advice,
        [
            ("missing-contact", Severity::Advice),
            ("missing-other-formats", Severity::Advice)
        ]
    );
    assert!(sourced.leaflet.unwrap().publisher.is_some());
}

#[test]
fn old_line_ends_and_odd_beginnings_are_read() {
    let text = format!("---\n{FRONT}about: |\n  One\n\n  - two\n---\n\n## Head\n\nWords.\n");
    let plain = clean(&Memory::default().with("a/leaflet.md", text.clone()));
    for other in [
        text.replace('\n', "\r"),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        format!("\n \n{text}"),
    ] {
        let files = Memory::default().with("a/leaflet.md", other.clone());
        assert_eq!(clean(&files), plain, "{other:?}");
    }
    let publisher = clean(&folder(FRONT).with("publisher.yaml", PUBLISHER)).publisher;
    for other in [
        PUBLISHER.replace('\n', "\r"),
        PUBLISHER.replace('\n', "\r\n"),
        format!("\u{feff}{PUBLISHER}"),
        format!("---\n{PUBLISHER}"),
    ] {
        let files = folder(FRONT).with("publisher.yaml", other.clone());
        assert_eq!(clean(&files).publisher, publisher, "{other:?}");
    }
}

#[test]
fn hostile_publishers_are_refused_quickly() {
    let bomb: String = (1..9)
        .map(|n| format!("k{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1))
        .collect();
    let prose = |piece: &str| {
        format!(
            "lang: en\nname: x\nabout: '{}'\n",
            piece.repeat(60_000 / piece.len())
        )
    };
    for text in [
        "[".repeat(60_000),
        "{".repeat(60_000),
        "- ".repeat(30_000),
        "? ".repeat(30_000),
        format!("k0: &a0 x\n{bomb}"),
        "a: b\n".repeat(2 * 1024 * 1024),
        "about: x\n".repeat(6_000),
        "key: x\n".repeat(4_000),
        "name: \"\\0\"\nlang: en\n".to_owned(),
        "lang: en\nname: [x]\n".to_owned(),
        prose("["),
        prose("> "),
        prose("*a **b "),
        prose("[@a; "),
        prose("<span lang=\"fr\">"),
        prose("![](d.svg)"),
        prose("\u{0}"),
        "\u{feff}".to_owned(),
        "%YAML 9".to_owned(),
    ] {
        let files = folder(FRONT).with("publisher.yaml", text.clone());
        let start = Instant::now();
        let sourced = read(&files);
        let took = start.elapsed();
        let begins: String = text.chars().take(60).collect();
        assert!(
            has_errors(&sourced.findings) || begins.contains("about: '"),
            "{begins}"
        );
        // Twenty times the two seconds that a release may take, for an unoptimised program on a busy machine.
        assert!(took < Duration::from_secs(40), "{begins} took {took:?}");
    }
}

#[test]
fn what_is_misspelt_is_not_missing_too() {
    let front = FRONT.replace("title:", "Titel:").replace("summary:", "sumary:");
    assert_eq!(
        found(&read(&folder(&front))),
        [("unknown-key", (2, 1)), ("unknown-key", (4, 1))]
    );
}

/// Values of every style, with line ends, indentation, quotes and escapes anywhere.
fn any_value() -> impl Strategy<Value = String> {
    let style = prop::sample::select(vec![
        ("|\n  ", ""),
        (">\n  ", ""),
        ("|2-\n    ", ""),
        (">+\n  ", ""),
        ("", ""),
        ("\"", "\""),
        ("'", "'"),
    ]);
    let piece = prop::sample::select(vec![
        "a", "é", "<br>", "<br>", " ", "  ", "\n  ", "\n\n  ", "\n    ", "\r\n  ", "\"", "'", "''", "\\",
        "\\n", "\\\"", "\\\n  ", "\\u00e9", "\\ ", "- ", "*", ":", "#", "|", "\t", "> ", "1. ", "[x](y)",
        "اب",
    ]);
    (style, prop::collection::vec(piece, 0..24))
        .prop_map(|((open, close), pieces)| format!("{open}{}{close}\n", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_a_value_is_found_where_it_was_typed(value in any_value()) {
        let sourced = read(&folder(&format!("{FRONT}about: {value}")));
        prop_assert_eq!(sourced.leaflet.is_none(), has_errors(&sourced.findings));
        for finding in sourced.findings.iter().filter(|finding| finding.message.starts_with("HTML")) {
            let typed = finding.span.as_ref().unwrap().text();
            prop_assert!(typed.starts_with("<br>"), "{:?} stands at {:?}", finding, typed);
        }
    }
}

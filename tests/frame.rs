//! Frames: the furniture round a leaflet.
#![allow(clippy::unwrap_used, reason = "a test that meets `None` has failed")]

mod specimen;

use clearleaf::layout::frame::Frame;
use clearleaf::layout::{Layout, edition};
use clearleaf::model::*;
use proptest::prelude::*;
use specimen::*;

fn leaflet() -> Leaflet {
    let person = |name: Option<&str>, role: Option<&str>, approved| Contributor {
        name: name.and_then(NonEmpty::new),
        role: role.and_then(NonEmpty::new),
        approved,
    };
    Leaflet {
        summary: NonEmpty::new("1. What happens, and why."),
        references: vec![Reference {
            anchor: anchor("ref-a"),
            label: NonEmpty::new("[1]"),
            cited_at: None,
            content: content("A book."),
        }],
        record: Record {
            version: NonEmpty::new("1.2"),
            published: Date::parse("2025-01"),
            reviewed: Date::parse("2026-03-14"),
            next_review: Date::parse("2029-03"),
            authors: vec![person(Some("A. Writer"), None, false)],
            reviewers: vec![
                person(Some("Dr B. Reader"), Some("consultant surgeon"), false),
                person(None, Some("Patients’ panel"), false),
                person(Some("Board"), None, true),
            ],
        },
        ..Leaflet::new(
            "leaflet",
            NonEmpty::new("Surgery: before & after").unwrap(),
            lang("en-GB"),
            vec![
                heading(2, "before", "Before"),
                words("Rest."),
                heading(3, "food", "Food"),
                words("Eat."),
            ],
        )
    }
}

fn layout() -> Layout {
    Layout::bundled("large-print", None).unwrap()
}

fn reading(leaflet: Leaflet) -> Reading {
    Reading::of(&edition(leaflet, layout(), None).unwrap())
}

/// The texts of the items of a Reading, without what stands round them.
fn texts(reading: &Reading) -> Vec<String> {
    let text =
        |item: &clearleaf::model::reading::Item| item.runs.iter().map(|run| run.text.as_str()).collect();
    reading.items.iter().map(text).collect()
}

#[test]
fn the_furniture_of_a_full_record() {
    insta::assert_snapshot!(reading(leaflet()));
}

#[test]
fn what_is_absent_leaves_its_line_out() {
    let bare = Leaflet {
        summary: None,
        references: Vec::new(),
        record: Record::default(),
        ..leaflet()
    };
    insta::assert_snapshot!(reading(bare));
    let empty = Leaflet {
        summary: None,
        references: Vec::new(),
        record: Record::default(),
        body: vec![words("Rest.")],
        ..leaflet()
    };
    assert_eq!(texts(&reading(empty)), ["Surgery: before & after", "Rest."]);
}

#[test]
fn the_date_is_the_one_asked_for_or_the_latest_past() {
    let dated = |date| edition(leaflet(), layout(), date).unwrap().date;
    assert_eq!(dated(Date::parse("2020-01-01")), Date::parse("2020-01-01"));
    assert_eq!(dated(None), Date::parse("2026-03-14"));
}

#[test]
fn furniture_without_a_translation_is_english_and_says_so() {
    let french = Leaflet {
        lang: lang("fr"),
        ..leaflet()
    };
    let edition = edition(french, layout(), None).unwrap();
    assert!(!edition.furniture_is_translated());
    let reading = Reading::of(&edition);
    let runs = reading.items.iter().flat_map(|item| &item.runs);
    let english: Vec<&str> = runs
        .filter(|run| run.lang == lang("en"))
        .map(|run| run.text.trim())
        .collect();
    insta::assert_snapshot!(english.join(" | "));
    let british = clearleaf::layout::edition(leaflet(), layout(), None).unwrap();
    assert!(british.furniture_is_translated());
}

#[test]
fn the_contents_list_parts_unless_there_are_many_sections() {
    let body = |sections: usize| -> Vec<Block> {
        let section = |n: usize| {
            vec![
                heading(2, &format!("s-{n}"), "Section"),
                heading(3, &format!("p-{n}"), "Part"),
                heading(4, &format!("q-{n}"), "Piece"),
            ]
        };
        (0..sections).flat_map(section).collect()
    };
    let levels = |sections: usize| -> Vec<u8> {
        let long = Leaflet {
            body: body(sections),
            ..leaflet()
        };
        let edition = edition(long, layout(), None).unwrap();
        let contents = edition.blocks().iter().find_map(|block| match block {
            Block::Contents(contents) => Some(contents),
            _ => None,
        });
        contents
            .unwrap()
            .entries
            .iter()
            .map(|entry| entry.level.get())
            .collect()
    };
    // References and the record are sections too.
    assert_eq!(levels(2), [2, 3, 2, 3, 2, 2]);
    assert_eq!(levels(6).len(), 14);
    assert_eq!(levels(7), [2; 9]);
}

#[test]
fn entries_of_the_contents_keep_languages_and_drop_links() {
    let cite = Inline::Citation(Citation {
        anchor: anchor("cite-1"),
        reference: anchor("ref-a"),
        content: content("[1]"),
    });
    let link = Inline::Link(Link {
        target: Target::Url("https://example.org".into()),
        content: content("linked"),
    });
    let phrase = Inline::Language(Phrase {
        lang: lang("fr"),
        content: content("soins"),
    });
    let head = |name: &str, inlines: Vec<Inline>| {
        Block::Heading(Heading {
            level: Level::SECTION,
            anchor: anchor(name),
            content: Content::new(inlines).unwrap(),
        })
    };
    let body = vec![
        head(
            "a",
            vec![
                text("Words "),
                link,
                text(", "),
                phrase.clone(),
                text("\u{a0}"),
                cite.clone(),
            ],
        ),
        head("b", vec![cite]),
        Block::Division(Division {
            lang: lang("ar"),
            blocks: Several::one(heading(2, "c", "بالعربية")),
        }),
    ];
    let edition = edition(Leaflet { body, ..leaflet() }, layout(), None).unwrap();
    let contents = edition.blocks().iter().find_map(|block| match block {
        Block::Contents(contents) => Some(contents.entries.to_vec()),
        _ => None,
    });
    let entries: Vec<Vec<Inline>> = contents
        .unwrap()
        .into_iter()
        .map(|entry| entry.content.to_vec())
        .collect();
    assert_eq!(entries[0], [text("Words linked, "), phrase]);
    assert_eq!(entries[1], [text("[1]")]);
    assert_eq!(
        entries[2],
        [Inline::Language(Phrase {
            lang: lang("ar"),
            content: content("بالعربية")
        })]
    );
}

#[test]
fn a_fault_in_a_frame_is_told_at_its_place() {
    let cases = [
        (
            "# {{title}} {#title}\n\n{{{summary}}}\n",
            "frame.hbs:3:1",
            "unescaped",
        ),
        ("# {{title}}\n\n{{~ & summary}}\n", "frame.hbs:3:1", "unescaped"),
        ("# {{~{title}~}}\n", "frame.hbs:1:3", "unescaped"),
        ("# {{title}}\n\n{{#if summary}}\nx\n", "frame.hbs:", "handlebars"),
        ("# {{title}}\n\n{{titel}}\n", "frame.hbs:3:1", "titel"),
        (
            "# {{title}}\n\n{{#if sumary}}x{{else}}y{{/if}}\n",
            "frame.hbs:3:1",
            "sumary",
        ),
        (
            "# {{title}}\n\n{{#unless sumary}}x{{/unless}}\n",
            "frame.hbs:3:1",
            "sumary",
        ),
        (
            "# {{title}}\n\n{{#each recrd}}x{{/each}}\n",
            "frame.hbs:3:1",
            "recrd",
        ),
        (
            "# {{title}}\n\n{{word words.contnts}}\n",
            "frame.hbs:3:1",
            "contnts",
        ),
        ("# {{title}}\n\n{{wrd words.contents}}\n", "frame.hbs:3:1", "wrd"),
        ("# {{title}}\n\n```\ncode\n```\n", "frame.hbs, filled in:3:1", ""),
    ];
    for (text, place, said) in cases {
        let told = Frame::compile("frame.hbs", text)
            .and_then(|frame| frame.edition(leaflet(), layout(), None).map(|_| ()));
        let message = told.expect_err(text).to_string();
        assert!(message.contains(place), "{place}\n{message}");
        assert!(message.to_lowercase().contains(said), "{said}\n{message}");
    }
}

#[test]
fn the_frame_is_small() {
    // Compiling is the slow part, and takes time by the byte.
    let text = include_str!("../layouts/frames/leaflet.md.hbs");
    let start = std::time::Instant::now();
    let frame = Frame::compile("frame.hbs", text).unwrap();
    let compiled = start.elapsed();
    frame.edition(leaflet(), layout(), None).unwrap();
    println!(
        "compiled in {compiled:?}, filled in {:?}",
        start.elapsed() - compiled
    );
    assert!(text.len() < 2048);
}

/// Strings that mean something to Markdown, to our dialect, to Handlebars or to HTML, and strings that mean nothing.
fn anything() -> impl Strategy<Value = String> {
    let hostile = prop::sample::select(vec![
        ":::",
        ":::body",
        ":::\n",
        "---",
        "===",
        "1.",
        "1)",
        "- x",
        "* x",
        "+ x",
        "# x",
        "## x {#y}",
        "&amp;",
        "&#65;",
        "    x",
        "\tx",
        " x ",
        "[@x]",
        "[@esmo, p. 1]",
        "[x](y)",
        "[](#title)",
        "![x](y)",
        "<b>",
        "<span lang=\"fr\">x</span>",
        "<!-- x -->",
        "{{title}}",
        "{{{title}}}",
        "{#x}",
        "{.x}",
        "\\",
        "\\\\",
        "x\\\n",
        "x  \ny",
        "x\u{2028}y",
        "x\u{2029}y",
        "x\u{85}y",
        "\u{b}",
        "\u{c}",
        "`x`",
        "```",
        "~~~",
        "*x*",
        "__x__",
        "~x~",
        "^x^",
        "> x",
        "| a | b |\n|---|---|",
        ": x",
        "https://example.org",
        "www.example.org",
        "a@example.org",
        "\u{a0}",
        "x\u{a0}y",
        "\u{feff}x",
        "cafe\u{301}",
        "\u{301}x",
        "طبيب",
        "5 mg",
        "\"quoted\"",
        "it's",
        "x -- y --- z",
        "...",
        "(c)",
        ":smile:",
        "[^1]",
        "[^1]: x",
        "[x]: y",
        "$x$",
        "||x||",
        "[ ] x",
        "[x] y",
        "+++",
        "%x",
        "==x==",
        "++x++",
        "\r\n",
        "\r",
        "x\n\ny",
        "x\n# y",
        "0",
        "’",
        "\u{200b}",
        "\u{ad}",
        "<https://x.y>",
        "&",
        "<",
        "]",
        "[",
        "*",
        "_",
        "!",
        "![",
    ]);
    let piece = prop_oneof![3 => hostile.prop_map(str::to_owned), 1 => any::<String>(), 1 => "[ -~]{0,6}", 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

/// Without control characters: no XML file can hold one, so no front matter lets one in.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_whitespace() || !c.is_control())
        .collect()
}

/// Text as Readings have it.
fn collapse(text: &str) -> String {
    Reading::of_blocks(text, &lang("en"), &[]).0.title
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn any_string_comes_out_as_itself(
        title in anything(), summary in anything(), name in anything(), role in anything(), version in anything(),
    ) {
        let [title, summary, name, role, version] = [title, summary, name, role, version].map(|text| printable(&text));
        let Some(title) = NonEmpty::new(&title).filter(|title| !collapse(title).is_empty()) else { return Ok(()) };
        let keep = |text: &str| NonEmpty::new(text).filter(|text| !collapse(text).is_empty());
        let person = |name, role| Contributor { name, role, approved: false };
        let leaflet = Leaflet {
            title: title.clone(),
            summary: keep(&summary),
            references: Vec::new(),
            body: vec![words("Body.")],
            record: Record {
                version: keep(&version),
                authors: vec![person(keep(&name), None)],
                reviewers: vec![person(keep(&name), keep(&role)), person(None, keep(&role))],
                ..Record::default()
            },
            ..leaflet()
        };
        let join = |parts: &[&str]| collapse(&parts.concat());
        let (name_text, role_text, version_text) = (keep(&name), keep(&role), keep(&version));
        let mut expected = vec![collapse(&title)];
        expected.extend(keep(&summary).map(|text| collapse(&text)));
        expected.extend(version_text.as_ref().map(|text| join(&["Version ", text])));
        let any = name_text.is_some() || role_text.is_some() || version_text.is_some();
        if any {
            expected.extend(["Contents".to_owned(), "About this leaflet".to_owned()]);
        }
        expected.push("Body.".to_owned());
        if any {
            expected.push("About this leaflet".to_owned());
        }
        expected.extend(name_text.as_ref().map(|name| join(&["Written by: ", name])));
        match (&name_text, &role_text) {
            (Some(name), Some(role)) => {
                expected.push("Reviewed by:".to_owned());
                expected.push(join(&[name, ", ", role]));
                expected.push(collapse(role));
            }
            (Some(one), None) => expected.push(join(&["Reviewed by: ", one])),
            (None, Some(role)) => {
                expected.push("Reviewed by:".to_owned());
                expected.extend([collapse(role), collapse(role)]);
            }
            (None, None) => {}
        }
        expected.extend(version_text.as_ref().map(|text| join(&["Version: ", text])));
        let reading = reading(leaflet);
        prop_assert_eq!(texts(&reading), expected);
        prop_assert!(reading.items.iter().flat_map(|item| &item.runs).all(|run| run.lang == lang("en-GB")));
    }
}

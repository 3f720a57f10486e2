//! Frames: the furniture round a leaflet.
#![allow(clippy::unwrap_used, reason = "a test that meets `None` has failed")]

mod specimen;

use clearleaf::layout::frame::Frame;
use clearleaf::layout::{Layout, edition};
use clearleaf::model::reading::Kind;
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

fn some(text: &str) -> NonEmpty {
    NonEmpty::new(text).unwrap()
}

fn sign(alt: &str) -> Mark {
    Mark {
        image: svg_image(),
        alt: Alt::Text(some(alt)),
    }
}

/// A publisher who says everything, in this language.
fn publisher(tag: &str) -> Publisher {
    Publisher {
        lang: lang(tag),
        name: some("Example Trust"),
        address: vec![some("12 Quay Street"), some("Bristol BS1 4QD")],
        phone: NonEmpty::new("+44 (0)117 496 0123"),
        email: NonEmpty::new("help@example.org"),
        web: NonEmpty::new("www.example.org"),
        logo: Some(sign("Example Trust")),
        legal: vec![some("Charity number 123456"), some("Registered in England")],
        about: vec![words("We help.")],
        references_intro: vec![words("It rests on these.")],
        other_formats: vec![words("Ask for braille.")],
    }
}

/// A leaflet with every piece of furniture.
fn published(tag: &str, publishers: &str) -> Leaflet {
    Leaflet {
        lang: lang(tag),
        publisher: Some(publisher(publishers)),
        trust_marks: vec![
            TrustMark {
                name: some("A scheme"),
                claim: some("It was checked."),
                mark: Some(sign("Tick")),
            },
            TrustMark {
                name: some("Another"),
                claim: some("So was this."),
                mark: None,
            },
        ],
        ..leaflet()
    }
}

#[test]
fn the_furniture_of_a_publisher() {
    insta::assert_snapshot!(reading(published("en-GB", "en-GB")));
}

#[test]
fn the_furniture_in_french_and_in_arabic() {
    insta::assert_snapshot!("the_furniture_in_french", reading(published("fr-CA", "fr")));
    insta::assert_snapshot!("the_furniture_in_arabic", reading(published("ar", "ar")));
    for tag in ["fr", "ar"] {
        let leaflet = Leaflet {
            body: vec![heading(2, "a", "1"), words("1")],
            ..published(tag, tag)
        };
        let edition = edition(leaflet, layout(), None).unwrap();
        assert!(edition.furniture_is_translated());
        let reading = Reading::of(&edition);
        let mut runs = reading.items.iter().flat_map(|item| &item.runs);
        assert!(runs.all(|run| run.lang == lang(tag)), "{reading}");
    }
}

#[test]
fn words_of_a_publisher_in_another_language_are_marked() {
    let reading = reading(published("fr", "en-GB"));
    let runs = reading.items.iter().flat_map(|item| &item.runs);
    let theirs: Vec<&str> = runs
        .filter(|run| run.lang == lang("en-GB"))
        .map(|run| run.text.trim())
        .collect();
    // Numbers and addresses of machines are in no language, and a logo's alternative is a name.
    assert_eq!(
        theirs,
        [
            "It rests on these.",
            "Example Trust",
            "Ask for braille.",
            "12 Quay Street",
            "Bristol BS1 4QD",
            "We help.",
            "Charity number 123456",
            "Registered in England"
        ]
    );
    let named = Leaflet {
        publisher: Some(Publisher {
            logo: None,
            ..publisher("ar")
        }),
        ..leaflet()
    };
    let edition = edition(named, layout(), None).unwrap();
    let first = edition.blocks().first();
    assert!(
        matches!(first, Some(Block::Paragraph(p)) if p.style == ParagraphStyle::Masthead
            && matches!(p.content.first(), Some(Inline::Language(phrase)) if phrase.lang == lang("ar"))),
        "{first:?}"
    );
}

#[test]
fn a_logo_or_else_the_name_stands_above_the_title() {
    let front = |publisher: Publisher| {
        let leaflet = Leaflet {
            publisher: Some(publisher),
            ..leaflet()
        };
        let edition = edition(leaflet, layout(), None).unwrap();
        let before = edition
            .blocks()
            .iter()
            .take_while(|block| !matches!(block, Block::Heading(_)));
        let kinds = before.map(|block| match block {
            Block::Paragraph(p) if p.style == ParagraphStyle::Masthead => p.content.plain_text(),
            Block::Figure(figure) => format!("{:?}", figure.kind),
            other => format!("{other:?}"),
        });
        kinds.collect::<Vec<_>>()
    };
    assert_eq!(front(publisher("en-GB")), ["Mark"]);
    assert_eq!(front(publisher("fr")), ["Mark"]);
    let named = Publisher {
        logo: None,
        ..publisher("en-GB")
    };
    assert_eq!(front(named), ["Example Trust"]);
    // A logo that says nothing does not name the publisher.
    let silent = Publisher {
        logo: Some(Mark {
            alt: Alt::Decorative,
            ..sign("x")
        }),
        ..publisher("en-GB")
    };
    assert_eq!(front(silent), ["Example Trust", "Mark"]);
}

/// The parts of a leaflet's furniture that a publisher leaves out, by their headings.
#[test]
fn no_heading_stands_over_nothing() {
    let bare = Publisher {
        address: Vec::new(),
        phone: None,
        email: None,
        web: None,
        logo: None,
        legal: Vec::new(),
        about: Vec::new(),
        references_intro: vec![words("It rests on these.")],
        other_formats: Vec::new(),
        ..publisher("en-GB")
    };
    let leaflet = Leaflet {
        summary: None,
        record: Record::default(),
        references: Vec::new(),
        publisher: Some(bare),
        body: vec![words("Rest.")],
        ..leaflet()
    };
    let found = texts(&reading(leaflet));
    let expected = [
        "Example Trust",
        "Surgery: before & after",
        "Contents",
        "About this leaflet",
        "Rest.",
        "About this leaflet",
        "Published by: Example Trust",
    ];
    assert_eq!(found, expected);
    let marked = Leaflet {
        record: Record::default(),
        references: Vec::new(),
        trust_marks: published("en-GB", "en-GB").trust_marks,
        ..self::leaflet()
    };
    let edition = edition(marked, layout(), None).unwrap();
    let mut blocks = edition.blocks().iter().rev().take(4).collect::<Vec<_>>();
    blocks.reverse();
    assert!(matches!(
        blocks.as_slice(),
        [
            Block::Heading(_),
            Block::Figure(_),
            Block::Paragraph(_),
            Block::Paragraph(_)
        ]
    ));
}

#[test]
fn a_leaflet_has_its_own_way_to_reach_somebody_and_its_own_words_about_them() {
    let own = Leaflet {
        contact: vec![words("Ring the ward.")],
        about: vec![words("We are the ward.")],
        ..published("fr", "en-GB")
    };
    let reading = reading(own);
    let texts = texts(&reading);
    let after = |heading: &str| {
        let at = texts.iter().rposition(|text| text == heading).unwrap();
        texts[at + 1].as_str()
    };
    assert_eq!(after("Nous contacter"), "Ring the ward.");
    assert_eq!(after("Qui sommes-nous ?"), "We are the ward.");
    assert!(texts.iter().all(|text| !text.contains("help@example.org")));
}

#[test]
fn references_on_request_say_how_to_ask() {
    let asked = |change: fn(&mut Leaflet)| {
        let mut leaflet = Leaflet {
            citing: Citing::OnRequest,
            ..published("en-GB", "en-GB")
        };
        change(&mut leaflet);
        let edition = edition(leaflet, layout(), None).unwrap();
        assert!(
            !edition
                .blocks()
                .iter()
                .any(|block| matches!(block, Block::References(_)))
        );
        let (reading, unresolved) = Reading::of_blocks("t", edition.lang(), edition.blocks());
        assert_eq!(unresolved, []);
        let texts = texts(&reading);
        let at = texts.iter().rposition(|text| text == "References").unwrap();
        let runs = &reading.items[at + 1].runs;
        let links = runs.iter().filter(|run| !matches!(run.kind, Kind::Plain));
        let links: Vec<String> = links.map(|run| run.text.clone()).collect();
        (texts[at + 1].clone(), links)
    };
    let (phone, email) = ("+44 (0)117 496 0123".to_owned(), "help@example.org".to_owned());
    let ask = "To ask for the references of this leaflet, ";
    assert_eq!(
        asked(|_| {}),
        (
            format!("{ask}call {phone} or write to {email}."),
            vec![phone.clone(), email.clone()]
        )
    );
    assert_eq!(
        asked(|leaflet| leaflet.publisher.iter_mut().for_each(|p| p.email = None)),
        (format!("{ask}call {phone}."), vec![phone])
    );
    assert_eq!(
        asked(|leaflet| leaflet.publisher.iter_mut().for_each(|p| p.phone = None)),
        (format!("{ask}write to {email}."), vec![email])
    );
    assert_eq!(
        asked(|leaflet| leaflet.contact = vec![words("Ring the ward.")]),
        (
            format!("{ask}see “How to reach us”."),
            vec!["How to reach us".to_owned()]
        )
    );
    assert_eq!(
        asked(|leaflet| leaflet.publisher = None),
        (
            "You can ask us for the references of this leaflet.".to_owned(),
            Vec::new()
        )
    );
}

#[test]
fn references_without_labels_lead_back_to_the_text() {
    let citation = Inline::Citation(Citation {
        anchor: anchor("cite-1"),
        reference: anchor("ref-a"),
        content: content("(Amin, 2020)"),
    });
    let entry = |name: &str, cited_at: Option<&str>| Reference {
        anchor: anchor(name),
        label: None,
        cited_at: cited_at.map(anchor),
        content: content("Amin A. A book."),
    };
    let leaflet = |tag: &str| Leaflet {
        lang: lang(tag),
        references: vec![entry("ref-a", Some("cite-1")), entry("ref-b", None)],
        body: vec![paragraph(vec![text("Rest "), citation.clone()])],
        record: Record::default(),
        summary: None,
        ..self::leaflet()
    };
    for (tag, words, marked) in [
        ("en-GB", "Back to the text", "en-GB"),
        ("fr", "Retour au texte", "fr"),
        ("cy", "Back to the text", "en"),
    ] {
        let edition = edition(leaflet(tag), layout(), None).unwrap();
        let (reading, unresolved) = Reading::of_blocks("t", edition.lang(), edition.blocks());
        assert_eq!(unresolved, []);
        let count = reading.items.len();
        assert_eq!(
            texts(&reading)[count - 2..],
            [format!("Amin A. A book. {words}"), "Amin A. A book.".to_owned()]
        );
        let back = reading.items[count - 2].runs.last().unwrap();
        assert!(matches!(back.kind, Kind::Link(_)));
        assert_eq!(back.lang, lang(marked));
    }
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
    let welsh = Leaflet {
        lang: lang("cy"),
        ..leaflet()
    };
    let edition = edition(welsh, layout(), None).unwrap();
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
        (
            "# {{title}}\n\n{{theirs publishr}}\n",
            "frame.hbs:3:1",
            "publishr",
        ),
        (
            "# {{title}}\n\n{{#if has.contcts}}x{{/if}}\n",
            "frame.hbs:3:1",
            "contcts",
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

    #[test]
    fn any_string_of_a_publisher_comes_out_as_itself(
        strings in prop::collection::vec(anything(), 10), tag in prop::sample::select(vec!["en-GB", "fr", "ar"]),
    ) {
        let strings: Vec<String> = strings.iter().map(|text| printable(text)).collect();
        let keep = |at: usize| NonEmpty::new(&strings[at]).filter(|text| !collapse(text).is_empty());
        let or_x = |at: usize| keep(at).unwrap_or_else(|| some("x"));
        let content = |at: usize| Content::text(&or_x(at)).unwrap();
        let figure = Block::Figure(Figure {
            kind: FigureKind::Picture,
            image: svg_image(),
            alt: Alt::Text(or_x(8)),
            caption: Some(content(8)),
            description: Vec::new(),
        });
        let callout = Block::Callout(Callout {
            kind: CalloutKind::Callout,
            label: content(9),
            blocks: Several::one(words("Inside.")),
        });
        let leaflet = Leaflet {
            trust_marks: vec![TrustMark { name: or_x(0), claim: or_x(1), mark: None }],
            publisher: Some(Publisher {
                lang: lang(tag),
                name: or_x(2),
                address: keep(3).into_iter().collect(),
                phone: keep(4),
                email: keep(5),
                web: keep(6),
                legal: keep(7).into_iter().collect(),
                logo: None,
                about: Vec::new(),
                references_intro: Vec::new(),
                other_formats: Vec::new(),
            }),
            summary: None,
            references: Vec::new(),
            record: Record::default(),
            body: vec![figure, callout],
            ..leaflet()
        };
        let line = |label: &str, at: usize| {
            keep(at).map(|text| collapse(&format!("{label}: {}", &*text)))
        };
        let contact: Vec<String> = [
            line("Telephone", 4), line("E-mail", 5), line("Website", 6), line("Address", 3),
        ].into_iter().flatten().collect();
        let reaches = (!contact.is_empty()).then(|| "How to reach us".to_owned());
        let mut expected = vec![
            collapse(&or_x(2)), "Surgery: before & after".to_owned(), "Contents".to_owned(), "About this leaflet".to_owned(),
        ];
        expected.extend(reaches.clone());
        expected.extend([collapse(&or_x(8)), collapse(&or_x(8)), collapse(&or_x(9)), "Inside.".to_owned()]);
        expected.push("About this leaflet".to_owned());
        expected.push(collapse(&format!("Published by: {}", &*or_x(2))));
        expected.push(collapse(&format!("{}: {}", &*or_x(0), &*or_x(1))));
        expected.extend(reaches);
        expected.extend(contact);
        expected.extend(keep(7).map(|text| collapse(&text)));
        prop_assert_eq!(texts(&reading(leaflet)), expected);
    }
}

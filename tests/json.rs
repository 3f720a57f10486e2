//! A leaflet as JSON: nothing is lost on the way, and nothing wrong comes in by it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fixtures;
mod specimen;

use std::collections::BTreeSet;
use std::path::Path;

use clearleaf::backend::BACKENDS;
use clearleaf::check;
use clearleaf::export::edition_of;
use clearleaf::finding::has_errors;
use clearleaf::layout::{Layout, frame};
use clearleaf::model::reading::Digest;
use clearleaf::model::{
    Alt, Block, Claim, Content, Contributor, Figure, FigureKind, Heading, Inline, Leaflet, Mark, NonEmpty,
    Publisher, Reference, Review, Several, Table, Target, TrustMark,
};
use clearleaf::page::LazyPages;
use clearleaf::source::unbroken::mark_leaflet;
use clearleaf::source::{self, Disk, Files, Sourced, json};
use proptest::prelude::*;
use serde_json::{Value, json as value};

const FOLDER: &str = "tests/bad-json";

fn read(bytes: impl Into<Vec<u8>>) -> Sourced {
    json::read("leaflet.json", bytes.into())
}

/// What a leaflet becomes on its way through JSON.
fn through(leaflet: &Leaflet) -> Leaflet {
    let text = json::write(leaflet).unwrap();
    let sourced = read(text.clone());
    let findings: Vec<String> = sourced.findings.iter().map(ToString::to_string).collect();
    let again = sourced
        .leaflet
        .unwrap_or_else(|| panic!("{}", findings.join("\n")));
    assert_eq!(json::write(&again).unwrap(), text);
    again
}

/// The files of a leaflet in every format.
fn files(sourced: Sourced) -> Vec<Vec<u8>> {
    let layout = Layout::bundled("large-print", None).unwrap();
    let (edition, _) = edition_of(sourced, &layout, None).unwrap();
    let edition = edition.unwrap();
    let pages = LazyPages::of(&edition);
    BACKENDS
        .iter()
        .map(|backend| backend.write(&edition, &pages).unwrap())
        .collect()
}

fn sourced(leaflet: Leaflet) -> Sourced {
    Sourced {
        path: "leaflet.json".to_owned(),
        leaflet: Some(leaflet),
        passages: Vec::new(),
        reviews: Vec::new(),
        findings: Vec::new(),
    }
}

#[test]
fn every_leaflet_of_the_source_gives_the_same_bytes_by_way_of_json() {
    let disk = Disk::new("source");
    let slugs = disk.leaflets().unwrap();
    assert!(!slugs.is_empty());
    for slug in slugs {
        let from_markdown = source::read(&disk, &slug, &frame::callout_labels).unwrap();
        let leaflet = from_markdown.leaflet.clone().unwrap();
        let text = json::write(&leaflet).unwrap();
        let from_json = read(text);
        assert_eq!(from_json.leaflet.as_ref(), Some(&leaflet), "{slug}");
        assert_eq!(files(from_json), files(from_markdown), "{slug}");
    }
}

#[test]
fn addresses_of_references_have_one_form() {
    let files = clearleaf::source::Memory::default()
        .with(
            "a/leaflet.md",
            "---\ntitle: A\nlang: en\nreferences: a.bib\n---\n\nWords [@a].\n",
        )
        .with(
            "a/a.bib",
            "@book{a, title={T}, publisher={P}, date={2020}, url={https://x.org/a|b}}\n",
        );
    let leaflet = source::read(&files, "a", &frame::callout_labels)
        .unwrap()
        .leaflet
        .unwrap();
    assert_eq!(through(&leaflet), leaflet);
    assert!(json::write(&leaflet).unwrap().contains("https://x.org/a%7Cb"));
}

/// The body that an editor would have written for the specimen: without what the frame puts round it.
fn editors_part(blocks: Vec<Block>) -> (Vec<Block>, Vec<Reference>) {
    let mut references = Vec::new();
    let mut body = Vec::new();
    for block in blocks {
        match block {
            Block::References(list) => {
                for entry in list.entries.iter().map(without_way_back) {
                    let cited =
                        |other: &Reference| other.cited_at.is_some() && other.cited_at == entry.cited_at;
                    if !references.iter().any(cited) {
                        references.push(entry);
                    }
                }
            }
            Block::Contents(_) => {}
            Block::Heading(heading)
                if heading.level.get() == 1 || ["contents", "references"].contains(&&*heading.anchor) => {}
            block => body.push(block),
        }
    }
    (body, references)
}

/// A reference as a style writes it: the frame adds the words that lead back where there is no label.
fn without_way_back(entry: &Reference) -> Reference {
    let leads_back = |inline: &Inline| matches!(inline, Inline::Link(link) if entry.cited_at.clone().map(Target::Anchor).as_ref() == Some(&link.target));
    let content: Vec<Inline> = entry
        .content
        .iter()
        .filter(|inline| !leads_back(inline))
        .cloned()
        .collect();
    Reference {
        content: Content::new(content).unwrap(),
        ..entry.clone()
    }
}

fn specimen() -> Leaflet {
    let (body, references) = editors_part(specimen::every_block());
    let title = NonEmpty::new("A specimen").unwrap();
    mark_leaflet(Leaflet {
        references,
        ..Leaflet::new("specimen", title, specimen::lang("en-GB"), body)
    })
}

#[test]
fn every_block_comes_back_from_json() {
    let leaflet = specimen();
    assert!(leaflet.body.len() > 10 && leaflet.references.len() == 5);
    let again = through(&leaflet);
    assert_eq!(again, leaflet);
    assert_eq!(files(sourced(again)), files(sourced(leaflet)));
}

#[test]
fn everything_beside_the_body_comes_back_from_json() {
    let words = |text: &str| NonEmpty::new(text).unwrap();
    let lines = |text: &str| vec![specimen::words(text)];
    let mark = |image| Mark {
        image,
        alt: Alt::Text(words("A mark")),
    };
    let mut leaflet = specimen();
    leaflet.short_title = Some(words("Short"));
    leaflet.summary = Some(words("A summary."));
    leaflet.topic = Some(words("Topic"));
    leaflet.keywords = vec![words("one"), words("two")];
    leaflet.record.version = Some(words("1.20"));
    leaflet.record.published = clearleaf::model::Date::parse("2026-03");
    leaflet.record.reviewed = clearleaf::model::Date::parse("2026-03-14");
    leaflet.record.next_review = clearleaf::model::Date::parse("2029-03");
    leaflet.record.authors = vec![Contributor {
        name: Some(words("Ann")),
        role: None,
        approved: false,
    }];
    leaflet.record.reviewers = vec![Contributor {
        name: None,
        role: Some(words("nurse")),
        approved: true,
    }];
    leaflet.trust_marks = vec![TrustMark {
        name: words("Scheme"),
        claim: words("What it means."),
        mark: Some(mark(specimen::png_image())),
    }];
    leaflet.contact = lines("Call us.");
    leaflet.about = lines("About us.");
    leaflet.publisher = Some(Publisher {
        lang: specimen::lang("cy"),
        name: words("Us"),
        address: vec![words("1 Street"), words("Town")],
        phone: Some(words("020 7946 0123")),
        email: Some(words("us@example.org")),
        web: Some(words("www.example.org/help")),
        logo: Some(mark(specimen::svg_image())),
        legal: vec![words("Charity 1")],
        about: lines("About."),
        references_intro: lines("Read on."),
        other_formats: lines("Ask."),
    });
    leaflet.reviews = vec![Review {
        name: words("Maria Lind"),
        organisation: Some(words("Access for All")),
        role: Some(words("uses a screen reader")),
        date: clearleaf::model::Date::parse("2026-11-20").unwrap(),
        what: Claim::Wcag,
        formats: vec![words("html"), words("epub")],
        layouts: vec![words("large-print")],
        sizes: vec![18.0, 28.5],
        credential: Some(words("A certificate")),
        report: Some(words("https://www.example.org/report")),
        reading: Digest::parse("1-0123456789abcdef0123"),
    }];
    assert!(leaflet.reviews[0].reading.is_some());
    leaflet.body.push(Block::Figure(Figure {
        kind: FigureKind::Mark,
        image: specimen::svg_image(),
        alt: Alt::Decorative,
        caption: None,
        description: Vec::new(),
    }));
    assert_eq!(through(&leaflet), leaflet);
}

/// Levels in order and names for all, as an editor's text must have them.
fn in_order(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                *heading = Heading {
                    level: clearleaf::model::Level::SECTION,
                    ..heading.clone()
                };
            }
            Block::List(list) => list.items.iter_mut().for_each(|item| in_order(item)),
            Block::DefinitionList(list) => {
                let definitions = list
                    .entries
                    .iter_mut()
                    .flat_map(|entry| entry.definitions.iter_mut());
                definitions.for_each(|definition| in_order(definition));
            }
            Block::Callout(callout) => in_order(&mut callout.blocks),
            Block::Quote(quote) => in_order(&mut quote.blocks),
            Block::Division(division) => in_order(&mut division.blocks),
            Block::Figure(figure) => {
                figure.alt = Alt::Text(NonEmpty::new("What it shows").unwrap());
                figure.caption = Some(specimen::content("A caption"));
                figure.description = vec![specimen::words("A description")];
            }
            Block::Table(table) => {
                let mut header = table.header().to_vec();
                header[0] = vec![specimen::text("A column")];
                let header = Several::new(header).unwrap();
                let caption = table.caption().cloned();
                *table = Table::new(caption, header, table.rows().to_vec(), table.row_headers()).unwrap();
            }
            Block::Paragraph(_) | Block::Contents(_) | Block::References(_) => {}
        }
    }
}

/// Pieces of JSON that look like a leaflet's, in any order.
fn any_value() -> impl Strategy<Value = Value> {
    let keys = prop::sample::select(vec![
        "format",
        "version",
        "leaflet",
        "slug",
        "title",
        "lang",
        "body",
        "references",
        "record",
        "heading",
        "level",
        "anchor",
        "content",
        "text",
        "paragraph",
        "list",
        "items",
        "marker",
        "number",
        "start",
        "table",
        "header",
        "rows",
        "figure",
        "image",
        "data",
        "svg",
        "png",
        "alt",
        "strong",
        "link",
        "target",
        "url",
        "citation",
        "reference",
        "publisher",
        "contact",
        "",
        "a/b~c",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[ -~é\u{1}]{0,12}".prop_map(Value::from),
        Just(value!("decorative")),
        Just(value!("bullet")),
        Just(value!("line-break")),
    ];
    leaf.prop_recursive(6, 60, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((keys.clone(), inner), 0..4).prop_map(|entries| Value::Object(
                entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
            )),
        ]
    })
}

/// Puts a value into the place of another, somewhere in a document.
fn replaced(document: &Value, at: usize, with: &Value) -> Value {
    fn walk(value: &mut Value, left: &mut usize, with: &Value) -> bool {
        if *left == 0 {
            *value = with.clone();
            return true;
        }
        *left -= 1;
        match value {
            Value::Array(items) => items.iter_mut().any(|item| walk(item, left, with)),
            Value::Object(entries) => entries.iter_mut().any(|(_, item)| walk(item, left, with)),
            _ => false,
        }
    }
    let mut changed = document.clone();
    walk(&mut changed, &mut { at }, with);
    changed
}

fn never_panics(bytes: Vec<u8>) {
    let sourced = read(bytes.clone());
    assert_eq!(sourced.leaflet.is_none(), has_errors(&sourced.findings));
    for finding in sourced.findings.iter().chain(&check::leaflet(&sourced, None)) {
        assert!(!finding.to_string().is_empty() && !finding.help.is_empty());
    }
    let again = read(bytes);
    assert_eq!(again.findings, sourced.findings);
    assert_eq!(again.leaflet, sourced.leaflet);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_leaflet_comes_back_from_json(blocks in specimen::any_blocks()) {
        let as_it_is = serde_json::to_string(&blocks).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Vec<Block>>(&as_it_is).unwrap_or_default().len(), &blocks.len());
        let (mut body, references) = editors_part(blocks);
        in_order(&mut body);
        body.insert(0, specimen::heading(2, "h-0", "First"));
        let title = NonEmpty::new("Any").unwrap();
        let leaflet = mark_leaflet(Leaflet { references, ..Leaflet::new("any", title, specimen::lang("en"), body) });
        let text = json::write(&leaflet).unwrap().replace("\"anchor\": \"title\"", "\"anchor\": \"h-0\"");
        let sourced = read(text.clone());
        let findings: Vec<String> = sourced.findings.iter().map(ToString::to_string).collect();
        let Some(again) = sourced.leaflet else { panic!("{}", findings.join("\n")) };
        prop_assert_eq!(json::write(&again).unwrap(), text);
    }

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "[ -~\n]{0,120}") {
        never_panics(bytes.clone());
        never_panics(text.into_bytes());
        let good = json::write(&specimen()).unwrap().into_bytes();
        let at = bytes.len() * 97 % good.len();
        never_panics(good[..at].to_vec());
        let mut changed = good;
        for (n, byte) in bytes.iter().take(3).enumerate() {
            let at = (usize::from(*byte) * 251 + n * 7919) % changed.len();
            changed[at] = *byte;
        }
        never_panics(changed);
    }

    #[test]
    fn random_json_never_panics(value in any_value(), at in 0usize..400) {
        never_panics(value.to_string().into_bytes());
        let whole: Value = serde_json::from_str(&json::write(&specimen()).unwrap()).unwrap();
        never_panics(replaced(&whole, at, &value).to_string().into_bytes());
        let leaflet = value!({ "format": json::FORMAT, "version": json::VERSION, "leaflet": value });
        never_panics(leaflet.to_string().into_bytes());
    }
}

#[test]
fn each_fault_is_reported_alone() {
    let names = fixtures::names(FOLDER);
    assert!(names.len() > 60, "only {} fixtures were found", names.len());
    for name in names {
        let bytes = std::fs::read(Path::new(FOLDER).join(&name).join("leaflet.json")).unwrap();
        fixtures::reported_alone(FOLDER, &name, &read(bytes));
    }
}

/// Names with hyphens in the code that are no codes of faults, or whose file would be too large to keep.
const NO_CODES: [&str; 9] = [
    "short-title",
    "trust-marks",
    "references-intro",
    "other-formats",
    "definition-list",
    "cited-at",
    "clearleaf-leaflet",
    "file-too-large",
    "kebab-case",
];

#[test]
fn every_fault_has_a_fixture() {
    fixtures::every_code_has_one(FOLDER, &["src/source/json", "src/model"], &NO_CODES, &[], &[]);
}

#[test]
fn the_faults_of_all_blocks_are_reported_at_once() {
    let document = value!({
        "format": json::FORMAT,
        "version": json::VERSION,
        "leaflet": {
            "slug": 5,
            "title": " ",
            "lang": "english",
            "body": [
                { "heading": { "level": 9, "anchor": "a", "content": [{ "text": "A" }] } },
                { "paragraph": { "content": [{ "text": "good" }] } },
                { "quote": { "blocks": [] } },
                { "quote": { "blocks": [{ "paragraph": { "content": [{ "txt": "x" }] } }] } },
            ],
            "references": [{ "anchor": "1", "content": [{ "text": "A" }] }],
        },
    });
    let sourced = read(serde_json::to_string_pretty(&document).unwrap());
    let mut pointers: Vec<&str> = sourced
        .findings
        .iter()
        .map(|finding| finding.message.split(": ").next().unwrap())
        .collect();
    pointers.sort_unstable();
    assert_eq!(
        pointers,
        [
            "/leaflet/body/0/heading/level",
            "/leaflet/body/2/quote/blocks",
            "/leaflet/body/3/quote/blocks/0/paragraph/content/0",
            "/leaflet/lang",
            "/leaflet/references/0/anchor",
            "/leaflet/slug",
            "/leaflet/title",
        ]
    );
}

#[test]
fn a_file_above_the_limits_is_refused() {
    let codes = |bytes: Vec<u8>| read(bytes).findings.iter().map(|f| f.code).collect::<Vec<_>>();
    let big = vec![b' '; usize::try_from(json::LIMIT).unwrap() + 1];
    assert_eq!(codes(big), ["file-too-large"]);
    let many = format!("[{}0]", "0,".repeat(1_500_000));
    assert_eq!(codes(many.into_bytes()), ["file-too-large"]);
    for deep in ["[", "{\"a\":", "[{\"quote\":"] {
        assert_eq!(
            codes(deep.repeat(100_000).into_bytes()),
            ["nested-too-deeply"],
            "{deep}"
        );
    }
}

/// What another program may leave out follows from the rest.
#[test]
fn ways_back_and_sizes_follow_from_the_leaflet() {
    let document = value!({
        "format": json::FORMAT,
        "version": json::VERSION,
        "leaflet": {
            "slug": "a",
            "title": "A",
            "lang": "en",
            "body": [
                { "paragraph": { "content": [
                    { "text": "Words" },
                    { "citation": { "anchor": "cite-1", "reference": "ref-a", "content": [{ "text": "[1]" }] } },
                    { "link": { "target": { "url": "HTTPS://example.org/a b" }, "content": [{ "text": "here" }] } },
                ] } },
                { "figure": { "image": { "name": "a.svg", "data": { "svg": specimen::SVG } }, "alt": "decorative" } },
            ],
            "references": [{ "anchor": "ref-a", "label": "[1]", "content": [{ "text": "A book." }] }],
        },
    });
    let leaflet = read(document.to_string()).leaflet.unwrap();
    assert_eq!(leaflet.references[0].cited_at.as_deref(), Some("cite-1"));
    let Some(Block::Figure(figure)) = leaflet.body.last() else {
        panic!()
    };
    assert_eq!((figure.image.width, figure.image.height), (120.0, 60.0));
    assert!(
        json::write(&leaflet)
            .unwrap()
            .contains("https://example.org/a%20b")
    );
}

/// A file with this body and what else is given.
fn document(body: &Value, more: &[(&str, Value)]) -> String {
    let mut leaflet = value!({ "slug": "a", "title": "A", "lang": "en", "body": body });
    for (key, with) in more {
        leaflet[*key] = with.clone();
    }
    value!({ "format": json::FORMAT, "version": json::VERSION, "leaflet": leaflet }).to_string()
}

#[test]
fn length_is_answered() {
    let words = |text: &str| value!({ "text": text });
    let paragraph = |content: Value| value!({ "paragraph": { "content": content } });
    let one = |content: Vec<Value>| value!([paragraph(content.into())]);
    let many = |n: usize, block: Value| Value::from(vec![block; n]);
    let heading =
        |n: usize| value!({ "heading": { "level": 2, "anchor": format!("h{n}"), "content": [words("H")] } });
    let table = |columns: usize, rows: usize| {
        let row = vec![value!([words("c")]); columns];
        value!([{ "table": { "header": row, "rows": vec![row.clone(); rows] } }])
    };
    let link = value!({ "link": { "target": { "url": "https://x.org" }, "content": [words("x")] } });
    let plain = one(vec![words("Words.")]);
    let long = |n: usize, text: &str| Value::from(text.repeat(n));
    let cases = [
        (
            one(vec![words(&format!("a{}", "\u{301}".repeat(200_000)))]),
            vec![],
        ),
        (one(vec![words(&"word ".repeat(1_000_000))]), vec![]),
        ((0..20_000).map(heading).collect(), vec![]),
        (one(vec![words("a"); 300_000]), vec![]),
        (many(100_000, paragraph(value!([words("a")]))), vec![]),
        (one(vec![link.clone(); 30_000]), vec![]),
        (many(30_000, paragraph(value!([link]))), vec![]),
        (one(vec![value!({ "strong": [words("a")] }); 100_000]), vec![]),
        (one(vec![words(&"كلمة ".repeat(80_000))]), vec![]),
        (
            many(60, paragraph(value!([words(&"كلمة ".repeat(5_000))]))),
            vec![],
        ),
        (many(100, paragraph(vec![words("a"); 4_000].into())), vec![]),
        (
            one((0..2_100)
                .flat_map(|_| [words("a"), value!("line-break")])
                .collect()),
            vec![],
        ),
        (table(2, 15_000), vec![]),
        (table(500, 1), vec![]),
        (
            many(
                20_000,
                value!({ "quote": { "blocks": [paragraph(value!([words("a")]))] } }),
            ),
            vec![],
        ),
        (plain.clone(), vec![("summary", long(500_000, "word "))]),
        (plain.clone(), vec![("title", long(30_000, "\u{301}"))]),
        (plain.clone(), vec![("topic", long(1_001, "a"))]),
        (plain.clone(), vec![("keywords", vec!["a"; 100_000].into())]),
        (
            plain.clone(),
            vec![(
                "references",
                vec![value!({ "anchor": "r", "content": [words("R")] }); 20_000].into(),
            )],
        ),
    ];
    for (at, (body, more)) in cases.iter().enumerate() {
        let text = document(body, more);
        let sourced = read(text);
        let codes: BTreeSet<&str> = sourced.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, BTreeSet::from(["too-long"]), "case {at}");
        assert!(
            sourced.leaflet.is_none() && sourced.findings.len() <= 21,
            "case {at}"
        );
        let pointed = |finding: &clearleaf::finding::Finding| finding.message.starts_with("/leaflet/");
        assert!(sourced.findings.iter().all(pointed), "case {at}");
    }
    let most = many(20, paragraph(vec![words("some "); 4_900].into()));
    assert_eq!(check::leaflet(&read(document(&most, &[])), None), []);
    for body in [
        most,
        one(vec![words(&"word ".repeat(9_900))]),
        table(20, 400),
        many(3_000, paragraph(value!([words("Some words.")]))),
    ] {
        assert!(read(document(&body, &[])).leaflet.is_some());
    }
}

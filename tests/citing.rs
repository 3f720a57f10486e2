//! The three ways of citing, and the style that a leaflet names.
#![allow(clippy::unwrap_used, reason = "a test that meets `None` has failed")]

use clearleaf::model::{Block, Citing, Content, Inline, Leaflet};
use clearleaf::source::{self, CalloutLabels, Memory};

const BIB: &str = "@book{a, author={Smith, Ann}, title={A}, year=2014}\n@book{b, author={Aid Trust}, title={B}, year=2001}\n";

fn read(keys: &str, body: &str) -> Leaflet {
    let front = "---\ntitle: T\nlang: en\nsummary: S\nversion: 1\nreviewed: 2026-03-14\nnext-review: 2029-03\nreviewers:\n  - name: A\nreferences: refs.bib\n";
    let files = Memory::default()
        .with("l/leaflet.md", format!("{front}{keys}\n---\n\n{body}\n"))
        .with("l/refs.bib", BIB)
        .with(
            "shared/own.csl",
            std::fs::read("layouts/citation/nlm.csl").unwrap(),
        );
    let labels = CalloutLabels {
        callout: Content::text("Good to know").unwrap(),
        warning: Content::text("Warning").unwrap(),
    };
    let sourced = source::read(&files, "l", &|_| Ok(labels.clone())).unwrap();
    let said: Vec<String> = sourced.findings.iter().map(ToString::to_string).collect();
    sourced.leaflet.unwrap_or_else(|| panic!("{}", said.join("\n")))
}

fn words(inlines: &[Inline]) -> String {
    Inline::plain_text(inlines)
}

fn paragraph(leaflet: &Leaflet) -> &[Inline] {
    match &leaflet.body[0] {
        Block::Paragraph(paragraph) => &paragraph.content,
        other => panic!("{other:?}"),
    }
}

#[test]
fn hidden_citations_leave_no_trace() {
    let cases = [
        ("word [@a].", "word."),
        ("word [@a] and more", "word and more"),
        ("word [@a], then", "word, then"),
        ("word[@a] next", "word next"),
        ("[@a] says so", "says so"),
        ("word [@a; @b].", "word."),
        ("word [@a] [@b].", "word."),
        ("word ([@a]) next", "word next"),
        ("word (see [@a]).", "word (see)."),
        ("**word [@a].** More", "word. More"),
        ("word **[@a]** more", "word more"),
        ("*One* [@a] two", "One two"),
        ("One [@a, p. 3]! Two", "One! Two"),
        ("One (two) [@a] three", "One (two) three"),
    ];
    for keys in ["citations: list", "citations: on-request"] {
        for (markdown, expected) in cases {
            let leaflet = read(keys, markdown);
            let content = paragraph(&leaflet);
            assert_eq!(words(content), expected, "{markdown}");
            assert!(!format!("{content:?}").contains("Citation"), "{markdown}");
        }
    }
}

#[test]
fn blocks_without_words_go_with_their_citations() {
    let leaflet = read(
        "citations: list",
        "One.\n\n[@a]\n\n- two [@a]\n- [@b]\n\n| A | B |\n|---|---|\n| x | [@a] |\n",
    );
    assert_eq!(leaflet.body.len(), 3);
    let Block::List(list) = &leaflet.body[1] else {
        panic!()
    };
    assert_eq!(list.items.len(), 1);
    let Block::Table(table) = &leaflet.body[2] else {
        panic!()
    };
    assert_eq!(table.rows()[0][1], Vec::<Inline>::new());
}

#[test]
fn the_list_stays_unless_it_is_on_request() {
    let listed = read("citations: list", "True [@b].");
    assert_eq!(listed.citing, Citing::List);
    assert_eq!(listed.references.len(), 2);
    assert!(listed.references.iter().all(|entry| entry.cited_at.is_none()));
    assert_eq!(listed.references[0].content.plain_text(), "Trust A. B. 2001.");
    let asked = read("citations: on-request", "True [@b].");
    assert_eq!(asked.citing, Citing::OnRequest);
    assert!(asked.references.is_empty());
    let shown = read("citations: numbered", "True [@b].");
    assert_eq!(shown.citing, Citing::Numbered);
    assert_eq!(words(paragraph(&shown)), "True [1].");
    assert_eq!(shown.references[0].cited_at.as_deref(), Some("cite-1"));
}

/// How many citations there are, those kept with the word before them too.
fn citations(inlines: &[Inline]) -> usize {
    let count = |inline: &Inline| match inline {
        Inline::Citation(_) => 1,
        Inline::Unbroken(inner) => citations(inner),
        Inline::Text(_)
        | Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Link(_)
        | Inline::Language(_)
        | Inline::LineBreak => 0,
    };
    inlines.iter().map(count).sum()
}

#[test]
fn a_leaflet_names_its_style() {
    let leaflet = read("citation-style: author-date", "True [@b; @a, p. 3].");
    assert_eq!(
        words(paragraph(&leaflet)),
        "True (Trust, 2001) (Smith, 2014, p. 3)."
    );
    assert_eq!(citations(paragraph(&leaflet)), 2);
    let list: Vec<String> = leaflet
        .references
        .iter()
        .map(|entry| entry.content.plain_text())
        .collect();
    assert_eq!(list, ["Smith, A. (2014) A.", "Trust, A. (2001) B."]);
    assert!(
        leaflet
            .references
            .iter()
            .all(|entry| entry.label.is_none() && entry.cited_at.is_some())
    );
    let own = read("citation-style: ../shared/own.csl", "True [@b].");
    assert_eq!(own.references[0].label.as_deref(), Some("1."));
    assert_eq!(own.references[0].content.plain_text(), "Trust A. B. 2001.");
}

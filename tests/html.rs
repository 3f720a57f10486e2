//! HTML: what is written reads as the leaflet does, in landmarks, from one file that loads nothing; what would keep somebody
//! from reading it is told of; and no file, however it is made, costs more than a page.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod specimen;

use clearleaf::backend::{Backend, Inspection, html::Html};
use clearleaf::layout::{Edition, LAYOUTS, Layout, Words};
use clearleaf::model::*;
use clearleaf::page::LazyPages;
use proptest::prelude::*;

fn write(edition: &Edition) -> String {
    String::from_utf8(Html.write(edition, &LazyPages::of(edition)).unwrap()).unwrap()
}

fn specimen() -> Edition {
    specimen::edition(specimen::every_block(), None)
}

fn inspect(page: &str) -> Inspection {
    Html.inspect(page.as_bytes()).unwrap()
}

fn assert_reads_as(edition: &Edition, page: &str) {
    let found = inspect(page);
    if let Some(difference) = Reading::of(edition).difference(&found.reading) {
        panic!("{difference}");
    }
    assert_eq!(found.facts.faults, Vec::<String>::new());
    assert!(found.facts.tagged);
}

/// The specimen's page with one thing changed.
fn changed(from: &str, to: &str) -> String {
    let page = write(&specimen());
    assert!(page.contains(from), "nothing to change: {from}");
    page.replacen(from, to, 1)
}

/// Asserts that the Reading of a spoilt page differs from the leaflet's, first at an item that holds these words.
fn assert_differs(from: &str, to: &str, words: &str) {
    let found = inspect(&changed(from, to));
    let difference = Reading::of(&specimen()).difference(&found.reading);
    let said = difference
        .unwrap_or_else(|| panic!("{from} → {to} goes unseen"))
        .to_string();
    assert!(said.contains(words), "{said}");
}

/// Asserts that a spoilt page reads as before, and that these faults are told of.
fn assert_faults(from: &str, to: &str, expected: &[&str]) {
    let page = changed(from, to);
    let found = inspect(&page);
    assert_eq!(found.facts.faults, expected, "{from} → {to}");
    assert_eq!(
        Reading::of(&specimen())
            .difference(&found.reading)
            .map(|d| d.to_string()),
        None
    );
}

#[test]
fn every_layout_and_language_reads_as_the_leaflet() {
    for (layout, tag) in LAYOUTS.iter().zip(["en-GB", "fr", "ar", "cy", "he", "ur"]) {
        let mut edition = specimen();
        edition.layout = Layout::bundled(layout.name, None).unwrap();
        edition.leaflet.lang = specimen::lang(tag);
        edition.words = Words::of(edition.lang()).unwrap().0;
        assert_reads_as(&edition, &write(&edition));
    }
}

#[test]
fn a_page_is_made_of_landmarks_and_begins_with_a_way_past_the_contents() {
    let mut blocks = specimen::every_block();
    blocks.extend([
        specimen::heading(2, "about", "About this leaflet"),
        specimen::words("Written by somebody."),
        specimen::heading(2, "contact", "How to reach us"),
        specimen::words("Ring us."),
    ]);
    let edition = specimen::edition(blocks, None);
    let page = write(&edition);
    assert_reads_as(&edition, &page);
    let order = [
        "<!DOCTYPE html>\n<html lang=\"en-GB\" dir=\"ltr\">",
        "<body>\n<a class=\"skip\" href=\"#the_text\">Skip to the text</a>\n<header ",
        "<h1 ",
        "</header>",
        "<nav class=\"leaflet contents\" role=\"doc-toc\" aria-labelledby=\"contents\"><h2 id=\"contents\">",
        "</nav>",
        "<main class=\"leaflet\" id=\"the_text\">",
        "<section class=\"references\" role=\"doc-bibliography\"",
        "</main>\n<footer class=\"leaflet\">\n<h2 id=\"about\">",
        "Ring us.",
        "</footer>\n</body>",
    ];
    let mut rest = page.as_str();
    for part in order {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("{part} is not in its place in\n{rest}"));
        rest = &rest[at + part.len()..];
    }
    for once in ["<main ", "<header ", "<footer ", "<nav ", "<h1 "] {
        assert_eq!(page.matches(once).count(), 1, "{once}");
    }
}

#[test]
fn a_leaflet_that_is_all_title_is_all_text() {
    let edition = specimen::edition(vec![specimen::heading(1, "title", "Title")], None);
    let page = write(&edition);
    assert!(
        page.contains("<main class=\"leaflet\" id=\"the_text\">\n<h1"),
        "{page}"
    );
    assert_reads_as(&edition, &page);
}

#[test]
fn words_of_the_page_are_marked_where_they_are_in_another_language() {
    let skip = |tag: &str| {
        let mut edition = specimen();
        edition.leaflet.lang = specimen::lang(tag);
        edition.words = Words::of(edition.lang()).unwrap().0;
        let page = write(&edition);
        let from = page.find("<a class=\"skip\"").unwrap();
        page[from..from + page[from..].find("</a>").unwrap()].to_owned()
    };
    assert!(skip("cy").ends_with(" lang=\"en\" dir=\"ltr\">Skip to the text"));
    assert!(skip("fr").ends_with("href=\"#the_text\">Aller directement au texte"));
    assert!(skip("ar-EG").ends_with("href=\"#the_text\">الانتقال مباشرة إلى النص"));
}

#[test]
fn the_head_says_what_the_leaflet_is_and_no_more() {
    let mut edition = specimen();
    let bare = write(&edition);
    for name in ["author", "keywords", "dcterms"] {
        assert!(!bare.contains(&format!("name=\"{name}")), "{name}");
    }
    let leaflet = &mut edition.leaflet;
    leaflet.summary = NonEmpty::new("Before \"and\" after <it>.");
    leaflet.topic = NonEmpty::new("Breast cancer");
    leaflet.keywords = vec![NonEmpty::new("scar, care").unwrap()];
    leaflet.record.authors = vec![Contributor {
        name: NonEmpty::new("A & B"),
        role: None,
        approved: false,
    }];
    leaflet.record.published = Date::parse("2026-03");
    leaflet.record.reviewed = Date::parse("2026-10-31");
    let page = write(&edition);
    for line in [
        "<meta name=\"description\" content=\"Before &quot;and&quot; after &lt;it&gt;.\">",
        "<meta name=\"author\" content=\"A &amp; B\">",
        "<meta name=\"keywords\" content=\"Breast cancer, scar  care\">",
        "<meta name=\"dcterms.issued\" content=\"2026-03\">",
        "<meta name=\"dcterms.modified\" content=\"2026-10-31\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<meta name=\"color-scheme\" content=\"light dark\">",
    ] {
        assert!(page.contains(line), "{line}");
    }
    assert_reads_as(&edition, &page);
}

#[test]
fn fonts_stand_in_the_page_cut_to_what_is_set_in_them() {
    let found = inspect(&write(&specimen()));
    assert!(found.facts.fonts.len() > 1);
    assert!(found.facts.fonts.iter().all(|font| font.embedded));
    assert!(
        found
            .facts
            .fonts
            .iter()
            .any(|font| font.name.starts_with("AtkinsonHyperlegibleNext"))
    );
}

#[test]
fn separators_of_lines_are_spaces() {
    let words = "Take\u{2028}5 mg,\u{2029}then\u{85}rest. 5\u{2007}mg.";
    let edition = specimen::edition(
        vec![specimen::heading(1, "a", words), specimen::words(words)],
        None,
    );
    let page = write(&edition);
    assert!(
        page.contains("<p>Take 5 mg, then rest. 5\u{2007}mg.</p>"),
        "{page}"
    );
    assert_reads_as(&edition, &page);
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let edition = specimen();
    let first = write(&edition);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| write(&edition))).collect();
        for thread in threads {
            assert!(first == thread.join().unwrap());
        }
    });
}

#[test]
fn what_a_reader_would_miss_is_a_difference() {
    assert_differs(
        "alt=\"A disc labelled A beside",
        "alt=\"Beside",
        "A disc labelled A",
    );
    assert_differs(
        "<h3 id=\"after\">After the operation</h3>",
        "<p id=\"after\">After the operation</p>",
        "After the operation",
    );
    assert_differs(" start=\"3\"", "", "numbered list from 3");
    assert_differs(" scope=\"row\"", " scope=\"col\"", "Pain, 1");
    assert_differs(" lang=\"fr\"", "", "«fr: soins de suite»");
    assert_differs(" role=\"doc-notice\"", "", "Call 999 if");
    assert_differs("doc-notice", "doc-tip", "warning");
    assert_differs("5 mg", "50 mg", "5 mg");
    assert_differs(" role=\"doc-biblioref\"", "", "[1, sec. 1.5]");
    assert_differs("#ref-esmo", "#ref-nice", "[1, sec. 1.5]");
    assert_differs(
        "<p>you cannot breathe</p>",
        "<p hidden>you cannot breathe</p>",
        "you cannot breathe",
    );
    assert_differs(
        "<p>you cannot breathe</p>",
        "<template>you cannot breathe</template>",
        "you cannot breathe",
    );
    assert_differs(" role=\"doc-toc\"", "", "contents");
    assert_differs("<html lang=\"en-GB\"", "<html lang=\"fr\"", "language");
    assert_differs("<title>A", "<title>Another", "title");
    // A link that leads elsewhere is one of the leaflet's own.
    assert_differs("href=\"#the_text\"", "href=\"#title\"", "Skip to the text");
}

#[test]
fn faults_are_told_that_no_reading_shows() {
    assert_faults(" lang=\"en-GB\" dir", " lang=\"en-GB\" dir", &[]);
    assert_faults(
        "<!DOCTYPE html>\n",
        "",
        &[
            "line 1: the parser says “Unexpected token”",
            "without <!DOCTYPE html> browsers show it by rules of before the standards",
        ],
    );
    assert_faults(
        "charset=\"utf-8\"",
        "",
        &["the page does not say within its first 1,024 bytes that it is in UTF-8"],
    );
    assert_faults(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "",
        &["the page has no viewport: on a telephone it would be shown as small as on a desk"],
    );
    assert_faults(
        "initial-scale=1",
        "user-scalable=no",
        &["the viewport forbids the reader to zoom: user-scalable"],
    );
    assert_faults(
        "initial-scale=1",
        "maximum-scale=1",
        &["the viewport forbids the reader to zoom: maximum-scale"],
    );
    assert_faults(
        "width=device-width",
        "width=600",
        &["the viewport does not follow the width of the screen"],
    );
    assert_faults(
        "<a class=\"skip\" href=\"#the_text\">Skip to the text</a>",
        "",
        &["the first link of the page does not lead to its main text"],
    );
    assert_faults(
        "<a class=\"skip\"",
        "<script>a()</script><a class=\"skip\"",
        &[
            "the page: the element script stands in the text",
            "the element script loads something from outside, or runs it",
        ],
    );
    assert_faults(
        "<style>",
        "<style>@import 'x';",
        &["the style sheet may load something from outside: it has @import"],
    );
    assert_faults(
        "<style>",
        "<style>p{background:u\\72 l(//x.org/y)}",
        &["the style sheet loads something from outside: //x.org/y"],
    );
    assert_faults(
        "</head>",
        "<link rel=\"icon\" href=\"a.png\"></head>",
        &["the element link loads something from outside: a.png"],
    );
    assert_faults(
        "<h1 ",
        "<h1 onclick=\"a()\" ",
        &["the element h1 runs a script (onclick)"],
    );
    assert_faults(
        " alt=\"\"",
        "",
        &["the page: the picture data:image/png;base64,… has no text alternative"],
    );
    assert_faults(
        "<header class=\"leaflet title-block\">",
        "<header></header><header class=\"leaflet title-block\">",
        &["the page has 2 elements header, and may have one"],
    );
}

#[test]
fn one_main_text_holds_the_words() {
    let page = write(&specimen());
    let without = page
        .replacen(
            "<main class=\"leaflet\" id=\"the_text\">",
            "<div id=\"the_text\">",
            1,
        )
        .replacen("</main>", "</div>", 1);
    let faults = inspect(&without).facts.faults;
    assert!(
        faults.contains(&"the page has 0 main texts, and needs one".to_owned()),
        "{faults:?}"
    );
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("stands outside of every landmark")),
        "{faults:?}"
    );
    let twice = page.replacen("<h2 id=\"before\"", "<h1 id=\"before\"", 1);
    assert!(twice != page);
    assert!(
        inspect(&twice)
            .facts
            .faults
            .contains(&"the page has 2 headings of level 1".to_owned())
    );
}

#[test]
fn what_no_page_can_carry_is_an_error_and_not_a_loss() {
    let refused = |blocks: Vec<Block>| {
        let edition = specimen::edition(blocks, None);
        Html.write(&edition, &LazyPages::of(&edition))
            .unwrap_err()
            .to_string()
    };
    let title = || specimen::heading(1, "title", "Title");
    assert!(refused(vec![title(), specimen::words("a\u{1}b")]).contains("U+0001"));
    assert!(refused(vec![title(), title()]).contains("#title comes twice"));
    assert!(refused(Vec::new()).contains("nothing to read"));
    assert!(Html.inspect(b"\xFF").is_err());
}

#[test]
fn no_page_falls_over() {
    let many = |piece: &str, size: usize| piece.repeat(size / piece.len());
    let numbered = |before: &str, after: &str, count: usize| -> String {
        (0..count).map(|n| format!("{before}{n}{after}")).collect()
    };
    const SIZE: usize = 2_000_000;
    let cases = [
        ("deep", many("<div>", SIZE)),
        ("deep inline", many("<em>", SIZE)),
        (
            "paragraphs in depth",
            format!("{}{}", many("<div>", 1_000), many("<p>", SIZE)),
        ),
        ("attributes", format!("<p {}>", numbered("a", " ", 200_000))),
        (
            "attributes between slashes",
            format!("<p {}>", numbered("a", "/", 200_000)),
        ),
        (
            "quoted attributes",
            format!("<p {}>", numbered("a", "=\">\"", 200_000)),
        ),
        (
            "attributes in an address",
            format!("<p =\"data:{}\">", numbered("a", "/", 200_000)),
        ),
        ("attributes of the body", numbered("<body a", ">", 100_000)),
        ("formatting", numbered("<p><b a", "=1>x</p>", 50_000)),
        ("links", many("<a href=x><div>", SIZE)),
        ("crossing", many("<b><p></b>x", SIZE)),
        ("foster parents", format!("<table>{}", many("x<b>y</b>", SIZE))),
        ("tables", many("<table><tr><td>", SIZE)),
        ("comment", format!("<!--{}", many("- > ", SIZE))),
        ("ids", numbered("<p id=a", ">x</p>", 100_000)),
        ("same ids", many("<p id=a>x</p>", SIZE)),
        (
            "callouts",
            many("<aside role=doc-tip aria-labelledby=x><p>y</p></aside>", SIZE),
        ),
        (
            "labels",
            numbered("<p id=l", ">x</p>", 20_000)
                + &many("<aside role=doc-tip aria-labelledby=l19999>y</aside>", SIZE),
        ),
        (
            "columns",
            format!(
                "<table>{}",
                many(&format!("<tr>{}</tr>", many("<th scope=col>x", 5_000)), SIZE)
            ),
        ),
        ("data", many("\"data:,x\" ", SIZE)),
        (
            "long data",
            format!("<img src=\"data:image/png;base64,{}\">", many("A/A/", SIZE)),
        ),
        ("text", many("x &amp; y &lt; ", SIZE)),
        ("marks", "\u{FDD0}".repeat(SIZE / 3)),
        ("style", format!("<style>{}</style>", many("\\", SIZE))),
    ];
    for (name, body) in cases {
        let page = format!("<!DOCTYPE html><html lang=en><title>x</title><main>{body}");
        let found = Html.inspect(page.as_bytes());
        let kept = match &found {
            Ok(found) => format!(
                "{} items, {} faults",
                found.reading.items.len(),
                found.facts.faults.len()
            ),
            Err(e) => e.to_string().chars().take(100).collect(),
        };
        println!("{name}: {kept}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_pages_never_panic(at in any::<prop::sample::Index>(), cut in 1usize..40, junk in "[<>a-z/=\"'& !\\-]{0,24}|\\PC{0,12}") {
        let page = write(&specimen());
        let from = page.find("<body>").unwrap();
        let places: Vec<usize> = (from..page.len()).filter(|at| page.is_char_boundary(*at)).collect();
        let at = *at.get(&places);
        let end = (at + cut..=page.len()).find(|end| page.is_char_boundary(*end)).unwrap_or(page.len());
        let spoilt = format!("{}{junk}{}", &page[..at], &page[end..]);
        let _ = Html.inspect(spoilt.as_bytes());
    }
}

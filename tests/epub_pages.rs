//! Page breaks and the page list of an EPUB: how they are written, that what is wrong with them is told, and that a book
//! without pages claims none.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod specimen;

use std::sync::OnceLock;

use clearleaf::backend::{Backend, Inspection, epub::Epub};
use clearleaf::export;
use clearleaf::layout::{Edition, Layout};
use clearleaf::model::*;
use clearleaf::package::{unzip, zip};
use clearleaf::page::LazyPages;
use clearleaf::source::Disk;

const PACKAGE: &str = "OEBPS/content.opf";
const NAV: &str = "OEBPS/nav.xhtml";
const TITLE: &str = "OEBPS/title.xhtml";

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(unzip::read(bytes).unwrap().remove(name).unwrap()).unwrap()
}

/// A paragraph of many words, the first of them strong, with a link among them.
fn long(number: usize) -> Block {
    let words = |from: usize| (from..from + 40).map(|n| format!("word{n} ")).collect::<String>();
    specimen::paragraph(vec![
        Inline::Strong(vec![specimen::text(&format!("Paragraph {number}"))]),
        specimen::text(&format!(" {}", words(100))),
        Inline::Link(Link {
            target: Target::Url("https://example.org/help".into()),
            content: specimen::content("how we can help you"),
        }),
        specimen::text(&format!(" {}", words(200))),
    ])
}

/// A leaflet whose pages begin in the middle of paragraphs, with its bytes.
fn book() -> &'static (Edition, Vec<u8>) {
    static BOOK: OnceLock<(Edition, Vec<u8>)> = OnceLock::new();
    BOOK.get_or_init(|| {
        let mut blocks = vec![specimen::heading(1, "title", "Pages")];
        blocks.extend((1..9).map(long));
        let mut edition = specimen::edition(blocks, Some(28.0));
        edition.leaflet.record.reviewed = edition.date;
        let bytes = Epub.write(&edition, &LazyPages::of(&edition)).unwrap();
        assert_eq!(Epub.inspect(&bytes).unwrap().facts.faults, Vec::<String>::new());
        (edition, bytes)
    })
}

/// The book with one of its parts changed.
fn changed(name: &str, change: impl Fn(&str) -> String) -> Inspection {
    let (_, bytes) = book();
    let mut files = unzip::read(bytes).unwrap();
    let mut parts = vec![zip::Part::stored("mimetype", files.remove("mimetype").unwrap())];
    for (part, bytes) in files {
        if part == name {
            let before = String::from_utf8(bytes).unwrap();
            let after = change(&before);
            assert_ne!(before, after, "nothing was changed in {name}");
            parts.push(zip::Part::new(part, after));
        } else {
            parts.push(zip::Part::new(part, bytes));
        }
    }
    Epub.inspect(&zip::write(&parts).unwrap()).unwrap()
}

fn marker(page: usize) -> String {
    format!("<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page_{page}\" aria-label=\"{page}\"/>")
}

/// The text with the marker of a page taken out and put before some words.
fn moved(text: &str, page: usize, before: &str) -> String {
    let without = text.replacen(&marker(page), "", 1);
    assert_ne!(text, without, "{text}");
    without.replacen(before, &format!("{}{before}", marker(page)), 1)
}

#[test]
fn a_marker_is_empty_says_its_number_and_stands_before_a_word() {
    let text = part(&book().1, TITLE);
    assert!(
        text.contains(&format!(
            "<section class=\"leaflet title-block\">\n{}<h1",
            marker(1)
        )),
        "{text}"
    );
    let second = text.split_once(&marker(2)).unwrap();
    assert!(second.0.ends_with(' ') && second.1.starts_with("word"), "{text}");
    let nav = part(&book().1, NAV);
    assert!(
        nav.contains("<li><a href=\"title.xhtml#page_2\">2</a></li>"),
        "{nav}"
    );
    let package = part(&book().1, PACKAGE);
    for wanted in [
        "<meta property=\"pageBreakSource\">A specimen &amp; its “parts”, PDF, layout “large-print”, 28 point, A4, 14 March 2026</meta>",
        ">pageBreakMarkers<",
        ">pageNavigation<",
    ] {
        assert!(package.contains(wanted), "{wanted} in {package}");
    }
}

#[test]
fn a_book_without_pages_claims_none() {
    let (edition, with) = book();
    let without = Epub.write(edition, &LazyPages::none()).unwrap();
    let (with, found) = (Epub.inspect(with).unwrap(), Epub.inspect(&without).unwrap());
    assert_eq!(with.reading, found.reading);
    assert_eq!(found.facts.faults, Vec::<String>::new());
    assert_eq!((found.facts.pages, found.facts.page_starts.len()), (None, 0));
    assert_eq!(with.facts.pages, Some(with.facts.page_starts.len()));
    let documents = unzip::read(&without).unwrap().into_iter();
    for (name, bytes) in documents.filter(|(name, _)| name.ends_with(".xhtml") || name == PACKAGE) {
        let text = String::from_utf8_lossy(&bytes);
        for claim in ["pagebreak", "page-list", "pageBreak", "pageNavigation", "page_"] {
            assert!(!text.contains(claim), "{name} says {claim}");
        }
    }
    let damaged = changed(PACKAGE, |text| {
        text.replace("pageBreakSource", "schema:isBasedOn")
    });
    assert_eq!(
        damaged.facts.faults,
        ["the package does not say whose pages are marked (pageBreakSource)"]
    );
}

#[test]
fn a_marker_elsewhere_begins_another_page() {
    let right = &Epub.inspect(&book().1).unwrap().facts.page_starts;
    let wrong = changed(TITLE, |text| moved(text, 2, "word110"));
    assert_eq!(wrong.facts.faults, Vec::<String>::new());
    assert_ne!(&wrong.facts.page_starts, right);
    assert_eq!(wrong.reading, Epub.inspect(&book().1).unwrap().reading);
    let start = &wrong.facts.page_starts[1];
    let words: String = wrong.reading.items[start.item]
        .runs
        .iter()
        .map(|run| run.text.as_str())
        .collect();
    assert!(words[start.offset..].starts_with("word110"), "{words}");
}

#[test]
fn what_is_wrong_with_a_marker_is_told() {
    let told = |change: &dyn Fn(&str) -> String, said: &str| {
        let faults = changed(TITLE, change).facts.faults;
        assert!(
            faults.iter().any(|fault| fault.contains(said)),
            "{said}: {faults:?}"
        );
    };
    told(
        &|text| text.replacen(" aria-label=\"2\"", "", 1),
        "the marker of a page does not say which",
    );
    told(
        &|text| text.replacen("aria-label=\"2\"/>", "aria-label=\"2\">Page 2</span>", 1),
        "the marker of a page holds the words “Page 2”",
    );
    told(
        &|text| moved(text, 2, "rd110"),
        "the marker of page “2” stands inside a word",
    );
    told(
        &|text| moved(text, 2, "we can help"),
        "the marker of page 2 stands inside the name “how we can help you” (a)",
    );
    told(
        &|text| moved(text, 1, "Pages</h1>"),
        "the marker of page 1 stands inside the name “Pages” (h1)",
    );
    told(
        &|text| moved(text, 2, "</section>"),
        "the marker of page “2” stands inside a word, or behind all text",
    );
    told(
        &|text| text.replacen(&marker(2), "", 1),
        "page “2” of the page list leads to no marker (title.xhtml#page_2)",
    );
    told(
        &|text| text.replacen("aria-label=\"2\"", "aria-label=\"8\"", 1),
        "page “2” of the page list leads to the marker of page “8”",
    );
}

#[test]
fn what_is_wrong_with_the_page_list_is_told() {
    let told = |name: &str, from: &str, to: &str, said: &[&str]| {
        let found = changed(name, |text| text.replacen(from, to, 1));
        assert_eq!(found.facts.faults, said);
    };
    let entry = |page: usize| format!("<li><a href=\"title.xhtml#page_{page}\">{page}</a></li>\n");
    told(
        NAV,
        &entry(2),
        "",
        &["page “2” is marked, and is not in the page list"],
    );
    told(
        NAV,
        &format!("{}{}", entry(2), entry(3)),
        &format!("{}{}", entry(3), entry(2)),
        &["the page list has another order than the text, or a page twice"],
    );
    told(
        NAV,
        &entry(2),
        &entry(2).repeat(2),
        &["the page list has another order than the text, or a page twice"],
    );
    told(
        NAV,
        "#page_2\">2<",
        "#page_3\">2<",
        &["page “2” of the page list leads to the marker of page “3”"],
    );
    told(
        NAV,
        "#page_2\">2<",
        "#title\">2<",
        &["page “2” of the page list leads to no marker (title.xhtml#title)"],
    );
    told(
        PACKAGE,
        "<meta property=\"schema:accessibilityFeature\">pageNavigation</meta>",
        "",
        &["the package does not say that the book has pageNavigation"],
    );
}

/// The navigation document as it is written: contents, landmarks, pages.
#[test]
fn the_navigation_of_the_first_leaflet() {
    let source = Disk::new(concat!(env!("CARGO_MANIFEST_DIR"), "/source"));
    let layout = Layout::bundled("large-print", None).unwrap();
    let edition = export::edition(&source, "breast-reconstruction", &layout, None).unwrap();
    let edition = edition.0.unwrap();
    let bytes = Epub.write(&edition, &LazyPages::of(&edition)).unwrap();
    insta::assert_snapshot!(part(&bytes, NAV));
}

#[test]
fn the_navigation_of_the_specimen() {
    let edition = specimen::edition(specimen::every_block(), Some(28.0));
    let bytes = Epub.write(&edition, &LazyPages::of(&edition)).unwrap();
    insta::assert_snapshot!(part(&bytes, NAV));
}

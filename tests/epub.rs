//! EPUB: what is written reads as the leaflet does, in parts that are well formed and lead to each other.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod specimen;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use clearleaf::backend::{Backend, Inspection, epub::Epub};
use clearleaf::layout::Edition;
use clearleaf::model::*;
use clearleaf::package::{unzip, zip};
use clearleaf::page::LazyPages;
use proptest::prelude::*;

const PACKAGE: &str = "OEBPS/content.opf";
const BODY: &str = "OEBPS/section-02.xhtml";
const REFERENCES: &str = "OEBPS/section-03.xhtml";

fn write(edition: &Edition) -> Vec<u8> {
    Epub.write(edition, &LazyPages::of(edition)).unwrap()
}

fn specimen() -> Edition {
    specimen::edition(specimen::every_block(), None)
}

fn parts(edition: &Edition) -> BTreeMap<String, String> {
    let files = unzip::read(&write(edition)).unwrap();
    let text = files
        .into_iter()
        .filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)));
    text.collect()
}

/// Keeps a book for validators and eyes where `CLEARLEAF_KEEP` names a folder.
fn keep(name: &str, bytes: &[u8]) {
    if let Ok(folder) = std::env::var("CLEARLEAF_KEEP") {
        std::fs::write(format!("{folder}/{name}.epub"), bytes).unwrap();
    }
}

fn assert_reads_as(edition: &Edition, bytes: &[u8]) {
    let found = Epub.inspect(bytes).unwrap();
    if let Some(difference) = Reading::of(edition).difference(&found.reading) {
        panic!("{difference}");
    }
    assert_eq!(found.facts.faults, Vec::<String>::new());
    assert!(found.facts.tagged);
}

#[test]
fn the_specimen_reads_as_the_leaflet_at_every_size() {
    for size in [12.0, 18.0, 28.0, 40.0, 72.0] {
        let edition = specimen::edition(specimen::every_block(), Some(size));
        let bytes = write(&edition);
        keep(&format!("specimen-{size}"), &bytes);
        assert_reads_as(&edition, &bytes);
    }
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
fn a_link_to_a_piece_of_information_keeps_its_underline() {
    let link = |url: &str, words: &str| {
        Inline::Link(Link {
            target: Target::Url(url.into()),
            content: Content::new(vec![Inline::Unbroken(vec![specimen::text(words)])]).unwrap(),
        })
    };
    let blocks = vec![
        specimen::heading(1, "title", "A"),
        specimen::paragraph(vec![
            link("https://www.example.org/help", "www.example.org/help"),
            link("mailto:help@example.org", "help@example.org"),
            link("tel:02079460018", "020 7946 0018"),
        ]),
    ];
    let parts = parts(&specimen::edition(blocks, None));
    let page = &parts["OEBPS/title.xhtml"];
    assert!(page.contains("class=\"unbroken long\">020 7946 0018</"), "{page}");
    assert!(
        page.contains("href=\"https://www.example.org/help\" dir=\"ltr\">www.example.org/<wbr/>help</a>"),
        "{page}"
    );
    let css = &parts["OEBPS/stylesheet.css"];
    assert!(
        css.contains("a .unbroken.long, a .unbroken.longer {\n  text-decoration: inherit;"),
        "{css}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_leaflet_reads_as_itself(blocks in specimen::any_blocks()) {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let edition = specimen::edition(blocks, None);
        let bytes = write(&edition);
        keep(&format!("random-{:02}", NUMBER.fetch_add(1, Ordering::Relaxed) % 20), &bytes);
        assert_reads_as(&edition, &bytes);
    }

    #[test]
    fn hostile_documents_never_panic(at in 0usize..4000, junk in "\\PC{0,12}") {
        let edition = specimen();
        let parts: Vec<zip::Part> = unzip::read(&write(&edition)).unwrap().into_iter().map(|(name, mut bytes)| {
            if name.ends_with("ml") || name.ends_with("opf") {
                let at = at % bytes.len();
                bytes.splice(at..at + 1, junk.bytes());
            }
            zip::Part::new(name, bytes)
        }).collect();
        let _ = Epub.inspect(&zip::write(&parts).unwrap());
    }
}

#[test]
fn every_part_is_well_formed_and_every_address_leads_to_a_place() {
    let parts = parts(&specimen());
    let mut places = BTreeSet::new();
    let mut addresses = Vec::new();
    for (name, text) in parts
        .iter()
        .filter(|(name, _)| !name.ends_with(".css") && *name != "mimetype")
    {
        let options = roxmltree::ParsingOptions {
            allow_dtd: true,
            ..Default::default()
        };
        let document = roxmltree::Document::parse_with_options(text, options).unwrap();
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                assert!(
                    places.insert(format!("{name}#{id}")),
                    "#{id} comes twice in {name}"
                );
            }
            for attribute in ["href", "src"] {
                let Some(address) = node.attribute(attribute) else {
                    continue;
                };
                match address.split_once('#') {
                    _ if address.starts_with("https://") => {}
                    Some(("", id)) => addresses.push(format!("{name}#{id}")),
                    _ => addresses.push(format!("{folder}/{address}")),
                }
            }
        }
    }
    let files: Vec<String> = unzip::read(&write(&specimen())).unwrap().into_keys().collect();
    assert!(addresses.len() > 20);
    for address in addresses {
        assert!(places.contains(&address) || files.contains(&address), "{address}");
    }
}

#[test]
fn the_package_is_an_epub_3_of_a_stable_name() {
    let bytes = write(&specimen());
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let files = unzip::read(&bytes).unwrap();
    assert!(!files.contains_key("OEBPS/toc.ncx"));
    let package = String::from_utf8(files[PACKAGE].clone()).unwrap();
    for wanted in [
        "version=\"3.0\"",
        "xml:lang=\"en-GB\" dir=\"ltr\"",
        "<dc:language>en-GB</dc:language>",
        "<dc:identifier id=\"epub-id-1\">urn:uuid:bb2853b9-7934-5495-a7bf-d62f9581c909</dc:identifier>",
        "<meta property=\"dcterms:modified\">2026-03-14T00:00:00Z</meta>",
        "<meta property=\"schema:accessibilityFeature\">alternativeText</meta>",
        "<meta property=\"schema:accessibilityHazard\">none</meta>",
    ] {
        assert!(package.contains(wanted), "{wanted} in {package}");
    }
    for unwanted in ["<guide", "ncx", "conformsTo", "page-list"] {
        assert!(!package.contains(unwanted), "{unwanted} in {package}");
    }
    let nav = files["OEBPS/nav.xhtml"].clone();
    assert!(
        !package.contains("idref=\"nav\"")
            && String::from_utf8(nav)
                .unwrap()
                .contains("epub:type=\"landmarks\"")
    );
}

fn package(edition: &Edition) -> String {
    parts(edition).remove(PACKAGE).unwrap()
}

/// A publisher with nothing but a name.
fn publisher(name: &str, lang: &str) -> Publisher {
    let json = serde_json::json!({ "lang": lang, "name": name });
    serde_json::from_value(json).unwrap()
}

#[test]
fn the_identifier_follows_what_makes_another_book_and_nothing_else() {
    let identifier = |edition: &Edition| package(edition).split("urn:uuid:").nth(1).unwrap()[..36].to_owned();
    let mut edition = specimen();
    edition.leaflet.publisher = Some(publisher("A Hospital", "en-GB"));
    let first = identifier(&edition);
    let mut other = edition.clone();
    other.leaflet.title = NonEmpty::new("Another title").unwrap();
    other.leaflet.record.version = NonEmpty::new("2.0");
    other.date = Date::parse("2027-01-01");
    other.leaflet.body.pop();
    other.layout.profile.body.size_pt = 28.0;
    assert_eq!(first, identifier(&other), "an update replaces the old book");
    let mut others = vec![edition.clone(); 4];
    others[0].leaflet.lang = specimen::lang("cy");
    others[1].leaflet.slug = "another".into();
    others[2].leaflet.publisher = Some(publisher("Another hospital", "en-GB"));
    others[3].layout = clearleaf::layout::Layout::bundled("tinted", None).unwrap();
    for other in others {
        assert_ne!(first, identifier(&other));
    }
}

#[test]
fn metadata_says_only_what_is_there() {
    let mut edition = specimen::edition(
        vec![
            specimen::heading(1, "title", "Plain"),
            specimen::words("Words alone."),
        ],
        None,
    );
    edition.date = None;
    let person = |name: &str| Contributor {
        name: NonEmpty::new(name),
        role: None,
        approved: false,
    };
    edition.leaflet.record.authors = vec![person("A & B <c>")];
    edition.leaflet.record.reviewers = vec![person("D. Reviewer")];
    let package = package(&edition);
    for unwanted in [
        "visual",
        "alternativeText",
        "longDescription",
        "tableOfContents",
        "structuralNavigation",
        "largePrint",
        "Arabic",
        "dc:date",
        "dcterms:issued",
        "schema:version",
        "dc:publisher",
        "dc:subject",
        "dc:rights",
        "xml:lang=\"en\"",
        "conformsTo",
        "certifiedBy",
        "icture",
        "Headings",
        "citation",
    ] {
        assert!(!package.contains(unwanted), "{unwanted} in {package}");
    }
    for wanted in [
        "1980-01-01T00:00:00Z",
        ">A &amp; B &lt;c&gt;</dc:creator>",
        ">aut</meta>",
        ">D. Reviewer</dc:contributor>",
        ">ctb</meta>",
        ">highContrastDisplay</meta>",
        "starts at 150% of the usual size",
        "No person has recorded a review of the accessibility of this edition",
    ] {
        assert!(package.contains(wanted), "{wanted} in {package}");
    }
    assert_reads_as(&edition, &write(&edition));
    keep("plain", &write(&edition));
}

#[test]
fn metadata_names_all_that_the_leaflet_does() {
    let mut edition = specimen();
    let leaflet = &mut edition.leaflet;
    let mut by = publisher("Ysbyty", "cy");
    by.legal = ["Elusen 123", "© 2026 Ysbyty"]
        .map(|line| NonEmpty::new(line).unwrap())
        .into();
    leaflet.publisher = Some(by);
    leaflet.topic = NonEmpty::new("Stomach");
    leaflet.keywords = ["Stomach", "endoscopy"]
        .map(|word| NonEmpty::new(word).unwrap())
        .into();
    leaflet.record.version = NonEmpty::new("2.1");
    leaflet.record.published = Date::parse("2024-05");
    leaflet.record.reviewed = Date::parse("2026-03-14");
    let package = package(&edition);
    for wanted in [
        "<dc:title>A specimen &amp; its “parts”</dc:title>",
        "<dc:language>en-GB</dc:language>",
        "<dc:language>ar</dc:language>",
        "<dc:creator xml:lang=\"cy\" dir=\"ltr\">Ysbyty</dc:creator>",
        "<dc:publisher xml:lang=\"cy\" dir=\"ltr\">Ysbyty</dc:publisher>",
        "<dc:rights xml:lang=\"cy\" dir=\"ltr\">© 2026 Ysbyty</dc:rights>",
        "<dc:date>2026-03-14</dc:date>",
        "<meta property=\"dcterms:issued\">2024-05</meta>",
        "<meta property=\"schema:version\">2.1</meta>",
        "<dc:subject>Stomach</dc:subject>",
        "<dc:subject>endoscopy</dc:subject>",
        "<dc:description>Everything that a leaflet can hold.</dc:description>",
        "<meta property=\"schema:accessMode\">visual</meta>",
        "<meta property=\"schema:accessModeSufficient\">textual</meta>",
        "<meta property=\"schema:accessModeSufficient\">textual,visual</meta>",
        "<meta property=\"schema:accessibilityFeature\">longDescription</meta>",
        "Headings are marked up",
        "In tables, each cell",
        "Each citation is a link",
        "Words in another language",
    ] {
        assert!(package.contains(wanted), "{wanted} in {package}");
    }
    let first = package.find("<dc:language>en-GB").unwrap();
    assert!(first < package.find("<dc:language>ar").unwrap());
    assert_eq!(
        package.matches("<dc:subject>").count(),
        2,
        "each subject comes once"
    );
    assert!(!package.contains("Elusen"), "a charity's number is no right");
    assert!(
        !package.contains("highContrastDisplay"),
        "nobody knows what words in pictures look like"
    );
    keep("described", &write(&edition));
}

/// A review of the edition as it is.
fn review(edition: &Edition, what: &str) -> Review {
    let json = serde_json::json!({
        "name": "Maria <Lind>",
        "organisation": "Access & Co",
        "date": "2026-11-20",
        "what": what,
        "formats": ["epub", "pdf"],
        "layouts": ["giant-print", "large-print"],
        "credential": "Certified tester",
        "report": "https://www.example.org/report?a=1&b=2",
        "reading": Reading::of(edition).digest(),
    });
    serde_json::from_value(json).unwrap()
}

const CLAIM: &str = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";

#[test]
fn conformance_is_claimed_from_a_current_review_alone() {
    let mut edition = specimen();
    let first = review(&edition, CLAIM);
    let mut second = first.clone();
    second.name = NonEmpty::new("Ben Ode").unwrap();
    second.organisation = None;
    second.credential = None;
    second.report = None;
    edition.leaflet.reviews = vec![first.clone(), review(&edition, "PDF/UA-1"), second];
    let package = package(&edition);
    for wanted in [
        "<meta property=\"dcterms:conformsTo\" id=\"conformance\">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>",
        "<meta property=\"a11y:certifiedBy\" id=\"certifier-1\" refines=\"#conformance\">Maria &lt;Lind&gt;, Access &amp; Co</meta>",
        "<meta property=\"dcterms:date\" refines=\"#certifier-1\">2026-11-20</meta>",
        "<meta property=\"a11y:certifierCredential\" refines=\"#certifier-1\">Certified tester</meta>",
        "<link rel=\"a11y:certifierReport\" refines=\"#certifier-1\" href=\"https://www.example.org/report?a=1&amp;b=2\"/>",
        "id=\"certifier-2\" refines=\"#conformance\">Ben Ode</meta>",
        "Reviewed by Maria &lt;Lind&gt;, Access &amp; Co (20 November 2026), who found that it conforms to EPUB Accessibility 1.1 - WCAG 2.2 Level AA.",
    ] {
        assert!(package.contains(wanted), "{wanted} in {package}");
    }
    assert_eq!(package.matches("dcterms:conformsTo").count(), 1);
    assert!(!package.contains("No person"));
    assert_reads_as(&edition, &write(&edition));
    keep("reviewed", &write(&edition));
}

#[test]
fn no_conformance_is_claimed_of_other_words_another_layout_or_another_standard() {
    let edition = specimen();
    let good = review(&edition, CLAIM);
    let with = |review: Review| {
        let mut edition = edition.clone();
        edition.leaflet.reviews = vec![review];
        edition
    };
    let mut changed = with(good.clone());
    changed.leaflet.body.push(specimen::words("One more sentence."));
    let mut smaller = with(good.clone());
    smaller.layout = clearleaf::layout::Layout::bundled("high-contrast", None).unwrap();
    let other = |change: &dyn Fn(&mut Review)| {
        let mut review = good.clone();
        change(&mut review);
        with(review)
    };
    for edition in [
        edition.clone(),
        changed,
        smaller,
        with(review(&edition, "PDF/UA-1")),
        with(review(&edition, "words")),
        other(&|review| review.reading = None),
        other(&|review| review.layouts.clear()),
        other(&|review| review.formats = vec![NonEmpty::new("docx").unwrap()]),
    ] {
        let package = package(&edition);
        for unwanted in ["conformsTo", "certif", "Maria"] {
            assert!(!package.contains(unwanted), "{unwanted} in {package}");
        }
        assert!(package.contains("No person has recorded a review"));
    }
}

#[test]
fn a_review_holds_at_the_sizes_that_were_looked_at() {
    let edition = specimen();
    let good = review(&edition, CLAIM);
    // The sizes of the review, the size of the book, and whether one holds for the other.
    for (sizes, asked, claimed) in [
        (vec![], None, true),
        (vec![], Some(edition.layout.own_size), true),
        (vec![], Some(40.0), false),
        (vec![40.0], Some(40.0), true),
        (vec![40.0], None, false),
        (vec![18.0, 40.0], Some(40.0), true),
        (vec![18.0, 40.0], Some(28.0), false),
    ] {
        let mut edition = edition.clone();
        edition.layout = clearleaf::layout::Layout::bundled("large-print", asked).unwrap();
        edition.leaflet.reviews = vec![Review {
            sizes: sizes.clone(),
            ..good.clone()
        }];
        let package = package(&edition);
        assert_eq!(package.contains("conformsTo"), claimed, "{sizes:?} at {asked:?}");
        assert_eq!(package.contains("No person"), !claimed, "{sizes:?} at {asked:?}");
    }
}

#[test]
fn a_review_by_wcag_is_told_of_and_claims_no_conformance_of_books() {
    let mut edition = specimen();
    edition.leaflet.reviews = vec![review(&edition, "WCAG 2.2 Level AA")];
    let package = package(&edition);
    assert!(!package.contains("conformsTo") && !package.contains("certifi"));
    assert!(package.contains("who found that it conforms to WCAG 2.2 Level AA."));
    assert!(!package.contains("No person"), "{package}");
}

#[test]
fn who_reviewed_twice_is_named_once_with_the_later_day() {
    let mut edition = specimen();
    let first = review(&edition, CLAIM);
    let mut later = first.clone();
    later.date = clearleaf::model::Date::parse("2026-11-21").unwrap();
    edition.leaflet.reviews = vec![first.clone(), later, first];
    let package = package(&edition);
    assert_eq!(package.matches("a11y:certifiedBy").count(), 1);
    assert!(package.contains(">2026-11-21</meta>"), "{package}");
}

#[test]
fn every_format_gives_the_digest_that_a_review_names() {
    let edition = specimen();
    let digest = Reading::of(&edition).digest();
    let pages = LazyPages::of(&edition);
    for backend in clearleaf::backend::BACKENDS {
        let bytes = backend.write(&edition, &pages).unwrap();
        let found = backend.inspect(&bytes).unwrap().reading.digest();
        assert_eq!(found, digest, "{}", backend.format().id);
    }
}

#[test]
fn a_right_to_left_leaflet_runs_from_the_right() {
    let phone = Inline::Unbroken(vec![specimen::text("020 7946 0018")]);
    let blocks = vec![
        specimen::heading(1, "title", "بعد العملية"),
        specimen::paragraph(vec![
            specimen::text("اتصل على الرقم "),
            phone,
            specimen::text(" أو 5 mg."),
        ]),
        specimen::heading(2, "more", "المزيد"),
        specimen::words("كلمات"),
    ];
    let mut edition = specimen::edition(blocks, None);
    edition.leaflet.lang = specimen::lang("ar");
    let bytes = write(&edition);
    keep("arabic", &bytes);
    assert_reads_as(&edition, &bytes);
    let parts = parts(&edition);
    assert!(parts[PACKAGE].contains("page-progression-direction=\"rtl\""));
    assert!(parts[PACKAGE].contains("xml:lang=\"ar\" dir=\"rtl\""));
    let title = &parts["OEBPS/title.xhtml"];
    assert!(
        title.contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""),
        "{title}"
    );
    assert!(
        title.contains("<bdi class=\"unbroken long\">020 7946 0018</bdi>"),
        "{title}"
    );
    let names = title.split("aria-label=\"").skip(1);
    let mut names = names.map(|rest| rest.split('"').next().unwrap());
    assert!(
        !names.any(|name| name.contains(|c: char| c.is_ascii_alphabetic())),
        "no English names among Arabic words: {title}"
    );
}

#[test]
fn a_table_too_wide_for_a_telephone_can_be_set_row_by_row() {
    let cells = |row: &[&str]| {
        row.iter()
            .map(|cell| vec![specimen::text(cell)])
            .collect::<Vec<_>>()
    };
    let mut rows = vec![
        cells(&[
            "Paracetamol",
            "",
            "Every 6 hours, at most four times in 24 hours",
            "No other paracetamol-containing medicines",
        ]),
        cells(&["Amoxicillin/clavulanate", "", "Three times a day for 7 days", ""]),
    ];
    rows[0][1] = vec![Inline::Unbroken(vec![specimen::text("1,000 mg")])];
    rows[1][1] = vec![Inline::Unbroken(vec![specimen::text("625 mg")])];
    let header = Several::new(cells(&["Medicine", "How much", "When", "Important"])).unwrap();
    let caption = Some(specimen::content("Your tablets after the operation"));
    let blocks = vec![
        specimen::heading(1, "title", "Tablets"),
        Block::Table(Table::new(caption, header, rows, true).unwrap()),
        specimen::words("Ask us."),
    ];
    for size in [18.0, 28.0] {
        let edition = specimen::edition(blocks.clone(), Some(size));
        let bytes = write(&edition);
        keep(&format!("tablets-{size}"), &bytes);
        assert_reads_as(&edition, &bytes);
        let parts = parts(&edition);
        let title = &parts["OEBPS/title.xhtml"];
        assert!(
            title.contains("<table class=\"needs-36\" role=\"table\">"),
            "{title}"
        );
        assert!(title.contains(
            "<td role=\"cell\" data-column=\"How much\"><bdi class=\"unbroken long\">1,000 mg</bdi></td>"
        ));
        assert!(parts["OEBPS/stylesheet.css"].contains("@container (max-width: 36em)"));
    }
}

/// Each width asked for is that of a table, and each table is asked about.
#[test]
fn the_style_sheet_speaks_of_the_tables_that_are_there() {
    let asked = |parts: &BTreeMap<String, String>| -> BTreeSet<String> {
        let rules = parts["OEBPS/stylesheet.css"]
            .split("@container (max-width: ")
            .skip(1);
        rules
            .map(|rule| rule.split("em)").next().unwrap().to_owned())
            .collect()
    };
    let there = |parts: &BTreeMap<String, String>| -> BTreeSet<String> {
        let documents = parts.iter().filter(|(path, _)| path.ends_with(".xhtml"));
        let tables = documents.flat_map(|(_, text)| text.split("class=\"needs-").skip(1));
        tables
            .map(|table| table.split('"').next().unwrap().to_owned())
            .collect()
    };
    let with = parts(&specimen());
    assert!(!there(&with).is_empty());
    assert_eq!(asked(&with), there(&with));
    let without = parts(&specimen::edition(vec![specimen::words("No table.")], None));
    assert_eq!(
        (asked(&without), there(&without)),
        (BTreeSet::new(), BTreeSet::new())
    );
}

/// A Reading takes them for spaces, and browsers for what they like.
#[test]
fn separators_of_lines_are_spaces() {
    let words = "Take\u{2028}5 mg,\u{2029}then\u{85}rest. 5\u{2007}mg.";
    let edition = specimen::edition(
        vec![specimen::heading(2, "a", words), specimen::words(words)],
        None,
    );
    let body = &parts(&edition)["OEBPS/section-01.xhtml"];
    let shown = "Take 5 mg, then rest. 5\u{2007}mg.";
    assert_eq!(body.matches(shown).count(), 3, "{body}");
    assert_reads_as(&edition, &write(&edition));
}

#[test]
fn accessible_names_hold_the_words_that_are_seen() {
    let parts = parts(&specimen());
    assert!(parts[BODY].contains("aria-label=\"Reference [1, sec. 1.5]\">[1, sec. 1.5]</a>"));
    assert!(
        parts[REFERENCES]
            .contains("role=\"doc-backlink\" aria-label=\"Back to citation [1] in the text\">[1]</a>")
    );
    assert!(parts[REFERENCES].contains("<span class=\"label\">[3]</span>"));
}

#[test]
fn fonts_are_in_the_book_cut_to_what_is_used_and_only_those_in_use() {
    let inspection = Epub.inspect(&write(&specimen())).unwrap();
    let names: Vec<&str> = inspection
        .facts
        .fonts
        .iter()
        .map(|font| font.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "AtkinsonHyperlegibleNext-Bold",
            "AtkinsonHyperlegibleNext-Regular",
            "NotoSansArabic-Bold",
            "NotoSansArabic-Regular"
        ]
    );
    assert!(
        inspection
            .facts
            .fonts
            .iter()
            .all(|font| font.embedded && font.subset)
    );
}

#[test]
fn lengths_are_relative_to_the_size_that_the_reader_has_set() {
    let at = |size: f32| {
        let edition = specimen::edition(specimen::every_block(), Some(size));
        parts(&edition).remove("OEBPS/stylesheet.css").unwrap()
    };
    assert!(at(18.0).contains("font-size: 150%;"));
    assert!(at(72.0).contains("font-size: 600%;"));
    for word in at(18.0).split([' ', ';', '\n', '(', ')']) {
        let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = &word[number.len()..];
        if number.parse::<f32>().is_ok() {
            assert!(["", "em", "ch", "vw"].contains(&unit), "{word}");
        }
    }
}

/// The files of a book as a book again: the first says what it is.
fn packed(mut files: BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let first = files.remove("mimetype").unwrap();
    let mut parts = vec![zip::Part::stored("mimetype", first)];
    parts.extend(files.into_iter().map(|(name, bytes)| zip::Part::new(name, bytes)));
    zip::write(&parts).unwrap()
}

/// The specimen's book with one part changed.
fn with(name: &str, change: impl Fn(&str) -> String) -> Result<Inspection, String> {
    let mut files = unzip::read(&write(&specimen())).unwrap();
    let before = String::from_utf8(files[name].clone()).unwrap();
    let after = change(&before);
    assert_ne!(before, after, "nothing was changed in {name}");
    files.insert(name.to_owned(), after.into_bytes());
    Epub.inspect(&packed(files)).map_err(|e| e.to_string())
}

/// Asserts that the Reading of a spoilt book differs from the leaflet's, first at an item that holds these words.
fn assert_differs(name: &str, from: &str, to: &str, words: &str) {
    let found = with(name, |text| text.replacen(from, to, 1)).unwrap();
    let difference = Reading::of(&specimen()).difference(&found.reading);
    let said = difference
        .unwrap_or_else(|| panic!("{from} → {to} goes unseen"))
        .to_string();
    assert!(said.contains(words), "{said}");
}

#[test]
fn what_a_reader_would_miss_is_a_difference() {
    assert_differs(
        BODY,
        "alt=\"A disc labelled A beside a triangle labelled B\"",
        "alt=\"\"",
        "picture: «en-GB: A disc labelled A",
    );
    assert_differs(
        BODY,
        "<h3 id=\"after\">After the operation</h3>",
        "<p id=\"after\">After the operation</p>",
        "After the operation",
    );
    assert_differs(BODY, " start=\"3\"", "", "numbered list from 3");
    assert_differs(BODY, " scope=\"row\"", " scope=\"col\"", "Pain, 1");
    assert_differs(BODY, " lang=\"fr\" xml:lang=\"fr\"", "", "«fr: soins de suite»");
    assert_differs(BODY, " dir=\"rtl\">\n<", ">\n<", "rtl");
    assert_differs(BODY, " role=\"doc-notice\"", "", "Call 999 if");
    assert_differs(BODY, "doc-notice", "doc-tip", "warning");
    assert_differs(BODY, "</blockquote>\n<blockquote>\n", "", "So did I");
    assert_differs(BODY, "5 mg", "50 mg", "5 mg");
    assert_differs(BODY, " role=\"doc-biblioref\"", "", "[1, sec. 1.5]");
    assert_differs(BODY, "#ref-esmo", "#ref-nice", "[1, sec. 1.5]");
    assert_differs(
        BODY,
        "<p>you cannot breathe</p>",
        "<p hidden=\"hidden\">you cannot breathe</p>",
        "you cannot breathe",
    );
    assert_differs(REFERENCES, "#cite-2", "#cite-3", "NICE");
    assert_differs(PACKAGE, "<dc:language>en-GB", "<dc:language>fr", "language");
    assert_differs(
        PACKAGE,
        "<itemref idref=\"id_section-01.xhtml\"/>",
        "",
        "Contents",
    );
}

#[test]
fn the_cover_is_for_shelves_and_not_read() {
    let package = package(&specimen());
    assert!(package.contains("href=\"cover.png\" media-type=\"image/png\" properties=\"cover-image\"/>"));
    assert!(!package.contains("idref=\"cover"), "{package}");
    let cover = |change: &dyn Fn(Vec<u8>) -> Option<Vec<u8>>| {
        let mut files = unzip::read(&write(&specimen())).unwrap();
        let cover = files.remove("OEBPS/cover.png").and_then(change);
        files.extend(cover.map(|bytes| ("OEBPS/cover.png".to_owned(), bytes)));
        Epub.inspect(&packed(files)).unwrap().facts.faults.join("\n")
    };
    assert_eq!(cover(&Some), "");
    assert_eq!(
        cover(&|_| None),
        "the manifest names OEBPS/cover.png, which is missing"
    );
    for broken in [
        cover(&|_| Some(b"a picture".to_vec())),
        cover(&|bytes| Some(bytes[..bytes.len() / 2].to_vec())),
        cover(&|mut bytes| {
            let at = bytes.len() / 2;
            bytes[at] ^= 0x55;
            Some(bytes)
        }),
    ] {
        assert_eq!(
            broken,
            "the cover image OEBPS/cover.png is no PNG that can be shown"
        );
    }
    let small = cover(&|_| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 16, 25);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[0; 16 * 25]).unwrap();
        writer.finish().unwrap();
        Some(bytes)
    });
    assert!(small.contains("is 16 by 25 pixels"), "{small}");
    let fault = |from: &str, to: &str| with(PACKAGE, |text| text.replacen(from, to, 1));
    let unnamed = fault(" properties=\"cover-image\"", "").unwrap().facts.faults;
    assert_eq!(unnamed, ["the manifest names no cover image"]);
    let page = fault("<itemref ", "<itemref idref=\"cover-image\"/><itemref ");
    let facts = page.unwrap().facts;
    assert_eq!(
        facts.faults,
        ["OEBPS/cover.png in the spine is no XHTML document"]
    );
    assert!(facts.unread.concat().contains("cover.png"), "{facts:?}");
}

#[test]
fn faults_are_told_that_no_reading_shows() {
    let faults = |name: &str, from: &str, to: &str| {
        let found = with(name, |text| text.replacen(from, to, 1))
            .unwrap()
            .facts
            .faults;
        assert_eq!(found.len(), 1, "{found:?}");
        found.concat()
    };
    let elsewhere = with("OEBPS/nav.xhtml", |text| text.replacen("#before", "#gone", 1));
    let [nowhere, missing] = elsewhere.unwrap().facts.faults.try_into().unwrap();
    assert!(nowhere.contains("“Before the operation” of OEBPS/nav.xhtml leads nowhere"));
    assert!(missing.contains("the heading “Before the operation” is not in the table of contents"));
    assert!(faults(BODY, "picture-01.svg", "picture-09.svg").contains("picture-09.svg is missing"));
    assert!(faults(BODY, " alt=\"\"", "").contains("no text alternative"));
    assert!(faults(BODY, "Reference [2]", "The second").contains("hides its words"));
    assert!(faults(BODY, "id=\"label_2\"", "id=\"label_2\" lang=\"xx-nowhere\"").contains("xx-nowhere"));
    let renamed = with(PACKAGE, |text| {
        text.replace("href=\"fonts/NotoSansArabic-Bold", "href=\"fonts/x")
    });
    assert_eq!(
        renamed.unwrap().facts.faults,
        [
            "the manifest names OEBPS/fonts/x.ttf, which is missing",
            "OEBPS/fonts/NotoSansArabic-Bold.ttf is not in the manifest"
        ]
    );
    assert!(faults("OEBPS/stylesheet.css", "Arabic-Bold.ttf", "y.ttf").contains("y.ttf"));
}

#[test]
fn bytes_that_are_no_book_are_an_error() {
    let refused =
        |name: &str, from: &str, to: &str| with(name, |text| text.replacen(from, to, 1)).unwrap_err();
    assert!(Epub.inspect(b"no zip file").is_err());
    assert!(
        refused("META-INF/container.xml", "rootfile ", "rootfold ").contains("names no package document")
    );
    let bomb = "<!DOCTYPE html [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    assert!(refused(BODY, "<!DOCTYPE html>", bomb).contains("declares entities"));
    let deep = format!("<p>{}{}", "<em>".repeat(5_000), "</em>".repeat(5_000));
    assert!(refused(BODY, "<p>", &deep).contains("nest deeper"));
}

#[test]
fn what_xml_cannot_carry_is_an_error_and_not_a_loss() {
    let edition = specimen::edition(
        vec![specimen::heading(1, "title", "Title"), specimen::words("a\u{1}b")],
        None,
    );
    let error = Epub
        .write(&edition, &LazyPages::of(&edition))
        .unwrap_err()
        .to_string();
    assert!(error.contains("U+0001"), "{error}");
    let empty = specimen::edition(Vec::new(), None);
    assert!(Epub.write(&empty, &LazyPages::of(&empty)).is_err());
}

#[test]
fn what_can_be_read_of_a_spoilt_book_is_read_and_told_of() {
    let told = |name: &str, from: &str, to: &str, words: &str| {
        let read = with(name, |text| text.replacen(from, to, 1)).unwrap();
        let faults = read.facts.faults;
        assert!(
            faults.iter().any(|fault| fault.contains(words)),
            "{words}: {faults:?}"
        );
        read.reading
    };
    let title = "<dc:title>A specimen &amp; its “parts”</dc:title>";
    assert_eq!(told(PACKAGE, title, "", "has no dc:title").title, "");
    let language = "<dc:language>en-GB</dc:language>";
    let lang = told(
        PACKAGE,
        language,
        "<dc:language>C</dc:language>",
        "dc:language “C”",
    )
    .lang;
    assert_eq!(lang.as_str(), "und");
    let spine = ("idref=\"id_title.xhtml\"", "idref=\"x\"");
    let items = told(PACKAGE, spine.0, spine.1, "which the manifest lacks").items;
    let whole = with(BODY, |text| format!("{text}\n")).unwrap();
    assert!(items.len() < whole.reading.items.len());
    assert_eq!(whole.facts.unread, Vec::<String>::new());
    let broken = told(BODY, "</section>", "", "is no well-formed XML").items.len();
    assert_eq!(broken, whole.reading.items.len());
    let named = with(BODY, |text| text.replacen("</p>", "&nbsp;&ndash;</p>", 1)).unwrap();
    assert_eq!(named.facts.faults, Vec::<String>::new());
    assert!(format!("{:?}", named.reading).contains("–"));
}

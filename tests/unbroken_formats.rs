//! Pieces of information as they stand on pages and in files: whole where they fit, broken well where they do not, and
//! in the order in which they are read.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod specimen;

use std::collections::BTreeMap;
use std::io::Read;

use clearleaf::backend::docx::Docx;
use clearleaf::backend::epub::Epub;
use clearleaf::backend::{BACKENDS, Backend};
use clearleaf::layout::{self, Edition, Layout};
use clearleaf::model::tree::Tree;
use clearleaf::model::*;
use clearleaf::page::*;
use clearleaf::source::unbroken;
use clearleaf::source::{self, Memory};
use specimen::text;

fn mark_inlines(inlines: Vec<Inline>) -> Vec<Inline> {
    unbroken::mark_inlines(inlines, Direction::LeftToRight)
}

const LEAFLET: &str = "---\ntitle: Your tablets until 14 March 2026\nlang: en-GB\nreferences: r.bib\n---\n\n\
## Taking 500 mg tablets\n\n\
Take 5 mg of the medicine twice a day [@a], or 2 x 500 mg. Ring **020** 7946 0018 (or 01632 960 123) between 9.30 am \
and noon, Monday to Friday. Keep below 38.5 °C on 14 March 2026. Your NHS number is 943 476 5919; it takes 2 to 3 weeks.\n\n\
Medicine\n:   Take 2.5 ml/kg for 6 hours [@a].\n\n\
| Medicine | How much |\n| --- | --- |\n| Paracetamol | 1,000 mg until 1 May |\n";

/// What must stand on one line of a page wherever it fits.
const WHOLE: &[&str] = &[
    "5 mg",
    "2 x 500 mg",
    "020 7946 0018",
    "01632 960 123",
    "9.30 am",
    "Monday to Friday",
    "38.5 °C",
    "14 March 2026",
    "943 476 5919",
    "2 to 3 weeks",
    "2.5 ml/kg",
    "6 hours [1]",
    "day [1]",
    "1,000 mg",
    "1 May",
];

fn built(text: &str, size: f32) -> Edition {
    let references = "@book{a, author={Smith, A.}, title={On 5 mg}, date={2018}, publisher={P}}";
    let files = Memory::default()
        .with("x/leaflet.md", text)
        .with("x/r.bib", references);
    let labels = layout::frame::callout_labels(None).unwrap();
    let sourced = source::read(&files, "x", &|_| Ok(labels.clone())).unwrap();
    let leaflet = sourced
        .leaflet
        .unwrap_or_else(|| panic!("{:?}", sourced.findings));
    layout::frame::edition(leaflet, Layout::bundled("large-print", Some(size)).unwrap(), None).unwrap()
}

/// The lines of every page: their words, and where they begin and end.
fn lines(edition: &Edition) -> (Pages, Vec<Vec<Cluster>>) {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let pages = lay_out(edition, &tree).unwrap();
    let mut lines: BTreeMap<(usize, u32), Vec<Cluster>> = BTreeMap::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for mark in page
            .marks
            .iter()
            .filter(|mark| matches!(mark.owner, Owner::Leaf(_)))
        {
            if let Shape::Text(run) = &mark.shape {
                let line = lines.entry((number, run.baseline.to_bits())).or_default();
                line.extend(run.clusters.iter().cloned());
            }
        }
    }
    (pages, lines.into_values().collect())
}

fn words(line: &[Cluster]) -> String {
    line.iter().map(|cluster| cluster.text.as_str()).collect()
}

#[test]
fn what_belongs_together_stands_on_one_line() {
    for (size, fits) in [(18.0, 30), (28.0, 22), (48.0, 12), (72.0, 6)] {
        let edition = built(LEAFLET, size);
        let (pages, lines) = lines(&edition);
        for piece in WHOLE.iter().filter(|piece| piece.chars().count() <= fits) {
            let whole = lines.iter().any(|line| words(line).contains(piece));
            assert!(
                whole,
                "`{piece}` at {size} pt: {:#?}",
                lines.iter().map(|l| words(l)).collect::<Vec<_>>()
            );
        }
        let right = pages.width;
        for cluster in lines.iter().flatten().filter(|cluster| cluster.text.trim() != "") {
            assert!(
                cluster.x >= 0.0 && cluster.x + cluster.advance <= right,
                "{size} pt: {}",
                cluster.text
            );
        }
        for line in &lines {
            // Only the entry in the list of references begins with its label.
            let begins = words(line).starts_with('[') && !words(line).starts_with("[1]Smith");
            assert!(!begins, "a marker begins a line at {size} pt: {}", words(line));
        }
    }
}

#[test]
fn what_is_wider_than_its_line_breaks_at_its_spaces_first() {
    let edition = built(
        &LEAFLET.replace("01632 960 123", "+44 (0)20 7946 0018 ext. 123"),
        72.0,
    );
    let (_, lines) = lines(&edition);
    let lines: Vec<String> = lines.iter().map(|line| words(line).trim().to_owned()).collect();
    for group in ["(0)20", "7946", "0018", "ext."] {
        assert!(
            lines.iter().any(|line| line.split(' ').any(|word| word == group)),
            "{group}: {lines:#?}"
        );
    }
}

/// An Arabic paragraph whose pieces nobody marked.
fn arabic(words: &str) -> Edition {
    let paragraph = specimen::paragraph(unbroken::mark_inlines(vec![text(words)], Direction::RightToLeft));
    let mut edition = specimen::edition(vec![specimen::heading(1, "title", "دواء"), paragraph], None);
    edition.leaflet.lang = specimen::lang("ar");
    edition
}

/// Where words of a line stand: their left end, and the x of each cluster in the order of reading.
fn stands(line: &[Cluster], words: &str) -> (f32, Vec<f32>) {
    let whole = self::words(line);
    let start = whole.find(words).unwrap_or_else(|| panic!("{words} in {whole}"));
    let (mut at, mut xs) = (0, Vec::new());
    for cluster in line {
        if (start..start + words.len()).contains(&at) {
            xs.push(cluster.x);
        }
        at += cluster.text.len();
    }
    (xs.iter().copied().fold(f32::MAX, f32::min), xs)
}

#[test]
fn unmarked_numbers_read_right_inside_arabic_on_pages() {
    for piece in [
        "5 mg",
        "38.5 °C",
        "020 7946 0018",
        "+44 20 7946 0018",
        "15 mg",
        "5-10 mg",
        "٠٢٠ ٧٩٤٦ ٠٠١٨",
        "www.nhs.uk/a",
    ] {
        let (_, lines) = lines(&arabic(&format!("خذ {piece} من")));
        let line = lines.last().unwrap();
        let (left, xs) = stands(line, piece);
        assert!(
            xs.windows(2).all(|pair| pair[0] < pair[1]),
            "{piece} runs from left to right: {xs:?}"
        );
        assert!(
            left < stands(line, "خذ").0 && left > stands(line, "من").0,
            "{piece}"
        );
    }
    for (piece, parts) in [
        ("14 مارس 2026", ["14", "مارس", "2026"]),
        ("5 إلى 10 ملغ", ["5", "10", "ملغ"]),
        ("١٤ مارس ٢٠٢٦", ["١٤", "مارس", "٢٠٢٦"]),
    ] {
        for whole in [format!("خذ {piece} من"), format!("On {piece} and")] {
            let (_, lines) = lines(&arabic(&whole));
            let line = lines.last().unwrap();
            let at: Vec<f32> = parts.iter().map(|part| stands(line, part).0).collect();
            assert!(
                at.windows(2).all(|pair| pair[0] > pair[1]),
                "{whole} runs from right to left: {at:?}"
            );
        }
    }
}

#[test]
fn a_latin_name_and_its_dose_run_from_left_to_right_inside_arabic() {
    let whole = "paracetamol 500 mg";
    let edition = arabic(&format!("خذ {whole} من"));
    let (_, lines) = lines(&edition);
    let line = lines.last().unwrap();
    let (left, xs) = stands(line, whole);
    assert!(xs.windows(2).all(|pair| pair[0] < pair[1]), "{xs:?}");
    assert!(left < stands(line, "خذ").0 && left > stands(line, "من").0);
    let part = part(
        &Epub.write(&edition, &LazyPages::of(&edition)).unwrap(),
        "OEBPS/title.xhtml",
    );
    assert!(
        part.contains("<bdi class=\"unbroken long\">paracetamol 500 mg</bdi>"),
        "{part}"
    );
    let document = document(&edition);
    assert!(document.contains("paracetamol\u{a0}500\u{a0}mg"), "{document}");
}

#[test]
fn every_format_reads_pieces_as_they_were_written() {
    let arabic = arabic("خذ 5 mg و5 ملغ قبل 14 مارس 2026 على ٠٢٠ ٧٩٤٦ ٠٠١٨ أو https://a-b.org/c-d");
    for edition in [built(LEAFLET, 18.0), built(LEAFLET, 72.0), arabic] {
        for backend in BACKENDS {
            let bytes = backend.write(&edition, &LazyPages::of(&edition)).unwrap();
            let found = backend.inspect(&bytes).unwrap();
            if let Some(difference) = Reading::of(&edition).difference(&found.reading) {
                panic!("{difference}");
            }
        }
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn document(edition: &Edition) -> String {
    part(
        &Docx.write(edition, &LazyPages::of(edition)).unwrap(),
        "word/document.xml",
    )
}

fn line(words: &str, size: f32) -> Edition {
    let paragraph = specimen::paragraph(mark_inlines(vec![text(words)]));
    specimen::edition(vec![specimen::heading(1, "title", "A"), paragraph], Some(size))
}

#[test]
fn word_holds_ranges_and_units_and_a_joiner_of_ones_own_is_read() {
    let held = "\u{200D}\u{2060}";
    let edition = line("Take 5–10 mg/kg on 10/12/2026; see www.a–b.org/c–d.", 18.0);
    let written = document(&edition);
    assert_eq!(written.matches(held).count(), 2, "{written}");
    assert_eq!(written.matches("<w:w w:val=\"1\"/>").count(), 2);
    let own = Inline::Unbroken(vec![text("5–\u{200D}10\u{2060} mg")]);
    let edition = specimen::edition(
        vec![specimen::heading(1, "title", "A"), specimen::paragraph(vec![own])],
        None,
    );
    let bytes = Docx.write(&edition, &LazyPages::of(&edition)).unwrap();
    let read = Docx.inspect(&bytes).unwrap();
    assert_eq!(
        clearleaf::model::reading::Reading::of(&edition).difference(&read.reading),
        None
    );
    let said = format!("{:?}", read.reading);
    assert!(said.contains("5–\\u{200d}10 mg"), "{said}");
}

#[test]
fn word_holds_pieces_that_fit_and_leaves_addresses_as_they_are() {
    let words = "Ring 020-7946-0018 or 020 7946 0018; see www.a-b.org/c-d for 5 mg.";
    let large = document(&line(words, 18.0));
    assert!(
        large.contains("020\u{a0}7946\u{a0}0018") && large.contains("5\u{a0}mg"),
        "{large}"
    );
    assert!(
        large.contains("www.a-b.org/c-d"),
        "no sign in an address that was not written: {large}"
    );
    assert_eq!(large.matches("<w:noBreakHyphen/>").count(), 2);
    let huge = document(&line("Ring +44 (0)20 7946 0018 for 5 mg.", 72.0));
    assert!(
        huge.contains("+44 (0)20 7946 0018"),
        "held, it would be cut between digits: {huge}"
    );
    assert!(huge.contains("5\u{a0}mg"));
}

#[test]
fn a_browser_may_wrap_what_is_wider_than_its_column_and_gains_no_sign() {
    let edition = line(
        "See www.nhs.uk/conditions/a (01632 960 123) for 5 mg, ٠٢٠ ٧٩٤٦ ٠٠١٨.",
        18.0,
    );
    let title = part(
        &Epub.write(&edition, &LazyPages::of(&edition)).unwrap(),
        "OEBPS/title.xhtml",
    );
    for wanted in [
        "<bdi dir=\"ltr\" class=\"unbroken long\">www.nhs.uk/<wbr/>conditions/<wbr/>a</bdi>",
        " <span class=\"unbroken long\">(<bdi>01632 960 123</bdi>)</span>",
        "<bdi class=\"unbroken\">5 mg</bdi>,",
        "<span class=\"unbroken long\"><bdo dir=\"ltr\">٠٢٠ ٧٩٤٦ ٠٠١٨</bdo>.</span>",
    ] {
        assert!(title.contains(wanted), "{wanted} in {title}");
    }
}

//! What other programs read out of our PDFs: Poppler and MuPDF give the words of the leaflets in reading order, and a web
//! address that is copied has no spaces in it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod validation;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use clearleaf::backend::Backend;
use clearleaf::backend::pdf::Pdf;
use clearleaf::layout::foot::{Count, Foot};
use clearleaf::layout::{Edition, LAYOUTS, Layout};
use clearleaf::model::Reading;
use clearleaf::model::reading::{Container, Destination, Item, Kind, Role};
use clearleaf::page::LazyPages;
use validation::{folder, missing};

/// Leaflets all of whose text reads from left to right.
const LEAFLETS: [&str; 2] = ["breast-reconstruction", "gastroscopy-fr"];

fn edition(slug: &str, layout: &str, size: Option<f32>) -> Edition {
    let files = clearleaf::source::Disk::new(concat!(env!("CARGO_MANIFEST_DIR"), "/source"));
    let layout = Layout::bundled(layout, size).unwrap();
    let (edition, _) = clearleaf::export::edition(&files, slug, &layout, None).unwrap();
    edition.unwrap()
}

/// What a program says of a file, or `None` where it is not installed.
fn text_of(program: &str, arguments: &[&str], file: &Path, after: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .arg(file)
        .args(after)
        .output();
    match output {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{program}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(_) => {
            missing(Some(3), &format!("{program} is missing"));
            None
        }
    }
}

fn words_of(item: &Item) -> String {
    item.runs.iter().map(|run| run.text.as_str()).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The words that a page may show beside those of the Reading: feet, numbers of pages and of items, dots, and the header
/// cells that are set again.
fn furniture(edition: &Edition, reading: &Reading) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = [".", "•", ":"].map(str::to_owned).into();
    let leaflet = &edition.leaflet;
    let mut add = |text: &str| {
        words.extend(text.split_whitespace().map(str::to_owned));
        words.extend(text.split_whitespace().map(|word| format!("{word}:")));
    };
    add(&leaflet.title);
    leaflet.short_title.iter().for_each(|title| add(title));
    for item in &reading.items {
        let heads = |container: &Container| matches!(container, Container::Cell { header: true, .. });
        if item.within.iter().any(heads) {
            add(&words_of(item));
        }
    }
    words
}

/// The text without how its pages are counted at their feet; each is.
fn without_counts(edition: &Edition, total: usize, text: &str) -> String {
    let foot = Foot::of(edition, total.to_string().len());
    let mut text = text.to_owned();
    // A bare number is told from the words by nothing.
    let counted = foot.count.contains(&Count::Total);
    for number in (1..=total).filter(|_| counted) {
        let count = foot.counted(number, total);
        assert!(text.contains(&count), "no page is said to be {count}");
        text = text.replacen(&count, " ", 1);
    }
    text
}

fn is_number(word: &str) -> bool {
    let digits = word.strip_suffix('.').unwrap_or(word);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// The words of the Reading stand in the text in their order, and nothing else does but what pages add.
fn in_order(edition: &Edition, text: &str) -> Result<(), String> {
    let reading = Reading::of(edition);
    let extra = furniture(edition, &reading);
    let seen = reading.items.iter().filter(|item| item.role != Role::Figure);
    let expected: String = seen.map(|item| squeezed(&words_of(item))).collect();
    let mut rest = expected.as_str();
    for word in text.split_whitespace() {
        // A label of a table that is set as labelled rows has a colon, which is no part of the header cell.
        let bare = word.strip_suffix(':').unwrap_or(word);
        if let Some(after) = rest.strip_prefix(word).or_else(|| rest.strip_prefix(bare)) {
            rest = after;
        } else if !(extra.contains(word) || is_number(word)) {
            let next: String = rest.chars().take(40).collect();
            return Err(format!("“{word}” stands where “{next}” should"));
        }
    }
    match rest {
        "" => Ok(()),
        rest => Err(format!("“{rest}” is missing")),
    }
}

/// Each address that is shown stands in the text without a space, though lines end in it.
fn addresses_are_whole(edition: &Edition, text: &str) -> Result<usize, String> {
    let joined: String = text.lines().collect();
    let reading = Reading::of(edition);
    let mut found = 0;
    for run in reading.items.iter().flat_map(|item| &item.runs) {
        if let Kind::Link(Destination::Url(url)) = &run.kind
            && run.text == *url
        {
            if !joined.contains(url.as_str()) {
                return Err(format!("{url} is not in the text as one"));
            }
            found += 1;
        }
    }
    Ok(found)
}

fn holds(program: &str, arguments: &[&str], after: &[&str]) {
    let out = folder(program);
    let mut addresses = 0;
    let mut editions: Vec<(String, Edition)> = Vec::new();
    for slug in LEAFLETS {
        for layout in &LAYOUTS {
            editions.push((
                format!("{slug}-{}", layout.name),
                edition(slug, layout.name, None),
            ));
        }
        // Much larger, a table set as labelled rows spans pages, and its header cells stand where they label: only the tag
        // tree has their order then.
        for size in [12.0, 28.0] {
            editions.push((
                format!("{slug}-{size}"),
                edition(slug, LAYOUTS[0].name, Some(size)),
            ));
        }
    }
    for (name, edition) in editions {
        let path = out.join(format!("{name}.pdf"));
        let pages = LazyPages::of(&edition);
        fs::write(&path, Pdf.write(&edition, &pages).unwrap()).unwrap();
        let Some(text) = text_of(program, arguments, &path, after) else {
            return;
        };
        let text = without_counts(&edition, pages.get().unwrap().pages.len(), &text);
        in_order(&edition, &text).unwrap_or_else(|fault| panic!("{program}, {name}: {fault}\n{text}"));
        match addresses_are_whole(&edition, &text) {
            Ok(found) => addresses += found,
            Err(fault) => panic!("{program}, {name}: {fault}\n{text}"),
        }
    }
    assert!(addresses > 0, "no address was looked for");
}

#[test]
fn poppler_reads_the_words_in_order() {
    // In the order of the content, as it is read; the usual order is of columns that it thinks it sees.
    holds("pdftotext", &["-raw", "-enc", "UTF-8"], &["-"]);
}

#[test]
fn mupdf_reads_the_words_in_order() {
    holds("mutool", &["draw", "-q", "-F", "txt"], &[]);
}

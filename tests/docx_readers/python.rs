//! What python-docx reads, compared with the edition.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use clearleaf::model::reading::{Container, Destination, Kind, Reading};
use clearleaf::model::tree::{NodeKind, Tree};
use clearleaf::model::{Alt, Date, Direction};
use serde_json::Value;

use super::{Written, alternatives, headings, text, words, written};
use crate::validation::{absent, folder, installed};

/// What python-docx says of these files, in their order. `None` where it is not installed, which is said aloud.
fn read(files: &[PathBuf]) -> Option<Vec<Value>> {
    let installed = installed();
    if !installed.join("python/docx").is_dir() {
        absent("python-docx");
        return None;
    }
    let output = Command::new("python3")
        .args(["-I", "tests/validators/read_docx.py"])
        .arg(installed)
        .args(files)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "python-docx crashed: {said}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn string<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("no {key} in {value}"))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("no {key} in {value}"))
}

#[test]
fn python_docx_reads_what_the_edition_says() {
    let out = folder("python-docx");
    let files = written();
    let paths: Vec<PathBuf> = files.iter().map(|file| file.put(&out)).collect();
    let Some(read) = read(&paths) else { return };
    assert_eq!(read.len(), files.len());
    for (file, found) in files.iter().zip(&read) {
        properties(file, found);
        paragraphs(file, found);
        tables(file, found);
        pictures(file, found);
        links(file, found);
        page(file, found);
        styles(file, found);
    }
}

fn properties(file: &Written, found: &Value) {
    let (name, leaflet) = (&file.name, &file.edition.leaflet);
    assert_eq!(string(found, "title"), &*leaflet.title, "{name}");
    assert_eq!(string(found, "language"), leaflet.lang.as_str(), "{name}");
    let summary = leaflet.summary.as_deref().unwrap_or_default();
    assert_eq!(string(found, "subject"), summary, "{name}");
    assert_eq!(string(found, "author"), leaflet.creators().join("; "), "{name}");
    let keywords: Vec<&str> = leaflet.keywords.iter().map(|word| &**word).collect();
    let found_keywords = string(found, "keywords")
        .split("; ")
        .filter(|word| !word.is_empty());
    assert_eq!(found_keywords.collect::<Vec<_>>(), keywords, "{name}");
    let month = |date: Date| format!("{:04}-{:02}-", date.year(), date.month());
    let date = file.edition.date.unwrap();
    let first = leaflet.record.published.unwrap_or(date).min(date);
    assert!(string(found, "created").starts_with(&month(first)), "{name}");
    assert!(string(found, "modified").starts_with(&month(date)), "{name}");
}

/// A paragraph's words, without the page that a line of the contents ends with.
fn paragraph_words(paragraph: &Value) -> Vec<String> {
    let text = string(paragraph, "text");
    let entry = string(paragraph, "style").starts_with("toc ");
    words(match text.rsplit_once('\t') {
        Some((entry_text, page)) if entry && page.chars().all(char::is_numeric) => entry_text,
        _ => text,
    })
}

/// Headings by their styles, and every word in order.
fn paragraphs(file: &Written, found: &Value) {
    let name = &file.name;
    let found = list(found, "paragraphs");
    let level = |paragraph: &Value| {
        let level = string(paragraph, "style")
            .strip_prefix("Heading ")?
            .parse()
            .ok()?;
        Some((level, paragraph_words(paragraph).join(" ")))
    };
    let found_headings: Vec<(u8, String)> = found.iter().filter_map(level).collect();
    assert_eq!(found_headings, headings(&file.reading), "{name}");
    let expected: Vec<String> = file.lines().iter().flat_map(|line| words(&line.text)).collect();
    let found: Vec<String> = found.iter().flat_map(paragraph_words).collect();
    if let Some(difference) = super::parting(&expected, &found) {
        panic!("{name}, {difference}");
    }
}

/// A table as a Reading has it: caption, whether the first column heads rows, the words of each cell by rows.
#[derive(Debug, Default, PartialEq)]
struct Grid {
    caption: Option<String>,
    row_headers: bool,
    rows: Vec<Vec<String>>,
}

fn grids(reading: &Reading) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    for item in &reading.items {
        let Some(depth) = item.within.iter().rposition(|within| *within == Container::Table) else {
            continue;
        };
        if item.shared <= depth {
            grids.push(Grid::default());
        }
        let grid = grids.last_mut().unwrap();
        let words = words(&text(item)).join(" ");
        match item.within.get(depth + 1..) {
            Some([Container::Row { ordinal }, Container::Cell { header, .. }]) => {
                if item.shared <= depth + 1 {
                    grid.rows.push(Vec::new());
                }
                grid.row_headers |= *header && *ordinal > 1;
                grid.rows.last_mut().unwrap().push(words);
            }
            _ => grid.caption = Some(words),
        }
    }
    grids
}

fn tables(file: &Written, found: &Value) {
    let name = &file.name;
    let found = list(found, "tables");
    let mut stacked = file.stacked().into_iter();
    let mut expected = grids(&file.reading);
    expected.retain(|_| !stacked.next().unwrap());
    assert_eq!(found.len(), expected.len(), "{name}: how many tables");
    for (table, grid) in found.iter().zip(expected) {
        let rows = list(table, "cells").iter().map(|row| {
            let cells = row.as_array().unwrap().iter();
            cells
                .map(|cell| words(cell.as_str().unwrap()).join(" "))
                .collect()
        });
        let found = Grid {
            caption: table["caption"].as_str().map(|caption| words(caption).join(" ")),
            row_headers: table["first_column"] == true,
            rows: rows.collect(),
        };
        assert_eq!(found, grid, "{name}");
        let headers = list(table, "header_rows").iter();
        let first_alone = headers
            .enumerate()
            .all(|(at, header)| *header == Value::Bool(at == 0));
        assert!(first_alone, "{name}: {table}");
    }
    let rtl = file.edition.leaflet.direction() == Direction::RightToLeft;
    assert!(
        found.iter().all(|table| table["right_to_left"] == rtl),
        "{name}: the first column stands on the wrong side"
    );
}

/// Alternatives and decorative marks, one or the other for each picture; each leads to its pixels.
fn pictures(file: &Written, found: &Value) {
    let name = &file.name;
    let drawings = list(found, "drawings");
    let mut found = Vec::new();
    for drawing in drawings {
        let alternative = drawing["alternative"].as_str().unwrap_or_default();
        assert_eq!(
            drawing["decorative"] == true,
            alternative.is_empty(),
            "{name}: {drawing}"
        );
        if !alternative.is_empty() {
            found.push(words(alternative).join(" "));
        }
        assert_eq!(list(drawing, "parts"), ["image/png"], "{name}");
    }
    assert_eq!(found, alternatives(&file.reading), "{name}");
    // The signs of warnings are decorative, too.
    let tree = Tree::of(file.edition.blocks(), file.edition.lang());
    let decorative = tree.nodes().iter().filter(|node| match &node.kind {
        NodeKind::Picture { alt, .. } => **alt == Alt::Decorative,
        NodeKind::Callout(kind) => *kind == clearleaf::model::CalloutKind::Warning,
        _ => false,
    });
    assert_eq!(drawings.len() - found.len(), decorative.count(), "{name}");
}

fn links(file: &Written, found: &Value) {
    let urls = file.reading.items.iter().flat_map(|item| &item.runs);
    let urls: Vec<&str> = urls
        .filter_map(|run| match &run.kind {
            Kind::Link(Destination::Url(url)) => Some(url.as_str()),
            Kind::Link(Destination::Item(_)) | Kind::Plain | Kind::Citation(_) | Kind::BackLink(_) => None,
        })
        .collect();
    let found = list(found, "paragraphs")
        .iter()
        .flat_map(|paragraph| list(paragraph, "links"));
    let mut found: Vec<&str> = found
        .map(|link| string(link, "address"))
        .filter(|address| !address.is_empty())
        .collect();
    // Two parts of one link are told one after the other.
    found.dedup();
    let mut once = urls.clone();
    once.dedup();
    assert_eq!(found, once, "{}", file.name);
}

/// The sheet and its foot.
fn page(file: &Written, found: &Value) {
    let paper = &file.edition.layout.profile.paper;
    let page = &found["page"];
    for (key, wanted) in [("width", paper.width()), ("height", paper.height())] {
        let found = page[key].as_f64().unwrap();
        assert!(
            (found - f64::from(wanted)).abs() < 0.1,
            "{}: {key} {found}",
            file.name
        );
    }
    let margins = list(page, "margins");
    assert!(
        margins.iter().all(|margin| margin.as_f64().unwrap() >= 28.0),
        "{page}"
    );
    assert!(
        list(page, "foot")
            .iter()
            .any(|line| !line.as_str().unwrap().is_empty()),
        "{}: nothing stands in the foot",
        file.name
    );
}

/// Every paragraph has a style that says what it is; those that Word knows bear Word's names.
fn styles(file: &Written, found: &Value) {
    let styles = found["styles"].as_object().unwrap();
    for name in [
        "Normal",
        "Body Text",
        "Heading 1",
        "Heading 2",
        "List Bullet",
        "Caption",
        "Hyperlink",
        "Strong",
    ] {
        assert!(styles.contains_key(name), "{}: no style {name}", file.name);
    }
    assert_eq!(styles["Heading 2"]["kind"], "PARAGRAPH");
    assert_eq!(styles["Hyperlink"]["kind"], "CHARACTER");
    let plain = list(found, "paragraphs").iter();
    let plain = plain.filter(|paragraph| paragraph["style"] == "Normal");
    let plain: Vec<&Value> = plain
        .filter(|paragraph| !paragraph_words(paragraph).is_empty())
        .collect();
    assert!(plain.is_empty(), "{}: {plain:?}", file.name);
}

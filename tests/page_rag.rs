//! How ragged text and narrow tables look: what stands alone in a line, and what stands beside what.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod specimen;

use clearleaf::layout::Edition;
use clearleaf::model::tree::Tree;
use clearleaf::model::{Block, Cell, Several, Table};
use clearleaf::page::{Mark, Owner, Shape, lay_out};
use specimen::{content, edition, heading, text, words};

/// Every line of the pages: its page, its owners' kind and its words, from top to bottom.
fn lines(edition: &Edition) -> Vec<(usize, bool, String)> {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let pages = lay_out(edition, &tree).unwrap();
    let mut lines: Vec<(usize, f32, bool, String)> = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let foot = |mark: &&Mark| mark.owner != Owner::Pagination;
        for mark in page.marks.iter().filter(foot) {
            let Shape::Text(run) = &mark.shape else { continue };
            let artifact = mark.owner == Owner::Layout;
            let words: String = run.clusters.iter().map(|cluster| cluster.text.as_str()).collect();
            match lines.last_mut() {
                Some((page, baseline, same, line))
                    if *page == number && *baseline == run.baseline && *same == artifact =>
                {
                    line.push_str(&words);
                }
                _ => lines.push((number, run.baseline, artifact, words)),
            }
        }
    }
    lines.sort_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap());
    lines
        .into_iter()
        .map(|(page, _, artifact, words)| (page, artifact, words.trim().to_owned()))
        .collect()
}

fn said(edition: &Edition) -> Vec<String> {
    lines(edition).into_iter().map(|(_, _, words)| words).collect()
}

#[test]
fn no_paragraph_ends_in_one_short_word() {
    let prose =
        "Keep their advice in a place where you can find it and ask again if it is not clear to you by then ";
    let words_of: Vec<&str> = prose.split(' ').collect();
    let mut longer = 0;
    for count in 8..words_of.len() {
        let edition = edition(vec![words(&words_of[..count].join(" "))], Some(28.0));
        let lines = said(&edition);
        if lines.len() > 1 {
            longer += 1;
            assert!(lines.last().unwrap().contains(' '), "{lines:?}");
        }
    }
    assert!(longer > 5);
}

#[test]
fn the_lines_of_a_heading_are_balanced() {
    let title = "Choosing between a throat spray and an injection";
    let lines = said(&edition(
        vec![heading(2, "choosing", title), words("You can have both.")],
        None,
    ));
    assert_eq!(
        lines[..2],
        ["Choosing between a throat", "spray and an injection"]
    );
}

fn stacked(rows: &[[&str; 3]]) -> Edition {
    let cells = |row: &[&str]| -> Vec<Cell> {
        let cell = |words: &&str| {
            if words.is_empty() {
                Vec::new()
            } else {
                vec![text(words)]
            }
        };
        row.iter().map(cell).collect()
    };
    let header = Several::new(cells(&[
        "Medicine",
        "Before the operation",
        "After the operation",
    ]))
    .unwrap();
    let rows = rows.iter().map(|row| cells(row)).collect();
    let table = Table::new(Some(content("Medicines")), header, rows, true).unwrap();
    edition(vec![Block::Table(table)], Some(48.0))
}

#[test]
fn an_empty_cell_of_a_table_set_row_by_row_shows_a_dash_that_nobody_hears() {
    let lines = lines(&stacked(&[
        ["warfarin", "stop 5 days before", "start"],
        ["insulin", "", "as usual"],
    ]));
    let dash = lines
        .iter()
        .position(|(_, artifact, words)| *artifact && words.ends_with('–'))
        .unwrap();
    let heard: Vec<&str> = lines
        .iter()
        .filter(|(_, artifact, _)| !artifact)
        .map(|(_, _, words)| words.as_str())
        .collect();
    assert!(!heard.iter().any(|words| words.contains('–')), "{heard:?}");
    assert!(
        lines[..dash]
            .iter()
            .any(|(_, _, words)| words.contains("insulin")),
        "{lines:?}"
    );
    assert!(
        lines[dash..].iter().any(|(_, _, words)| words.contains("usual")),
        "{lines:?}"
    );
}

#[test]
fn a_label_of_a_table_set_row_by_row_ends_as_its_language_asks() {
    let mut edition = stacked(&[["warfarin", "stop", "start"], ["insulin", "half", "usual"]]);
    edition.words.after_label = "\u{A0}:".to_owned();
    let lines = lines(&edition);
    let after = |(_, artifact, words): &&(usize, bool, String)| *artifact && words.contains("\u{A0}:");
    assert_eq!(lines.iter().filter(after).count(), 3, "{lines:?}");
}

#[test]
fn a_row_to_be_filled_in_by_hand_stays_empty() {
    let lines = said(&stacked(&[["warfarin", "", ""]]));
    assert!(!lines.iter().any(|words| words.contains('–')), "{lines:?}");
    assert!(lines.iter().any(|words| words.starts_with("After")), "{lines:?}");
}

#[test]
fn a_label_of_two_lines_stays_with_the_words_behind_it() {
    for before in 0..12 {
        let mut edition = stacked(&[["warfarin", "stop", "start"], ["insulin", "half", "usual"]]);
        edition
            .leaflet
            .body
            .insert(0, words(&"and so on ".repeat(before + 1)));
        let lines = lines(&edition);
        for (at, (page, _, label)) in lines.iter().enumerate() {
            if label.starts_with("After") || label.starts_with("Before") {
                let value = ["stop", "start", "half", "usual"];
                let next = lines[at..]
                    .iter()
                    .find(|(_, _, words)| value.iter().any(|value| words.contains(value)));
                assert_eq!(next.map(|(page, ..)| page), Some(page), "{lines:?}");
            }
        }
    }
}

#[test]
fn words_that_are_cut_are_known_and_addresses_are_none() {
    let prose = "See oesophagogastroduodenoscopy at www.example.org/a-very-long-path/of-many-words and ask.";
    let cut = |size: f32| {
        let edition = edition(vec![words(prose)], Some(size));
        let tree = Tree::of(edition.blocks(), edition.lang());
        lay_out(&edition, &tree).unwrap().cut_words()
    };
    assert_eq!(cut(18.0), Vec::<String>::new());
    assert_eq!(cut(60.0), ["oesophagogastroduodenoscopy"]);
}

#[test]
fn a_sign_wider_than_the_column_is_set_smaller_and_joined_letters_break_last() {
    let edition = edition(
        vec![words("\u{FDFD}"), words(&"a\u{2060}".repeat(60))],
        Some(72.0),
    );
    let tree = Tree::of(edition.blocks(), edition.lang());
    let pages = lay_out(&edition, &tree).unwrap();
    for mark in pages.pages.iter().flat_map(|page| &page.marks) {
        if let Shape::Text(run) = &mark.shape {
            let end = run.clusters.iter().map(|c| c.x + c.advance).fold(0.0, f32::max);
            assert!(end <= pages.width, "{end}");
        }
    }
}

//! No word of a table is wider than its cell, measured with the faces of the profile, in any leaflet at any size.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod opc;
mod specimen;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::layout::Edition;
use clearleaf::model::Reading;
use clearleaf::model::tree::{NodeKind, Tree};
use clearleaf::page::LazyPages;
use proptest::prelude::*;
use roxmltree::Node;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn written(edition: &Edition) -> Vec<u8> {
    Docx.write(edition, &LazyPages::of(edition)).unwrap()
}

fn document(edition: &Edition) -> String {
    opc::part(&written(edition), "word/document.xml")
}

fn all<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants()
        .filter(move |node| node.has_tag_name((W, name)))
}

/// The words of a cell as lines may part them: a no-break space parts none.
fn words(cell: Node<'_, '_>) -> Vec<String> {
    let mut text = String::new();
    for node in cell.descendants() {
        match node.tag_name().name() {
            "t" => text += node.text().unwrap_or_default(),
            "noBreakHyphen" => text.push('-'),
            "br" | "tab" => text.push(' '),
            _ => {}
        }
    }
    text.split([' ', '\n']).map(str::to_owned).collect()
}

/// The words that are wider than their cell, and how many tables there are.
fn cut(edition: &Edition) -> (Vec<String>, usize) {
    let xml = document(edition);
    let document = roxmltree::Document::parse(&xml).unwrap();
    let profile = &edition.layout.profile;
    let (mut wide, mut tables) = (Vec::new(), 0);
    for table in all(document.root_element(), "tbl") {
        tables += 1;
        let figure = |node: Node<'_, '_>| node.attribute((W, "w")).unwrap().parse::<f32>().unwrap() / 20.0;
        let columns: Vec<f32> = all(table, "gridCol").map(figure).collect();
        let heads = all(table, "tblLook").any(|look| look.attribute((W, "firstColumn")) == Some("1"));
        for (number, row) in all(table, "tr").enumerate() {
            let cells: Vec<Node<'_, '_>> = all(row, "tc").collect();
            assert_eq!(cells.len(), columns.len());
            for (column, (cell, width)) in cells.into_iter().zip(&columns).enumerate() {
                let room = width - 2.0 * profile.em(profile.table.padding);
                let bold = number == 0 || heads && column == 0;
                for word in words(cell) {
                    let needs = profile.em(profile.advance(&word, bold));
                    if needs > room + 0.05 {
                        wide.push(format!("`{word}` takes {needs} pt of {room}"));
                    }
                }
            }
        }
    }
    (wide, tables)
}

/// How many tables an edition has that are set row by row, and how many it has.
fn stacked(edition: &Edition) -> (usize, usize) {
    let tree = Tree::of(edition.blocks(), edition.lang());
    let tables = tree
        .nodes()
        .iter()
        .filter(|node| matches!(node.kind, NodeKind::Table { .. }))
        .count();
    (document(edition).matches("<w:tag w:val=\"table:").count(), tables)
}

#[test]
fn no_word_is_wider_than_its_cell_at_any_size() {
    for size in [12.0, 18.0, 22.0, 28.0, 40.0, 48.0, 60.0, 72.0] {
        let edition = specimen::edition(specimen::every_block(), Some(size));
        let (wide, grids) = cut(&edition);
        assert_eq!(wide, Vec::<String>::new(), "{size} pt");
        let (stacks, tables) = stacked(&edition);
        assert_eq!(grids + stacks, tables, "every table is set one way or the other");
        if size <= 18.0 {
            assert_eq!(stacks, 0, "what fits stays a table");
        }
        if size >= 72.0 {
            assert_eq!(grids, 0, "three columns have no room at {size} pt");
        }
    }
}

#[test]
fn a_table_that_is_set_row_by_row_is_read_as_the_table_that_it_is() {
    let edition = specimen::edition(specimen::every_block(), Some(72.0));
    let bytes = written(&edition);
    let difference = |bytes: &[u8]| {
        let found = Docx.inspect(bytes).unwrap();
        Reading::of(&edition)
            .difference(&found.reading)
            .map(|found| found.to_string())
    };
    assert_eq!(difference(&bytes), None);
    for (what, whole, spoilt) in [
        ("a row is lost", "w:tag w:val=\"row\"", "w:tag w:val=\"other\""),
        (
            "there are more columns",
            "w:tag w:val=\"table:",
            "w:tag w:val=\"table:9",
        ),
        ("the first cell heads no row", ":row-headers\"", "\""),
        (
            "a label is read as its cell",
            "w:val=\"RowLabelAgain\"",
            "w:val=\"RowLabel\"",
        ),
    ] {
        let mut parts = opc::parts(&bytes);
        let xml = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        assert!(xml.contains(whole), "{what}");
        parts.insert(
            "word/document.xml".to_owned(),
            xml.replace(whole, spoilt).into_bytes(),
        );
        assert!(
            difference(&opc::pack(&parts)).is_some(),
            "{what}, and nobody sees it"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_any_leaflet_is_wider_than_its_cell(
        blocks in specimen::any_blocks(),
        size in prop::sample::select(vec![12.0_f32, 18.0, 28.0, 48.0, 72.0]),
    ) {
        let (wide, _) = cut(&specimen::edition(blocks, Some(size)));
        prop_assert_eq!(wide, Vec::<String>::new());
    }
}

//! Wherever a paragraph stands, something of a line is left for its words, on any paper at any size.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod opc;
mod specimen;

#[path = "docx_styles/sheet.rs"]
#[allow(dead_code, reason = "what styles come to is read for more than room")]
mod sheet;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::layout::{Changes, Edition, Layouts, PaperSize};
use clearleaf::model::*;
use clearleaf::page::LazyPages;
use sheet::{Sheet, attribute, child};

/// The least that is left of a line for words, in em of the body, behind numbers of three digits in lists twelve deep.
const LEAST: f32 = 2.0;

/// Paragraphs with less room, each with its style.
fn cramped(edition: &Edition) -> Vec<String> {
    let bytes = Docx.write(edition, &LazyPages::of(edition)).unwrap();
    let looks = Sheet::of(&bytes).looks("paragraph");
    let xml = opc::part(&bytes, "word/document.xml");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let profile = &edition.layout.profile;
    let column = profile.column_width();
    let named = |name: &'static str| {
        document
            .descendants()
            .filter(move |node| node.has_tag_name((sheet::W, name)))
    };
    let in_text = named("p").filter(|paragraph| {
        !paragraph
            .ancestors()
            .any(|node| node.has_tag_name((sheet::W, "tc")))
    });
    in_text
        .filter_map(|paragraph| {
            let style = attribute(child(child(paragraph, "pPr")?, "pStyle")?, "val")?;
            let look = &looks[style];
            let room = column - (look.left + look.right) as f32 / 20.0;
            // At 72 pt on A5 a line holds four letters, and a number of three digits takes more than half of it.
            let least = profile.em(LEAST).min(column * 0.35);
            (room < least).then(|| format!("{style} has {room} of {column} pt"))
        })
        .collect()
}

/// Lists in lists as deep as Word has levels and deeper, numbers of three digits, boxes in them and round them.
fn nested() -> Vec<Block> {
    let mut inner = vec![specimen::words("Take 25 mg.")];
    for depth in 0..12_u32 {
        let marker = if depth % 2 == 0 {
            Marker::Bullet
        } else {
            Marker::Number { start: 98 }
        };
        let item = Several::new([vec![specimen::words("Take 40 mg.")], inner].concat()).unwrap();
        let three = Several::new(vec![
            Several::one(specimen::words("5 mg")),
            Several::one(specimen::words("6 mg")),
            item,
        ]);
        inner = vec![Block::List(List {
            marker,
            items: three.unwrap(),
        })];
        if depth % 4 == 3 {
            inner = vec![Block::Quote(Quote {
                blocks: Several::new(inner).unwrap(),
            })];
        }
    }
    inner
}

const PAGES: [(f32, &str); 7] = [
    (18.0, "a4"),
    (28.0, "a4"),
    (48.0, "a4"),
    (72.0, "a4"),
    (28.0, "a5"),
    (48.0, "a5"),
    (72.0, "a5"),
];

fn on(blocks: Vec<Block>, size: f32, paper: &str) -> Edition {
    let mut edition = specimen::edition(blocks, None);
    let changes = Changes {
        size: Some(size),
        paper: PaperSize::named(paper),
    };
    edition.layout = Layouts::bundled().layout("large-print", changes).unwrap();
    edition
}

/// A list whose numbers have so many digits, in the text and in a box.
fn numbered(start: u32) -> Vec<Block> {
    let items = Several::new(vec![
        Several::one(specimen::words("Take 25 mg.")),
        Several::one(specimen::words("Take 40 mg.")),
    ]);
    let list = Block::List(List {
        marker: Marker::Number { start },
        items: items.unwrap(),
    });
    let quote = Block::Quote(Quote {
        blocks: Several::one(list.clone()),
    });
    vec![list, quote]
}

#[test]
fn the_longest_numbers_push_no_words_off_the_page() {
    for (size, paper) in PAGES {
        for start in [10_000, 10_000_000, u32::MAX - 9] {
            let edition = on(numbered(start), size, paper);
            assert_eq!(
                cramped(&edition),
                Vec::<String>::new(),
                "{start} at {size} pt on {paper}"
            );
            let bytes = Docx.write(&edition, &LazyPages::of(&edition)).unwrap();
            let facts = Docx.inspect(&bytes).unwrap().facts;
            assert_eq!(
                facts.faults,
                Vec::<String>::new(),
                "{start} at {size} pt on {paper}"
            );
        }
    }
}

#[test]
fn nothing_stands_in_so_far_that_no_dose_fits() {
    for (size, paper) in PAGES {
        let edition = on(nested(), size, paper);
        assert_eq!(cramped(&edition), Vec::<String>::new(), "{size} pt on {paper}");
    }
}

//! Each fault alone: the writer says exactly what is wrong, and with what.

mod document;
mod file;
mod pages;

use lopdf::{Dictionary, Object};

use super::{Owner, Tree, whose};
use crate::backend::pdf::draw::{self, Drawing};
use crate::backend::pdf::links::{self, Annotation};
use crate::backend::pdf::tag::{self, Attribute, Kid, Structure};
use crate::backend::pdf::{finish, sample, write};
use crate::model::*;
use crate::page::{Pages, Shape, TextRun};

fn blocks() -> Vec<Block> {
    let anchor = Anchor::new("title").unwrap();
    let heading = Heading {
        level: Level::TITLE,
        anchor: anchor.clone(),
        content: sample::content("A sample"),
    };
    let link = Inline::Link(Link {
        target: Target::Anchor(anchor),
        content: sample::content("the top"),
    });
    let cells = |words: &str| vec![Inline::Text(words.into())];
    let header = Several::new(vec![cells("Day"), cells("Dose")]).unwrap();
    let table = Table::new(None, header, vec![vec![cells("1"), cells("5 mg")]], true).unwrap();
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>"#;
    let figure = Figure {
        kind: FigureKind::Picture,
        image: Image {
            name: "a.svg".into(),
            data: ImageData::Svg(svg.into()),
            width: 9.0,
            height: 9.0,
        },
        alt: Alt::Text(NonEmpty::new("A triangle").unwrap()),
        caption: None,
        description: Vec::new(),
    };
    let paragraph = |content| {
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Body,
            content: Content::new(content).unwrap(),
        })
    };
    let list = List {
        marker: Marker::Number { start: 1 },
        items: Several::one(Several::one(paragraph(cells("Rest")))),
    };
    vec![
        Block::Heading(heading),
        paragraph(vec![Inline::Text("Back to ".into()), link]),
        Block::Table(table),
        Block::Figure(figure),
        Block::List(list),
    ]
}

/// What the writer says once the pages are spoilt.
fn of_pages(spoil: impl Fn(&mut Pages)) -> String {
    let edition = sample::edition(blocks());
    let tree = Tree::of(edition.blocks(), edition.lang());
    let mut pages = sample::pages(&tree);
    spoil(&mut pages);
    write(&edition, &pages).unwrap_err().to_string()
}

/// What the gate says once the structure, the drawing or the links are spoilt.
fn of_document(spoil: impl Fn(&mut Structure<'_>, &mut Drawing<'_>, &mut Vec<Annotation<'_>>)) -> String {
    let edition = sample::edition(blocks());
    let tree = Tree::of(edition.blocks(), edition.lang());
    let pages = sample::pages(&tree);
    let mut structure = tag::structure(&tree);
    let mut drawing = draw::draw(&tree, &structure, &pages).unwrap();
    let mut links = links::annotations(&edition, &tree, &structure, &pages).unwrap();
    super::document(&tree, &structure, &drawing, &links).unwrap();
    spoil(&mut structure, &mut drawing, &mut links);
    super::document(&tree, &structure, &drawing, &links)
        .unwrap_err()
        .to_string()
}

/// What the gate says once the finished objects are spoilt.
fn of_file(spoil: impl Fn(&mut lopdf::Document)) -> String {
    let edition = sample::edition(blocks());
    let tree = Tree::of(edition.blocks(), edition.lang());
    let pages = sample::pages(&tree);
    let structure = tag::structure(&tree);
    let mut drawing = draw::draw(&tree, &structure, &pages).unwrap();
    let links = links::annotations(&edition, &tree, &structure, &pages).unwrap();
    let printed = draw::print(&mut drawing, &pages).unwrap();
    let mut finished =
        finish::finish(printed, &edition, &tree, &pages, &structure, &drawing, &links).unwrap();
    super::file(&finished).unwrap();
    spoil(&mut finished.doc);
    super::file(&finished).unwrap_err().to_string()
}

fn first_run(pages: &mut Pages) -> &mut TextRun {
    let texts = pages.pages.iter_mut().flat_map(|page| &mut page.marks);
    let mut runs = texts.filter_map(|mark| match &mut mark.shape {
        Shape::Text(run) => Some(run),
        _ => None,
    });
    runs.next().unwrap()
}

/// Spoils every dictionary that has a key.
fn each_with(doc: &mut lopdf::Document, key: &str, spoil: impl Fn(&mut Dictionary)) {
    let mut spoilt = 0;
    for object in doc.objects.values_mut() {
        if let Ok(dict) = object.as_dict_mut()
            && dict.has(key.as_bytes())
        {
            spoil(dict);
            spoilt += 1;
        }
    }
    assert!(spoilt > 0, "nothing has a {key}");
}

#[track_caller]
fn says(message: &str, words: &str) {
    let said = message.strip_prefix("cannot write the pdf: ").unwrap_or(message);
    assert_eq!(said, words);
}

#[test]
fn the_unspoilt_sample_is_written() {
    let edition = sample::edition(blocks());
    let tree = Tree::of(edition.blocks(), edition.lang());
    assert!(write(&edition, &sample::pages(&tree)).is_ok());
}

#[test]
fn a_message_holds_no_more_words_than_it_needs() {
    let long = "word ".repeat(40);
    let block = Block::Paragraph(Paragraph {
        style: ParagraphStyle::Body,
        content: sample::content(&long),
    });
    let english = Lang::parse("en").unwrap();
    let blocks = [block];
    let tree = Tree::of(&blocks, &english);
    let said = whose(&tree, Owner::Leaf(tree.ids().last().unwrap()));
    assert!(said.ends_with("…”") && said.chars().count() < 80, "{said}");
}

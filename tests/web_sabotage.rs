//! Good books and good pages with one thing spoilt: what is read back must say which, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "web_sabotage/books.rs"]
mod books;
#[path = "web_sabotage/both.rs"]
mod both;
#[path = "web_sabotage/both_hidden.rs"]
mod both_hidden;
#[path = "web_sabotage/both_meaning.rs"]
mod both_meaning;
#[path = "web_sabotage/engine.rs"]
mod engine;
#[path = "web_sabotage/pages.rs"]
mod pages;
mod sabotage;
#[path = "web_sabotage/sabotages.rs"]
mod sabotages;
mod specimen;

use std::collections::BTreeMap;

use clearleaf::backend::epub::Epub;
use clearleaf::backend::html::Html;
use clearleaf::layout::Edition;
use engine::File;
use sabotage::{Format, Good};
use sabotages::Of;

fn edition(of: Of) -> Edition {
    let mut edition = specimen::edition(specimen::every_block(), None);
    if of == Of::Arabic {
        edition.leaflet.lang = specimen::lang("ar");
    }
    edition
}

fn good(format: &Format<File>) -> BTreeMap<Of, Good<File>> {
    Of::ALL.map(|of| (of, format.good(&edition(of)))).into()
}

#[test]
fn each_loss_of_a_book_is_seen_by_its_name_and_nothing_else() {
    let books = Format {
        backend: &Epub,
        apart: engine::book,
        together: File::to_book,
    };
    let count = books.all_are_seen(&good(&books), sabotages::of_books());
    assert!(count > 90, "{count}");
}

#[test]
fn each_loss_of_a_page_is_seen_by_its_name_and_nothing_else() {
    let pages = Format {
        backend: &Html,
        apart: engine::page,
        together: File::to_page,
    };
    let count = pages.all_are_seen(&good(&pages), sabotages::of_pages());
    assert!(count > 80, "{count}");
}

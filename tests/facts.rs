//! What files say beside their words: who made them, and how their text looks. The figures of our own come out as their
//! layout has them; of others nothing is told that cannot be.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test uses part of the modules it shares")]

mod specimen;

use clearleaf::backend::docx::Docx;
use clearleaf::backend::epub::Epub;
use clearleaf::backend::html::Html;
use clearleaf::backend::{Backend, Facts, Look};
use clearleaf::layout::{LAYOUTS, Layout};
use clearleaf::package::unzip;
use clearleaf::package::zip::{Part, write};
use clearleaf::page::LazyPages;

const FLOWING: [&dyn Backend; 3] = [&Docx, &Epub, &Html];

fn bytes(backend: &dyn Backend, layout: &str, size: f32) -> Vec<u8> {
    let mut edition = specimen::edition(specimen::every_block(), None);
    edition.layout = Layout::bundled(layout, Some(size)).unwrap();
    backend.write(&edition, &LazyPages::of(&edition)).unwrap()
}

fn facts(backend: &dyn Backend, bytes: &[u8]) -> Facts {
    backend.inspect(bytes).unwrap().facts
}

fn near(found: Option<f32>, wanted: f32) -> bool {
    found.is_some_and(|found| (found - wanted).abs() < 0.011)
}

#[test]
fn figures_of_every_layout_are_those_of_its_profile() {
    for layout in &LAYOUTS {
        for size in [18.0, 28.0] {
            let profile = Layout::bundled(layout.name, Some(size)).unwrap();
            let leading = profile.profile.body.leading;
            for backend in FLOWING {
                let id = backend.format().id;
                let facts = facts(backend, &bytes(backend, layout.name, size));
                let name = format!("{id} {} {size}: {:?}", layout.name, facts.look);
                assert!(near(facts.look.body_text, size), "{name}");
                assert!(near(facts.look.smallest_text, size), "{name}");
                assert!(near(facts.look.least_leading, leading), "{name}, not {leading}");
                // A book may have no colour of its own: then it is the reader's.
                let contrast = facts.look.lowest_contrast;
                assert!(contrast.is_some() || id == "epub", "{name}");
                assert!(
                    contrast.is_none_or(|contrast| (7.0..=21.0).contains(&contrast)),
                    "{name}"
                );
                assert_eq!(facts.unread, Vec::<String>::new(), "{name}");
            }
        }
    }
}

#[test]
fn the_program_that_made_a_file_is_told() {
    for backend in FLOWING {
        let producer = facts(backend, &bytes(backend, "large-print", 18.0)).producer;
        // Our books do not say.
        let wanted = (backend.format().id != "epub").then_some("clearleaf");
        assert_eq!(producer.as_deref(), wanted, "{}", backend.format().id);
    }
}

/// A good file with some text in one of its parts replaced.
fn with(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut files = unzip::read(bytes).unwrap();
    let before = String::from_utf8(files.get(name).unwrap().clone()).unwrap();
    let after = change(before.clone());
    assert!(before != after, "nothing was changed in {name}");
    files.insert(name.to_owned(), after.into_bytes());
    let first = files.remove_entry("mimetype");
    let parts = first.into_iter().chain(files);
    let parts: Vec<Part> = parts.map(|(name, bytes)| Part::stored(name, bytes)).collect();
    write(&parts).unwrap()
}

#[test]
fn what_makes_a_word_file_harder_to_read_shows_in_its_figures() {
    let good = bytes(&Docx, "large-print", 18.0);
    let look = |part: &str, from: &str, to: &str| {
        facts(&Docx, &with(&good, part, |text| text.replacen(from, to, 1))).look
    };
    let small = "<w:pPr><w:pStyle w:val=\"Lead\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"19\"/></w:rPr>";
    let lead = "<w:pPr><w:pStyle w:val=\"Lead\"/></w:pPr><w:r>";
    assert_eq!(look("word/document.xml", lead, small).smallest_text, Some(9.5));
    let pale = small.replace("<w:sz w:val=\"19\"/>", "<w:color w:val=\"777777\"/>");
    assert!(near(look("word/document.xml", lead, &pale).lowest_contrast, 4.48));
    let dark = small.replace(
        "<w:sz w:val=\"19\"/>",
        "<w:color w:val=\"auto\"/><w:highlight w:val=\"black\"/>",
    );
    let shown = look("word/document.xml", lead, &dark).lowest_contrast.unwrap();
    assert!(shown > 4.5, "automatic letters turn white on black: {shown}");
    let untold = small.replace(
        "<w:sz w:val=\"19\"/>",
        "<w:shd w:val=\"pct25\" w:color=\"000000\" w:fill=\"FFFFFF\"/>",
    );
    assert_eq!(look("word/document.xml", lead, &untold).lowest_contrast, None);
    let dense = look(
        "word/styles.xml",
        "w:line=\"258\" w:lineRule=\"auto\"",
        "w:line=\"360\" w:lineRule=\"exact\"",
    );
    assert!(near(dense.least_leading, 1.0), "{dense:?}");
    // Of a face that is not in the file nobody knows how high its lines are.
    let other = look(
        "word/theme/theme1.xml",
        "<a:minorFont><a:latin typeface=\"",
        "<a:minorFont><a:latin typeface=\"x",
    );
    assert_eq!(other.least_leading, None);
}

#[test]
fn what_makes_a_page_harder_to_read_shows_in_its_figures() {
    let good = String::from_utf8(bytes(&Html, "large-print", 18.0)).unwrap();
    let look = |css: &str| {
        let page = good.replacen("</style>", &format!("{css}</style>"), 1);
        facts(&Html, page.as_bytes()).look
    };
    assert!(near(look("blockquote p { font-size: 8pt }").smallest_text, 8.0));
    assert!(near(look("p { line-height: 1 }").least_leading, 1.0));
    assert!(near(
        look("blockquote p { color: #777; background: #fff }").lowest_contrast,
        4.48
    ));
    let dark = "@media (prefers-color-scheme: dark) { p { color: #444; background-color: #333 } }";
    assert!(look(dark).lowest_contrast.unwrap() < 1.5);
    assert_eq!(
        look("@media print { p { color: #EEE; font-size: 5pt } }"),
        look("")
    );
    assert_eq!(
        look("p:has(a) { font-size: 5pt }"),
        Look::default(),
        "not understood"
    );
    assert_eq!(look("@import 'other.css';"), Look::default());
    assert_eq!(look("p { color: color(display-p3 1 0 0) }").lowest_contrast, None);
}

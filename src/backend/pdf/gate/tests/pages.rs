//! Faults of the pages.

use super::*;
use crate::backend::pdf::gate;

#[test]
fn a_missing_glyph_is_refused() {
    let message = of_pages(|pages| first_run(pages).clusters[0].glyphs[0].id = 0);
    says(
        &message,
        "the text “A sample”: AtkinsonHyperlegibleNext-Regular has no glyph for “A”",
    );
}

#[test]
fn a_glyph_without_text_is_refused() {
    let message = of_pages(|pages| first_run(pages).clusters[0].text = Default::default());
    says(&message, "the text “A sample”: a glyph stands for no text");
}

#[test]
fn text_without_a_glyph_is_refused() {
    let message = of_pages(|pages| first_run(pages).clusters[0].glyphs.clear());
    says(&message, "the text “A sample”: “A” is drawn by no glyph");
}

#[test]
fn words_that_no_mark_draws_are_refused() {
    let message = of_pages(|pages| {
        pages.pages[0].marks.remove(0);
    });
    says(&message, "the words “A sample” are drawn as “”");
    let message = of_pages(|pages| {
        first_run(pages).clusters.pop();
    });
    says(&message, "the words “A sample” are drawn as “Asampl”");
}

#[test]
fn words_that_are_drawn_twice_are_refused() {
    let message = of_pages(|pages| {
        let again = pages.pages[0].marks[0].clone();
        pages.pages[0].marks.insert(0, again);
    });
    says(&message, "the words “A sample” are drawn as “AsampleAsample”");
}

#[test]
fn what_stands_outside_the_sheet_is_refused() {
    let message = of_pages(|pages| {
        let last = first_run(pages).clusters.last_mut().unwrap();
        last.x = 499.0;
    });
    says(
        &message,
        "the text “A sample”: drawn outside the sheet, on page 1",
    );
    let message = of_pages(|pages| first_run(pages).baseline = 900.0);
    says(
        &message,
        "the text “A sample”: drawn outside the sheet, on page 1",
    );
    let message = of_pages(|pages| first_run(pages).clusters[0].x = f32::NAN);
    says(
        &message,
        "the text “A sample”: drawn outside the sheet, on page 1",
    );
    let message = of_pages(|pages| {
        for mark in &mut pages.pages[0].marks {
            if let Shape::Picture { area, .. } = &mut mark.shape {
                area.height = 1000.0;
            }
        }
    });
    says(
        &message,
        "the picture `a.svg`: drawn outside the sheet, on page 1",
    );
    let message = of_pages(|pages| pages.pages[0].links[0].area.x = -9.0);
    says(
        &message,
        "the link “the top”: its area is outside the sheet, on page 1",
    );
}

/// The space that hangs at the end of a line is seen by nobody.
#[test]
fn white_space_may_hang_over_the_edge() {
    let edition = sample::edition(blocks());
    let tree = Tree::of(edition.blocks(), edition.lang());
    let mut pages = sample::pages(&tree);
    let space = first_run(&mut pages)
        .clusters
        .iter_mut()
        .find(|cluster| cluster.text == " ");
    space.unwrap().x = 499.0;
    assert!(gate::pages(&tree, &pages).is_ok());
}

//! What is measured of a PDF is what its layout asks for.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod specimen;

use clearleaf::backend::pdf::Pdf;
use clearleaf::backend::{Backend, Facts};
use clearleaf::layout::{Colour, Edition, LAYOUTS, Layout};
use clearleaf::model::{Block, Level};
use clearleaf::page::LazyPages;

const SIZES: [f32; 2] = [18.0, 28.0];

fn facts(edition: &Edition) -> Facts {
    let bytes = Pdf.write(edition, &LazyPages::of(edition)).unwrap();
    Pdf.inspect(&bytes).unwrap().facts
}

fn edition(blocks: Vec<Block>, layout: &str, size: f32) -> Edition {
    Edition {
        layout: Layout::bundled(layout, Some(size)).unwrap(),
        ..specimen::edition(blocks, None)
    }
}

fn prose() -> Vec<Block> {
    let sentence = "Tell the nurse before the test if you have ever had a bad reaction to a medicine. ";
    vec![
        specimen::heading(1, "title", "A specimen & its “parts”"),
        specimen::words(&sentence.repeat(6)),
        specimen::words(&sentence.repeat(3)),
    ]
}

/// Each of the two is the other, as near as a file's three decimals tell.
fn near(found: Option<f32>, wanted: f32, what: &str) {
    let found = found.unwrap_or_else(|| panic!("{what}: not measured"));
    assert!(
        (found - wanted).abs() <= wanted * 0.01,
        "{what}: {found}, not {wanted}"
    );
}

#[test]
fn prose_has_the_size_the_leading_and_the_measure_of_its_layout() {
    for (bundled, size) in LAYOUTS.iter().flat_map(|layout| SIZES.map(|size| (layout, size))) {
        let edition = edition(prose(), bundled.name, size);
        let profile = &edition.layout.profile;
        let look = facts(&edition).look;
        let what = format!("{} at {size} pt", bundled.name);
        near(look.body_text, size, &what);
        near(look.least_leading, profile.body.leading, &what);
        let longest = look.longest_line.unwrap();
        // The measure is in average characters: a line of narrow ones holds some more.
        let most = usize::try_from(profile.body.measure_characters).unwrap();
        assert!(
            longest > most / 3 && longest <= most + most / 5,
            "{what}: {longest} of {most}"
        );
        assert!(look.smallest_text.unwrap() <= size, "{what}");
        let heading = profile.heading_size(Level::TITLE);
        assert!(heading >= size, "{what}");
    }
}

#[test]
fn contrast_is_that_of_the_colours_of_its_layout() {
    for (bundled, size) in LAYOUTS.iter().flat_map(|layout| SIZES.map(|size| (layout, size))) {
        let what = format!("{} at {size} pt", bundled.name);
        let edition = edition(prose(), bundled.name, size);
        let colours = &edition.layout.profile.colours;
        let plain = [colours.text, colours.accent].map(|colour| colour.contrast(colours.paper));
        let lowest = facts(&edition).look.lowest_contrast;
        assert!(lowest >= Some(7.0), "{what}: {lowest:?}");
        assert!(
            plain
                .iter()
                .any(|wanted| lowest.is_some_and(|found| (found - wanted).abs() < 0.1)),
            "{what}: {lowest:?}, not of {plain:?}"
        );
    }
}

#[test]
fn every_block_of_every_layout_stands_out_from_what_lies_behind_it() {
    for (bundled, size) in LAYOUTS.iter().flat_map(|layout| SIZES.map(|size| (layout, size))) {
        let what = format!("{} at {size} pt", bundled.name);
        let edition = edition(specimen::every_block(), bundled.name, size);
        let colours = &edition.layout.profile.colours;
        let pairs: Vec<(Colour, Colour)> = [colours.text, colours.accent, colours.signal]
            .into_iter()
            .flat_map(|text| {
                [colours.paper, colours.accent_tint, colours.signal_tint].map(|behind| (text, behind))
            })
            .collect();
        let facts = facts(&edition);
        let lowest = facts
            .look
            .lowest_contrast
            .unwrap_or_else(|| panic!("{what}: unknown"));
        assert!(lowest >= 7.0, "{what}: {lowest}");
        assert!(
            pairs
                .iter()
                .any(|(text, behind)| (text.contrast(*behind) - lowest).abs() < 0.1),
            "{what}: {lowest} is of none of the layout's colours"
        );
        near(facts.look.body_text, size, &what);
        assert_eq!(facts.unread, Vec::<String>::new(), "{what}");
        assert!(facts.producer.unwrap().starts_with("clearleaf "), "{what}");
    }
}

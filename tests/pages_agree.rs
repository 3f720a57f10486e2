//! "Page 7" is the same place on paper and on a screen: where pages begin is recovered from the bytes of the PDF and of the
//! EPUB, and is the same.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod specimen;

use std::collections::BTreeMap;
use std::sync::Mutex;

use clearleaf::backend::{Backend, epub::Epub, pdf::Pdf};
use clearleaf::export;
use clearleaf::layout::{Edition, LAYOUTS, Layout};
use clearleaf::model::reading::{Container, Item, PageStart, Reading, Role};
use clearleaf::page::{LazyPages, Owner, Shape};
use clearleaf::source::Disk;
use proptest::prelude::*;

const EXAMPLES: [&str; 4] = [
    "breast-reconstruction",
    "gastroscopy",
    "gastroscopy-fr",
    "gastroscopy-ar",
];

/// The Reading of an edition's EPUB, and where its pages begin, the same in its PDF.
fn starts(edition: &Edition) -> Result<(Reading, Vec<PageStart>), String> {
    let pages = LazyPages::of(edition);
    let inspect = |backend: &dyn Backend| {
        let id = backend.format().id;
        let bytes = backend.write(edition, &pages).map_err(|e| format!("{id}: {e}"))?;
        let inspection = backend.inspect(&bytes).map_err(|e| format!("{id}: {e}"))?;
        match inspection.facts.faults.is_empty() {
            true => Ok(inspection),
            false => Err(format!("{id}: {}", inspection.facts.faults.join("\n"))),
        }
    };
    let (paper, screen) = (inspect(&Pdf)?, inspect(&Epub)?);
    let (on_paper, on_screen) = (paper.facts.page_starts, screen.facts.page_starts);
    let longest = on_paper.len().max(on_screen.len());
    for at in 0..longest {
        let (here, there) = (on_paper.get(at), on_screen.get(at));
        if here != there {
            let show = |reading: &Reading, start: Option<&PageStart>| match start {
                Some(start) => format!("{start:?}, “{}”", words(reading, start)),
                None => "nowhere".to_owned(),
            };
            let (here, there) = (show(&paper.reading, here), show(&screen.reading, there));
            return Err(format!("start {at}: on paper {here}\n  on screen {there}"));
        }
    }
    Ok((screen.reading, on_screen))
}

/// The item that a page begins with or in.
fn item<'r>(reading: &'r Reading, start: &PageStart) -> &'r Item {
    &reading.items[start.item]
}

/// The words from where a page begins to the end of the item.
fn words(reading: &Reading, start: &PageStart) -> String {
    let runs = item(reading, start).runs.iter();
    let text: String = runs.map(|run| run.text.as_str()).collect();
    text.chars().skip(start.offset).collect()
}

/// Places in which a page can begin, most of them in the middle of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Heading,
    InsideParagraph,
    InsideList,
    InsideListItem,
    InsideDefinition,
    InsideTable,
    InsideCell,
    InsideCallout,
    InsideQuote,
    InsideContents,
    InsideReferences,
    InsideReference,
    Label,
    Picture,
    BehindPicture,
}

/// What was met at the beginning of a page, and how often.
#[derive(Default)]
struct Met(BTreeMap<Place, usize>);

impl Met {
    fn add(&mut self, reading: &Reading, starts: &[PageStart]) {
        for start in starts.iter().skip(1) {
            for place in places(item(reading, start), start.offset) {
                *self.0.entry(place).or_default() += 1;
            }
        }
    }

    fn assert_all(&self, places: &[Place]) {
        for place in places {
            assert!(
                self.0.contains_key(place),
                "no page begins at {place:?}: {:?}",
                self.0
            );
        }
    }
}

fn places(item: &Item, offset: usize) -> Vec<Place> {
    let shared = item.within.get(..item.shared).unwrap_or_default();
    let continues = |wanted: fn(&Container) -> bool| shared.iter().any(wanted);
    let list = continues(|c| matches!(c, Container::List { .. }));
    let mut out = Vec::new();
    let found = [
        (matches!(item.role, Role::Heading(_)), Place::Heading),
        (item.role == Role::Paragraph && offset > 0, Place::InsideParagraph),
        (list, Place::InsideList),
        (
            continues(|c| matches!(c, Container::ListItem { .. })) || list && offset > 0,
            Place::InsideListItem,
        ),
        (
            continues(|c| matches!(c, Container::DefinitionList)),
            Place::InsideDefinition,
        ),
        (continues(|c| matches!(c, Container::Table)), Place::InsideTable),
        (item.role == Role::Cell && offset > 0, Place::InsideCell),
        (
            continues(|c| matches!(c, Container::Callout { .. })),
            Place::InsideCallout,
        ),
        (continues(|c| matches!(c, Container::Quote)), Place::InsideQuote),
        (
            continues(|c| matches!(c, Container::Contents)),
            Place::InsideContents,
        ),
        (
            continues(|c| matches!(c, Container::References)),
            Place::InsideReferences,
        ),
        (item.role == Role::Reference && offset > 0, Place::InsideReference),
        (item.role == Role::Label, Place::Label),
        (item.role == Role::Figure, Place::Picture),
        (
            continues(|c| matches!(c, Container::Figure)),
            Place::BehindPicture,
        ),
    ];
    out.extend(found.into_iter().filter(|(is, _)| *is).map(|(_, place)| place));
    out
}

/// That pages begin at the same places on paper and on a screen, under the numbers that stand on them.
fn agree(edition: &Edition, met: &mut Met) -> Result<(), String> {
    let (reading, starts) = starts(edition)?;
    let pages = LazyPages::of(edition).get().map_err(|e| e.to_string())?;
    let labels: Vec<String> = starts.iter().map(|start| start.label.clone()).collect();
    let numbers: Vec<String> = (1..=starts.len()).map(|number| number.to_string()).collect();
    if labels != numbers {
        return Err(format!("the pages are called {labels:?}"));
    }
    for (page, label) in pages.pages.iter().zip(&labels) {
        let foot = page.marks.iter().filter(|mark| mark.owner == Owner::Pagination);
        let foot: String = foot
            .filter_map(|mark| match &mark.shape {
                Shape::Text(run) => Some(run.clusters.iter().map(|cluster| cluster.text.as_str())),
                _ => None,
            })
            .flatten()
            .collect();
        let mut numbers = foot.split(|c: char| !c.is_ascii_digit());
        if !numbers.any(|number| number == label) {
            return Err(format!("page {label} says “{foot}” at its foot"));
        }
    }
    met.add(&reading, &starts);
    Ok(())
}

#[test]
fn the_example_leaflets_begin_their_pages_alike() {
    let source = Disk::new(concat!(env!("CARGO_MANIFEST_DIR"), "/source"));
    let mut met = Met::default();
    for (slug, size) in EXAMPLES
        .iter()
        .flat_map(|slug| [18.0, 28.0].map(|size| (slug, size)))
    {
        let layout = Layout::bundled("large-print", Some(size)).unwrap();
        let edition = export::edition(&source, slug, &layout, None).unwrap().0.unwrap();
        agree(&edition, &mut met).unwrap_or_else(|e| panic!("{slug}, {size} pt: {e}"));
    }
    met.assert_all(&[Place::InsideParagraph, Place::InsideList, Place::InsideTable]);
}

#[test]
fn the_specimen_begins_its_pages_alike_in_every_layout_and_size() {
    let mut met = Met::default();
    for size in [12.0, 18.0, 28.0, 40.0, 72.0] {
        for layout in &LAYOUTS {
            let mut edition = specimen::edition(specimen::every_block(), None);
            let Ok(layout) = Layout::bundled(layout.name, Some(size)) else {
                continue;
            };
            edition.layout = layout;
            agree(&edition, &mut met).unwrap_or_else(|e| panic!("{size} pt: {e}"));
        }
    }
    met.assert_all(&[Place::InsideParagraph, Place::InsideList, Place::InsideReferences]);
}

/// Random editions: the places that some of their pages begin at are counted over all of them.
fn agree_in_any<S: Strategy>(
    cases: u32,
    editions: S,
    edition: impl Fn(&S::Value) -> Edition,
    wanted: &[Place],
) {
    let met = Mutex::new(Met::default());
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(made in editions)| {
        if let Err(e) = agree(&edition(&made), &mut met.lock().unwrap()) {
            prop_assert!(false, "{}", e);
        }
    });
    met.into_inner().unwrap().assert_all(wanted);
}

/// Places that dozens of pages of random editions begin at.
const OFTEN: [Place; 10] = [
    Place::Heading,
    Place::InsideParagraph,
    Place::InsideList,
    Place::InsideListItem,
    Place::InsideDefinition,
    Place::InsideTable,
    Place::InsideCell,
    Place::InsideCallout,
    Place::InsideQuote,
    Place::Label,
];

#[test]
fn random_editions_begin_their_pages_alike() {
    let sizes = prop::sample::select(vec![18.0, 28.0, 48.0, 72.0]);
    let made = (specimen::any_blocks(), sizes);
    agree_in_any(
        96,
        made,
        |(blocks, size)| specimen::edition(blocks.clone(), Some(*size)),
        &OFTEN,
    );
}

#[test]
fn wild_editions_begin_their_pages_alike() {
    agree_in_any(
        96,
        specimen::wild::any_edition(),
        specimen::wild::Wild::edition,
        &OFTEN,
    );
}

//! Good books and good pages with one thing spoilt: what is read back must say which, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "web_sabotage/books.rs"]
mod books;
#[path = "web_sabotage/both.rs"]
mod both;
#[path = "web_sabotage/both_meaning.rs"]
mod both_meaning;
#[path = "web_sabotage/engine.rs"]
mod engine;
#[path = "web_sabotage/pages.rs"]
mod pages;
#[path = "web_sabotage/sabotages.rs"]
mod sabotages;
mod specimen;

use std::collections::{BTreeMap, BTreeSet};

use clearleaf::backend::epub::Epub;
use clearleaf::backend::html::Html;
use clearleaf::backend::{Backend, Inspection};
use clearleaf::layout::Edition;
use clearleaf::model::Reading;
use clearleaf::page::LazyPages;
use engine::File;
use sabotages::{Of, Sabotage, Seen};

fn edition(of: Of) -> Edition {
    let mut edition = specimen::edition(specimen::every_block(), None);
    if of == Of::Arabic {
        edition.leaflet.lang = specimen::lang("ar");
    }
    edition
}

/// What is wrong with a verdict, if it is not the expected one.
fn verdict(
    reading: &Reading,
    read: Result<Inspection, String>,
    seen: &Seen,
    also: &[&str],
) -> Result<(), String> {
    let inspection = match (read, seen) {
        (Err(error), Seen::Error(words)) if error.contains(words) => return Ok(()),
        (Err(error), _) => return Err(format!("refused: {error}")),
        (Ok(_), Seen::Error(words)) => return Err(format!("not refused: {words}")),
        (Ok(inspection), _) => inspection,
    };
    let difference = reading
        .difference(&inspection.reading)
        .map(|found| found.to_string());
    let faults = inspection.facts.faults;
    let all = || {
        format!(
            "faults {faults:#?}\ndifference\n{}",
            difference.as_deref().unwrap_or("none")
        )
    };
    let (wanted_faults, wanted_words) = match seen {
        Seen::Faults(faults) => (*faults, None),
        Seen::Reads(words) => ([].as_slice(), Some(*words)),
        Seen::Both(faults, words) => (*faults, Some(*words)),
        Seen::Error(_) => ([].as_slice(), None),
    };
    let wanted_faults = [wanted_faults, also].concat();
    let unseen = wanted_faults
        .iter()
        .find(|words| !faults.iter().any(|fault| fault.contains(**words)));
    if let Some(words) = unseen {
        return Err(format!("nobody says “{words}”\n{}", all()));
    }
    let unexpected = faults
        .iter()
        .find(|fault| !wanted_faults.iter().any(|words| fault.contains(words)));
    if let Some(fault) = unexpected {
        return Err(format!("“{fault}” was not to be expected\n{}", all()));
    }
    match (wanted_words, &difference) {
        (None, None) => Ok(()),
        (Some(words), Some(difference)) if difference.contains(words) => Ok(()),
        (Some(_) | None, _) => Err(all()),
    }
}

/// Spoils a good file in each way and looks at what is said. Gives how many ways there are.
fn all_are_seen(
    backend: &dyn Backend,
    apart: fn(&[u8]) -> File,
    together: fn(&File) -> Vec<u8>,
    sabotages: impl Iterator<Item = &'static Sabotage>,
    also: fn(&Sabotage) -> &'static [&'static str],
) -> usize {
    let mut good = BTreeMap::new();
    for of in Of::ALL {
        let edition = edition(of);
        let file = apart(&backend.write(&edition, &LazyPages::of(&edition)).unwrap());
        let reading = Reading::of(&edition);
        let inspect = backend.inspect(&together(&file)).map_err(|e| e.to_string());
        // Taken apart and put together again by another hand it reads the same.
        verdict(&reading, inspect, &Seen::Faults(&[]), &[]).unwrap();
        good.insert(of, (file, reading));
    }
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for sabotage in sabotages {
        assert!(names.insert(sabotage.name), "{} twice", sabotage.name);
        let (file, reading) = &good[&sabotage.of];
        let mut spoilt = file.clone();
        (sabotage.spoil)(&mut spoilt);
        assert!(spoilt != *file, "{} spoils nothing", sabotage.name);
        let inspect = backend.inspect(&together(&spoilt)).map_err(|e| e.to_string());
        if let Err(why) = verdict(reading, inspect, &sabotage.seen, also(sabotage)) {
            wrong.push(format!("{}: {why}", sabotage.name));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}\n\n{}",
        wrong.len(),
        names.len(),
        wrong.join("\n\n")
    );
    names.len()
}

#[test]
fn each_loss_of_a_book_is_seen_by_its_name_and_nothing_else() {
    let count = all_are_seen(
        &Epub,
        engine::book,
        File::to_book,
        sabotages::of_books(),
        |sabotage| sabotage.in_books,
    );
    assert!(count > 90, "{count}");
}

#[test]
fn each_loss_of_a_page_is_seen_by_its_name_and_nothing_else() {
    let count = all_are_seen(
        &Html,
        engine::page,
        File::to_page,
        sabotages::of_pages(),
        |sabotage| sabotage.in_pages,
    );
    assert!(count > 80, "{count}");
}

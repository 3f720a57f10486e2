//! Good Word files with one thing spoilt: what is read back must say which, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "docx_sabotage/engine.rs"]
mod engine;
#[path = "docx_sabotage/meaning.rs"]
mod meaning;
mod opc;
#[path = "docx_sabotage/parts.rs"]
mod parts;
#[path = "docx_sabotage/sabotages.rs"]
mod sabotages;
mod specimen;
#[path = "docx_sabotage/standing.rs"]
mod standing;
#[path = "docx_sabotage/text.rs"]
mod text;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::layout::Edition;
use clearleaf::model::{Block, List, Marker, Reading, Several};
use clearleaf::page::LazyPages;
use opc::{Parts, pack};
use sabotages::{Of, Seen};

fn edition(of: Of) -> Edition {
    let size = (of == Of::Large).then_some(72.0);
    let mut edition = specimen::edition([specimen::every_block(), steps()].concat(), size);
    if of == Of::Arabic {
        edition.leaflet.lang = specimen::lang("ar");
    }
    edition
}

/// Two lists of steps, each of which counts from 1.
fn steps() -> Vec<Block> {
    let steps = |steps: [&str; 2]| {
        let items = steps.map(|step| Several::one(specimen::words(step))).to_vec();
        Block::List(List {
            marker: Marker::Number { start: 1 },
            items: Several::new(items).unwrap(),
        })
    };
    vec![
        steps(["Open it.", "Close it."]),
        specimen::words("Then:"),
        steps(["Wash your hands.", "Dry them."]),
    ]
}

/// What was written, in parts.
fn good(of: Of) -> &'static Parts {
    static GOOD: [OnceLock<Parts>; Of::ALL.len()] = [const { OnceLock::new() }; Of::ALL.len()];
    GOOD[of as usize].get_or_init(|| {
        let edition = edition(of);
        opc::parts(&Docx.write(&edition, &LazyPages::of(&edition)).unwrap())
    })
}

/// What is wrong with a verdict, if it is not the expected one.
fn verdict(reading: &Reading, parts: &Parts, seen: &Seen) -> Result<(), String> {
    let inspection = match (Docx.inspect(&pack(parts)), seen) {
        (Err(error), Seen::Error(words)) if error.to_string().contains(words) => return Ok(()),
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

#[test]
fn each_loss_is_seen_by_its_name_and_nothing_else() {
    let readings = Of::ALL.map(|of| Reading::of(&edition(of)));
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for sabotage in sabotages::all() {
        assert!(names.insert(sabotage.name), "{} twice", sabotage.name);
        let mut parts = good(sabotage.of).clone();
        (sabotage.spoil)(&mut parts);
        assert!(parts != *good(sabotage.of), "{} spoils nothing", sabotage.name);
        if let Err(why) = verdict(&readings[sabotage.of as usize], &parts, &sabotage.seen) {
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
}

#[test]
fn packed_again_by_another_hand_it_reads_the_same() {
    for of in Of::ALL {
        let mut parts = good(of).clone();
        for name in ["word/document.xml", "word/styles.xml"] {
            opc::edit(&mut parts, name, |_| {});
        }
        verdict(&Reading::of(&edition(of)), &parts, &Seen::Faults(&[])).unwrap();
    }
}

/// What inspect and the check of packages share is nothing but what they see.
#[test]
fn the_check_of_packages_sees_what_does_not_hang_together() {
    for sabotage in parts::SABOTAGES {
        let mut parts = good(sabotage.of).clone();
        (sabotage.spoil)(&mut parts);
        let bytes = pack(&parts);
        let seen = std::panic::catch_unwind(|| opc::check::check(&bytes)).is_err();
        assert!(seen, "{} hangs together", sabotage.name);
    }
    opc::check::check(&pack(good(Of::English)));
}

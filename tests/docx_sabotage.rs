//! Good Word files with one thing spoilt: what is read back must say which, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "docx_sabotage/engine.rs"]
mod engine;
#[path = "docx_sabotage/meaning.rs"]
mod meaning;
mod opc;
#[path = "docx_sabotage/parts.rs"]
mod parts;
mod sabotage;
#[path = "docx_sabotage/sabotages.rs"]
mod sabotages;
#[path = "docx_sabotage/shown.rs"]
mod shown;
mod specimen;
#[path = "docx_sabotage/standing.rs"]
mod standing;
#[path = "docx_sabotage/text.rs"]
mod text;

use std::collections::BTreeMap;

use clearleaf::backend::docx::Docx;
use clearleaf::layout::Edition;
use clearleaf::model::{Block, List, Marker, Several};
use opc::{Parts, pack};
use sabotage::{Format, Good};
use sabotages::Of;

/// Word files as their parts.
const FORMAT: Format<Parts> = Format {
    backend: &Docx,
    apart,
    together: pack,
};

/// The parts of a package, what is XML among them read and written again.
fn apart(bytes: &[u8]) -> Parts {
    let mut parts = opc::parts(bytes);
    let names: Vec<String> = parts.keys().cloned().collect();
    for name in names
        .iter()
        .filter(|name| name.ends_with(".xml") || name.ends_with(".rels"))
    {
        opc::edit(&mut parts, name, |_| {});
    }
    parts
}

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

fn good() -> BTreeMap<Of, Good<Parts>> {
    Of::ALL.map(|of| (of, FORMAT.good(&edition(of)))).into()
}

#[test]
fn each_loss_is_seen_by_its_name_and_nothing_else() {
    let count = FORMAT.all_are_seen(
        &good(),
        sabotages::all().map(|sabotage| (sabotage, [].as_slice())),
    );
    assert!(count > 120, "{count}");
}

/// What inspect and the check of packages share is nothing but what they see.
#[test]
fn the_check_of_packages_sees_what_does_not_hang_together() {
    let good = good();
    for sabotage in parts::SABOTAGES {
        let mut parts = good[&sabotage.of].file.clone();
        (sabotage.spoil)(&mut parts);
        let bytes = pack(&parts);
        let seen = std::panic::catch_unwind(|| opc::check::check(&bytes)).is_err();
        assert!(seen, "{} hangs together", sabotage.name);
    }
    opc::check::check(&pack(&good[&Of::English].file));
}

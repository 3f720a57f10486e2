//! `docs/pdf-ua.md` names tests: they must be there, and no sabotage may be missing from it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;

const LEDGER: &str = "docs/pdf-ua.md";

/// What stands between backticks.
fn quoted(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The text of the file that a test stands in: of this folder, of a folder of it, or the gate's own.
fn home(file: &str) -> String {
    match file {
        "gate" => ["mod", "pages", "document", "file"]
            .map(|part| fs::read_to_string(format!("src/backend/pdf/gate/tests/{part}.rs")).unwrap())
            .concat(),
        _ => {
            let own = fs::read_to_string(format!("tests/{file}.rs")).unwrap();
            let engine = fs::read_to_string(format!("tests/{file}/engine.rs"));
            own + &engine.unwrap_or_default()
        }
    }
}

#[test]
fn every_test_that_it_names_is_there() {
    let ledger = fs::read_to_string(LEDGER).unwrap();
    let mut named = 0;
    for name in quoted(&ledger) {
        let Some((file, test)) = name.split_once("::") else {
            continue;
        };
        assert!(home(file).contains(&format!("fn {test}(")), "there is no {name}");
        named += 1;
    }
    assert!(named > 20, "{named}");
}

#[test]
fn it_holds_every_sabotage_and_no_other() {
    let ledger = fs::read_to_string(LEDGER).unwrap();
    let named: BTreeSet<&str> = quoted(&ledger)
        .into_iter()
        .filter_map(|name| name.strip_prefix("sabotage "))
        .filter(|name| *name != "…")
        .collect();
    let engine = fs::read_to_string("tests/pdf_sabotage/sabotages.rs").unwrap();
    let names = engine.split("name: \"").skip(1);
    let there: BTreeSet<&str> = names.map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(there.len() > 30);
    assert_eq!(named, there);
}

/// All thirty-one checkpoints stand in it.
#[test]
fn no_checkpoint_is_left_out() {
    let ledger = fs::read_to_string(LEDGER).unwrap();
    let table = ledger.split("## Beyond").next().unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| "));
    let numbers: BTreeSet<u32> = rows
        .filter_map(|row| row.split(" |").next())
        .flat_map(|checkpoints| checkpoints.split([' ', ',', '-']))
        .filter(|word| word.len() == 2)
        .filter_map(|word| word.parse().ok())
        .collect();
    assert_eq!(numbers, (1..=31).collect());
}

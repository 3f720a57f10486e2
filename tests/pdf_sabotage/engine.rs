//! Good PDF bytes with one thing spoilt, and the engine that others wrote: it must see each, by the rule that is for it.
//! What it does not see stands here too, beside what sees it instead.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::sabotages::Ours::{Blind, Fault, Reads};
use super::sabotages::{SABOTAGES, Sabotage};
use super::{bytes, edition, good};
use crate::validation::{folder, missing, validate};
use clearleaf::backend::Backend;
use clearleaf::backend::pdf::Pdf;
use clearleaf::model::Reading;

/// The rules that veraPDF says are broken, for each file.
fn broken(said: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut place = None;
    for line in said.lines() {
        let verdict = line
            .strip_prefix("FAIL  verapdf ")
            .or(line.strip_prefix("ok    verapdf "));
        if let Some(verdict) = verdict {
            let (flavour, rest) = verdict.split_once("  ").unwrap();
            let path = rest.split("  ").next().unwrap();
            let stem = std::path::Path::new(path)
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            out.entry(stem.clone()).or_default();
            place = Some((stem, flavour.to_owned()));
        } else if let (Some((stem, flavour)), Some(fault)) = (&place, line.strip_prefix("        ")) {
            let rule = fault.split("  ").next().unwrap();
            out.entry(stem.clone())
                .or_default()
                .insert(format!("{flavour} {rule}"));
        }
    }
    out
}

#[test]
fn vera_pdf_names_the_rule() {
    let out = folder("sabotage");
    for sabotage in SABOTAGES {
        let mut document = good();
        (sabotage.spoil)(&mut document);
        fs::write(out.join(format!("{}.pdf", sabotage.name)), bytes(document)).unwrap();
    }
    fs::write(out.join("nothing-spoilt.pdf"), bytes(good())).unwrap();
    let (status, said) = validate(&out, Some("verapdf"));
    if missing(status, &said) {
        return;
    }
    assert_eq!(status, Some(1), "{said}");
    let found = broken(&said);
    assert_eq!(found.len(), SABOTAGES.len() + 1, "{said}");
    let mut wrong = Vec::new();
    let profiles = |rules: &BTreeSet<&str>| -> BTreeSet<String> {
        let profile = |rule: &&str| rule.split(' ').next().unwrap_or_default().to_owned();
        rules.iter().map(profile).collect()
    };
    let nothing = ("nothing-spoilt", [].as_slice());
    for (name, rules) in SABOTAGES.iter().map(|s| (s.name, s.rules)).chain([nothing]) {
        let found: BTreeSet<&str> = found[name].iter().map(String::as_str).collect();
        let wanted: BTreeSet<&str> = rules.iter().copied().collect();
        if !found.is_superset(&wanted) || profiles(&found) != profiles(&wanted) {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What veraPDF sees, reading back may see too; what veraPDF does not see, reading back must.
#[test]
fn what_the_engine_does_not_see_is_seen_by_reading_back() {
    let expected = Reading::of(&edition());
    for Sabotage {
        name,
        spoil,
        rules,
        ours,
    } in SABOTAGES
    {
        let mut document = good();
        spoil(&mut document);
        let inspection = Pdf.inspect(&bytes(document)).unwrap();
        let faults = inspection.facts.faults;
        let differs = expected.difference(&inspection.reading).is_some();
        match ours {
            Fault(words) => assert!(
                faults.iter().any(|fault| fault.contains(words)),
                "{name}: {faults:?}"
            ),
            Reads => assert!(differs, "{name}: {faults:?}"),
            Blind => {
                assert!(
                    !differs && faults.is_empty(),
                    "{name} is seen after all: {faults:?}"
                );
                assert!(!rules.is_empty(), "nobody sees {name}");
            }
        }
    }
}

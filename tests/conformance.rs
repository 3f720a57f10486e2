//! What the conformance report says, and above all what it never says: that a file conforms where that is not shown.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod specimen;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use clearleaf::backend::html::Html;
use clearleaf::backend::{BACKENDS, Backend};
use clearleaf::export;
use clearleaf::layout::{Edition, Layout};
use clearleaf::model::reading::{Role, collapse};
use clearleaf::model::{
    Block, Inline, Link, List, Marker, NonEmpty, Phrase, Reading, Review, Several, Table, Target,
};
use clearleaf::page::LazyPages;
use clearleaf::source::Disk;
use clearleaf::verify::conformance::{
    By, Cause, Complaint, Conformance, Evidence, Judged, Kind, Standards, Status, Subject, Tool, Verdict,
    measured,
};
use clearleaf::verify::report::{Report, conformance_text, html, json_with};
use clearleaf::verify::{Against, Artefact, Comparison};
use lopdf::Document;

const PDF_UA: &str = "PDF/UA-1";
const WCAG: &str = "WCAG 2.2 Level AA";
const EPUB: &str = "EPUB Accessibility 1.1";
const FORMATS: [&str; 4] = ["pdf", "docx", "epub", "html"];

fn specimen() -> Edition {
    specimen::edition(specimen::every_block(), None)
}

fn write(edition: &Edition, format: &str) -> Vec<u8> {
    let backend = BACKENDS
        .iter()
        .find(|backend| backend.format().id == format)
        .unwrap();
    backend.write(edition, &LazyPages::of(edition)).unwrap()
}

fn verdict(tool: Tool, complaints: &[&str]) -> Verdict {
    let complaint = |rule: &&str| Complaint {
        rule: (*rule).to_owned(),
        message: "no".to_owned(),
    };
    Verdict {
        tool,
        version: "1.2.3".to_owned(),
        complaints: complaints.iter().map(complaint).collect(),
    }
}

/// What a run over our own files with every tool there knows.
fn everything(format: &str) -> Evidence {
    let tools = Tool::ALL.into_iter().filter(|tool| tool.format() == format);
    Evidence {
        ours: true,
        verdicts: tools.map(|tool| verdict(tool, &[])).collect(),
        silent: Vec::new(),
    }
}

/// Files compared with an edition, and what is known of them.
struct Group {
    comparison: Comparison,
    edition: Option<Edition>,
    evidence: Vec<Evidence>,
}

impl Group {
    fn of(edition: Edition, files: Vec<(&str, Vec<u8>, Evidence)>) -> Self {
        let reading = Reading::of(&edition);
        let artefact = |(format, bytes, _): &(&str, Vec<u8>, Evidence)| {
            Artefact::of(&format!("leaflet.{format}"), bytes)
        };
        let artefacts = files.iter().map(artefact).collect();
        let against = Against::Leaflet {
            name: "leaflet",
            reading: &reading,
        };
        Self {
            comparison: Comparison::of(artefacts, against),
            edition: Some(edition),
            evidence: files.into_iter().map(|(_, _, evidence)| evidence).collect(),
        }
    }

    /// All formats of an edition, with all evidence that there can be.
    fn whole(edition: Edition) -> Self {
        let files = FORMATS.map(|format| (format, write(&edition, format), everything(format)));
        Self::of(edition, files.into())
    }

    /// All formats of an edition, with nothing known but their bytes.
    fn bare(edition: Edition) -> Self {
        let files = FORMATS.map(|format| (format, write(&edition, format), Evidence::default()));
        Self::of(edition, files.into())
    }

    fn report(&self) -> Report<'_> {
        let files = self.comparison.files.iter().zip(&self.evidence);
        let conformance = files.map(|(file, evidence)| {
            Conformance::of(Subject::of(file, self.edition.as_ref(), evidence)).unwrap()
        });
        Report {
            comparison: &self.comparison,
            conformance: conformance.collect(),
            edition: self.edition.as_ref(),
            is_layout_told: true,
        }
    }
}

fn judged<'a>(report: &'a Report<'a>, format: &str, standard: &str) -> &'a Judged<'a> {
    let file = report
        .conformance
        .iter()
        .find(|file| file.format == Some(format))
        .unwrap();
    file.standards
        .iter()
        .find(|judged| judged.name == standard)
        .unwrap()
}

fn status<'a>(report: &'a Report<'a>, format: &str, standard: &str, id: &str) -> &'a Status {
    let rows = &judged(report, format, standard).rows;
    &rows
        .iter()
        .find(|row| row.id == id)
        .unwrap_or_else(|| panic!("no row {id}"))
        .status
}

fn review(edition: &Edition, what: &str) -> Review {
    let formats = match what {
        "PDF/UA-1" => vec!["pdf"],
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA" => vec!["epub"],
        _ => FORMATS.to_vec(),
    };
    serde_json::from_value(serde_json::json!({
        "name": "Maria Lind",
        "role": "uses a screen reader",
        "date": "2026-11-20",
        "what": what,
        "formats": formats,
        "layouts": ["large-print"],
        "reading": Reading::of(edition).digest(),
    }))
    .unwrap()
}

/// Reviews of all that can be claimed.
fn reviewed(mut edition: Edition) -> Edition {
    let claims = [
        "PDF/UA-1",
        "WCAG 2.2 Level AA",
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        "words",
    ];
    edition.leaflet.reviews = claims.map(|claim| review(&edition, claim)).into();
    edition
}

/// The standards that anything is said to conform to.
fn conforming(report: &Report<'_>) -> BTreeSet<String> {
    let files = report.conformance.iter();
    files
        .flat_map(|file| {
            let all = file.standards.iter().filter(|judged| judged.conforms());
            all.map(|judged| format!("{} {}", file.format.unwrap(), judged.name))
        })
        .collect()
}

/// That nothing is claimed, in any form of the report.
fn claims_nothing(report: &Report<'_>, why: &str) {
    assert_eq!(conforming(report), BTreeSet::new(), "{why}");
    let reports = std::slice::from_ref(report);
    let text = conformance_text(reports);
    assert!(!text.contains("conform"), "{why}: {text}");
    let page = String::from_utf8(html(reports).unwrap()).unwrap();
    assert!(!page.contains("conform"), "{why}");
    assert!(
        !json_with(reports).unwrap().contains("\"conforms\": true"),
        "{why}"
    );
}

#[test]
fn the_standards_are_whole() {
    let standards = Standards::carried().unwrap();
    let named = |name: &str| {
        standards
            .all
            .iter()
            .find(|standard| standard.name == name)
            .unwrap()
    };
    let matterhorn = &named(PDF_UA).requirements;
    let ids: Vec<&str> = matterhorn
        .iter()
        .map(|requirement| requirement.id.as_str())
        .collect();
    // The protocol's tables; its introduction still counts 136, without 13-008.
    assert_eq!(ids.len(), 137);
    let by = |who| {
        matterhorn
            .iter()
            .filter(|requirement| requirement.by == who)
            .count()
    };
    assert_eq!((by(By::Machine), by(By::Person), by(By::Nobody)), (87, 48, 2));
    let mut checkpoints: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for id in &ids {
        let (checkpoint, condition) = id.split_once('-').unwrap();
        checkpoints.entry(checkpoint).or_default().push(condition);
    }
    assert_eq!(checkpoints.len(), 31);
    let lengths: Vec<usize> = checkpoints.values().map(Vec::len).collect();
    assert_eq!(
        lengths,
        [
            7, 4, 3, 1, 3, 4, 2, 2, 8, 1, 7, 1, 8, 7, 5, 3, 3, 2, 4, 3, 1, 1, 1, 1, 1, 2, 1, 18, 1, 2, 30
        ]
    );
    for (checkpoint, conditions) in checkpoints {
        let numbered: Vec<String> = (1..=conditions.len()).map(|n| format!("{n:03}")).collect();
        assert_eq!(conditions, numbered, "checkpoint {checkpoint}");
    }

    let criteria = &named(WCAG).requirements;
    let level = |level: &str| {
        let of = |requirement: &&clearleaf::verify::conformance::Requirement| {
            requirement.level.as_deref() == Some(level)
        };
        criteria.iter().filter(of).count()
    };
    assert_eq!((criteria.len(), level("A"), level("AA")), (55, 31, 24));
    assert!(
        criteria
            .iter()
            .all(|criterion| criterion.id != "4.1.1" && criterion.name.is_some())
    );

    for standard in standards.all.iter().chain([&standards.guideline]) {
        let ids: BTreeSet<&str> = standard.requirements.iter().map(|r| r.id.as_str()).collect();
        assert_eq!(ids.len(), standard.requirements.len(), "{}", standard.name);
        for requirement in &standard.requirements {
            assert!(!requirement.asks.is_empty());
            let told = [&requirement.person, &requirement.look, &requirement.never];
            for words in told.into_iter().flatten().chain([&requirement.asks]) {
                assert!(!words.contains("conform"), "{words}");
            }
            let formats = requirement.formats.iter().chain(requirement.holds.keys());
            for format in formats {
                assert!(
                    standard.is_about(format),
                    "{} {}: {format}",
                    standard.name,
                    requirement.id
                );
            }
            if let Some(other) = &requirement.refers {
                named(other);
            }
        }
    }
}

/// The text of the file that a test stands in.
fn home(file: &str) -> String {
    match file {
        "gate" => ["mod", "pages", "document", "file"]
            .map(|part| fs::read_to_string(format!("src/backend/pdf/gate/tests/{part}.rs")).unwrap())
            .concat(),
        _ => fs::read_to_string(format!("tests/{file}.rs")).unwrap_or_default(),
    }
}

#[test]
fn every_test_that_is_named_is_there() {
    let standards = Standards::carried().unwrap();
    let mut seen = BTreeSet::new();
    for standard in standards.all.iter().chain([&standards.guideline]) {
        for requirement in &standard.requirements {
            for name in requirement.holds.values().flatten() {
                let (file, test) = name.split_once("::").unwrap();
                let text = home(file);
                assert!(
                    text.contains(&format!("fn {test}(")),
                    "{}: there is no {name}",
                    requirement.id
                );
                seen.insert(name);
            }
        }
    }
    assert!(seen.len() > 20, "{seen:?}");
}

#[test]
fn every_requirement_has_a_status_for_every_format_and_says_what_shows_it() {
    let standards = Standards::carried().unwrap();
    let asked = standards.all.iter().chain([&standards.guideline]);
    let asked: usize = asked.map(|standard| standard.requirements.len()).sum();
    for group in [Group::bare(specimen()), Group::whole(specimen())] {
        let report = group.report();
        assert_eq!(report.conformance.len(), 4);
        for file in &report.conformance {
            let rows: Vec<_> = file.standards.iter().flat_map(|judged| &judged.rows).collect();
            assert_eq!(rows.len(), asked);
            for row in rows {
                assert!(!row.status.detail().is_empty(), "{}", row.id);
            }
        }
    }
}

/// What was not checked says what to do, whatever is known and whatever is not.
#[test]
fn what_was_not_checked_says_what_to_do() {
    let mut alone = Group::bare(specimen());
    alone.edition = None;
    let mut silent = Group::bare(specimen());
    for evidence in &mut silent.evidence {
        evidence.silent = Tool::ALL.map(|tool| (tool, "not installed".to_owned())).into();
    }
    let unread = Group::of(
        specimen(),
        vec![("pdf", b"%PDF-1.7\nno".to_vec(), Evidence::default())],
    );
    let groups = [
        Group::bare(specimen()),
        Group::whole(specimen()),
        alone,
        silent,
        unread,
    ];
    for group in &groups {
        let report = group.report();
        let standards = report.conformance.iter().flat_map(|file| &file.standards);
        let rows = standards.flat_map(|judged| &judged.rows);
        for row in rows.filter(|row| row.status.kind() == Kind::Unchecked) {
            let help = row.status.detail();
            let says = ["give ", "run with ", "ask ", "see ", "mend ", "look "];
            assert!(
                says.iter().any(|verb| help.starts_with(verb)),
                "{}: {help}",
                row.id
            );
            assert!(
                !help.contains("Ace") || row.id.starts_with(['2', '3', '4', '5']),
                "{help}"
            );
        }
    }
}

#[test]
fn nothing_is_claimed_without_a_person() {
    claims_nothing(&Group::bare(specimen()).report(), "no evidence");
    let group = Group::whole(specimen());
    let report = group.report();
    claims_nothing(&report, "no review");
    // That a tool has run and complains of nothing is no finding, and no answer.
    let detail = status(&report, "epub", EPUB, "2.2 accessibilityFeature").detail();
    let says = "(Ace by DAISY 1.2.3 ran and complains of nothing here, and cannot tell all of it)";
    assert!(detail.ends_with(says), "{detail}");
}

#[test]
fn what_is_shown_and_reviewed_conforms() {
    let group = Group::whole(reviewed(specimen()));
    let report = group.report();
    let expected = [
        "docx WCAG 2.2 Level AA",
        "epub EPUB Accessibility 1.1",
        "epub WCAG 2.2 Level AA",
        "html WCAG 2.2 Level AA",
        "pdf PDF/UA-1",
        "pdf WCAG 2.2 Level AA",
    ];
    assert_eq!(conforming(&report), expected.map(str::to_owned).into());
    let text = conformance_text(std::slice::from_ref(&report));
    assert_eq!(text.matches("conforms: all").count(), 6, "{text}");
    assert!(text.contains("reviewed by Maria Lind, 2026-11-20"), "{text}");
    let Status::Reviewed { review } = status(&report, "pdf", PDF_UA, "06-004") else {
        panic!("{:?}", status(&report, "pdf", PDF_UA, "06-004"));
    };
    assert_eq!(&*review.name, "Maria Lind");
    // A guideline is never claimed, whatever is met.
    let guideline = report.conformance[0].standards.last().unwrap();
    assert!(guideline.is_guideline && !guideline.conforms());
}

/// Each claim stands for itself: a review by one standard answers for no other.
#[test]
fn a_review_answers_for_what_it_names() {
    for (claim, expected) in [
        ("PDF/UA-1", &["pdf PDF/UA-1"][..]),
        (
            "WCAG 2.2 Level AA",
            &[
                "docx WCAG 2.2 Level AA",
                "epub WCAG 2.2 Level AA",
                "html WCAG 2.2 Level AA",
                "pdf WCAG 2.2 Level AA",
            ],
        ),
        (
            "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
            &["epub EPUB Accessibility 1.1", "epub WCAG 2.2 Level AA"],
        ),
        ("words", &[]),
    ] {
        let mut edition = specimen();
        edition.leaflet.reviews = vec![review(&edition, claim)];
        let group = Group::whole(edition);
        let expected: BTreeSet<String> = expected.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(conforming(&group.report()), expected, "{claim}");
    }
}

#[test]
fn reviews_of_something_else_claim_nothing_and_are_shown_as_out_of_date() {
    let other = |change: &dyn Fn(&mut Review)| {
        let mut edition = reviewed(specimen());
        edition.leaflet.reviews.iter_mut().for_each(change);
        edition
    };
    let words = Reading::of(&specimen::edition(vec![specimen::words("Other words.")], None)).digest();
    let mut larger = reviewed(specimen());
    larger.layout = Layout::bundled("large-print", Some(28.0)).unwrap();
    for (edition, why) in [
        (
            other(&|review| review.reading = Some(words.clone())),
            "of other words than these",
        ),
        (
            other(&|review| review.reading = None),
            "of words that it does not name",
        ),
        (
            other(&|review| review.layouts = vec![NonEmpty::new("giant-print").unwrap()]),
            "of another layout",
        ),
        (other(&|review| review.sizes = vec![28.0]), "of another size"),
        (larger, "of another size"),
    ] {
        let group = Group::whole(edition);
        let report = group.report();
        claims_nothing(&report, why);
        for (format, standard, id) in [
            ("pdf", PDF_UA, "06-004"),
            ("html", WCAG, "2.4.6"),
            ("epub", EPUB, "3.5.4"),
        ] {
            let row = status(&report, format, standard, id);
            assert_eq!(row.kind(), Kind::Outdated, "{format} {id}: {row:?}");
            assert!(row.detail().contains(why), "{}", row.detail());
        }
        let text = conformance_text(std::slice::from_ref(&report));
        assert!(text.contains("reviews out of date"), "{text}");
    }
}

/// One thing less than all that is needed, and nothing is claimed of that file.
#[test]
fn a_single_open_row_is_enough_to_claim_nothing() {
    let group = |change: &dyn Fn(&mut Evidence)| {
        let mut group = Group::whole(reviewed(specimen()));
        group.evidence.iter_mut().for_each(change);
        group
    };
    // Other tools than those that looked.
    let unasked = group(&|evidence| evidence.verdicts.clear());
    let report = unasked.report();
    assert!(!judged(&report, "pdf", PDF_UA).conforms());
    assert_eq!(status(&report, "pdf", PDF_UA, "30-001").kind(), Kind::Unchecked);
    assert!(!judged(&report, "epub", EPUB).conforms());
    // Bytes that clearleaf did not write: no test of ours speaks for them.
    let foreign = group(&|evidence| evidence.ours = false);
    let report = foreign.report();
    claims_nothing(&report, "other bytes");
    for (format, standard, id) in [
        ("pdf", PDF_UA, "29-001"),
        ("pdf", PDF_UA, "09-007"),
        ("pdf", WCAG, "1.1.1"),
        ("docx", WCAG, "2.4.6"),
        ("epub", EPUB, "3.5.4"),
        ("html", WCAG, "1.4.10"),
    ] {
        let row = status(&report, format, standard, id);
        assert_eq!(row.kind(), Kind::NeedsPerson, "{format} {id}");
        let says = "the review of Maria Lind, uses a screen reader, 2026-11-20 counts for the file that this clearleaf now writes of the leaflet with its reviews, and this is another: build it again";
        assert!(row.detail().ends_with(says), "{}", row.detail());
    }
    // That the words are right is true of whatever says them.
    assert!(
        report
            .conformance
            .iter()
            .all(|file| file.words.is_some_and(|(_, holds)| holds))
    );
    let construction = report.conformance.iter().flat_map(|file| &file.standards);
    assert_eq!(
        construction
            .map(|judged| judged.count(Kind::ByConstruction))
            .sum::<usize>(),
        0
    );
    // A complaint under a rule that a row names, and one under a rule that none does.
    for (rule, row) in [("7.18.5-1", Some("28-011")), ("9.9.9-9", None)] {
        let complaining = group(&|evidence| {
            for verdict in &mut evidence.verdicts {
                verdict.complaints = self::verdict(verdict.tool, &[rule]).complaints;
            }
        });
        let report = complaining.report();
        assert!(!judged(&report, "pdf", PDF_UA).conforms(), "{rule}");
        assert!(!judged(&report, "epub", EPUB).conforms(), "{rule}");
        match row {
            Some(id) => {
                let detail = status(&report, "pdf", PDF_UA, id).detail();
                assert_eq!(detail, "veraPDF: 7.18.5-1 no");
            }
            None => assert_eq!(report.conformance[0].unclaimed, ["veraPDF: 9.9.9-9 no"]),
        }
    }
}

/// Which rows of a file are not met.
fn unmet(report: &Report<'_>, format: &str, standard: &str) -> BTreeSet<String> {
    let rows = judged(report, format, standard).rows.iter();
    let rows = rows.filter(|row| row.status.kind() == Kind::NotMet);
    rows.map(|row| row.id.clone()).collect()
}

#[test]
fn what_was_altered_turns_the_rows_that_ask_for_it() {
    let edition = || reviewed(specimen());
    let pdf = |change: &dyn Fn(&mut Document)| {
        let mut document = Document::load_mem(&write(&edition(), "pdf")).unwrap();
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        Group::of(edition(), vec![("pdf", bytes, everything("pdf"))])
    };
    let page = |from: &str, to: &str| {
        let text = String::from_utf8(write(&edition(), "html")).unwrap();
        assert!(text.contains(from), "{from}");
        let bytes = text.replacen(from, to, 1).into_bytes();
        Group::of(edition(), vec![("html", bytes, everything("html"))])
    };

    let speechless = pdf(&|document| {
        document.catalog_mut().unwrap().remove(b"Lang");
    });
    let report = speechless.report();
    let rows = unmet(&report, "pdf", PDF_UA);
    for id in ["11-001", "11-002", "11-003", "11-004"] {
        assert!(rows.contains(id), "{id}: {rows:?}");
    }
    assert!(unmet(&report, "pdf", WCAG).contains("3.1.1"));
    assert!(!unmet(&report, "pdf", WCAG).contains("2.4.2"));
    assert_eq!(conforming(&report), BTreeSet::new());

    let untagged = pdf(&|document| {
        document.catalog_mut().unwrap().remove(b"MarkInfo");
    });
    assert!(unmet(&untagged.report(), "pdf", WCAG).contains("1.3.1"));

    let speechless = page(" lang=\"en-GB\"", "");
    let report = speechless.report();
    assert!(
        unmet(&report, "html", WCAG).contains("3.1.1"),
        "{:?}",
        unmet(&report, "html", WCAG)
    );
    let foreign = page(" lang=\"en-GB\"", " lang=\"de\"");
    assert!(unmet(&foreign.report(), "html", WCAG).contains("3.1.1"));
    let fixed = page("initial-scale=1", "initial-scale=1, user-scalable=no");
    assert!(unmet(&fixed.report(), "html", WCAG).contains("1.4.4"));
    // A dose that changed: the words are not those that were reviewed, and not those of the leaflet.
    let changed = page("soins de suite", "soins");
    let report = changed.report();
    assert_eq!(unmet(&report, "html", WCAG), BTreeSet::new());
    assert_eq!(status(&report, "html", WCAG, "2.4.6").kind(), Kind::Outdated);
    claims_nothing(&report, "changed words");
}

#[test]
fn the_layout_is_held_against_what_was_measured() {
    let mut group = Group::whole(specimen());
    let look = |group: &mut Group, change: &dyn Fn(&mut clearleaf::backend::Look)| {
        change(
            &mut group.comparison.files[0]
                .artefact
                .read
                .as_mut()
                .unwrap()
                .facts
                .look,
        );
    };
    look(&mut group, &|look| {
        *look = clearleaf::backend::Look {
            smallest_text: Some(18.0),
            body_text: Some(18.0),
            least_leading: Some(1.4),
            longest_line: Some(50),
            lowest_contrast: Some(7.2),
        };
    });
    let row = |group: &Group, id: &str| {
        let report = group.report();
        let rows = &report.conformance[0].standards.last().unwrap().rows;
        let status = &rows.iter().find(|row| row.id == id).unwrap().status;
        (status.kind(), status.detail())
    };
    for (id, measured) in [
        ("body size", "running text 18.0 pt, asked: 18 pt"),
        ("smallest text", "smallest text 18.0 pt, asked: 18 pt"),
        ("leading", "least leading 1.40 em, asked: 1.40 em"),
        ("line length", "longest line 50 characters, asked: at most 50"),
        ("contrast", "lowest contrast of text 7.2:1, asked: 7:1"),
    ] {
        assert_eq!(row(&group, id), (Kind::Checked, measured.to_owned()));
    }
    look(&mut group, &|look| {
        look.smallest_text = Some(11.0);
        look.longest_line = Some(51);
        look.lowest_contrast = Some(6.9);
    });
    for id in ["smallest text", "line length", "contrast"] {
        assert_eq!(row(&group, id).0, Kind::NotMet, "{id}");
    }
    // Large text stands out enough by 3 to 1, for WCAG; where small text is among it, nothing tells which is which.
    let wcag = |group: &Group| {
        let report = group.report();
        status(&report, "pdf", WCAG, "1.4.3").kind()
    };
    for (smallest, contrast, kind) in [
        (18.0, 3.5, Kind::NeedsPerson),
        (18.0, 2.9, Kind::NotMet),
        (12.0, 3.5, Kind::NotMet),
        (12.0, 4.5, Kind::NeedsPerson),
    ] {
        look(&mut group, &|look| {
            look.smallest_text = Some(smallest);
            look.lowest_contrast = Some(contrast);
        });
        assert_eq!(wcag(&group), kind, "{smallest} pt, {contrast}:1");
        assert_eq!(row(&group, "contrast").0, Kind::NotMet);
    }
    // The size is that of the layout, and no other: a leaflet in 28 points is one of another layout.
    for (size, kind) in [
        (28.0, Kind::NotMet),
        (18.4, Kind::NotMet),
        (18.2, Kind::Checked),
        (17.8, Kind::Checked),
        (17.6, Kind::NotMet),
    ] {
        look(&mut group, &|look| look.body_text = Some(size));
        assert_eq!(row(&group, "body size").0, kind, "{size}");
    }
    // What the bytes do not say, and no test holds of them, a person can see.
    group.evidence[0].ours = false;
    look(&mut group, &|look| *look = clearleaf::backend::Look::default());
    for id in ["body size", "smallest text", "leading", "line length", "contrast"] {
        let (kind, look) = row(&group, id);
        assert_eq!(kind, Kind::NeedsPerson, "{id}");
        assert!(look.contains("cannot be told from its bytes"), "{look}");
    }
    // Without the leaflet there is no layout to hold anything against.
    look(&mut group, &|look| {
        look.body_text = Some(6.0);
        look.lowest_contrast = Some(5.0);
    });
    group.edition = None;
    for id in ["body size", "contrast", "alignment"] {
        let (kind, help) = row(&group, id);
        assert!(
            kind == Kind::Unchecked && help.contains("--against"),
            "{id}: {help}"
        );
    }
}

/// What a layout says of itself is true of every file in it: no requirement, and nothing to mend.
#[test]
fn what_the_layout_says_of_itself_is_told_and_leaves_nothing_open() {
    let group = Group::whole(specimen());
    let report = group.report();
    let own = &specimen().layout.profile.not_met;
    assert!(!own.is_empty());
    for file in &report.conformance {
        let guideline = file.standards.last().unwrap();
        assert_eq!(&guideline.says, own);
        assert!(guideline.rows.iter().all(|row| row.status.kind() != Kind::NotMet));
        let others = &file.standards[..file.standards.len() - 1];
        assert!(others.iter().all(|judged| judged.says.is_empty()));
    }
    let reports = std::slice::from_ref(&report);
    let told = format!("The layout says of itself: {}", own[0]);
    assert!(conformance_text(reports).contains(&told));
    assert!(String::from_utf8(html(reports).unwrap()).unwrap().contains(&told));
    let json: serde_json::Value = serde_json::from_str(&json_with(reports).unwrap()).unwrap();
    let standards = &json["comparisons"][0]["files"][0]["conformance"]["standards"];
    let guideline = standards.as_array().unwrap().last().unwrap();
    assert_eq!(guideline["says"][0].as_str(), Some(own[0].as_str()));
    // A file whose layout nobody knows says nothing of any.
    let subject = Subject::of(
        &group.comparison.files[0],
        group.edition.as_ref(),
        &group.evidence[0],
    );
    let judged = Conformance::of(subject.without_layout(Some("tell it"))).unwrap();
    assert!(judged.standards.iter().all(|judged| judged.says.is_empty()));
}

#[test]
fn without_a_layout_no_review_of_one_counts_and_no_figure_is_judged() {
    let group = Group::whole(reviewed(specimen()));
    for (compared, evidence) in group.comparison.files.iter().zip(&group.evidence) {
        let subject = Subject::of(compared, group.edition.as_ref(), evidence);
        assert!(
            Conformance::of(subject)
                .unwrap()
                .standards
                .iter()
                .any(Judged::conforms)
        );
        let judged = Conformance::of(subject.without_layout(Some("give it"))).unwrap();
        assert!(!judged.standards.iter().any(Judged::conforms));
        let rows = || judged.standards.iter().flat_map(|judged| &judged.rows);
        assert!(rows().all(|row| row.status.kind() != Kind::Reviewed));
        let left = rows().filter(|row| row.status.kind() == Kind::NeedsPerson);
        let told = left.filter(|row| {
            row.status
                .detail()
                .contains("is of a layout, and nothing tells that")
        });
        assert!(told.count() > 5);
        let guideline = judged.standards.last().unwrap();
        assert_eq!(guideline.name, "Print guideline");
        for row in guideline.rows.iter().filter(|row| row.is_about) {
            assert_eq!(row.status.detail(), "give it");
            assert_eq!(row.status.kind(), Kind::Unchecked);
        }
        // The words are the words in every layout, and what is no figure of a layout is judged as ever.
        assert!(judged.words.unwrap().1);
        assert!(rows().any(|row| row.status.kind() == Kind::ByConstruction));
    }
}

/// What is not met by a measure is found by itself, as the whole report finds it.
#[test]
fn measures_alone_say_what_the_report_says_of_them() {
    let mut group = Group::whole(specimen());
    let lines = |group: &Group| {
        let files = group.comparison.files.iter().zip(&group.evidence);
        let lines = files.map(|(file, evidence)| {
            let subject = Subject::of(file, group.edition.as_ref(), evidence);
            let rows = Conformance::of(subject).unwrap().standards;
            let rows = rows.iter().flat_map(|judged| &judged.rows);
            let broken = rows.filter_map(|row| match &row.status {
                Status::NotMet {
                    what,
                    by: Cause::Measure,
                } => Some((row.id.clone(), what.clone())),
                _ => None,
            });
            let broken: Vec<(String, String)> = broken.collect();
            let told = measured(&subject).unwrap();
            let whats: BTreeSet<&String> = broken.iter().map(|(_, what)| what).collect();
            assert_eq!(told.len(), whats.len(), "{told:?}");
            for (id, what) in &broken {
                let line = told.iter().find(|line| line.ends_with(what)).unwrap();
                assert!(line.contains(id.as_str()), "{line}");
            }
            told
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(lines(&group), vec![Vec::<String>::new(); 4]);
    let pdf = |group: &mut Group, change: &dyn Fn(&mut clearleaf::backend::Facts)| {
        change(&mut group.comparison.files[0].artefact.read.as_mut().unwrap().facts);
    };
    pdf(&mut group, &|facts| {
        facts.look.lowest_contrast = Some(1.0);
        facts.tagged = false;
    });
    assert_eq!(
        lines(&group)[0],
        [
            "File format Tagged, WCAG 2.2 1.3.1 Info and Relationships: the file carries no structure for assistive technology",
            "WCAG 2.2 1.4.3 Contrast (Minimum): lowest contrast of text 1.0:1, asked: 4.5:1",
            "Print guideline contrast: lowest contrast of text 1.0:1, asked: 7:1",
        ]
    );
    // A fault that says it is told as a fault, and not a second time.
    pdf(&mut group, &|facts| {
        facts.faults.push("no contrast anywhere".to_owned())
    });
    assert!(lines(&group)[0].iter().all(|line| !line.contains("1.4.3")));
}

/// Blocks of which each kind of difference can be made.
fn few_blocks() -> Vec<Block> {
    let phrase = Inline::Language(Phrase {
        lang: specimen::lang("fr"),
        content: specimen::content("soins de suite"),
    });
    let link = Inline::Link(Link {
        target: Target::Url("https://example.org/help".into()),
        content: specimen::content("help and advice"),
    });
    vec![
        specimen::heading(1, "title", "A specimen & its “parts”"),
        specimen::heading(2, "pain", "Pain at home"),
        specimen::words("Take 500 mg of paracetamol every six hours until it is better."),
        specimen::words("Ring us when the wound is hot, red or swollen."),
        specimen::paragraph(vec![specimen::text("In France this is called "), phrase]),
        specimen::paragraph(vec![
            specimen::text("You can find "),
            link,
            specimen::text(" here."),
        ]),
        list(Marker::Number { start: 1 }),
        specimen::heading(2, "food", "Food and drink"),
        specimen::mark(specimen::svg_image(), "A bowl of soup"),
        table(true),
    ]
}

fn list(marker: Marker) -> Block {
    let items = ["Soup without salt", "Bread without crust"].map(|item| Several::one(specimen::words(item)));
    Block::List(List {
        marker,
        items: Several::new(items.into()).unwrap(),
    })
}

fn table(heads_rows: bool) -> Block {
    let row = |cells: [&str; 2]| cells.map(|cell| vec![specimen::text(cell)]).to_vec();
    let header = Several::new(row(["Day", "What to eat"])).unwrap();
    let rows = vec![
        row(["Monday", "Rice and fish"]),
        row(["Tuesday", "Any food that you like"]),
    ];
    Block::Table(Table::new(None, header, rows, heads_rows).unwrap())
}

/// A difference breaks what asks for what it is about, and nothing else: a wrong dose is no fault of the headings.
#[test]
fn each_kind_of_difference_breaks_the_rows_that_ask_for_it_and_no_others() {
    let none: &[&str] = &[];
    type Edit = fn(&mut Vec<Block>);
    let edits: [(&str, Edit, &[&str], &[&str]); 14] = [
        (
            "a wrong dose",
            |blocks| {
                blocks[2] = specimen::words("Take 50 mg of paracetamol every six hours until it is better.")
            },
            none,
            none,
        ),
        (
            "a lost paragraph",
            |blocks| drop(blocks.remove(3)),
            &["01-002", "09-001"],
            &["1.3.2"],
        ),
        (
            "a moved paragraph",
            |blocks| {
                let block = blocks.remove(3);
                blocks.insert(7, block);
            },
            &["09-001"],
            &["1.3.2"],
        ),
        (
            "a moved link",
            |blocks| {
                let block = blocks.remove(5);
                blocks.insert(7, block);
            },
            &["09-001", "28-001"],
            &["1.3.2", "2.4.3"],
        ),
        (
            "an added paragraph",
            |blocks| blocks.insert(3, specimen::words("Page eleven of twelve, and other furniture")),
            &["01-001"],
            none,
        ),
        (
            "another level",
            |blocks| blocks[7] = specimen::heading(3, "food", "Food and drink"),
            &["14-001"],
            &["1.3.1"],
        ),
        (
            "a lost heading",
            |blocks| drop(blocks.remove(7)),
            &["01-002", "09-001", "14-001"],
            &["1.3.1", "1.3.2"],
        ),
        (
            "a list that is none",
            |blocks| {
                blocks[6] = specimen::words("Soup without salt");
                blocks.insert(7, specimen::words("Bread without crust"));
            },
            &["09-002", "16-003"],
            &["1.3.1"],
        ),
        (
            "a lost picture",
            |blocks| drop(blocks.remove(8)),
            &["01-002", "09-001", "13-001", "13-005"],
            &["1.1.1", "1.3.1", "1.3.2"],
        ),
        (
            "a list that is numbered no more",
            |blocks| blocks[6] = list(Marker::Bullet),
            &["16-001", "16-002"],
            &["1.3.1"],
        ),
        (
            "a language that is not told",
            |blocks| blocks[4] = specimen::words("In France this is called soins de suite"),
            &["11-007"],
            &["3.1.2"],
        ),
        (
            "a link that is none",
            |blocks| blocks[5] = specimen::words("You can find help and advice here."),
            none,
            &["2.4.4"],
        ),
        (
            "another alternative",
            |blocks| blocks[8] = specimen::mark(specimen::svg_image(), "A bowl of stew"),
            &["13-005"],
            &["1.1.1"],
        ),
        (
            "rows without headers",
            |blocks| blocks[9] = table(false),
            &["15-001", "15-002", "15-005"],
            &["1.3.1"],
        ),
    ];
    let whole = || specimen::edition(few_blocks(), None);
    for (what, edit, pdf_ua, wcag) in edits {
        let mut blocks = few_blocks();
        edit(&mut blocks);
        let other = specimen::edition(blocks, None);
        let files = FORMATS.map(|format| (format, write(&other, format), Evidence::default()));
        let group = Group::of(whole(), files.into());
        let report = group.report();
        let set = |ids: &[&str]| -> BTreeSet<String> { ids.iter().map(|&id| id.to_owned()).collect() };
        assert!(
            group.comparison.files.iter().all(|file| !file.changes.is_empty()),
            "{what}"
        );
        assert_eq!(unmet(&report, "pdf", PDF_UA), set(pdf_ua), "{what}");
        for format in FORMATS {
            assert_eq!(unmet(&report, format, WCAG), set(wcag), "{what} in {format}");
        }
        // What differs is told of as a difference, and never again as a measure.
        for file in &group.comparison.files {
            let subject = Subject::of(file, group.edition.as_ref(), &group.evidence[0]);
            assert_eq!(measured(&subject).unwrap(), Vec::<String>::new(), "{what}");
        }
    }
}

/// Each condition of headings is one of its own, and a file without headings fails none of them.
#[test]
fn headings_are_judged_condition_by_condition() {
    let levels = |levels: [Option<u8>; 3]| {
        let mut group = Group::bare(specimen::edition(few_blocks(), None));
        group.edition = None;
        for file in &mut group.comparison.files {
            let items = &mut file.artefact.read.as_mut().unwrap().reading.items;
            let headings = items
                .iter_mut()
                .filter(|item| matches!(item.role, Role::Heading(_)));
            for (item, level) in headings.zip(levels) {
                item.role = level.map_or(Role::Paragraph, |level| {
                    Role::Heading(clearleaf::model::Level::new(level).unwrap())
                });
            }
        }
        let report = group.report();
        let kind = |format, standard, id| status(&report, format, standard, id).kind();
        (
            kind("pdf", PDF_UA, "14-002"),
            kind("pdf", PDF_UA, "14-003"),
            kind("html", WCAG, "2.4.1"),
        )
    };
    use Kind::{Checked, NeedsPerson, NotApplicable, NotMet};
    assert_eq!(levels([Some(1), Some(2), Some(2)]), (Checked, Checked, Checked));
    assert_eq!(levels([Some(1), Some(3), Some(3)]), (Checked, NotMet, Checked));
    assert_eq!(levels([Some(2), Some(2), Some(3)]), (NotMet, Checked, Checked));
    assert_eq!(levels([None; 3]), (NotApplicable, NotApplicable, NeedsPerson));
}

/// A wrong dose in one file changes nothing of what is said of another.
#[test]
fn what_is_wrong_with_one_file_is_said_of_no_other() {
    let edition = || reviewed(specimen::edition(few_blocks(), None));
    let mut blocks = few_blocks();
    blocks[2] = specimen::words("Take 50 mg of paracetamol every six hours until it is better.");
    let wrong = write(&specimen::edition(blocks, None), "pdf");
    let page = || write(&edition(), "html");
    let both = Group::of(
        edition(),
        vec![
            ("pdf", wrong, Evidence::default()),
            ("html", page(), everything("html")),
        ],
    );
    let alone = Group::of(edition(), vec![("html", page(), everything("html"))]);
    let (both, alone) = (both.report(), alone.report());
    let (beside, own) = (&both.conformance[1], &alone.conformance[0]);
    for (beside, own) in beside.standards.iter().zip(&own.standards) {
        assert_eq!(beside.rows, own.rows);
        assert_eq!(beside.is_marred, own.is_marred);
    }
    assert!(judged(&both, "html", WCAG).conforms());
    // Nor has the file with the other dose other faults than that.
    assert!(
        both.conformance[0]
            .standards
            .iter()
            .all(|judged| !judged.is_marred)
    );
    assert!(!both.conformance[0].standards.iter().any(Judged::conforms));
}

/// A row that hands over stands as what is open there waits for.
#[test]
fn what_hands_over_to_another_standard_stands_as_that_does() {
    let row = |group: &Group| {
        let report = group.report();
        let status = status(&report, "epub", EPUB, "3.3.1");
        (status.kind(), status.detail())
    };
    assert_eq!(row(&Group::whole(specimen())).0, Kind::NeedsPerson);
    assert_eq!(row(&Group::whole(reviewed(specimen()))).0, Kind::Checked);
    let mut larger = reviewed(specimen());
    larger.layout = Layout::bundled("large-print", Some(28.0)).unwrap();
    let (kind, detail) = row(&Group::whole(larger));
    assert!(
        kind == Kind::Outdated && detail.contains("of another size"),
        "{detail}"
    );
    let mut broken = Group::whole(reviewed(specimen()));
    let epub = broken.comparison.files[2].artefact.read.as_mut().unwrap();
    epub.facts.look.lowest_contrast = Some(1.0);
    let (kind, detail) = row(&broken);
    assert_eq!(kind, Kind::NotMet);
    assert_eq!(detail, format!("1 of {WCAG} not met, see there"));
    // And it is told where it stands, not again here.
    let subject = Subject::of(
        &broken.comparison.files[2],
        broken.edition.as_ref(),
        &broken.evidence[2],
    );
    assert!(
        measured(&subject)
            .unwrap()
            .iter()
            .all(|line| !line.contains(EPUB))
    );
}

/// Whether the claim of a book is true is asked of a book that makes one.
#[test]
fn a_book_that_claims_nothing_is_not_asked_about_its_claim() {
    let kinds = |edition: Edition| {
        let group = Group::bare(edition);
        let report = group.report();
        ["3.5.2", "3.5.3"].map(|id| status(&report, "epub", EPUB, id).kind())
    };
    assert_eq!(kinds(specimen()), [Kind::NotApplicable; 2]);
    assert_eq!(kinds(reviewed(specimen())), [Kind::NeedsPerson; 2]);
}

#[test]
fn what_cannot_be_read_is_open_everywhere() {
    let bytes = b"%PDF-1.7\nno".to_vec();
    let group = Group::of(reviewed(specimen()), vec![("pdf", bytes, everything("pdf"))]);
    let report = group.report();
    claims_nothing(&report, "not read");
    assert_eq!(judged(&report, "pdf", PDF_UA).count(Kind::Unchecked), 135);
    assert_eq!(
        unmet(&report, "pdf", "File format"),
        BTreeSet::from(["All of it is read".to_owned()])
    );
}

/// An example leaflet with nothing known but its bytes and its source.
fn example() -> Group {
    let layout = Layout::bundled("large-print", None).unwrap();
    let (edition, _) = export::edition(&Disk::new("source"), "gastroscopy", &layout, None).unwrap();
    let edition = edition.unwrap();
    let files = FORMATS.map(|format| {
        let ours = Evidence {
            ours: true,
            ..Evidence::default()
        };
        (format, write(&edition, format), ours)
    });
    Group::of(edition, files.into())
}

#[test]
fn the_report_of_an_example() {
    let mut group = example();
    // What is measured of looks is told elsewhere.
    for file in &mut group.comparison.files {
        file.artefact.read.as_mut().unwrap().facts.look = clearleaf::backend::Look::default();
    }
    insta::assert_snapshot!(conformance_text(&[group.report()]));
}

#[test]
fn the_page_says_the_same_words_and_passes_its_own_inspection() {
    let mut edition = specimen();
    edition.leaflet.title = NonEmpty::new("<script>alert(1)</script> & a title").unwrap();
    for group in [example(), Group::bare(edition)] {
        let mut group = group;
        group.comparison.files[0].artefact.name = "a\u{1b}[31m\u{202e}<b>&.pdf".to_owned();
        let reports = [group.report()];
        let text = conformance_text(&reports);
        let page = html(&reports).unwrap();
        assert_eq!(page, html(&reports).unwrap());
        let read = Html.inspect(&page).unwrap();
        assert_eq!(read.facts.faults, Vec::<String>::new());
        assert_eq!(read.facts.unread, Vec::<String>::new());
        let words = collapse(&text);
        let mut seen = 0;
        let own = read.reading.items.iter().take_while(|item| {
            let heading = matches!(item.role, Role::Heading(_));
            !(heading && item.runs.iter().any(|run| run.text.starts_with("About this")))
        });
        for item in own.filter(|item| !matches!(item.role, Role::ContentsEntry(_))) {
            let said: String = item.runs.iter().map(|run| run.text.as_str()).collect();
            if item.role == Role::Heading(clearleaf::model::Level::SECTION) && said == "Contents" {
                continue;
            }
            assert!(words.contains(&collapse(&said)), "the text does not say: {said}");
            seen += 1;
        }
        assert!(seen > 200, "{seen}");
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
    }
}

/// What somebody has to know stands before what they may look up: which leaflet, how its files stand, what differs.
#[test]
fn the_page_begins_with_the_leaflet_and_the_verdict() {
    let edition = example().edition.unwrap();
    let page = String::from_utf8(write(&edition, "html")).unwrap();
    let (from, to) = ("You will be in the unit", "You will be in that unit");
    assert!(page.contains(from));
    let bytes = page.replace(from, to).into_bytes();
    let group = Group::of(edition, vec![("html", bytes, Evidence::default())]);
    let reports = [group.report()];
    let page = String::from_utf8(html(&reports).unwrap()).unwrap();
    assert!(page.contains("<title>Verification report: Having a gastroscopy</title>"));
    let order = [
        "<h1",
        "Not all is well with leaflet.html: ",
        "Layout large-print, 18",
        "How the files stand",
        "Contents</h2>",
        "Left to do</h2>",
        "Differences</h3>",
        "WCAG 2.2 Level AA</h3>",
        "The files</h2>",
        "Shown</h2>",
        "How to read this report</h2>",
    ];
    let places: Vec<usize> = order.iter().map(|words| page.find(words).expect(words)).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn requirements_stand_in_their_order_under_the_headings_of_their_standard() {
    let group = example();
    let text = conformance_text(&[group.report()]);
    assert!(
        text.contains("Real content tagged (01-003, 01-004, 01-007); Role Mapping (02-001, 02-003"),
        "{text}"
    );
    assert!(
        text.contains("Fonts (31-001 to 31-008, 31-012 to 31-015"),
        "{text}"
    );
    // The criteria of level AAA between these two are no part of the range.
    assert!(!text.contains("1.4.5 to 1.4.10"), "{text}");
    for caption in [
        "Print guideline: needs a person",
        "WCAG 2.2 Level AA: needs a person",
    ] {
        let table = text.split_once(caption).unwrap().1;
        let rows: Vec<&str> = table
            .lines()
            .skip(1)
            .take_while(|line| line.starts_with("  "))
            .collect();
        let standards = Standards::carried().unwrap();
        let all = standards.all.iter().chain([&standards.guideline]);
        let ids: Vec<&str> = all
            .flat_map(|standard| &standard.requirements)
            .map(|requirement| requirement.id.as_str())
            .collect();
        let place = |row: &&str| {
            let stands = |id: &&str| {
                let rest = row.trim().strip_prefix(id);
                rest.is_some_and(|rest| rest.starts_with([' ', ':']))
            };
            ids.iter().position(stands).expect(row)
        };
        let places: Vec<usize> = rows.iter().map(place).collect();
        assert!(places.is_sorted(), "{rows:#?}");
        assert!(rows.len() > 5, "{rows:?}");
    }
    let page = String::from_utf8(html(&[group.report()]).unwrap()).unwrap();
    let conditions = page.matches("01-003").count();
    assert!(conditions > 0);
    assert_eq!(page.matches(">01-003</bdi>").count(), conditions);
}

/// Every number of a standard that has headings stands under one of them.
#[test]
fn every_condition_and_criterion_has_a_heading() {
    for standard in &Standards::carried().unwrap().all {
        for requirement in &standard.requirements {
            let has = standard.section(&requirement.id).is_some();
            assert_eq!(has, !standard.sections.is_empty(), "{}", requirement.id);
        }
        for section in standard.sections.keys() {
            let below =
                |id: &str| id.starts_with(&format!("{section}-")) || id.starts_with(&format!("{section}."));
            assert!(
                standard
                    .requirements
                    .iter()
                    .any(|requirement| below(&requirement.id)),
                "{section}"
            );
        }
    }
    assert_eq!(Standards::carried().unwrap().all[1].sections.len(), 31);
}

/// Several layouts: each comparison is named by its layout and its size.
#[test]
fn comparisons_are_called_by_layout_and_size() {
    let large = example();
    let mut edition = example().edition.unwrap();
    edition.layout = Layout::bundled("giant-print", Some(28.0)).unwrap();
    let giant = Group::bare(edition);
    let text = conformance_text(&[large.report(), giant.report()]);
    for heading in [
        "\nLayout large-print, 18 pt\n===",
        "\nLayout giant-print, 28 pt\n===",
    ] {
        assert_eq!(text.matches(heading).count(), 1, "{heading}: {text}");
    }
    assert!(!text.contains("group 1"));
}

#[test]
fn programs_are_told_every_row() {
    let group = Group::whole(reviewed(specimen()));
    let text = json_with(&[group.report()]).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let files = json["comparisons"][0]["files"].as_array().unwrap();
    let standards = files[0]["conformance"]["standards"].as_array().unwrap();
    let pdf_ua = standards
        .iter()
        .find(|standard| standard["name"] == PDF_UA)
        .unwrap();
    assert_eq!(pdf_ua["rows"].as_array().unwrap().len(), 137);
    assert_eq!(pdf_ua["conforms"], true);
    assert_eq!(pdf_ua["open"], 0);
    let row = |id: &str| {
        pdf_ua["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["id"] == id)
            .unwrap()
    };
    assert_eq!(row("30-001")["status"], "checked-by-another-tool");
    assert_eq!(row("30-001")["tool"]["version"], "1.2.3");
    assert_eq!(
        row("29-001")["tests"][0],
        "absent::pdfs_hold_no_media_scripts_forms_layers_or_files"
    );
    assert_eq!(row("06-004")["review"]["name"], "Maria Lind");
    assert_eq!(row("23-001")["status"], "not-applicable");
    let allowed: BTreeSet<String> = Kind::ALL
        .iter()
        .map(|kind| kind.name().replace(' ', "-"))
        .collect();
    let rows = standards
        .iter()
        .flat_map(|standard| standard["rows"].as_array().unwrap());
    for row in rows {
        assert!(allowed.contains(row["status"].as_str().unwrap()));
    }
}

/// Every key of an object and of those in it.
fn keys(value: &serde_json::Value, out: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                out.insert(key.clone());
                // The keys of these are the names of what is counted, and those of `reviews.yaml`.
                if !["counts", "review"].contains(&key.as_str()) {
                    keys(value, out);
                }
            }
        }
        serde_json::Value::Array(array) => array.iter().for_each(|value| keys(value, out)),
        _ => {}
    }
}

#[test]
fn the_documentation_names_every_key() {
    let unread = Group::of(
        specimen(),
        vec![("pdf", b"%PDF-1.7\nno".to_vec(), Evidence::default())],
    );
    let whole = Group::whole(reviewed(specimen()));
    let text = json_with(&[whole.report(), unread.report()]).unwrap();
    let mut all = BTreeSet::new();
    keys(&serde_json::from_str(&text).unwrap(), &mut all);
    let page = fs::read_to_string("docs/json.md").unwrap();
    for key in ["compared", "absent", "help", "another-leaflet", "no-verdict"] {
        assert!(page.contains(&format!("`{key}`")), "{key}");
    }
    let missing: Vec<&String> = all
        .iter()
        .filter(|key| !page.contains(&format!("`{key}`")) && !page.contains(&format!("\"{key}\"")))
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
}

/// The page for editors: every status by its name, and exactly the characters that a Reading leaves out.
#[test]
fn the_documentation_says_what_is_so() {
    let page = fs::read_to_string("docs/verify.md").unwrap();
    for kind in Kind::ALL {
        assert!(page.contains(&format!("| {} |", kind.name())), "{}", kind.name());
    }
    let row = page.lines().find(|line| line.contains("left out: U+")).unwrap();
    let code = |text: &str| u32::from_str_radix(text.trim().strip_prefix("U+").unwrap(), 16).unwrap();
    let listed = row
        .split("left out: ")
        .nth(1)
        .unwrap()
        .trim_end_matches([' ', '|']);
    let mut told = BTreeSet::new();
    for part in listed.split(", ") {
        match part.split_once(" to ") {
            Some((first, last)) => told.extend(code(first)..=code(last)),
            None => {
                told.insert(code(part));
            }
        }
    }
    let left_out = (0..=0x10FFFF)
        .filter(|code| char::from_u32(*code).is_some_and(|c| collapse(&format!("a{c}b")) == "ab"));
    assert_eq!(told, left_out.collect());
}

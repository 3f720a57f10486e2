//! Good PDF bytes with one thing spoilt: what is read back must show it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "pdf_sabotage/engine.rs"]
mod engine;
#[path = "pdf_sabotage/lies.rs"]
mod lies;
#[path = "pdf_sabotage/sabotages.rs"]
mod sabotages;
mod specimen;
mod validation;

use std::sync::OnceLock;

use clearleaf::backend::pdf::Pdf;
use clearleaf::backend::{Backend, Inspection};
use clearleaf::layout::Edition;
use clearleaf::model::Reading;
use clearleaf::page::LazyPages;
use lopdf::{Dictionary, Document, Object, ObjectId};

fn edition() -> Edition {
    specimen::edition(specimen::every_block(), None)
}

fn good() -> Document {
    static GOOD: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = GOOD.get_or_init(|| {
        let edition = edition();
        Pdf.write(&edition, &LazyPages::of(&edition)).unwrap()
    });
    Document::load_mem(bytes).unwrap()
}

fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn inspect(document: Document) -> Inspection {
    Pdf.inspect(&bytes(document)).unwrap()
}

fn is_element(dict: &Dictionary, role: &str) -> bool {
    dict.get(b"S")
        .and_then(Object::as_name)
        .is_ok_and(|name| name == role.as_bytes())
}

/// Spoils every structure element of a type.
fn spoil(document: &mut Document, role: &str, change: impl Fn(&mut Dictionary)) {
    let mut spoilt = 0;
    for object in document.objects.values_mut() {
        if let Object::Dictionary(dict) = object
            && is_element(dict, role)
        {
            change(dict);
            spoilt += 1;
        }
    }
    assert!(spoilt > 0, "no {role} to spoil");
}

fn find(document: &Document, role: &str) -> ObjectId {
    let found = document
        .objects
        .iter()
        .find(|(_, object)| object.as_dict().is_ok_and(|dict| is_element(dict, role)));
    *found.unwrap().0
}

/// The first difference from what the edition says.
fn difference(inspection: &Inspection) -> String {
    let difference = Reading::of(&edition()).difference(&inspection.reading);
    difference.expect("the difference shows").to_string()
}

fn has_fault(inspection: &Inspection, words: &str) {
    let faults = &inspection.facts.faults;
    assert!(faults.iter().any(|fault| fault.contains(words)), "{faults:?}");
}

#[test]
fn saved_again_by_another_hand_it_reads_the_same() {
    let inspection = inspect(good());
    assert_eq!(Reading::of(&edition()).difference(&inspection.reading), None);
    assert_eq!(inspection.facts.faults, Vec::<String>::new());
}

#[test]
fn a_lost_alternative_shows() {
    let mut document = good();
    spoil(&mut document, "Figure", |figure| {
        figure.remove(b"Alt");
    });
    let inspection = inspect(document);
    difference(&inspection);
    assert!(!inspection.reading.to_string().contains("picture:"));
    has_fault(&inspection, "no text alternative");
}

#[test]
fn a_lost_language_shows() {
    let mut document = good();
    document.catalog_mut().unwrap().remove(b"Lang");
    let inspection = inspect(document);
    assert!(difference(&inspection).contains("en-GB"));
    has_fault(&inspection, "no language");
    let mut document = good();
    spoil(&mut document, "Phrase", |phrase| {
        phrase.remove(b"Lang");
    });
    assert!(difference(&inspect(document)).contains("«fr: soins de suite»"));
}

#[test]
fn a_lost_scope_shows() {
    let mut document = good();
    spoil(&mut document, "TH", |cell| {
        cell.remove(b"A");
    });
    let inspection = inspect(document);
    has_fault(&inspection, "does not say what it heads");
    has_fault(&inspection, "stands in the scope of others");
    let mut document = good();
    for role in ["TH", "TD"] {
        spoil(&mut document, role, |cell| {
            cell.remove(b"A");
        });
    }
    assert!(difference(&inspect(document)).contains("(Pain, 1)"));
}

#[test]
fn a_header_cell_that_has_lost_its_name_shows() {
    let mut document = good();
    spoil(&mut document, "TH", |cell| {
        cell.remove(b"ID");
    });
    let inspection = inspect(document);
    difference(&inspection);
    has_fault(&inspection, "which is not there");
}

#[test]
fn a_heading_that_is_none_shows() {
    let mut document = good();
    spoil(&mut document, "H3", |heading| heading.set("S", "P"));
    let difference = difference(&inspect(document));
    assert!(
        difference.contains("heading 3: «en-GB: After the operation»"),
        "{difference}"
    );
}

#[test]
fn a_broken_order_shows() {
    let mut document = good();
    spoil(&mut document, "Document", |root| {
        root.get_mut(b"K")
            .and_then(Object::as_array_mut)
            .unwrap()
            .swap(6, 7);
    });
    difference(&inspect(document));
}

#[test]
fn a_list_that_counts_from_elsewhere_shows() {
    let mut document = good();
    spoil(&mut document, "L", |list| {
        list.remove(b"A");
    });
    assert!(difference(&inspect(document)).contains("numbered list from 3"));
}

#[test]
fn a_lost_role_shows() {
    let mut document = good();
    let tree = document
        .catalog()
        .and_then(|catalog| catalog.get(b"StructTreeRoot"))
        .unwrap();
    let tree = tree.as_reference().unwrap();
    let tree = document.get_dictionary_mut(tree).unwrap();
    tree.get_mut(b"RoleMap")
        .and_then(Object::as_dict_mut)
        .unwrap()
        .remove(b"Warning");
    let inspection = inspect(document);
    assert!(difference(&inspection).contains("warning “Call 999 if”"));
    has_fault(&inspection, "`Warning` stands for no standard one");
}

#[test]
fn a_link_without_a_name_or_a_goal_shows() {
    let mut document = good();
    for object in document.objects.values_mut() {
        if let Object::Dictionary(dict) = object {
            dict.remove(b"URI");
            if dict.has(b"QuadPoints") {
                dict.remove(b"Dest");
            }
        }
    }
    let inspection = inspect(document);
    difference(&inspection);
    has_fault(&inspection, "leads nowhere");
    let mut document = good();
    for object in document.objects.values_mut() {
        if let Object::Dictionary(dict) = object
            && dict.has(b"QuadPoints")
        {
            dict.remove(b"Contents");
        }
    }
    has_fault(&inspect(document), "no accessible name");
}

#[test]
fn a_lost_title_shows() {
    let mut document = good();
    document.catalog_mut().unwrap().remove(b"Metadata");
    let inspection = inspect(document);
    has_fault(&inspection, "no title");
    assert_eq!(inspection.reading.title, Reading::of(&edition()).title);
}

#[test]
fn a_file_that_does_not_say_it_is_tagged_is_not() {
    let mut document = good();
    document.catalog_mut().unwrap().remove(b"MarkInfo");
    assert!(!inspect(document).facts.tagged);
    let mut document = good();
    document.catalog_mut().unwrap().remove(b"StructTreeRoot");
    let inspection = inspect(document);
    assert!(!inspection.facts.tagged);
    assert!(inspection.reading.items.is_empty());
}

#[test]
fn trees_that_meet_themselves_are_errors() {
    let mut document = good();
    let root = find(&document, "Document");
    spoil(&mut document, "BlockQuote", |quote| quote.set("K", root));
    let error = Pdf.inspect(&bytes(document)).unwrap_err().to_string();
    assert!(error.contains("stands in two places"), "{error}");
    let mut document = good();
    let pages = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Pages"))
        .unwrap()
        .as_reference()
        .unwrap();
    document
        .get_dictionary_mut(pages)
        .unwrap()
        .set("Kids", vec![Object::Reference(pages)]);
    let error = Pdf.inspect(&bytes(document)).unwrap_err().to_string();
    assert!(error.contains("the page tree meets itself"), "{error}");
}

#[test]
fn a_bottomless_structure_is_an_error() {
    let mut document = good();
    let mut inner = document.add_object(Dictionary::from_iter([("S", Object::from("Div"))]));
    for _ in 0..5000 {
        let mut outer = Dictionary::from_iter([("S", Object::from("Div"))]);
        outer.set("K", inner);
        inner = document.add_object(outer);
    }
    spoil(&mut document, "Document", |root| root.set("K", inner));
    let error = Pdf.inspect(&bytes(document)).unwrap_err().to_string();
    assert!(error.contains("too deep"), "{error}");
}

#[test]
fn a_deep_structure_is_no_error() {
    let mut document = good();
    let root = find(&document, "Document");
    let kids = document
        .get_dictionary(root)
        .and_then(|root| root.get(b"K"))
        .unwrap()
        .clone();
    let mut inner = Dictionary::from_iter([("S", Object::from("Div"))]);
    inner.set("K", kids);
    let mut inner = document.add_object(inner);
    for _ in 0..300 {
        let mut outer = Dictionary::from_iter([("S", Object::from("Div"))]);
        outer.set("K", inner);
        inner = document.add_object(outer);
    }
    document.get_dictionary_mut(root).unwrap().set("K", inner);
    assert_eq!(
        Reading::of(&edition()).difference(&inspect(document).reading),
        None
    );
}

#[test]
fn what_is_no_pdf_is_an_error() {
    assert!(Pdf.inspect(b"").is_err());
    assert!(Pdf.inspect(b"%PDF-1.7\nnothing more").is_err());
}

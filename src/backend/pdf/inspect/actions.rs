//! What a file does or shows beside its pages: annotations that are no links, programs, and files inside of it.

use lopdf::{Dictionary, Object, ObjectId};

use super::file::File;
use crate::backend::faults::Faults;

/// More annotations than these are not looked at.
const MOST_ANNOTATIONS: usize = 1_000_000;

/// Tells of all that whoever opens the file meets beside what is read.
pub(super) fn tell(file: &File, pages: &[ObjectId], faults: &mut Faults) {
    let Ok(catalog) = file.catalog() else { return };
    if let Some(Ok(action)) = file.get(catalog, "OpenAction").map(Object::as_dict) {
        let sort = file.name(action, "S").unwrap_or_default();
        if sort != "GoTo" {
            faults.push(format!("the file does something when it is opened: {sort}"));
        }
    }
    let names = file.dict(catalog, "Names");
    let named = |key: &str| names.is_some_and(|names| file.dict(names, key).is_some_and(holds));
    if named("JavaScript") || catalog.has(b"AA") {
        faults.push("the file has programs in it");
    }
    if named("EmbeddedFiles") || list(file, catalog, "AF") > 0 {
        faults.push("the file has other files in it, which are not read");
    }
    let mut left = MOST_ANNOTATIONS;
    for (number, id) in (1..).zip(pages) {
        let Some(Ok(page)) = file.object(*id).map(Object::as_dict) else {
            continue;
        };
        if page.has(b"AA") {
            faults.push(format!(
                "page {number}: it does something when it is opened or closed"
            ));
        }
        let all = file.get(page, "Annots").and_then(|all| all.as_array().ok());
        for object in all.into_iter().flatten().take(left) {
            left -= 1;
            if let Some(Ok(annotation)) = file.resolve(object).map(Object::as_dict) {
                annotations(file, number, annotation, faults);
            }
        }
    }
}

fn holds(tree: &Dictionary) -> bool {
    tree.has(b"Names") || tree.has(b"Kids")
}

fn list(file: &File, dict: &Dictionary, key: &str) -> usize {
    let list = file.get(dict, key).and_then(|list| list.as_array().ok());
    list.map_or(0, Vec::len)
}

fn annotations(file: &File, number: usize, annotation: &Dictionary, faults: &mut Faults) {
    let sort = file.name(annotation, "Subtype").unwrap_or_default();
    // What belongs to a note is told with the note, and marks for printers are on no screen.
    if matches!(
        sort.as_str(),
        "Link" | "Widget" | "Popup" | "PrinterMark" | "TrapNet"
    ) {
        return;
    }
    let words = file.short_text(annotation, "Contents").unwrap_or_default();
    let words = words.trim();
    let said = if words.is_empty() {
        String::new()
    } else {
        format!(": “{words}”")
    };
    faults.push(format!(
        "page {number}: an annotation that is no part of the text ({sort}){said}"
    ));
}

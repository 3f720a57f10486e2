//! What a tagged PDF of another program says: its outline, its figures, its faces. Read with lopdf alone.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

fn at<'a>(document: &'a Document, dict: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
    dictionary(document, dict.get(key.as_bytes()).ok()?)
}

fn string(document: &Document, dict: &Dictionary, key: &str) -> Option<String> {
    let object = document.dereference(dict.get(key.as_bytes()).ok()?).ok()?.1;
    lopdf::decode_text_string(object).ok()
}

/// The entries of the outline in order, each with its depth from 1.
pub fn outline(document: &Document) -> Vec<(u8, String)> {
    let mut out = Vec::new();
    if let Some(root) = at(document, document.catalog().unwrap(), "Outlines") {
        entries(document, root, 1, &mut out);
    }
    out
}

fn entries(document: &Document, parent: &Dictionary, depth: u8, out: &mut Vec<(u8, String)>) {
    let mut next = at(document, parent, "First");
    while let Some(entry) = next {
        out.push((depth, string(document, entry, "Title").unwrap()));
        entries(document, entry, depth + 1, out);
        next = at(document, entry, "Next");
    }
}

/// A structure element that matters here: its type as the role map has it, and its alternative.
pub struct Element {
    pub kind: String,
    pub alternative: Option<String>,
}

/// The structure elements in the order of the tree.
pub fn structure(document: &Document) -> Vec<Element> {
    let mut out = Vec::new();
    let root = at(document, document.catalog().unwrap(), "StructTreeRoot").expect("the PDF is tagged");
    let roles = at(document, root, "RoleMap");
    kids(document, root, roles, &mut out);
    out
}

fn kids(document: &Document, parent: &Dictionary, roles: Option<&Dictionary>, out: &mut Vec<Element>) {
    let Ok(kid) = parent
        .get(b"K")
        .and_then(|kids| Ok(document.dereference(kids)?.1))
    else {
        return;
    };
    let several = match kid {
        Object::Array(kids) => kids.as_slice(),
        one => std::slice::from_ref(one),
    };
    for kid in several.iter().filter_map(|kid| dictionary(document, kid)) {
        let Ok(name) = kid.get(b"S").and_then(Object::as_name) else {
            continue;
        };
        let role = roles.and_then(|roles| roles.get(name).and_then(Object::as_name).ok());
        out.push(Element {
            kind: String::from_utf8_lossy(role.unwrap_or(name)).into_owned(),
            alternative: string(document, kid, "Alt"),
        });
        kids(document, kid, roles, out);
    }
}

/// The faces in use, without the tags of subsets.
pub fn faces(document: &Document) -> BTreeSet<String> {
    let fonts = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let fonts = fonts.filter(|dict| {
        dict.get(b"Type")
            .and_then(Object::as_name)
            .is_ok_and(|t| t == b"Font")
    });
    let names = fonts.filter_map(|font| font.get(b"BaseFont").and_then(Object::as_name).ok());
    let names = names.map(|name| String::from_utf8_lossy(name).into_owned());
    names
        .map(|name| name.rsplit('+').next().unwrap_or_default().to_owned())
        .collect()
}

//! The structure tree of the specimen as a golden file: types, attributes, names, languages, and how links are called.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod specimen;

use std::fmt::Write;

use clearleaf::backend::Backend;
use clearleaf::backend::pdf::Pdf;
use clearleaf::page::LazyPages;
use lopdf::{Dictionary, Document, Object};

fn string(object: &Object) -> String {
    match object {
        Object::Name(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Object::String(bytes, _) if bytes.starts_with(&[0xFE, 0xFF]) => {
            let units: Vec<u16> = bytes[2..]
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16(&units).unwrap()
        }
        Object::String(bytes, _) => String::from_utf8_lossy(bytes).into_owned(),
        Object::Array(list) => format!("{} numbers", list.len()),
        other => format!("{other:?}"),
    }
}

struct Printer<'d> {
    document: &'d Document,
    roles: &'d Dictionary,
    out: String,
}

impl Printer<'_> {
    fn element(&mut self, dict: &Dictionary, depth: usize) {
        let role = string(dict.get(b"S").unwrap());
        write!(self.out, "{:1$}{role}", "", depth * 2).unwrap();
        if let Ok(standard) = self.roles.get(role.as_bytes()) {
            write!(self.out, "={}", string(standard)).unwrap();
        }
        for key in ["ID", "Lang", "Alt"] {
            if let Ok(value) = dict.get(key.as_bytes()) {
                write!(self.out, " {key}“{}”", string(value)).unwrap();
            }
        }
        if let Ok(Object::Dictionary(attributes)) = dict.get(b"A") {
            for (key, value) in attributes {
                write!(self.out, " {}:{}", String::from_utf8_lossy(key), string(value)).unwrap();
            }
        }
        let kids = match dict.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        };
        // Whether it has content of its own; in how many pieces is the layout's business.
        if kids.iter().any(|kid| matches!(kid, Object::Integer(_))) {
            self.out.push_str(" +");
        }
        self.out.push('\n');
        for kid in &kids {
            match self.document.dereference(kid).unwrap().1 {
                Object::Dictionary(kid) if kid.has(b"S") => self.element(kid, depth + 1),
                Object::Dictionary(kid) if kid.has(b"Obj") => {
                    let annotation = kid.get(b"Obj").and_then(Object::as_reference).unwrap();
                    let annotation = self.document.get_dictionary(annotation).unwrap();
                    let name = string(annotation.get(b"Contents").unwrap());
                    writeln!(self.out, "{:1$}→ “{name}”", "", depth * 2 + 2).unwrap();
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_specimen_is_tagged_like_this() {
    let edition = specimen::edition(specimen::every_block(), None);
    let bytes = Pdf.write(&edition, &LazyPages::of(&edition)).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    let tree = document.get_dict_in_dict(catalog, b"StructTreeRoot").unwrap();
    let roles = document.get_dict_in_dict(tree, b"RoleMap").unwrap();
    let root = document.get_dict_in_dict(tree, b"K").unwrap();
    let mut printer = Printer {
        document: &document,
        roles,
        out: String::new(),
    };
    printer.element(root, 0);
    insta::assert_snapshot!(printer.out);
}

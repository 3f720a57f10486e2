//! The parts of a DOCX package, read by other code than ours, and packed again.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

pub mod check;

use std::collections::BTreeMap;
use std::io::Read;

use clearleaf::package::xml::{Document, Element};
use clearleaf::package::zip::Part;

/// The parts of a package by name.
pub type Parts = BTreeMap<String, Vec<u8>>;

/// The parts of a package by name.
pub fn parts(bytes: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let twice = parts.insert(file.name().to_owned(), content);
        assert!(twice.is_none(), "{} is there twice", file.name());
    }
    parts
}

/// One part as text.
pub fn part(bytes: &[u8], name: &str) -> String {
    let part = parts(bytes).remove(name);
    String::from_utf8(part.unwrap_or_else(|| panic!("no part {name}"))).unwrap()
}

/// A package of these parts.
pub fn pack(parts: &Parts) -> Vec<u8> {
    let parts = parts
        .iter()
        .map(|(name, bytes)| Part::new(name.clone(), bytes.as_slice()));
    clearleaf::package::zip::write(&parts.collect::<Vec<_>>()).unwrap()
}

/// The package as a program has it that takes no fonts from files: without the faces and what leads to them.
pub fn without_fonts(bytes: &[u8]) -> Vec<u8> {
    let mut parts = parts(bytes);
    let faces = parts
        .keys()
        .filter(|name| name.starts_with("word/fonts/"))
        .count();
    assert!(faces > 0, "there are no faces to leave out");
    parts.retain(|name, _| !name.starts_with("word/fonts/"));
    parts.remove("word/_rels/fontTable.xml.rels");
    edit(&mut parts, "word/fontTable.xml", |root| {
        root.walk_mut(&mut |element| element.retain_elements(|child| !child.name.starts_with("w:embed")));
    });
    pack(&parts)
}

/// Changes one part as XML.
pub fn edit(parts: &mut Parts, name: &str, change: impl FnOnce(&mut Element)) {
    let part = parts.get_mut(name).unwrap_or_else(|| panic!("no part {name}"));
    let mut document = Document::parse(part).unwrap();
    change(&mut document.root);
    *part = document.to_bytes();
}

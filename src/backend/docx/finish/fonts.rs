//! The font table and the faces themselves, obfuscated as ECMA-376 part 1, 17.8.1 asks, so that a leaflet looks the same
//! where the fonts are not installed. Whole faces: whoever edits the leaflet needs letters that it does not have yet.

use std::collections::BTreeSet;

use skrifa::raw::TableProvider;
use skrifa::raw::tables::os2::Os2;

use super::package::{self, Package};
use super::valued;
use crate::backend::docx::face;
use crate::layout::fonts::{FACES, Face, substitutes};
use crate::layout::{Edition, Families, Family, Weight};
use crate::package::xml::Element;

/// How many bytes of a face are obfuscated.
const OBFUSCATED: usize = 32;

/// Adds the font table and the faces of the families in use.
pub fn add(edition: &Edition, families: &BTreeSet<String>, package: &mut Package) {
    let profile = &edition.layout.profile;
    let mut table = Element::new("w:fonts")
        .with(
            "xmlns:w",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        )
        .with(
            "xmlns:r",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        );
    let order = Families::of(&profile.faces);
    for family in order.iter().filter(|family| families.contains(family.name())) {
        let italics = profile.emphasis.italic;
        let faces = FACES
            .iter()
            .filter(|face| face.family == family.name() && (italics || !face.italic));
        let faces: Vec<Element> = faces.map(|face| embed(face, package)).collect();
        table = table.child(described(family).children(faces));
    }
    package.part("fontTable", package::FONT_TABLE, table);
}

/// A family as Word knows it where it has to look for another (ECMA-376 part 1, 17.8.3): by name first, then by what it is.
fn described(family: Family) -> Element {
    let mut font = Element::new("w:font").with("w:name", family.name());
    let substitutes = substitutes(family.name());
    if !substitutes.is_empty() {
        font = font.child(valued("w:altName", substitutes.join(",")));
    }
    let face = family.face(Weight::Regular, false).face();
    let parsed = skrifa::FontRef::new(face.bytes).ok();
    let os2 = parsed.as_ref().and_then(|font| font.os2().ok());
    // Ten zeros say nothing.
    let panose = os2.as_ref().map(|os2| os2.panose_10());
    if let Some(panose) = panose.filter(|panose| panose.iter().any(|class| *class != 0)) {
        let hex: String = panose.iter().map(|class| format!("{class:02X}")).collect();
        font = font.child(valued("w:panose1", hex));
    }
    font = font.children([
        // Latin is among the code pages of every face; the others stand in its signature.
        valued("w:charset", "00"),
        valued("w:family", "swiss"),
        valued("w:pitch", "variable"),
    ]);
    font.children(os2.as_ref().map(signature))
}

/// What the face says that it has: blocks of Unicode, and code pages.
fn signature(os2: &Os2<'_>) -> Element {
    let bits = [
        ("w:usb0", os2.ul_unicode_range_1()),
        ("w:usb1", os2.ul_unicode_range_2()),
        ("w:usb2", os2.ul_unicode_range_3()),
        ("w:usb3", os2.ul_unicode_range_4()),
        ("w:csb0", os2.ul_code_page_range_1().unwrap_or(0)),
        ("w:csb1", os2.ul_code_page_range_2().unwrap_or(0)),
    ];
    let with = |element: Element, (name, bits): (&str, u32)| element.with(name, format!("{bits:08X}"));
    bits.into_iter().fold(Element::new("w:sig"), with)
}

fn embed(face: &Face, package: &mut Package) -> Element {
    let key = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, face.postscript_name.as_bytes());
    let relationship = package.face(
        face.postscript_name,
        obfuscate(&face::bytes(face), key.as_bytes()),
    );
    let name = match (face.weight, face.italic) {
        (Weight::Regular, false) => "w:embedRegular",
        (Weight::Bold, false) => "w:embedBold",
        (Weight::Regular, true) => "w:embedItalic",
        (Weight::Bold, true) => "w:embedBoldItalic",
    };
    let key = format!("{{{}}}", key.hyphenated().to_string().to_uppercase());
    Element::new(name)
        .with("r:id", relationship)
        .with("w:fontKey", key)
}

/// The first 32 bytes are combined with the key, its bytes from last to first.
fn obfuscate(face: &[u8], key: &[u8; 16]) -> Vec<u8> {
    let mut bytes = face.to_vec();
    for (byte, key) in bytes.iter_mut().take(OBFUSCATED).zip(key.iter().rev().cycle()) {
        *byte ^= key;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_has_latin_and_is_neither_with_serifs_nor_of_one_width() {
        for face in &FACES {
            let font = skrifa::FontRef::new(face.bytes).unwrap();
            let os2 = font.os2().unwrap();
            assert_eq!(os2.ul_code_page_range_1().unwrap() & 1, 1, "{}", face.file);
            assert_eq!(font.post().unwrap().is_fixed_pitch(), 0, "{}", face.file);
            let class = os2.s_family_class() >> 8;
            assert!([0, 8].contains(&class), "{}: {class}", face.file);
        }
    }

    #[test]
    fn obfuscating_twice_gives_the_face_back() {
        let face: Vec<u8> = (0..64).collect();
        let key = std::array::from_fn(|at| u8::try_from(at).unwrap() + 1);
        let hidden = obfuscate(&face, &key);
        assert_eq!(hidden[..3], [16, 1 ^ 15, 2 ^ 14]);
        assert_eq!(hidden[16], 16 ^ 16);
        assert_eq!(hidden[32..], face[32..]);
        assert_eq!(obfuscate(&hidden, &key), face);
    }
}

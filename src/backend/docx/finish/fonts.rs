//! The font table and the faces themselves, obfuscated as ECMA-376 part 1, 17.8.1 asks, so that a leaflet looks the same
//! where the fonts are not installed. Whole faces: whoever edits the leaflet needs letters that it does not have yet.

use std::collections::BTreeSet;

use super::package::{self, Package};
use super::valued;
use crate::backend::docx::face;
use crate::layout::fonts::{FACES, Face};
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
    let order = order.iter().map(Family::name);
    for family in order.filter(|family| families.contains(*family)) {
        let mut font = Element::new("w:font").with("w:name", family).children([
            valued("w:charset", "00"),
            valued("w:family", "swiss"),
            valued("w:pitch", "variable"),
        ]);
        let italics = profile.emphasis.italic;
        let faces = FACES
            .iter()
            .filter(|face| face.family == family && (italics || !face.italic));
        for face in faces {
            font = font.child(embed(face, package));
        }
        table = table.child(font);
    }
    package.part("fontTable", package::FONT_TABLE, table);
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

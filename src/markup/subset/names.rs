//! What a cut face is called. Its licence and copyright stay as they are.

use std::collections::BTreeSet;

use write_fonts::read::tables::name::NameRecord;
use write_fonts::read::{FontRef, TableProvider};

use crate::layout::fonts::Face;

/// Family and style, what both are together, and the PostScript name (OpenType 1.9, `name`).
const FAMILY: u16 = 1;
const UNIQUE: u16 = 3;
const FULL: u16 = 4;
const POSTSCRIPT: u16 = 6;
/// Copyright, the four above with style and version, trademark, licence and its address.
const KEPT: [u16; 10] = [0, FAMILY, 2, UNIQUE, FULL, 5, POSTSCRIPT, 7, 13, 14];

/// Names that a licence keeps for the unchanged font (OFL 1.1, clause 3), and what a changed copy is called in their
/// place. A document that a font is bundled with is no exception to that clause, other than one it is embedded in.
const RESERVED: [(&str, &str); 1] = [("Liberation", "Leaflet")];

/// Six capitals that name a subset, made from its face and characters, so that equal subsets are named alike.
pub(super) fn tag(face: &Face, characters: &BTreeSet<char>) -> String {
    let characters = characters.iter().flat_map(|c| u32::from(*c).to_be_bytes());
    // FNV-1a.
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for byte in face.postscript_name.bytes().chain(characters) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    let mut tag = String::new();
    for _ in 0..6 {
        tag.push(char::from(b'A' + u8::try_from(hash % 26).unwrap_or(0)));
        hash /= 26;
    }
    tag
}

/// The table of names of a cut face: version 0, in English for Windows, the one platform whose names every reader of
/// fonts takes.
pub(super) fn table(font: &FontRef<'_>, tag: &str) -> Option<Vec<u8>> {
    let name = font.name().ok()?;
    let mut texts: Vec<(u16, Vec<u8>)> = Vec::new();
    for id in KEPT {
        let english = |record: &&NameRecord| {
            record.name_id().to_u16() == id && (record.platform_id(), record.language_id()) == (3, 0x0409)
        };
        if let Some(record) = name.name_record().iter().find(english) {
            let text: String = record.string(name.string_data()).ok()?.chars().collect();
            let text = called(id, text, tag);
            texts.push((id, text.encode_utf16().flat_map(u16::to_be_bytes).collect()));
        }
    }
    let records = u16::try_from(texts.len()).ok()?;
    let mut out: Vec<u8> = [0, records, 6 + 12 * records].map(u16::to_be_bytes).concat();
    let mut offset = 0_u16;
    for (id, text) in &texts {
        let length = u16::try_from(text.len()).ok()?;
        out.extend([3, 1, 0x0409, *id, length, offset].map(u16::to_be_bytes).concat());
        offset = offset.checked_add(length)?;
    }
    out.extend(texts.into_iter().flat_map(|(_, text)| text));
    Some(out)
}

fn called(id: u16, mut text: String, tag: &str) -> String {
    if [FAMILY, UNIQUE, FULL, POSTSCRIPT].contains(&id) {
        for (reserved, ours) in RESERVED {
            text = text.replace(reserved, ours);
        }
    }
    if id == POSTSCRIPT || id == UNIQUE {
        text = format!("{tag}+{text}");
    }
    text
}

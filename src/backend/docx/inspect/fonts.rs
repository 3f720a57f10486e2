//! The fonts that a document names, and those of them that are in the file: obfuscated, as Word keeps them.

use roxmltree::{Document, Node};
use skrifa::raw::TableProvider;

use super::parts::{Parts, R, W, attribute};
use crate::backend::FontFact;
use crate::backend::faults::{Faults, brief};

/// The most fonts of a document that are looked into.
pub const MOST: usize = 200;

/// The fonts of a table. One that is in the file and is none is a fault.
pub fn facts(parts: &Parts, table: &Document<'_>, faults: &mut Faults) -> Vec<FontFact> {
    let fonts = table.root_element().children();
    let fonts = fonts.filter(|node| node.has_tag_name((W, "font")));
    let mut looked_into = 0;
    fonts
        .map(|font| {
            let name = brief(attribute(font, "name").unwrap_or_default()).into_owned();
            let mut embedded = false;
            for face in font
                .children()
                .filter(|node| node.tag_name().name().starts_with("embed"))
            {
                looked_into += 1;
                let spoilt = looked_into <= MOST && bytes(parts, face).is_some_and(|bytes| !is_whole(&bytes));
                if spoilt {
                    faults.push(format!("what the file has as the font {name:?} is no font"));
                }
                embedded |= !spoilt;
            }
            FontFact {
                name,
                embedded,
                subset: false,
            }
        })
        .collect()
}

/// The font that a table of fonts says is in the file, where it can be read.
pub fn bytes(parts: &Parts, face: Node<'_, '_>) -> Option<Vec<u8>> {
    let source = parts.related("fontTable").unwrap_or_default();
    let id = face.attribute((R, "id")).unwrap_or_default();
    let relation = parts.relationship(source, id)?;
    plain(
        parts.font(&relation.target)?,
        attribute(face, "fontKey").unwrap_or_default(),
    )
}

/// Whether all tables that a font has lie in it, and among them those without which it draws nothing.
fn is_whole(bytes: &[u8]) -> bool {
    let Ok(font) = skrifa::FontRef::new(bytes) else {
        return false;
    };
    let mut tables = font.table_directory().table_records().iter();
    let lies_inside = tables.all(|table| {
        let end = table.offset().checked_add(table.length());
        end.and_then(|end| usize::try_from(end).ok())
            .is_some_and(|end| end <= bytes.len())
    });
    lies_inside && font.head().is_ok() && font.maxp().is_ok()
}

/// A font as it was before it was obfuscated: the first 32 bytes against the key, last byte first (ECMA-376 part 4,
/// 17.8.1).
fn plain(bytes: &[u8], key: &str) -> Option<Vec<u8>> {
    let digits: String = key.chars().filter(char::is_ascii_hexdigit).collect();
    let byte = |at: usize| u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok();
    let key: Option<Vec<u8>> = (0..16).rev().map(byte).collect();
    let key = key.filter(|_| digits.len() == 32)?;
    let mut out = bytes.to_vec();
    for (byte, key) in out.iter_mut().take(32).zip(key.iter().cycle()) {
        *byte ^= key;
    }
    Some(out)
}

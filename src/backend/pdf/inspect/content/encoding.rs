//! The text of the codes of simple fonts (ISO 32000-1, 9.6.6): a standard encoding, and what a font says differs from it by
//! the names of glyphs (Adobe Glyph List).

use lopdf::{Dictionary, Document, Object};

use crate::backend::pdf::inspect::file::File;

/// The text of each of the 256 codes; `None` where nobody can tell.
pub(super) type Table = Vec<Option<char>>;

/// A list of differences that is longer says something more than once.
const MOST_DIFFERENCES: usize = 1024;

/// The table of a simple font; `None` where it uses codes of its own.
pub(super) fn table(file: &File, font: &Dictionary) -> Option<Table> {
    let symbolic = || {
        let descriptor = file.dict(font, "FontDescriptor")?;
        let flags = file.get(descriptor, "Flags")?.as_i64().ok()?;
        Some(flags & 4 != 0)
    };
    let is_type_3 = file.name(font, "Subtype").as_deref() == Some("Type3");
    let base_font = file.name(font, "BaseFont").unwrap_or_default();
    let own_codes = is_type_3
        || symbolic().unwrap_or(false)
        || ["Symbol", "ZapfDingbats"]
            .iter()
            .any(|name| base_font.ends_with(name));
    let (base, differences) = match file.get(font, "Encoding") {
        Some(Object::Name(name)) => (Some(name.as_slice()), None),
        Some(Object::Dictionary(dict)) => {
            let base = file
                .get(dict, "BaseEncoding")
                .and_then(|base| base.as_name().ok());
            let differences = file
                .get(dict, "Differences")
                .and_then(|list| list.as_array().ok());
            (base, differences)
        }
        _ => (None, None),
    };
    let known = base.filter(|name| {
        matches!(
            *name,
            b"WinAnsiEncoding" | b"MacRomanEncoding" | b"StandardEncoding"
        )
    });
    let mut table = match known {
        Some(name) => standard(name),
        None if own_codes => vec![None; 256],
        None => standard(b"StandardEncoding"),
    };
    let mut code = 0_usize;
    for entry in differences.into_iter().flatten().take(MOST_DIFFERENCES) {
        match file.resolve(entry) {
            Some(Object::Integer(first)) => code = usize::try_from(*first).unwrap_or(usize::MAX),
            Some(Object::Name(name)) => {
                if let Some(slot) = table.get_mut(code) {
                    *slot = glyph(name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    table.iter().any(Option::is_some).then_some(table)
}

fn standard(name: &[u8]) -> Table {
    let mut font = font();
    font.set("Encoding", Object::Name(name.to_vec()));
    decoded(&font)
}

/// The character that a glyph's name stands for.
fn glyph(name: &[u8]) -> Option<char> {
    let name = name
        .split(|byte| *byte == b'.')
        .next()
        .filter(|name| !name.is_empty())?;
    if name == b"notdef" {
        return None;
    }
    let text = std::str::from_utf8(name).ok()?;
    let hexadecimal = text.strip_prefix("uni").or_else(|| text.strip_prefix('u'));
    let digits = hexadecimal.filter(|digits| (4..=6).contains(&digits.len()));
    if let Some(code) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
        return char::from_u32(code);
    }
    let mut encoding = Dictionary::new();
    encoding.set("Type", Object::Name(b"Encoding".to_vec()));
    encoding.set(
        "Differences",
        vec![Object::Integer(0), Object::Name(name.to_vec())],
    );
    let mut font = font();
    font.set("Encoding", encoding);
    decoded(&font).first().copied().flatten()
}

fn font() -> Dictionary {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font
}

/// What lopdf's tables, which carry the standard encodings and the glyph list, make of each code.
fn decoded(font: &Dictionary) -> Table {
    let document = Document::new();
    let Ok(encoding) = font.get_font_encoding(&document) else {
        return vec![None; 256];
    };
    let text = |code: u8| {
        let text = encoding.bytes_to_string(&[code]).ok()?;
        text.chars().next()
    };
    (0..=255).map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_encodings_are_known() {
        assert_eq!(standard(b"WinAnsiEncoding")[0x93], Some('“'));
        assert_eq!(standard(b"MacRomanEncoding")[0x8E], Some('é'));
        assert_eq!(standard(b"StandardEncoding")[0xAE], Some('\u{FB01}'));
        assert_eq!(standard(b"StandardEncoding")[0x41], Some('A'));
    }

    #[test]
    fn glyphs_are_known_by_name() {
        for (name, character) in [
            ("eacute", Some('é')),
            ("a", Some('a')),
            ("a.sc", Some('a')),
            ("uni2264", Some('≤')),
            ("u1F600", Some('\u{1F600}')),
            ("bullet", Some('•')),
            (".notdef", None),
            ("g123", None),
            ("", None),
        ] {
            assert_eq!(glyph(name.as_bytes()), character, "{name}");
        }
    }
}

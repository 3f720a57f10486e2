//! The name of a font, from its program.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use skrifa::MetadataProvider;
use skrifa::string::StringId;

/// What a font calls itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its PostScript name, without a subset's tag.
    pub name: String,
    /// Whether only some of its glyphs are there: a subset's name begins with six capitals and a plus sign (ISO 32000-1,
    /// 9.6.4), a habit kept outside PDF.
    pub subset: bool,
}

/// The name of a font; `None` where the bytes are no font.
#[must_use]
pub fn name(bytes: &[u8]) -> Option<Name> {
    let bytes = if bytes.starts_with(b"wOFF") {
        Cow::Owned(unpacked(bytes)?)
    } else {
        Cow::Borrowed(bytes)
    };
    let font = skrifa::FontRef::new(&bytes).ok()?;
    let name: String = font
        .localized_strings(StringId::POSTSCRIPT_NAME)
        .next()?
        .chars()
        .collect();
    let tagged = name
        .split_once('+')
        .filter(|(tag, _)| tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()));
    Some(Name {
        name: tagged.map_or(name.as_str(), |(_, name)| name).to_owned(),
        subset: tagged.is_some(),
    })
}

/// The most bytes that a table of a font may have once it is inflated.
const LIMIT: usize = 16 * 1024 * 1024;

/// A file in the Web Open Font Format (WOFF 1.0, sections 3 to 5) as the TrueType file that it was made of, but for
/// checksums. `None` where a table is not where the directory says, or not as long.
fn unpacked(woff: &[u8]) -> Option<Vec<u8>> {
    let long = |at: usize| -> Option<usize> {
        let bytes = woff.get(at..at.checked_add(4)?)?;
        usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
    };
    if long(8)? != woff.len() {
        return None;
    }
    let count = u16::from_be_bytes(woff.get(12..14)?.try_into().ok()?);
    let mut out = woff.get(4..8)?.to_vec();
    out.extend(count.to_be_bytes());
    out.extend([0; 6]);
    let first = 12 + 16 * usize::from(count);
    let mut tables = Vec::new();
    for entry in (0..usize::from(count)).map(|entry| 44 + 20 * entry) {
        let (offset, stored, length) = (long(entry + 4)?, long(entry + 8)?, long(entry + 12)?);
        let data = woff.get(offset..offset.checked_add(stored)?)?;
        let start = first + tables.len();
        if length > LIMIT || start > LIMIT {
            return None;
        }
        if stored < length {
            let most = u64::try_from(length).ok()?;
            ZlibDecoder::new(data).take(most).read_to_end(&mut tables).ok()?;
        } else {
            tables.extend(data);
        }
        if first + tables.len() != start + length {
            return None;
        }
        tables.resize(tables.len().next_multiple_of(4), 0);
        out.extend(woff.get(entry..entry + 4)?);
        out.extend([0; 4]);
        for figure in [start, length] {
            out.extend(u32::try_from(figure).ok()?.to_be_bytes());
        }
    }
    out.append(&mut tables);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn woff(table: &[u8], length: u32) -> Vec<u8> {
        let mut out = [&b"wOFF"[..], &[0, 1, 0, 0], &(64 + 3_u32).to_be_bytes(), &[0, 1]].concat();
        out.resize(44, 0);
        out.extend(b"name");
        out.extend([64, 3, length].map(u32::to_be_bytes).concat());
        out.extend([0; 4]);
        out.extend(table);
        out
    }

    #[test]
    fn a_packed_font_is_unpacked_or_refused() {
        let font = unpacked(&woff(b"abc", 3)).unwrap();
        assert_eq!(font.get(12..16), Some(&b"name"[..]));
        assert!(font.ends_with(b"abc\0"));
        assert_eq!(
            unpacked(&woff(b"abc", 4)),
            None,
            "what is stored is no deflated table"
        );
        assert_eq!(unpacked(&woff(b"abc", u32::MAX)), None);
        assert_eq!(
            unpacked(&woff(b"ab", 3)),
            None,
            "the file is shorter than it says"
        );
        assert_eq!(unpacked(b"wOFF"), None);
        assert_eq!(name(b"wOFF"), None);
    }
}

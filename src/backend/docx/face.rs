//! Faces as they are embedded. Word and LibreOffice make a line as high as the highest face in it asks for, and the
//! leading of a style only multiplies that. Less than one line is no way out: LibreOffice then sets the lines of a
//! paragraph unevenly, Word cuts the tops off, and a face that stands in for ours comes out with lines in one another. So
//! a face that asks for much more than its letters take is embedded with the line that a leaflet sets it in. Its letters
//! are untouched, and so is the room that Windows draws them in.

use std::borrow::Cow;

use crate::layout::fonts::Face;
use crate::model::Em;

/// The highest line that an embedded face asks for: that of Noto Sans Arabic, 2.1 em, has room for signs of recitation
/// above and below.
const HIGHEST: Em = 1.5;

/// The height of a line of a face as it is embedded: ascent, descent and gap.
pub fn natural_line(face: &Face) -> Em {
    own_line(face.bytes).map_or(1.2, |line| line.clamp(0.5, HIGHEST))
}

/// The bytes of a face as they are embedded.
pub fn bytes(face: &Face) -> Cow<'static, [u8]> {
    let share = own_line(face.bytes).map_or(1.0, |line| HIGHEST / line);
    let fitted = if share < 1.0 {
        fitted(face.bytes, share)
    } else {
        None
    };
    fitted.map_or(Cow::Borrowed(face.bytes), Cow::Owned)
}

/// The line that a font's figures give, in em.
fn own_line(font: &[u8]) -> Option<Em> {
    use skrifa::MetadataProvider;
    let font = skrifa::FontRef::new(font).ok()?;
    let size = skrifa::instance::Size::new(1.0);
    let metrics = font.metrics(size, skrifa::instance::LocationRef::default());
    Some(metrics.ascent - metrics.descent + metrics.leading)
}

/// A font whose figures for a line (OpenType 1.9, `hhea` and `OS/2`) are a share of what they were.
fn fitted(font: &[u8], share: f32) -> Option<Vec<u8>> {
    const HHEA: [usize; 3] = [4, 6, 8];
    const TYPOGRAPHIC: [usize; 3] = [68, 70, 72];
    let mut out = font.to_vec();
    for (tag, figures) in [(b"hhea", HHEA), (b"OS/2", TYPOGRAPHIC)] {
        let table = Table::find(font, tag)?;
        for at in figures {
            let figure = out.get_mut(table.start + at..table.start + at + 2)?;
            let units = i16::from_be_bytes([*figure.first()?, *figure.get(1)?]);
            figure.copy_from_slice(&scaled(units, share).to_be_bytes());
        }
        let sum = checksum(out.get(table.start..table.start + table.length)?);
        put(&mut out, table.record + 4, sum)?;
    }
    let adjustment = Table::find(font, b"head")?.start + 8;
    put(&mut out, adjustment, 0)?;
    let sum = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&out));
    put(&mut out, adjustment, sum)?;
    Some(out)
}

#[expect(clippy::cast_possible_truncation, reason = "smaller than what it was")]
fn scaled(units: i16, share: f32) -> i16 {
    (f32::from(units) * share).round() as i16
}

/// Where a table's record stands, and the table.
struct Table {
    record: usize,
    start: usize,
    length: usize,
}

impl Table {
    fn find(font: &[u8], tag: &[u8; 4]) -> Option<Self> {
        const HEADER: usize = 12;
        const RECORD: usize = 16;
        let count = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
        let records = font.get(HEADER..)?.chunks_exact(RECORD).take(count);
        let (number, found) = records.enumerate().find(|(_, record)| record.starts_with(tag))?;
        let word = |at: usize| -> Option<usize> {
            let bytes = found.get(at..at + 4)?.try_into().ok()?;
            usize::try_from(u32::from_be_bytes(bytes)).ok()
        };
        Some(Self {
            record: HEADER + number * RECORD,
            start: word(8)?,
            length: word(12)?,
        })
    }
}

fn put(out: &mut [u8], at: usize, word: u32) -> Option<()> {
    out.get_mut(at..at + 4)?.copy_from_slice(&word.to_be_bytes());
    Some(())
}

/// The sum of words of four bytes (OpenType 1.9, "Calculating checksums").
fn checksum(data: &[u8]) -> u32 {
    let word = |bytes: &[u8]| {
        let padded: [u8; 4] = std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(0));
        u32::from_be_bytes(padded)
    };
    data.chunks(4).map(word).fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::fonts::FACES;

    #[test]
    fn only_a_face_with_very_high_lines_is_changed_and_only_its_lines_are() {
        use skrifa::raw::TableProvider;
        for face in FACES.iter() {
            let out = bytes(face);
            let high = own_line(face.bytes).unwrap() > HIGHEST;
            assert_eq!(
                high,
                face.family == "Noto Sans Arabic",
                "{}",
                face.postscript_name
            );
            assert_eq!(high, out.as_ref() != face.bytes);
            assert!((own_line(&out).unwrap() - natural_line(face)).abs() < 0.002);
            assert_eq!(checksum(&out), 0xB1B0_AFBA, "{}", face.postscript_name);
            let (old, new) = (
                skrifa::FontRef::new(face.bytes).unwrap(),
                skrifa::FontRef::new(&out).unwrap(),
            );
            for record in new.table_directory().table_records() {
                let (tag, data) = (record.tag(), new.table_data(record.tag()).unwrap());
                let touched = [*b"hhea", *b"OS/2", *b"head"].contains(&tag.to_be_bytes());
                assert!(
                    touched || data.as_bytes() == old.table_data(tag).unwrap().as_bytes(),
                    "{tag}"
                );
                if tag.to_be_bytes() != *b"head" {
                    assert_eq!(checksum(data.as_bytes()), record.checksum(), "{tag}");
                }
            }
            let drawn = |font: &skrifa::FontRef<'_>| {
                let os2 = font.os2().unwrap();
                (os2.us_win_ascent(), os2.us_win_descent())
            };
            assert_eq!(drawn(&old), drawn(&new), "what Windows draws is not cut");
        }
    }
}

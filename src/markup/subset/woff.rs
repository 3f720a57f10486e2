//! A TrueType file in the Web Open Font Format (WOFF 1.0): each table deflated by itself. For a page that carries its
//! fonts as text; the archive of a book deflates whole files.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use write_fonts::read::{FontRef, TableProvider};

/// The length of the header, and of an entry of the directory, in bytes.
const HEADER: usize = 44;
const ENTRY: usize = 20;

/// The file as WOFF (W3C Recommendation of 13 December 2012), or nothing where it is no font.
#[must_use]
pub fn woff(font: &[u8]) -> Option<Vec<u8>> {
    let file = FontRef::new(font).ok()?;
    let records = file.table_directory().table_records();
    let tables = u16::try_from(records.len()).ok()?;
    let mut directory = Vec::new();
    let mut data = Vec::new();
    let first = HEADER + ENTRY * records.len();
    for record in records {
        let table = file.data_for_tag(record.tag())?.as_bytes();
        let deflated = deflated(table)?;
        let stored = if deflated.len() < table.len() {
            &*deflated
        } else {
            table
        };
        directory.extend(record.tag().to_be_bytes());
        for figure in [first + data.len(), stored.len(), table.len()] {
            directory.extend(u32::try_from(figure).ok()?.to_be_bytes());
        }
        directory.extend(record.checksum().to_be_bytes());
        data.extend(stored);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut out = b"wOFF".to_vec();
    out.extend(file.table_directory().sfnt_version().to_be_bytes());
    out.extend(u32::try_from(first + data.len()).ok()?.to_be_bytes());
    out.extend([tables, 0].map(u16::to_be_bytes).concat());
    out.extend(u32::try_from(font.len().next_multiple_of(4)).ok()?.to_be_bytes());
    // No version of its own, no metadata, no private data.
    out.resize(HEADER, 0);
    out.append(&mut directory);
    out.append(&mut data);
    Some(out)
}

fn deflated(table: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(table).ok()?;
    encoder.finish().ok()
}

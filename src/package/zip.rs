//! Writing archives. The same parts give the same bytes: order as given, every time stamp 1980-01-01 00:00 (the zero of
//! the zip format), one compression level, no extra fields.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its path inside the archive, with `/` and without one at the start.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it is kept as it is instead of being deflated, as OCF asks for `mimetype`.
    pub stored: bool,
}

impl Part {
    /// A part that is deflated.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
            stored: false,
        }
    }

    /// A part that is kept as it is.
    #[must_use]
    pub fn stored(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            stored: true,
            ..Self::new(name, bytes)
        }
    }
}

/// The compression level of every deflated part.
const LEVEL: i64 = 6;

/// An archive of these parts in this order.
///
/// # Errors
/// Says which part cannot be written: a name that comes twice, or more than 4 GiB.
pub fn write(parts: &[Part]) -> Result<Vec<u8>, String> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let common = SimpleFileOptions::default()
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    for part in parts {
        let options = if part.stored {
            common.compression_method(CompressionMethod::Stored)
        } else {
            common
                .compression_method(CompressionMethod::Deflated)
                .compression_level(Some(LEVEL))
        };
        let say = |why: String| format!("part {}: {why}", part.name);
        writer
            .start_file(part.name.as_str(), options)
            .map_err(|e| say(e.to_string()))?;
        writer.write_all(&part.bytes).map_err(|e| say(e.to_string()))?;
    }
    let cursor = writer.finish().map_err(|e| e.to_string())?;
    Ok(cursor.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_part_can_be_recognised_by_its_bytes() {
        let parts = [
            Part::stored("mimetype", "application/epub+zip"),
            Part::new("a/b.xml", vec![b'x'; 5_000]),
        ];
        let bytes = write(&parts).unwrap();
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
        assert_eq!(&bytes[10..14], [0, 0, 0x21, 0], "1980-01-01 00:00");
        assert_eq!(bytes, write(&parts).unwrap());
        assert!(bytes.len() < 500, "the second part is deflated");
    }

    #[test]
    fn a_name_comes_once() {
        let twice = [Part::new("a", "1"), Part::new("a", "2")];
        assert!(write(&twice).unwrap_err().starts_with("part a: "));
    }
}

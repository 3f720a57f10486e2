//! Reading archives that may be hostile: bounded in number, in size and in how far they swell.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The most files an archive may hold.
pub const MAX_FILES: usize = 4_096;

/// The most bytes that all its files together may swell to.
pub const MAX_BYTES: u64 = 128 * 1024 * 1024;

/// The files of an archive by their paths.
///
/// # Errors
/// What is wrong with the archive: no zip file, a damaged or encrypted file, a name that comes twice or leads outside,
/// more than [`MAX_FILES`] or [`MAX_BYTES`].
pub fn read(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    read_within(bytes, MAX_FILES, MAX_BYTES)
}

fn read_within(bytes: &[u8], max_files: usize, max_bytes: u64) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    if archive.len() > max_files {
        return Err(format!("more than {max_files} files in one archive"));
    }
    let mut files = BTreeMap::new();
    let mut left = max_bytes;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|e| e.to_string())?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().to_owned();
        if name.starts_with('/') || name.contains('\\') || name.split('/').any(|step| step == "..") {
            return Err(format!("the name {name:?} leads outside the archive"));
        }
        // The declared size may lie: what counts is what comes out.
        let mut content = Vec::new();
        file.take(left.saturating_add(1))
            .read_to_end(&mut content)
            .map_err(|e| format!("{name}: {e}"))?;
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        left = left
            .checked_sub(size)
            .ok_or_else(|| format!("the archive swells to more than {max_bytes} bytes"))?;
        if files.insert(name.clone(), content).is_some() {
            return Err(format!("{name} comes twice"));
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::zip::{Part, write};

    #[test]
    fn what_was_written_comes_back() {
        let bytes = write(&[Part::stored("mimetype", "m"), Part::new("a/ö.xml", "<a/>")]).unwrap();
        let files = read(&bytes).unwrap();
        assert_eq!(
            files.keys().map(String::as_str).collect::<Vec<_>>(),
            ["a/ö.xml", "mimetype"]
        );
        assert_eq!(files["a/ö.xml"], b"<a/>");
    }

    #[test]
    fn an_archive_that_swells_too_far_is_refused() {
        let bytes = write(&[
            Part::new("zeros", vec![0; 1_000_000]),
            Part::new("more", vec![0; 10]),
        ])
        .unwrap();
        assert!(bytes.len() < 3_000);
        assert!(
            read_within(&bytes, 9, 1_000_005)
                .unwrap_err()
                .contains("swells to more than")
        );
        assert!(
            read_within(&bytes, 1, 2_000_000)
                .unwrap_err()
                .contains("more than 1 files")
        );
        assert!(read_within(&bytes, 2, 1_000_010).is_ok());
    }

    #[test]
    fn hostile_bytes_are_an_error() {
        let good = write(&[Part::new("word/document.xml", "<a/>".repeat(500))]).unwrap();
        assert!(read(b"").is_err());
        assert!(read(b"PK\x03\x04 and no more").is_err());
        for cut in 0..good.len() {
            assert!(read(&good[..cut]).is_err(), "cut at {cut}");
        }
        assert!(
            read(&write(&[Part::new("../x", "")]).unwrap())
                .unwrap_err()
                .contains("outside")
        );
    }
}

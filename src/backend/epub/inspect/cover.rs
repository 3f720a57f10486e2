//! The cover image (EPUB 3.3, appendix D.3): what a library shows of a book before it is opened, and no part of what is
//! read.

use super::package::ManifestItem;
use crate::xhtml::Files;

/// Shelves want it in the shape of a book, and large enough for a screen of today.
const SIZE: (u32, u32) = (1_600, 2_560);

/// Reports a book without one cover image, and one that is no PNG of the wanted size. None stands in the spine, which
/// takes XHTML alone here.
pub(super) fn check<'a>(
    files: &Files,
    items: impl Iterator<Item = &'a ManifestItem>,
    faults: &mut Vec<String>,
) {
    let covers: Vec<&ManifestItem> = items.filter(|item| item.cover).collect();
    let cover = match covers.as_slice() {
        [] => return faults.push("the manifest names no cover image".to_owned()),
        [cover] => cover,
        [..] => return faults.push("the manifest names more than one cover image".to_owned()),
    };
    let path = &cover.path;
    if cover.media_type != "image/png" {
        faults.push(format!(
            "the cover image {path} is said to be {}",
            cover.media_type
        ));
    }
    // A file that is missing has been reported with the manifest.
    let Some(bytes) = files.get(path) else { return };
    match size(bytes) {
        Some(SIZE) => {}
        Some((width, height)) => {
            faults.push(format!(
                "the cover image {path} is {width} by {height} pixels, not 1600 by 2560"
            ));
        }
        None => faults.push(format!("the cover image {path} is no PNG that can be shown")),
    }
}

/// Width and height of a picture whose every pixel can be read.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let limits = png::Limits { bytes: 64 << 20 };
    let decoder = png::Decoder::new_with_limits(std::io::Cursor::new(bytes), limits);
    let mut reader = decoder.read_info().ok()?;
    let size = (reader.info().width, reader.info().height);
    if size == SIZE {
        while reader.next_row().ok()?.is_some() {}
    }
    Some(size)
}

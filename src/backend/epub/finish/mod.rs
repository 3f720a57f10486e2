//! What epub-builder cannot say, mended in its parts, and the parts zipped so that the same edition gives the same bytes.

mod opf;

use super::nav;
use super::sections::Book;
use crate::package::unzip;
use crate::package::zip::{self, Part};

/// The package document's path, epub-builder's own.
const PACKAGE: &str = "OEBPS/content.opf";

/// The cover's path.
const COVER: &str = "OEBPS/cover.png";

/// Parts that EPUB 3 has no use for: the table of contents of EPUB 2.
const DROPPED: [&str; 1] = ["OEBPS/toc.ncx"];

/// The book's bytes, from the zip file that epub-builder made.
///
/// # Errors
/// Which part is missing or malformed.
pub(super) fn finish(book: &Book<'_>, package: &[u8], cover: Vec<u8>) -> Result<Vec<u8>, String> {
    let mut files = unzip::read(package)?;
    for name in DROPPED {
        files.remove(name);
    }
    let package = files
        .get(PACKAGE)
        .ok_or("epub-builder wrote no package document")?;
    let package = opf::mend(book, package)?;
    files.insert(PACKAGE.to_owned(), package);
    files.insert("OEBPS/nav.xhtml".to_owned(), nav::document(book)?.into_bytes());
    // OCF 3.3, section 4.2.3: `mimetype` comes first, as it is.
    let mimetype = files.remove("mimetype").ok_or("epub-builder wrote no mimetype")?;
    let mut parts = vec![Part::stored("mimetype", mimetype)];
    parts.extend(files.into_iter().map(|(name, bytes)| Part::new(name, bytes)));
    // Its pixels are deflated already.
    parts.push(Part::stored(COVER, cover));
    zip::write(&parts)
}

//! What a file is, by its first bytes: names lie, and files that came by mail have lost theirs.

use crate::backend::{BACKENDS, Backend, Format};

/// How far into a file what it begins with may stand: PDF readers look as far (ISO 32000-1, H.3, note 13).
const BEGINNING: usize = 1024;

/// The format that a file's name promises; `None` where it promises none.
#[must_use]
pub fn by_name(name: &str) -> Option<Format> {
    let (_, extension) = name.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let extension = match extension.as_str() {
        "htm" | "xhtml" => "html",
        other => other,
    };
    let mut formats = BACKENDS.iter().map(|backend| backend.format());
    formats.find(|format| format.extension == extension)
}

/// What is wrong with the name of a file that is of this format: programs that go by the name do not open it.
pub(super) fn misnamed(name: &str, format: Format) -> Option<String> {
    let promised = by_name(name).filter(|promised| promised.id != format.id)?;
    let (promised, is) = (promised.id.to_uppercase(), format.id.to_uppercase());
    Some(format!(
        "its name is that of a file in the format {promised}, and it is one in the format {is}"
    ))
}

/// The format that reads these bytes; `None` where none does.
#[must_use]
pub fn recognise(bytes: &[u8]) -> Option<&'static dyn Backend> {
    let id = id(bytes)?;
    BACKENDS.iter().copied().find(|backend| backend.format().id == id)
}

fn id(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..BEGINNING).unwrap_or(bytes);
    if holds(start, b"%PDF-") {
        return Some("pdf");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        // OCF, 4.3: the media type stands unpacked in the first entry; not all programs put it there.
        let is_book = holds(start, b"application/epub+zip") || holds(bytes, b"META-INF/container.xml");
        return match (is_book, holds(bytes, b"[Content_Types].xml")) {
            (true, _) => Some("epub"),
            (false, true) => Some("docx"),
            (false, false) => None,
        };
    }
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let is_page = ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| text.contains(tag));
    is_page.then_some("html")
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        for (bytes, id) in [
            (&b"%PDF-1.7\n"[..], Some("pdf")),
            (b"\n\n%PDF-1.4", Some("pdf")),
            (b"PK\x03\x04....mimetypeapplication/epub+zipPK", Some("epub")),
            (b"PK\x03\x04....META-INF/container.xml", Some("epub")),
            (b"PK\x03\x04....[Content_Types].xml", Some("docx")),
            (b"PK\x03\x04....else", None),
            (b"\xef\xbb\xbf<!DOCTYPE HTML><p>a", Some("html")),
            (b"<?xml version=\"1.0\"?><html xmlns='x'/>", Some("html")),
            (b"", None),
            (b"a word", None),
        ] {
            assert_eq!(super::id(bytes), id, "{bytes:?}");
            assert_eq!(recognise(bytes).map(|backend| backend.format().id), id);
        }
    }
}

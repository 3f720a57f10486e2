//! Pictures: bytes are checked here, once, so that no backend opens a file or meets a picture that it cannot draw.

mod album;
mod png;
mod svg;
mod weight;

use std::sync::Arc;

pub(super) use album::{Album, admit, fetch};

use super::load::Wanted;
use super::log::Passage;
use crate::finding::{Finding, Severity, SourceText, Span};
use crate::model::{Image, ImageData, Pt};

/// A picture, as a file to be fetched.
pub(super) const WANTED: Wanted = Wanted {
    what: "picture",
    missing: "missing-image",
    extensions: &["png", "svg"],
    limit: 50 * 1024 * 1024,
};

/// Points in a CSS pixel.
const PT_PER_PX: Pt = 0.75;

/// What is wrong with a picture: its code, what it is, what to do.
struct Fault {
    code: &'static str,
    message: String,
    help: String,
    /// The place inside the picture's own text, where it has one.
    at: Option<std::ops::Range<usize>>,
}

impl Fault {
    fn unusable(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code: "unusable-image",
            message: message.into(),
            help: help.into(),
            at: None,
        }
    }
}

/// The picture in these bytes and the words that it draws, or what is wrong: at its place in the picture where that is
/// text, else at `named`, where the leaflet names it.
fn check(path: &str, bytes: Vec<u8>, named: &Span) -> Result<(Image, Vec<Passage>), Box<Finding>> {
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    let at = |span: Span, fault: Fault| {
        Box::new(Finding::at(
            span,
            Severity::Error,
            fault.code,
            fault.message,
            fault.help,
        ))
    };
    if bytes.starts_with(png::SIGNATURE) {
        let (width, height) = png::check(&bytes).map_err(|fault| at(named.clone(), fault))?;
        let image = Image {
            name,
            data: ImageData::Png(Arc::from(bytes)),
            width,
            height,
        };
        return Ok((image, Vec::new()));
    }
    if !looks_like_svg(&bytes) {
        let (what, help) = kind(&bytes);
        let named_otherwise = [".png", ".svg"]
            .iter()
            .any(|extension| name.to_ascii_lowercase().ends_with(extension));
        let message = if what == UTF_16 {
            format!("`{path}` is {what}")
        } else if named_otherwise {
            format!("`{path}` is {what}, whatever its name says: neither PNG nor SVG")
        } else {
            format!("`{path}` is {what}: pictures are PNG or SVG")
        };
        return Err(at(named.clone(), Fault::unusable(message, help)));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        at(
            named.clone(),
            Fault::unusable(
                format!("`{path}` is not in UTF-8"),
                "save the drawing as plain SVG in UTF-8",
            ),
        )
    })?;
    let source = Arc::new(SourceText {
        path: path.to_owned(),
        text,
    });
    let place = |fault: Fault| {
        let span = fault
            .at
            .clone()
            .map_or_else(|| named.clone(), |bytes| Span::new(&source, bytes));
        at(span, fault)
    };
    let (width, height, words) = svg::check(&source.text).map_err(place)?;
    let passages = words.into_iter().map(|(bytes, text)| Passage {
        span: Span::new(&source, bytes),
        text,
    });
    let passages = passages.collect();
    let image = Image {
        name,
        data: ImageData::Svg(Arc::from(source.text.as_str())),
        width,
        height,
    };
    Ok((image, passages))
}

fn looks_like_svg(bytes: &[u8]) -> bool {
    let start = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    start.starts_with(b"<")
        && bytes
            .windows(4)
            .any(|window| window == b"<svg" || window == b":svg")
}

/// Text that may well be a drawing.
const UTF_16: &str = "in UTF-16, which no format takes";

/// What kind of file this is, and what to do with it.
fn kind(bytes: &[u8]) -> (&'static str, &'static str) {
    const PHOTOGRAPH: &str = "open it in an image editor and export it as PNG";
    const DRAWING: &str = "open it in a drawing program and export it as plain SVG, or as PNG";
    const TEXT: &str = "save the drawing as plain SVG in UTF-8";
    let begins = |signature: &[u8]| bytes.starts_with(signature);
    // ISO 14496-12: a box of the type `ftyp` first, then the brand.
    let brand = bytes
        .get(8..12)
        .filter(|_| bytes.get(4..8) == Some(b"ftyp".as_slice()));
    if bytes.is_empty() {
        ("an empty file", "export the picture again as PNG or SVG")
    } else if begins(b"\xff\xd8\xff") {
        ("a JPEG picture", PHOTOGRAPH)
    } else if begins(b"GIF8") {
        ("a GIF picture", PHOTOGRAPH)
    } else if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        ("a WebP picture", PHOTOGRAPH)
    } else if matches!(brand, Some(b"avif" | b"avis")) {
        ("an AVIF picture", PHOTOGRAPH)
    } else if matches!(brand, Some(b"heic" | b"heix" | b"mif1" | b"msf1")) {
        ("a HEIC picture", PHOTOGRAPH)
    } else if brand.is_some() {
        ("a film", "export one of its frames as PNG")
    } else if begins(b"\xff\x0a") || begins(b"\0\0\0\x0cJXL ") {
        ("a JPEG XL picture", PHOTOGRAPH)
    } else if begins(b"%PDF") {
        ("a PDF file", DRAWING)
    } else if begins(b"%!PS") {
        ("a PostScript file", DRAWING)
    } else if begins(b"BM") {
        ("a BMP picture", PHOTOGRAPH)
    } else if begins(b"II*\0") || begins(b"MM\0*") {
        ("a TIFF picture", PHOTOGRAPH)
    } else if begins(b"\x1f\x8b") {
        ("a compressed file (perhaps SVGZ)", DRAWING)
    } else if begins(b"\xff\xfe") || begins(b"\xfe\xff") {
        (UTF_16, TEXT)
    } else if begins(b"PK\x03\x04") {
        (
            "an office document or an archive",
            "export the picture in it as PNG or SVG",
        )
    } else {
        (
            "of an unknown kind",
            "export the picture as PNG, or as SVG if it is a drawing",
        )
    }
}

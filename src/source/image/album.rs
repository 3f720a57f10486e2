//! The pictures of a leaflet, each file once however often it is named: read once, checked once, its bytes shared by
//! all that show it, and counted towards what all pictures together may ask of a machine.

use std::collections::BTreeMap;

use super::{Fault, check, png};
use crate::finding::{Finding, Severity, Span};
use crate::model::{Image, ImageData};
use crate::source::files::{Files, resolve};
use crate::source::load::{Wanted, load};
use crate::source::log::Log;

/// The most bytes of all pictures together.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The most pixels of all pictures together: some eight photographs of a telephone as it takes them.
const MOST_PIXELS: u64 = 100_000_000;

/// What has been met, by the path or pointer that names it.
#[derive(Debug, Default)]
pub(in crate::source) struct Album {
    /// `None` for a picture that is no good, which has been reported.
    known: BTreeMap<String, Option<Image>>,
    bytes: usize,
    pixels: u64,
    /// Whether it has been reported that they are too much.
    full: bool,
}

impl Album {
    /// A picture of the same bytes under another name.
    fn alike(&self, bytes: &[u8]) -> Option<&Image> {
        self.known.values().flatten().find(|image| match &image.data {
            ImageData::Png(known) => **known == *bytes,
            ImageData::Svg(_) => false,
        })
    }

    /// Makes room for a picture, or says why there is none; `Ok(false)` where that has been said.
    fn room(&mut self, bytes: &[u8]) -> Result<bool, Fault> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        self.pixels = self.pixels.saturating_add(png::pixels(bytes));
        let what = if self.bytes > MOST_BYTES {
            "up to here the pictures of the leaflet have more than 64 MB"
        } else if self.pixels > MOST_PIXELS {
            "up to here the pictures of the leaflet have more than 100 million pixels"
        } else {
            return Ok(true);
        };
        if std::mem::replace(&mut self.full, true) {
            return Ok(false);
        }
        Err(Fault::unusable(
            what,
            "make them smaller: 3000 pixels fill the width of a page",
        ))
    }
}

/// The picture that `named` names from `folder`; faults are findings.
pub(in crate::source) fn fetch(
    (files, folder): (&dyn Files, &str),
    path: &str,
    named: &Span,
    wanted: &Wanted,
    log: &mut Log,
) -> Option<Image> {
    let known = resolve(folder, path)
        .ok()
        .and_then(|place| log.album.known.get(&place));
    match known {
        Some(None) => {
            log.again();
            return None;
        }
        Some(Some(image)) if length(image) as u64 <= wanted.limit => return Some(image.clone()),
        Some(Some(_)) | None => {}
    }
    let found =
        load(files, folder, path, named, wanted).and_then(|(place, bytes)| admit(&place, bytes, named, log));
    found.unwrap_or_else(|finding| {
        log.keep(*finding);
        None
    })
}

/// A picture that is named by `path` and has these bytes; `None` where a like fault has been reported.
pub(in crate::source) fn admit(
    path: &str,
    bytes: Vec<u8>,
    named: &Span,
    log: &mut Log,
) -> Result<Option<Image>, Box<Finding>> {
    if let Some(image) = log.album.alike(&bytes) {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let image = Image {
            name,
            ..image.clone()
        };
        log.album.known.insert(path.to_owned(), Some(image.clone()));
        return Ok(Some(image));
    }
    let checked = match log.album.room(&bytes) {
        Ok(true) => check(path, bytes, named).map(Some),
        Ok(false) => Ok(None),
        Err(fault) => Err(Box::new(Finding::at(
            named.clone(),
            Severity::Error,
            fault.code,
            fault.message,
            fault.help,
        ))),
    };
    let (image, result) = match checked {
        Ok(Some((image, passages))) => {
            log.passages.extend(passages);
            (Some(image.clone()), Ok(Some(image)))
        }
        Ok(None) => {
            log.again();
            (None, Ok(None))
        }
        Err(finding) => (None, Err(finding)),
    };
    log.album.known.insert(path.to_owned(), image);
    result
}

fn length(image: &Image) -> usize {
    match &image.data {
        ImageData::Svg(text) => text.len(),
        ImageData::Png(bytes) => bytes.len(),
    }
}

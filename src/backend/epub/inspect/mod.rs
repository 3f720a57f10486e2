//! A book read back from its bytes alone: container, package document, spine in order, documents, Reading.
//!
//! It knows the standards (OCF 3.3, EPUB 3.3, XHTML, DPUB-ARIA 1.1), and nothing of how clearleaf writes: no class, no
//! file name, no id of ours is looked for.

mod cover;
mod encryption;
mod fonts;
mod look;
mod nav;
mod ncx;
mod notes;
mod outside;
mod package;
mod pages;
mod toc;

use roxmltree::Document;

use crate::backend::{Facts, Inspection, each_once};
use crate::model::reading::{LeftOut, ReadingBuilder, Role};
use crate::package::unzip;
use crate::xhtml::places::Places;
use crate::xhtml::{Files, document, mend, parse, prepare};

/// What a reader of the book meets.
///
/// # Errors
/// What is wrong with the bytes.
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspection, String> {
    let mut files = unzip::read(bytes)?;
    let mut faults = Vec::new();
    if files.get("mimetype").map(Vec::as_slice) != Some(b"application/epub+zip") {
        faults.push("mimetype does not say application/epub+zip".to_owned());
    }
    // Where a program looks that knows a file by its first bytes (OCF 3.3, section 4.3.2).
    if bytes.get(30..58) != Some(b"mimetypeapplication/epub+zip") {
        faults.push("mimetype is not the first file, stored as it is".to_owned());
    }
    let mut left = LeftOut::default();
    let package = package::read(&files, &mut faults, &mut left)?;
    let encrypted = encryption::paths(&files, &mut faults);
    for path in &encrypted {
        left.tell("encrypted files", path);
    }
    if let Some(path) = package.nav.as_ref().filter(|path| files.contains_key(*path)) {
        prepare(&mut files, path)?;
        mend(&mut files, path, &mut faults)?;
    }
    let mut spine = Vec::new();
    for path in &package.spine {
        if spine.contains(&path.as_str()) {
            faults.push(format!("{path} comes twice in the spine"));
            continue;
        }
        if encrypted.contains(path) {
            continue;
        }
        if files.contains_key(path) {
            prepare(&mut files, path)?;
            spine.push(path.as_str());
        } else {
            faults.push(format!("{path} of the spine is missing"));
        }
    }
    if spine.is_empty() {
        let why = if encrypted.is_empty() {
            "none of its documents is there"
        } else {
            "all of its documents are encrypted"
        };
        return Err(format!("the book cannot be read: {why}"));
    }
    let documents = match parsed(&files, &spine) {
        Ok(documents) => documents,
        // One of them is no XML, and which others are not is asked once.
        Err(_) => {
            for path in &spine {
                mend(&mut files, path, &mut faults)?;
            }
            parsed(&files, &spine)?
        }
    };
    let places = Places::of(&documents, &mut faults);
    let mut out = ReadingBuilder::new();
    for (path, document) in &documents {
        document::read(path, document, &places, &files, &mut out, &mut faults, &mut left)?;
        outside::look(path, document, &files, &mut faults);
    }
    for (path, _) in package
        .manifest
        .iter()
        .filter(|(_, media_type)| media_type == "text/css")
    {
        let css = files.get(path).map(|bytes| String::from_utf8_lossy(bytes));
        let css = css.unwrap_or_default();
        if css.to_ascii_lowercase().contains("@import") {
            faults.push(format!("{path} loads another style sheet (@import)"));
        }
    }
    notes::check(&documents, &mut faults);
    let look = look::of(&documents, &files, &package.manifest, &mut faults);
    let built = out.built(&package.title, package.lang.clone());
    let listed = match &package.nav {
        Some(path) if !files.contains_key(path) => Vec::new(),
        Some(path) => {
            let nav = parse(&files, path)?;
            nav::check(path, &nav, &places, &mut faults);
            toc::check(path, &nav, &places, &documents, &mut faults);
            pages::listed(path, &nav, &places, &mut faults)
        }
        None => {
            faults.push("the manifest names no navigation document".to_owned());
            if let Some(path) = &package.ncx {
                ncx::check(path, &files, &places, &mut faults);
            }
            Vec::new()
        }
    };
    pages::check(&package, &listed, &built, &mut faults);
    faults.extend(built.misread.iter().cloned());
    let (reading, unresolved) = (built.reading, built.unresolved);
    faults.extend(unresolved.into_iter().map(|link| {
        let address = places.address(&link.name);
        format!(
            "the link “{}” leads to {address}, where nothing is read",
            link.text
        )
    }));
    let said = documents
        .iter()
        .find_map(|(_, document)| document::generator(document));
    let producer = package.producer.clone().or(said);
    let facts = Facts {
        pages: Some(listed.len()).filter(|pages| *pages > 0),
        page_starts: built.page_starts,
        // XHTML always has elements; without a heading they give assistive technology no structure.
        tagged: reading
            .items
            .iter()
            .any(|item| matches!(item.role, Role::Heading(_))),
        fonts: fonts::facts(&files, &package.manifest, &mut faults),
        faults: each_once(faults),
        unread: left.lines(),
        producer,
        claims: package.claims,
        look,
    };
    Ok(Inspection { reading, facts })
}

/// Documents that are ready, each with its path.
fn parsed<'p, 'f>(files: &'f Files, paths: &[&'p str]) -> Result<Vec<(&'p str, Document<'f>)>, String> {
    let documents = paths.iter().map(|path| Ok((*path, parse(files, path)?)));
    documents.collect()
}

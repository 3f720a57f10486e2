//! The fonts of a book: those that its style sheets declare, and whether their programs are there.

use std::collections::BTreeSet;

use skrifa::MetadataProvider;
use skrifa::string::StringId;

use crate::backend::FontFact;
use crate::xhtml::Files;
use crate::xhtml::address::{Address, resolve};
use crate::xhtml::styles::addresses;

/// The fonts, sorted. A file that a style sheet names and the book lacks is a fault.
pub(super) fn facts(files: &Files, manifest: &[(String, String)], faults: &mut Vec<String>) -> Vec<FontFact> {
    let mut fonts = BTreeSet::new();
    for (path, media_type) in manifest {
        let Some(bytes) = files.get(path) else { continue };
        if is_font(media_type) {
            match name(bytes) {
                Some(name) => {
                    fonts.insert(fact(&name, true));
                }
                None => faults.push(format!("{path} is no font")),
            }
        }
        if media_type == "text/css" {
            for address in addresses(&String::from_utf8_lossy(bytes)) {
                let found = match resolve(path, address) {
                    Some(Address::Inside { path, .. }) => files.contains_key(&path),
                    Some(Address::Outside(_)) | None => false,
                };
                if !found {
                    faults.push(format!("{path} names {address}, which is missing"));
                    let file = address.rsplit('/').next().unwrap_or(address);
                    fonts.insert(fact(file, false));
                }
            }
        }
    }
    fonts.into_iter().collect()
}

fn is_font(media_type: &str) -> bool {
    media_type.starts_with("font/")
        || media_type.starts_with("application/font-")
        || media_type == "application/vnd.ms-opentype"
}

/// A subset's name begins with six capitals and a plus sign (ISO 32000-1, 9.6.4), a habit kept outside PDF.
fn fact(name: &str, embedded: bool) -> FontFact {
    let subset = name
        .split_once('+')
        .filter(|(tag, _)| tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()));
    FontFact {
        name: subset.map_or(name, |(_, name)| name).to_owned(),
        embedded,
        subset: subset.is_some(),
    }
}

fn name(bytes: &[u8]) -> Option<String> {
    let font = skrifa::FontRef::new(bytes).ok()?;
    let mut names = font.localized_strings(StringId::POSTSCRIPT_NAME);
    names.next().map(|name| name.chars().collect())
}

//! The fonts of a page: those that its style sheets hold.

use std::collections::BTreeSet;

use roxmltree::Document;

use super::outside::style_sheets;
use crate::backend::FontFact;
use crate::xhtml::data;
use crate::xhtml::fonts::name;
use crate::xhtml::styles::addresses;

/// The fonts, sorted. One that is none is a fault.
pub(super) fn facts(document: &Document<'_>, faults: &mut Vec<String>) -> Vec<FontFact> {
    let mut fonts = BTreeSet::new();
    for css in style_sheets(document) {
        for address in addresses(&css) {
            let Some(data) = data::read(address) else { continue };
            if data.is_image() {
                continue;
            }
            match name(&data.bytes) {
                Some(found) => {
                    fonts.insert(FontFact {
                        name: found.name,
                        embedded: true,
                        subset: found.subset,
                    });
                }
                None => faults.push(format!(
                    "a file of type {} in the style sheet is no font",
                    data.media_type
                )),
            }
        }
    }
    fonts.into_iter().collect()
}

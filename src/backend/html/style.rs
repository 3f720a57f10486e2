//! The look of the page round the leaflet: what a reading system does for a book, and a browser does not.

mod font;

use crate::layout::Edition;
use crate::markup::{faces, style};

/// The style sheet of a page.
pub(super) fn sheet(edition: &Edition) -> String {
    let faces = faces::of(edition, &[&edition.words.skip_to_text]);
    let mut css = style::sheet(&edition.layout.profile, &faces, &font::source);
    css.push_str(PAGE);
    css
}

const PAGE: &str = "\
.skip { position: absolute; }
.skip:not(:focus) { clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
nav.contents { max-width: 40em; margin-inline: auto; }
";

//! The page round a document's markup: the skin filled in.

use serde::Serialize;

use crate::layout::skins;
use crate::markup::skin::Skin;
use crate::model::Lang;
use crate::package::xml::Element;

/// The style sheet's file: epub-builder's name for it.
const STYLESHEET: &str = "stylesheet.css";

static SKIN: Skin = Skin::new(skins::EPUB_PAGE);

#[derive(Serialize)]
struct Page<'a> {
    lang: &'a str,
    direction: &'a str,
    title: &'a str,
    stylesheet: &'a str,
    body: &'a str,
}

/// A document: its title in plain words and its markup.
///
/// # Errors
/// The template engine's own words.
pub(super) fn page(title: &str, lang: &Lang, body: &Element) -> Result<String, String> {
    let body = body.to_xml();
    SKIN.fill(&Page {
        lang: lang.as_str(),
        direction: lang.direction().as_html(),
        title,
        stylesheet: STYLESHEET,
        body: &body,
    })
}

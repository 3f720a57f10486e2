//! The page round a document's markup: the skin filled in.

use std::sync::OnceLock;

use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext};
use serde::Serialize;

use crate::layout::skins;
use crate::model::Lang;
use crate::package::xml::Element;

/// The style sheet's file: epub-builder's name for it.
const STYLESHEET: &str = "stylesheet.css";

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
    let engine = engine().as_ref().map_err(Clone::clone)?;
    let body = body.to_xml();
    let page = Page {
        lang: lang.as_str(),
        direction: lang.direction().as_html(),
        title,
        stylesheet: STYLESHEET,
        body: &body,
    };
    engine.render("page", &page).map_err(|e| e.to_string())
}

fn engine() -> &'static Result<Handlebars<'static>, String> {
    static ENGINE: OnceLock<Result<Handlebars<'static>, String>> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut engine = Handlebars::new();
        engine.set_strict_mode(true);
        engine.register_escape_fn(handlebars::html_escape);
        engine.register_helper("markup", Box::new(markup));
        engine
            .register_template_string("page", skins::EPUB_PAGE)
            .map_err(|e| e.to_string())?;
        Ok(engine)
    })
}

/// Writes what is markup already. Everything else that the skin names is escaped.
fn markup(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let body = helper.param(0).and_then(|param| param.value().as_str());
    out.write(body.unwrap_or_default())?;
    Ok(())
}

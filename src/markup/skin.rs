//! The page round the markup: Handlebars templates of `layouts/skins`, each compiled when it is first filled in, because
//! that takes longer than writing a leaflet.

use std::sync::OnceLock;

use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext};
use serde::Serialize;

/// A template.
pub struct Skin {
    text: &'static str,
    compiled: OnceLock<Result<Handlebars<'static>, String>>,
}

impl Skin {
    /// A template that is not compiled yet.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            compiled: OnceLock::new(),
        }
    }

    /// The template filled in. Every name is escaped but for what `markup` writes. A value that the template may leave
    /// out has to be there as an empty one: strict mode does not see names in conditions.
    ///
    /// # Errors
    /// The template engine's own words.
    pub fn fill(&self, view: &impl Serialize) -> Result<String, String> {
        let engine = self.compiled.get_or_init(|| compile(self.text));
        let engine = engine.as_ref().map_err(Clone::clone)?;
        engine.render(NAME, view).map_err(|e| e.to_string())
    }
}

const NAME: &str = "page";

fn compile(text: &str) -> Result<Handlebars<'static>, String> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    engine.register_escape_fn(handlebars::html_escape);
    engine.register_helper("markup", Box::new(markup));
    engine
        .register_template_string(NAME, text)
        .map_err(|e| e.to_string())?;
    Ok(engine)
}

/// Writes what is markup already.
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

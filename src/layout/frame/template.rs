//! The language of frames: Handlebars, made strict and safe. A misspelt name is an error where Handlebars would take it
//! for false, whatever is filled in comes out as itself, and words are marked with their language.

use std::sync::Arc;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, Output, PathAndJson, RenderContext,
    RenderErrorReason, Renderable,
};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::finding::{Finding, Severity, SourceText, Span};

/// The name of the only template in a registry.
const FRAME: &str = "frame";

/// A compiled template.
pub(super) struct Template {
    source: Arc<SourceText>,
    registry: Handlebars<'static>,
}

impl Template {
    /// Compiles a template; `path` names it in messages.
    ///
    /// # Errors
    /// [`Error::Layout`] at the place of a fault, and of each value that would escape the escaping.
    pub fn compile(path: &str, text: &str) -> Result<Self> {
        let source = Arc::new(SourceText {
            path: path.to_owned(),
            text: text.to_owned(),
        });
        if let Some(bytes) = unescaped(text) {
            let help = "write two braces: what is not escaped could turn a name into a heading";
            return Err(fault(&source, bytes, "this value would come out unescaped", help));
        }
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.register_escape_fn(escape);
        registry.register_helper("word", Box::new(InLanguage("words_lang")));
        registry.register_helper("theirs", Box::new(InLanguage("publisher_lang")));
        registry.register_helper("if", Box::new(Condition(true)));
        registry.register_helper("unless", Box::new(Condition(false)));
        registry.register_template_string(FRAME, text).map_err(|error| {
            let (line, column) = error.pos().unwrap_or((1, 1));
            let help = "mend the template; its language is Handlebars";
            fault(
                &source,
                place(text, line, column),
                &error.reason().to_string(),
                help,
            )
        })?;
        Ok(Self { source, registry })
    }

    /// The template filled in.
    ///
    /// # Errors
    /// [`Error::Layout`] where it names a value that does not exist.
    pub fn fill(&self, view: &impl Serialize) -> Result<Arc<SourceText>> {
        let text = self.registry.render(FRAME, view).map_err(|error| {
            let bytes = place(
                &self.source.text,
                error.line_no.unwrap_or(1),
                error.column_no.unwrap_or(1),
            );
            let help = "name a value that the view has; layouts/frames/leaflet.md.hbs uses each of them";
            fault(&self.source, bytes, &error.reason().to_string(), help)
        })?;
        Ok(Arc::new(SourceText {
            path: format!("{}, filled in", self.source.path),
            text,
        }))
    }
}

fn fault(source: &Arc<SourceText>, bytes: std::ops::Range<usize>, message: &str, help: &str) -> Error {
    let span = Span::new(source, bytes);
    Error::Layout(Finding::at(span, Severity::Error, "frame", message, help).to_string())
}

/// The bytes of the character at a line and a column, both from 1; columns count characters.
fn place(text: &str, line: usize, column: usize) -> std::ops::Range<usize> {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text.get(line_start..).unwrap_or_default();
    let within: usize = rest
        .chars()
        .take(column.saturating_sub(1))
        .map(char::len_utf8)
        .sum();
    let start = (line_start + within).min(text.len());
    start..(start + 1).min(text.len())
}

/// Where a frame asks for an unescaped value: `{{{`, `{{&`, or either behind `~`.
fn unescaped(text: &str) -> Option<std::ops::Range<usize>> {
    let opens = |at: usize| {
        let inside = text.get(at + 2..).unwrap_or_default();
        inside
            .trim_start_matches(['~', ' ', '\t', '\n', '\r'])
            .starts_with(['{', '&'])
    };
    text.match_indices("{{")
        .map(|(at, _)| at)
        .find(|at| opens(*at))
        .map(|at| at..at + 3)
}

/// Text that the dialect reads as itself: every mark of ASCII punctuation behind a backslash, all white space but
/// no-break spaces a single space, none at the ends, where it would indent or break a line.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for c in text.chars() {
        if breaks_or_indents(c) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            if c.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

fn breaks_or_indents(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// `{{word words.contents}}`, `{{theirs publisher}}`: text in a language that a value of the view names, marked with it
/// where it is not the leaflet's and the view names one.
struct InLanguage(&'static str);

impl HelperDef for InLanguage {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let text = existing(helper)?.value().as_str();
        let text = text.ok_or_else(|| RenderErrorReason::InvalidParamType("string"))?;
        match context.data().get(self.0).and_then(|lang| lang.as_str()) {
            Some(lang) => out.write(&format!("<span lang=\"{lang}\">{}</span>", escape(text)))?,
            None => out.write(&escape(text))?,
        }
        Ok(())
    }
}

/// `if` and `unless`, by what they ask of the value. Handlebars' own take a misspelt name for false,
/// even in strict mode.
struct Condition(bool);

impl HelperDef for Condition {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let holds = existing(helper)?.value().is_truthy(false) == self.0;
        let template = if holds {
            helper.template()
        } else {
            helper.inverse()
        };
        template.map_or(Ok(()), |template| template.render(registry, context, render, out))
    }
}

/// The first parameter of a helper, which must exist.
fn existing<'h, 'rc>(
    helper: &'h Helper<'rc>,
) -> std::result::Result<&'h PathAndJson<'rc>, RenderErrorReason> {
    let missing = RenderErrorReason::MissingVariable(None);
    let param = helper.param(0).ok_or(missing)?;
    if param.is_value_missing() {
        return Err(RenderErrorReason::MissingVariable(param.relative_path().cloned()));
    }
    Ok(param)
}

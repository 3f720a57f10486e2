//! The frame: the furniture round a leaflet's body, in our own dialect, from one Handlebars template for all formats.
//!
//! Body text never passes through a template: it fills a slot as blocks that are typed already. What does pass is
//! escaped so that any title, name or role comes out as itself, and every word that the program adds comes from
//! [`Words`], marked as English where the leaflet's language has no words of its own.

mod contents;
mod view;

use std::sync::{Arc, OnceLock};

use handlebars::{
    Context, Handlebars, Helper, HelperResult, JsonTruthy, Output, RenderContext, RenderErrorReason,
    Renderable,
};

use self::view::View;
use super::{Edition, Layout, Words};
use crate::error::{Error, Result};
use crate::finding::{Finding, Severity, SourceText, Span, has_errors};
use crate::model::{Block, Content, Date, Inline, Lang, Leaflet, Phrase, References, Several};
use crate::source::body::{CalloutLabels, Slots, parse_frame};

/// A frame that the program carries.
struct Bundled {
    name: &'static str,
    text: &'static str,
    compiled: OnceLock<std::result::Result<Frame, String>>,
}

/// Every frame that the program carries.
static FRAMES: [Bundled; 1] = [Bundled {
    name: "leaflet",
    text: include_str!("../../layouts/frames/leaflet.md.hbs"),
    compiled: OnceLock::new(),
}];

/// A compiled frame.
pub struct Frame {
    source: Arc<SourceText>,
    registry: Handlebars<'static>,
}

/// A leaflet with its furniture, in a layout.
///
/// `date` is what the files carry as their date; `None` takes the latest that the record has.
/// [`Edition::furniture_is_translated`] says whether the furniture is in the leaflet's language.
///
/// # Errors
/// [`Error::Layout`] where the layout's frame or words are malformed, at the place in their file.
pub fn edition(leaflet: Leaflet, layout: Layout, date: Option<Date>) -> Result<Edition> {
    let name = layout.profile.frame.as_str();
    let bundled = FRAMES.iter().find(|frame| frame.name == name).ok_or_else(|| {
        let names: Vec<&str> = FRAMES.iter().map(|frame| frame.name).collect();
        Error::Layout(format!(
            "there is no frame `{name}`; the frames are: {}",
            names.join(", ")
        ))
    })?;
    let path = format!("layouts/frames/{name}.md.hbs");
    let compiled = bundled
        .compiled
        .get_or_init(|| Frame::compile(&path, bundled.text).map_err(|e| e.to_string()));
    let frame = compiled
        .as_ref()
        .map_err(|message| Error::Layout(message.clone()))?;
    frame.edition(leaflet, layout, date)
}

/// The labels of callouts that have none of their own, in a leaflet of this language.
///
/// # Errors
/// [`Error::Layout`] where the words file is malformed.
pub fn callout_labels(lang: Option<&Lang>) -> Result<CalloutLabels> {
    let lang = lang.cloned().unwrap_or_else(Lang::english);
    let (words, translated) = Words::of(&lang).map_err(Error::Layout)?;
    let label = |word: &str| {
        let plain = Content::text(word)?;
        if translated {
            return Some(plain);
        }
        Content::new(vec![Inline::Language(Phrase {
            lang: Lang::english(),
            content: plain,
        })])
    };
    let empty = || Error::Layout(format!("layouts/words/{}.toml: a label is empty", words.lang));
    Ok(CalloutLabels {
        callout: label(&words.callout).ok_or_else(empty)?,
        warning: label(&words.warning).ok_or_else(empty)?,
    })
}

impl Frame {
    /// Compiles a frame; `path` names it in messages.
    ///
    /// # Errors
    /// [`Error::Layout`] at the place of a fault in the template, and of each value that would escape the escaping.
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
        registry.register_helper("word", Box::new(word));
        registry.register_helper("if", Box::new(strict_if));
        registry.register_helper("unless", Box::new(strict_unless));
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

    /// A leaflet with its furniture, in a layout.
    ///
    /// # Errors
    /// [`Error::Layout`] where the frame names a value that does not exist, or yields what the dialect does not have.
    pub fn edition(&self, mut leaflet: Leaflet, layout: Layout, date: Option<Date>) -> Result<Edition> {
        let (words, translated) = Words::of(&leaflet.lang).map_err(Error::Layout)?;
        let date = date.or_else(|| leaflet.record.latest());
        let view = View::of(&leaflet, &words, translated);
        let body = std::mem::take(&mut leaflet.body);
        let contents = contents::of(&body, &leaflet, &words, translated, view.has_about());
        let view = view.with_contents(contents.is_some());
        let slots = Slots {
            body,
            contents,
            references: Several::new(leaflet.references.clone()).map(|entries| References { entries }),
        };
        leaflet.body = self.blocks(&view, slots)?;
        Ok(Edition {
            leaflet,
            layout,
            words,
            date,
        })
    }

    fn blocks(&self, view: &View, slots: Slots) -> Result<Vec<Block>> {
        let text = self.registry.render(FRAME, view).map_err(|error| {
            let bytes = place(
                &self.source.text,
                error.line_no.unwrap_or(1),
                error.column_no.unwrap_or(1),
            );
            let help = "name a value that the view has; layouts/frames/leaflet.md.hbs uses each of them";
            fault(&self.source, bytes, &error.reason().to_string(), help)
        })?;
        let rendered = Arc::new(SourceText {
            path: format!("{}, filled in", self.source.path),
            text,
        });
        let (blocks, findings) = parse_frame(&rendered, slots);
        if has_errors(&findings) {
            let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
            return Err(Error::Layout(shown.join("\n")));
        }
        Ok(blocks)
    }
}

/// The name of the only template in a registry.
const FRAME: &str = "frame";

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

/// `{{word words.contents}}`: a word of the program, marked as English where the leaflet's language has none.
fn word(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    context: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let text = existing(helper, "word")?.value().as_str();
    let text = text.ok_or_else(|| RenderErrorReason::InvalidParamType("string"))?;
    match context
        .data()
        .get("words")
        .and_then(|words| words.get("foreign"))
        .and_then(|lang| lang.as_str())
    {
        Some(lang) => out.write(&format!("<span lang=\"{lang}\">{}</span>", escape(text)))?,
        None => out.write(&escape(text))?,
    }
    Ok(())
}

/// The first parameter, which must exist: Handlebars' own `if` takes a misspelt name for false, even in strict mode.
fn existing<'h, 'rc>(
    helper: &'h Helper<'rc>,
    name: &'static str,
) -> std::result::Result<&'h handlebars::PathAndJson<'rc>, RenderErrorReason> {
    let param = helper
        .param(0)
        .ok_or(RenderErrorReason::ParamNotFoundForIndex(name, 0))?;
    if param.is_value_missing() {
        return Err(RenderErrorReason::MissingVariable(param.relative_path().cloned()));
    }
    Ok(param)
}

fn strict_if<'reg, 'rc>(
    helper: &Helper<'rc>,
    registry: &'reg Handlebars<'reg>,
    context: &'rc Context,
    render: &mut RenderContext<'reg, 'rc>,
    out: &mut dyn Output,
) -> HelperResult {
    let chosen = existing(helper, "if")?.value().is_truthy(false);
    let template = if chosen {
        helper.template()
    } else {
        helper.inverse()
    };
    template.map_or(Ok(()), |template| template.render(registry, context, render, out))
}

fn strict_unless<'reg, 'rc>(
    helper: &Helper<'rc>,
    registry: &'reg Handlebars<'reg>,
    context: &'rc Context,
    render: &mut RenderContext<'reg, 'rc>,
    out: &mut dyn Output,
) -> HelperResult {
    let chosen = existing(helper, "unless")?.value().is_truthy(false);
    let template = if chosen {
        helper.inverse()
    } else {
        helper.template()
    };
    template.map_or(Ok(()), |template| template.render(registry, context, render, out))
}

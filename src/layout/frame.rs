//! The frame: the furniture round a leaflet's body, in our own dialect, from one Handlebars template for all formats.
//!
//! Body text never passes through a template: it fills a slot as blocks that are typed already. What does pass is
//! escaped so that any title, name or role comes out as itself, and every word that the program adds comes from
//! [`Words`], marked as English where the leaflet's language has no words of its own.

mod contact;
mod contents;
mod furniture;
mod template;
mod view;

use std::sync::OnceLock;

use self::furniture::Furniture;
use self::template::Template;
pub use self::template::escape;
use self::view::View;
use super::{Edition, Layout, Words};
use crate::error::{Error, Result};
use crate::finding::has_errors;
use crate::model::{Block, Content, Date, Lang, Leaflet};
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

/// The anchors of the sections about a leaflet, behind its text and its references.
pub(super) const BACK_MATTER: [&str; 4] = ["about", "other-formats", "contact", "about-us"];

/// The names of the frames.
pub(super) fn names() -> Vec<&'static str> {
    FRAMES.iter().map(|frame| frame.name).collect()
}

/// A compiled frame.
pub struct Frame(Template);

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
    let (words, _) = Words::of(&lang).map_err(Error::Layout)?;
    let label = |word: &str| Content::new(words.inlines(word, &lang));
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
        Template::compile(path, text).map(Self)
    }

    /// A leaflet with its furniture, in a layout.
    ///
    /// # Errors
    /// [`Error::Layout`] where the frame names a value that does not exist, or yields what the dialect does not have.
    pub fn edition(&self, mut leaflet: Leaflet, layout: Layout, date: Option<Date>) -> Result<Edition> {
        let (words, _) = Words::of(&leaflet.lang).map_err(Error::Layout)?;
        let date = date.or_else(|| leaflet.record.latest());
        let body = std::mem::take(&mut leaflet.body);
        let mut slots = Furniture::new(&leaflet, &words).slots();
        let view = View::of(&leaflet, &words);
        let sections = furniture::sections(&words, &slots, view.has_record());
        let contents = contents::of(&body, &sections, &slots, &leaflet.lang, &words);
        let view = view.with_sections(&sections, contents.is_some());
        slots.fill("contents", contents.map(Block::Contents).into_iter().collect());
        slots.fill("body", body);
        leaflet.body = self.blocks(&view, slots, &leaflet.lang)?;
        Ok(Edition {
            leaflet,
            layout,
            words,
            date,
        })
    }

    fn blocks(&self, view: &View, slots: Slots, lang: &Lang) -> Result<Vec<Block>> {
        let (blocks, findings) = parse_frame(&self.0.fill(view)?, slots, lang);
        if has_errors(&findings) {
            let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
            return Err(Error::Layout(shown.join("\n")));
        }
        Ok(blocks)
    }
}

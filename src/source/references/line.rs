//! The engine's output as our inlines.

use hayagriva::citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, Formatting};
use url::Url;

use super::symbols::{subscript, superscript};
use crate::model::{Content, Inline, Lang, Link, Phrase, Target};
use crate::source::address::address;

/// Stands behind text that ends a sentence by itself; a noncharacter, so no text holds it.
pub(super) const SENTENCE_ENDED: char = '\u{FDD0}';

/// Words of an entry in another language than the leaflet's.
#[derive(Clone, Debug)]
pub(super) struct Foreign {
    pub lang: Lang,
    pub words: String,
}

/// An entry of the list; `address` is its own as the author writes it.
pub(super) fn entry(
    children: &ElemChildren,
    foreign: Option<&Foreign>,
    address: Option<&str>,
) -> Vec<Inline> {
    let mut line = Line {
        links: true,
        foreign,
        address,
        ..Line::default()
    };
    line.children(children, "");
    line.finish()
}

/// A citation; `words` stand where the engine left a stand-in. A citation is a link already, so it holds no other.
pub(super) fn citation(children: &ElemChildren, words: &str) -> Vec<Inline> {
    let mut line = Line::default();
    line.children(children, words);
    line.finish()
}

/// Inlines while they are put together.
#[derive(Default)]
struct Line<'a> {
    out: Vec<Inline>,
    /// Whether what stands last has ended its sentence.
    ended: bool,
    /// Whether addresses become links, and raised figures characters of their own: in a list, not in a citation.
    links: bool,
    foreign: Option<&'a Foreign>,
    address: Option<&'a str>,
}

impl Line<'_> {
    fn children(&mut self, children: &ElemChildren, words: &str) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.text(&text.text, text.formatting),
                ElemChild::Elem(elem) => self.children(&elem.children, words),
                ElemChild::Markup(text) => self.text(text, Formatting::default()),
                ElemChild::Transparent { format, .. } => self.text(words, *format),
                ElemChild::Link { text, url } if self.links => {
                    self.ended = false;
                    self.link(&text.text, url, text.formatting);
                }
                ElemChild::Link { text, .. } => self.text(&text.text, text.formatting),
            }
        }
    }

    /// Appends a link, with its words as the author wrote them where they are its address.
    fn link(&mut self, words: &str, url: &str, formatting: Formatting) {
        let same = |written: &&str| Url::parse(written).is_ok_and(|known| known.as_str() == url);
        let written = self.address.filter(same);
        let words = written.filter(|_| words == url).unwrap_or(words);
        // The one form of an address, so that JSON written from it reads as the same.
        match address(written.unwrap_or(url)) {
            Ok(url) => self.out.extend(Content::text(words).map(|content| {
                Inline::Link(Link {
                    target: Target::Url(url),
                    content,
                })
            })),
            Err(_) => self.text(words, formatting),
        }
    }

    /// Appends text without the style's full stop behind a sentence that has ended.
    fn text(&mut self, text: &str, formatting: Formatting) {
        let mut kept = String::with_capacity(text.len());
        for c in text.chars() {
            let ended = std::mem::replace(&mut self.ended, c == SENTENCE_ENDED);
            if !(c == SENTENCE_ENDED || ended && c == '.') {
                kept.push(c);
            }
        }
        if self.links {
            match formatting.vertical_align {
                VerticalAlign::Sup => kept = kept.chars().map(superscript).collect(),
                VerticalAlign::Sub => kept = kept.chars().map(subscript).collect(),
                VerticalAlign::None | VerticalAlign::Baseline => {}
            }
        }
        let found = self
            .foreign
            .and_then(|foreign| Some((foreign, kept.find(&foreign.words)?)));
        let Some((foreign, at)) = found else {
            self.push(Inline::Text(kept), formatting);
            return;
        };
        let end = at + foreign.words.len();
        let words = kept.get(at..end).and_then(Content::text);
        self.push(
            Inline::Text(kept.get(..at).unwrap_or_default().to_owned()),
            formatting,
        );
        if let Some(content) = words {
            let lang = foreign.lang.clone();
            self.push(Inline::Language(Phrase { lang, content }), formatting);
            // The same words again are another work's.
            self.foreign = None;
        }
        self.push(
            Inline::Text(kept.get(end..).unwrap_or_default().to_owned()),
            formatting,
        );
    }

    /// Appends a piece, joined to what is before it where both look the same.
    fn push(&mut self, piece: Inline, formatting: Formatting) {
        if piece == Inline::Text(String::new()) {
            return;
        }
        let italic = formatting.font_style != FontStyle::Normal;
        let bold = formatting.font_weight == FontWeight::Bold;
        match (italic, bold) {
            (true, _) => match self.out.last_mut() {
                Some(Inline::Emphasis(inner)) => join(inner, piece),
                _ => self.out.push(Inline::Emphasis(vec![piece])),
            },
            (false, true) => self.out.push(Inline::Strong(vec![piece])),
            (false, false) => join(&mut self.out, piece),
        }
    }

    fn finish(mut self) -> Vec<Inline> {
        if let Some(Inline::Text(text)) = self.out.first_mut() {
            *text = text.trim_start().to_owned();
        }
        if let Some(Inline::Text(text)) = self.out.last_mut() {
            text.truncate(text.trim_end().len());
        }
        self.out.retain(|inline| *inline != Inline::Text(String::new()));
        self.out
    }
}

fn join(out: &mut Vec<Inline>, piece: Inline) {
    match (out.last_mut(), piece) {
        (Some(Inline::Text(last)), Inline::Text(more)) => last.push_str(&more),
        (_, piece) => out.push(piece),
    }
}

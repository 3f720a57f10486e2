//! What stands in a line: words, emphasis, phrases in another language, citations.

use std::collections::BTreeSet;
use std::ops::Range;

use comrak::Arena;
use comrak::nodes::{AstNode, NodeValue, Sourcepos};

use super::blocks::html_refusal;
use super::place::Place;
use super::{Cite, Mode, Walk, citation, fences, markdown};
use crate::finding::Span;
use crate::model::{Anchor, Citation, Content, Inline, Lang, Phrase};
use crate::source::is_control;
use crate::source::unbroken;
use crate::source::values::language;

/// What is said of three colons among words.
pub(super) const STRAY: (&str, &str) = (
    "these colons open and close nothing",
    "begin a line with three colons and a word: `:::callout Label`; colons that are words are written `\\:::`",
);

/// A phrase that has been opened and not yet closed.
struct Open {
    lang: Option<Lang>,
    tag: Span,
    out: Vec<Inline>,
}

impl Walk<'_> {
    /// The words in these bytes of the file, which stand on one line: a label, a caption.
    pub(super) fn line(&mut self, bytes: Range<usize>) -> Option<Content> {
        let words = self.place.slice(bytes.clone()).to_owned();
        let arena = Arena::new();
        let root = markdown::parse_line(&arena, &words, !self.framed());
        let line = Place::line(&self.place.source, bytes.start, markdown::LINE_PREFIX.len());
        let outer = std::mem::replace(&mut self.place, line);
        let inlines = root
            .first_child()
            .map(|heading| self.words(heading))
            .unwrap_or_default();
        self.place = outer;
        Content::new(inlines)
    }

    /// The words of a paragraph, a heading, a term, a cell. What no author wrote passes through no other hands, so it is
    /// marked here.
    pub(super) fn words<'n>(&mut self, parent: &'n AstNode<'n>) -> Vec<Inline> {
        let inlines = self.inlines(parent);
        match self.mode {
            Mode::Frame(_, around) => unbroken::mark_inlines(inlines, around),
            Mode::Leaflet(_) | Mode::Prose => inlines,
        }
    }

    /// The inline content of a node.
    pub(super) fn inlines<'n>(&mut self, parent: &'n AstNode<'n>) -> Vec<Inline> {
        if !self.count(parent) {
            return Vec::new();
        }
        let mut out = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let mut refused = BTreeSet::new();
        for child in parent.children() {
            if !self.deeper(child) {
                continue;
            }
            let data = child.data.borrow();
            if let NodeValue::HtmlInline(html) = &data.value {
                if !refused.contains(&html.to_ascii_lowercase()) {
                    self.html(html, data.sourcepos, &mut open, &mut out);
                }
                refused.insert(closing_tag(html));
            } else {
                let out = open.last_mut().map_or(&mut out, |phrase| &mut phrase.out);
                self.inline(child, &data.value, data.sourcepos, out);
            }
            self.depth -= 1;
        }
        for phrase in open {
            let help = "write `</span>` behind its last word, in the same paragraph, cell or emphasis";
            self.log.error(
                phrase.tag,
                "unclosed-phrase",
                "the phrase in another language is not closed",
                help,
            );
        }
        out
    }

    fn inline<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        value: &NodeValue,
        pos: Sourcepos,
        out: &mut Vec<Inline>,
    ) {
        if matches!(value, NodeValue::Emph | NodeValue::Strong) {
            self.emphasis_sign(node);
        }
        match value {
            NodeValue::Text(text) => self.text(text, pos, out),
            NodeValue::SoftBreak => push_text(out, " "),
            NodeValue::LineBreak => out.push(Inline::LineBreak),
            NodeValue::Emph => out.push(Inline::Emphasis(self.inlines(node))),
            NodeValue::Strong => out.push(Inline::Strong(self.inlines(node))),
            NodeValue::Link(_) | NodeValue::Image(_) if markdown::is_citation(node) => {
                self.citations(node, pos, out)
            }
            NodeValue::Link(link) => out.extend(self.link(node, link, pos).map(Inline::Link)),
            NodeValue::Image(_) => {
                let span = self.place.span(pos);
                let help = "put the picture into a paragraph of its own, with empty lines round it";
                self.log
                    .error(span, "image-in-line", "a picture stands among words", help);
            }
            NodeValue::Code(_) => {
                let span = self.place.span(pos);
                let help = "take the backticks out, or write `**strong**` for words that must stand out";
                self.log
                    .error(span, "code", "there is no code in a leaflet", help);
            }
            _ => {
                let span = self.place.span(pos);
                let help = "write it with words, `*stress*`, `**strong**` and links";
                self.log.error(
                    span,
                    "unsupported",
                    "this is not part of the leaflet's Markdown",
                    help,
                );
            }
        }
    }

    fn text(&mut self, text: &str, pos: Sourcepos, out: &mut Vec<Inline>) {
        let bytes = self.place.bytes(pos);
        if !self.framed() {
            // The backslash that makes words of the first sign belongs to no node.
            let start = bytes.start - usize::from(escaped(&self.place.source.text, bytes.start));
            let slice = self.place.slice(start..bytes.end).to_owned();
            self.left_over(&slice, start);
            self.foreign(&slice, start);
        }
        // Those that are typed are found in the whole file; the parser makes others of entities.
        if let Some(c) = text.chars().find(|c| is_control(*c)) {
            let written = self.place.slice(bytes.clone());
            let at = written.find("&#").map_or(bytes.start, |at| bytes.start + at);
            let rest = self.place.slice(at..bytes.end);
            let end = rest.find(';').map_or(bytes.end, |end| at + end + 1);
            let message = format!("the control character U+{:04X} is no text", u32::from(c));
            let help = "take the entity out";
            self.log
                .error(self.place.at(at..end), "control-character", message, help);
            return;
        }
        let source = std::sync::Arc::clone(&self.place.source);
        self.log.passage(&source, bytes, text);
        push_text(out, text);
    }

    /// A tag: the beginning or the end of a phrase in another language, or a fault.
    fn html(&mut self, html: &str, pos: Sourcepos, open: &mut Vec<Open>, out: &mut Vec<Inline>) {
        let span = self.place.span(pos);
        if html.eq_ignore_ascii_case("</span>") {
            match open.pop() {
                Some(phrase) => {
                    let outer = open.last_mut().map_or(out, |phrase| &mut phrase.out);
                    self.close(phrase, outer);
                }
                None => {
                    let help =
                        "open the phrase with `<span lang=\"fr\">` in the same paragraph, cell or emphasis";
                    self.log.error(span, "raw-html", "this tag closes nothing", help);
                }
            }
        } else if let Some(tag) = span_lang(html) {
            let at = html.find(tag).map_or(span.bytes.clone(), |found| {
                span.bytes.start + found..span.bytes.start + found + tag.len()
            });
            let lang = language(tag, self.place.at(at), self.log);
            if open.len() >= fences::MAX_DEPTH {
                self.report_depth(span.clone());
            }
            open.push(Open {
                lang,
                tag: span,
                out: Vec::new(),
            });
        } else {
            let (message, help) = html_refusal(html);
            self.log.error(span, "raw-html", message, help);
            // Its end must not be reported as well.
            if html.to_ascii_lowercase().starts_with("<span") {
                open.push(Open {
                    lang: None,
                    tag: self.place.span(pos),
                    out: Vec::new(),
                });
            }
        }
    }

    fn close(&mut self, phrase: Open, out: &mut Vec<Inline>) {
        match (phrase.lang, Content::new(phrase.out)) {
            (Some(lang), Some(content)) => out.push(Inline::Language(Phrase { lang, content })),
            (Some(_), None) => {
                let help = "write the words between `<span lang=…>` and `</span>`";
                self.log
                    .error(phrase.tag, "empty-block", "the phrase has no words", help);
            }
            // The language has been reported.
            (None, _) => {}
        }
    }

    /// Brackets taken for a citation: one citation for each key.
    fn citations<'n>(&mut self, node: &'n AstNode<'n>, pos: Sourcepos, out: &mut Vec<Inline>) {
        let bytes = self.place.bytes(pos);
        let span = self.place.at(bytes.clone());
        if self.in_link {
            let help = "put the citation behind the link";
            self.log
                .error(span, "citation-in-link", "a citation stands inside a link", help);
            return;
        }
        let slice = self.place.slice(bytes.clone());
        // After a tab that continues a quotation the parser's columns are off: then only its words can be trusted.
        let misplaced = !slice.starts_with(['[', '!']) || !slice.ends_with(']');
        let words = if misplaced {
            format!("[{}]", markdown::words_inside(node))
        } else {
            slice.to_owned()
        };
        let parts = match citation::parse(&words) {
            Ok(parts) => parts,
            Err(fault) => {
                self.log
                    .error(span, "malformed-citation", fault.message, fault.help);
                return;
            }
        };
        for (n, part) in parts.into_iter().enumerate() {
            if n > 0 {
                push_text(out, " ");
            }
            let anchor = Anchor::from_words(&format!("cite-{}", self.cites.len() + 1), "cite");
            // What it says and where it leads is filled in when the references have been formatted.
            if let Some(content) = Content::text(&part.key) {
                out.push(Inline::Citation(Citation {
                    anchor: anchor.clone(),
                    reference: anchor.clone(),
                    content,
                }));
            }
            let exact = bytes.start + part.at.start..bytes.start + part.at.end;
            let at = if misplaced { bytes.clone() } else { exact };
            self.cites.push(Cite {
                anchor,
                key: part.key,
                key_span: self.place.at(at),
                locator: part.locator,
                span: span.clone(),
            });
        }
    }
}

/// Adds words to the text before them.
pub(super) fn push_text(out: &mut Vec<Inline>, words: &str) {
    if let Some(Inline::Text(text)) = out.last_mut() {
        text.push_str(words);
    } else {
        out.push(Inline::Text(words.to_owned()));
    }
}

/// Whether the character at a byte has a backslash before it that is not itself escaped.
pub(super) fn escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

/// The tag that ends an element which a tag other than `<span>` begins: of the two, only the first is reported.
fn closing_tag(html: &str) -> String {
    let name = html.trim_start_matches('<').to_ascii_lowercase();
    let name = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    if name == "span" {
        String::new()
    } else {
        format!("</{name}>")
    }
}

/// The language in `<span lang="…">` with no other attribute.
fn span_lang(html: &str) -> Option<&str> {
    let inner = html.strip_prefix("<span")?.strip_suffix('>')?;
    let value = inner
        .trim()
        .strip_prefix("lang")?
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let tag = value.strip_prefix(quote)?.strip_suffix(quote)?;
    (inner.starts_with([' ', '\t', '\n']) && !tag.contains(quote)).then_some(tag)
}

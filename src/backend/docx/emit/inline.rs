//! What stands in a line: from inlines to stretches of text that look and act alike.

use docx_rs::{BookmarkEnd, BookmarkStart, ParagraphChild, Run};

use super::notes::{LinkNote, LinkTarget};
use super::runs::{Look, OpenLink, Stretch, unbroken};
use super::{Emitter, Setting};
use crate::layout::words::fill;
use crate::model::{Anchor, Em, Inline, Lang, Piece, Target};

/// What of a line's width a piece may take and still surely fit: programs measure by faces of their own.
const MARGIN: f32 = 0.95;

/// The longest citation among Arabic whose spaces end no line: `[12, sec. 1.5]`. LibreOffice cuts a longer one, such as
/// `(Senkus et al., 2015)`, between two digits rather than move it whole to the next line.
const LONGEST_HELD: usize = 16;

impl Emitter<'_> {
    /// Inline content of body size.
    pub(super) fn inlines(&mut self, inlines: &[Inline], setting: &Setting) -> Vec<ParagraphChild> {
        self.inlines_at(inlines, setting, 1.0)
    }

    /// Inline content at so many times the body size.
    pub(super) fn inlines_at(
        &mut self,
        inlines: &[Inline],
        setting: &Setting,
        scale: f32,
    ) -> Vec<ParagraphChild> {
        let room = self.measure(setting) / (self.profile().body.size_pt * scale.max(f32::EPSILON));
        let mut pieces = Vec::new();
        self.pieces(
            inlines,
            &Look::plain(&setting.lang, setting.rtl),
            room,
            &mut pieces,
        );
        self.assemble(pieces, setting.rtl)
    }

    /// Inline content that reads as one, whatever the direction of the line: an entry of the references.
    pub(super) fn isolated(&mut self, inlines: &[Inline], setting: &Setting) -> Vec<ParagraphChild> {
        let room = self.measure(setting) / self.profile().body.size_pt;
        let mut pieces = Vec::new();
        let look = Look::plain(&setting.lang, setting.rtl).isolated(inlines);
        self.pieces(inlines, &look, room, &mut pieces);
        self.assemble(pieces, setting.rtl)
    }

    /// Inline content that is one link to a heading, as a line of the contents is.
    pub(super) fn linked(
        &mut self,
        target: &Anchor,
        inlines: &[Inline],
        setting: &Setting,
    ) -> Vec<ParagraphChild> {
        let mut look = Look::plain(&setting.lang, setting.rtl);
        look.link = self.link(&Target::Anchor(target.clone()), "ContentsLink", None);
        let room = self.measure(setting) / self.profile().body.size_pt;
        let mut pieces = Vec::new();
        self.pieces(inlines, &look, room, &mut pieces);
        self.assemble(pieces, setting.rtl)
    }

    /// The label of a reference, which leads back to its first citation.
    pub(super) fn label(
        &mut self,
        label: &str,
        cited_at: Option<&Anchor>,
        lang: &Lang,
        rtl: bool,
    ) -> Vec<ParagraphChild> {
        let mut look = Look::plain(lang, rtl);
        look.unbroken = true;
        if let Some(citation) = cited_at {
            let tooltip = fill(&self.edition.words.back_to_citation, "label", label);
            look.link = self.link(&Target::Anchor(citation.clone()), "BackLink", Some(tooltip));
        }
        self.assemble(vec![Stretch::Text(unbroken(label), look)], rtl)
    }

    /// A run that holds no text of the document, such as a field's mark.
    pub(super) fn bare_run(&mut self, lang: &Lang, rtl: bool) -> Run {
        let note = self.run_note(lang, rtl, false);
        self.notes.runs.push(note);
        Run::new()
    }

    /// Adds the stretches of inlines to others. `room` is the width of the line in em of its text.
    pub(super) fn pieces(&mut self, inlines: &[Inline], look: &Look, room: Em, out: &mut Vec<Stretch>) {
        for inline in inlines {
            let mut inner = look.clone();
            match inline {
                Inline::Text(text) => {
                    let text = if look.unbroken || look.spaces_kept {
                        unbroken(text)
                    } else {
                        text.clone()
                    };
                    out.push(Stretch::Text(text, inner));
                }
                Inline::LineBreak => out.push(Stretch::Break(inner)),
                Inline::Strong(content) => {
                    inner.strong = true;
                    self.pieces(content, &inner, room, out);
                }
                Inline::Emphasis(content) => {
                    inner.emphasis = true;
                    self.pieces(content, &inner, room, out);
                }
                Inline::Unbroken(content) => {
                    let piece = Piece::of(content);
                    // Held by no-break spaces, what is wider than its line would be cut between two digits; and an
                    // address is copied, so nothing stands in it that was not written.
                    let held = look.unbroken || self.stands_in(&Inline::plain_text(content), room * MARGIN);
                    inner.unbroken = held && piece != Piece::Address;
                    inner.spaces_kept = held && piece == Piece::Address;
                    if piece != Piece::Cited {
                        inner = inner.isolated(content);
                    }
                    inner.piece = Some(piece);
                    self.pieces(content, &inner, room, out);
                }
                Inline::Language(phrase) => {
                    inner.lang = phrase.lang.clone();
                    self.pieces(&phrase.content, &inner.isolated(&phrase.content), room, out);
                }
                Inline::Link(link) => {
                    if !look.again {
                        inner.link = self.link(&link.target, "Hyperlink", None);
                    }
                    self.pieces(&link.content, &inner.isolated(&link.content), room, out);
                }
                Inline::Citation(citation) if look.again => {
                    self.pieces(&citation.content, &inner.isolated(&citation.content), room, out);
                }
                Inline::Citation(citation) => {
                    out.push(Stretch::Place(citation.anchor.clone()));
                    // A reference without a label is known by the words that cite it.
                    let shown = citation.content.plain_text();
                    let mixed = look.rtl || self.sheet.rtl;
                    let short = !mixed || shown.chars().count() <= LONGEST_HELD;
                    inner.unbroken = short && self.stands_in(&shown, room * MARGIN);
                    let label = self.labels.get(&citation.reference).cloned();
                    let label = label.unwrap_or(shown);
                    let tooltip = fill(&self.edition.words.go_to_reference, "label", &label);
                    let target = Target::Anchor(citation.reference.clone());
                    inner.link = self.link(&target, "Citation", Some(tooltip));
                    self.pieces(&citation.content, &inner.isolated(&citation.content), room, out);
                }
            }
        }
    }

    /// Whether words fit a width in em of their size; none is measured that fits with letters as wide as they are high.
    fn stands_in(&self, words: &str, width: Em) -> bool {
        let most = u16::try_from(words.chars().count()).unwrap_or(u16::MAX);
        f32::from(most) < width || self.profile().advance_in(self.edition.lang(), words, true) < width
    }

    /// Notes a link down. One that leads nowhere is none: its words stay.
    fn link(&mut self, target: &Target, style: &'static str, tooltip: Option<String>) -> Option<OpenLink> {
        let target = match target {
            Target::Url(url) => LinkTarget::Url(url.clone()),
            Target::Anchor(anchor) => LinkTarget::Bookmark(self.bookmarks.name(anchor)?.to_owned()),
        };
        let number = self.notes.links.len();
        self.notes.links.push(LinkNote { target, tooltip });
        Some(OpenLink { number, style })
    }

    /// The bookmark of an anchor, where it is met for the first time.
    pub(super) fn place(&mut self, anchor: &Anchor) -> (Option<ParagraphChild>, Option<ParagraphChild>) {
        let Some((id, name)) = self.bookmarks.place(anchor) else {
            return (None, None);
        };
        (
            Some(ParagraphChild::BookmarkStart(BookmarkStart::new(id, name))),
            Some(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id))),
        )
    }
}

//! What stands in a line: inlines as runs, hyperlinks and bookmarks.

use docx_rs::{
    BookmarkEnd, BookmarkStart, BreakType, Hyperlink, HyperlinkType, ParagraphChild, Run, RunProperty,
};

use super::direction::{
    self, LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, Segment, begins_right_to_left, ends_neutral, parts_pieces,
};
use super::notes::{LINK_KEY, LinkNote, LinkTarget, RunNote};
use super::{Emitter, Setting};
use crate::layout::words::fill;
use crate::model::{Anchor, Direction, Em, Inline, Lang, Piece, Target};

/// What of a line's width a piece may take and still surely fit: programs measure by faces of their own.
const MARGIN: f32 = 0.95;

/// The longest citation whose spaces end no line: `[12, sec. 1.5]`. Among Arabic, LibreOffice cuts a longer one, such as
/// `(Senkus et al., 2015)`, between two digits rather than move it whole to the next line.
const LONGEST_HELD: usize = 16;

/// How a stretch of a line looks and what it does.
#[derive(Clone)]
struct Look {
    lang: Lang,
    strong: bool,
    emphasis: bool,
    unbroken: bool,
    /// Whether what reads as one here, the line or a part of it, runs from right to left.
    rtl: bool,
    /// What a piece of information is, whatever the line around it.
    piece: Option<Piece>,
    link: Option<OpenLink>,
}

/// The link that a piece belongs to: its number among the notes, and its character style.
#[derive(Clone, Copy, PartialEq, Eq)]
struct OpenLink {
    number: usize,
    style: &'static str,
}

/// A stretch of a line.
enum Stretch {
    Text(String, Look),
    Break(Look),
    Place(Anchor),
}

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

    /// `room` is the width of the line in em of its text.
    fn pieces(&mut self, inlines: &[Inline], look: &Look, room: Em, out: &mut Vec<Stretch>) {
        for inline in inlines {
            let mut inner = look.clone();
            match inline {
                Inline::Text(text) => {
                    let text = if look.unbroken {
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
                    let fits = || self.stands_in(&Inline::plain_text(content), room * MARGIN);
                    inner.unbroken |= piece != Piece::Address && fits();
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
                    inner.link = self.link(&link.target, "Hyperlink", None);
                    self.pieces(&link.content, &inner.isolated(&link.content), room, out);
                }
                Inline::Citation(citation) => {
                    out.push(Stretch::Place(citation.anchor.clone()));
                    // A reference without a label is known by the words that cite it.
                    let shown = citation.content.plain_text();
                    inner.unbroken &= shown.chars().count() <= LONGEST_HELD;
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
        f32::from(most) < width || self.profile().advance(words, true) < width
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

    fn assemble(&mut self, pieces: Vec<Stretch>, rtl: bool) -> Vec<ParagraphChild> {
        let pieces = if rtl { with_spaces_between(pieces) } else { pieces };
        let mut out: Vec<ParagraphChild> = Vec::new();
        let mut open: Option<(OpenLink, Hyperlink)> = None;
        let mut after_rtl = rtl;
        for piece in pieces {
            let link = match &piece {
                Stretch::Text(_, look) | Stretch::Break(look) => look.link,
                Stretch::Place(_) => None,
            };
            if open.as_ref().map(|(open, _)| *open) != link {
                out.extend(open.take().map(|(_, done)| ParagraphChild::Hyperlink(done)));
                open = link.map(|link| (link, keyed(link)));
            }
            match piece {
                Stretch::Place(anchor) => {
                    let (start, end) = self.place(&anchor);
                    out.extend(start);
                    out.extend(end);
                }
                Stretch::Text(text, look) => {
                    for run in self.text(&text, &look, rtl, &mut after_rtl) {
                        put(&mut open, &mut out, run);
                    }
                }
                Stretch::Break(look) => {
                    let note = self.run_note(&look.lang, rtl, false);
                    self.notes.runs.push(note);
                    let mut run = Run::new().add_break(BreakType::TextWrapping);
                    run.run_property = self.run_property(&look);
                    put(&mut open, &mut out, run);
                }
            }
        }
        out.extend(open.map(|(_, done)| ParagraphChild::Hyperlink(done)));
        out
    }

    /// The runs of a text: one for each direction and face in it.
    fn text(&mut self, text: &str, look: &Look, rtl: bool, after_rtl: &mut bool) -> Vec<Run> {
        let clean: String = text.chars().filter_map(printable).collect();
        let mut runs = Vec::new();
        for mut segment in self::segments(clean, look.piece, look.rtl) {
            if *after_rtl && !segment.rtl {
                segment.text.insert(0, LEFT_TO_RIGHT_MARK);
            }
            // A comma between two doses goes with the line, or the second would be seen where the first should be.
            if !*after_rtl && segment.rtl && parts_pieces(&segment.text) {
                segment.text.insert(0, RIGHT_TO_LEFT_MARK);
            }
            if rtl && !segment.rtl && ends_neutral(&segment.text) {
                segment.text.push(LEFT_TO_RIGHT_MARK);
            }
            *after_rtl = segment.rtl;
            for (family, text) in self.families.pieces(&segment.text, &look.lang, segment.rtl) {
                let mut note = self.run_note(&look.lang, segment.rtl, look.unbroken);
                note.family = family;
                self.notes.runs.push(note);
                let mut run = Run::new().add_text(text);
                run.run_property = self.run_property(look);
                runs.push(run);
            }
        }
        runs
    }

    fn run_note(&self, lang: &Lang, rtl: bool, unbroken: bool) -> RunNote {
        let other = lang != self.edition.lang();
        RunNote {
            lang: other.then(|| lang.to_string()),
            rtl,
            unbroken,
            family: None,
        }
    }

    fn run_property(&mut self, look: &Look) -> RunProperty {
        let link = look.link.map(|link| link.style);
        match self.sheet.words(link, look.strong, look.emphasis) {
            Some(style) => RunProperty::new().style(&*style),
            None => RunProperty::new(),
        }
    }

    /// Words in a paragraph that is bold by its style.
    pub(super) fn in_bold(&mut self, content: &mut [ParagraphChild]) {
        for child in content {
            match child {
                ParagraphChild::Run(run) => {
                    if let Some(style) = run.run_property.style.take() {
                        let style = self.sheet.words_in_bold(&style.val);
                        run.run_property.style = style.map(|style| docx_rs::RunStyle::new(&*style));
                    }
                }
                ParagraphChild::Hyperlink(link) => self.in_bold(&mut link.children),
                _ => {}
            }
        }
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

impl Look {
    fn plain(lang: &Lang, rtl: bool) -> Self {
        Self {
            lang: lang.clone(),
            strong: false,
            emphasis: false,
            unbroken: false,
            rtl,
            piece: None,
            link: None,
        }
    }

    /// The look of content that reads as one: in a right-to-left line it keeps its own direction, punctuation included.
    fn isolated(mut self, content: &[Inline]) -> Self {
        self.rtl = self.rtl && begins_right_to_left(&Inline::plain_text(content));
        self
    }
}

/// In a right-to-left line, a space behind left-to-right text that Arabic follows goes with the line: with the text it would
/// stand at the far side of it.
fn with_spaces_between(pieces: Vec<Stretch>) -> Vec<Stretch> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut follows_left = false;
    for piece in pieces.into_iter().rev() {
        match piece {
            Stretch::Text(text, look) => {
                let kept = text.trim_end().len();
                let (words, spaces) = text.split_at(kept);
                if !look.rtl && !follows_left && !spaces.is_empty() {
                    let line = Look {
                        rtl: true,
                        ..look.clone()
                    };
                    out.push(Stretch::Text(spaces.to_owned(), line));
                    out.push(Stretch::Text(words.to_owned(), look));
                } else {
                    out.push(Stretch::Text(text.clone(), look));
                }
                if kept > 0 {
                    follows_left = direction::segments(&text, false)
                        .first()
                        .is_some_and(|first| !first.rtl);
                }
            }
            Stretch::Break(_) => {
                follows_left = false;
                out.push(piece);
            }
            Stretch::Place(_) => out.push(piece),
        }
    }
    out.reverse();
    out
}

/// The pieces of a text by their direction; a piece of information is in its own, whatever stands around it.
fn segments(text: String, piece: Option<Piece>, rtl: bool) -> Vec<Segment> {
    match piece {
        None | Some(Piece::Cited) => direction::segments(&text, rtl),
        Some(Piece::Address | Piece::Phrase(Direction::LeftToRight)) => direction::segments(&text, false),
        Some(Piece::Groups) => {
            let mut held = String::with_capacity(text.len() + 8);
            for c in text.chars() {
                if c.is_whitespace() {
                    held.extend([LEFT_TO_RIGHT_MARK, c, LEFT_TO_RIGHT_MARK]);
                } else {
                    held.push(c);
                }
            }
            vec![Segment {
                text: held,
                rtl: false,
            }]
        }
        Some(Piece::Phrase(Direction::RightToLeft)) => {
            // A number before the first letter would go with the line around it.
            let mark = (!rtl).then_some(RIGHT_TO_LEFT_MARK);
            vec![Segment {
                text: mark.into_iter().chain(text.chars()).collect(),
                rtl: true,
            }]
        }
    }
}

fn keyed(link: OpenLink) -> Hyperlink {
    Hyperlink::new(format!("{LINK_KEY}{}", link.number), HyperlinkType::Anchor)
}

fn put(open: &mut Option<(OpenLink, Hyperlink)>, out: &mut Vec<ParagraphChild>, run: Run) {
    let child = ParagraphChild::Run(Box::new(run));
    match open {
        Some((_, link)) => link.children.push(child),
        None => out.push(child),
    }
}

/// One piece of information: its spaces do not end a line.
fn unbroken(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { '\u{A0}' } else { c })
        .collect()
}

/// A character as Word should have it. White space that Word takes for a command becomes a space; soft hyphens, word
/// joiners and bidi controls go: Word draws them, and the direction stands on the runs.
fn printable(c: char) -> Option<char> {
    match c {
        '\u{AD}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{61C}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => None,
        '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ => Some(c),
    }
}

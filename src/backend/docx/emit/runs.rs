//! From stretches of a line to its runs, hyperlinks and bookmarks: every direction and face has runs of its own.

use docx_rs::{BreakType, Hyperlink, HyperlinkType, ParagraphChild, Run, RunProperty};

use super::Emitter;
use super::direction::{
    self, LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, Segment, begins_right_to_left, ends_neutral, parts_pieces,
};
use super::joints::{self, JOINT};
use super::notes::{LINK_KEY, RunNote};
use super::sides::{with_brackets_inside, with_spaces_between};
use crate::model::{Anchor, Direction, Inline, Lang, Piece};

/// How a stretch of a line looks and what it does.
#[derive(Clone)]
pub(super) struct Look {
    pub lang: Lang,
    pub strong: bool,
    pub emphasis: bool,
    /// Whether its spaces, hyphens and dashes end no line.
    pub unbroken: bool,
    /// Whether its spaces alone end no line: those of an address, which is copied.
    pub spaces_kept: bool,
    /// Whether what reads as one here, the line or a part of it, runs from right to left.
    pub rtl: bool,
    /// What a piece of information is, whatever the line around it.
    pub piece: Option<Piece>,
    pub link: Option<OpenLink>,
    /// A character style of its own.
    pub style: Option<&'static str>,
    /// Whether these words stand here again: nothing in them leads anywhere or is a place, because the first ones are.
    pub again: bool,
}

/// The link that a piece belongs to: its number among the notes, and its character style.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct OpenLink {
    pub number: usize,
    pub style: &'static str,
}

/// A stretch of a line.
pub(super) enum Stretch {
    /// Words.
    Text(String, Look),
    /// The end of a line, on purpose.
    Break(Look),
    /// Where something leads to.
    Place(Anchor),
    /// A number that Word works out by this instruction, and what it is so far.
    Number(&'static str, usize, Look),
}

/// What a line has before a text.
#[derive(Clone, Copy)]
struct Before {
    rtl: bool,
    ends: Ends,
    /// Whether the text of the other direction that goes on here stands against a word: no line may end before it, so that
    /// its own spaces may.
    loose: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// Nothing is on the line yet.
    Line,
    Space,
    /// A space that ends no line: it holds a word to the text that goes on here.
    KeptSpace,
    Word,
}

impl Before {
    fn line(rtl: bool) -> Self {
        Self {
            rtl,
            ends: Ends::Line,
            loose: false,
        }
    }
}

impl Emitter<'_> {
    /// A line's runs, hyperlinks and bookmarks.
    pub(super) fn assemble(&mut self, pieces: Vec<Stretch>, rtl: bool) -> Vec<ParagraphChild> {
        let pieces = if rtl {
            with_brackets_inside(with_spaces_between(pieces))
        } else {
            pieces
        };
        let mut out: Vec<ParagraphChild> = Vec::new();
        let mut open: Option<(OpenLink, Hyperlink)> = None;
        let mut before = Before::line(rtl);
        let behind = firsts(&pieces);
        for (piece, behind) in pieces.into_iter().zip(behind) {
            let link = match &piece {
                Stretch::Text(_, look) | Stretch::Break(look) => look.link,
                Stretch::Place(_) | Stretch::Number(..) => None,
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
                Stretch::Number(instruction, shown, look) => {
                    if before.rtl {
                        // As every number in right-to-left text has one, for programs that go by the characters alone.
                        let mark = self.bare_run(&look.lang, false);
                        let mark = mark.add_text(LEFT_TO_RIGHT_MARK.to_string());
                        out.push(ParagraphChild::Run(Box::new(mark)));
                    }
                    out.extend(self.numeric_field(instruction, shown, &look.lang));
                    before = Before {
                        rtl: false,
                        ends: Ends::Word,
                        loose: false,
                    };
                }
                Stretch::Text(text, look) => {
                    let (chance, runs) = self.text((&text, behind), &look, rtl, &mut before);
                    match &open {
                        // The line may end before a link, and nothing is underlined there.
                        Some((_, link)) if link.children.is_empty() => out.extend(chance.map(as_child)),
                        Some(_) | None => chance.into_iter().for_each(|run| put(&mut open, &mut out, run)),
                    }
                    for run in runs {
                        put(&mut open, &mut out, run);
                    }
                }
                Stretch::Break(look) => {
                    before = Before::line(rtl);
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

    /// The runs of a text: one for each direction and face in it; and a place where the line may end before them. `behind`
    /// is what the next text of a piece begins with.
    fn text(
        &mut self,
        (text, behind): (&str, Option<char>),
        look: &Look,
        rtl: bool,
        before: &mut Before,
    ) -> (Option<Run>, Vec<Run>) {
        let mut clean: String = text.chars().filter_map(printable).collect();
        if look.unbroken {
            clean = joints::marked(&clean, behind);
        }
        let (mut first, mut runs) = (None, Vec::new());
        for mut segment in segments(clean, look.piece, look.rtl) {
            let turns = before.rtl != segment.rtl;
            if turns {
                before.loose = false;
            }
            if turns && segment.rtl != rtl && (look.unbroken || segment.text.contains('\u{A0}')) {
                // Of a word and a citation that hold together, but not in one direction, each is held for itself.
                let apart = segment.text.contains(['\u{A0}', JOINT]);
                match before.ends {
                    Ends::KeptSpace if !apart => before.loose = true,
                    Ends::Space | Ends::KeptSpace if runs.is_empty() => {
                        first = Some(self.chance(look, segment.rtl))
                    }
                    Ends::Space | Ends::KeptSpace => runs.push(self.chance(look, segment.rtl)),
                    Ends::Word => before.loose = true,
                    Ends::Line => {}
                }
            }
            if before.loose {
                segment.text = segment.text.replace('\u{A0}', " ").replace(JOINT, "");
            }
            before.ends = match segment.text.chars().next_back() {
                Some('\u{A0}') => Ends::KeptSpace,
                Some(last) if last.is_whitespace() => Ends::Space,
                Some(_) => Ends::Word,
                None => before.ends,
            };
            mark(&mut segment, before.rtl, rtl);
            before.rtl = segment.rtl;
            let unbroken = look.unbroken && !before.loose;
            let mut joint: Option<Option<char>> = None;
            for part in segment.text.split(JOINT) {
                if let Some(last) = joint {
                    let held = joints::held(last, part.chars().next().or(behind));
                    runs.push(self.joint(held, look, segment.rtl));
                }
                joint = Some(part.chars().next_back());
                for (family, text) in self.families.pieces(part, &look.lang, segment.rtl) {
                    let mut note = self.run_note(&look.lang, segment.rtl, unbroken);
                    note.family = family;
                    self.notes.runs.push(note);
                    let mut run = Run::new().add_text(text);
                    run.run_property = self.run_property(look);
                    runs.push(run);
                }
            }
        }
        (first, runs)
    }

    /// What lets no line end where it stands.
    fn joint(&mut self, held: &str, look: &Look, rtl: bool) -> Run {
        let mut note = self.run_note(&look.lang, rtl, false);
        note.hairline = true;
        self.notes.runs.push(note);
        let mut run = Run::new().add_text(held);
        run.run_property = self.run_property(look);
        run
    }

    /// A place where the line may end before text of the other direction, of no width to speak of. LibreOffice looks for
    /// one inside such text only, and where its spaces end no line, cuts it anywhere: between the digits of a dose.
    fn chance(&mut self, look: &Look, rtl: bool) -> Run {
        let mut note = self.run_note(&look.lang, rtl, false);
        note.hairline = true;
        self.notes.runs.push(note);
        let mark = if rtl {
            RIGHT_TO_LEFT_MARK
        } else {
            LEFT_TO_RIGHT_MARK
        };
        Run::new().add_text(format!("{mark} "))
    }

    pub(super) fn run_note(&self, lang: &Lang, rtl: bool, unbroken: bool) -> RunNote {
        let other = lang != self.edition.lang();
        RunNote {
            lang: other.then(|| lang.to_string()),
            rtl,
            unbroken,
            family: None,
            hairline: false,
        }
    }

    fn run_property(&mut self, look: &Look) -> RunProperty {
        let link = look.link.map(|link| link.style);
        match self.sheet.words(link, look.style, look.strong, look.emphasis) {
            Some(style) => RunProperty::new().style(&style),
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
}

/// What each stretch is followed by in the middle of a piece.
fn firsts(pieces: &[Stretch]) -> Vec<Option<char>> {
    let mut next = None;
    let firsts = pieces.iter().rev().map(|piece| {
        let behind = next;
        match piece {
            Stretch::Text(text, look) if look.unbroken => {
                next = text.chars().find(|c| printable(*c).is_some()).or(next);
            }
            Stretch::Text(..) | Stretch::Break(_) | Stretch::Number(..) => next = None,
            Stretch::Place(_) => {}
        }
        behind
    });
    let mut firsts: Vec<Option<char>> = firsts.collect();
    firsts.reverse();
    firsts
}

impl Look {
    /// Of plain text.
    pub(super) fn plain(lang: &Lang, rtl: bool) -> Self {
        Self {
            lang: lang.clone(),
            strong: false,
            emphasis: false,
            unbroken: false,
            spaces_kept: false,
            rtl,
            piece: None,
            link: None,
            style: None,
            again: false,
        }
    }

    /// The look of content that reads as one: in a right-to-left line it keeps its own direction, punctuation included.
    pub(super) fn isolated(mut self, content: &[Inline]) -> Self {
        self.rtl = self.rtl && begins_right_to_left(&Inline::plain_text(content));
        self
    }
}

/// Marks for programs that go by the characters alone and not by the runs.
fn mark(segment: &mut Segment, after_rtl: bool, rtl: bool) {
    if after_rtl && !segment.rtl {
        segment.text.insert(0, LEFT_TO_RIGHT_MARK);
    }
    // A comma between two doses goes with the line, or the second would be seen where the first should be.
    if !after_rtl && segment.rtl && parts_pieces(&segment.text) {
        segment.text.insert(0, RIGHT_TO_LEFT_MARK);
    }
    if rtl && !segment.rtl && ends_neutral(&segment.text) {
        segment.text.push(LEFT_TO_RIGHT_MARK);
    }
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
    match open {
        Some((_, link)) => link.children.push(as_child(run)),
        None => out.push(as_child(run)),
    }
}

fn as_child(run: Run) -> ParagraphChild {
    ParagraphChild::Run(Box::new(run))
}

/// One piece of information: its spaces do not end a line.
pub(super) fn unbroken(text: &str) -> String {
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

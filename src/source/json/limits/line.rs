//! Lines of text: how long one may be, of how many pieces, and how much may stand out in it.

use super::Limits;
use crate::model::{Content, Inline, Target};
use crate::source::body::limits::{
    LONGEST_RUN, MOST_LINES_IN_RUN, MOST_MARKED, MOST_MARKED_TOGETHER, heaped, weight,
};
use crate::source::json::place::At;
use crate::source::lengths::HEAPED;

/// The most pieces, texts among them, of one line of text. A piece is what stands in `{ }`.
const MOST_PIECES_TOGETHER: usize = 5_000;

/// The most pieces of a leaflet.
const MOST_PIECES: usize = 100_000;

const SHORTER: &str = "write shorter paragraphs, and mark only what must stand out";

/// What there is in one line of text.
#[derive(Default)]
struct Line {
    pieces: usize,
    breaks: usize,
    words: String,
}

impl Limits<'_> {
    pub(super) fn content(&mut self, content: &Content, at: &At<'_>) {
        self.line(content, at);
    }

    /// What stands in one line of text, as one: accents may follow their letter in a piece of their own.
    pub(super) fn line(&mut self, inlines: &[Inline], at: &At<'_>) {
        if self.is_over() {
            return;
        }
        let mut line = Line::default();
        self.pieces(inlines, at, &mut line);
        if self.is_over() {
            return;
        }
        if line.pieces > MOST_PIECES_TOGETHER {
            let message = "this is made of more than 5,000 pieces";
            self.tell(at, message, "write words that belong together as one `text`");
        } else if line.words.len() > LONGEST_RUN || line.breaks > MOST_LINES_IN_RUN {
            let message = "this goes on for more than 50,000 bytes or 2,000 lines";
            self.tell(at, message, "write shorter paragraphs");
        } else if heaped(&line.words).is_some() {
            self.tell(at, HEAPED.0, HEAPED.1);
        }
        self.written(line.words.chars().map(weight).sum(), at);
    }

    fn pieces(&mut self, inlines: &[Inline], at: &At<'_>, line: &mut Line) {
        let marked = marked(inlines);
        self.sum.marked += marked;
        self.sum.pieces += inlines.len();
        line.pieces += inlines.len();
        if marked > MOST_MARKED_TOGETHER {
            let message = "more than 500 links, citations, stresses or phrases stand in one paragraph";
            return self.tell(at, message, SHORTER);
        }
        if self.sum.marked > MOST_MARKED {
            let message =
                "up to here the leaflet has more than 12,000 links, citations, stresses and phrases";
            return self.stop(at, message, SHORTER);
        }
        if self.sum.pieces > MOST_PIECES {
            let message = "up to here the leaflet is made of more than 100,000 pieces";
            return self.stop(at, message, "write words that belong together as one `text`");
        }
        if line.pieces > MOST_PIECES_TOGETHER {
            return;
        }
        for inline in inlines {
            match inline {
                Inline::Text(text) => line.words.push_str(text),
                Inline::LineBreak => {
                    line.breaks += 1;
                    line.words.push('\n');
                }
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Unbroken(inner) => {
                    self.pieces(inner, at, line);
                }
                Inline::Link(link) => {
                    let to = match &link.target {
                        Target::Url(url) => url.len(),
                        Target::Anchor(anchor) => anchor.len(),
                    };
                    self.led(to, at);
                    self.pieces(&link.content, at, line);
                }
                Inline::Language(phrase) => self.pieces(&phrase.content, at, line),
                Inline::Citation(citation) => {
                    self.led(citation.anchor.len().max(citation.reference.len()), at);
                    self.pieces(&citation.content, at, line);
                }
            }
        }
    }

    /// An address or the name of a place, of so many bytes.
    pub(super) fn led(&mut self, bytes: usize, at: &At<'_>) {
        if bytes > LONGEST_RUN {
            self.tell(at, "an address or a name is longer than 50,000 bytes", SHORTER);
        }
        self.written(bytes, at);
    }
}

/// What stands out among these pieces. What only keeps words together is not counted: nobody wrote it.
fn marked(inlines: &[Inline]) -> usize {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(_) | Inline::LineBreak | Inline::Unbroken(_) => 0,
            Inline::Strong(_)
            | Inline::Emphasis(_)
            | Inline::Link(_)
            | Inline::Language(_)
            | Inline::Citation(_) => 1,
        })
        .sum()
}

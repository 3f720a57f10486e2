//! Where lines end. Greedy, as for every ragged text: a line takes what fits. A piece that should stay whole and is
//! wider than its line starts a line of its own and breaks first at its own spaces, then behind the punctuation of
//! addresses, and only then between letters. What is broken so keeps its number of lines, but its rag may be made better:
//! a paragraph ends in no lone short word, and the lines of a heading are about as long as each other.

use std::ops::Range;

use super::units::{Ease, Unit, content_width};
use crate::model::Pt;

/// What the ragged edge of a block looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rag {
    /// Every line takes what fits.
    Full,
    /// The last line of several takes a word or two from the one above it, so that no short word stands alone in it.
    NoRunt,
    /// No line is much longer than the others, as long as that takes no further line.
    Balanced,
}

/// The index after the last unit of each line.
pub(super) fn ends(units: &[Unit], width: Pt, most: usize, rag: Rag) -> Vec<usize> {
    let full = broken(units, width, most);
    match rag {
        Rag::Full => full,
        Rag::NoRunt => without_runt(units, width, full),
        Rag::Balanced => balanced(units, width, most, full),
    }
}

/// Every line takes what fits.
fn broken(units: &[Unit], width: Pt, most: usize) -> Vec<usize> {
    let mut lines = Lines {
        units,
        width,
        most,
        start: 0,
        ends: Vec::new(),
    };
    lines.fill(0..units.len(), Ease::Word);
    if lines.start < units.len() {
        lines.ends.push(units.len());
    }
    lines.ends
}

/// A last line shorter than this share of the measure looks like a mistake.
const RUNT: f32 = 0.25;
/// The line above keeps at least this share of the measure.
const KEPT: f32 = 0.6;

fn without_runt(units: &[Unit], width: Pt, mut ends: Vec<usize>) -> Vec<usize> {
    let &[.., above, last, end] = [0, 0].iter().chain(&ends).copied().collect::<Vec<_>>().as_slice() else {
        return ends;
    };
    let content = |from: usize, to: usize| content_width(units.get(from..to).unwrap_or_default());
    let forced = last
        .checked_sub(1)
        .and_then(|at| units.get(at))
        .map(|unit| unit.ease);
    if last == 0 || forced != Some(Ease::Word) || content(last, end) >= width * RUNT {
        return ends;
    }
    let between_words = |at: &usize| units.get(at - 1).is_some_and(|unit| unit.ease == Ease::Word);
    let free = (above + 1..last)
        .rev()
        .filter(between_words)
        .take_while(|at| content(above, *at) >= width * KEPT && content(*at, end) <= width);
    // One word more after the other, until there are enough or the line above has no more to give.
    let mut better = None;
    for at in free {
        better = Some(at);
        if content(at, end) >= width * RUNT {
            break;
        }
    }
    if let (Some(better), [.., before, _]) = (better, ends.as_mut_slice()) {
        *before = better;
    }
    ends
}

/// How often the width is halved in the search for the narrowest that takes no further line.
const HALVINGS: usize = 7;

fn balanced(units: &[Unit], width: Pt, most: usize, full: Vec<usize>) -> Vec<usize> {
    // Long ones are paragraphs in all but name; and what is cut already gains nothing.
    const MOST_LINES: usize = 5;
    let cut = |ends: &[usize]| {
        let mut before = ends.iter().filter_map(|end| units.get(end.checked_sub(1)?));
        before.any(|unit| unit.ease < Ease::Word)
    };
    if full.len() < 2 || full.len() > MOST_LINES || cut(&full) {
        return full;
    }
    let (mut low, mut high) = (width / 2.0, width);
    let mut best = full;
    for _ in 0..HALVINGS {
        let middle = f32::midpoint(low, high);
        let ends = broken(units, middle, most);
        if ends.len() > best.len() || cut(&ends) {
            low = middle;
        } else {
            high = middle;
            best = ends;
        }
    }
    best
}

struct Lines<'a> {
    units: &'a [Unit],
    width: Pt,
    most: usize,
    /// The first unit of the line that is being filled.
    start: usize,
    ends: Vec<usize>,
}

/// The fewest letters that a cut leaves on either side, where there are enough.
const STUMP: usize = 3;

impl Lines<'_> {
    /// Sets the pieces of a range, which end wherever a line may end with at least this ease.
    fn fill(&mut self, range: Range<usize>, ease: Ease) {
        let mut from = range.start;
        while from < range.end {
            let to = self.piece_end(from, range.end, ease);
            self.set(from..to, ease);
            if self
                .units
                .get(to - 1)
                .is_some_and(|unit| unit.ease == Ease::Forced)
            {
                self.end_line(to);
            }
            from = to;
        }
    }

    fn piece_end(&self, from: usize, end: usize, ease: Ease) -> usize {
        let piece = self.units.get(from..end).unwrap_or_default();
        piece
            .iter()
            .position(|unit| unit.ease >= ease)
            .map_or(end, |at| from + at + 1)
    }

    fn set(&mut self, piece: Range<usize>, ease: Ease) {
        if self.fits(self.start..piece.end) {
            return;
        }
        if self.start < piece.start {
            self.end_line(piece.start);
            if self.fits(piece.clone()) {
                return;
            }
        }
        match ease {
            Ease::Forced | Ease::Word => self.fill(piece, Ease::KeptSpace),
            Ease::KeptSpace => self.fill(piece, Ease::Punctuation),
            Ease::Punctuation | Ease::Letter | Ease::Never => self.letters(piece),
        }
    }

    /// Cuts a word that is wider than its line, and leaves no stump of a letter or two on the line below.
    fn letters(&mut self, word: Range<usize>) {
        let piece = self.units.get(word.clone()).unwrap_or_default();
        let hanging = piece.iter().rev().take_while(|unit| unit.space).count();
        let last = word.end - hanging;
        while self.start < word.end && !self.fits(self.start..word.end) {
            let cuts = (self.start + 1..word.end).filter(|at| self.may_cut(*at));
            let fitting: Vec<usize> = cuts.take_while(|at| self.fits(self.start..*at)).collect();
            let roomy = |at: &&usize| last.saturating_sub(**at) >= STUMP && **at - self.start >= STUMP;
            let cut = fitting.iter().rev().find(roomy).or(fitting.last()).copied();
            // A letter wider than its line stands alone in it.
            let next = || (self.start + 1..word.end).find(|at| self.may_cut(*at));
            match cut.or_else(next) {
                Some(at) => self.end_line(at),
                None => return,
            }
        }
    }

    fn may_cut(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.units.get(before))
            .is_some_and(|unit| unit.ease >= Ease::Letter)
    }

    fn fits(&self, range: Range<usize>) -> bool {
        let units = self.units.get(range).unwrap_or_default();
        let hanging = units.iter().rev().take_while(|unit| unit.space).count();
        units.len() - hanging <= self.most && content_width(units) <= self.width
    }

    fn end_line(&mut self, at: usize) {
        if self.start < at {
            self.ends.push(at);
            self.start = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as units of a letter each, all as wide as they are high, with a space behind each word.
    fn units(words: &str) -> Vec<Unit> {
        let unit = |(start, c): (usize, char)| {
            let space = c == ' ';
            Unit {
                start,
                end: start + 1,
                advance: 1.0,
                ease: if space { Ease::Word } else { Ease::Letter },
                space,
            }
        };
        let mut units: Vec<Unit> = words.char_indices().map(unit).collect();
        for at in 1..units.len() {
            if units[at].space {
                units[at - 1].ease = Ease::Never;
            }
        }
        units.last_mut().unwrap().ease = Ease::Word;
        units
    }

    fn lines(words: &str, width: Pt, rag: Rag) -> Vec<String> {
        let mut from = 0;
        let ends = ends(&units(words), width, usize::MAX, rag);
        let line = |end| words[std::mem::replace(&mut from, end)..end].trim().to_owned();
        ends.into_iter().map(line).collect()
    }

    #[test]
    fn a_lone_short_word_gets_company() {
        let words = "the team says when you find it";
        assert_eq!(
            lines(words, 27.0, Rag::Full),
            ["the team says when you find", "it"]
        );
        assert_eq!(
            lines(words, 27.0, Rag::NoRunt),
            ["the team says when you", "find it"]
        );
    }

    #[test]
    fn what_ends_well_stays() {
        for words in [
            "one line",
            "a line of some length and a second line",
            "incomprehensibilities it",
        ] {
            assert_eq!(
                lines(words, 21.0, Rag::Full),
                lines(words, 21.0, Rag::NoRunt),
                "{words}"
            );
        }
    }

    #[test]
    fn the_lines_of_a_heading_are_about_as_long_as_each_other() {
        let words = "Choosing between a spray and an injection";
        assert_eq!(
            lines(words, 32.0, Rag::Full),
            ["Choosing between a spray and an", "injection"]
        );
        assert_eq!(
            lines(words, 32.0, Rag::Balanced),
            ["Choosing between a", "spray and an injection"]
        );
    }

    #[test]
    fn no_word_is_cut_for_the_sake_of_balance() {
        let words = "Oesophagogastroduodenoscopy now";
        assert_eq!(
            lines(words, 28.0, Rag::Balanced),
            ["Oesophagogastroduodenoscopy", "now"]
        );
    }
}

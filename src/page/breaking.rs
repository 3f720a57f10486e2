//! Where lines end. Greedy, as for every ragged text: a line takes what fits. A piece that should stay whole and is
//! wider than its line starts a line of its own and breaks first at its own spaces, then behind the punctuation of
//! addresses, and only then between letters.

use std::ops::Range;

use super::shape::{Ease, Unit, content_width};
use crate::model::Pt;

/// The index after the last unit of each line.
pub(super) fn ends(units: &[Unit], width: Pt, most: usize) -> Vec<usize> {
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

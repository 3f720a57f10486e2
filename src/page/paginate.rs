//! Where pages end. Each page takes the pieces that fit and ends where it costs least: what ending there parts, set
//! against how much of the page it leaves empty. So a heading never stands alone, a table moves whole to the next page
//! where that leaves only a little white, a picture becomes somewhat smaller before it leaves half a page empty, and a chain of things to be kept together that is longer than a page breaks
//! at its weakest link.

use std::ops::Range;

use super::piece::{Cost, EMPTY, Frame, Piece, Repeat, SMALLER, SMALLEST};
use crate::model::Pt;

/// A page: which pieces, and where each begins.
pub(super) struct Plan {
    /// The pieces.
    pub pieces: Range<usize>,
    /// The top of each piece, from the top of the text.
    pub tops: Vec<Pt>,
    /// How much lower each piece is than it would like to be.
    pub taken: Vec<Pt>,
    /// What is set again above the first piece, and its top.
    pub repeat: Option<(usize, Pt)>,
    /// This page's share of each frame: index, top, bottom.
    pub frames: Vec<(usize, Pt, Pt)>,
}

/// Shares pieces out over pages of a depth.
pub(super) fn paginate(pieces: &[Piece], frames: &[Frame], repeats: &[Repeat], depth: Pt) -> Vec<Plan> {
    let sheet = Sheet {
        pieces,
        frames,
        repeats,
        depth,
    };
    let mut plans = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let end = sheet.best_end(start).max(start + 1);
        plans.push(sheet.plan(start..end));
        start = end;
    }
    plans
}

struct Sheet<'a> {
    pieces: &'a [Piece],
    frames: &'a [Frame],
    repeats: &'a [Repeat],
    depth: Pt,
}

/// The state of a page while pieces are stacked on it.
struct Stack {
    y: Pt,
    open: Vec<(usize, Pt)>,
    closed: Vec<(usize, Pt, Pt)>,
}

impl Sheet<'_> {
    fn best_end(&self, start: usize) -> usize {
        let mut stack = Stack::new();
        let mut best = (f32::INFINITY, start + 1);
        let mut give = 0.0;
        for (at, piece) in self.pieces.iter().enumerate().skip(start) {
            self.stack(&mut stack, at, at == start);
            stack.y += piece.height;
            give += piece.give;
            let over = self.bottom(&stack) - self.depth;
            if over > give + 0.01 {
                break;
            }
            if at + 1 == self.pieces.len() {
                return at + 1;
            }
            let white = (-over / self.depth).max(0.0);
            let cost = piece.cost + EMPTY * white * white + shrinking(over, give);
            if cost <= best.0 {
                best = (cost, at + 1);
            }
        }
        best.1
    }

    fn plan(&self, range: Range<usize>) -> Plan {
        let mut stack = Stack::new();
        let mut tops = Vec::new();
        let mut repeat = None;
        let share = self.shrunk(range.clone());
        let mut taken = Vec::new();
        for at in range.clone() {
            let again = self.stack(&mut stack, at, at == range.start);
            repeat = repeat.or(again);
            tops.push(stack.y);
            let less = self.pieces.get(at).map_or(0.0, |piece| piece.give * share);
            stack.y += self.pieces.get(at).map_or(0.0, |piece| piece.height - less);
            taken.push(less);
        }
        while let Some((frame, top)) = stack.open.pop() {
            stack.y += self.padding(frame);
            stack.closed.push((frame, top, stack.y));
        }
        stack.closed.sort_by_key(|(frame, _, _)| *frame);
        Plan {
            pieces: range,
            tops,
            taken,
            repeat,
            frames: stack.closed,
        }
    }

    /// Where the page's text would end if it ended here, frames and all.
    fn bottom(&self, stack: &Stack) -> Pt {
        let open = stack.open.iter();
        stack.y + open.map(|(frame, _)| self.padding(*frame)).sum::<Pt>()
    }

    /// Which share of what they can give the pieces of a page must give for all to fit.
    fn shrunk(&self, range: Range<usize>) -> f32 {
        let mut stack = Stack::new();
        let mut give = 0.0;
        for at in range.clone() {
            self.stack(&mut stack, at, at == range.start);
            if let Some(piece) = self.pieces.get(at) {
                stack.y += piece.height;
                give += piece.give;
            }
        }
        let over = self.bottom(&stack) - self.depth;
        if over > 0.0 && give > 0.0 {
            (over / give).min(1.0)
        } else {
            0.0
        }
    }

    /// Closes and opens the frames between the piece before and this one, and leaves y at the piece's top.
    fn stack(&self, stack: &mut Stack, at: usize, first: bool) -> Option<(usize, Pt)> {
        let piece = self.pieces.get(at)?;
        let path = self.path(piece.frame);
        let shared = stack
            .open
            .iter()
            .zip(&path)
            .take_while(|((open, _), wanted)| open == *wanted)
            .count();
        while stack.open.len() > shared {
            let (frame, top) = stack.open.pop()?;
            stack.y += self.padding(frame);
            stack.closed.push((frame, top, stack.y));
        }
        if !first {
            stack.y += piece.gap;
        }
        for frame in path.into_iter().skip(shared) {
            stack.open.push((frame, stack.y));
            stack.y += self.padding(frame);
        }
        if !first {
            return None;
        }
        let again = piece
            .repeat
            .and_then(|at| Some((at, self.repeats.get(at)?.height)));
        let (at, height) = again?;
        let top = stack.y;
        stack.y += height;
        Some((at, top))
    }

    /// The frames round a piece, the outermost first.
    fn path(&self, mut frame: Option<usize>) -> Vec<usize> {
        let mut path = Vec::new();
        while let Some(at) = frame {
            path.push(at);
            frame = self.frames.get(at).and_then(|frame| frame.outer);
        }
        path.reverse();
        path
    }

    fn padding(&self, frame: usize) -> Pt {
        self.frames.get(frame).map_or(0.0, |frame| frame.padding)
    }
}

/// What it costs that the pictures of a page, which can give so much, must give so much.
fn shrinking(over: Pt, give: Pt) -> Cost {
    if over > 0.01 && give > 0.0 {
        SMALLER + SMALLEST * (over / give)
    } else {
        0.0
    }
}

impl Stack {
    fn new() -> Self {
        Self {
            y: 0.0,
            open: Vec::new(),
            closed: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(height: Pt, give: Pt) -> Piece {
        Piece {
            height,
            give,
            ..Piece::default()
        }
    }

    #[test]
    fn a_picture_gives_what_the_page_lacks_and_no_more() {
        let pieces = [piece(50.0, 0.0), piece(60.0, 18.0), piece(30.0, 0.0)];
        let plans = paginate(&pieces, &[], &[], 100.0);
        assert_eq!(plans.len(), 2);
        assert_eq!(plans[0].pieces, 0..2);
        assert!(plans[0].taken[0].abs() < 0.01 && (plans[0].taken[1] - 10.0).abs() < 0.01);
        assert!(plans[1].taken[0].abs() < 0.01);
    }

    #[test]
    fn a_picture_that_cannot_give_enough_moves_whole() {
        let pieces = [piece(50.0, 0.0), piece(80.0, 24.0)];
        let plans = paginate(&pieces, &[], &[], 100.0);
        assert_eq!(plans.len(), 2);
        assert!(plans[1].taken[0].abs() < 0.01);
    }
}

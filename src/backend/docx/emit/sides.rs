//! What goes with which side in a right-to-left line: the spaces and brackets round text that runs from left to right.

use super::direction;
use super::runs::{Look, Stretch};
use crate::model::Piece;

/// In a right-to-left line, a space behind left-to-right text that Arabic follows goes with the line: with the text it would
/// stand at the far side of it.
pub(super) fn with_spaces_between(pieces: Vec<Stretch>) -> Vec<Stretch> {
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
            Stretch::Number(..) => {
                follows_left = true;
                out.push(piece);
            }
            Stretch::Place(_) => out.push(piece),
        }
    }
    out.reverse();
    out
}

/// In a right-to-left line, the brackets round text that reads from left to right and is held together go with it: a line
/// may end before them, and not behind the first.
pub(super) fn with_brackets_inside(mut pieces: Vec<Stretch>) -> Vec<Stretch> {
    let mut at = 0;
    while at + 2 < pieces.len() {
        let rest = pieces.get(at + 1..).unwrap_or_default();
        let length = rest.iter().take_while(|piece| !runs_right_to_left(piece)).count();
        let bracket = bracket_round(pieces.get(at..=at + 1 + length).unwrap_or_default());
        at += 1;
        let Some((open, close)) = bracket else { continue };
        let outside = |piece: Option<&mut Stretch>, cut: fn(&mut String)| match piece {
            Some(Stretch::Text(text, look)) => {
                cut(text);
                Some(Look {
                    rtl: false,
                    unbroken: true,
                    ..look.clone()
                })
            }
            _ => None,
        };
        let first = outside(pieces.get_mut(at - 1), |text| {
            text.pop();
        });
        let last = outside(pieces.get_mut(at + length), |text| {
            text.remove(0);
        });
        if let (Some(first), Some(last)) = (first, last) {
            pieces.insert(at + length, Stretch::Text(close.to_string(), last));
            pieces.insert(at, Stretch::Text(open.to_string(), first));
            at += length + 2;
        }
    }
    pieces
}

fn runs_right_to_left(piece: &Stretch) -> bool {
    match piece {
        Stretch::Text(_, look) | Stretch::Break(look) => look.rtl,
        Stretch::Place(_) | Stretch::Number(..) => false,
    }
}

/// The brackets that the outer of these have round the inner, where those are held together.
fn bracket_round(pieces: &[Stretch]) -> Option<(char, char)> {
    let (first, rest) = pieces.split_first()?;
    let (last, inner) = rest.split_last()?;
    let held = |piece: &Stretch| matches!(piece, Stretch::Text(_, look) if look.unbroken || look.piece == Some(Piece::Address));
    let (Stretch::Text(first, _), Stretch::Text(last, _)) = (first, last) else {
        return None;
    };
    let pairs = [('(', ')'), ('[', ']')];
    let (open, close) = pairs
        .into_iter()
        .find(|(open, close)| first.ends_with(*open) && last.starts_with(*close))?;
    inner.iter().any(held).then_some((open, close))
}

//! The drawn warning sign: a triangle with an exclamation mark, so that a warning is neither colour nor words alone.

use super::piece::Piece;
use super::{Area, Owner, Shape};
use crate::layout::Colour;
use crate::model::{Em, Pt};

/// How wide the sign is.
pub(super) const WIDTH: Em = 1.12;
/// How far the words beside it stand in.
pub(super) const ROOM: Em = 1.5;

const HEIGHT: Em = 0.98;

/// Draws the sign into a piece, its foot a little below a baseline.
pub(super) fn warning(piece: &mut Piece, x: Pt, baseline: Pt, size: Pt, colour: Colour, paper: Colour) {
    let foot = baseline + 0.08 * size;
    let middle = x + WIDTH * size / 2.0;
    let triangle = vec![
        (middle, foot - HEIGHT * size),
        (x + WIDTH * size, foot),
        (x, foot),
    ];
    piece.paint(
        Owner::Layout,
        Shape::Polygon {
            points: triangle,
            colour,
        },
    );
    let (top, bottom) = (foot - 0.64 * size, foot - 0.29 * size);
    let (wide, narrow) = (0.075 * size, 0.045 * size);
    let bar = vec![
        (middle - wide, top),
        (middle + wide, top),
        (middle + narrow, bottom),
        (middle - narrow, bottom),
    ];
    piece.paint(
        Owner::Layout,
        Shape::Polygon {
            points: bar,
            colour: paper,
        },
    );
    let dot = 0.14 * size;
    let area = Area {
        x: middle - dot / 2.0,
        y: foot - 0.22 * size,
        width: dot,
        height: dot,
    };
    piece.paint(Owner::Layout, Shape::Disc { area, colour: paper });
}

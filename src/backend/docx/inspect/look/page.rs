//! The pages of a document, and what stands outside of them: paragraphs that are indented or framed off the paper.

use roxmltree::Node;

use super::properties::Properties;
use crate::backend::docx::inspect::parts::{W, attribute, child};

/// How far words may stand outside of what is known of the paper, in twentieths of a point: half an inch.
const ROOM: f32 = 720.0;

/// What is known of the paper, in twentieths of a point. Of several sections it is the most that any of them has room for:
/// what stands off that is seen on none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paper {
    width: f32,
    height: f32,
    /// The margins at the left and at the right.
    sides: [f32; 2],
}

impl Paper {
    /// That of the sections of a body; of Word's own size where it has none (ECMA-376 part 1, 17.6.11 and 17.6.13).
    pub fn of(body: Node<'_, '_>) -> Self {
        let mut all: Option<Self> = None;
        for section in body.descendants().filter(|node| node.has_tag_name((W, "sectPr"))) {
            let number = |of: &str, name: &str, usual: f32| {
                let found = child(section, of).and_then(|of| attribute(of, name));
                found.and_then(|text| text.parse().ok()).unwrap_or(usual)
            };
            let own = Self {
                width: number("pgSz", "w", 12_240.0),
                height: number("pgSz", "h", 15_840.0),
                sides: [
                    number("pgMar", "left", 1_440.0),
                    number("pgMar", "right", 1_440.0),
                ],
            };
            all = Some(all.map_or(own, |all| all.and(own)));
        }
        all.unwrap_or(Self {
            width: 12_240.0,
            height: 15_840.0,
            sides: [1_440.0; 2],
        })
    }

    fn and(self, other: Self) -> Self {
        let ([left, right], [other_left, other_right]) = (self.sides, other.sides);
        Self {
            width: self.width.max(other.width),
            height: self.height.max(other.height),
            sides: [left.max(other_left), right.max(other_right)],
        }
    }

    /// Whether a paragraph stands off the paper. `inside` is whether it stands in something that is somewhere on it.
    pub fn is_left(&self, all: &Properties, inside: bool) -> bool {
        if let Some(place) = all.frame {
            return self.is_frame_left(place);
        }
        let [left, right] = all.indents.map(|side| side.unwrap_or(0.0));
        let first = left + all.first_line.unwrap_or(0.0);
        let [from, to] = if inside { [self.width; 2] } else { self.sides };
        let off = |place: f32, margin: f32| place < -(margin + ROOM) || place > self.width;
        off(left, from) || off(first, from) || off(right, to)
    }

    /// Whether a table stands off the paper, by where it floats or how far it is moved in.
    pub fn is_table_left(&self, property: Node<'_, '_>) -> bool {
        let number = |of: &str, name: &str| -> Option<f32> {
            child(property, of).and_then(|of| attribute(of, name)?.parse().ok())
        };
        if child(property, "tblpPr").is_some() {
            let place = |name: &str| number("tblpPr", name).unwrap_or(0.0);
            return self.is_frame_left([place("tblpX"), place("tblpY")]);
        }
        let share = child(property, "tblInd").and_then(|indent| attribute(indent, "type"));
        let [left, _] = self.sides;
        number("tblInd", "w")
            .filter(|_| share != Some("pct"))
            .is_some_and(|indent| indent > self.width || indent < -(self.width + left))
    }

    fn is_frame_left(&self, [x, y]: [f32; 2]) -> bool {
        x < -2.0 * ROOM || y < -2.0 * ROOM || x > self.width || y > self.height
    }
}

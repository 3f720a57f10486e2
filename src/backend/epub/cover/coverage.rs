//! How much of each pixel an outline covers: the exact area, summed from the signed areas to the right of each edge. A few
//! additions for each row that an edge crosses and one for each pixel, whatever the size.

use crate::model::Pt;

/// A straight edge, from one point to another.
type Edge = [(Pt, Pt); 2];

/// The edges of an outline, curves made straight.
#[derive(Default)]
pub(super) struct Edges {
    edges: Vec<Edge>,
    start: (Pt, Pt),
    at: (Pt, Pt),
}

/// How far a straight edge may be from the curve that it stands for, in pixels.
const FLAT: Pt = 0.06;
/// The most edges that stand for one curve.
const MOST: f32 = 64.0;

impl Edges {
    pub(super) fn move_to(&mut self, x: Pt, y: Pt) {
        self.close();
        self.start = (x, y);
        self.at = (x, y);
    }

    pub(super) fn line_to(&mut self, x: Pt, y: Pt) {
        let to = (x, y);
        self.edges.push([self.at, to]);
        self.at = to;
    }

    pub(super) fn quad_to(&mut self, control: (Pt, Pt), to: (Pt, Pt)) {
        let from = self.at;
        let bend = |a: Pt, b: Pt, c: Pt| a - 2.0 * b + c;
        let far = bend(from.0, control.0, to.0).abs() + bend(from.1, control.1, to.1).abs();
        // A chord of the n-th part of the curve is a quarter of that over n² away from it.
        let count = (far / (4.0 * FLAT)).sqrt().ceil().clamp(1.0, MOST);
        let mut step = 1.0;
        while step < count {
            let t = step / count;
            let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            self.line_to(
                a * from.0 + b * control.0 + c * to.0,
                a * from.1 + b * control.1 + c * to.1,
            );
            step += 1.0;
        }
        self.line_to(to.0, to.1);
    }

    /// A cubic curve as two quadratic ones: the difference is less than a pixel can show at the size of letters.
    pub(super) fn cubic_to(&mut self, first: (Pt, Pt), second: (Pt, Pt), to: (Pt, Pt)) {
        let from = self.at;
        let mix = |a: (Pt, Pt), b: (Pt, Pt), t: f32| (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
        let (left, right) = (mix(from, first, 0.75), mix(to, second, 0.75));
        self.quad_to(left, mix(left, right, 0.5));
        self.quad_to(right, to);
    }

    pub(super) fn close(&mut self) {
        if self.at != self.start {
            let (x, y) = self.start;
            self.line_to(x, y);
        }
    }
}

/// A part of the cover, and how much of each pixel in it is covered, 0 to 255.
#[derive(Default)]
pub(super) struct Patch {
    /// Even.
    pub left: usize,
    pub top: usize,
    pub width: usize,
    pub levels: Vec<u8>,
    /// What each pixel adds to the cover of those to its right.
    steps: Vec<f32>,
}

impl Patch {
    /// Covers the inside of edges, which it takes; edges beyond the sides of the cover are left out.
    pub(super) fn fill(&mut self, edges: &mut Edges, sides: (Pt, Pt)) {
        edges.close();
        let corner = |(low, high): ((Pt, Pt), (Pt, Pt)), (x, y): (Pt, Pt)| {
            ((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y)))
        };
        let none = ((sides.0, sides.1), (0.0, 0.0));
        let (low, high) = edges.edges.iter().flatten().copied().fold(none, corner);
        // Two pixels share a byte of the cover.
        let left = ((low.0 / 2.0).floor() * 2.0).max(0.0);
        let top = low.1.floor().max(0.0);
        let (right, bottom) = (high.0.ceil().min(sides.0), high.1.ceil().min(sides.1));
        self.left = super::whole(left);
        self.top = super::whole(top);
        self.width = super::whole(right - left);
        let height = super::whole(bottom - top);
        self.steps.clear();
        // What an edge at the right side adds falls into the column behind it.
        let columns = self.width + 2;
        self.steps.resize(columns * height, 0.0);
        let outside = |[a, b]: &Edge| {
            a.0.min(b.0) < left || a.0.max(b.0) > right || a.1.min(b.1) < top || a.1.max(b.1) > bottom
        };
        for edge in edges.edges.drain(..).filter(|edge| !outside(edge)) {
            let [a, b] = edge.map(|(x, y)| (x - left, y - top));
            self.edge(a, b, columns);
        }
        self.level(columns);
    }

    fn edge(&mut self, a: (Pt, Pt), b: (Pt, Pt), columns: usize) {
        let (sign, (mut x, from), (end, to)) = if a.1 < b.1 { (1.0, a, b) } else { (-1.0, b, a) };
        if from == to {
            return;
        }
        let slope = (end - x) / (to - from);
        let mut y = from.floor();
        let first = super::whole(y) * columns;
        for row in self
            .steps
            .get_mut(first..)
            .unwrap_or_default()
            .chunks_exact_mut(columns)
        {
            if y >= to {
                break;
            }
            let high = (y + 1.0).min(to) - y.max(from);
            let next = x + slope * high;
            step(row, x.min(next).max(0.0), x.max(next), sign * high);
            x = next;
            y += 1.0;
        }
    }

    fn level(&mut self, columns: usize) {
        self.levels.clear();
        for row in self.steps.chunks_exact(columns) {
            let mut sum = 0.0_f32;
            let mut add = |step: &f32| {
                sum += step;
                byte(sum)
            };
            let (eights, rest) = row.get(..self.width).unwrap_or_default().as_chunks::<8>();
            for eight in eights {
                // Most of a letter is inside or outside, and few pixels hold an edge.
                if *eight == [0.0; 8] {
                    self.levels.extend([add(&0.0); 8]);
                } else {
                    self.levels.extend(eight.iter().map(&mut add));
                }
            }
            self.levels.extend(rest.iter().map(&mut add));
        }
    }
}

/// Adds an edge's share of one row: from `left` to `right` it covers `high` of the row, and all of that behind it.
fn step(row: &mut [f32], left: Pt, right: Pt, high: f32) {
    let first = left.floor();
    let last = right.ceil();
    let Some(row) = row.get_mut(super::whole(first)..) else {
        return;
    };
    if last <= first + 1.0 {
        // Within one pixel: what is right of the edge's middle.
        let behind = high * (0.5 * (left + right) - first);
        if let [here, next, ..] = row {
            *here += high - behind;
            *next += behind;
        }
        return;
    }
    let each = high / (right - left);
    // What is right of the edge in the pixel before.
    let mut before = 0.0;
    let mut at = first;
    for step in row {
        let side = at + 1.0;
        let (enters, leaves) = (left.max(at).min(right), side.min(right).max(left));
        // Where the edge has passed already, all of the pixel is right of it; where it passes, what is right of its middle.
        let passed = (enters - left) * each;
        let passing = (leaves - enters).max(0.0) * each;
        let covered = passed + passing * (side - 0.5 * (enters + leaves));
        *step += covered - before;
        before = covered;
        at = side;
        if at > last {
            break;
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 255"
)]
fn byte(cover: f32) -> u8 {
    (cover.abs().min(1.0) * 255.0 + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cover of an outline on a sheet of 100 by 100 pixels.
    fn levels(outline: impl Fn(&mut Edges)) -> (Patch, Vec<Vec<u8>>) {
        let (mut edges, mut patch) = (Edges::default(), Patch::default());
        outline(&mut edges);
        patch.fill(&mut edges, (100.0, 100.0));
        let mut sheet = vec![vec![0; 100]; 100];
        for (row, levels) in patch.levels.chunks_exact(patch.width.max(1)).enumerate() {
            sheet[patch.top + row][patch.left..patch.left + patch.width].copy_from_slice(levels);
        }
        (patch, sheet)
    }

    fn rectangle(edges: &mut Edges, left: f32, top: f32, right: f32, bottom: f32) {
        edges.move_to(left, top);
        edges.line_to(right, top);
        edges.line_to(right, bottom);
        edges.line_to(left, bottom);
        edges.close();
    }

    fn area(sheet: &[Vec<u8>]) -> f32 {
        sheet
            .iter()
            .flatten()
            .map(|level| f32::from(*level) / 255.0)
            .sum()
    }

    #[test]
    fn a_rectangle_covers_its_area_and_no_more() {
        let (_, sheet) = levels(|edges| rectangle(edges, 10.0, 20.0, 30.0, 25.0));
        assert!((area(&sheet) - 100.0).abs() < 0.01);
        assert_eq!(
            (sheet[20][10], sheet[24][29], sheet[20][9], sheet[25][10]),
            (255, 255, 0, 0)
        );
        let (_, sheet) = levels(|edges| rectangle(edges, 10.5, 20.25, 30.0, 25.0));
        assert_eq!((sheet[22][10], sheet[20][15]), (128, 191));
        assert!((area(&sheet) - 19.5 * 4.75).abs() < 0.1);
    }

    #[test]
    fn slopes_curves_and_holes_cover_what_they_enclose() {
        let (_, sheet) = levels(|edges| {
            edges.move_to(10.0, 10.0);
            edges.line_to(90.0, 13.0);
            edges.line_to(40.0, 80.0);
        });
        assert!((area(&sheet) - 2_755.0).abs() < 3.0, "{}", area(&sheet));
        let round = |edges: &mut Edges, radius: f32, turn: f32| {
            let at = |degrees: f32, far: f32| {
                let angle = (degrees * turn).to_radians();
                (
                    50.0 + far * radius * angle.cos(),
                    50.0 + far * radius * angle.sin(),
                )
            };
            edges.move_to(at(0.0, 1.0).0, at(0.0, 1.0).1);
            let far = 1.0 / 22.5_f32.to_radians().cos();
            for eighth in [0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0] {
                edges.quad_to(at(eighth + 22.5, far), at(eighth + 45.0, 1.0));
            }
        };
        let (_, disc) = levels(|edges| round(edges, 40.0, 1.0));
        assert!(
            (area(&disc) - 1_600.0 * std::f32::consts::PI).abs() < 12.0,
            "{}",
            area(&disc)
        );
        let (_, ring) = levels(|edges| {
            round(edges, 40.0, 1.0);
            round(edges, 20.0, -1.0);
        });
        assert!(
            (area(&ring) - 1_200.0 * std::f32::consts::PI).abs() < 15.0,
            "{}",
            area(&ring)
        );
        assert_eq!(ring[50][50], 0);
    }

    #[test]
    fn a_cubic_curve_is_nearly_its_own() {
        let far = 40.0 * 0.552_284_8;
        let (_, disc) = levels(|edges| {
            edges.move_to(90.0, 50.0);
            edges.cubic_to((90.0, 50.0 + far), (50.0 + far, 90.0), (50.0, 90.0));
            edges.cubic_to((50.0 - far, 90.0), (10.0, 50.0 + far), (10.0, 50.0));
            edges.cubic_to((10.0, 50.0 - far), (50.0 - far, 10.0), (50.0, 10.0));
            edges.cubic_to((50.0 + far, 10.0), (90.0, 50.0 - far), (90.0, 50.0));
        });
        assert!(
            (area(&disc) - 1_600.0 * std::f32::consts::PI).abs() < 20.0,
            "{}",
            area(&disc)
        );
    }

    #[test]
    fn nothing_beyond_the_sides_panics() {
        for shift in [-200.0, -50.0, 0.0, 70.0, 1.0e9, f32::NAN] {
            let (patch, _) = levels(|edges| {
                edges.move_to(10.0 + shift, 10.0);
                edges.line_to(60.0 + shift, 10.0 - shift);
                edges.line_to(30.0, 90.0 + shift);
            });
            assert!(patch.left + patch.width <= 100);
        }
    }
}

//! What has been painted on a page so far, and so what lies behind the next words.

use super::colour::{Rgb, WHITE, over};
use super::geometry::{Bounds, Point};

/// More areas than these are not remembered: what lies behind words is unknown then.
const MOST_AREAS: usize = 20_000;
/// An area with more corners is remembered as its box, and what lies on it is unknown.
const MOST_CORNERS: usize = 512;
/// How many areas and corners may be looked at in all; behind that, what lies behind words is unknown.
const MOST_LOOKS: usize = 80_000_000;

/// Lines that enclose an area.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    /// The corners of each part.
    parts: Vec<Vec<Point>>,
    corners: usize,
}

impl Path {
    /// Begins a part.
    pub fn begin(&mut self, point: Point) {
        self.corners += 1;
        if self.corners <= MOST_CORNERS {
            self.parts.push(vec![point]);
        } else {
            self.line(point);
        }
    }

    /// Goes on to a point.
    pub fn line(&mut self, point: Point) {
        self.corners += 1;
        match self.parts.last_mut() {
            Some(part) if self.corners <= MOST_CORNERS => part.push(point),
            // Two corners stand for all that are too many.
            Some(part) => {
                let bounds = part.get(1).copied();
                let grown = bounds.map_or(point, |known| Point {
                    x: known.x.max(point.x),
                    y: known.y.max(point.y),
                });
                if let Some(corner) = part.get_mut(1) {
                    *corner = grown;
                }
                if let Some(corner) = part.first_mut() {
                    *corner = Point {
                        x: corner.x.min(point.x),
                        y: corner.y.min(point.y),
                    };
                }
            }
            None => self.parts.push(vec![point]),
        }
    }

    /// Goes back to where the last part began.
    pub fn close(&mut self) {
        let part = self.parts.last().filter(|_| self.is_known());
        if let Some(first) = part.and_then(|part| part.first().copied()) {
            self.line(first);
        }
    }

    /// What a pen of a width covers that goes along its lines, as areas: a box about each line, in parts of no more than can
    /// be kept. Where it goes on beyond the ends of lines, so do the boxes.
    pub fn outlines(&self, width: f32, has_caps: bool) -> Vec<Self> {
        let half = width / 2.0;
        let mut out: Vec<Self> = Vec::new();
        for (from, to) in self.segments() {
            let length = (to.x - from.x).hypot(to.y - from.y);
            if length < 0.01 && !has_caps {
                continue;
            }
            let (x, y) = if length < 0.01 {
                (half, 0.0)
            } else {
                ((to.x - from.x) / length * half, (to.y - from.y) / length * half)
            };
            let beyond = if has_caps { (x, y) } else { (0.0, 0.0) };
            let (from, to) = (
                (from.x - beyond.0, from.y - beyond.1),
                (to.x + beyond.0, to.y + beyond.1),
            );
            // All of them the same way round, so that none undoes another.
            let corners = [
                (from.0 + y, from.1 - x),
                (to.0 + y, to.1 - x),
                (to.0 - y, to.1 + x),
                (from.0 - y, from.1 + x),
            ];
            if out
                .last()
                .is_none_or(|path| path.corners + corners.len() > MOST_CORNERS)
            {
                out.push(Self::default());
            }
            if let (Some(path), [first, rest @ ..]) = (out.last_mut(), corners) {
                path.begin(Point {
                    x: first.0,
                    y: first.1,
                });
                for (x, y) in rest {
                    path.line(Point { x, y });
                }
            }
        }
        out
    }

    /// Where it is.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.parts.iter().flatten().copied())
    }

    /// The lines between its corners, as they were drawn.
    pub fn segments(&self) -> impl Iterator<Item = (Point, Point)> {
        let parts = self.parts.iter().filter(|_| self.is_known());
        parts.flat_map(|part| part.iter().copied().zip(part.iter().copied().skip(1)))
    }

    /// Whether it is a rectangle with its sides along those of the page.
    pub fn is_box(&self) -> bool {
        let [part] = self.parts.as_slice() else {
            return false;
        };
        let along = |(a, b): (&Point, &Point)| (a.x - b.x).abs() < 0.01 || (a.y - b.y).abs() < 0.01;
        (4..=6).contains(&part.len()) && part.iter().zip(part.iter().cycle().skip(1)).all(along)
    }

    fn is_known(&self) -> bool {
        self.corners <= MOST_CORNERS
    }

    /// Whether a point lies in it, by the rule of even and odd or by that of winding (8.5.3.3).
    fn holds(&self, point: Point, even_odd: bool) -> bool {
        let mut winding = 0_i32;
        for part in &self.parts {
            let next = part.iter().skip(1).chain(part.first());
            for (from, to) in part.iter().zip(next) {
                let (up, down) = (from.y <= point.y, to.y <= point.y);
                let side = (to.x - from.x) * (point.y - from.y) - (point.x - from.x) * (to.y - from.y);
                if up && !down && side > 0.0 {
                    winding += 1;
                } else if !up && down && side < 0.0 {
                    winding -= 1;
                }
            }
        }
        if even_odd { winding % 2 != 0 } else { winding != 0 }
    }
}

/// An area that has been painted.
struct Area {
    path: Path,
    bounds: Bounds,
    even_odd: bool,
    /// Its colour and how opaque it is; `None` where nobody can tell.
    paint: Option<(Rgb, f32)>,
    /// Nothing below it is seen.
    hides: bool,
}

/// All that has been painted.
#[derive(Default)]
pub(super) struct Backdrop {
    areas: Vec<Area>,
    looks: usize,
    /// Too much has been painted to remember.
    lost: bool,
}

impl Backdrop {
    /// Turns to another page.
    pub fn clear(&mut self) {
        self.areas.clear();
        self.lost = false;
    }

    /// Paints an area, as far as it lies in the clip.
    pub fn paint(
        &mut self,
        path: Path,
        clip: Bounds,
        even_odd: bool,
        paint: Option<(Rgb, f32)>,
        hides: bool,
    ) {
        let Some(bounds) = path.bounds() else { return };
        if self.areas.len() >= MOST_AREAS {
            self.lost = true;
            return;
        }
        let hides = hides && path.is_known();
        let paint = paint.filter(|_| path.is_known());
        self.areas.push(Area {
            bounds: bounds.within(clip),
            path,
            even_odd,
            paint,
            hides,
        });
    }

    /// Whether there was too much to remember, or to look at.
    pub fn is_lost(&self) -> bool {
        self.lost
    }

    /// How many areas have been painted.
    pub fn count(&self) -> usize {
        self.areas.len()
    }

    /// Those of the areas behind a number of them that may hide something in a box.
    pub fn hiding(&mut self, painted: usize, within: Bounds) -> Vec<usize> {
        let areas = self.areas.iter().enumerate().skip(painted);
        self.looks += self.areas.len().saturating_sub(painted);
        if self.looks > MOST_LOOKS {
            self.lost = true;
            return Vec::new();
        }
        let found = areas.filter(|(_, area)| area.hides && area.bounds.meets(within));
        found.map(|(at, _)| at).collect()
    }

    /// Whether one of these areas hides a point.
    pub fn hides(&mut self, areas: &[usize], point: Point) -> bool {
        let areas = areas.iter().filter_map(|at| self.areas.get(*at));
        let mut looks = 0;
        let hidden = areas.into_iter().any(|area| {
            looks += area.path.corners.min(MOST_CORNERS);
            area.bounds.holds(point) && area.path.holds(point, area.even_odd)
        });
        self.looks += looks;
        hidden
    }

    /// The colour at a point; `None` where nobody can tell.
    pub fn at(&mut self, point: Point) -> Option<Rgb> {
        if self.lost {
            return None;
        }
        let mut above: Vec<(Rgb, f32)> = Vec::new();
        let mut below = WHITE;
        for area in self.areas.iter().rev() {
            self.looks += 1;
            if !area.bounds.holds(point) {
                continue;
            }
            self.looks += area.path.corners.min(MOST_CORNERS);
            if area.path.is_known() && !area.path.holds(point, area.even_odd) {
                continue;
            }
            let (colour, opacity) = area.paint?;
            if opacity >= 1.0 {
                below = colour;
                break;
            }
            above.push((colour, opacity));
        }
        if self.looks > MOST_LOOKS {
            self.lost = true;
            return None;
        }
        for (colour, opacity) in above.into_iter().rev() {
            below = over(colour, opacity, below);
        }
        Some(below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(low: f32, high: f32) -> Path {
        let mut path = Path::default();
        path.begin(Point { x: low, y: low });
        for (x, y) in [(high, low), (high, high), (low, high)] {
            path.line(Point { x, y });
        }
        path
    }

    #[test]
    fn the_last_area_that_covers_a_point_is_behind_it() {
        let mut backdrop = Backdrop::default();
        let middle = Point { x: 5.0, y: 5.0 };
        assert_eq!(backdrop.at(middle), Some(WHITE));
        backdrop.paint(
            square(0.0, 10.0),
            Bounds::ALL,
            false,
            Some(([0.0; 3], 1.0)),
            false,
        );
        backdrop.paint(
            square(6.0, 10.0),
            Bounds::ALL,
            false,
            Some(([1.0, 0.0, 0.0], 1.0)),
            false,
        );
        assert_eq!(backdrop.at(middle), Some([0.0; 3]));
        backdrop.paint(square(0.0, 10.0), Bounds::ALL, false, Some((WHITE, 0.5)), false);
        assert_eq!(backdrop.at(middle), Some([0.5; 3]));
        backdrop.paint(square(0.0, 10.0), Bounds::ALL, false, None, false);
        assert_eq!(backdrop.at(middle), None);
        assert_eq!(backdrop.at(Point { x: 20.0, y: 5.0 }), Some(WHITE));
    }

    #[test]
    fn a_hole_shows_what_lies_below() {
        let mut path = square(0.0, 10.0);
        let hole = square(2.0, 8.0);
        path.parts.extend(hole.parts);
        let mut backdrop = Backdrop::default();
        backdrop.paint(path, Bounds::ALL, true, Some(([0.0; 3], 1.0)), false);
        assert_eq!(backdrop.at(Point { x: 5.0, y: 5.0 }), Some(WHITE));
        assert_eq!(backdrop.at(Point { x: 1.0, y: 5.0 }), Some([0.0; 3]));
    }

    #[test]
    fn an_area_of_too_many_corners_is_unknown() {
        let mut path = Path::default();
        path.begin(Point::default());
        for x in 0..2000_u16 {
            path.line(Point {
                x: f32::from(x),
                y: f32::from(x % 7),
            });
        }
        let mut backdrop = Backdrop::default();
        backdrop.paint(path, Bounds::ALL, false, Some((WHITE, 1.0)), false);
        assert_eq!(backdrop.at(Point { x: 1500.0, y: 3.0 }), None);
    }
}

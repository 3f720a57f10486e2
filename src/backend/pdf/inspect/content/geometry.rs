//! Points, matrices and boxes of the coordinate systems of a page (ISO 32000-1, 8.3).

/// A point in points from the lower left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::backend::pdf::inspect) struct Point {
    pub x: f32,
    pub y: f32,
}

/// A transformation matrix `[a b c d e f]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub [f32; 6]);

/// No coordinate lies farther out: what is drawn there is seen by nobody, and sums of it would be no numbers.
const FARTHEST: f32 = 1e7;

/// A number that can be reckoned with.
pub(super) fn bounded(value: f32) -> f32 {
    if value.is_finite() {
        value.clamp(-FARTHEST, FARTHEST)
    } else {
        0.0
    }
}

impl Matrix {
    /// That which changes nothing.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one first, then the other.
    pub fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        let entries = [
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ];
        Self(entries.map(bounded))
    }

    /// Where a point comes to lie.
    pub fn apply(self, x: f32, y: f32) -> Point {
        let [a, b, c, d, e, f] = self.0;
        Point {
            x: bounded(x * a + y * c + e),
            y: bounded(x * b + y * d + f),
        }
    }

    /// How long something becomes that was one unit high.
    pub fn height(self) -> f32 {
        let [_, _, c, d, _, _] = self.0;
        c.hypot(d)
    }

    /// How long something becomes that was one unit wide.
    pub fn width(self) -> f32 {
        let [a, b, _, _, _, _] = self.0;
        a.hypot(b)
    }

    /// Whether what was written from left to right now is as in a mirror.
    pub fn is_mirrored(self) -> bool {
        let [a, b, c, d, _, _] = self.0;
        a * d - b * c < 0.0
    }

    /// Whether what was upright still is, and runs along the lines of the page.
    pub fn is_upright(self) -> bool {
        let [a, b, _, d, _, _] = self.0;
        b.abs() <= a.abs() * 0.01 && d > 0.0
    }
}

/// A box with its sides along those of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    low: Point,
    high: Point,
}

impl Bounds {
    /// Everywhere.
    pub const ALL: Self = Self {
        low: Point {
            x: -FARTHEST,
            y: -FARTHEST,
        },
        high: Point {
            x: FARTHEST,
            y: FARTHEST,
        },
    };

    /// The least box around points; `None` where there is none.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |bounds: Option<Self>, point| {
            let Some(Self { low, high }) = bounds else {
                return Some(Self {
                    low: point,
                    high: point,
                });
            };
            Some(Self {
                low: Point {
                    x: low.x.min(point.x),
                    y: low.y.min(point.y),
                },
                high: Point {
                    x: high.x.max(point.x),
                    y: high.y.max(point.y),
                },
            })
        })
    }

    /// What lies in both.
    pub fn within(self, other: Self) -> Self {
        Self {
            low: Point {
                x: self.low.x.max(other.low.x),
                y: self.low.y.max(other.low.y),
            },
            high: Point {
                x: self.high.x.min(other.high.x),
                y: self.high.y.min(other.high.y),
            },
        }
    }

    /// How much of a page lies in it, from 0 to 1.
    pub fn share(self, page: Self) -> f32 {
        let area = |bounds: Self| {
            let [low, high] = bounds.corners();
            (high.x - low.x).max(0.0) * (high.y - low.y).max(0.0)
        };
        area(self.within(page)) / area(page).max(f32::MIN_POSITIVE)
    }

    /// Whether the two have a point in common.
    pub fn meets(self, other: Self) -> bool {
        let both = self.within(other);
        both.low.x <= both.high.x && both.low.y <= both.high.y
    }

    /// Its lower left and its upper right corner.
    pub fn corners(self) -> [Point; 2] {
        [self.low, self.high]
    }

    /// Whether a point lies in it.
    pub fn holds(self, point: Point) -> bool {
        (self.low.x..=self.high.x).contains(&point.x) && (self.low.y..=self.high.y).contains(&point.y)
    }
}

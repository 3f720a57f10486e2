//! Lines that are drawn through words. Who sees them reads the words as struck out; who hears them does not.

use super::backdrop::Path;
use super::unseen::Run;

/// How many lines of a page are known.
const MOST: usize = 20_000;
/// How often a line and a run are looked at together.
const MOST_PAIRS: usize = 2_000_000;
/// Where the letters are that have no strokes above or below: so far above the baseline, in their own size.
const LOWEST: f32 = 0.12;
const HIGHEST: f32 = 0.42;
/// A line is no thicker than this part of the letters.
const THICKEST: f32 = 0.2;
/// A line crosses so many letters, or goes through nothing but a space.
const FEWEST: usize = 2;

/// A line that is steeper goes through single letters.
const STEEPEST: f32 = 0.5;
/// A slanted line crosses so many letters: what leads from one point of a drawing to another may touch a label.
const FEWEST_SLANTED: usize = 4;

/// A line along the lines of text, or nearly so.
struct Line {
    left: f32,
    right: f32,
    /// How far up it is at its left end, and how much farther with each point to the right.
    y: f32,
    slope: f32,
    thickness: f32,
}

impl Line {
    /// How far up it is.
    fn at(&self, x: f32) -> f32 {
        self.y + self.slope * (x - self.left)
    }
}

/// The lines of a page.
#[derive(Default)]
pub(super) struct Strikes {
    lines: Vec<Line>,
}

impl Strikes {
    /// Takes note of the lines of a path that is drawn with a pen, in points.
    pub fn stroke(&mut self, path: &Path, thickness: f32) {
        for (from, to) in path.segments() {
            let (left, right) = if from.x < to.x { (from, to) } else { (to, from) };
            let (along, up) = (right.x - left.x, right.y - left.y);
            if (up.abs() < 0.5 || up.abs() < STEEPEST * along) && self.lines.len() < MOST {
                self.lines.push(Line {
                    left: left.x,
                    right: right.x,
                    y: left.y,
                    slope: if up.abs() < 0.5 { 0.0 } else { up / along },
                    thickness,
                });
            }
        }
    }

    /// Takes note of an area, which may be as thin as a line.
    pub fn fill(&mut self, path: &Path) {
        if let Some(bounds) = path.bounds().filter(|_| path.is_box())
            && self.lines.len() < MOST
        {
            let [low, high] = bounds.corners();
            self.lines.push(Line {
                left: low.x,
                right: high.x,
                y: f32::midpoint(low.y, high.y),
                slope: 0.0,
                thickness: high.y - low.y,
            });
        }
    }

    /// The words of these runs that lines go through.
    pub fn through(&self, runs: &[Run]) -> Vec<String> {
        let mut pairs = 0;
        let mut found = Vec::new();
        for run in runs
            .iter()
            .filter(|run| run.is_read && run.is_plain && run.why.is_none())
        {
            pairs += self.lines.len();
            if pairs > MOST_PAIRS {
                break;
            }
            let crosses = |line: &&Line| {
                let meets = line.left < run.end.x.max(run.start.x) && line.right > run.start.x.min(run.end.x);
                meets && line.thickness < THICKEST * run.size
            };
            let through = |line: &Line, x: f32| {
                let above = (line.at(x) - run.start.y) / run.size;
                (LOWEST..HIGHEST).contains(&above) && (line.left..line.right).contains(&x)
            };
            for line in self.lines.iter().filter(crosses) {
                let struck: Vec<usize> = run
                    .middles
                    .iter()
                    .filter(|(middle, _)| through(line, middle.x))
                    .map(|(_, from)| *from)
                    .collect();
                let fewest = if line.slope == 0.0 { FEWEST } else { FEWEST_SLANTED };
                if struck.len() >= fewest {
                    found.push(run.words(&struck));
                }
            }
        }
        found
    }
}

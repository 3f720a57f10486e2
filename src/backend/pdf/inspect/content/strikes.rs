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

/// A line along the lines of text.
struct Line {
    left: f32,
    right: f32,
    y: f32,
    thickness: f32,
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
            if (from.y - to.y).abs() < 0.5 && self.lines.len() < MOST {
                self.lines.push(Line {
                    left: from.x.min(to.x),
                    right: from.x.max(to.x),
                    y: from.y,
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
                let above = (line.y - run.start.y) / run.size;
                (LOWEST..HIGHEST).contains(&above) && line.thickness < THICKEST * run.size
            };
            for line in self.lines.iter().filter(crosses) {
                let struck: Vec<usize> = run
                    .middles
                    .iter()
                    .filter(|(middle, _)| (line.left..line.right).contains(&middle.x))
                    .map(|(_, from)| *from)
                    .collect();
                if struck.len() >= FEWEST {
                    found.push(run.words(&struck));
                }
            }
        }
        found
    }
}

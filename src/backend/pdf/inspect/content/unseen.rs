//! Words that are read and not seen, and words that are seen and not read.
//!
//! Whoever sees a page and whoever hears it must meet the same words. Here is kept where each run of letters of a page
//! stands and how it is drawn, and at the end of the page it is told what nobody can see: what is cut off, too small, in the
//! colour of its ground, or painted over. Where a font does not say how wide its letters are, only the first of a run is
//! asked about.

use std::collections::BTreeSet;

use super::artifacts;
use super::backdrop::Backdrop;
use super::fonts::Letter;
use super::geometry::{Bounds, Point};
use super::strikes::Strikes;
use super::why::{Drawn, Part, Why};
use crate::model::contrast::contrast_of_parts;
use crate::model::reading::collapse;

/// How many runs, and how many of their letters, are kept of a page.
const MOST_RUNS: usize = 50_000;
const MOST_LETTERS: usize = 500_000;
/// How many pictures of a page are known.
const MOST_PICTURES: usize = 1000;
/// How often two runs of a page are looked at together.
const MOST_PAIRS: usize = 4_000_000;
/// How many findings of a page are told each on its own.
pub(super) const MOST_TOLD: usize = 3;
/// How many characters of each.
const SHOWN: usize = 60;
/// Words that stand out less from what is behind them are not seen.
const NO_CONTRAST: f32 = 1.05;
/// Words whose baselines lie closer than this, in their own size, stand on one line.
const SAME_LINE: f32 = 0.5;
/// Letters that follow each other more closely than this, in their own size, are piled up.
const PILED: f32 = 0.15;
/// No fewer letters are a pile.
const FEWEST_PILED: usize = 3;
/// Letters whose middles lie closer than this, in their own size, are drawn over each other.
const OVER: f32 = 0.2;
/// How many letters must be: the last of a word may lean over the first of the next.
const FEWEST_OVER: usize = 2;
/// How high the middle of a letter is, in its own size.
const MIDDLE: f32 = 0.25;

/// Letters that are shown together.
pub(super) struct Run {
    pub text: String,
    /// They belong to an element, and not to the furniture of the page.
    pub is_read: bool,
    pub part: Part,
    /// It runs up or down the page, or stands on its head.
    pub is_turned: bool,
    /// The middle of each letter, and where its text begins.
    pub middles: Vec<(Point, usize)>,
    pub start: Point,
    pub end: Point,
    pub size: f32,
    /// The colour that it comes to have can be worked out.
    pub is_told: bool,
    /// It runs along the lines of the page, and how wide it is is known.
    pub is_plain: bool,
    /// How many areas had been painted before it.
    pub painted: usize,
    /// Why none of it is seen.
    pub why: Option<Why>,
    /// Which of its letters are cut off.
    pub cut: Vec<usize>,
}

/// What is drawn of text on one page.
#[derive(Default)]
pub(super) struct Unseen {
    pub runs: Vec<Run>,
    letters: usize,
    /// There was more than is kept, or looked at.
    beyond: bool,
    pub pictures: Vec<Bounds>,
    /// The lines that are drawn.
    pub strikes: Strikes,
    /// The page says which of its artifacts are furniture.
    pub has_furniture: bool,
}

/// What is found on a page.
#[derive(Default)]
pub(super) struct Found {
    /// Faults, without the page.
    pub faults: Vec<String>,
    /// Words that are seen and not read, in the midst of those that are.
    pub added: Vec<String>,
    /// Words that are read are drawn as a picture.
    pub is_scanned: bool,
    /// Words that are read may not be seen: what they are drawn with cannot be worked out.
    pub untold: Option<String>,
    /// Most of its words do not stand upright.
    pub is_turned: bool,
    /// Not all of its words have been looked at.
    pub is_too_much: bool,
}

impl Run {
    /// A run, as far as it can be told when it is drawn.
    pub fn of(text: &str, letters: &[Letter], drawn: &Drawn<'_>, backdrop: &mut Backdrop) -> Self {
        let state = drawn.state;
        let height = state.rise + MIDDLE * state.size;
        let middle = |letter: &Letter| drawn.placed.apply(letter.at + letter.width / 2.0, height);
        let counts = |letter: &&Letter| {
            let first = text.get(letter.from..).and_then(|text| text.chars().next());
            first.is_some_and(char::is_alphanumeric)
        };
        let letters: Vec<Letter> = letters.iter().filter(counts).copied().collect();
        let known = if drawn.is_exact { letters.len() } else { 1 };
        let middles: Vec<(Point, usize)> = letters
            .iter()
            .take(known)
            .map(|letter| (middle(letter), letter.from))
            .collect();
        let cut = middles
            .iter()
            .filter(|(point, _)| !state.clip.holds(*point))
            .map(|(_, from)| *from)
            .collect();
        let begins = letters.first().map_or(0.0, |letter| letter.at);
        let ends = letters.last().map_or(0.0, |letter| letter.at + letter.width);
        let size = drawn.letters.height() * drawn.scale.unwrap_or(1.0);
        Self {
            is_told: state.is_told(size) || drawn.is_type_3,
            why: Why::of(drawn, size)
                .or_else(|| is_pile(&middles, drawn).then_some(Why::Piled))
                .or_else(|| {
                    let ends = [middles.first(), middles.last()];
                    let lost = ends.iter().flatten().all(|(point, _)| {
                        let behind = backdrop.at(*point);
                        let over = state.lettering(behind, size);
                        over.zip(behind)
                            .is_some_and(|(text, behind)| contrast_of_parts(text, behind) < NO_CONTRAST)
                    });
                    (lost && !middles.is_empty()).then_some(Why::SameColour)
                }),
            text: text.to_owned(),
            part: drawn.part,
            is_read: drawn.part == Part::Read,
            is_turned: {
                let [a, b, _, d, _, _] = drawn.placed.0;
                !drawn.is_type_3 && (b.abs() > a.abs() || a < 0.0 && d < 0.0)
            },
            cut,
            start: drawn.placed.apply(begins, state.rise),
            end: drawn.placed.apply(ends, state.rise),
            size,
            is_plain: drawn.is_exact && drawn.placed.is_upright(),
            painted: backdrop.count(),
            middles,
        }
    }

    /// The words that begin at these places, with what lies between them.
    pub fn words(&self, places: &[usize]) -> String {
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            return String::new();
        };
        if places.len() == self.middles.len() {
            return self.text.clone();
        }
        let mut after = self
            .middles
            .iter()
            .map(|(_, from)| *from)
            .filter(|from| from > last);
        let end = after.next().unwrap_or(self.text.len());
        self.text.get(*first..end).unwrap_or(&self.text).to_owned()
    }

    /// Where its letters are.
    fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.middles.iter().map(|(point, _)| *point))
    }

    /// Whether two runs stand on one line, in the same place of it. One may have a gap that the other stands in.
    fn is_beside(&self, other: &Self) -> bool {
        let (smaller, larger) = (self.size.min(other.size), self.size.max(other.size));
        let meets = |(own, others): (Bounds, Bounds)| {
            let ([low, high], [others_low, others_high]) = (own.corners(), others.corners());
            low.x <= others_high.x && others_low.x <= high.x
        };
        larger <= 2.0 * smaller
            && (self.start.y - other.start.y).abs() < SAME_LINE * smaller
            && self.bounds().zip(other.bounds()).is_some_and(meets)
            && self.text.trim() != other.text.trim()
    }

    /// Whether letters of two runs are drawn over each other.
    fn is_over(&self, other: &Self) -> bool {
        let near = OVER * self.size.min(other.size);
        let is_over = |(middle, _): &&(Point, usize)| {
            let mut others = other.middles.iter();
            others.any(|(point, _)| (point.x - middle.x).abs() < near)
        };
        let over = self.middles.iter().filter(is_over).count();
        over >= FEWEST_OVER && 3 * over >= self.middles.len().min(other.middles.len())
    }
}

impl Unseen {
    /// Takes note of a run.
    pub fn add(&mut self, run: Run) {
        self.letters += run.middles.len();
        if self.runs.len() < MOST_RUNS && self.letters <= MOST_LETTERS {
            self.runs.push(run);
        } else {
            self.beyond = true;
        }
    }

    /// Whether no letter is drawn.
    pub fn is_wordless(&self) -> bool {
        self.letters == 0
    }

    /// Takes note of a picture.
    pub fn picture(&mut self, bounds: Option<Bounds>) {
        if self.pictures.len() < MOST_PICTURES {
            self.pictures.extend(bounds);
        }
    }

    /// Something is painted through letters that were made the clip: they are seen after all.
    pub fn show_clip(&mut self, painted: Option<Bounds>) {
        for run in &mut self.runs {
            let is_behind = painted.is_some_and(|painted| painted.holds(run.start));
            if run.why == Some(Why::Mode(7)) && is_behind {
                (run.why, run.painted) = (None, usize::MAX);
            }
        }
    }

    /// What is found on the page.
    pub fn judge(mut self, page: Bounds, backdrop: &mut Backdrop) -> Found {
        let over = self.overprinted();
        let mut found = Found::default();
        // Neighbours that are unseen for one reason are one finding.
        let mut findings: Vec<(Why, String, usize)> = Vec::new();
        for (at, run) in self.runs.iter().enumerate().filter(|(_, run)| run.is_read) {
            let scanned = matches!(run.why, Some(Why::Mode(3)))
                && self.pictures.iter().any(|picture| picture.holds(run.start));
            if scanned {
                found.is_scanned = true;
                continue;
            }
            let Some((why, words)) = unseen(run, over.contains(&at), backdrop) else {
                if !run.is_told && found.untold.is_none() {
                    found.untold = Some(shown(&run.text));
                }
                continue;
            };
            match findings.last_mut() {
                Some((known, all, last)) if *known == why && *last + 1 == at => {
                    if all.len() < 4 * SHOWN {
                        all.push(' ');
                        all.push_str(&words);
                    }
                    *last = at;
                }
                _ => findings.push((why, words, at)),
            }
        }
        for (why, words, _) in findings.iter().take(MOST_TOLD) {
            let why = why.words();
            found.faults.push(format!(
                "words that are read are not seen: “{}” ({why})",
                shown(words)
            ));
        }
        if let more @ 1.. = findings.len().saturating_sub(MOST_TOLD) {
            found
                .faults
                .push(format!("words that are read are not seen in {more} more places"));
        }
        for words in self.strikes.through(&self.runs).iter().take(MOST_TOLD) {
            found
                .faults
                .push(format!("a line is drawn through words: “{}”", shown(words)));
        }
        found.is_too_much = self.beyond || backdrop.is_lost();
        found.added = artifacts::added(&self, page);
        found.is_turned = self.is_turned();
        found
    }

    /// Whether most letters that are read do not stand upright.
    fn is_turned(&self) -> bool {
        let read = self.runs.iter().filter(|run| run.is_read);
        let letters = |run: &Run| run.text.len();
        let turned = read
            .clone()
            .filter(|run| run.is_turned)
            .map(letters)
            .sum::<usize>();
        2 * turned > read.map(letters).sum::<usize>()
    }

    /// The runs that others are drawn over, or that are drawn over others.
    fn overprinted(&mut self) -> BTreeSet<usize> {
        let seen = |run: &Run| run.is_plain && run.why.is_none() && !run.middles.is_empty();
        let mut order: Vec<(usize, &Run)> = self
            .runs
            .iter()
            .enumerate()
            .filter(|(_, run)| seen(run))
            .collect();
        order.sort_by(|(_, a), (_, b)| a.start.y.total_cmp(&b.start.y));
        let mut found = BTreeSet::new();
        let mut pairs = 0;
        for (place, (at, run)) in order.iter().enumerate() {
            for (other_at, other) in order.iter().skip(place + 1) {
                pairs += 1;
                self.beyond |= pairs > MOST_PAIRS;
                if other.start.y - run.start.y > SAME_LINE * run.size || pairs > MOST_PAIRS {
                    break;
                }
                if (run.is_read || other.is_read) && run.is_beside(other) {
                    pairs += run.middles.len() * other.middles.len();
                    if run.is_over(other) {
                        found.extend([*at, *other_at]);
                    }
                }
            }
        }
        found
    }
}

/// Whether most letters of a run stand where the one before them does. Signs that stand above a letter are fewer than letters.
fn is_pile(middles: &[(Point, usize)], drawn: &Drawn<'_>) -> bool {
    let near = PILED * drawn.letters.width();
    let apart = |(a, b): (&(Point, usize), &(Point, usize))| (a.0.x - b.0.x).hypot(a.0.y - b.0.y);
    let pairs = middles.iter().zip(middles.iter().skip(1));
    let piled = pairs.filter(|pair| apart(*pair) < near).count();
    !drawn.is_type_3 && middles.len() >= FEWEST_PILED && 2 * piled >= middles.len()
}

/// Why letters of a run are not seen, and which.
fn unseen(run: &Run, is_over: bool, backdrop: &mut Backdrop) -> Option<(Why, String)> {
    if run.middles.is_empty() {
        return None;
    }
    if let Some(why) = run.why {
        return Some((why, run.text.clone()));
    }
    if !run.cut.is_empty() {
        return Some((Why::CutOff, run.words(&run.cut)));
    }
    if is_over {
        return Some((Why::Overprinted, run.text.clone()));
    }
    let hiding = backdrop.hiding(run.painted, run.bounds()?);
    if hiding.is_empty() {
        return None;
    }
    let covered: Vec<usize> = run
        .middles
        .iter()
        .filter(|(point, _)| backdrop.hides(&hiding, *point))
        .map(|(_, from)| *from)
        .collect();
    (!covered.is_empty()).then(|| (Why::Covered, run.words(&covered)))
}

pub(super) fn shown(words: &str) -> String {
    let start: String = words.trim_start().chars().take(4 * SHOWN).collect();
    let words = collapse(&start);
    if words.chars().count() > SHOWN {
        let start: String = words.chars().take(SHOWN).collect();
        return format!("{start}…");
    }
    words
}

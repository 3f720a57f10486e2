//! Which item of one Reading is which of the other.
//!
//! Items with the same words in the same role are matched by a shortest edit script. What is left between two matches is
//! paired by how many words it shares, so that a changed paragraph is one difference and not a lost and an added one. A
//! lost item whose exact like is added elsewhere has moved.

use std::collections::BTreeMap;
use std::ops::Range;

use super::script::{Part, script};
use crate::model::reading::{Item, Role};

/// The most items, on either side, between two matches that are paired by their words: pairing compares each with each.
const MOST_TO_PAIR: usize = 1_000;

/// The most words of an item that are looked at for a likeness.
const WORDS_LOOKED_AT: usize = 200;

/// The most words that are looked at in all of two Readings, each as often as its item is compared. What is left then
/// counts as lost and added.
const MOST_LOOKED_AT: usize = 100_000_000;

/// One step through both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The item of the one, from 0.
    pub(super) expected: Option<usize>,
    /// The item of the other, from 0.
    pub(super) found: Option<usize>,
}

/// Both, item by item.
#[derive(Debug)]
pub(super) struct Alignment {
    pub(super) steps: Vec<Step>,
    /// Which item of the other each of the one is, moved ones included.
    to_found: BTreeMap<usize, usize>,
    /// Those that have moved, by where they are.
    moved: BTreeMap<usize, usize>,
    /// How many words may still be looked at.
    left: usize,
}

impl Alignment {
    /// Which item of the other Reading this one of the expected is.
    pub(super) fn found(&self, expected: usize) -> Option<usize> {
        self.to_found.get(&expected).copied()
    }

    /// Where an item has gone that is not at its place.
    pub(super) fn moved_to(&self, step: &Step) -> Option<usize> {
        match step.found {
            Some(_) => None,
            None => step.expected.and_then(|at| self.found(at)),
        }
    }

    /// Whether an item of the other Reading has come from elsewhere.
    pub(super) fn is_moved(&self, step: &Step) -> bool {
        step.found.is_some_and(|at| self.moved.contains_key(&at))
    }
}

/// Aligns two lists of items.
pub(super) fn align(expected: &[Item], found: &[Item]) -> Alignment {
    let keys = |items: &[Item]| items.iter().map(key).collect::<Vec<_>>();
    let (ours, theirs) = (keys(expected), keys(found));
    let mut alignment = Alignment {
        steps: Vec::new(),
        to_found: BTreeMap::new(),
        moved: BTreeMap::new(),
        left: MOST_LOOKED_AT,
    };
    for part in script(&ours, &theirs) {
        match part {
            Part::Equal { old, new, len } => {
                for n in 0..len {
                    alignment.pair(old + n, new + n);
                }
            }
            Part::Replaced { old, new } => alignment.replaced((expected, old), (found, new)),
        }
    }
    alignment.find_moved(&ours, &theirs);
    alignment
}

/// The role and the words of an item: by these it is known. Levels are compared once it is.
fn key(item: &Item) -> (u8, String) {
    let role = match item.role {
        Role::Heading(_) => 0,
        Role::Paragraph => 1,
        Role::Label => 2,
        Role::Term => 3,
        Role::Caption => 4,
        Role::Cell => 5,
        Role::Figure => 6,
        Role::ContentsEntry(_) => 7,
        Role::Reference => 8,
    };
    (role, super::show::words(item))
}

/// Items, and which of them.
type Stretch<'a> = (&'a [Item], Range<usize>);

impl Alignment {
    fn pair(&mut self, expected: usize, found: usize) {
        self.to_found.insert(expected, found);
        self.steps.push(Step {
            expected: Some(expected),
            found: Some(found),
        });
    }

    fn lost(&mut self, items: Range<usize>) {
        let steps = items.map(|at| Step {
            expected: Some(at),
            found: None,
        });
        self.steps.extend(steps);
    }

    fn added(&mut self, items: Range<usize>) {
        let steps = items.map(|at| Step {
            expected: None,
            found: Some(at),
        });
        self.steps.extend(steps);
    }

    /// Pairs what stands between two matches: the pairs that share the most words, in order.
    fn replaced(&mut self, (expected, ours): Stretch<'_>, (found, theirs): Stretch<'_>) {
        if ours.len().max(theirs.len()) > MOST_TO_PAIR {
            self.lost(ours);
            self.added(theirs);
            return;
        }
        let mut known = BTreeMap::new();
        let mut items = |items: &[Item], range: &Range<usize>| {
            let items = items.get(range.clone()).unwrap_or_default();
            items
                .iter()
                .map(|item| Likeness::of(item, &mut known))
                .collect::<Vec<_>>()
        };
        let (one, other) = (items(expected, &ours), items(found, &theirs));
        let words = |items: &[Likeness]| items.iter().map(|item| item.words.len() + 1).sum::<usize>();
        let cost = words(&one) * other.len() + words(&other) * one.len();
        let Some(left) = self.left.checked_sub(cost) else {
            self.lost(ours);
            self.added(theirs);
            return;
        };
        self.left = left;
        let (mut i, mut j) = (0, 0);
        for (a, b) in best_pairs(&one, &other) {
            self.lost(ours.start + i..ours.start + a);
            self.added(theirs.start + j..theirs.start + b);
            self.pair(ours.start + a, theirs.start + b);
            (i, j) = (a + 1, b + 1);
        }
        self.lost(ours.start + i..ours.end);
        self.added(theirs.start + j..theirs.end);
    }

    /// Finds lost items whose like has been added elsewhere. Items without words are like too many others.
    fn find_moved<K: Ord + HasWords>(&mut self, ours: &[K], theirs: &[K]) {
        let mut added: BTreeMap<&K, Vec<usize>> = BTreeMap::new();
        for step in self.steps.iter().rev().filter(|step| step.expected.is_none()) {
            let Some((at, key)) = step.found.and_then(|at| Some((at, theirs.get(at)?))) else {
                continue;
            };
            if key.has_words() {
                added.entry(key).or_default().push(at);
            }
        }
        for step in self.steps.iter().filter(|step| step.found.is_none()) {
            let Some((at, key)) = step.expected.and_then(|at| Some((at, ours.get(at)?))) else {
                continue;
            };
            if let Some(found) = added.get_mut(key).and_then(Vec::pop) {
                self.to_found.insert(at, found);
                self.moved.insert(found, at);
            }
        }
    }
}

trait HasWords {
    fn has_words(&self) -> bool;
}

impl HasWords for (u8, String) {
    fn has_words(&self) -> bool {
        !self.1.is_empty()
    }
}

/// What an item is recognised by where its words have changed.
struct Likeness {
    role: Role,
    /// Its words, each as a number that stands for it, in ascending order.
    words: Vec<u32>,
}

impl Likeness {
    fn of(item: &Item, known: &mut BTreeMap<String, u32>) -> Self {
        let text = super::show::words(item);
        let mut words = Vec::new();
        for word in text.split(' ').take(WORDS_LOOKED_AT) {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            words.push(*known.entry(word.to_owned()).or_insert(next));
        }
        words.sort_unstable();
        Self {
            role: item.role,
            words,
        }
    }

    /// How many words two items share.
    fn shared(&self, other: &Self) -> usize {
        let mut theirs = other.words.iter().peekable();
        let shares = |word: &&u32| {
            while theirs.next_if(|their| their < word).is_some() {}
            theirs.next_if(|their| their == word).is_some()
        };
        self.words.iter().filter(shares).count()
    }

    /// How alike two items are, in hundredths; nothing below what makes two different things.
    fn with(&self, other: &Self) -> u32 {
        let shared = self.shared(other);
        let (count, others) = (self.words.len(), other.words.len());
        let all = count.max(others).max(1);
        let likeness = u32::try_from(shared * 100 / all).unwrap_or(0);
        let same_role = std::mem::discriminant(&self.role) == std::mem::discriminant(&other.role);
        match (same_role, likeness) {
            // The words are the same, and it has become something else.
            (false, 100) => 90,
            (false, _) => 0,
            // Short things of one role at one place are one thing with other words.
            (true, likeness) if count <= 3 && others <= 3 => likeness.max(10),
            (true, likeness) if likeness >= 40 => likeness,
            (true, _) => 0,
        }
    }
}

/// The pairs, in the order of both, that are the most alike together.
fn best_pairs(one: &[Likeness], other: &[Likeness]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let mut best = vec![0_u32; (one.len() + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    let likeness: Vec<Vec<u32>> = one
        .iter()
        .map(|a| other.iter().map(|b| a.with(b)).collect())
        .collect();
    let like = |i: usize, j: usize| likeness.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            let paired = like(i, j);
            let with = if paired > 0 {
                paired + best[at(i + 1, j + 1)]
            } else {
                0
            };
            best[at(i, j)] = with.max(best[at(i + 1, j)]).max(best[at(i, j + 1)]);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < one.len() && j < other.len() {
        let paired = like(i, j);
        if paired > 0 && best[at(i, j)] == paired + best[at(i + 1, j + 1)] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[at(i, j)] == best[at(i + 1, j)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

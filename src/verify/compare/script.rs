//! What of one sequence is what of another: an edit script, in bounded time.
//!
//! The shortest script costs as much as the sequences are long times how much they differ, which is too much for two long
//! ones that have nothing in common. So where what is left between two equal parts is large, it is first cut at what stands
//! exactly once in both, as far as that is in the same order (the idea of the “patience” diff), and what no such thing
//! cuts is told as replaced. Steps are counted and never timed: the same sequences give the same script.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The largest part that the shortest script is looked for in: the length of one side times that of the other.
const LARGEST: usize = 1_000_000;

/// How often a part is cut again.
const DEEPEST: usize = 16;

/// A part of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// As many from here on are equal.
    Equal { old: usize, new: usize, len: usize },
    /// These stand in place of those; one of the two may be empty.
    Replaced { old: Range<usize>, new: Range<usize> },
}

/// What both have, numbered: equal ones have the same number.
struct Numbered {
    old: Vec<u32>,
    new: Vec<u32>,
}

impl Numbered {
    fn of<K: Ord>(old: &[K], new: &[K]) -> Self {
        let mut numbers: BTreeMap<&K, u32> = BTreeMap::new();
        let mut number = |key| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(key).or_insert(next)
        };
        Self {
            old: old.iter().map(&mut number).collect(),
            new: new.iter().map(&mut number).collect(),
        }
    }
}

/// How the one becomes the other.
pub(super) fn script<K: Ord>(old: &[K], new: &[K]) -> Vec<Part> {
    let numbered = Numbered::of(old, new);
    let mut parts = Vec::new();
    // What is still to be looked at, the next one last.
    let mut todo = vec![(0..old.len(), 0..new.len(), 0)];
    while let Some((old, new, depth)) = todo.pop() {
        let ours = numbered.old.get(old.clone()).unwrap_or_default();
        let theirs = numbered.new.get(new.clone()).unwrap_or_default();
        let before = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
        if before > 0 {
            parts.push(Part::Equal {
                old: old.start,
                new: new.start,
                len: before,
            });
            todo.push((old.start + before..old.end, new.start + before..new.end, depth));
            continue;
        }
        let pairs = ours.iter().rev().zip(theirs.iter().rev());
        let behind = pairs.take_while(|(a, b)| a == b).count();
        if behind > 0 {
            todo.push((old.end - behind..old.end, new.end - behind..new.end, depth));
            todo.push((old.start..old.end - behind, new.start..new.end - behind, depth));
            continue;
        }
        if ours.is_empty() && theirs.is_empty() {
            continue;
        }
        if ours.is_empty() || theirs.is_empty() {
            parts.push(Part::Replaced { old, new });
        } else if ours.len().saturating_mul(theirs.len()) <= LARGEST {
            shortest(ours, theirs, (old.start, new.start), &mut parts);
        } else {
            let anchors = if depth < DEEPEST {
                anchors(ours, theirs)
            } else {
                Vec::new()
            };
            if anchors.is_empty() {
                parts.push(Part::Replaced { old, new });
                continue;
            }
            let (mut old_end, mut new_end) = (old.end, new.end);
            for (i, j) in anchors.into_iter().rev() {
                // From an anchor to the next: it is the equal beginning of what is left.
                todo.push((old.start + i..old_end, new.start + j..new_end, depth + 1));
                (old_end, new_end) = (old.start + i, new.start + j);
            }
            todo.push((old.start..old_end, new.start..new_end, depth + 1));
        }
    }
    parts
}

fn shortest(ours: &[u32], theirs: &[u32], (at, to): (usize, usize), parts: &mut Vec<Part>) {
    for op in capture_diff_slices(Algorithm::Myers, ours, theirs) {
        let (old, new) = (op.old_range(), op.new_range());
        let (old, new) = (at + old.start..at + old.end, to + new.start..to + new.end);
        parts.push(match op {
            DiffOp::Equal { len, .. } => Part::Equal {
                old: old.start,
                new: new.start,
                len,
            },
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                Part::Replaced { old, new }
            }
        });
    }
}

/// Where a thing stands on either side, as long as it stands there once.
#[derive(Clone, Copy, Default)]
struct Places {
    old: Option<usize>,
    new: Option<usize>,
    twice: bool,
}

/// What stands exactly once in both, the most of it that is in the same order.
fn anchors(ours: &[u32], theirs: &[u32]) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<u32, Places> = BTreeMap::new();
    for (at, key) in ours.iter().enumerate() {
        let place = places.entry(*key).or_default();
        place.twice |= place.old.replace(at).is_some();
    }
    for (at, key) in theirs.iter().enumerate() {
        let place = places.entry(*key).or_default();
        place.twice |= place.new.replace(at).is_some();
    }
    let once = places.values().filter(|place| !place.twice);
    let mut pairs: Vec<(usize, usize)> = once.filter_map(|place| Some((place.old?, place.new?))).collect();
    pairs.sort_unstable();
    longest_rising(&pairs)
}

/// The longest part of pairs that rises in the second as it does in the first.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best run of each length, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |at: usize| pairs.get(at).map_or(0, |(_, new)| *new);
    for at in 0..pairs.len() {
        let length = ends.partition_point(|end| second(*end) < second(at));
        before.push(
            length
                .checked_sub(1)
                .and_then(|shorter| ends.get(shorter).copied()),
        );
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.extend(pairs.get(at));
        next = before.get(at).copied().flatten();
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The one made into the other by a script, and how many are equal.
    fn applied(old: &[u32], new: &[u32]) -> (Vec<u32>, usize) {
        let (mut made, mut equal, mut at) = (Vec::new(), 0, 0);
        for part in script(old, new) {
            match part {
                Part::Equal {
                    old: from,
                    new: to,
                    len,
                } => {
                    assert_eq!((at, made.len()), (from, to), "no gap is left out");
                    made.extend(&old[from..from + len]);
                    equal += len;
                    at = from + len;
                }
                Part::Replaced { old: from, new: to } => {
                    assert_eq!((at, made.len()), (from.start, to.start));
                    made.extend(&new[to]);
                    at = from.end;
                }
            }
        }
        assert_eq!(at, old.len());
        (made, equal)
    }

    #[test]
    fn a_script_makes_the_one_into_the_other() {
        let cases: [(&[u32], &[u32], usize); 8] = [
            (&[], &[], 0),
            (&[1, 2, 3], &[1, 2, 3], 3),
            (&[1, 2, 3], &[], 0),
            (&[], &[1], 0),
            (&[1, 2, 3, 4], &[1, 3, 4], 3),
            (&[1, 2, 3], &[1, 9, 3], 2),
            (&[5, 5, 5], &[5, 5], 2),
            (&[1, 2, 3, 4], &[3, 4, 1, 2], 2),
        ];
        for (old, new, equal) in cases {
            assert_eq!(applied(old, new), (new.to_vec(), equal), "{old:?}");
        }
    }

    #[test]
    fn long_sequences_are_cut_where_they_agree() {
        let old: Vec<u32> = (0..50_000).collect();
        let mut new = old.clone();
        for at in (100..50_000).step_by(1_000) {
            new[at] = 1_000_000 + u32::try_from(at).unwrap();
        }
        new.swap(10, 40_000);
        new.remove(25_000);
        let (made, equal) = applied(&old, &new);
        assert_eq!(made, new);
        assert!(equal > 49_900, "{equal}");
    }

    #[test]
    fn what_has_nothing_in_common_or_all_in_another_order_ends() {
        let old: Vec<u32> = (0..50_000).collect();
        let other: Vec<u32> = (50_000..100_000).collect();
        assert_eq!(applied(&old, &other), (other.clone(), 0));
        let backwards: Vec<u32> = old.iter().rev().copied().collect();
        let (made, equal) = applied(&old, &backwards);
        assert_eq!(made, backwards);
        assert!(equal > 0);
        // Nothing stands once, and nothing is where it was.
        let twice: Vec<u32> = (0..50_000).map(|n| n % 2).collect();
        let thrice: Vec<u32> = (0..50_000).map(|n| 1 - n % 2 + n % 3 * 2).collect();
        assert_eq!(applied(&twice, &thrice).0, thrice);
    }
}

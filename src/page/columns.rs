//! How wide the columns of a table are: wide enough for what must not be broken, and then so that the table takes as few
//! lines as it can.

use super::breaking::{Rag, ends};
use super::shape::Shaped;
use super::units::Unit;
use crate::model::{Em, Pt};

/// The width that a column of words needs to be read without effort.
const COMFORT: Em = 4.5;

/// How much width is moved from one column to another at a time, in em, the most first.
const STEPS: [Em; 3] = [2.0, 1.0, 0.5];
/// How often width is moved.
const MOVES: usize = 24;
/// Cells of a table that is looked at so closely: a longer one spreads over pages whatever its columns are.
const MOST_CELLS: usize = 240;

/// The width of each column without its padding, or `None` where the words need more than there is. `rows` are cells
/// whose text has been shaped at a size of `em`; `most` is the longest line in characters.
pub(super) fn widths(rows: &[&[Shaped]], room: Pt, em: Pt, most: usize) -> Option<Vec<Pt>> {
    let count = rows.first().map_or(0, |row| row.len());
    let mut needs = vec![(0.0_f32, 0.0_f32); count];
    for row in rows {
        for (need, cell) in needs.iter_mut().zip(*row) {
            let (narrow, wide) = cell.widths();
            need.0 = need.0.max(narrow.max(wide.min(em * COMFORT))).ceil();
            need.1 = need.1.max(wide).ceil();
        }
    }
    let narrow: Pt = needs.iter().map(|need| need.0).sum();
    let wide: Pt = needs.iter().map(|need| need.1).sum();
    if narrow > room || count == 0 {
        return None;
    }
    let spare = room - narrow;
    let wanted = (wide - narrow).max(1.0);
    let share = (spare / wanted).min(1.0);
    let left = (spare - wanted * share).max(0.0);
    let widths = needs.iter().map(|(least, most)| {
        let own = least + (most - least) * share;
        own + left * own / wide.max(1.0)
    });
    let mut widths: Vec<Pt> = widths.collect();
    let sum: Pt = widths.iter().sum();
    if sum > room {
        for width in &mut widths {
            *width *= room / sum;
        }
    }
    if wide > room && rows.len() * count <= MOST_CELLS {
        let least: Vec<Pt> = needs.iter().map(|need| need.0).collect();
        let cells: Vec<Vec<&[Unit]>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.units.as_slice()).collect())
            .collect();
        settle(&cells, &least, &mut widths, em, most);
    }
    Some(widths)
}

/// Moves width between columns as long as the table becomes lower by it.
fn settle(rows: &[Vec<&[Unit]>], least: &[Pt], widths: &mut [Pt], em: Pt, most: usize) {
    let lines = |at: usize, width: Pt| -> Vec<usize> {
        let count = |row: &Vec<&[Unit]>| {
            let units = row.get(at).copied().unwrap_or_default();
            ends(units, width, most, Rag::Full).len()
        };
        rows.iter().map(count).collect()
    };
    let mut known: Vec<Vec<usize>> = widths
        .iter()
        .enumerate()
        .map(|(at, width)| lines(at, *width))
        .collect();
    for _ in 0..MOVES {
        let now = height(&known, rows.len());
        let mut best: Option<Move> = None;
        for (from, to, step) in moves(widths.len()) {
            let step = step * em;
            let narrower = widths[from] - step;
            if narrower < least[from] {
                continue;
            }
            let tried = [lines(from, narrower), lines(to, widths[to] + step)];
            let [given, taken] = &tried;
            let own = |at: usize| {
                if at == from {
                    given
                } else if at == to {
                    taken
                } else {
                    &known[at]
                }
            };
            let columns: Vec<&Vec<usize>> = (0..known.len()).map(own).collect();
            let height = height(&columns, rows.len());
            if height < best.as_ref().map_or(now, |best| best.height) {
                best = Some(Move {
                    height,
                    from,
                    to,
                    step,
                    lines: tried,
                });
            }
        }
        let Some(best) = best else {
            return;
        };
        widths[best.from] -= best.step;
        widths[best.to] += best.step;
        [known[best.from], known[best.to]] = best.lines;
    }
}

/// Width that goes from one column to another.
struct Move {
    /// The height of the table with it.
    height: Height,
    from: usize,
    to: usize,
    /// How much, in points.
    step: Pt,
    /// The lines of each cell of the two columns.
    lines: [Vec<usize>; 2],
}

/// Lines of the rows, and then lines of all cells: of two tables of one height the calmer is better.
type Height = (usize, usize);

fn height<L: AsRef<[usize]>>(columns: &[L], rows: usize) -> Height {
    let line = |at: usize| {
        columns
            .iter()
            .filter_map(move |lines| lines.as_ref().get(at).copied())
    };
    let highest = (0..rows).map(|row| line(row).max().unwrap_or(0)).sum();
    let all = (0..rows).flat_map(line).sum();
    (highest, all)
}

fn moves(count: usize) -> impl Iterator<Item = (usize, usize, Em)> {
    let pairs = (0..count).flat_map(move |from| (0..count).map(move |to| (from, to)));
    let others = pairs.filter(|(from, to)| from != to);
    others.flat_map(|(from, to)| STEPS.map(|step| (from, to, step)))
}

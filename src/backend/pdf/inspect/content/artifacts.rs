//! Words of artifacts: those that are no furniture of the page, by where they stand.
//!
//! Who sees the page reads them, and who hears it does not. A running head may stand at the head of a page and a running foot
//! at its foot, and nothing else may say words that are not read.

use super::geometry::Bounds;
use super::marks::Furniture;
use super::unseen::{MOST_TOLD, Run, Unseen, shown};
use super::why::Part;

/// How much of a page its head takes, and its foot.
const MARGIN: f32 = 0.2;
/// How often a run is held against another; behind that none is taken for one that is drawn twice.
const MOST_PAIRS: usize = 2_000_000;

/// The words of artifacts that stand in the midst of those that are read, or where no furniture does.
pub(super) fn added(page: &Unseen, bounds: Bounds) -> Vec<String> {
    let read = page.runs.iter().filter(|run| run.is_read && run.why.is_none());
    let read_area = Bounds::around(read.flat_map(|run| [run.start, run.end]));
    let [low, high] = bounds.corners();
    let margin = MARGIN * (high.y - low.y);
    let is_added = |run: &&Run| {
        let (is_head, is_foot) = (run.start.y > high.y - margin, run.start.y < low.y + margin);
        let is_amid = read_area.is_some_and(|area| is_within(run, area));
        match run.part {
            Part::Read => false,
            Part::Artifact(Furniture::No) => {
                let apart = read_area.is_none() && !is_head && !is_foot;
                page.has_furniture || is_amid || apart
            }
            Part::Artifact(Furniture::Head) => is_amid || !is_head,
            Part::Artifact(Furniture::Foot) => is_amid || !is_foot,
            Part::Artifact(Furniture::Anywhere) => is_amid || !is_head && !is_foot,
        }
    };
    let added = page.runs.iter().filter(|run| run.why.is_none()).filter(is_added);
    let mut left = MOST_PAIRS;
    let words = added
        .filter(|run| !is_again(page, run, &mut left))
        .map(|run| shown(&run.text));
    words.filter(|words| !is_label(words)).take(MOST_TOLD).collect()
}

/// Whether a run stands between those that are read.
fn is_within(run: &Run, area: Bounds) -> bool {
    let ([low, high], size) = (area.corners(), run.size * 0.5);
    run.start.y > low.y + size && run.start.y < high.y - size && area.holds(run.start)
}

/// Whether the same words are read in the same place, such as where they are drawn twice to look bold.
fn is_again(page: &Unseen, run: &Run, left: &mut usize) -> bool {
    let Part::Artifact(Furniture::Head | Furniture::Foot | Furniture::Anywhere) = run.part else {
        return false;
    };
    let mut others = page.runs.iter().take(*left);
    *left = left.saturating_sub(page.runs.len());
    others.any(|other| {
        let (x, y) = (other.start.x - run.start.x, other.start.y - run.start.y);
        other.is_read && x.hypot(y) < run.size && other.text.trim() == run.text.trim()
    })
}

/// Whether words are no more than a bullet or a number of an item.
fn is_label(words: &str) -> bool {
    let marked = words.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    words.chars().count() < 2
        || marked.len() < words.len() && marked.chars().count() <= 4 && !marked.contains(' ')
}

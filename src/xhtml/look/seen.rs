//! What has been seen of the text of documents: sizes, leading, contrast.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::cascade::Style;
use super::colour::Colour;
use crate::model::contrast::{Rgb, contrast};
use crate::model::{Em, Pt};

/// How text looks; `None` is what nobody can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    /// The smallest text, in points, a CSS pixel being 0.75 of them.
    pub smallest_text: Option<Pt>,
    /// The size of most of the text, in points.
    pub body_text: Option<Pt>,
    /// The least leading of text of that size that is no heading, in em.
    pub least_leading: Option<Em>,
    /// The lowest contrast of colours that the sheets have, in light and in dark.
    pub lowest_contrast: Option<f32>,
}

/// What is seen while documents are walked through.
#[derive(Default)]
pub(super) struct Eye {
    /// How many letters there are of each size in thousandths of a pixel.
    sizes: BTreeMap<u64, usize>,
    /// Of text that is no heading: its size, and the leading in em where it is told.
    leadings: Vec<(u64, Option<f32>)>,
    /// Letters and what lies behind them.
    pairs: BTreeSet<(Rgb, Rgb)>,
    untold_size: bool,
    untold_colour: bool,
}

impl Eye {
    /// Looks at the words of an element that stand in no other.
    pub fn element(&mut self, node: Node<'_, '_>, style: &Style, in_heading: bool) {
        for child in node.children() {
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                let letters = text.chars().filter(|c| !c.is_whitespace()).count();
                if letters > 0 {
                    self.text(style, letters, in_heading);
                }
            }
        }
    }

    fn text(&mut self, style: &Style, letters: usize, in_heading: bool) {
        match style.size {
            Some(size) if size > 0.0 && size < 100_000.0 => {
                let key = (f64::from(size) * 1_000.0).round() as u64;
                *self.sizes.entry(key).or_default() += letters;
                if !in_heading {
                    let leading = style.leading();
                    if self.leadings.last() != Some(&(key, leading)) {
                        self.leadings.push((key, leading));
                    }
                }
            }
            Some(_) | None => self.untold_size = true,
        }
        for (letters, ground) in style.colours.iter().zip(style.grounds) {
            match (letters, ground) {
                (Colour::Told(letters), Colour::Told(ground)) => {
                    self.pairs.insert((*letters, ground));
                }
                (Colour::Untold, _) | (_, Colour::Untold) => self.untold_colour = true,
                (Colour::Readers, _) | (_, Colour::Readers) => {}
            }
        }
    }

    /// What has been seen.
    pub fn seen(self) -> Seen {
        let points = |key: u64| key as f32 / 1_000.0 * 0.75;
        let body = self
            .sizes
            .iter()
            .max_by_key(|(_, letters)| **letters)
            .map(|(key, _)| *key);
        let of_body = self.leadings.iter().filter(|(key, _)| Some(*key) == body);
        let leadings: Option<Vec<f32>> = of_body.map(|(_, leading)| *leading).collect();
        let sized = !self.untold_size;
        let contrasts = self
            .pairs
            .iter()
            .map(|(letters, ground)| contrast(*letters, *ground));
        Seen {
            smallest_text: self.sizes.keys().next().map(|key| points(*key)).filter(|_| sized),
            body_text: body.map(points).filter(|_| sized),
            least_leading: leadings
                .and_then(|all| all.into_iter().reduce(f32::min))
                .filter(|_| sized),
            lowest_contrast: contrasts.reduce(f32::min).filter(|_| !self.untold_colour),
        }
    }
}

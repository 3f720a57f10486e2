//! Which element a link leads to that names none: the one that begins at its place on the page.

use std::collections::BTreeMap;

use lopdf::ObjectId;

use super::content::Contents;
use super::links::Spot;
use super::structure::{Element, Structure};

/// A destination may lie so much below the baseline of the words that it leads to, in their own size.
const SLACK: f32 = 0.2;

/// Where elements begin.
pub(super) struct Places<'s> {
    pages: &'s BTreeMap<ObjectId, usize>,
    /// On each page, in the order of the text: how far up, how large, and which element.
    starts: BTreeMap<usize, Vec<(f32, f32, usize)>>,
}

impl<'s> Places<'s> {
    /// Those of a structure tree.
    pub fn of(structure: &'s Structure, contents: &Contents) -> Self {
        let mut places = Self {
            pages: &structure.pages,
            starts: BTreeMap::new(),
        };
        if let Some(root) = &structure.root {
            places.gather(root, contents);
        }
        places
    }

    fn gather(&mut self, element: &Element, contents: &Contents) {
        let standard = element.standard.as_str();
        let begins = matches!(standard, "P" | "LI" | "Caption" | "Figure" | "Note" | "TH" | "TD")
            || standard.starts_with('H') && standard.len() <= 2;
        if begins && let Some(sequence) = element.first_content().and_then(|key| contents.get(&key)) {
            // A picture has no baseline, and begins where nothing else is known to.
            let (top, size) = sequence
                .stretches
                .first()
                .map_or((f32::MAX, 0.0), |first| (first.at.y, first.size));
            if top < f32::MAX {
                let page = self.starts.entry(sequence.page).or_default();
                page.push((top, size, element.serial));
            }
        }
        if !matches!(standard, "TH" | "TD" | "TOCI") {
            for kid in element.elements() {
                self.gather(kid, contents);
            }
        }
    }

    /// The element that begins at a place: the highest of those that do not stand above it.
    pub fn element(&self, spot: Spot) -> Option<usize> {
        let starts = self.starts.get(self.pages.get(&spot.page)?)?;
        let below = |(y, size, _): &&(f32, f32, usize)| spot.top.is_none_or(|top| *y <= top + size * SLACK);
        let mut found: Option<(f32, usize)> = None;
        for (y, _, serial) in starts.iter().filter(below) {
            if found.is_none_or(|(highest, _)| *y > highest) {
                found = Some((*y, *serial));
            }
        }
        found.map(|(_, serial)| serial)
    }
}

//! How the text of documents looks as their style sheets ask for it (CSS 2.2, chapters 6, 10, 14 and 15): sizes, leading,
//! contrast, on a screen as wide as one on a desk, before the reader has changed anything. Where a sheet has what is not
//! understood here, nothing is told: half of a cascade is no cascade.

mod cascade;
mod colour;
mod select;
mod sheet;
mod size;

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::document::XHTML;
use super::kinds::Kind;
use super::places::heading_level;
use crate::model::contrast::contrast;
use crate::model::{Em, Pt};
use cascade::{Cascade, Style};
use colour::Colour;

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

/// What shows documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A browser: black on white where nobody says another colour, and links in blue.
    Browser,
    /// A reading system, which has colours of its own.
    ReadingSystem,
}

/// A document with its style sheets in order, each with the colours that it holds in; `None` where one is not there.
pub struct Sheeted<'a, 'i> {
    /// The document.
    pub document: &'a Document<'i>,
    /// The sheets.
    pub sheets: Option<Vec<(String, [bool; 2])>>,
}

/// How many times a rule may be held against an element.
const MOST_TRIES: usize = 20_000_000;

/// How the text of documents looks.
#[must_use]
pub fn of(documents: &[Sheeted<'_, '_>], medium: Medium) -> Seen {
    let mut eye = Eye::default();
    let mut left = MOST_TRIES;
    for one in documents {
        if eye.document(one, medium, &mut left).is_none() {
            return Seen::default();
        }
    }
    eye.seen()
}

/// The sheets in the elements of a document, and whether each holds in light and in dark.
#[must_use]
pub fn own_sheets(document: &Document<'_>) -> Vec<(String, [bool; 2])> {
    let elements = document
        .descendants()
        .filter(|node| node.has_tag_name((XHTML, "style")));
    let sheets = elements.map(|node| {
        let texts = node
            .descendants()
            .filter_map(|inner| inner.text().filter(|_| inner.is_text()));
        (texts.collect(), holds(node))
    });
    sheets.collect()
}

/// Whether a sheet holds in light and in dark, by the attribute of the element that brings it.
#[must_use]
pub fn holds(node: Node<'_, '_>) -> [bool; 2] {
    node.attribute("media").map_or([true; 2], sheet::media)
}

#[derive(Default)]
struct Eye {
    /// How many letters there are of each size in thousandths of a pixel.
    sizes: BTreeMap<u64, usize>,
    /// Of text that is no heading: its size, and the leading in em where it is told.
    leadings: Vec<(u64, Option<f32>)>,
    contrast: Option<f32>,
    untold_size: bool,
    untold_colour: bool,
}

impl Eye {
    /// `None` where a sheet is missing or not understood.
    fn document(&mut self, one: &Sheeted<'_, '_>, medium: Medium, left: &mut usize) -> Option<()> {
        let sheets = one.sheets.as_ref()?;
        let mut cascade = Cascade::new(medium);
        for (css, holds) in sheets {
            cascade.add(css, *holds).ok()?;
        }
        let root = one.document.root_element();
        let mut open: Vec<(Node<'_, '_>, Style)> = vec![(root, cascade.initial())];
        while let Some((node, round)) = open.pop() {
            if Kind::of(node.tag_name().name()) == Kind::Silent || is_unseen(node) {
                continue;
            }
            *left = left.checked_sub(cascade.len() + 1)?;
            let style = cascade.style(node, &round);
            if style.gone {
                continue;
            }
            for child in node.children() {
                if let Some(text) = child.text().filter(|_| child.is_text()) {
                    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
                    if letters > 0 {
                        self.text(node, &style, letters);
                    }
                }
            }
            // What is drawn has sizes of its own.
            let inner = node
                .children()
                .filter(|child| child.tag_name().namespace() == Some(XHTML));
            open.extend(inner.map(|child| (child, style.clone())));
        }
        Some(())
    }

    fn text(&mut self, node: Node<'_, '_>, style: &Style, letters: usize) {
        match style.size {
            Some(size) if size > 0.0 && size < 100_000.0 => {
                let key = (f64::from(size) * 1_000.0).round() as u64;
                *self.sizes.entry(key).or_default() += letters;
                if !node.ancestors().any(|node| heading_level(node).is_some()) {
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
                    let found = contrast(*letters, ground);
                    self.contrast = Some(self.contrast.map_or(found, |lowest| lowest.min(found)));
                }
                (Colour::Untold, _) | (_, Colour::Untold) => self.untold_colour = true,
                (Colour::Readers, _) | (_, Colour::Readers) => {}
            }
        }
    }

    fn seen(self) -> Seen {
        let points = |key: u64| key as f32 / 1_000.0 * 0.75;
        let body = self
            .sizes
            .iter()
            .max_by_key(|(_, letters)| **letters)
            .map(|(key, _)| *key);
        let of_body = self.leadings.iter().filter(|(key, _)| Some(*key) == body);
        let leadings: Option<Vec<f32>> = of_body.map(|(_, leading)| *leading).collect();
        let sized = !self.untold_size;
        Seen {
            smallest_text: self.sizes.keys().next().map(|key| points(*key)).filter(|_| sized),
            body_text: body.map(points).filter(|_| sized),
            least_leading: leadings
                .and_then(|all| all.into_iter().reduce(f32::min))
                .filter(|_| sized),
            lowest_contrast: self.contrast.filter(|_| !self.untold_colour),
        }
    }
}

/// What nobody sees, whatever sheets say.
fn is_unseen(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "script" | "style" | "template") || node.has_attribute("hidden")
}

//! Which family has which character. Word would take a missing letter from whatever font the machine has; here every run
//! names a family that the program carries, in the order of the profile.

use std::collections::BTreeSet;

use crate::layout::Profile;
use crate::layout::fonts::{FACES, Face, invisible};

/// The families of a profile, and which of them a document uses.
#[derive(Debug, Default)]
pub struct Families {
    order: Vec<String>,
    used: BTreeSet<String>,
}

impl Families {
    /// The families of a profile.
    pub fn of(profile: &Profile) -> Self {
        let faces = &profile.faces;
        let order: Vec<String> = std::iter::once(&faces.family)
            .chain(&faces.fallback)
            .cloned()
            .collect();
        let used = order.iter().take(1).cloned().collect();
        Self { order, used }
    }

    /// Cuts a text where another family is needed. `None` is the family that the style sheet gives such text.
    pub fn pieces(&mut self, text: &str, rtl: bool) -> Vec<(Option<String>, String)> {
        let usual = self
            .order
            .get(usize::from(rtl))
            .or(self.order.first())
            .cloned()
            .unwrap_or_default();
        let mut pieces: Vec<(String, String)> = Vec::new();
        for c in text.chars() {
            let family = match pieces.last() {
                Some((last, _)) if c.is_whitespace() || invisible(c) || covers(last, c) => last.clone(),
                _ => self.family(c, &usual),
            };
            match pieces.last_mut() {
                Some((last, piece)) if *last == family => piece.push(c),
                _ => pieces.push((family, c.to_string())),
            }
        }
        let mut out = Vec::new();
        for (family, piece) in pieces {
            let other = family != usual;
            self.used.insert(family.clone());
            out.push((other.then_some(family), piece));
        }
        out
    }

    /// The families that the document uses.
    pub fn used(&self) -> &BTreeSet<String> {
        &self.used
    }

    /// The first family with a character; the usual one where none has it or it is never drawn.
    fn family(&self, c: char, usual: &str) -> String {
        if c.is_whitespace() || invisible(c) || covers(usual, c) {
            return usual.to_owned();
        }
        let found = self.order.iter().find(|family| covers(family, c));
        found.map_or(usual, String::as_str).to_owned()
    }
}

fn covers(family: &str, c: char) -> bool {
    let regular = |face: &&Face| face.family == family && !face.italic;
    FACES.iter().find(regular).is_some_and(|face| face.covers(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_the_text_face_lacks_comes_from_the_next_family() {
        let mut families = Families {
            order: ["Atkinson Hyperlegible Next", "Noto Sans Arabic", "Noto Sans"]
                .map(str::to_owned)
                .to_vec(),
            used: BTreeSet::new(),
        };
        let latin = families.pieces("beta \u{3B1}-blocker", false);
        let noto = |text: &str| (Some("Noto Sans".to_owned()), text.to_owned());
        assert_eq!(latin[0], (None, "beta ".to_owned()));
        assert_eq!(latin[1..], [noto("\u{3B1}-blocker")]);
        assert_eq!(families.pieces("\u{633}", true), [(None, "\u{633}".to_owned())]);
        assert_eq!(
            families.used().iter().collect::<Vec<_>>(),
            ["Atkinson Hyperlegible Next", "Noto Sans", "Noto Sans Arabic"]
        );
        assert_eq!(families.pieces("", false), []);
    }
}

//! The measure: how wide a line of so many characters is. All formats with pages take the width of their column from here.

use super::fonts::FaceId;
use super::paper::Spare;
use super::profile::Weight;
use super::{Families, Family, Profile};
use crate::model::{Em, Lang, PT_PER_MM, Pt};

/// What printers leave white at the edge of a sheet, and a little more, in points.
pub const SHEET_EDGE: Pt = 11.0 * PT_PER_MM;

impl Profile {
    /// The width of the column of text: as many average characters as the measure allows, where the paper has room.
    #[must_use]
    pub fn column_width(&self) -> Pt {
        let paper = &self.paper;
        let room = paper.width() - (paper.margin_inner_mm + paper.margin_outer_mm) * PT_PER_MM;
        self.measure().min(room).max(self.body.size_pt)
    }

    /// The width of the longest line, in points.
    fn measure(&self) -> Pt {
        let characters = f32::from(u16::try_from(self.body.measure_characters).unwrap_or(u16::MAX));
        characters * self.average_character() * self.body.size_pt
    }

    /// How many times the column would go into the longest line, at least 1.
    pub(super) fn narrowness(&self) -> f32 {
        (self.measure() / self.column_width()).max(1.0)
    }

    /// From the binding edge of the first page to the column, and from the column to the other edge: the margins grow by
    /// what the measure leaves over, never the line. In points.
    #[must_use]
    pub fn margins(&self) -> (Pt, Pt) {
        let paper = &self.paper;
        let outer = paper.margin_outer_mm * PT_PER_MM;
        let inner = paper.width() - outer - self.column_width();
        let spare = (inner - paper.margin_inner_mm * PT_PER_MM).max(0.0);
        match paper.spare {
            Spare::Binding => (inner, outer),
            Spare::Both => (inner - spare / 2.0, outer + spare / 2.0),
        }
    }

    /// How far something stands in: as many em as are wanted, and less where the column holds only a few words, so that
    /// words are not cut for the sake of white space. In points.
    #[must_use]
    pub fn indent(&self, ems: Em) -> Pt {
        const FULL: Em = 10.0;
        const BARE: Em = 5.0;
        let column = self.column_width() / self.body.size_pt;
        let share = ((column - BARE) / (FULL - BARE)).clamp(0.3, 1.0);
        self.em(ems) * share
    }

    /// The width of words on one line, in em: the advances of the first face of the profile that has each character.
    #[must_use]
    pub fn advance(&self, words: &str, bold: bool) -> Em {
        let families = Families::of(&self.faces);
        width(families.iter(), words, bold)
    }

    /// The width of words of a text in a language: the family that leads there sets what it has, Latin letters and digits
    /// among Arabic too.
    #[must_use]
    pub fn advance_in(&self, lang: &Lang, words: &str, bold: bool) -> Em {
        let families = Families::of(&self.faces);
        let lead = families.lead(lang);
        width(std::iter::once(lead).chain(families.iter()), words, bold)
    }

    /// The width of an average character of the text face: lower-case letters and the space, weighted by how often they
    /// stand in English text.
    #[must_use]
    pub fn average_character(&self) -> Em {
        let text = |id: &FaceId| {
            let face = id.face();
            face.family == self.faces.family && face.weight == Weight::Regular && !face.italic
        };
        FaceId::all().find(text).map_or(UNKNOWN, known_average)
    }
}

/// The width of words by the first family that has each character, in em.
fn width(families: impl Iterator<Item = Family>, words: &str, bold: bool) -> Em {
    use skrifa::MetadataProvider;
    use skrifa::instance::{LocationRef, Size};
    let weight = if bold { Weight::Bold } else { Weight::Regular };
    let faces: Vec<_> = families
        .filter_map(|family| {
            let face = family.face(weight, false).face();
            let font = skrifa::FontRef::new(face.bytes).ok()?;
            Some((
                font.charmap(),
                font.glyph_metrics(Size::new(1.0), LocationRef::default()),
            ))
        })
        .collect();
    let own = |c: char| {
        let mut known = faces
            .iter()
            .filter_map(|(map, widths)| widths.advance_width(map.map(c)?));
        known.next().unwrap_or(UNKNOWN)
    };
    let drawn = words.chars().filter(|c| !super::fonts::invisible(*c));
    drawn.map(own).sum()
}

/// What is reckoned with where a face cannot be read, in em.
const UNKNOWN: Em = 0.5;

/// The average of a face, reckoned once: every indent asks for it.
fn known_average(face: FaceId) -> Em {
    use std::sync::OnceLock;
    static AVERAGES: OnceLock<Vec<OnceLock<Em>>> = OnceLock::new();
    let all = AVERAGES.get_or_init(|| FaceId::all().map(|_| OnceLock::new()).collect());
    match all.get(usize::from(face.0)) {
        Some(slot) => *slot.get_or_init(|| average(face)),
        None => UNKNOWN,
    }
}

fn average(face: FaceId) -> Em {
    use skrifa::MetadataProvider;
    use skrifa::instance::{LocationRef, Size};
    let Ok(font) = skrifa::FontRef::new(face.face().bytes) else {
        return UNKNOWN;
    };
    let widths = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let (mut sum, mut count) = (0.0, 0.0);
    for (c, times) in ENGLISH {
        let glyph = font.charmap().map(c).unwrap_or_default();
        let times = f32::from(times);
        sum += widths.advance_width(glyph).unwrap_or(UNKNOWN) * times;
        count += times;
    }
    sum / count
}

/// How often each letter, and the space, stands in a thousand characters of English running text.
const ENGLISH: [(char, u16); 27] = [
    (' ', 183),
    ('e', 102),
    ('t', 75),
    ('a', 65),
    ('o', 62),
    ('n', 57),
    ('i', 57),
    ('s', 53),
    ('r', 50),
    ('h', 50),
    ('l', 33),
    ('d', 33),
    ('u', 23),
    ('c', 22),
    ('m', 20),
    ('f', 20),
    ('w', 17),
    ('g', 16),
    ('p', 15),
    ('y', 14),
    ('b', 13),
    ('v', 8),
    ('k', 6),
    ('x', 1),
    ('j', 1),
    ('q', 1),
    ('z', 1),
];

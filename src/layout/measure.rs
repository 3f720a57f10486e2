//! The measure: how wide a line of so many characters is. All formats with pages take the width of their column from here.

use super::Profile;
use super::fonts::FaceId;
use super::profile::Weight;
use crate::model::{Em, PT_PER_MM, Pt};

impl Profile {
    /// The width of the column of text: as many average characters as the measure allows, where the paper has room.
    #[must_use]
    pub fn column_width(&self) -> Pt {
        let characters = f32::from(u16::try_from(self.body.measure_characters).unwrap_or(u16::MAX));
        let measure = characters * self.average_character() * self.body.size_pt;
        let paper = &self.paper;
        let room = paper.width() - (paper.margin_inner_mm + paper.margin_outer_mm) * PT_PER_MM;
        measure.min(room).max(self.body.size_pt)
    }

    /// The width of an average character of the text face: lower-case letters and the space, weighted by how often they
    /// stand in English text.
    #[must_use]
    pub fn average_character(&self) -> Em {
        let text = |id: &FaceId| {
            let face = id.face();
            face.family == self.faces.family && face.weight == Weight::Regular && !face.italic
        };
        FaceId::all().find(text).map_or(UNKNOWN, average)
    }
}

/// What is reckoned with where a face cannot be read, in em.
const UNKNOWN: Em = 0.5;

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

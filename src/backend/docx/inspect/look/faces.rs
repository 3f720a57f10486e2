//! How high the lines of faces are that are in the file. Of others nobody can tell: they are whatever the reader's machine
//! puts in their place.

use std::collections::BTreeMap;
use std::rc::Rc;

use roxmltree::Document;
use skrifa::raw::TableProvider;

use super::properties::Face;
use crate::backend::docx::inspect::fonts::{MOST, bytes};
use crate::backend::docx::inspect::parts::{Parts, W, attribute, child};
use crate::backend::faults::brief;

const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// Faces of a document: how high a line of each is, in em, and which ones the theme names.
#[derive(Default)]
pub(super) struct Faces {
    heights: BTreeMap<String, f32>,
    /// Those of Latin and of complex scripts.
    major: [Option<Rc<str>>; 2],
    minor: [Option<Rc<str>>; 2],
}

impl Faces {
    /// Reads the faces that a table of fonts says are in the file, and the names in a theme.
    pub fn of(parts: &Parts, table: &Document<'_>, theme: &Document<'_>) -> Self {
        let mut heights = BTreeMap::new();
        for font in table
            .root_element()
            .children()
            .filter(|node| node.has_tag_name((W, "font")))
            .take(MOST)
        {
            let Some(regular) = child(font, "embedRegular") else {
                continue;
            };
            let height = bytes(parts, regular).and_then(|bytes| height(&bytes));
            if let (Some(height), Some(name)) = (height, attribute(font, "name")) {
                heights.insert(brief(name).into_owned(), height);
            }
        }
        let both = |name: &str| {
            let font = theme.descendants().find(|node| node.has_tag_name((A, name)));
            ["latin", "cs"].map(|script| {
                let face = font?.children().find(|node| node.has_tag_name((A, script)))?;
                face.attribute("typeface").map(|face| Rc::from(brief(face)))
            })
        };
        Self {
            heights,
            major: both("majorFont"),
            minor: both("minorFont"),
        }
    }

    /// How high a line of a face is, in em of its size.
    pub fn height(&self, face: Option<&Face>, complex: bool) -> Option<f32> {
        let of = |[latin, other]: &[Option<Rc<str>>; 2]| if complex { other.clone() } else { latin.clone() };
        let name = match face? {
            Face::Named(name) => Some(name.clone()),
            Face::Major => of(&self.major),
            Face::Minor => of(&self.minor),
        };
        self.heights.get(&*name?).copied()
    }
}

/// The height of a line, where the font says the same to every program: by its figures for lines, and by those of its
/// letters, or of Windows where it does not ask for others (OpenType 1.9, `OS/2`, bit 7 of `fsSelection`).
fn height(bytes: &[u8]) -> Option<f32> {
    const USE_TYPO_METRICS: u16 = 1 << 7;
    let font = skrifa::FontRef::new(bytes).ok()?;
    let em = f32::from(font.head().ok()?.units_per_em());
    let (lines, letters) = (font.hhea().ok()?, font.os2().ok()?);
    let gap = f32::from(lines.line_gap().to_i16());
    let solid = f32::from(lines.ascender().to_i16()) - f32::from(lines.descender().to_i16());
    let one = solid + gap;
    let other = if letters.fs_selection().bits() & USE_TYPO_METRICS != 0 {
        f32::from(letters.s_typo_ascender()) - f32::from(letters.s_typo_descender())
            + f32::from(letters.s_typo_line_gap())
    } else {
        // Windows adds what of the gap its own figures have no room for.
        let high = f32::from(letters.us_win_ascent()) + f32::from(letters.us_win_descent());
        high + (gap - (high - solid)).max(0.0)
    };
    let agree = (one - other).abs() < em / 100.0;
    (agree && em > 0.0).then_some(one / em)
}

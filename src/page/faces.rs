//! Faces as the page needs them: their vertical metrics, and the font collection that shaping starts from.
//!
//! A face is read when text first needs it: reading font tables costs more than laying out a page, and most leaflets
//! need one family of many.

use std::sync::{Arc, OnceLock};

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::style::{FontStyle, FontWeight};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

use crate::layout::fonts::{FACES, FaceId};
use crate::layout::{Family, Weight};
use crate::model::Em;

/// The figures of a face, in em.
#[derive(Clone, Copy, Debug)]
pub(super) struct Metrics {
    /// From the baseline up to the top of the tallest letters.
    pub ascent: Em,
    /// From the baseline down, positive.
    pub descent: Em,
    /// The height of a lower-case x.
    pub x_height: Em,
    /// The glyph of a space.
    pub space: u16,
    /// Its width.
    pub space_advance: Em,
}

/// The figures of a face. A file that cannot be read has those of an ordinary text face.
pub(super) fn metrics(face: FaceId) -> Metrics {
    static METRICS: OnceLock<Vec<OnceLock<Metrics>>> = OnceLock::new();
    let all = METRICS.get_or_init(|| FACES.iter().map(|_| OnceLock::new()).collect());
    match all.get(usize::from(face.0)) {
        Some(slot) => *slot.get_or_init(|| read(face.face().bytes)),
        None => FALLBACK,
    }
}

const FALLBACK: Metrics = Metrics {
    ascent: 0.95,
    descent: 0.3,
    x_height: 0.5,
    space: 0,
    space_advance: 0.25,
};

fn read(bytes: &[u8]) -> Metrics {
    let Ok(font) = skrifa::FontRef::new(bytes) else {
        return FALLBACK;
    };
    let size = Size::new(1.0);
    let figures = font.metrics(size, LocationRef::default());
    let space = font.charmap().map(' ').unwrap_or_default();
    let advance = font
        .glyph_metrics(size, LocationRef::default())
        .advance_width(space);
    Metrics {
        ascent: figures.ascent,
        descent: figures.descent.abs(),
        x_height: figures.x_height.unwrap_or(FALLBACK.x_height),
        space: u16::try_from(space.to_u32()).unwrap_or_default(),
        space_advance: advance.unwrap_or(FALLBACK.space_advance),
    }
}

/// How far glyphs of a face reach above and below their baseline, in em. Each comes with how far it is raised.
pub(super) fn reach(face: FaceId, glyphs: impl Iterator<Item = (u32, Em)>) -> (Em, Em) {
    let Ok(font) = skrifa::FontRef::new(face.face().bytes) else {
        return (0.0, 0.0);
    };
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let (mut above, mut below) = (0.0_f32, 0.0_f32);
    for (glyph, raised) in glyphs {
        if let Some(bounds) = metrics.bounds(skrifa::GlyphId::new(glyph)) {
            above = above.max(raised + bounds.y_max);
            below = below.max(-raised - bounds.y_min);
        }
    }
    (above, below)
}

/// A font collection of our faces alone. System fonts are never in it, and a family is not before it is wanted.
pub(super) struct Fonts {
    /// The collection.
    pub context: FontContext,
    known: Vec<Family>,
    faces: Vec<(u64, FaceId)>,
}

/// Which blob of a collection is which face.
#[derive(Clone)]
pub(super) struct FaceTable(Arc<[(u64, FaceId)]>);

impl FaceTable {
    /// The face that a blob is.
    pub(super) fn face(&self, blob: u64) -> Option<FaceId> {
        self.0.iter().find(|(id, _)| *id == blob).map(|(_, face)| *face)
    }
}

impl Fonts {
    /// A collection with nothing in it.
    pub(super) fn new() -> Self {
        let collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        Self {
            context: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            known: Vec::new(),
            faces: Vec::new(),
        }
    }

    /// Puts the faces of a family in, where they are not yet.
    pub(super) fn want(&mut self, family: Family) {
        if self.known.contains(&family) {
            return;
        }
        self.known.push(family);
        for id in FaceId::all().filter(|id| id.face().family == family.name()) {
            let face = id.face();
            let blob = Blob::new(Arc::new(face.bytes));
            self.faces.push((blob.id(), id));
            let told = FontInfoOverride {
                family_name: Some(face.family),
                weight: Some(match face.weight {
                    Weight::Regular => FontWeight::NORMAL,
                    Weight::Bold => FontWeight::BOLD,
                }),
                style: Some(if face.italic {
                    FontStyle::Italic
                } else {
                    FontStyle::Normal
                }),
                ..FontInfoOverride::default()
            };
            self.context.collection.register_fonts(blob, Some(told));
        }
    }

    /// Which blob is which face, of those that are in it.
    pub(super) fn table(&self) -> FaceTable {
        FaceTable(Arc::from(self.faces.as_slice()))
    }
}

//! Faces as the page needs them: their vertical metrics, and the font collection that shaping starts from.
//!
//! Both are made once for the whole process, and only when first asked for: reading font tables costs more than
//! laying out a page.

use std::sync::{Arc, OnceLock};

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::style::{FontStyle, FontWeight};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

use crate::layout::Weight;
use crate::layout::fonts::{FACES, FaceId};
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

/// Whether a face has a character: known of the letters and signs of European languages alone, and found out once.
pub(super) fn has(face: FaceId, c: char) -> bool {
    static KNOWN: OnceLock<Vec<OnceLock<[bool; LETTERS + SIGNS]>>> = OnceLock::new();
    let place = match u32::from(c) {
        letter @ 0x20..0x180 => letter - 0x20,
        sign @ 0x2010..0x2030 => sign - 0x2010 + 0x160,
        _ => return false,
    };
    let all = KNOWN.get_or_init(|| FACES.iter().map(|_| OnceLock::new()).collect());
    let known = all
        .get(usize::from(face.0))
        .map(|slot| slot.get_or_init(|| characters(face)));
    known
        .zip(usize::try_from(place).ok())
        .is_some_and(|(known, place)| known.get(place).copied().unwrap_or(false))
}

/// Latin letters from the space on.
const LETTERS: usize = 0x160;
/// Dashes, quotation marks, ellipses.
const SIGNS: usize = 0x20;

fn characters(face: FaceId) -> [bool; LETTERS + SIGNS] {
    let mut known = [false; LETTERS + SIGNS];
    if let Ok(font) = skrifa::FontRef::new(face.face().bytes) {
        let map = font.charmap();
        for (place, c) in known.iter_mut().zip((0x20..0x180).chain(0x2010_u32..0x2030)) {
            *place = map.map(c).is_some_and(|glyph| glyph.to_u32() != 0);
        }
    }
    known
}

/// The upright face of a family in a weight: the first of the family where it lacks the weight.
pub(super) fn upright(family: &str, weight: Weight) -> FaceId {
    let of_family = || FaceId::all().filter(|id| id.face().family == family);
    of_family()
        .find(|id| id.face().weight == weight && !id.face().italic)
        .or_else(|| of_family().next())
        .unwrap_or(FaceId(0))
}

/// A font collection of our faces alone.
#[derive(Clone)]
pub(super) struct Fonts {
    /// The collection, to be cloned for each thread.
    pub context: FontContext,
    /// Which blob is which face.
    pub faces: FaceTable,
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
    /// The collection. System fonts are never in it.
    pub(super) fn shared() -> Self {
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        FONTS.get_or_init(Self::register).clone()
    }

    fn register() -> Self {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        let mut blobs = Vec::new();
        for id in FaceId::all() {
            let face = id.face();
            let blob = Blob::new(Arc::new(face.bytes));
            blobs.push((blob.id(), id));
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
            collection.register_fonts(blob, Some(told));
        }
        Self {
            context: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            faces: FaceTable(Arc::from(blobs)),
        }
    }
}

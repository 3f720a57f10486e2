//! The old table of kerning pairs (OpenType 1.9, `kern`), which skera drops: shapers still take it where `GPOS` has no
//! kerning for a script, as in Liberation Sans between figures.

use std::collections::BTreeMap;

use write_fonts::read::tables::kern::{Kern, SubtableKind};
use write_fonts::read::{FontRef, TableProvider};
use write_fonts::types::GlyphId;

/// The length of the header of the table and of its part, and of a pair, in bytes.
const HEADERS: u16 = 18;
const PAIR: u16 = 6;

/// The pairs of a font whose glyphs are kept, by their new numbers: an empty table of bytes where the font has none, and
/// nothing where it has other kerning than one list of horizontal pairs.
pub(super) fn table(font: &FontRef<'_>, glyphs: &BTreeMap<GlyphId, GlyphId>) -> Option<Vec<u8>> {
    if font.kern().is_err() {
        return Some(Vec::new());
    }
    let Kern::Ot(kern) = font.kern().ok()? else {
        return None;
    };
    let mut parts = Kern::Ot(kern).subtables();
    let part = parts.next()?.ok()?;
    if parts.next().is_some() || !part.is_horizontal() || part.is_cross_stream() {
        return None;
    }
    let SubtableKind::Format0(list) = part.kind().ok()? else {
        return None;
    };
    let number = |glyph: GlyphId| Some(u16::try_from(glyphs.get(&glyph)?.to_u32()).ok()?.to_be_bytes());
    let kept = list.pairs().iter().filter_map(|pair| {
        let (left, right) = (number(pair.left().into())?, number(pair.right().into())?);
        Some(((left, right), pair.value().to_be_bytes()))
    });
    let pairs: BTreeMap<_, _> = kept.collect();
    if pairs.is_empty() {
        return Some(Vec::new());
    }
    let count = u16::try_from(pairs.len()).ok()?;
    let length = count.checked_mul(PAIR)?.checked_add(HEADERS)?;
    let steps = count.ilog2();
    let range = PAIR << steps;
    let steps = u16::try_from(steps).ok()?;
    // Version and number of parts; version, length and kind of the part: horizontal pairs.
    let part = [0, 1, 0, length - 4, 1, count, range, steps, count * PAIR - range];
    let mut out: Vec<u8> = part.map(u16::to_be_bytes).concat();
    out.extend(
        pairs
            .into_iter()
            .flat_map(|((left, right), value)| [left, right, value].concat()),
    );
    Some(out)
}

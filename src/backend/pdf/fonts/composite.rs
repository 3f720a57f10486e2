//! Glyphs made of glyphs. An accent, the dots of an Arabic letter, the parts of an Indic syllable are glyphs of their own,
//! and say no text of their own: a reader that is told "no text" shows a sign for it, and finds no word. So whatever
//! stands for one piece of text together is one composite glyph (OpenType 1.9, `glyf`) of the embedded subset, with one
//! code and one text.

use skrifa::raw::TableProvider;
use skrifa::raw::tables::glyf::Glyph;
use skrifa::raw::types::{GlyphId, Tag};
use skrifa::{FontRef, raw::ReadError};

/// A glyph and where it stands in a composite, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    /// The glyph.
    pub glyph: u16,
    /// From the composite's origin, to the right.
    pub dx: i16,
    /// From the baseline, upwards.
    pub dy: i16,
}

/// A glyph to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Composite {
    /// What it is made of, in the order in which it is painted.
    pub parts: Vec<Part>,
    /// How wide it is, in font units.
    pub advance: u16,
}

/// Offset of a record's bytes, and of the tables' own fields (OpenType 1.9).
const HEAD_ADJUSTMENT: usize = 8;
const HEAD_LOCA_FORMAT: usize = 50;
const HHEA_METRICS: usize = 34;
const MAXP_GLYPHS: usize = 4;
const MAXP_COMPOSITE_POINTS: usize = 10;
const MAXP_COMPOSITE_CONTOURS: usize = 12;
const MAXP_ELEMENTS: usize = 28;
const MAXP_DEPTH: usize = 30;

const ARGUMENTS_ARE_WORDS: u16 = 0x0001;
const ARGUMENTS_ARE_OFFSETS: u16 = 0x0002;
const MORE_COMPONENTS: u16 = 0x0020;

/// A TrueType program with these glyphs behind its own, and the number of the first of them. Parts are numbers of
/// glyphs of the program.
///
/// # Errors
/// Where the program cannot be read, or would have more glyphs than there are numbers.
pub(super) fn add(program: &[u8], composites: &[Composite]) -> Result<(Vec<u8>, u16), ReadError> {
    let font = FontRef::new(program)?;
    let own = font.maxp()?.num_glyphs();
    if composites.is_empty() {
        return Ok((program.to_vec(), own));
    }
    let count = u16::try_from(composites.len())
        .ok()
        .and_then(|more| own.checked_add(more))
        .ok_or(ReadError::OutOfBounds)?;
    let mut outlines = Outlines::of(&font, own)?;
    for composite in composites {
        outlines.add(&font, composite)?;
    }
    let most = |own: u16, parts: usize| {
        let wanted = usize::from(own).saturating_mul(parts.max(1));
        u16::try_from(wanted).unwrap_or(u16::MAX)
    };
    let parts = composites
        .iter()
        .map(|composite| composite.parts.len())
        .max()
        .unwrap_or_default();
    let limits = font.maxp()?;
    let points = limits.max_points().max(limits.max_composite_points());
    let contours = limits.max_contours().max(limits.max_composite_contours());
    let tables = font.table_directory().table_records().iter().map(|record| {
        let tag = record.tag();
        let data = font.data_for_tag(tag).map(|data| data.as_bytes().to_vec());
        let mut data = data.unwrap_or_default();
        match &tag.to_be_bytes() {
            b"glyf" => data = std::mem::take(&mut outlines.glyf),
            b"loca" => data = outlines.loca.iter().flat_map(|at| at.to_be_bytes()).collect(),
            b"hmtx" => data = std::mem::take(&mut outlines.metrics),
            b"hhea" => put(&mut data, HHEA_METRICS, &count.to_be_bytes()),
            b"head" => {
                put(&mut data, HEAD_ADJUSTMENT, &[0; 4]);
                put(&mut data, HEAD_LOCA_FORMAT, &1_u16.to_be_bytes());
            }
            b"maxp" => {
                let elements = limits
                    .max_component_elements()
                    .unwrap_or_default()
                    .max(u16::try_from(parts).unwrap_or(u16::MAX));
                let depth = limits.max_component_depth().unwrap_or_default() + 1;
                put(&mut data, MAXP_GLYPHS, &count.to_be_bytes());
                put(
                    &mut data,
                    MAXP_COMPOSITE_POINTS,
                    &most(points.unwrap_or_default(), parts).to_be_bytes(),
                );
                put(
                    &mut data,
                    MAXP_COMPOSITE_CONTOURS,
                    &most(contours.unwrap_or_default(), parts).to_be_bytes(),
                );
                put(&mut data, MAXP_ELEMENTS, &elements.to_be_bytes());
                put(&mut data, MAXP_DEPTH, &depth.to_be_bytes());
            }
            _ => {}
        }
        (tag, data)
    });
    let tables: Vec<(Tag, Vec<u8>)> = tables.collect();
    Ok((file(&tables), own))
}

fn put(data: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = data.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

/// The tables that hold one entry a glyph.
struct Outlines {
    glyf: Vec<u8>,
    loca: Vec<u32>,
    metrics: Vec<u8>,
}

/// The box of an outline, in font units.
#[derive(Clone, Copy)]
struct Bounds {
    left: i16,
    bottom: i16,
    right: i16,
    top: i16,
}

impl Outlines {
    /// The tables as they are, with full metrics for every glyph and offsets of four bytes.
    fn of(font: &FontRef<'_>, count: u16) -> Result<Self, ReadError> {
        let (loca, widths) = (font.loca(None)?, font.hmtx()?);
        let mut metrics = Vec::with_capacity(usize::from(count) * 4);
        for glyph in (0..count).map(|glyph| GlyphId::new(u32::from(glyph))) {
            metrics.extend(widths.advance(glyph).unwrap_or_default().to_be_bytes());
            metrics.extend(widths.side_bearing(glyph).unwrap_or_default().to_be_bytes());
        }
        Ok(Self {
            glyf: font.glyf()?.offset_data().as_bytes().to_vec(),
            loca: (0..=usize::from(count))
                .map(|at| loca.get_raw(at).unwrap_or_default())
                .collect(),
            metrics,
        })
    }

    fn add(&mut self, font: &FontRef<'_>, composite: &Composite) -> Result<(), ReadError> {
        let mut drawn: Vec<(Part, Bounds)> = Vec::new();
        for part in &composite.parts {
            if let Some(bounds) = bounds(font, part.glyph)? {
                drawn.push((*part, bounds.moved(part)));
            }
        }
        let whole = drawn.iter().map(|(_, bounds)| *bounds).reduce(|a, b| Bounds {
            left: a.left.min(b.left),
            bottom: a.bottom.min(b.bottom),
            right: a.right.max(b.right),
            top: a.top.max(b.top),
        });
        self.metrics.extend(composite.advance.to_be_bytes());
        let bearing = whole.map_or(0, |bounds| bounds.left);
        self.metrics.extend(bearing.to_be_bytes());
        if let Some(bounds) = whole {
            self.glyf.extend((-1_i16).to_be_bytes());
            for side in [bounds.left, bounds.bottom, bounds.right, bounds.top] {
                self.glyf.extend(side.to_be_bytes());
            }
        }
        for (at, (part, _)) in drawn.iter().enumerate() {
            let more = if at + 1 < drawn.len() { MORE_COMPONENTS } else { 0 };
            let flags = ARGUMENTS_ARE_WORDS | ARGUMENTS_ARE_OFFSETS | more;
            self.glyf.extend(flags.to_be_bytes());
            self.glyf.extend(part.glyph.to_be_bytes());
            self.glyf.extend(part.dx.to_be_bytes());
            self.glyf.extend(part.dy.to_be_bytes());
        }
        self.glyf.resize(self.glyf.len().next_multiple_of(4), 0);
        self.loca
            .push(u32::try_from(self.glyf.len()).map_err(|_| ReadError::OutOfBounds)?);
        Ok(())
    }
}

impl Bounds {
    fn moved(self, part: &Part) -> Self {
        Self {
            left: self.left.saturating_add(part.dx),
            bottom: self.bottom.saturating_add(part.dy),
            right: self.right.saturating_add(part.dx),
            top: self.top.saturating_add(part.dy),
        }
    }
}

/// The box of a glyph, or `None` where it has no outline, as a space.
fn bounds(font: &FontRef<'_>, glyph: u16) -> Result<Option<Bounds>, ReadError> {
    let outline = font
        .loca(None)?
        .get_glyf(GlyphId::new(u32::from(glyph)), &font.glyf()?)?;
    Ok(outline.map(|outline| match outline {
        Glyph::Simple(of) => Bounds {
            left: of.x_min(),
            bottom: of.y_min(),
            right: of.x_max(),
            top: of.y_max(),
        },
        Glyph::Composite(of) => Bounds {
            left: of.x_min(),
            bottom: of.y_min(),
            right: of.x_max(),
            top: of.y_max(),
        },
    }))
}

/// A font file of these tables, in their order.
fn file(tables: &[(Tag, Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).unwrap_or(u16::MAX);
    let selector = count.max(1).ilog2();
    let range = 16_u16 << selector;
    let mut out = 0x0001_0000_u32.to_be_bytes().to_vec();
    for figure in [
        count,
        range,
        u16::try_from(selector).unwrap_or_default(),
        (count * 16).saturating_sub(range),
    ] {
        out.extend(figure.to_be_bytes());
    }
    let mut at = out.len() + tables.len() * 16;
    let mut head = None;
    for (tag, data) in tables {
        if tag.to_be_bytes() == *b"head" {
            head = Some(at);
        }
        out.extend(tag.to_be_bytes());
        out.extend(checksum(data).to_be_bytes());
        out.extend(u32::try_from(at).unwrap_or_default().to_be_bytes());
        out.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
        at += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        out.extend(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    if let Some(head) = head {
        let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&out));
        put(&mut out, head + HEAD_ADJUSTMENT, &adjustment.to_be_bytes());
    }
    out
}

/// The sum of a table's words of four bytes (OpenType 1.9, "Calculating checksums").
fn checksum(data: &[u8]) -> u32 {
    data.chunks(4)
        .map(|chunk| {
            let mut word = [0; 4];
            word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
            u32::from_be_bytes(word)
        })
        .fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::MetadataProvider;
    use skrifa::instance::{LocationRef, Size};

    fn program() -> Vec<u8> {
        let face = crate::layout::fonts::FACES[0].bytes;
        let provider = allsorts::binary::read::ReadScope::new(face)
            .read::<allsorts::font_data::FontData<'_>>()
            .unwrap();
        let provider = provider.table_provider(0).unwrap();
        let glyphs = ['A', ' ', 'é'].map(|c| {
            let glyph = FontRef::new(face).unwrap().charmap().map(c).unwrap();
            u16::try_from(glyph.to_u32()).unwrap()
        });
        let mut order = vec![0];
        order.extend(glyphs);
        order.sort_unstable();
        allsorts::subset::subset(
            &provider,
            &order,
            &allsorts::subset::SubsetProfile::Pdf,
            allsorts::subset::CmapTarget::Unicode,
        )
        .unwrap()
    }

    fn part(glyph: u16, dx: i16, dy: i16) -> Part {
        Part { glyph, dx, dy }
    }

    #[test]
    fn a_composite_is_as_wide_and_as_high_as_its_parts() {
        let program = program();
        let composites = [
            Composite {
                parts: vec![part(1, 0, 0), part(2, 500, -100), part(3, -20, 30)],
                advance: 1234,
            },
            Composite {
                parts: vec![part(1, 0, 0)],
                advance: 7,
            },
        ];
        let (made, first) = add(&program, &composites).unwrap();
        let (before, after) = (FontRef::new(&program).unwrap(), FontRef::new(&made).unwrap());
        let own = before.maxp().unwrap().num_glyphs();
        assert_eq!((first, after.maxp().unwrap().num_glyphs()), (own, own + 2));
        let metrics = |font: &FontRef<'_>, glyph: u16| {
            let figures = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            let glyph = GlyphId::new(u32::from(glyph));
            (
                figures.advance_width(glyph),
                figures.left_side_bearing(glyph),
                figures.bounds(glyph),
            )
        };
        for glyph in 0..own {
            assert_eq!(metrics(&before, glyph), metrics(&after, glyph), "glyph {glyph}");
        }
        let (advance, bearing, bounds) = metrics(&after, first);
        assert_eq!(advance, Some(1234.0));
        let bounds = bounds.unwrap();
        assert_eq!(bearing, Some(bounds.x_min));
        let parts = [(1, 0.0, 0.0), (2, 500.0, -100.0), (3, -20.0, 30.0)];
        let drawn = parts
            .iter()
            .filter_map(|(glyph, dx, dy)| Some((metrics(&before, *glyph).2?, dx, dy)));
        let drawn: Vec<_> = drawn.filter(|(own, _, _)| own.x_max > own.x_min).collect();
        assert_eq!(drawn.len(), 2, "a space has no outline");
        let top = drawn
            .iter()
            .map(|(own, _, dy)| own.y_max + **dy)
            .fold(f32::MIN, f32::max);
        let right = drawn
            .iter()
            .map(|(own, dx, _)| own.x_max + **dx)
            .fold(f32::MIN, f32::max);
        assert_eq!((bounds.y_max, bounds.x_max), (top, right));
        assert_eq!(metrics(&after, first + 1).0, Some(7.0));
    }

    #[test]
    fn the_file_adds_up() {
        let (made, _) = add(
            &program(),
            &[Composite {
                parts: vec![part(1, 0, 0), part(3, 0, 0)],
                advance: 5,
            }],
        )
        .unwrap();
        assert_eq!(checksum(&made), 0xB1B0_AFBA);
        let font = FontRef::new(&made).unwrap();
        for record in font.table_directory().table_records() {
            let data = font.data_for_tag(record.tag()).unwrap();
            let mut data = data.as_bytes().to_vec();
            if record.tag().to_be_bytes() == *b"head" {
                put(&mut data, HEAD_ADJUSTMENT, &[0; 4]);
            }
            assert_eq!(checksum(&data), record.checksum(), "{}", record.tag());
        }
    }

    #[test]
    fn without_composites_nothing_changes() {
        let program = program();
        assert_eq!(add(&program, &[]).unwrap().0, program);
    }
}

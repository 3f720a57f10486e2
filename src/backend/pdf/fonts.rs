//! Character codes: which glyph or glyphs, and which text, each code of a face stands for.
//!
//! A PDF reader learns the text of a glyph from its character code alone, and printpdf keeps one text per glyph: a
//! no-break space and a space, or two Arabic letters over one skeleton, would collide. So each (glyph, text) pair gets a
//! code (CID) of its own here, and a `CIDToGIDMap` leads the codes back to glyphs. Faces are subset to the glyphs in use.
//! Several glyphs for one text become one, so that no code is without text (ISO 14289-1, 7.21.7).

mod composite;
mod embed;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};
use printpdf::{FontId, Op, PdfFont, PdfFontHandle, Pt as PdfPt, TextItem};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::{GlyphMetrics, Metrics};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use self::composite::{Composite, Part};
use super::broken;
use crate::error::Result;
use crate::layout::fonts::FaceId;
use crate::model::Pt;
use crate::page::Glyph;

/// printpdf maps characters to codes; we hand it one private-use character for each code, and replace the texts later.
const PRIVATE_USE: u32 = 0xF_0000;
/// The last code that has a private-use character of its own in plane 15.
const LAST_CODE: u16 = 0xFFFD;

/// A character code of a face.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code {
    /// The character that makes printpdf write the code.
    pub character: char,
    /// The advance in thousandths of an em, exactly as the file says it.
    pub width: u16,
}

/// The faces in use and the codes given out.
#[derive(Default)]
pub(super) struct Fonts<'p> {
    faces: BTreeMap<FaceId, FaceCodes<'p>>,
}

struct FaceCodes<'p> {
    metrics: Metrics,
    glyphs: GlyphMetrics<'static>,
    space: Option<u16>,
    /// The codes of each glyph, by its number: nearly always one.
    codes: Vec<Vec<(&'p str, Code)>>,
    /// The codes of composites.
    composite_codes: BTreeMap<(u16, &'p str), Code>,
    /// What is drawn, text and width of each code, from code 1.
    entries: Vec<(Drawn, &'p str, u16)>,
    composites: Vec<Composite>,
    known: BTreeMap<Vec<Part>, u16>,
    /// The glyph number of the first composite in the subset.
    first_composite: u16,
}

/// What a code draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Drawn {
    /// A glyph of the face, by its number there.
    Glyph(u16),
    /// A composite, by its number among those of the face.
    Composite(u16),
}

impl<'p> Fonts<'p> {
    /// The code of a glyph that stands for a text.
    ///
    /// # Errors
    /// `Error::Write` where a face cannot be read or has more pairs than there are codes.
    pub fn code(&mut self, face: FaceId, glyph: u16, text: &'p str) -> Result<Code> {
        let codes = self.face(face)?;
        let known = codes.codes.get(usize::from(glyph)).into_iter().flatten();
        if let Some((_, code)) = known.into_iter().find(|(known, _)| *known == text) {
            return Ok(*code);
        }
        let advance = codes.glyphs.advance_width(GlyphId::from(glyph)).unwrap_or(0.0);
        codes.allot(Drawn::Glyph(glyph), text, advance)
    }

    /// The code of several glyphs that stand for a text together; `size` is that of their places, in points.
    ///
    /// # Errors
    /// `Error::Write` where a face cannot be read or has more pairs than there are codes.
    pub fn composite(&mut self, face: FaceId, glyphs: &[Glyph], size: Pt, text: &'p str) -> Result<Code> {
        let codes = self.face(face)?;
        let units = f32::from(codes.metrics.units_per_em) / size;
        let parts: Vec<Part> = glyphs
            .iter()
            .map(|glyph| Part {
                glyph: glyph.id,
                dx: whole(glyph.dx * units),
                dy: whole(glyph.dy * units),
            })
            .collect();
        let number = match codes.known.get(&parts) {
            Some(number) => *number,
            None => codes.compose(parts)?,
        };
        if let Some(code) = codes.composite_codes.get(&(number, text)) {
            return Ok(*code);
        }
        let composite = codes.composites.get(usize::from(number));
        let advance = composite.map_or(0.0, |composite| f32::from(composite.advance));
        codes.allot(Drawn::Composite(number), text, advance)
    }

    /// The glyph of a space.
    ///
    /// # Errors
    /// `Error::Write` where the face cannot be read or has none.
    pub fn space(&mut self, face: FaceId) -> Result<u16> {
        let space = self.face(face)?.space;
        space.ok_or_else(|| broken(format!("{} has no space", face.face().postscript_name)))
    }

    /// How printpdf calls a face.
    pub fn handle(face: FaceId) -> PdfFontHandle {
        PdfFontHandle::External(FontId(resource_name(face)))
    }

    fn face(&mut self, id: FaceId) -> Result<&mut FaceCodes<'p>> {
        use std::collections::btree_map::Entry;
        match self.faces.entry(id) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => {
                let font =
                    FontRef::new(id.face().bytes).map_err(|e| broken(format!("{}: {e}", id.face().file)))?;
                Ok(entry.insert(FaceCodes {
                    metrics: font.metrics(Size::unscaled(), LocationRef::default()),
                    glyphs: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
                    space: font
                        .charmap()
                        .map(' ')
                        .and_then(|g| u16::try_from(g.to_u32()).ok()),
                    codes: Vec::new(),
                    composite_codes: BTreeMap::new(),
                    entries: Vec::new(),
                    composites: Vec::new(),
                    known: BTreeMap::new(),
                    first_composite: 0,
                }))
            }
        }
    }

    /// The faces as printpdf wants them to write text: our codes and nothing to embed.
    pub fn stand_ins(&self) -> BTreeMap<FontId, PdfFont> {
        // printpdf asks for a font program; a file without any is never written.
        let program = || vec![0];
        self.faces
            .iter()
            .map(|(id, codes)| {
                (
                    FontId(resource_name(*id)),
                    PdfFont::new(codes.described(*id, program(), None)),
                )
            })
            .collect()
    }

    /// Operations that show every code of every face once.
    pub fn every_code(&self) -> Vec<Op> {
        let mut ops = vec![Op::StartTextSection];
        for (id, codes) in &self.faces {
            ops.push(Op::SetFont {
                font: Self::handle(*id),
                size: PdfPt(1.0),
            });
            let characters = (1..=u32::from(LAST_CODE)).zip(&codes.entries);
            let text = characters
                .filter_map(|(cid, _)| char::from_u32(PRIVATE_USE + cid))
                .collect();
            ops.push(Op::ShowText {
                items: vec![TextItem::Text(text)],
            });
        }
        ops.push(Op::EndTextSection);
        ops
    }

    /// The faces as printpdf wants them: subset, with our codes for glyph numbers.
    ///
    /// # Errors
    /// `Error::Write` where a face cannot be subset.
    pub fn resources(&mut self) -> Result<BTreeMap<FontId, PdfFont>> {
        self.faces
            .iter_mut()
            .map(|(id, codes)| Ok((FontId(resource_name(*id)), PdfFont::new(codes.parsed(*id)?))))
            .collect()
    }

    /// Completes the fonts that printpdf wrote: codes to glyphs, codes to text, the height of capitals.
    ///
    /// # Errors
    /// `Error::Write` where printpdf left a face out.
    pub fn finish(&self, doc: &mut Document, resources: &Dictionary) -> Result<()> {
        for (id, codes) in &self.faces {
            let name = resource_name(*id);
            let font = resources.get(name.as_bytes()).and_then(Object::as_reference);
            let font = font.map_err(|_| broken(format!("{name} was not written")))?;
            codes.finish(doc, font)?;
        }
        Ok(())
    }
}

fn resource_name(face: FaceId) -> String {
    format!("Face{}", face.0)
}

/// Font units, rounded.
#[expect(clippy::cast_possible_truncation, reason = "the cast of a float saturates")]
fn whole(units: f32) -> i16 {
    units.round() as i16
}

/// Font units as thousandths of an em, rounded.
#[expect(clippy::cast_possible_truncation, reason = "the cast of a float saturates")]
fn thousandths(units: f32, units_per_em: u16) -> i16 {
    (units * 1000.0 / f32::from(units_per_em.max(1))).round() as i16
}

impl<'p> FaceCodes<'p> {
    /// Gives out a code; the advance is in font units.
    fn allot(&mut self, drawn: Drawn, text: &'p str, advance: f32) -> Result<Code> {
        let cid = u16::try_from(self.entries.len() + 1).unwrap_or(u16::MAX);
        let character = char::from_u32(PRIVATE_USE + u32::from(cid)).filter(|_| cid <= LAST_CODE);
        let Some(character) = character else {
            return Err(broken("a face has more glyphs in use than a font has codes"));
        };
        let width = thousandths(advance, self.metrics.units_per_em)
            .clamp(0, i16::MAX)
            .unsigned_abs();
        let code = Code { character, width };
        match drawn {
            Drawn::Glyph(glyph) => {
                let place = usize::from(glyph);
                if self.codes.len() <= place {
                    self.codes.resize_with(place + 1, Vec::new);
                }
                if let Some(of_glyph) = self.codes.get_mut(place) {
                    of_glyph.push((text, code));
                }
            }
            Drawn::Composite(number) => {
                self.composite_codes.insert((number, text), code);
            }
        }
        self.entries.push((drawn, text, width));
        Ok(code)
    }

    /// Makes a glyph of these, as wide as they reach.
    fn compose(&mut self, parts: Vec<Part>) -> Result<u16> {
        let number = u16::try_from(self.composites.len())
            .map_err(|_| broken("a face has more glyphs in use than a font has codes"))?;
        let reach = |part: &Part| {
            let advance = self.glyphs.advance_width(GlyphId::from(part.glyph));
            whole(f32::from(part.dx) + advance.unwrap_or(0.0))
        };
        let advance = parts.iter().map(reach).max().unwrap_or_default().max(0);
        self.composites.push(Composite {
            parts: parts.clone(),
            advance: advance.unsigned_abs(),
        });
        self.known.insert(parts, number);
        Ok(number)
    }
}

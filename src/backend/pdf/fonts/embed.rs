//! A face as it stands in the file: its program, subset to the glyphs in use, and the maps from its codes to those glyphs
//! and to text. By now all codes are given out.

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use printpdf::{FontMetrics, FontType, ParsedFont, PdfFontMetricsStub};

use super::composite::{self, Composite, Part};
use super::{Drawn, FaceCodes, PRIVATE_USE, thousandths};
use crate::backend::pdf::{broken, object};
use crate::error::Result;
use crate::layout::Weight;
use crate::layout::fonts::FaceId;

impl FaceCodes<'_> {
    /// The glyphs in use in the order of the subset; `.notdef` first.
    fn glyph_order(&self) -> Vec<u16> {
        let own = self.entries.iter().filter_map(|(drawn, _, _)| match drawn {
            Drawn::Glyph(glyph) => Some(*glyph),
            Drawn::Composite(_) => None,
        });
        let parts = self.composites.iter().flat_map(|composite| &composite.parts);
        let mut order: Vec<u16> = own.chain(parts.map(|part| part.glyph)).collect();
        order.push(0);
        order.sort_unstable();
        order.dedup();
        order
    }

    /// The composites with the glyph numbers of the subset.
    fn subset_composites(&self, order: &[u16]) -> Vec<Composite> {
        let place = |glyph: u16| u16::try_from(order.binary_search(&glyph).unwrap_or(0)).unwrap_or(0);
        let made = |composite: &Composite| Composite {
            parts: composite
                .parts
                .iter()
                .map(|part| Part {
                    glyph: place(part.glyph),
                    ..*part
                })
                .collect(),
            advance: composite.advance,
        };
        self.composites.iter().map(made).collect()
    }

    /// The face as printpdf embeds it: subset, the composites added.
    ///
    /// # Errors
    /// `Error::Write` where it cannot be subset.
    pub(super) fn parsed(&mut self, id: FaceId) -> Result<ParsedFont> {
        let face = id.face();
        let wrong = |e: &dyn std::fmt::Display| broken(format!("{} cannot be subset: {e}", face.file));
        let font = ReadScope::new(face.bytes)
            .read::<FontData<'_>>()
            .map_err(|e| wrong(&e))?;
        let provider = font.table_provider(0).map_err(|e| wrong(&e))?;
        let order = self.glyph_order();
        let program =
            subset(&provider, &order, &SubsetProfile::Pdf, CmapTarget::Unicode).map_err(|e| wrong(&e))?;
        let composites = self.subset_composites(&order);
        let tag = subset_tag(&order, &composites);
        let (program, first) = composite::add(&program, &composites).map_err(|e| wrong(&e))?;
        self.first_composite = first;
        let name = format!("{}+{}", tag, face.postscript_name);
        Ok(self.described(id, program, Some(name)))
    }

    /// The face as printpdf wants it, with our codes for glyph numbers.
    pub(super) fn described(&self, id: FaceId, program: Vec<u8>, name: Option<String>) -> ParsedFont {
        let face = id.face();
        let units = |value: f32| thousandths(value, self.metrics.units_per_em);
        let bounds = self.metrics.bounds.unwrap_or_default();
        let codes = || (1..=u16::MAX).zip(&self.entries);
        ParsedFont {
            original_bytes: program,
            font_index: 0,
            font_name: name,
            codepoint_to_glyph: codes()
                .map(|(cid, _)| (PRIVATE_USE + u32::from(cid), cid))
                .collect(),
            glyph_widths: codes().map(|(cid, (_, _, width))| (cid, *width)).collect(),
            units_per_em: 1000,
            font_metrics: FontMetrics {
                ascent: units(self.metrics.ascent),
                descent: units(self.metrics.descent),
            },
            font_type: FontType::TrueType,
            pdf_font_metrics: PdfFontMetricsStub {
                units_per_em: 1000,
                x_min: units(bounds.x_min),
                y_min: units(bounds.y_min),
                x_max: units(bounds.x_max),
                y_max: units(bounds.y_max),
                caret_slope_rise: 1000,
                caret_slope_run: units(
                    -self.metrics.italic_angle.to_radians().tan() * f32::from(self.metrics.units_per_em),
                ),
                us_weight_class: match face.weight {
                    Weight::Regular => 400,
                    Weight::Bold => 700,
                },
            },
        }
    }

    /// Completes the font that printpdf wrote: codes to glyphs, codes to text, the height of capitals.
    ///
    /// # Errors
    /// `Error::Write` where printpdf wrote another sort of font.
    pub(super) fn finish(&self, doc: &mut Document, font: ObjectId) -> Result<()> {
        let order = self.glyph_order();
        let mut glyphs = vec![0, 0];
        for (drawn, _, _) in &self.entries {
            let place = match drawn {
                Drawn::Glyph(glyph) => {
                    let place = order.binary_search(glyph).unwrap_or(0);
                    u16::try_from(place).unwrap_or(0)
                }
                Drawn::Composite(number) => self.first_composite.saturating_add(*number),
            };
            glyphs.extend(place.to_be_bytes());
        }
        let glyphs = doc.add_object(Stream::new(Dictionary::new(), glyphs));
        let to_unicode = doc.add_object(Stream::new(Dictionary::new(), self.to_unicode().into_bytes()));
        let missing = |_| broken("a font has no descendant");
        let composite = doc.get_dictionary_mut(font).map_err(missing)?;
        let replaced = composite.remove(b"ToUnicode");
        composite.set("ToUnicode", to_unicode);
        let descendant = composite
            .get_mut(b"DescendantFonts")
            .and_then(Object::as_array_mut)
            .map_err(missing)?;
        let descendant = descendant
            .first_mut()
            .ok_or(lopdf::Error::Unimplemented(""))
            .map_err(missing)?;
        let descendant = descendant.as_dict_mut().map_err(missing)?;
        descendant.set("CIDToGIDMap", glyphs);
        let descriptor = descendant
            .get(b"FontDescriptor")
            .and_then(Object::as_reference)
            .map_err(missing)?;
        if let Some(Object::Reference(id)) = replaced {
            doc.objects.remove(&id);
        }
        if let Some(height) = self.metrics.cap_height {
            let height = thousandths(height, self.metrics.units_per_em);
            doc.get_dictionary_mut(descriptor)
                .map_err(missing)?
                .set("CapHeight", i64::from(height));
        }
        Ok(())
    }

    /// The ToUnicode CMap (ISO 32000-1, 9.10.3): at most 100 codes a block.
    fn to_unicode(&self) -> String {
        use std::fmt::Write;
        let mut out = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let mut cid = 0_u32;
        for block in self.entries.chunks(100) {
            let _ = writeln!(out, "{} beginbfchar", block.len());
            for (_, text, _) in block {
                cid += 1;
                let _ = write!(out, "<{cid:04X}> <");
                for unit in text.encode_utf16() {
                    let _ = write!(out, "{unit:04X}");
                }
                out.push_str(">\n");
            }
            out.push_str("endbfchar\n");
        }
        out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        out
    }
}

/// Six capitals that name a subset (ISO 32000-1, 9.6.4), made from its glyphs, so that equal subsets are named alike.
fn subset_tag(order: &[u16], composites: &[Composite]) -> String {
    let own = order.iter().flat_map(|glyph| glyph.to_be_bytes());
    let parts = composites.iter().flat_map(|composite| &composite.parts);
    let parts = parts.flat_map(|part| {
        [
            part.glyph.to_be_bytes(),
            part.dx.to_be_bytes(),
            part.dy.to_be_bytes(),
        ]
        .concat()
    });
    let mut hash = object::fnv(own.chain(parts));
    let mut tag = String::new();
    for _ in 0..6 {
        let letter = u8::try_from(hash % 26).unwrap_or(0);
        tag.push(char::from(b'A' + letter));
        hash /= 26;
    }
    tag
}

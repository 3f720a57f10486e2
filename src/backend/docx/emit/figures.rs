//! Figures: the picture in a paragraph of its own, then its caption and description, all in one content control.

use std::sync::Arc;

use docx_rs::{ParagraphChild, Pic, StructuredDataTagChild};

use super::ground::{flattened, grounded};
use super::notes::PictureNote;
use super::raster::drawn;
use super::{Emitter, Page, Place, Setting, controlled};
use crate::error::Result;
use crate::model::{Alt, Figure, FigureKind, Image, ImageData, Pt};

/// The tallest picture, as a share of the column. Word cannot make a picture smaller to fit the rest of a page: a taller
/// one would often leave most of a page white, and its caption must have room below it.
const TALLEST: f32 = 0.6;

/// The height of the sign of a warning, in em: that of a capital letter and a little more.
const SIGN: f32 = 0.85;

impl Emitter<'_> {
    pub(super) fn figure(&mut self, figure: &Figure, setting: &Setting) -> Result<StructuredDataTagChild> {
        self.control("figure", &self.edition.words.figure);
        let profile = self.profile();
        let (gap, style, (width, height)) = match figure.kind {
            FigureKind::Picture => {
                let size = self.picture_size(&figure.image, setting);
                (profile.em(profile.figure.gap), "Picture", size)
            }
            // A logo or a sign is part of the text that it stands above.
            FigureKind::Mark => (
                0.0,
                "Mark",
                profile.mark_size(&figure.image, self.measure(setting)),
            ),
        };
        self.leave(gap);
        let ground = profile.colours.ground();
        let (png, svg) = match &figure.image.data {
            ImageData::Png(bytes) => {
                let on_ground = ground.and_then(|ground| flattened(bytes, ground));
                (on_ground.map_or_else(|| Arc::clone(bytes), Arc::from), None)
            }
            ImageData::Svg(text) => {
                let on_ground = ground.and_then(|ground| grounded(text, ground));
                let drawn = drawn(on_ground.as_deref().unwrap_or(text), width)?;
                (Arc::from(drawn.png), Some(Arc::from(drawn.svg)))
            }
        };
        let alt = match &figure.alt {
            Alt::Text(alt) => Some(alt.to_string()),
            Alt::Decorative => None,
        };
        self.notes.pictures.push(PictureNote {
            alt,
            png,
            svg,
            ground,
        });
        // The bytes are put in by a pass: docx-rs gives two equal pictures one relationship.
        let picture = Pic::new_with_dimensions(Vec::new(), 1, 1).size(emu(width), emu(height));
        let run = self.bare_run(&setting.lang, setting.rtl).add_image(picture);
        let mut paragraph = self.paragraph(
            style,
            setting,
            Place::default(),
            vec![ParagraphChild::Run(Box::new(run))],
        );
        if figure.caption.is_some() {
            paragraph = paragraph.keep_next(true);
        }
        let mut out = vec![super::block(paragraph)];
        if let Some(caption) = &figure.caption {
            let content = self.inlines(caption, setting);
            let mut line = self.paragraph("Caption", setting, Place::default(), content);
            // Beside a picture as high as pictures may be, that much has room on its page.
            let lines = self.lines(caption, self.measure(setting));
            let room = Page::of(self.profile(), self.sheet.rtl).height * (1.0 - TALLEST);
            line.property.keep_lines = (self.height_of(lines) < room).then_some(true);
            out.push(super::block(line));
        }
        out.extend(self.blocks(&figure.description, setting)?);
        self.leave(gap);
        Ok(controlled(out))
    }

    /// The sign before the label of a warning: it says to those who see what the label says to all.
    pub(super) fn sign(&mut self, setting: &Setting) -> Result<Vec<ParagraphChild>> {
        let colours = &self.profile().colours;
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"22\" viewBox=\"0 0 24 22\">\
             <path d=\"M12 2 L22 20 H2 Z\" fill=\"#{0}\" stroke=\"#{0}\" stroke-width=\"3\" stroke-linejoin=\"round\"/>\
             <path d=\"M10.6 7 H13.4 L12.9 14 H11.1 Z\" fill=\"#{1}\"/><circle cx=\"12\" cy=\"17\" r=\"1.5\" fill=\"#{1}\"/></svg>",
            colours.signal.hex(),
            colours.paper.hex(),
        );
        let height = self.profile().em(SIGN);
        let width = height * 24.0 / 22.0;
        let drawn = drawn(&svg, width)?;
        self.notes.pictures.push(PictureNote {
            alt: None,
            png: Arc::from(drawn.png),
            svg: Some(Arc::from(drawn.svg)),
            ground: None,
        });
        let picture = Pic::new_with_dimensions(Vec::new(), 1, 1).size(emu(width), emu(height));
        let run = self.bare_run(&setting.lang, setting.rtl).add_image(picture);
        let space = self.bare_run(&setting.lang, setting.rtl).add_text("\u{A0}");
        Ok([run, space]
            .map(|run| ParagraphChild::Run(Box::new(run)))
            .to_vec())
    }

    /// Width and height in points. A drawing is as wide as the measure allows; pixels are never blown up.
    fn picture_size(&self, image: &Image, setting: &Setting) -> (Pt, Pt) {
        let width = image.width.max(1.0);
        let height = image.height.max(1.0);
        let room = self.measure(setting) / width;
        let tall = Page::of(self.profile(), self.sheet.rtl).height * TALLEST / height;
        let largest = match &image.data {
            ImageData::Svg(_) => f32::INFINITY,
            ImageData::Png(_) => 1.0,
        };
        let scale = room.min(tall).min(largest);
        (width * scale, height * scale)
    }
}

/// English Metric Units, the unit of DrawingML: 12,700 a point.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths of a page, never negative"
)]
fn emu(points: Pt) -> u32 {
    (points * 12_700.0).round().max(1.0) as u32
}

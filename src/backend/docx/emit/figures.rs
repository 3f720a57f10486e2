//! Figures: the picture in a paragraph of its own, then its caption and description, all in one content control.

use docx_rs::{ParagraphChild, Pic, StructuredDataTagChild};

use super::notes::PictureNote;
use super::raster::pixels;
use super::{Emitter, Page, Place, Setting, controlled};
use crate::error::Result;
use crate::model::{Alt, Figure, Image, ImageData, Pt};

/// The tallest picture, as a share of the column: a caption must have room below it.
const TALLEST: f32 = 0.75;

impl Emitter<'_> {
    pub(super) fn figure(&mut self, figure: &Figure, setting: &Setting) -> Result<StructuredDataTagChild> {
        self.control("figure", "Figure");
        let profile = self.profile();
        let gap = profile.em(profile.figure.gap);
        self.leave(gap);
        let (width, height) = self.picture_size(&figure.image, setting);
        let (png, svg) = match &figure.image.data {
            ImageData::Png(bytes) => (bytes.to_vec(), None),
            ImageData::Svg(text) => (pixels(text, width)?, Some(text.to_string())),
        };
        let alt = match &figure.alt {
            Alt::Text(alt) => Some(alt.to_string()),
            Alt::Decorative => None,
        };
        self.notes.pictures.push(PictureNote { alt, png, svg });
        // The bytes are put in by a pass: docx-rs gives two equal pictures one relationship.
        let picture = Pic::new_with_dimensions(Vec::new(), 1, 1).size(emu(width), emu(height));
        let run = self.bare_run(&setting.lang, setting.rtl).add_image(picture);
        let mut paragraph = self.paragraph(
            "Figure",
            setting,
            Place::default(),
            vec![ParagraphChild::Run(Box::new(run))],
        );
        if figure.caption.is_some() {
            paragraph = paragraph.keep_next(true);
        }
        let mut out = vec![super::block(paragraph)];
        if let Some(caption) = &figure.caption {
            let content = self.inlines(caption, &setting.lang, setting.rtl);
            out.push(self.line("Caption", setting, Place::default(), content));
        }
        out.extend(self.blocks(&figure.description, setting)?);
        self.leave(gap);
        Ok(controlled(out))
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

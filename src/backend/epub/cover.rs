//! The cover in pixels: a PNG of sixteen colours. A cover is two even fields and a few words, so nothing of it is ever held
//! as four bytes a pixel: the fields are rows of bytes, and only where letters stand are shades painted.
//!
//! The same on every machine: outlines and coverage are reckoned in IEEE arithmetic without approximations, and the
//! pixels are deflated by one implementation.

mod coverage;
mod logo;
mod outlines;
mod palette;

use self::coverage::Patch;
use self::logo::drawn;
use self::outlines::{Pen, glyphs};
use self::palette::{Palette, SHADES};
use crate::layout::Colour;
use crate::model::{Image, Pt};
use crate::page::cover::{Cover, HEIGHT, Ink, WIDTH};
use crate::page::{Area, Shape};

/// Bytes in a row: two pixels each.
const ROW: usize = WIDTH as usize / 2;

/// The cover as a PNG.
///
/// # Errors
/// The encoder's words, or those of the parser for the logo.
pub(super) fn png(cover: &Cover) -> Result<Vec<u8>, String> {
    let mut canvas = Canvas::of(cover);
    for ink in &cover.inks {
        canvas.ink(ink);
    }
    if let Some((image, area)) = &cover.logo {
        canvas.logo(image, area, cover.fields[1].1)?;
    }
    canvas.encode().map_err(|e| format!("the cover: {e}"))
}

/// Pixels as numbers of colours.
struct Canvas {
    /// The left pixel of two in the higher bits.
    pixels: Vec<u8>,
    palette: Palette,
}

impl Canvas {
    fn of(cover: &Cover) -> Self {
        let mut palette = Palette::default();
        let mut pixels = Vec::with_capacity(ROW * usize::from(HEIGHT));
        for (area, colour) in &cover.fields {
            let index = palette.index(*colour);
            let end = whole(area.y + area.height) * ROW;
            pixels.resize(end, index << 4 | index);
        }
        pixels.resize(ROW * usize::from(HEIGHT), 0);
        Self { pixels, palette }
    }

    fn ink(&mut self, ink: &Ink) {
        let ramp = self.palette.ramp(ink.ground, ink.colour);
        let mut pen = Pen::default();
        let mut patch = Patch::default();
        for shape in &ink.shapes {
            match shape {
                Shape::Text(run) => {
                    glyphs(run, &mut pen, |edges| {
                        patch.fill(edges, (Pt::from(WIDTH), Pt::from(HEIGHT)));
                        self.patch(&patch, ramp);
                    });
                }
                Shape::Rectangle { area, .. } => self.rectangle(area, ramp[SHADES - 1]),
                // A cover has none of these.
                Shape::Disc { .. } | Shape::Polygon { .. } | Shape::Picture { .. } => {}
            }
        }
    }

    /// Paints what a glyph covers; where two of them touch, the darker shade stays.
    fn patch(&mut self, patch: &Patch, ramp: [u8; SHADES]) {
        if patch.width == 0 {
            return;
        }
        let ink = ramp[SHADES - 1];
        let rows = patch.levels.chunks_exact(patch.width);
        for (levels, out) in rows.zip(self.pixels.chunks_exact_mut(ROW).skip(patch.top)) {
            let out = out.get_mut(patch.left / 2..).unwrap_or_default();
            for (levels, pair) in levels.chunks(2).zip(out) {
                match levels {
                    [0, 0] | [0] => {}
                    [u8::MAX, u8::MAX] => *pair = ink << 4 | ink,
                    levels => {
                        let shades = levels.iter().zip([4, 0]);
                        *pair = shades.fold(*pair, |pair, (level, shift)| darken(pair, shift, *level, ramp));
                    }
                }
            }
        }
    }

    fn rectangle(&mut self, area: &Area, number: u8) {
        let columns = whole(area.x)..whole(area.x + area.width);
        let rows = whole(area.y)..whole(area.y + area.height);
        for row in self
            .pixels
            .chunks_exact_mut(ROW)
            .skip(rows.start)
            .take(rows.len())
        {
            for x in columns.clone() {
                put(row, x, number);
            }
        }
    }

    fn logo(&mut self, image: &Image, area: &Area, ground: Colour) -> Result<(), String> {
        let Some(drawn) = drawn(image, area, ground)? else {
            return Ok(());
        };
        let width = whole(area.width);
        let numbers = self.palette.numbers(&drawn);
        let (left, top) = (whole(area.x), whole(area.y));
        for (numbers, out) in numbers
            .chunks_exact(width)
            .zip(self.pixels.chunks_exact_mut(ROW).skip(top))
        {
            for (x, number) in (left..).zip(numbers) {
                put(out, x, *number);
            }
        }
        Ok(())
    }

    fn encode(self) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, u32::from(WIDTH), u32::from(HEIGHT));
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(self.palette.colours.concat());
        encoder.set_compression(png::Compression::Balanced);
        // Rows are mostly like the one above.
        encoder.set_filter(png::Filter::Up);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(bytes)
    }
}

/// Shades one pixel of two, in the four bits that begin so far from the right.
fn darken(pair: u8, shift: u8, level: u8, ramp: [u8; SHADES]) -> u8 {
    let old = pair >> shift & 0xF;
    let known = ramp.iter().position(|number| *number == old).unwrap_or(0);
    let shade = usize::from(level.div_ceil(64)).max(known);
    pair & !(0xF << shift) | ramp.get(shade).copied().unwrap_or(old) << shift
}

/// Sets the number of a pixel in a row.
fn put(row: &mut [u8], x: usize, number: u8) {
    if let Some(pair) = row.get_mut(x / 2) {
        *pair = if x.is_multiple_of(2) {
            *pair & 0x0F | number << 4
        } else {
            *pair & 0xF0 | number
        };
    }
}

/// A length as a number of pixels, within the cover.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and the height"
)]
fn whole(length: Pt) -> usize {
    length.round().clamp(0.0, Pt::from(HEIGHT)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Edition, LAYOUTS, Layout, Words};
    use crate::model::{Block, Heading, Lang, Leaflet, Level, NonEmpty, Publisher, text};
    use crate::page::cover::cover;

    fn edition(title: &str, lang: &str, layout: &str, publisher: Option<&str>) -> Edition {
        let lang = Lang::parse(lang).unwrap();
        let heading = Block::Heading(Heading {
            level: Level::TITLE,
            anchor: text::Anchor::from_words("title", "title"),
            content: text::Content::text(title).unwrap(),
        });
        let mut leaflet = Leaflet::new("a", NonEmpty::new(title).unwrap(), lang.clone(), vec![heading]);
        leaflet.publisher = publisher.map(|name| {
            let json = serde_json::json!({ "lang": lang, "name": name });
            serde_json::from_value::<Publisher>(json).unwrap()
        });
        Edition {
            leaflet,
            layout: Layout::bundled(layout, None).unwrap(),
            words: Words::of(&lang).unwrap().0,
            date: None,
        }
    }

    /// The colours of a cover, and the number of the colour of each pixel, row by row.
    fn read(png: &[u8]) -> (Vec<[u8; 3]>, Vec<Vec<u8>>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let info = reader.info();
        assert_eq!((info.width, info.height), (1_600, 2_560));
        let palette = info.palette.as_ref().unwrap().as_chunks::<3>().0.to_vec();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut bytes).unwrap();
        let row = |row: &[u8]| row.iter().flat_map(|pair| [pair >> 4, pair & 15]).collect();
        (palette, bytes.chunks_exact(ROW).map(row).collect())
    }

    fn drawn(edition: &Edition) -> Vec<u8> {
        png(&cover(edition).unwrap()).unwrap()
    }

    /// The first and the last row and column of the upper field in which something is painted.
    fn painted(rows: &[Vec<u8>]) -> (usize, usize, usize, usize) {
        let field = &rows[..1_960];
        let ground = field[0][0];
        let marked = |row: &Vec<u8>| row.iter().any(|pixel| *pixel != ground);
        let column = |x: &usize| field.iter().any(|row| row[*x] != ground);
        (
            field.iter().position(marked).unwrap(),
            field.iter().rposition(marked).unwrap(),
            (0..1_600).find(column).unwrap(),
            (0..1_600).rfind(column).unwrap(),
        )
    }

    const LONG: &str = "What to expect before, during and after an operation in which the whole of the large bowel is taken out and a pouch is made of the small bowel: getting ready at home, the days in hospital, eating and drinking, looking after the wound, going back to work, and whom to call at any hour of day or night";

    #[test]
    fn no_title_is_cut_or_small_and_the_margins_stay_empty() {
        let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
        let many = [LONG; 12].join(" ");
        for (title, lang) in [
            ("X", "en"),
            ("Having a gastroscopy", "en"),
            (LONG, "en"),
            (many.as_str(), "en"),
            (word, "de"),
            ("فحص المعدة بالمنظار", "ar"),
            ("בדיקת קיבה: 020 7946 0018", "he"),
            ("आपकी आँखों की जाँच", "hi"),
            ("আপনার চোখের পরীক্ষা", "bn"),
        ] {
            let (_, rows) = read(&drawn(&edition(title, lang, "large-print", None)));
            let (top, bottom, left, right) = painted(&rows);
            assert_eq!(top, 150, "{title}: the bar");
            assert!(bottom > 400 && bottom < 1_960 - 100, "{title}: {bottom}");
            assert!(left > 135 && right < 1_600 - 135, "{title}: {left} to {right}");
            assert!(
                rows[1_960..]
                    .iter()
                    .all(|row| row.iter().all(|pixel| *pixel == row[0]))
            );
        }
    }

    #[test]
    fn every_layout_keeps_its_colours_and_no_shade_is_left_to_chance() {
        for layout in &LAYOUTS {
            let edition = edition("Having a gastroscopy", "en", layout.name, Some("A Hospital"));
            let colours = &edition.layout.profile.colours;
            let (palette, rows) = read(&drawn(&edition));
            let colour = |x: usize, y: usize| {
                let [red, green, blue] = palette[usize::from(rows[y][x])];
                Colour { red, green, blue }
            };
            let (field, bar) = (colour(0, 0), colour(200, 160));
            assert!(field.contrast(bar) >= 7.0, "{}", layout.name);
            assert!(field.luminance() < bar.luminance());
            assert_eq!(colour(0, 2_559), colours.paper);
            assert!([field, bar].contains(&colours.accent) && [field, bar].contains(&colours.paper));
            assert!(palette.len() <= 10, "{}: {}", layout.name, palette.len());
            let name = rows[2_000..].iter().flatten();
            let text = palette
                .iter()
                .position(|c| *c == [colours.text.red, colours.text.green, colours.text.blue]);
            assert!(name.filter(|pixel| usize::from(**pixel) == text.unwrap()).count() > 1_000);
        }
    }

    #[test]
    fn a_short_title_is_as_large_as_its_longest_word_allows() {
        let wide = |title: &str| {
            let (_, rows) = read(&drawn(&edition(title, "en", "large-print", None)));
            let (.., left, right) = painted(&rows);
            right - left
        };
        assert!(wide("Having a gastroscopy") > 1_200);
        assert!(wide("Eyes") < 800, "and no larger than is calm");
    }

    #[test]
    fn the_same_cover_has_the_same_bytes_and_few_of_them() {
        let edition = edition(LONG, "en", "tinted", Some("A Hospital"));
        let bytes = drawn(&edition);
        assert_eq!(bytes, drawn(&edition));
        assert!(bytes.len() < 120_000, "{}", bytes.len());
    }
}

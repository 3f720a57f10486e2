//! The cover in pixels: a PNG of sixteen colours. A cover is two even fields and a few words, so nothing of it is ever held
//! as four bytes a pixel: the fields are rows of bytes, and only where letters stand are shades painted.
//!
//! The same on every machine: outlines and coverage are reckoned in IEEE arithmetic without approximations, and the
//! pixels are deflated by one implementation.

use resvg::tiny_skia::{FillRule, Mask, Path, PathBuilder, Pixmap, Transform};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::layout::{Colour, fonts};
use crate::model::{Image, ImageData, Pt};
use crate::page::cover::{Cover, HEIGHT, Ink, WIDTH};
use crate::page::{Area, Shape, TextRun};

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
            let end = row(area.y + area.height) * ROW;
            pixels.resize(end, index << 4 | index);
        }
        pixels.resize(ROW * usize::from(HEIGHT), 0);
        Self { pixels, palette }
    }

    fn ink(&mut self, ink: &Ink) {
        let ramp = self.palette.ramp(ink.ground, ink.colour);
        let mut builder = PathBuilder::new();
        for shape in &ink.shapes {
            outline(shape, &mut builder);
        }
        let Some((mask, top)) = builder.finish().and_then(covered) else {
            return;
        };
        let rows = mask.data().chunks_exact(usize::from(WIDTH));
        for (levels, out) in rows.zip(self.pixels.chunks_exact_mut(ROW).skip(top)) {
            let (eights, _) = levels.as_chunks::<8>();
            for (levels, out) in eights.iter().zip(out.as_chunks_mut::<4>().0) {
                if *levels == [0; 8] {
                    continue;
                }
                let shade = |level: u8| ramp[usize::from(level.div_ceil(64))];
                for (pair, out) in levels.as_chunks::<2>().0.iter().zip(out) {
                    *out = shade(pair[0]) << 4 | shade(pair[1]);
                }
            }
        }
    }

    fn logo(&mut self, image: &Image, area: &Area, ground: Colour) -> Result<(), String> {
        let Some(drawn) = drawn(image, area, ground)? else {
            return Ok(());
        };
        let width = row(area.width);
        let numbers = self.palette.numbers(&drawn);
        let (left, top) = (row(area.x), row(area.y));
        for (numbers, out) in numbers
            .chunks_exact(width)
            .zip(self.pixels.chunks_exact_mut(ROW).skip(top))
        {
            for (x, number) in (left..).zip(numbers) {
                if let Some(out) = out.get_mut(x / 2) {
                    *out = if x % 2 == 0 {
                        *out & 0x0F | number << 4
                    } else {
                        *out & 0xF0 | number
                    };
                }
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

/// At most sixteen colours, numbered as they come.
#[derive(Default)]
struct Palette {
    colours: Vec<[u8; 3]>,
}

/// Shades of a letter's edge, its ground and its own colour among them.
const SHADES: usize = 5;
/// How many colours four bits tell apart.
const MOST: usize = 16;
/// How far a colour may be from one that is there already and still be shown as it, in each of red, green and blue.
const ALIKE: u8 = 24;

impl Palette {
    fn index(&mut self, colour: Colour) -> u8 {
        self.number([colour.red, colour.green, colour.blue], 0)
    }

    /// The number of a colour, or of one that differs by so little; the nearest one, where there is no more room.
    fn number(&mut self, colour: [u8; 3], alike: u8) -> u8 {
        let distance = |known: &[u8; 3]| {
            known
                .iter()
                .zip(&colour)
                .map(|(a, b)| a.abs_diff(*b))
                .max()
                .unwrap_or(0)
        };
        let nearest = (0..)
            .zip(&self.colours)
            .map(|(number, known)| (distance(known), number))
            .min();
        match nearest {
            Some((distance, number)) if distance <= alike || self.colours.len() >= MOST => number,
            _ => {
                self.colours.push(colour);
                u8::try_from(self.colours.len() - 1).unwrap_or(0)
            }
        }
    }

    /// From a ground to what stands on it.
    fn ramp(&mut self, ground: Colour, ink: Colour) -> [u8; SHADES] {
        let mut share = 0;
        [(); SHADES].map(|()| {
            let mix = |from: u8, to: u8| (u16::from(from) * (4 - share) + u16::from(to) * share + 2) / 4;
            let mix = |from, to| u8::try_from(mix(from, to)).unwrap_or(u8::MAX);
            let colour = Colour {
                red: mix(ground.red, ink.red),
                green: mix(ground.green, ink.green),
                blue: mix(ground.blue, ink.blue),
            };
            share += 1;
            self.index(colour)
        })
    }

    /// The pixels of a picture as numbers of colours; what is left of the palette goes to those that most of it has.
    fn numbers(&mut self, picture: &Pixmap) -> Vec<u8> {
        let mut counts: std::collections::BTreeMap<[u8; 3], (usize, u8)> = std::collections::BTreeMap::new();
        let colours = || {
            picture
                .data()
                .as_chunks::<4>()
                .0
                .iter()
                .map(|[red, green, blue, _]| [*red, *green, *blue])
        };
        for colour in colours() {
            counts.entry(colour).or_default().0 += 1;
        }
        let mut common: Vec<([u8; 3], usize)> = counts
            .iter()
            .map(|(colour, (count, _))| (*colour, *count))
            .collect();
        common.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (colour, _) in common {
            let number = self.number(colour, ALIKE);
            counts.insert(colour, (0, number));
        }
        colours()
            .map(|colour| counts.get(&colour).map_or(0, |(_, number)| *number))
            .collect()
    }
}

/// How much of each pixel a path covers, and the row that this begins with.
fn covered(path: Path) -> Option<(Mask, usize)> {
    let bounds = path.bounds();
    let (top, bottom) = (row(bounds.top().floor()), row(bounds.bottom().ceil()));
    let rows = u32::try_from(bottom.checked_sub(top)?).ok()?;
    let mut mask = Mask::new(u32::from(WIDTH), rows)?;
    let above = Transform::from_translate(0.0, -bounds.top().floor().max(0.0));
    mask.fill_path(&path, FillRule::Winding, true, above);
    Some((mask, top))
}

fn outline(shape: &Shape, builder: &mut PathBuilder) {
    match shape {
        Shape::Text(run) => glyphs(run, builder),
        Shape::Rectangle { area, .. } => {
            let rect = resvg::tiny_skia::Rect::from_xywh(area.x, area.y, area.width, area.height);
            rect.into_iter().for_each(|rect| builder.push_rect(rect));
        }
        // A cover has none of these.
        Shape::Disc { .. } | Shape::Polygon { .. } | Shape::Picture { .. } => {}
    }
}

fn glyphs(run: &TextRun, builder: &mut PathBuilder) {
    let Ok(font) = FontRef::new(run.face.face().bytes) else {
        return;
    };
    let outlines = font.outline_glyphs();
    for cluster in &run.clusters {
        for glyph in &cluster.glyphs {
            let Some(outline) = outlines.get(GlyphId::from(glyph.id)) else {
                continue;
            };
            let settings = DrawSettings::unhinted(Size::new(run.size), LocationRef::default());
            let mut pen = Pen {
                builder,
                x: cluster.x + glyph.dx,
                y: run.baseline - glyph.dy,
            };
            // A glyph that cannot be drawn has no outline, as a space has none.
            let _ = outline.draw(settings, &mut pen);
        }
    }
}

/// Draws a glyph where it stands; its own y runs upwards.
struct Pen<'a> {
    builder: &'a mut PathBuilder,
    x: Pt,
    y: Pt,
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.builder.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.builder
            .quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (left, base) = (self.x, self.y);
        self.builder
            .cubic_to(left + cx0, base - cy0, left + cx1, base - cy1, left + x, base - y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}

/// A picture on its ground, in pixels.
fn drawn(image: &Image, area: &Area, ground: Colour) -> Result<Option<Pixmap>, String> {
    let say = |why: String| format!("{}: {why}", image.name);
    let (width, height) = (row(area.width), row(area.height));
    let sides = (u32::try_from(width), u32::try_from(height));
    let (Ok(width), Ok(height)) = sides else {
        return Ok(None);
    };
    let Some(mut pixmap) = Pixmap::new(width, height) else {
        return Ok(None);
    };
    pixmap.fill(resvg::tiny_skia::Color::from_rgba8(
        ground.red,
        ground.green,
        ground.blue,
        u8::MAX,
    ));
    match &image.data {
        ImageData::Svg(svg) => {
            let tree = fonts::drawing(svg).map_err(|e| say(e.to_string()))?;
            let size = tree.size();
            let scale = Transform::from_scale(area.width / size.width(), area.height / size.height());
            resvg::render(&tree, scale, &mut pixmap.as_mut());
        }
        ImageData::Png(bytes) => {
            let picture = Pixmap::decode_png(bytes).map_err(|e| say(e.to_string()))?;
            let (wide, high) = (picture.width() as f32, picture.height() as f32);
            let scale = Transform::from_scale(area.width / wide, area.height / high);
            let paint = resvg::tiny_skia::PixmapPaint {
                quality: resvg::tiny_skia::FilterQuality::Bilinear,
                ..Default::default()
            };
            pixmap.draw_pixmap(0, 0, picture.as_ref(), &paint, scale, None);
        }
    }
    Ok(Some(pixmap))
}

/// A length as a number of pixels, within the cover.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and the height"
)]
fn row(length: Pt) -> usize {
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

    #[test]
    fn a_palette_never_grows_beyond_sixteen_and_takes_the_nearest() {
        let mut palette = Palette::default();
        for grey in 0..=255 {
            palette.number([grey; 3], 0);
        }
        assert_eq!(palette.colours.len(), MOST);
        assert_eq!(palette.number([3; 3], 0), 3);
        assert_eq!(palette.number([200; 3], 0), 15);
    }
}

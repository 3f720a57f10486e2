//! Drawings as Word gets them: plain shapes, and pixels for programs that show no SVG. Only the bundled faces are used,
//! and words become shapes: a picture looks the same wherever it was made and wherever it is shown.

use std::collections::BTreeMap;

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};

use crate::error::{Error, Result};
use crate::layout::fonts::drawing;
use crate::model::Pt;

/// Pixels for each inch of the printed picture.
const DENSITY: f32 = 300.0;

/// The widest and highest picture, in pixels: a malformed drawing must not ask for all memory.
const MAX_SIDE: f32 = 8_192.0;

/// A drawing in both forms.
pub struct Drawn {
    /// Its pixels, as PNG.
    pub png: Vec<u8>,
    /// Its shapes, as SVG: none of the author's own markup, no words, nothing from elsewhere.
    pub svg: String,
}

/// A drawing at a width in points.
///
/// # Errors
/// [`Error::Write`] where it is no drawing after all.
pub fn drawn(svg: &str, width: Pt) -> Result<Drawn> {
    let fail = |why: String| {
        Error::write(
            crate::backend::docx::ID,
            format!("a drawing cannot be drawn: {why}"),
        )
    };
    let tree = drawing(svg).map_err(|e| fail(e.to_string()))?;
    let size = tree.size();
    let wanted = width / 72.0 * DENSITY / size.width();
    let scale = wanted.min(MAX_SIDE / size.width()).min(MAX_SIDE / size.height());
    let (columns, rows) = (whole(size.width() * scale), whole(size.height() * scale));
    let mut pixmap = Pixmap::new(columns, rows).ok_or_else(|| fail("it has no size".to_owned()))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let options = usvg::WriteOptions {
        indent: usvg::Indent::None,
        attributes_indent: usvg::Indent::None,
        ..usvg::WriteOptions::default()
    };
    Ok(Drawn {
        png: encode(&pixmap).map_err(|e| fail(e.to_string()))?,
        svg: tree.to_string(&options),
    })
}

/// One byte a pixel where a drawing has at most 256 colours and shades, or few more, as nearly all have; else four.
fn encode(pixmap: &Pixmap) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_depth(png::BitDepth::Eight);
    // Drawings are flat: whole rows repeat, and a filter makes them slower to pack and larger.
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    let pixels = if let Some(indexed) = Indexed::of(pixmap) {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(indexed.colours);
        if indexed.opacities.iter().any(|opacity| *opacity < u8::MAX) {
            encoder.set_trns(indexed.opacities);
        }
        indexed.pixels
    } else {
        encoder.set_color(png::ColorType::Rgba);
        pixmap.clone().take_demultiplied()
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// A picture whose pixels are numbers of colours; colours are numbered as they come first.
#[derive(Default)]
struct Indexed {
    pixels: Vec<u8>,
    /// Red, green and blue of each colour.
    colours: Vec<u8>,
    opacities: Vec<u8>,
}

/// How many colours a palette has.
const PALETTE: usize = 256;
/// The most colours that are looked through for a palette.
const MOST_COLOURS: usize = 2_048;
/// How far a rare shade may be from the one that stands for it, of 255: nobody sees so little.
const ALIKE: u8 = 4;
/// Shades are rare that one pixel in so many has: along edges, not in a gradient.
const RARE: usize = 200;

impl Indexed {
    /// `None` where a palette is not enough.
    fn of(pixmap: &Pixmap) -> Option<Self> {
        let mut numbers: BTreeMap<[u8; 4], usize> = BTreeMap::new();
        let mut shades: Vec<Shade> = Vec::new();
        // Neighbours are mostly equal.
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut last = None;
        for pixel in pixmap.data().as_chunks::<4>().0 {
            if last == Some(pixel)
                && let Some((_, length)) = runs.last_mut()
            {
                *length += 1;
                continue;
            }
            last = Some(pixel);
            let next = shades.len();
            let number = *numbers.entry(*pixel).or_insert(next);
            if number == next {
                shades.push(Shade {
                    colour: *pixel,
                    pixels: 0,
                });
                if shades.len() > MOST_COLOURS {
                    return None;
                }
            }
            runs.push((number, 1));
        }
        for (number, length) in &runs {
            shades.get_mut(*number)?.pixels += length;
        }
        let (kept, numbers) = palette(&shades)?;
        let mut out = Self {
            pixels: Vec::with_capacity(pixmap.data().len() / 4),
            ..Self::default()
        };
        for (number, length) in runs {
            let number = *numbers.get(number)?;
            out.pixels.extend(std::iter::repeat_n(number, length));
        }
        for [red, green, blue, alpha] in kept {
            let colour = PremultipliedColorU8::from_rgba(red, green, blue, alpha)?.demultiply();
            out.colours.extend([colour.red(), colour.green(), colour.blue()]);
            out.opacities.push(colour.alpha());
        }
        Some(out)
    }
}

/// A colour as it is painted, and how many pixels have it.
struct Shade {
    colour: [u8; 4],
    pixels: usize,
}

/// The colours of a palette, and which of them stands for each shade. Where there are too many shades, as along the edges
/// of letters, the rarest are shown as those that look the same.
fn palette(shades: &[Shade]) -> Option<(Vec<[u8; 4]>, Vec<u8>)> {
    let mut common: Vec<usize> = (0..shades.len()).collect();
    common.sort_by_key(|number| std::cmp::Reverse(shades.get(*number).map_or(0, |shade| shade.pixels)));
    common.truncate(PALETTE);
    common.sort_unstable();
    let count =
        |shades: &mut dyn Iterator<Item = &Shade>| -> usize { shades.map(|shade| shade.pixels).sum() };
    let all = count(&mut shades.iter());
    let shown = count(&mut common.iter().filter_map(|number| shades.get(*number)));
    if (all - shown) * RARE > all {
        return None;
    }
    let kept: Vec<[u8; 4]> = common
        .iter()
        .filter_map(|number| Some(shades.get(*number)?.colour))
        .collect();
    let distance = |a: &[u8; 4], b: &[u8; 4]| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
    let mut numbers = Vec::with_capacity(shades.len());
    for (number, shade) in shades.iter().enumerate() {
        let place = match common.binary_search(&number) {
            Ok(place) => place,
            Err(_) => {
                let near = kept.iter().enumerate();
                let (place, found) = near.min_by_key(|(_, colour)| distance(colour, &shade.colour))?;
                if distance(found, &shade.colour) > ALIKE {
                    return None;
                }
                place
            }
        };
        numbers.push(u8::try_from(place).ok()?);
    }
    Some((kept, numbers))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and 8,192"
)]
fn whole(side: f32) -> u32 {
    side.round().clamp(1.0, MAX_SIDE) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pixels of a PNG, four bytes each.
    fn read(png: &[u8]) -> Vec<u8> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().unwrap();
        let mut read = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut read).unwrap();
        read
    }

    #[test]
    fn a_drawing_has_300_pixels_an_inch_and_the_bundled_letters() {
        let draw = |text: &str| {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='96' height='48'><text y='40' font-family='Unknown'>{text}</text></svg>"
            );
            drawn(&svg, 72.0).unwrap().png
        };
        let size = |png: &[u8]| (png[18..20].to_vec(), png[22..24].to_vec());
        let letters = draw("AB");
        assert_eq!(size(&letters), (vec![1, 44], vec![0, 150]), "300 by 150 pixels");
        assert_ne!(letters, draw(""));
        assert_eq!(letters, draw("AB"));
        assert!(drawn("<svg", 72.0).is_err());
    }

    #[test]
    fn rare_shades_are_shown_as_those_that_look_the_same() {
        let shade = |grey: u8, pixels| Shade {
            colour: [grey, grey, grey, 255],
            pixels,
        };
        let mut shades: Vec<Shade> = (0..=254).map(|grey| shade(grey, 9)).collect();
        shades.extend([
            Shade {
                colour: [2, 0, 4, 255],
                pixels: 1,
            },
            shade(255, 9),
        ]);
        let (kept, numbers) = palette(&shades).unwrap();
        assert_eq!((kept.len(), numbers.len()), (256, 257));
        assert!(!kept.contains(&[2, 0, 4, 255]) && kept.contains(&[255; 4]));
        assert_eq!(kept[usize::from(numbers[255])], [2, 2, 2, 255]);
        assert_eq!(
            kept[usize::from(numbers[256])],
            [255; 4],
            "common shades stay as they are"
        );
        shades[255].colour = [200, 0, 0, 255];
        assert!(palette(&shades).is_none());
    }

    #[test]
    fn the_words_of_a_drawing_are_shapes_and_nothing_of_its_markup_is_left() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 96 48'><!-- a note --><title>A</title>\
                   <metadata>who drew it</metadata><text id='key' class='a' y='40' font-size='40'>AB</text></svg>";
        let shapes = drawn(svg, 72.0).unwrap().svg;
        for lost in ["<text", "<title", "note", "who drew it", "class", "font"] {
            assert!(!shapes.contains(lost), "{lost}: {shapes}");
        }
        assert!(shapes.contains("<path"), "{shapes}");
        let (words, again) = (
            read(&drawn(svg, 72.0).unwrap().png),
            read(&drawn(&shapes, 72.0).unwrap().png),
        );
        let far = words.iter().zip(&again).filter(|(a, b)| a.abs_diff(**b) > 32);
        assert!(words.iter().any(|byte| *byte > 0) && words.len() == again.len());
        assert_eq!(far.count(), 0, "the shapes are those of the words");
    }

    #[test]
    fn a_palette_and_whole_colours_give_the_same_pixels() {
        let shown = |shapes: &str| {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'><linearGradient id='g'>\
                 <stop stop-color='#f00'/><stop offset='1' stop-color='#00f' stop-opacity='.2'/></linearGradient>{shapes}</svg>"
            );
            let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
            let mut pixmap = Pixmap::new(640, 640).unwrap();
            resvg::render(&tree, Transform::from_scale(10.0, 10.0), &mut pixmap.as_mut());
            let bytes = encode(&pixmap).unwrap();
            let read = read(&bytes);
            assert_eq!(read, pixmap.take_demultiplied());
            bytes[25]
        };
        let (indexed, rgba) = (3, 6);
        let circle =
            "<circle cx='32' cy='32' r='20' fill='#063' fill-opacity='.5' stroke='#000' stroke-width='3'/>";
        assert_eq!(shown(circle), indexed);
        assert_eq!(shown("<rect width='64' height='64' fill='#fff'/>"), indexed);
        assert_eq!(shown("<rect width='64' height='64' fill='url(#g)'/>"), rgba);
    }
}

//! A ground of its own for a picture, where the paper is too dark for it: Word can fill what stands behind a picture, but
//! other programs pass that over, so that the ground is part of the picture.

use crate::layout::Colour;

/// A drawing on a ground of one colour; nothing, where it is no drawing or empty.
pub fn grounded(svg: &str, ground: Colour) -> Option<String> {
    let document = usvg::roxmltree::Document::parse(svg).ok()?;
    let root = document.root_element();
    let start = root.first_child()?.range().start;
    let (before, after) = (svg.get(..start)?, svg.get(start..)?);
    let numbers: Vec<f32> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\t', '\n', '\r'])
        .filter_map(|number| number.parse().ok())
        .collect();
    let (x, y) = match numbers.as_slice() {
        [x, y, _, _] => (*x, *y),
        _ => (0.0, 0.0),
    };
    let rect = format!(
        "<rect xmlns=\"http://www.w3.org/2000/svg\" x=\"{x}\" y=\"{y}\" width=\"100%\" height=\"100%\" fill=\"#{}\"/>",
        ground.hex()
    );
    Some(format!("{before}{rect}{after}"))
}

/// Pixels on a ground of one colour; nothing, where none of them is transparent.
pub fn flattened(bytes: &[u8], ground: Colour) -> Option<Vec<u8>> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    let dims = reader.info().pixel_dims;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let (colour, _) = reader.output_color_type();
    reader.next_frame(&mut pixels).ok()?;
    let grey = match colour {
        png::ColorType::GrayscaleAlpha => true,
        png::ColorType::Rgba => false,
        png::ColorType::Grayscale | png::ColorType::Rgb | png::ColorType::Indexed => return None,
    };
    let samples = if grey { 2 } else { 4 };
    if pixels
        .chunks_exact(samples)
        .all(|pixel| pixel.last() == Some(&u8::MAX))
    {
        return None;
    }
    let mut flat = Vec::with_capacity(pixels.len() / samples * 3);
    for pixel in pixels.chunks_exact(samples) {
        let [first, .., alpha] = *pixel else { return None };
        let (green, blue) = match *pixel {
            [_, green, blue, _] => (green, blue),
            _ => (first, first),
        };
        let over = |top: u8, below: u8| {
            let (alpha, top, below) = (u32::from(alpha), u32::from(top), u32::from(below));
            u8::try_from((top * alpha + below * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
        };
        flat.extend([
            over(first, ground.red),
            over(green, ground.green),
            over(blue, ground.blue),
        ]);
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_pixel_dims(dims);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&flat).ok()?;
    writer.finish().ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(colour: png::ColorType, pixels: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, 2, 1);
        encoder.set_color(colour);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(pixels).unwrap();
        writer.finish().unwrap();
        out
    }

    #[test]
    fn what_is_transparent_shows_the_ground() {
        let ground = Colour::WHITE;
        for (colour, pixels, seen) in [
            (
                png::ColorType::Rgba,
                &[9, 8, 7, 255, 0, 0, 0, 0][..],
                Some([9, 8, 7, 255, 255, 255]),
            ),
            (
                png::ColorType::GrayscaleAlpha,
                &[0, 51, 5, 255],
                Some([204, 204, 204, 5, 5, 5]),
            ),
            (png::ColorType::Rgba, &[9, 8, 7, 255, 0, 0, 0, 255], None),
            (png::ColorType::Rgb, &[9, 8, 7, 0, 0, 0], None),
        ] {
            let flat = flattened(&png(colour, pixels), ground);
            let read = flat.map(|bytes| {
                let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
                    .read_info()
                    .unwrap();
                let mut read = [0; 6];
                reader.next_frame(&mut read).unwrap();
                read
            });
            assert_eq!(read, seen, "{colour:?}");
        }
        assert_eq!(flattened(b"no picture", ground), None);
    }

    #[test]
    fn the_ground_stands_behind_everything() {
        let white = Colour::WHITE;
        for (svg, from) in [
            (
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-5 2 10 10\">\n<g/></svg>",
                "x=\"-5\" y=\"2\"",
            ),
            (
                "<!-- <svg> --><s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:g/></s:svg>",
                "x=\"0\" y=\"0\"",
            ),
        ] {
            let on = grounded(svg, white).unwrap();
            assert!(on.contains(from), "{on}");
            let document = usvg::roxmltree::Document::parse(&on).unwrap();
            let first = document.root_element().first_element_child().unwrap();
            assert_eq!(first.tag_name().name(), "rect");
            assert_eq!(first.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
        }
        assert_eq!(grounded("no drawing", white), None);
        assert_eq!(grounded("<svg/>", white), None);
    }
}

//! How far apart two colours are to the eye, for those who read files back. It stands apart from the colours of layouts, or
//! what is measured would be measured by what was asked for.

/// Red, green and blue (sRGB), 0 to 255 each.
pub type Rgb = [u8; 3];

/// The contrast ratio of two colours, from 1 to 21 (WCAG 2.2).
#[must_use]
pub fn contrast(one: Rgb, other: Rgb) -> f32 {
    contrast_of_parts(parts(one), parts(other))
}

/// The same of colours whose parts go from 0 to 1.
#[must_use]
pub fn contrast_of_parts(one: [f32; 3], other: [f32; 3]) -> f32 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Red, green and blue as light, from 0 to 1 each: what sRGB encodes (IEC 61966-2-1).
#[must_use]
pub fn linear(colour: [f32; 3]) -> [f32; 3] {
    colour.map(|part| {
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// A colour with parts from 0 to 1.
#[must_use]
pub fn parts(colour: Rgb) -> [f32; 3] {
    colour.map(|byte| f32::from(byte) / 255.0)
}

/// The relative luminance of a colour, from 0 to 1 (WCAG 2.2).
fn luminance(colour: [f32; 3]) -> f32 {
    let [red, green, blue] = linear(colour);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_the_guidelines() {
        for (one, other, ratio) in [
            ([0, 0, 0], [255, 255, 255], 21.0),
            ([255, 255, 255], [255, 255, 255], 1.0),
            // #777777 on white is the grey that just fails 4.5:1.
            ([0x77, 0x77, 0x77], [255, 255, 255], 4.48),
        ] {
            assert!((contrast(one, other) - ratio).abs() < 0.01, "{one:?}");
        }
    }
}

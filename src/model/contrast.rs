//! How far apart two colours are to the eye, for those who read files back. It stands apart from the colours of layouts, or
//! what is measured would be measured by what was asked for.

/// Red, green and blue (sRGB), 0 to 255 each.
pub type Rgb = [u8; 3];

/// The contrast ratio of two colours, from 1 to 21 (WCAG 2.2).
#[must_use]
pub fn contrast(one: Rgb, other: Rgb) -> f32 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance of a colour, from 0 to 1 (WCAG 2.2).
#[must_use]
pub fn luminance(colour: Rgb) -> f32 {
    let linear = |byte: u8| {
        let c = f32::from(byte) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    let [red, green, blue] = colour.map(linear);
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

//! Colours that stay legible on a page whose colours the reader chose.
//!
//! A night mode may change the colour of the body and nothing else: an accent that is dark enough for white paper would
//! vanish on black. So headings, links and rules take hue and chroma from the profile, and the lightness from the
//! colour in force.

use crate::layout::Colour;

/// The lightest that a coloured text becomes, as oklab lightness: about 10:1 against black, for any hue.
const LIGHTEST: f32 = 0.8;

/// A colour that is never adapted: for text on a tint that is set with it.
pub(super) fn fixed(colour: Colour) -> String {
    format!("#{}", colour.hex())
}

/// The darkest that a coloured text of a dark layout becomes on a page that the reader made light: about 8:1 against
/// white, for any hue.
const DARKEST: f32 = 0.4;

/// The values of one CSS property, worst first: a reading system keeps the last that it understands. On black text the
/// last is the colour itself; on white text it is as light as [`LIGHTEST`]. In a dark layout the other way round.
pub(super) fn adapted(colour: Colour, dark: bool) -> [String; 2] {
    let [lightness, chroma, hue] = oklch(colour);
    let (share, from, to) = if dark {
        (60, DARKEST.min(lightness), (lightness * 1000.0).round() / 1000.0)
    } else {
        (40, lightness, LIGHTEST)
    };
    [
        format!("color-mix(in oklab, currentColor {share}%, #{})", colour.hex()),
        format!("oklch(from currentColor clamp({from:.3}, l, {to}) {chroma:.3} {hue:.1})"),
    ]
}

/// Lightness, chroma and hue (degrees) of a colour (CSS Color 4, section 9.2).
fn oklch(colour: Colour) -> [f32; 3] {
    let linear = |byte: u8| {
        let c = f32::from(byte) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    let (r, g, b) = (linear(colour.red), linear(colour.green), linear(colour.blue));
    let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
    let lightness = 0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s;
    let a = 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s;
    let b = 0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s;
    let hue = b.atan2(a).to_degrees().rem_euclid(360.0);
    [lightness, a.hypot(b), hue]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_specification() {
        let [lightness, chroma, hue] = oklch(Colour {
            red: 255,
            green: 0,
            blue: 0,
        });
        assert!(
            (lightness - 0.628).abs() < 0.001 && (chroma - 0.258).abs() < 0.001 && (hue - 29.2).abs() < 0.1
        );
        let [lightness, chroma, _] = oklch(Colour {
            red: 255,
            green: 255,
            blue: 255,
        });
        assert!((lightness - 1.0).abs() < 0.001 && chroma < 0.001);
    }
}

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

/// How much of the colour in force is mixed in where a reading system knows no relative colours, in percent: enough for 7:1
/// on black, whatever the colour that it is mixed with.
const MIXED: u8 = 60;

/// The values of one CSS property, worst first: a reading system keeps the last that it understands. On black text the
/// last is the colour itself; on white text it is as light as [`LIGHTEST`]. In a dark layout the other way round.
pub(super) fn adapted(colour: Colour, dark: bool) -> [String; 2] {
    let [lightness, chroma, hue] = oklch(colour);
    let (from, to) = if dark {
        (DARKEST.min(lightness), (lightness * 1000.0).round() / 1000.0)
    } else {
        (lightness, LIGHTEST)
    };
    [
        format!("color-mix(in oklab, currentColor {MIXED}%, #{})", colour.hex()),
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

    /// An oklab colour on a screen (CSS Color 4, section 9.3), what no screen shows cut off.
    fn shown([lightness, a, b]: [f32; 3]) -> Colour {
        let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
        let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
        let byte = |linear: f32| {
            let c = linear.clamp(0.0, 1.0);
            let c = if c <= 0.003_130_8 {
                12.92 * c
            } else {
                1.055 * c.powf(1.0 / 2.4) - 0.055
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from 0 to 255"
            )]
            let byte = (c * 255.0).round() as u8;
            byte
        };
        Colour {
            red: byte(4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s),
            green: byte(-1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s),
            blue: byte(-0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s),
        }
    }

    fn lab([lightness, chroma, hue]: [f32; 3]) -> [f32; 3] {
        let (sin, cos) = hue.to_radians().sin_cos();
        [lightness, chroma * cos, chroma * sin]
    }

    fn grey(byte: u8) -> Colour {
        Colour {
            red: byte,
            green: byte,
            blue: byte,
        }
    }

    #[test]
    fn a_colour_comes_back_from_oklab() {
        for colour in [
            grey(0),
            grey(255),
            Colour {
                red: 11,
                green: 47,
                blue: 82,
            },
        ] {
            assert_eq!(shown(lab(oklch(colour))).hex(), colour.hex());
        }
    }

    /// WCAG 2.2, 1.4.6, of headings, links and labels on a page that the reader made dark, or in a dark layout light; the
    /// page is black or white, or the softer ground of a browser's or a reading system's own night mode.
    #[test]
    fn coloured_text_is_legible_on_the_page_that_the_reader_chose() {
        for bundled in &crate::layout::LAYOUTS {
            let profile = crate::layout::Layout::bundled(bundled.name, None)
                .unwrap()
                .profile;
            let (dark, colours) = (profile.colours.is_dark(), &profile.colours);
            let (text, grounds) = if dark {
                (grey(0), [grey(255), grey(250)])
            } else {
                (grey(255), [grey(0), grey(0x12)])
            };
            for colour in [colours.accent, colours.signal] {
                let [lightness, chroma, hue] = oklch(colour);
                let bound = if dark { DARKEST.min(lightness) } else { LIGHTEST };
                let best = shown(lab([bound, chroma, hue]));
                // Where a reading system knows no relative colours: a mixture with the colour in force.
                let share = f32::from(MIXED) / 100.0;
                let (of_text, own) = (lab(oklch(text)), lab([lightness, chroma, hue]));
                let mixed = [0, 1, 2].map(|i| share * of_text[i] + (1.0 - share) * own[i]);
                for ground in grounds {
                    let contrast = best.contrast(ground);
                    assert!(contrast >= 7.0, "{}, #{}: {contrast}", bundled.name, colour.hex());
                    let contrast = shown(mixed).contrast(ground);
                    assert!(
                        contrast >= 7.0,
                        "{}, #{} mixed: {contrast}",
                        bundled.name,
                        colour.hex()
                    );
                }
            }
        }
    }
}

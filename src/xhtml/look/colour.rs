//! Colours of sheets (CSS Color 4 and 5), as far as they can be told without knowing the reader's own.

use crate::model::contrast::{Rgb, linear, parts};

use super::syntax::split;

/// A colour at an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Colour {
    /// One that the page has.
    Told(Rgb),
    /// The reader's own, or made of it.
    Readers,
    /// One that is not understood here.
    Untold,
}

/// What a value of a colour comes to where `current` is the colour of the text round it and `behind` what it lies on.
pub(super) fn colour(value: &str, current: Colour, behind: Colour) -> Colour {
    let value = value.trim().to_ascii_lowercase();
    match value.as_str() {
        "currentcolor" | "inherit" | "unset" => return current,
        "transparent" => return behind,
        "initial" | "revert" => return Colour::Readers,
        // Those of the reader's system: nobody can tell them, nor how far apart they are.
        name if is_system(name) => return Colour::Untold,
        _ => {}
    }
    if let Some(digits) = value.strip_prefix('#') {
        return hex(digits, behind);
    }
    let call = value
        .split_once('(')
        .map(|(name, inside)| (name, inside.trim_end_matches(')')));
    match call {
        Some(("rgb" | "rgba", inside)) => rgb(inside, behind),
        Some(("hsl" | "hsla" | "hwb", inside)) => {
            let is_hwb = value.starts_with("hwb");
            of_hue(inside, is_hwb, behind)
        }
        Some(("oklch", inside)) => oklch(inside, current),
        Some(_) => Colour::Untold,
        None => named(&value).map_or(Colour::Untold, Colour::Told),
    }
}

/// The colours of the reader's system (CSS Color 4, section 6.2 and appendix A).
fn is_system(name: &str) -> bool {
    matches!(
        name,
        "accentcolor"
            | "accentcolortext"
            | "activetext"
            | "buttonborder"
            | "buttonface"
            | "buttontext"
            | "canvas"
            | "canvastext"
            | "field"
            | "fieldtext"
            | "graytext"
            | "highlight"
            | "highlighttext"
            | "linktext"
            | "mark"
            | "marktext"
            | "selecteditem"
            | "selecteditemtext"
            | "visitedtext"
            | "window"
            | "windowtext"
            | "auto"
    )
}

/// Whether browsers take a value for a colour.
pub(super) fn is_colour(value: &str) -> bool {
    let name = |c: char| c.is_ascii_alphabetic();
    match value.split_once('(') {
        Some((function, _)) => [
            "rgb",
            "rgba",
            "hsl",
            "hsla",
            "hwb",
            "lab",
            "lch",
            "oklab",
            "oklch",
            "color",
            "color-mix",
            "light-dark",
            "device-cmyk",
            "contrast-color",
        ]
        .contains(&function),
        None if value.starts_with('#') => {
            matches!(value.len(), 4 | 5 | 7 | 9) && value.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit())
        }
        None => {
            matches!(value, "transparent" | "currentcolor")
                || is_system(value)
                || named(value).is_some()
                // Names that are not known here.
                || value.chars().all(name) && NAMED.iter().any(|part| value.contains(part))
        }
    }
}

/// What the names of the other colours of CSS have in them.
const NAMED: [&str; 29] = [
    "blue",
    "green",
    "red",
    "gray",
    "grey",
    "white",
    "brown",
    "pink",
    "orange",
    "yellow",
    "violet",
    "orchid",
    "salmon",
    "slate",
    "sea",
    "khaki",
    "coral",
    "gold",
    "cyan",
    "turquoise",
    "purple",
    "aquamarine",
    "azure",
    "beige",
    "ivory",
    "lace",
    "tan",
    "thistle",
    "snow",
];

/// How little of what lies behind a colour it lets through, from 0 to 1.
pub(super) fn alpha(value: &str) -> f32 {
    let value = value.trim().to_ascii_lowercase();
    if value == "transparent" {
        return 0.0;
    }
    if let Some(digits) = value.strip_prefix('#') {
        let (digits, most) = match digits.len() {
            4 => (digits.get(3..), 15.0),
            8 => (digits.get(6..), 255.0),
            _ => return 1.0,
        };
        let alpha = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        return alpha.map_or(1.0, |alpha| f32::from(alpha) / most);
    }
    let Some((name, inside)) = value.split_once('(') else {
        return 1.0;
    };
    let inside = inside.trim_end_matches(')');
    let parts = split(inside, ',');
    let share = match (inside.rsplit_once('/'), parts.as_slice()) {
        (Some((_, share)), _) => share,
        (None, [_, _, _, share]) if name != "color-mix" => share,
        (None, _) => return 1.0,
    };
    match share.trim() {
        "none" => 0.0,
        share => super::allowed::number(share).unwrap_or(1.0),
    }
}

fn hex(digits: &str, behind: Colour) -> Colour {
    let nibble = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let all: Option<Vec<u8>> = match digits.len() {
        3 | 4 => (0..digits.len())
            .map(|at| nibble(at).map(|nibble| nibble * 17))
            .collect(),
        6 | 8 => (0..digits.len()).step_by(2).map(byte).collect(),
        _ => None,
    };
    match all.as_deref() {
        Some([red, green, blue]) => Colour::Told([*red, *green, *blue]),
        Some([red, green, blue, alpha]) => over([*red, *green, *blue], f32::from(*alpha) / 255.0, behind),
        Some(_) | None => Colour::Untold,
    }
}

/// A colour that lets through what lies behind it.
fn over(colour: Rgb, alpha: f32, behind: Colour) -> Colour {
    if alpha >= 1.0 {
        return Colour::Told(colour);
    }
    let Colour::Told(behind) = behind else {
        return behind;
    };
    let mix = |top: u8, under: u8| (f32::from(top) * alpha + f32::from(under) * (1.0 - alpha)).round() as u8;
    let [red, green, blue] = colour;
    Colour::Told([mix(red, behind[0]), mix(green, behind[1]), mix(blue, behind[2])])
}

fn rgb(inside: &str, behind: Colour) -> Colour {
    let parts: Vec<&str> = inside
        .split([',', '/', ' '])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let part = |text: &str, whole: f32| match text.strip_suffix('%') {
        Some(share) => share.parse::<f32>().ok().map(|share| share / 100.0 * whole),
        None => text.parse::<f32>().ok(),
    };
    let byte = |text: &str| part(text, 255.0).map(|value| value.clamp(0.0, 255.0).round() as u8);
    let (colour, alpha) = match parts.as_slice() {
        [red, green, blue] => ([byte(red), byte(green), byte(blue)], Some(1.0)),
        [red, green, blue, alpha] => ([byte(red), byte(green), byte(blue)], part(alpha, 1.0)),
        _ => return Colour::Untold,
    };
    match (colour, alpha) {
        ([Some(red), Some(green), Some(blue)], Some(alpha)) => over([red, green, blue], alpha, behind),
        _ => Colour::Untold,
    }
}

/// `hsl()` and `hwb()` (CSS Color 4, sections 7 and 8).
fn of_hue(inside: &str, is_hwb: bool, behind: Colour) -> Colour {
    let parts: Vec<&str> = inside
        .split([',', '/', ' '])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let [hue, first, second, rest @ ..] = parts.as_slice() else {
        return Colour::Untold;
    };
    let (number, turn) = match hue.strip_suffix("turn") {
        Some(turns) => (turns, 360.0),
        None => (hue.strip_suffix("deg").unwrap_or(hue), 1.0),
    };
    let share = |text: &str| {
        let number = text.strip_suffix('%').unwrap_or(text).parse::<f32>();
        number.ok().map(|share| (share / 100.0).clamp(0.0, 1.0))
    };
    let alpha = rest
        .first()
        .map_or(Some(1.0), |alpha| super::allowed::number(alpha));
    let (Ok(hue), Some(first), Some(second), Some(alpha)) =
        (number.parse::<f32>(), share(first), share(second), alpha)
    else {
        return Colour::Untold;
    };
    let hue = (hue * turn).rem_euclid(360.0);
    // How much of a colour there is, from the hue alone.
    let pure = |from: f32| {
        let at = (from + hue / 60.0).rem_euclid(6.0);
        ((at - 3.0).abs() - 1.0).clamp(0.0, 1.0)
    };
    let channel = |from: f32| {
        let level = if is_hwb {
            let sum = first + second;
            match sum >= 1.0 {
                true => first / sum,
                false => pure(from) * (1.0 - sum) + first,
            }
        } else {
            second + first * second.min(1.0 - second) * (2.0 * pure(from) - 1.0)
        };
        (level.clamp(0.0, 1.0) * 255.0).round() as u8
    };
    over([channel(0.0), channel(4.0), channel(2.0)], alpha, behind)
}

/// `oklch(L C H)`, and `oklch(from currentColor L C H)` whose lightness may be clamped.
fn oklch(inside: &str, current: Colour) -> Colour {
    let inside = inside.trim();
    let (from, inside) = match inside.strip_prefix("from currentcolor ") {
        Some(rest) => (Some(current), rest),
        None => (None, inside),
    };
    let lightness = match from {
        Some(Colour::Told(colour)) => Some(lightness(colour)),
        Some(other) => return other,
        None => None,
    };
    let parts: Vec<&str> = split(inside, ' ')
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let [l, c, h] = parts.as_slice() else {
        return Colour::Untold;
    };
    let number = |text: &str| match text.trim() {
        "l" => lightness,
        text => match text.strip_suffix('%') {
            Some(share) => share.parse::<f32>().ok().map(|share| share / 100.0),
            None => text.parse().ok(),
        },
    };
    let l = match l
        .strip_prefix("clamp(")
        .map(|inside| inside.trim_end_matches(')'))
    {
        Some(inside) => match inside
            .split(',')
            .map(number)
            .collect::<Option<Vec<f32>>>()
            .as_deref()
        {
            Some([low, value, high]) => Some(value.min(*high).max(*low)),
            Some(_) | None => None,
        },
        None => number(l),
    };
    match (l, number(c), h.trim_end_matches("deg").parse::<f32>().ok()) {
        (Some(l), Some(c), Some(h)) => {
            Colour::Told(of_oklab(l, c * h.to_radians().cos(), c * h.to_radians().sin()))
        }
        _ => Colour::Untold,
    }
}

/// The lightness of a colour in OKLab (CSS Color 4, section 10).
fn lightness(colour: Rgb) -> f32 {
    let [red, green, blue] = linear(parts(colour));
    let l = (0.412_221_46 * red + 0.536_332_55 * green + 0.051_445_995 * blue).cbrt();
    let m = (0.211_903_5 * red + 0.680_699_5 * green + 0.107_396_96 * blue).cbrt();
    let s = (0.088_302_46 * red + 0.281_718_85 * green + 0.629_978_7 * blue).cbrt();
    0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s
}

fn of_oklab(lightness: f32, a: f32, b: f32) -> Rgb {
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    let bytes = |linear: f32| {
        let c = if linear <= 0.003_130_8 {
            linear * 12.92
        } else {
            1.055 * linear.powf(1.0 / 2.4) - 0.055
        };
        (c.clamp(0.0, 1.0) * 255.0).round() as u8
    };
    [
        bytes(4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s),
        bytes(-1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s),
        bytes(-0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s),
    ]
}

/// The names that sheets of texts use.
fn named(name: &str) -> Option<Rgb> {
    Some(match name {
        "black" => [0, 0, 0],
        "silver" => [192, 192, 192],
        "gray" | "grey" => [128, 128, 128],
        "white" => [255, 255, 255],
        "maroon" => [128, 0, 0],
        "red" => [255, 0, 0],
        "purple" => [128, 0, 128],
        "fuchsia" | "magenta" => [255, 0, 255],
        "green" => [0, 128, 0],
        "lime" => [0, 255, 0],
        "olive" => [128, 128, 0],
        "yellow" => [255, 255, 0],
        "navy" => [0, 0, 128],
        "blue" => [0, 0, 255],
        "teal" => [0, 128, 128],
        "aqua" | "cyan" => [0, 255, 255],
        "orange" => [255, 165, 0],
        "darkgray" | "darkgrey" => [169, 169, 169],
        "lightgray" | "lightgrey" => [211, 211, 211],
        "dimgray" | "dimgrey" => [105, 105, 105],
        "whitesmoke" => [245, 245, 245],
        "darkblue" => [0, 0, 139],
        "darkred" => [139, 0, 0],
        "darkgreen" => [0, 100, 0],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lets_all_through_is_seen() {
        for (value, share) in [
            ("transparent", 0.0),
            ("#0000", 0.0),
            ("#000000ff", 1.0),
            ("rgba(0,0,0,0)", 0.0),
            ("rgb(0 0 0 / 50%)", 0.5),
            ("hsla(0, 0%, 0%, 0.25)", 0.25),
            ("color-mix(in oklab, red, blue)", 1.0),
            ("red", 1.0),
        ] {
            assert_eq!(alpha(value), share, "{value}");
        }
    }

    #[test]
    fn colours_are_told_or_not() {
        let white = Colour::Told([255; 3]);
        for (value, told) in [
            ("#0B2F52", Colour::Told([0x0B, 0x2F, 0x52])),
            ("#fff", white),
            ("rgb(255 0 0 / 50%)", Colour::Told([255, 128, 128])),
            ("rgba(0, 0, 0, 0)", white),
            ("Navy", Colour::Told([0, 0, 128])),
            ("currentColor", Colour::Readers),
            (
                "oklch(from currentColor clamp(0.3, l, 0.8) 0.075 251)",
                Colour::Readers,
            ),
            ("hsl(0, 0%, 100%)", white),
            ("hsl(120deg 100% 25%)", Colour::Told([0, 128, 0])),
            ("hsla(0.5turn, 100%, 50%, 0.5)", Colour::Told([128, 255, 255])),
            ("hwb(240 0% 0%)", Colour::Told([0, 0, 255])),
            ("color-mix(in oklab, red, blue)", Colour::Untold),
            ("oklch(1 0 0)", white),
            ("CanvasText", Colour::Untold),
        ] {
            assert_eq!(colour(value, Colour::Readers, white), told, "{value}");
        }
        // #0B2F52 is oklch(0.301 0.075 251.4).
        let dark = Colour::Told([0x1A; 3]);
        let made = colour(
            "oklch(from currentColor clamp(0.301, l, 0.8) 0.075 251.4)",
            dark,
            white,
        );
        let Colour::Told([red, green, blue]) = made else {
            panic!("{made:?}")
        };
        assert!(
            red.abs_diff(0x0B) <= 2 && green.abs_diff(0x2F) <= 2 && blue.abs_diff(0x52) <= 2,
            "{made:?}"
        );
    }
}

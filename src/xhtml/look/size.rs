//! Lengths of sheets in CSS pixels (CSS Values 4).

use super::sheet::{WIDTH, split};

/// What browsers begin with, in pixels.
pub(super) const FIRST: f32 = 16.0;

/// A size of letters, where those round it and those of the root have these; `None` where it is not understood.
pub(super) fn letters(value: &str, round: f32, root: f32) -> Option<f32> {
    let value = value.trim().to_ascii_lowercase();
    Some(match value.as_str() {
        "xx-small" => 9.0,
        "x-small" => 10.0,
        "small" => 13.0,
        "medium" | "initial" => FIRST,
        "large" => 18.0,
        "x-large" => 24.0,
        "xx-large" => 32.0,
        "xxx-large" => 48.0,
        "smaller" => round / 1.2,
        "larger" => round * 1.2,
        "inherit" | "unset" => round,
        _ => return length(&value, round, root, round),
    })
}

/// A length; percentages are of `whole`.
pub(super) fn length(value: &str, em: f32, root: f32, whole: f32) -> Option<f32> {
    let value = value.trim();
    if let Some((name, inside)) = value.split_once('(') {
        let inside = inside.strip_suffix(')')?;
        let parts: Option<Vec<f32>> = split(inside, ',')
            .into_iter()
            .map(|part| length(part, em, root, whole))
            .collect();
        let parts = parts?;
        return match (name, parts.as_slice()) {
            ("min", _) => parts.into_iter().reduce(f32::min),
            ("max", _) => parts.into_iter().reduce(f32::max),
            ("clamp", [low, wanted, high]) => Some(wanted.min(*high).max(*low)),
            ("calc", [one]) => Some(*one),
            _ => None,
        };
    }
    let units = [
        ("rem", root),
        ("em", em),
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("vw", WIDTH / 100.0),
        ("%", whole / 100.0),
    ];
    for (unit, pixels) in units {
        if let Some(number) = value.strip_suffix(unit) {
            return number.trim().parse::<f32>().ok().map(|number| number * pixels);
        }
    }
    (value == "0").then_some(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_pixels() {
        for (value, pixels) in [
            ("150%", Some(30.0)),
            ("1.15em", Some(23.0)),
            ("2rem", Some(32.0)),
            ("12pt", Some(16.0)),
            ("larger", Some(24.0)),
            ("clamp(1em, 4vw, 30px)", Some(30.0)),
            ("min(1.9em, 10vw)", Some(38.0)),
            ("calc(1em + 2px)", None),
            ("2ch", None),
        ] {
            assert_eq!(letters(value, 20.0, 16.0), pixels, "{value}");
        }
    }
}

//! Lengths of sheets in CSS pixels (CSS Values 4).

use super::media::WIDTH;
use super::syntax::split;

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

/// How tall the screen is, in pixels.
const HEIGHT: f32 = 720.0;

/// How deep a reckoning may stand in others.
const MOST_DEPTH: usize = 8;

/// A length; percentages are of `whole`.
pub(super) fn length(value: &str, em: f32, root: f32, whole: f32) -> Option<f32> {
    let value = value.trim();
    let scale = Scale { em, root, whole };
    match term(value, scale, 0)? {
        Term::Length(pixels) => Some(pixels),
        Term::Number(number) => (number == 0.0).then_some(0.0),
    }
    .filter(|pixels| pixels.is_finite())
}

/// A number, or a share as one, reckoned where it is a reckoning.
pub(super) fn figure(value: &str) -> Option<f32> {
    let scale = Scale {
        em: 16.0,
        root: 16.0,
        whole: 1.0,
    };
    super::allowed::number(value).or_else(|| term(value, scale, 0).map(Term::size))
}

/// What lengths are measured by.
#[derive(Clone, Copy)]
struct Scale {
    em: f32,
    root: f32,
    whole: f32,
}

#[derive(Clone, Copy)]
enum Term {
    Number(f32),
    Length(f32),
}

impl Term {
    fn map(self, make: impl Fn(f32) -> f32) -> Self {
        match self {
            Self::Number(number) => Self::Number(make(number)),
            Self::Length(pixels) => Self::Length(make(pixels)),
        }
    }

    fn size(self) -> f32 {
        match self {
            Self::Number(size) | Self::Length(size) => size,
        }
    }
}

fn term(text: &str, scale: Scale, depth: usize) -> Option<Term> {
    let text = text.trim();
    if depth > MOST_DEPTH {
        return None;
    }
    if let Some((name, inside)) = text.split_once('(') {
        let inside = inside.strip_suffix(')')?;
        let parts: Option<Vec<Term>> = split(inside, ',')
            .into_iter()
            .map(|part| reckoned(part, scale, depth + 1))
            .collect();
        let parts = parts?;
        let least = |a: Term, b: Term| if b.size() < a.size() { b } else { a };
        let most = |a: Term, b: Term| if b.size() > a.size() { b } else { a };
        return match (name, parts.as_slice()) {
            ("min", _) => parts.into_iter().reduce(least),
            ("max", _) => parts.into_iter().reduce(most),
            ("clamp", [low, wanted, high]) => Some(most(least(*wanted, *high), *low)),
            ("" | "calc" | "-webkit-calc", [one]) => Some(*one),
            _ => None,
        };
    }
    let units = [
        ("rem", scale.root),
        ("em", scale.em),
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("vw", WIDTH / 100.0),
        ("vh", HEIGHT / 100.0),
        ("vmin", HEIGHT / 100.0),
        ("vmax", WIDTH / 100.0),
        ("%", scale.whole / 100.0),
    ];
    for (unit, pixels) in units {
        if let Some(number) = text.strip_suffix(unit) {
            let number = number.parse::<f32>().ok()?;
            return Some(Term::Length(number * pixels));
        }
    }
    text.parse().ok().map(Term::Number)
}

/// A sum of products, as `calc()` has it.
fn reckoned(text: &str, scale: Scale, depth: usize) -> Option<Term> {
    let mut sum: Option<Term> = None;
    for (sign, product) in apart(text, &[" + ", " - "]) {
        let mut whole: Option<Term> = None;
        for (times, factor) in apart(product, &["*", "/"]) {
            let factor = term(factor, scale, depth)?;
            whole = Some(match (whole, times) {
                (None, _) => factor,
                (Some(Term::Number(number)), "*") => factor.map(|size| size * number),
                (Some(whole), "*") => whole.map(|size| size * factor.size()),
                (Some(whole), _) => whole.map(|size| size / factor.size()),
            });
        }
        let whole = whole?;
        sum = Some(match (sum, sign) {
            (None, _) => whole,
            (Some(sum), " - ") => sum.map(|size| size - whole.size()),
            (Some(sum), _) => sum.map(|size| size + whole.size()),
        });
    }
    sum
}

/// The parts of a text between signs that stand in no brackets, each with the sign before it.
fn apart<'t>(text: &'t str, signs: &[&'static str]) -> Vec<(&'static str, &'t str)> {
    let (mut depth, mut from, mut sign) = (0_u32, 0, "");
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || at < from {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if let Some(found) = signs.iter().find(|sign| rest.starts_with(**sign)) {
            out.push((sign, text.get(from..at).unwrap_or_default()));
            (from, sign) = (at + found.len(), found);
        }
    }
    out.push((sign, text.get(from..).unwrap_or_default()));
    out
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
            ("calc(1em + 2px)", Some(22.0)),
            ("calc(1px - 1px)", Some(0.0)),
            ("calc(2 * (1em - 5px) / 3)", Some(10.0)),
            ("calc(1rem + 1vw)", Some(28.8)),
            ("calc(", None),
            ("7", None),
            ("2ch", None),
        ] {
            assert_eq!(letters(value, 20.0, 16.0), pixels, "{value}");
        }
    }
}

//! Numbers with their units, times, ranges of them, pages.

use super::scan::{Kind, Tokens};
use super::vocabulary::{is_abbreviated, is_page, is_time_of_day, is_to, is_unit};
use crate::model::{Direction, first_strong};

/// A number with or without a unit.
#[derive(Clone, Copy)]
struct Value {
    /// The token behind it.
    end: usize,
    /// Whether it has a unit, so that it is a piece on its own.
    whole: bool,
}

/// Where a piece that begins at a token may end.
pub(super) fn ends(tokens: &Tokens<'_>, at: usize, ends: &mut Vec<usize>) {
    let mut values = Vec::new();
    let first = if let Some((number, end)) = labelled(tokens, at) {
        values.push(Value { end, whole: true });
        number
    } else {
        self::values(tokens, at, &mut values);
        at
    };
    ends.extend(values.iter().filter(|value| value.whole).map(|value| value.end));
    for left in values {
        range(tokens, first, left, ends);
    }
}

/// `page 12`, `pp. 12`, `vol. 2`, `n° 5`: the token of the number, and the one behind it.
fn labelled(tokens: &Tokens<'_>, at: usize) -> Option<(usize, usize)> {
    let word = tokens.word(at)?;
    let point = tokens.sign(at + 1) == Some('.');
    let degree = matches!(word, "n" | "N") && tokens.sign(at + 1) == Some('°');
    let known = is_page(word) || point && is_abbreviated(word) || degree || matches!(word, "nº" | "Nº");
    let digits = tokens.past_space(at + 1 + usize::from(point || degree));
    let end = number(tokens, digits).filter(|_| known && digits > at + 1)?;
    // `fig. 3b`.
    let letter = tokens.word(end).is_some_and(|letter| letter.chars().count() == 1);
    Some((digits, end + usize::from(letter)))
}

/// What can be read as a number, a time, a number with its unit.
fn values(tokens: &Tokens<'_>, at: usize, out: &mut Vec<Value>) {
    let value = |whole| move |end| Value { end, whole };
    out.extend(quantity(tokens, at).map(value(true)));
    out.extend(time(tokens, at).map(value(true)));
    out.extend(amount(tokens, at));
}

/// `£1,250`, `5`, `2,5`, `<0.5`. A sign before a number is one with it: among words written from right to left it would
/// stand on the far side, and `<0.5` would be read as more than that.
fn amount(tokens: &Tokens<'_>, at: usize) -> Option<Value> {
    let mut from = at;
    let mut money = false;
    let mut signed = false;
    for _ in 0..2 {
        match tokens.sign(from) {
            Some('£' | '$' | '€') => {
                money = true;
                from = tokens.past_space(from + 1);
            }
            Some('.') => from += 1,
            Some('+' | '-' | '−') => {
                signed = true;
                from += 1;
            }
            // `3 < 4` says something of both numbers.
            Some(sign @ ('<' | '>' | '≤' | '≥' | '~' | '≈' | '±')) => {
                signed = matches!(sign, '≤' | '≥') || !tokens.is(from + 1, Kind::Space);
                from = tokens.past_space(from + 1);
            }
            Some(_) | None => break,
        }
    }
    let end = number(tokens, from)?;
    let many = tokens.past_space(end);
    let millions = ["m", "bn", "k", "million", "billion"];
    let counted = money && tokens.word(many).is_some_and(|word| millions.contains(&word));
    Some(Value {
        end: if counted { many + 1 } else { end },
        whole: money || signed,
    })
}

/// Digits with the signs between them: the token behind.
fn number(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    tokens.digits(at)?;
    let mut end = at + 1;
    for _ in 0..4 {
        let joined = matches!(tokens.sign(end), Some('.' | ',' | '·' | '٫' | '٬'));
        if !joined || tokens.digits(end + 1).is_none() {
            break;
        }
        end += 2;
    }
    // `1 ½`: the part belongs to the whole.
    let part = tokens.is(end, Kind::Space) && tokens.digits(end + 1).is_some_and(is_fraction);
    Some(if part { end + 2 } else { end })
}

/// Whether digits are one sign for a part of a whole.
fn is_fraction(digits: &str) -> bool {
    matches!(digits, "½" | "¼" | "¾" | "⅓" | "⅔" | "⅛" | "⅜" | "⅝" | "⅞")
}

/// A number whose thousands are set apart by spaces, which only a unit tells from two numbers.
fn spaced(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    tokens.whole(at, 1..=3)?;
    let mut end = at + 1;
    while end < at + 7 && tokens.is(end, Kind::Space) && tokens.whole(end + 1, 3..=3).is_some() {
        end += 2;
    }
    (end > at + 1).then(|| number(tokens, end - 1)).flatten()
}

/// A number with its unit, and what it is multiplied with and divided by.
fn quantity(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mut end = measured(tokens, at);
    for _ in 0..MOST_FACTORS {
        let first = end.or_else(|| amount(tokens, at).map(|value| value.end));
        let Some(more) = first.and_then(|first| multiplied(tokens, first)) else {
            break;
        };
        end = Some(more);
    }
    Some(divided(tokens, end?))
}

/// The most numbers that a dose is multiplied with.
const MOST_FACTORS: usize = 4;

/// ` x 500 mg`, ` × 3`, ` ± 2 mg`, ` × 10⁹`: parted from what they stand behind, they would change places with it in
/// right-to-left text.
fn multiplied(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let sign = tokens.past_space(at);
    let letter = matches!(tokens.word(sign), Some("x" | "X"));
    let times = matches!(tokens.sign(sign), Some('×' | '±'));
    let next = tokens.past_space(sign + 1);
    if !letter && !times {
        return None;
    }
    measured(tokens, next).or_else(|| Some(power(tokens, number(tokens, next).filter(|_| times)?)))
}

/// Behind a number and the small digits that say its power.
fn power(tokens: &Tokens<'_>, at: usize) -> usize {
    let raised = |at: &usize| matches!(tokens.sign(*at), Some('⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻'));
    at + (at..at + 4).take_while(raised).count()
}

/// `5 mg`, `38.5 °C`, `120/80 mmHg`, `1 000 mg`.
fn measured(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let plain = amount(tokens, at)?;
    let slash = tokens.past_space(plain.end);
    let pressure = (tokens.sign(slash) == Some('/'))
        .then(|| number(tokens, tokens.past_space(slash + 1)))
        .flatten();
    let spaced = spaced(tokens, at);
    [spaced, pressure, Some(plain.end)]
        .into_iter()
        .flatten()
        .find_map(|end| unit(tokens, end))
}

/// The unit behind a number, with or without a space or a hyphen. The Arabic percent sign is none: it follows its number
/// in the direction of the line.
fn unit(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if tokens.sign(at) == Some('-') {
        return tokens.word(at + 1).filter(|word| is_unit(word)).map(|_| at + 2);
    }
    let at = tokens.past_space(at);
    match tokens.sign(at) {
        Some('%' | '‰' | '℃' | '℉' | '€' | '£' | '$') => return Some(at + 1),
        Some('°') => {
            let letter = tokens.past_space(at + 1);
            let scale = matches!(tokens.word(letter), Some("C" | "F" | "م" | "ف"));
            return Some(if scale { letter + 1 } else { at + 1 });
        }
        Some(_) | None => {}
    }
    let word = tokens.word(at)?;
    let second = tokens.word(at + 2).filter(|_| tokens.is(at + 1, Kind::Space));
    let two = match word {
        "mm" => second == Some("Hg"),
        "per" | "pour" => second == Some("cent"),
        "fluid" => matches!(second, Some("ounce" | "ounces")),
        "في" => matches!(second, Some("المئة" | "المائة")),
        _ => false,
    };
    if two {
        return Some(at + 3);
    }
    is_unit(word).then(|| at + 1 + usize::from(matches!(tokens.sign(at + 1), Some('²' | '³'))))
}

/// `/kg`, `/5 ml`, `/day`, ` per kg`, as often as a dose has it.
fn divided(tokens: &Tokens<'_>, at: usize) -> usize {
    let mut end = at;
    for _ in 0..3 {
        let next = if tokens.sign(end) == Some('/') {
            measured(tokens, end + 1).or_else(|| {
                let word = tokens.word(end + 1)?;
                let power =
                    matches!(tokens.sign(end + 2), Some('²' | '³')) || tokens.digits(end + 2) == Some("2");
                (word.chars().count() <= 12).then_some(end + 2 + usize::from(power))
            })
        } else if tokens.is(end, Kind::Space) && matches!(tokens.word(end + 1), Some("per" | "par" | "لكل"))
        {
            let unit = tokens.past_space(end + 2);
            tokens.word(unit).filter(|word| is_unit(word)).map(|_| unit + 1)
        } else {
            None
        };
        match next {
            Some(next) => end = next,
            None => break,
        }
    }
    end
}

/// `8.30 am`, `8 am`, `08:30`, `14 h 30`, `8 o'clock`.
fn time(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    tokens.whole(at, 1..=2).filter(|hour| *hour <= 24)?;
    let minutes = |at: usize| tokens.whole(at, 2..=2).filter(|minutes| *minutes < 60);
    let mut end = at + 1;
    let mut whole = false;
    if let Some(sign @ (':' | '.')) = tokens.sign(end)
        && minutes(end + 1).is_some()
    {
        whole = sign == ':';
        end += 2;
        if whole && tokens.sign(end) == Some(':') && minutes(end + 1).is_some() {
            end += 2;
        }
    }
    let word = tokens.past_space(end);
    match tokens.word(word) {
        Some("h" | "H") => {
            let behind = tokens.past_space(word + 1);
            if minutes(behind).is_none() {
                return Some(word + 1);
            }
            let unit = tokens.past_space(behind + 1);
            let said = matches!(tokens.word(unit), Some("min" | "mn" | "minutes" | "mins"));
            return Some(if said { unit + 1 } else { behind + 1 });
        }
        Some("a" | "p") if tokens.sign(word + 1) == Some('.') && tokens.word(word + 2) == Some("m") => {
            return Some(word + 3 + usize::from(tokens.sign(word + 3) == Some('.')));
        }
        Some("o'clock" | "o’clock") => return Some(word + 1),
        Some(part) if is_time_of_day(part) => return Some(word + 1),
        Some(_) | None => {}
    }
    whole.then_some(end)
}

/// Where a range may end that begins with a value.
fn range(tokens: &Tokens<'_>, first: usize, left: Value, ends: &mut Vec<usize>) {
    let sign = tokens.past_space(left.end);
    let apart = sign > left.end;
    let dash = matches!(tokens.sign(sign), Some('-' | '–' | '‑' | '−'));
    let to = apart && tokens.word(sign).is_some_and(is_to);
    if !dash && !to {
        return;
    }
    let behind = tokens.past_space(sign + 1);
    let turns = tokens.word(sign).and_then(first_strong) == Some(Direction::RightToLeft);
    if to && behind == sign + 1 || dash && apart != (behind > sign + 1) {
        return;
    }
    let mut values = Vec::new();
    self::values(tokens, behind, &mut values);
    // Latin units on either side of an Arabic word would change places: each of the two stands for itself.
    if to && turns && values.iter().any(|right| tokens.has_latin(first, right.end)) {
        return;
    }
    for right in values {
        // Between spaces a dash may as well part two clauses: "in 2018 – 3 weeks later".
        let rises = || match (tokens.whole(first, 1..=9), tokens.whole(behind, 1..=9)) {
            (Some(from), Some(to)) => from < to,
            (_, _) => false,
        };
        if !(dash && apart) || right.whole && rises() {
            ends.push(right.end);
            ends.extend(second_range(tokens, right.end));
        }
    }
}

/// `/80–90` behind `120–140`: parted from each other, the two would change places in right-to-left text.
fn second_range(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let low = (tokens.sign(at) == Some('/'))
        .then(|| number(tokens, at + 1))
        .flatten()?;
    let dash = matches!(tokens.sign(low), Some('-' | '–' | '‑' | '−'));
    let high = dash.then(|| number(tokens, low + 1)).flatten()?;
    Some(unit(tokens, high).unwrap_or(high))
}

//! Dates, in words and in figures, and days of the week.

use super::scan::{Kind, Tokens};
use super::vocabulary::{is_month, is_ordinal, is_paired_month, is_to, is_weekday};

/// Where a date that begins at a token may end.
pub(super) fn ends(tokens: &Tokens<'_>, at: usize, ends: &mut Vec<usize>) {
    let mut dates = Vec::new();
    dates_at(tokens, at, &mut dates);
    for date in &dates {
        if let Some(behind) = to(tokens, *date) {
            dates_at(tokens, behind, ends);
        }
    }
    ends.extend(dates);
    if tokens.word(at).is_some_and(is_weekday)
        && let Some(other) = to(tokens, at + 1)
        && tokens.word(other).is_some_and(is_weekday)
    {
        ends.push(other + 1);
    }
}

/// Where one date may end.
fn dates_at(tokens: &Tokens<'_>, at: usize, ends: &mut Vec<usize>) {
    let mut day = at;
    if tokens.word(at).is_some_and(is_weekday) {
        let comma = matches!(tokens.sign(at + 1), Some(',' | '،'));
        day = at + 1 + usize::from(comma);
        if !tokens.is(day, Kind::Space) {
            return;
        }
        day += 1;
    } else if let Some(month) = month(tokens, at) {
        ends.extend(year(tokens, month));
        american(tokens, month, ends);
        return;
    }
    in_figures(tokens, day, ends);
    in_words(tokens, day, ends);
}

/// `14 March 2026`, `14 March`, `1er mars`, `14–16 March`, `14th of March`.
fn in_words(tokens: &Tokens<'_>, at: usize, ends: &mut Vec<usize>) {
    let Some(mut end) = day(tokens, at) else { return };
    if let Some(last) = to(tokens, end).and_then(|last| day(tokens, last)) {
        end = last;
    }
    if !tokens.is(end, Kind::Space) {
        return;
    }
    let of = matches!(tokens.word(end + 1), Some("of" | "de")) && tokens.is(end + 2, Kind::Space);
    if let Some(month) = month(tokens, end + if of { 3 } else { 1 }) {
        ends.push(month);
        ends.extend(year(tokens, month));
    }
}

/// `March 14, 2026`: only with its year, because "May 5" may begin a sentence.
fn american(tokens: &Tokens<'_>, month: usize, ends: &mut Vec<usize>) {
    if tokens.is(month, Kind::Space)
        && let Some(day) = day(tokens, month + 1)
        && tokens.sign(day) == Some(',')
    {
        ends.extend(year(tokens, day));
    }
}

/// `14/03/2026`, `2026-03-14`, `14.03.2026`, `14/03/26`.
fn in_figures(tokens: &Tokens<'_>, at: usize, ends: &mut Vec<usize>) {
    let sign = tokens.sign(at + 1);
    if !matches!(sign, Some('/' | '-' | '.')) || tokens.sign(at + 3) != sign {
        return;
    }
    let days = |at: usize| tokens.whole(at, 1..=2).is_some_and(|day| (1..=31).contains(&day));
    let month = |at: usize| {
        tokens
            .whole(at, 1..=2)
            .is_some_and(|month| (1..=12).contains(&month))
    };
    let short =
        sign == Some('/') && tokens.whole(at, 2..=2).is_some() && tokens.whole(at + 4, 2..=2).is_some();
    let european = days(at) && month(at + 2) && (is_year(tokens, at + 4) || short);
    let american = month(at) && days(at + 2) && is_year(tokens, at + 4);
    let iso = is_year(tokens, at) && month(at + 2) && days(at + 4);
    if european || american || iso {
        ends.push(at + 5);
    }
}

fn day(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    tokens.whole(at, 1..=2).filter(|day| (1..=31).contains(day))?;
    Some(at + 1 + usize::from(tokens.word(at + 1).is_some_and(is_ordinal)))
}

/// The token behind a month, and behind the point of a short one.
fn month(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let word = tokens.word(at)?;
    if is_month(word) {
        let short =
            word.chars().count() <= 4 && tokens.sign(at + 1) == Some('.') && tokens.is(at + 2, Kind::Space);
        let year = short && is_year(tokens, at + 3);
        return Some(at + 1 + usize::from(year));
    }
    let second = tokens.word(at + 2).filter(|_| tokens.is(at + 1, Kind::Space))?;
    is_paired_month(word, second).then_some(at + 3)
}

/// The token behind the year that follows.
fn year(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let comma = at + usize::from(matches!(tokens.sign(at), Some(',' | '،')));
    (tokens.is(comma, Kind::Space) && is_year(tokens, comma + 1)).then_some(comma + 2)
}

fn is_year(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens
        .whole(at, 4..=4)
        .is_some_and(|year| (1300..2200).contains(&year))
}

/// The token behind what joins the ends of a range.
fn to(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if matches!(tokens.sign(at), Some('-' | '–' | '‑')) {
        return Some(at + 1);
    }
    let joined = tokens.is(at, Kind::Space) && tokens.is(at + 2, Kind::Space);
    let word = || tokens.word(at + 1).is_some_and(is_to) || tokens.sign(at + 1) == Some('–');
    (joined && word()).then_some(at + 3)
}

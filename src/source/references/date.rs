//! Dates as references write them: `2018-07`, or a year with a month's name, or words.

use crate::model::Date;

/// A date, or the words that stand for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// A date that exists.
    Date(hayagriva::types::Date),
    /// `in press`, `2015/2016`: printed as written.
    Words(String),
}

/// Reads an ISO 8601 date to the year, the month or the day; a time behind it does not count.
pub(super) fn iso(text: &str) -> When {
    let (bare, approximate) = match text.trim_end_matches(['~', '?', '%']) {
        bare if bare.len() == text.len() => (text, false),
        bare => (bare, true),
    };
    let day = bare.split_once('T').map_or(bare, |(day, _)| day);
    let mut parts = day.split('-');
    let (year, month, rest) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    match civil(year, month, rest, approximate) {
        Some(date) if parts.next().is_none() => When::Date(date),
        Some(_) | None => When::Words(text.replace('/', "–")),
    }
}

/// Reads the fields `year`, `month` and `day` of BibTeX.
pub(super) fn parts(year: &str, month_text: Option<&str>, day: Option<&str>) -> When {
    let number = match month_text {
        Some(text) => month(&text.to_lowercase()),
        None => None,
    };
    let known = month_text.is_none() || number.is_some();
    let month_digits = number.map(|number| format!("{number:02}"));
    let day_digits = day.map(|day| format!("{day:0>2}"));
    match civil(year, month_digits.as_deref(), day_digits.as_deref(), false) {
        Some(date) if known => When::Date(date),
        Some(_) | None => {
            let words: Vec<&str> = [day, month_text, Some(year)].into_iter().flatten().collect();
            When::Words(words.join(" "))
        }
    }
}

/// The number of a month written as a number, a name or its first three letters, in lower case.
pub(super) fn month(text: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let bare = text.trim_end_matches('.');
    if let Ok(number) = bare.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let found = (1..).zip(NAMES).find(|(_, name)| {
        *name == bare || name.get(..3) == Some(bare) || (bare == "sept" && *name == "september")
    });
    found.map(|(number, _)| number)
}

fn civil(
    year: &str,
    month: Option<&str>,
    day: Option<&str>,
    approximate: bool,
) -> Option<hayagriva::types::Date> {
    // The model's dates know which days exist; one with a year alone borrows a month.
    let text = match (month, day) {
        (None, None) => format!("{year}-01"),
        (Some(month), None) => format!("{year}-{month}"),
        (Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        (None, Some(_)) => return None,
    };
    let date = Date::parse(&text)?;
    Some(hayagriva::types::Date {
        year: i32::from(date.year()),
        month: month.map(|_| date.month() - 1),
        day: date.day().map(|day| day - 1),
        approximate,
        season: None,
    })
}

//! The words that make a number a piece of information: units, months, days of the week, times of day. English, French
//! and Arabic together; symbols by their exact letters, words in either case.

mod calendar;
mod units;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use calendar::{ENGLISH_DAYS, ENGLISH_MONTHS, OTHER_DAYS, OTHER_MONTHS, PAIRED_MONTHS, TIMES_OF_DAY};
use units::{SYMBOLS, WORDS};

/// Whether a word is a unit.
pub(super) fn is_unit(word: &str) -> bool {
    let word = composed(word);
    SYMBOLS.contains(&&*word) || WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether a word names a month: English names begin with a capital, because "may" and "march" are words as well.
pub(super) fn is_month(word: &str) -> bool {
    named(word, ENGLISH_MONTHS, OTHER_MONTHS)
}

/// Whether two words name a month.
pub(super) fn is_paired_month(first: &str, second: &str) -> bool {
    PAIRED_MONTHS.contains(&(&*composed(first), &*composed(second)))
}

/// Whether a word names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    named(word, ENGLISH_DAYS, OTHER_DAYS)
}

/// Whether a word says which part of the day an hour is in.
pub(super) fn is_time_of_day(word: &str) -> bool {
    TIMES_OF_DAY.contains(&composed(word).to_lowercase().as_str())
}

/// Whether a word joins the ends of a range.
pub(super) fn is_to(word: &str) -> bool {
    ["to", "à", "au", "إلى", "الى", "حتى"].contains(&&*composed(word))
}

/// Whether a word follows the number of a day: `1st`, `1er`.
pub(super) fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th", "er"].contains(&word)
}

/// Whether a word stands before the number of a page.
pub(super) fn is_page(word: &str) -> bool {
    ["page", "pages", "p", "pp", "صفحة", "الصفحة", "الصفحات"].contains(&word.to_lowercase().as_str())
}

/// Whether a word with a full stop behind it stands before a number: `vol. 2`, `no. 5`.
pub(super) fn is_abbreviated(word: &str) -> bool {
    [
        "vol", "vols", "no", "nos", "ch", "chap", "sec", "sect", "fig", "figs", "suppl", "supp", "art", "ed",
        "tab", "app", "para", "paras", "pt", "nr",
    ]
    .contains(&word.to_lowercase().as_str())
}

fn named(word: &str, capital: &[&str], any: &[&str]) -> bool {
    let word = composed(word);
    capital.contains(&&*word) || any.contains(&word.to_lowercase().as_str())
}

/// A word in NFC, as the lists above are.
fn composed(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.nfc().collect())
    }
}

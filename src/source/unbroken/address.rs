//! Web and e-mail addresses, and DOIs, that stand in the text, without the stop that ends the sentence.

use std::ops::Range;

use super::line::{BREAK, CITATION};
use super::scan::LONGEST_ADDRESS;
use crate::model::is_doi;

/// The ends of names that are taken for an address without `www.` or a scheme: few, so that a missing space behind a
/// full stop makes no address.
const ENDINGS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "int", "info", "uk", "ie", "eu", "fr", "be", "ch", "ca", "au", "nz",
    "nhs", "scot", "wales", "cymru", "london",
];

/// The address in the stretch without spaces that begins at a byte.
pub(super) fn at(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    let opening: usize = rest
        .chars()
        .take_while(|c| {
            matches!(
                c,
                '(' | '[' | '{' | '<' | '"' | '\'' | '“' | '‘' | '«' | '‹' | '\u{200E}'
            )
        })
        .take(4)
        .map(char::len_utf8)
        .sum();
    let rest = rest.get(opening..)?;
    let label = label_of_doi(rest);
    let begin = start + opening;
    let rest = rest.get(label..)?;
    // Most words are settled by their first letters; the others are read no further than an address goes.
    let end = rest
        .char_indices()
        .take(LONGEST_ADDRESS + 1)
        .find(|(_, c)| !belongs(*c))
        .map_or_else(|| rest.len().min(LONGEST_ADDRESS * 4), |(at, _)| at);
    let whole = rest.get(..end)?;
    let words = trimmed(whole);
    let known = is_doi(words) || label == 0 && (is_web(words) || is_mail(words));
    let short = words.chars().count() <= LONGEST_ADDRESS;
    (known && short).then(|| begin..begin + label + words.len())
}

/// The length of `doi:` with the space that may follow.
fn label_of_doi(words: &str) -> usize {
    const LABEL: &str = "doi:";
    let labelled = words
        .get(..LABEL.len())
        .is_some_and(|label| label.eq_ignore_ascii_case(LABEL));
    let space = words.get(LABEL.len()..).is_some_and(|rest| rest.starts_with(' '));
    if labelled {
        LABEL.len() + usize::from(space)
    } else {
        0
    }
}

/// Whether a character stands in addresses, those in other scripts included (RFC 3987).
fn belongs(c: char) -> bool {
    c.is_alphanumeric() && c != CITATION && c != BREAK || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// Without the punctuation behind it; a bracket stays that was opened in the address.
fn trimmed(words: &str) -> &str {
    let mut words = words;
    let count = |words: &str, sign: char| words.matches(sign).count();
    let mut surplus = count(words, ')').saturating_sub(count(words, '('));
    while let Some(last) = words.chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '[' | ']' | '(' => {}
            ')' if surplus > 0 => surplus -= 1,
            _ => break,
        }
        words = words.get(..words.len() - last.len_utf8()).unwrap_or_default();
    }
    words
}

fn is_web(words: &str) -> bool {
    let lower = words
        .get(..8.min(words.len()))
        .unwrap_or_default()
        .to_ascii_lowercase();
    for scheme in ["https://", "http://"] {
        if lower.starts_with(scheme) {
            return words.len() > scheme.len();
        }
    }
    let host = words.split(['/', '?', '#', ':']).next().unwrap_or_default();
    if words.contains('@') || !is_host(host) {
        return false;
    }
    let ending = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    lower.starts_with("www.") || ENDINGS.contains(&ending.as_str())
}

fn is_mail(words: &str) -> bool {
    let words = words.strip_prefix("mailto:").unwrap_or(words);
    let Some((local, host)) = words.split_once('@') else {
        return false;
    };
    let allowed = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    !local.is_empty() && local.len() <= 64 && local.chars().all(allowed) && is_host(host)
}

/// Two labels or more, the last of letters.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let letters = |ending: &str| ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic);
    host.len() <= 253
        && host.split('.').all(label)
        && host.rsplit_once('.').is_some_and(|(_, ending)| letters(ending))
}

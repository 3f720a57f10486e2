//! How long a value may be that is no running text: front matter, `publisher.yaml`, JSON, files of references. What
//! bounds running text stands in [`limits`](super::body::limits).

use std::ops::Range;

use super::body::limits::heaped;

/// The most characters of a title.
pub(super) const TITLE: usize = 1_000;

/// The most characters of a summary.
pub(super) const SUMMARY: usize = 5_000;

/// The most characters of any other value on one line.
pub(super) const LINE: usize = 1_000;

/// The most characters of a field of a reference: an abstract has a tenth of them.
pub(super) const FIELD: usize = 20_000;

/// Why a value is too long, in an editor's words.
pub(super) struct TooLong {
    /// The bytes of the value from which on it is.
    pub(super) at: Range<usize>,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// How long the value of a key may be.
pub(super) fn most(key: &str) -> usize {
    match key {
        "title" => TITLE,
        "summary" => SUMMARY,
        _ => LINE,
    }
}

/// Whether a value has more characters than these, or a letter more accents than any language writes.
pub(super) fn too_long(text: &str, most: usize) -> Option<TooLong> {
    if let Some((at, c)) = text.char_indices().nth(most) {
        let thousands = format!("{},{:03}", most / 1_000, most % 1_000);
        return Some(TooLong {
            at: at..at + c.len_utf8(),
            message: format!("this is longer than {thousands} characters"),
            help: "say it in fewer words; what readers need in full belongs in the text",
        });
    }
    heaped(text).map(|at| TooLong {
        at,
        message: HEAPED.0.to_owned(),
        help: HEAPED.1,
    })
}

/// What is said of a letter with more accents than any language writes.
pub(super) const HEAPED: (&str, &str) = (
    "more than 30 accents stand on one letter",
    "write the letter with the accents that it has",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_counted_in_characters() {
        assert!(too_long(&"é".repeat(LINE), LINE).is_none());
        let found = too_long(&"é".repeat(LINE + 1), LINE).map(|found| (found.at, found.message));
        assert_eq!(
            found,
            Some((
                2 * LINE..2 * LINE + 2,
                "this is longer than 1,000 characters".to_owned()
            ))
        );
        let accents = |n| too_long(&format!("e{}", "\u{301}".repeat(n)), TITLE).map(|found| found.at);
        assert_eq!(accents(30), None);
        assert_eq!(accents(31), Some(0..63));
    }
}

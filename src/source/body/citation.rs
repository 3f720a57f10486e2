//! Citations as Pandoc writes them: `[@key]`, `[@key, sec. 1.5]`, `[@a; @b]`.

use std::ops::Range;

/// One key of a citation; ranges are bytes of the slice that was parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) key: String,
    pub(super) at: Range<usize>,
    pub(super) locator: Option<String>,
}

/// Brackets that are no citation, though they look like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    /// What is wrong.
    pub(super) message: &'static str,
    /// What to write.
    pub(super) help: &'static str,
}

/// Whether brackets with these words in them are meant as a citation or a footnote.
pub(super) fn is_meant(words: &str) -> bool {
    let words = words.trim();
    let begins_key = |c: char| c.is_alphanumeric() || c == '{' || c == '_';
    let mut before = ' ';
    let mut characters = words.chars().peekable();
    while let Some(c) = characters.next() {
        let opens = before.is_whitespace() || matches!(before, ';' | '-' | '(');
        if c == '@' && opens && characters.peek().is_none_or(|next| begins_key(*next)) {
            return true;
        }
        before = c;
    }
    words.starts_with('^') || words.starts_with('@')
}

/// The keys in a slice such as `[@a, p. 3; @b]`.
pub(super) fn parse(slice: &str) -> Result<Vec<Part>, Malformed> {
    if slice.starts_with("[^") {
        return Err(Malformed {
            message: "there are no footnotes",
            help: "write the note in the text, or cite a reference: `[@key]`",
        });
    }
    let inner = slice.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let Some(inner) = inner.filter(|inner| !inner.contains(['[', ']'])) else {
        return Err(Malformed {
            message: "brackets follow each other",
            help: "put several references into one pair of brackets: `[@a; @b]`",
        });
    };
    let mut parts = Vec::new();
    let mut at = 1;
    for piece in inner.split(';') {
        parts.push(part(piece, at)?);
        at += piece.len() + 1;
    }
    Ok(parts)
}

fn part(piece: &str, at: usize) -> Result<Part, Malformed> {
    let lead = piece.len() - piece.trim_start().len();
    let Some(rest) = piece.trim_start().strip_prefix('@') else {
        return Err(Malformed {
            message: "a citation begins with `@` and a key",
            help: "write `[@key]` or `[@key, p. 12]`; other words go before the brackets",
        });
    };
    let end = rest
        .find(|c: char| c == ',' || c.is_whitespace())
        .unwrap_or(rest.len());
    let (key, rest) = rest.split_at(end);
    if key.is_empty() || key.contains(['@', '{', '}']) {
        return Err(Malformed {
            message: "the citation has no key",
            help: "write the key of a reference behind the `@`: `[@key]`",
        });
    }
    let start = at + lead + 1;
    let place = start..start + key.len();
    let rest = rest.trim();
    let locator = match rest.strip_prefix(',').map(str::trim) {
        Some(locator) if !locator.is_empty() && !locator.contains('@') => Some(words(locator)),
        None if rest.is_empty() => None,
        Some(_) | None => {
            return Err(Malformed {
                message: "what follows the key is no place in the reference",
                help: "write a comma, then the place: `[@key, p. 12]`; separate keys by `;`",
            });
        }
    };
    Ok(Part {
        key: key.to_owned(),
        at: place,
        locator,
    })
}

/// A locator on one line.
fn words(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_places_and_locators() {
        let slice = "[@nice-2023; @a:b_c, sec.\n1.5 ]";
        let parts = parse(slice).unwrap();
        let read: Vec<_> = parts
            .iter()
            .map(|p| (p.key.as_str(), &slice[p.at.clone()], p.locator.as_deref()))
            .collect();
        assert_eq!(
            read,
            [
                ("nice-2023", "nice-2023", None),
                ("a:b_c", "a:b_c", Some("sec. 1.5"))
            ]
        );
    }

    #[test]
    fn what_is_no_citation_is_refused() {
        for slice in [
            "[@a][@b]", "[x][@k]", "[see @a]", "[-@a]", "[@]", "[@a @b]", "[@a,]", "[@a; b]", "[^1]",
            "[@a, @b]", "[@a;]",
        ] {
            assert!(parse(slice).is_err(), "{slice}");
        }
    }

    #[test]
    fn only_what_is_meant_is_taken() {
        for words in ["@a", "see @a", "-@a", "^1", "a; @b", "@"] {
            assert!(is_meant(words), "{words}");
        }
        for words in ["a@b.org", "x", "1", "a @ b", "5@6"] {
            assert!(!is_meant(words), "{words}");
        }
    }
}

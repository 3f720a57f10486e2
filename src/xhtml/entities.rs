//! Named characters, which XHTML 1 has by its document type and XML has not: `&nbsp;` and its like. Browsers know them all.

use std::collections::BTreeMap;

use super::browser;

/// The most names that are told apart: XHTML 1.1 has 253.
const MOST: usize = 1_000;

/// The five that XML has itself.
const OF_XML: [&str; 5] = ["amp", "lt", "gt", "quot", "apos"];

/// A text with the characters themselves in place of their names; `None` where it has no names. One that nobody knows
/// stays as it is.
///
/// # Errors
/// Where the text has more names than there are.
pub(super) fn replaced(text: &str) -> Result<Option<String>, String> {
    let mut known: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for (name, _) in names(text) {
        known.insert(name, None);
        if known.len() > MOST {
            return Err("it has more names of characters than there are".to_owned());
        }
    }
    if known.is_empty() {
        return Ok(None);
    }
    for (name, character) in &mut known {
        *character = browser::character(name);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (name, at) in names(text) {
        if let Some(Some(character)) = known.get(name) {
            out.push_str(text.get(from..at).unwrap_or_default());
            match character.as_str() {
                "<" => out.push_str("&lt;"),
                "&" => out.push_str("&amp;"),
                other => out.push_str(other),
            }
            from = at + name.len() + 2;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Ok(Some(out))
}

/// The names in a text, and where the ampersand of each stands.
fn names(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.match_indices('&').filter_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
        let name = rest.get(..end)?;
        let is_name = rest.get(end..)?.starts_with(';') && !name.is_empty() && !OF_XML.contains(&name);
        is_name.then_some((name, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_characters_become_characters() {
        let text = "<p>5&nbsp;mg &amp; &eacute;&#233; &nobody; & &ltdot &le;";
        let read = replaced(text).unwrap().unwrap();
        assert_eq!(read, "<p>5\u{A0}mg &amp; é&#233; &nobody; & &ltdot ≤");
        assert_eq!(replaced("a &amp; b &#65;").unwrap(), None);
    }
}

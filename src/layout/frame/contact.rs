//! How to reach the publisher: a telephone number, an e-mail address, a web address and a postal one, each a line with
//! its label, and a link where a machine can follow one for certain.

use super::furniture::{Furniture, link, paragraph};
use crate::model::{Block, Content, Inline, NonEmpty, ParagraphStyle, Phrase, Publisher, Target};
use crate::source::address::address;

impl Furniture<'_> {
    /// The publisher's lines, the quickest way first. A number or an address is in no language: it is read out in the
    /// leaflet's, whatever the publisher's is.
    pub(super) fn contact_lines(&self) -> Vec<Block> {
        let Some(publisher) = &self.leaflet.publisher else {
            return Vec::new();
        };
        let words = self.words;
        let line = |label: &str, text: &Option<NonEmpty>, shown: fn(&str) -> Vec<Inline>| {
            let text = text.as_ref()?;
            let mut line = vec![self.label(label), Inline::Text(" ".to_owned())];
            line.extend(shown(text));
            Content::new(line).map(|line| paragraph(ParagraphStyle::Body, line))
        };
        let lines = [
            line(&words.phone, &publisher.phone, phone),
            line(&words.email, &publisher.email, email),
            line(&words.web, &publisher.web, web),
            self.address(publisher),
        ];
        lines.into_iter().flatten().collect()
    }

    fn address(&self, publisher: &Publisher) -> Option<Block> {
        if publisher.address.is_empty() {
            return None;
        }
        let mut content = vec![self.label(&self.words.address)];
        for line in &publisher.address {
            content.push(Inline::LineBreak);
            // In one piece, or an English street's number would stand behind its name among Arabic.
            let line = self.in_their_language(publisher, line);
            content.push(Inline::Unbroken(line.into_iter().collect()));
        }
        Content::new(content).map(|content| paragraph(ParagraphStyle::Body, content))
    }

    fn in_their_language(&self, publisher: &Publisher, text: &str) -> Option<Inline> {
        if !self.is_foreign(&publisher.lang) {
            return Some(Inline::Text(text.to_owned()));
        }
        let lang = publisher.lang.clone();
        Content::text(text).map(|content| Inline::Language(Phrase { lang, content }))
    }
}

/// A telephone number, as one piece of information; a link where it is certain which number is meant.
pub(super) fn phone(text: &str) -> Vec<Inline> {
    let shown = vec![Inline::Unbroken(vec![Inline::Text(text.to_owned())])];
    match dialled(text) {
        Some(number) => link(Target::Url(format!("tel:{number}")), shown),
        None => shown,
    }
}

/// An e-mail address, as one piece of information.
pub(super) fn email(text: &str) -> Vec<Inline> {
    let shown = vec![Inline::Unbroken(vec![Inline::Text(text.to_owned())])];
    let whole = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    if !whole || text.contains(char::is_whitespace) {
        return shown;
    }
    // Written by itself, it is an address and nothing behind one.
    let name = text.replace('%', "%25").replace('?', "%3F");
    match address(&format!("mailto:{name}")) {
        Ok(whole) => link(Target::Url(whole), shown),
        Err(_) => shown,
    }
}

/// A web address. It may be longer than a line, and then breaks where its parts end.
fn web(text: &str) -> Vec<Inline> {
    let shown = vec![Inline::Text(text.to_owned())];
    let rest = ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let whole = rest.map_or_else(|| format!("https://{text}"), |_| text.to_owned());
    let rest = rest.unwrap_or(text);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let of_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':');
    let is_host = host.contains('.') && host.starts_with(char::is_alphanumeric) && host.chars().all(of_host);
    if !is_host || text.contains(char::is_whitespace) {
        return shown;
    }
    match address(&whole) {
        Ok(whole) => link(Target::Url(whole), shown),
        Err(_) => shown,
    }
}

/// The digits to dial (RFC 3966, without separators), or `None` where it is not certain which number is meant: a wrong
/// number on an ill person's telephone is worse than none. A trunk nought in brackets is not dialled behind a `+`.
fn dialled(text: &str) -> Option<String> {
    let text = if text.starts_with('+') {
        text.replacen("(0)", "", 1)
    } else {
        text.to_owned()
    };
    let number = text.strip_prefix('+').unwrap_or(&text);
    let separator =
        |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '(' | ')' | '\u{2010}' | '\u{2011}');
    if !number.chars().all(|c| c.is_ascii_digit() || separator(c)) {
        return None;
    }
    // A stop or a hyphen with a space at its side parts two things, and so does a second pair of brackets.
    let parted = [" -", "- ", " .", ". "].iter().any(|part| number.contains(part));
    if parted || number.matches('(').count() > 1 {
        return None;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let plus = if text.starts_with('+') { "+" } else { "" };
    // Three digits are an emergency number; more than fifteen no network takes (ITU-T E.164).
    (3..=15)
        .contains(&digits.len())
        .then(|| format!("{plus}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(inlines: &[Inline]) -> Option<&str> {
        inlines.iter().find_map(|inline| match inline {
            Inline::Link(link) => match &link.target {
                Target::Url(url) => Some(url.as_str()),
                Target::Anchor(_) => None,
            },
            _ => None,
        })
    }

    #[test]
    fn a_number_is_dialled_only_where_it_is_certain() {
        let cases = [
            ("020 7946 0018", Some("tel:02079460018")),
            ("+44 (0)20 7946 0018", Some("tel:+442079460018")),
            ("+33 1 23 45 67 89", Some("tel:+33123456789")),
            ("(020) 7946-0018", Some("tel:02079460018")),
            ("0808\u{a0}800\u{a0}1234", Some("tel:08088001234")),
            ("111", Some("tel:111")),
            ("116 123 (24 hours)", None),
            ("116 123 - 24", None),
            ("020 7946 0018 or 0019", None),
            ("020 7946 0018, 9 to 5", None),
            ("0123456789 0123456789", None),
            ("12", None),
            ("ask", None),
        ];
        for (text, expected) in cases {
            let shown = phone(text);
            assert_eq!(target(&shown), expected, "{text}");
            assert_eq!(Inline::plain_text(&shown), text);
        }
    }

    #[test]
    fn addresses_are_linked_where_they_are_whole() {
        let cases = [
            ("help@example.org", Some("mailto:help@example.org")),
            ("ask us", None),
            ("@example.org", None),
            ("a@b@c", None),
        ];
        for (text, expected) in cases {
            assert_eq!(target(&email(text)), expected, "{text}");
        }
        let cases = [
            ("www.example.org", Some("https://www.example.org")),
            ("https://example.org/a b", None),
            (
                "http://example.org/soins/été",
                Some("http://example.org/soins/%C3%A9t%C3%A9"),
            ),
            ("example.org?a=1", Some("https://example.org?a=1")),
            ("www.exämple.org/ä", Some("https://www.xn--exmple-cua.org/%C3%A4")),
            ("www.example.org:99999", None),
            ("1.2.3.400", None),
            ("javascript:alert(1).x", None),
            ("example", None),
            ("https://", None),
        ];
        for (text, expected) in cases {
            assert_eq!(target(&web(text)), expected, "{text}");
            assert_eq!(Inline::plain_text(&web(text)), text);
        }
    }
}

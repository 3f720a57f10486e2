//! What stands inside a paragraph.

use serde::{Deserialize, Serialize};

use super::text::{Anchor, Content, first_strong};
use super::units::{Direction, Lang};

/// A piece of a paragraph. A `match` on it names every variant: a new one must break every backend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Words as written, in the language of what is around them.
    Text(String),
    /// Strong importance.
    Strong(Vec<Inline>),
    /// Stress.
    Emphasis(Vec<Inline>),
    /// A link with its words.
    Link(Link),
    /// A phrase in another language.
    Language(Phrase),
    /// A citation of one reference.
    Citation(Citation),
    /// One piece of information that does not break over a line: a dose, a telephone number.
    Unbroken(Vec<Inline>),
    /// A line that ends here on purpose.
    LineBreak,
}

/// A link: where it leads, and the words that say so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// Its words.
    pub content: Content,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Out of the leaflet: an absolute URL with its scheme.
    Url(String),
    /// To a place inside it.
    Anchor(Anchor),
}

/// Words in another language than those around them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Phrase {
    /// Their language.
    pub lang: Lang,
    /// The words.
    pub content: Content,
}

/// A citation: formatted text such as `[1, sec. 1.5]` that leads to one entry of the references.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Citation {
    /// The citation's own place, for the way back.
    pub anchor: Anchor,
    /// The entry it leads to: the anchor of a [`Reference`](super::block::Reference).
    pub reference: Anchor,
    /// The text that stands in the line.
    pub content: Content,
}

/// What decides how the words of an [`Inline::Unbroken`] are kept together and in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A citation with the word before it: it reads on in the direction of what it stands in.
    Cited,
    /// A web or e-mail address or a DOI: it runs from left to right, breaks behind its punctuation where it must, and gains no
    /// character, so that it can be copied.
    Address,
    /// Groups of Arabic digits, such as a telephone number. The bidirectional algorithm (Unicode Annex 9) would put
    /// them from right to left in any surroundings, and a number is dialled from left to right.
    Groups,
    /// Anything else: it reads as one in the direction of its first letter, left to right where it has none.
    Phrase(Direction),
}

impl Piece {
    /// What the words of a piece make it.
    #[must_use]
    pub fn of(content: &[Inline]) -> Self {
        if content.iter().any(holds_citation) {
            return Self::Cited;
        }
        let words = Inline::plain_text(content);
        if is_address(&words) {
            return Self::Address;
        }
        match first_strong(&words) {
            Some(direction) => Self::Phrase(direction),
            None if is_grouped(&words) => Self::Groups,
            None => Self::Phrase(Direction::LeftToRight),
        }
    }
}

fn holds_citation(inline: &Inline) -> bool {
    match inline {
        Inline::Citation(_) => true,
        Inline::Strong(content) | Inline::Emphasis(content) | Inline::Unbroken(content) => {
            content.iter().any(holds_citation)
        }
        Inline::Link(link) => link.content.iter().any(holds_citation),
        Inline::Language(phrase) => phrase.content.iter().any(holds_citation),
        Inline::Text(_) | Inline::LineBreak => false,
    }
}

/// Whether words are one address: no space, and a scheme, an `@`, or a name such as `nhs.uk`.
fn is_address(words: &str) -> bool {
    let named = || {
        words.split('.').skip(1).any(|label| {
            let letters = label.chars().take_while(char::is_ascii_alphabetic).count();
            letters >= 2
        })
    };
    let label = words.get(..4).filter(|label| label.eq_ignore_ascii_case("doi:"));
    if is_doi(label.and_then(|_| words.get(4..)).unwrap_or(words).trim_start()) {
        return true;
    }
    !words.contains(char::is_whitespace) && (words.contains("://") || words.contains('@') || named())
}

/// Whether words are a DOI (ISO 26324): `10.`, the digits of a registrant, a stroke, and no space.
pub(crate) fn is_doi(words: &str) -> bool {
    let parts = words.strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    parts.is_some_and(|(registrant, rest)| {
        let digits = registrant
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        digits && registrant.len() >= 4 && !rest.is_empty() && !rest.contains(char::is_whitespace)
    })
}

/// Whether words are digits in groups, Arabic ones among them.
fn is_grouped(words: &str) -> bool {
    let arabic = |c: char| matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}');
    let sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '(' | ')' | '-' | '.');
    words.contains(char::is_whitespace)
        && words.contains(arabic)
        && words.chars().all(|c| arabic(c) || sign(c))
}

impl Inline {
    /// The words alone; a line break counts as a space.
    #[must_use]
    pub fn plain_text(inlines: &[Inline]) -> String {
        let mut out = String::new();
        push_plain(inlines, &mut out);
        out
    }
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Unbroken(content) => {
                push_plain(content, out);
            }
            Inline::Link(link) => push_plain(&link.content, out),
            Inline::Language(phrase) => push_plain(&phrase.content, out),
            Inline::Citation(citation) => push_plain(&citation.content, out),
            Inline::LineBreak => out.push(' '),
        }
    }
}

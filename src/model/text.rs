//! Text that cannot be empty, sequences that cannot be empty, and names of places.
//!
//! Wrong states are refused here, once, so that no layer below has to ask again whether a heading has words.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

use super::inline::Inline;
use super::refusal::Refusal;
use super::units::Direction;

/// Whether a character is never drawn: soft hyphen, zero-width space, joiners, word joiner and the invisible operators,
/// bidi controls, variation selectors, byte-order mark.
#[must_use]
pub fn invisible(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x61C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064 | 0x2066..=0x2069 | 0xFE00..=0xFE0F | 0xFEFF)
}

/// Whether a character shapes its neighbours and is spelling, though nothing is drawn for it: the zero-width non-joiner
/// and joiner of Persian, Urdu and the Indic scripts.
#[must_use]
pub fn joins(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Whether a character belongs to a script that runs from right to left, or says that it does (by the blocks of
/// Unicode); digits and signs among them do not say so alone.
#[must_use]
pub fn right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8FF | 0x200F | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// The direction of the first letter (Unicode Annex 9, rule P2), or `None` where a text has none.
#[must_use]
pub fn first_strong(text: &str) -> Option<Direction> {
    let letter = text.chars().find(|c| c.is_alphabetic())?;
    Some(if right_to_left(letter) {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    })
}

/// How many characters of words are shown where a message names them.
const EXCERPT: usize = 60;

/// The first words of a text, as a message names them: white space collapsed, and an ellipsis where there are more.
#[must_use]
pub fn excerpt(words: &str) -> String {
    let mut out = String::new();
    let mut count = 0;
    for c in words.trim().chars() {
        let dropped = if c.is_whitespace() {
            out.ends_with(' ')
        } else {
            c.is_control()
        };
        if dropped {
            continue;
        }
        count += 1;
        if count > EXCERPT {
            out.push('…');
            return out;
        }
        out.push(if c.is_whitespace() { ' ' } else { c });
    }
    out
}

/// Whether a reader meets anything of the text.
fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !invisible(c))
}

/// Plain text with at least one visible character; trimmed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct NonEmpty(String);

impl NonEmpty {
    /// The trimmed text, or `None` where nothing is left.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let trimmed = text.trim();
        is_visible(trimmed).then(|| Self(trimmed.to_owned()))
    }
}

impl TryFrom<String> for NonEmpty {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::new(&text).ok_or_else(|| {
            Refusal::new(
                "empty-value",
                "the text is empty",
                "write something between the quotation marks, or take the key out",
            )
        })
    }
}

impl Deref for NonEmpty {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// One or more of something, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<T>", bound(deserialize = "T: Deserialize<'de>"))]
pub struct Several<T>(Vec<T>);

impl<T> Several<T> {
    /// The things, or `None` where there are none.
    #[must_use]
    pub fn new(things: Vec<T>) -> Option<Self> {
        (!things.is_empty()).then_some(Self(things))
    }

    /// Exactly one thing.
    #[must_use]
    pub fn one(thing: T) -> Self {
        Self(vec![thing])
    }

    /// Gives the things up.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }

    /// As many other things, each made of one.
    #[must_use]
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Several<U> {
        Several(self.0.into_iter().map(make).collect())
    }
}

impl<T> Deref for Several<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

/// What stands in a sequence may change; how many there are may not.
impl<T> DerefMut for Several<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T> TryFrom<Vec<T>> for Several<T> {
    type Error = Refusal;
    fn try_from(things: Vec<T>) -> Result<Self, Refusal> {
        Self::new(things).ok_or_else(|| {
            Refusal::new(
                "empty-list",
                "the list is empty",
                "write something between the brackets, or take out what they belong to",
            )
        })
    }
}

impl<'a, T> IntoIterator for &'a Several<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Inline content in which a reader meets at least one visible character.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Inline>")]
pub struct Content(Vec<Inline>);

impl Content {
    /// The content, or `None` where it holds no visible text.
    #[must_use]
    pub fn new(inlines: Vec<Inline>) -> Option<Self> {
        is_visible(&Inline::plain_text(&inlines)).then_some(Self(inlines))
    }

    /// Plain text as content, or `None` where it is empty.
    #[must_use]
    pub fn text(text: &str) -> Option<Self> {
        Self::new(vec![Inline::Text(text.to_owned())])
    }

    /// The words alone.
    #[must_use]
    pub fn plain_text(&self) -> String {
        Inline::plain_text(&self.0)
    }
}

impl TryFrom<Vec<Inline>> for Content {
    type Error = Refusal;
    fn try_from(inlines: Vec<Inline>) -> Result<Self, Refusal> {
        Self::new(inlines).ok_or_else(|| {
            Refusal::new(
                "empty-block",
                "there are no words in it",
                "write them, such as `[{ \"text\": \"Words\" }]`, or take out what should have held them",
            )
        })
    }
}

impl Deref for Content {
    type Target = [Inline];
    fn deref(&self) -> &[Inline] {
        &self.0
    }
}

impl Content {
    /// Its pieces, to check and complete: addresses, sizes. Whoever takes words out breaks the promise of the type.
    pub(crate) fn pieces_mut(&mut self) -> &mut [Inline] {
        &mut self.0
    }
}

/// The name of a place inside a leaflet: a heading, a reference, a citation. Unique in its leaflet.
///
/// Made of ASCII letters, digits and hyphens, and begins with a letter, so that it is a valid XML id, PDF name and
/// Word bookmark after the shortest of changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Anchor(String);

impl Anchor {
    /// The anchor, or `None` where the name breaks the rule above.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let allowed = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        (starts_well && allowed).then(|| Self(name.to_owned()))
    }

    /// An anchor for any words: what cannot stand in a name becomes a hyphen, `fallback` serves where nothing is left.
    #[must_use]
    pub fn from_words(words: &str, fallback: &'static str) -> Self {
        let mut name = String::new();
        for c in words.chars() {
            if c.is_ascii_alphanumeric() {
                name.push(c.to_ascii_lowercase());
            } else if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        }
        let name = name.trim_end_matches('-');
        match name.chars().next() {
            Some(c) if c.is_ascii_alphabetic() => Self(name.to_owned()),
            Some(_) => Self(format!("{fallback}-{name}")),
            None => Self(fallback.to_owned()),
        }
    }

    /// The same name with a number behind it, for the second place that would bear it.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        Self(format!("{}-{number}", self.0))
    }
}

impl TryFrom<String> for Anchor {
    type Error = Refusal;
    fn try_from(name: String) -> Result<Self, Refusal> {
        Self::new(&name).ok_or_else(|| {
            Refusal::new(
                "malformed-id",
                format!("`{name}` cannot name a place"),
                "begin with a letter; go on with letters a to z, digits and hyphens: `after-surgery`",
            )
        })
    }
}

impl Deref for Anchor {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

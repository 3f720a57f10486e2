//! What stands inside a paragraph.

use serde::{Deserialize, Serialize};

use super::text::{Anchor, Content};
use super::units::Lang;

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

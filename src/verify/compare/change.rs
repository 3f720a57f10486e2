//! A difference and its place, as values: how they are put into words is [`show`](super::show)'s business.

/// What an item stands in that stands in no box, list or table.
pub const NOTHING: &str = "nothing";

/// A difference of one Reading from another, with the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// What.
    pub what: What,
}

/// A place that a person finds in either file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// The heading that it stands under, where one comes before it.
    pub heading: Option<String>,
    /// What stands before it, where anything does that both files have.
    pub after: Option<String>,
    /// The item of the expected Reading, counted from 0.
    pub expected: Option<usize>,
    /// The item of the other Reading, counted from 0.
    pub found: Option<usize>,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The title of the document.
    Title {
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
    /// The language of the document.
    Language {
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
    /// An item is lost, or a row of a table.
    Missing(String),
    /// An item is there that should not be, or a row.
    Added(String),
    /// An item stands at another place, or a row.
    Moved {
        /// The item.
        item: String,
        /// What it follows in the other file.
        after: Option<String>,
    },
    /// The words of an item.
    Words(Vec<Piece>),
    /// What an item is: a heading, a paragraph, a caption.
    Role {
        /// The item's words.
        item: String,
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
    /// What items stand in: a list, a row, a warning.
    Within {
        /// The first item's words.
        item: String,
        /// As it should be; [`NOTHING`] where it should stand in nothing.
        expected: String,
        /// As it is; [`NOTHING`] where it stands in nothing.
        found: String,
        /// How many items it is true of, this one and others behind it.
        items: usize,
    },
    /// The language of words.
    WordsLanguage {
        /// The words.
        words: String,
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
    /// What words do: where they lead, what they cite.
    Kind {
        /// The words.
        words: String,
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
    /// Two items differ in something that has no words of its own, such as the language of a space.
    Otherwise {
        /// As it should be.
        expected: String,
        /// As it is.
        found: String,
    },
}

impl Change {
    /// Whether it is of the document as a whole, so that it has no place.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match self.what {
            What::Title { .. } | What::Language { .. } => true,
            What::Missing(_)
            | What::Added(_)
            | What::Moved { .. }
            | What::Words(_)
            | What::Role { .. }
            | What::Within { .. }
            | What::WordsLanguage { .. }
            | What::Kind { .. }
            | What::Otherwise { .. } => false,
        }
    }
}

impl Change {
    /// Whether words are other words, or are not where they should be; a wrong dose is one of these. Other differences are of
    /// what words are: a heading, a link, a passage in another language.
    #[must_use]
    pub fn is_of_words(&self) -> bool {
        match self.what {
            What::Title { .. } | What::Missing(_) | What::Added(_) | What::Moved { .. } | What::Words(_) => {
                true
            }
            What::Language { .. }
            | What::Role { .. }
            | What::Within { .. }
            | What::WordsLanguage { .. }
            | What::Kind { .. }
            | What::Otherwise { .. } => false,
        }
    }
}

impl What {
    /// The name of such a difference, for programs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Title { .. } => "title",
            Self::Language { .. } => "language",
            Self::Missing(_) => "missing",
            Self::Added(_) => "added",
            Self::Moved { .. } => "moved",
            Self::Words(_) => "words",
            Self::Role { .. } => "role",
            Self::Within { .. } => "within",
            Self::WordsLanguage { .. } => "language-of-words",
            Self::Kind { .. } => "purpose-of-words",
            Self::Otherwise { .. } => "otherwise",
        }
    }
}

/// Words of an item that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only where they should be.
    Removed(String),
    /// Only where they should not.
    Added(String),
}

//! The types of entries, and what each becomes.

use hayagriva::types::EntryType;

use super::locales::{DOCTORAL, MASTER};

/// What a type of entry becomes: its own kind, and the kind of what holds it, where a container's title is given.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// The name in BibTeX.
    pub name: &'static str,
    /// What the item is.
    pub item: EntryType,
    /// What holds it.
    pub container: EntryType,
    /// What sort of thesis it is, where nothing else is said; the words come with the language.
    pub genre: Option<&'static str>,
}

const fn kind(name: &'static str, item: EntryType, container: EntryType) -> Kind {
    Kind {
        name,
        item,
        container,
        genre: None,
    }
}

/// Every type that is known, from the BibLaTeX manual (2.1) and BibTeX.
static KINDS: [Kind; 42] = [
    kind("article", EntryType::Article, EntryType::Periodical),
    kind("suppperiodical", EntryType::Article, EntryType::Periodical),
    kind("review", EntryType::Article, EntryType::Periodical),
    kind("inbook", EntryType::Chapter, EntryType::Book),
    kind("incollection", EntryType::Chapter, EntryType::Book),
    kind("bookinbook", EntryType::Chapter, EntryType::Book),
    kind("suppbook", EntryType::Chapter, EntryType::Book),
    kind("suppcollection", EntryType::Chapter, EntryType::Book),
    kind("inreference", EntryType::Chapter, EntryType::Reference),
    kind("inproceedings", EntryType::Article, EntryType::Proceedings),
    kind("conference", EntryType::Article, EntryType::Proceedings),
    kind("book", EntryType::Book, EntryType::Book),
    kind("mvbook", EntryType::Book, EntryType::Book),
    kind("booklet", EntryType::Book, EntryType::Book),
    kind("collection", EntryType::Book, EntryType::Book),
    kind("mvcollection", EntryType::Book, EntryType::Book),
    kind("proceedings", EntryType::Proceedings, EntryType::Proceedings),
    kind("mvproceedings", EntryType::Proceedings, EntryType::Proceedings),
    kind("reference", EntryType::Book, EntryType::Book),
    kind("mvreference", EntryType::Book, EntryType::Book),
    kind("manual", EntryType::Book, EntryType::Book),
    kind("periodical", EntryType::Periodical, EntryType::Periodical),
    kind("report", EntryType::Report, EntryType::Book),
    kind("techreport", EntryType::Report, EntryType::Book),
    kind("thesis", EntryType::Thesis, EntryType::Book),
    Kind {
        genre: Some(MASTER),
        ..kind("mastersthesis", EntryType::Thesis, EntryType::Book)
    },
    Kind {
        genre: Some(DOCTORAL),
        ..kind("phdthesis", EntryType::Thesis, EntryType::Book)
    },
    kind("patent", EntryType::Patent, EntryType::Book),
    kind("unpublished", EntryType::Manuscript, EntryType::Book),
    kind("online", EntryType::Web, EntryType::Web),
    kind("electronic", EntryType::Web, EntryType::Web),
    kind("www", EntryType::Web, EntryType::Web),
    kind("misc", EntryType::Misc, EntryType::Book),
    kind("software", EntryType::Misc, EntryType::Book),
    kind("dataset", EntryType::Misc, EntryType::Book),
    kind("standard", EntryType::Misc, EntryType::Book),
    kind("legislation", EntryType::Misc, EntryType::Book),
    kind("image", EntryType::Misc, EntryType::Book),
    kind("video", EntryType::Misc, EntryType::Book),
    kind("audio", EntryType::Misc, EntryType::Book),
    kind("letter", EntryType::Misc, EntryType::Book),
    kind("artwork", EntryType::Misc, EntryType::Book),
];

/// Entries that only hold data for others.
pub(super) fn holds_data(name: &str) -> bool {
    name == "xdata"
}

/// Whether a type of this name is known; in lower case.
pub(super) fn known(name: &str) -> bool {
    holds_data(name) || of(name).is_some()
}

/// The type of this name, in lower case.
pub(super) fn of(name: &str) -> Option<Kind> {
    KINDS.iter().find(|kind| kind.name == name).copied()
}

/// What serves for a type that nobody knows.
pub(super) fn miscellaneous() -> Kind {
    kind("misc", EntryType::Misc, EntryType::Book)
}

/// The known type whose name is nearest.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    super::nearest(name, KINDS.iter().map(|kind| kind.name))
}

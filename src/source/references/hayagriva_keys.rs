//! The types and keys of Hayagriva YAML (its file format document), and the BibLaTeX names that they are read as.

/// Types, and the type of entry that each becomes.
pub(super) static TYPES: [(&str, &str); 30] = [
    ("anthology", "collection"),
    ("anthos", "incollection"),
    ("article", "article"),
    ("artwork", "artwork"),
    ("audio", "audio"),
    ("blog", "online"),
    ("book", "book"),
    ("case", "legislation"),
    ("chapter", "incollection"),
    ("conference", "proceedings"),
    ("entry", "inreference"),
    ("exhibition", "misc"),
    ("legislation", "legislation"),
    ("manuscript", "unpublished"),
    ("misc", "misc"),
    ("newspaper", "periodical"),
    ("original", "misc"),
    ("patent", "patent"),
    ("performance", "misc"),
    ("periodical", "periodical"),
    ("post", "online"),
    ("proceedings", "proceedings"),
    ("reference", "reference"),
    ("report", "report"),
    ("repository", "software"),
    ("scene", "video"),
    ("thesis", "thesis"),
    ("thread", "online"),
    ("video", "video"),
    ("web", "online"),
];

/// Keys that hold text or numbers, and the field that each becomes.
pub(super) static TEXTS: [(&str, &str); 15] = [
    ("chapter", "chapter"),
    ("date", "date"),
    ("edition", "edition"),
    ("genre", "type"),
    ("issue", "issue"),
    ("language", "langid"),
    ("location", "location"),
    ("note", "note"),
    ("organization", "organization"),
    ("page-range", "pages"),
    ("publisher", "publisher"),
    ("title", "title"),
    ("url", "url"),
    ("volume", "volume"),
    ("volume-total", "volumes"),
];

/// Keys that are read in other ways.
pub(super) static OTHERS: [&str; 6] = [
    "affiliated",
    "author",
    "editor",
    "parent",
    "serial-number",
    "type",
];

/// What belongs in no printed reference.
pub(super) static UNPRINTED: [&str; 8] = [
    "abstract",
    "annote",
    "archive",
    "archive-location",
    "call-number",
    "page-total",
    "runtime",
    "time-range",
];

/// Numbers by which catalogues know a work, and the field that each becomes; none where it is not printed.
pub(super) static SERIALS: [(&str, Option<&str>); 8] = [
    ("arxiv", Some("eprint")),
    ("doi", Some("doi")),
    ("isbn", None),
    ("issn", None),
    ("pmcid", Some("pmcid")),
    ("pmid", Some("pmid")),
    ("serial", Some("number")),
    ("version", Some("version")),
];

/// Every key that is printed: what a misspelt one is compared with.
pub(super) fn printed() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|(name, _)| *name).chain(OTHERS)
}

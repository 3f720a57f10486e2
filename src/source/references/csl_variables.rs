//! The types and variables of CSL 1.0.2 (appendices III and IV), and the BibLaTeX names that they are read as.

/// Types, and the type of entry that each becomes.
pub(super) static TYPES: [(&str, &str); 45] = [
    ("article", "misc"),
    ("article-journal", "article"),
    ("article-magazine", "article"),
    ("article-newspaper", "article"),
    ("bill", "legislation"),
    ("book", "book"),
    ("broadcast", "video"),
    ("chapter", "incollection"),
    ("classic", "book"),
    ("collection", "collection"),
    ("dataset", "dataset"),
    ("document", "misc"),
    ("entry", "inreference"),
    ("entry-dictionary", "inreference"),
    ("entry-encyclopedia", "inreference"),
    ("event", "misc"),
    ("figure", "image"),
    ("graphic", "image"),
    ("hearing", "legislation"),
    ("interview", "misc"),
    ("legal_case", "legislation"),
    ("legislation", "legislation"),
    ("manuscript", "unpublished"),
    ("map", "image"),
    ("motion_picture", "video"),
    ("musical_score", "misc"),
    ("pamphlet", "booklet"),
    ("paper-conference", "inproceedings"),
    ("patent", "patent"),
    ("performance", "misc"),
    ("periodical", "periodical"),
    ("personal_communication", "letter"),
    ("post", "online"),
    ("post-weblog", "online"),
    ("regulation", "legislation"),
    ("report", "report"),
    ("review", "article"),
    ("review-book", "article"),
    ("software", "software"),
    ("song", "audio"),
    ("speech", "misc"),
    ("standard", "standard"),
    ("thesis", "thesis"),
    ("treaty", "legislation"),
    ("webpage", "online"),
];

/// Variables that hold text or numbers, and the field that each becomes.
pub(super) static TEXTS: [(&str, &str); 27] = [
    ("DOI", "doi"),
    ("PMCID", "pmcid"),
    ("PMID", "pmid"),
    ("URL", "url"),
    ("authority", "institution"),
    ("chapter-number", "chapter"),
    ("collection-title", "series"),
    ("container-title", "booktitle"),
    ("edition", "edition"),
    ("event", "eventtitle"),
    ("event-place", "venue"),
    ("event-title", "eventtitle"),
    ("genre", "type"),
    ("issue", "issue"),
    ("language", "langid"),
    ("medium", "howpublished"),
    ("note", "note"),
    ("number", "number"),
    ("number-of-volumes", "volumes"),
    ("page", "pages"),
    ("publisher", "publisher"),
    ("publisher-place", "location"),
    ("status", "pubstate"),
    ("title", "title"),
    ("version", "version"),
    ("volume", "volume"),
    ("volume-title", "maintitle"),
];

/// Variables that hold names.
pub(super) static NAMES: [(&str, &str); 5] = [
    ("author", "author"),
    ("container-author", "bookauthor"),
    ("editor", "editor"),
    ("editorial-director", "editor"),
    ("translator", "translator"),
];

/// Variables that hold dates.
pub(super) static DATES: [(&str, &str); 3] = [
    ("accessed", "urldate"),
    ("event-date", "eventdate"),
    ("issued", "date"),
];

/// What belongs in no printed reference.
pub(super) static UNPRINTED: [&str; 34] = [
    "ISBN",
    "ISSN",
    "abstract",
    "annote",
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "call-number",
    "categories",
    "citation-key",
    "citation-label",
    "citation-number",
    "container-title-short",
    "custom",
    "dimensions",
    "first-reference-note-number",
    "journalAbbreviation",
    "jurisdiction",
    "keyword",
    "license",
    "locator",
    "number-of-pages",
    "original-date",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "page-first",
    "references",
    "shortTitle",
    "source",
    "submitted",
    "title-short",
    "year-suffix",
];

/// The field that a name becomes, in one of the tables.
pub(super) fn field(table: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(from, _)| *from == name).map(|(_, to)| *to)
}

/// Every variable that is printed: what a misspelt one is compared with.
pub(super) fn printed() -> impl Iterator<Item = &'static str> {
    let tables = [
        TEXTS.as_slice(),
        &NAMES,
        &DATES,
        &[("id", ""), ("type", ""), ("collection-number", "")],
    ];
    tables.into_iter().flatten().map(|(name, _)| *name)
}

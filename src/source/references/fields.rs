//! Which fields belong in a printed reference, and which by custom do not.

/// Fields that a reader of a printed reference never meets.
pub(super) fn unprinted(name: &str) -> bool {
    UNPRINTED.binary_search(&name).is_ok()
        || ["bdsk-", "mendeley-", "date-", "x-", "__"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
}

/// In byte order.
static UNPRINTED: [&str; 57] = [
    "abstract",
    "annotation",
    "annote",
    "author+an",
    "bookpagination",
    "citeulike-article-id",
    "copyright",
    "creationdate",
    "crossref",
    "entryset",
    "entrysubtype",
    "eprintclass",
    "execute",
    "file",
    "gender",
    "groups",
    "hyphenation",
    "ids",
    "indexsorttitle",
    "indextitle",
    "isan",
    "isbn",
    "ismn",
    "isrn",
    "issn",
    "iswc",
    "key",
    "keywords",
    "label",
    "langid",
    "langidopts",
    "language",
    "lccn",
    "library",
    "month_numeric",
    "options",
    "origlanguage",
    "owner",
    "pagetotal",
    "pagination",
    "pdf",
    "place",
    "ppn_gvk",
    "presort",
    "primaryclass",
    "priority",
    "ranking",
    "readstatus",
    "shorthand",
    "shortjournal",
    "shorttitle",
    "sortkey",
    "sortname",
    "sorttitle",
    "timestamp",
    "xdata",
    "xref",
];

/// The fields that are printed: what a misspelt name is compared with.
pub(super) static PRINTED: [&str; 40] = [
    "addendum",
    "address",
    "author",
    "booktitle",
    "booksubtitle",
    "chapter",
    "date",
    "day",
    "doi",
    "edition",
    "editor",
    "eid",
    "eprint",
    "eventtitle",
    "howpublished",
    "institution",
    "issue",
    "journal",
    "journaltitle",
    "location",
    "maintitle",
    "month",
    "note",
    "number",
    "organization",
    "pages",
    "publisher",
    "pubstate",
    "school",
    "series",
    "subtitle",
    "title",
    "titleaddon",
    "translator",
    "type",
    "url",
    "urldate",
    "version",
    "volume",
    "year",
];

#[cfg(test)]
mod tests {
    #[test]
    fn unprinted_fields_are_sorted_for_the_search() {
        assert!(super::UNPRINTED.is_sorted());
    }
}

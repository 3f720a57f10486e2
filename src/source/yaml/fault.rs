//! What the YAML parser's complaints mean to somebody who has never heard of scalars and anchors.

/// A complaint in an editor's words.
pub(super) struct Said {
    /// What is wrong.
    pub(super) message: &'static str,
    /// What to write.
    pub(super) help: &'static str,
}

const SHAPE: &str = "write one `key: value` a line, lists with `- `, and texts with special signs in quotes";

/// What to write where the parser's own words must do.
pub(super) const UNKNOWN: &str = SHAPE;

/// A tab among the spaces that indent a line.
pub(super) const TAB: Said = Said {
    message: "a tab stands where spaces must",
    help: "indent by spaces, two for each step",
};

/// A part of the parser's message, and what it means; the first that fits counts.
const MEANINGS: [(&str, Said); 20] = [
    (
        "mapping values are not allowed",
        Said {
            message: "a colon stands inside a text, or this key is indented more than the one above",
            help: "put a text that holds a colon in quotes: `title: \"Surgery: what to expect\"`",
        },
    ),
    (
        "recursion limit",
        Said {
            message: "lists or keys stand inside each other too deeply",
            help: SHAPE,
        },
    ),
    (
        "Depth {",
        Said {
            message: "lists or keys stand inside each other too deeply",
            help: SHAPE,
        },
    ),
    (
        "budget breached",
        Said {
            message: "there is far more in it than a leaflet needs",
            help: "write each text out; nothing is repeated by `&` and `*`",
        },
    ),
    ("a tab", TAB),
    ("tabs disallowed", TAB),
    (
        "comment intercepting",
        Said {
            message: "`#` begins a note here, and the text goes on below it",
            help: "put a text that holds ` #` in quotes; write a note on a line of its own",
        },
    ),
    (
        "simple key expected",
        Said {
            message: "a line holds no key with a colon",
            help: SHAPE,
        },
    ),
    (
        "unknown anchor",
        Said {
            message: "a text begins with `*`, which means something else here",
            help: "put the text in quotes: `title: \"*New*\"`",
        },
    ),
    (
        "anchor or alias",
        Said {
            message: "a text begins with `&` or `*`, which mean something else here",
            help: "put the text in quotes: `title: \"& more\"`",
        },
    ),
    (
        "unknown escape",
        Said {
            message: "a backslash in double quotes stands before a character that it cannot go with",
            help: "put the text in single quotes, where a backslash is a backslash",
        },
    ),
    (
        "unclosed bracket",
        Said {
            message: "a bracket is not closed",
            help: "close the list with `]`; put a text that begins with a bracket in quotes",
        },
    ),
    (
        "unclosed quote",
        Said {
            message: "a quotation mark is not closed",
            help: "close the quotation mark; a text with quotation marks of its own goes into single ones",
        },
    ),
    (
        "trailing content after single-quoted",
        Said {
            message: "more stands behind the closing quotation mark",
            help: "put a text with an apostrophe in double quotation marks: `title: \"It's time\"`",
        },
    ),
    (
        "trailing content after double-quoted",
        Said {
            message: "more stands behind the closing quotation mark",
            help: "put a text with quotation marks of its own in single ones: `title: '\"Breathe\" and more'`",
        },
    ),
    (
        "block sequence entries",
        Said {
            message: "a text begins with a hyphen, which begins a list",
            help: "begin a list on the line below its key; put a text that begins with a hyphen in quotes",
        },
    ),
    (
        "unexpected character",
        Said {
            message: "a text begins with a sign that means something else here",
            help: "put a text that begins with a sign in quotes: `title: \"@home\"`",
        },
    ),
    (
        "multiple YAML documents",
        Said {
            message: "a line `---` begins a second document",
            help: "take the line out",
        },
    ),
    (
        "scanning a block scalar",
        Said {
            message: "words stand behind the `|` or `>`",
            help: "begin the text on the next line, indented by two spaces",
        },
    ),
    (
        "did not find expected",
        Said {
            message: "this line is indented unlike those it belongs to",
            help: "begin each key at the left edge; indent every line of a text below its key by two spaces",
        },
    ),
];

/// What a complaint means, where that is known.
pub(super) fn said(complaint: &str) -> Option<&'static Said> {
    let known = MEANINGS.iter().find(|(part, _)| complaint.contains(part));
    known.map(|(_, said)| said)
}

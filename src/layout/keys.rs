//! Every key that a `layout.toml` may hold, with its unit and its bounds: one table. What is unknown, of another kind or
//! out of bounds is found against it, and the documentation is held against it by a test.
//!
//! The bounds are those within which pages can be laid out at all and be read: nothing is smaller than the text, and no
//! figure is so large that it leaves a page no room.

/// A key.
pub struct Key {
    /// Its path, such as `body.size-pt`.
    pub path: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// What it is for.
    pub about: &'static str,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Words on one line.
    Text,
    /// A list of such.
    Texts,
    /// A number within bounds, both included.
    Number(Unit, f32, f32),
    /// A list of six numbers within bounds, for headings 1 to 6.
    Six(f32, f32),
    /// A whole number within bounds.
    Count(f32, f32),
    /// `true` or `false`.
    Flag,
    /// A colour, as `"#1A1A1A"`.
    Colour,
    /// A family of `fonts/`.
    Family,
    /// A list of such.
    Families,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The name of a layout.
    Layout,
    /// The name of a frame.
    Frame,
    /// The name of a size of paper.
    Paper,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Points.
    Pt,
    /// Em: sizes of the text, unless the key says of what.
    Em,
    /// Millimetres.
    Mm,
    /// Shares of a whole.
    Share,
}

impl Unit {
    /// The unit in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Pt => "points",
            Self::Em => "em",
            Self::Mm => "millimetres",
            Self::Share => "the whole",
        }
    }
}

const fn key(path: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { path, kind, about }
}

use Kind::{Choice, Colour, Count, Families, Family, Flag, Number, Six, Text, Texts};
use Unit::{Em, Mm, Pt, Share};

/// Every key. What belongs to one list of tables, `[[scale]]`, is checked in each of them.
pub static KEYS: [Key; 65] = [
    key(
        "extend",
        Kind::Layout,
        "the layout from which all comes that is not said here",
    ),
    key(
        "summary",
        Text,
        "what the layout is, in a few words; never taken from another layout",
    ),
    key(
        "guideline",
        Text,
        "the guideline whose figures it follows; never taken from another layout",
    ),
    key(
        "guideline-from-pt",
        Number(Pt, 12.0, 72.0),
        "the smallest text that the guideline knows: below it, that is told as not met; never taken from another layout",
    ),
    key(
        "not-met",
        Texts,
        "which of its figures it does not meet, and what it does instead; never taken from another layout",
    ),
    key("frame", Kind::Frame, "the furniture round the leaflet"),
    key(
        "paper.size",
        Kind::Paper,
        "the size of the sheet by its name, in place of width and height",
    ),
    key("paper.width-mm", Number(Mm, 100.0, 450.0), "width of the sheet"),
    key("paper.height-mm", Number(Mm, 140.0, 650.0), "height of the sheet"),
    key("paper.margin-top-mm", Number(Mm, 10.0, 80.0), "above the text"),
    key(
        "paper.margin-bottom-mm",
        Number(Mm, 10.0, 80.0),
        "below the text; the foot of the page stands in it, and makes it larger where it must",
    ),
    key(
        "paper.margin-inner-mm",
        Number(Mm, 10.0, 80.0),
        "at the binding edge, where lines begin; at least 22 where `mirrored` is true",
    ),
    key(
        "paper.margin-outer-mm",
        Number(Mm, 10.0, 80.0),
        "at the other edge",
    ),
    key(
        "paper.spare",
        Choice(&["binding", "both"]),
        "where the room goes that the measure leaves over: to the binding edge, or to both edges alike",
    ),
    key(
        "paper.mirrored",
        Flag,
        "whether the binding edge changes sides from page to page, for sheets printed on both sides",
    ),
    key(
        "body.size-pt",
        Number(Pt, 12.0, 72.0),
        "size of the text; `--size` replaces it, and everything in em follows",
    ),
    key("body.leading", Number(Em, 1.15, 3.0), "from baseline to baseline"),
    key("body.measure-characters", Count(20.0, 90.0), "the longest line"),
    key("body.paragraph-gap", Number(Em, 0.3, 3.0), "between paragraphs"),
    key("faces.family", Family, "the text face"),
    key(
        "faces.fallback",
        Families,
        "where a character is looked for next, in order; families that are not named come last",
    ),
    key(
        "colours.text",
        Colour,
        "text; at least 7:1 on paper and both tints",
    ),
    key(
        "colours.paper",
        Colour,
        "what text stands on; every page is painted with it unless it is white",
    ),
    key(
        "colours.accent",
        Colour,
        "headings, links, bullets and strong rules; at least 7:1 on paper and both tints",
    ),
    key(
        "colours.signal",
        Colour,
        "labels and rules of warnings; at least 7:1 on their tint",
    ),
    key("colours.accent-tint", Colour, "behind callouts and header rows"),
    key("colours.signal-tint", Colour, "behind warnings"),
    key(
        "colours.rule",
        Colour,
        "thin rules, such as those between the rows of a table; at least 3:1 on paper and both tints",
    ),
    key(
        "colours.picture-ground",
        Colour,
        "behind pictures; light, at least 7:1 to black",
    ),
    key(
        "emphasis.weight",
        Choice(&["regular", "bold"]),
        "the weight of stressed words",
    ),
    key(
        "emphasis.italic",
        Flag,
        "whether stressed words are italic, where the face has italics",
    ),
    key(
        "emphasis.underline",
        Flag,
        "whether stressed and important words are underlined; no word of running text is bold then",
    ),
    key(
        "links.underline",
        Choice(&["single", "thick", "double"]),
        "the line under links; not `single` where stressed words are underlined",
    ),
    key(
        "scale.body-pt",
        Number(Pt, 12.0, 72.0),
        "the body size that this entry is for; entries grow, and between two the figures do so evenly. On paper too narrow for the measure, headings are as at a larger size",
    ),
    key(
        "scale.headings",
        Six(1.0, 3.5),
        "sizes of headings 1 to 6, none larger than the one before it",
    ),
    key(
        "scale.lead",
        Number(Em, 1.0, 2.0),
        "size of the summary below the title",
    ),
    key(
        "title-block.rule-pt",
        Number(Pt, 0.0, 24.0),
        "thickness of the rule above the title",
    ),
    key(
        "title-block.gap",
        Number(Em, 0.0, 3.0),
        "from the rule to the title",
    ),
    key(
        "title-block.after",
        Number(Em, 0.0, 6.0),
        "below the block with title and summary",
    ),
    key("headings.before", Six(0.0, 6.0), "above headings 1 to 6"),
    key("headings.after", Six(0.0, 3.0), "below headings 1 to 6"),
    key(
        "headings.leading",
        Number(Em, 1.05, 2.0),
        "from baseline to baseline in a heading, in em of its own size",
    ),
    key(
        "list.bullet",
        Number(Em, 0.2, 0.8),
        "diameter of the solid bullet",
    ),
    key("list.indent", Number(Em, 0.6, 4.0), "how far items hang"),
    key("list.gap", Number(Em, 0.0, 3.0), "between items"),
    key(
        "table.padding",
        Number(Em, 0.1, 2.0),
        "inside cells, on every side",
    ),
    key(
        "table.rule-pt",
        Number(Pt, 0.25, 6.0),
        "thickness of the rules between rows",
    ),
    key("table.gap", Number(Em, 0.0, 6.0), "above and below tables"),
    key("figure.gap", Number(Em, 0.0, 6.0), "above and below figures"),
    key(
        "figure.caption-gap",
        Number(Em, 0.0, 3.0),
        "between a picture or table and its caption",
    ),
    key(
        "figure.mark-height",
        Number(Em, 0.5, 6.0),
        "height of logos and signs",
    ),
    key(
        "figure.mark-width",
        Number(Share, 0.1, 1.0),
        "the most of a line that a logo or sign takes",
    ),
    key(
        "callout.rule-pt",
        Number(Pt, 0.5, 12.0),
        "thickness of the rule beside callouts and warnings",
    ),
    key("callout.padding", Number(Em, 0.2, 3.0), "inside the tint"),
    key(
        "callout.gap",
        Number(Em, 0.0, 6.0),
        "above and below callouts and warnings",
    ),
    key(
        "quote.rule-pt",
        Number(Pt, 0.5, 12.0),
        "thickness of the rule beside quotations",
    ),
    key(
        "quote.indent",
        Number(Em, 0.3, 4.0),
        "how far quotations stand in",
    ),
    key(
        "definitions.indent",
        Number(Em, 0.0, 4.0),
        "how far definitions stand in",
    ),
    key(
        "definitions.gap",
        Number(Em, 0.0, 4.0),
        "between terms with their definitions",
    ),
    key(
        "contents.indent",
        Number(Em, 0.0, 4.0),
        "how far each level of the contents stands in",
    ),
    key(
        "contents.gap",
        Number(Em, 0.0, 3.0),
        "between lines of the contents",
    ),
    key(
        "references.indent",
        Number(Em, 1.0, 6.0),
        "how far references hang in EPUB and HTML; a PDF and a DOCX go by their labels",
    ),
    key("references.gap", Number(Em, 0.0, 4.0), "between references"),
    key(
        "foot.rule-pt",
        Number(Pt, 0.0, 6.0),
        "thickness of the hairline above the foot of the page",
    ),
    key(
        "foot.gap",
        Number(Em, 0.0, 3.0),
        "from the hairline to the foot's text, and from the text of the page to the hairline",
    ),
];

/// The key of this path.
pub(super) fn of(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

/// The names of the keys of a table, `""` being the head of the file, with the tables that it holds.
pub(super) fn names(table: &str) -> Vec<&'static str> {
    let inside = KEYS.iter().filter_map(|key| {
        let rest = if table.is_empty() {
            key.path
        } else {
            key.path.strip_prefix(table)?.strip_prefix('.')?
        };
        Some(rest.split('.').next().unwrap_or(rest))
    });
    let mut names: Vec<&str> = inside.collect();
    names.dedup();
    names
}

//! What a leaflet is made of, from heading to reference list.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::inline::Inline;
use super::json::{Grid, is_default, png_base64, svg_text};
use super::refusal::Refusal;
use super::text::{Anchor, Content, NonEmpty, Several};
use super::units::{Lang, Pt};

/// A block. A `match` on it names every variant: a new one must break every backend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading; level 1 is the title.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A bulleted or numbered list.
    List(List),
    /// Terms with their definitions.
    DefinitionList(DefinitionList),
    /// A table with one header row.
    Table(Table),
    /// A picture with its alternative, caption and description.
    Figure(Figure),
    /// A passage set apart under a label.
    Callout(Callout),
    /// Words of somebody else.
    Quote(Quote),
    /// A passage in another language.
    Division(Division),
    /// The list of headings.
    Contents(Contents),
    /// The list of references.
    References(References),
}

/// A heading level that exists: 1 (the title) to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64")]
pub struct Level(u8);

impl Level {
    /// The level of the title.
    pub const TITLE: Self = Self(1);
    /// The level of a top section.
    pub const SECTION: Self = Self(2);

    /// The level, or `None` outside 1 to 6.
    #[must_use]
    pub fn new(level: u8) -> Option<Self> {
        (1..=6).contains(&level).then_some(Self(level))
    }

    /// As a number, 1 to 6.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u64> for Level {
    type Error = Refusal;
    fn try_from(level: u64) -> Result<Self, Refusal> {
        u8::try_from(level).ok().and_then(Self::new).ok_or_else(|| {
            Refusal::new(
                "malformed-heading",
                format!("there is no heading of level {level}"),
                "the levels in the text are 2 to 6: 2 for a section, 3 for a part of it",
            )
        })
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Heading {
    /// Its level.
    pub level: Level,
    /// Its place, for links.
    pub anchor: Anchor,
    /// Its words.
    pub content: Content,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Paragraph {
    /// What it is for; it changes the look, never the reading.
    #[serde(default, skip_serializing_if = "is_default")]
    pub style: ParagraphStyle,
    /// Its words.
    pub content: Content,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParagraphStyle {
    /// Running text.
    #[default]
    Body,
    /// The summary under the title.
    Lead,
    /// A quiet line: dates, version.
    Detail,
    /// The publisher's name above the title.
    Masthead,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct List {
    /// How its items are marked.
    pub marker: Marker,
    /// Its items, each of one or more blocks.
    pub items: Several<Several<Block>>,
}

/// How list items are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Marker {
    /// A solid bullet.
    Bullet,
    /// Arabic numerals from `start`.
    Number {
        /// The number of the first item.
        start: u32,
    },
}

/// Terms and definitions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DefinitionList {
    /// The entries in order.
    pub entries: Several<Definition>,
}

/// One or more terms and what they mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Definition {
    /// The terms.
    pub terms: Several<Content>,
    /// The definitions, each of one or more blocks.
    pub definitions: Several<Several<Block>>,
}

/// A table: a header row, then body rows of the same width.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", try_from = "Grid")]
pub struct Table {
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<Content>,
    header: Several<Cell>,
    rows: Vec<Vec<Cell>>,
    #[serde(skip_serializing_if = "is_default")]
    row_headers: bool,
}

/// The inline content of a table cell; may be empty.
pub type Cell = Vec<Inline>;

impl Table {
    /// A table, or `None` where a row is not as wide as the header row.
    ///
    /// `row_headers` says that the first column heads its rows.
    #[must_use]
    pub fn new(
        caption: Option<Content>,
        header: Several<Cell>,
        rows: Vec<Vec<Cell>>,
        row_headers: bool,
    ) -> Option<Self> {
        let even = rows.iter().all(|row| row.len() == header.len());
        even.then_some(Self {
            caption,
            header,
            rows,
            row_headers,
        })
    }

    /// The caption, which stands above the table.
    #[must_use]
    pub fn caption(&self) -> Option<&Content> {
        self.caption.as_ref()
    }

    /// The header row.
    #[must_use]
    pub fn header(&self) -> &[Cell] {
        &self.header
    }

    /// The body rows, each as wide as the header row.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// The caption, the header row and the body rows, to change what stands in their cells.
    pub fn cells_mut(
        &mut self,
    ) -> (
        Option<&mut Content>,
        &mut [Cell],
        impl Iterator<Item = &mut [Cell]>,
    ) {
        let rows = self.rows.iter_mut().map(Vec::as_mut_slice);
        (self.caption.as_mut(), &mut self.header, rows)
    }

    /// Whether the first column heads its rows.
    #[must_use]
    pub fn row_headers(&self) -> bool {
        self.row_headers
    }
}

/// A picture in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Figure {
    /// What sort of picture it is: it decides how large it stands.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: FigureKind,
    /// The picture.
    pub image: Image,
    /// Its text alternative.
    pub alt: Alt,
    /// Its caption, which stands below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Content>,
    /// A longer description, shown in every format after the caption.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub description: Vec<Block>,
}

/// Sorts of picture, by how large they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FigureKind {
    /// Shows something: as wide as the text allows.
    #[default]
    Picture,
    /// A logo or the sign of a scheme: small, and of the same height as the others.
    Mark,
}

/// A text alternative. "Missing" cannot be built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alt {
    /// What the picture says.
    Text(NonEmpty),
    /// The picture says nothing that the text does not.
    Decorative,
}

/// A checked picture with its bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Image {
    /// The file's name without its folder.
    pub name: String,
    /// The bytes.
    pub data: ImageData,
    /// Natural width in points: a CSS pixel is 0.75 pt.
    #[serde(skip)]
    pub width: Pt,
    /// Natural height in points.
    #[serde(skip)]
    pub height: Pt,
}

/// The bytes of a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImageData {
    /// A checked SVG document.
    #[serde(with = "svg_text")]
    Svg(Arc<str>),
    /// A checked PNG file.
    #[serde(with = "png_base64")]
    Png(Arc<[u8]>),
}

/// A passage set apart under a label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Callout {
    /// Which sort.
    pub kind: CalloutKind,
    /// The label, real text in every format.
    pub label: Content,
    /// What it says.
    pub blocks: Several<Block>,
}

/// Sorts of callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CalloutKind {
    /// Worth knowing.
    Callout,
    /// Harm may follow.
    Warning,
}

/// Words of somebody else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Quote {
    /// What they said.
    pub blocks: Several<Block>,
}

/// A passage in another language; direction follows the language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Division {
    /// The language.
    pub lang: Lang,
    /// The passage.
    pub blocks: Several<Block>,
}

/// The list of headings, one entry each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Contents {
    /// The entries in order.
    pub entries: Several<ContentsEntry>,
}

/// A line of the contents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ContentsEntry {
    /// The level of the heading.
    pub level: Level,
    /// The heading's place.
    pub target: Anchor,
    /// The heading's words, without its links and citations.
    pub content: Content,
}

/// The list of references.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct References {
    /// The entries in order.
    pub entries: Several<Reference>,
}

/// An entry of the references.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Reference {
    /// Its place, for citations.
    pub anchor: Anchor,
    /// The label, such as `[1]`: real text everywhere. Styles that cite by author have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<NonEmpty>,
    /// The first citation that leads here; the label, where there is one, leads back to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cited_at: Option<Anchor>,
    /// The formatted entry.
    pub content: Content,
}

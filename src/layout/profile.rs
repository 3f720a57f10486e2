//! A layout's figures: everything visual, each in one place. All formats take their sizes and colours from here.

use serde::Deserialize;

use super::colour::Colour;
use super::paper::Paper;
use crate::model::{Em, Image, ImageData, Level, Pt};

/// The whole visual decision of a layout, as `layout.toml` writes it. Unknown keys are errors.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// The layout's name: that of its folder.
    pub name: String,
    /// What it is, in a few words.
    pub summary: String,
    /// The guideline whose figures it follows.
    pub guideline: String,
    /// The smallest text that this guideline knows, in points.
    pub guideline_from_pt: Option<Pt>,
    /// Which of that guideline's figures it does not meet, and what it does instead.
    #[serde(default)]
    pub not_met: Vec<String>,
    /// The name of its frame.
    pub frame: String,
    /// Paper and margins.
    pub paper: Paper,
    /// Running text.
    pub body: Body,
    /// Type families.
    pub faces: Faces,
    /// Colours.
    pub colours: Colours,
    /// How stress and importance look.
    pub emphasis: Emphasis,
    /// How links look.
    pub links: Links,
    /// Sizes of headings and lead, by body size.
    pub scale: Vec<Scale>,
    /// The block with the title.
    pub title_block: TitleBlock,
    /// Space round headings.
    pub headings: Headings,
    /// Lists.
    pub list: ListStyle,
    /// Tables.
    pub table: TableStyle,
    /// Figures.
    pub figure: FigureStyle,
    /// Callouts and warnings.
    pub callout: CalloutStyle,
    /// Quotations.
    pub quote: QuoteStyle,
    /// Definition lists.
    pub definitions: DefinitionsStyle,
    /// The contents.
    pub contents: ContentsStyle,
    /// The references.
    pub references: ReferencesStyle,
    /// The foot of the page.
    pub foot: Foot,
}

/// Running text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Body {
    /// Size in points; `--size` replaces it and everything reflows.
    pub size_pt: Pt,
    /// From baseline to baseline, in em of the text's own size.
    pub leading: Em,
    /// The longest line, in characters.
    pub measure_characters: u32,
    /// Between paragraphs.
    pub paragraph_gap: Em,
}

/// Type families, by the names in `fonts/`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Faces {
    /// The text face.
    pub family: String,
    /// Which families are tried next, in order; whatever else the program carries follows.
    pub fallback: Vec<String>,
}

/// Colours.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Colours {
    /// Text.
    pub text: Colour,
    /// What it stands on.
    pub paper: Colour,
    /// Headings, links, rules.
    pub accent: Colour,
    /// Warnings.
    pub signal: Colour,
    /// Behind callouts and header rows.
    pub accent_tint: Colour,
    /// Behind warnings.
    pub signal_tint: Colour,
    /// Thin rules.
    pub rule: Colour,
    /// Behind pictures: light, whatever the paper, because drawings are dark.
    pub picture_ground: Colour,
}

/// How stress looks. Importance is always bold unless `underline` is set.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Emphasis {
    /// Bold or regular.
    pub weight: Weight,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
}

impl Emphasis {
    /// The weight of what is important, and of numbers in front of list items: regular where running text has no bold.
    #[must_use]
    pub fn strong_weight(&self) -> Weight {
        if self.underline {
            Weight::Regular
        } else {
            Weight::Bold
        }
    }
}

/// How links look, beside their colour.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Links {
    /// The line under them; never that of stress.
    pub underline: Underline,
}

/// A line under words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Underline {
    /// One thin line.
    Single,
    /// One line twice as thick.
    Thick,
    /// Two thin lines.
    Double,
}

/// The weight of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// Sizes of headings and lead at one body size.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Scale {
    /// The body size, in points.
    pub body_pt: Pt,
    /// Sizes of headings 1 to 6.
    pub headings: [Em; 6],
    /// Size of the lead.
    pub lead: Em,
}

/// The block with the title.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TitleBlock {
    /// Thickness of the rule, in points.
    pub rule_pt: Pt,
    /// From the rule to the title.
    pub gap: Em,
    /// Below the block.
    pub after: Em,
}

/// Space round headings.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Headings {
    /// Above headings 1 to 6, in em of the body size.
    pub before: [Em; 6],
    /// Below them.
    pub after: [Em; 6],
    /// From baseline to baseline, in em of the heading's own size.
    pub leading: Em,
}

/// Lists.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ListStyle {
    /// Diameter of the solid bullet.
    pub bullet: Em,
    /// How far the text hangs.
    pub indent: Em,
    /// Between items.
    pub gap: Em,
}

/// Tables.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableStyle {
    /// Inside cells, on every side.
    pub padding: Em,
    /// Thickness of the rules between rows, in points.
    pub rule_pt: Pt,
    /// Above and below the table.
    pub gap: Em,
}

/// Figures.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FigureStyle {
    /// Above and below the figure.
    pub gap: Em,
    /// Between picture and caption.
    pub caption_gap: Em,
    /// The height of logos and signs.
    pub mark_height: Em,
    /// The most that a logo or a sign is wide, as a share of the measure.
    pub mark_width: f32,
}

/// How much larger than at 96 pixels to the inch a picture made of pixels may stand: 72 to the inch still looks sharp at
/// the distance from which large print is read.
pub const PIXELS_GROW: f32 = 96.0 / 72.0;

/// The most of a page's height that a picture takes with its caption, so that the heading above it still fits.
pub const PICTURE_MOST_OF_PAGE: f32 = 0.8;

/// Callouts and warnings.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CalloutStyle {
    /// Thickness of the rule at the leading edge, in points.
    pub rule_pt: Pt,
    /// Inside the tint.
    pub padding: Em,
    /// Above and below.
    pub gap: Em,
}

/// Quotations.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuoteStyle {
    /// Thickness of the rule at the leading edge, in points.
    pub rule_pt: Pt,
    /// How far the text stands in.
    pub indent: Em,
}

/// Definition lists.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DefinitionsStyle {
    /// How far definitions stand in.
    pub indent: Em,
    /// Between entries.
    pub gap: Em,
}

/// The contents.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContentsStyle {
    /// How far each level stands in.
    pub indent: Em,
    /// Between entries.
    pub gap: Em,
}

/// The references.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReferencesStyle {
    /// How far entries hang behind their labels, where a format cannot measure the labels.
    pub indent: Em,
    /// Between entries.
    pub gap: Em,
}

/// The foot of the page.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Foot {
    /// Thickness of the hairline above it, in points.
    pub rule_pt: Pt,
    /// From the hairline to the text.
    pub gap: Em,
}

impl Colours {
    /// Whether pages are painted before anything stands on them: paper is white as it comes.
    #[must_use]
    pub fn paints_paper(&self) -> bool {
        self.paper != Colour::WHITE
    }

    /// Whether text is lighter than what it stands on.
    #[must_use]
    pub fn is_dark(&self) -> bool {
        self.text.luminance() > self.paper.luminance()
    }

    /// What is painted behind pictures, where the paper is not light enough for them.
    #[must_use]
    pub fn ground(&self) -> Option<Colour> {
        (self.picture_ground != self.paper).then_some(self.picture_ground)
    }
}

impl Profile {
    /// The figures of a table whose every value has been looked at.
    ///
    /// # Errors
    /// The parser's message, where a key is missing or unknown.
    pub(super) fn deserialize_from(table: toml::Table) -> Result<Self, String> {
        Self::deserialize(table).map_err(|error| error.to_string())
    }

    /// The size of a heading in points, at this profile's body size.
    #[must_use]
    pub fn heading_size(&self, level: Level) -> Pt {
        let index = usize::from(level.get() - 1);
        self.body.size_pt * self.interpolate(|scale| scale.headings[index])
    }

    /// The size of the lead in points, at this profile's body size.
    #[must_use]
    pub fn lead_size(&self) -> Pt {
        self.body.size_pt * self.interpolate(|scale| scale.lead)
    }

    /// Em of the body size, in points.
    #[must_use]
    pub fn em(&self, ems: Em) -> Pt {
        ems * self.body.size_pt
    }

    /// Width and height in points of a logo or sign in a line of this length: all of one height, as far as their width
    /// and their pixels allow.
    #[must_use]
    pub fn mark_size(&self, image: &Image, measure: Pt) -> (Pt, Pt) {
        let (width, height) = (image.width.max(0.01), image.height.max(0.01));
        let high = self.em(self.figure.mark_height);
        let scale = self.picture_scale(image, measure * self.figure.mark_width, high);
        (width * scale, height * scale)
    }

    /// How many times its natural size a picture is shown in a room of this width and height: as large as fits, but one
    /// made of pixels no larger than it stays sharp.
    #[must_use]
    pub fn picture_scale(&self, image: &Image, wide: Pt, high: Pt) -> f32 {
        let largest = match image.data {
            ImageData::Svg(_) => f32::INFINITY,
            ImageData::Png(_) => PIXELS_GROW,
        };
        let fits = (wide / image.width.max(0.01)).min(high / image.height.max(0.01));
        fits.min(largest)
    }

    fn interpolate(&self, figure: impl Fn(&Scale) -> Em) -> Em {
        // On small paper a heading has no more room than at a larger size on the usual one.
        let size = self.body.size_pt * self.narrowness();
        let below = self.scale.iter().rev().find(|scale| scale.body_pt <= size);
        let above = self.scale.iter().find(|scale| scale.body_pt > size);
        match (below, above) {
            (Some(low), Some(high)) => {
                let share = (size - low.body_pt) / (high.body_pt - low.body_pt);
                figure(low) + (figure(high) - figure(low)) * share
            }
            (Some(only), None) | (None, Some(only)) => figure(only),
            (None, None) => 1.0,
        }
    }
}

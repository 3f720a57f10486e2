//! A layout's figures: everything visual, each in one place. All formats take their sizes and colours from here.

use serde::Deserialize;

use crate::model::{Em, Image, ImageData, Level, PT_PER_MM, Pt};

/// The whole visual decision of a layout, as `layout.toml` writes it. Unknown keys are errors.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// The layout's name.
    pub name: String,
    /// What it is, in a few words.
    pub summary: String,
    /// The guideline whose figures it follows.
    pub guideline: String,
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

/// Paper and margins, in millimetres.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Paper {
    /// Width of the sheet.
    pub width_mm: f32,
    /// Height of the sheet.
    pub height_mm: f32,
    /// Above the text.
    pub margin_top_mm: f32,
    /// Below the text; the foot stands in it.
    pub margin_bottom_mm: f32,
    /// At the binding edge.
    pub margin_inner_mm: f32,
    /// At the other edge.
    pub margin_outer_mm: f32,
}

impl Paper {
    /// Width in points.
    #[must_use]
    pub fn width(&self) -> Pt {
        self.width_mm * PT_PER_MM
    }

    /// Height in points.
    #[must_use]
    pub fn height(&self) -> Pt {
        self.height_mm * PT_PER_MM
    }
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
    /// Where a character is looked for next, in order.
    pub fallback: Vec<String>,
}

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no colour; write six hexadecimal digits, such as \"#1A1A1A\"");
        let digits = text
            .strip_prefix('#')
            .filter(|d| d.len() == 6 && d.is_ascii())
            .ok_or_else(wrong)?;
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| wrong());
        Ok(Self {
            red: byte(0)?,
            green: byte(2)?,
            blue: byte(4)?,
        })
    }
}

impl Colour {
    /// As six hexadecimal digits without `#`, the way OOXML writes it.
    #[must_use]
    pub fn hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }

    /// Relative luminance (WCAG 2.2).
    #[must_use]
    pub fn luminance(self) -> f32 {
        let linear = |byte: u8| {
            let c = f32::from(byte) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast ratio against another colour (WCAG 2.2), 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
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

impl Profile {
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
        let size = self.body.size_pt;
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

//! Which face sets which bytes of a passage: the family of each word, in the weight, slope and language of its span.

use std::borrow::Cow;
use std::ops::Range;

use parley::style::{FontFamily, FontFamilyName, FontStyle, FontWeight, LineBreak, TextStyle};

use super::passage::{Passage, Span};
use crate::layout::profile::Faces;
use crate::layout::{Families, Family};
use crate::model::{Lang, Pt};

/// Chooses faces, for one layout.
pub(super) struct Choice {
    families: Families,
    /// Which family leads in which language, of the languages met so far.
    leads: Vec<(Lang, Family)>,
}

/// What shaping needs to know of a stretch of text.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Face<'p> {
    /// The family.
    pub family: Family,
    bold: bool,
    italic: bool,
    lang: &'p Lang,
}

impl Choice {
    /// A choice among a layout's faces.
    pub(super) fn new(faces: &Faces) -> Self {
        Self {
            families: Families::of(faces),
            leads: Vec::new(),
        }
    }

    /// The family of the text face.
    pub(super) fn text(&self) -> Family {
        self.families.text()
    }

    /// Which face sets which bytes of a passage; together they cover it.
    pub(super) fn faces<'p>(&mut self, passage: &'p Passage) -> Vec<(Range<usize>, Face<'p>)> {
        let mut led: Vec<(Range<usize>, Family)> = Vec::new();
        for span in &passage.spans {
            let lead = self.lead(&span.lang);
            match led.last_mut() {
                Some((bytes, last)) if *last == lead => bytes.end = span.bytes.end,
                Some(_) | None => led.push((span.bytes.clone(), lead)),
            }
        }
        let mut runs = Vec::with_capacity(led.len());
        for (bytes, lead) in led {
            let text = passage.text.get(bytes.clone()).unwrap_or_default();
            let own = self.families.runs(text, lead);
            runs.extend(
                own.into_iter()
                    .map(|(run, family)| (bytes.start + run.start..bytes.start + run.end, family)),
            );
        }
        cut(&passage.spans, &runs)
    }

    fn lead(&mut self, lang: &Lang) -> Family {
        if let Some((_, lead)) = self.leads.iter().find(|(known, _)| known == lang) {
            return *lead;
        }
        let lead = self.families.lead(lang);
        self.leads.push((lang.clone(), lead));
        lead
    }
}

/// The bytes of spans cut where the family changes; both cover the same text.
fn cut<'p>(spans: &'p [Span], runs: &[(Range<usize>, Family)]) -> Vec<(Range<usize>, Face<'p>)> {
    let mut out = Vec::with_capacity(spans.len() + runs.len());
    for span in spans {
        let first = runs.partition_point(|(run, _)| run.end <= span.bytes.start);
        let own = runs.get(first..).unwrap_or_default().iter();
        for (run, family) in own.take_while(|(run, _)| run.start < span.bytes.end) {
            let bytes = run.start.max(span.bytes.start)..run.end.min(span.bytes.end);
            let face = Face {
                family: *family,
                bold: span.look.bold,
                italic: span.look.italic,
                lang: &span.lang,
            };
            out.push((bytes, face));
        }
    }
    out
}

impl Face<'_> {
    /// The face as parley wants it, at a size.
    pub(super) fn style(self, size: Pt) -> TextStyle<'static, 'static, ()> {
        TextStyle {
            // One family: what it lacks is missing, and never comes from another one letter by letter.
            font_family: FontFamily::Single(FontFamilyName::Named(Cow::Borrowed(self.family.name()))),
            font_size: size,
            font_weight: if self.bold {
                FontWeight::BOLD
            } else {
                FontWeight::NORMAL
            },
            font_style: if self.italic {
                FontStyle::Italic
            } else {
                FontStyle::Normal
            },
            // The language chooses among the forms of a letter (OpenType `locl`).
            locale: parley::style::Language::parse(self.lang.as_str()).ok(),
            // Every place between letters is open to parley; `Shaped::lines` hands it the width that ends the line
            // where we want it to end.
            line_break: LineBreak::Anywhere,
            ..TextStyle::default()
        }
    }
}

//! The style sheet as figures: which styles there are, by Word's own names where Word has one, and what the profile
//! makes of them. Both the style part and every decision about direct formatting come from here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::characters::{self, CharacterLook};
use super::context::Derived;
use super::frame::Frame;
use super::numbering::ListPlace;
use super::paragraph_styles;
use crate::layout::{Colour, Profile};
use crate::model::tree::{NodeKind, Tree};
use crate::model::{Em, Lang, Level, Pt};

/// The id or the name of a style.
pub type Name = Cow<'static, str>;

/// The style sheet of an edition.
#[derive(Debug)]
pub struct Sheet {
    paragraphs: Vec<ParagraphLook>,
    /// Where each paragraph style stands, by its id.
    places: BTreeMap<Name, usize>,
    /// The character styles.
    pub characters: Vec<CharacterLook>,
    /// The styles made for what stands in something else.
    pub derived: BTreeMap<Derived, Name>,
    /// Whether the document runs from right to left.
    pub rtl: bool,
}

/// A paragraph style: what it comes to, not what it says. Lengths in points.
#[derive(Clone, Debug, PartialEq)]
pub struct ParagraphLook {
    /// Its id.
    pub id: Name,
    /// Its name; Word knows its built-in styles by it.
    pub name: Name,
    /// The style it is derived from.
    pub based_on: Name,
    /// The style of the paragraph typed after it, where it is another one.
    pub next: Option<Name>,
    /// The size of its text.
    pub size: Pt,
    /// Whether its text is bold.
    pub bold: bool,
    /// The colour of its text.
    pub colour: Colour,
    /// The height of its lines.
    pub leading: Leading,
    /// Space above. Word shows the larger of this and the space below the paragraph before.
    pub before: Pt,
    /// Space below.
    pub after: Pt,
    /// From the leading edge of the column to its text.
    pub left: Pt,
    /// From its text to the other edge.
    pub right: Pt,
    /// How far its first line stands out.
    pub hanging: Pt,
    /// What stands between the edge of its box and its text, where that is further in.
    pub lead: Lead,
    /// What is drawn round it.
    pub frame: Option<Frame>,
    /// Whether that is drawn for the other direction than the document's.
    pub flipped: bool,
    /// Whether it stays on the page of the next paragraph.
    pub keep_next: bool,
    /// Its level in the outline, 0 to 8.
    pub outline: Option<usize>,
    /// The list that it belongs to unless the paragraph says otherwise.
    pub list: Option<ListPlace>,
    /// What leads to the tab stop at the edge where its lines end, where it has one.
    pub edge_tab: Option<Leader>,
}

/// What leads from the edge of a box to text that stands further in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lead {
    /// Nothing: the text begins at the edge, or stands in no box.
    None,
    /// A mark or a label of its own, with a tab behind it.
    Mark,
    /// A tab before the first word.
    Tab,
}

/// What stands between a tab and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leader {
    /// White.
    Blank,
    /// A row of dots.
    Dots,
}

/// The height of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leading {
    /// From baseline to baseline, in em of the text's own size.
    Text(Em),
    /// As high as the picture in it: one that is set lower loses its top.
    Picture,
    /// So many points, whatever stands in it.
    Exact(Pt),
}

impl Sheet {
    /// The style sheet of a profile. `labels` is how far the references hang behind their labels, in points.
    pub fn of(profile: &Profile, rtl: bool, labels: Pt) -> Self {
        let mut sheet = Self {
            paragraphs: Vec::new(),
            places: BTreeMap::new(),
            characters: characters::characters(profile),
            derived: BTreeMap::new(),
            rtl,
        };
        for look in paragraph_styles::looks(profile, labels) {
            sheet.add(look);
        }
        sheet
    }

    /// Adds a paragraph style.
    pub fn add(&mut self, look: ParagraphLook) {
        self.places.insert(look.id.clone(), self.paragraphs.len());
        self.paragraphs.push(look);
    }

    /// Makes headings no larger than their longest words have room for, and never smaller than running text: Word cuts a
    /// word that is wider than the column.
    pub fn fit_headings(&mut self, tree: &Tree<'_>, profile: &Profile, lang: &Lang) {
        // Programs measure by faces of their own.
        const SPARE: f32 = 0.97;
        let column = profile.column_width() * SPARE;
        for node in tree.nodes() {
            let NodeKind::Heading { level, .. } = node.kind else {
                continue;
            };
            let Some(look) = self.paragraphs.iter_mut().find(|look| look.id == heading(level)) else {
                continue;
            };
            let words: String = node
                .children
                .iter()
                .map(|child| tree.plain_text(*child))
                .collect();
            for word in words.split_whitespace() {
                // No letter is much wider than it is high.
                let most = f32::from(u16::try_from(word.chars().count()).unwrap_or(u16::MAX)) * 1.2;
                if most * look.size > column {
                    let fitting = (column / profile.advance_in(lang, word, true) * 2.0).floor() / 2.0;
                    look.size = look.size.min(fitting).max(profile.body.size_pt);
                }
            }
        }
    }

    /// A paragraph style by its id; the plain one where there is none of that id.
    pub fn paragraph(&self, id: &str) -> &ParagraphLook {
        let place = self.places.get(id).copied().unwrap_or(0);
        self.paragraphs.get(place).unwrap_or(&self.paragraphs[0])
    }

    /// The ids of the styles whose text begins with a tab.
    pub fn tabbed(&self) -> BTreeSet<Name> {
        let tabbed = self.paragraphs.iter().filter(|look| look.lead == Lead::Tab);
        tabbed.map(|look| look.id.clone()).collect()
    }

    /// Whether there is a paragraph style of this name.
    pub fn has_named(&self, name: &str) -> bool {
        let same = |look: &ParagraphLook| look.name.eq_ignore_ascii_case(name);
        self.paragraphs.iter().any(same)
    }

    /// The paragraph styles, Normal first, each after the one that it is derived from.
    pub fn paragraphs(&self) -> &[ParagraphLook] {
        &self.paragraphs
    }
}

/// The id of a style of this name: Word makes ids of names in this way.
pub fn id(name: &str) -> Name {
    name.replace([' ', '-'], "").into()
}

/// The id of a heading's style.
pub fn heading(level: Level) -> &'static str {
    [
        "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6",
    ][usize::from(level.get() - 1)]
}

/// The id of the style of a line of the contents.
pub fn contents(level: Level) -> &'static str {
    ["TOC1", "TOC2", "TOC3", "TOC4", "TOC5", "TOC6"][usize::from(level.get() - 1)]
}

/// How far a line of the contents stands in, in points. Level 2 is the top: level 1 is the title.
pub fn contents_indent(profile: &Profile, level: Level) -> Pt {
    /// The most of the column that lines stand in, whatever their level.
    const MOST: f32 = 0.15;
    let indent = profile.indent(profile.contents.indent) * Pt::from(level.get().saturating_sub(2));
    indent.min(profile.column_width() * MOST)
}

impl ParagraphLook {
    /// A style derived from this one, so far alike.
    pub fn named(&self, id: &'static str, name: &'static str) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            based_on: self.id.clone(),
            ..self.clone()
        }
    }
}

//! The foot of every page: the running title where it fits, and at the outer edge the page's number and how many there are.

use docx_rs::{Footer, ParagraphChild};

use super::direction::LEFT_TO_RIGHT_MARK;
use super::frame::Frame;
use super::notes::Notes;
use super::runs::{Look, Stretch};
use super::{Emitter, Place, Setting};
use crate::layout::foot::Count;
use crate::layout::{self, Profile};
use crate::model::{Direction, Lang, Pt};

/// How many digits numbers of pages have where no pages were laid out.
const USUAL_DIGITS: usize = 2;

/// The least distance of print from the edge of the paper, in points: printers cannot reach further.
const UNPRINTABLE: Pt = 18.0;

/// How high the foot is with its rule, in points.
fn height(profile: &Profile) -> Pt {
    let edges = Frame::Foot.edges(profile);
    profile.body.size_pt * profile.body.leading + edges.rule + edges.space
}

/// What the foot needs at the bottom of the paper with white above it, in points.
pub fn room(profile: &Profile) -> Pt {
    UNPRINTABLE + height(profile) + profile.em(profile.foot.gap)
}

/// From the edge of the paper to the foot, in points: the foot stands in the middle of the margin.
pub fn distance(profile: &Profile) -> Pt {
    let height = height(profile);
    let margin = profile.paper.margin_bottom_mm * crate::model::PT_PER_MM;
    ((margin - height) / 2.0).max(UNPRINTABLE)
}

impl Emitter<'_> {
    /// The foot, and its own notes.
    pub(super) fn foot(&mut self, setting: &Setting) -> (Footer, Notes) {
        let document = std::mem::take(&mut self.notes);
        self.room = 0.0;
        let total = self.numbers.as_ref().map(|numbers| numbers.total);
        let digits = total.map_or(USUAL_DIGITS, |total| total.to_string().len());
        let foot = layout::foot::Foot::of(self.edition, digits);
        let mut content = Vec::new();
        if let Some(title) = &foot.title {
            content.extend(self.inlines(title, setting));
        }
        let tab = self.bare_run(&setting.lang, setting.rtl).add_tab();
        content.push(ParagraphChild::Run(Box::new(tab)));
        let count = self.count(&foot.count, total.unwrap_or(1), setting);
        content.extend(self.assemble(count, setting.rtl));
        if setting.rtl && !self.edition.words.are_in(&setting.lang) {
            // Programs take the number of a field for neutral: at the end of English words it would go with the line.
            let mark = self.bare_run(&setting.lang, false).add_text(LEFT_TO_RIGHT_MARK);
            content.push(ParagraphChild::Run(Box::new(mark)));
        }
        let paragraph = self.paragraph("Footer", setting, Place::default(), content);
        let notes = std::mem::replace(&mut self.notes, document);
        (Footer::new().add_paragraph(paragraph), notes)
    }

    /// How the page is counted, by fields that Word fills in on every page.
    fn count(&self, count: &[Count], total: usize, setting: &Setting) -> Vec<Stretch> {
        let words = &self.edition.words;
        let look = match Lang::parse(&words.lang) {
            Ok(lang) if !words.are_in(&setting.lang) => {
                let rtl = lang.direction() == Direction::RightToLeft;
                Look::plain(&lang, rtl)
            }
            Ok(_) | Err(_) => Look::plain(&setting.lang, setting.rtl),
        };
        let stretch = |part: &Count| match part {
            Count::Words(words) => Stretch::Text(words.clone(), look.clone()),
            Count::Number => Stretch::Number("PAGE", 1, look.clone()),
            Count::Total => Stretch::Number("NUMPAGES", total, look.clone()),
        };
        count.iter().map(stretch).collect()
    }
}

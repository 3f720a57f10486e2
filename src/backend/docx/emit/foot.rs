//! The foot of every page: the running title where it fits beside the page number, and the page number at the outer edge.

use docx_rs::{Footer, PageNum, ParagraphChild, Tab, TabValueType};

use super::frame::Frame;
use super::notes::Notes;
use super::{Emitter, Page, Place, Setting, twips};
use crate::layout::Profile;
use crate::model::{Content, Pt};

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
        let column = Page::of(self.profile(), setting.rtl).column;
        let mut content = Vec::new();
        if let Some(title) = self.running_title(column) {
            content.extend(self.inlines(&title, setting));
        }
        let tab = self.bare_run(&setting.lang, false).add_tab();
        content.push(ParagraphChild::Run(Box::new(tab)));
        // The field is a run of docx-rs's own making.
        let _ = self.bare_run(&setting.lang, false);
        content.push(ParagraphChild::PageNum(Box::new(PageNum::new())));
        let mut paragraph = self.paragraph("Footer", setting, Place::default(), content);
        let edge = usize::try_from(twips(column)).unwrap_or(0);
        paragraph = paragraph.add_tab(Tab::new().val(TabValueType::Right).pos(edge));
        let notes = std::mem::replace(&mut self.notes, document);
        (Footer::new().add_paragraph(paragraph), notes)
    }

    /// The title for the foot, where it leaves room for the page number.
    fn running_title(&self, column: Pt) -> Option<Content> {
        let fits = |title: &Content| {
            let characters = u16::try_from(title.plain_text().chars().count() + 5).unwrap_or(u16::MAX);
            Pt::from(characters) * self.profile().average_character() * self.profile().body.size_pt * 1.1
                < column
        };
        self.edition.running_titles().find(fits)
    }
}

//! The contents as Word makes them: a field round lines that are filled in already, each a link that holds its words, a
//! row of dots and the page's number, which is a field of its own.
//!
//! The numbers are those of the pages that are laid out for print in the same layout and size: whoever opens the file
//! sees them at once, and Word puts its own in their place when somebody updates the field.

use std::collections::BTreeMap;

use docx_rs::{
    BookmarkStart, LineSpacing, ParagraphChild, Run, RunProperty, StructuredDataTagChild, Tab, TabLeaderType,
    TabValueType,
};

use super::sheet::{self, contents_indent};
use super::{Emitter, Page, Place, Setting, controlled, unsigned};
use crate::layout::Profile;
use crate::model::tree::{Node, NodeKind, Tree};
use crate::model::{Anchor, Contents, ContentsEntry, Heading, Pt};
use crate::page::LazyPages;

/// What bookmarks round all that a contents list covers are called. Word hides names that begin with an underscore.
const SCOPE: &str = "_ContentsScope";
/// The room in lines for a heading and two entries under it, with some to spare: programs differ by a line or two.
const BEGINNING: f32 = 8.0;
/// A page of fewer lines has no room to keep entries together as well.
const ROOMY: f32 = 12.0;

/// Where the headings stand in the file for print of the same layout and size.
pub struct PageNumbers {
    places: BTreeMap<Anchor, crate::page::Place>,
    /// How many pages there are.
    pub total: usize,
}

impl PageNumbers {
    /// The pages, where a contents list asks for them and they can be laid out: a list without numbers is better than no
    /// file.
    pub fn of(tree: &Tree<'_>, pages: &LazyPages<'_>) -> Option<Self> {
        let lists = |node: &Node<'_>| matches!(node.kind, NodeKind::Contents);
        let asked = tree.nodes().iter().any(lists);
        let pages = asked.then(|| pages.get().ok()).flatten()?;
        let mut places = BTreeMap::new();
        for (anchor, place) in &pages.anchors {
            places.entry(anchor.clone()).or_insert(*place);
        }
        Some(Self {
            places,
            total: pages.pages.len(),
        })
    }

    fn page(&self, anchor: &Anchor) -> Option<usize> {
        self.places.get(anchor).map(|place| place.page + 1)
    }

    /// Whether a list under this heading would stand at the foot of a page, or begin a new one.
    fn stands_low(&self, heading: &Anchor, profile: &Profile) -> bool {
        let Some(place) = self.places.get(heading) else {
            return false;
        };
        let line = profile.em(profile.body.leading);
        let (top, depth) = depth(profile);
        let begins_page = place.y - top < line && place.page > 0;
        begins_page || top + depth - place.y < line * BEGINNING
    }
}

impl Emitter<'_> {
    /// A contents list, with the heading before it, which Word keeps in the same control.
    pub(super) fn contents(
        &mut self,
        heading: Option<&Heading>,
        contents: &Contents,
        setting: &Setting,
    ) -> Vec<StructuredDataTagChild> {
        let alias = self.edition.words.contents.clone();
        self.control("contents", &alias);
        if let Some(note) = self.notes.controls.last_mut() {
            note.contents = true;
        }
        let (scope, name) = self.bookmarks.named(SCOPE);
        self.contents_scopes.push(scope);
        let mut out = Vec::new();
        out.extend(heading.map(|heading| self.contents_heading(heading, setting)));
        let last = contents.entries.len() - 1;
        let (_, depth) = depth(self.profile());
        let roomy = depth > self.profile().em(self.profile().body.leading) * ROOMY;
        for (number, entry) in contents.entries.iter().enumerate() {
            let mut content = Vec::new();
            if number == 0 {
                let instruction = self.instruction(contents, &name);
                content.extend(self.field_begins(&instruction, &setting.lang));
            }
            content.extend(self.entry(entry, setting));
            if number == last {
                content.push(self.field_ends(&setting.lang));
            }
            // One entry alone, under the heading or on the next page, would look like the whole list.
            let kept = roomy && number != last && (number == 0 || number + 1 == last);
            out.push(self.entry_line(entry, setting, content, kept));
        }
        self.leave(self.profile().em(self.profile().body.paragraph_gap));
        let scope = BookmarkStart::new(scope, name);
        vec![controlled(out), StructuredDataTagChild::BookmarkStart(scope)]
    }

    /// LibreOffice makes a section of a contents list and its heading another, and keeps nothing with what follows a
    /// section: the heading would be left alone at the foot of a page. Where the list stands low it begins a new page.
    fn contents_heading(&mut self, heading: &Heading, setting: &Setting) -> StructuredDataTagChild {
        let profile = self.profile();
        let numbers = self.numbers.as_ref();
        let low = numbers.is_some_and(|numbers| numbers.stands_low(&heading.anchor, profile));
        let mut heading = self.heading(heading, setting, None);
        if let StructuredDataTagChild::Paragraph(paragraph) = &mut heading
            && low
        {
            paragraph.property.page_break_before = Some(true);
            // Programs differ in whether space above a line shows at the top of a page; the pages for print show none.
            paragraph.property.line_spacing = Some(LineSpacing::new().before(0));
        }
        heading
    }

    /// What Word is told to gather: headings of these levels, as links, from what the bookmark covers, so that an update
    /// never lists the heading of the contents itself. `\u` has those in styles derived from Word's own, `\z` hides the
    /// numbers where there are no pages, `\n` everywhere.
    fn instruction(&self, contents: &Contents, scope: &str) -> String {
        let levels = || contents.entries.iter().map(|entry| entry.level.get());
        let (low, high) = (levels().min().unwrap_or(2), levels().max().unwrap_or(2));
        let unnumbered = if self.numbers.is_some() { "" } else { "\\n " };
        format!("TOC \\o \"{low}-{high}\" {unnumbered}\\h \\z \\u \\b {scope}")
    }

    fn entry(&mut self, entry: &ContentsEntry, setting: &Setting) -> Vec<ParagraphChild> {
        let mut content = self.linked(&entry.target, &entry.content, setting);
        let numbers = self.numbers.as_ref();
        let page = numbers.and_then(|numbers| numbers.page(&entry.target));
        let place = self.bookmarks.name(&entry.target).map(str::to_owned);
        let (Some(page), Some(place)) = (page, place) else {
            return content;
        };
        // The words are one link, and what belongs to the number goes on in it.
        let mut number = Vec::new();
        let mut tab: Run = self.bare_run(&setting.lang, setting.rtl).add_tab();
        tab.run_property = RunProperty::new().style("ContentsLeader");
        number.push(ParagraphChild::Run(Box::new(tab)));
        let instruction = format!("PAGEREF {place} \\h");
        number.extend(self.numeric_field(&instruction, page, &setting.lang));
        match content.last_mut() {
            Some(ParagraphChild::Hyperlink(link)) => link.children.extend(number),
            Some(_) | None => content.extend(number),
        }
        content
    }

    fn entry_line(
        &mut self,
        entry: &ContentsEntry,
        setting: &Setting,
        content: Vec<ParagraphChild>,
        kept: bool,
    ) -> StructuredDataTagChild {
        let style = sheet::contents(entry.level);
        let inner = Setting {
            right: setting.right + self.sheet.paragraph(style).right,
            ..setting.clone()
        };
        let place = Place {
            extra: contents_indent(self.profile(), entry.level),
            ..Place::default()
        };
        let mut paragraph = self.paragraph(style, &inner, place, content);
        paragraph.property.keep_lines = Some(true);
        if kept {
            paragraph.property.keep_next = Some(true);
        }
        if setting.right > 0.0 {
            let edge = Page::of(self.profile(), self.sheet.rtl).column - setting.right;
            paragraph = paragraph.add_tab(edge_tab(edge, TabLeaderType::Dot));
        }
        super::block(paragraph)
    }
}

/// Where the text of a page begins and how far it reaches from there, in points.
fn depth(profile: &Profile) -> (Pt, Pt) {
    let paper = &profile.paper;
    let mm = crate::model::PT_PER_MM;
    let margins = (paper.margin_top_mm + paper.margin_bottom_mm) * mm;
    (paper.margin_top_mm * mm, paper.height() - margins)
}

/// A tab stop at the edge where lines end, in points from where they begin.
pub fn edge_tab(edge: Pt, leader: TabLeaderType) -> Tab {
    let edge = usize::try_from(unsigned(edge)).unwrap_or(0);
    Tab::new().val(TabValueType::Right).leader(leader).pos(edge)
}

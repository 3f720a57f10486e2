//! From structure elements to a Reading, the way assistive technology goes.

mod alternatives;
mod leads;
mod voice;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::areas::content;
use super::content::{Contents, Key};
use super::links::Links;
use super::objects::Budget;
use super::pages::Pages;
use super::places::Places;
use super::structure::{Element, Kid, Structure};
use crate::backend::faults::Faults;
use crate::model::block::{CalloutKind, Level};
use crate::model::reading::{Built, Container, Role, RunKind};
use crate::model::units::{Direction, Lang};
use alternatives::{Odd, odd_names};
use leads::{object_name, place_name};
use voice::Voice;

/// What a reader meets in the structure, the links that lead nowhere, and where the pages begin.
pub(super) fn reading(
    structure: &Structure,
    contents: &Contents,
    links: &Links<'_>,
    pages: Pages,
    document: &Document<'_>,
    budget: &Budget,
    faults: &mut Faults,
) -> Built {
    let mut walk = Walk {
        structure,
        places: (!document.ours).then(|| Places::of(structure, contents)),
        contents,
        links,
        out: Voice::of(budget),
        faults,
        met: BTreeMap::new(),
        heard: BTreeMap::new(),
        named: BTreeMap::new(),
        goals: Vec::new(),
        odd: Vec::new(),
        pages,
        sections: 0,
    };
    if let Some(root) = &structure.root {
        walk.kids(root, document.lang);
        walk.accounts();
    }
    let built = walk.out.built(document);
    walk.faults.extend(odd_names(&walk.odd, &built.reading));
    built
}

/// No language tag has more bytes.
const LONGEST_TAG: usize = 200;

/// What is known of the document before its text is.
pub(super) struct Document<'d> {
    pub title: &'d str,
    pub lang: &'d Lang,
    /// It says that it is of this program, and so promises more than a standard asks for: that all places have names.
    pub ours: bool,
}

pub(super) struct Walk<'w> {
    structure: &'w Structure,
    pub(super) contents: &'w Contents,
    links: &'w Links<'w>,
    pub(super) out: Voice<'w>,
    faults: &'w mut Faults,
    /// How often each sequence was met.
    met: BTreeMap<Key, usize>,
    /// What of a sequence is heard, where it is not all: labels and the numbers of pages are not.
    pub(super) heard: BTreeMap<Key, Range<usize>>,
    /// The page on which each named element begins.
    named: BTreeMap<Rc<str>, Option<usize>>,
    /// The places that links lead to, with the page of the destination.
    goals: Vec<(String, Option<usize>)>,
    /// The names of links that must be those of headings.
    odd: Vec<Odd>,
    /// The pages, as far as they have been met.
    pub(super) pages: Pages,
    /// Where elements begin, in a file whose links may lead to places without names.
    places: Option<Places<'w>>,
    /// How many sections are open.
    sections: u8,
}

impl Walk<'_> {
    /// Whether the file says that it is of this program.
    pub(super) fn is_ours(&self) -> bool {
        self.places.is_none()
    }

    pub(super) fn fault(&mut self, fault: impl AsRef<str>) {
        self.faults.push(fault);
    }

    /// What stands in an element that is no item itself. Words among its blocks are paragraphs of their own.
    pub(super) fn kids(&mut self, element: &Element, lang: &Lang) {
        self.flow(element, Role::Paragraph, lang);
    }

    /// The words in an element as items of a role, and the blocks among them.
    fn flow(&mut self, element: &Element, role: Role, lang: &Lang) {
        let mut open = false;
        for kid in &element.kids {
            let block = match kid {
                Kid::Element(kid) => (!element.takes_among_words(kid)).then_some(kid.as_ref()),
                Kid::Content(_) | Kid::Object(_) => None,
            };
            if let Some(kid) = block {
                if std::mem::take(&mut open) {
                    self.out.end();
                }
                self.block(kid, lang);
                continue;
            }
            if let (Kid::Element(kid), "LI") = (kid, element.standard.as_str())
                && kid.standard == "Lbl"
            {
                self.pass(kid);
                continue;
            }
            if !open {
                self.out.begin(role);
                open = true;
            }
            match kid {
                Kid::Element(kid) => self.inline(kid, lang, &RunKind::Plain, false),
                Kid::Content(key) => self.content(*key, lang, &RunKind::Plain),
                Kid::Object(_) if element.standard == "Link" => {}
                Kid::Object(_) => self.fault("an annotation stands outside any link"),
            }
        }
        if open {
            self.out.end();
        }
    }

    pub(super) fn within(&mut self, container: Container, element: &Element, lang: &Lang) {
        self.out.open(container);
        self.kids(element, lang);
        self.out.close();
    }

    pub(super) fn block(&mut self, element: &Element, lang: &Lang) {
        let lang = &self.language(element, lang);
        self.name(element);
        self.compare(element);
        if let Some(actual) = &element.actual {
            return self.replaced(element, actual, lang);
        }
        match (element.standard.as_str(), element.name.as_str()) {
            ("P", "Label") => self.flow(element, Role::Label, lang),
            ("P", _) => self.flow(element, Role::Paragraph, lang),
            ("Caption", _) => self.flow(element, Role::Caption, lang),
            ("L", "DefinitionList") => self.definitions(element, lang),
            ("L", "References") => self.references(element, lang),
            ("L", _) => self.list(element, lang),
            ("Table", _) => self.table(element, lang),
            ("Figure", _) => self.figure(element, lang),
            ("Div", "Callout") => self.callout(CalloutKind::Callout, element, lang),
            ("Div", "Warning") => self.callout(CalloutKind::Warning, element, lang),
            ("Div", "FigureGroup") => self.within(Container::Figure, element, lang),
            ("Div", "Division") => {
                let direction = match element.attributes.get("WritingMode").map(String::as_str) {
                    Some("RlTb") => Direction::RightToLeft,
                    _ => Direction::LeftToRight,
                };
                self.within(
                    Container::Division {
                        lang: lang.clone(),
                        direction,
                    },
                    element,
                    lang,
                );
            }
            ("BlockQuote", _) => self.within(Container::Quote, element, lang),
            ("TOC", _) => {
                self.out.open(Container::Contents);
                self.contents_entries(element, 0, lang);
                self.out.close();
            }
            ("Sect" | "Art", _) => {
                self.sections = self.sections.saturating_add(1);
                self.kids(element, lang);
                self.sections = self.sections.saturating_sub(1);
            }
            // A heading without a level has that of the sections around it (14.8.4.3.2).
            ("H", _) => {
                let level = Level::new(self.sections.clamp(1, 6)).unwrap_or(Level::TITLE);
                self.flow(element, Role::Heading(level), lang);
            }
            ("Artifact", _) => self.pass(element),
            (standard, _) => match heading_level(standard) {
                Some(level) => self.flow(element, Role::Heading(level), lang),
                None => self.kids(element, lang),
            },
        }
    }

    /// An element whose text is given. What it is made of is not read.
    fn replaced(&mut self, element: &Element, actual: &str, lang: &Lang) {
        let role = match heading_level(&element.standard) {
            Some(level) => Role::Heading(level),
            None if element.standard == "Caption" => Role::Caption,
            None => Role::Paragraph,
        };
        self.pass(element);
        self.begin_pages(element.first_page());
        self.out.begin(role);
        self.out.text(actual, lang, RunKind::Plain);
        self.out.end();
    }

    pub(super) fn language(&mut self, element: &Element, around: &Lang) -> Lang {
        let Some(tag) = &element.lang else {
            return around.clone();
        };
        self.parsed(tag, around)
    }

    fn parsed(&mut self, tag: &str, around: &Lang) -> Lang {
        if tag.len() > LONGEST_TAG {
            self.fault(format!("the language `{tag:.20}…` is too long to be one"));
            return around.clone();
        }
        Lang::parse(tag).unwrap_or_else(|e| {
            self.fault(format!("the language `{tag}`: {e}"));
            around.clone()
        })
    }

    pub(super) fn name(&mut self, element: &Element) {
        if let Some(id) = &element.id {
            self.out.anchor(id);
            self.named.insert(Rc::clone(id), element.first_page());
        }
        if self.places.is_some() {
            self.out.anchor(&place_name(element.serial));
            if let Some(object) = element.object {
                self.out.anchor(&object_name(object));
            }
        }
    }

    fn figure(&mut self, figure: &Element, lang: &Lang) {
        self.pass(figure);
        let mut keys = Vec::new();
        content(figure, &mut keys);
        let draws = |key: &Key| self.contents.get(key).is_none_or(|sequence| sequence.draws);
        if !keys.is_empty() && !keys.iter().any(draws) {
            self.fault("a picture shows nothing");
        }
        match &figure.alt {
            Some(alt) => {
                self.begin_pages(figure.first_page());
                self.out.begin(Role::Figure);
                self.out.text(alt, lang, RunKind::Plain);
                self.out.end();
            }
            None => self.fault("a picture has no text alternative"),
        }
    }

    fn callout(&mut self, kind: CalloutKind, callout: &Element, lang: &Lang) {
        let label = callout.elements().find(|part| part.name == "Label");
        let label = label.map(|label| self.words(label)).unwrap_or_default();
        self.within(Container::Callout { kind, label }, callout, lang);
    }

    /// An item with everything in it.
    pub(super) fn item(&mut self, role: Role, element: &Element, lang: &Lang) {
        self.out.begin(role);
        self.inline(element, lang, &RunKind::Plain, false);
        self.out.end();
    }

    pub(super) fn inline(&mut self, element: &Element, lang: &Lang, kind: &RunKind, cites: bool) {
        let lang = &self.language(element, lang);
        if element.name == "PageNumber" || matches!(element.standard.as_str(), "Artifact" | "TOC") {
            // A list of contents in an entry of another is read behind it.
            if element.standard != "TOC" {
                self.pass(element);
            }
            return;
        }
        // Words of two blocks do not run together where they are read as one.
        let apart = !element.is_inline && element.standard != "NonStruct";
        if apart {
            self.out.text(" ", lang, kind.clone());
        }
        let is_citation = element.standard == "Reference" && element.name == "Citation";
        if is_citation {
            self.name(element);
        }
        self.compare(element);
        let own = (element.standard == "Link").then(|| self.link(element, cites));
        let kind = own.as_ref().unwrap_or(kind);
        if let Some(actual) = &element.actual {
            self.pass(element);
            self.begin_pages(element.first_page());
            return self.out.text(actual, lang, kind.clone());
        }
        if let ("Figure" | "Formula", Some(alt)) = (element.standard.as_str(), &element.alt) {
            self.pass(element);
            self.begin_pages(element.first_page());
            return self.out.text(alt, lang, kind.clone());
        }
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => self.inline(kid, lang, kind, cites || is_citation),
                Kid::Content(key) => self.content(*key, lang, kind),
                Kid::Object(_) if element.standard == "Link" => {}
                Kid::Object(_) => self.fault("an annotation stands outside any link"),
            }
        }
        if apart {
            self.out.text(" ", lang, kind.clone());
        }
    }

    /// Each sequence belongs to one element, and each link leads to the page where its goal begins.
    fn accounts(&mut self) {
        let mut faults = Vec::new();
        for (key, sequence) in self.contents.sequences() {
            let (page, text) = (sequence.page + 1, &sequence.text);
            match self.met.get(key) {
                Some(1) => {}
                Some(_) => faults.push(format!("page {page}: “{text}” belongs to two elements")),
                None => faults.push(format!("page {page}: “{text}” belongs to no element")),
            }
        }
        for (name, page) in &self.goals {
            if let Some(begins) = self.named.get(name.as_str())
                && begins != page
            {
                faults.push(format!(
                    "a link to `{name}` leads to another page than the words stand on"
                ));
            }
        }
        self.faults.extend(faults);
    }
}

fn heading_level(standard: &str) -> Option<Level> {
    let level = standard.strip_prefix('H')?.parse().ok()?;
    Level::new(level)
}

//! From structure elements to a Reading, the way assistive technology goes.

use std::collections::BTreeMap;

use super::content::Contents;
use super::links::{Goal, Links};
use super::pages::Pages;
use super::structure::{Element, Kid, Structure};
use crate::model::block::{CalloutKind, Level};
use crate::model::inline::Target;
use crate::model::reading::{Built, Container, ReadingBuilder, Role, RunKind, collapse, is_read};
use crate::model::text::Anchor;
use crate::model::units::{Direction, Lang};

/// What a reader meets in the structure, the links that lead nowhere, and where the pages begin.
pub(super) fn reading(
    structure: &Structure,
    contents: &Contents,
    links: &Links<'_>,
    pages: Pages,
    (title, lang): (&str, &Lang),
    faults: &mut Vec<String>,
) -> Built {
    let mut walk = Walk {
        structure,
        contents,
        links,
        out: ReadingBuilder::new(),
        faults,
        met: BTreeMap::new(),
        named: BTreeMap::new(),
        goals: Vec::new(),
        pages,
    };
    if let Some(root) = &structure.root {
        walk.kids(root, lang);
        walk.accounts();
    }
    walk.out.built(title, lang.clone())
}

pub(super) struct Walk<'w> {
    structure: &'w Structure,
    contents: &'w Contents,
    links: &'w Links<'w>,
    pub(super) out: ReadingBuilder,
    faults: &'w mut Vec<String>,
    /// How often each sequence was met.
    met: BTreeMap<(usize, i64), usize>,
    /// The page on which each named element begins.
    named: BTreeMap<String, Option<usize>>,
    /// The places that links lead to, with the page of the destination.
    goals: Vec<(String, Option<usize>)>,
    /// The pages, as far as they have been met.
    pub(super) pages: Pages,
}

impl Walk<'_> {
    pub(super) fn fault(&mut self, fault: String) {
        self.faults.push(fault);
    }

    pub(super) fn kids(&mut self, element: &Element, lang: &Lang) {
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => self.block(kid, lang),
                // Outside any item the builder makes a paragraph of it, so that it shows as a difference.
                Kid::Content { page, mcid } => {
                    let text = self.read(*page, *mcid);
                    self.out.text(&text, lang, RunKind::Plain);
                }
                Kid::Object(_) => self.fault("an annotation stands outside any link".to_owned()),
            }
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
        match (element.standard.as_str(), element.name.as_str()) {
            ("P", "Label") => self.item(Role::Label, element, lang),
            ("P", _) => self.item(Role::Paragraph, element, lang),
            ("Caption", _) => self.item(Role::Caption, element, lang),
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
                self.contents_entries(element, lang);
                self.out.close();
            }
            (standard, _) => match heading_level(standard) {
                Some(level) => self.item(Role::Heading(level), element, lang),
                None => self.kids(element, lang),
            },
        }
    }

    pub(super) fn language(&mut self, element: &Element, around: &Lang) -> Lang {
        let Some(tag) = &element.lang else {
            return around.clone();
        };
        Lang::parse(tag).unwrap_or_else(|e| {
            self.fault(format!("the language `{tag}`: {e}"));
            around.clone()
        })
    }

    pub(super) fn name(&mut self, element: &Element) {
        if let Some(id) = &element.id {
            self.out.anchor(id);
            self.named.insert(id.clone(), element.first_page());
        }
    }

    fn figure(&mut self, figure: &Element, lang: &Lang) {
        self.pass(figure);
        match &figure.alt {
            Some(alt) => {
                self.begin_pages(figure.first_page());
                self.out.begin(Role::Figure);
                self.out.text(alt, lang, RunKind::Plain);
                self.out.end();
            }
            None => self.fault("a picture has no text alternative".to_owned()),
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
        if element.name == "PageNumber" {
            return self.pass(element);
        }
        let is_citation = element.standard == "Reference" && element.name == "Citation";
        if is_citation {
            self.name(element);
        }
        let own = (element.standard == "Link").then(|| self.link(element, cites));
        let kind = own.as_ref().unwrap_or(kind);
        if let Some(actual) = &element.actual {
            self.pass(element);
            self.begin_pages(element.first_page());
            return self.out.text(actual, lang, kind.clone());
        }
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => self.inline(kid, lang, kind, cites || is_citation),
                Kid::Content { page, mcid } => {
                    let text = self.read(*page, *mcid);
                    self.out.text(&text, lang, kind.clone());
                }
                Kid::Object(_) if element.standard == "Link" => {}
                Kid::Object(_) => self.fault("an annotation stands outside any link".to_owned()),
            }
        }
    }

    /// What the text of a link does. All its annotations must lead to one place.
    fn link(&mut self, element: &Element, cites: bool) -> RunKind {
        let mut goals = Vec::new();
        for kid in &element.kids {
            if let Kid::Object(id) = kid {
                match self.links.goal(*id) {
                    Ok(goal) => goals.push(goal),
                    Err(fault) => self.fault(fault),
                }
            }
        }
        goals.dedup();
        let mut goals = goals.into_iter();
        let (first, second) = (goals.next(), goals.next());
        if second.is_some() {
            self.fault("a link leads to two places".to_owned());
        }
        match first {
            None => {
                let words = self.words(element);
                self.fault(format!("the link “{words}” cannot be followed"));
                RunKind::Plain
            }
            Some(Goal::Url(url)) => RunKind::Link(Target::Url(url)),
            Some(Goal::Named(name, page)) => {
                self.goals
                    .push((name.clone(), self.structure.pages.get(&page).copied()));
                match (element.name.as_str(), Anchor::new(&name)) {
                    ("BackLink", _) => RunKind::BackLink(name),
                    _ if cites => RunKind::Citation(name),
                    (_, Some(anchor)) => RunKind::Link(Target::Anchor(anchor)),
                    (_, None) => RunKind::Plain,
                }
            }
        }
    }

    /// Content that is read, and may be the first on its page.
    fn read(&mut self, page: usize, mcid: i64) -> String {
        let text = self.content(page, mcid);
        if text.contains(is_read) {
            self.begin_pages(Some(page));
        }
        text
    }

    fn begin_pages(&mut self, page: Option<usize>) {
        for label in page.map(|page| self.pages.begun(page)).unwrap_or_default() {
            self.out.page(&label);
        }
    }

    fn content(&mut self, page: usize, mcid: i64) -> String {
        *self.met.entry((page, mcid)).or_default() += 1;
        let text = self
            .contents
            .pages
            .get(page)
            .and_then(|page| page.get(&mcid))
            .cloned();
        text.unwrap_or_else(|| {
            self.fault(format!(
                "page {}: no marked content {mcid}, though an element holds it",
                page + 1
            ));
            String::new()
        })
    }

    /// Accounts for content that is no part of a Reading.
    pub(super) fn pass(&mut self, element: &Element) {
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => self.pass(kid),
                Kid::Content { page, mcid } => {
                    self.content(*page, *mcid);
                }
                Kid::Object(_) => {}
            }
        }
    }

    /// The words in an element, white space collapsed.
    pub(super) fn words(&self, element: &Element) -> String {
        let mut out = String::new();
        self.add_words(element, &mut out);
        collapse(&out)
    }

    fn add_words(&self, element: &Element, out: &mut String) {
        if let Some(actual) = &element.actual {
            return out.push_str(actual);
        }
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => self.add_words(kid, out),
                Kid::Content { page, mcid } => {
                    let text = self.contents.pages.get(*page).and_then(|page| page.get(mcid));
                    out.push_str(text.map_or("", String::as_str));
                }
                Kid::Object(_) => {}
            }
        }
    }

    /// Each sequence belongs to one element, and each link leads to the page where its goal begins.
    fn accounts(&mut self) {
        let mut faults = Vec::new();
        for (page, texts) in self.contents.pages.iter().enumerate() {
            for (mcid, text) in texts {
                match self.met.get(&(page, *mcid)) {
                    Some(1) => {}
                    Some(_) => faults.push(format!("page {}: “{text}” belongs to two elements", page + 1)),
                    None => faults.push(format!("page {}: “{text}” belongs to no element", page + 1)),
                }
            }
        }
        for (name, page) in &self.goals {
            if let Some(begins) = self.named.get(name)
                && begins != page
            {
                faults.push(format!(
                    "a link to `{name}` leads to another page than the words stand on"
                ));
            }
        }
        self.faults.append(&mut faults);
    }
}

fn heading_level(standard: &str) -> Option<Level> {
    let level = standard.strip_prefix('H')?.parse().ok()?;
    Level::new(level)
}

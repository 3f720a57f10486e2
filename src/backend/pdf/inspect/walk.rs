//! From structure elements to a Reading, the way assistive technology goes.

use std::collections::BTreeMap;

use super::content::Contents;
use super::links::{Goal, Links};
use super::structure::{Element, Kid, Structure};
use crate::model::Reading;
use crate::model::block::{CalloutKind, Level};
use crate::model::inline::Target;
use crate::model::reading::{Container, ReadingBuilder, Role, RunKind, Unresolved};
use crate::model::text::Anchor;
use crate::model::units::{Direction, Lang};

/// What a reader meets in the structure, and the links that lead nowhere.
pub(super) fn reading(
    structure: &Structure,
    contents: &Contents,
    links: &Links<'_>,
    title: &str,
    lang: &Lang,
    faults: &mut Vec<String>,
) -> (Reading, Vec<Unresolved>) {
    let mut walk = Walk {
        structure,
        contents,
        links,
        out: ReadingBuilder::new(),
        faults,
        met: BTreeMap::new(),
        named: BTreeMap::new(),
        goals: Vec::new(),
    };
    if let Some(root) = &structure.root {
        walk.kids(root, lang);
        walk.accounts();
    }
    walk.out.finish(title, lang.clone())
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
}

impl Walk<'_> {
    pub(super) fn fault(&mut self, fault: String) {
        self.faults.push(fault);
    }

    fn kids(&mut self, element: &Element, lang: &Lang) {
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => self.block(kid, lang),
                // Outside any item the builder makes a paragraph of it, so that it shows as a difference.
                Kid::Content { page, mcid } => {
                    let text = self.content(*page, *mcid);
                    self.out.text(&text, lang, RunKind::Plain);
                }
                Kid::Object(_) => self.fault("an annotation stands outside any link".to_owned()),
            }
        }
    }

    fn within(&mut self, container: Container, element: &Element, lang: &Lang) {
        self.out.open(container);
        self.kids(element, lang);
        self.out.close();
    }

    fn block(&mut self, element: &Element, lang: &Lang) {
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

    fn language(&mut self, element: &Element, around: &Lang) -> Lang {
        let Some(tag) = &element.lang else {
            return around.clone();
        };
        Lang::parse(tag).unwrap_or_else(|e| {
            self.fault(format!("the language `{tag}`: {e}"));
            around.clone()
        })
    }

    fn name(&mut self, element: &Element) {
        if let Some(id) = &element.id {
            self.out.anchor(id);
            self.named.insert(id.clone(), element.first_page());
        }
    }

    fn list(&mut self, list: &Element, lang: &Lang) {
        let numbering = list
            .attributes
            .get("ListNumbering")
            .map_or("None", String::as_str);
        let ordered = !matches!(numbering, "None" | "Disc" | "Circle" | "Square");
        let first = list
            .elements()
            .find(|item| item.standard == "LI")
            .map(|item| self.label(item));
        // The number that a reader hears is the one in the label.
        let start = if ordered {
            first.as_deref().and_then(number).unwrap_or(1)
        } else {
            1
        };
        self.out.open(Container::List { ordered, start });
        let mut ordinal = 0;
        for item in list.elements() {
            if item.standard != "LI" {
                self.fault(format!("a list holds `{}`", item.standard));
                self.block(item, lang);
                continue;
            }
            ordinal += 1;
            let lang = &self.language(item, lang);
            let shown = self.label(item);
            if ordered && number(&shown) != Some(start.saturating_add(ordinal - 1)) {
                self.fault(format!(
                    "item {ordinal} of a list that starts with {start} is numbered “{shown}”"
                ));
            }
            self.out.open(Container::ListItem { ordinal });
            for part in item.elements() {
                match part.standard.as_str() {
                    "Lbl" => self.pass(part),
                    _ => self.kids(part, lang),
                }
            }
            self.out.close();
        }
        self.out.close();
    }

    /// The words of a list item's label.
    fn label(&self, item: &Element) -> String {
        let label = item.elements().find(|part| part.standard == "Lbl");
        label.map(|label| self.words(label)).unwrap_or_default()
    }

    fn definitions(&mut self, list: &Element, lang: &Lang) {
        self.out.open(Container::DefinitionList);
        for item in list.elements() {
            let lang = &self.language(item, lang);
            for part in item.elements() {
                match part.standard.as_str() {
                    "Lbl" => self.item(Role::Term, part, lang),
                    _ => {
                        let lang = &self.language(part, lang);
                        self.within(Container::Definition, part, lang);
                    }
                }
            }
        }
        self.out.close();
    }

    fn references(&mut self, list: &Element, lang: &Lang) {
        self.out.open(Container::References);
        for item in list.elements() {
            let lang = &self.language(item, lang);
            self.name(item);
            self.out.begin(Role::Reference);
            for (place, part) in item.elements().enumerate() {
                if place > 0 {
                    self.out.text(" ", lang, RunKind::Plain);
                }
                self.inline(part, lang, &RunKind::Plain, false);
            }
            self.out.end();
        }
        self.out.close();
    }

    fn figure(&mut self, figure: &Element, lang: &Lang) {
        self.pass(figure);
        match &figure.alt {
            Some(alt) => {
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

    fn contents_entries(&mut self, list: &Element, lang: &Lang) {
        for entry in list.elements() {
            let lang = &self.language(entry, lang);
            if entry.standard == "TOC" {
                self.contents_entries(entry, lang);
                continue;
            }
            let level = entry
                .name
                .strip_prefix("ContentsEntry")
                .and_then(|level| level.parse().ok());
            let level = level.and_then(Level::new).unwrap_or(Level::SECTION);
            self.item(Role::ContentsEntry(level), entry, lang);
        }
    }

    /// An item with everything in it.
    pub(super) fn item(&mut self, role: Role, element: &Element, lang: &Lang) {
        self.out.begin(role);
        self.inline(element, lang, &RunKind::Plain, false);
        self.out.end();
    }

    fn inline(&mut self, element: &Element, lang: &Lang, kind: &RunKind, cites: bool) {
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
            return self.out.text(actual, lang, kind.clone());
        }
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => self.inline(kid, lang, kind, cites || is_citation),
                Kid::Content { page, mcid } => {
                    let text = self.content(*page, *mcid);
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
    fn pass(&mut self, element: &Element) {
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

/// Text as Readings compare it, for the words that containers are known by.
fn collapse(text: &str) -> String {
    let mut builder = ReadingBuilder::new();
    builder.begin(Role::Cell);
    builder.text(text, &Lang::english(), RunKind::Plain);
    let (reading, _) = builder.finish("", Lang::english());
    let runs = reading.items.into_iter().flat_map(|item| item.runs);
    runs.map(|run| run.text).collect()
}

fn heading_level(standard: &str) -> Option<Level> {
    let level = standard.strip_prefix('H')?.parse().ok()?;
    Level::new(level)
}

/// The number that a label begins with, in Latin or Arabic digits.
fn number(label: &str) -> Option<u32> {
    let digit = |c: char| {
        let zero = match c {
            '0'..='9' => '0',
            '\u{660}'..='\u{669}' => '\u{660}',
            '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
            _ => return None,
        };
        Some(u32::from(c) - u32::from(zero))
    };
    let mut digits = label.trim_start().chars().map_while(digit).peekable();
    digits.peek()?;
    digits.try_fold(0_u32, |number, digit| number.checked_mul(10)?.checked_add(digit))
}

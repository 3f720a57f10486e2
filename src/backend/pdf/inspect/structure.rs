//! The structure tree of a file, in memory: elements with their standard types, attributes and content.
//!
//! A tree that meets itself is an error. Whatever else is wrong with it is told as a fault, and the rest is read.

mod entries;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use entries::Entries;

use super::content::{Key, Place};
use super::file::{File, name_string, text_string};
use super::malformed;
use super::roles::Roles;
use crate::backend::faults::Faults;
use crate::error::Result;

/// How deep elements may nest. Leaflets stay far below it.
const DEEPEST: usize = 400;
/// More elements and sequences than these are not read.
const MOST_NODES: usize = 1_000_000;

/// More attribute objects and classes than these are none of one element.
const MOST_ATTRIBUTES: usize = 64;
/// More header cells than these belong to no cell.
const MOST_HEADERS: usize = 1000;
/// No name of an element has more bytes.
const LONGEST_ID: usize = 1024;
/// The attributes that something is read from, but for `Headers`.
const ATTRIBUTES: [&str; 5] = ["ListNumbering", "WritingMode", "Scope", "RowSpan", "ColSpan"];

/// The structure tree.
pub(super) struct Structure {
    /// The document element, where the file has one.
    pub root: Option<Element>,
    /// The pages by their objects.
    pub pages: BTreeMap<ObjectId, usize>,
    /// The names that elements have.
    pub ids: BTreeSet<Rc<str>>,
    /// The annotations that stand in elements.
    pub annotations: BTreeSet<ObjectId>,
}

/// A structure element.
#[derive(Default)]
pub(super) struct Element {
    /// Its type as written.
    pub name: String,
    /// The standard type that it stands for; empty where it stands for none.
    pub standard: String,
    /// Its language, where it has one of its own.
    pub lang: Option<Rc<str>>,
    /// Its text alternative.
    pub alt: Option<Rc<str>>,
    /// The full form of what it abbreviates.
    pub expansion: Option<Rc<str>>,
    /// The text that stands for its content.
    pub actual: Option<Rc<str>>,
    /// The name that links lead to it by.
    pub id: Option<Rc<str>>,
    /// Its attributes by key, whoever owns them.
    pub attributes: BTreeMap<&'static str, String>,
    /// The names of the header cells that it says it has.
    pub headers: Vec<String>,
    /// What stands in it.
    pub kids: Vec<Kid>,
    /// Its place in the tree, counted from the root.
    pub serial: usize,
    /// The object that it is.
    pub object: Option<ObjectId>,
    /// Whether it stands among words: its type says so, and nothing in it stands apart.
    pub is_inline: bool,
    /// Whether nothing in it stands apart.
    only_words: bool,
}

/// What stands in an element.
pub(super) enum Kid {
    /// Another element.
    Element(Box<Element>),
    /// A marked-content sequence.
    Content(Key),
    /// An annotation.
    Object(ObjectId),
}

impl Structure {
    /// Reads the structure tree.
    ///
    /// # Errors
    /// `Error::Inspect` where the tree is too deep or an element stands in two places.
    pub fn of(file: &File, pages: &[ObjectId], faults: &mut Faults) -> Result<Self> {
        let pages: BTreeMap<ObjectId, usize> = pages.iter().copied().zip(0..).collect();
        let Some(tree) = file.dict(file.catalog()?, "StructTreeRoot") else {
            return Ok(Self {
                root: None,
                pages,
                ids: BTreeSet::new(),
                annotations: BTreeSet::new(),
            });
        };
        let mut reader = Reader {
            file,
            pages: &pages,
            roles: Roles::of(file, tree),
            classes: file.dict(tree, "ClassMap"),
            seen: BTreeSet::new(),
            unknown: BTreeSet::new(),
            left: MOST_NODES,
            ids: BTreeSet::new(),
            annotations: BTreeSet::new(),
            texts: BTreeMap::new(),
            faults,
        };
        for (name, role) in reader.roles.remapped() {
            reader
                .faults
                .push(format!("the standard structure type `{name}` is made `{role}`"));
        }
        let mut root = Element {
            standard: "Document".to_owned(),
            ..Element::default()
        };
        if let Ok(kids) = tree.get(b"K") {
            reader.kids(kids, None, 0, &mut root)?;
        }
        let (ids, annotations) = (reader.ids, reader.annotations);
        Ok(Self {
            root: Some(root),
            pages,
            ids,
            annotations,
        })
    }
}

struct Reader<'r> {
    file: &'r File,
    pages: &'r BTreeMap<ObjectId, usize>,
    roles: Roles,
    classes: Option<&'r Dictionary>,
    seen: BTreeSet<ObjectId>,
    /// Types that stand for no standard one, and have been told.
    unknown: BTreeSet<String>,
    left: usize,
    ids: BTreeSet<Rc<str>>,
    annotations: BTreeSet<ObjectId>,
    /// The strings that are objects of their own: one may be the alternative of a thousand elements.
    texts: BTreeMap<ObjectId, Rc<str>>,
    faults: &'r mut Faults,
}

impl Reader<'_> {
    fn standard(&mut self, name: &str, namespace: Option<ObjectId>) -> String {
        if let Some(standard) = self.roles.standard(name, namespace) {
            return standard;
        }
        if self.unknown.insert(name.to_owned()) {
            self.faults
                .push(format!("the structure type `{name}` stands for no standard one"));
        }
        String::new()
    }

    fn kids(&mut self, kids: &Object, page: Option<usize>, depth: usize, into: &mut Element) -> Result<()> {
        if depth > DEEPEST {
            return Err(malformed("the structure tree is too deep"));
        }
        self.left = (self.left.checked_sub(1)).ok_or_else(|| malformed("the structure tree is too large"))?;
        if let Ok(id) = kids.as_reference()
            && matches!(
                self.file.object(id),
                Some(Object::Dictionary(_) | Object::Array(_))
            )
            && !self.seen.insert(id)
        {
            return Err(malformed("an element of the structure tree stands in two places"));
        }
        match self.file.resolve(kids) {
            Some(Object::Array(list)) => {
                for kid in list {
                    self.kids(kid, page, depth + 1, into)?;
                }
            }
            Some(Object::Integer(mcid)) => self.content(page.map(Place::Page), *mcid, into),
            Some(Object::Null) => {}
            Some(Object::Dictionary(dict)) => {
                self.dictionary((kids.as_reference().ok(), dict), page, depth, into)?;
            }
            _ => self.faults.push("the structure tree has a hole"),
        }
        Ok(())
    }

    fn content(&mut self, place: Option<Place>, mcid: i64, into: &mut Element) {
        match place {
            Some(place) => into.kids.push(Kid::Content((place, mcid))),
            None => self
                .faults
                .push(format!("marked content {mcid} of `{}` is on no page", into.name)),
        }
    }

    fn dictionary(
        &mut self,
        (object, dict): (Option<ObjectId>, &Dictionary),
        page: Option<usize>,
        depth: usize,
        into: &mut Element,
    ) -> Result<()> {
        let entries = Entries::of(dict);
        let page = entries.page.and_then(|id| self.pages.get(&id).copied()).or(page);
        let kind = entries
            .kind
            .and_then(|kind| self.file.resolve(kind)?.as_name().ok());
        match kind {
            Some(b"MCR") => {
                let mcid = self.file.get(dict, "MCID").and_then(|mcid| mcid.as_i64().ok());
                // The stream of a form numbers its own sequences.
                let form = dict.get(b"Stm").and_then(Object::as_reference).ok();
                let form =
                    form.filter(|id| self.file.object(*id).is_some_and(|form| self.file.is_form(form)));
                if let Some(mcid) = mcid {
                    self.content(form.map(Place::Form).or(page.map(Place::Page)), mcid, into);
                }
            }
            Some(b"OBJR") => {
                if let Ok(id) = dict.get(b"Obj").and_then(Object::as_reference) {
                    self.annotations.insert(id);
                    into.kids.push(Kid::Object(id));
                }
            }
            _ => {
                let name = entries
                    .role
                    .and_then(|role| self.file.resolve(role)?.as_name().ok());
                let name = name_string(name.unwrap_or_default());
                let mut element = Element {
                    lang: self.text(entries.lang),
                    alt: self.text(entries.alt),
                    expansion: self.text(entries.expansion),
                    actual: self.text(entries.actual),
                    id: self.name(entries.id),
                    standard: self.standard(&name, entries.namespace),
                    name,
                    serial: MOST_NODES - self.left,
                    object,
                    ..Element::default()
                };
                self.ids.extend(element.id.clone());
                if let Some(classes) = entries.classes.and_then(|object| self.file.resolve(object)) {
                    self.classes(classes, &mut element);
                }
                if let Some(attributes) = entries.attributes.and_then(|object| self.file.resolve(object)) {
                    self.attributes(attributes, &mut element);
                }
                if let Some(kids) = entries.kids {
                    self.kids(kids, page, depth + 1, &mut element)?;
                }
                let only_words = element
                    .elements()
                    .all(|kid| kid.is_inline || kid.standard == "NonStruct" && kid.only_words);
                element.only_words = only_words;
                element.is_inline = only_words && stands_among_words(&element.standard);
                into.kids.push(Kid::Element(Box::new(element)));
            }
        }
        Ok(())
    }

    /// The attributes that the classes of an element have (14.7.5.2).
    fn classes(&self, object: &Object, out: &mut Element) {
        let several = match object {
            Object::Array(list) => list.as_slice(),
            other => std::slice::from_ref(other),
        };
        for name in several
            .iter()
            .take(MOST_ATTRIBUTES)
            .filter_map(|name| self.file.resolve(name))
        {
            let class = name.as_name().ok().and_then(|name| self.classes?.get(name).ok());
            if let Some(attributes) = class.and_then(|class| self.file.resolve(class)) {
                self.attributes(attributes, out);
            }
        }
    }

    fn attributes(&self, object: &Object, out: &mut Element) {
        let several = match object {
            Object::Array(list) => list.as_slice(),
            other => std::slice::from_ref(other),
        };
        for object in several.iter().take(MOST_ATTRIBUTES) {
            let Some(Ok(dict)) = self.file.resolve(object).map(Object::as_dict) else {
                continue;
            };
            for key in ATTRIBUTES {
                match self.file.get(dict, key) {
                    Some(Object::Name(value)) => {
                        out.attributes.insert(key, name_string(value));
                    }
                    Some(Object::Integer(value)) => {
                        out.attributes.insert(key, value.to_string());
                    }
                    _ => {}
                }
            }
            let headers = self
                .file
                .get(dict, "Headers")
                .and_then(|names| names.as_array().ok());
            for name in headers.into_iter().flatten().take(MOST_HEADERS) {
                if let Some(Ok(name)) = self.file.resolve(name).map(Object::as_str)
                    && self.file.budget().text(name.len().max(24)).is_ok()
                {
                    out.headers.push(text_string(name));
                }
            }
        }
    }

    /// A text string, kept once where it is an object of its own.
    fn text(&mut self, value: Option<&Object>) -> Option<Rc<str>> {
        let value = value?;
        let id = value.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.texts.get(&id)) {
            return Some(Rc::clone(known));
        }
        let text: Rc<str> = text_string(self.file.resolve(value)?.as_str().ok()?).into();
        if let Some(id) = id {
            self.texts.insert(id, Rc::clone(&text));
        }
        Some(text)
    }

    /// The name of an element.
    fn name(&mut self, value: Option<&Object>) -> Option<Rc<str>> {
        let name = self.text(value)?;
        if name.len() > LONGEST_ID {
            self.faults.push("the name of an element is too long to be one");
            return None;
        }
        Some(name)
    }
}

/// The inline-level types (ISO 32000-1, 14.8.4.4), and those that are so wherever words stand around them.
fn stands_among_words(standard: &str) -> bool {
    matches!(
        standard,
        "Span"
            | "Quote"
            | "Note"
            | "Reference"
            | "BibEntry"
            | "Code"
            | "Link"
            | "Annot"
            | "Lbl"
            | "Form"
            | "Formula"
            | "Ruby"
            | "RB"
            | "RT"
            | "RP"
            | "Warichu"
            | "WT"
            | "WP"
    )
}

impl Element {
    /// The elements that stand in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element.as_ref()),
            Kid::Content(_) | Kid::Object(_) => None,
        })
    }

    /// Whether an element in this one stands among its words. What is only there for layout does where words do.
    pub fn takes_among_words(&self, kid: &Self) -> bool {
        let has_words = self.is_inline
            || self.standard.starts_with('H')
            || matches!(self.standard.as_str(), "P" | "Caption" | "TH" | "TD" | "TOCI");
        kid.is_inline || has_words && kid.standard == "NonStruct" && kid.only_words && self.only_words
    }

    /// The first content in it.
    pub fn first_content(&self) -> Option<Key> {
        self.kids.iter().find_map(|kid| match kid {
            Kid::Element(element) => element.first_content(),
            Kid::Content(key) => Some(*key),
            Kid::Object(_) => None,
        })
    }

    /// The page of the first content in it.
    pub fn first_page(&self) -> Option<usize> {
        self.first_content().and_then(|(place, _)| match place {
            Place::Page(page) => Some(page),
            Place::Form(_) => None,
        })
    }
}

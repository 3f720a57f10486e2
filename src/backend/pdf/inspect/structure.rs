//! The structure tree of a file, in memory: elements with their standard types, attributes and content.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, text_string};
use super::malformed;
use crate::error::Result;

/// How deep elements may nest. Leaflets stay far below it.
const DEEPEST: usize = 400;
/// How often one type may lead to another in the role map.
const LONGEST_CHAIN: usize = 16;

/// The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4).
const STANDARD: [&str; 49] = [
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "P",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
    "WT",
    "WP",
    "Figure",
    "Formula",
    "Form",
];

/// The structure tree.
pub(super) struct Structure {
    /// The document element, where the file has one.
    pub root: Option<Element>,
    /// The pages by their objects.
    pub pages: BTreeMap<ObjectId, usize>,
}

/// A structure element.
#[derive(Default)]
pub(super) struct Element {
    /// Its type as written.
    pub name: String,
    /// The standard type that it stands for; empty where it stands for none.
    pub standard: String,
    /// Its language, where it has one of its own.
    pub lang: Option<String>,
    /// Its text alternative.
    pub alt: Option<String>,
    /// The text that stands for its content.
    pub actual: Option<String>,
    /// The name that links lead to it by.
    pub id: Option<String>,
    /// Its attributes by key, whoever owns them.
    pub attributes: BTreeMap<String, String>,
    /// The names of the header cells that it says it has.
    pub headers: Vec<String>,
    /// What stands in it.
    pub kids: Vec<Kid>,
}

/// What stands in an element.
pub(super) enum Kid {
    /// Another element.
    Element(Element),
    /// Marked content of a page.
    Content {
        /// The page, from 0.
        page: usize,
        /// The number of the sequence.
        mcid: i64,
    },
    /// An annotation.
    Object(ObjectId),
}

impl Structure {
    /// Reads the structure tree.
    ///
    /// # Errors
    /// `Error::Inspect` where the tree is too deep or an element stands in two places.
    pub fn of(file: &File, pages: &[ObjectId], faults: &mut Vec<String>) -> Result<Self> {
        let pages: BTreeMap<ObjectId, usize> = pages.iter().copied().zip(0..).collect();
        let Some(tree) = file.dict(file.catalog()?, "StructTreeRoot") else {
            return Ok(Self { root: None, pages });
        };
        let mut reader = Reader {
            file,
            pages: &pages,
            roles: roles(file, tree),
            seen: BTreeSet::new(),
            faults,
        };
        let mut root = Element {
            standard: "Document".to_owned(),
            ..Element::default()
        };
        if let Ok(kids) = tree.get(b"K") {
            reader.kids(kids, None, 0, &mut root)?;
        }
        Ok(Self {
            root: Some(root),
            pages,
        })
    }
}

fn roles(file: &File, tree: &Dictionary) -> BTreeMap<String, String> {
    let map = file.dict(tree, "RoleMap");
    map.into_iter()
        .flatten()
        .filter_map(|(own, role)| {
            let role = file.resolve(role)?.as_name().ok()?;
            Some((
                String::from_utf8_lossy(own).into_owned(),
                String::from_utf8_lossy(role).into_owned(),
            ))
        })
        .collect()
}

struct Reader<'r> {
    file: &'r File,
    pages: &'r BTreeMap<ObjectId, usize>,
    roles: BTreeMap<String, String>,
    seen: BTreeSet<ObjectId>,
    faults: &'r mut Vec<String>,
}

impl Reader<'_> {
    fn standard(&mut self, name: &str) -> String {
        let mut role = name;
        for _ in 0..LONGEST_CHAIN {
            if STANDARD.contains(&role) {
                return role.to_owned();
            }
            match self.roles.get(role) {
                Some(next) => role = next,
                None => break,
            }
        }
        self.faults
            .push(format!("the structure type `{name}` stands for no standard one"));
        String::new()
    }

    fn kids(&mut self, kids: &Object, page: Option<usize>, depth: usize, into: &mut Element) -> Result<()> {
        if depth > DEEPEST {
            return Err(malformed("the structure tree is too deep"));
        }
        if let Ok(id) = kids.as_reference()
            && matches!(self.file.object(id), Some(Object::Dictionary(_)))
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
            Some(Object::Integer(mcid)) => self.content(page, *mcid, into),
            Some(Object::Dictionary(dict)) => self.dictionary(dict, page, depth, into)?,
            _ => self.faults.push("the structure tree has a hole".to_owned()),
        }
        Ok(())
    }

    fn content(&mut self, page: Option<usize>, mcid: i64, into: &mut Element) {
        match page {
            Some(page) => into.kids.push(Kid::Content { page, mcid }),
            None => self
                .faults
                .push(format!("marked content {mcid} of `{}` is on no page", into.name)),
        }
    }

    fn dictionary(
        &mut self,
        dict: &Dictionary,
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
                if let Some(mcid) = mcid {
                    self.content(page, mcid, into);
                }
            }
            Some(b"OBJR") => {
                if let Ok(id) = dict.get(b"Obj").and_then(Object::as_reference) {
                    into.kids.push(Kid::Object(id));
                }
            }
            _ => {
                let text = |value: Option<&Object>| {
                    let value = self.file.resolve(value?)?.as_str().ok()?;
                    Some(text_string(value))
                };
                let name = entries
                    .role
                    .and_then(|role| self.file.resolve(role)?.as_name().ok());
                let name = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
                let mut element = Element {
                    lang: text(entries.lang),
                    alt: text(entries.alt),
                    actual: text(entries.actual),
                    id: text(entries.id),
                    standard: self.standard(&name),
                    name,
                    ..Element::default()
                };
                if let Some(attributes) = entries.attributes.and_then(|object| self.file.resolve(object)) {
                    self.attributes(attributes, &mut element);
                }
                if let Some(kids) = entries.kids {
                    self.kids(kids, page, depth + 1, &mut element)?;
                }
                into.kids.push(Kid::Element(element));
            }
        }
        Ok(())
    }

    fn attributes(&self, object: &Object, out: &mut Element) {
        let several = match object {
            Object::Array(list) => list.as_slice(),
            other => std::slice::from_ref(other),
        };
        for object in several {
            let Some(Ok(dict)) = self.file.resolve(object).map(Object::as_dict) else {
                continue;
            };
            for (key, value) in dict {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                match self.file.resolve(value) {
                    Some(Object::Name(value)) => {
                        out.attributes.insert(text(key), text(value));
                    }
                    Some(Object::Array(names)) if key == b"Headers" => {
                        let names = names
                            .iter()
                            .filter_map(|name| self.file.resolve(name)?.as_str().ok());
                        out.headers.extend(names.map(text_string));
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The entries of a dictionary in the tree, found in one walk: most are missing from most, and each look that fails
/// costs as much as one that does not.
#[derive(Default)]
struct Entries<'d> {
    kind: Option<&'d Object>,
    role: Option<&'d Object>,
    page: Option<ObjectId>,
    lang: Option<&'d Object>,
    alt: Option<&'d Object>,
    actual: Option<&'d Object>,
    id: Option<&'d Object>,
    attributes: Option<&'d Object>,
    kids: Option<&'d Object>,
}

impl<'d> Entries<'d> {
    fn of(dict: &'d Dictionary) -> Self {
        let mut out = Self::default();
        for (key, value) in dict {
            match key.as_slice() {
                b"Type" => out.kind = Some(value),
                b"S" => out.role = Some(value),
                b"Pg" => out.page = value.as_reference().ok(),
                b"Lang" => out.lang = Some(value),
                b"Alt" => out.alt = Some(value),
                b"ActualText" => out.actual = Some(value),
                b"ID" => out.id = Some(value),
                b"A" => out.attributes = Some(value),
                b"K" => out.kids = Some(value),
                _ => {}
            }
        }
        out
    }
}

impl Element {
    /// The elements that stand in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            Kid::Content { .. } | Kid::Object(_) => None,
        })
    }

    /// The page of the first content in it.
    pub fn first_page(&self) -> Option<usize> {
        self.kids.iter().find_map(|kid| match kid {
            Kid::Element(element) => element.first_page(),
            Kid::Content { page, .. } => Some(*page),
            Kid::Object(_) => None,
        })
    }
}

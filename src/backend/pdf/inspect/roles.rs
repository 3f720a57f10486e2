//! Structure types: which standard one each type of a file stands for (ISO 32000-1, 14.7.3; ISO 32000-2, 14.7.4).
//!
//! The types of PDF 2.0 that PDF 1.7 does not know are taken for those that assistive technology treats them as: `Em` and
//! `Strong` are spans, `Aside` a division, `FENote` a note. A `Title` is no heading in PDF 2.0 either, but a paragraph.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::File;

/// How often one type may lead to another.
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

/// The types that PDF 2.0 adds (ISO 32000-2, 14.8.4), and what each is read as.
const SECOND: [(&str, &str); 8] = [
    ("DocumentFragment", "Div"),
    ("Aside", "Div"),
    ("Title", "P"),
    ("Sub", "Span"),
    ("Em", "Span"),
    ("Strong", "Span"),
    ("FENote", "Note"),
    // Content that the author of a file says is no part of the text.
    ("Artifact", "Artifact"),
];

/// What the types of a file stand for.
pub(super) struct Roles {
    /// By the role map of the tree.
    map: BTreeMap<String, String>,
    /// By the role map of a namespace.
    namespaces: BTreeMap<ObjectId, BTreeMap<String, String>>,
}

impl Roles {
    /// Those of a structure tree.
    pub fn of(file: &File, tree: &Dictionary) -> Self {
        let mut namespaces = BTreeMap::new();
        let list = file.get(tree, "Namespaces").and_then(|list| list.as_array().ok());
        for object in list.into_iter().flatten() {
            if let (Ok(id), Some(Ok(dict))) =
                (object.as_reference(), file.resolve(object).map(Object::as_dict))
            {
                namespaces.insert(id, pairs(file, file.dict(dict, "RoleMapNS")));
            }
        }
        Self {
            map: pairs(file, file.dict(tree, "RoleMap")),
            namespaces,
        }
    }

    /// The standard type that a type stands for; `None` where it stands for none.
    pub fn standard(&self, name: &str, namespace: Option<ObjectId>) -> Option<String> {
        let own = namespace.and_then(|id| self.namespaces.get(&id)?.get(name));
        let mut role = own.map_or(name, String::as_str);
        // The map counts for standard types too (14.7.3), though PDF/UA-1 forbids it.
        for _ in 0..LONGEST_CHAIN {
            match self.map.get(role) {
                Some(next) if next != role => role = next,
                Some(_) | None => break,
            }
        }
        known(role).map(str::to_owned)
    }

    /// The standard types that the role map makes others of (PDF/UA-1, 7.1; Matterhorn Protocol, 02-004).
    pub fn remapped(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.map.iter().filter(|(name, role)| name != role);
        pairs
            .filter(|(name, _)| STANDARD.contains(&name.as_str()))
            .map(|(name, role)| (name.as_str(), role.as_str()))
    }
}

fn known(role: &str) -> Option<&str> {
    if STANDARD.contains(&role) {
        return Some(role);
    }
    if let Some((_, read_as)) = SECOND.iter().find(|(name, _)| *name == role) {
        return Some(read_as);
    }
    // PDF 2.0 has headings of any level; a Reading has six.
    let level = role.strip_prefix('H')?;
    let deep = level.len() <= 3 && level.bytes().all(|b| b.is_ascii_digit()) && !level.starts_with('0');
    (deep && !level.is_empty()).then_some("H6")
}

fn pairs(file: &File, map: Option<&Dictionary>) -> BTreeMap<String, String> {
    let text = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let role = |object: &Object| match file.resolve(object)? {
        Object::Name(name) => Some(text(name)),
        // In a namespace: the type, and the namespace that it is from.
        Object::Array(pair) => Some(text(file.resolve(pair.first()?)?.as_name().ok()?)),
        _ => None,
    };
    map.into_iter()
        .flatten()
        .filter_map(|(own, object)| Some((text(own), role(object)?)))
        .collect()
}

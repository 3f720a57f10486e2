//! The parts of a package and the relationships between them (ECMA-376 part 2).

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node, ParsingOptions};

use super::picture::is_whole;
use crate::backend::faults::Faults;
use crate::xhtml::encoding;

/// The namespace of WordprocessingML.
pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relationship ids.
pub const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The most nodes a part may have.
const MAX_NODES: u32 = 1_000_000;

/// A package, opened.
pub struct Parts {
    /// Those that are XML.
    texts: BTreeMap<String, String>,
    /// Those that are fonts, obfuscated.
    fonts: BTreeMap<String, Vec<u8>>,
    /// Those that are neither and could not be drawn as pictures.
    broken: BTreeSet<String>,
    names: BTreeSet<String>,
    document: String,
    /// By the part that they belong to, and then by id; those of the package by the empty name.
    relationships: BTreeMap<String, BTreeMap<String, Relationship>>,
    /// Parts with ids that two of their relationships bear.
    ambiguous: Vec<(String, String)>,
}

/// The trees of a package's XML parts, by the parts' names.
pub type Trees<'a> = BTreeMap<&'a str, Document<'a>>;

/// A relationship of a part.
pub struct Relationship {
    /// The last step of its type.
    pub kind: String,
    /// The part that it leads to, or the address.
    pub target: String,
    /// Whether it leads out of the package.
    pub outside: bool,
}

impl Parts {
    /// Opens a package.
    pub fn open(bytes: &[u8]) -> Result<Self, String> {
        let files = crate::package::unzip::read(bytes)?;
        let names = files.keys().cloned().collect();
        let mut texts = BTreeMap::new();
        let mut fonts = BTreeMap::new();
        let mut broken = BTreeSet::new();
        for (name, bytes) in files {
            if name.ends_with(".xml") || name.ends_with(".rels") {
                let text = encoding::xml(&bytes).map_err(|_| format!("{name} is not in UTF-8"))?;
                texts.insert(name, transitional(text));
            } else if name.ends_with(".odttf") {
                fonts.insert(name, bytes);
            } else if !is_whole(&name, &bytes) {
                broken.insert(name);
            }
        }
        let mut parts = Self {
            texts,
            fonts,
            broken,
            names,
            document: String::new(),
            relationships: BTreeMap::new(),
            ambiguous: Vec::new(),
        };
        parts.read_relationships()?;
        let main = parts
            .of("")
            .find(|(_, relation)| relation.kind == "officeDocument");
        let main = main.map(|(_, main)| main.target.clone());
        parts.document = main.ok_or("the package has no document")?;
        Ok(parts)
    }

    fn read_relationships(&mut self) -> Result<(), String> {
        for (name, text) in &self.texts {
            let of = name.strip_suffix(".rels");
            let Some((folder, file)) = of.and_then(|name| name.split_once("_rels/")) else {
                continue;
            };
            let tree = parse(text).map_err(|e| format!("{name}: {e}"))?;
            let mut all = BTreeMap::new();
            for node in tree.root_element().children().filter(Node::is_element) {
                let id = node.attribute("Id").unwrap_or_default().to_owned();
                if all.insert(id.clone(), relationship(node, folder)).is_some() {
                    self.ambiguous.push((name.clone(), id));
                }
            }
            self.relationships.insert(format!("{folder}{file}"), all);
        }
        Ok(())
    }

    /// Every XML part, parsed. One that is no XML and that no reader of the text meets is a fault.
    pub fn trees(&self, faults: &mut Faults) -> Result<Trees<'_>, String> {
        let mut trees = Trees::new();
        for (name, text) in &self.texts {
            match parse(text) {
                Ok(tree) => {
                    trees.insert(name.as_str(), tree);
                }
                Err(why) if name.starts_with("customXml/") => faults.push(format!("{name}: {why}")),
                Err(why) => return Err(format!("{name}: {why}")),
            }
        }
        Ok(trees)
    }

    /// The names of all parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The parts that have relationships; the package by the empty name.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.relationships.keys().map(String::as_str)
    }

    /// The relationships of a part, each with its id.
    pub fn of(&self, part: &str) -> impl Iterator<Item = (&str, &Relationship)> {
        let all = self.relationships.get(part).into_iter().flatten();
        all.map(|(id, relation)| (id.as_str(), relation))
    }

    /// The relationship of a part that bears this id.
    pub fn relationship(&self, part: &str, id: &str) -> Option<&Relationship> {
        self.relationships.get(part)?.get(id)
    }

    /// Ids that two relationships bear, after the part that holds them.
    pub fn ambiguous(&self) -> &[(String, String)] {
        &self.ambiguous
    }

    /// The document part's name.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The part that the document leads to by a relationship of this type.
    pub fn related(&self, kind: &str) -> Option<&str> {
        let found = self
            .of(&self.document)
            .find(|(_, relation)| relation.kind == kind);
        found.map(|(_, relation)| relation.target.as_str())
    }

    /// The core properties.
    pub fn properties(&self) -> Option<&str> {
        let found = self
            .of("")
            .find(|(_, relation)| relation.kind == "core-properties");
        found.map(|(_, relation)| relation.target.as_str())
    }

    /// A font, obfuscated as it is.
    pub fn font(&self, name: &str) -> Option<&[u8]> {
        self.fonts.get(name).map(Vec::as_slice)
    }

    /// The URL of a hyperlink's relationship.
    pub fn url(&self, id: &str) -> Option<&str> {
        let found = self.relationship(&self.document, id)?;
        found.outside.then_some(found.target.as_str())
    }

    /// Whether a relationship leads to a part that is there.
    pub fn leads_to_part(&self, id: &str) -> bool {
        let found = self.relationship(&self.document, id);
        found.is_some_and(|relation| !relation.outside && self.has(&relation.target))
    }

    /// The name of the part that a relationship leads to, where it could not be drawn as a picture.
    pub fn broken_picture(&self, id: &str) -> Option<&str> {
        let found = self.relationship(&self.document, id)?;
        self.broken.get(&found.target).map(String::as_str)
    }
}

/// A part that uses the namespaces of ISO/IEC 29500 Strict, with those of Transitional, which say the same here.
fn transitional(text: String) -> String {
    const STRICT: &str = "http://purl.oclc.org/ooxml/";
    if !text.contains(STRICT) {
        return text;
    }
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/";
    text.replace(&format!("{STRICT}wordprocessingml/main"), W)
        .replace(&format!("{STRICT}officeDocument/relationships"), R)
        .replace(&format!("{STRICT}officeDocument/"), office)
        .replace(
            &format!("{STRICT}drawingml/"),
            "http://schemas.openxmlformats.org/drawingml/2006/",
        )
}

/// A relationship of a part in this folder, which is empty or ends with a slash.
fn relationship(node: Node<'_, '_>, folder: &str) -> Relationship {
    let get = |name: &str| node.attribute(name).unwrap_or_default();
    let outside = get("TargetMode") == "External";
    let target = get("Target");
    Relationship {
        kind: get("Type").rsplit('/').next().unwrap_or_default().to_owned(),
        target: if outside {
            target.to_owned()
        } else {
            resolved(folder, target)
        },
        outside,
    }
}

/// The name of the part that a target means, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Parses a part, without document types and the entities that they bring.
pub fn parse(text: &str) -> Result<Document<'_>, String> {
    crate::package::weigh::look(text)?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|e| e.to_string())
}

/// The first child element of this name in WordprocessingML.
pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name((W, name)))
}

/// An attribute of WordprocessingML.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((W, name))
}

/// The value of a child such as `w:tag`.
pub fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|child| attribute(child, "val"))
}

/// A switch such as `w:rtl`: present means on, unless it says otherwise.
pub fn switch(node: Node<'_, '_>, name: &str) -> Option<bool> {
    child(node, name).map(|child| is_on(attribute(child, "val").unwrap_or("1")))
}

/// Whether a switch's value means on.
pub fn is_on(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

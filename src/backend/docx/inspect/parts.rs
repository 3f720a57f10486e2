//! The parts of a package and the relationships between them (ECMA-376 part 2).

use std::collections::BTreeMap;

use roxmltree::{Document, Node, ParsingOptions};

/// The namespace of WordprocessingML.
pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relationship ids.
pub const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The most nodes a part may have.
const MAX_NODES: u32 = 5_000_000;

/// A package, opened.
pub struct Parts {
    files: BTreeMap<String, String>,
    names: Vec<String>,
    document: String,
    package: Vec<Relationship>,
    relationships: Vec<Relationship>,
}

/// A relationship of a part.
pub struct Relationship {
    id: String,
    /// The last step of its type.
    kind: String,
    target: String,
    outside: bool,
}

impl Parts {
    /// Opens a package.
    pub fn open(bytes: &[u8]) -> Result<Self, String> {
        let files = crate::package::unzip::read(bytes)?;
        let names = files.keys().cloned().collect();
        let texts = files
            .into_iter()
            .filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)));
        let mut parts = Self {
            files: texts.collect(),
            names,
            document: String::new(),
            package: Vec::new(),
            relationships: Vec::new(),
        };
        parts.package = parts.relationships_of("")?;
        let main = parts
            .package
            .iter()
            .find(|relation| relation.kind == "officeDocument");
        parts.document = main
            .map(|main| main.target.clone())
            .ok_or("the package has no document")?;
        parts.relationships = parts.relationships_of(&parts.document)?;
        Ok(parts)
    }

    /// The document part.
    pub fn document(&self) -> Result<&str, String> {
        let text = self.files.get(&self.document);
        text.map(String::as_str)
            .ok_or_else(|| format!("there is no part {}", self.document))
    }

    /// The part that the document leads to by a relationship of this type.
    pub fn related(&self, kind: &str) -> Result<Option<&str>, String> {
        self.by_type(&self.relationships, kind)
    }

    /// The core properties.
    pub fn properties(&self) -> Result<Option<&str>, String> {
        self.by_type(&self.package, "core-properties")
    }

    /// The URL of a hyperlink's relationship.
    pub fn url(&self, id: &str) -> Option<&str> {
        let found = self.relationships.iter().find(|relation| relation.id == id);
        found
            .filter(|relation| relation.outside)
            .map(|relation| relation.target.as_str())
    }

    /// Whether a relationship leads to a part that is there.
    pub fn leads_to_part(&self, id: &str) -> bool {
        let found = self.relationships.iter().find(|relation| relation.id == id);
        found.is_some_and(|relation| !relation.outside && self.names.contains(&relation.target))
    }

    /// Relationships that lead to parts that are not there.
    pub fn faults(&self) -> Vec<String> {
        let all = self.package.iter().chain(&self.relationships);
        let lost = all.filter(|relation| !relation.outside && !self.names.contains(&relation.target));
        lost.map(|relation| {
            format!(
                "the relationship {} leads to {}, which is not there",
                relation.id, relation.target
            )
        })
        .collect()
    }

    fn by_type(&self, relationships: &[Relationship], kind: &str) -> Result<Option<&str>, String> {
        let Some(found) = relationships.iter().find(|relation| relation.kind == kind) else {
            return Ok(None);
        };
        let text = self.files.get(&found.target);
        text.map(|text| Some(text.as_str()))
            .ok_or_else(|| format!("there is no part {}", found.target))
    }

    fn relationships_of(&self, part: &str) -> Result<Vec<Relationship>, String> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(text) = self.files.get(&format!("{folder}{slash}_rels/{file}.rels")) else {
            return Ok(Vec::new());
        };
        let tree = parse(text)?;
        let elements = tree.root_element().children().filter(Node::is_element);
        Ok(elements.map(|node| relationship(node, folder)).collect())
    }
}

fn relationship(node: Node<'_, '_>, folder: &str) -> Relationship {
    let get = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
    let outside = node.attribute("TargetMode") == Some("External");
    let target = get("Target");
    let target = match target.strip_prefix('/') {
        _ if outside => target,
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target,
        None => format!("{folder}/{target}"),
    };
    let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
    Relationship {
        id: get("Id"),
        kind,
        target,
        outside,
    }
}

/// Parses a part, without document types and the entities that they bring.
pub fn parse(text: &str) -> Result<Document<'_>, String> {
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

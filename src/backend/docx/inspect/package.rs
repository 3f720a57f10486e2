//! What holds a package together (ECMA-376 part 2): every part has a type and is reached, every relationship leads to a
//! part of the kind that it promises, and every id that a part speaks of is one of its relationships. Word refuses a
//! file that breaks one of these, or drops what cannot be reached without a word.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::parts::{Parts, R, Trees};
use crate::backend::faults::{Faults, brief};

/// The part that says what the others are.
const TYPES: &str = "[Content_Types].xml";

/// How the content type of a part ends that a relationship of a kind leads to.
const KINDS: [(&str, &str); 9] = [
    ("officeDocument", "wordprocessingml.document.main+xml"),
    ("styles", "wordprocessingml.styles+xml"),
    ("numbering", "wordprocessingml.numbering+xml"),
    ("settings", "wordprocessingml.settings+xml"),
    ("fontTable", "wordprocessingml.fontTable+xml"),
    ("header", "wordprocessingml.header+xml"),
    ("footer", "wordprocessingml.footer+xml"),
    ("theme", "officedocument.theme+xml"),
    ("core-properties", "core-properties+xml"),
];

/// What is wrong with the package.
pub fn faults(parts: &Parts, trees: &Trees<'_>) -> Vec<String> {
    let mut faults = Faults::default();
    for (name, id) in parts.ambiguous() {
        faults.push(format!("{} has two relationships {:?}", brief(name), brief(id)));
    }
    for source in parts.sources().filter(|source| !source.is_empty()) {
        if !parts.has(source) {
            faults.push(format!("{} has relationships and is not there", brief(source)));
        }
    }
    lost(parts, &mut faults);
    unreached(parts, &mut faults);
    untyped(parts, trees.get(TYPES), &mut faults);
    for (name, tree) in trees {
        unknown(parts, name, tree, &mut faults);
    }
    faults.told()
}

/// Relationships that lead to parts that are not there.
fn lost(parts: &Parts, faults: &mut Faults) {
    for source in parts.sources() {
        for (id, relation) in parts.of(source) {
            if !relation.outside && !parts.has(&relation.target) {
                let (id, target) = (brief(id), brief(&relation.target));
                faults.push(format!(
                    "the relationship {id} leads to {target}, which is not there"
                ));
            }
        }
    }
}

/// Parts that no relationship leads to, however many steps are taken from the package.
fn unreached(parts: &Parts, faults: &mut Faults) {
    let mut reached = BTreeSet::new();
    let mut next = vec![""];
    while let Some(part) = next.pop() {
        if reached.insert(part) {
            let inside = parts.of(part).filter(|(_, relation)| !relation.outside);
            next.extend(inside.map(|(_, relation)| relation.target.as_str()));
        }
    }
    let apart = |name: &&str| *name != TYPES && !name.ends_with(".rels") && !reached.contains(name);
    faults.extend(
        parts
            .names()
            .filter(apart)
            .map(|name| format!("nothing leads to {}", brief(name))),
    );
}

/// Parts without a content type, or with one that is not what a relationship promises.
fn untyped(parts: &Parts, types: Option<&Document<'_>>, faults: &mut Faults) {
    let Some(types) = types.map(Types::of) else {
        return faults.push(format!("there is no part {TYPES}"));
    };
    for name in parts.names().filter(|name| *name != TYPES) {
        if types.of_part(name).is_none() {
            faults.push(format!("{} has no content type", brief(name)));
        }
    }
    for source in parts.sources() {
        for (_, relation) in parts.of(source).filter(|(_, relation)| !relation.outside) {
            let wanted = KINDS.iter().find(|(kind, _)| *kind == relation.kind);
            let found = types.of_part(&relation.target);
            if let (Some((kind, wanted)), Some(found)) = (wanted, found)
                && !found.ends_with(wanted)
                && !found.ends_with(&wanted.replace("document.main", "template.main"))
            {
                let (target, found) = (brief(&relation.target), brief(found));
                faults.push(format!("{target} is no {kind} but {found:?}"));
            }
        }
    }
}

/// The content types of parts, by their names and by their extensions, both in lower case: they compare without regard to
/// it.
#[derive(Default)]
struct Types<'a> {
    parts: BTreeMap<String, &'a str>,
    extensions: BTreeMap<String, &'a str>,
}

impl<'a> Types<'a> {
    fn of(tree: &'a Document<'_>) -> Self {
        let mut types = Self::default();
        for node in tree.root_element().children() {
            let (all, key) = match node.tag_name().name() {
                "Override" => (&mut types.parts, "PartName"),
                "Default" => (&mut types.extensions, "Extension"),
                _ => continue,
            };
            if let (Some(key), Some(found)) = (node.attribute(key), node.attribute("ContentType")) {
                all.insert(key.to_ascii_lowercase(), found);
            }
        }
        types
    }

    /// The content type of a part: its own, or that of its extension.
    fn of_part(&self, name: &str) -> Option<&'a str> {
        let name = name.to_ascii_lowercase();
        let own = self.parts.get(&format!("/{name}"));
        let extension = || {
            name.rsplit_once('.')
                .and_then(|(_, end)| self.extensions.get(end))
        };
        own.or_else(extension).copied()
    }
}

/// Ids in a part that none of its relationships bears. Those of links and pictures are told of where they stand.
fn unknown(parts: &Parts, part: &str, tree: &Document<'_>, faults: &mut Faults) {
    let told = |node: &Node<'_, '_>| {
        part == parts.document() && matches!(node.tag_name().name(), "hyperlink" | "blip" | "svgBlip")
    };
    for node in tree.descendants().filter(|node| !told(node)) {
        for id in node
            .attributes()
            .filter(|attribute| attribute.namespace() == Some(R))
        {
            let name = node.tag_name().name();
            let Some(relation) = parts.relationship(part, id.value()) else {
                let (part, name, id) = (brief(part), brief(name), brief(id.value()));
                faults.push(format!("{part}: the relationship {id:?} of {name} leads nowhere"));
                continue;
            };
            let wanted = match name {
                "footerReference" => "footer",
                "headerReference" => "header",
                _ => continue,
            };
            if relation.kind != wanted {
                let (part, kind) = (brief(part), brief(&relation.kind));
                faults.push(format!(
                    "{part}: {name} leads to a part that is no {wanted} but {kind:?}"
                ));
            }
        }
    }
}

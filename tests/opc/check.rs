//! What must hold of every package that is written, said by other code than ours and than `inspect`: parts, types and
//! relationships (ECMA-376 part 2), ids and what they are spoken of by (ECMA-376 part 1), namespaces (part 3).

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::{Parts, parts};

const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Whose ids must differ: element, and where its id stands. Ids of `once in a file` differ over all parts.
const IN_THE_FILE: [(&str, &str); 5] = [
    ("docPr", "id"),
    ("sdt", "sdtPr/id"),
    ("bookmarkStart", "id"),
    ("bookmarkStart", "name"),
    ("bookmarkEnd", "id"),
];
const IN_A_PART: [(&str, &str); 4] = [
    ("style", "styleId"),
    ("style", "name/val"),
    ("abstractNum", "abstractNumId"),
    ("num", "numId"),
];

/// What speaks of what: elements that hold a name in `w:val`, and the elements that bear it.
const SPOKEN_OF: [(&[&str], &str, &str); 3] = [
    (
        &["pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"],
        "style",
        "styleId",
    ),
    (&["numId"], "num", "numId"),
    (&["abstractNumId"], "abstractNum", "abstractNumId"),
];

/// Stops where anything of a package does not hold together.
pub fn check(bytes: &[u8]) {
    let parts = parts(bytes);
    let texts: BTreeMap<&str, &str> = parts
        .iter()
        .filter(|(name, _)| [".xml", ".rels", ".svg"].iter().any(|end| name.ends_with(end)))
        .map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).unwrap()))
        .collect();
    let tree = |text| Document::parse(text);
    let trees: BTreeMap<&str, Document<'_>> = texts
        .iter()
        .map(|(name, text)| (*name, tree(text).unwrap_or_else(|e| panic!("{name}: {e}"))))
        .collect();
    let types = typed(&parts, &trees["[Content_Types].xml"]);
    related(&types, &trees);
    unique(&trees);
    spoken_of(&trees);
    places(&trees);
    for (name, tree) in &trees {
        namespaces(name, tree);
    }
}

fn local<'a>(tree: &'a Document<'_>, name: &str) -> impl Iterator<Item = Node<'a, 'a>> {
    let nodes = tree.descendants().filter(Node::is_element);
    nodes.filter(move |node| node.tag_name().name() == name)
}

/// The value of an attribute by its local name, at the end of a path of children.
fn at<'a>(node: Node<'a, 'a>, path: &str) -> Option<&'a str> {
    let (way, name) = path
        .rsplit_once('/')
        .map_or(("", path), |(way, name)| (way, name));
    let mut node = node;
    for step in way.split('/').filter(|step| !step.is_empty()) {
        node = node.children().find(|child| child.tag_name().name() == step)?;
    }
    // A child such as `w:id` of `w:sdtPr` holds its value in `w:val`.
    let child = node.children().find(|child| child.tag_name().name() == name);
    let own = node.attributes().find(|attribute| attribute.name() == name);
    match (own, child) {
        (Some(own), _) => Some(own.value()),
        (None, Some(child)) => child.attribute((W, "val")),
        (None, None) => None,
    }
}

/// The content type of each part. Every part has one, and none is for nothing.
fn typed<'a>(parts: &'a Parts, types: &'a Document<'_>) -> BTreeMap<&'a str, &'a str> {
    let mut of_parts = BTreeMap::new();
    let mut of_extensions = BTreeMap::new();
    for node in types.root_element().children() {
        let (kind, key) = match node.tag_name().name() {
            "Override" => (&mut of_parts, "PartName"),
            _ => (&mut of_extensions, "Extension"),
        };
        let key = node.attribute(key).unwrap();
        let twice = kind.insert(key, node.attribute("ContentType").unwrap());
        assert!(twice.is_none(), "{key} has two content types");
    }
    let mut out = BTreeMap::new();
    let mut unused: BTreeSet<&str> = of_parts.keys().chain(of_extensions.keys()).copied().collect();
    // This default is for parts that other programs add.
    unused.remove("xml");
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let extension = name.rsplit('.').next().unwrap();
        let own = of_parts.get_key_value(format!("/{name}").as_str());
        let general = || {
            of_extensions
                .get_key_value(extension)
                .filter(|_| extension != "xml")
        };
        let (key, found) = own
            .or_else(general)
            .unwrap_or_else(|| panic!("{name} has no content type"));
        unused.remove(key);
        out.insert(name.as_str(), *found);
    }
    assert!(unused.is_empty(), "content types of nothing: {unused:?}");
    out
}

/// The content type of what a relationship of a kind leads to.
fn type_for(kind: &str) -> String {
    let word =
        |name: &str| format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml");
    match kind {
        "officeDocument" => word("document.main"),
        "theme" => "application/vnd.openxmlformats-officedocument.theme+xml".into(),
        "font" => "application/vnd.openxmlformats-officedocument.obfuscatedFont".into(),
        "core-properties" => "application/vnd.openxmlformats-package.core-properties+xml".into(),
        "extended-properties" => {
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".into()
        }
        "custom-properties" => "application/vnd.openxmlformats-officedocument.custom-properties+xml".into(),
        "image" => "image/".into(),
        other => word(other),
    }
}

/// Every relationship leads somewhere and is used, every id that is used is one, and every part is reached.
fn related(types: &BTreeMap<&str, &str>, trees: &BTreeMap<&str, Document<'_>>) {
    let mut next = vec![String::new()];
    let mut reached = BTreeSet::new();
    let mut read = BTreeSet::new();
    while let Some(source) = next.pop() {
        if !reached.insert(source.clone()) {
            continue;
        }
        let (folder, file) = source
            .rsplit_once('/')
            .map_or(("", source.as_str()), |(f, n)| (f, n));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let mut unused = BTreeMap::new();
        if let Some(tree) = trees.get(name.as_str()) {
            read.insert(name.clone());
            for node in tree.root_element().children() {
                let id = node.attribute("Id").unwrap();
                let kind = node.attribute("Type").unwrap().rsplit('/').next().unwrap();
                assert!(unused.insert(id, kind).is_none(), "{name} has {id} twice");
                let target = node.attribute("Target").unwrap();
                if node.attribute("TargetMode") == Some("External") {
                    assert!(target.contains(':'), "{name}: {target} is no address");
                    continue;
                }
                let target = format!("{folder}{slash}{target}");
                let found = types.get(target.as_str());
                let found = found.unwrap_or_else(|| panic!("{name}: {target} is not there"));
                assert!(
                    found.starts_with(&type_for(kind)),
                    "{target} is no {kind} but {found}"
                );
                next.push(target);
            }
        }
        let kinds = unused.clone();
        let nodes = trees
            .get(source.as_str())
            .into_iter()
            .flat_map(|tree| tree.descendants());
        for node in nodes.filter(Node::is_element) {
            for attribute in node
                .attributes()
                .filter(|attribute| attribute.namespace() == Some(R))
            {
                let id = attribute.value();
                let kind = kinds
                    .get(id)
                    .unwrap_or_else(|| panic!("{source}: {id} is no relationship"));
                let name = node.tag_name().name();
                assert_eq!(*kind, kind_for(name), "{source}: {id} of {name}");
                unused.remove(id);
            }
        }
        // These are found by their type alone.
        unused.retain(|_, kind| matches!(*kind, "hyperlink" | "image" | "font" | "footer" | "header"));
        assert!(unused.is_empty(), "{name}: nothing uses {unused:?}");
    }
    for name in types.keys() {
        let found = if name.ends_with(".rels") {
            read.contains(*name)
        } else {
            reached.contains(*name)
        };
        assert!(found, "nothing leads to {name}");
    }
}

/// What sort of relationship an element leads along.
fn kind_for(element: &str) -> &'static str {
    match element {
        "hyperlink" => "hyperlink",
        "blip" | "svgBlip" => "image",
        "footerReference" => "footer",
        "headerReference" => "header",
        _ if element.starts_with("embed") => "font",
        _ => panic!("{element} speaks of a relationship"),
    }
}

fn unique(trees: &BTreeMap<&str, Document<'_>>) {
    let mut seen = BTreeSet::new();
    let mut once = |part: &str, tree: &Document<'_>, (element, path): (&'static str, &'static str)| {
        for node in local(tree, element) {
            let value = at(node, path).unwrap_or_else(|| panic!("{part}: {element} has no {path}"));
            let key = (part.to_owned(), element, path, value.to_lowercase());
            assert!(seen.insert(key), "{element} has the {path} {value} twice");
        }
    };
    for (name, tree) in trees.iter().filter(|(name, _)| name.starts_with("word/")) {
        for kind in IN_THE_FILE {
            once("", tree, kind);
        }
        for kind in IN_A_PART {
            once(name, tree, kind);
        }
    }
}

fn spoken_of(trees: &BTreeMap<&str, Document<'_>>) {
    for (names, element, id) in SPOKEN_OF {
        let bearers = trees.values().flat_map(|tree| local(tree, element));
        let known: BTreeSet<&str> = bearers.filter_map(|node| node.attribute((W, id))).collect();
        for (part, tree) in trees {
            for node in names.iter().flat_map(|name| local(tree, name)) {
                let Some(spoken) = node.attribute((W, "val")) else {
                    continue;
                };
                let name = node.tag_name().name();
                assert!(
                    known.contains(spoken) || (name == "numId" && spoken == "0"),
                    "{part}: {name} speaks of {spoken}, and there is no such {element}"
                );
            }
        }
    }
}

/// Every bookmark ends where it begins, or behind; every place that a link or a field leads to is a bookmark.
fn places(trees: &BTreeMap<&str, Document<'_>>) {
    let mut names = BTreeSet::new();
    for (part, tree) in trees {
        let mut open = BTreeSet::new();
        for node in tree.descendants() {
            let id = node.attribute((W, "id"));
            match node.tag_name().name() {
                "bookmarkStart" => {
                    let name = node.attribute((W, "name")).unwrap();
                    assert!(
                        name.chars().count() <= 40 && !name.contains(char::is_whitespace),
                        "{name}"
                    );
                    names.insert(name);
                    open.insert(id.unwrap());
                }
                "bookmarkEnd" => assert!(open.remove(id.unwrap()), "{part}: {id:?} ends before it begins"),
                _ => {}
            }
        }
        assert!(open.is_empty(), "{part}: {open:?} never end");
    }
    for (part, tree) in trees {
        for link in local(tree, "hyperlink") {
            let place = link.attribute((W, "anchor"));
            let place = place.filter(|_| link.attribute((R, "id")).is_none());
            assert!(
                place.is_none_or(|place| names.contains(place)),
                "{part}: no bookmark {place:?}"
            );
            assert!(link.attributes().len() > 0, "{part}: a link leads nowhere");
        }
        for field in local(tree, "instrText").chain(local(tree, "fldSimple")) {
            let simple = field.attribute((W, "instr"));
            let words: Vec<&str> = simple
                .or(field.text())
                .unwrap_or_default()
                .split_whitespace()
                .collect();
            if let ["PAGEREF" | "REF" | "NOTEREF", place, ..] = words.as_slice() {
                assert!(names.contains(place), "{part}: no bookmark {place}");
            }
        }
    }
}

/// Every prefix that a program may ignore is declared (ECMA-376 part 3, 7.2).
fn namespaces(part: &str, tree: &Document<'_>) {
    for node in tree.descendants().filter(Node::is_element) {
        let ignorable = node.attribute((MC, "Ignorable")).unwrap_or_default();
        for prefix in ignorable.split_whitespace() {
            assert!(
                node.lookup_namespace_uri(Some(prefix)).is_some(),
                "{part}: the prefix {prefix} is not declared"
            );
        }
    }
}

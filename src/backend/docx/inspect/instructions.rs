//! What fields tell Word to put in their place. Only what they last came to is read; but whoever updates a contents list
//! gets what its fields say, and the foot of each page is made of them.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::fields::Fields;
use super::parts::{Parts, Trees, W, attribute};

/// What is wrong with the instructions of a document and of the feet of its pages.
pub fn faults(parts: &Parts, trees: &Trees<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let Some(document) = trees.get(parts.document()) else {
        return faults;
    };
    let places: BTreeSet<&str> = named(document, "bookmarkStart")
        .filter_map(|start| attribute(start, "name"))
        .collect();
    for instruction in instructions(document) {
        let mut words = instruction.split_whitespace();
        let name = words.next().unwrap_or_default().to_ascii_uppercase();
        let place = words.next().unwrap_or_default();
        if !matches!(name.as_str(), "PAGEREF" | "REF" | "NOTEREF") {
            continue;
        }
        if !places.contains(place) {
            faults.push(format!(
                "the field {name} speaks of the bookmark {place:?}, which is not there"
            ));
        }
    }
    let feet = parts
        .of(parts.document())
        .filter(|(_, relation)| relation.kind == "footer");
    for foot in feet.filter_map(|(_, relation)| trees.get(relation.target.as_str())) {
        let fields = instructions(foot);
        let counts = |field: &String| field.split_whitespace().next() == Some("PAGE");
        if !fields.iter().any(counts) {
            faults.push("the foot does not show the number of its page".to_owned());
        }
        faults.extend(order(foot));
    }
    faults
}

fn named<'a>(tree: &'a Document<'_>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    tree.descendants()
        .filter(move |node| node.has_tag_name((W, name)))
}

/// Each field's instruction.
fn instructions(tree: &Document<'_>) -> Vec<String> {
    let mut out = Vec::new();
    // Nothing where the instruction has ended and the result stands.
    let mut open: Vec<Option<String>> = Vec::new();
    for node in tree
        .descendants()
        .filter(|node| node.tag_name().namespace() == Some(W))
    {
        match node.tag_name().name() {
            "fldSimple" => out.push(attribute(node, "instr").unwrap_or_default().to_owned()),
            "fldChar" => match attribute(node, "fldCharType") {
                Some("begin") => open.push(Some(String::new())),
                Some("separate") => {
                    out.extend(open.last_mut().and_then(Option::take));
                }
                Some("end") => {
                    out.extend(open.pop().flatten());
                }
                Some(_) | None => {}
            },
            "instrText" => {
                if let Some(Some(instruction)) = open.last_mut() {
                    instruction.extend(node.children().filter_map(|part| part.text()));
                }
            }
            _ => {}
        }
    }
    out
}

/// Whether the marks of fields are in order.
fn order(tree: &Document<'_>) -> Option<String> {
    let mut fields = Fields::default();
    for mark in named(tree, "fldChar") {
        match attribute(mark, "fldCharType") {
            Some("begin") => fields.begin(),
            Some("separate") => fields.separate(),
            Some("end") => fields.end(),
            Some(_) | None => {}
        }
    }
    fields.fault()
}

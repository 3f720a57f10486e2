//! What fields tell Word to put in their place. Only what they last came to is read; but whoever updates a contents list
//! gets what its fields say, and the foot of each page is made of them.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::fields::Fields;
use super::parts::{Parts, Trees, W, attribute};
use crate::backend::faults::{Faults, brief};

/// What is wrong with the instructions of a document and of the feet of its pages.
pub fn faults(parts: &Parts, trees: &Trees<'_>) -> Vec<String> {
    let mut faults = Faults::default();
    let Some(document) = trees.get(parts.document()) else {
        return faults.told();
    };
    let places: BTreeSet<&str> = named(document, "bookmarkStart")
        .filter_map(|start| attribute(start, "name"))
        .collect();
    for instruction in instructions(document).0 {
        let mut words = instruction.split_whitespace();
        let name = words.next().unwrap_or_default().to_ascii_uppercase();
        let place = words.next().unwrap_or_default();
        if !matches!(name.as_str(), "PAGEREF" | "REF" | "NOTEREF") {
            continue;
        }
        if !places.contains(place) {
            let place = brief(place);
            faults.push(format!(
                "the field {name} speaks of the bookmark {place:?}, which is not there"
            ));
        }
    }
    let feet = parts
        .of(parts.document())
        .filter(|(_, relation)| relation.kind == "footer");
    for foot in feet.filter_map(|(_, relation)| trees.get(relation.target.as_str())) {
        let (fields, disorder) = instructions(foot);
        let counts = |field: &String| field.split_whitespace().next() == Some("PAGE");
        if !fields.iter().any(counts) {
            faults.push("the foot does not show the number of its page");
        }
        faults.extend(disorder);
    }
    faults.told()
}

fn named<'a>(tree: &'a Document<'_>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    tree.descendants()
        .filter(move |node| node.has_tag_name((W, name)))
}

/// Each field's instruction, and what is wrong with the marks of fields.
fn instructions(tree: &Document<'_>) -> (Vec<String>, Option<String>) {
    let mut out = Vec::new();
    let mut fields = Fields::default();
    let of_text = |node: &Node<'_, '_>| node.tag_name().namespace() == Some(W);
    for node in tree.descendants().filter(of_text) {
        match node.tag_name().name() {
            "fldSimple" => out.push(attribute(node, "instr").unwrap_or_default().to_owned()),
            "fldChar" => match attribute(node, "fldCharType") {
                Some("begin") => fields.begin(),
                Some("separate") => out.extend(fields.separate().map(str::to_owned)),
                Some("end") => out.extend(fields.end()),
                Some(_) | None => {}
            },
            "instrText" => {
                for part in node.children().filter_map(|part| part.text()) {
                    fields.instruct(part);
                }
            }
            _ => {}
        }
    }
    (out, fields.fault())
}

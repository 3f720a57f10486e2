//! What the parts of a document call each other by: ids and names that must stand once, and what is spoken of that must be
//! there. Word mends what breaks this by leaving something out, and says nothing of what.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::parts::{Parts, Trees, W, attribute, value};
use crate::backend::faults::{Faults, brief};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// Styles that Word has whether or not a file brings them: they are the defaults, and whoever speaks of them gets those.
const LATENT: [&str; 4] = ["Normal", "DefaultParagraphFont", "TableNormal", "NoList"];

/// What is wrong with the ids and names of a document.
pub fn faults(parts: &Parts, trees: &Trees<'_>) -> Vec<String> {
    let mut faults = Faults::default();
    let tree = |kind: &str| parts.related(kind).and_then(|name| trees.get(name));
    let styles = tree("styles").map(|tree| named(tree, "style", "styleId", "style", &mut faults));
    let lists = tree("numbering").map(|tree| {
        let kinds = named(tree, "abstractNum", "abstractNumId", "kind of list", &mut faults);
        for list in all(tree, "num") {
            let kind = value(list, "abstractNumId").unwrap_or_default();
            if !kinds.contains(kind) {
                faults.push(format!("there is no kind of list {:?}", brief(kind)));
            }
        }
        named(tree, "num", "numId", "list", &mut faults)
    });
    let mut seen = Seen::default();
    for (name, tree) in trees.iter().filter(|(name, _)| name.starts_with("word/")) {
        seen.in_part(name, tree, &mut faults);
        spoken_of(tree, styles.as_ref(), lists.as_ref(), &mut faults);
    }
    faults.told()
}

fn all<'a, 'i>(tree: &'a Document<'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    tree.root_element()
        .children()
        .filter(move |node| node.has_tag_name((W, name)))
}

/// The ids of elements that must differ.
fn named<'a>(
    tree: &'a Document<'_>,
    element: &'static str,
    id: &str,
    what: &str,
    faults: &mut Faults,
) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    for node in all(tree, element) {
        let name = attribute(node, id).unwrap_or_default();
        if !names.insert(name) {
            faults.push(format!("there are two of the {what} {:?}", brief(name)));
        }
    }
    names
}

/// Ids that differ from each other over the whole package.
#[derive(Default)]
struct Seen {
    pictures: BTreeSet<String>,
    controls: BTreeSet<String>,
    /// By their names; Word takes no notice of case.
    bookmarks: BTreeSet<String>,
    bookmark_ids: BTreeSet<String>,
}

impl Seen {
    fn in_part(&mut self, part: &str, tree: &Document<'_>, faults: &mut Faults) {
        let mut ends = BTreeSet::new();
        let mut starts = BTreeSet::new();
        for node in tree.descendants().filter(Node::is_element) {
            let once = |seen: &mut BTreeSet<String>, id: &str, what: &str, faults: &mut Faults| {
                if !seen.insert(id.to_lowercase()) {
                    faults.push(format!("two {what} {:?}", brief(id)));
                }
            };
            if node.has_tag_name((DRAWING, "docPr")) {
                let id = node.attribute("id").unwrap_or_default();
                once(&mut self.pictures, id, "pictures have the id", faults);
            } else if node.tag_name().namespace() == Some(W) {
                match node.tag_name().name() {
                    "sdtPr" => {
                        let id = value(node, "id").unwrap_or_default();
                        once(&mut self.controls, id, "content controls have the id", faults);
                    }
                    "bookmarkStart" => {
                        let get = |name| attribute(node, name).unwrap_or_default();
                        once(
                            &mut self.bookmarks,
                            get("name"),
                            "bookmarks have the name",
                            faults,
                        );
                        once(&mut self.bookmark_ids, get("id"), "bookmarks have the id", faults);
                        starts.insert(get("id"));
                    }
                    "bookmarkEnd" => {
                        ends.insert(attribute(node, "id").unwrap_or_default());
                    }
                    _ => {}
                }
            }
        }
        for id in starts.symmetric_difference(&ends) {
            let (part, id) = (brief(part), brief(id));
            faults.push(format!(
                "{part}: the bookmark with the id {id:?} begins or ends, but not both"
            ));
        }
    }
}

/// Styles and lists that are spoken of in a part and are not there.
fn spoken_of(
    tree: &Document<'_>,
    styles: Option<&BTreeSet<&str>>,
    lists: Option<&BTreeSet<&str>>,
    faults: &mut Faults,
) {
    for node in tree
        .descendants()
        .filter(|node| node.tag_name().namespace() == Some(W))
    {
        let Some(id) = attribute(node, "val") else {
            continue;
        };
        let (known, what) = match node.tag_name().name() {
            "pStyle" | "rStyle" | "tblStyle" | "basedOn" | "next" | "link" => (styles, "style"),
            "numId" if id != "0" => (lists, "list"),
            _ => continue,
        };
        let is_latent = what == "style" && LATENT.contains(&id);
        if !is_latent && !known.is_some_and(|known| known.contains(id)) {
            faults.push(format!("there is no {what} {:?}", brief(id)));
        }
    }
}

//! Formatting that stands outside the style sheet: none that a style could say, and lists counted as their styles say.

use std::collections::BTreeMap;

use clearleaf::export;
use clearleaf::layout::{Edition, Layout, Layouts};
use clearleaf::source::Disk;
use roxmltree::Document;

use super::opc::{part, parts};
use super::sheet::{self, Sheet, attribute, child, children, list_level, number, value};
use super::{editions, write};

/// Where formatting may stand outside the style sheet, and why. Everything else is a style's to say.
fn excused(part: &str, node: roxmltree::Node<'_, '_>) -> Option<&'static str> {
    let name = node.tag_name().name();
    let holder = node.parent().unwrap();
    let inside = |name: &str| node.ancestors().any(|node| node.tag_name().name() == name);
    match name {
        "rFonts" if inside("r") && holder.tag_name().name() == "rPr" => {
            let known = attribute(node, "ascii").is_some();
            known.then_some(
                "a face that has characters which the text face lacks: no style knows the characters",
            )
        }
        "spacing" if holder.tag_name().name() == "pPr" => {
            let only = node.attributes().all(|attribute| attribute.name() == "before");
            only.then_some("the room that a list, a box, a table or a picture asks of what follows, and none at the top of a page: no style knows \
                 what stands before it")
        }
        "ind" | "color" | "b" | "bCs" if part == "word/numbering.xml" && inside("lvl") => {
            Some("the mark of a list's level: only the level can say how it looks and where it stands")
        }
        _ => None,
    }
}

fn example_leaflets() -> Vec<(String, Edition)> {
    let disk = Disk::new("source");
    let slugs = [
        "breast-reconstruction",
        "gastroscopy",
        "gastroscopy-ar",
        "gastroscopy-fr",
    ];
    let mut out = Vec::new();
    for name in Layouts::bundled().names() {
        let layout = Layout::bundled(name, None).unwrap();
        for slug in slugs {
            let (edition, findings) = export::edition(&disk, slug, &layout, None).unwrap();
            let edition = edition.unwrap_or_else(|| panic!("{findings:?}"));
            out.push((format!("{slug} {name}"), edition));
        }
    }
    out
}

#[test]
fn nothing_is_said_directly_that_a_style_can_say() {
    const FORMATTING: [&str; 17] = [
        "rFonts",
        "sz",
        "szCs",
        "color",
        "b",
        "bCs",
        "i",
        "iCs",
        "u",
        "ind",
        "pBdr",
        "shd",
        "spacing",
        "jc",
        "highlight",
        "contextualSpacing",
        "framePr",
    ];
    let mut excuses: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = editions(&[None]);
    let large = editions(&[Some(40.0)]).into_iter();
    all.extend(large.filter(|(what, _)| what.contains(" large-print ")));
    all.extend(example_leaflets());
    for (what, edition) in all {
        for (name, bytes) in parts(&write(&edition)) {
            let is_text = name.starts_with("word/") && name.ends_with(".xml") && !name.contains("theme");
            if !is_text || name == "word/styles.xml" {
                continue;
            }
            let text = String::from_utf8(bytes).unwrap();
            let tree = Document::parse(&text).unwrap();
            for node in tree
                .descendants()
                .filter(|node| node.tag_name().namespace() == Some(sheet::W))
            {
                if !FORMATTING.contains(&node.tag_name().name()) {
                    continue;
                }
                let Some(excuse) = excused(&name, node) else {
                    let paragraph = node.ancestors().find(|node| node.tag_name().name() == "p");
                    let place = paragraph.map_or(&text[node.range()], |paragraph| &text[paragraph.range()]);
                    panic!(
                        "{what}: {} in {name}: {}",
                        node.tag_name().name(),
                        place.chars().take(400).collect::<String>()
                    );
                };
                *excuses.entry(excuse).or_default() += 1;
            }
        }
    }
    assert_eq!(excuses.len(), 3, "an exception that nothing needs: {excuses:?}");
}

/// Numbering of its own only where a list counts for itself, or the paragraph's style is not one of lists.
#[test]
fn a_list_style_and_its_level_belong_together() {
    for (what, edition) in editions(&[None]) {
        let bytes = write(&edition);
        let looks = Sheet::of(&bytes).looks("paragraph");
        let numbering = part(&bytes, "word/numbering.xml");
        let lists = Document::parse(&numbering).unwrap();
        let styles = part(&bytes, "word/styles.xml");
        let styles = Document::parse(&styles).unwrap();
        let says_list = |id: &str| {
            let style = children(styles.root_element(), "style")
                .find(|style| attribute(*style, "styleId") == Some(id))
                .unwrap();
            child(style, "pPr").is_some_and(|property| child(property, "numPr").is_some())
        };
        for (id, look) in looks.iter().filter(|(_, look)| look.list.is_some()) {
            // What asks for less space than its base is in the same list.
            if id.contains("Flush") && !says_list(id) {
                continue;
            }
            let (list, at) = look.list.unwrap();
            let level = list_level(&lists, list, at).unwrap_or_else(|| panic!("{what}: {id} has no level"));
            assert_eq!(value(level, "pStyle"), Some(id.as_str()), "{what}");
            let indents = child(child(level, "pPr").unwrap(), "ind").unwrap();
            let get = |name: &str| number(attribute(indents, name).unwrap());
            assert_eq!(
                (get("left"), get("hanging")),
                (look.left, look.hanging),
                "{what}: {id}"
            );
        }
        let document = part(&bytes, "word/document.xml");
        let document = Document::parse(&document).unwrap();
        for property in document
            .descendants()
            .filter(|node| node.tag_name().name() == "pPr")
        {
            let style = &looks[value(property, "pStyle").unwrap()];
            let Some(own) = child(property, "numPr") else {
                continue;
            };
            let list = number(value(own, "numId").unwrap());
            let at = value(own, "ilvl").map_or(0, number);
            let level = list_level(&lists, list, at).unwrap();
            if let Some((usual, usual_level)) = style.list {
                assert_ne!(list, usual, "{what}: the style says that already");
                assert_eq!(at, usual_level, "{what}");
                let same = list_level(&lists, usual, usual_level).unwrap();
                assert_eq!(level, same, "{what}: another list of the same levels");
            } else {
                assert!(
                    style.outline.is_some(),
                    "{what}: only a heading may begin an item in a style not of lists"
                );
            }
        }
        for numbering in children(lists.root_element(), "abstractNum") {
            for name in ["nsid", "tmpl"] {
                let number = value(numbering, name).unwrap();
                assert!(
                    number.len() == 8 && u32::from_str_radix(number, 16).is_ok(),
                    "{number}"
                );
            }
        }
        assert!(
            !numbering.contains("w:rFonts"),
            "{what}: a mark is set in the face of its text"
        );
    }
}

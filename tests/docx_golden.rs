//! Word files as a person reads their XML: the specimen's text, a line a paragraph, and its styles, a line each. What is
//! not shown is what every paragraph or run has alike.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod opc;
mod specimen;

use std::fmt::Write;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::page::LazyPages;
use roxmltree::{Document, Node};

fn part(name: &str) -> String {
    let edition = specimen::edition(specimen::every_block(), None);
    opc::part(&Docx.write(&edition, &LazyPages::of(&edition)).unwrap(), name)
}

fn elements<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(Node::is_element)
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    elements(node).find(|child| child.tag_name().name() == name)
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut all = node.attributes();
    all.find(|attribute| attribute.name() == name)
        .map(|found| found.value())
}

fn value<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// A property with its figures: `sz 36`, `spacing before=240 after=120`.
fn property(node: Node<'_, '_>) -> String {
    let mut out = node.tag_name().name().to_owned();
    for attribute in node.attributes() {
        match attribute.name() {
            "val" => write!(out, " {}", attribute.value()).unwrap(),
            name => write!(out, " {name}={}", attribute.value()).unwrap(),
        }
    }
    for inner in node.children().filter(Node::is_element) {
        write!(out, " ({})", property(inner)).unwrap();
    }
    out
}

/// Properties but those that are told otherwise, behind `+`.
fn others(properties: Option<Node<'_, '_>>, told: &[&str]) -> String {
    let all = properties.into_iter().flat_map(|node| node.children());
    let rest = all.filter(|node| node.is_element() && !told.contains(&node.tag_name().name()));
    rest.map(|node| format!(" +{}", property(node).replace(' ', "·")))
        .collect()
}

/// The document: controls, tables and paragraphs, each inside of what holds it.
#[derive(Default)]
struct Text {
    out: String,
    depth: usize,
}

impl Text {
    fn line(&mut self, line: &str) {
        writeln!(self.out, "{}{}", "  ".repeat(self.depth), line.trim_end()).unwrap();
    }

    fn inside(&mut self, line: &str, node: Node<'_, '_>) {
        self.line(line);
        self.depth += 1;
        self.blocks(node);
        self.depth -= 1;
    }

    fn blocks(&mut self, parent: Node<'_, '_>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.line(&paragraph(node)),
                "sdt" => {
                    let properties = child(node, "sdtPr");
                    let tag = properties.and_then(|p| value(p, "tag")).unwrap_or("?");
                    let line = format!(
                        "control {tag}{}",
                        others(properties, &["tag", "id", "appearance"])
                    );
                    self.inside(&line, child(node, "sdtContent").unwrap());
                }
                "tbl" => {
                    let line = format!("table{}", others(child(node, "tblPr"), &[]));
                    self.inside(&line, node);
                }
                "tr" => self.inside(&format!("row{}", others(child(node, "trPr"), &[])), node),
                "tc" => self.inside(&format!("cell{}", others(child(node, "tcPr"), &[])), node),
                "sectPr" => self.line(&format!("section{}", others(Some(node), &[]))),
                "bookmarkStart" => self.line(&format!("({}", attribute(node, "name").unwrap())),
                "bookmarkEnd" => self.line(")"),
                "tblPr" | "tblGrid" | "trPr" | "tcPr" => {}
                other => self.line(&format!("? {other}")),
            }
        }
    }
}

fn paragraph(node: Node<'_, '_>) -> String {
    let properties = child(node, "pPr");
    let mut out = properties
        .and_then(|p| value(p, "pStyle"))
        .unwrap_or("-")
        .to_owned();
    if let Some(list) = properties.and_then(|p| child(p, "numPr")) {
        let get = |name| value(list, name).unwrap_or("-");
        write!(out, " list {}.{}", get("numId"), get("ilvl")).unwrap();
    }
    if properties.and_then(|p| child(p, "bidi")).is_some() {
        out += " rtl";
    }
    out += &others(properties, &["pStyle", "numPr", "bidi"]);
    out += " | ";
    inlines(node, &mut out);
    out
}

fn inlines(parent: Node<'_, '_>, out: &mut String) {
    for node in parent.children().filter(Node::is_element) {
        match node.tag_name().name() {
            "r" => run(node, out),
            "hyperlink" => {
                let target = attribute(node, "anchor").or(attribute(node, "id")).unwrap_or("?");
                let tip = attribute(node, "tooltip").map(|tip| format!(" “{tip}”"));
                write!(out, "{{{target}{}: ", tip.unwrap_or_default()).unwrap();
                inlines(node, out);
                out.push('}');
            }
            "bookmarkStart" => write!(out, "({} ", attribute(node, "name").unwrap()).unwrap(),
            "bookmarkEnd" => out.push(')'),
            "pPr" => {}
            other => write!(out, "?{other}").unwrap(),
        }
    }
}

fn run(node: Node<'_, '_>, out: &mut String) {
    let properties = child(node, "rPr");
    let mut marks = String::new();
    if let Some(style) = properties.and_then(|p| value(p, "rStyle")) {
        write!(marks, "{style} ").unwrap();
    }
    if let Some(lang) = properties.and_then(|p| child(p, "lang")) {
        let rtl = properties.and_then(|p| child(p, "rtl")).is_some();
        write!(
            marks,
            "{} ",
            attribute(lang, if rtl { "bidi" } else { "val" }).unwrap()
        )
        .unwrap();
    }
    if properties.and_then(|p| child(p, "rtl")).is_some() {
        marks += "rtl ";
    }
    marks += others(properties, &["rStyle", "lang", "rtl"]).trim_start();
    let mut words = String::new();
    for node in node.children().filter(Node::is_element) {
        match node.tag_name().name() {
            "t" => words += node.text().unwrap_or_default(),
            "tab" => words += "⇥",
            "br" => words += "↵",
            "noBreakHyphen" => words.push('\u{2011}'),
            "drawing" => words += &picture(node),
            "fldChar" => {
                words += match attribute(node, "fldCharType") {
                    Some("begin") => "<",
                    Some("separate") => "→ ",
                    _ => ">",
                }
            }
            "instrText" => write!(words, "{} ", node.text().unwrap_or_default().trim()).unwrap(),
            "rPr" => {}
            other => write!(words, "?{other}").unwrap(),
        }
    }
    let words: String = words.chars().map(shown).collect();
    match marks.trim_end() {
        "" => *out += &words,
        marks => write!(out, "‹{marks}: {words}›").unwrap(),
    }
}

/// Signs that nobody sees, as something to see.
fn shown(c: char) -> char {
    match c {
        '\u{A0}' => '~',
        '\u{200D}' => '‿',
        '\u{2060}' => '⁀',
        '\u{200E}' => '⟩',
        '\u{200F}' => '⟨',
        other => other,
    }
}

fn picture(node: Node<'_, '_>) -> String {
    let find = |name: &str| node.descendants().find(|node| node.tag_name().name() == name);
    let size = find("extent").unwrap();
    let points = |name| attribute(size, name).unwrap().parse::<f32>().unwrap() / 12_700.0;
    let alternative = find("docPr").and_then(|node| node.attribute("descr"));
    let says = match alternative {
        Some(alternative) => alternative,
        None if find("decorative").is_some() => "decorative",
        None => "?",
    };
    let drawing = if find("svgBlip").is_some() {
        "drawing"
    } else {
        "pixels"
    };
    format!("[{drawing} {:.1} × {:.1} pt: {says}]", points("cx"), points("cy"))
}

#[test]
fn the_text_of_the_specimen() {
    let xml = part("word/document.xml");
    let tree = Document::parse(&xml).unwrap();
    let mut text = Text::default();
    text.blocks(child(tree.root_element(), "body").unwrap());
    let foot = part("word/footer1.xml");
    let foot = Document::parse(&foot).unwrap();
    text.inside("foot", foot.root_element());
    insta::assert_snapshot!(text.out);
}

#[test]
fn the_styles_of_the_specimen() {
    let xml = part("word/styles.xml");
    let tree = Document::parse(&xml).unwrap();
    let mut out = String::new();
    for node in elements(tree.root_element()) {
        match node.tag_name().name() {
            "docDefaults" => {
                let inside = elements(node).flat_map(|defaults| elements(defaults));
                let told: String = inside.map(|properties| properties_of(properties)).collect();
                writeln!(out, "defaults{told}").unwrap();
            }
            "style" => {
                let id = attribute(node, "styleId").unwrap();
                let kind = attribute(node, "type").unwrap();
                let name = value(node, "name").unwrap();
                let based = value(node, "basedOn").map(|id| format!(" < {id}"));
                write!(out, "{kind} {id} “{name}”{}", based.unwrap_or_default()).unwrap();
                let told: String = elements(node)
                    .filter(|node| !matches!(node.tag_name().name(), "name" | "basedOn"))
                    .map(|node| match node.tag_name().name() {
                        "pPr" | "rPr" | "tblPr" | "trPr" | "tcPr" => properties_of(node),
                        _ => format!("; {}", property(node)),
                    })
                    .collect();
                writeln!(out, "{told}").unwrap();
            }
            _ => {}
        }
    }
    insta::assert_snapshot!(out);
}

fn properties_of(node: Node<'_, '_>) -> String {
    elements(node)
        .map(|node| format!("; {}", property(node)))
        .collect()
}

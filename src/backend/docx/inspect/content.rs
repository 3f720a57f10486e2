//! What stands in an element, seen through what only wraps it: changes that somebody has tracked, marks of programs, and
//! choices between two ways to write the same (ECMA-376 part 1, 17.13.5 and 17.5.1; part 3, 9).

use roxmltree::{Document, Node};

use super::parts::W;
use crate::model::reading::{LeftOut, collapse};

/// The namespace of choices between ways to write the same.
pub const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// The namespace of formulas.
pub const MATH: &str = "http://schemas.openxmlformats.org/officeDocument/2006/math";

/// The elements in an element, those that only wrap others opened, however deep they lie. Words that somebody has deleted
/// or moved away are told of and not among them.
pub fn elements<'a, 'i>(parent: Node<'a, 'i>, left: &mut LeftOut) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    let mut next: Vec<Node<'a, 'i>> = parent.children().rev().collect();
    while let Some(node) = next.pop() {
        match wrapper(node) {
            Wrapper::None => out.extend(Some(node).filter(Node::is_element)),
            Wrapper::Opened => next.extend(node.children().rev()),
            Wrapper::Choice => next.extend(chosen(node).into_iter().flat_map(|one| one.children().rev())),
            Wrapper::Deleted => left.tell("words that are marked as deleted", &words(node)),
            Wrapper::Moved => left.tell("words that are marked as moved elsewhere", &words(node)),
        }
    }
    out
}

/// The runs of a paragraph that are shown, in order. Those of boxes that hang on it are theirs.
pub fn runs<'a, 'i>(paragraph: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    let mut next: Vec<Node<'a, 'i>> = paragraph.children().rev().collect();
    while let Some(node) = next.pop() {
        match wrapper(node) {
            Wrapper::Deleted | Wrapper::Moved => {}
            Wrapper::Choice => next.extend(chosen(node)),
            Wrapper::None | Wrapper::Opened => {
                out.extend(Some(node).filter(|node| node.has_tag_name((W, "r"))));
                if !node.has_tag_name((W, "txbxContent")) {
                    next.extend(node.children().rev());
                }
            }
        }
    }
    out
}

enum Wrapper {
    None,
    Opened,
    Choice,
    Deleted,
    Moved,
}

fn wrapper(node: Node<'_, '_>) -> Wrapper {
    let name = node.tag_name();
    match (name.namespace(), name.name()) {
        (Some(W), "ins" | "moveTo" | "smartTag" | "customXml" | "bdo" | "dir") => Wrapper::Opened,
        (Some(W), "del") => Wrapper::Deleted,
        (Some(W), "moveFrom") => Wrapper::Moved,
        (Some(MC), "AlternateContent") => Wrapper::Choice,
        _ => Wrapper::None,
    }
}

/// What a program of today takes of several ways to write the same: the first that needs nothing it does not know; where
/// there is none, the last.
pub fn chosen<'a, 'i>(alternatives: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let named = |name: &'static str| {
        let all = alternatives.children();
        all.filter(move |node| node.has_tag_name((MC, name)))
    };
    let known = named("Choice").find(|choice| is_known(*choice));
    known.or_else(|| named("Fallback").next())
}

/// Whether Word knows all that a way to write something needs: the prefixes that it names (ECMA-376 part 3, 9.3).
fn is_known(choice: Node<'_, '_>) -> bool {
    let needs = choice.attribute("Requires").unwrap_or_default();
    let mut prefixes = needs.split_whitespace();
    prefixes.all(|prefix| {
        let namespace = choice.lookup_namespace_uri(Some(prefix)).unwrap_or_default();
        namespace.starts_with("http://schemas.openxmlformats.org/")
            || KNOWN.iter().any(|(family, names)| {
                let name = namespace.strip_prefix(family);
                name.is_some_and(|name| names.contains(&name))
            })
    })
}

/// The namespaces that Word knows beside those of the standard ([MS-DOCX] 2.2, [MS-ODRAWXML] 2.2).
const KNOWN: [(&str, &[&str]); 4] = [
    (
        "http://schemas.microsoft.com/office/word/",
        &[
            "2006/wordml",
            "2010/wordml",
            "2010/wordprocessingCanvas",
            "2010/wordprocessingDrawing",
            "2010/wordprocessingGroup",
            "2010/wordprocessingInk",
            "2010/wordprocessingShape",
            "2012/wordml",
            "2012/wordprocessingDrawing",
            "2015/wordml/symex",
            "2016/wordml/cid",
            "2018/wordml",
            "2018/wordml/cex",
            "2020/oembed",
            "2020/wordml/sdtdatahash",
            "2023/wordml/word16du",
            "2024/wordml/sdtformatlock",
        ],
    ),
    (
        "http://schemas.microsoft.com/office/drawing/",
        &[
            "2007/8/2/chart",
            "2008/diagram",
            "2010/main",
            "2010/slicer",
            "2012/chart",
            "2012/main",
            "2013/main/command",
            "2014/chart",
            "2014/chartex",
            "2014/main",
            "2015/9/8/chartex",
            "2015/10/21/chartex",
            "2016/5/10/chartex",
            "2016/5/11/chartex",
            "2016/5/12/chartex",
            "2016/5/13/chartex",
            "2016/5/14/chartex",
            "2016/5/9/chartex",
            "2016/11/main",
            "2016/ink",
            "2016/SVG/main",
            "2017/03/chart",
            "2017/decorative",
            "2017/model3d",
            "2018/hyperlinkcolor",
        ],
    ),
    (
        "http://schemas.microsoft.com/office/",
        &["2019/extlst", "mac/drawingml/2008/main", "mac/office/2008/main"],
    ),
    (
        "urn:schemas-microsoft-com:",
        &["vml", "mac:vml", "office:office", "office:word"],
    ),
];

/// What is wrong with a document that somebody has changed where nobody has accepted or rejected it yet. How text looks is
/// not asked about.
pub fn changes(document: &Document<'_>) -> Option<&'static str> {
    let is_changed = document.descendants().any(|node| {
        let name = node.tag_name();
        let kinds = [
            "ins",
            "del",
            "moveFrom",
            "moveTo",
            "cellIns",
            "cellDel",
            "cellMerge",
        ];
        name.namespace() == Some(W) && kinds.contains(&name.name())
    });
    is_changed.then_some("the file has tracked changes that nobody has accepted or rejected")
}

/// The most characters of an element's words that are looked at.
const LONGEST: usize = 2_000;

/// The most elements of one that are gone through for its first words.
const MOST: usize = 20_000;

/// The first words of an element, without those that are deleted.
pub fn first_words(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    let inside = node.descendants().take(MOST);
    for node in inside.filter(|node| node.tag_name().namespace() == Some(W)) {
        match node.tag_name().name() {
            "t" => out.extend(node.text().unwrap_or_default().chars().take(LONGEST)),
            "tab" | "br" | "p" => out.push(' '),
            _ => {}
        }
        if out.len() > LONGEST {
            break;
        }
    }
    collapse(&out)
}

/// The words in an element, deleted or not.
pub fn words(node: Node<'_, '_>) -> String {
    let is_text = |node: &Node<'_, '_>| {
        let name = node.tag_name();
        matches!(name.namespace(), Some(W | MATH)) && matches!(name.name(), "t" | "delText")
    };
    let texts = node.descendants().filter(is_text);
    texts.filter_map(|text| text.text()).collect()
}

//! The contents of a Word file: the words, the links and the page numbers that print has, ready for Word to update; and
//! the foot of its pages. Everything is read from the bytes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "docx_fields/foot.rs"]
mod foot;
mod opc;
mod specimen;

use std::collections::BTreeMap;

use clearleaf::backend::Backend;
use clearleaf::backend::docx::Docx;
use clearleaf::export;
use clearleaf::layout::{Edition, LAYOUTS, Layout, Words};
use clearleaf::model::reading::{Container, Destination, Kind, Role};
use clearleaf::model::*;
use clearleaf::page::LazyPages;
use clearleaf::source::Disk;
use opc::{pack, part, parts};
use roxmltree::{Document, Node};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const LEAFLETS: [&str; 4] = [
    "gastroscopy",
    "gastroscopy-fr",
    "gastroscopy-ar",
    "breast-reconstruction",
];

fn example(slug: &str, layout: &str, size: Option<f32>) -> Edition {
    let files = Disk::new(concat!(env!("CARGO_MANIFEST_DIR"), "/source"));
    let layout = Layout::bundled(layout, size).unwrap();
    export::edition(&files, slug, &layout, None).unwrap().0.unwrap()
}

fn write(edition: &Edition) -> Vec<u8> {
    Docx.write(edition, &LazyPages::of(edition)).unwrap()
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((W, name))
}

fn all<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants()
        .filter(move |node| node.has_tag_name((W, name)))
}

fn text(node: Node<'_, '_>) -> String {
    all(node, "t").filter_map(|text| text.text()).collect()
}

fn style<'a>(paragraph: Node<'a, '_>) -> &'a str {
    let found = all(paragraph, "pStyle").next();
    found
        .and_then(|style| attribute(style, "val"))
        .unwrap_or_default()
}

/// An entry of the contents as its runs have it.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    level: u8,
    words: String,
    leads_to: String,
    page: Option<(String, String)>,
}

/// The entries, and that each is written as Word writes one.
fn entries(document: &Document<'_>) -> Vec<Entry> {
    let lines = all(document.root(), "p").filter(|line| style(*line).starts_with("TOC"));
    lines.map(entry).collect()
}

fn entry(line: Node<'_, '_>) -> Entry {
    let link = all(line, "hyperlink").next().unwrap();
    let runs: Vec<Node<'_, '_>> = all(link, "r").collect();
    let kind = |run: &Node<'_, '_>| -> String {
        let content = run
            .children()
            .filter(|node| node.is_element() && !node.has_tag_name((W, "rPr")));
        let names: Vec<&str> = content
            .map(|node| attribute(node, "fldCharType").unwrap_or(node.tag_name().name()))
            .collect();
        assert_eq!(names.len(), 1, "a run holds one thing: {names:?}");
        names.concat()
    };
    let tab = runs.iter().position(|run| kind(run) == "tab");
    let (words, number) = runs.split_at(tab.unwrap_or(runs.len()));
    assert!(words.iter().all(|run| kind(run) == "t"));
    let page = tab.map(|_| {
        let kinds: Vec<String> = number.iter().map(kind).collect();
        assert_eq!(kinds, ["tab", "begin", "instrText", "separate", "t", "end"]);
        let instruction = all(number[2], "instrText").next().unwrap().text().unwrap();
        let name = instruction
            .strip_prefix(" PAGEREF ")
            .and_then(|rest| rest.strip_suffix(" \\h "));
        (name.unwrap().to_owned(), text(number[4]))
    });
    Entry {
        level: style(line)[3..].parse().unwrap(),
        words: words.iter().map(|run| text(*run)).collect(),
        leads_to: attribute(link, "anchor").unwrap().to_owned(),
        page,
    }
}

/// The instruction of the contents.
fn instruction(document: &Document<'_>) -> String {
    let mut found = all(document.root(), "instrText").filter_map(|text| text.text());
    found.find(|text| text.contains("TOC")).unwrap().to_owned()
}

/// The outline levels of styles, by their ids.
fn levels(bytes: &[u8]) -> BTreeMap<String, u8> {
    let text = part(bytes, "word/styles.xml");
    let tree = Document::parse(&text).unwrap();
    let styles: BTreeMap<&str, Node<'_, '_>> = all(tree.root(), "style")
        .map(|style| (attribute(style, "styleId").unwrap(), style))
        .collect();
    let value = |style: Node<'_, '_>, name: &'static str| {
        let found = all(style, name).next()?;
        attribute(found, "val").map(str::to_owned)
    };
    let level = |id: &&str| {
        let first = styles.get(*id).copied();
        let base = |style: &Node<'_, '_>| styles.get(value(*style, "basedOn")?.as_str()).copied();
        let own = std::iter::successors(first, base).find_map(|style| value(style, "outlineLvl"))?;
        Some(((*id).to_owned(), own.parse::<u8>().unwrap() + 1))
    };
    styles.keys().filter_map(level).collect()
}

/// Headings with their bookmark, level and words, from behind a place in the document on.
fn headings_from(
    document: &Document<'_>,
    levels: &BTreeMap<String, u8>,
    from: usize,
) -> BTreeMap<String, (u8, String)> {
    let headings = all(document.root(), "p").filter(|line| line.range().start > from);
    let headings = headings.filter_map(|line| {
        let level = *levels.get(style(line))?;
        let place = all(line, "bookmarkStart").next()?;
        Some((attribute(place, "name")?.to_owned(), (level, text(line))))
    });
    headings.collect()
}

#[test]
fn contents_have_the_page_numbers_of_print() {
    let mut seen = 0;
    for slug in LEAFLETS {
        for (layout, size) in [
            ("large-print", None),
            ("large-print", Some(28.0)),
            ("clear-print", None),
        ] {
            let edition = example(slug, layout, size);
            let pages = LazyPages::of(&edition);
            let bytes = Docx.write(&edition, &pages).unwrap();
            let printed: BTreeMap<String, usize> = pages
                .get()
                .unwrap()
                .anchors
                .iter()
                .rev()
                .map(|(anchor, place)| (anchor.replace('-', "_"), place.page + 1))
                .collect();
            let text = part(&bytes, "word/document.xml");
            let document = Document::parse(&text).unwrap();
            let headings = headings_from(&document, &levels(&bytes), 0);
            for entry in entries(&document) {
                let (level, words) = &headings[&entry.leads_to];
                assert_eq!(entry.level, *level);
                // A heading may cite; the contents do not.
                assert!(words.starts_with(&entry.words), "{words}: {}", entry.words);
                let (place, number) = entry.page.unwrap();
                assert_eq!(place, entry.leads_to);
                assert_eq!(number, printed[&place].to_string(), "{slug}: {words}");
                seen += 1;
            }
        }
    }
    assert!(seen > 80, "{seen} entries");
}

/// What Word gathers when somebody updates the contents is what they list: all headings of the levels named behind the
/// contents, to the end of the document, and never the heading of the contents.
#[test]
fn an_update_finds_the_same_headings() {
    for slug in LEAFLETS {
        // The layouts differ in looks alone: one leaflet in all of them will do.
        let layouts = if slug == LEAFLETS[0] {
            &LAYOUTS[..]
        } else {
            &LAYOUTS[..1]
        };
        for layout in layouts {
            let bytes = write(&example(slug, layout.name, None));
            let text = part(&bytes, "word/document.xml");
            let document = Document::parse(&text).unwrap();
            let instruction = instruction(&document);
            let words: Vec<&str> = instruction.split_whitespace().collect();
            let ["TOC", "\\o", range, "\\h", "\\z", "\\u", "\\b", scope] = words[..] else {
                panic!("{instruction}");
            };
            let (low, high) = range.trim_matches('"').split_once('-').unwrap();
            let range = low.parse::<u8>().unwrap()..=high.parse().unwrap();
            let styles = levels(&bytes);
            let start = all(document.root(), "bookmarkStart")
                .find(|start| attribute(*start, "name") == Some(scope))
                .unwrap();
            let end = all(document.root(), "bookmarkEnd")
                .find(|end| attribute(*end, "id") == attribute(start, "id"))
                .unwrap();
            assert!(end.next_sibling_element().unwrap().has_tag_name((W, "sectPr")));
            assert!(start.prev_sibling_element().unwrap().has_tag_name((W, "sdt")));
            let mut covered = headings_from(&document, &styles, start.range().end);
            covered.retain(|_, (level, _)| range.contains(level));
            let listed: Vec<String> = entries(&document)
                .into_iter()
                .map(|entry| entry.leads_to)
                .collect();
            let names: Vec<String> = covered.into_keys().collect();
            let mut sorted = listed.clone();
            sorted.sort();
            assert_eq!(sorted, names, "{slug}, {}", layout.name);
            assert!(!listed.iter().any(|name| name == "contents" || name == "title"));
        }
    }
}

#[test]
fn pages_are_laid_out_for_contents_only() {
    let mut edition = specimen::edition(specimen::every_block(), None);
    let pages = LazyPages::of(&edition);
    Docx.write(&edition, &pages).unwrap();
    assert!(pages.if_ready().is_some());
    edition
        .leaflet
        .body
        .retain(|block| !matches!(block, Block::Contents(_)));
    let pages = LazyPages::of(&edition);
    Docx.write(&edition, &pages).unwrap();
    assert!(pages.if_ready().is_none());
}

#[test]
fn without_pages_the_contents_come_without_numbers() {
    let mut blocks = specimen::every_block();
    blocks.push(specimen::words("No face has \u{1F600}."));
    let edition = specimen::edition(blocks, None);
    assert!(LazyPages::of(&edition).get().is_err());
    let bytes = write(&edition);
    let text = part(&bytes, "word/document.xml");
    let document = Document::parse(&text).unwrap();
    let entries = entries(&document);
    assert_eq!(entries.len(), 3);
    assert!(entries.iter().all(|entry| entry.page.is_none()));
    assert_eq!(
        instruction(&document),
        " TOC \\o \"2-3\" \\n \\h \\z \\u \\b _ContentsScope "
    );
    let found = Docx.inspect(&bytes).unwrap();
    assert_eq!(Reading::of(&edition).difference(&found.reading), None);
}

#[test]
fn nothing_asks_to_be_updated() {
    let bytes = write(&example("gastroscopy", "large-print", None));
    for name in ["word/document.xml", "word/footer1.xml", "word/settings.xml"] {
        let part = part(&bytes, name);
        assert!(
            !part.contains("w:dirty") && !part.contains("updateFields"),
            "{name}"
        );
    }
}

/// The bytes of the specimen with something in its document changed.
fn changed(old: &str, new: &str) -> Vec<u8> {
    let edition = specimen::edition(specimen::every_block(), None);
    let mut parts = parts(&write(&edition));
    let document = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    assert!(document.contains(old), "{old} is not in {document}");
    parts.insert(
        "word/document.xml".to_owned(),
        document.replacen(old, new, 1).into_bytes(),
    );
    pack(&parts)
}

#[test]
fn contents_that_mislead_are_seen() {
    let reading = Reading::of(&specimen::edition(specimen::every_block(), None));
    let losses = [
        // An entry that leads to another heading.
        (
            "<w:hyperlink w:anchor=\"before\"",
            "<w:hyperlink w:anchor=\"after\"",
        ),
        // A number that an update would take from another heading.
        (" PAGEREF before \\h ", " PAGEREF after \\h "),
        // A field that never ends, so that Word takes the rest of the leaflet for the contents.
        (
            "<w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:sdtContent>",
            "</w:r></w:p></w:sdtContent>",
        ),
        // A number that has become a word of the entry.
        (
            "<w:fldChar w:fldCharType=\"separate\"/></w:r><w:hyperlink",
            "</w:r><w:hyperlink",
        ),
        (
            ">Before the operation</w:t></w:r><w:r><w:rPr><w:rStyle",
            ">Before</w:t></w:r><w:r><w:rPr><w:rStyle",
        ),
    ];
    for (old, new) in losses {
        let found = Docx.inspect(&changed(old, new)).unwrap();
        let seen = reading.difference(&found.reading).is_some() || !found.facts.faults.is_empty();
        assert!(seen, "nobody sees {new} where {old} was");
    }
    let other = Docx
        .inspect(&changed(" PAGEREF before \\h ", " PAGEREF after \\h "))
        .unwrap();
    assert!(
        other.facts.faults.iter().any(|fault| fault.contains("\"after\"")),
        "{:?}",
        other.facts.faults
    );
}

/// Contents as Word itself writes them: in its own gallery, with hidden bookmarks of its own; or, from older files, with
/// links that are fields and page numbers that are simple fields.
#[test]
fn contents_by_word_itself_are_read() {
    let head = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>";
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let field = |instruction: &str, result: &str| {
        let instruction =
            format!("<w:r><w:instrText xml:space='preserve'> {instruction} </w:instrText></w:r>");
        mark("begin") + &instruction + &mark("separate") + result + &mark("end")
    };
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let line = |style: &str, content: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{content}</w:p>")
    };
    let tab = "<w:r><w:tab/></w:r>";
    let linked = format!(
        "<w:hyperlink w:anchor='_Toc1'>{}{tab}{}</w:hyperlink>",
        run("One"),
        field("PAGEREF _Toc1 \\h", &run("2"))
    );
    let older = field(
        "HYPERLINK \\l \"_Toc2\"",
        &format!(
            "{}{tab}<w:fldSimple w:instr=' PAGEREF _Toc2 \\h '>{}</w:fldSimple>",
            run("Two"),
            run("17")
        ),
    );
    let begin = mark("begin")
        + "<w:r><w:instrText xml:space='preserve'> TOC \\o \"1-3\" \\h \\z \\u </w:instrText></w:r>"
        + &mark("separate");
    let contents = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>\
         <w:sdtContent>{}{}{}<w:p>{}</w:p></w:sdtContent></w:sdt>",
        line("Heading2", &run("Contents")),
        line("TOC2", &(begin + &linked)),
        line("TOC2", &older),
        mark("end"),
    );
    let heading = |name: &str, words: &str| {
        let place = format!("<w:bookmarkStart w:id='{words}' w:name='{name}'/>");
        line("Heading2", &(place + &run(words)))
    };
    let cross = line(
        "BodyText",
        &(run("See page ") + &field("PAGEREF _Toc2 \\h", &run("17"))),
    );
    let body = heading("_Toc1", "One") + &cross + &heading("_Toc2", "Two");
    let mut parts = parts(&write(&specimen::edition(specimen::every_block(), None)));
    let document = format!("{head}{contents}{body}</w:body></w:document>");
    parts.insert("word/document.xml".to_owned(), document.into_bytes());
    let reading = Docx.inspect(&pack(&parts)).unwrap().reading;
    let shown: Vec<String> = reading
        .items
        .iter()
        .map(|item| {
            let within = item.within.contains(&Container::Contents);
            let leads = item.runs.iter().find_map(|run| match &run.kind {
                Kind::Link(Destination::Item(item)) => Some(*item),
                _ => None,
            });
            let words: String = item.runs.iter().map(|run| run.text.as_str()).collect();
            let entry = matches!(item.role, Role::ContentsEntry(_));
            assert_eq!(entry, within);
            let leads = leads.map_or(String::new(), |item| format!(" -> {item}"));
            format!("{}{words}{leads}", if within { "* " } else { "" })
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Contents",
            "* One -> 3",
            "* Two -> 5",
            "One",
            "See page 17",
            "Two"
        ]
    );
}

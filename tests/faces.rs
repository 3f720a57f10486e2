//! The faces inside books and pages: all that is shown is in them, in the weight that it is shown in, whoever wrote it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod specimen;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clearleaf::backend::{Backend, epub::Epub, html::Html};
use clearleaf::layout::{Edition, LAYOUTS, Layout, Words, fonts};
use clearleaf::model::*;
use clearleaf::package::unzip;
use clearleaf::page::LazyPages;
use skrifa::raw::tables::cmap::Cmap;
use skrifa::raw::{FontData, FontRead, TableProvider};

/// What is shown in a document, bold or not.
#[derive(Debug, Default)]
struct Shown {
    regular: BTreeSet<char>,
    bold: BTreeSet<char>,
}

const BOLD: [&str; 11] = [
    "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "strong", "caption", "b",
];
const BOLD_CLASSES: [&str; 4] = ["\"skip\"", "\"label\"", "\"masthead\"", "\"caption\""];
const EMPTY: [&str; 6] = ["meta", "link", "img", "br", "wbr", "hr"];

/// The words of the body, and where links lead to if the format prints that.
fn shown(document: &str, addresses: bool) -> Shown {
    let body = &document[document.find("<body").unwrap()..document.find("</html").unwrap()];
    let mut out = Shown::default();
    let mut open: Vec<(&str, bool)> = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        let name = tag.split([' ', '/']).next().unwrap();
        let bold = open.last().is_some_and(|(_, bold)| *bold)
            || BOLD.contains(&name)
            || BOLD_CLASSES
                .iter()
                .any(|class| tag.contains(&format!("class={class}")));
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().map(|(opened, _)| opened), Some(name), "{tag}");
        } else if !tag.ends_with('/') && !EMPTY.contains(&name) {
            open.push((name, bold));
        }
        let bold = open.last().is_some_and(|(_, bold)| *bold);
        let mut show = |text: &str| {
            let set = if bold { &mut out.bold } else { &mut out.regular };
            set.extend(unescaped(text).chars());
        };
        show(text);
        if addresses && name == "a" && !tag.contains("dir=") {
            let address = tag
                .split("href=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            if let Some(address) = address.filter(|address| address.starts_with("http")) {
                show(&format!("({address})"));
            }
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    named
        .iter()
        .fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}

/// The characters of a font that is a TrueType file or packed as WOFF.
fn characters(font: &[u8]) -> BTreeSet<char> {
    if !font.starts_with(b"wOFF") {
        let font = skrifa::FontRef::new(font).unwrap();
        return of_map(&font.cmap().unwrap());
    }
    let long = |at: usize| usize::try_from(u32::from_be_bytes(font[at..at + 4].try_into().unwrap())).unwrap();
    let count = usize::from(u16::from_be_bytes([font[12], font[13]]));
    let entries = (0..count).map(|entry| 44 + 20 * entry);
    let at = entries
        .into_iter()
        .find(|at| &font[*at..at + 4] == b"cmap")
        .unwrap();
    let (offset, stored, length) = (long(at + 4), long(at + 8), long(at + 12));
    let mut table = font[offset..offset + stored].to_vec();
    if stored < length {
        let packed = std::mem::take(&mut table);
        let mut reader = flate2::read::ZlibDecoder::new(&*packed);
        reader.read_to_end(&mut table).unwrap();
    }
    of_map(&Cmap::read(FontData::new(&table)).unwrap())
}

fn of_map(map: &Cmap<'_>) -> BTreeSet<char> {
    let mapped = |c: &char| map.map_codepoint(*c).is_some_and(|glyph| glyph.to_u32() != 0);
    ('\0'..='\u{FFFF}').filter(mapped).collect()
}

/// What the fonts of a style sheet have, by weight; `file` has the bytes behind an address.
fn fonts_of(css: &str, file: impl Fn(&str) -> Vec<u8>) -> BTreeMap<u16, BTreeSet<char>> {
    let mut out: BTreeMap<u16, BTreeSet<char>> = BTreeMap::new();
    for rule in css.split("@font-face {").skip(1) {
        let rule = rule.split('}').next().unwrap();
        let value = |name: &str| {
            rule.split(&format!("{name}: "))
                .nth(1)
                .unwrap()
                .split('\n')
                .next()
                .unwrap()
        };
        let weight = value("font-weight").trim_end_matches(';').parse().unwrap();
        let address = value("src").split('"').nth(1).unwrap();
        out.entry(weight).or_default().extend(characters(&file(address)));
    }
    out
}

/// What is shown and in no font of its weight, though one of ours has it.
fn missing(shown: &Shown, has: &BTreeMap<u16, BTreeSet<char>>) -> Vec<(u16, char)> {
    let drawn = |c: &&char| !c.is_whitespace() && !invisible(**c) && fonts::covered(**c);
    let of = |weight: u16, set: &BTreeSet<char>| {
        let lacks = |c: &&char| !has.get(&weight).is_some_and(|has| has.contains(c));
        set.iter()
            .filter(drawn)
            .filter(lacks)
            .map(|c| (weight, *c))
            .collect::<Vec<_>>()
    };
    [of(400, &shown.regular), of(700, &shown.bold)].concat()
}

/// So few words that none of the letters of ours are in them by chance.
fn edition(tag: &str, layout: &str, headed: bool) -> Edition {
    let link = Inline::Link(Link {
        target: Target::Url("https://example.org/QZ?x=7&y=~%".into()),
        content: specimen::content("io"),
    });
    let mut blocks = vec![specimen::paragraph(vec![specimen::text("oo "), link])];
    if headed {
        blocks.insert(0, specimen::heading(2, "i", "ii"));
    }
    let mut edition = specimen::edition(blocks, None);
    edition.leaflet.lang = specimen::lang(tag);
    edition.leaflet.title = NonEmpty::new("Vw").unwrap();
    edition.words = Words::of(edition.lang()).unwrap().0;
    edition.layout = Layout::bundled(layout, None).unwrap();
    edition
}

#[test]
fn every_letter_that_is_shown_is_in_a_face_of_its_weight() {
    for tag in ["en-GB", "pl", "ar", "he", "bn"] {
        for (layout, headed) in LAYOUTS.iter().zip([true, false].into_iter().cycle()) {
            let edition = edition(tag, layout.name, headed);
            let name = format!("{tag} {}", layout.name);
            let pages = LazyPages::of(&edition);
            let book = unzip::read(&Epub.write(&edition, &pages).unwrap()).unwrap();
            let text = |path: &str| String::from_utf8(book[path].clone()).unwrap();
            let css = text("OEBPS/stylesheet.css");
            let has = fonts_of(&css, |address| book[&format!("OEBPS/{address}")].clone());
            for path in book.keys().filter(|path| path.ends_with(".xhtml")) {
                let shown = shown(&text(path), false);
                assert_eq!(missing(&shown, &has), [], "{name}, {path}");
            }
            assert!(text("OEBPS/nav.xhtml").contains(&edition.words.pages), "{name}");

            let page = String::from_utf8(Html.write(&edition, &pages).unwrap()).unwrap();
            let has = fonts_of(&page, |address| {
                STANDARD.decode(address.split(',').nth(1).unwrap()).unwrap()
            });
            assert_eq!(missing(&shown(&page, true), &has), [], "{name}, the page");
        }
    }
}

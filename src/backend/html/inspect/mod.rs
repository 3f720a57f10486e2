//! A page read back from its bytes alone, as a browser parses it and a screen reader walks it.
//!
//! It knows the standards (HTML, ARIA, DPUB-ARIA 1.1), and nothing of how clearleaf writes: no class, no id of ours is
//! looked for.

mod faults;
mod fonts;
mod outside;

use roxmltree::{Document, Node};

use crate::backend::{Facts, Inspection, Look, each_once};
use crate::model::reading::{LeftOut, ReadingBuilder, Role};
use crate::model::units::Lang;
use crate::xhtml::look::{self, Medium, Sheeted};
use crate::xhtml::places::Places;
use crate::xhtml::{Files, browser, document, encoding};

/// What the page is called in faults.
const PAGE: &str = "the page";

/// What a reader of the page meets.
///
/// # Errors
/// What is wrong with the bytes.
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspection, String> {
    let encoded = encoding::page(bytes);
    let text = encoded.text.as_str();
    if !text.contains('<') {
        return Err("it is no page: it has no element".to_owned());
    }
    let mut faults: Vec<String> = encoded.fault.into_iter().collect();
    let mut files = Files::new();
    files.insert(PAGE.to_owned(), xml(text, &mut faults)?.into_bytes());
    let document = crate::xhtml::parse(&files, PAGE)?;
    let documents = [(PAGE, document)];
    let places = Places::of(&documents, &mut faults);
    let [(_, document)] = &documents;
    let mut out = ReadingBuilder::new();
    // The page names no file: all that it shows stands in it.
    let mut left = LeftOut::default();
    let nothing = Files::new();
    document::read(
        PAGE,
        document,
        &places,
        &nothing,
        &mut out,
        &mut faults,
        &mut left,
    )?;
    let head = faults::look(text, document, &places, &mut faults);
    outside::look(document, &mut faults);
    let look = look_of(document, &mut faults);
    let fonts = fonts::facts(document, &mut faults);
    let lang = head.lang.and_then(|tag| Lang::parse(&tag).ok());
    let built = out.built(&head.title, lang.unwrap_or_else(Lang::undetermined));
    faults.extend(built.misread);
    let reading = built.reading;
    faults.extend(built.unresolved.into_iter().map(|link| {
        let address = places.address(&link.name);
        format!(
            "the link “{}” leads to {address}, where nothing is read",
            link.text
        )
    }));
    let facts = Facts {
        pages: None,
        page_starts: built.page_starts,
        // HTML always has elements; without a heading they give assistive technology no structure.
        tagged: reading
            .items
            .iter()
            .any(|item| matches!(item.role, Role::Heading(_))),
        fonts,
        faults: each_once(faults),
        unread: left.lines(),
        producer: document::generator(document),
        claims: Vec::new(),
        look,
    };
    Ok(Inspection { reading, facts })
}

/// How the page looks; nothing is told where it has a style sheet that is not in it.
fn look_of(document: &Document<'_>, faults: &mut Vec<String>) -> Look {
    let is_sheet = |node: &Node<'_, '_>| {
        let kind = node.attribute("rel").unwrap_or_default().to_ascii_lowercase();
        node.tag_name().name() == "link" && kind.split_whitespace().any(|kind| kind == "stylesheet")
    };
    let sheeted = Sheeted {
        document,
        sheets: look::own_sheets(document),
        whole: !document.descendants().any(|node| is_sheet(&node)),
    };
    let seen = look::of(&[sheeted], Medium::Browser, faults);
    Look {
        smallest_text: seen.smallest_text,
        body_text: seen.body_text,
        least_leading: seen.least_leading,
        longest_line: None,
        lowest_contrast: seen.lowest_contrast,
    }
}

/// The page in XML. One that says that it is XML already is taken at its word, if it is.
fn xml(text: &str, faults: &mut Vec<String>) -> Result<String, String> {
    if text.trim_start().starts_with("<?xml") {
        let mut files = Files::new();
        files.insert(PAGE.to_owned(), text.as_bytes().to_vec());
        let ready = crate::xhtml::prepare(&mut files, PAGE);
        if ready.is_ok() && crate::xhtml::parse(&files, PAGE).is_ok() {
            let bytes = files.remove(PAGE).unwrap_or_default();
            return String::from_utf8(bytes).map_err(|e| e.to_string());
        }
    }
    let page = browser::parse(text)?;
    faults.extend(page.faults);
    Ok(page.xml)
}

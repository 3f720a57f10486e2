//! XHTML read back: documents as items of a Reading, for every format that carries them.
//!
//! It knows the standards (HTML, DPUB-ARIA 1.1), and nothing of how clearleaf writes: no class, no file name, no id of ours
//! is looked for. It shares no code with `markup`, or a file read back would prove nothing.

pub mod address;
mod attributes;
mod blocks;
pub mod browser;
pub mod data;
pub mod document;
pub mod encoding;
mod entities;
mod figures;
pub mod fonts;
mod kinds;
pub mod links;
mod lists;
pub mod look;
mod pages;
pub mod places;
pub mod styles;
mod table;

use std::collections::BTreeMap;

use roxmltree::{Document, ParsingOptions};

/// Files by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The most elements, texts and attributes in one document.
const MAX_NODES: u32 = 1_000_000;

/// Makes a document ready to be parsed: in UTF-8, its named characters as themselves.
///
/// # Errors
/// That there is no such part, that it declares entities, or that its characters cannot be told.
pub fn prepare(files: &mut Files, path: &str) -> Result<(), String> {
    let bytes = files.get(path).ok_or_else(|| format!("{path} is missing"))?;
    let mut text = encoding::xml(bytes).map_err(|e| format!("{path}: {e}"))?;
    if text.contains("<!ENTITY") {
        return Err(format!("{path} declares entities"));
    }
    if let Some(named) = entities::replaced(&text)? {
        text = named;
    }
    files.insert(path.to_owned(), text.into_bytes());
    Ok(())
}

/// Makes XML of a document that is ready and is none, as browsers parse pages. What had to be mended is a fault.
///
/// # Errors
/// That there is no such part, or that nothing can be made of it.
pub fn mend(files: &mut Files, path: &str, faults: &mut Vec<String>) -> Result<(), String> {
    let Err(why) = parse(files, path) else {
        return Ok(());
    };
    let text = files.get(path).map(|bytes| String::from_utf8_lossy(bytes));
    let text = text.unwrap_or_default();
    if why.contains("nodes limit") || crate::package::weigh::look(&text).is_err() {
        return Err(why);
    }
    let page = browser::parse(&opened(&text)).map_err(|e| format!("{path}: {e}"))?;
    let why = why.strip_prefix(&format!("{path}: ")).unwrap_or(&why);
    faults.push(format!("{path} is no well-formed XML: {why}"));
    files.insert(path.to_owned(), page.xml.into_bytes());
    Ok(())
}

/// A text of XML for a parser of HTML, to which `<span/>` is the beginning of a span: empty elements that HTML does not
/// know as such get an end.
fn opened(text: &str) -> String {
    const VOID: [&str; 14] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ];
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('<');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push('<');
        let tag = part.split_once("/>").filter(|(tag, _)| !tag.contains('>'));
        let name = part
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        match tag {
            Some((tag, rest)) if !name.is_empty() && !VOID.contains(&name) => {
                out.push_str(&format!("{tag}></{name}>{rest}"));
            }
            Some(_) | None => out.push_str(part),
        }
    }
    out
}

/// A part as an XML tree. A document type may stand in it, declarations of entities may not: they are how a small file
/// swells to fill the memory.
///
/// # Errors
/// That there is no such part, or the parser's words.
pub fn parse<'f>(files: &'f Files, path: &str) -> Result<Document<'f>, String> {
    let bytes = files.get(path).ok_or_else(|| format!("{path} is missing"))?;
    let text = std::str::from_utf8(bytes).map_err(|e| format!("{path}: {e}"))?;
    if text.contains("<!ENTITY") {
        return Err(format!("{path} declares entities"));
    }
    parse_text(text).map_err(|e| format!("{path}: {e}"))
}

fn parse_text(text: &str) -> Result<Document<'_>, String> {
    crate::package::weigh::look(text)?;
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|e| e.to_string())
}

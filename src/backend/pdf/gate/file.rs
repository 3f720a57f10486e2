//! The finished objects, before they become bytes: what a reader is told about the file, the fonts that it needs, and the
//! annotations that it meets. Only dictionaries are looked at; no page is read again.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::backend::pdf::broken;
use crate::backend::pdf::finish::Finished;
use crate::error::Result;

/// Holds the objects of a file against what its readers need.
///
/// # Errors
/// `Error::Write` at the first fault.
pub(in crate::backend::pdf) fn file(finished: &Finished) -> Result<()> {
    let doc = &finished.doc;
    catalog(doc)?;
    let parents = parent_tree(finished)?;
    let mut keys: BTreeSet<i64> = BTreeSet::new();
    let mut fonts: BTreeSet<ObjectId> = BTreeSet::new();
    for (number, page) in (1..).zip(doc.page_iter()) {
        let page = doc.get_dictionary(page).map_err(broken)?;
        let place = format!("page {number}");
        if !is_name(page.get(b"Tabs"), b"S") {
            return Err(broken(format!(
                "{place} does not say that its links are reached in reading order"
            )));
        }
        key(page, b"StructParents", &parents, &mut keys)
            .map_err(|fault| broken(format!("{place} {fault}")))?;
        let annotations = page.get(b"Annots").and_then(Object::as_array);
        for annotation in annotations.into_iter().flatten() {
            let annotation = annotation
                .as_reference()
                .and_then(|id| doc.get_dictionary(id))
                .map_err(broken)?;
            self::annotation(annotation, &parents, &mut keys)
                .map_err(|fault| broken(format!("a link on {place} {fault}")))?;
        }
        let resources = doc.get_dict_in_dict(page, b"Resources").map_err(broken)?;
        if let Ok(used) = doc.get_dict_in_dict(resources, b"Font") {
            fonts.extend(used.iter().filter_map(|(_, font)| font.as_reference().ok()));
        }
    }
    for font in fonts {
        let font = doc.get_dictionary(font).map_err(broken)?;
        let name = font
            .get(b"BaseFont")
            .and_then(Object::as_name)
            .unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        self::font(doc, font).map_err(|fault| broken(format!("the font {name} {fault}")))?;
    }
    Ok(())
}

/// What a reader announces on opening the file.
fn catalog(doc: &Document) -> Result<()> {
    let catalog = doc.catalog().map_err(broken)?;
    if is_blank(catalog.get(b"Lang")) {
        return Err(broken("the document has no language"));
    }
    let info = doc.trailer.get(b"Info").and_then(Object::as_reference);
    let info = info.and_then(|info| doc.get_dictionary(info)).map_err(broken)?;
    if is_blank(info.get(b"Title")) {
        return Err(broken("the document has no title"));
    }
    let shown = |preferences: &Dictionary| preferences.get(b"DisplayDocTitle").and_then(Object::as_bool);
    let preferences = catalog.get(b"ViewerPreferences").and_then(Object::as_dict);
    if !preferences.and_then(shown).unwrap_or(false) {
        return Err(broken("the title of the document is not shown"));
    }
    let marked = |marks: &Dictionary| marks.get(b"Marked").and_then(Object::as_bool);
    let marks = catalog.get(b"MarkInfo").and_then(Object::as_dict);
    if !marks.and_then(marked).unwrap_or(false) {
        return Err(broken("the document does not say that it is tagged"));
    }
    for key in [
        b"StructTreeRoot".as_slice(),
        b"Metadata",
        b"OutputIntents",
        b"PageLabels",
    ] {
        if !catalog.has(key) {
            let key = String::from_utf8_lossy(key);
            return Err(broken(format!("the document has no {key}")));
        }
    }
    Ok(())
}

/// The entries of the parent tree: true for an annotation's element, false for the list of a page.
fn parent_tree(finished: &Finished) -> Result<BTreeMap<i64, bool>> {
    let doc = &finished.doc;
    let catalog = doc.catalog().map_err(broken)?;
    let root = doc.get_dict_in_dict(catalog, b"StructTreeRoot").map_err(broken)?;
    let tree = doc.get_dict_in_dict(root, b"ParentTree").map_err(broken)?;
    let mut out = BTreeMap::new();
    let mut leaf = |leaf: &Dictionary| {
        let numbers = leaf.get(b"Nums").and_then(Object::as_array);
        for pair in numbers.map(Vec::as_slice).unwrap_or_default().chunks(2) {
            let [Object::Integer(key), Object::Reference(value)] = pair else {
                continue;
            };
            let of_annotation = finished.done.is_dictionary(*value);
            out.insert(*key, of_annotation);
        }
    };
    match tree.get(b"Kids").and_then(Object::as_array) {
        Ok(kids) => {
            for kid in kids {
                let kid = kid.as_reference().and_then(|kid| doc.get_dictionary(kid));
                leaf(kid.map_err(broken)?);
            }
        }
        Err(_) => leaf(tree),
    }
    Ok(out)
}

/// A key into the parent tree, which nothing else uses.
fn key(
    dict: &Dictionary,
    name: &[u8],
    parents: &BTreeMap<i64, bool>,
    used: &mut BTreeSet<i64>,
) -> std::result::Result<(), String> {
    let of_annotation = name == b"StructParent";
    let key = dict.get(name).and_then(Object::as_i64);
    match key {
        Ok(key) if parents.get(&key) != Some(&of_annotation) => {
            Err("is in no element of the parent tree".to_owned())
        }
        Ok(key) if !used.insert(key) => Err("shares its place in the parent tree".to_owned()),
        Ok(_) => Ok(()),
        Err(_) => Err(format!("has no {}", String::from_utf8_lossy(name))),
    }
}

fn annotation(
    annotation: &Dictionary,
    parents: &BTreeMap<i64, bool>,
    keys: &mut BTreeSet<i64>,
) -> std::result::Result<(), String> {
    if is_blank(annotation.get(b"Contents")) {
        return Err("has no accessible name".to_owned());
    }
    if !annotation.has(b"A") && !annotation.has(b"Dest") {
        return Err("leads nowhere".to_owned());
    }
    key(annotation, b"StructParent", parents, keys)
}

/// A composite font with its program, and a text and a glyph for each of its codes.
fn font(doc: &Document, font: &Dictionary) -> std::result::Result<(), String> {
    let wrong = |e: lopdf::Error| format!("is not what was asked for: {e}");
    let descendants = font
        .get(b"DescendantFonts")
        .and_then(Object::as_array)
        .map_err(wrong)?;
    let descendant = descendants.first().ok_or("has no descendant")?;
    let descendant = doc
        .dereference(descendant)
        .and_then(|(_, object)| object.as_dict())
        .map_err(wrong)?;
    let descriptor = doc
        .get_dict_in_dict(descendant, b"FontDescriptor")
        .map_err(wrong)?;
    if stream(doc, descriptor, b"FontFile2").is_none_or(<[u8]>::is_empty) {
        return Err("is not embedded".to_owned());
    }
    let glyphs = stream(doc, descendant, b"CIDToGIDMap").unwrap_or_default();
    let texts = texts(stream(doc, font, b"ToUnicode").unwrap_or_default());
    for (code, glyph) in (0_u32..).zip(glyphs.chunks(2)).skip(1) {
        if glyph == [0, 0] {
            return Err(format!("has no glyph for its code {code}"));
        }
        if !texts.contains(&code) {
            return Err(format!("has no text for its code {code}"));
        }
    }
    Ok(())
}

/// The codes that a ToUnicode CMap gives a text: lines of a code and what it stands for, in hexadecimal.
fn texts(map: &[u8]) -> BTreeSet<u32> {
    let map = String::from_utf8_lossy(map);
    let entry = |line: &str| {
        let (code, text) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
        // ISO 14289-1, 7.21.7: these three are no text.
        let said = !text.is_empty() && !matches!(text, "0000" | "FEFF" | "FFFE");
        u32::from_str_radix(code, 16).ok().filter(|_| said)
    };
    map.lines().filter_map(entry).collect()
}

fn stream<'d>(doc: &'d Document, dict: &Dictionary, key: &[u8]) -> Option<&'d [u8]> {
    let id = dict.get(key).and_then(Object::as_reference).ok()?;
    let stream = doc.get_object(id).and_then(Object::as_stream).ok()?;
    Some(&stream.content)
}

fn is_name(object: lopdf::Result<&Object>, name: &[u8]) -> bool {
    object.and_then(Object::as_name).is_ok_and(|known| known == name)
}

/// Whether a text string is missing, empty or white.
fn is_blank(object: lopdf::Result<&Object>) -> bool {
    let bytes = object.and_then(Object::as_str).unwrap_or_default();
    match bytes {
        [0xFE, 0xFF, units @ ..] => {
            let units: Vec<u16> = units
                .chunks(2)
                .map(|unit| unit.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte)))
                .collect();
            String::from_utf16_lossy(&units).trim().is_empty()
        }
        plain => plain.trim_ascii().is_empty(),
    }
}

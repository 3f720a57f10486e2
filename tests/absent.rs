//! What no file of ours holds: media, scripts, forms, layers, attachments, fonts of a kind that asks for more than ours
//! do. Read from the bytes, of every block in every layout and of every leaflet of the source, so that the conformance
//! report can name it for all that such things would have to meet.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod specimen;

use std::collections::BTreeSet;

use clearleaf::backend::{BACKENDS, Backend};
use clearleaf::export;
use clearleaf::layout::{Edition, LAYOUTS, Layout};
use clearleaf::package::unzip;
use clearleaf::page::LazyPages;
use clearleaf::source::{Disk, Files};
use lopdf::{Dictionary, Document, Object};

/// Every block in every layout, and every leaflet of the source.
fn editions() -> Vec<Edition> {
    let mut editions = Vec::new();
    for bundled in &LAYOUTS {
        let mut edition = specimen::edition(specimen::every_block(), None);
        edition.layout = Layout::bundled(bundled.name, None).unwrap();
        editions.push(edition);
    }
    let files = Disk::new("source");
    for slug in files.leaflets().unwrap() {
        let layout = Layout::bundled("large-print", None).unwrap();
        let (edition, _) = export::edition(&files, &slug, &layout, None).unwrap();
        editions.extend(edition);
    }
    assert!(editions.len() > LAYOUTS.len() + 2);
    editions
}

fn written(format: &str) -> Vec<Vec<u8>> {
    let backend: &dyn Backend = *BACKENDS.iter().find(|b| b.format().id == format).unwrap();
    let editions = editions();
    let files = editions
        .iter()
        .map(|edition| backend.write(edition, &LazyPages::of(edition)));
    files.map(Result::unwrap).collect()
}

/// Every dictionary of an object, those inside of it among them.
fn dictionaries<'a>(object: &'a Object, out: &mut Vec<&'a Dictionary>) {
    match object {
        Object::Dictionary(dict) => {
            out.push(dict);
            dict.iter().for_each(|(_, value)| dictionaries(value, out));
        }
        Object::Stream(stream) => {
            out.push(&stream.dict);
            stream.dict.iter().for_each(|(_, value)| dictionaries(value, out));
        }
        Object::Array(items) => items.iter().for_each(|item| dictionaries(item, out)),
        _ => {}
    }
}

fn name<'a>(dict: &'a Dictionary, key: &str) -> &'a str {
    let value = dict.get(key.as_bytes()).and_then(Object::as_name);
    value.map_or("", |value| std::str::from_utf8(value).unwrap())
}

fn pdfs() -> Vec<Document> {
    written("pdf")
        .iter()
        .map(|bytes| Document::load_mem(bytes).unwrap())
        .collect()
}

#[test]
fn pdfs_hold_no_media_scripts_forms_layers_or_files() {
    const KEYS: [&str; 24] = [
        "JS",
        "JavaScript",
        "AcroForm",
        "XFA",
        "OCProperties",
        "OC",
        "EmbeddedFiles",
        "EF",
        "AF",
        "Threads",
        "Thread",
        "Encrypt",
        "OpenAction",
        "AA",
        "RichMediaContent",
        "Sound",
        "Movie",
        "Rendition",
        "R3D",
        "IsMap",
        "Ref",
        "PrinterMark",
        "Perms",
        "Collection",
    ];
    let (mut links, mut actions) = (0, BTreeSet::new());
    for pdf in pdfs() {
        assert!(!pdf.is_encrypted() && !pdf.trailer.has(b"Encrypt"));
        let mut all = Vec::new();
        pdf.objects
            .values()
            .for_each(|object| dictionaries(object, &mut all));
        for dict in all {
            for key in KEYS {
                assert!(!dict.has(key.as_bytes()), "{key} in {dict:?}");
            }
            if name(dict, "Type") == "Annot" || dict.has(b"Rect") {
                assert_eq!(name(dict, "Subtype"), "Link");
                links += 1;
            }
            if name(dict, "Type") == "Action" || dict.has(b"URI") {
                actions.insert(name(dict, "S").to_owned());
            }
            assert!(!matches!(
                name(dict, "S"),
                "JavaScript" | "Launch" | "SubmitForm" | "GoToR" | "GoToE"
            ));
        }
    }
    assert!(links > 50, "{links}");
    assert!(
        actions.iter().all(|kind| matches!(kind.as_str(), "URI" | "GoTo")),
        "{actions:?}"
    );
}

#[test]
fn fonts_of_pdfs_are_composite_and_whole() {
    let mut seen = 0;
    for pdf in pdfs() {
        let mut all = Vec::new();
        pdf.objects
            .values()
            .for_each(|object| dictionaries(object, &mut all));
        for font in all {
            if name(font, "Type") != "Font" {
                continue;
            }
            match name(font, "Subtype") {
                "Type0" => {
                    assert_eq!(name(font, "Encoding"), "Identity-H");
                    assert!(font.has(b"ToUnicode"));
                }
                "CIDFontType2" => {
                    let map = font.get(b"CIDToGIDMap").unwrap();
                    let map = pdf.dereference(map).unwrap().1;
                    assert!(map.as_stream().is_ok());
                    let descriptor = pdf.get_dict_in_dict(font, b"FontDescriptor").unwrap();
                    assert!(descriptor.has(b"FontFile2"));
                    assert!(!descriptor.has(b"CIDSet") && !descriptor.has(b"CharSet"));
                    seen += 1;
                }
                other => panic!("a font of the kind {other}"),
            }
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn no_element_of_a_pdf_lacks_its_parent() {
    let mut seen = 0;
    for pdf in pdfs() {
        let root = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap();
        let root = root.as_reference().unwrap();
        for object in pdf.objects.values() {
            let mut all = Vec::new();
            dictionaries(object, &mut all);
            for element in all.into_iter().filter(|dict| name(dict, "Type") == "StructElem") {
                let parent = element.get(b"P").and_then(Object::as_reference).unwrap();
                let above = pdf.get_dictionary(parent).unwrap();
                assert!(parent == root || name(above, "Type") == "StructElem");
                seen += 1;
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

/// The names of the elements of markup, in small letters.
fn elements(markup: &str) -> BTreeSet<String> {
    let opened = markup.split('<').skip(1);
    let names = opened.map(|rest| {
        let name: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == ':')
            .collect();
        name.to_ascii_lowercase()
    });
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn books_and_pages_hold_no_media_scripts_or_forms() {
    const ELEMENTS: [&str; 26] = [
        "script",
        "audio",
        "video",
        "source",
        "track",
        "object",
        "embed",
        "iframe",
        "frame",
        "canvas",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "dialog",
        "marquee",
        "blink",
        "applet",
        "animate",
        "set",
        "animatetransform",
        "animatemotion",
        "foreignobject",
        "details",
        "summary",
    ];
    let mut documents = Vec::new();
    for book in written("epub") {
        for (path, bytes) in unzip::read(&book).unwrap() {
            let markup = ["xhtml", "opf", "svg", "css"]
                .iter()
                .any(|end| path.ends_with(end));
            assert!(!path.ends_with(".smil") && !path.ends_with(".js"), "{path}");
            if markup {
                documents.push((path.clone(), String::from_utf8(bytes.clone()).unwrap()));
            }
        }
    }
    for page in written("html") {
        documents.push(("the page".to_owned(), String::from_utf8(page).unwrap()));
    }
    assert!(documents.len() > 50);
    for (place, text) in &documents {
        let found = elements(text);
        for element in ELEMENTS {
            assert!(!found.contains(element), "{element} in {place}");
        }
        for words in [
            "@keyframes",
            "animation",
            "transition:",
            "media-overlay",
            "http-equiv=\"refresh\"",
            " onclick=",
            " onload=",
            " onfocus=",
            " onkey",
            " accesskey=",
            " autofocus",
            ":hover",
            "tabindex=\"1",
        ] {
            assert!(!text.contains(words), "{words} in {place}");
        }
    }
}

#[test]
fn word_files_hold_no_media_macros_or_forms() {
    const ELEMENTS: [&str; 12] = [
        "w:object",
        "w:ffdata",
        "w:checkbox",
        "w:dropdownlist",
        "w:combobox",
        "w:date",
        "w14:checkbox",
        "w:control",
        "w:altchunk",
        "w:ole",
        "o:oleobject",
        "w:activex",
    ];
    let mut seen = 0;
    for file in written("docx") {
        for (path, bytes) in unzip::read(&file).unwrap() {
            assert!(
                !path.contains("vbaProject") && !path.contains("embeddings") && !path.contains("activeX"),
                "{path}"
            );
            assert!(
                !path.contains("media/") || path.ends_with(".png") || path.ends_with(".svg"),
                "{path}"
            );
            if path.ends_with(".xml") {
                let found = elements(&String::from_utf8(bytes.clone()).unwrap());
                for element in ELEMENTS {
                    assert!(!found.contains(element), "{element} in {path}");
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen}");
}

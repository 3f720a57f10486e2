//! Faults of the finished objects.

use super::*;

#[test]
fn an_empty_title_or_language_is_refused() {
    let message = of_file(|doc| {
        doc.catalog_mut().unwrap().set("Lang", Object::string_literal(""));
    });
    says(&message, "the document has no language");
    let message = of_file(|doc| {
        doc.catalog_mut().unwrap().remove(b"Lang");
    });
    says(&message, "the document has no language");
    let message = of_file(|doc| {
        each_with(doc, "Producer", |info| {
            info.set("Title", Object::string_literal(" "))
        })
    });
    says(&message, "the document has no title");
}

#[test]
fn what_a_reader_announces_is_asked_for() {
    let without = |key: &'static str| {
        of_file(move |doc| {
            doc.catalog_mut().unwrap().remove(key.as_bytes());
        })
    };
    says(
        &without("ViewerPreferences"),
        "the title of the document is not shown",
    );
    says(
        &without("MarkInfo"),
        "the document does not say that it is tagged",
    );
    for key in ["StructTreeRoot", "Metadata", "OutputIntents", "PageLabels"] {
        says(&without(key), &format!("the document has no {key}"));
    }
}

#[test]
fn an_annotation_outside_the_structure_is_refused() {
    let message = of_file(|doc| {
        each_with(doc, "QuadPoints", |link| {
            link.remove(b"StructParent");
        });
    });
    says(&message, "a link on page 1 has no StructParent");
    let message = of_file(|doc| each_with(doc, "QuadPoints", |link| link.set("StructParent", 99)));
    says(&message, "a link on page 1 is in no element of the parent tree");
    let message = of_file(|doc| each_with(doc, "QuadPoints", |link| link.set("StructParent", 0)));
    says(&message, "a link on page 1 is in no element of the parent tree");
    let message = of_file(|doc| {
        each_with(doc, "QuadPoints", |link| {
            link.remove(b"Contents");
        });
    });
    says(&message, "a link on page 1 has no accessible name");
    let message = of_file(|doc| {
        each_with(doc, "QuadPoints", |link| {
            link.remove(b"Dest");
        });
    });
    says(&message, "a link on page 1 leads nowhere");
}

#[test]
fn a_page_outside_the_structure_is_refused() {
    let message = of_file(|doc| {
        each_with(doc, "StructParents", |page| {
            page.remove(b"StructParents");
        });
    });
    says(&message, "page 1 has no StructParents");
    let message = of_file(|doc| {
        each_with(doc, "StructParents", |page| {
            page.remove(b"Tabs");
        });
    });
    says(
        &message,
        "page 1 does not say that its links are reached in reading order",
    );
}

#[test]
fn a_font_that_is_not_embedded_is_refused() {
    let message = of_file(|doc| {
        each_with(doc, "FontFile2", |descriptor| {
            descriptor.remove(b"FontFile2");
        });
    });
    assert!(message.contains("+AtkinsonHyperlegibleNext-"), "{message}");
    assert!(message.ends_with(" is not embedded"), "{message}");
}

#[test]
fn a_code_without_text_or_glyph_is_refused() {
    let spoil = |key: &'static str, change: fn(&mut Vec<u8>)| {
        of_file(move |doc| {
            let dicts = doc.objects.values().filter_map(|object| object.as_dict().ok());
            let mut ids: Vec<_> = dicts
                .filter_map(|dict| dict.get(key.as_bytes()).and_then(Object::as_reference).ok())
                .collect();
            if key == "CIDToGIDMap" {
                ids = maps(doc);
            }
            assert!(!ids.is_empty());
            for id in ids {
                let stream = doc.get_object_mut(id).and_then(Object::as_stream_mut).unwrap();
                change(&mut stream.content);
            }
        })
    };
    let message = spoil("ToUnicode", |map| {
        *map = String::from_utf8_lossy(map)
            .replace("<0002> <", "<FFF2> <")
            .into_bytes();
    });
    assert!(message.ends_with(" has no text for its code 2"), "{message}");
    let message = spoil("ToUnicode", |map| {
        let text = String::from_utf8_lossy(map);
        let lines = text.lines().map(|line| match line.starts_with("<0001> ") {
            true => "<0001> <>",
            false => line,
        });
        *map = lines.collect::<Vec<_>>().join("\n").into_bytes();
    });
    assert!(message.ends_with(" has no text for its code 1"), "{message}");
    let message = spoil("CIDToGIDMap", |map| map[4..6].fill(0));
    assert!(message.ends_with(" has no glyph for its code 2"), "{message}");
}

/// The maps from codes to glyphs: they stand in dictionaries inside others.
fn maps(doc: &lopdf::Document) -> Vec<lopdf::ObjectId> {
    let fonts = doc.objects.values().filter_map(|object| object.as_dict().ok());
    let descendants = fonts.filter_map(|font| font.get(b"DescendantFonts").and_then(Object::as_array).ok());
    descendants
        .filter_map(|fonts| doc.dereference(&fonts[0]).ok()?.1.as_dict().ok())
        .filter_map(|font| font.get(b"CIDToGIDMap").and_then(Object::as_reference).ok())
        .collect()
}

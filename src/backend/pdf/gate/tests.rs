//! Each fault alone: the writer says exactly what is wrong, and with what.

use lopdf::{Dictionary, Object};

use super::super::draw::{self, Drawing};
use super::super::links::{self, Annotation};
use super::super::tag::{self, Attribute, Kid, Structure};
use super::super::{finish, sample, write};
use super::*;
use crate::model::*;
use crate::page::{Pages, Shape, TextRun};

fn blocks() -> Vec<Block> {
    let anchor = Anchor::new("title").unwrap();
    let heading = Heading {
        level: Level::TITLE,
        anchor: anchor.clone(),
        content: sample::content("A sample"),
    };
    let link = Inline::Link(Link {
        target: Target::Anchor(anchor),
        content: sample::content("the top"),
    });
    let cells = |words: &str| vec![Inline::Text(words.into())];
    let header = Several::new(vec![cells("Day"), cells("Dose")]).unwrap();
    let table = Table::new(None, header, vec![vec![cells("1"), cells("5 mg")]], true).unwrap();
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>"#;
    let figure = Figure {
        kind: FigureKind::Picture,
        image: Image {
            name: "a.svg".into(),
            data: ImageData::Svg(svg.into()),
            width: 9.0,
            height: 9.0,
        },
        alt: Alt::Text(NonEmpty::new("A triangle").unwrap()),
        caption: None,
        description: Vec::new(),
    };
    let paragraph = |content| {
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Body,
            content: Content::new(content).unwrap(),
        })
    };
    let list = List {
        marker: Marker::Number { start: 1 },
        items: Several::one(Several::one(paragraph(cells("Rest")))),
    };
    vec![
        Block::Heading(heading),
        paragraph(vec![Inline::Text("Back to ".into()), link]),
        Block::Table(table),
        Block::Figure(figure),
        Block::List(list),
    ]
}

/// What the writer says once the pages are spoilt.
fn of_pages(spoil: impl Fn(&mut Pages)) -> String {
    let edition = sample::edition(blocks());
    let tree = Tree::of(edition.blocks(), edition.lang());
    let mut pages = sample::pages(&tree);
    spoil(&mut pages);
    write(&edition, &pages).unwrap_err().to_string()
}

/// What the gate says once the structure, the drawing or the links are spoilt.
fn of_document(spoil: impl Fn(&mut Structure<'_>, &mut Drawing<'_>, &mut Vec<Annotation<'_>>)) -> String {
    let edition = sample::edition(blocks());
    let tree = Tree::of(edition.blocks(), edition.lang());
    let pages = sample::pages(&tree);
    let mut structure = tag::structure(&tree);
    let mut drawing = draw::draw(&tree, &structure, &pages).unwrap();
    let mut links = links::annotations(&edition, &tree, &structure, &pages).unwrap();
    document(&tree, &structure, &drawing, &links).unwrap();
    spoil(&mut structure, &mut drawing, &mut links);
    document(&tree, &structure, &drawing, &links)
        .unwrap_err()
        .to_string()
}

/// What the gate says once the finished objects are spoilt.
fn of_file(spoil: impl Fn(&mut lopdf::Document)) -> String {
    let edition = sample::edition(blocks());
    let tree = Tree::of(edition.blocks(), edition.lang());
    let pages = sample::pages(&tree);
    let structure = tag::structure(&tree);
    let mut drawing = draw::draw(&tree, &structure, &pages).unwrap();
    let links = links::annotations(&edition, &tree, &structure, &pages).unwrap();
    let printed = draw::print(&mut drawing, &pages).unwrap();
    let mut finished =
        finish::finish(printed, &edition, &tree, &pages, &structure, &drawing, &links).unwrap();
    file(&finished).unwrap();
    spoil(&mut finished.doc);
    file(&finished).unwrap_err().to_string()
}

fn first_run(pages: &mut Pages) -> &mut TextRun {
    let texts = pages.pages.iter_mut().flat_map(|page| &mut page.marks);
    let mut runs = texts.filter_map(|mark| match &mut mark.shape {
        Shape::Text(run) => Some(run),
        _ => None,
    });
    runs.next().unwrap()
}

/// Spoils every dictionary that has a key.
fn each_with(doc: &mut lopdf::Document, key: &str, spoil: impl Fn(&mut Dictionary)) {
    let mut spoilt = 0;
    for object in doc.objects.values_mut() {
        if let Ok(dict) = object.as_dict_mut()
            && dict.has(key.as_bytes())
        {
            spoil(dict);
            spoilt += 1;
        }
    }
    assert!(spoilt > 0, "nothing has a {key}");
}

#[track_caller]
fn says(message: &str, words: &str) {
    let said = message.strip_prefix("cannot write the pdf: ").unwrap_or(message);
    assert_eq!(said, words);
}

#[test]
fn the_unspoilt_sample_is_written() {
    let edition = sample::edition(blocks());
    let tree = Tree::of(edition.blocks(), edition.lang());
    assert!(write(&edition, &sample::pages(&tree)).is_ok());
}

#[test]
fn a_missing_glyph_is_refused() {
    let message = of_pages(|pages| first_run(pages).clusters[0].glyphs[0].id = 0);
    says(
        &message,
        "the text “A sample”: AtkinsonHyperlegibleNext-Regular has no glyph for “A”",
    );
}

#[test]
fn a_glyph_without_text_is_refused() {
    let message = of_pages(|pages| first_run(pages).clusters[0].text = Default::default());
    says(&message, "the text “A sample”: a glyph stands for no text");
}

#[test]
fn text_without_a_glyph_is_refused() {
    let message = of_pages(|pages| first_run(pages).clusters[0].glyphs.clear());
    says(&message, "the text “A sample”: “A” is drawn by no glyph");
}

#[test]
fn words_that_no_mark_draws_are_refused() {
    let message = of_pages(|pages| {
        pages.pages[0].marks.remove(0);
    });
    says(&message, "the words “A sample” are drawn as “”");
    let message = of_pages(|pages| {
        first_run(pages).clusters.pop();
    });
    says(&message, "the words “A sample” are drawn as “Asampl”");
}

#[test]
fn words_that_are_drawn_twice_are_refused() {
    let message = of_pages(|pages| {
        let again = pages.pages[0].marks[0].clone();
        pages.pages[0].marks.insert(0, again);
    });
    says(&message, "the words “A sample” are drawn as “AsampleAsample”");
}

#[test]
fn what_stands_outside_the_sheet_is_refused() {
    let message = of_pages(|pages| {
        let last = first_run(pages).clusters.last_mut().unwrap();
        last.x = 499.0;
    });
    says(
        &message,
        "the text “A sample”: drawn outside the sheet, on page 1",
    );
    let message = of_pages(|pages| first_run(pages).baseline = 900.0);
    says(
        &message,
        "the text “A sample”: drawn outside the sheet, on page 1",
    );
    let message = of_pages(|pages| first_run(pages).clusters[0].x = f32::NAN);
    says(
        &message,
        "the text “A sample”: drawn outside the sheet, on page 1",
    );
    let message = of_pages(|pages| {
        for mark in &mut pages.pages[0].marks {
            if let Shape::Picture { area, .. } = &mut mark.shape {
                area.height = 1000.0;
            }
        }
    });
    says(
        &message,
        "the picture `a.svg`: drawn outside the sheet, on page 1",
    );
    let message = of_pages(|pages| pages.pages[0].links[0].area.x = -9.0);
    says(
        &message,
        "the link “the top”: its area is outside the sheet, on page 1",
    );
}

/// The space that hangs at the end of a line is seen by nobody.
#[test]
fn white_space_may_hang_over_the_edge() {
    let edition = sample::edition(blocks());
    let tree = Tree::of(edition.blocks(), edition.lang());
    let mut pages = sample::pages(&tree);
    let space = first_run(&mut pages)
        .clusters
        .iter_mut()
        .find(|cluster| cluster.text == " ");
    space.unwrap().x = 499.0;
    assert!(super::pages(&tree, &pages).is_ok());
}

#[test]
fn a_link_without_an_area_or_a_place_is_refused() {
    let message = of_pages(|pages| pages.pages[0].links.clear());
    says(&message, "the link “the top” can be clicked on no page");
    let message = of_pages(|pages| pages.anchors.clear());
    says(
        &message,
        "the link “the top” leads to `title`, which is on no page",
    );
    let message = of_document(|_, _, links| links[0].areas.clear());
    says(&message, "the link “the top” has no area, on page 1");
}

#[test]
fn a_figure_without_an_alternative_is_refused() {
    let message = of_document(|structure, _, _| {
        structure
            .elements
            .iter_mut()
            .for_each(|element| element.alt = None);
    });
    says(&message, "the picture `a.svg` has no text alternative");
    let message = of_document(|structure, _, _| {
        structure
            .elements
            .iter_mut()
            .for_each(|element| element.alt = element.alt.map(|_| " "));
    });
    says(&message, "the picture `a.svg` has no text alternative");
}

#[test]
fn a_header_cell_without_a_scope_is_refused() {
    let message = of_document(|structure, _, _| {
        for element in &mut structure.elements {
            element
                .attributes
                .retain(|attribute| !matches!(attribute, Attribute::Scope(_)));
        }
    });
    says(&message, "the cell “Day” does not say what it heads");
}

#[test]
fn a_cell_whose_header_has_no_name_is_refused() {
    let message = of_document(|structure, _, _| {
        structure
            .elements
            .iter_mut()
            .for_each(|element| element.heads = false);
    });
    says(&message, "the cell “5 mg” names a header cell that has no name");
}

#[test]
fn a_link_without_a_name_is_refused() {
    let message = of_document(|_, _, links| links[0].contents.clear());
    says(&message, "the link “the top” has no accessible name, on page 1");
}

#[test]
fn content_of_two_elements_or_none_is_refused() {
    let message = of_document(|structure, drawing, _| {
        let twice = Kid::Content(drawing.marked[0][0]);
        structure.elements[0].kids.push(twice);
    });
    says(&message, "the text “A sample” belongs to two elements, on page 1");
    let message = of_document(|structure, _, _| {
        for element in &mut structure.elements {
            element.kids.retain(|kid| matches!(kid, Kid::Element(_)));
        }
    });
    says(&message, "the text “A sample” belongs to no element, on page 1");
    let message = of_document(|structure, drawing, _| {
        structure.owners.insert(drawing.marked[0][0], 0);
    });
    says(
        &message,
        "the text “A sample” belongs to another element than the parent tree says, on page 1",
    );
}

#[test]
fn an_element_whose_content_is_never_drawn_is_refused() {
    let without = |wanted: fn(&Owner) -> bool| {
        of_document(|_, drawing, _| {
            for page in &mut drawing.marked {
                page.retain(|owner| !wanted(owner));
            }
        })
    };
    let message = without(|owner| matches!(owner, Owner::Marker(_)));
    says(&message, "the mark of the list item “Rest” is drawn on no page");
    let message = without(|owner| matches!(owner, Owner::Leaf(_)));
    says(&message, "the picture `a.svg` is drawn on no page");
}

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

#[test]
fn a_message_holds_no_more_words_than_it_needs() {
    let long = "word ".repeat(40);
    let block = Block::Paragraph(Paragraph {
        style: ParagraphStyle::Body,
        content: sample::content(&long),
    });
    let english = Lang::parse("en").unwrap();
    let blocks = [block];
    let tree = Tree::of(&blocks, &english);
    let said = whose(&tree, Owner::Leaf(tree.ids().last().unwrap()));
    assert!(said.ends_with("…”") && said.chars().count() < 80, "{said}");
}

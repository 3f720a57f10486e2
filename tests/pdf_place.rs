//! What the bytes of any PDF draw: all of it on the sheet, text inside the margins and clear of other text and of pictures,
//! and the words of the tag tree those of the model, each once. Read from the content streams, past `inspect`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod pdf_bytes;
mod specimen;

use std::collections::BTreeMap;

use clearleaf::backend::Backend;
use clearleaf::backend::pdf::Pdf;
use clearleaf::layout::fonts::invisible;
use clearleaf::layout::{Edition, LAYOUTS, Layout};
use clearleaf::model::tree::{NodeKind, Tree};
use clearleaf::model::{PT_PER_MM, joins};
use clearleaf::page::LazyPages;
use lopdf::{Dictionary, Document, Object, ObjectId};
use pdf_bytes::{Box, Glyph, Ink, Page, pages};
use proptest::prelude::*;

/// Everything that holds for the bytes of any edition.
fn check(edition: &Edition) -> Result<(), String> {
    let bytes = Pdf
        .write(edition, &LazyPages::of(edition))
        .map_err(|e| e.to_string())?;
    let document = Document::load_mem(&bytes).map_err(|e| e.to_string())?;
    let pages = pages(&document);
    for page in &pages {
        let found = on_the_sheet(page)
            .and_then(|()| inside_the_margins(edition, page))
            .and_then(|()| clear_of_each_other(page))
            .and_then(|()| actual_text_only_where_needed(page));
        found.map_err(|fault| format!("page {} of {}: {fault}", page.number, pages.len()))?;
    }
    links_on_the_sheet(&document, &pages)?;
    same_words(edition, &document, &pages)
}

/// No outline, path, picture or artifact reaches over the edge of the sheet, and all stands in marked content.
fn on_the_sheet(page: &Page) -> Result<(), String> {
    for drawn in &page.drawn {
        let (area, what) = match &drawn.ink {
            Ink::Glyph(glyph) => (glyph.ink, glyph.text.as_str()),
            Ink::Area(area) => (*area, "a path or picture"),
        };
        if !area.is_inside(&page.media) {
            return Err(format!("`{what}` at {area:?}, outside {:?}", page.media));
        }
        if drawn.sequence.is_none() {
            return Err(format!("`{what}` is neither tagged nor an artifact"));
        }
        if let Ink::Glyph(glyph) = &drawn.ink
            && (glyph.glyph == 0 || glyph.text.is_empty())
        {
            return Err(format!("glyph {} says `{}`", glyph.glyph, glyph.text));
        }
    }
    Ok(())
}

/// Whether a glyph is seen.
fn seen(glyph: &Glyph) -> bool {
    !glyph.ink.is_empty()
}

/// Words stand inside the margins. An outline may reach a little over its advance, as a slanted f does, and so does a letter
/// that is kerned to the next one where a word has to be broken between them.
fn inside_the_margins(edition: &Edition, page: &Page) -> Result<(), String> {
    const OVERHANG: f32 = 0.15;
    let paper = &edition.layout.profile.paper;
    let margin = paper.margin_inner_mm.min(paper.margin_outer_mm) * PT_PER_MM;
    let (left, right) = (page.media.left + margin, page.media.right - margin);
    for (_, glyph) in page.glyphs().filter(|(_, glyph)| seen(glyph)) {
        let over = (left - glyph.ink.left).max(glyph.ink.right - right);
        if over > OVERHANG * glyph.size {
            return Err(format!(
                "`{}` stands {over} pt beyond the margin: {glyph:?}",
                glyph.text
            ));
        }
    }
    Ok(())
}

/// No glyph lies over one of another line, nor over a picture.
fn clear_of_each_other(page: &Page) -> Result<(), String> {
    const TOUCH: f32 = 1.0;
    let glyphs: Vec<&Glyph> = page
        .glyphs()
        .map(|(_, glyph)| glyph)
        .filter(|glyph| seen(glyph))
        .collect();
    for (at, glyph) in glyphs.iter().enumerate() {
        for other in &glyphs[at + 1..] {
            // An accent stands on a baseline of its own, near that of its letter.
            let same_line = (glyph.pen.1 - other.pen.1).abs() < glyph.size.max(other.size) * 0.6;
            let (across, down) = glyph.ink.overlap(&other.ink);
            if !same_line && across > TOUCH && down > TOUCH {
                return Err(format!("{glyph:?} over {other:?}"));
            }
        }
    }
    let figures = page.drawn.iter().filter_map(|drawn| {
        let figure = drawn
            .sequence
            .is_some_and(|at| page.sequences[at].tag == "Figure");
        match &drawn.ink {
            Ink::Area(area) if figure && !area.is_empty() => Some(*area),
            Ink::Area(_) | Ink::Glyph(_) => None,
        }
    });
    for figure in figures {
        for glyph in &glyphs {
            let (across, down) = glyph.ink.overlap(&figure);
            if across > TOUCH && down > TOUCH {
                return Err(format!("{glyph:?} over a picture at {figure:?}"));
            }
        }
    }
    Ok(())
}

/// Text stands for content only where there are no glyphs to say it: a bullet that is drawn. And no glyph says what is
/// never drawn: a word with such signs in it is found by no search.
fn actual_text_only_where_needed(page: &Page) -> Result<(), String> {
    for (number, sequence) in page.sequences.iter().enumerate() {
        let glyphs = page.text_of(number);
        if let Some(actual) = &sequence.actual
            && !(glyphs.is_empty() && sequence.tag == "Lbl")
        {
            return Err(format!("“{actual}” stands for “{glyphs}”"));
        }
        if glyphs.chars().any(|c| invisible(c) && !joins(c)) {
            return Err(format!("glyphs say {glyphs:?}"));
        }
    }
    Ok(())
}

/// A box of four numbers.
fn corners(object: &Object) -> Box {
    let numbers: Vec<f32> = object
        .as_array()
        .unwrap()
        .iter()
        .map(|number| number.as_float().unwrap())
        .collect();
    Box {
        left: numbers[0],
        bottom: numbers[1],
        right: numbers[2],
        top: numbers[3],
    }
}

/// The areas of links lie on the sheet, the quadrilateral of each line inside the rectangle of its link.
fn links_on_the_sheet(document: &Document, pages: &[Page]) -> Result<(), String> {
    for page in pages {
        let annotations = page.dict.get(b"Annots").and_then(Object::as_array);
        for annotation in annotations.into_iter().flatten() {
            let annotation = document.dereference(annotation).unwrap().1.as_dict().unwrap();
            let area = corners(annotation.get(b"Rect").unwrap());
            if area.is_empty() || !area.is_inside(&page.media) {
                return Err(format!("page {}: a link at {area:?}", page.number));
            }
            let quads = annotation.get(b"QuadPoints").and_then(Object::as_array).unwrap();
            for point in quads.chunks(2) {
                let (x, y) = (point[0].as_float().unwrap(), point[1].as_float().unwrap());
                let point = Box {
                    left: x,
                    bottom: y,
                    right: x,
                    top: y,
                };
                if !point.is_inside(&area) {
                    return Err(format!(
                        "page {}: a link's line at {point:?}, outside {area:?}",
                        page.number
                    ));
                }
            }
        }
    }
    Ok(())
}

/// The words of the structure tree, read as a screen reader goes, without marks of lists and page numbers.
struct Words<'d> {
    document: &'d Document,
    texts: BTreeMap<ObjectId, BTreeMap<i64, String>>,
    met: usize,
    out: String,
}

impl Words<'_> {
    fn element(&mut self, dict: &Dictionary, inside: &[u8]) {
        let role = dict.get(b"S").and_then(Object::as_name).unwrap();
        let counts = !(role == b"PageNumber" || (role == b"Lbl" && inside == b"LI"));
        let before = self.out.len();
        let page = dict.get(b"Pg").and_then(Object::as_reference).ok();
        match dict.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, page, role)),
            Ok(kid) => self.kid(kid, page, role),
            Err(_) => {}
        }
        if !counts {
            self.out.truncate(before);
        }
    }

    fn kid(&mut self, kid: &Object, page: Option<ObjectId>, role: &[u8]) {
        match self.document.dereference(kid).unwrap().1 {
            Object::Integer(mcid) => self.content(page.unwrap(), *mcid),
            Object::Dictionary(kid) if kid.has(b"S") => self.element(kid, role),
            Object::Dictionary(kid) if kid.has(b"MCID") => {
                let page = kid.get(b"Pg").and_then(Object::as_reference).unwrap();
                self.content(page, kid.get(b"MCID").and_then(Object::as_i64).unwrap());
            }
            _ => {}
        }
    }

    fn content(&mut self, page: ObjectId, mcid: i64) {
        self.met += 1;
        // Taken out: content that two elements hold would be missing for the second.
        let text = self.texts.get_mut(&page).unwrap().remove(&mcid).unwrap();
        self.out.push_str(&text);
    }
}

/// What is said, white space and what is never drawn left out.
fn said(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !invisible(*c))
        .collect()
}

fn same_words(edition: &Edition, document: &Document, pages: &[Page]) -> Result<(), String> {
    let ids = document.get_pages();
    let texts = pages
        .iter()
        .map(|page| (ids[&u32::try_from(page.number).unwrap()], page.texts()))
        .collect();
    let mut words = Words {
        document,
        texts,
        met: 0,
        out: String::new(),
    };
    let tree = document
        .get_dict_in_dict(document.catalog().unwrap(), b"StructTreeRoot")
        .unwrap();
    words.element(document.get_dict_in_dict(tree, b"K").unwrap(), b"");
    if let Some(left) = words.texts.values().flat_map(BTreeMap::values).next() {
        return Err(format!("no element holds “{left}”"));
    }
    let model = Tree::of(edition.blocks(), edition.lang());
    let expected: String = model
        .nodes()
        .iter()
        .filter_map(|node| match node.kind {
            NodeKind::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    let (expected, found) = (said(&expected), said(&words.out));
    if expected != found {
        return Err(format!("the words\n  {expected}\nare tagged as\n  {found}"));
    }
    Ok(())
}

#[test]
fn the_specimen_stands_well_in_every_layout_and_size() {
    for layout in &LAYOUTS {
        for size in [None, Some(12.0), Some(28.0), Some(48.0), Some(72.0)] {
            let mut edition = specimen::edition(specimen::every_block(), None);
            edition.layout = Layout::bundled(layout.name, size).unwrap();
            check(&edition).unwrap_or_else(|fault| panic!("{} at {size:?}: {fault}", layout.name));
        }
    }
}

/// How many random editions; more where `PROPTEST_CASES` says so.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|cases| cases.parse().ok()).unwrap_or(48)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edition_stands_well(wild in specimen::wild::any_edition()) {
        check(&wild.edition()).map_err(TestCaseError::fail)?;
    }
}

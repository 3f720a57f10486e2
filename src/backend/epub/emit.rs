//! The package as epub-builder makes it: documents, pictures, faces, style sheet and metadata go in, a zip file comes out
//! that `finish` opens again.

use std::collections::BTreeSet;

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};

use super::metadata;
use super::nav;
use super::page::page;
use super::sections::{Book, Section, SectionKind};
use crate::markup::faces::{self, Beside, Used};
use crate::markup::subset::subset;
use crate::markup::{self, drawing, style};
use crate::model::Direction;
use crate::model::block::{Block, ImageData};
use crate::package::xml::{Element, Node};

type Builder = EpubBuilder<ZipLibrary>;

/// The zip file that epub-builder makes.
///
/// # Errors
/// That crate's own words, or which picture is no drawing.
pub(super) fn package(book: &Book<'_>) -> Result<Vec<u8>, String> {
    let mut builder = ZipLibrary::new()
        .and_then(Builder::new)
        .map_err(|e| e.to_string())?;
    describe(&mut builder, book).map_err(|e| e.to_string())?;
    let mut needs = BTreeSet::new();
    for (number, section) in book.sections.iter().enumerate() {
        let blocks = markup(book, number, section);
        needs.append(&mut markup::needs(&blocks));
        let text = document(book, section, blocks)?;
        let content = EpubContent::new(section.file.as_str(), text.as_bytes());
        builder.add_content(content).map_err(|e| e.to_string())?;
    }
    resources(&mut builder, book, &needs)?;
    let mut out = Vec::new();
    builder.generate(&mut out).map_err(|e| e.to_string())?;
    Ok(out)
}

/// What the crate has to know for its own files. All of the package's metadata is written by `finish`: the crate has no
/// place for most of it, and gives ids twice.
fn describe(builder: &mut Builder, book: &Book<'_>) -> epub_builder::Result<()> {
    let leaflet = &book.edition.leaflet;
    builder.epub_version(EpubVersion::V33);
    // Else it takes a random number and the clock.
    builder.set_uuid(metadata::identifier(book.edition));
    builder.set_modified_date(std::time::SystemTime::UNIX_EPOCH.into());
    builder.metadata("title", &*leaflet.title)?;
    let direction = match leaflet.direction() {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    };
    builder.metadata("direction", direction)?;
    Ok(())
}

fn markup(book: &Book<'_>, number: usize, section: &Section<'_>) -> Vec<Node> {
    let edition = book.edition;
    let options = markup::Options {
        address: &|anchor| book.address(anchor, Some(number)),
        picture: &|image| book.picture_file(image),
        words: &edition.words,
        cell_padding: edition.layout.profile.table.padding,
        medium: markup::Medium::Book,
        breaks: &section.breaks,
    };
    markup::blocks(section.blocks, edition.lang(), &options)
}

fn document(book: &Book<'_>, section: &Section<'_>, blocks: Vec<Node>) -> Result<String, String> {
    let edition = book.edition;
    let class = match section.kind {
        SectionKind::Title => "leaflet title-block",
        SectionKind::Contents | SectionKind::Body | SectionKind::References => "leaflet",
    };
    let mut body = Element::new("section").with("class", class).text("\n");
    body.children.extend(blocks);
    let title = match section.blocks.first() {
        Some(Block::Heading(heading)) => heading.content.plain_text(),
        _ => edition.leaflet.title.to_string(),
    };
    page(markup::spaced(&title).trim(), edition.lang(), &body)
}

/// The path of a face's file from the package document and the style sheet.
fn face_file(used: &Used) -> String {
    format!("fonts/{}", used.id.face().file)
}

fn resources(builder: &mut Builder, book: &Book<'_>, needs: &BTreeSet<u32>) -> Result<(), String> {
    let faces = faces::of(
        book.edition,
        &Beside {
            words: &nav::words(book),
            addresses: false,
        },
    );
    let source = |used: &Used| format!("url(\"{}\") format(\"truetype\")", face_file(used));
    let css = style::sheet(
        &book.edition.layout.profile,
        &faces,
        &source,
        &style::Narrow::Column(needs),
    );
    let mut add = |path: &str, bytes: &[u8], media_type: &str| {
        builder
            .add_resource(path, bytes, media_type)
            .map(|_| ())
            .map_err(|e| e.to_string())
    };
    for picture in &book.pictures {
        match &picture.image.data {
            ImageData::Svg(text) => {
                let svg = drawing::normalise(text).map_err(|e| format!("{}: {e}", picture.image.name))?;
                add(&picture.file, svg.as_bytes(), "image/svg+xml")?;
            }
            ImageData::Png(bytes) => add(&picture.file, bytes, "image/png")?,
        }
    }
    for used in &faces.used {
        let bytes = subset(used.id.face(), &used.characters);
        add(&face_file(used), &bytes, "font/ttf")?;
    }
    builder
        .stylesheet(css.as_bytes())
        .map(|_| ())
        .map_err(|e| e.to_string())
}

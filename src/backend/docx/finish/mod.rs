//! From the parts that docx-rs wrote to a package that Word, LibreOffice and the Open XML SDK accept. Every pass mends one
//! thing, is named for it and is tested alone.

mod controls;
mod fields;
mod fonts;
mod gallery;
mod identifiers;
mod links;
mod numbering;
mod order;
mod package;
mod pictures;
mod properties;
mod runs;
mod settings;
mod styles;
mod tables;
mod tabs;
mod theme;

use super::emit::Emitted;
use crate::error::{Error, Result};
use crate::layout::Edition;
use crate::package::xml::{Document, Element};
use crate::package::zip::Part;
use package::Package;

/// Finishes the parts of an edition.
///
/// # Errors
/// [`Error::Write`] where docx-rs wrote something else than was noted down.
pub fn finish(emitted: Emitted, edition: &Edition) -> Result<Vec<Part>> {
    let mut package = Package::default();
    let mut document = parse("document", &emitted.parts.document)?;
    runs::apply(&mut document, &emitted.notes.runs).map_err(wrong)?;
    links::apply(&mut document, &emitted.notes.links, &mut package).map_err(wrong)?;
    pictures::apply(&mut document, &emitted.notes.pictures, &mut package).map_err(wrong)?;
    tables::apply(&mut document, &emitted.notes.tables).map_err(wrong)?;
    controls::apply(&mut document, &emitted.notes.controls).map_err(wrong)?;
    tabs::apply(&mut document, &emitted.tabbed);
    fields::apply(&mut document);
    identifiers::apply(&mut document);
    order::apply(&mut document);
    let section = settings::section(&mut document, edition);
    section.map_err(wrong)?;
    settings::background(&mut document, edition);

    let footer = emitted
        .parts
        .footers
        .first()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut footer = parse("footer", footer)?;
    runs::apply(&mut footer, &emitted.foot.runs).map_err(wrong)?;
    fields::apply(&mut footer);
    identifiers::apply(&mut footer);
    order::apply(&mut footer);

    let mut style_part = parse("styles", &emitted.parts.styles)?;
    styles::apply(&mut style_part, edition, &emitted.boxed_tables);
    gallery::apply(&mut style_part);
    theme::colours(&mut style_part, edition);
    order::apply(&mut style_part);
    let mut numbering_part = parse("numbering", &emitted.parts.numberings)?;
    numbering::apply(&mut numbering_part);
    theme::colours(&mut numbering_part, edition);
    order::apply(&mut numbering_part);

    package.document(document);
    package.part("footer1", package::FOOTER, footer);
    package.part("styles", package::STYLES, style_part);
    package.part("numbering", package::NUMBERING, numbering_part);
    package.part("settings", package::SETTINGS, settings::settings(edition));
    let theme = theme::theme(edition, emitted.text, emitted.complex);
    package.part("theme/theme1", package::THEME, theme);
    fonts::add(edition, &emitted.families, &mut package);
    package.properties(properties::core(edition), properties::application(edition));
    Ok(package.finish())
}

fn parse(name: &str, bytes: &[u8]) -> Result<Element> {
    let document = Document::parse(bytes).map_err(|why| wrong(format!("the {name} part: {why}")))?;
    Ok(document.root)
}

fn wrong(why: impl std::fmt::Display) -> Error {
    Error::write(super::ID, why)
}

/// Gives the elements of a name, in document order, their notes.
fn pair<N>(
    root: &mut Element,
    name: &str,
    notes: &[N],
    mut apply: impl FnMut(&mut Element, &N, usize),
) -> std::result::Result<(), String> {
    let mut met = 0;
    root.walk_mut(&mut |element| {
        if element.is(name) {
            met += 1;
            if let Some(note) = notes.get(met - 1) {
                apply(element, note, met);
            }
        }
    });
    if met == notes.len() {
        Ok(())
    } else {
        Err(format!(
            "{met} elements {name} were written where {} were noted",
            notes.len()
        ))
    }
}

/// An element with one attribute `w:val`.
fn valued(name: &str, value: impl Into<String>) -> Element {
    Element::new(name).with("w:val", value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_notes_as_elements() {
        let mut root = Document::parse(b"<a><b/><c><b/></c></a>").unwrap().root;
        let mark =
            |element: &mut Element, note: &&str, number: usize| element.set("n", format!("{note}{number}"));
        pair(&mut root, "b", &["x", "y"], mark).unwrap();
        assert_eq!(root.to_xml(), "<a><b n=\"x1\"/><c><b n=\"y2\"/></c></a>");
        assert!(
            pair(&mut root, "b", &["x"], mark)
                .unwrap_err()
                .contains("2 elements b")
        );
    }
}

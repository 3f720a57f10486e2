//! The markup of each part of a page.

use std::cell::RefCell;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::page::{self, Markup};
use super::parts::Parts;
use super::{style, syntax};
use crate::layout::Edition;
use crate::markup::{self, drawing, whole};
use crate::model::block::{Block, Image, ImageData};
use crate::package::xml::Node;

/// The file.
///
/// # Errors
/// Which picture is no drawing, or what the model may not hold.
pub(super) fn page(edition: &Edition) -> Result<String, String> {
    whole::check(edition)?;
    let fault = RefCell::new(None);
    let picture = |image: &Image| {
        address(image).unwrap_or_else(|message| fault.replace(Some(message)).unwrap_or_default())
    };
    let options = markup::Options {
        address: &|anchor| format!("#{}", &**anchor),
        picture: &picture,
        words: &edition.words,
        cell_padding: edition.layout.profile.table.padding,
        medium: markup::Medium::Page(markup::Insets::of(&edition.layout.profile)),
        breaks: &[],
    };
    // All blocks at once: ids that the markup makes are counted.
    let nodes = markup::blocks(edition.blocks(), edition.lang(), &options);
    if let Some(message) = fault.take() {
        return Err(message);
    }
    let style = style::sheet(edition, &markup::needs(&nodes));
    let mut nodes = nodes.into_iter();
    // Each block is an element with a line end behind it.
    let mut take = |blocks: &[Block]| -> Vec<Node> { nodes.by_ref().take(2 * blocks.len()).collect() };
    let parts = Parts::of(edition);
    let (header, contents, text, footer) = (
        take(parts.header),
        navigation(take(parts.contents)),
        take(parts.text),
        take(parts.footer),
    );
    let markup = Markup {
        style,
        header: syntax::written(&header),
        contents: syntax::written(&contents),
        text: syntax::written(&text),
        footer: syntax::written(&footer),
    };
    page::page(edition, &markup)
}

/// The contents with their heading inside, which names them.
fn navigation(mut nodes: Vec<Node>) -> Vec<Node> {
    let headed = match nodes.first() {
        Some(Node::Element(heading)) => heading.attribute("id").filter(|_| !heading.is("nav")),
        Some(Node::Text(_)) | None => None,
    };
    let Some(id) = headed.map(str::to_owned) else {
        return nodes;
    };
    let list = nodes.split_off(2);
    let mut out = Vec::new();
    for node in list {
        match node {
            Node::Element(mut nav) => {
                nav.set("class", "leaflet contents");
                nav.unset("aria-label");
                nav.set("aria-labelledby", &id);
                nav.children.splice(0..0, nodes.drain(..));
                out.push(Node::Element(nav));
            }
            Node::Text(text) => out.push(Node::Text(text)),
        }
    }
    out
}

/// A picture as an address that holds it.
fn address(image: &Image) -> Result<String, String> {
    let (media_type, encoded) = match &image.data {
        ImageData::Svg(text) => {
            let svg = drawing::normalise(text).map_err(|e| format!("{}: {e}", image.name))?;
            ("image/svg+xml", STANDARD.encode(svg))
        }
        ImageData::Png(bytes) => ("image/png", STANDARD.encode(bytes)),
    };
    Ok(format!("data:{media_type};base64,{encoded}"))
}

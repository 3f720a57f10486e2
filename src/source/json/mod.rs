//! A leaflet as JSON: what another program sends or asks for in place of Markdown.
//!
//! What is read passes the constructors of the model, and then the rules that the reader of Markdown keeps by the way it
//! reads. Nothing is opened: the caller hands over bytes and the path to show, and pictures stand in the file itself.

mod limits;
mod place;
mod rules;
mod shape;
mod syntax;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::log::Log;
use super::{Sourced, encoding};
use crate::finding::{Finding, Severity, SourceText, Span};
use crate::model::Leaflet;
use place::Places;

/// The largest file in bytes.
pub const LIMIT: u64 = 64 * 1024 * 1024;

/// What `format` says in every such file.
pub const FORMAT: &str = "clearleaf-leaflet";

/// The version of the format that is written and read.
pub const VERSION: u64 = 1;

/// The file: what it is, then the leaflet.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document<L> {
    format: String,
    version: u64,
    leaflet: L,
}

/// A leaflet as JSON, to its last line end.
///
/// # Errors
/// The serialiser's words; a leaflet as it is gives none.
pub fn write(leaflet: &Leaflet) -> Result<String, String> {
    let document = Document {
        format: FORMAT.to_owned(),
        version: VERSION,
        leaflet,
    };
    let mut text = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
    text.push('\n');
    Ok(text)
}

/// Reads a leaflet from JSON. `path` is the file's name in findings.
#[must_use]
pub fn read(path: &str, bytes: Vec<u8>) -> Sourced {
    let mut log = Log::default();
    let leaflet = match text(path, bytes) {
        Ok(source) => read_text(&source, &mut log),
        Err(finding) => {
            log.findings.push(*finding);
            None
        }
    };
    super::finish(path, leaflet, log)
}

fn text(path: &str, bytes: Vec<u8>) -> Result<Arc<SourceText>, Box<Finding>> {
    if bytes.len() as u64 > LIMIT {
        return Err(Box::new(too_large(path)));
    }
    let source = encoding::text(path.to_owned(), bytes)?;
    if source.text.trim().is_empty() {
        let help = "write a leaflet as `clearleaf model` does";
        return Err(Box::new(Finding::in_file(
            path,
            Severity::Error,
            "empty-file",
            "the file is empty",
            help,
        )));
    }
    Ok(source)
}

/// The finding of a file above [`LIMIT`].
#[must_use]
pub fn too_large(path: &str) -> Finding {
    let message = format!("the file is larger than {} MB", LIMIT / (1024 * 1024));
    let help = "a leaflet is some pages of text; make its pictures smaller";
    Finding::in_file(path, Severity::Error, "file-too-large", message, help)
}

fn read_text(source: &Arc<SourceText>, log: &mut Log) -> Option<Leaflet> {
    // RFC 8259, 8.1: a byte-order mark may be passed over.
    let start = if source.text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let text = source.text.get(start..).unwrap_or_default();
    if let Some(finding) = syntax::fault(source, start, text) {
        log.findings.push(finding);
        return None;
    }
    let Some(places) = Places::of(source, start) else {
        let message = "the file holds more values than any leaflet needs";
        let help = "a leaflet is some pages of text; split what is longer";
        log.error(Span::new(source, start..start), "file-too-large", message, help);
        return None;
    };
    let mut leaflet = shape::leaflet(&places, text, log)?;
    // What is too long is too long for the rules as well.
    if limits::exceeded(&leaflet, &places, log) {
        return None;
    }
    rules::apply(&mut leaflet, &places, log);
    Some(leaflet)
}

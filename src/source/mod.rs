//! An author's files, read into a [`Leaflet`](crate::model::Leaflet): every problem found with its place, all at once.
//!
//! Text becomes typed blocks here and nowhere else; whoever reads on needs no Markdown, YAML or BibTeX. The only input
//! is a [`Files`], so that the same text reads the same from disk and from memory.

mod bibliography;
pub mod body;
pub mod files;
mod front_matter;
mod image;
mod load;
mod log;
mod near;
pub mod references;
mod resolve;
mod yaml;

use std::sync::Arc;

pub use body::{CalloutLabels, Slots, parse_frame};
pub use files::{Disk, Files, LEAFLET_FILE, Memory, Unreadable};
pub use log::Passage;

use crate::finding::{Finding, Severity, SourceText, Span};
use crate::model::{Citing, Lang, Leaflet};
use front_matter::FrontMatter;
use log::Log;

/// The largest `leaflet.md` in bytes.
pub const LEAFLET_LIMIT: u64 = 10 * 1024 * 1024;

/// What came of reading a leaflet.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// The leaflet: there exactly where no finding is an error.
    pub leaflet: Option<Leaflet>,
    /// Every piece of text that will reach a reader, and where it comes from.
    pub passages: Vec<Passage>,
    /// What is wrong, in the order of the file.
    pub findings: Vec<Finding>,
}

/// Reads the leaflet in the folder `slug`. `labels` serve callouts that have none of their own.
#[must_use]
pub fn read(files: &dyn Files, slug: &str, labels: &CalloutLabels) -> Sourced {
    let mut log = Log::default();
    let leaflet = match text(files, slug) {
        Ok(source) => read_text(files, slug, labels, &source, &mut log),
        Err(finding) => {
            log.findings.push(*finding);
            None
        }
    };
    log.findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    log.findings.dedup();
    let leaflet = leaflet.filter(|_| !log.has_errors());
    Sourced {
        leaflet,
        passages: log.passages,
        findings: log.findings,
    }
}

/// The language of a leaflet, where its front matter says one that exists: what is needed before [`read`] to choose the
/// labels of callouts.
#[must_use]
pub fn language(files: &dyn Files, slug: &str) -> Option<Lang> {
    let source = text(files, slug).ok()?;
    front_matter::read(&source, &mut Log::default()).0.lang
}

/// The text of a leaflet, or why there is none.
fn text(files: &dyn Files, slug: &str) -> Result<Arc<SourceText>, Box<Finding>> {
    let path = format!("{slug}/{LEAFLET_FILE}");
    let fault = |code, message: String, help: &str| {
        Box::new(Finding::in_file(
            path.clone(),
            Severity::Error,
            code,
            message,
            help,
        ))
    };
    let bytes = files.read(&path, LEAFLET_LIMIT).map_err(|error| match error {
        Unreadable::Missing => {
            let leaflets = files.leaflets().unwrap_or_default();
            let near = near::did_you_mean(slug, leaflets.iter().map(String::as_str));
            let help = format!("{near}each leaflet is a folder of its own with a file `{LEAFLET_FILE}`");
            fault(
                "missing-leaflet",
                format!("the folder `{slug}` holds no `{LEAFLET_FILE}`"),
                &help,
            )
        }
        Unreadable::Outside => fault(
            "outside-source",
            format!("`{slug}` is not in the source folder"),
            "name a folder that stands directly in the source folder",
        ),
        Unreadable::TooLarge(limit) => fault(
            "file-too-large",
            format!("the file is larger than {} MB", limit / (1024 * 1024)),
            "a leaflet is some pages of text; split what is longer",
        ),
        Unreadable::Io(why) => fault(
            "unreadable-file",
            format!("the file cannot be read: {why}"),
            "look at the file and its permissions",
        ),
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Arc::new(SourceText { path, text })),
        Err(error) => Err(not_unicode(
            path,
            error.as_bytes(),
            error.utf8_error().valid_up_to(),
        )),
    }
}

/// Where the first byte stands that is no UTF-8. What is readable is kept, so that the line can be shown.
fn not_unicode(path: String, bytes: &[u8], valid: usize) -> Box<Finding> {
    let line = bytes
        .get(..valid)
        .unwrap_or_default()
        .iter()
        .filter(|b| **b == b'\n')
        .count()
        + 1;
    let text = String::from_utf8_lossy(bytes).into_owned();
    let source = Arc::new(SourceText { path, text });
    let span = Span::new(&source, valid..valid + '\u{fffd}'.len_utf8());
    let message = format!("line {line} holds a byte that is no UTF-8");
    let help = "save the file as UTF-8; in Word choose \"Plain text\", then \"Unicode (UTF-8)\"";
    Box::new(Finding::at(span, Severity::Error, "invalid-utf8", message, help))
}

fn read_text(
    files: &dyn Files,
    slug: &str,
    labels: &CalloutLabels,
    source: &Arc<SourceText>,
    log: &mut Log,
) -> Option<Leaflet> {
    if source
        .text
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .is_empty()
    {
        let help = "begin with `---`, `title: …`, `lang: …`, `---`, then write the leaflet";
        log.findings.push(Finding::in_file(
            source.path.clone(),
            Severity::Error,
            "empty-file",
            "the file is empty",
            help,
        ));
        return None;
    }
    if control_characters(source, log) {
        return None;
    }
    let (front, body) = front_matter::read(source, log);
    let authored = body::Authored {
        labels,
        lang: front.lang.as_ref(),
        files,
        folder: slug,
    };
    let (blocks, cites) = body::read(source, body, authored, log);
    let library = bibliography::library(files, slug, &front, &cites, log);
    let style = bibliography::style(files, slug, &front, None, log);
    let FrontMatter {
        title,
        short_title,
        lang,
        summary,
        record,
        references: _,
        citations,
        citation_style: _,
    } = front;
    let citing = citations
        .as_ref()
        .map_or(Citing::default(), |(citing, _)| *citing);
    let (title, lang) = (title?, lang?);
    let (cited, references) = match (&library, &style) {
        (Some(library), Some(style)) => resolve::references(
            &cites,
            library,
            resolve::Shown {
                lang: &lang,
                style,
                citing,
            },
            log,
        ),
        (None, _) | (_, None) => Default::default(),
    };
    let body = resolve::fill(blocks, &cited);
    if let Some((_, span)) = citations.filter(|_| cited.left_nothing()) {
        let message = "a heading, a label or a term holds nothing but citations, and none are shown";
        let help = "write words there, or take the line `citations:` out";
        log.error(span, "citation-alone", message, help);
    }
    if body.is_empty() && !log.has_errors() {
        let end = source.text.trim_end().len();
        let help = "write the leaflet below the second `---`";
        log.error(
            Span::new(source, end..end),
            "empty-body",
            "the leaflet has no text",
            help,
        );
    }
    Some(Leaflet {
        short_title,
        summary,
        references,
        citing,
        record,
        ..Leaflet::new(slug, title, lang, body)
    })
}

/// Reports characters that are never text. The Markdown parser replaces some of them, after which no place is right.
fn control_characters(source: &Arc<SourceText>, log: &mut Log) -> bool {
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let mut found = false;
    for (at, c) in source
        .text
        .char_indices()
        .filter(|(_, c)| is_control(*c))
        .take(20)
    {
        let span = Span::new(source, at..at + c.len_utf8());
        let message = format!("the control character U+{:04X} is no text", u32::from(c));
        log.error(
            span,
            "control-character",
            message,
            "take it out; it often comes from copying out of a PDF",
        );
        found = true;
    }
    found
}

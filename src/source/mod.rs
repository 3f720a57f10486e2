//! An author's files, read into a [`Leaflet`](crate::model::Leaflet): every problem found with its place, all at once.
//!
//! Text becomes typed blocks here and nowhere else; whoever reads on needs no Markdown, YAML or BibTeX. The only input
//! is a [`Files`], so that the same text reads the same from disk and from memory.

pub(crate) mod address;
mod bare_keys;
mod bibliography;
pub mod body;
mod directions;
mod encoding;
pub mod files;
mod front_matter;
mod image;
pub mod json;
mod lengths;
mod load;
mod log;
pub(crate) mod near;
mod other_names;
mod publisher;
pub mod references;
mod resolve;
mod reviews;
mod starter;
pub mod unbroken;
mod values;
mod yaml;

use std::sync::Arc;

pub use body::{CalloutLabels, SLOTS, Slots, parse_frame};
pub use files::{Disk, Files, LEAFLET_FILE, Memory, Unreadable};
pub use log::{Passage, ReviewPlace};
pub use starter::STARTER;

use crate::error::Result;
use crate::finding::{Finding, Severity, SourceText, Span};
use crate::model::{Citing, Lang, Leaflet};
use front_matter::FrontMatter;
use log::Log;

/// The largest `leaflet.md` in bytes.
pub const LEAFLET_LIMIT: u64 = 10 * 1024 * 1024;

/// What came of reading a leaflet.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// The file it was read from, as findings name it.
    pub path: String,
    /// The leaflet: there exactly where no finding is an error.
    pub leaflet: Option<Leaflet>,
    /// Every piece of text that will reach a reader, and where it comes from.
    pub passages: Vec<Passage>,
    /// Where each review of the leaflet stands, in their order: at the Reading that it names, where it names one.
    pub reviews: Vec<ReviewPlace>,
    /// What is wrong, in the order of the file.
    pub findings: Vec<Finding>,
}

/// Gives the labels of callouts in a language: that of the front matter, where it says one that exists.
pub type Labels<'a> = dyn Fn(Option<&Lang>) -> Result<CalloutLabels> + 'a;

/// Reads the leaflet in the folder `slug`. `labels` serve callouts that have none of their own.
///
/// # Errors
/// Those of `labels`.
pub fn read(files: &dyn Files, slug: &str, labels: &Labels<'_>) -> Result<Sourced> {
    let mut log = Log::default();
    let leaflet = match text(files, slug) {
        Ok(source) => read_text(files, slug, labels, &source, &mut log)?,
        Err(finding) => {
            log.findings.push(*finding);
            None
        }
    };
    Ok(finish(&format!("{slug}/{LEAFLET_FILE}"), leaflet, log))
}

/// The end of every way in, from Markdown and from JSON: whatever is done to each leaflet, in whichever form it came, is
/// done here. It must leave a leaflet alone that it has seen before, because JSON is written from what was read.
fn finish(path: &str, leaflet: Option<Leaflet>, mut log: Log) -> Sourced {
    directions::report(&mut log);
    let leaflet = leaflet.filter(|_| !log.has_errors()).map(unbroken::mark_leaflet);
    log.findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    log.findings.dedup();
    Sourced {
        path: path.to_owned(),
        leaflet,
        passages: log.passages,
        reviews: log.reviews,
        findings: log.findings,
    }
}

/// The text of a leaflet, or why there is none.
fn text(files: &dyn Files, slug: &str) -> std::result::Result<Arc<SourceText>, Box<Finding>> {
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
        Unreadable::NoFile => fault(
            "missing-leaflet",
            format!("`{LEAFLET_FILE}` in the folder `{slug}` is no ordinary file"),
            "put the text of the leaflet there, not a folder, a pipe or a device",
        ),
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
    encoding::text(path, bytes)
}

fn read_text(
    files: &dyn Files,
    slug: &str,
    labels: &Labels<'_>,
    source: &Arc<SourceText>,
    log: &mut Log,
) -> Result<Option<Leaflet>> {
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
        return Ok(None);
    }
    if control_characters(source, log) {
        return Ok(None);
    }
    let (front, body) = front_matter::read(source, files, slug, log);
    let publisher::Read {
        publisher,
        citation_style,
    } = publisher::read(files, slug, front.lang.as_ref(), log);
    let reviews = reviews::read(files, slug, log);
    let labels = labels(front.lang.as_ref())?;
    let authored = body::Authored {
        labels: &labels,
        lang: front.lang.as_ref(),
        files,
        folder: slug,
    };
    let (blocks, cites) = body::read(source, body, authored, log);
    let library = bibliography::library(files, slug, &front, &cites, log);
    let shared = citation_style
        .as_ref()
        .map(|(name, span)| bibliography::NamedStyle {
            name,
            folder: "",
            span,
        });
    let style = bibliography::style(files, slug, &front, shared, log);
    let FrontMatter {
        title,
        short_title,
        lang,
        summary,
        topic,
        keywords,
        record,
        references: _,
        names_no_references: _,
        trust_marks,
        contact,
        about,
        citations,
        citation_style: _,
    } = front;
    let (Some(title), Some(lang)) = (title, lang) else {
        return Ok(None);
    };
    if let Some(library) = &library {
        bare_keys::report(&source.path, library, log);
    }
    let citing = citations
        .as_ref()
        .map_or(Citing::default(), |(citing, _)| *citing);
    let (cited, references) = match (&library, &style) {
        (Some(library), Some(style)) => {
            let shown = resolve::Shown {
                lang: &lang,
                style,
                citing,
            };
            resolve::references(&cites, library, shown, log)
        }
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
    Ok(Some(Leaflet {
        short_title,
        summary,
        topic,
        keywords,
        references,
        citing,
        record,
        trust_marks,
        contact,
        about,
        publisher,
        reviews,
        ..Leaflet::new(slug, title, lang, body)
    }))
}

/// Whether a character is never text: a control, or a separator of lines or of paragraphs (U+2028, U+2029), which each
/// program takes for something else. A dose with one inside would be two words here and one there.
fn is_control(c: char) -> bool {
    let is_separator = matches!(c, '\u{2028}' | '\u{2029}');
    is_separator || c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// Reports characters that are never text. The Markdown parser replaces some of them, after which no place is right.
fn control_characters(source: &Arc<SourceText>, log: &mut Log) -> bool {
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

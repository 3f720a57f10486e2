//! The files behind the citations of a leaflet: its references, and the style that they are shown in.

use std::sync::Arc;

use super::body::Cite;
use super::encoding;
use super::files::Files;
use super::front_matter::FrontMatter;
use super::load::{Wanted, load};
use super::log::Log;
use super::near::{did_you_mean, one_of};
use super::references::{self, DEFAULT_STYLE, Library, Style};
use crate::finding::{Finding, SourceText, Span};

const REFERENCES: Wanted = Wanted {
    what: "file of references",
    missing: "missing-references",
    extensions: &references::EXTENSIONS,
    limit: 10 * 1024 * 1024,
};

const STYLE: Wanted = Wanted {
    what: "citation style",
    missing: "missing-citation-style",
    extensions: &["csl"],
    limit: 1024 * 1024,
};

/// A citation style that somebody named: its name or its file, from which folder it is seen, and where it is named.
#[derive(Clone, Copy)]
pub(super) struct NamedStyle<'a> {
    pub(super) name: &'a str,
    pub(super) folder: &'a str,
    pub(super) span: &'a Span,
}

/// The style of a leaflet: the one that it names, else `fallback`, else ours. `None` where it cannot be used.
pub(super) fn style(
    files: &dyn Files,
    slug: &str,
    front: &FrontMatter,
    fallback: Option<NamedStyle>,
    log: &mut Log,
) -> Option<Style> {
    let own = front.citation_style.as_ref().map(|(name, span)| NamedStyle {
        name,
        folder: slug,
        span,
    });
    let Some(named) = own.or(fallback) else {
        return Style::named(DEFAULT_STYLE);
    };
    if !named.name.to_ascii_lowercase().ends_with(".csl") {
        let style = Style::named(named.name);
        if style.is_none() {
            let carried: Vec<&str> = Style::carried().collect();
            let near = did_you_mean(named.name, carried.iter().copied());
            let help = format!("{near}write {}, or the path of a `.csl` file", one_of(&carried));
            let message = format!("there is no citation style `{}`", named.name);
            log.error(named.span.clone(), "unknown-citation-style", message, help);
        }
        return style;
    }
    let read = load_text(files, named.folder, named.name, named.span, &STYLE)
        .map_err(|finding| vec![*finding])
        .and_then(|source| Style::read(&source));
    match read {
        Ok(style) => Some(style),
        Err(findings) => {
            log.findings.extend(findings);
            None
        }
    }
}

fn load_text(
    files: &dyn Files,
    folder: &str,
    path: &str,
    span: &Span,
    wanted: &Wanted,
) -> Result<Arc<SourceText>, Box<Finding>> {
    let (path, bytes) = load(files, folder, path, span, wanted)?;
    encoding::text(path, bytes)
}

/// The references that the leaflet names; findings where it cites and names none.
pub(super) fn library(
    files: &dyn Files,
    slug: &str,
    front: &FrontMatter,
    cites: &[Cite],
    log: &mut Log,
) -> Option<Library> {
    let Some((path, span)) = &front.references else {
        for cite in cites.iter().filter(|_| front.names_no_references) {
            let help = "add `references: name.bib` to the front matter, with the file beside the leaflet";
            let message = format!(
                "`{}` is cited, but the leaflet names no file of references",
                cite.key
            );
            log.error(cite.key_span.clone(), "references-not-named", message, help);
        }
        return None;
    };
    if !references::is_known(path) {
        let message = format!("`{path}` is no file of references that can be read");
        let help = "name a file of BibTeX (`.bib`), CSL-JSON (`.json`) or Hayagriva YAML (`.yaml`)";
        log.error(span.clone(), "unknown-references-format", message, help);
        return None;
    }
    let loaded = load_text(files, slug, path, span, &REFERENCES);
    match loaded {
        Ok(source) => {
            let (library, findings) = references::read(&source);
            log.findings.extend(findings);
            library
        }
        Err(finding) => {
            log.findings.push(*finding);
            None
        }
    }
}

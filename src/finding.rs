//! Findings: what is wrong with the author's document or with an artefact. They are collected, all at once, and each
//! says what to write instead. What is wrong with the machine or with us is an [`Error`](crate::error::Error).

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Would be better otherwise.
    Advice,
    /// Should be mended before a release.
    Warning,
    /// Stops this leaflet.
    Error,
}

/// A text file with its name, shared by all spans into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// Its path as people write it: relative to the source folder, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// How many bytes of a line are shown behind a place, and how many may stand before it: the renderer walks through all of
/// them, and a file that a program wrote may be one line of many megabytes.
const LONG_LINE: usize = 4_000;

/// A place in a text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub source: Arc<SourceText>,
    /// The bytes, on character boundaries inside the text.
    pub bytes: Range<usize>,
}

impl Span {
    /// A span over these bytes; what lies outside the text or inside a character is moved to the nearest boundary.
    #[must_use]
    pub fn new(source: &Arc<SourceText>, bytes: Range<usize>) -> Self {
        let clamp = |mut at: usize| {
            at = at.min(source.text.len());
            while !source.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = clamp(bytes.start);
        let end = clamp(bytes.end).max(start);
        Self {
            source: Arc::clone(source),
            bytes: start..end,
        }
    }

    /// The lines that the span touches and the one before, the number of the first of them, and the span inside them.
    /// The renderer walks through all the text it is given, for each finding.
    fn surroundings(&self) -> (&str, usize, Range<usize>) {
        let text = self.source.text.as_str();
        let before = &text[..self.bytes.start];
        let line = before.rfind('\n').unwrap_or(0);
        let from = text[..line].rfind('\n').map_or(0, |at| at + 1);
        let rest = &text[self.bytes.end..];
        let mut to = rest.find('\n').map_or(text.len(), |at| self.bytes.end + at + 1);
        if to - self.bytes.end > LONG_LINE {
            to = self.bytes.end + LONG_LINE;
            while !text.is_char_boundary(to) {
                to -= 1;
            }
        }
        let first_line = 1 + before[..from].bytes().filter(|byte| *byte == b'\n').count();
        let bytes = self.bytes.start - from..self.bytes.end - from;
        (&text[from..to], first_line, bytes)
    }

    /// Line and column of the start, both from 1; columns count characters.
    #[must_use]
    pub fn line_column(&self) -> (usize, usize) {
        let before = &self.source.text[..self.bytes.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }

    /// The text it covers.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text[self.bytes.clone()]
    }
}

/// Something wrong, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the fault, such as `unknown-key`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where; `None` where no text file has the place.
    pub span: Option<Span>,
    /// The file, for findings without a span.
    pub file: Option<String>,
    /// What is wrong, in an editor's terms.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl Finding {
    /// A finding at a place.
    #[must_use]
    pub fn at(
        span: Span,
        severity: Severity,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (message, help) = (message.into(), help.into());
        Self {
            code,
            severity,
            span: Some(span),
            file: None,
            message,
            help,
        }
    }

    /// A finding about a whole file, such as one that cannot be read.
    #[must_use]
    pub fn in_file(
        file: impl Into<String>,
        severity: Severity,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (message, help) = (message.into(), help.into());
        Self {
            code,
            severity,
            span: None,
            file: Some(file.into()),
            message,
            help,
        }
    }

    /// Where to sort it: file, then place.
    #[must_use]
    pub fn sort_key(&self) -> (&str, usize, &'static str) {
        match &self.span {
            Some(span) => (&span.source.path, span.bytes.start, self.code),
            None => (self.file.as_deref().unwrap_or_default(), 0, self.code),
        }
    }
}

/// Whether any of these findings stops the leaflet.
#[must_use]
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

impl fmt::Display for Finding {
    /// As `rustc` shows it, without colour: message, place, the source line, help.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&render(
            self,
            &annotate_snippets::Renderer::plain(),
            Path::new(""),
        ))
    }
}

/// A finding with its source line, for a terminal (`styled`) or a file (`plain`). `folder` is where its file stands, seen
/// from where somebody reads the message.
#[must_use]
pub fn render(finding: &Finding, renderer: &annotate_snippets::Renderer, folder: &Path) -> String {
    use annotate_snippets::{AnnotationKind, Level, Snippet};
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code);
    let help = Level::HELP.message(finding.help.as_str());
    let file = match &finding.span {
        Some(span) => span.source.path.as_str(),
        None => finding.file.as_deref().unwrap_or_default(),
    };
    let path = folder.join(file).to_string_lossy().replace('\\', "/");
    let group = match &finding.span {
        Some(span) => {
            let (text, first_line, bytes) = span.surroundings();
            if bytes.start > 2 * LONG_LINE {
                let (line, column) = span.line_column();
                let origin = annotate_snippets::Origin::path(path)
                    .line(line)
                    .char_column(column);
                return renderer.render(&[title.element(origin).element(help)]);
            }
            title.element(
                Snippet::source(text)
                    .line_start(first_line)
                    .path(path)
                    .annotation(AnnotationKind::Primary.span(bytes)),
            )
        }
        None => title.element(annotate_snippets::Origin::path(path)),
    };
    renderer.render(&[group.element(help)])
}

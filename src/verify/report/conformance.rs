//! For people, as lines of text: the same words as the page of HTML.

use std::fmt::Write as _;

use super::Report;
use super::document::{Document, Part, document};

/// The report as lines of text.
#[must_use]
pub fn text(reports: &[Report<'_>]) -> String {
    let Document { title, parts } = document(reports);
    let mut out = String::new();
    heading(&mut out, &title, '=');
    for part in parts {
        match part {
            // A list of headings leads nowhere in text.
            Part::Contents => {}
            Part::Heading(2, words) => heading(&mut out, &words, '='),
            Part::Heading(_, words) => heading(&mut out, &words, '-'),
            Part::Titled(_, words) => line(&mut out, &format!("The leaflet: {words}\n")),
            Part::Lead(words) | Part::Detail(words) | Part::Paragraph(words) => {
                line(&mut out, &format!("{words}\n"));
            }
            Part::List(entries) => {
                for (head, words) in entries {
                    line(&mut out, &format!("- {head}: {words}"));
                }
                out.push('\n');
            }
            Part::Table {
                caption,
                header,
                rows,
            } => {
                line(&mut out, &format!("{caption} ({})", header.join(" | ")));
                for row in rows {
                    line(&mut out, &format!("  {}", row.join(" | ")));
                }
                out.push('\n');
            }
        }
    }
    // The last line ends the text.
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    out
}

fn heading(out: &mut String, words: &str, rule: char) {
    let rule: String = std::iter::repeat_n(rule, words.chars().count()).collect();
    line(out, &format!("{words}\n{rule}\n"));
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{text}");
}

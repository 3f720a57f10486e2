//! For people: what is in each file beside what should be, then every difference with its place.

use std::fmt::Write as _;

use crate::backend::Facts;
use crate::verify::{Compared, Comparison, Counts};

/// The most differences that are told of one file: whoever has more has another file before them.
const MOST: usize = 200;

/// The comparisons as lines of text.
#[must_use]
pub fn text(comparisons: &[Comparison]) -> String {
    let mut out = String::new();
    for (n, comparison) in comparisons.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        show(&mut out, comparison);
    }
    out
}

fn show(out: &mut String, comparison: &Comparison) {
    if let Some(with) = &comparison.with {
        line(out, &format!("compared with {with}"));
    }
    for file in &comparison.files {
        show_file(out, file, comparison.counts.as_ref());
    }
    let files = comparison.files.len();
    line(
        out,
        &match (comparison.is_good() && !comparison.is_unmet(), files) {
            (true, 1) => "the file says what it should".to_owned(),
            (true, _) => format!("all {files} files say the same"),
            (false, _) => "not all is well: see above".to_owned(),
        },
    );
}

fn show_file(out: &mut String, file: &Compared, expected: Option<&Counts>) {
    let artefact = &file.artefact;
    let format = artefact.format.map_or("unknown", |format| format.id);
    line(out, &format!("\n{} ({format})", artefact.name));
    match &artefact.read {
        Err(error) => line(out, &format!("  cannot be read: {error}")),
        Ok(read) => {
            if let Some(counts) = &file.counts {
                line(out, &format!("  {}", counted(counts, expected)));
            }
            line(out, &format!("  {}", facts(&read.facts, &read.reading)));
            for unread in &read.facts.unread {
                line(out, &format!("  not read: {unread}"));
            }
            for fault in &read.facts.faults {
                line(out, &format!("  fault: {fault}"));
            }
            for unmet in &file.unmet {
                line(out, &format!("  not met: {unmet}"));
            }
        }
    }
    // The place is told once for all that differs there.
    let mut told = None;
    for change in file.changes.iter().take(MOST) {
        let place = change.place.to_string();
        if change.is_whole() {
            line(out, &format!("  {}", change.what));
        } else {
            if told.as_ref() != Some(&place) {
                line(out, &format!("  {place}:"));
            }
            line(out, &format!("    {}", change.what));
            told = Some(place);
        }
    }
    if let Some(more) = file.changes.len().checked_sub(MOST).filter(|more| *more > 0) {
        line(out, &format!("  and {more} more differences"));
    }
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{text}");
}

/// The figures, those that are not as they should be with what they should be.
fn counted(counts: &Counts, expected: Option<&Counts>) -> String {
    let wanted = expected.map(Counts::named);
    let figures = counts.named().into_iter().enumerate().map(|(n, (name, count))| {
        let wanted = wanted
            .as_ref()
            .and_then(|wanted| wanted.get(n))
            .map(|(_, wanted)| *wanted);
        match wanted.filter(|wanted| *wanted != count) {
            Some(wanted) => format!("{count} {name} (not {wanted})"),
            None => format!("{count} {name}"),
        }
    });
    figures.collect::<Vec<_>>().join(", ")
}

/// What else the file says.
fn facts(facts: &Facts, reading: &crate::model::Reading) -> String {
    let mut said = vec![
        format!("title “{}”", reading.title),
        format!("language {}", reading.lang),
    ];
    said.push(if facts.tagged { "tagged" } else { "not tagged" }.to_owned());
    if let Some(pages) = facts.pages {
        said.push(match pages {
            1 => "1 page".to_owned(),
            pages => format!("{pages} pages"),
        });
    }
    let look = &facts.look;
    let figures = [
        look.body_text.map(|size| format!("text {size:.1} pt")),
        look.smallest_text.map(|size| format!("smallest {size:.1} pt")),
        look.least_leading.map(|leading| format!("leading {leading:.2}")),
        look.longest_line
            .map(|characters| format!("longest line {characters} characters")),
        look.lowest_contrast
            .map(|contrast| format!("contrast {contrast:.1}:1")),
    ];
    said.extend(figures.into_iter().flatten());
    let embedded = facts.fonts.iter().filter(|font| font.embedded).count();
    said.push(format!("{embedded} of {} fonts embedded", facts.fonts.len()));
    if let Some(producer) = &facts.producer {
        said.push(format!("made by {producer}"));
    }
    said.join(", ")
}

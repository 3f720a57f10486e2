//! For people: what is in each file beside what should be, then every difference with its place, then the verdict.

use std::fmt::Write as _;

use super::verdict::{self, ALONE, MARKS, names};
use crate::backend::Facts;
use crate::verify::compare::What;
use crate::verify::{Compared, Comparison, Counts, Thing};

/// The comparisons as lines of text.
#[must_use]
pub fn text<'a>(comparisons: impl IntoIterator<Item = &'a Comparison>) -> String {
    let comparisons: Vec<&Comparison> = comparisons.into_iter().collect();
    let files = || comparisons.iter().flat_map(|comparison| &comparison.files);
    let names = names(files().map(|file| file.artefact.name.as_str()));
    let mut left = names.as_slice();
    let mut text = Text::default();
    for (n, comparison) in comparisons.iter().enumerate() {
        if n > 0 {
            text.line("");
        }
        let (own, others) = left.split_at(comparison.files.len().min(left.len()));
        text.comparison(comparison, own);
        left = others;
    }
    if comparisons.len() > 1 {
        text.line("");
        text.all(&files().collect::<Vec<_>>(), &names);
    }
    super::document::printable(&text.out).into_owned()
}

#[derive(Default)]
struct Text {
    out: String,
    /// Whether it has been said what the marks in the words mean.
    is_explained: bool,
}

impl Text {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}");
    }

    fn comparison(&mut self, comparison: &Comparison, names: &[String]) {
        if let Some(with) = &comparison.with {
            self.line(&format!("compared with {with}"));
        }
        for file in &comparison.files {
            self.file(file, comparison);
        }
        self.verdict(comparison, names);
        if let Some(absent) = verdict::absent(comparison) {
            self.line(&absent);
        }
    }

    /// The last words about files that belong together.
    fn verdict(&mut self, comparison: &Comparison, names: &[String]) {
        let files = || comparison.files.iter().zip(names);
        let readable = || files().filter(|(file, _)| file.artefact.read.is_ok());
        if comparison.with.is_none() {
            for (_, name) in readable() {
                self.line(&format!("{name} was compared with nothing: {ALONE}"));
            }
        }
        match (comparison.is_well(), &comparison.with, names) {
            (false, _, _) => self.wrong(files()),
            (true, None, _) => {
                for (_, name) in readable() {
                    self.line(&format!("no fault was found in {name}"));
                }
            }
            (true, Some(with), [name]) => self.line(&format!("{name} says what {with} says")),
            (true, Some(_), names) => self.line(&format!("all {} files say the same", names.len())),
        }
    }

    /// What is wrong, file by file.
    fn wrong<'a>(&mut self, files: impl Iterator<Item = (&'a Compared, &'a String)> + Clone) {
        let wrong: Vec<String> = files
            .clone()
            .filter_map(|(file, name)| Some(format!("{name}: {}", verdict::wrong(file)?)))
            .collect();
        let of = Thing::FILE.count(files.count());
        match wrong.as_slice() {
            [only] if of == Thing::FILE.count(1) => self.line(&format!("not all is well with {only}")),
            wrong => {
                self.line(&format!("not all is well with {} of {of}:", wrong.len()));
                wrong.iter().for_each(|wrong| self.line(&format!("  {wrong}")));
            }
        }
    }

    /// The last words about all files, where there is more than one comparison.
    fn all(&mut self, files: &[&Compared], names: &[String]) {
        if files.iter().all(|file| file.is_well()) {
            self.line(&format!("no fault was found in {} files", files.len()));
        } else {
            self.wrong(files.iter().copied().zip(names));
        }
    }

    fn file(&mut self, file: &Compared, comparison: &Comparison) {
        let artefact = &file.artefact;
        let format = artefact.format.map_or("unknown", |format| format.id);
        self.line(&format!("\n{} ({format})", artefact.name));
        match &artefact.read {
            Err(error) => {
                self.line(&format!("  cannot be read: {}", error.reason()));
                if let Some(help) = verdict::help(artefact) {
                    self.line(&format!("  what to do: {help}"));
                }
            }
            Ok(read) => {
                if let Some(counts) = &file.counts {
                    self.line(&format!("  {}", counted(counts, comparison.counts.as_ref())));
                }
                self.line(&format!("  {}", facts(&read.facts, &read.reading)));
                for unread in &read.facts.unread {
                    self.line(&format!("  not read: {unread}"));
                }
                for fault in &read.facts.faults {
                    self.line(&format!("  fault: {fault}"));
                }
                for unmet in &file.unmet {
                    self.line(&format!("  not met: {unmet}"));
                }
            }
        }
        self.changes(file, comparison.with.as_deref());
    }

    fn changes(&mut self, file: &Compared, with: Option<&str>) {
        if let Some(another) = verdict::another(file, with) {
            self.line(&format!("  {another}"));
        }
        let changes = || verdict::worst_first(file);
        if !self.is_explained && changes().any(|change| matches!(change.what, What::Words(_))) {
            self.line(&format!("  {MARKS}"));
            self.is_explained = true;
        }
        // The place is told once for all that differs there.
        let mut told = None;
        for change in changes() {
            let place = change.place.to_string();
            if change.is_whole() {
                self.line(&format!("  {}", change.what));
            } else {
                if told.as_ref() != Some(&place) {
                    self.line(&format!("  {place}:"));
                }
                self.line(&format!("    {}", change.what));
                told = Some(place);
            }
        }
        if let Some(more) = verdict::more(file) {
            self.line(&format!("  and {more}"));
        }
    }
}

/// The figures, those that are not as they should be with what they should be.
fn counted(counts: &Counts, expected: Option<&Counts>) -> String {
    let wanted = expected.map(Counts::named);
    let figures = counts.named().into_iter().enumerate().map(|(n, (thing, count))| {
        let wanted = wanted
            .as_ref()
            .and_then(|wanted| wanted.get(n))
            .map(|(_, wanted)| *wanted);
        match wanted.filter(|wanted| *wanted != count) {
            Some(wanted) => format!("{} (not {wanted})", thing.count(count)),
            None => thing.count(count),
        }
    });
    figures.collect::<Vec<_>>().join(", ")
}

/// What else the file says.
pub(super) fn facts(facts: &Facts, reading: &crate::model::Reading) -> String {
    let mut said = vec![
        format!("title “{}”", reading.title),
        format!("language {}", reading.lang),
    ];
    said.push(if facts.tagged { "tagged" } else { "not tagged" }.to_owned());
    said.extend(facts.pages.map(|pages| Thing::PAGE.count(pages)));
    let look = &facts.look;
    let characters = Thing("character", "characters");
    let figures = [
        look.body_text.map(|size| format!("text {size:.1} pt")),
        look.smallest_text.map(|size| format!("smallest {size:.1} pt")),
        look.least_leading.map(|leading| format!("leading {leading:.2}")),
        look.longest_line
            .map(|line| format!("longest line {}", characters.count(line))),
        look.lowest_contrast
            .map(|contrast| format!("contrast {contrast:.1}:1")),
    ];
    said.extend(figures.into_iter().flatten());
    let embedded = facts.fonts.iter().filter(|font| font.embedded).count();
    let fonts = Thing("font", "fonts").count(facts.fonts.len());
    said.push(format!("{embedded} of {fonts} embedded"));
    if let Some(producer) = &facts.producer {
        said.push(format!("made by {producer}"));
    }
    said.join(", ")
}

//! What a file does not meet by what is measured in it: part of every run, whatever report is asked for. It judges as
//! [`Conformance`](super::Conformance) does and looks at measures alone, so that a hundred thousand faults cost nothing.

use super::Subject;
use super::judge::unmet;
use super::standard::{Standard, Standards};
use crate::error::Result;

/// A line for each measure that does not come to what is asked: the requirements, and what was measured. What a fault or a
/// difference from the leaflet breaks is told where these are.
///
/// # Errors
/// [`Error::Layout`](crate::error::Error::Layout) where the standards cannot be read, which a test rules out.
pub fn measured(subject: &Subject<'_>) -> Result<Vec<String>> {
    let Standards { all, guideline } = Standards::carried()?;
    let guideline = subject.layout.is_ok().then_some(guideline);
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for standard in all.iter().chain(guideline) {
        for (what, label) in broken(subject, standard) {
            match lines.iter_mut().find(|(other, _)| *other == what) {
                Some((_, labels)) => labels.push(label),
                None => lines.push((what, vec![label])),
            }
        }
    }
    let lines = lines.into_iter();
    Ok(lines
        .map(|(what, labels)| format!("{}: {what}", labels.join(", ")))
        .collect())
}

/// The requirements that a measure breaks: what was measured, and what they are called.
fn broken(subject: &Subject<'_>, standard: &Standard) -> Vec<(String, String)> {
    let requirements = standard.requirements.iter().filter_map(|requirement| {
        let what = unmet(subject, standard, requirement)?;
        let name = requirement.name.as_ref().map(|name| format!(" {name}"));
        let label = format!(
            "{} {}{}",
            standard.short(),
            requirement.id,
            name.unwrap_or_default()
        );
        Some((what, label))
    });
    requirements.collect()
}

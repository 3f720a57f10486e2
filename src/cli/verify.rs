//! `clearleaf verify`: files read back and compared, each with each or with the leaflet that they were made of.

mod files;

use super::Ending;
use super::arguments::{Form, Verify, layouts, one, source_date};
use super::screen::{Screen, errors};
use crate::error::Error;
use crate::export::{edition_of, place};
use crate::layout::{Changes, DEFAULT_LAYOUT, Edition};
use crate::model::Reading;
use crate::source::Disk;
use crate::verify::{Against, Comparison, report};
use files::{Group, groups, read};

pub(super) fn run(args: &Verify, screen: &mut Screen) -> Result<Ending, Error> {
    let groups = groups(&args.files)?;
    if groups.is_empty() {
        let help = "name PDF, DOCX, EPUB or HTML files, or a folder with some in it";
        screen.complain(&format!("error: there is no file to verify\nhelp: {help}"));
        return Ok(Ending::LeafletsToMend);
    }
    let mut comparisons = Vec::new();
    for group in &groups {
        let artefacts = group
            .files
            .iter()
            .map(|path| read(path))
            .collect::<Result<Vec<_>, _>>()?;
        let comparison = match &args.against {
            None => Comparison::of(artefacts, Against::Each),
            Some(name) => {
                let Some(edition) = edition(args, name, group, screen)? else {
                    return Ok(Ending::LeafletsToMend);
                };
                let reading = Reading::of(&edition);
                let reading = &reading;
                Comparison::of(artefacts, Against::Leaflet { name, reading })
            }
        };
        comparisons.push(comparison);
    }
    match args.report {
        Form::Text => screen.raw(&report::text(&comparisons)),
        Form::Json => {
            let text = report::json(&comparisons).map_err(|why| Error::write("json", why))?;
            screen.line(&text);
        }
    }
    Ok(if comparisons.iter().all(Comparison::is_good) {
        Ending::Well
    } else {
        Ending::LeafletsToMend
    })
}

/// The leaflet that the files of a group were made of, in the layout and at the size that their name tells where none is
/// asked for; `None` where it has errors, which have been told.
fn edition(args: &Verify, name: &str, group: &Group, screen: &mut Screen) -> Result<Option<Edition>, Error> {
    let layouts = layouts(args.layouts.as_deref())?;
    let told = place::told(&group.stem, &layouts);
    let layout = args.layout.as_deref().or(told.layout).unwrap_or(DEFAULT_LAYOUT);
    let changes = Changes {
        size: args.size.or(told.size),
        paper: args.paper.or(told.paper),
    };
    let layout = layouts.layout(layout, changes)?;
    let asked = one(name, &args.source)?;
    let sourced = asked.read(&Disk::new(&args.source))?;
    let (edition, findings) = edition_of(sourced, &layout, source_date()?)?;
    if edition.is_none() {
        screen.findings(&findings, asked.base(&args.source));
        let to_mend = errors(&findings);
        screen.complain(&format!(
            "{}: nothing to compare with, {to_mend} to mend",
            asked.name()
        ));
    }
    Ok(edition)
}

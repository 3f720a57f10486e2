//! `clearleaf model`: a leaflet as JSON, which is read back before it is shown.

use super::Ending;
use super::arguments::{Model, one};
use super::screen::{Screen, errors};
use crate::check;
use crate::error::Error;
use crate::finding::has_errors;
use crate::source::{Disk, json};

/// What errors call the format.
const FORMAT: &str = "json";

pub(super) fn run(args: &Model, screen: &mut Screen) -> Result<Ending, Error> {
    let asked = one(&args.leaflet, &args.source)?;
    let sourced = asked.read(&Disk::new(&args.source))?;
    let mut findings = check::leaflet(&sourced, None);
    findings.extend(sourced.findings);
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let base = asked.base(&args.source);
    screen.findings(&findings, base);
    let Some(leaflet) = sourced.leaflet.filter(|_| !has_errors(&findings)) else {
        screen.complain(&format!(
            "{}: not written, {} to mend",
            asked.name(),
            errors(&findings)
        ));
        return Ok(Ending::LeafletsToMend);
    };
    let text = json::write(&leaflet).map_err(|why| Error::write(FORMAT, why))?;
    let again = json::read(&format!("{}.json", leaflet.slug), text.clone().into_bytes());
    if again.leaflet.as_ref() != Some(&leaflet) {
        let difference = match again
            .findings
            .into_iter()
            .find(|finding| has_errors(std::slice::from_ref(finding)))
        {
            Some(finding) => finding.to_string(),
            None => "  something was lost on the way".to_owned(),
        };
        return Err(Error::Differs {
            format: FORMAT,
            difference,
        });
    }
    screen.raw(&text);
    Ok(Ending::Well)
}

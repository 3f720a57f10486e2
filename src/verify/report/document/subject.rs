//! What a report is about: the leaflet as it calls itself, in which layout and at which size; or the files.

use crate::layout::Edition;
use crate::model::Lang;
use crate::verify::report::Report;

/// The language of reports.
const LANG: &str = "en";

/// How many names a title holds.
const NAMES: usize = 3;

/// The title of the leaflet that all files are of, where it is in another language than the report.
pub(super) fn own_title<'a>(reports: &[Report<'a>]) -> Option<(&'a Lang, String)> {
    let leaflet = &leaflet(reports)?.leaflet;
    (leaflet.lang.primary() != LANG).then(|| (&leaflet.lang, leaflet.title.to_string()))
}

/// The title: of the leaflet where all files are of one, by its slug where its own is in another language; else of the files.
pub(super) fn title(reports: &[Report<'_>], names: &[String]) -> String {
    let of = match leaflet(reports) {
        Some(edition) if own_title(reports).is_none() => edition.leaflet.title.to_string(),
        Some(edition) => edition.leaflet.slug.to_string(),
        None => listed(names),
    };
    format!("Verification report: {of}")
}

fn listed(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(NAMES).map(String::as_str).collect();
    match (names.len().saturating_sub(NAMES), shown.split_last()) {
        (0, Some((last, []))) => (*last).to_owned(),
        (0, Some((last, others))) => format!("{} and {last}", others.join(", ")),
        (more, _) => format!("{} and {more} more", shown.join(", ")),
    }
}

/// An edition of the leaflet that all files are of.
fn leaflet<'a>(reports: &[Report<'a>]) -> Option<&'a Edition> {
    let first = reports.first()?.edition?;
    let same = |report: &Report<'_>| {
        report
            .edition
            .is_some_and(|edition| edition.leaflet.slug == first.leaflet.slug)
    };
    reports.iter().all(same).then_some(first)
}

/// What the leaflet says of itself, and its layout and size where there is one comparison.
pub(super) fn detail(reports: &[Report<'_>]) -> Option<String> {
    let edition = leaflet(reports)?;
    let record = &edition.leaflet.record;
    let said = [
        record
            .version
            .as_ref()
            .map(|version| format!("Version {}", &**version)),
        match (record.reviewed, record.published) {
            (Some(date), _) => Some(format!("Text last reviewed {date}")),
            (None, date) => date.map(|date| format!("Published {date}")),
        },
        reports
            .iter()
            .all(|report| reports.len() == 1 && report.is_layout_told)
            .then(|| look(edition)),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

/// The layout and the size of an edition.
fn look(edition: &Edition) -> String {
    let profile = &edition.layout.profile;
    format!("Layout {}, {} pt", profile.name, profile.body.size_pt)
}

/// What each comparison is called, where there is more than one: layout and size, or what its files have in common. Two are
/// never called the same.
pub(super) fn labels(reports: &[Report<'_>]) -> Vec<String> {
    if reports.len() < 2 {
        return Vec::new();
    }
    let is_of_one = leaflet(reports).is_some();
    let label = |report: &Report<'_>| match report.edition {
        Some(edition) if is_of_one && report.is_layout_told => look(edition),
        Some(_) | None => common(report),
    };
    let labels: Vec<String> = reports.iter().map(label).collect();
    let is_twice = |label: &String| labels.iter().filter(|other| *other == label).count() > 1;
    labels
        .iter()
        .zip(reports)
        .map(
            |(label, report)| match (is_twice(label), report.comparison.files.first()) {
                (true, Some(file)) => format!("{label}: {}", without_extension(&file.artefact.name)),
                (_, _) => label.clone(),
            },
        )
        .collect()
}

/// The name that files share without their extensions; all their names where they share none.
fn common(report: &Report<'_>) -> String {
    let names = || {
        let files = report.comparison.files.iter();
        files.map(|file| {
            let name = file.artefact.name.as_str();
            name.rsplit(['/', '\\']).next().unwrap_or(name)
        })
    };
    let mut stems = names().map(without_extension);
    let first = stems.next().unwrap_or_default();
    match stems.all(|stem| stem == first) {
        true => first.to_owned(),
        false => listed(&names().map(str::to_owned).collect::<Vec<_>>()),
    }
}

fn without_extension(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

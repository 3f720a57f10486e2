//! Document properties, written by us: docx-rs knows neither title nor language, and stamps the time of day.

use crate::layout::Edition;
use crate::model::Date;
use crate::package::xml::Element;

/// The core properties (ECMA-376 part 2, clause 11). Dates only where the edition has one.
pub fn core(edition: &Edition) -> Element {
    let leaflet = &edition.leaflet;
    let mut core = Element::new("cp:coreProperties")
        .with(
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        )
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(Element::new("dc:title").text(&*leaflet.title));
    if let Some(summary) = &leaflet.summary {
        core = core.child(Element::new("dc:subject").text(&**summary));
    }
    let names = leaflet
        .record
        .authors
        .iter()
        .filter_map(|author| author.name.as_deref());
    let names: Vec<&str> = names.collect();
    if !names.is_empty() {
        core = core.child(Element::new("dc:creator").text(names.join("; ")));
    }
    core = core.child(Element::new("dc:language").text(edition.lang().as_str()));
    if let Some(version) = &leaflet.record.version {
        core = core.child(Element::new("cp:version").text(&**version));
    }
    if let Some(date) = edition.date {
        let stamp = |name: &str| {
            Element::new(name)
                .with("xsi:type", "dcterms:W3CDTF")
                .text(moment(date))
        };
        core = core
            .child(stamp("dcterms:created"))
            .child(stamp("dcterms:modified"));
    }
    core
}

/// Word asks for a full moment; a date to the month means its first day.
fn moment(date: Date) -> String {
    let day = date.day().unwrap_or(1);
    format!("{:04}-{:02}-{day:02}T00:00:00Z", date.year(), date.month())
}

/// The extended properties.
pub fn application() -> Element {
    Element::new("Properties")
        .with(
            "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        )
        .child(Element::new("Application").text("clearleaf"))
}

//! Document properties, written by us: docx-rs knows neither title nor language, and stamps the time of day.
//!
//! Nothing is said that is not known: nobody's name stands for whoever last saved the file, and no time that it took.

use crate::layout::Edition;
use crate::model::Date;
use crate::package::xml::Element;

/// What parts two of several, as Word has it.
const BETWEEN: &str = "; ";

/// The core properties (ECMA-376 part 2, clause 11). Created is when the leaflet was first published, modified the date of
/// the edition; each only where it is known.
pub fn core(edition: &Edition) -> Element {
    let leaflet = &edition.leaflet;
    let record = &leaflet.record;
    let said = |name: &str, text: Option<&str>| {
        let text = text.filter(|text| !text.is_empty());
        text.map(|text| Element::new(name).text(text))
    };
    let creators = leaflet.creators().join(BETWEEN);
    let keywords: Vec<&str> = leaflet.keywords.iter().map(|word| &**word).collect();
    let stamp = |name: &str, date: Option<Date>| {
        let element = Element::new(name).with("xsi:type", "dcterms:W3CDTF");
        date.map(|date| element.text(moment(date)))
    };
    // What is first published later than the date that files are to bear is made then.
    let created = record.published.or(edition.date).min(edition.date);
    let properties = [
        said("dc:title", Some(&leaflet.title)),
        said("dc:subject", leaflet.summary.as_deref()),
        said("dc:creator", Some(&creators)),
        said("cp:keywords", Some(&keywords.join(BETWEEN))),
        said("cp:category", leaflet.topic.as_deref()),
        said("dc:language", Some(edition.lang().as_str())),
        said("cp:version", record.version.as_deref()),
        stamp("dcterms:created", created),
        stamp("dcterms:modified", edition.date),
    ];
    Element::new("cp:coreProperties")
        .with(
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        )
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .children(properties.into_iter().flatten())
}

/// Word asks for a full moment; a date to the month means its first day.
fn moment(date: Date) -> String {
    let day = date.day().unwrap_or(1);
    format!("{:04}-{:02}-{day:02}T00:00:00Z", date.year(), date.month())
}

/// The extended properties (ECMA-376 part 1, 22.2): who publishes the leaflet, and what wrote the file.
pub fn application(edition: &Edition) -> Element {
    let said = |name: &str, text: &str| Element::new(name).text(text);
    let publisher = edition.leaflet.publisher.as_ref();
    Element::new("Properties")
        .with(
            "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        )
        .child(said("Application", "clearleaf"))
        .child(said("DocSecurity", "0"))
        .children(publisher.map(|publisher| said("Company", &publisher.name)))
        .child(said("AppVersion", &app_version(env!("CARGO_PKG_VERSION"))))
}

/// A version as Word takes one: two digits, a point, four digits. 1.2.3 is 01.0203.
fn app_version(version: &str) -> String {
    let number = |part: Option<&str>| {
        let digits = part.unwrap_or_default().bytes().take_while(u8::is_ascii_digit);
        digits.fold(0_u32, |sum, digit| {
            sum.saturating_mul(10).saturating_add(u32::from(digit - b'0'))
        })
    };
    let mut parts = version.split('.');
    let [major, minor, patch] = std::array::from_fn(|_| number(parts.next()).min(99));
    format!("{major:02}.{minor:02}{patch:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_two_digits_and_four() {
        for (version, said) in [
            ("0.1.0", "00.0100"),
            ("1.2.3-beta.4", "01.0203"),
            ("16", "16.0000"),
            ("1.200.3", "01.9903"),
        ] {
            assert_eq!(app_version(version), said);
        }
    }
}

//! What a book conforms to (EPUB Accessibility 1.1, section 3.5): only what a person has found who reviewed these words in
//! this layout. A program can claim no conformance: half of WCAG asks for judgement.

use super::meta;
use crate::layout::Edition;
use crate::model::{Claim, Reading, Review};
use crate::package::xml::Element;

/// What is claimed of an e-book.
const CLAIM: Claim = Claim::EpubAccessibility;

/// The reviews that hold for this edition.
pub(super) fn current(edition: &Edition) -> Vec<&Review> {
    let reviews = &edition.leaflet.reviews;
    if reviews.iter().all(|review| review.what != CLAIM) {
        return Vec::new();
    }
    let reading = Reading::of(edition).digest();
    let layout = &edition.layout.profile.name;
    let found = reviews
        .iter()
        .filter(|review| review.finds(CLAIM, layout, &reading));
    found.collect()
}

/// The claim, and who stands behind it: each with the day, what shows that they can judge, and their report.
pub(super) fn elements(reviews: &[&Review]) -> Vec<Element> {
    const CONFORMANCE: &str = "conformance";
    if reviews.is_empty() {
        return Vec::new();
    }
    let mut out = vec![meta("dcterms:conformsTo", CLAIM.as_str()).with("id", CONFORMANCE)];
    for (number, review) in (1..).zip(reviews) {
        let id = format!("certifier-{number}");
        let by = format!("#{id}");
        out.push(
            meta("a11y:certifiedBy", &certifier(review))
                .with("id", id)
                .with("refines", format!("#{CONFORMANCE}")),
        );
        out.push(meta("dcterms:date", &review.date.to_string()).with("refines", &by));
        if let Some(credential) = &review.credential {
            out.push(meta("a11y:certifierCredential", credential).with("refines", &by));
        }
        if let Some(report) = &review.report {
            let link = Element::new("link").with("rel", "a11y:certifierReport");
            out.push(link.with("refines", &by).with("href", &**report));
        }
    }
    out
}

/// The person, and for whom they reviewed.
pub(super) fn certifier(review: &Review) -> String {
    let organisation = review.organisation.as_deref();
    let parts: Vec<&str> = std::iter::once(&*review.name).chain(organisation).collect();
    parts.join(", ")
}

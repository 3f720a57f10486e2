//! What a book conforms to (EPUB Accessibility 1.1, section 3.5): only what a person has found who reviewed these words in
//! this layout. A program can claim no conformance: half of WCAG asks for judgement.

use super::meta;
use crate::layout::Edition;
use crate::model::{Claim, Reading, Review};
use crate::package::xml::Element;

/// What is claimed of an e-book. That it meets WCAG alone is said in words, in its summary.
const CLAIM: Claim = Claim::EpubAccessibility;

/// The name of this format in a review.
const FORMAT: &str = "epub";

/// The reviews of its accessibility that hold for this edition: of each person and standard the latest.
pub(super) fn current(edition: &Edition) -> Vec<&Review> {
    let is_of_access = |what| match what {
        Claim::EpubAccessibility | Claim::Wcag => true,
        Claim::PdfUa | Claim::Words => false,
    };
    let reviews = edition.leaflet.reviews.iter();
    let reviews: Vec<&Review> = reviews.filter(|review| is_of_access(review.what)).collect();
    if reviews.is_empty() {
        return Vec::new();
    }
    let reading = Reading::of(edition).digest();
    let look = edition.layout.look();
    let mut current: Vec<&Review> = Vec::new();
    for review in reviews {
        if !review.holds(FORMAT, look, &reading) {
            continue;
        }
        let same = |known: &&mut &Review| known.what == review.what && certifier(known) == certifier(review);
        match current.iter_mut().find(same) {
            Some(known) if known.date < review.date => *known = review,
            Some(_) => {}
            None => current.push(review),
        }
    }
    current
}

/// The claim, and who stands behind it: each with the day, what shows that they can judge, and their report.
pub(super) fn elements(reviews: &[&Review]) -> Vec<Element> {
    const CONFORMANCE: &str = "conformance";
    let claims = reviews.iter().filter(|review| review.what == CLAIM);
    let reviews: Vec<&Review> = claims.copied().collect();
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

//! What people have found: whether a review is of this file, of these words, in this layout, at this size.
//!
//! The Reading holds no looks: a white box over a warning changes nothing in it. So a review of how a file looks or what it
//! meets holds of the very bytes that clearleaf writes of the leaflet, and of no others with the same words.

use super::Subject;
use super::standard::Standard;
use crate::model::{Claim, Review};

/// What there is of a person's review.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found<'a> {
    /// One that holds.
    Current(&'a Review),
    /// One that once did, and why it does not.
    Outdated(&'a Review, &'static str),
    /// One that holds of the file that clearleaf writes, or that may in some layout, and why it does not of this one.
    Elsewhere(&'a Review, &'static str),
    /// None.
    Nothing,
}

/// Why a review does not hold of a file that clearleaf did not write.
const NOT_OURS: &str = "counts for the file that this clearleaf now writes of the leaflet with its reviews, and this is another: build it again";

/// Why no review holds where nobody tells the layout.
const NO_LAYOUT: &str = "is of a layout, and nothing tells that of this file: give --layout";

/// The latest review that answers for a standard; the latest that once did, where none does.
pub(super) fn reviewed<'a>(subject: &Subject<'a>, standard: &Standard) -> Found<'a> {
    let (Some(edition), Some(format), Ok(read)) = (subject.edition, subject.format(), &subject.artefact.read)
    else {
        return Found::Nothing;
    };
    if edition.leaflet.reviews.is_empty() {
        return Found::Nothing;
    }
    let reading = read.reading.digest();
    let look = edition.layout.look();
    let about = |review: &&Review| {
        standard.claims.contains(&review.what)
            && review.what.format().is_none_or(|only| only == format)
            && (review.formats.is_empty() || review.formats.iter().any(|own| &**own == format))
    };
    let reviews = || edition.leaflet.reviews.iter().filter(about);
    // Of two of one day, the first stands.
    let latest = |one: &'a Review, other: &'a Review| if other.date > one.date { other } else { one };
    if subject.layout.is_err() {
        let latest = reviews().reduce(latest);
        return latest.map_or(Found::Nothing, |review| Found::Elsewhere(review, NO_LAYOUT));
    }
    let current = reviews()
        .filter(|review| review.holds(format, look, &reading))
        .reduce(latest);
    if let Some(review) = current {
        return if subject.evidence.ours {
            Found::Current(review)
        } else {
            Found::Elsewhere(review, NOT_OURS)
        };
    }
    let Some(review) = reviews().reduce(latest) else {
        return Found::Nothing;
    };
    let why = match &review.reading {
        None => "of words that it does not name",
        Some(words) if *words != reading => "of other words than these",
        Some(_) if !review.layouts.iter().any(|own| **own == *look.layout) => "of another layout",
        Some(_) if !review.lacks().is_empty() => "which says too little to hold",
        Some(_) => "of another size",
    };
    Found::Outdated(review, why)
}

/// Every review of the leaflet and whether it holds for a file, those of words alone among them.
pub(super) fn of_words<'a>(subject: &Subject<'a>) -> Option<(&'a Review, bool)> {
    let edition = subject.edition?;
    let format = subject.format()?;
    let reading = subject.artefact.read.as_ref().ok()?.reading.digest();
    let look = edition.layout.look();
    let reviews = edition.leaflet.reviews.iter();
    let reviews = reviews.filter(|review| review.what == Claim::Words);
    reviews
        .map(|review| (review, review.holds(format, look, &reading)))
        .max_by_key(|(review, holds)| (*holds, review.date))
}

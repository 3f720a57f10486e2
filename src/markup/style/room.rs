//! How far lists, definitions, quotations and boxes stand in. On a narrow page, or in large text, nesting would use up the
//! line: so it takes the less, the less room there is, by the same measure at every level.
//!
//! Shares are of the column that a block stands in, which is the same in a window, in a page of a book, and inside any other
//! block. Each figure stands there plain as well, for reading systems that know no `clamp()`.

use super::{em, figure, fixed, rule};
use crate::layout::Profile;
use crate::markup::medium::NUMBERS_INDENT;
use crate::model::Em;

/// What a block stands in by, in a column of `c` em: `SHARE * c - KEPT`. In 12 em all that a bullet takes, in 10 em two
/// thirds of it, and ever less, so that a line of 12 em keeps some 8 of them however lists are nested in practice.
const SHARE: f32 = 0.23;
const KEPT: Em = 1.5;

/// The least that a level shows of itself, as a share of its column: lists as deep as a leaflet may have them leave half of
/// the line.
const LEAST: f32 = 0.01;

/// From how many of these round a block on it gets no more than there is room for, whatever it is.
const DEEP: usize = 3;
const ROUND: &str = ":where(li, dd, blockquote, .callout) ";

/// The width of the rule beside a box inside of others at most, as a share of the window.
const THINNEST: &str = "0.5vw";

/// A distance from the edge where lines begin: worst value first, and the last that is understood is kept.
pub(super) fn inset(property: &'static str, full: Em) -> [(&'static str, String); 2] {
    [(property, em(full)), (property, fitted(full, 1.0))]
}

/// The same at both edges, each with its half.
pub(super) fn both_sides(full: Em) -> (&'static str, String) {
    ("padding-inline", fitted(full, 0.5))
}

fn fitted(full: Em, part: f32) -> String {
    let [least, share] = [LEAST, SHARE].map(|share| figure(share * part * 100.0));
    format!("clamp({least}%, {share}% - {}, {})", em(KEPT * part), em(full))
}

/// What lists stand in by. The first one has to hold its bullets or numbers; those of lists inside it hang into its own
/// room. None of these rules is stronger than that for a list of one kind, as contents and references have.
pub(super) fn lists(css: &mut String, profile: &Profile) {
    const PROPERTY: &str = "padding-inline-start";
    let bullets = profile.list.indent;
    // Two digits and a point take twice a bullet's room.
    for (name, full) in [("ul", bullets), ("ol", bullets * NUMBERS_INDENT)] {
        rule(css, name, &[(PROPERTY, em(full))]);
        rule(
            css,
            &format!(":where(li) > {name}"),
            &[(PROPERTY, fitted(full, 1.0))],
        );
        // On the line of another bullet it would be drawn over that.
        let beside = format!(":where(li) > {name}:where(:first-child)");
        rule(css, &beside, &[(PROPERTY, em(full))]);
        let deep = format!("{}{name}", ROUND.repeat(DEEP));
        rule(css, &deep, &[(PROPERTY, fitted(full, 1.0))]);
    }
}

/// Thins the rule beside boxes and quotations inside of others. A rule's width can be no share of the column.
pub(super) fn thin_rules(css: &mut String, selector: &str, full: Em) {
    let value = format!("min({}, {THINNEST})", em(full));
    let deep = format!("{}{selector}", ROUND.repeat(DEEP));
    rule(css, &deep, &[("border-inline-start-width", value)]);
}

/// What a definition stands in by.
pub(super) fn definitions(css: &mut String, profile: &Profile) {
    let mut declarations = vec![("margin-block", fixed("0"))];
    declarations.extend(inset("margin-inline-start", profile.definitions.indent));
    rule(css, "dd", &declarations);
}

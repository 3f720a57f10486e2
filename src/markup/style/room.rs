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

/// The least that a level shows of itself, as a share of its column: enough to be seen in practice, and where blocks stand
/// in many others so little that lists as deep as a leaflet may have them leave words nearly half of the line.
const LEAST: f32 = 0.04;
const LEAST_DEEP: f32 = 0.01;

/// From how many of these round a block on it stands deep.
const DEEP: usize = 3;
const ROUND: &str = ":where(li, dd, blockquote, .callout) ";

/// The width of the rule beside a box that stands deep at most, as a share of the window.
const THINNEST: &str = "0.75vw";

/// What a bullet takes, and two digits with a point, where they may not hang into anything.
const BULLET: Em = 1.1;
const NUMBER: Em = 1.75;

/// A distance from the edge where lines begin: worst value first, and the last that is understood is kept.
pub(super) fn inset(property: &'static str, full: Em) -> [(&'static str, String); 2] {
    [
        (property, em(full)),
        (property, fitted(&percent(LEAST), 1.0, full)),
    ]
}

/// The same at both edges, each with its half.
pub(super) fn both_sides(full: Em) -> (&'static str, String) {
    ("padding-inline", fitted(&percent(LEAST / 2.0), 0.5, full))
}

fn percent(share: f32) -> String {
    format!("{}%", figure(share * 100.0))
}

fn fitted(least: &str, part: f32, full: Em) -> String {
    let share = percent(SHARE * part);
    format!("clamp({least}, {share} - {}, {})", em(KEPT * part), em(full))
}

/// What lists stand in by. The outermost has to hold its bullets or numbers; those of lists inside it hang into its room.
/// None of these rules is stronger than that for a list of one kind, as contents and references have.
pub(super) fn lists(css: &mut String, profile: &Profile) {
    const PROPERTY: &str = "padding-inline-start";
    let bullets = profile.list.indent;
    for (name, marker, full) in [("ul", BULLET, bullets), ("ol", NUMBER, bullets * NUMBERS_INDENT)] {
        let own = fitted(&em(marker.min(full)), 1.0, full);
        rule(css, name, &[(PROPERTY, em(full)), (PROPERTY, own.clone())]);
        let nested = fitted(&percent(LEAST), 1.0, full);
        rule(css, &format!(":where(li) > {name}"), &[(PROPERTY, nested)]);
        // On the line of another bullet it would be drawn over that.
        let beside = format!(":where(li) > {name}:where(:first-child)");
        rule(css, &beside, &[(PROPERTY, own)]);
        let deep = fitted(&percent(LEAST_DEEP), 1.0, full);
        rule(css, &of_deep(name), &[(PROPERTY, deep)]);
    }
}

/// What changes for a quotation that stands deep, the rule beside it being so thick. No share of the column is a thickness.
pub(super) fn deep_quotation(css: &mut String, line: Em, full: Em) {
    let padding = fitted(&percent(LEAST_DEEP), 1.0, full);
    let declarations = [thin(line), ("padding-inline-start", padding)];
    rule(css, &of_deep("blockquote"), &declarations);
}

/// The same for a box.
pub(super) fn deep_box(css: &mut String, line: Em, full: Em) {
    let padding = fitted(&percent(LEAST_DEEP / 2.0), 0.5, full);
    let declarations = [thin(line), ("padding-inline", padding)];
    rule(css, &of_deep(".callout"), &declarations);
}

fn thin(line: Em) -> (&'static str, String) {
    let width = format!("min({}, {THINNEST})", em(line));
    ("border-inline-start-width", width)
}

fn of_deep(selector: &str) -> String {
    ROUND.repeat(DEEP) + selector
}

/// What a definition stands in by.
pub(super) fn definitions(css: &mut String, profile: &Profile) {
    let mut declarations = vec![("margin-block", fixed("0"))];
    declarations.extend(inset("margin-inline-start", profile.definitions.indent));
    rule(css, "dd", &declarations);
    let deep = fitted(&percent(LEAST_DEEP), 1.0, profile.definitions.indent);
    rule(css, &of_deep("dd"), &[("margin-inline-start", deep)]);
}

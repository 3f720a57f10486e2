//! The dates of a leaflet, and their order.

use crate::finding::Span;
use crate::model::Date;
use crate::source::log::Log;
use crate::source::values::{Key, Values};
use crate::source::yaml::Node;

/// The dates in the order in which they come to pass. A leaflet may be reviewed before it is published, and again after.
const ORDER: [[&str; 2]; 2] = [["published", "next-review"], ["reviewed", "next-review"]];

/// The dates that have been read, each with its key and place.
#[derive(Default)]
pub(super) struct Dates(Vec<(&'static str, Date, Span)>);

impl Dates {
    /// A date of the calendar.
    pub(super) fn read(&mut self, values: &mut Values<'_>, key: &Key, value: Node) -> Option<Date> {
        let (text, span) = values.fixed(key, value)?;
        let date = Date::parse(&text);
        match date {
            Some(date) => self.0.push((key.name, date, span)),
            None => {
                let message = format!("`{}` is no date of the calendar", &*text);
                let help = "write year, month and day as `2026-03-14`, or year and month as `2026-03`";
                values.log.error(span, "malformed-date", message, help);
            }
        }
        date
    }

    /// Reports each date that lies before the one that it follows.
    pub(super) fn compare(&self, log: &mut Log) {
        let found = |name: &str| self.0.iter().find(|(key, ..)| *key == name);
        for [earlier, later] in ORDER {
            let (Some((_, first, _)), Some((_, second, span))) = (found(earlier), found(later)) else {
                continue;
            };
            if before(*second, *first) {
                let message = format!("`{later}` is {second}, which lies before `{earlier}`, {first}");
                let help = format!("correct one of the two: `{later}` never comes before `{earlier}`");
                log.error(span.clone(), "dates-out-of-order", message, help);
            }
        }
    }
}

/// Whether a date lies before another beyond doubt: a month lies before no day of its own.
fn before(date: Date, other: Date) -> bool {
    let months = |date: Date| (date.year(), date.month());
    match months(date).cmp(&months(other)) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Greater => false,
        std::cmp::Ordering::Equal => date
            .day()
            .zip(other.day())
            .is_some_and(|(day, other)| day < other),
    }
}

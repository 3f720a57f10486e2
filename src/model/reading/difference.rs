//! The first place where two Readings part, told so that a person finds it.

use std::fmt;

use super::{Destination, Item, Kind, Reading};

/// The first difference between what a reader should meet and what the file gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs: `title`, `language`, or the number of an item from 0.
    pub place: String,
    /// The last thing that both agree on.
    pub after: Option<String>,
    /// What the model says.
    pub expected: String,
    /// What the file says.
    pub found: String,
}

impl Reading {
    /// The first difference of `found` from `self`, or `None` where they are equal.
    #[must_use]
    pub fn difference(&self, found: &Self) -> Option<Difference> {
        let plain = |place: &str, expected: &str, found: &str| Difference {
            place: place.to_owned(),
            after: None,
            expected: expected.to_owned(),
            found: found.to_owned(),
        };
        if self.title != found.title {
            return Some(plain("title", &self.title, &found.title));
        }
        if self.lang != found.lang {
            return Some(plain("language", self.lang.as_str(), found.lang.as_str()));
        }
        let longest = self.items.len().max(found.items.len());
        let parts = |same: fn(&Item, &Item) -> bool| {
            (0..longest).find(|i| match (self.items.get(*i), found.items.get(*i)) {
                (Some(expected), Some(found)) => !same(expected, found),
                (expected, found) => expected.is_some() != found.is_some(),
            })
        };
        // Where an item is lost, every link over it leads to another number: that is not what a person looks for.
        let at = parts(alike).or_else(|| parts(|expected, found| expected == found))?;
        let show = |reading: &Self| match reading.items.get(at) {
            Some(item) => item.to_string(),
            None => "(nothing: the text ends here)".to_owned(),
        };
        let after = at
            .checked_sub(1)
            .and_then(|i| self.items.get(i))
            .map(ToString::to_string);
        Some(Difference {
            place: format!("item {at}"),
            after,
            expected: show(self),
            found: show(found),
        })
    }
}

/// Whether two items say the same, whichever items their links lead to.
fn alike(a: &Item, b: &Item) -> bool {
    let mut runs = a.runs.iter().zip(&b.runs);
    (&a.within, a.shared, a.role, a.runs.len()) == (&b.within, b.shared, b.role, b.runs.len())
        && runs
            .all(|(a, b)| a.text == b.text && a.lang == b.lang && unnumbered(&a.kind) == unnumbered(&b.kind))
}

fn unnumbered(kind: &Kind) -> Kind {
    match kind {
        Kind::Plain => Kind::Plain,
        Kind::Link(Destination::Url(url)) => Kind::Link(Destination::Url(url.clone())),
        Kind::Link(Destination::Item(_)) => Kind::Link(Destination::Item(0)),
        Kind::Citation(_) => Kind::Citation(0),
        Kind::BackLink(_) => Kind::BackLink(0),
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  at       {}", self.place)?;
        if let Some(after) = &self.after {
            writeln!(f, "  after    {after}")?;
        }
        writeln!(f, "  leaflet  {}", self.expected)?;
        write!(f, "  file     {}", self.found)
    }
}

//! Citation styles: those that are carried, and those that a publisher brings.

use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use hayagriva::citationberg::IndependentStyle;

use super::{adapt, csl};
use crate::finding::{Finding, SourceText};

/// A citation style, ready to format with.
#[derive(Clone, Debug)]
pub struct Style(Arc<Adapted>);

#[derive(Debug)]
struct Adapted {
    csl: IndependentStyle,
    numbered: bool,
    /// The file that it was read from; none where it is one of ours.
    path: Option<String>,
}

/// The name of the style that serves where a leaflet names none.
pub const DEFAULT: &str = "numbered";

struct Carried {
    name: &'static str,
    csl: &'static str,
    read: OnceLock<Option<Style>>,
}

static CARRIED: [Carried; 3] = [
    Carried {
        name: DEFAULT,
        csl: include_str!("../../../layouts/citation/numbered.csl"),
        read: OnceLock::new(),
    },
    Carried {
        name: "author-date",
        csl: include_str!("../../../layouts/citation/author-date.csl"),
        read: OnceLock::new(),
    },
    Carried {
        name: "nlm",
        csl: include_str!("../../../layouts/citation/nlm.csl"),
        read: OnceLock::new(),
    },
];

/// The names of the styles that are carried, for a sentence.
pub(super) fn names() -> String {
    let mut out = String::new();
    for (at, style) in CARRIED.iter().enumerate() {
        let before = match at {
            0 => "",
            _ if at + 1 == CARRIED.len() => " or ",
            _ => ", ",
        };
        // Writing to a string cannot fail.
        let _ = write!(out, "{before}`{}`", style.name);
    }
    out
}

impl Style {
    /// The names of the styles that are carried.
    pub fn carried() -> impl Iterator<Item = &'static str> {
        CARRIED.iter().map(|style| style.name)
    }

    /// The carried style of this name. It is read when it is first asked for.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let carried = CARRIED.iter().find(|style| style.name == name)?;
        let read = || {
            let csl = IndependentStyle::from_xml(carried.csl).ok()?;
            Some(Self::adapted(csl, None))
        };
        carried.read.get_or_init(read).clone()
    }

    /// A style of the CSL 1.0.2 format.
    ///
    /// # Errors
    /// What keeps the style from being used, with its place.
    pub fn read(source: &Arc<SourceText>) -> Result<Self, Vec<Finding>> {
        csl::read(source).map(|csl| Self::adapted(csl, Some(source.path.clone())))
    }

    fn adapted(mut csl: IndependentStyle, path: Option<String>) -> Self {
        let numbered = adapt::adapt(&mut csl);
        Self(Arc::new(Adapted { csl, numbered, path }))
    }

    /// Whether citations are the numbers of entries.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.0.numbered
    }

    pub(super) fn csl(&self) -> &IndependentStyle {
        &self.0.csl
    }

    /// Whether the style is one of ours: it prints every locator, and asks for no word that our locales lack.
    pub(super) fn is_carried(&self) -> bool {
        self.0.path.is_none()
    }

    /// The file that the style was read from; `None` where it is one of ours.
    pub(super) fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carried_styles_pass_the_checks_for_those_of_others() {
        for carried in &CARRIED {
            let source = Arc::new(SourceText {
                path: carried.name.to_owned(),
                text: carried.csl.to_owned(),
            });
            assert!(Style::named(carried.name).is_some(), "{}", carried.name);
            assert!(Style::read(&source).is_ok(), "{}", carried.name);
        }
    }
}

//! The words that a style asks for, in the languages that they are carried in.
//!
//! Only a handful of locales is carried, and each is read when it is first asked for: reading all that the engine has
//! takes longer than building a leaflet.

use std::sync::OnceLock;

use hayagriva::citationberg::taxonomy::{Locator, Term};
use hayagriva::citationberg::{Locale, LocaleCode, LocaleFile, TermForm};

use crate::model::Lang;

struct Carried {
    tag: &'static str,
    text: &'static str,
    /// What our own styles need.
    own: OnceLock<Option<Vec<Locale>>>,
    /// All of it, and American English for what is missing.
    all: OnceLock<Option<Vec<Locale>>>,
    /// What sort of thesis it is, where a file says no more: CSL has no terms for these.
    theses: Theses,
    /// What parts a locator from what is before it.
    comma: &'static str,
}

/// The names of theses.
#[derive(Clone, Copy)]
struct Theses {
    doctoral: &'static str,
    master: &'static str,
}

const ENGLISH: Theses = Theses {
    doctoral: "PhD thesis",
    master: "master’s thesis",
};

static CARRIED: [Carried; 4] = [
    Carried {
        tag: "en-GB",
        text: include_str!("../../../layouts/citation/locales-en-GB.xml"),
        own: OnceLock::new(),
        all: OnceLock::new(),
        theses: ENGLISH,
        comma: ", ",
    },
    Carried {
        tag: "en-US",
        text: include_str!("../../../layouts/citation/locales-en-US.xml"),
        own: OnceLock::new(),
        all: OnceLock::new(),
        theses: ENGLISH,
        comma: ", ",
    },
    Carried {
        tag: "fr-FR",
        text: include_str!("../../../layouts/citation/locales-fr-FR.xml"),
        own: OnceLock::new(),
        all: OnceLock::new(),
        theses: Theses {
            doctoral: "thèse de doctorat",
            master: "mémoire de master",
        },
        comma: ", ",
    },
    Carried {
        tag: "ar",
        text: include_str!("../../../layouts/citation/locales-ar.xml"),
        own: OnceLock::new(),
        all: OnceLock::new(),
        theses: Theses {
            doctoral: "أطروحة دكتوراه",
            master: "رسالة ماجستير",
        },
        comma: "، ",
    },
];

/// Stands for a doctoral thesis until the language is known; a noncharacter, so no text holds it.
pub(super) const DOCTORAL: &str = "\u{FDD1}";
/// Stands for a master’s thesis.
pub(super) const MASTER: &str = "\u{FDD2}";

/// The words for one leaflet.
pub(super) struct Words {
    carried: &'static Carried,
    /// What the engine looks in: the language’s own words first.
    pub locales: &'static [Locale],
}

impl Words {
    /// The words for a leaflet in this language, or British English where it is not carried.
    ///
    /// A style of somebody else's (`own` is false) may ask for words that we lack in this language, and gets them in
    /// English then.
    pub fn of(lang: &Lang, own: bool) -> Option<Self> {
        let tag = lang.as_str();
        let primary = |carried: &str| carried.split('-').next() == tag.split('-').next();
        let [british, american, ..] = &CARRIED;
        let exact = CARRIED.iter().find(|carried| carried.tag == tag);
        let carried = exact
            .or_else(|| CARRIED.iter().find(|carried| primary(carried.tag)))
            .unwrap_or(british);
        let locales = if own { carried.own() } else { carried.all(american) };
        Some(Self {
            carried,
            locales: locales?,
        })
    }

    pub fn code(&self) -> LocaleCode {
        LocaleCode(self.carried.tag.to_owned())
    }

    /// `p. 12`, `pp. 12–14`.
    pub fn pages(&self, pages: &str) -> String {
        let several = pages.contains(['–', ',', ' ']);
        let term = Term::Locator(Locator::Page);
        let found = self
            .locales
            .first()
            .and_then(|locale| locale.term(term, TermForm::Short));
        let label = found.and_then(|term| if several { term.multiple() } else { term.single() });
        format!("{} {pages}", label.unwrap_or("p."))
    }

    pub fn comma(&self) -> &'static str {
        self.carried.comma
    }

    /// The text with the names of theses written out.
    pub fn with_theses(&self, text: &str) -> String {
        text.replace(DOCTORAL, self.carried.theses.doctoral)
            .replace(MASTER, self.carried.theses.master)
    }
}

/// Parts the words that our own styles need from those that only others ask for: reading the latter costs as much again.
const FOR_OTHERS: &str = "<!-- for styles of others -->";

impl Carried {
    fn own(&self) -> Option<&[Locale]> {
        let read = || {
            let (needed, _) = self.text.split_once(FOR_OTHERS)?;
            let file = LocaleFile::from_xml(&format!("{needed}</terms></locale>")).ok()?;
            Some(vec![file.into()])
        };
        self.own.get_or_init(read).as_deref()
    }

    fn all(&self, american: &Self) -> Option<&[Locale]> {
        let read = || {
            let mut locales = vec![LocaleFile::from_xml(self.text).ok()?.into()];
            if self.tag != american.tag {
                locales.push(LocaleFile::from_xml(american.text).ok()?.into());
            }
            Some(locales)
        };
        self.all.get_or_init(read).as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_locale_can_be_read() {
        for carried in &CARRIED {
            LocaleFile::from_xml(carried.text).unwrap();
            assert!(carried.own().is_some(), "{}", carried.tag);
        }
    }
}

//! Which family has which words. Word would take a missing letter from whatever font the machine has; here every run
//! names a family that the program carries.

use std::collections::BTreeSet;

use crate::layout::{self, Family, Profile};
use crate::model::Lang;

/// The families of a document, and which of them it uses.
#[derive(Debug)]
pub struct Families {
    families: layout::Families,
    /// The family that the style sheet gives text, and the one it gives text in scripts that Word calls complex.
    text: Family,
    complex: Family,
    used: BTreeSet<String>,
    leads: Vec<(Lang, Family)>,
}

impl Families {
    /// The families of a document in a language.
    pub fn of(profile: &Profile, lang: &Lang) -> Self {
        let families = layout::Families::of(&profile.faces);
        let text = families.lead(lang);
        let own = text.sets_right_to_left();
        let complex = families.iter().find(|family| family.sets_right_to_left());
        let complex = complex.filter(|_| !own && text == families.text());
        Self {
            text,
            complex: complex.unwrap_or(text),
            used: BTreeSet::from([text.name().to_owned()]),
            leads: Vec::new(),
            families,
        }
    }

    /// The family of running text.
    pub fn text(&self) -> Family {
        self.text
    }

    /// The family of text in scripts that Word calls complex.
    pub fn complex(&self) -> Family {
        self.complex
    }

    /// Cuts a text in a language where another family is needed. `None` is the family that the style sheet gives such text.
    pub fn pieces(&mut self, text: &str, lang: &Lang, rtl: bool) -> Vec<(Option<String>, String)> {
        let usual = if rtl { self.complex } else { self.text };
        let lead = self.lead(lang);
        let mut out = Vec::new();
        for (bytes, family) in self.families.runs(text, lead) {
            let name = family.name().to_owned();
            self.used.insert(name.clone());
            let piece = text.get(bytes).unwrap_or_default().to_owned();
            out.push(((family != usual).then_some(name), piece));
        }
        out
    }

    /// The families that the document uses.
    pub fn used(&self) -> &BTreeSet<String> {
        &self.used
    }

    fn lead(&mut self, lang: &Lang) -> Family {
        if let Some((_, lead)) = self.leads.iter().find(|(known, _)| known == lang) {
            return *lead;
        }
        let lead = self.families.lead(lang);
        self.leads.push((lang.clone(), lead));
        lead
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;

    fn families(lang: &str) -> (Families, Lang) {
        let lang = Lang::parse(lang).unwrap();
        let profile = Layout::bundled("large-print", None).unwrap().profile;
        (Families::of(&profile, &lang), lang)
    }

    #[test]
    fn a_word_that_the_text_face_lacks_comes_from_another_family_whole() {
        let (mut families, lang) = families("en");
        let noto = |text: &str| (Some("Noto Sans".to_owned()), text.to_owned());
        let latin = families.pieces("beta \u{3B1}-blocker", &lang, false);
        assert_eq!(latin, [(None, "beta ".to_owned()), noto("\u{3B1}-blocker")]);
        assert_eq!(
            families.pieces("\u{633}", &lang, true),
            [(None, "\u{633}".to_owned())]
        );
        assert_eq!(
            families.used().iter().collect::<Vec<_>>(),
            ["Atkinson Hyperlegible Next", "Noto Sans", "Noto Sans Arabic"]
        );
        assert_eq!(families.pieces("", &lang, false), []);
    }

    #[test]
    fn a_document_is_led_by_a_family_of_its_script() {
        for (lang, text, complex) in [
            ("en", "Atkinson Hyperlegible Next", "Noto Sans Arabic"),
            ("el", "Noto Sans", "Noto Sans"),
            ("hi", "Noto Sans", "Noto Sans"),
            ("he", "Noto Sans Hebrew", "Noto Sans Hebrew"),
            ("ar", "Noto Sans Arabic", "Noto Sans Arabic"),
            ("bn", "Noto Sans Bengali", "Noto Sans Bengali"),
        ] {
            let (families, _) = families(lang);
            assert_eq!(
                (families.text().name(), families.complex().name()),
                (text, complex),
                "{lang}"
            );
        }
    }
}

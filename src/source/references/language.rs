//! The language of a work, as references name it: a tag, or a name as BibLaTeX's `langid` has it.

use crate::model::Lang;

/// Names of the `babel` package, of which `langid` is made, and of languages in English.
static NAMES: [(&str, &str); 44] = [
    ("american", "en-US"),
    ("arabic", "ar"),
    ("australian", "en-AU"),
    ("austrian", "de-AT"),
    ("bengali", "bn"),
    ("brazilian", "pt-BR"),
    ("british", "en-GB"),
    ("bulgarian", "bg"),
    ("canadian", "en-CA"),
    ("chinese", "zh"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("farsi", "fa"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("irish", "ga"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("naustrian", "de-AT"),
    ("ngerman", "de"),
    ("norsk", "no"),
    ("norwegian", "no"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("scottish", "gd"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ukenglish", "en-GB"),
    ("urdu", "ur"),
    ("usenglish", "en-US"),
    ("welsh", "cy"),
];

/// The language of this name, where it is known.
pub(super) fn of(name: &str) -> Option<Lang> {
    let lower = name.trim().to_lowercase();
    let known = NAMES.iter().find(|(name, _)| *name == lower).map(|(_, tag)| *tag);
    Lang::parse(known.unwrap_or(&name.trim().replace('_', "-"))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_language() {
        for (name, tag) in NAMES {
            assert_eq!(of(name).unwrap().as_str(), tag);
        }
        assert_eq!(of("fr_CA").unwrap().as_str(), "fr-CA");
        assert_eq!(of("klingonish"), None);
    }
}

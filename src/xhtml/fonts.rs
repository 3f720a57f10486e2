//! The name of a font, from its program.

use skrifa::MetadataProvider;
use skrifa::string::StringId;

/// What a font calls itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its PostScript name, without a subset's tag.
    pub name: String,
    /// Whether only some of its glyphs are there: a subset's name begins with six capitals and a plus sign (ISO 32000-1,
    /// 9.6.4), a habit kept outside PDF.
    pub subset: bool,
}

/// The name of a font; `None` where the bytes are no font.
#[must_use]
pub fn name(bytes: &[u8]) -> Option<Name> {
    let font = skrifa::FontRef::new(bytes).ok()?;
    let name: String = font
        .localized_strings(StringId::POSTSCRIPT_NAME)
        .next()?
        .chars()
        .collect();
    let tagged = name
        .split_once('+')
        .filter(|(tag, _)| tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()));
    Some(Name {
        name: tagged.map_or(name.as_str(), |(_, name)| name).to_owned(),
        subset: tagged.is_some(),
    })
}

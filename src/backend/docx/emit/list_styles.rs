//! The styles of lists: by Word's own names as far as Word has levels, and named alike below.

use super::lists::ListKind;
use super::numbering::{BULLETS, LEVELS, ListPlace, NUMBERS, level_indent};
use super::sheet::{Name, ParagraphLook};
use crate::layout::Profile;

/// The id of the style of a list's items, or of what continues them, at a level from 0.
pub fn id(kind: ListKind, level: usize) -> &'static str {
    const IDS: [[&str; LEVELS]; 3] = [
        [
            "ListBullet",
            "ListBullet2",
            "ListBullet3",
            "ListBullet4",
            "ListBullet5",
            "ListBullet6",
            "ListBullet7",
            "ListBullet8",
            "ListBullet9",
        ],
        [
            "ListNumber",
            "ListNumber2",
            "ListNumber3",
            "ListNumber4",
            "ListNumber5",
            "ListNumber6",
            "ListNumber7",
            "ListNumber8",
            "ListNumber9",
        ],
        [
            "ListContinue",
            "ListContinue2",
            "ListContinue3",
            "ListContinue4",
            "ListContinue5",
            "ListContinue6",
            "ListContinue7",
            "ListContinue8",
            "ListContinue9",
        ],
    ];
    let ids = match kind {
        ListKind::Bullets => &IDS[0],
        ListKind::Numbers => &IDS[1],
        ListKind::Continued => &IDS[2],
    };
    ids[level.min(LEVELS - 1)]
}

/// Word has five levels of each by name; the others are named alike.
pub fn looks(profile: &Profile, normal: &ParagraphLook) -> Vec<ParagraphLook> {
    const STEMS: [(ListKind, &str, Option<usize>); 3] = [
        (ListKind::Bullets, "List Bullet", Some(BULLETS)),
        (ListKind::Numbers, "List Number", Some(NUMBERS)),
        (ListKind::Continued, "List Continue", None),
    ];
    let indent = profile.indent(profile.list.indent);
    let mut all = Vec::new();
    for (kind, stem, instance) in STEMS {
        let first = ParagraphLook {
            after: profile.em(profile.list.gap),
            hanging: if instance.is_some() { indent } else { 0.0 },
            ..normal.named(id(kind, 0), stem)
        };
        for level in 0..LEVELS {
            let name = if level == 0 {
                Name::from(stem)
            } else {
                Name::from(format!("{stem} {}", level + 1))
            };
            all.push(ParagraphLook {
                id: id(kind, level).into(),
                name,
                based_on: if level == 0 {
                    "Normal".into()
                } else {
                    id(kind, 0).into()
                },
                left: level_indent(profile, level),
                list: instance.map(|id| ListPlace { id, level }),
                ..first.clone()
            });
        }
    }
    all
}

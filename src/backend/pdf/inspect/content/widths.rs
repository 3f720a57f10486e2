//! How wide the characters of a font are (ISO 32000-1, 9.2.4, 9.6.2 and 9.7.4.3): where on a line the next one stands.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use crate::backend::pdf::inspect::file::File;

/// What is as wide as half its size stands about right where nobody says.
const GUESSED: f32 = 0.5;
/// No character is wider, in its own size.
const WIDEST: f32 = 100.0;
/// The most entries of one list.
const MOST_ENTRIES: usize = 1 << 16;

/// The widths of a font, as parts of the size that is set.
#[derive(Debug)]
pub(super) struct Widths {
    by_code: BTreeMap<u32, f32>,
    otherwise: f32,
    /// The font says them.
    pub known: bool,
}

impl Widths {
    /// Those of a simple font: what the first code is, and a list.
    pub fn simple(file: &File, font: &Dictionary, unit: f32, left: &mut usize) -> Self {
        let first = file.get(font, "FirstChar").and_then(|first| first.as_i64().ok());
        let first = first.and_then(|first| u32::try_from(first).ok()).unwrap_or(0);
        let list = file.get(font, "Widths").and_then(|list| list.as_array().ok());
        let mut by_code = BTreeMap::new();
        for (code, width) in (first..).zip(list.into_iter().flatten().take(256)) {
            if let (Some(width), Some(fewer)) = (number(file, width), left.checked_sub(1)) {
                *left = fewer;
                by_code.insert(code, bounded(width * unit));
            }
        }
        Self {
            known: !by_code.is_empty(),
            by_code,
            otherwise: GUESSED,
        }
    }

    /// Those of a composite font whose codes are its characters.
    pub fn composite(file: &File, font: &Dictionary, left: &mut usize) -> Self {
        let otherwise = file.get(font, "DW").and_then(|width| number(file, width));
        let mut widths = Self {
            by_code: BTreeMap::new(),
            otherwise: bounded(otherwise.unwrap_or(1000.0) / 1000.0),
            known: true,
        };
        let list = file.get(font, "W").and_then(|list| list.as_array().ok());
        let mut list = list
            .into_iter()
            .flatten()
            .take(MOST_ENTRIES)
            .filter_map(|entry| file.resolve(entry));
        let code = |object: &Object| u32::try_from(object.as_i64().ok()?).ok();
        while let (Some(first), Some(second)) = (list.next(), list.next()) {
            let Some(first) = code(first) else { break };
            match second {
                Object::Array(each) => {
                    for (code, width) in (first..).zip(each.iter().take(MOST_ENTRIES)) {
                        widths.set(code, number(file, width), left);
                    }
                }
                last => {
                    let width = list.next().and_then(|width| number(file, width));
                    let last = code(last).unwrap_or(first).min(0xFFFF);
                    for code in first..=last {
                        widths.set(code, width, left);
                    }
                }
            }
        }
        widths
    }

    fn set(&mut self, code: u32, width: Option<f32>, left: &mut usize) {
        if let (Some(width), Some(fewer)) = (width, left.checked_sub(1)) {
            *left = fewer;
            self.by_code.insert(code, bounded(width / 1000.0));
        }
    }

    /// How wide a code is.
    pub fn of(&self, code: u32) -> f32 {
        self.by_code.get(&code).copied().unwrap_or(self.otherwise)
    }
}

fn number(file: &File, object: &Object) -> Option<f32> {
    file.resolve(object)?.as_float().ok()
}

fn bounded(width: f32) -> f32 {
    if width.is_finite() {
        width.clamp(-WIDEST, WIDEST)
    } else {
        0.0
    }
}

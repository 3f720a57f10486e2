//! Colours as red, green and blue, as far as a file says them plainly (ISO 32000-1, 8.6).
//!
//! A picture, a pattern or a colour that a program reckons is no colour that anybody can name from the bytes alone: what
//! lies on it, or is drawn with it, has no contrast that could be measured here.

use std::collections::BTreeMap;
use std::ptr;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::functions::Function;
use crate::backend::pdf::inspect::file::File;

/// A colour of sRGB, each part from 0 to 1.
pub(super) type Rgb = [f32; 3];

/// White, as paper is.
pub(super) const WHITE: Rgb = [1.0; 3];
/// Black, which everything is drawn in unless it says otherwise.
pub(super) const BLACK: Rgb = [0.0; 3];

/// How deep spaces may stand in spaces.
const DEEPEST: usize = 4;
/// How many bytes a table of colours has at most: 256 of four parts.
const LARGEST_TABLE: usize = 1024;

/// What the numbers of a colour stand for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Space {
    Grey,
    Rgb,
    Cmyk,
    /// A tint of black.
    BlackInk,
    /// Tints, each of which comes to a colour of another space.
    Tints(Rc<Tints>),
    /// Places in a table of colours.
    Table(Rc<Table>),
    /// Lightness, and two sorts of hue.
    Lab,
    /// An ink that no printer and no screen has: nothing is painted.
    Nothing,
    /// Anything else.
    Unknown,
}

/// The tints of a spot colour (8.6.6.4), the last of which is the full one.
#[derive(Debug, PartialEq)]
pub(super) struct Tints {
    base: Space,
    function: Function,
}

/// A table of colours (8.6.6.3).
#[derive(Debug, PartialEq)]
pub(super) struct Table {
    base: Space,
    entries: Vec<u8>,
}

/// The spaces that have been met, by where they lie in memory, which they do as long as the file is open: a page may name
/// one a thousand times.
#[derive(Default)]
pub(super) struct Spaces {
    known: BTreeMap<usize, Space>,
}

impl Spaces {
    /// The space of a name, as the content of a page says it.
    pub fn named(&mut self, file: &File, resources: Option<&Dictionary>, name: &[u8]) -> Space {
        if let Some(device) = Space::device(name) {
            return device;
        }
        let spaces = resources.and_then(|resources| file.dict(resources, "ColorSpace"));
        let Some(space) = spaces.and_then(|spaces| file.resolve(spaces.get(name).ok()?)) else {
            return Space::Unknown;
        };
        let known = self.known.entry(ptr::from_ref(space).addr());
        known.or_insert_with(|| Space::of(file, space, 0)).clone()
    }
}

impl Space {
    fn device(name: &[u8]) -> Option<Self> {
        match name {
            b"DeviceGray" | b"G" | b"CalGray" => Some(Self::Grey),
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Some(Self::Rgb),
            b"DeviceCMYK" | b"CMYK" => Some(Self::Cmyk),
            b"Pattern" => Some(Self::Unknown),
            _ => None,
        }
    }

    fn of(file: &File, space: &Object, depth: usize) -> Self {
        let array = match space {
            Object::Name(name) => return Self::device(name).unwrap_or(Self::Unknown),
            Object::Array(array) if depth < DEEPEST => array,
            _ => return Self::Unknown,
        };
        let at = |place: usize| array.get(place).and_then(|part| file.resolve(part));
        let base = |place: usize| at(place).map_or(Self::Unknown, |base| Self::of(file, base, depth + 1));
        match at(0).and_then(|name| name.as_name().ok()) {
            Some(b"ICCBased") => {
                let profile = at(1).and_then(|profile| profile.as_stream().ok());
                let parts = profile.and_then(|profile| file.get(&profile.dict, "N")?.as_i64().ok());
                match parts {
                    Some(1) => Self::Grey,
                    Some(3) => Self::Rgb,
                    Some(4) => Self::Cmyk,
                    _ => Self::Unknown,
                }
            }
            Some(b"Separation") => {
                let name = at(1).and_then(|name| name.as_name().ok());
                let function = array.get(3).and_then(|function| Function::of(file, function));
                match (name, function) {
                    (Some(b"None"), _) => Self::Nothing,
                    // What a screen shows is what the tints come to, whatever the ink is called.
                    (_, Some(function)) => Self::Tints(Rc::new(Tints {
                        base: base(2),
                        function,
                    })),
                    (Some(b"Black" | b"All"), None) if at(3).is_none() => Self::BlackInk,
                    (_, None) => Self::Unknown,
                }
            }
            Some(b"Indexed" | b"I") => {
                let entries = match at(3) {
                    Some(Object::String(entries, _)) => Some(entries.clone()),
                    Some(stream) => file.stream(stream),
                    None => None,
                };
                let mut entries = entries.unwrap_or_default();
                entries.truncate(LARGEST_TABLE);
                Self::Table(Rc::new(Table {
                    base: base(1),
                    entries,
                }))
            }
            Some(b"Lab") => Self::Lab,
            Some(name) => Self::device(name).unwrap_or(Self::Unknown),
            None => Self::Unknown,
        }
    }

    /// How many numbers say a colour of it.
    fn parts(&self) -> usize {
        match self {
            Self::Grey | Self::BlackInk | Self::Tints(_) | Self::Table(_) => 1,
            Self::Rgb | Self::Lab => 3,
            Self::Cmyk => 4,
            Self::Nothing | Self::Unknown => 0,
        }
    }

    /// The colour that a space begins with.
    pub fn initial(&self) -> Option<Rgb> {
        match self {
            Self::Grey | Self::Rgb | Self::Cmyk | Self::BlackInk | Self::Nothing => Some(BLACK),
            Self::Tints(_) => self.colour(&[1.0]),
            Self::Table(_) => self.colour(&[0.0]),
            Self::Lab => self.colour(&[0.0; 3]),
            Self::Unknown => None,
        }
    }

    /// The colour that numbers say.
    pub fn colour(&self, parts: &[f32]) -> Option<Rgb> {
        let part = |value: &f32| value.clamp(0.0, 1.0);
        match (self, parts) {
            (Self::Grey, [grey]) => Some([part(grey); 3]),
            (Self::BlackInk, [tint]) => Some([1.0 - part(tint); 3]),
            (Self::Rgb, [red, green, blue]) => Some([part(red), part(green), part(blue)]),
            // Without a profile of the inks this is what every viewer does.
            (Self::Cmyk, [cyan, magenta, yellow, black]) => {
                Some([cyan, magenta, yellow].map(|ink| (1.0 - part(ink)) * (1.0 - part(black))))
            }
            (Self::Tints(tints), [tint]) => tints.base.colour(&tints.function.at(part(tint))),
            (Self::Table(table), [place]) => table.colour(*place),
            (Self::Lab, [lightness, a, b]) => Some(of_lab(*lightness, *a, *b)),
            (Self::Nothing, _) => Some(BLACK),
            (
                Self::Grey
                | Self::BlackInk
                | Self::Rgb
                | Self::Cmyk
                | Self::Tints(_)
                | Self::Table(_)
                | Self::Lab
                | Self::Unknown,
                _,
            ) => None,
        }
    }
}

impl Table {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is bounded before"
    )]
    fn colour(&self, place: f32) -> Option<Rgb> {
        let parts = self.base.parts();
        let place = place.clamp(0.0, 255.0) as usize;
        let from = place.checked_mul(parts)?;
        let entry = self.entries.get(from..from.checked_add(parts)?)?;
        let mut entry: Vec<f32> = entry.iter().map(|byte| f32::from(*byte) / 255.0).collect();
        if let (Space::Lab, [lightness, a, b]) = (&self.base, entry.as_mut_slice()) {
            // Bytes go from the least to the most that a part may be.
            (*lightness, *a, *b) = (*lightness * 100.0, *a * 200.0 - 100.0, *b * 200.0 - 100.0);
        }
        self.base.colour(&entry)
    }
}

/// A colour of CIE 1976 L*a*b* (8.6.5.4), as light and of the hue that it has under the white of a screen.
fn of_lab(lightness: f32, a: f32, b: f32) -> Rgb {
    let middle = (lightness.clamp(0.0, 100.0) + 16.0) / 116.0;
    let part = |value: f32| {
        if value >= 6.0 / 29.0 {
            value.powi(3)
        } else {
            108.0 / 841.0 * (value - 4.0 / 29.0)
        }
    };
    let (x, y, z) = (
        0.9505 * part(middle + a / 500.0),
        part(middle),
        1.089 * part(middle - b / 200.0),
    );
    let linear = [
        3.2406 * x - 1.5372 * y - 0.4986 * z,
        -0.9689 * x + 1.8758 * y + 0.0415 * z,
        0.0557 * x - 0.204 * y + 1.057 * z,
    ];
    linear.map(|part| {
        let part = part.clamp(0.0, 1.0);
        if part <= 0.003_130_8 {
            12.92 * part
        } else {
            1.055 * part.powf(1.0 / 2.4) - 0.055
        }
    })
}

/// A colour laid over another, as opaque as it says.
pub(super) fn over(above: Rgb, opacity: f32, below: Rgb) -> Rgb {
    let mut out = below;
    for (out, above) in out.iter_mut().zip(above) {
        *out += (above - *out) * opacity.clamp(0.0, 1.0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_and_tints_are_colours_too() {
        assert_eq!(Space::Cmyk.colour(&[0.0, 0.0, 0.0, 1.0]), Some(BLACK));
        assert_eq!(Space::Cmyk.colour(&[0.0; 4]), Some(WHITE));
        assert_eq!(Space::BlackInk.colour(&[0.0]), Some(WHITE));
        assert_eq!(Space::Unknown.colour(&[0.5]), None);
        assert_eq!(Space::Rgb.colour(&[0.5]), None);
        let white = Space::Lab.colour(&[100.0, 0.0, 0.0]).unwrap();
        assert!(white.iter().all(|part| *part > 0.99), "{white:?}");
    }
}

//! Colours as red, green and blue, as far as a file says them plainly (ISO 32000-1, 8.6).
//!
//! A picture, a pattern, a table of colours or a spot colour is no colour that anybody can name from the bytes alone: what
//! lies on it, or is drawn with it, has no contrast that could be measured here.

use lopdf::{Dictionary, Object};

use crate::backend::pdf::inspect::file::File;

/// A colour of sRGB, each part from 0 to 1.
pub(super) type Rgb = [f32; 3];

/// White, as paper is.
pub(super) const WHITE: Rgb = [1.0; 3];
/// Black, which everything is drawn in unless it says otherwise.
pub(super) const BLACK: Rgb = [0.0; 3];

/// What the numbers of a colour stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Grey,
    Rgb,
    Cmyk,
    /// A tint of black.
    BlackInk,
    /// Anything else.
    Unknown,
}

impl Space {
    /// The space of a name, as the content of a page says it.
    pub fn named(file: &File, resources: Option<&Dictionary>, name: &[u8]) -> Self {
        if let Some(device) = Self::device(name) {
            return device;
        }
        let spaces = resources.and_then(|resources| file.dict(resources, "ColorSpace"));
        let space = spaces.and_then(|spaces| file.resolve(spaces.get(name).ok()?));
        space.map_or(Self::Unknown, |space| Self::of(file, space))
    }

    fn device(name: &[u8]) -> Option<Self> {
        match name {
            b"DeviceGray" | b"G" | b"CalGray" => Some(Self::Grey),
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Some(Self::Rgb),
            b"DeviceCMYK" | b"CMYK" => Some(Self::Cmyk),
            b"Pattern" => Some(Self::Unknown),
            _ => None,
        }
    }

    fn of(file: &File, space: &Object) -> Self {
        let array = match space {
            Object::Name(name) => return Self::device(name).unwrap_or(Self::Unknown),
            Object::Array(array) => array,
            _ => return Self::Unknown,
        };
        let at = |place: usize| array.get(place).and_then(|part| file.resolve(part));
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
            Some(b"Separation") => match at(1).and_then(|name| name.as_name().ok()) {
                Some(b"Black" | b"All") => Self::BlackInk,
                _ => Self::Unknown,
            },
            Some(name) => Self::device(name).unwrap_or(Self::Unknown),
            None => Self::Unknown,
        }
    }

    /// The colour that a space begins with.
    pub fn initial(self) -> Option<Rgb> {
        (self != Self::Unknown).then_some(BLACK)
    }

    /// The colour that numbers say.
    pub fn colour(self, parts: &[f32]) -> Option<Rgb> {
        let part = |value: &f32| value.clamp(0.0, 1.0);
        match (self, parts) {
            (Self::Grey, [grey]) => Some([part(grey); 3]),
            (Self::BlackInk, [tint]) => Some([1.0 - part(tint); 3]),
            (Self::Rgb, [red, green, blue]) => Some([part(red), part(green), part(blue)]),
            // Without a profile of the inks this is what every viewer does.
            (Self::Cmyk, [cyan, magenta, yellow, black]) => {
                Some([cyan, magenta, yellow].map(|ink| (1.0 - part(ink)) * (1.0 - part(black))))
            }
            (Self::Grey | Self::BlackInk | Self::Rgb | Self::Cmyk | Self::Unknown, _) => None,
        }
    }
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
    }
}

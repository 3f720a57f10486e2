//! The palette of the cover. A PNG of four bits a pixel has room for sixteen colours: first come those of the fields and of
//! the edges of letters, and what is left goes to the publisher's logo, whose own colours may be any number.

use resvg::tiny_skia::Pixmap;

use crate::layout::Colour;

/// At most sixteen colours, numbered as they come.
#[derive(Default)]
pub(super) struct Palette {
    pub colours: Vec<[u8; 3]>,
}

/// Shades of a letter's edge, its ground and its own colour among them.
pub(super) const SHADES: usize = 5;

/// How many colours four bits tell apart.
const MOST: usize = 16;

/// How far a colour may be from one that is there already and still be shown as it, in each of red, green and blue.
const ALIKE: u8 = 24;

impl Palette {
    pub fn index(&mut self, colour: Colour) -> u8 {
        self.number([colour.red, colour.green, colour.blue], 0)
    }

    /// The number of a colour, or of one that differs by so little; the nearest one, where there is no more room.
    fn number(&mut self, colour: [u8; 3], alike: u8) -> u8 {
        let distance = |known: &[u8; 3]| {
            known
                .iter()
                .zip(&colour)
                .map(|(a, b)| a.abs_diff(*b))
                .max()
                .unwrap_or(0)
        };
        let nearest = (0..)
            .zip(&self.colours)
            .map(|(number, known)| (distance(known), number))
            .min();
        match nearest {
            Some((distance, number)) if distance <= alike || self.colours.len() >= MOST => number,
            _ => {
                self.colours.push(colour);
                u8::try_from(self.colours.len() - 1).unwrap_or(0)
            }
        }
    }

    /// From a ground to what stands on it.
    pub fn ramp(&mut self, ground: Colour, ink: Colour) -> [u8; SHADES] {
        let mut share = 0;
        [(); SHADES].map(|()| {
            let mix = |from: u8, to: u8| (u16::from(from) * (4 - share) + u16::from(to) * share + 2) / 4;
            let mix = |from, to| u8::try_from(mix(from, to)).unwrap_or(u8::MAX);
            let colour = Colour {
                red: mix(ground.red, ink.red),
                green: mix(ground.green, ink.green),
                blue: mix(ground.blue, ink.blue),
            };
            share += 1;
            self.index(colour)
        })
    }

    /// The pixels of a picture as numbers of colours; what is left of the palette goes to those that most of it has.
    pub fn numbers(&mut self, picture: &Pixmap) -> Vec<u8> {
        let pixels = picture.data().as_chunks::<4>().0;
        // Colours that differ in their last bits alone are counted as one: that which comes first.
        let mut counts = vec![(0_usize, [0_u8; 3]); BUCKETS];
        for [red, green, blue, _] in pixels {
            if let Some((count, colour)) = counts.get_mut(bucket(*red, *green, *blue)) {
                if *count == 0 {
                    *colour = [*red, *green, *blue];
                }
                *count += 1;
            }
        }
        let mut common: Vec<(usize, [u8; 3])> = counts.into_iter().filter(|(count, _)| *count > 0).collect();
        common.sort_by(|a, b| b.cmp(a));
        let mut numbers = vec![0; BUCKETS];
        for (_, colour @ [red, green, blue]) in common {
            if let Some(number) = numbers.get_mut(bucket(red, green, blue)) {
                *number = self.number(colour, ALIKE);
            }
        }
        let number = |[red, green, blue, _]: &[u8; 4]| numbers.get(bucket(*red, *green, *blue)).copied();
        pixels.iter().map(|pixel| number(pixel).unwrap_or(0)).collect()
    }
}

/// How many colours are told apart where they are counted: five bits of each of red, green and blue.
const BUCKETS: usize = 1 << 15;

fn bucket(red: u8, green: u8, blue: u8) -> usize {
    usize::from(red >> 3) << 10 | usize::from(green >> 3) << 5 | usize::from(blue >> 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_palette_never_grows_beyond_sixteen_and_takes_the_nearest() {
        let mut palette = Palette::default();
        for grey in 0..=255 {
            palette.number([grey; 3], 0);
        }
        assert_eq!(palette.colours.len(), MOST);
        assert_eq!(palette.number([3; 3], 0), 3);
        assert_eq!(palette.number([200; 3], 0), 15);
    }
}

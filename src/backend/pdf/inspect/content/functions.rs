//! Functions of one number (ISO 32000-1, 7.10): what the tints of a spot colour come to.

use lopdf::{Dictionary, Object};

use crate::backend::pdf::inspect::file::File;

/// How many numbers a function comes to at most.
const MOST_PARTS: usize = 8;
/// How many samples are kept of one.
const MOST_SAMPLES: usize = 1 << 12;
/// How many functions one may be made of, and how deep.
const MOST_PIECES: usize = 16;
const DEEPEST: usize = 3;

/// A function of a number from 0 to 1.
#[derive(Debug, PartialEq)]
pub(super) enum Function {
    /// From one row of numbers to another, by a power.
    Power {
        from: Vec<f32>,
        to: Vec<f32>,
        exponent: f32,
    },
    /// Rows of numbers, as far apart as each other.
    Samples(Vec<Vec<f32>>),
    /// Functions one behind the other: how far each goes, and from where to where it is asked.
    Pieces(Vec<(f32, [f32; 2], Self)>),
}

impl Function {
    /// A function that can be worked out.
    pub fn of(file: &File, object: &Object) -> Option<Self> {
        Self::within(file, object, 0)
    }

    fn within(file: &File, object: &Object, depth: usize) -> Option<Self> {
        let resolved = file.resolve(object)?;
        let dict = match resolved {
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => &stream.dict,
            _ => return None,
        };
        let domain = numbers(file, dict, "Domain").unwrap_or_else(|| vec![0.0, 1.0]);
        if domain != [0.0, 1.0] {
            return None;
        }
        match file.get(dict, "FunctionType")?.as_i64().ok()? {
            0 => Self::samples(file, dict, object),
            2 => Some(Self::Power {
                from: numbers(file, dict, "C0").unwrap_or_else(|| vec![0.0]),
                to: numbers(file, dict, "C1").unwrap_or_else(|| vec![1.0]),
                exponent: file.get(dict, "N")?.as_float().ok()?,
            }),
            3 if depth < DEEPEST => {
                let functions = file.get(dict, "Functions")?.as_array().ok()?;
                let encode = numbers(file, dict, "Encode")?;
                let ends = numbers(file, dict, "Bounds")?.into_iter().chain([1.0]);
                let pieces = functions
                    .iter()
                    .take(MOST_PIECES)
                    .zip(ends)
                    .zip(encode.chunks_exact(2));
                let pieces = pieces.map(|((function, end), asked)| {
                    let asked = <[f32; 2]>::try_from(asked).ok()?;
                    Some((end, asked, Self::within(file, function, depth + 1)?))
                });
                pieces.collect::<Option<_>>().map(Self::Pieces)
            }
            _ => None,
        }
    }

    /// Samples of eight bits that stand for numbers from 0 to 1, as those of all tints do.
    fn samples(file: &File, dict: &Dictionary, object: &Object) -> Option<Self> {
        let bits = file.get(dict, "BitsPerSample")?.as_i64().ok()?;
        let range = numbers(file, dict, "Range")?;
        let decode = numbers(file, dict, "Decode").unwrap_or_else(|| range.clone());
        let parts = range.len() / 2;
        if bits != 8 || parts == 0 || parts > MOST_PARTS {
            return None;
        }
        let size = numbers_of_samples(file, dict)?;
        let bytes = file.stream(object)?;
        let rows = bytes.chunks_exact(parts).take(size).map(|row| {
            let limits = decode.chunks_exact(2);
            let reckoned = row.iter().zip(limits).map(|(byte, limits)| {
                let (low, high) = (limits.first()?, limits.last()?);
                Some(low + f32::from(*byte) / 255.0 * (high - low))
            });
            reckoned.collect::<Option<Vec<f32>>>()
        });
        let rows: Vec<Vec<f32>> = rows.collect::<Option<_>>()?;
        (rows.len() == size).then_some(Self::Samples(rows))
    }

    /// What a number from 0 to 1 comes to.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "samples are few"
    )]
    pub fn at(&self, number: f32) -> Vec<f32> {
        match self {
            Self::Power { from, to, exponent } => {
                let part = number.clamp(0.0, 1.0).powf(*exponent);
                from.iter()
                    .zip(to)
                    .map(|(from, to)| from + part * (to - from))
                    .collect()
            }
            Self::Samples(rows) => {
                let last = rows.len().saturating_sub(1);
                let place = (number.clamp(0.0, 1.0) * last as f32).round() as usize;
                rows.get(place.min(last)).cloned().unwrap_or_default()
            }
            Self::Pieces(pieces) => {
                let mut begin = 0.0;
                for (at, (end, [low, high], function)) in pieces.iter().enumerate() {
                    if number < *end || at + 1 == pieces.len() {
                        let along = if *end > begin {
                            (number - begin) / (*end - begin)
                        } else {
                            0.0
                        };
                        return function.at(low + along * (high - low));
                    }
                    begin = *end;
                }
                Vec::new()
            }
        }
    }
}

/// How many samples a function of one number has.
fn numbers_of_samples(file: &File, dict: &Dictionary) -> Option<usize> {
    match file.get(dict, "Size")?.as_array().ok()?.as_slice() {
        [size] => {
            let size = usize::try_from(file.resolve(size)?.as_i64().ok()?).ok()?;
            (1..=MOST_SAMPLES).contains(&size).then_some(size)
        }
        _ => None,
    }
}

/// A few numbers of a dictionary.
fn numbers(file: &File, dict: &Dictionary, key: &str) -> Option<Vec<f32>> {
    let list = file.get(dict, key)?.as_array().ok()?;
    let numbers = list.iter().take(2 * MOST_PIECES);
    let numbers = numbers.map(|number| file.resolve(number)?.as_float().ok());
    numbers.collect()
}

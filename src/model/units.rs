//! Languages, directions, dates and lengths.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use super::refusal::Refusal;

/// A length in PostScript points (1/72 inch).
pub type Pt = f32;

/// The smallest and the largest body size that a leaflet can be asked for in, in points.
pub const BODY_SIZES: std::ops::RangeInclusive<Pt> = 12.0..=72.0;

/// Points in a millimetre.
pub const PT_PER_MM: Pt = 72.0 / 25.4;

/// A length in em: a multiple of the body size.
pub type Em = f32;

/// The direction in which a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// As Latin and Greek.
    LeftToRight,
    /// As Arabic and Hebrew.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    #[must_use]
    pub fn as_html(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// A language tag (BCP 47), checked against the IANA registry and in its canonical case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Lang(Arc<str>);

impl Lang {
    /// Parses a tag, or says why it is none.
    ///
    /// # Errors
    /// Where the tag is malformed, or, in the parser's own words, not in the registry.
    pub fn parse(tag: &str) -> Result<Self, String> {
        let parsed = language_tags::LanguageTag::parse(tag)
            .map_err(|_| "it is no language code, such as `en` or `fr`".to_owned())?;
        parsed.validate().map_err(|e| e.to_string())?;
        Ok(Self(Arc::from(parsed.as_str())))
    }

    /// English, the language of furniture that has no translation.
    #[must_use]
    pub fn english() -> Self {
        Self(Arc::from("en"))
    }

    /// The language of words of which nobody says what language they are in (ISO 639-2).
    #[must_use]
    pub fn undetermined() -> Self {
        Self(Arc::from("und"))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag: `en` of `en-GB`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The script that the language is written in, by its code (ISO 15924): the one that the tag names, else the usual
    /// one (CLDR, likely subtags). `None` where nothing is known.
    #[must_use]
    pub fn script(&self) -> Option<String> {
        let mut id: icu_locale::LanguageIdentifier = self.0.parse().ok()?;
        icu_locale::LocaleExpander::new_extended().maximize(&mut id);
        id.script.map(|script| script.as_str().to_owned())
    }

    /// The direction of the language's usual script (CLDR).
    #[must_use]
    pub fn direction(&self) -> Direction {
        let Ok(id) = self.0.parse::<icu_locale::LanguageIdentifier>() else {
            return Direction::LeftToRight;
        };
        if icu_locale::LocaleDirectionality::new_extended().is_right_to_left(&id) {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }
}

impl TryFrom<String> for Lang {
    type Error = Refusal;
    fn try_from(tag: String) -> Result<Self, Refusal> {
        Self::parse(&tag).map_err(|why| {
            Refusal::new(
                "unknown-language",
                format!("`{tag}` is not a language: {why}"),
                "a language is a tag of BCP 47, such as `en`, `en-GB`, `cy`, `pl`, `ar`, `ur` or `zh-Hans`",
            )
        })
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A civil date, to the day or to the month: `2026-03-14` or `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: Option<u8>,
}

impl Date {
    /// Parses `YYYY-MM-DD` or `YYYY-MM`; `None` for anything else, impossible days included.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |s: &str, n: usize| {
            (s.len() == n && s.bytes().all(|b| b.is_ascii_digit()))
                .then(|| s.parse::<u16>().ok())
                .flatten()
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        let day = match parts.next() {
            Some(day) => Some(u8::try_from(digits(day, 2)?).ok()?),
            None => None,
        };
        let named = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(i32::from(year), named, day.unwrap_or(1)).ok()?;
        (parts.next().is_none() && year > 0).then_some(Self { year, month, day })
    }

    /// The day on which a moment of Unix time (seconds) falls, in UTC.
    #[must_use]
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let date = time::OffsetDateTime::from_unix_timestamp(seconds).ok()?.date();
        let year = u16::try_from(date.year()).ok()?;
        Some(Self {
            year,
            month: u8::from(date.month()),
            day: Some(date.day()),
        })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, where the date has one.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }
}

impl TryFrom<String> for Date {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::parse(&text).ok_or_else(|| {
            Refusal::new(
                "malformed-date",
                format!("`{text}` is no date of the calendar"),
                "write year, month and day as `2026-03-14`, or year and month as `2026-03`",
            )
        })
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)?;
        match self.day {
            Some(day) => write!(f, "-{day:02}"),
            None => Ok(()),
        }
    }
}

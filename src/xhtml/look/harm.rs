//! What the declarations that hold at an element do to its words: whether who looks meets the words that a listener meets.
//! Properties and values are let through that only say how words look; everything else is told.

use std::collections::BTreeMap;

use super::allowed::{Effect, effect, is_for_all, number};
use super::colour::alpha;
use super::size::{figure, length};
use super::syntax::{strings, words};

/// What is done to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Harm {
    /// They are not seen.
    Hides,
    /// Nobody here knows.
    May,
    /// They are seen in another order.
    Order,
    /// They are struck out.
    Strikes,
    /// Other words are seen in their place or beside them.
    Writes,
    /// They stand above or below the line.
    Raises,
    /// They are not said.
    Silences,
    /// Links in them cannot be followed.
    Locks,
}

/// What holds at an element, each property without the prefix of a program.
#[derive(Default)]
pub(super) struct Block<'b> {
    /// The values, names of the document's own resolved.
    pub values: BTreeMap<&'b str, String>,
    /// The size of letters and that of the root's, in pixels.
    pub em: f32,
    /// The root's.
    pub root: f32,
    /// How many letters stand in the element.
    pub letters: usize,
    /// Whether it is part of a line.
    pub in_line: bool,
    /// Whether it is a piece of the text: a paragraph, an item of a list.
    pub is_piece: bool,
    /// Whether it is part of the text that is read one after the other, and not of what stands beside it.
    pub is_text: bool,
    /// How many pieces of the text stand in it, each of a line at least.
    pub pieces: usize,
}

/// How far words may be moved, in pixels and in em: as far as hanging numbers (6 em at most) and gutters of columns are.
const NEAR: (f32, f32) = (64.0, 6.5);

/// How wide the narrowest screen is that text has to fit on, in pixels (WCAG 2.2, 1.4.10).
const NARROWEST: f32 = 320.0;

impl Block<'_> {
    fn get(&self, property: &str) -> &str {
        self.values.get(property).map_or("", String::as_str)
    }

    /// A length in pixels, percentages of the width of a column.
    fn length(&self, value: &str) -> Option<f32> {
        length(value, self.em, self.root, 640.0)
    }

    /// Whether what does not fit in the element is not seen: then it depends on how many letters there are.
    pub fn cuts(&self) -> bool {
        [
            "overflow",
            "overflow-x",
            "overflow-y",
            "overflow-block",
            "overflow-inline",
        ]
        .iter()
        .any(|name| {
            let value = self.get(name);
            ["hidden", "clip", "scroll", "auto"]
                .iter()
                .any(|cut| value.contains(cut))
        })
    }

    /// Whether what is done depends on the letters of the element, or on what it stands in.
    pub fn depends(&self) -> bool {
        self.cuts() || matches!(self.get("position"), "absolute" | "fixed")
    }

    /// Whether what is too tall for the element is not seen, and nobody can scroll to it.
    fn cuts_off(&self) -> bool {
        let cut = |value: &str| matches!(value, "hidden" | "clip" | "-moz-hidden-unscrollable");
        let both = words(self.get("overflow"));
        let last = both.last().is_some_and(|value| cut(value));
        last && self.get("overflow-y").is_empty() && self.get("overflow-block").is_empty()
            || cut(self.get("overflow-y"))
            || cut(self.get("overflow-block"))
    }

    /// Whether the end of a line that is too long is not seen.
    fn hides_ends(&self) -> bool {
        ["overflow", "overflow-x", "overflow-inline"].iter().any(|name| {
            let first = words(self.get(name))
                .first()
                .copied()
                .unwrap_or_default()
                .to_owned();
            matches!(first.as_str(), "hidden" | "clip")
        })
    }

    fn is_box(&self) -> bool {
        let display = self.get("display");
        let position = self.get("position");
        !self.in_line
            || !matches!(display, "" | "inline" | "contents")
            || matches!(position, "absolute" | "fixed")
            || !matches!(self.get("float"), "" | "none")
    }

    /// What the declarations do, with the property that does it.
    pub fn harms(&self) -> Vec<(&str, Harm)> {
        let found = self.values.iter().filter_map(|(property, value)| {
            let harm = self.harm(property, &value.to_ascii_lowercase())?;
            Some((*property, harm))
        });
        let mut found: Vec<(&str, Harm)> = found.collect();
        // What is gone from the screen lies over nothing.
        if found.iter().any(|(_, harm)| *harm == Harm::Hides) {
            found.retain(|(property, harm)| *property != "position" || *harm != Harm::May);
        }
        found
    }

    fn harm(&self, property: &str, value: &str) -> Option<Harm> {
        match effect(property) {
            Effect::Harmless => return None,
            Effect::Unknown => return Some(Harm::May),
            Effect::Depends => {}
        }
        // Programs of before read these values, and no others do.
        let of_before =
            value.contains("progid") || value.starts_with("alpha(") || value.contains("expression(");
        if of_before || is_for_all(value) && property != "display" {
            return None;
        }
        if self.is_unclear(property, value) || self.lies_over(property, value) {
            return Some(Harm::May);
        }
        match property {
            "flex-direction" | "flex-flow" | "flex-wrap" | "box-direction" => {
                value.contains("reverse").then_some(Harm::Order)
            }
            "order" | "flex-order" => (number(value) != Some(0.0)).then_some(Harm::Order),
            "box-ordinal-group" => (number(value) != Some(1.0)).then_some(Harm::Order),
            "grid-area" | "grid-row" | "grid-row-start" => {
                let placed = value.starts_with(|c: char| c.is_ascii_digit() || c == '-');
                (self.is_piece && placed).then_some(Harm::Order)
            }
            "speak" => matches!(value, "none" | "never").then_some(Harm::Silences),
            "pointer-events" => (value == "none").then_some(Harm::Locks),
            "text-decoration" | "text-decoration-line" => {
                value.contains("line-through").then_some(Harm::Strikes)
            }
            "content" => (!matches!(value, "normal" | "none" | "" | "\"\"")).then_some(Harm::Writes),
            "quotes" | "list-style" | "list-style-type" => {
                has_words(self.get(property)).then_some(Harm::Writes)
            }
            "counter-increment" | "counter-reset" | "counter-set" => {
                let usual = if property == "counter-increment" { 1.0 } else { 0.0 };
                let of_lists = words(value).first() == Some(&"list-item");
                let numbers = words(value).into_iter().filter_map(number);
                (of_lists && numbers.into_iter().any(|number| number != usual)).then_some(Harm::Writes)
            }
            "vertical-align" | "font-variant" | "font-variant-position" => {
                let raises = words(value)
                    .iter()
                    .any(|word| matches!(*word, "super" | "sub" | "text-top" | "text-bottom"))
                    || self.in_line
                        && self
                            .length(value)
                            .is_some_and(|pixels| pixels.abs() > self.em / 5.0);
                raises.then_some(Harm::Raises)
            }
            _ => (!self.shows(property, value)).then_some(Harm::Hides),
        }
    }

    /// Whether a value is reckoned in a way that is not understood, where what it comes to decides.
    fn is_unclear(&self, property: &str, value: &str) -> bool {
        let known = |word: &str| {
            // What the screen has at its edges, and what a sheet leaves to the words.
            let honest = ["env(", "var(", "fit-content(", "minmax(", "repeat(", "url("];
            !word.contains('(')
                || honest.iter().any(|name| word.contains(name))
                || figure(word).is_some()
                || self.length(word).is_some()
        };
        let decides = matches!(
            property,
            "opacity"
                | "scale"
                | "zoom"
                | "z-index"
                | "order"
                | "font-size"
                | "text-indent"
                | "letter-spacing"
                | "word-spacing"
                | "line-height"
                | "height"
                | "max-height"
                | "block-size"
                | "max-block-size"
                | "width"
                | "max-width"
                | "inline-size"
                | "max-inline-size"
                | "top"
                | "left"
                | "right"
                | "bottom"
        ) || property.starts_with("margin")
            || property.starts_with("inset");
        decides && !words(value).into_iter().all(known)
    }

    /// Whether words are taken out of their place in the text, and lie over others.
    fn lies_over(&self, property: &str, value: &str) -> bool {
        let most = 0.75 * self.em;
        let far = |value: &&str| self.length(value).is_some_and(|pixels| pixels.abs() > most);
        let parts = words(value);
        let part = |at: usize| parts.get(at).filter(|value| far(value)).is_some();
        if self.get("position") == "relative" {
            return match property {
                "top" | "bottom" | "inset-block" | "inset-block-start" | "inset-block-end" => {
                    part(0) || part(1)
                }
                "inset" => part(0) || part(2),
                _ => false,
            };
        }
        // What hangs beside the text is moved out of it.
        let hangs = [
            "left",
            "right",
            "inset-inline-start",
            "inset-inline-end",
            "margin-left",
        ]
        .iter()
        .any(|side| self.get(side).starts_with('-'));
        match property {
            "position" => matches!(value, "absolute" | "fixed") && self.is_text && !(self.in_line && hangs),
            _ => false,
        }
    }

    /// Whether words can be seen where a property has this value.
    fn shows(&self, property: &str, value: &str) -> bool {
        let (pixels, ems) = NEAR;
        let near = pixels.max(ems * self.em);
        match property {
            "display" => value != "none",
            "visibility" => value == "visible",
            "content-visibility" => value != "hidden",
            "opacity" => figure(value).is_none_or(|share| share >= 0.3),
            "scale" | "zoom" => {
                let words = words(value);
                let fits = |word: &&str| figure(word).is_none_or(|times| (0.5..=4.0).contains(&times));
                words.iter().all(fits)
            }
            "transform" => split_calls(value)
                .iter()
                .all(|(name, inside)| self.transforms(name, inside)),
            "rotate" => value == "none" || self.transforms("rotate", value),
            "translate" => value == "none" || self.transforms("translate", &value.replace(' ', ",")),
            "clip" => value == "auto",
            "clip-path"
            | "mask"
            | "mask-image"
            | "offset"
            | "offset-path"
            | "text-security"
            | "line-clamp"
            | "text-combine-upright" => matches!(value, "none" | "add" | "auto"),
            "mix-blend-mode" => value == "normal",
            "filter" => split_calls(value).iter().all(|(name, _)| {
                ["none", "drop-shadow", "grayscale", "sepia", "saturate"].contains(&name.as_str())
            }),
            "color" | "text-fill-color" => alpha(value) >= 0.3,
            "font-family" | "font" => !["wingdings", "webdings", "dingbats"]
                .iter()
                .any(|face| value.contains(face)),
            "text-indent" => self.all(value, -near.max(200.0), 640.0),
            "letter-spacing" | "word-spacing" => {
                value == "normal" || self.all(value, -self.em * 0.15, self.em * 4.0)
            }
            "line-height" => !self.is_box() || self.apart(value),
            "white-space" | "white-space-collapse" | "text-wrap" | "text-wrap-mode" => {
                let in_one_line = matches!(value, "nowrap" | "pre");
                let room = ["width", "max-width", "inline-size", "max-inline-size"]
                    .iter()
                    .filter_map(|name| self.length(self.get(name)))
                    .fold(NARROWEST, f32::min);
                !(value.contains("discard")
                    || in_one_line && self.is_box() && self.hides_ends() && self.width() > room)
            }
            _ if property.starts_with("margin") => {
                let least = match property {
                    "margin-top" | "margin-bottom" | "margin-block" | "margin-block-start"
                    | "margin-block-end" => -1.5 * self.em,
                    _ => -near,
                };
                self.all(value, least, 1_280.0)
            }
            "height" | "max-height" | "block-size" | "max-block-size" => self.is_tall_enough(value),
            "width" | "max-width" | "inline-size" | "max-inline-size" => {
                !self.is_box() || self.length(value).is_none_or(|width| width >= 8.0)
            }
            "grid" | "grid-template" | "grid-template-rows" | "grid-auto-rows" => {
                let first = words(value)
                    .first()
                    .map(|first| first.trim_end_matches("fr").to_owned());
                !(self.cuts()
                    && first
                        .and_then(|first| self.length(&first))
                        .is_some_and(|row| row < 8.0))
            }
            "z-index" => number(value).is_none_or(|level| level >= 0.0),
            "position" => !value.contains('('),
            "top" | "left" | "right" | "bottom" => self.stays(value, near),
            _ if property.starts_with("inset") => self.stays(value, near),
            _ => true,
        }
    }

    /// Whether all lengths of a value lie between two; what is not understood may be anything.
    fn all(&self, value: &str, least: f32, most: f32) -> bool {
        words(value).into_iter().all(|word| {
            matches!(word, "auto" | "each-line" | "hanging")
                || word.contains('(') && self.length(word).is_none()
                || self
                    .length(word)
                    .is_some_and(|pixels| (least..=most).contains(&pixels))
        })
    }

    /// Whether lines stand far enough apart that one does not cover the next.
    fn apart(&self, value: &str) -> bool {
        match number(value).filter(|_| !value.ends_with('%')) {
            Some(times) => times >= 0.7,
            None => length(value, self.em, self.root, self.em).is_none_or(|pixels| pixels >= 0.7 * self.em),
        }
    }

    /// How wide the words are in one line, about.
    fn width(&self) -> f32 {
        self.letters as f32 * self.em * 0.4
    }

    fn is_tall_enough(&self, value: &str) -> bool {
        if !self.is_box() {
            return true;
        }
        let Some(height) = length(value, self.em, self.root, 720.0) else {
            return true;
        };
        // What can be scrolled is met; what is cut off has to fit on the narrowest screen, too.
        let (width, least) = match self.cuts_off() {
            true => (NARROWEST, self.pieces as f32),
            false => (1_280.0, 1.0),
        };
        let lines = (self.width() / width).ceil().max(least).max(1.0);
        height >= 8.0 && (!self.cuts() || height >= 0.8 * lines * self.em)
    }

    /// Whether what is moved from its place is still on the screen.
    fn stays(&self, value: &str, near: f32) -> bool {
        let position = self.get("position");
        if matches!(position, "" | "static") {
            return true;
        }
        let furthest = if position == "fixed" { 640.0 } else { 5_000.0 };
        words(value).into_iter().all(|word| {
            let share = word.strip_suffix('%').and_then(|share| share.parse::<f32>().ok());
            match share {
                Some(share) => (-50.0..100.0).contains(&share),
                None => {
                    matches!(word, "auto")
                        || word.contains('(') && self.length(word).is_none()
                        || self
                            .length(word)
                            .is_some_and(|pixels| (-near..=furthest).contains(&pixels))
                }
            }
        })
    }

    fn transforms(&self, name: &str, inside: &str) -> bool {
        let (pixels, ems) = NEAR;
        let near = pixels.max(ems * self.em);
        let parts: Vec<&str> = inside.split(',').map(str::trim).collect();
        let each = |fits: &dyn Fn(&str) -> bool| parts.iter().all(|part| fits(part));
        match name {
            "none" | "perspective" => true,
            "scale" | "scalex" | "scaley" | "scale3d" => {
                each(&|part| number(part).is_some_and(|times| (0.5..=4.0).contains(&times)))
            }
            "rotate" | "rotatez" => each(&|part| {
                let degrees = part.strip_suffix("deg").unwrap_or(part).parse::<f32>();
                degrees.is_ok_and(|degrees| degrees.abs() <= 90.0)
            }),
            "translate" | "translatex" | "translatey" | "translatez" | "translate3d" => each(&|part| {
                let share = part.strip_suffix('%').and_then(|share| share.parse::<f32>().ok());
                match share {
                    Some(share) => share.abs() <= 50.0,
                    None => self.length(part).is_some_and(|pixels| pixels.abs() <= near),
                }
            }),
            _ => false,
        }
    }
}

/// Whether a value has letters or numbers between quotation marks.
pub(super) fn has_words(value: &str) -> bool {
    strings(value)
        .iter()
        .any(|string| string.contains(char::is_alphanumeric))
}

/// The functions of a value with what stands in them; a word without brackets is one with nothing in it.
fn split_calls(value: &str) -> Vec<(String, String)> {
    let calls = words(value).into_iter().map(|word| match word.split_once('(') {
        Some((name, inside)) => (name.to_owned(), inside.trim_end_matches(')').to_owned()),
        None => (word.to_owned(), String::new()),
    });
    calls.collect()
}

/// Whether what a sheet draws before or behind words is painted over others.
pub(super) fn covers(said: &BTreeMap<&str, &str>) -> bool {
    let get = |name: &str| said.get(name).copied().unwrap_or_default().to_ascii_lowercase();
    let length = |name: &str| super::size::length(&get(name), 16.0, 16.0, 1_280.0);
    let moved = matches!(get("position").as_str(), "absolute" | "fixed");
    let shown = !matches!(get("content").as_str(), "" | "none" | "normal");
    let painted = [
        "background",
        "background-color",
        "background-image",
        "box-shadow",
        "backdrop-filter",
    ]
    .iter()
    .any(|name| {
        let value = get(name);
        !value.is_empty()
            && !matches!(
                value.as_str(),
                "none" | "0" | "0 0" | "transparent" | "inherit" | "initial" | "unset"
            )
            && alpha(&value) > 0.0
    });
    if !moved || !shown || !painted {
        return false;
    }
    let (width, height) = (length("width"), length("height"));
    let thin = |size: Option<f32>| size.is_some_and(|size| size <= 5.0);
    let small = |size: Option<f32>| size.is_some_and(|size| size <= 20.0);
    let edge = |name: &str| length(name).is_some_and(|place| place <= 0.0);
    let dot = small(width) && small(height) && (edge("left") || edge("right") || edge("inset-inline-start"));
    let line = thin(width) || thin(height) && (edge("bottom") || edge("top"));
    !(dot || line)
}

#[cfg(test)]
mod tests;

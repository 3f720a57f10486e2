//! Which rules hold at an element, and what its text comes to (CSS Cascading 4).

use std::collections::BTreeMap;

use roxmltree::Node;

use super::Medium;
use super::colour::{Colour, colour};
use super::sheet::{Declaration, Rule, declarations, rules, split};
use super::size::{FIRST, length, letters};

/// What holds at an element; two colours are one in light and one in dark.
#[derive(Clone, Debug)]
pub(super) struct Style {
    /// The size of letters, in pixels.
    pub size: Option<f32>,
    /// The colours of letters.
    pub colours: [Colour; 2],
    /// What lies behind them.
    pub grounds: [Colour; 2],
    /// Whether nobody sees it.
    pub gone: bool,
    root: Option<f32>,
    line: Option<Line>,
    custom: BTreeMap<String, [Option<String>; 2]>,
}

/// How far lines stand apart.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Line {
    /// As many times the size of whatever letters.
    Times(f32),
    /// Pixels.
    Pixels(f32),
}

impl Style {
    /// The leading in em, where it does not depend on the face.
    pub fn leading(&self) -> Option<f32> {
        match self.line? {
            Line::Times(times) => Some(times),
            Line::Pixels(pixels) => self.size.map(|size| pixels / size),
        }
    }
}

/// The rules of a document, in the order in which they are written.
pub(super) struct Cascade {
    medium: Medium,
    rules: Vec<Rule>,
}

/// The most values of a document's own that are kept.
const MOST_CUSTOM: usize = 500;

impl Cascade {
    /// No rules yet.
    pub fn new(medium: Medium) -> Self {
        Self {
            medium,
            rules: Vec::new(),
        }
    }

    /// Adds a sheet that holds in light, in dark or in both.
    ///
    /// # Errors
    /// Where it is not understood.
    pub fn add(&mut self, css: &str, holds: [bool; 2]) -> Result<(), ()> {
        for mut rule in rules(css)? {
            rule.holds = [rule.holds[0] && holds[0], rule.holds[1] && holds[1]];
            self.rules.push(rule);
        }
        Ok(())
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// What holds before any rule.
    pub fn initial(&self) -> Style {
        let (letters, ground) = match self.medium {
            Medium::Browser => (Colour::Told([0; 3]), Colour::Told([255; 3])),
            Medium::ReadingSystem => (Colour::Readers, Colour::Readers),
        };
        Style {
            size: Some(FIRST),
            colours: [letters; 2],
            grounds: [ground; 2],
            gone: false,
            root: Some(FIRST),
            line: None,
            custom: BTreeMap::new(),
        }
    }

    /// What holds at an element in an element of this style.
    pub fn style(&self, node: Node<'_, '_>, round: &Style) -> Style {
        let mut picked: Vec<(&Rule, usize)> = self
            .rules
            .iter()
            .zip(0..)
            .filter(|(rule, _)| rule.selector.picks(node))
            .collect();
        picked.sort_by_key(|(rule, order)| (rule.selector.weight, *order));
        let own = node.attribute("style").map(declarations).unwrap_or_default();
        let hints = hints(node, self.medium);
        let mut out = round.clone();
        let mut said: [BTreeMap<&str, &str>; 2] = Default::default();
        for scheme in [0, 1] {
            let author = picked
                .iter()
                .filter(|(rule, _)| rule.holds.get(scheme) == Some(&true))
                .flat_map(|(rule, _)| &rule.declarations);
            let all: Vec<&Declaration> = hints.iter().chain(author).chain(&own).collect();
            for important in [false, true] {
                for declaration in all.iter().filter(|one| one.important == important) {
                    if let Some(said) = said.get_mut(scheme) {
                        said.insert(&declaration.property, &declaration.value);
                    }
                }
            }
        }
        for (scheme, said) in said.iter().enumerate() {
            take(&mut out, round, said, scheme);
        }
        if node.tag_name().name() == "html" {
            out.root = out.size;
        }
        out
    }
}

/// Takes what is said at an element in light (0) or in dark (1). Sizes are those in light.
fn take(out: &mut Style, round: &Style, said: &BTreeMap<&str, &str>, scheme: usize) {
    for (property, value) in said.iter().filter(|(property, _)| property.starts_with("--")) {
        if out.custom.len() < MOST_CUSTOM {
            let known = out.custom.entry((*property).to_owned()).or_default();
            if let Some(known) = known.get_mut(scheme) {
                *known = Some((*value).to_owned());
            }
        }
    }
    let custom = out.custom.clone();
    let get = |property: &str| said.get(property).map(|value| resolved(value, &custom, scheme));
    if scheme == 0 {
        if let Some(value) = get("font-size") {
            out.size = sized(value.as_deref(), round);
        } else if let Some(value) = get("font") {
            // The size stands before the families, with the leading behind a slash.
            let size = value.as_deref().and_then(|value| {
                let mut words = value.split_whitespace();
                words.find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            });
            out.size = size.and_then(|size| sized(size.split('/').next(), round));
            out.line = None;
        }
        if let Some(value) = get("line-height") {
            out.line = line(value.as_deref().unwrap_or_default(), out.size, round);
        }
        out.gone = get("display").flatten().is_some_and(|value| value == "none");
    }
    let current = round.colours.get(scheme).copied().unwrap_or(Colour::Untold);
    let behind = round.grounds.get(scheme).copied().unwrap_or(Colour::Untold);
    let dark_of_its_own = get("color-scheme")
        .flatten()
        .is_some_and(|value| value.contains("dark"));
    if let (Some(colour), Some(ground), 1, true) = (
        out.colours.get_mut(1),
        out.grounds.get_mut(1),
        scheme,
        dark_of_its_own,
    ) {
        (*colour, *ground) = (Colour::Readers, Colour::Readers);
    }
    if let (Some(value), Some(place)) = (get("color"), out.colours.get_mut(scheme)) {
        *place = value.map_or(Colour::Untold, |value| colour(&value, current, behind));
    }
    let letters = out.colours.get(scheme).copied().unwrap_or(Colour::Untold);
    let ground = get("background-color").or_else(|| get("background"));
    if let (Some(value), Some(place)) = (ground, out.grounds.get_mut(scheme)) {
        let value = value.as_deref().map(str::trim);
        *place = match value {
            Some("none" | "inherit" | "initial" | "unset" | "0" | "0 0" | "") => behind,
            // A picture behind words.
            Some(value) if value.contains("url(") || value.contains("gradient(") => Colour::Untold,
            Some(value) => colour(value, letters, behind),
            None => Colour::Untold,
        };
    }
    if let Some(value) = get("opacity")
        && value.as_deref().is_none_or(|value| value != "1")
        && let Some(place) = out.colours.get_mut(scheme)
    {
        *place = Colour::Untold;
    }
}

fn sized(value: Option<&str>, round: &Style) -> Option<f32> {
    letters(value?, round.size?, round.root?)
}

fn line(value: &str, size: Option<f32>, round: &Style) -> Option<Line> {
    let value = value.trim();
    match (value, value.parse::<f32>()) {
        ("inherit" | "unset", _) => round.line,
        (_, Ok(times)) => Some(Line::Times(times)),
        (_, Err(_)) => length(value, size?, round.root?, size?).map(Line::Pixels),
    }
}

/// A value with the document's own values in place of their names; `None` where one is not there.
fn resolved(value: &str, custom: &BTreeMap<String, [Option<String>; 2]>, scheme: usize) -> Option<String> {
    /// How many names a value may lead through.
    const MOST: usize = 10;
    let mut value = value.trim().to_owned();
    for _ in 0..MOST {
        let Some((before, rest)) = value.split_once("var(") else {
            return Some(value);
        };
        let (inside, after) = rest.split_once(')')?;
        let parts = split(inside, ',');
        let name = parts.first().map(|name| name.trim())?;
        let known = custom
            .get(name)
            .and_then(|known| known.get(scheme).cloned().flatten());
        let known = known.or_else(|| parts.get(1).map(|other| other.trim().to_owned()))?;
        if known.len() > 1_000 {
            return None;
        }
        value = format!("{before}{known}{after}");
    }
    None
}

/// What programs give elements before any sheet, and what attributes of before sheets ask for (HTML, section 15.3).
fn hints(node: Node<'_, '_>, medium: Medium) -> Vec<Declaration> {
    let mut out = Vec::new();
    let mut say = |property: &str, value: &str| {
        out.push(Declaration {
            property: property.to_owned(),
            value: value.to_owned(),
            important: false,
        });
    };
    let name = node.tag_name().name();
    let size = match name {
        "h1" => "2em",
        "h2" => "1.5em",
        "h3" => "1.17em",
        "h5" => "0.83em",
        "h6" => "0.67em",
        "small" | "sub" | "sup" => "smaller",
        "big" => "larger",
        "rt" => "50%",
        // Of letters that are all as wide browsers show smaller ones.
        "code" | "kbd" | "samp" | "tt" | "pre" => "0.8125em",
        _ => "",
    };
    if !size.is_empty() {
        say("font-size", size);
    }
    if medium == Medium::Browser && name == "a" && node.has_attribute("href") {
        say("color", "#0000EE");
    }
    if name == "font" {
        let sizes = ["10px", "13px", "16px", "18px", "24px", "32px", "48px"];
        let size = node.attribute("size").and_then(|size| size.parse::<usize>().ok());
        if let Some(size) = size.and_then(|size| sizes.get(size.checked_sub(1)?)) {
            say("font-size", size);
        }
        if let Some(colour) = node.attribute("color") {
            say("color", colour);
        }
    }
    if let Some(colour) = node.attribute("text").filter(|_| name == "body") {
        say("color", colour);
    }
    if let Some(colour) = node.attribute("bgcolor") {
        say("background-color", colour);
    }
    out
}

//! Which rules hold at an element, and what its text comes to (CSS Cascading 4).

use std::collections::BTreeMap;
use std::rc::Rc;

use roxmltree::Node;

use super::Medium;
use super::allowed::{is_for_all, is_value};
use super::colour::{Colour, colour};
use super::media::Holds;
use super::own::{Own, given};
use super::select::Asked;
use super::sheet::{Declaration, Rule, Sheet};
use super::size::{FIRST, length, letters};
use super::syntax::split;
use super::watch::is_unseen_size;
use crate::model::Direction;
use crate::model::contrast::contrast;

/// What holds at an element; two colours are one in light and one in dark.
#[derive(Clone, Debug)]
pub(super) struct Style {
    /// The size of letters, in pixels.
    pub size: Option<f32>,
    /// The size of the root's letters, in pixels.
    pub root: Option<f32>,
    /// The colours of letters.
    pub colours: [Colour; 2],
    /// What lies behind them.
    pub grounds: [Colour; 2],
    /// Whether nobody sees it.
    pub gone: bool,
    /// Whether a sheet makes its letters so small that nobody sees them.
    pub tiny: bool,
    /// Which way lines run.
    pub direction: Direction,
    line: Option<Line>,
    custom: Rc<Custom>,
}

/// A document's own values by their names, in light and in dark.
type Custom = BTreeMap<String, [Option<String>; 2]>;

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

    /// Whether letters are lost on the grounds of most readers, or the letters of most on this ground: what is said of it.
    pub fn is_pale(&self) -> Option<&'static str> {
        /// Less is not seen.
        const LEAST: f32 = 2.0;
        match (self.colours[0], self.grounds[0]) {
            (Colour::Told(letters), Colour::Readers) if contrast(letters, [255; 3]) < LEAST => {
                Some("light letters, and no ground of their own")
            }
            (Colour::Readers, Colour::Told(ground)) if contrast([0; 3], ground) < LEAST => {
                Some("a dark ground, and no colour of letters")
            }
            _ => None,
        }
    }

    /// A value with the document's own values in place of their names; `None` where one is not there.
    pub fn resolved(&self, value: &str, scheme: usize) -> Option<String> {
        resolved(value, &self.custom, scheme)
    }
}

/// A declaration that holds, and the rule that makes it, where it is one of a sheet's.
#[derive(Clone, Copy)]
pub(super) struct Winner<'r> {
    /// The value as written.
    pub value: &'r str,
    /// The rule; none for what the element says itself, and for what programs give it.
    pub rule: Option<&'r Rule>,
    /// Whether it may change what is seen of the words.
    pub judged: bool,
}

/// What holds at an element, by property.
pub(super) type Said<'r> = BTreeMap<&'r str, Winner<'r>>;

/// The rules of a document that pick an element.
#[derive(Default)]
pub(super) struct Found<'r> {
    /// Those that hold on the screen as it is here, in light and in dark, the weakest first.
    pub now: Vec<(&'r Rule, [bool; 2])>,
    /// Those that hold on some other screen, or whose selectors are not understood.
    pub elsewhere: Vec<&'r Rule>,
    /// Those that hold on paper alone.
    pub paper: Vec<&'r Rule>,
    /// Those about what a sheet writes beside the words, and about some of the words.
    pub parts: Vec<&'r Rule>,
}

/// The sheets of a document in their order.
pub(super) struct Cascade<'s> {
    medium: Medium,
    sheets: Vec<(&'s Sheet, Holds)>,
    given: BTreeMap<&'static str, Vec<Declaration>>,
}

/// The most values of a document's own that are kept.
const MOST_CUSTOM: usize = 500;

impl<'s> Cascade<'s> {
    /// Of these sheets.
    pub fn new(medium: Medium, sheets: Vec<(&'s Sheet, Holds)>) -> Self {
        Self {
            medium,
            sheets,
            given: given(medium),
        }
    }

    /// The sheets.
    pub fn sheets(&self) -> impl Iterator<Item = &'s Sheet> {
        self.sheets.iter().map(|(sheet, _)| *sheet)
    }

    /// What programs give an element.
    pub fn given(&self, node: Node<'_, '_>) -> &[Declaration] {
        let name = node.tag_name().name();
        match self.given.get(name) {
            // A place in the text is no link.
            Some(_) if name == "a" && !node.has_attribute("href") => &[],
            Some(given) => given,
            None => &[],
        }
    }

    /// What holds before any rule.
    pub fn initial(&self) -> Style {
        let (letters, ground) = match self.medium {
            Medium::Browser => (Colour::Told([0; 3]), Colour::Told([255; 3])),
            Medium::ReadingSystem => (Colour::Readers, Colour::Readers),
        };
        Style {
            size: Some(FIRST),
            root: Some(FIRST),
            colours: [letters; 2],
            grounds: [ground; 2],
            gone: false,
            tiny: false,
            direction: Direction::LeftToRight,
            line: None,
            custom: Rc::default(),
        }
    }

    /// The rules that pick an element.
    pub fn found(&self, node: Node<'_, '_>, asked: &Asked<'_, '_>) -> Found<'s> {
        let mut out = Found::default();
        for (sheet, holds) in &self.sheets {
            let candidates = sheet.index.candidates(node);
            if !asked.ask(candidates.len() + 1) {
                break;
            }
            let rules = candidates
                .into_iter()
                .filter_map(|number| sheet.rules.get(number));
            for rule in rules.filter(|rule| rule.selector.picks(node, asked)) {
                let holds = rule.holds.and(*holds);
                match rule.selector.part {
                    None if !holds.ever && holds.print => out.paper.push(rule),
                    _ if !holds.ever => {}
                    Some(_) => out.parts.push(rule),
                    None if rule.selector.certain && holds.now != [false; 2] => {
                        out.now.push((rule, holds.now));
                    }
                    None => out.elsewhere.push(rule),
                }
            }
        }
        out.paper
            .sort_by_key(|rule| (!rule.layered, rule.selector.weight));
        out.now
            .sort_by_key(|(rule, _)| (!rule.layered, rule.selector.weight));
        out
    }

    /// What is said at an element in light (0) or in dark (1). What browsers do not take for a value is passed over.
    pub fn said<'r>(&self, found: &Found<'r>, own: Own<'r>, scheme: usize) -> Said<'r> {
        let mut out = Said::new();
        let here = |now: [bool; 2]| now.get(scheme) == Some(&true);
        for important in [false, true] {
            let mut say = |declaration: &'r Declaration, rule: Option<&'r Rule>| {
                let (property, value) = (declaration.property.as_str(), declaration.value.as_str());
                if declaration.important == important && is_value(property, value) {
                    if SHORTHANDS.contains(&property) {
                        out.retain(|other, _| !is_set_by(property, other));
                    }
                    let judged = declaration.judged;
                    out.insert(property, Winner { value, rule, judged });
                }
            };
            own.given.iter().for_each(|one| say(one, None));
            own.hints.iter().for_each(|one| say(one, None));
            for (rule, _) in found.now.iter().filter(|(_, now)| here(*now)) {
                let declarations: &'r Rc<[Declaration]> = &rule.declarations;
                declarations.iter().for_each(|one| say(one, Some(rule)));
            }
            own.style.iter().for_each(|one| say(one, None));
        }
        out
    }

    /// What holds at an element in an element of this style.
    pub fn style(&self, node: Node<'_, '_>, round: &Style, said: [&Said<'_>; 2]) -> Style {
        let mut out = round.clone();
        match node.attribute("dir") {
            Some("rtl") => out.direction = Direction::RightToLeft,
            Some("ltr") => out.direction = Direction::LeftToRight,
            Some(_) | None => {}
        }
        for (scheme, said) in said.into_iter().enumerate() {
            take(&mut out, round, said, scheme);
        }
        if node.tag_name().name() == "html" {
            out.root = out.size;
        }
        out
    }
}

/// Properties that set others, too.
const SHORTHANDS: [&str; 9] = [
    "animation",
    "background",
    "font",
    "inset",
    "list-style",
    "margin",
    "mask",
    "overflow",
    "text-decoration",
];

fn is_set_by(shorthand: &str, property: &str) -> bool {
    let longer = property.strip_prefix(shorthand);
    longer.is_some_and(|rest| rest.starts_with('-')) || shorthand == "font" && property == "line-height"
}

/// Takes what is said at an element in light (0) or in dark (1). Sizes are those in light.
fn take(out: &mut Style, round: &Style, said: &Said<'_>, scheme: usize) {
    for (property, value) in said.iter().filter(|(property, _)| property.starts_with("--")) {
        if out.custom.len() < MOST_CUSTOM {
            let custom = Rc::make_mut(&mut out.custom);
            let known = custom.entry((*property).to_owned()).or_default();
            if let Some(known) = known.get_mut(scheme) {
                *known = Some(value.value.to_owned());
            }
        }
    }
    let custom = Rc::clone(&out.custom);
    let get = |property: &str| {
        said.get(property)
            .map(|winner| resolved(winner.value, &custom, scheme))
    };
    if scheme == 0 {
        if let Some(value) = get("font-size") {
            out.size = sized(value.as_deref(), round);
        } else if let Some(value) = get("font").filter(|value| !value.as_deref().is_some_and(is_for_all)) {
            // The size stands before the families, with the leading behind a slash.
            let size = value.as_deref().and_then(|value| {
                let mut words = value.split_whitespace();
                words.find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            });
            out.size = size.and_then(|size| sized(size.split('/').next(), round));
            out.line = None;
        }
        let by = said.get("font-size").or_else(|| said.get("font"));
        if let Some(by) = by {
            out.tiny = by.rule.is_some() && is_unseen_size(out.size);
        }
        if let Some(value) = get("line-height") {
            out.line = line(value.as_deref().unwrap_or_default(), out.size, round);
        }
        out.gone = get("display")
            .flatten()
            .is_some_and(|value| value.eq_ignore_ascii_case("none"));
        match get("direction")
            .flatten()
            .map(|value| value.to_ascii_lowercase())
            .as_deref()
        {
            Some("rtl") => out.direction = Direction::RightToLeft,
            Some("ltr") => out.direction = Direction::LeftToRight,
            Some(_) | None => {}
        }
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
    // What letters are filled with goes before their colour.
    if let (Some(Some(value)), Some(place)) = (get("-webkit-text-fill-color"), out.colours.get_mut(scheme)) {
        *place = colour(&value, *place, behind);
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
fn resolved(value: &str, custom: &Custom, scheme: usize) -> Option<String> {
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

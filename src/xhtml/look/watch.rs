//! Whether who looks at a document meets the words that a listener meets: what style sheets do to them, each rule told once
//! with the first words that it meets.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::cascade::{Cascade, Found, Style};
use super::harm::{Block, Harm};
use super::select::Part;
use super::shared::Computed;
use super::sheet::{Declaration, Rule};
use super::size::letters as size;
use super::syntax::words as parts;
use super::{allowed, is_read, is_unseen};
use crate::model::excerpt;
use crate::model::turned::{self, Turn};
use crate::xhtml::document::{is, plain_text};
use crate::xhtml::kinds::Kind;

/// How many faults are told; there are as many as rules.
const MOST: usize = 100;

/// Letters that are smaller, in pixels, are not seen.
const SMALLEST: f32 = 3.0;

/// What has been met so far.
#[derive(Default)]
pub(super) struct Watch {
    /// What rules do, so that each is told once.
    found: BTreeMap<(String, Harm), String>,
    more: usize,
}

/// An element that is read, with all that holds at it.
pub(super) struct Met<'m, 'a, 'i> {
    /// The element.
    pub node: Node<'a, 'i>,
    /// The style of what is round it.
    pub round: &'m Style,
    /// What it comes to.
    pub computed: &'m Computed<'m>,
    /// The rules that pick it.
    pub found: &'m Found<'m>,
    /// All rules.
    pub cascade: &'m Cascade<'m>,
    /// How many letters stand in it that are read.
    pub letters: usize,
    /// How many pieces of the text stand in it.
    pub pieces: usize,
    /// Whether sheets write what attributes of cells say.
    pub labels_cells: bool,
}

impl<'m> Met<'m, '_, '_> {
    /// Its style.
    pub fn style(&self) -> &'m Style {
        self.computed.style()
    }

    /// Values in this element, none of them yet.
    fn block<'b>(&self) -> Block<'b> {
        let kind = Kind::of(self.node.tag_name().name());
        Block {
            values: BTreeMap::new(),
            em: self.style().size.unwrap_or(16.0),
            root: self.style().root.unwrap_or(16.0),
            letters: self.letters,
            in_line: kind == Kind::Phrase,
            is_piece: kind == Kind::Piece,
            is_text: is_text(self.node, kind),
            pieces: self.pieces,
        }
    }

    fn add<'b>(&self, block: &mut Block<'b>, property: &'b str, value: &str, scheme: usize) {
        let name = allowed::unprefixed(property);
        if name != property && block.values.contains_key(name) {
            return;
        }
        if let Some(value) = self.style().resolved(value, scheme) {
            block.values.insert(name, value);
        }
    }

    /// What is said at it in light (0) or in dark (1), as far as it may change what is seen of its words.
    pub(super) fn said(&self, scheme: usize) -> Block<'m> {
        let mut block = self.block();
        for (property, winner) in self.computed.said(scheme) {
            if winner.judged {
                self.add(&mut block, property, winner.value, scheme);
            }
        }
        block
    }

    fn rule(&self, property: &str, scheme: usize) -> Option<&'m Rule> {
        let said = self.computed.said(scheme);
        let found = said
            .iter()
            .find(|(name, winner)| winner.rule.is_some() && allowed::unprefixed(name) == property);
        found.and_then(|(_, winner)| winner.rule)
    }
}

impl Watch {
    /// Faults, each of another rule.
    pub fn faults(self) -> Vec<String> {
        let more = (self.more > 0).then(|| format!("style sheets do the like in {} more ways", self.more));
        self.found.into_values().chain(more).collect()
    }

    /// Looks at an element.
    pub fn element(&mut self, met: &Met<'_, '_, '_>) {
        let kind = Kind::of(met.node.tag_name().name());
        if met.letters == 0 || matches!(kind, Kind::Embedded | Kind::Control | Kind::Unseen | Kind::Silent) {
            return;
        }
        if !met.computed.quiet.get() {
            met.computed.quiet.set(self.now(met));
        }
        let open = |rule: &&&Rule| !met.computed.is_passed(rule);
        for rule in met.found.elsewhere.iter().filter(open) {
            self.elsewhere(met, rule);
        }
        self.paper(met);
        self.marks(met);
        for rule in met.found.parts.iter().filter(open) {
            match rule.selector.part {
                Some(Part::Written) => self.written(met, rule),
                Some(Part::Words) => self.some_words(met, rule),
                Some(Part::Other) | None => {}
            }
        }
        let own_words = || {
            let mut texts = met.node.children().filter(|child| child.is_text());
            texts.any(|text| text.text().is_some_and(|text| !text.trim().is_empty()))
        };
        if let Some(told) = met.style().is_pale().filter(|_| own_words()) {
            self.put(told.to_owned(), Harm::Hides, || {
                let words = excerpt(&plain_text(met.node));
                format!("the style sheet hides “{words}” ({told})")
            });
        }
        if met.style().tiny && own_words() {
            let words = excerpt(&plain_text(met.node));
            let size = met.style().size.unwrap_or_default();
            self.put(String::new(), Harm::Hides, || {
                format!("the style sheet hides “{words}” (letters of {size} px)")
            });
        }
    }

    /// What holds at an element. Whether it does nothing to words, whatever they are and however many.
    fn now(&mut self, met: &Met<'_, '_, '_>) -> bool {
        let said = met.computed.said(0);
        let mut quiet = !said.contains_key("direction") && !said.contains_key("unicode-bidi");
        for scheme in 0..met.computed.schemes() {
            let block = met.said(scheme);
            let harms = block.harms();
            let moves = block
                .values
                .keys()
                .any(|property| property.starts_with("animation"));
            quiet &= harms.is_empty() && !moves && !block.depends();
            for (property, harm) in harms {
                if let Some(rule) = met.rule(property, scheme)
                    && !(harm == Harm::Hides && met.is_head_said_again())
                {
                    self.tell(met, rule, property, harm);
                }
            }
            self.moves(met, &block, scheme);
        }
        self.turns(met);
        quiet
    }

    /// Rules of other screens, and rules with selectors that are not understood.
    fn elsewhere(&mut self, met: &Met<'_, '_, '_>, rule: &Rule) {
        let mut block = met.said(0);
        for declaration in rule.declarations.iter().filter(|one| one.judged) {
            met.add(&mut block, &declaration.property, &declaration.value, 0);
        }
        let of_rule = |property: &str| {
            let mut all = rule.declarations.iter();
            all.any(|one| allowed::unprefixed(&one.property) == property)
        };
        let harms = block.harms();
        let harms: Vec<_> = harms
            .into_iter()
            .filter(|(property, _)| of_rule(property))
            .collect();
        if passes(met, rule, &block, &harms) || met.is_head_said_again() {
            return;
        }
        self.tell_all(met, rule, harms);
    }

    fn tell_all(&mut self, met: &Met<'_, '_, '_>, rule: &Rule, harms: Vec<(&str, Harm)>) {
        for (property, harm) in harms {
            self.tell(met, rule, property, harm);
        }
        if is_tiny(&rule.declarations) {
            self.tell(met, rule, "font-size", Harm::Hides);
        }
    }

    /// Animations whose end, or every step, hides words.
    fn moves(&mut self, met: &Met<'_, '_, '_>, block: &Block<'_>, scheme: usize) {
        for property in ["animation", "animation-name"] {
            let Some(value) = block.values.get(property) else {
                continue;
            };
            for sheet in met.cascade.sheets().filter(|sheet| !sheet.frames.is_empty()) {
                for name in value.split([' ', ',']) {
                    let Some(steps) = sheet.frames.get(name) else {
                        continue;
                    };
                    let hides = |step: &Vec<Declaration>| {
                        let mut block = met.block();
                        for one in step.iter().filter(|one| one.judged) {
                            met.add(&mut block, &one.property, &one.value, scheme);
                        }
                        is_tiny(step)
                            || block
                                .harms()
                                .iter()
                                .any(|(_, harm)| matches!(harm, Harm::Hides | Harm::May))
                    };
                    let hidden = steps.iter().all(hides) || steps.last().is_some_and(hides);
                    if let Some(rule) = met.rule(property, scheme).filter(|_| hidden) {
                        self.tell(met, rule, property, Harm::Hides);
                    }
                }
            }
        }
    }

    /// Directions that sheets and styles give.
    fn turns(&mut self, met: &Met<'_, '_, '_>) {
        let said = |property: &str| {
            met.computed
                .said(0)
                .get(property)
                .map(|winner| winner.value.to_ascii_lowercase())
        };
        let forced = said("unicode-bidi").is_some_and(|value| value.contains("override"));
        let given = said("direction").is_some() && met.style().direction != met.round.direction;
        let turn = match (forced, given) {
            (true, _) => Turn::Forced(met.style().direction),
            (false, true) => Turn::Set(met.style().direction),
            (false, false) => return,
        };
        let words = plain_text(met.node);
        if turned::turns(&words, turn) {
            let fault = turned::fault(&words);
            self.put(fault.clone(), Harm::Order, || fault);
        }
    }

    /// The first letter and the first line.
    fn some_words(&mut self, met: &Met<'_, '_, '_>, rule: &Rule) {
        let mut block = met.block();
        for one in rule.declarations.iter().filter(|one| one.judged) {
            met.add(&mut block, &one.property, &one.value, 0);
        }
        let harms = block.harms();
        if !passes(met, rule, &block, &harms) {
            self.tell_all(met, rule, harms);
        }
    }

    fn tell(&mut self, met: &Met<'_, '_, '_>, rule: &Rule, property: &str, harm: Harm) {
        let name = met.node.tag_name().name();
        let known = match harm {
            // Told with the element.
            Harm::Strikes => matches!(name, "del" | "s" | "strike"),
            Harm::Raises => !runs_into(met.node),
            Harm::Locks => {
                let mut inner = met.node.descendants();
                !inner.any(|node| is(node, "a") && node.has_attribute("href"))
            }
            Harm::Hides | Harm::May | Harm::Order | Harm::Writes | Harm::Silences => false,
        };
        if known {
            return;
        }
        let selector = &rule.selector.text;
        let what = match harm {
            Harm::Hides | Harm::Strikes | Harm::Raises | Harm::Silences | Harm::Locks => selector.to_string(),
            Harm::May | Harm::Order | Harm::Writes => format!("{selector} {property}"),
        };
        self.put(what, harm, || {
            let words = excerpt(&plain_text(met.node));
            match harm {
                Harm::Hides => format!("the style sheet hides “{words}” ({selector})"),
                Harm::Silences => format!("the style sheet has “{words}” not said ({selector})"),
                Harm::Locks => format!("the style sheet locks the links in “{words}” ({selector})"),
                Harm::May => format!("the style sheet may hide “{words}” ({selector}: {property})"),
                Harm::Order => {
                    format!("the style sheet shows “{words}” in another order ({selector}: {property})")
                }
                Harm::Strikes => format!(
                    "words are struck out and stay words to a listener: “{words}” ({selector})"
                ),
                Harm::Writes => {
                    format!("the style sheet shows other words for “{words}” ({selector}: {property})")
                }
                Harm::Raises => format!(
                    "the style sheet moves “{words}” off the line, and it is read as part of what is beside it ({selector})"
                ),
            }
        });
    }

    /// Takes note of what is done, once for each that does it.
    pub(super) fn put(&mut self, what: String, harm: Harm, message: impl FnOnce() -> String) {
        let key = (what, harm);
        if self.found.contains_key(&key) {
            return;
        }
        if self.found.len() >= MOST {
            self.more += 1;
            return;
        }
        self.found.insert(key, message());
    }
}

/// Takes note of a rule that does nothing to words here, whatever they are and however many.
pub(super) fn passes(met: &Met<'_, '_, '_>, rule: &Rule, block: &Block<'_>, harms: &[(&str, Harm)]) -> bool {
    let passes = harms.is_empty() && !is_tiny(&rule.declarations);
    if passes && !block.depends() {
        met.computed.pass(rule);
    }
    passes
}

/// Whether an attribute `style` does anything to the words of its element.
pub(super) fn is_harmful(declarations: &[Declaration], block: Block<'_>) -> bool {
    let judged = declarations.iter().filter(|one| one.judged);
    let values = judged.map(|one| (allowed::unprefixed(&one.property), one.value.clone()));
    let values: BTreeMap<&str, String> = values.collect();
    let block = Block { values, ..block };
    !block.harms().is_empty() || is_tiny(declarations)
}

/// Whether declarations make letters so small that nobody sees them.
pub(super) fn is_tiny(declarations: &[Declaration]) -> bool {
    declarations.iter().any(|one| {
        let value = match one.property.as_str() {
            "font-size" => Some(one.value.as_str()),
            "font" => parts(&one.value)
                .into_iter()
                .find(|part| part.starts_with(|c: char| c.is_ascii_digit()))
                .and_then(|part| part.split('/').next()),
            _ => None,
        };
        let pixels = value.and_then(|value| size(value, 16.0, 16.0));
        pixels.is_some_and(|pixels| pixels < SMALLEST)
    })
}

/// Whether a size is one that nobody sees.
pub(super) fn is_unseen_size(size: Option<f32>) -> bool {
    size.is_some_and(|pixels| pixels < SMALLEST)
}

/// How many letters stand in each element that are read, alternatives of pictures among them.
pub(super) fn letters(document: &Document<'_>) -> Vec<usize> {
    let mut out = vec![0; document.descendants().count()];
    for node in document.descendants().rev() {
        let own = match node.text().filter(|_| node.is_text()) {
            Some(text) => text.chars().filter(|c| !c.is_whitespace()).count(),
            None => node.attribute("alt").map_or(0, str::len),
        };
        let at = node.id().get_usize();
        let sum = out.get(at).copied().unwrap_or_default() + own;
        if let Some(place) = out.get_mut(at) {
            *place = sum;
        }
        let silent = node.is_element() && (is_unseen(node) || !is_read(node));
        let parent = node
            .parent()
            .and_then(|parent| out.get_mut(parent.id().get_usize()));
        if let Some(parent) = parent.filter(|_| !silent) {
            *parent += sum;
        }
    }
    out
}

/// Whether an element is part of the text that is read one after the other: no caption, which may stand on its picture, and
/// no way to other places, which may stand beside the text.
pub(super) fn is_text(node: Node<'_, '_>, kind: Kind) -> bool {
    let part = matches!(node.tag_name().name(), "div" | "section" | "article" | "main");
    let beside = |node: Node<'_, '_>| {
        matches!(
            node.tag_name().name(),
            "nav" | "figure" | "figcaption" | "caption" | "header" | "footer" | "aside"
        )
    };
    (part || matches!(kind, Kind::Piece | Kind::Phrase)) && !node.ancestors().any(beside)
}

/// How many pieces of the text stand in each element below each other: those with letters and no piece in them.
pub(super) fn pieces(document: &Document<'_>, letters: &[usize]) -> Vec<usize> {
    let mut out = vec![0; letters.len()];
    for node in document
        .descendants()
        .filter(Node::is_element)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        let name = node.tag_name().name();
        let at = node.id().get_usize();
        let has_letters = letters.get(at).is_some_and(|letters| *letters > 0);
        let lines = matches!(
            name,
            "p" | "li" | "tr" | "caption" | "dt" | "dd" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre"
        );
        let inner = out.get(at).copied().unwrap_or_default();
        let own = if lines && has_letters { inner.max(1) } else { inner };
        if let Some(place) = out.get_mut(at) {
            *place = own;
        }
        let parent = node
            .parent()
            .and_then(|parent| out.get_mut(parent.id().get_usize()));
        if let Some(parent) = parent.filter(|_| has_letters && !is_unseen(node) && is_read(node)) {
            *parent = match name {
                // Cells stand beside each other.
                "td" | "th" => own.max(*parent),
                _ => *parent + own,
            };
        }
    }
    out
}

/// Whether nobody can tell how text looks because of a rule.
pub(super) fn unsettles(rule: &Rule) -> bool {
    let of_looks = |one: &Declaration| {
        matches!(
            one.property.as_str(),
            "font-size"
                | "font"
                | "line-height"
                | "color"
                | "background"
                | "background-color"
                | "display"
                | "opacity"
        )
    };
    !rule.selector.certain && rule.holds.now != [false; 2] && rule.declarations.iter().any(of_looks)
}

/// Whether a letter or a digit stands right before or behind an element of a line.
fn runs_into(node: Node<'_, '_>) -> bool {
    let name = node.tag_name().name();
    if Kind::of(name) != Kind::Phrase || matches!(name, "sup" | "sub" | "a") || is(node, "img") {
        return false;
    }
    let words = plain_text(node);
    let before = node.prev_sibling().and_then(|before| before.text());
    let behind = node.next_sibling().and_then(|behind| behind.text());
    let beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    words.contains(char::is_alphanumeric)
        && (beside(before.and_then(|text| text.chars().next_back()))
            || beside(behind.and_then(|text| text.chars().next())))
}

#[cfg(test)]
mod tests;

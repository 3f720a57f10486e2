//! Styles for what stands in something else: a list in a callout, a heading in a definition. Whatever a place asks of a
//! paragraph stands in a style that is named for the place and derived from the style of its box, so that one change to
//! Callout changes everything in callouts, and nothing is said by the paragraph itself.

use std::rc::Rc;

use super::frame::Frame;
use super::lists::ListKind;
use super::numbering::Group;
use super::sheet::{self, Lead, Name, ParagraphLook};
use super::{Emitter, Place, Setting, twips, whole_twips};
use crate::layout::{Colour, Profile};
use crate::model::{Em, Pt};

/// The most words of a place that a style's name bears; Word takes names of 253 characters.
const MOST_WORDS: usize = 4;

/// What the number of a list takes in a box, in em.
const HANG: Em = 2.5;

/// What a paragraph stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A callout.
    Callout,
    /// A warning.
    Warning,
    /// A quotation.
    Quote,
    /// A definition.
    Definition,
    /// An item of a list.
    Item,
    /// An item of a list whose longest number has so many digits that its text hangs further.
    WideItem(usize),
}

/// A box that paragraphs stand in.
#[derive(Debug)]
pub struct Framed {
    /// What is drawn.
    pub frame: Frame,
    /// The style of its running text.
    pub body: &'static str,
    /// From the leading edge of the column to its text, in points.
    left: Pt,
    /// From its text to the other edge, in points.
    right: Pt,
    /// Which way the text around its paragraphs runs: at which edge its rule stands.
    pub rtl: bool,
    path: Vec<Step>,
}

impl Framed {
    /// From the edge of the column at which text of a direction begins to the text of the box, in points.
    pub fn edge(&self, rtl: bool) -> Pt {
        if rtl == self.rtl { self.left } else { self.right }
    }

    /// From that edge to the outer edge of the box, in points.
    pub fn outer_edge(&self, rtl: bool, profile: &Profile) -> Pt {
        let padding = if rtl == self.rtl {
            self.frame.inset(profile)
        } else {
            self.frame.outset(profile)
        };
        self.edge(rtl) - padding
    }
}

/// What tells styles made for a place apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Derived {
    name: String,
    indents: [i32; 3],
    lead: Lead,
    frame: Option<Frame>,
    flipped: bool,
    turned: bool,
}

/// Where a paragraph stands, in figures. Lengths in points.
#[derive(Clone, Copy)]
struct Stand<'s> {
    left: Pt,
    right: Pt,
    hanging: Pt,
    /// From its mark to its text, where it has one.
    mark: Pt,
    lead: Lead,
    framed: Option<&'s Framed>,
    rtl: bool,
    path: &'s [Step],
    /// How many digits its number has, where that moves its text.
    digits: usize,
}

impl Stand<'_> {
    /// Word joins the borders of neighbours only where the text of both begins alike, and takes the first line for that if it
    /// stands out. So what stands further in than its box hangs from the edge of the box, and its mark or a tab leads in.
    /// `stays` says that it shall not stand further in.
    fn hang_from_the_box(&mut self, stays: bool, marked: bool) {
        let Some(framed) = self.framed else { return };
        let edge = framed.edge(self.rtl);
        if stays {
            self.left = edge;
            self.right = framed.edge(!self.rtl);
            self.hanging = 0.0;
        } else {
            // In whole twentieths of a point, as they are written: one less is another edge.
            let own = twips(self.left - self.hanging);
            if own > twips(edge) + 1 {
                self.lead = if marked { Lead::Mark } else { Lead::Tab };
            }
            if own >= twips(edge) - 1 {
                self.left = whole_twips(self.left);
                self.hanging = self.left - whole_twips(edge);
            }
        }
    }
}

/// The edge of the box that words stand in, or of the column.
fn edge(setting: &Setting) -> Pt {
    setting
        .frame
        .as_ref()
        .map_or(0.0, |framed| framed.edge(setting.rtl))
}

impl Emitter<'_> {
    /// Inside a box. A box in another that is tinted has its edges, and a rule and a tint of its own; a quotation there is a
    /// part of it that stands further in.
    pub(super) fn framed(&self, setting: &Setting, frame: Frame, body: &'static str, step: Step) -> Setting {
        let profile = self.profile();
        let mut path = setting.path.clone();
        path.push(step);
        let outer = setting.box_around(profile);
        if outer.is_some() && !frame.is_tinted(profile) {
            return Setting {
                left: self.within(setting.left + frame.inset(profile), setting),
                body,
                path,
                ..setting.clone()
            };
        }
        let (start, end) = match outer {
            Some(outer) => (
                outer.outer_edge(setting.rtl, profile),
                outer.outer_edge(!setting.rtl, profile),
            ),
            None => (setting.left, setting.right),
        };
        let framed = Framed {
            frame,
            body,
            left: whole_twips(if outer.is_some() {
                start + frame.inset(profile)
            } else {
                // Lists hang from its edge.
                let hang = profile.em(HANG);
                (self.within(start + frame.inset(profile) + hang, setting) - hang).max(start)
            }),
            right: whole_twips(end + frame.outset(profile)),
            rtl: setting.rtl,
            path: path.clone(),
        };
        Setting {
            left: framed.left,
            right: framed.right,
            body,
            path,
            frame: Some(Rc::new(framed)),
            ..setting.clone()
        }
    }

    /// How far in text may stand here that wants to stand so far in: something of a line must be left. In points.
    pub(super) fn within(&self, left: Pt, setting: &Setting) -> Pt {
        left.min(self.farthest(setting).max(0.0)).max(setting.left)
    }

    /// How far from its mark text may stand here, where the mark stays in its box and on the page. In points.
    pub(super) fn longest_hanging(&self, setting: &Setting) -> Pt {
        self.farthest(setting) - edge(setting)
    }

    /// Where the shortest line may begin that is left here.
    fn farthest(&self, setting: &Setting) -> Pt {
        /// What is left for words, in em: the longest doses fit.
        const LEAST: Em = 4.5;
        self.measure(setting) + setting.left - self.profile().em(LEAST)
    }

    /// The style that says all that this place asks of a paragraph of this style.
    pub(super) fn style(&mut self, base: &str, setting: &Setting, place: &Place) -> Name {
        let listed = ListKind::of(base).is_some_and(|kind| kind != ListKind::Continued);
        let (extra, hanging) = match place.item {
            Some(_) if listed => (place.hanging, place.hanging),
            // Its number says how far in it stands.
            Some(_) => (0.0, 0.0),
            None => (place.extra, place.hanging),
        };
        // A number never stands outside of its box, or of the page.
        let edge = edge(setting);
        let mut stand = Stand {
            left: self.within(setting.left + extra, setting).max(edge + hanging),
            right: setting.right,
            hanging,
            mark: hanging,
            lead: Lead::None,
            framed: setting.frame.as_deref(),
            rtl: setting.rtl,
            path: &setting.path,
            digits: if listed { place.digits } else { 0 },
        };
        let stays = stays_at_the_edge(self.sheet.paragraph(base));
        stand.hang_from_the_box(stays, listed || hanging > 0.0 || place.item.is_some());
        self.placed(base, stand)
    }

    fn placed(&mut self, base: &str, stand: Stand<'_>) -> Name {
        let look = self.sheet.paragraph(base);
        let frame = stand.framed.map(|framed| framed.frame).or(look.frame);
        let flipped = stand.framed.is_some_and(|framed| framed.rtl != self.sheet.rtl);
        let turned = stand.framed.is_some() && stand.rtl != self.sheet.rtl;
        let indents = [stand.left, stand.right, stand.hanging].map(twips);
        if indents == [look.left, look.right, look.hanging].map(twips)
            && frame == look.frame
            && flipped == look.flipped
            && stand.lead == look.lead
        {
            return look.id.clone();
        }
        let derived = Derived {
            name: format!("{}{}", prefix(look, &stand, turned), capital(&look.name)),
            indents,
            lead: stand.lead,
            frame,
            flipped,
            turned,
        };
        if let Some(id) = self.sheet.derived.get(&derived) {
            return id.clone();
        }
        let look = ParagraphLook {
            left: stand.left,
            right: stand.right,
            hanging: stand.hanging,
            lead: stand.lead,
            frame,
            flipped,
            next: None,
            ..look.clone()
        };
        self.derive(derived, look, stand)
    }

    fn derive(&mut self, derived: Derived, mut look: ParagraphLook, stand: Stand<'_>) -> Name {
        let base = look.id.clone();
        look.based_on = self.parent(&look, stand);
        self.used.insert(look.based_on.clone());
        if base == "CalloutLabel" || base == "WarningLabel" {
            look.next = Some(look.based_on.clone());
        }
        let name = self.free_name(&derived.name);
        let id = sheet::id(&name);
        if let Some(list) = &mut look.list {
            let group = Group {
                place: prefix(self.sheet.paragraph(&base), &stand, derived.turned),
                kind: ListKind::of(&base).unwrap_or(ListKind::Bullets),
                level: list.level,
                left: look.left,
                hanging: stand.mark,
                edge: stand.framed.map(|framed| framed.edge(stand.rtl)),
                colour: self.mark_colour(stand.framed),
            };
            *list = self.lists.group(
                group,
                id.clone(),
                self.edition
                    .layout
                    .profile
                    .indent(self.edition.layout.profile.list.indent),
            );
        }
        look.id = id.clone();
        look.name = name.into();
        self.sheet.add(look);
        self.sheet.derived.insert(derived, id.clone());
        id
    }

    /// What a style for a place is derived from: the box, whose border and tint it shares. A heading stays a heading.
    fn parent(&mut self, look: &ParagraphLook, stand: Stand<'_>) -> Name {
        let Some(framed) = stand.framed.filter(|_| look.outline.is_none()) else {
            return look.id.clone();
        };
        let place = [framed.edge(stand.rtl), framed.edge(!stand.rtl), 0.0];
        let is_box =
            look.id == framed.body && [stand.left, stand.right, stand.hanging].map(twips) == place.map(twips);
        if is_box {
            look.id.clone()
        } else {
            self.box_style(framed, stand.rtl)
        }
    }

    /// The colour of bullets: that of the rule of what they stand in.
    fn mark_colour(&self, framed: Option<&Framed>) -> Colour {
        let profile = self.profile();
        framed.map_or(profile.colours.accent, |framed| {
            framed.frame.edges(profile).colour
        })
    }

    fn box_style(&mut self, framed: &Framed, rtl: bool) -> Name {
        let stand = Stand {
            left: framed.edge(rtl),
            right: framed.edge(!rtl),
            hanging: 0.0,
            mark: 0.0,
            lead: Lead::None,
            framed: Some(framed),
            rtl,
            path: &framed.path,
            digits: 0,
        };
        self.placed(framed.body, stand)
    }

    /// A name that no style has yet: two places that are named alike but measure otherwise get letters.
    fn free_name(&self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 0_usize;
        while self.sheet.has_named(&name) {
            number += 1;
            name = format!("{wanted} {}", letters(number));
        }
        name
    }
}

/// The words that name a place before the name of a style, each with a space after it. What the style's own name says
/// already is left out.
fn prefix(look: &ParagraphLook, stand: &Stand<'_>, turned: bool) -> String {
    let own = match &*look.id {
        "Callout" | "CalloutLabel" => Some(Step::Callout),
        "Warning" | "WarningLabel" => Some(Step::Warning),
        "Quote" => Some(Step::Quote),
        "Definition" => Some(Step::Definition),
        _ => None,
    };
    let mut path = stand.path;
    if own.is_some() && path.last().copied() == own {
        path = path.get(..path.len() - 1).unwrap_or_default();
    }
    if ListKind::of(&look.id).is_some() {
        let items = path.iter().rev().take_while(|step| **step == Step::Item).count();
        path = path.get(..path.len() - items).unwrap_or_default();
    }
    let mut words: Vec<String> = Vec::new();
    for steps in path.chunk_by(|a, b| a == b) {
        let word = match steps.first() {
            Some(Step::Callout) => "Callout",
            Some(Step::Warning) => "Warning",
            Some(Step::Quote) => "Quote",
            Some(Step::Definition) => "Definition",
            Some(Step::Item) => "List",
            Some(Step::WideItem(digits)) => wide(*digits),
            None => continue,
        };
        words.push(match steps.len() {
            1 => word.to_owned(),
            count => format!("{word} {count}"),
        });
    }
    if words.len() > MOST_WORDS {
        words.drain(1..=words.len() - MOST_WORDS);
    }
    if turned {
        let word = if stand.rtl {
            "Right-to-Left"
        } else {
            "Left-to-Right"
        };
        words.insert(0, word.to_owned());
    }
    if stand.digits > 0 {
        words.push(wide(stand.digits).to_owned());
    }
    words.into_iter().map(|word| word + " ").collect()
}

/// Whether paragraphs of a style begin at the edge of their box, however deep in it they stand: a tab in a heading would
/// stand in the contents that Word makes of it, and one before a picture could end the line.
fn stays_at_the_edge(look: &ParagraphLook) -> bool {
    const STAY: [&str; 5] = ["Picture", "Mark", "Caption", "TableCaption", "TableGap"];
    look.outline.is_some() || look.edge_tab.is_some() || STAY.contains(&&*look.id)
}

fn wide(digits: usize) -> &'static str {
    match digits {
        0..=2 => "Wide",
        3 => "Wider",
        _ => "Widest",
    }
}

/// Some of Word's own names begin with a small letter.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// B, C … Z, BB, BC …: the first of a name bears no letter.
fn letters(number: usize) -> String {
    let mut out = String::new();
    let mut left = number;
    while left > 0 {
        let digit = (left - 1) % 25;
        out.insert(0, char::from(b'B' + u8::try_from(digit).unwrap_or(0)));
        left = (left - 1) / 25;
    }
    out
}

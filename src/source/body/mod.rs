//! The Markdown of a leaflet's body, and of a frame, as typed blocks.
//!
//! Everything that an author can write is either a block of the model or a finding that says what to write instead;
//! nothing is dropped in silence. Files are opened through [`Files`] alone, and citations leave here as requests: what
//! they will say is not known before the whole leaflet is read.

mod agreement;
mod blocks;
mod citation;
mod directive;
mod fences;
mod figure;
mod foreign;
mod inlines;
pub(super) mod limits;
mod link;
mod markdown;
mod mistyped;
mod outline;
mod pasted;
mod place;
mod prose;
mod signs;
mod stray;
pub(super) mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use comrak::Arena;

use super::files::Files;
use super::log::Log;
use crate::finding::{Finding, SourceText, Span};
use crate::model::{Anchor, Block, Content, Direction, Lang, ParagraphStyle};
use outline::Outline;
pub(super) use outline::is_reserved;
use place::Place;

/// The labels of callouts that have none of their own, in the language of the leaflet or marked with their own.
#[derive(Clone, Debug, PartialEq)]
pub struct CalloutLabels {
    /// For `:::callout`.
    pub callout: Content,
    /// For `:::warning`.
    pub warning: Content,
}

/// The slots of a frame.
pub const SLOTS: [&str; 9] = [
    "logo",
    "contents",
    "body",
    "references",
    "trust-marks",
    "other-formats",
    "contact",
    "about-us",
    "legal",
];

/// What fills the slots of a frame, by their names in [`SLOTS`]: blocks that are typed already and never pass through a
/// template.
#[derive(Clone, Debug, Default)]
pub struct Slots(BTreeMap<&'static str, Vec<Block>>);

impl Slots {
    /// Fills the slot of this name.
    pub fn fill(&mut self, name: &'static str, blocks: Vec<Block>) {
        self.0.insert(name, blocks);
    }

    /// What the slot of this name holds.
    #[must_use]
    pub fn blocks(&self, name: &str) -> &[Block] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Empties the slot of this name.
    fn take(&mut self, name: &str) -> Vec<Block> {
        self.0.remove(name).unwrap_or_default()
    }
}

/// A citation that an author wrote.
#[derive(Clone, Debug)]
pub(super) struct Cite {
    /// The anchor under which it stands in the blocks.
    pub(super) anchor: Anchor,
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) locator: Option<String>,
    pub(super) span: Span,
}

/// What the body of a leaflet is read with.
pub(super) struct Authored<'a> {
    pub(super) labels: &'a CalloutLabels,
    pub(super) lang: Option<&'a Lang>,
    pub(super) files: &'a dyn Files,
    /// The leaflet's folder.
    pub(super) folder: &'a str,
}

/// The blocks of the body in these bytes, and its citations in order.
pub(super) fn read(
    source: &Arc<SourceText>,
    bytes: Range<usize>,
    authored: Authored<'_>,
    log: &mut Log,
) -> (Vec<Block>, Vec<Cite>) {
    walk(source, bytes, Mode::Leaflet(authored), log)
}

/// The blocks of a frame: our dialect with `#`, `:::lead`, `:::detail`, `:::masthead` and the [`SLOTS`]. What the frame
/// says itself, in `lang`, is marked as [`unbroken`](super::unbroken) does; what fills its slots stays as it is. Spans
/// of the findings lie in `text`.
#[must_use]
pub fn parse_frame(text: &Arc<SourceText>, slots: Slots, lang: &Lang) -> (Vec<Block>, Vec<Finding>) {
    let mut log = Log::default();
    let mode = Mode::Frame(slots, lang.direction());
    let (blocks, _) = walk(text, 0..text.text.len(), mode, &mut log);
    (blocks, log.findings)
}

/// The blocks of a passage that stands in a value: paragraphs and lists, and `:::lang` round them. `key` names the value.
pub(super) fn prose(text: &Arc<SourceText>, key: &str, log: &mut Log) -> Vec<Block> {
    let bytes = 0..text.text.len();
    if prose::refused(text, key, log) {
        return Vec::new();
    }
    walk(text, bytes, Mode::Prose, log).0
}

fn walk(
    source: &Arc<SourceText>,
    bytes: Range<usize>,
    mode: Mode<'_>,
    log: &mut Log,
) -> (Vec<Block>, Vec<Cite>) {
    let text = source.text.get(bytes.clone()).unwrap_or_default();
    let span = |at: Range<usize>| Span::new(source, bytes.start + at.start..bytes.start + at.end);
    if let Some(at) = fences::too_deep(text) {
        log.error(span(at), "nested-too-deeply", TOO_DEEP.0, TOO_DEEP.1);
        return (Vec::new(), Vec::new());
    }
    let authored = matches!(mode, Mode::Leaflet(_) | Mode::Prose);
    if authored {
        if let Some(found) = limits::too_long(text) {
            log.error(span(found.at), "too-long", found.message, found.help);
            return (Vec::new(), Vec::new());
        }
        for at in fences::definitions(text) {
            let (message, help) = if text.get(at.clone()).is_some_and(|label| label.starts_with("[^")) {
                (
                    "there are no footnotes",
                    "write the note in the text, or cite a reference: `[@key]`",
                )
            } else {
                (
                    "references are not defined in the text",
                    "put the reference into the file that `references:` names, and cite it: `[@key]`",
                )
            };
            log.error(span(at), "definition", message, help);
        }
    }
    let mistyped = if authored {
        mistyped::lines(text)
    } else {
        Vec::new()
    };
    let masked = mistyped::blanked(&fences::masked(text), &mistyped);
    let (openings, ends): (Vec<_>, Vec<_>) = mistyped.into_iter().partition(|line| line.opens);
    let (forgiven, forgiven_ends) = (openings.len(), ends.len());
    for line in openings.into_iter().chain(ends) {
        log.error(span(line.at), line.code, line.message, line.help);
    }
    let arena = Arena::new();
    let root = markdown::parse(&arena, &masked, authored);
    let place = Place::new(source, &masked, bytes.start);
    let outline = Outline::of(root, &place, !authored, log);
    let mut walk = Walk {
        place,
        mode,
        outline,
        log,
        cites: Vec::new(),
        depth: 0,
        too_deep: false,
        marked: 0,
        crowded: 0,
        cells: 0,
        style: ParagraphStyle::Body,
        in_division: false,
        in_link: false,
        level: 1,
        closings: BTreeSet::new(),
        forgiven,
        forgiven_ends,
    };
    let blocks = walk.blocks(root);
    (blocks, walk.cites)
}

/// What is said of nesting that no leaflet needs.
const TOO_DEEP: (&str, &str) = (
    "this is nested too deeply to be read",
    "use fewer lists, quotations and `:::` blocks inside each other",
);

/// Whose text is read.
enum Mode<'a> {
    /// An author's.
    Leaflet(Authored<'a>),
    /// An author's, as the value of a key.
    Prose,
    /// Ours: a frame with its slots to be filled, and the direction of its words.
    Frame(Slots, Direction),
}

/// A walk over the parser's tree.
struct Walk<'a> {
    place: Place,
    mode: Mode<'a>,
    outline: Outline,
    log: &'a mut Log,
    cites: Vec<Cite>,
    /// How deep the walk is, in blocks and inlines together.
    depth: usize,
    /// Whether too deep a nesting has been reported.
    too_deep: bool,
    /// How many links, citations, stresses and tags there have been.
    marked: usize,
    /// How many paragraphs have too many of them.
    crowded: usize,
    /// How many cells the tables so far have.
    cells: usize,
    /// The style of paragraphs here.
    style: ParagraphStyle,
    /// Whether a division in another language holds this place.
    in_division: bool,
    /// Whether a link holds this place.
    in_link: bool,
    /// The level of the last heading; 1 is the title's.
    level: u8,
    /// The lines, by their first byte, that closed a directive.
    closings: BTreeSet<usize>,
    /// How many closing lines are left over from directives that were closed too early, or never opened, and reported.
    forgiven: usize,
    /// How many directives are left open by closing lines that are mistyped, and reported.
    forgiven_ends: usize,
}

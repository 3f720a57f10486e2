//! How the text of documents looks as their style sheets ask for it (CSS 2.2, chapters 6, 10, 14 and 15): sizes, leading,
//! contrast, on a screen as wide as one on a desk, before the reader has changed anything. Where a sheet has what is not
//! understood here, nothing is told of that: half of a cascade is no cascade. And whether who looks at it meets the words
//! that a listener meets, in their order and no others: what is not understood there is told.

mod allowed;
mod cascade;
mod colour;
mod harm;
mod heads;
mod index;
mod marks;
mod media;
mod own;
mod paper;
mod places;
mod seen;
mod select;
mod shared;
mod sheet;
mod size;
mod syntax;
mod watch;
mod written;

use std::rc::Rc;

use roxmltree::{Document, Node};

use super::document::XHTML;
use super::kinds::Kind;
use super::places::heading_level;
use cascade::Cascade;
pub use media::Holds;
use own::Attributes;
use seen::Eye;
pub use seen::Seen;
use select::Asked;
use shared::{Round, Shared};
pub use sheet::Sheet;
use watch::Watch;

/// What shows documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A browser: black on white where nobody says another colour, and links in blue.
    Browser,
    /// A reading system, which has colours of its own.
    ReadingSystem,
}

/// A document with its style sheets.
pub struct Sheeted<'a, 'i> {
    /// The document.
    pub document: &'a Document<'i>,
    /// The sheets in their order, each with when it holds.
    pub sheets: Vec<(Rc<Sheet>, Holds)>,
    /// Whether these are all of its sheets.
    pub whole: bool,
}

/// How many times parts of selectors may be held against elements, in all documents together.
const MOST_TRIES: usize = 5_000_000;

/// How the text of documents looks. What sheets and styles do to words is a fault.
#[must_use]
pub fn of(documents: &[Sheeted<'_, '_>], medium: Medium, faults: &mut Vec<String>) -> Seen {
    let mut eye = Eye::default();
    let mut watch = Watch::default();
    let mut whole = true;
    let mut left = MOST_TRIES;
    for one in documents {
        let asked = Asked::new(one.document, left);
        whole &= document(one, medium, &asked, &mut eye, &mut watch);
        left = asked.left.get();
    }
    if left == 0
        || documents
            .iter()
            .any(|one| one.sheets.iter().any(|(sheet, _)| sheet.is_too_much))
    {
        faults.push("the style sheets have more rules than any leaflet needs".to_owned());
    }
    faults.extend(watch.faults());
    match whole && left > 0 {
        true => eye.seen(),
        false => Seen::default(),
    }
}

/// An element to look at, with what is known of those round it.
struct One<'a, 'i> {
    node: Node<'a, 'i>,
    round: Round,
    /// Whether they are read.
    read: bool,
    in_heading: bool,
}

/// Looks at a document, and says whether all of its sheets are there and understood.
fn document(
    sheeted: &Sheeted<'_, '_>,
    medium: Medium,
    asked: &Asked<'_, '_>,
    eye: &mut Eye,
    watch: &mut Watch,
) -> bool {
    let sheets = sheeted.sheets.iter().map(|(sheet, holds)| (&**sheet, *holds));
    let cascade = Cascade::new(medium, sheets.collect());
    let mut whole = sheeted.whole && cascade.sheets().all(|sheet| !sheet.is_part);
    let letters = watch::letters(sheeted.document);
    let pieces = watch::pieces(sheeted.document, &letters);
    let labels_cells = cascade
        .sheets()
        .flat_map(|sheet| &sheet.rules)
        .any(heads::labels_cells);
    // The link past what stands before the text is seen when it is reached.
    let mut links = sheeted
        .document
        .descendants()
        .filter(|node| node.has_tag_name((XHTML, "a")));
    let inside = |node: &Node<'_, '_>| node.attribute("href").is_some_and(|href| href.starts_with('#'));
    let bypass = links
        .next()
        .filter(|node| medium == Medium::Browser && inside(node));
    let mut shared = Shared::new(&cascade);
    let first = One {
        node: sheeted.document.root_element(),
        round: shared.initial(),
        read: true,
        in_heading: false,
    };
    let mut open = vec![first];
    while let Some(One {
        node,
        round,
        read,
        in_heading,
    }) = open.pop()
    {
        if Kind::of(node.tag_name().name()) == Kind::Silent || is_unseen(node) {
            continue;
        }
        if !asked.ask(1) {
            return false;
        }
        let read = read && is_read(node) && bypass != Some(node);
        let in_heading = in_heading || heading_level(node).is_some();
        let found = cascade.found(node, asked);
        let attributes = Attributes::of(node);
        let computed = shared.of(node, &round, &found, &attributes);
        whole &= !found.elsewhere.iter().any(|rule| watch::unsettles(rule));
        if read {
            let words = letters.get(node.id().get_usize()).copied().unwrap_or_default();
            watch.element(&watch::Met {
                node,
                round: &round.style,
                computed: &computed,
                found: &found,
                cascade: &cascade,
                letters: words,
                pieces: pieces.get(node.id().get_usize()).copied().unwrap_or_default(),
                labels_cells,
            });
        }
        if computed.style().gone {
            continue;
        }
        eye.element(node, computed.style(), in_heading);
        // What is drawn has sizes of its own.
        let inner = node
            .children()
            .filter(|child| child.tag_name().namespace() == Some(XHTML));
        open.extend(inner.map(|node| One {
            node,
            round: computed.round.clone(),
            read,
            in_heading,
        }));
    }
    whole
}

/// The sheets in the elements of a document, each with when it holds.
#[must_use]
pub fn own_sheets(document: &Document<'_>) -> Vec<(Rc<Sheet>, Holds)> {
    let elements = document
        .descendants()
        .filter(|node| node.has_tag_name((XHTML, "style")));
    let sheets = elements.map(|node| (Rc::new(Sheet::parse(&text(node))), holds(node)));
    sheets.collect()
}

/// Whether the attribute `style` of an element does anything to its words that a listener is not told.
#[must_use]
pub fn is_harmful(style: &str, node: Node<'_, '_>) -> bool {
    let kind = Kind::of(node.tag_name().name());
    let block = harm::Block {
        em: 16.0,
        root: 16.0,
        letters: 1,
        in_line: kind == Kind::Phrase,
        is_piece: kind == Kind::Piece,
        is_text: watch::is_text(node, kind),
        pieces: 1,
        ..harm::Block::default()
    };
    watch::is_harmful(&sheet::declarations(style), block)
}

/// What stands in an element.
fn text(node: Node<'_, '_>) -> String {
    let texts = node
        .descendants()
        .filter_map(|inner| inner.text().filter(|_| inner.is_text()));
    texts.collect()
}

/// When a sheet holds, by the attribute of the element that brings it.
#[must_use]
pub fn holds(node: Node<'_, '_>) -> Holds {
    node.attribute("media").map_or(Holds::ALWAYS, media::media)
}

/// What nobody sees, whatever sheets say.
fn is_unseen(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "script" | "style" | "template") || node.has_attribute("hidden")
}

/// Whether what stands in an element is read, if what is round it is.
fn is_read(node: Node<'_, '_>) -> bool {
    node.attribute("aria-hidden") != Some("true") && !node.has_attribute("inert")
}

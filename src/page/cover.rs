//! The cover of a book: the title as large as it goes, and who publishes it. Two fields of colour, so that it keeps its
//! shape among others on a shelf, and nothing else: it is met at the size of a stamp more often than at its own.
//!
//! It is no page of the edition. Its words are those of the title block, and its colours those of the layout: the title
//! stands light on dark in every one of them, whichever of accent and paper is the dark one.

use super::breaking::{Rag, ends};
use super::line::Line;
use super::passage::{Gather, Look};
use super::shape::{Shaped, Shaper};
use super::{Area, Shape, TextRun};
use crate::error::Result;
use crate::layout::profile::Colours;
use crate::layout::{Colour, Edition};
use crate::model::tree::Tree;
use crate::model::{Block, Content, Direction, Em, Image, Lang, Paragraph, ParagraphStyle, Pt};

/// The width of a cover in pixels, which are the unit of all its lengths.
pub const WIDTH: u16 = 1_600;
/// The height of a cover in pixels.
pub const HEIGHT: u16 = 2_560;

/// What is painted on a cover.
pub struct Cover {
    /// The fields, from top to bottom; together they fill it.
    pub fields: [(Area, Colour); 2],
    /// The title and the publisher's name.
    pub inks: Vec<Ink>,
    /// The publisher's logo and its box.
    pub logo: Option<(Image, Area)>,
}

/// Shapes of one colour in one field.
pub struct Ink {
    /// What is painted.
    pub shapes: Vec<Shape>,
    /// In which colour.
    pub colour: Colour,
    /// On which.
    pub ground: Colour,
}

/// Beside all words, and above the title.
const MARGIN: Pt = 150.0;
/// The height of the upper field.
const FIELD: Pt = 1_960.0;
/// The short bar above the title.
const BAR: (Pt, Pt) = (200.0, 22.0);
/// From the bar to the title.
const BAR_GAP: Pt = 96.0;
/// The largest size of the title.
const TITLE: Pt = 250.0;
/// The largest size of the publisher's name.
const NAME: Pt = 88.0;
/// Each size that is tried, as a share of the one before.
const SMALLER: f32 = 0.97;
/// No size below this is tried.
const SMALLEST: Pt = 1.0;
/// Below this size a long word is cut rather than all words made smaller still: on a cover a tenth as large it would be
/// nine pixels high.
const MAY_CUT: Pt = 90.0;
/// From baseline to baseline, in em.
const LEADING: Em = 1.16;
/// The share of a line that stands above its baseline.
const ASCENT: f32 = 0.76;
/// What is left between lines in scripts that reach further, as a share of what they reach.
const CLEAR: f32 = 1.04;
/// The room of a logo.
const LOGO: (Pt, Pt) = (860.0, 270.0);

/// The cover of an edition.
///
/// # Errors
/// [`Error::Layout`](crate::error::Error::Layout) where no face has a character of the title or the publisher's name.
pub fn cover(edition: &Edition) -> Result<Cover> {
    let colours = &edition.layout.profile.colours;
    let (field, ink) = field(colours);
    let mut shaper = Shaper::new(&edition.layout.profile.faces);
    let mut out = Cover {
        fields: [(area(0.0, FIELD), field), (area(FIELD, full()), colours.paper)],
        inks: Vec::new(),
        logo: None,
    };
    let direction = edition.leaflet.direction();
    let (length, thickness) = BAR;
    let x = leading_edge(direction, length);
    let mut shapes = vec![Shape::Rectangle {
        area: Area {
            x,
            y: MARGIN,
            width: length,
            height: thickness,
        },
        colour: ink,
    }];
    if field == colours.paper {
        // One ground: a rule parts what two of them would.
        let area = area(FIELD, FIELD + thickness / 2.0);
        shapes.push(Shape::Rectangle { area, colour: ink });
    }
    if let Some(title) = edition.title() {
        let top = MARGIN + thickness + BAR_GAP;
        let words = Words {
            content: title,
            lang: edition.lang(),
            colour: ink,
            largest: TITLE,
        };
        let set = set(edition, &mut shaper, words, FIELD - MARGIN - top)?;
        shapes.extend(set.at(direction, top));
    }
    out.inks.push(Ink {
        shapes,
        colour: ink,
        ground: field,
    });
    publisher(edition, &mut shaper, &mut out)?;
    Ok(out)
}

/// The colour of the upper field and that of the title on it: the darker and the lighter of accent and paper, which every
/// layout gives a contrast of 7:1.
fn field(colours: &Colours) -> (Colour, Colour) {
    if colours.is_dark() {
        (colours.paper, colours.accent)
    } else {
        (colours.accent, colours.paper)
    }
}

/// The publisher in the lower field: by the logo where it may stand on the paper's colour, else by name.
fn publisher(edition: &Edition, shaper: &mut Shaper, out: &mut Cover) -> Result<()> {
    let Some(publisher) = &edition.leaflet.publisher else {
        return Ok(());
    };
    let colours = &edition.layout.profile.colours;
    let room = full() - FIELD - MARGIN;
    let middle = FIELD + (full() - FIELD) / 2.0;
    if let (Some(logo), None) = (&publisher.logo, colours.ground()) {
        let image = &logo.image;
        let scale = edition.layout.profile.picture_scale(image, LOGO.0, LOGO.1);
        let (width, height) = ((image.width * scale).round(), (image.height * scale).round());
        let area = Area {
            x: leading_edge(edition.leaflet.direction(), width),
            y: (middle - height / 2.0).round(),
            width,
            height,
        };
        out.logo = Some((image.clone(), area));
        return Ok(());
    }
    let Some(name) = Content::text(&publisher.name) else {
        return Ok(());
    };
    let words = Words {
        content: name,
        lang: &publisher.lang,
        colour: colours.text,
        largest: NAME,
    };
    let set = set(edition, shaper, words, room)?;
    let top = middle - set.height / 2.0;
    out.inks.push(Ink {
        shapes: set.at(edition.leaflet.direction(), top).collect(),
        colour: colours.text,
        ground: colours.paper,
    });
    Ok(())
}

/// Words to be set as large as they go.
struct Words<'a> {
    content: Content,
    lang: &'a Lang,
    colour: Colour,
    largest: Pt,
}

/// Words in lines.
struct Set {
    lines: Vec<Line>,
    size: Pt,
    /// From line to line.
    pitch: Pt,
    height: Pt,
}

/// What glyphs are shaped at, once; their places grow with the size.
const SHAPED: Pt = 100.0;

fn set(edition: &Edition, shaper: &mut Shaper, words: Words<'_>, room: Pt) -> Result<Set> {
    let style = ParagraphStyle::Body;
    let content = words.content;
    let blocks = [Block::Paragraph(Paragraph { style, content })];
    let tree = Tree::of(&blocks, words.lang);
    let look = Look::plain(true, words.colour);
    let passage = Gather::of(&tree, &edition.layout.profile, tree.root(), look);
    let mut shaped = shaper.shape(passage, SHAPED)?;
    let leading = LEADING.max(shaped.reach * CLEAR);
    let mut size = words.largest;
    while size > SMALLEST && !fits(&shaped, size, room / leading) {
        size *= SMALLER;
    }
    let lines = shaped.lines(measure() * SHAPED / size, usize::MAX, Rag::Balanced);
    let pitch = leading * size;
    Ok(Set {
        height: pitch * number(lines.len()),
        lines,
        size,
        pitch,
    })
}

/// Whether words of a size stand in a room that is so high without leading, and without a word cut where they are large.
fn fits(shaped: &Shaped, size: Pt, room: Pt) -> bool {
    let width = measure() * SHAPED / size;
    let whole = size < MAY_CUT || shaped.widest_word() <= width;
    let lines = || ends(&shaped.units, width, usize::MAX, Rag::Full).len();
    whole && number(lines()) * size <= room
}

fn number(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::INFINITY, f32::from)
}

impl Set {
    /// The glyphs, the block's top at y, at the margin where reading begins.
    fn at(self, direction: Direction, y: Pt) -> impl Iterator<Item = Shape> {
        let scale = self.size / SHAPED;
        let (size, pitch) = (self.size, self.pitch);
        let mut baseline = y + pitch * ASCENT - pitch;
        self.lines.into_iter().flat_map(move |line| {
            baseline += pitch;
            let left = leading_edge(direction, line.width() * scale) - line.extent.left * scale;
            let baseline = baseline;
            line.runs.into_iter().map(move |run| {
                let mut clusters = run.clusters;
                for cluster in &mut clusters {
                    cluster.x = left + cluster.x * scale;
                    cluster.advance *= scale;
                    for glyph in &mut cluster.glyphs {
                        glyph.dx *= scale;
                        glyph.dy *= scale;
                    }
                }
                Shape::Text(TextRun {
                    face: run.face,
                    size,
                    colour: run.colour,
                    baseline,
                    clusters,
                })
            })
        })
    }
}

/// The left edge of something so wide at the margin where reading begins.
fn leading_edge(direction: Direction, width: Pt) -> Pt {
    match direction {
        Direction::LeftToRight => MARGIN,
        Direction::RightToLeft => Pt::from(WIDTH) - MARGIN - width,
    }
}

fn measure() -> Pt {
    Pt::from(WIDTH) - 2.0 * MARGIN
}

fn full() -> Pt {
    Pt::from(HEIGHT)
}

/// All of the width, from one y to another.
fn area(top: Pt, bottom: Pt) -> Area {
    Area {
        x: 0.0,
        y: top,
        width: Pt::from(WIDTH),
        height: bottom - top,
    }
}

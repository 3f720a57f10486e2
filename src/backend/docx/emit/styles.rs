//! The style sheet as docx-rs writes it.

use std::collections::BTreeSet;

use docx_rs::{
    BorderType, IndentLevel, LineSpacing, LineSpacingType, NumberingId, NumberingProperty, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, ParagraphProperty, RunFonts, RunProperty, Shading, ShdType,
    SpecialIndentType, Style, StyleType, Styles, Tab, TabLeaderType, TabValueType,
};

use super::characters::CharacterLook;
use super::contents::edge_tab;
use super::families::Families;
use super::frame::{Edges, Frame};
use super::lists::ListKind;
use super::numbering::ListPlace;
use super::sheet::{Lead, Leader, Leading, Name, ParagraphLook, Sheet};
use super::{half_points, twips, unsigned};
use crate::backend::docx::face;
use crate::layout::{Colour, Family, Profile, Underline, Weight};
use crate::model::Pt;

/// The style part.
pub fn styles(sheet: &Sheet, used: &BTreeSet<Name>, profile: &Profile, families: &Families) -> Styles {
    let mut styles = Styles::new()
        .default_fonts(fonts(families))
        .default_size(half_points(profile.body.size_pt))
        .default_line_spacing(spacing(Leading::Text(profile.body.leading), families.text()));
    let writer = Writer {
        rtl: sheet.rtl,
        profile,
        family: families.text(),
    };
    // docx-rs writes Normal itself; all that it would say stands in the defaults.
    for look in sheet
        .paragraphs()
        .iter()
        .skip(1)
        .filter(|look| is_kept(look, used))
    {
        styles = styles.add_style(writer.paragraph(look, sheet.paragraph(&look.based_on)));
    }
    for look in &sheet.characters {
        let base = look.based_on.as_deref();
        let base = base.and_then(|id| sheet.characters.iter().find(|look| look.id == id));
        styles = styles.add_style(character(look, base));
    }
    styles
}

/// Whether the document has a style: Word knows five levels of lists, and those below are made where they are needed.
pub fn is_kept(look: &ParagraphLook, used: &BTreeSet<Name>) -> bool {
    let deep = ListKind::of(&look.id).is_some() && look.id.ends_with(['6', '7', '8', '9']);
    !deep || used.contains(&look.id)
}

/// The text face, and the face for scripts that Word calls complex: by the theme, and by name for programs that know none.
fn fonts(families: &Families) -> RunFonts {
    let family = families.text().name();
    RunFonts::new()
        .ascii_theme("minorHAnsi")
        .hi_ansi_theme("minorHAnsi")
        .east_asia_theme("minorEastAsia")
        .cs_theme("minorBidi")
        .ascii(family)
        .hi_ansi(family)
        .east_asia(family)
        .cs(families.complex().name())
}

/// The height of a line: of text as a multiple of the face's own line, so that it follows when a reader makes the text
/// larger; never less than that line, which every program and every other face can keep.
fn spacing(leading: Leading, family: Family) -> LineSpacing {
    let line = face::natural_line(family.face(Weight::Regular, false).face());
    let lines = match leading {
        Leading::Text(ems) => (ems / line).max(1.0),
        Leading::Picture => 1.0,
        Leading::Exact(height) => {
            let exact = LineSpacing::new().line_rule(LineSpacingType::Exact);
            return exact.line(twips(height));
        }
    };
    LineSpacing::new()
        .line_rule(LineSpacingType::Auto)
        .line(twips(lines * 12.0))
}

/// What a paragraph style says that the one it is derived from does not; nothing where they agree. Lengths in points.
#[derive(Debug, Default, PartialEq)]
struct Difference {
    size: Option<Pt>,
    bold: Option<bool>,
    colour: Option<Colour>,
    leading: Option<Leading>,
    before: Option<Pt>,
    after: Option<Pt>,
    /// At the leading edge, at the other, and of the first line.
    indents: Option<(Pt, Pt, Pt)>,
    /// What is drawn round it: the edges, and the tint.
    edges: Option<Frame>,
    tint: Option<Frame>,
    /// Where its text begins, behind what leads to it.
    stop: Option<Pt>,
    keep_next: bool,
    outline: Option<usize>,
    list: Option<ListPlace>,
    edge_tab: Option<Leader>,
}

fn difference(look: &ParagraphLook, base: &ParagraphLook) -> Difference {
    fn unlike<T: PartialEq>(own: T, base: T) -> Option<T> {
        (own != base).then_some(own)
    }
    let length = |own: Pt, base: Pt| (twips(own) != twips(base)).then_some(own);
    let indents = |look: &ParagraphLook| (look.left, look.right, look.hanging);
    let moved = indents_in_twips(look) != indents_in_twips(base);
    let (own, its) = (look.frame, base.frame);
    Difference {
        size: (half_points(look.size) != half_points(base.size)).then_some(look.size),
        bold: unlike(look.bold, base.bold),
        colour: unlike(look.colour, base.colour),
        leading: unlike(look.leading, base.leading),
        before: length(look.before, base.before),
        after: length(look.after, base.after),
        indents: moved.then(|| indents(look)),
        edges: own.filter(|own| its != Some(*own) || look.flipped != base.flipped),
        tint: own.filter(|own| its != Some(*own)),
        stop: (look.lead != Lead::None && (base.lead == Lead::None || moved)).then_some(look.left),
        keep_next: look.keep_next && !base.keep_next,
        outline: look.outline.filter(|_| look.outline != base.outline),
        list: look.list.filter(|_| look.list != base.list),
        edge_tab: look.edge_tab.filter(|_| look.edge_tab != base.edge_tab),
    }
}

fn indents_in_twips(look: &ParagraphLook) -> [i32; 3] {
    [look.left, look.right, look.hanging].map(twips)
}

/// Writes paragraph styles.
struct Writer<'p> {
    rtl: bool,
    profile: &'p Profile,
    family: Family,
}

impl Writer<'_> {
    fn paragraph(&self, look: &ParagraphLook, base: &ParagraphLook) -> Style {
        let said = difference(look, base);
        let mut style = Style::new(&*look.id, StyleType::Paragraph)
            .name(&*look.name)
            .based_on(&*look.based_on)
            .q_format(false);
        let mut text = RunProperty::new();
        if let Some(size) = said.size {
            text = text.size(half_points(size));
        }
        if let Some(colour) = said.colour {
            text = text.color(colour.hex());
        }
        text = match said.bold {
            Some(true) => text.bold(),
            Some(false) => text.disable_bold(),
            None => text,
        };
        style.run_property = text;
        style.paragraph_property = self.property(look, base, &said);
        match &look.next {
            Some(next) => style.next(&**next),
            None => style,
        }
    }

    fn property(&self, look: &ParagraphLook, base: &ParagraphLook, said: &Difference) -> ParagraphProperty {
        let mut property = ParagraphProperty::new();
        if said.leading.is_some() || said.before.is_some() || said.after.is_some() {
            let leading = said.leading.map(|leading| spacing(leading, self.family));
            let mut spacing = leading.unwrap_or_default();
            if let Some(before) = said.before {
                spacing = spacing.before(unsigned(before));
            }
            if let Some(after) = said.after {
                spacing = spacing.after(unsigned(after));
            }
            property = property.line_spacing(spacing);
        }
        if let Some((left, right, hanging)) = said.indents {
            property = indented(property, left, right, hanging, base.hanging);
        }
        if let Some(edges) = said.edges {
            let rtl = self.rtl != look.flipped;
            let inherited = base.frame.map(|frame| frame.edges(self.profile));
            let inherited = inherited.map(|edges| sides(&edges, self.rtl != base.flipped));
            let edges = edges.edges(self.profile);
            property = property.set_borders(borders(&edges, rtl, &inherited.unwrap_or_default()));
        }
        if let Some(tint) = said.tint {
            let tint = tint.edges(self.profile).tint.map(Colour::hex);
            // Inside a tinted box, one without a tint is as the paper.
            if tint.is_some() || base.frame.is_some_and(|base| base.is_tinted(self.profile)) {
                let fill = tint.unwrap_or_else(|| "auto".to_owned());
                let shading = Shading::new().shd_type(ShdType::Clear).color("auto");
                property = property.shading(shading.fill(fill));
            }
        }
        if said.keep_next {
            property = property.keep_next(true).keep_lines(true);
        }
        if let Some(stop) = said.stop {
            let stop = usize::try_from(unsigned(stop)).unwrap_or(0);
            property = property.add_tab(Tab::new().val(TabValueType::Left).pos(stop));
        }
        if let Some(leader) = said.edge_tab {
            let leader = match leader {
                Leader::Blank => TabLeaderType::None,
                Leader::Dots => TabLeaderType::Dot,
            };
            property = property.add_tab(edge_tab(self.profile.column_width(), leader));
        }
        if let Some(outline) = said.outline {
            property = property.outline_lvl(outline);
        }
        if let Some(list) = said.list {
            property.numbering_property = Some(NumberingProperty {
                id: Some(NumberingId::new(list.id)),
                level: (list.level > 0).then(|| IndentLevel::new(list.level)),
            });
        }
        property
    }
}

fn character(look: &CharacterLook, base: Option<&CharacterLook>) -> Style {
    let mut style = Style::new(&*look.id, StyleType::Character)
        .name(&*look.name)
        .based_on(look.based_on.as_deref().unwrap_or("DefaultParagraphFont"))
        .q_format(false);
    let mut property = RunProperty::new();
    if look.bold && !base.is_some_and(|base| base.bold) {
        property = property.bold();
    }
    if look.italic && !base.is_some_and(|base| base.italic) {
        property = property.italic();
    }
    let underline = look
        .underline
        .filter(|own| base.and_then(|base| base.underline) != Some(*own));
    if let Some(underline) = underline {
        property = property.underline(match underline {
            Underline::Single => "single",
            Underline::Thick => "thick",
            Underline::Double => "double",
        });
    }
    let colour = look
        .colour
        .filter(|own| base.and_then(|base| base.colour) != Some(*own));
    if let Some(colour) = colour {
        property = property.color(colour.hex());
    }
    style.run_property = property;
    style
}

/// A paragraph property with these indents, in points, and the first line level with the others where that of the base
/// stands out.
fn indented(
    property: ParagraphProperty,
    left: Pt,
    right: Pt,
    hanging: Pt,
    base_hanging: Pt,
) -> ParagraphProperty {
    let special = (hanging > 0.0 || base_hanging > 0.0).then(|| SpecialIndentType::Hanging(twips(hanging)));
    property.indent(Some(twips(left)), special, Some(twips(right)), None)
}

/// The sides at which edges draw something, the rule first. Sides are those of the page, whatever the direction.
fn sides(edges: &Edges, rtl: bool) -> Vec<ParagraphBorderPosition> {
    use ParagraphBorderPosition::{Bottom, Left, Right, Top};
    let (leading, trailing) = if rtl { (Right, Left) } else { (Left, Right) };
    match (edges.above, edges.tint) {
        (true, _) => vec![Top],
        (false, None) => vec![leading],
        (false, Some(_)) => vec![leading, Top, trailing, Bottom],
    }
}

/// Edges as borders, and none at the other sides that are inherited.
fn borders(edges: &Edges, rtl: bool, inherited: &[ParagraphBorderPosition]) -> ParagraphBorders {
    let border = |position: &ParagraphBorderPosition| ParagraphBorder::new(position.clone());
    let own = sides(edges, rtl);
    let mut borders = ParagraphBorders::with_empty();
    for (number, side) in own.iter().enumerate() {
        let (rule, colour) = match edges.tint {
            Some(tint) if number > 0 => (0.25, tint),
            Some(_) | None => (edges.rule, edges.colour),
        };
        let drawn = border(side)
            .val(BorderType::Single)
            .size(eighths(rule))
            .space(points(edges.space))
            .color(colour.hex());
        borders = borders.set(drawn);
    }
    for side in inherited.iter().filter(|side| !own.contains(side)) {
        borders = borders.set(border(side).val(BorderType::Nil).size(0).space(0).color("auto"));
    }
    borders
}

/// Eighths of a point, the unit of borders; Word has 2 to 96.
fn eighths(points: Pt) -> usize {
    whole(points * 8.0).clamp(2, 96)
}

fn points(points: Pt) -> usize {
    whole(points)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths of a page, never negative"
)]
fn whole(length: Pt) -> usize {
    length.round().max(0.0) as usize
}

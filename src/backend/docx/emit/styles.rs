//! The style sheet as docx-rs writes it.

use docx_rs::{
    BorderType, LineSpacing, LineSpacingType, NumberingId, NumberingProperty, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, ParagraphProperty, RunFonts, RunProperty, Shading, ShdType,
    SpecialIndentType, Style, StyleType, Styles, TabLeaderType,
};

use super::contents::edge_tab;
use super::families::Families;
use super::frame::Edges;
use super::sheet::{CharacterLook, Leader, ParagraphLook, Sheet};
use super::{half_points, twips, unsigned};
use crate::backend::docx::face;
use crate::layout::{Family, Profile, Underline, Weight};
use crate::model::{Em, Pt};

/// The style part.
pub fn styles(sheet: &Sheet, profile: &Profile, families: &Families) -> Styles {
    let mut styles = Styles::new()
        .default_fonts(fonts(families))
        .default_size(half_points(profile.body.size_pt))
        .default_line_spacing(leading(profile.body.leading, families.text()));
    // docx-rs writes Normal itself; all that it would say stands in the defaults.
    for look in sheet.paragraphs.iter().filter(|look| look.id != "Normal") {
        styles = styles.add_style(paragraph(look, sheet.rtl, profile, families.text()));
    }
    for look in &sheet.characters {
        styles = styles.add_style(character(look));
    }
    styles
}

/// The text face, and the face for scripts that Word calls complex.
fn fonts(families: &Families) -> RunFonts {
    let family = families.text().name();
    RunFonts::new()
        .ascii(family)
        .hi_ansi(family)
        .east_asia(family)
        .cs(families.complex().name())
}

/// Leading as a multiple of the face's own line, so that it follows when a reader makes the text larger; never less than
/// that line, which every program and every other face can keep.
fn leading(ems: Em, family: Family) -> LineSpacing {
    let line = face::natural_line(family.face(Weight::Regular, false).face());
    spaced((ems / line).max(1.0))
}

/// The styles of lines that hold a picture.
const PICTURES: [&str; 2] = ["Picture", "Mark"];

/// So many lines of a face's own height.
fn spaced(lines: f32) -> LineSpacing {
    let line = twips(lines * 12.0);
    LineSpacing::new().line_rule(LineSpacingType::Auto).line(line)
}

fn paragraph(look: &ParagraphLook, rtl: bool, profile: &Profile, family: Family) -> Style {
    let mut style = Style::new(look.id, StyleType::Paragraph)
        .name(look.name)
        .based_on(look.based_on)
        .size(half_points(look.size))
        .color(look.colour.hex());
    if look.bold {
        style = style.bold();
    }
    if let Some(next) = look.next {
        style = style.next(next);
    }
    // A picture in a line that is lower than it would be on its own loses its top.
    let spacing = if PICTURES.contains(&look.id) {
        spaced(1.0)
    } else {
        leading(look.leading, family)
    };
    let spacing = spacing.before(unsigned(look.before)).after(unsigned(look.after));
    let mut property = ParagraphProperty::new().line_spacing(spacing);
    if look.left > 0.0 || look.right > 0.0 || look.hanging > 0.0 {
        property = indented(property, look.left, look.right, look.hanging);
    }
    if let Some(frame) = look.frame {
        property = framed(property, &frame.edges(profile), rtl);
    }
    if look.keep_next {
        property = property.keep_next(true).keep_lines(true);
    }
    if let Some(leader) = look.edge_tab {
        let leader = match leader {
            Leader::Blank => TabLeaderType::None,
            Leader::Dots => TabLeaderType::Dot,
        };
        property = property.add_tab(edge_tab(profile.column_width(), leader));
    }
    if let Some(outline) = look.outline {
        property = property.outline_lvl(outline);
    }
    if let Some(list) = look.list {
        property.numbering_property = Some(NumberingProperty {
            id: Some(NumberingId::new(list)),
            level: None,
        });
    }
    style.paragraph_property = property;
    style
}

fn character(look: &CharacterLook) -> Style {
    let mut style = Style::new(look.id, StyleType::Character).name(look.name);
    style = style.based_on(look.based_on.unwrap_or("DefaultParagraphFont"));
    let mut property = RunProperty::new();
    if look.bold {
        property = property.bold();
    }
    if look.italic {
        property = property.italic();
    }
    if let Some(underline) = look.underline {
        property = property.underline(match underline {
            Underline::Single => "single",
            Underline::Thick => "thick",
            Underline::Double => "double",
        });
    }
    if let Some(colour) = look.colour {
        property = property.color(colour.hex());
    }
    style.run_property = property;
    style
}

/// A paragraph property with these indents, in points.
pub fn indented(property: ParagraphProperty, left: Pt, right: Pt, hanging: Pt) -> ParagraphProperty {
    let special = (hanging > 0.0).then(|| SpecialIndentType::Hanging(twips(hanging)));
    property.indent(Some(twips(left)), special, Some(twips(right)), None)
}

/// A paragraph property with these edges. The sides of borders are those of the page, whatever the direction.
pub fn framed(mut property: ParagraphProperty, edges: &Edges, rtl: bool) -> ParagraphProperty {
    use ParagraphBorderPosition::{Bottom, Left, Right, Top};
    let border = |position, rule: Pt, colour: String| {
        ParagraphBorder::new(position)
            .val(BorderType::Single)
            .size(eighths(rule))
            .space(points(edges.space))
            .color(colour)
    };
    let (leading, trailing) = if rtl { (Right, Left) } else { (Left, Right) };
    let side = if edges.above { Top } else { leading };
    let mut borders = ParagraphBorders::with_empty().set(border(side, edges.rule, edges.colour.hex()));
    if let Some(tint) = edges.tint {
        for position in [Top, trailing, Bottom] {
            borders = borders.set(border(position, 0.25, tint.hex()));
        }
        property = property.shading(
            Shading::new()
                .shd_type(ShdType::Clear)
                .color("auto")
                .fill(tint.hex()),
        );
    }
    property.set_borders(borders)
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

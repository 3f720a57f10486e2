//! What elements say about how text looks, and what of it styles pass on (ECMA-376 part 1, 17.7.2).

use std::collections::BTreeMap;
use std::rc::Rc;

use roxmltree::{Document, Node};

use super::colour::Ink;
use crate::backend::docx::inspect::parts::{W, attribute, child, is_on, switch, value};
use crate::backend::docx::inspect::styles::Styles;
use crate::backend::faults::brief;

/// The namespace of what Word has had since 2010.
pub(super) const WORD_2010: &str = "http://schemas.microsoft.com/office/word/2010/wordml";

/// What properties say; nothing where they say nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties {
    /// The size of letters, in half-points.
    pub size: Option<f32>,
    /// The size of letters of complex scripts, in half-points.
    pub complex_size: Option<f32>,
    /// The colour of letters.
    pub ink: Option<Ink>,
    /// What lies behind letters.
    pub ground: Option<Ink>,
    /// What lies behind the paragraph.
    pub paragraph_ground: Option<Ink>,
    /// How far lines stand apart.
    pub line: Option<Line>,
    /// The face of Latin letters.
    pub face: Option<Face>,
    /// The face of letters of complex scripts.
    pub complex_face: Option<Face>,
    /// Whether letters run from right to left.
    pub rtl: Option<bool>,
    /// Whether nobody sees them.
    pub hidden: Option<bool>,
    /// Whether they are struck out, once and twice.
    pub struck: [Option<bool>; 2],
    /// How far they are moved up from their line, in half-points.
    pub position: Option<f32>,
    /// How wide they are, in hundredths of their width.
    pub width: Option<f32>,
    /// How far they are moved apart, in twentieths of a point.
    pub apart: Option<f32>,
    /// The room that they are fitted into, in twentieths of a point.
    pub fitted: Option<f32>,
    /// How far the paragraph is moved in from the left and from the right, in twentieths of a point.
    pub indents: [Option<f32>; 2],
    /// How much further its first line is.
    pub first_line: Option<f32>,
    /// Where the frame stands that it is in, in twentieths of a point.
    pub frame: Option<[f32; 2]>,
    /// How high the frame is that is no higher than it says, in points.
    pub frame_height: Option<f32>,
    /// Whether the frame stands where the page puts it and not among the paragraphs round it.
    pub apart_from_text: Option<bool>,
    /// How wide the cell is that never grows wider, in points.
    pub column: Option<f32>,
    /// How high the row of a table is that is no higher than it says, in points.
    pub row: Option<f32>,
    /// Whether they stand in a cell or a box.
    pub inside: bool,
}

/// A face by its name, or by its part in the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// By its name.
    Named(Rc<str>),
    /// The theme's for headings.
    Major,
    /// The theme's for text.
    Minor,
}

/// How far lines stand apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Line {
    /// As many times the face's own height.
    Times(f32),
    /// As many points.
    Exactly(f32),
    /// As many points, or more where letters need it.
    AtLeast(f32),
}

impl Properties {
    /// Of a run, or of the letters of a style.
    pub fn of_run(property: Option<Node<'_, '_>>) -> Self {
        let Some(property) = property else {
            return Self::default();
        };
        let size = |name: &str| value(property, name).and_then(|size| size.parse::<f32>().ok());
        let faces = child(property, "rFonts");
        let face = |theme: &str, name: &str| {
            let said = |name: &str| faces.and_then(|faces| attribute(faces, name));
            match (said(theme), said(name)) {
                (Some(theme), _) if theme.starts_with("major") => Some(Face::Major),
                (Some(_), _) => Some(Face::Minor),
                (None, Some(name)) => Some(Face::Named(Rc::from(brief(name)))),
                (None, None) => None,
            }
        };
        Self {
            size: size("sz"),
            complex_size: size("szCs"),
            ink: child_of(property, WORD_2010, "textFill")
                .map(|fill| Ink::of_fill(fill, child_of(property, WORD_2010, "textOutline")))
                .or_else(|| child(property, "color").map(|colour| Ink::of(colour, "val", "theme"))),
            ground: child(property, "highlight")
                .and_then(|mark| Ink::of_highlight(attribute(mark, "val")?))
                .or_else(|| child(property, "shd").map(Ink::of_shading)),
            face: face("asciiTheme", "ascii"),
            complex_face: face("cstheme", "cs"),
            rtl: switch(property, "rtl"),
            hidden: switch(property, "vanish"),
            struck: ["strike", "dstrike"].map(|name| switch(property, name)),
            position: size("position"),
            width: size("w"),
            apart: size("spacing"),
            fitted: size("fitText"),
            ..Self::default()
        }
    }

    /// Of a paragraph, or of the paragraphs of a style.
    pub fn of_paragraph(property: Option<Node<'_, '_>>) -> Self {
        let Some(property) = property else {
            return Self::default();
        };
        let indents = child(property, "ind");
        let indent = |name: &str| number(indents?, name);
        Self {
            paragraph_ground: child(property, "shd").map(Ink::of_shading),
            line: child(property, "spacing").and_then(line),
            indents: [["left", "start"], ["right", "end"]].map(|names| names.into_iter().find_map(indent)),
            first_line: indent("hanging")
                .map(|hanging| -hanging)
                .or_else(|| indent("firstLine")),
            frame: child(property, "framePr")
                .map(|frame| ["x", "y"].map(|side| number(frame, side).unwrap_or(0.0))),
            frame_height: child(property, "framePr")
                .filter(|frame| attribute(*frame, "hRule") == Some("exact"))
                .and_then(|frame| number(frame, "h"))
                .map(|height| height / 20.0),
            apart_from_text: child(property, "framePr").map(is_apart),
            ..Self::default()
        }
    }

    /// Fills in what these leave open.
    pub fn or(self, other: &Self) -> Self {
        Self {
            size: self.size.or(other.size),
            complex_size: self.complex_size.or(other.complex_size),
            ink: self.ink.or_else(|| other.ink.clone()),
            ground: self.ground.or_else(|| other.ground.clone()),
            paragraph_ground: self.paragraph_ground.or_else(|| other.paragraph_ground.clone()),
            line: self.line.or(other.line),
            face: self.face.or_else(|| other.face.clone()),
            complex_face: self.complex_face.or_else(|| other.complex_face.clone()),
            rtl: self.rtl.or(other.rtl),
            hidden: self.hidden.or(other.hidden),
            struck: either(self.struck, other.struck),
            position: self.position.or(other.position),
            width: self.width.or(other.width),
            apart: self.apart.or(other.apart),
            fitted: self.fitted.or(other.fitted),
            indents: either(self.indents, other.indents),
            first_line: self.first_line.or(other.first_line),
            frame: self.frame.or(other.frame),
            frame_height: self.frame_height.or(other.frame_height),
            apart_from_text: self.apart_from_text.or(other.apart_from_text),
            column: self.column.or(other.column),
            row: self.row.or(other.row),
            inside: self.inside || other.inside,
        }
    }

    /// Whether letters are struck out.
    pub fn is_struck(&self) -> bool {
        self.struck.contains(&Some(true))
    }
}

/// Whether a frame is moved to a place of the page, or far from the paragraph that it belongs to.
fn is_apart(frame: Node<'_, '_>) -> bool {
    /// In twentieths of a point: an inch.
    const FAR: f32 = 1_440.0;
    let aligned = attribute(frame, "yAlign").is_some_and(|align| align != "inline");
    let y = number(frame, "y");
    match attribute(frame, "vAnchor") {
        Some("page" | "margin") => aligned || y.is_some(),
        Some(_) | None => y.is_some_and(|y| y.abs() > FAR),
    }
}

fn either<T: Copy>([a, b]: [Option<T>; 2], [c, d]: [Option<T>; 2]) -> [Option<T>; 2] {
    [a.or(c), b.or(d)]
}

fn number(node: Node<'_, '_>, name: &str) -> Option<f32> {
    attribute(node, name)?.parse().ok()
}

fn child_of<'a, 'i>(node: Node<'a, 'i>, namespace: &str, name: &str) -> Option<Node<'a, 'i>> {
    node.children()
        .find(|child| child.tag_name().name() == name && child.tag_name().namespace() == Some(namespace))
}

fn line(spacing: Node<'_, '_>) -> Option<Line> {
    let height: f32 = attribute(spacing, "line")?.parse().ok()?;
    Some(match attribute(spacing, "lineRule") {
        Some("exact") => Line::Exactly(height / 20.0),
        Some("atLeast") => Line::AtLeast(height / 20.0),
        Some(_) | None => Line::Times(height / 240.0),
    })
}

/// What styles say, each with all that it is derived from.
pub(super) struct Sheet<'a> {
    styles: &'a Styles,
    /// By the places of styles in the sheet, each with what it is derived from.
    whole: BTreeMap<usize, Properties>,
    defaults: Properties,
    /// Of tables: what the whole has, and what its first row and first column have.
    pub tables: BTreeMap<usize, TableStyle>,
}

/// What a style gives the cells of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct TableStyle {
    /// All cells.
    pub whole: Properties,
    /// Those of the first row.
    pub first_row: Properties,
    /// Those of the first column.
    pub first_column: Properties,
    /// Whether it colours others, such as every second row.
    pub others: bool,
}

impl<'a> Sheet<'a> {
    /// Reads a style part.
    pub fn of(tree: &Document<'_>, styles: &'a Styles) -> Self {
        let root = tree.root_element();
        let mut own = BTreeMap::new();
        let mut tables = BTreeMap::new();
        for node in root.children().filter(|node| node.has_tag_name((W, "style"))) {
            let Some(place) = attribute(node, "styleId").and_then(|id| styles.place(id)) else {
                continue;
            };
            if attribute(node, "type") == Some("table") {
                tables.insert(place, table(node));
            }
            own.insert(place, both(node));
        }
        let defaults = |of: &str, property: &str| {
            let defaults = child(root, "docDefaults").and_then(|defaults| child(defaults, of));
            defaults.and_then(|defaults| child(defaults, property))
        };
        let run = Properties::of_run(defaults("rPrDefault", "rPr"));
        let whole = own.keys().map(|place| {
            let chain = styles.derived_from(*place).filter_map(|place| own.get(&place));
            (*place, chain.fold(Properties::default(), Properties::or))
        });
        Self {
            styles,
            whole: whole.collect(),
            defaults: run.or(&Properties::of_paragraph(defaults("pPrDefault", "pPr"))),
            tables,
        }
    }

    /// A run's own properties, then those of its style, its paragraph's style, its table's, and the defaults.
    pub fn all(
        &self,
        own: Properties,
        run_style: Option<&str>,
        paragraph_style: Option<&str>,
        table: &Properties,
    ) -> Properties {
        let first = |id: Option<&str>| self.styles.derived(id).next();
        let of_run = run_style.and_then(|id| first(Some(id)));
        let own_struck = own.struck;
        let mut all = own;
        for place in of_run.into_iter().chain(first(paragraph_style)) {
            if let Some(style) = self.whole.get(&place) {
                all = all.or(style);
            }
        }
        if all.paragraph_ground == Some(Ink::Automatic) {
            // A paragraph without a ground of its own stands on that of its cell.
            all.paragraph_ground = None;
        }
        all = all.or(table).or(&self.defaults);
        // What a style strikes out no other makes whole again: they are switches (ECMA-376 part 1, 17.7.3).
        let mut chains = [run_style, paragraph_style].into_iter().enumerate();
        let styled = chains.any(|(at, id)| (at == 1 || id.is_some()) && self.strikes(id))
            || table.struck.first() == Some(&Some(true));
        if let ([None, _], true) = (own_struck, styled) {
            all.struck = [Some(true), all.struck.get(1).copied().flatten()];
        }
        all
    }

    fn strikes(&self, style: Option<&str>) -> bool {
        let place = self.styles.derived(style).next();
        let whole = place.and_then(|place| self.whole.get(&place));
        whole.is_some_and(|whole| whole.struck.first() == Some(&Some(true)))
    }
}

fn both(node: Node<'_, '_>) -> Properties {
    Properties::of_run(child(node, "rPr")).or(&Properties::of_paragraph(child(node, "pPr")))
}

fn table(node: Node<'_, '_>) -> TableStyle {
    let cells = |node: Node<'_, '_>| {
        let mut found = both(node);
        let shading = child(node, "tcPr").and_then(|property| child(property, "shd"));
        if let Some(shading) = shading {
            found.paragraph_ground.get_or_insert(Ink::of_shading(shading));
        }
        found
    };
    let mut style = TableStyle {
        whole: cells(node),
        ..TableStyle::default()
    };
    for part in node
        .children()
        .filter(|node| node.has_tag_name((W, "tblStylePr")))
    {
        match attribute(part, "type") {
            Some("wholeTable") => style.whole = cells(part).or(&style.whole),
            Some("firstRow") => style.first_row = cells(part),
            Some("firstCol") => style.first_column = cells(part),
            Some(_) | None => {
                let other = cells(part);
                style.others |=
                    other.ink.is_some() || other.paragraph_ground.is_some() || other.size.is_some();
            }
        }
    }
    style
}

/// Which parts of its style a table asks for: the first row, the first column, and others.
pub(super) fn asked(table: Node<'_, '_>) -> (bool, bool, bool) {
    let look = child(table, "tblPr").and_then(|property| child(property, "tblLook"));
    let Some(look) = look else {
        return (true, true, true);
    };
    let bits = attribute(look, "val").and_then(|bits| u16::from_str_radix(bits, 16).ok());
    let is = |name: &str, bit: u16| match attribute(look, name) {
        Some(on) => is_on(on),
        None => bits.is_some_and(|bits| bits & bit != 0),
    };
    let others =
        is("lastRow", 0x40) || is("lastColumn", 0x100) || !is("noHBand", 0x200) || !is("noVBand", 0x400);
    (is("firstRow", 0x20), is("firstColumn", 0x80), others)
}

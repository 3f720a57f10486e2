//! What elements say about how text looks, and what of it styles pass on (ECMA-376 part 1, 17.7.2).

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::colour::Ink;
use crate::backend::docx::inspect::parts::{W, attribute, child, is_on, switch, value};
use crate::backend::docx::inspect::styles::Styles;

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
}

/// A face by its name, or by its part in the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// By its name.
    Named(String),
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
                (None, Some(name)) => Some(Face::Named(name.to_owned())),
                (None, None) => None,
            }
        };
        Self {
            size: size("sz"),
            complex_size: size("szCs"),
            ink: child(property, "color").map(|colour| Ink::of(colour, "val", "theme")),
            ground: child(property, "highlight")
                .and_then(|mark| Ink::of_highlight(attribute(mark, "val")?))
                .or_else(|| child(property, "shd").map(Ink::of_shading)),
            face: face("asciiTheme", "ascii"),
            complex_face: face("cstheme", "cs"),
            rtl: switch(property, "rtl"),
            hidden: switch(property, "vanish"),
            ..Self::default()
        }
    }

    /// Of a paragraph, or of the paragraphs of a style.
    pub fn of_paragraph(property: Option<Node<'_, '_>>) -> Self {
        let Some(property) = property else {
            return Self::default();
        };
        Self {
            paragraph_ground: child(property, "shd").map(Ink::of_shading),
            line: child(property, "spacing").and_then(line),
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
        }
    }
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
    own: BTreeMap<String, Properties>,
    defaults: Properties,
    /// Of tables: what the whole has, and what its first row and first column have.
    pub tables: BTreeMap<String, TableStyle>,
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
            let id = attribute(node, "styleId").unwrap_or_default().to_owned();
            if attribute(node, "type") == Some("table") {
                tables.insert(id.clone(), table(node));
            }
            own.insert(id, both(node));
        }
        let defaults = |of: &str, property: &str| {
            let defaults = child(root, "docDefaults").and_then(|defaults| child(defaults, of));
            defaults.and_then(|defaults| child(defaults, property))
        };
        let run = Properties::of_run(defaults("rPrDefault", "rPr"));
        Self {
            styles,
            own,
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
        let of_run = run_style.into_iter().flat_map(|id| self.styles.ids(Some(id)));
        let mut all = own;
        for id in of_run.chain(self.styles.ids(paragraph_style)) {
            if let Some(style) = self.own.get(id) {
                all = all.or(style);
            }
        }
        all.or(table).or(&self.defaults)
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

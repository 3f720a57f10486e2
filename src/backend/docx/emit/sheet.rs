//! The style sheet as figures: which styles there are, by Word's own names where Word has one, and what the profile
//! makes of them. Both the style part and every decision about direct formatting come from here.

use super::frame::Frame;
use crate::layout::{Colour, Profile, Underline, Weight};
use crate::model::tree::{NodeKind, Tree};
use crate::model::{Em, Level, Pt};

/// The style sheet of an edition.
#[derive(Debug)]
pub struct Sheet {
    /// The paragraph styles.
    pub paragraphs: Vec<ParagraphLook>,
    /// The character styles.
    pub characters: Vec<CharacterLook>,
    /// Whether the document runs from right to left.
    pub rtl: bool,
}

/// A paragraph style. Lengths in points.
#[derive(Clone, Debug)]
pub struct ParagraphLook {
    /// Its id.
    pub id: &'static str,
    /// Its name; Word knows its built-in styles by it.
    pub name: &'static str,
    /// The style it is derived from.
    pub based_on: &'static str,
    /// The style of the paragraph typed after it, where it is another one.
    pub next: Option<&'static str>,
    /// The size of its text.
    pub size: Pt,
    /// Whether its text is bold.
    pub bold: bool,
    /// The colour of its text.
    pub colour: Colour,
    /// From baseline to baseline, in em of its own size.
    pub leading: Em,
    /// Space above. Word shows the larger of this and the space below the paragraph before.
    pub before: Pt,
    /// Space below.
    pub after: Pt,
    /// From the leading edge of the column to its text.
    pub left: Pt,
    /// From its text to the other edge.
    pub right: Pt,
    /// How far its first line stands out.
    pub hanging: Pt,
    /// What is drawn round it.
    pub frame: Option<Frame>,
    /// Whether it stays on the page of the next paragraph.
    pub keep_next: bool,
    /// Its level in the outline, 0 to 8.
    pub outline: Option<usize>,
    /// The list that it belongs to unless the paragraph says otherwise.
    pub list: Option<usize>,
    /// What leads to the tab stop at the edge where its lines end, where it has one.
    pub edge_tab: Option<Leader>,
}

/// What stands between a tab and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leader {
    /// White.
    Blank,
    /// A row of dots.
    Dots,
}

/// A character style.
#[derive(Clone, Debug)]
pub struct CharacterLook {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The style it is derived from.
    pub based_on: Option<&'static str>,
    /// Bold, or as the paragraph.
    pub bold: bool,
    /// Italic, or as the paragraph.
    pub italic: bool,
    /// Underlined, or as the paragraph.
    pub underline: Option<Underline>,
    /// A colour of its own.
    pub colour: Option<Colour>,
}

impl Sheet {
    /// The style sheet of a profile.
    pub fn of(profile: &Profile, rtl: bool) -> Self {
        Self {
            paragraphs: paragraphs(profile),
            characters: characters(profile),
            rtl,
        }
    }

    /// Makes headings no larger than their longest words have room for, and never smaller than running text: Word cuts a
    /// word that is wider than the column.
    pub fn fit_headings(&mut self, tree: &Tree<'_>, profile: &Profile) {
        // Programs measure by faces of their own.
        const SPARE: f32 = 0.97;
        let column = profile.column_width() * SPARE;
        for node in tree.nodes() {
            let NodeKind::Heading { level, .. } = node.kind else {
                continue;
            };
            let Some(look) = self.paragraphs.iter_mut().find(|look| look.id == heading(level)) else {
                continue;
            };
            let words: String = node
                .children
                .iter()
                .map(|child| tree.plain_text(*child))
                .collect();
            for word in words.split_whitespace() {
                // No letter is much wider than it is high.
                let most = f32::from(u16::try_from(word.chars().count()).unwrap_or(u16::MAX)) * 1.2;
                if most * look.size > column {
                    let fitting = (column / profile.advance(word, true) * 2.0).floor() / 2.0;
                    look.size = look.size.min(fitting).max(profile.body.size_pt);
                }
            }
        }
    }

    /// A paragraph style by its id; the plain one where there is none of that id.
    pub fn paragraph(&self, id: &str) -> &ParagraphLook {
        let found = self.paragraphs.iter().find(|look| look.id == id);
        found.unwrap_or(&self.paragraphs[0])
    }
}

/// The id of a heading's style.
pub fn heading(level: Level) -> &'static str {
    [
        "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6",
    ][usize::from(level.get() - 1)]
}

/// The id of the style of a line of the contents.
pub fn contents(level: Level) -> &'static str {
    ["TOC1", "TOC2", "TOC3", "TOC4", "TOC5", "TOC6"][usize::from(level.get() - 1)]
}

/// How much of the end of each line of the contents is kept for the number, in em: a little less than the narrowest digit.
/// LibreOffice 7.4 shows no number that begins beyond the words' edge, so a number of one digit must reach over it.
const NUMBER_EDGE: Em = 0.35;

/// How far a line of the contents stands in, in points. Level 2 is the top: level 1 is the title.
pub fn contents_indent(profile: &Profile, level: Level) -> Pt {
    /// The most of the column that lines stand in, whatever their level.
    const MOST: f32 = 0.15;
    let indent = profile.indent(profile.contents.indent) * Pt::from(level.get().saturating_sub(2));
    indent.min(profile.column_width() * MOST)
}

fn paragraphs(profile: &Profile) -> Vec<ParagraphLook> {
    let em = |ems: Em| profile.em(ems);
    let gap = em(profile.body.paragraph_gap);
    let normal = ParagraphLook {
        id: "Normal",
        name: "Normal",
        based_on: "",
        next: None,
        size: profile.body.size_pt,
        bold: false,
        colour: profile.colours.text,
        leading: profile.body.leading,
        before: 0.0,
        after: 0.0,
        left: 0.0,
        right: 0.0,
        hanging: 0.0,
        frame: None,
        keep_next: false,
        outline: None,
        list: None,
        edge_tab: None,
    };
    let plain = |id, name| ParagraphLook {
        id,
        name,
        based_on: "Normal",
        ..normal.clone()
    };
    let mut all = vec![
        normal.clone(),
        ParagraphLook {
            after: gap,
            ..plain("BodyText", "Body Text")
        },
    ];
    all.extend(headings(profile, &normal));
    all.extend([
        ParagraphLook {
            size: profile.lead_size(),
            after: gap,
            ..plain("Lead", "Lead")
        },
        ParagraphLook {
            after: gap,
            ..plain("Detail", "Detail")
        },
        ParagraphLook {
            bold: true,
            colour: profile.colours.accent,
            after: em(profile.figure.caption_gap),
            keep_next: true,
            ..plain("Masthead", "Masthead")
        },
    ]);
    let indent = em(profile.list.indent);
    let item = |id, name, list| ParagraphLook {
        after: em(profile.list.gap),
        left: indent,
        hanging: indent,
        list: Some(list),
        ..plain(id, name)
    };
    all.extend([
        item("ListBullet", "List Bullet", super::numbering::BULLETS),
        item("ListNumber", "List Number", super::numbering::NUMBERS),
        ParagraphLook {
            list: None,
            hanging: 0.0,
            ..item("ListContinue", "List Continue", 0)
        },
        ParagraphLook {
            after: gap,
            ..plain("Caption", "caption")
        },
        // A title over a grid, where a figure's caption is read after it.
        ParagraphLook {
            bold: true,
            after: em(profile.figure.caption_gap),
            keep_next: true,
            based_on: "Caption",
            ..plain("TableCaption", "Table Caption")
        },
        ParagraphLook {
            after: em(profile.figure.caption_gap),
            ..plain("Picture", "Picture")
        },
        ParagraphLook {
            after: em(profile.figure.caption_gap),
            keep_next: true,
            ..plain("Mark", "Mark")
        },
        plain("TableText", "Table Text"),
        // A table that is too wide for its columns: each row begins with a record, and its other cells are fields.
        ParagraphLook {
            after: em(profile.list.gap),
            ..plain("TableField", "Table Field")
        },
        ParagraphLook {
            before: em(profile.table.padding) * 1.5,
            frame: Some(Frame::Record),
            after: em(profile.list.gap),
            based_on: "TableField",
            ..plain("TableRecord", "Table Record")
        },
        ParagraphLook {
            bold: true,
            keep_next: true,
            ..plain("Term", "Term")
        },
        ParagraphLook {
            left: em(profile.definitions.indent),
            after: em(profile.definitions.gap),
            ..plain("Definition", "Definition")
        },
    ]);
    all.extend(framed(profile, &normal));
    all.extend(contents_lines(profile, &normal));
    let width = em(profile.references.indent);
    all.extend([
        ParagraphLook {
            after: em(profile.references.gap),
            left: width,
            hanging: width,
            ..plain("Reference", "Reference")
        },
        plain("Header", "header"),
        ParagraphLook {
            frame: Some(Frame::Foot),
            edge_tab: Some(Leader::Blank),
            ..plain("Footer", "footer")
        },
    ]);
    all
}

fn headings(profile: &Profile, normal: &ParagraphLook) -> Vec<ParagraphLook> {
    const NAMES: [&str; 6] = [
        "heading 1",
        "heading 2",
        "heading 3",
        "heading 4",
        "heading 5",
        "heading 6",
    ];
    let levels = (1..=6).filter_map(Level::new);
    let mut all = Vec::new();
    for (index, (level, name)) in levels.zip(NAMES).enumerate() {
        all.push(ParagraphLook {
            id: heading(level),
            name,
            based_on: "Normal",
            next: Some("BodyText"),
            size: profile.heading_size(level),
            bold: true,
            colour: profile.colours.accent,
            leading: profile.headings.leading,
            before: profile.em(profile.headings.before[index]),
            after: profile.em(profile.headings.after[index]),
            keep_next: true,
            outline: Some(index),
            frame: (level == Level::TITLE).then_some(Frame::Title),
            ..normal.clone()
        });
    }
    all
}

fn framed(profile: &Profile, normal: &ParagraphLook) -> Vec<ParagraphLook> {
    let look = |id, name, frame: Frame| ParagraphLook {
        id,
        name,
        based_on: "Normal",
        after: profile.em(profile.body.paragraph_gap),
        left: frame.inset(profile),
        right: frame.outset(profile),
        frame: Some(frame),
        ..normal.clone()
    };
    let label = |id, name, frame, colour| ParagraphLook {
        bold: true,
        colour,
        after: profile.em(profile.headings.after[2]),
        keep_next: true,
        ..look(id, name, frame)
    };
    vec![
        look("Quote", "Quote", Frame::Quote),
        look("Callout", "Callout", Frame::Callout),
        label(
            "CalloutLabel",
            "Callout Label",
            Frame::Callout,
            profile.colours.accent,
        ),
        look("Warning", "Warning", Frame::Warning),
        label(
            "WarningLabel",
            "Warning Label",
            Frame::Warning,
            profile.colours.signal,
        ),
    ]
}

fn contents_lines(profile: &Profile, normal: &ParagraphLook) -> Vec<ParagraphLook> {
    const NAMES: [&str; 6] = ["toc 1", "toc 2", "toc 3", "toc 4", "toc 5", "toc 6"];
    let levels = (1..=6).filter_map(Level::new);
    let look = |(level, name)| ParagraphLook {
        id: contents(level),
        name,
        based_on: "Normal",
        next: Some("BodyText"),
        after: profile.em(profile.contents.gap),
        left: contents_indent(profile, level),
        right: profile.em(NUMBER_EDGE),
        colour: profile.colours.accent,
        edge_tab: Some(Leader::Dots),
        ..normal.clone()
    };
    levels.zip(NAMES).map(look).collect()
}

fn characters(profile: &Profile) -> Vec<CharacterLook> {
    let plain = |id, name| CharacterLook {
        id,
        name,
        based_on: None,
        bold: false,
        italic: false,
        underline: None,
        colour: None,
    };
    let emphasis = &profile.emphasis;
    let stress = emphasis.underline.then_some(Underline::Single);
    vec![
        CharacterLook {
            bold: emphasis.strong_weight() == Weight::Bold,
            underline: stress,
            ..plain("Strong", "Strong")
        },
        CharacterLook {
            bold: emphasis.weight == Weight::Bold,
            italic: emphasis.italic,
            underline: stress,
            ..plain("Emphasis", "Emphasis")
        },
        CharacterLook {
            underline: Some(profile.links.underline),
            colour: Some(profile.colours.accent),
            ..plain("Hyperlink", "Hyperlink")
        },
        CharacterLook {
            based_on: Some("Hyperlink"),
            ..plain("Citation", "Citation")
        },
        CharacterLook {
            based_on: Some("Hyperlink"),
            ..plain("BackLink", "Back Link")
        },
        CharacterLook {
            bold: true,
            colour: Some(profile.colours.accent),
            ..plain("RowLabel", "Row Label")
        },
        CharacterLook {
            based_on: Some("RowLabel"),
            ..plain("RowLabelAgain", "Row Label Again")
        },
        // The contents are a list of links by their place: a wall of underlined lines is harder to read.
        plain("ContentsLink", "Contents Link"),
        CharacterLook {
            colour: Some(profile.colours.rule),
            ..plain("ContentsLeader", "Contents Leader")
        },
    ]
}

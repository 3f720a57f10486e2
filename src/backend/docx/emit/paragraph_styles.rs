//! The paragraph styles that every document has, by Word's own names where Word has one. Those of lists stand apart.

use super::frame::Frame;
use super::list_styles;
use super::sheet::{Lead, Leader, Leading, ParagraphLook, contents, contents_indent, heading};
use crate::layout::Profile;
use crate::model::{Em, Level, Pt};

/// The paragraph styles, Normal first. `labels` is how far the references hang behind their labels, in points.
pub fn looks(profile: &Profile, labels: Pt) -> Vec<ParagraphLook> {
    let em = |ems: Em| profile.em(ems);
    let gap = em(profile.body.paragraph_gap);
    let normal = ParagraphLook {
        id: "Normal".into(),
        name: "Normal".into(),
        based_on: "".into(),
        next: None,
        size: profile.body.size_pt,
        bold: false,
        colour: profile.colours.text,
        leading: Leading::Text(profile.body.leading),
        before: 0.0,
        after: 0.0,
        left: 0.0,
        right: 0.0,
        hanging: 0.0,
        lead: Lead::None,
        frame: None,
        flipped: false,
        keep_next: false,
        outline: None,
        list: None,
        edge_tab: None,
    };
    let plain = |id, name| normal.named(id, name);
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
            next: Some("BodyText".into()),
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
            next: Some("Heading1".into()),
            ..plain("Masthead", "Masthead")
        },
    ]);
    all.extend(list_styles::looks(profile, &normal));
    all.extend([
        ParagraphLook {
            after: gap,
            next: Some("BodyText".into()),
            ..plain("Caption", "caption")
        },
        // A title over a grid, where a figure's caption is read after it.
        ParagraphLook {
            bold: true,
            after: em(profile.figure.caption_gap),
            before: em(profile.table.gap),
            keep_next: true,
            based_on: "Caption".into(),
            next: Some("TableText".into()),
            ..plain("TableCaption", "Table Caption")
        },
        ParagraphLook {
            leading: Leading::Picture,
            before: em(profile.figure.gap),
            after: em(profile.figure.caption_gap),
            next: Some("Caption".into()),
            ..plain("Picture", "Picture")
        },
        ParagraphLook {
            leading: Leading::Picture,
            after: em(profile.figure.caption_gap),
            keep_next: true,
            next: Some("BodyText".into()),
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
            based_on: "TableField".into(),
            next: Some("TableField".into()),
            ..plain("TableRecord", "Table Record")
        },
        ParagraphLook {
            leading: Leading::Exact(em(profile.table.gap)),
            next: Some("BodyText".into()),
            ..plain("TableGap", "Table Gap")
        },
        ParagraphLook {
            bold: true,
            keep_next: true,
            next: Some("Definition".into()),
            ..plain("Term", "Term")
        },
        ParagraphLook {
            left: profile.indent(profile.definitions.indent),
            after: em(profile.definitions.gap),
            ..plain("Definition", "Definition")
        },
    ]);
    all.extend(framed(profile, &normal));
    all.extend(contents_lines(profile, &normal));
    all.extend([
        ParagraphLook {
            after: em(profile.references.gap),
            left: labels,
            hanging: labels,
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
            next: Some("BodyText".into()),
            size: profile.heading_size(level),
            bold: true,
            colour: profile.colours.accent,
            leading: Leading::Text(profile.headings.leading),
            before: profile.em(profile.headings.before[index]),
            after: profile.em(profile.headings.after[index]),
            keep_next: true,
            outline: Some(index),
            frame: (level == Level::TITLE).then_some(Frame::Title),
            ..normal.named(heading(level), name)
        });
    }
    all
}

fn framed(profile: &Profile, normal: &ParagraphLook) -> Vec<ParagraphLook> {
    let look = |id, name, frame: Frame| ParagraphLook {
        after: profile.em(profile.body.paragraph_gap),
        left: frame.inset(profile),
        right: frame.outset(profile),
        frame: Some(frame),
        ..normal.named(id, name)
    };
    let label = |of: &ParagraphLook, id: &'static str, name: &'static str, colour| ParagraphLook {
        id: id.into(),
        name: name.into(),
        based_on: of.id.clone(),
        next: Some(of.id.clone()),
        bold: true,
        colour,
        // The tint reaches above its first line by the padding, which is part of the space between the blocks.
        before: profile.em(profile.callout.gap),
        after: profile.em(profile.headings.after[2]),
        keep_next: true,
        ..of.clone()
    };
    let callout = look("Callout", "Callout", Frame::Callout);
    let warning = look("Warning", "Warning", Frame::Warning);
    let colours = &profile.colours;
    vec![
        look("Quote", "Quote", Frame::Quote),
        callout.clone(),
        label(&callout, "CalloutLabel", "Callout Label", colours.accent),
        warning.clone(),
        label(&warning, "WarningLabel", "Warning Label", colours.signal),
    ]
}

/// How much of the end of each line of the contents is kept for the number, in em: a little less than the narrowest digit.
/// LibreOffice 7.4 shows no number that begins beyond the words' edge, so a number of one digit must reach over it.
const NUMBER_EDGE: Em = 0.35;

fn contents_lines(profile: &Profile, normal: &ParagraphLook) -> Vec<ParagraphLook> {
    const NAMES: [&str; 6] = ["toc 1", "toc 2", "toc 3", "toc 4", "toc 5", "toc 6"];
    let levels = (1..=6).filter_map(Level::new);
    let look = |(level, name)| ParagraphLook {
        next: Some("BodyText".into()),
        after: profile.em(profile.contents.gap),
        left: contents_indent(profile, level),
        right: profile.em(NUMBER_EDGE),
        colour: profile.colours.accent,
        edge_tab: Some(Leader::Dots),
        ..normal.named(contents(level), name)
    };
    levels.zip(NAMES).map(look).collect()
}

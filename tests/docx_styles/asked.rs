//! What the layout asks of the styles that every leaflet has.

use clearleaf::layout::Profile;
use clearleaf::model::Level;

use crate::sheet::{Look, number};

#[expect(clippy::cast_possible_truncation, reason = "lengths of a page")]
pub fn twips(points: f32) -> i64 {
    (points * 20.0).round() as i64
}

/// What the layout asks of one of the styles that every leaflet has, but for the height of its lines.
pub fn asked(id: &str, profile: &Profile, body: &Look) -> Look {
    let em = |ems: f32| twips(profile.em(ems));
    let colours = &profile.colours;
    let mut look = body.clone();
    let rule = |look: &mut Look, side: &str, points: f32, colour: clearleaf::layout::Colour| {
        let width = (points * 8.0).round().clamp(2.0, 96.0).to_string();
        look.borders.insert(side.to_owned(), (colour.hex(), width));
    };
    let size = |points: f32| twips(points) / 10;
    let mut bold = false;
    let mut colour = colours.text;
    look.after = match id {
        "BodyText" | "Lead" | "Detail" | "Caption" | "Quote" | "Callout" | "Warning" => {
            em(profile.body.paragraph_gap)
        }
        "Masthead" | "Picture" | "Mark" | "TableCaption" => em(profile.figure.caption_gap),
        "CalloutLabel" | "WarningLabel" => em(profile.headings.after[2]),
        "Definition" => em(profile.definitions.gap),
        "Reference" => em(profile.references.gap),
        "TableField" | "TableRecord" => em(profile.list.gap),
        _ if id.starts_with("List") => em(profile.list.gap),
        _ if id.starts_with("TOC") => em(profile.contents.gap),
        _ => 0,
    };
    look.before = match id {
        "Picture" => em(profile.figure.gap),
        "TableCaption" => em(profile.table.gap),
        "TableRecord" => em(profile.table.padding * 1.5),
        "CalloutLabel" | "WarningLabel" => em(profile.callout.gap),
        _ => 0,
    };
    look.keep_next = matches!(
        id,
        "Masthead" | "Mark" | "TableCaption" | "Term" | "CalloutLabel" | "WarningLabel"
    );
    match id {
        "Masthead" | "CalloutLabel" => (bold, colour) = (true, colours.accent),
        "WarningLabel" => (bold, colour) = (true, colours.signal),
        "TableCaption" | "Term" => bold = true,
        "Lead" => look.size = size(profile.lead_size()),
        "Definition" => look.left = twips(profile.indent(profile.definitions.indent)),
        "TableRecord" => rule(&mut look, "top", profile.table.rule_pt * 2.0, colours.accent),
        "Footer" => rule(&mut look, "top", profile.foot.rule_pt, colours.rule),
        _ => {}
    }
    if let Some(level) = id.strip_prefix("Heading") {
        let index = usize::try_from(number(level) - 1).unwrap();
        let level = Level::new(u8::try_from(index + 1).unwrap()).unwrap();
        (bold, colour) = (true, colours.accent);
        look.size = size(profile.heading_size(level));
        look.before = em(profile.headings.before[index]);
        look.after = em(profile.headings.after[index]);
        look.keep_next = true;
        look.outline = Some(number(&index.to_string()));
        if index == 0 {
            rule(&mut look, "top", profile.title_block.rule_pt, colours.accent);
        }
    }
    if let Some(level) = id.strip_prefix("TOC") {
        let steps = f32::from(u8::try_from((number(level) - 2).max(0)).unwrap());
        let indent = profile.indent(profile.contents.indent) * steps;
        look.left = twips(indent.min(profile.column_width() * 0.15));
        look.right = em(0.35);
        colour = colours.accent;
    }
    for (stem, list) in [
        ("ListBullet", Some(2)),
        ("ListNumber", Some(3)),
        ("ListContinue", None),
    ] {
        if let Some(level) = id.strip_prefix(stem) {
            let level = if level.is_empty() { 1 } else { number(level) };
            let steps = f32::from(u8::try_from(level).unwrap());
            look.left = twips(profile.indent(profile.list.indent) * steps);
            look.hanging = list.map_or(0, |_| twips(profile.indent(profile.list.indent)));
            look.list = list.map(|list| (list, level - 1));
        }
    }
    let edge = match id {
        "Callout" | "CalloutLabel" => Some((colours.accent, colours.accent_tint)),
        "Warning" | "WarningLabel" => Some((colours.signal, colours.signal_tint)),
        _ => None,
    };
    if let Some((edge, tint)) = edge {
        for side in ["top", "right", "bottom"] {
            rule(&mut look, side, 0.25, tint);
        }
        rule(&mut look, "left", profile.callout.rule_pt, edge);
        look.fill = Some(tint.hex());
        let padding = profile.indent(profile.callout.padding).min(31.0);
        (look.left, look.right) = (twips(profile.callout.rule_pt + padding), twips(padding));
    }
    if id == "Quote" {
        rule(&mut look, "left", profile.quote.rule_pt, colours.accent);
        let inside = profile.quote.indent - profile.quote.rule_pt / profile.body.size_pt;
        look.left = twips(profile.quote.rule_pt + profile.indent(inside).min(31.0));
    }
    (look.bold, look.bold_complex) = (bold, bold);
    look.size_complex = look.size;
    look.colour = colour.hex();
    look
}

/// Whether a style is one that every leaflet has, rather than made for what stands in something else.
pub fn is_of_every_leaflet(id: &str) -> bool {
    const OWN: [&str; 21] = [
        "TableField",
        "TableRecord",
        "BodyText",
        "Lead",
        "Detail",
        "Masthead",
        "Caption",
        "TableCaption",
        "Picture",
        "Mark",
        "TableText",
        "Term",
        "Definition",
        "Quote",
        "Callout",
        "CalloutLabel",
        "Warning",
        "WarningLabel",
        "Header",
        "Footer",
        "",
    ];
    let numbered = |stem: &str| {
        let rest = id.strip_prefix(stem);
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.len() == 1 && rest.bytes().all(|byte| (b'1'..=b'6').contains(&byte))
        })
    };
    let list = |stem| numbered(stem) && !id.ends_with('6');
    OWN.contains(&id)
        || ["Heading", "TOC"].into_iter().any(numbered)
        || ["ListBullet", "ListNumber", "ListContinue"].into_iter().any(list)
}

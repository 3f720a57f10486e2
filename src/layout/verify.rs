//! Whether the figures of a whole layout go together: contrast, room on the page, an order of sizes.
//!
//! Contrast is that of WCAG 2.2: 7:1 for all text (1.4.6), 3:1 for rules that part the rows of a table (1.4.11).

use super::Colour;
use super::extend::Merged;
use super::keys::KEYS;
use super::placed::find;
use super::profile::{Profile, Underline};
use super::values::fault;
use crate::finding::Finding;
use crate::model::{Level, PT_PER_MM, Pt};

/// The least contrast of text (WCAG 2.2, 1.4.6).
const TEXT: f32 = 7.0;
/// The least contrast of what is no text and says something (WCAG 2.2, 1.4.11).
const RULES: f32 = 3.0;
/// The least binding margin of sheets printed on both sides, in millimetres: what staples and folds take.
const BINDING_MM: f32 = 22.0;
/// The shortest line, in em: a word or two.
const SHORTEST_LINE: f32 = 3.4;
/// The fewest lines of a page: two, and the room between paragraphs.
const FEWEST_LINES: f32 = 2.5;

/// The keys that nobody in the chain gives a value.
pub(super) fn missing(merged: &Merged) -> Vec<Finding> {
    // The size by name has become width and height; a layout need not extend another.
    const OPTIONAL: [&str; 4] = ["extend", "guideline-from-pt", "not-met", "paper.size"];
    let absent: Vec<&str> = KEYS
        .iter()
        .map(|key| key.path)
        .filter(|path| !OPTIONAL.contains(path) && !is_there(merged, path))
        .collect();
    match absent.as_slice() {
        [] => Vec::new(),
        [one] => {
            let help = format!("write `{}`", written(one));
            vec![fault(
                &merged.head,
                "missing-key",
                format!("the layout has no `{one}`"),
                help,
            )]
        }
        [first, second, ..] if merged.chain.len() == 1 && absent.len() > 4 => {
            let message = format!(
                "the layout has no `{first}`, no `{second}`, and {} more keys are missing",
                absent.len() - 2
            );
            let help = "begin it with `extend = \"large-print\"`: what it does not say is taken from there";
            vec![fault(&merged.head, "missing-key", message, help)]
        }
        [..] => absent
            .iter()
            .map(|path| {
                let help = format!("write `{}`", written(path));
                fault(
                    &merged.head,
                    "missing-key",
                    format!("the layout has no `{path}`"),
                    help,
                )
            })
            .collect(),
    }
}

/// A key with its table, as it stands in a file.
fn written(path: &str) -> String {
    if matches!(path, "paper.width-mm" | "paper.height-mm") {
        return "size = \"A4\"`, or `width-mm = …` and `height-mm = …`, below `[paper]".to_owned();
    }
    match path.split_once('.') {
        Some((table, key)) => format!("{key} = …` below `[{table}]"),
        None => format!("{path} = …` at the head of the file, above every `[table]"),
    }
}

fn is_there(merged: &Merged, path: &str) -> bool {
    match path.strip_prefix("scale.") {
        Some(_) => find(&merged.table, "scale").is_some(),
        None => find(&merged.table, path).is_some(),
    }
}

/// Everything in which the figures of a profile do not go together.
pub(super) fn figures(profile: &Profile, merged: &Merged) -> Vec<Finding> {
    let mut findings = contrasts(profile, merged);
    findings.extend(scale(profile, merged));
    findings.extend(links(profile, merged));
    findings.extend(binding(profile, merged));
    if findings.is_empty() {
        findings.extend(room(profile, merged));
    }
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings
}

fn contrasts(profile: &Profile, merged: &Merged) -> Vec<Finding> {
    let c = &profile.colours;
    let pairs: [(&str, Colour, &str, Colour, f32); 10] = [
        ("text", c.text, "paper", c.paper, TEXT),
        ("text", c.text, "accent-tint", c.accent_tint, TEXT),
        ("text", c.text, "signal-tint", c.signal_tint, TEXT),
        ("accent", c.accent, "paper", c.paper, TEXT),
        ("accent", c.accent, "accent-tint", c.accent_tint, TEXT),
        ("accent", c.accent, "signal-tint", c.signal_tint, TEXT),
        ("signal", c.signal, "signal-tint", c.signal_tint, TEXT),
        ("rule", c.rule, "paper", c.paper, RULES),
        ("rule", c.rule, "accent-tint", c.accent_tint, RULES),
        ("rule", c.rule, "signal-tint", c.signal_tint, RULES),
    ];
    let mut findings = Vec::new();
    for (name, one, on, other, least) in pairs {
        if one.contrast(other) >= least {
            continue;
        }
        let found = cut(one.contrast(other));
        let message = format!("`{name}` on `{on}` has a contrast of {found}:1, less than {least}:1");
        let (this, that) = if one.luminance() <= other.luminance() {
            ("darker", "lighter")
        } else {
            ("lighter", "darker")
        };
        let help = format!("make `{name}` {this}, or `{on}` {that}");
        let place = merged.span(&[&format!("colours.{name}"), &format!("colours.{on}")]);
        findings.push(fault(place, "low-contrast", message, help));
    }
    let ground = c.picture_ground.contrast(Colour::BLACK);
    if ground < TEXT {
        let message = format!(
            "`picture-ground` has a contrast of {}:1 to black, less than {TEXT}:1",
            cut(ground)
        );
        let help = "make it lighter: drawings are dark";
        let place = merged.span(&["colours.picture-ground"]);
        findings.push(fault(place, "low-contrast", message, help));
    }
    findings
}

/// Cut and not rounded: 6.996 is not 7.
fn cut(contrast: f32) -> f32 {
    (contrast * 100.0).floor() / 100.0
}

fn scale(profile: &Profile, merged: &Merged) -> Vec<Finding> {
    let place = find(&merged.table, "scale").map_or(&merged.head, |placed| &placed.key);
    let mut findings = Vec::new();
    for pair in profile.scale.windows(2) {
        if let [one, next] = pair
            && next.body_pt <= one.body_pt
        {
            let message = format!(
                "in `[[scale]]`, `body-pt` {} stands behind {}",
                next.body_pt, one.body_pt
            );
            let help = "sort the entries by `body-pt`, each once, the smallest first";
            findings.push(fault(place, "scale-order", message, help));
        }
    }
    for entry in &profile.scale {
        if entry
            .headings
            .windows(2)
            .any(|pair| matches!(pair, [one, next] if next > one))
        {
            let message = format!(
                "at `body-pt` {}, a heading is larger than the one above it in rank",
                entry.body_pt
            );
            let help = "give heading 1 the largest size, and none a larger one than the heading before it";
            findings.push(fault(place, "scale-order", message, help));
        }
    }
    findings
}

fn links(profile: &Profile, merged: &Merged) -> Option<Finding> {
    let alike = profile.emphasis.underline && profile.links.underline == Underline::Single;
    alike.then(|| {
        let message = "links and stressed words are underlined alike";
        let help = "write `underline = \"double\"` or `\"thick\"` below `[links]`";
        fault(
            merged.span(&["links.underline", "emphasis.underline"]),
            "links-like-stress",
            message,
            help,
        )
    })
}

fn binding(profile: &Profile, merged: &Merged) -> Option<Finding> {
    let paper = &profile.paper;
    (paper.mirrored && paper.margin_inner_mm < BINDING_MM).then(|| {
        let message = format!(
            "the binding margin is {} mm, and staples and folds need {BINDING_MM}",
            paper.margin_inner_mm
        );
        let help = format!("write `margin-inner-mm = {BINDING_MM}` or more, or `mirrored = false`");
        let place = merged.span(&["paper.margin-inner-mm", "paper.mirrored"]);
        fault(place, "no-room", message, help)
    })
}

/// Whether a page has room for its column and for a few lines.
fn room(profile: &Profile, merged: &Merged) -> Vec<Finding> {
    let paper = &profile.paper;
    let size = profile.body.size_pt;
    let sheet = paper.name();
    let mut findings = Vec::new();
    let wide = paper.width() - (paper.margin_inner_mm + paper.margin_outer_mm) * PT_PER_MM;
    if wide < size * SHORTEST_LINE {
        let message = format!(
            "at {size} pt on {sheet}, the margins leave a line of {}: too short",
            ems(wide, size)
        );
        let help = "take smaller margins, larger paper or smaller text";
        findings.push(fault(
            merged.span(&[
                "paper.margin-inner-mm",
                "paper.margin-outer-mm",
                "paper.width-mm",
                "body.size-pt",
            ]),
            "no-room",
            message,
            help,
        ));
    }
    let deep = depth(profile);
    let needed = least_depth(profile);
    if deep < needed {
        let message = format!(
            "at {size} pt on {sheet}, the margins leave a page of {}, and {} are needed",
            ems(deep, size),
            ems(needed, size)
        );
        let help = "take smaller margins, larger paper, smaller text or smaller headings";
        findings.push(fault(
            merged.span(&[
                "paper.margin-top-mm",
                "paper.margin-bottom-mm",
                "paper.height-mm",
                "body.size-pt",
            ]),
            "no-room",
            message,
            help,
        ));
    }
    findings
}

/// How deep the text of a page may be at least, in points: whatever the face, the foot takes no more than this.
fn depth(profile: &Profile) -> Pt {
    const TALLEST_FACE: f32 = 1.4;
    let paper = &profile.paper;
    let foot = super::measure::SHEET_EDGE
        + profile.body.size_pt * TALLEST_FACE
        + 2.0 * profile.em(profile.foot.gap)
        + profile.foot.rule_pt;
    paper.height() - (paper.margin_top_mm * PT_PER_MM) - foot.max(paper.margin_bottom_mm * PT_PER_MM)
}

/// What a page must hold: a few lines, or the highest thing that never breaks.
fn least_depth(profile: &Profile) -> Pt {
    let line = profile.body.size_pt * profile.body.leading;
    let title = profile.heading_size(Level::TITLE) * profile.headings.leading
        + profile.title_block.rule_pt
        + profile.em(profile.title_block.gap);
    let row = line + 2.0 * profile.em(profile.table.padding);
    let mark = profile.em(profile.figure.mark_height);
    let lead = profile.lead_size() * profile.body.leading;
    (line * FEWEST_LINES).max(title).max(row).max(mark).max(lead)
}

fn ems(length: Pt, size: Pt) -> String {
    format!("{:.1} em", (length / size).max(0.0))
}

//! SVG: a drawing that stands for itself. Whatever runs, moves, asks for another file or holds another language is
//! refused: a leaflet is opened in hospitals, and what was checked must be what is shown.

use std::collections::BTreeSet;
use std::ops::Range;

use super::weight::{self, TooMuch};
use super::{Fault, PT_PER_PX};
use crate::model::{Pt, right_to_left};

/// Elements that run, move, embed or link.
const REFUSED: [(&str, &str); 14] = [
    ("script", "a script"),
    ("foreignObject", "another document"),
    ("iframe", "another document"),
    ("image", "another picture"),
    ("feImage", "another picture"),
    ("audio", "sound"),
    ("video", "a film"),
    // One small filter can keep a machine busy for hours.
    ("filter", "an effect, such as a blur or a shadow"),
    ("a", "a link"),
    ("animate", "movement"),
    ("animateMotion", "movement"),
    ("animateTransform", "movement"),
    ("animateColor", "movement"),
    ("set", "movement"),
];

/// The deepest nesting: real drawings have some ten levels.
const MAX_DEPTH: usize = 200;

/// What is said of a drawing that is nested more deeply.
const NESTED: (&str, &str) = (
    "the drawing is nested too deeply",
    "ungroup it, then save it again",
);

/// The largest drawing in bytes.
const LIMIT: usize = 5 * 1024 * 1024;

/// The largest natural size, in CSS pixels.
const MAX_PIXELS: f32 = 100_000_000.0;

const PLAIN: &str = "save the drawing as plain SVG, with everything it needs drawn in it";

/// Text of the drawing with its place.
type Words = Vec<(Range<usize>, String)>;

/// Natural width and height in points, and the words drawn, or what is wrong.
pub(super) fn check(text: &str) -> Result<(Pt, Pt, Words), Fault> {
    if text.len() > LIMIT {
        return Err(Fault::unusable(
            "the drawing is larger than 5 MB",
            "simplify it, or save it as PNG",
        ));
    }
    let document = roxmltree::Document::parse(text).map_err(|error| malformed(text, &error))?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(Fault::unusable("the file is XML, but no SVG drawing", PLAIN));
    }
    let words = inspect(&document)?;
    weight::check(&document).map_err(too_much)?;
    let tree = usvg::Tree::from_xmltree(&document, &usvg::Options::default()).map_err(|error| {
        let help = "give the `svg` element a `width`, a `height` and a `viewBox`";
        Fault::unusable(format!("the drawing cannot be read: {error}"), help)
    })?;
    let size = tree.size();
    // What must be painted as pixels is painted at its natural size or larger.
    if size.width() * size.height() > MAX_PIXELS {
        let message = format!(
            "the drawing is {} by {} pixels, more than 100 million",
            size.width(),
            size.height()
        );
        let help = "give the `svg` element a smaller `width` and `height` and leave its `viewBox` as it is";
        return Err(Fault::unusable(message, help));
    }
    Ok((size.width() * PT_PER_PX, size.height() * PT_PER_PX, words))
}

fn too_much(how: TooMuch) -> Fault {
    match how {
        TooMuch::Deep => Fault::unusable(NESTED.0, NESTED.1),
        TooMuch::Heavy => Fault::unusable(
            "the drawing has more parts than print can show: some 200,000 lines and curves",
            "simplify its paths, or save it as PNG",
        ),
    }
}

/// Words that a drawing would show in another order or in wrong letters: those that draw it know neither the direction of
/// a line nor more than one script in it.
fn out_of_order(node: roxmltree::Node<'_, '_>, text: &str) -> Option<Fault> {
    let turned = node.ancestors().any(|above| {
        let style = above.attribute("style").unwrap_or_default().replace(' ', "");
        above.attribute("direction") == Some("rtl") || style.contains("direction:rtl")
    });
    let right_to_left = text.chars().any(right_to_left);
    let others = |c: char| c.is_alphanumeric() && !crate::model::right_to_left(c);
    let scripts: BTreeSet<u32> = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(indic_block)
        .collect();
    let fault = if turned || right_to_left && text.chars().any(others) {
        "words that run from right to left, beside a number or another script or with a direction of their own"
    } else if scripts.len() > 1 {
        "two scripts in one line of words, one of them of India"
    } else {
        return None;
    };
    Some(Fault {
        code: "unusable-image",
        message: format!("the drawing holds {fault}: they would come out in a wrong order"),
        help: "turn these words into paths in the drawing program, or put a key such as A there and explain it below the picture"
            .to_owned(),
        at: Some(node.range()),
    })
}

/// Which block of the scripts of India a letter stands in (U+0900 to U+0DFF, 128 characters each), or 0 for none.
fn indic_block(c: char) -> u32 {
    let code = u32::from(c);
    if (0x900..0xE00).contains(&code) {
        code / 128
    } else {
        0
    }
}

fn malformed(text: &str, error: &roxmltree::Error) -> Fault {
    let place = error.pos();
    let line_start = text
        .split_inclusive('\n')
        .take(place.row.saturating_sub(1) as usize)
        .map(str::len)
        .sum::<usize>();
    let at = line_start + place.col.saturating_sub(1) as usize;
    if matches!(error, roxmltree::Error::DtdDetected) {
        let at = text.find("<!DOCTYPE").map(|at| at..at + "<!DOCTYPE".len());
        let message = "the drawing declares a document type, which can hide other files";
        let help = "delete the `<!DOCTYPE …>` from the file: a drawing needs none";
        return Fault {
            code: "unsafe-image",
            message: message.to_owned(),
            help: help.to_owned(),
            at,
        };
    }
    // The finding shows the place itself.
    let words = error.to_string();
    let words = words
        .rsplit_once(" at ")
        .map_or(words.as_str(), |(words, _)| words);
    let message = format!("the drawing is not well-formed XML: {words}");
    Fault {
        code: "unusable-image",
        message,
        help: PLAIN.to_owned(),
        at: Some(at..at + 1),
    }
}

/// Walks the drawing without recursion, however deep it is.
fn inspect(document: &roxmltree::Document<'_>) -> Result<Words, Fault> {
    let mut words = Vec::new();
    let mut depth = 0usize;
    let mut node = document.root();
    loop {
        inspect_node(node, &mut words)?;
        if let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            if depth > MAX_DEPTH {
                return Err(Fault::unusable(NESTED.0, NESTED.1));
            }
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => {
                    node = parent;
                    depth = depth.saturating_sub(1);
                }
                None => return Ok(words),
            }
        }
    }
}

fn inspect_node(node: roxmltree::Node<'_, '_>, words: &mut Words) -> Result<(), Fault> {
    let refuse = |what: &str, at: Range<usize>| Fault {
        code: "unsafe-image",
        message: format!("the drawing holds {what}"),
        help: PLAIN.to_owned(),
        at: Some(at),
    };
    match node.node_type() {
        roxmltree::NodeType::PI => Err(refuse("a processing instruction", node.range())),
        roxmltree::NodeType::Element => {
            let name = node.tag_name().name();
            let refused = REFUSED
                .iter()
                .find(|(refused, _)| refused.eq_ignore_ascii_case(name));
            if let Some((_, what)) = refused {
                let tag = node.range().start..node.range().start + 1 + name.len();
                return Err(refuse(what, tag));
            }
            for attribute in node.attributes() {
                let (key, value) = (attribute.name(), attribute.value());
                if key.to_ascii_lowercase().starts_with("on") {
                    return Err(refuse("a script", attribute.range()));
                }
                if key == "href" && !value.trim().starts_with('#') || reaches_out(value) {
                    return Err(refuse("a reference to another file", attribute.range()));
                }
            }
            Ok(())
        }
        roxmltree::NodeType::Text => {
            let text = node.text().unwrap_or_default();
            let inside = |name: &str| {
                node.ancestors()
                    .skip(1)
                    .any(|above| above.tag_name().name() == name)
            };
            if inside("style") && reaches_out(text) {
                return Err(refuse("a reference to another file", node.range()));
            }
            if inside("text") && !text.trim().is_empty() {
                if let Some(fault) = out_of_order(node, text) {
                    return Err(fault);
                }
                words.push((node.range(), text.to_owned()));
            }
            Ok(())
        }
        roxmltree::NodeType::Root | roxmltree::NodeType::Comment => Ok(()),
    }
}

/// Whether a style or an attribute names anything but a part of the drawing itself.
fn reaches_out(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    // A backslash in CSS can spell `url` in other letters.
    let hidden = lower.contains('\\') && lower.contains('(');
    let outer = lower.split("url(").skip(1).any(|rest| {
        !rest
            .trim_start_matches([' ', '\t', '\r', '\n', '"', '\''])
            .starts_with('#')
    });
    outer || hidden || lower.contains("@import") || lower.contains("javascript:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn natural_size_and_words() {
        let text = r##"<svg xmlns="http://www.w3.org/2000/svg" width="200" viewBox="0 0 100 50">
            <defs><path id="p" d="M0 0h9v9z"/></defs><use href="#p" fill="url(#p)"/><text x="1" y="9">A <tspan>b</tspan></text></svg>"##;
        let (width, height, words) = check(text).ok().unwrap();
        assert!(
            (width - 150.0).abs() < 0.01 && (height - 75.0).abs() < 0.01,
            "{width} {height}"
        );
        assert_eq!(
            words.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>(),
            ["A ", "b"]
        );
        assert!(words.iter().all(|(at, word)| &text[at.clone()] == word));
    }

    #[test]
    fn what_reaches_out_is_refused() {
        let cases = [
            ("<script/>", "unsafe-image"),
            ("<foreignObject/>", "unsafe-image"),
            ("<image href='data:image/png;base64,AA'/>", "unsafe-image"),
            ("<use href='other.svg#a'/>", "unsafe-image"),
            (
                "<use xlink:href='file:///etc/passwd' xmlns:xlink='http://www.w3.org/1999/xlink'/>",
                "unsafe-image",
            ),
            ("<g onload='x()'/>", "unsafe-image"),
            ("<g style='fill: url( \"http://x/y\")'/>", "unsafe-image"),
            ("<style>@import 'x.css';</style>", "unsafe-image"),
            ("<style>g { fill: u\\72l(http://x) }</style>", "unsafe-image"),
            ("<a href='#x'/>", "unsafe-image"),
            ("<g><animate attributeName='x'/></g>", "unsafe-image"),
            (
                "<filter id='f'><feTurbulence numOctaves='100000'/></filter>",
                "unsafe-image",
            ),
            ("<?xml-stylesheet href='x.css'?>", "unsafe-image"),
            ("<g>", "unusable-image"),
        ];
        for (inner, code) in cases {
            let text = format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inner}</svg>");
            assert_eq!(check(&text).err().map(|fault| fault.code), Some(code), "{inner}");
        }
        let bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>";
        assert_eq!(check(bomb).err().map(|fault| fault.code), Some("unsafe-image"));
    }

    #[test]
    fn depth_is_refused_without_recursion() {
        let deep = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}{}</svg>",
            "<g>".repeat(2_000),
            "</g>".repeat(2_000)
        );
        assert!(check(&deep).is_err());
    }

    #[test]
    fn uses_of_uses_end() {
        let levels: String = (1..30)
            .map(|n| {
                format!(
                    "<g id='g{n}'>{}</g>",
                    format!("<use href='#g{}'/>", n - 1).repeat(10)
                )
            })
            .collect();
        let text = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><defs><path id='g0' d='M0 0h9v9z'/>{levels}</defs><use href='#g29'/></svg>"
        );
        let _ = check(&text);
    }
}

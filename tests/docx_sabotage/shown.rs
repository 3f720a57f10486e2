//! What a listener is read and whoever looks sees otherwise, or does not see: the words stay as they are.

use clearleaf::package::xml::{Element, Node};

use super::engine::*;
use super::sabotage::Seen::{Faults, Reads};
use super::sabotages::{Sabotage, english};
use crate::opc::Parts;

const DOSE: &str = "5\u{a0}mg";

fn el(name: &str) -> Element {
    Element::new(name)
}

fn holding(name: &str, children: impl IntoIterator<Item = Element>) -> Element {
    let mut element = el(name);
    element.children.extend(children.into_iter().map(Node::Element));
    element
}

fn text(element: Element, words: &str) -> Element {
    let mut element = element;
    element.children.push(Node::Text(words.to_owned()));
    element
}

/// Puts others in the place of the run with the dose.
fn replace(parts: &mut Parts, with: impl Fn(&Element) -> Vec<Element>) {
    let is_dose = says_only("w:r", DOSE);
    let holds = |parent: &Element| parent.is("w:p") && parent.elements().any(&is_dose);
    each(parts, DOCUMENT, holds, |parent| {
        let children = std::mem::take(&mut parent.children);
        for child in children {
            match child {
                Node::Element(run) if is_dose(&run) => {
                    parent.children.extend(with(&run).into_iter().map(Node::Element));
                }
                other => parent.children.push(other),
            }
        }
    });
}

/// Gives the run with the dose a property.
fn give(parts: &mut Parts, property: &Element) {
    each(parts, DOCUMENT, says_only("w:r", DOSE), |run| {
        run.edit("w:rPr", |all| all.children.push(Node::Element(property.clone())));
    });
}

fn val(name: &str, value: &str) -> Element {
    el(name).with("w:val", value)
}

/// Gives the paragraph that says the dose a property.
fn place(parts: &mut Parts, property: &Element) {
    let is_dose = says_only("w:r", DOSE);
    let says_it = |element: &Element| element.is("w:p") && element.elements().any(&is_dose);
    each(parts, DOCUMENT, says_it, |paragraph| {
        paragraph.edit("w:pPr", |all| {
            all.retain_elements(|other| other.name != property.name);
            all.children.push(Node::Element(property.clone()));
        });
    });
}

/// Stands the run with the dose in an element.
fn wrap(parts: &mut Parts, round: &Element) {
    replace(parts, |run| {
        let mut round = round.clone();
        round.children.push(Node::Element(run.clone()));
        vec![round]
    });
}

/// Makes the dose the result of a field.
fn field(parts: &mut Parts, instruction: &str) {
    let mark = |kind: &str| holding("w:r", [el("w:fldChar").with("w:fldCharType", kind)]);
    let says = holding("w:r", [text(el("w:instrText"), instruction)]);
    replace(parts, |run| {
        vec![
            mark("begin"),
            says.clone(),
            mark("separate"),
            run.clone(),
            mark("end"),
        ]
    });
}

/// Binds the dose to the document's title.
fn bind(parts: &mut Parts) {
    let binding = el("w:dataBinding")
        .with(
            "w:prefixMappings",
            "xmlns:a='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' \
             xmlns:b='http://purl.org/dc/elements/1.1/'",
        )
        .with("w:xpath", "/a:coreProperties[1]/b:title[1]")
        .with("w:storeItemID", "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}");
    let properties = holding("w:sdtPr", [val("w:id", "424242"), binding, el("w:text")]);
    replace(parts, |run| {
        let content = holding("w:sdtContent", [run.clone()]);
        vec![holding("w:sdt", [properties.clone(), content])]
    });
}

/// Gives the dose as one way to write it and another dose as the last.
fn choose(parts: &mut Parts, needs: &str) {
    replace(parts, |run| {
        let mut other = run.clone();
        reword(&mut other, "5", "50");
        let choice = holding("mc:Choice", [run.clone()])
            .with("Requires", "zz")
            .with("xmlns:zz", needs);
        vec![
            holding("mc:AlternateContent", [choice, holding("mc:Fallback", [other])]).with(
                "xmlns:mc",
                "http://schemas.openxmlformats.org/markup-compatibility/2006",
            ),
        ]
    });
}

/// Changes the text of the first level of numbers.
fn number(parts: &mut Parts, from: &'static str, to: &str) {
    each(parts, NUMBERING, with("w:lvlText", "w:val", from), |level| {
        level.set("w:val", to)
    });
}

/// Puts a run before the one with the dose.
fn cover(parts: &mut Parts, with: &Element) {
    replace(parts, |run| vec![with.clone(), run.clone()]);
}

fn vml(style: &str) -> Element {
    let shape = el("v:rect")
        .with("xmlns:v", "urn:schemas-microsoft-com:vml")
        .with("style", style)
        .with("fillcolor", "white");
    holding("w:r", [holding("w:pict", [shape])])
}

/// The first picture of a file, floating in front of the text as a decoration.
fn decoration(parts: &Parts) -> Element {
    let part = clearleaf::package::xml::Document::parse(&parts[DOCUMENT]).unwrap();
    let mut found = None;
    part.root.walk(&mut |element| {
        if element.is("a:graphic") && found.is_none() {
            found = Some(element.clone());
        }
    });
    let mark = el("adec:decorative").with(
        "xmlns:adec",
        "http://schemas.microsoft.com/office/drawing/2017/decorative",
    );
    let marked = holding("wp:docPr", [mark]).with("id", "777").with("name", "x");
    let extent = el("wp:extent").with("cx", "5000000").with("cy", "600000");
    let anchor = holding("wp:anchor", [extent, el("wp:wrapNone"), marked, found.unwrap()]);
    holding("w:r", [holding("w:drawing", [anchor.with("behindDoc", "0")])])
}

/// Changes the levels of lists whose items have numbers.
fn levels(parts: &mut Parts, change: impl FnMut(&mut Element)) {
    let is_numbered = |level: &Element| {
        level.is("w:lvl")
            && level
                .find("w:lvlText")
                .and_then(|text| text.attribute("w:val"))
                .is_some_and(|text| text.contains('%'))
    };
    each(parts, NUMBERING, is_numbered, change);
}

/// Gives the numbers of lists a look.
fn look(parts: &mut Parts, property: &Element) {
    levels(parts, |level| {
        level.retain_elements(|other| !other.is("w:rPr"));
        level
            .children
            .push(Node::Element(holding("w:rPr", [property.clone()])));
    });
}

/// Gives tables a property.
fn table(parts: &mut Parts, property: &Element) {
    each(parts, DOCUMENT, is("w:tblPr"), |all| {
        all.retain_elements(|other| other.name != property.name);
        all.children.push(Node::Element(property.clone()));
    });
}

const COVERED: &str = "stands in front of the text and may hide words";
const STRUCK: &str = "words are struck out and stay words to a listener";
const UNSEEN: &str = "words cannot be seen against what lies behind them";
const SQUEEZED: &str = "words are so small or so narrow that nobody sees them";
const TURNED: &str = "are turned round where they are shown";
const FIELD: &str = "and Word may show others";
const OFF: &str = "a paragraph stands off the page";

pub const SABOTAGES: &[Sabotage] = &[
    english(
        "a-dose-that-is-struck-out",
        |parts| give(parts, &el("w:strike")),
        Faults(&[STRUCK]),
    ),
    english(
        "a-dose-that-is-struck-out-twice",
        |parts| give(parts, &el("w:dstrike")),
        Faults(&[STRUCK]),
    ),
    english(
        "paragraphs-that-are-struck-out-by-their-style",
        |parts| {
            style(parts, "Body Text", |style| {
                style.edit("w:rPr", |all| all.children.push(Node::Element(el("w:strike"))));
            });
        },
        Faults(&[STRUCK]),
    ),
    english(
        "a-letter-that-is-raised",
        |parts| {
            replace(parts, |run| {
                let (mut before, mut raised) = (run.clone(), run.clone());
                reword(&mut before, DOSE, "5\u{a0}m");
                reword(&mut raised, DOSE, "g");
                raised.edit("w:rPr", |all| {
                    all.children
                        .push(Node::Element(val("w:vertAlign", "superscript")));
                });
                vec![before, raised]
            });
        },
        Faults(&["raised “g” is read as part of “m”"]),
    ),
    english(
        "a-digit-that-is-lowered",
        |parts| {
            replace(parts, |run| {
                let (mut lowered, mut behind) = (run.clone(), run.clone());
                reword(&mut lowered, DOSE, "5");
                reword(&mut behind, DOSE, "\u{a0}mg");
                lowered.edit("w:rPr", |all| {
                    all.children.push(Node::Element(val("w:position", "-8")))
                });
                vec![lowered, behind]
            });
        },
        Reads("₅ mg"),
    ),
    english(
        "a-dose-that-is-moved-away",
        |parts| give(parts, &val("w:position", "-2000")),
        Faults(&["words are moved away from their line"]),
    ),
    english(
        "a-dose-that-is-turned-round",
        |parts| wrap(parts, &val("w:bdo", "rtl")),
        Faults(&[TURNED]),
    ),
    english(
        "a-dose-among-words-from-right-to-left",
        |parts| wrap(parts, &val("w:dir", "rtl")),
        Faults(&[TURNED]),
    ),
    english(
        "a-dose-that-characters-turn-round",
        |parts| {
            each(parts, DOCUMENT, says_only("w:r", DOSE), |run| {
                reword(run, DOSE, "\u{202e}5\u{a0}mg\u{202c}");
            });
        },
        Faults(&[TURNED]),
    ),
    english(
        "a-dose-that-a-field-quotes",
        |parts| field(parts, " QUOTE \"50 mg\" "),
        Faults(&[FIELD]),
    ),
    english(
        "a-dose-that-is-reckoned",
        |parts| field(parts, " =25*2 "),
        Faults(&[FIELD]),
    ),
    english(
        "a-dose-that-is-a-page",
        |parts| field(parts, " NUMPAGES "),
        Faults(&[FIELD]),
    ),
    english(
        "a-dose-that-is-set-and-not-shown",
        |parts| field(parts, " SET dose \"5\" "),
        Faults(&["which shows no words"]),
    ),
    english(
        "a-dose-that-is-asked-for",
        |parts| field(parts, " ASK dose \"How much?\" "),
        Faults(&["which shows no words"]),
    ),
    english(
        "a-dose-that-is-an-entry-of-an-index",
        |parts| field(parts, " XE \"dose\" "),
        Faults(&["which shows no words"]),
    ),
    english(
        "a-dose-from-the-words-of-a-style",
        |parts| field(parts, " STYLEREF \"heading 1\" "),
        Faults(&[FIELD]),
    ),
    english(
        "a-dose-that-is-bound-to-the-title",
        bind,
        Faults(&["bound to data that Word shows"]),
    ),
    english(
        "a-dose-that-somebody-put-in",
        |parts| {
            wrap(
                parts,
                &el("w:ins").with("w:id", "424242").with("w:author", "somebody"),
            );
        },
        Faults(&["the file has tracked changes"]),
    ),
    english(
        "a-dose-for-programs-that-do-not-exist",
        |parts| choose(parts, "http://schemas.microsoft.com/office/word/2099/wordml"),
        Reads("50 mg"),
    ),
    english(
        "a-white-dose",
        |parts| give(parts, &val("w:color", "FFFFFF")),
        Faults(&[UNSEEN]),
    ),
    english(
        "a-dose-that-is-filled-with-nothing",
        |parts| {
            let fill = holding("w14:textFill", [el("w14:noFill")]).with(
                "xmlns:w14",
                "http://schemas.microsoft.com/office/word/2010/wordml",
            );
            give(parts, &fill);
        },
        Faults(&[UNSEEN]),
    ),
    english(
        "a-dose-that-lets-everything-through",
        |parts| {
            let alpha = el("w14:alpha").with("w14:val", "100000");
            let colour = holding("w14:srgbClr", [alpha]).with("w14:val", "000000");
            let fill = holding("w14:textFill", [holding("w14:solidFill", [colour])]).with(
                "xmlns:w14",
                "http://schemas.microsoft.com/office/word/2010/wordml",
            );
            give(parts, &fill);
        },
        Faults(&[UNSEEN]),
    ),
    english(
        "a-dose-of-one-point",
        |parts| give(parts, &val("w:sz", "2")),
        Faults(&[SQUEEZED]),
    ),
    english(
        "a-dose-on-one-spot",
        |parts| give(parts, &val("w:spacing", "-400")),
        Faults(&[SQUEEZED]),
    ),
    english(
        "a-narrow-dose",
        |parts| give(parts, &val("w:w", "1")),
        Faults(&[SQUEEZED]),
    ),
    english(
        "a-dose-in-wingdings",
        |parts| give(parts, &el("w:rFonts").with("w:ascii", "Wingdings")),
        Faults(&["letters are drawn as the signs of Wingdings"]),
    ),
    english(
        "a-dose-in-a-line-without-height",
        |parts| {
            place(
                parts,
                &el("w:spacing").with("w:line", "1").with("w:lineRule", "exact"),
            )
        },
        Faults(&["words are cut off"]),
    ),
    english(
        "rows-without-height",
        |parts| {
            each(parts, DOCUMENT, is("w:trPr"), |row| {
                let height = val("w:trHeight", "1").with("w:hRule", "exact");
                row.children.push(Node::Element(height));
            });
        },
        Faults(&["words are cut off"]),
    ),
    english(
        "a-dose-left-of-the-page",
        |parts| place(parts, &el("w:ind").with("w:left", "-20000")),
        Faults(&[OFF]),
    ),
    english(
        "a-dose-in-a-frame-beside-the-page",
        |parts| place(parts, &el("w:framePr").with("w:x", "-9999").with("w:y", "-9999")),
        Faults(&[OFF]),
    ),
    english(
        "numbers-with-another-digit",
        |parts| number(parts, "%1.", "9%1."),
        Faults(&["the numbers of a list have letters or digits beside them"]),
    ),
    english(
        "numbers-without-a-number",
        |parts| number(parts, "%1.", ""),
        Faults(&["the numbers of a list are not shown"]),
    ),
    english(
        "bullets-that-are-words",
        |parts| number(parts, "•", "Do not"),
        Faults(&["the bullets of a list are words"]),
    ),
    english(
        "a-font-that-is-none",
        |parts| {
            let font = parts.iter_mut().find(|(name, _)| name.ends_with("Regular.odttf"));
            font.unwrap().1.fill(255);
        },
        Faults(&["is no font"]),
    ),
    english(
        "a-shape-over-the-dose",
        |parts| cover(parts, &vml("position:absolute;width:600pt;height:60pt;z-index:9")),
        Faults(&[COVERED]),
    ),
    english(
        "a-decoration-over-the-dose",
        |parts| cover(parts, &decoration(parts)),
        Faults(&[COVERED]),
    ),
    english(
        "a-picture-without-bytes",
        |parts| {
            let picture = parts.iter_mut().find(|(name, _)| name.ends_with(".png"));
            picture.unwrap().1.clear();
        },
        Faults(&["a picture cannot be drawn"]),
    ),
    english(
        "a-picture-that-is-cut-off",
        |parts| {
            let picture = parts.iter_mut().find(|(name, _)| name.ends_with(".png"));
            picture.unwrap().1.truncate(60);
        },
        Faults(&["a picture cannot be drawn"]),
    ),
    english(
        "pictures-of-no-size",
        |parts| {
            each(parts, DOCUMENT, is("wp:extent"), |size| {
                size.set("cx", "1");
                size.set("cy", "1");
            });
        },
        Faults(&["a picture is too small to be seen"]),
    ),
    english(
        "pictures-that-are-cropped-to-nothing",
        |parts| each(parts, DOCUMENT, is("a:srcRect"), |rest| rest.set("l", "100000")),
        Faults(&["a picture is cropped to nothing"]),
    ),
    english(
        "pictures-that-let-everything-through",
        |parts| {
            each(parts, DOCUMENT, is("a:blip"), |blip| {
                let clear = el("a:alphaModFix").with("amt", "0");
                blip.children.insert(0, Node::Element(clear));
            });
        },
        Faults(&["a picture is as clear as glass"]),
    ),
    english(
        "pictures-that-are-hidden",
        |parts| each(parts, DOCUMENT, is("wp:docPr"), |it| it.set("hidden", "1")),
        Faults(&["a picture is hidden"]),
    ),
    english(
        "white-numbers",
        |parts| look(parts, &val("w:color", "FFFFFF")),
        Faults(&[UNSEEN]),
    ),
    english(
        "numbers-of-one-point",
        |parts| look(parts, &val("w:sz", "2")),
        Faults(&[SQUEEZED]),
    ),
    english(
        "numbers-that-are-struck-out",
        |parts| look(parts, &el("w:strike")),
        Faults(&[STRUCK]),
    ),
    english(
        "numbers-in-wingdings",
        |parts| look(parts, &el("w:rFonts").with("w:ascii", "Wingdings")),
        Faults(&["letters are drawn as the signs of Wingdings"]),
    ),
    english(
        "numbers-of-another-level",
        |parts| number(parts, "%1.", "%2."),
        Faults(&["the numbers of a list are not shown"]),
    ),
    english(
        "numbers-that-are-shares",
        |parts| number(parts, "%1.", "%1%"),
        Faults(&["the numbers of a list have letters or digits beside them"]),
    ),
    english(
        "items-left-of-the-page",
        |parts| {
            levels(parts, |level| {
                level.edit("w:pPr", |all| {
                    all.retain_elements(|other| !other.is("w:ind"));
                    let far = el("w:ind").with("w:left", "0").with("w:hanging", "20000");
                    all.children.push(Node::Element(far));
                });
            });
        },
        Faults(&[OFF]),
    ),
    english(
        "a-dose-in-a-frame-without-height",
        |parts| place(parts, &el("w:framePr").with("w:hRule", "exact").with("w:h", "10")),
        Faults(&["words are cut off"]),
    ),
    english(
        "a-dose-at-the-end-of-the-page",
        |parts| {
            place(
                parts,
                &el("w:framePr").with("w:vAnchor", "page").with("w:y", "14000"),
            )
        },
        Faults(&["is shown at a place of the page of its own"]),
    ),
    english(
        "a-table-right-of-the-page",
        |parts| table(parts, &el("w:tblInd").with("w:w", "15000").with("w:type", "dxa")),
        Faults(&["a table stands off the page"]),
    ),
    english(
        "a-table-that-floats-off-the-page",
        |parts| {
            table(
                parts,
                &el("w:tblpPr").with("w:tblpX", "-9000").with("w:tblpY", "100"),
            )
        },
        Faults(&["a table stands off the page"]),
    ),
    english(
        "columns-without-width",
        |parts| {
            table(parts, &el("w:tblLayout").with("w:type", "fixed"));
            each(parts, DOCUMENT, is("w:tcPr"), |cell| {
                cell.retain_elements(|other| !other.is("w:tcW"));
                let narrow = el("w:tcW").with("w:w", "10").with("w:type", "dxa");
                cell.children.insert(0, Node::Element(narrow));
            });
        },
        Faults(&[SQUEEZED]),
    ),
];

//! Mutations of Word files.

use clearleaf::package::xml::{Element, Node};

use crate::engine_of_packages::{
    DOCUMENT, LINKS, NUMBERING, STYLES, each, first, is, remove, restyle, reword, says_only, with,
};
use crate::mutation::Mutation;
use crate::opc::{Parts, edit};

/// The words of an element, no-break spaces plain.
fn read(element: &Element) -> String {
    let words = element.plain_text().replace('\u{a0}', " ");
    words.replace(clearleaf::model::invisible, "")
}

/// The paragraph of the text that begins so; the contents say the words of headings first, in links.
fn begins(words: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.is("w:p") && read(element).trim_start().starts_with(words) && !in_contents(element)
}

fn in_contents(paragraph: &Element) -> bool {
    style(paragraph).is_some_and(|style| style.starts_with("TOC"))
}

fn style(paragraph: &Element) -> Option<&str> {
    paragraph.find("w:pPr")?.find("w:pStyle")?.attribute("w:val")
}

fn row(words: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.is("w:tr") && read(element).starts_with(words)
}

fn boxed(tag: &'static str) -> impl Fn(&Element) -> bool {
    move |element| {
        let properties = element
            .find("w:sdtPr")
            .and_then(|properties| properties.find("w:tag"));
        element.is("w:sdt") && properties.and_then(|found| found.attribute("w:val")) == Some(tag)
    }
}

fn found(parts: &Parts, pick: impl Fn(&Element) -> bool) -> Element {
    let document = clearleaf::package::xml::Document::parse(&parts[DOCUMENT]).unwrap();
    let mut found = None;
    document.root.walk(&mut |element| {
        if found.is_none() && pick(element) {
            found = Some(element.clone());
        }
    });
    found.expect("nothing is picked")
}

fn swap(parts: &mut Parts, one: impl Fn(&Element) -> bool, other: impl Fn(&Element) -> bool) {
    let (first, second) = (found(parts, &one), found(parts, &other));
    each(
        parts,
        DOCUMENT,
        |element| one(element) || other(element),
        |element| {
            *element = if *element == first {
                second.clone()
            } else {
                first.clone()
            }
        },
    );
}

fn put_behind(parts: &mut Parts, pick: impl Fn(&Element) -> bool, put: &Element) {
    let holds = |parent: &Element| parent.elements().any(&pick);
    each(parts, DOCUMENT, holds, |parent| {
        let is_it = |node: &Node| matches!(node, Node::Element(element) if pick(element));
        let at = parent.children.iter().position(is_it).unwrap();
        parent.children.insert(at + 1, Node::Element(put.clone()));
    });
}

fn words(parts: &mut Parts, paragraph: &'static str, from: &str, to: &str) {
    each(parts, DOCUMENT, begins(paragraph), |p| {
        let before = read(p);
        reword(p, from, to);
        assert_ne!(read(p), before, "no {from} in {before}");
    });
}

/// The link that stands in the paragraph that begins so.
fn link(parts: &mut Parts, paragraph: &'static str, words: &'static str, change: impl Fn(&mut Element)) {
    each(parts, DOCUMENT, begins(paragraph), |p| {
        p.elements_mut()
            .filter(|link| link.is("w:hyperlink") && read(link) == words)
            .for_each(&change);
    });
}

/// The same as words that lead nowhere.
fn unlink(parts: &mut Parts, paragraph: &'static str, words: &'static str) {
    each(parts, DOCUMENT, begins(paragraph), |p| {
        for node in &mut p.children {
            if let Node::Element(link) = node
                && link.is("w:hyperlink")
                && read(link) == words
            {
                let mut run = link.find("w:r").unwrap().clone();
                run.retain_elements(|property| !property.is("w:rPr"));
                *link = run;
            }
        }
    });
}

fn without_links(paragraph: &mut Element) {
    paragraph.retain_elements(|child| !child.is("w:hyperlink"));
}

/// The cell without its words.
fn blank(cell: &mut Element) {
    cell.walk_mut(&mut |element| element.retain_elements(|run| !run.is("w:r")));
}

fn cell(words: &'static str) -> impl Fn(&Element) -> bool {
    says_only("w:tc", words)
}

const TABLET: &str = "A tablet beside a full glass of water.";
const KEEP: &str = "Keep the box away from children.";
const NURSE: &str = "Call your nurse if your skin turns red.";
const DOSE: &str = "Take 2.5 mg";

pub fn mutate(parts: &mut Parts, mutation: Mutation) {
    match mutation {
        Mutation::DropWord => words(parts, DOSE, " with food", " food"),
        Mutation::DropNegation => words(parts, "Do not", "not ", ""),
        Mutation::DropUnit => words(parts, "The glass", "200\u{a0}ml", "200"),
        Mutation::DropDecimalPoint => words(parts, DOSE, "2.5", "25"),
        Mutation::ChangeDose => words(parts, DOSE, "2.5", "2.6"),
        Mutation::DuplicateWord => words(parts, DOSE, "food", "food food"),
        Mutation::JoinWords => words(parts, DOSE, "6\u{a0}hours", "6hours"),
        Mutation::DropParagraph => remove(parts, DOCUMENT, begins(KEEP)),
        Mutation::DuplicateParagraph => {
            let again = found(parts, begins(KEEP));
            put_behind(parts, begins(KEEP), &again);
        }
        Mutation::SwapParagraphs => swap(parts, begins("Do not"), begins(KEEP)),
        Mutation::JoinParagraphs => {
            remove(parts, DOCUMENT, begins(NURSE));
            words(parts, "Call 999", "breathe.", &format!("breathe. {NURSE}"));
        }
        Mutation::SplitParagraph => {
            let mut rest = found(parts, begins(NURSE));
            reword(&mut rest, "Call your nurse ", "");
            words(parts, NURSE, " if your skin turns red.", "");
            put_behind(parts, begins("Call your nurse"), &rest);
        }
        Mutation::DropHeading => remove(parts, DOCUMENT, begins("What the words mean")),
        Mutation::ChangeHeadingLevel => restyle(parts, "What the words mean", "heading 2"),
        Mutation::HeadingToParagraph => restyle(parts, "What the words mean", "Body Text"),
        Mutation::DropContentsEntry => remove(parts, DOCUMENT, |p| {
            p.is("w:p") && in_contents(p) && read(p).starts_with("Where to ask")
        }),
        Mutation::DropListItem => remove(parts, DOCUMENT, begins("Your letter")),
        Mutation::SwapListItems => swap(parts, begins("with water"), begins("with juice")),
        Mutation::ChangeListNesting => restyle(parts, "in their boxes", "List Bullet"),
        Mutation::ChangeListStart => each(parts, NUMBERING, with("w:startOverride", "w:val", "3"), |start| {
            start.set("w:val", "1");
        }),
        Mutation::NumbersToBullets => {
            for item in [
                "Sit up straight.",
                "Swallow the tablet whole:",
                "Rest for an hour.",
            ] {
                restyle(parts, item, "List Bullet");
                each(parts, DOCUMENT, begins(item), |p| {
                    p.edit("w:pPr", |properties| {
                        properties.retain_elements(|it| !it.is("w:numPr"))
                    });
                });
            }
        }
        Mutation::DropDefinition => remove(
            parts,
            DOCUMENT,
            says_only("w:sdt", "How much you take at one time."),
        ),
        Mutation::DropWarning => remove(parts, DOCUMENT, boxed("warning")),
        Mutation::MoveOutOfWarning => {
            let moved = found(parts, begins(NURSE));
            remove(parts, DOCUMENT, begins(NURSE));
            put_behind(parts, boxed("warning"), &moved);
        }
        Mutation::WarningToCallout => each(parts, DOCUMENT, boxed("warning"), |it| {
            it.edit("w:sdtPr", |properties| {
                properties.edit("w:tag", |tag| tag.set("w:val", "callout"));
            });
        }),
        Mutation::ChangeWarningLabel => {
            words(parts, "Warning", "When to call", "When to rest");
            each(parts, DOCUMENT, boxed("warning"), |it| {
                it.edit("w:sdtPr", |properties| {
                    properties.edit("w:alias", |alias| alias.set("w:val", "Warning: When to rest"));
                });
            });
        }
        Mutation::DropRow => remove(parts, DOCUMENT, row("Second")),
        Mutation::SwapRows => swap(parts, row("First"), row("Second")),
        Mutation::SwapCells => {
            let (first, second) = (found(parts, cell("Strong")), found(parts, cell("To the door")));
            let both = |element: &Element| cell("Strong")(element) || cell("To the door")(element);
            each(parts, DOCUMENT, both, |element| {
                let put = if *element == first { &second } else { &first };
                element.children.clone_from(&put.children);
            });
        }
        Mutation::BlankCell => each(parts, DOCUMENT, cell("Strong"), blank),
        Mutation::ChangeHeader => {
            each(parts, DOCUMENT, cell("Pain"), |it| reword(it, "Pain", "Rest"));
            each(parts, DOCUMENT, is("w:tblDescription"), |it| {
                it.set("w:val", "Columns: Day, Rest, Walking.");
            });
        }
        Mutation::StripHeaderRow => {
            remove(parts, DOCUMENT, is("w:tblHeader"));
            each(parts, DOCUMENT, is("w:tblLook"), |look| {
                look.set("w:firstRow", "0")
            });
        }
        Mutation::StripRowHeaders => each(parts, DOCUMENT, is("w:tblLook"), |look| {
            look.set("w:firstColumn", "0");
            look.set("w:val", "0620");
        }),
        Mutation::ChangeCaption => {
            words(parts, "Your first 12 days", "first", "last");
            each(parts, DOCUMENT, is("w:tblCaption"), |it| {
                it.set("w:val", "Your last 12 days")
            });
        }
        Mutation::DropCaption => {
            remove(parts, DOCUMENT, begins("Your first 12 days"));
            remove(parts, DOCUMENT, is("w:tblCaption"));
        }
        Mutation::DropFigure => remove(parts, DOCUMENT, |p| p.is("w:p") && style(p) == Some("Picture")),
        Mutation::BlankAlternative => each(parts, DOCUMENT, with("wp:docPr", "descr", TABLET), |it| {
            it.set("descr", "")
        }),
        Mutation::ChangeAlternative => each(parts, DOCUMENT, with("wp:docPr", "descr", TABLET), |it| {
            it.set("descr", TABLET.replace("a full", "an empty"));
        }),
        Mutation::ChangeLinkTarget => each(
            parts,
            LINKS,
            with("Relationship", "Target", "https://www.example.org/aspirin"),
            |it| it.set("Target", "https://www.example.org/ibuprofen"),
        ),
        Mutation::DropLink => {
            unlink(parts, "Read more", "page about aspirin");
            remove(parts, LINKS, with("Relationship", "Id", "rIdLink1"));
        }
        Mutation::ChangeInnerLink => link(parts, "Read more", "How to take it", |link| {
            link.set("w:anchor", "taking_aspirin");
        }),
        Mutation::DropCitation => each(parts, DOCUMENT, begins("Do not"), |p| {
            without_links(p);
            p.retain_elements(|child| !child.name.starts_with("w:bookmark"));
        }),
        Mutation::PointCitationElsewhere => {
            link(parts, "Do not", "[1]", |link| link.set("w:anchor", "ref_smith"))
        }
        Mutation::UnlinkCitation => unlink(parts, "Do not", "[1]"),
        Mutation::ChangeCitedNumber => link(parts, "Do not", "[1]", |link| {
            reword(link, "[1]", "[2]");
            link.set("w:tooltip", "Reference [2]");
        }),
        Mutation::DropReference => remove(parts, DOCUMENT, begins("[2]")),
        Mutation::SwapReferences => swap(parts, begins("[1]"), begins("[2]")),
        Mutation::ChangeReferenceNumber => words(parts, "[1]", "[1]", "[3]"),
        Mutation::DropBackLink => each(parts, DOCUMENT, begins("[1]"), |p| {
            without_links(p);
            let mut tabs = 0;
            p.retain_elements(|run| {
                let tab = run.find("w:tab").is_some() && run.is("w:r");
                tabs += usize::from(tab);
                !tab
            });
            assert_eq!(tabs, 1);
        }),
        Mutation::PointBackLinkElsewhere => link(parts, "[1]", "[1]", |link| link.set("w:anchor", "cite_2")),
        Mutation::ChangeLanguage => each(parts, DOCUMENT, with("w:lang", "w:val", "fr"), |lang| {
            for attribute in ["w:val", "w:eastAsia", "w:bidi"] {
                lang.set(attribute, "es");
            }
        }),
        Mutation::DropLanguage => remove(parts, DOCUMENT, with("w:lang", "w:val", "fr")),
        Mutation::ChangeDocumentLanguage => {
            each(parts, STYLES, with("w:lang", "w:val", "en-GB"), |lang| {
                lang.set("w:val", "de")
            });
            edit(parts, "word/settings.xml", |settings| {
                settings.walk_mut(&mut |it| {
                    if it.is("w:themeFontLang") {
                        it.set("w:val", "de");
                    }
                });
            });
            each(parts, "docProps/core.xml", is("dc:language"), |it| {
                reword(it, "en-GB", "de")
            });
        }
        Mutation::ChangeTitle => first(parts, "docProps/core.xml", is("dc:title"), |title| {
            reword(title, "home", "work");
        }),
    }
}

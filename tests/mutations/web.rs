//! Mutations of books and of pages: both hold the text in the same markup.

use clearleaf::package::xml::{Element, Node};

use crate::engine::{File, PACKAGE, is, mark, reword, with};
use crate::mutation::Mutation;

/// The words of an element in their order, its spaces plain.
fn read(element: &Element) -> String {
    fn add(element: &Element, out: &mut String) {
        for child in &element.children {
            match child {
                Node::Element(child) => add(child, out),
                Node::Text(text) => out.push_str(text),
            }
        }
    }
    let mut words = String::new();
    add(element, &mut words);
    words.replace('\u{a0}', " ").trim().to_owned()
}

/// Elements of this name that say exactly this.
fn says(name: &'static str, words: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.name == name && read(element) == words
}

/// The first element that is picked takes the place of the second, and the second that of the first.
fn swap(file: &mut File, one: impl Fn(&Element) -> bool, other: impl Fn(&Element) -> bool) {
    let (first, second) = (file.found(&one), file.found(&other));
    file.each(
        |element| one(element) || other(element),
        |element| {
            let put = if *element == first { &second } else { &first };
            *element = put.clone();
        },
    );
}

/// The same for what stands in them.
fn swap_contents(file: &mut File, one: impl Fn(&Element) -> bool, other: impl Fn(&Element) -> bool) {
    let (first, second) = (file.found(&one).children, file.found(&other).children);
    file.each(
        |element| one(element) || other(element),
        |element| {
            let put = if element.children == first {
                &second
            } else {
                &first
            };
            element.children.clone_from(put);
        },
    );
}

/// Puts an element behind the one that is picked.
fn put_behind(file: &mut File, pick: impl Fn(&Element) -> bool, put: &Element) {
    file.each(
        |parent| parent.elements().any(&pick),
        |parent| {
            let at = parent
                .children
                .iter()
                .position(|node| matches!(node, Node::Element(element) if pick(element)));
            parent
                .children
                .insert(at.unwrap() + 1, Node::Element(put.clone()));
        },
    );
}

fn paragraph(words: &'static str) -> impl Fn(&Element) -> bool {
    says("p", words)
}

/// The paragraph or what holds it, that begins so.
fn begins(name: &'static str, words: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.name == name && read(element).starts_with(words)
}

fn rename(element: &mut Element, name: &str) {
    element.name = name.to_owned();
}

/// A link as words that lead nowhere.
fn unlink(link: &mut Element) {
    rename(link, "span");
    for attribute in ["href", "role", "aria-label"] {
        link.unset(attribute);
    }
}

/// The address of the element with an id, as links of this file have it.
fn address(file: &File, id: &str) -> String {
    let mut found = None;
    for (_, root) in &file.documents {
        root.walk(&mut |element| {
            let to = element
                .attribute("href")
                .filter(|to| element.is("a") && to.ends_with(&format!("#{id}")));
            found = found.take().or(to.map(str::to_owned));
        });
    }
    found.unwrap_or_else(|| panic!("nothing leads to {id}"))
}

fn readdress(file: &mut File, pick: impl Fn(&Element) -> bool, id: &str) {
    let to = address(file, id);
    file.each(pick, |link| link.set("href", to.clone()));
}

fn cell(element: &mut Element) {
    rename(element, "td");
    element.unset("scope");
    element.unset("role");
}

const DOSE: &str = "Take 2.5 mg";
const LEE: &str = "[1] Lee B.";

pub fn mutate(file: &mut File, mutation: Mutation) {
    match mutation {
        Mutation::DropWord => file.each(begins("p", DOSE), |p| reword(p, " with food", " food")),
        Mutation::DropNegation => file.each(begins("p", "Do not"), |p| reword(p, "not ", "")),
        Mutation::DropUnit => file.each(begins("p", "The glass"), |p| reword(p, " ml", "")),
        Mutation::DropDecimalPoint => file.each(begins("p", DOSE), |p| reword(p, "2.5", "25")),
        Mutation::ChangeDose => file.each(begins("p", DOSE), |p| reword(p, "2.5", "2.6")),
        Mutation::DuplicateWord => file.each(begins("p", DOSE), |p| reword(p, "food", "food food")),
        Mutation::JoinWords => file.each(begins("p", DOSE), |p| reword(p, "6 hours", "6hours")),
        Mutation::DropParagraph => file.remove(paragraph("Keep the box away from children.")),
        Mutation::DuplicateParagraph => {
            let keep = paragraph("Keep the box away from children.");
            let again = file.found(&keep);
            put_behind(file, keep, &again);
        }
        Mutation::SwapParagraphs => {
            swap(
                file,
                begins("p", "Do not"),
                paragraph("Keep the box away from children."),
            );
        }
        Mutation::JoinParagraphs => {
            file.remove(paragraph("Call your nurse if your skin turns red."));
            file.each(paragraph("Call 999 if you cannot breathe."), |p| {
                reword(p, "breathe.", "breathe. Call your nurse if your skin turns red.");
            });
        }
        Mutation::SplitParagraph => {
            let mut rest = file.found(paragraph("Call your nurse if your skin turns red."));
            reword(&mut rest, "Call your nurse ", "");
            file.each(paragraph("Call your nurse if your skin turns red."), |p| {
                reword(p, " if your skin turns red.", "");
            });
            put_behind(file, paragraph("Call your nurse"), &rest);
        }
        Mutation::DropHeading => file.remove(says("h3", "What the words mean")),
        Mutation::ChangeHeadingLevel => file.each(says("h3", "What the words mean"), |h| rename(h, "h2")),
        Mutation::HeadingToParagraph => file.each(says("h3", "What the words mean"), |h| rename(h, "p")),
        Mutation::DropContentsEntry => file.remove(|element| {
            element.is("li") && read(element) == "Where to ask" && element.find("a").is_some()
        }),
        Mutation::DropListItem => file.remove(says("li", "Your letter")),
        Mutation::SwapListItems => swap(file, says("li", "with water"), says("li", "with juice")),
        Mutation::ChangeListNesting => {
            let item = file.found(says("li", "in their boxes"));
            file.remove(says("ul", "in their boxes"));
            put_behind(file, says("li", "Your medicines"), &item);
        }
        Mutation::ChangeListStart => file.each(with("start", "3"), |list| list.unset("start")),
        Mutation::NumbersToBullets => file.each(with("start", "3"), |list| {
            rename(list, "ul");
            list.unset("start");
        }),
        Mutation::DropDefinition => file.remove(says("dd", "How much you take at one time.")),
        Mutation::DropWarning => file.remove(with("role", "doc-notice")),
        Mutation::MoveOutOfWarning => {
            let nurse = paragraph("Call your nurse if your skin turns red.");
            let moved = file.found(&nurse);
            file.remove(nurse);
            put_behind(file, with("role", "doc-notice"), &moved);
        }
        Mutation::WarningToCallout => file.each(with("role", "doc-notice"), |it| it.set("role", "doc-tip")),
        Mutation::ChangeWarningLabel => {
            file.each(with("class", "label"), |p| {
                if p.is("p") {
                    reword(p, "When to call", "When to rest");
                }
            });
        }
        Mutation::DropRow => file.remove(begins("tr", "Second")),
        Mutation::SwapRows => swap(file, begins("tr", "First"), begins("tr", "Second")),
        Mutation::SwapCells => swap_contents(file, says("td", "Strong"), says("td", "To the door")),
        Mutation::BlankCell => file.each(says("td", "Strong"), |cell| cell.children.clear()),
        Mutation::ChangeHeader => {
            file.each(says("th", "Pain"), |cell| reword(cell, "Pain", "Rest"));
            file.each(with("data-column", "Pain"), |cell| {
                cell.set("data-column", "Rest")
            });
        }
        Mutation::StripHeaderRow => {
            file.each(with("scope", "col"), cell);
            file.each(
                |element| element.attribute("data-column").is_some(),
                |cell| cell.unset("data-column"),
            );
        }
        Mutation::StripRowHeaders => file.each(with("scope", "row"), cell),
        Mutation::ChangeCaption => file.each(is("caption"), |it| reword(it, "first", "last")),
        Mutation::DropCaption => file.remove(is("caption")),
        Mutation::DropFigure => {
            file.remove(|element| element.is("img") && !element.attribute("alt").is_none_or(str::is_empty))
        }
        Mutation::BlankAlternative => file.each(
            |element| {
                element
                    .attribute("alt")
                    .is_some_and(|alt| alt.starts_with("A tablet"))
            },
            |picture| picture.set("alt", ""),
        ),
        Mutation::ChangeAlternative => file.each(
            |element| {
                element
                    .attribute("alt")
                    .is_some_and(|alt| alt.starts_with("A tablet"))
            },
            |picture| picture.set("alt", "A tablet beside an empty glass of water."),
        ),
        Mutation::ChangeLinkTarget => file.each(says("a", "page about aspirin"), |link| {
            link.set("href", "https://www.example.org/ibuprofen");
        }),
        Mutation::DropLink => file.each(says("a", "page about aspirin"), unlink),
        Mutation::ChangeInnerLink => {
            let inside = |p: &Element| begins("p", "Read more")(p);
            let to = address(file, "taking-aspirin");
            file.each(inside, |p| {
                for link in p.elements_mut().filter(|link| read(link) == "How to take it") {
                    link.set("href", to.clone());
                }
            });
        }
        Mutation::DropCitation => file.each(begins("p", "Do not"), |p| {
            p.walk_mut(&mut |element| element.retain_elements(|link| !link.is("a")));
        }),
        Mutation::PointCitationElsewhere => readdress(file, with("id", "cite-1"), "ref-smith"),
        Mutation::UnlinkCitation => file.each(with("id", "cite-1"), unlink),
        Mutation::ChangeCitedNumber => file.each(with("id", "cite-1"), |link| {
            reword(link, "[1]", "[2]");
            link.set("aria-label", "Reference [2]");
        }),
        Mutation::DropReference => file.remove(with("id", "ref-smith")),
        Mutation::SwapReferences => swap(file, with("id", "ref-lee"), with("id", "ref-smith")),
        Mutation::ChangeReferenceNumber => {
            file.each(with("id", "ref-lee"), |entry| reword(entry, "[1]", "[3]"))
        }
        Mutation::DropBackLink => file.each(begins("li", LEE), |entry| {
            entry.retain_elements(|link| !link.is("a"));
        }),
        Mutation::PointBackLinkElsewhere => {
            let to = address(file, "cite-2");
            file.each(with("id", "ref-lee"), |entry| {
                entry.edit("a", |link| link.set("href", to.clone()))
            });
        }
        Mutation::ChangeLanguage => file.each(with("lang", "fr"), |phrase| mark(phrase, "es")),
        Mutation::DropLanguage => file.each(with("lang", "fr"), |phrase| mark(phrase, "en-GB")),
        Mutation::ChangeDocumentLanguage => {
            file.each(is("html"), |root| mark(root, "de"));
            if file.parts.contains_key(PACKAGE) {
                let root = |package: &mut Element| {
                    package.set("xml:lang", "de");
                    package.edit("metadata", |metadata| {
                        metadata.edit("dc:language", |language| reword(language, "en-GB", "de"));
                    });
                };
                file.edit(PACKAGE, root);
            }
        }
        Mutation::ChangeTitle => {
            if file.parts.contains_key(PACKAGE) {
                file.edit(PACKAGE, |package| {
                    package.edit("metadata", |metadata| {
                        metadata.edit("dc:title", |title| reword(title, "home", "work"));
                    });
                });
            } else {
                file.each(is("title"), |title| reword(title, "home", "work"));
            }
        }
    }
}

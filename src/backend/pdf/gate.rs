//! What no validator sees, checked before a byte is written.
//!
//! A visible `.notdef` passes veraPDF once a CIDToGIDMap hides it, and PDF/A-2a passes without alternatives, scopes and
//! languages. So the display list, the structure and the links are held against each other here; each fault names its node.

use std::collections::{BTreeMap, BTreeSet};

use super::broken;
use super::draw::Drawing;
use super::links::Annotation;
use super::roles::Role;
use super::tag::{Attribute, ElementId, Kid, Structure};
use crate::error::Result;
use crate::layout::fonts::invisible;
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::page::{Owner, Pages, Shape, TextRun};

/// Every glyph is one, says something, and every word of the tree is drawn.
///
/// # Errors
/// `Error::Write` at the first glyph or word that is wrong.
pub(super) fn pages(tree: &Tree<'_>, pages: &Pages) -> Result<()> {
    let mut drawn: BTreeMap<NodeId, String> = BTreeMap::new();
    for page in &pages.pages {
        for mark in &page.marks {
            let Shape::Text(run) = &mark.shape else { continue };
            glyphs(run).map_err(|fault| broken(format!("{}: {fault}", whose(tree, mark.owner))))?;
            if let Owner::Leaf(node) = mark.owner {
                let text = drawn.entry(node).or_default();
                text.extend(
                    run.clusters
                        .iter()
                        .flat_map(|cluster| cluster.text.chars())
                        .filter(counts),
                );
            }
        }
    }
    for (id, node) in tree.ids().zip(tree.nodes()) {
        let NodeKind::Text(text) = node.kind else { continue };
        let found = drawn.get(&id).map_or("", String::as_str);
        if !text.chars().filter(counts).eq(found.chars()) {
            return Err(broken(format!("the words “{text}” are drawn as “{found}”")));
        }
    }
    Ok(())
}

/// Whether a character must be seen: white space may be dropped at the end of a line, controls are never drawn.
fn counts(c: &char) -> bool {
    !c.is_whitespace() && !invisible(*c)
}

fn glyphs(run: &TextRun) -> std::result::Result<(), String> {
    for cluster in &run.clusters {
        let text = &cluster.text;
        if cluster.glyphs.iter().any(|glyph| glyph.id == 0) {
            return Err(format!(
                "{} has no glyph for “{text}”",
                run.face.face().postscript_name
            ));
        }
        if text.is_empty() && !cluster.glyphs.is_empty() {
            return Err("a glyph stands for no text".to_owned());
        }
        if cluster.glyphs.is_empty() && text.chars().any(|c| counts(&c)) {
            return Err(format!("“{text}” is drawn by no glyph"));
        }
    }
    Ok(())
}

/// Whose a mark is, in words.
fn whose(tree: &Tree<'_>, owner: Owner) -> String {
    match owner {
        Owner::Leaf(node) => format!("the words “{}”", tree.plain_text(node)),
        Owner::Marker(node) => format!("the mark of the list item “{}”", tree.plain_text(node)),
        Owner::PageNumber(node) => format!("the page number of “{}”", tree.plain_text(node)),
        Owner::Layout => "a decoration".to_owned(),
        Owner::Pagination => "the foot of a page".to_owned(),
    }
}

/// The structure says all that assistive technology needs, and each piece of content belongs to exactly one element.
/// An empty title or language needs no check: their types cannot hold one.
///
/// # Errors
/// `Error::Write` at the first fault.
pub(super) fn document(
    structure: &Structure<'_>,
    drawing: &Drawing<'_>,
    links: &[Annotation<'_>],
) -> Result<()> {
    elements(structure)?;
    ownership(structure, drawing)?;
    annotations(structure, links)
}

fn elements(structure: &Structure<'_>) -> Result<()> {
    for element in &structure.elements {
        let place = element.node.index();
        if element.role == Role::Figure && element.alt.is_none_or(|alt| alt.trim().is_empty()) {
            return Err(broken(format!(
                "the picture at node {place} has no text alternative"
            )));
        }
        let scoped = element
            .attributes
            .iter()
            .any(|attribute| matches!(attribute, Attribute::Scope(_)));
        if element.role == Role::HeaderCell && !scoped {
            return Err(broken(format!(
                "the header cell at node {place} does not say what it heads"
            )));
        }
    }
    Ok(())
}

fn ownership(structure: &Structure<'_>, drawing: &Drawing<'_>) -> Result<()> {
    let mut listed: BTreeMap<Owner, usize> = BTreeMap::new();
    for element in &structure.elements {
        for kid in &element.kids {
            if let Kid::Content(owner) = kid {
                *listed.entry(*owner).or_default() += 1;
            }
        }
    }
    for (page, marked) in drawing.marked.iter().enumerate() {
        for owner in marked {
            match listed.get(owner) {
                Some(1) => {}
                Some(_) => {
                    return Err(broken(format!(
                        "{owner:?} on page {} belongs to two elements",
                        page + 1
                    )));
                }
                None => {
                    return Err(broken(format!(
                        "{owner:?} on page {} belongs to no element",
                        page + 1
                    )));
                }
            }
        }
    }
    Ok(())
}

fn annotations(structure: &Structure<'_>, links: &[Annotation<'_>]) -> Result<()> {
    for link in links {
        if link.contents.trim().is_empty() {
            return Err(broken(format!(
                "a link on page {} has no accessible name",
                link.page + 1
            )));
        }
    }
    let linked: BTreeSet<ElementId> = links.iter().map(|link| link.element).collect();
    for (node, element) in &structure.links {
        if !linked.contains(element) {
            return Err(broken(format!(
                "the link at node {} can be clicked on no page",
                node.index()
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{draw, links, sample, tag, write};
    use super::*;
    use crate::model::*;

    fn blocks() -> Vec<Block> {
        let anchor = Anchor::new("title").unwrap();
        let heading = Heading {
            level: Level::TITLE,
            anchor: anchor.clone(),
            content: sample::content("A sample"),
        };
        let link = Inline::Link(Link {
            target: Target::Anchor(anchor),
            content: sample::content("the top"),
        });
        let cells = |words: &str| vec![Inline::Text(words.into())];
        let table = Table::new(None, Several::one(cells("Day")), vec![vec![cells("1")]], false).unwrap();
        let svg =
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>"#;
        let figure = Figure {
            kind: FigureKind::Picture,
            image: Image {
                name: "a.svg".into(),
                data: ImageData::Svg(svg.into()),
                width: 9.0,
                height: 9.0,
            },
            alt: Alt::Text(NonEmpty::new("A triangle").unwrap()),
            caption: None,
            description: Vec::new(),
        };
        let paragraph = Paragraph {
            style: ParagraphStyle::Body,
            content: Content::new(vec![Inline::Text("Back to ".into()), link]).unwrap(),
        };
        vec![
            Block::Heading(heading),
            Block::Paragraph(paragraph),
            Block::Table(table),
            Block::Figure(figure),
        ]
    }

    /// What the writer says once the pages are broken.
    fn broken_pages(spoil: impl Fn(&mut Pages)) -> String {
        let edition = sample::edition(blocks());
        let tree = Tree::of(edition.blocks(), edition.lang());
        let mut pages = sample::pages(&tree);
        spoil(&mut pages);
        write(&edition, &pages).unwrap_err().to_string()
    }

    /// What the gate says once the edition, the structure, the drawing or the links are broken.
    fn broken_document(
        spoil: impl Fn(&mut Structure<'_>, &mut Drawing<'_>, &mut Vec<Annotation<'_>>),
    ) -> String {
        let edition = sample::edition(blocks());
        let tree = Tree::of(edition.blocks(), edition.lang());
        let pages = sample::pages(&tree);
        let mut structure = tag::structure(&tree);
        let mut drawing = draw::draw(&tree, &structure, &pages).unwrap();
        let mut links = links::annotations(&edition, &tree, &structure, &pages).unwrap();
        document(&structure, &drawing, &links).unwrap();
        spoil(&mut structure, &mut drawing, &mut links);
        document(&structure, &drawing, &links).unwrap_err().to_string()
    }

    fn first_run(pages: &mut Pages) -> &mut TextRun {
        let texts = pages.pages.iter_mut().flat_map(|page| &mut page.marks);
        let mut runs = texts.filter_map(|mark| match &mut mark.shape {
            Shape::Text(run) => Some(run),
            _ => None,
        });
        runs.next().unwrap()
    }

    #[test]
    fn the_unspoilt_sample_is_written() {
        let edition = sample::edition(blocks());
        let tree = Tree::of(edition.blocks(), edition.lang());
        assert!(write(&edition, &sample::pages(&tree)).is_ok());
    }

    #[test]
    fn a_missing_glyph_is_refused() {
        let message = broken_pages(|pages| first_run(pages).clusters[0].glyphs[0].id = 0);
        assert!(message.contains("has no glyph for “A”"), "{message}");
    }

    #[test]
    fn a_glyph_without_text_is_refused() {
        let message = broken_pages(|pages| first_run(pages).clusters[0].text = Default::default());
        assert!(message.contains("stands for no text"), "{message}");
    }

    #[test]
    fn words_that_no_mark_draws_are_refused() {
        let message = broken_pages(|pages| {
            pages.pages[0].marks.remove(0);
        });
        assert!(
            message.contains("the words “A sample” are drawn as “”"),
            "{message}"
        );
        let message = broken_pages(|pages| {
            first_run(pages).clusters.pop();
        });
        assert!(message.contains("are drawn as “Asampl”"), "{message}");
    }

    #[test]
    fn a_link_without_an_area_or_a_place_is_refused() {
        let message = broken_pages(|pages| pages.pages[0].links.clear());
        assert!(message.contains("can be clicked on no page"), "{message}");
        let message = broken_pages(|pages| pages.anchors.clear());
        assert!(
            message.contains("leads to `title`, which is on no page"),
            "{message}"
        );
    }

    #[test]
    fn a_figure_without_an_alternative_is_refused() {
        let message = broken_document(|structure, _, _| {
            structure
                .elements
                .iter_mut()
                .for_each(|element| element.alt = None);
        });
        assert!(message.contains("no text alternative"), "{message}");
    }

    #[test]
    fn a_header_cell_without_a_scope_is_refused() {
        let message = broken_document(|structure, _, _| {
            for element in &mut structure.elements {
                element
                    .attributes
                    .retain(|attribute| !matches!(attribute, Attribute::Scope(_)));
            }
        });
        assert!(message.contains("does not say what it heads"), "{message}");
    }

    #[test]
    fn a_link_without_a_name_is_refused() {
        let message = broken_document(|_, _, links| links[0].contents.clear());
        assert!(message.contains("no accessible name"), "{message}");
    }

    #[test]
    fn content_of_two_elements_or_none_is_refused() {
        let message = broken_document(|structure, drawing, _| {
            let twice = Kid::Content(drawing.marked[0][0]);
            structure.elements[0].kids.push(twice);
        });
        assert!(message.contains("belongs to two elements"), "{message}");
        let message = broken_document(|structure, _, _| {
            for element in &mut structure.elements {
                element.kids.retain(|kid| matches!(kid, Kid::Element(_)));
            }
        });
        assert!(message.contains("belongs to no element"), "{message}");
    }
}

//! Faults of the structure, the drawing and the links.

use super::*;

#[test]
fn a_link_without_an_area_or_a_place_is_refused() {
    let message = of_pages(|pages| pages.pages[0].links.clear());
    says(&message, "the link “the top” can be clicked on no page");
    let message = of_pages(|pages| pages.anchors.clear());
    says(
        &message,
        "the link “the top” leads to `title`, which is on no page",
    );
    let message = of_document(|_, _, links| links[0].areas.clear());
    says(&message, "the link “the top” has no area, on page 1");
}

#[test]
fn a_figure_without_an_alternative_is_refused() {
    let message = of_document(|structure, _, _| {
        structure
            .elements
            .iter_mut()
            .for_each(|element| element.alt = None);
    });
    says(&message, "the picture `a.svg` has no text alternative");
    let message = of_document(|structure, _, _| {
        structure
            .elements
            .iter_mut()
            .for_each(|element| element.alt = element.alt.map(|_| " "));
    });
    says(&message, "the picture `a.svg` has no text alternative");
}

#[test]
fn a_header_cell_without_a_scope_is_refused() {
    let message = of_document(|structure, _, _| {
        for element in &mut structure.elements {
            element
                .attributes
                .retain(|attribute| !matches!(attribute, Attribute::Scope(_)));
        }
    });
    says(&message, "the cell “Day” does not say what it heads");
}

#[test]
fn a_cell_whose_header_has_no_name_is_refused() {
    let message = of_document(|structure, _, _| {
        structure
            .elements
            .iter_mut()
            .for_each(|element| element.heads = false);
    });
    says(&message, "the cell “5 mg” names a header cell that has no name");
}

#[test]
fn a_link_without_a_name_is_refused() {
    let message = of_document(|_, _, links| links[0].contents.clear());
    says(&message, "the link “the top” has no accessible name, on page 1");
}

#[test]
fn content_of_two_elements_or_none_is_refused() {
    let message = of_document(|structure, drawing, _| {
        let twice = Kid::Content(drawing.marked[0][0]);
        structure.elements[0].kids.push(twice);
    });
    says(&message, "the text “A sample” belongs to two elements, on page 1");
    let message = of_document(|structure, _, _| {
        for element in &mut structure.elements {
            element.kids.retain(|kid| matches!(kid, Kid::Element(_)));
        }
    });
    says(&message, "the text “A sample” belongs to no element, on page 1");
    let message = of_document(|structure, drawing, _| {
        structure.owners.insert(drawing.marked[0][0], 0);
    });
    says(
        &message,
        "the text “A sample” belongs to another element than the parent tree says, on page 1",
    );
}

#[test]
fn an_element_whose_content_is_never_drawn_is_refused() {
    let without = |wanted: fn(&Owner) -> bool| {
        of_document(|_, drawing, _| {
            for page in &mut drawing.marked {
                page.retain(|owner| !wanted(owner));
            }
        })
    };
    let message = without(|owner| matches!(owner, Owner::Marker(_)));
    says(&message, "the mark of the list item “Rest” is drawn on no page");
    let message = without(|owner| matches!(owner, Owner::Leaf(_)));
    says(&message, "the picture `a.svg` is drawn on no page");
}

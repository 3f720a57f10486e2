//! The changes that make what a style says fit a leaflet.

use std::collections::BTreeSet;

use hayagriva::citationberg::taxonomy::{NumberOrPageVariable, NumberVariable, Variable};
use hayagriva::citationberg::{
    Choose, ChooseBranch, ChooseMatch, IndependentStyle, InheritableNameOptions, LayoutRenderingElement,
    Name, Names, NamesChild, SecondFieldAlign, TestPosition, TextTarget,
};

/// Changes a style where its output would not serve readers; says whether citations are numbers.
///
/// - Nothing is collapsed or grouped: each citation is a link of its own.
/// - No citation depends on the one before it: “ibid.” is no help to somebody who jumps from link to link.
/// - Every entry says its authors: a dash in their place is lost on a screen reader.
/// - `<names>` without `<name>` gets one, or the engine may drop the names.
/// - The number of an entry is its label; where there are no numbers, no other part of an entry becomes its label.
pub(super) fn adapt(style: &mut IndependentStyle) -> bool {
    style.citation.collapse = None;
    style.citation.cite_group_delimiter = None;
    always_first(&mut style.settings.options);
    always_first(&mut style.citation.name_options);
    elements(&mut style.citation.layout.elements);
    for macro_ in &mut style.macros {
        elements(&mut macro_.children);
    }
    let numbered = numbers(style, &style.citation.layout.elements);
    let labelled = style
        .bibliography
        .as_ref()
        .is_some_and(|list| numbers(style, &list.layout.elements));
    if let Some(list) = &mut style.bibliography {
        elements(&mut list.layout.elements);
        list.subsequent_author_substitute = None;
        list.second_field_align = labelled.then_some(SecondFieldAlign::Flush);
    }
    numbered
}

fn elements(children: &mut [LayoutRenderingElement]) {
    for child in children {
        match child {
            LayoutRenderingElement::Names(names) => with_name(names),
            LayoutRenderingElement::Group(group) => elements(&mut group.children),
            LayoutRenderingElement::Choose(choose) => alone(choose),
            LayoutRenderingElement::Text(_)
            | LayoutRenderingElement::Date(_)
            | LayoutRenderingElement::Number(_)
            | LayoutRenderingElement::Label(_) => {}
        }
    }
}

/// Names in a substitute take the form of those that they stand for, and are left as they are.
fn with_name(names: &mut Names) {
    if !names
        .children
        .iter()
        .any(|child| matches!(child, NamesChild::Name(_)))
    {
        names.children.insert(0, NamesChild::Name(Name::default()));
    }
    names.et_al_subsequent_min = None;
    names.et_al_subsequent_use_first = None;
    for child in &mut names.children {
        if let NamesChild::Substitute(substitute) = child {
            for child in &mut substitute.children {
                if !matches!(child, LayoutRenderingElement::Names(_)) {
                    elements(std::slice::from_mut(child));
                }
            }
        }
    }
}

fn always_first(options: &mut InheritableNameOptions) {
    options.et_al_subsequent_min = None;
    options.et_al_subsequent_use_first = None;
}

fn alone(choose: &mut Choose) {
    let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
    for branch in branches {
        position(branch);
        elements(&mut branch.children);
    }
    if let Some(otherwise) = &mut choose.otherwise {
        elements(&mut otherwise.children);
    }
}

/// Makes tests for “ibid.” and the like fail, and those for a first citation succeed: nothing is near a note where there
/// are no notes.
fn position(branch: &mut ChooseBranch) {
    let Some(positions) = &mut branch.position else {
        return;
    };
    let first = positions.contains(&TestPosition::First);
    if first && branch.match_ != ChooseMatch::None {
        branch.match_ = ChooseMatch::None;
        *positions = vec![TestPosition::NearNote];
    }
    for position in positions {
        if *position != TestPosition::First {
            *position = TestPosition::NearNote;
        }
    }
}

/// Whether these elements print the number of an entry.
fn numbers(style: &IndependentStyle, children: &[LayoutRenderingElement]) -> bool {
    let mut seen = BTreeSet::new();
    let mut rest: Vec<&LayoutRenderingElement> = children.iter().collect();
    while let Some(element) = rest.pop() {
        match element {
            LayoutRenderingElement::Text(text) => match &text.target {
                TextTarget::Variable { var, .. } => {
                    if *var == Variable::Number(NumberVariable::CitationNumber) {
                        return true;
                    }
                }
                TextTarget::Macro { name } => {
                    if seen.insert(name.as_str()) {
                        let called = style.macros.iter().filter(|macro_| macro_.name == *name);
                        rest.extend(called.flat_map(|macro_| &macro_.children));
                    }
                }
                TextTarget::Term { .. } | TextTarget::Value { .. } => {}
            },
            LayoutRenderingElement::Number(number) => {
                if number.variable == NumberOrPageVariable::Number(NumberVariable::CitationNumber) {
                    return true;
                }
            }
            LayoutRenderingElement::Group(group) => rest.extend(&group.children),
            LayoutRenderingElement::Choose(choose) => {
                rest.extend(choose.branches().flat_map(|branch| &branch.children));
                rest.extend(choose.otherwise.iter().flat_map(|otherwise| &otherwise.children));
            }
            LayoutRenderingElement::Date(_)
            | LayoutRenderingElement::Names(_)
            | LayoutRenderingElement::Label(_) => {}
        }
    }
    false
}

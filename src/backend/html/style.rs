//! The look of a page round the leaflet: what a reading system does for a book, and a browser leaves to the page. Colours
//! of both schemes, room at the edges, the link past the contents, marks of where the reader is, and the sheets of paper
//! that it is printed on.

mod font;
mod geometry;
mod print;
mod scheme;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::layout::{Edition, Profile};
use crate::markup::faces::{self, Beside};
use crate::markup::style::{self, Narrow};

/// The style sheet of a page that has tables of these [`NEEDS`](crate::markup::NEEDS).
pub(super) fn sheet(edition: &Edition, needs: &BTreeSet<u32>) -> String {
    let beside = Beside {
        words: &[&edition.words.skip_to_text],
        addresses: true,
    };
    let faces = faces::of(edition, &beside);
    let profile = &edition.layout.profile;
    let geometry = geometry::Geometry::of(profile);
    let widths = needs
        .iter()
        .map(|need| (*need, geometry.too_narrow_for(*need)))
        .collect();
    let mut css = style::sheet(profile, &faces, &font::source, &Narrow::Window(&widths));
    scheme::colours(&mut css, profile);
    css.push_str(&geometry.page());
    if let Some(width) = geometry.too_narrow_for(SHORT_PIECE) {
        // A short piece of information is wider than the column too, where the reader's text is very large.
        let _ = writeln!(css, "@media (max-width: {width}em) {{\n{WRAPPED}}}");
    }
    css.push_str(PAGE);
    landmarks(&mut css, profile);
    print::sheet(&mut css, profile);
    css
}

/// The column in em below which a piece of information that the markup takes for short may not fit.
const SHORT_PIECE: u32 = 11;

const WRAPPED: &str = "\
.unbroken {
  display: inline-block;
  max-width: 100%;
  white-space: normal;
}
a .unbroken {
  text-decoration: inherit;
}
";

/// The space between the parts of a page: title, contents, text, and what is said about the leaflet.
fn landmarks(css: &mut String, profile: &Profile) {
    let gap = profile.title_block.after;
    let before = profile.headings.before[1];
    let _ = writeln!(
        css,
        "header.leaflet, nav.contents {{\n  margin-block-end: {gap}em;\n}}\n\
         main.leaflet {{\n  margin-block-start: {before}em;\n}}\n\
         main.leaflet ~ footer {{\n  margin-block-start: {before}em;\n  padding-block-start: {gap}em;\n  \
         border-block-start: {}em solid var(--rule);\n}}",
        profile.title_block.rule_pt / profile.body.size_pt
    );
}

/// What no figure of a layout decides. Lengths that must not vanish at small sizes have a least in pixels.
const PAGE: &str = "\
html {
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
  scroll-padding-block: 1em;
}
.skip {
  position: absolute;
  inset-block-start: 0.5rem;
  inset-inline-start: 0.5rem;
  max-width: calc(100% - 1rem);
  box-sizing: border-box;
  padding: 0.6em 0.9em;
  font-weight: 700;
  color: var(--ground);
  background-color: var(--text);
}
.skip:not(:focus) {
  width: 1px;
  height: 1px;
  padding: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
:focus-visible {
  outline: max(3px, 0.13em) solid var(--text);
  outline-offset: max(2px, 0.08em);
  box-shadow: 0 0 0 max(8px, 0.34em) var(--ground);
}
:target:not(main) {
  background-color: var(--tint);
  box-shadow: 0 0 0 max(4px, 0.2em) var(--tint);
}
nav.contents {
  box-sizing: border-box;
  padding: 0.9em;
  border: 1px solid transparent;
  background-color: var(--tint);
}
nav.contents > :first-child {
  margin-block-start: 0;
}
nav.contents > :last-child {
  margin-block-end: 0;
}
nav.contents li > a {
  padding-block: 0.2em;
}
nav.contents li, nav.contents li + li {
  margin-block: 0.1em;
}
";

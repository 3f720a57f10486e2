//! The page on paper: the layout's sheet and size, black on white, with the addresses that links lead to behind them.

use std::fmt::Write as _;

use crate::layout::Profile;

/// The rules.
pub(super) fn sheet(css: &mut String, profile: &Profile) {
    let paper = &profile.paper;
    let (inner, outer) = (paper.margin_inner_mm, paper.margin_outer_mm);
    let _ = writeln!(
        css,
        "@page {{\n  size: {}mm {}mm;\n  margin: {}mm {}mm {}mm {}mm;\n}}",
        paper.width_mm, paper.height_mm, paper.margin_top_mm, outer, paper.margin_bottom_mm, inner
    );
    let _ = writeln!(
        css,
        "@media print {{\nbody {{\n  padding: 0;\n  font-size: {}pt;\n}}\n{PAPER}}}",
        profile.body.size_pt
    );
}

/// Grounds are taken away, because most printers are told to print none, and light text on them would vanish. Selectors are as
/// strong as those that give colours on the screen.
const PAPER: &str = "\
:root {
  color-scheme: light;
  --text: #000000;
  --ground: #FFFFFF;
  --tint: #FFFFFF;
  --rule: #000000;
}
html, body, .callout, .warning, thead th, nav.contents, img {
  color: #000000;
  background-color: transparent;
}
h1, h2, h3, h4, h5, h6, a, .masthead, .callout > .label, table tbody th[scope] {
  color: #000000;
}
.title-block h1, blockquote, .callout, th, td, table tbody tr:nth-child(n) {
  border-color: #000000;
}
.skip {
  display: none;
}
nav.contents {
  padding-inline: 0;
  border: 0;
}
.callout {
  border-block: 0.5pt solid #000000;
  border-inline-end: 0.5pt solid #000000;
}
.callout, figure, img, tr, li, caption {
  break-inside: avoid;
}
caption, thead {
  break-after: avoid;
}
tbody tr:first-child, nav.contents li:last-child {
  break-before: avoid;
}
:target:not(main) {
  background-color: transparent;
  box-shadow: none;
}
main a[href^=\"http\"]:not([dir])::after, footer a[href^=\"http\"]:not([dir])::after {
  content: \" (\\2066\" attr(href) \"\\2069)\";
  overflow-wrap: anywhere;
}
";

//! The colours of the page: a light scheme from the layout and a dark one beside it, or the layout's own colours alone where
//! it is there for the sake of them.
//!
//! The ground is named, and not left to the browser, because what stands on the page has to hold its contrast against it.

use std::fmt::Write as _;

use crate::layout::{Colour, Profile};

/// The dark scheme: text at 16:1 on the ground, and coloured text, which is as light as
/// [`style`](crate::markup::style) makes it, above 7:1 on ground and tint.
const DARK: Scheme = Scheme {
    text: Colour {
        red: 0xF1,
        green: 0xF3,
        blue: 0xF5,
    },
    ground: Colour {
        red: 0x14,
        green: 0x18,
        blue: 0x1C,
    },
    tint: Colour {
        red: 0x20,
        green: 0x26,
        blue: 0x2D,
    },
    rule: Colour {
        red: 0x9A,
        green: 0xC2,
        blue: 0xED,
    },
};

#[derive(Clone, Copy)]
struct Scheme {
    text: Colour,
    ground: Colour,
    /// Behind the contents, and where a link has led.
    tint: Colour,
    /// Between the text and what is said about the leaflet.
    rule: Colour,
}

impl Scheme {
    fn write(self, css: &mut String) {
        let _ = writeln!(
            css,
            ":root {{\n  --text: #{};\n  --ground: #{};\n  --tint: #{};\n  --rule: #{};\n}}",
            self.text.hex(),
            self.ground.hex(),
            self.tint.hex(),
            self.rule.hex(),
        );
    }
}

/// The rules.
pub(super) fn colours(css: &mut String, profile: &Profile) {
    let colours = &profile.colours;
    let own = Scheme {
        text: colours.text,
        ground: colours.paper,
        tint: colours.accent_tint,
        rule: colours.accent,
    };
    own.write(css);
    if !colours.paints_paper() {
        css.push_str("@media (prefers-color-scheme: dark) {\n");
        DARK.write(css);
        css.push_str("}\n");
    }
    if !colours.paints_paper() {
        // On a dark ground a picture's light one shows: it gets an edge of its own.
        css.push_str("@media screen and (prefers-color-scheme: dark) {\nimg {\n  box-sizing: border-box;\n  padding: 0.3em;\n}\n}\n");
    }
    css.push_str("html {\n  color: var(--text);\n  background-color: var(--ground);\n}\n");
}

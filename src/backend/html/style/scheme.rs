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
};

#[derive(Clone, Copy)]
struct Scheme {
    text: Colour,
    ground: Colour,
    /// Behind the contents, and where a link has led.
    tint: Colour,
}

impl Scheme {
    fn write(self, css: &mut String) {
        let _ = writeln!(
            css,
            ":root {{\n  --text: #{};\n  --ground: #{};\n  --tint: #{};\n}}",
            self.text.hex(),
            self.ground.hex(),
            self.tint.hex()
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
    };
    own.write(css);
    if !colours.paints_paper() {
        css.push_str("@media (prefers-color-scheme: dark) {\n");
        DARK.write(css);
        css.push_str("}\n");
    }
    css.push_str("html {\n  color: var(--text);\n  background-color: var(--ground);\n}\n");
}

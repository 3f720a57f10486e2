//! The text of a new leaflet: what `clearleaf new` writes, and what nobody should publish as it is.

use super::LEAFLET_FILE;

/// The files of a new leaflet by their names in its folder, with what `{title}` and `{lang}` stand for still to be said.
pub const STARTER: [(&str, &str); 2] = [
    (LEAFLET_FILE, include_str!("../../layouts/starter/leaflet.md")),
    (
        "references.bib",
        include_str!("../../layouts/starter/references.bib"),
    ),
];

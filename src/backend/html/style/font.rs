//! Fonts inside the style sheet: cut to what is set in them, and packed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::markup::faces::Used;
use crate::markup::subset::{subset, woff};

/// The font of a face as the value of `src`: half as long as WOFF as it would be as it is.
pub(super) fn source(used: &Used) -> String {
    let font = subset(used.id.face(), &used.characters);
    match woff(&font) {
        Some(packed) => url("font/woff", &packed, "woff"),
        None => url("font/ttf", &font, "truetype"),
    }
}

fn url(media_type: &str, bytes: &[u8], format: &str) -> String {
    format!(
        "url(\"data:{media_type};base64,{}\") format(\"{format}\")",
        STANDARD.encode(bytes)
    )
}

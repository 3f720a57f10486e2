//! Properties of style sheets: those that change how words look and never what they say, those whose value decides, and
//! no others: what is not known here may do anything.

/// What a property can do to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing, whatever its value.
    Harmless,
    /// It depends on its value.
    Depends,
    /// Nobody here knows.
    Unknown,
}

/// The first parts of the names of properties that hide, change and move no words.
const FAMILIES: [&str; 58] = [
    "accent",
    "align",
    "aspect",
    "background",
    "bookmark",
    "border",
    "box",
    "break",
    "caption",
    "caret",
    "clear",
    "column",
    "columns",
    "contain",
    "container",
    "cursor",
    "empty",
    "flex",
    "float",
    "flood",
    "footnote",
    "forced",
    "gap",
    "grid",
    "hanging",
    "hyphenate",
    "hyphens",
    "image",
    "isolation",
    "justify",
    "lighting",
    "line",
    "list",
    "marker",
    "marks",
    "min",
    "object",
    "orphans",
    "outline",
    "overflow",
    "overscroll",
    "padding",
    "page",
    "paint",
    "place",
    "pointer",
    "resize",
    "row",
    "ruby",
    "scroll",
    "scrollbar",
    "shape",
    "stop",
    "stroke",
    "table",
    "text",
    "transition",
    "widows",
];

/// Further names that do the same.
const NAMES: [&str; 51] = [
    "all",
    "appearance",
    "backdrop-filter",
    "backface-visibility",
    "baseline-source",
    "bleed",
    "color-adjust",
    "color-scheme",
    "counter-reset",
    "counter-set",
    "direction",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-feature-settings",
    "font-kerning",
    "font-language-override",
    "font-optical-sizing",
    "font-palette",
    "font-size-adjust",
    "font-smooth",
    "font-smoothing",
    "font-stretch",
    "font-style",
    "font-synthesis",
    "font-variation-settings",
    "font-weight",
    "high-contrast-adjust",
    "interpolation-mode",
    "locale",
    "nbsp-mode",
    "osx-font-smoothing",
    "perspective",
    "perspective-origin",
    "print-color-adjust",
    "quotes",
    "size",
    "speak",
    "speak-as",
    "src",
    "string-set",
    "tab-size",
    "tap-highlight-color",
    "touch-action",
    "touch-callout",
    "transform-origin",
    "transform-style",
    "unicode-bidi",
    "unicode-range",
    "user-select",
];

/// Properties whose value decides.
const DEPENDS: [&str; 101] = [
    "animation",
    "animation-name",
    "background",
    "block-size",
    "bottom",
    "box-direction",
    "box-ordinal-group",
    "clip",
    "clip-path",
    "color",
    "content",
    "content-visibility",
    "counter-increment",
    "counter-reset",
    "counter-set",
    "display",
    "filter",
    "flex-direction",
    "flex-flow",
    "flex-order",
    "flex-wrap",
    "font",
    "font-family",
    "font-size",
    "font-variant",
    "font-variant-position",
    "grid",
    "grid-area",
    "grid-auto-rows",
    "grid-row",
    "grid-row-start",
    "grid-template",
    "grid-template-rows",
    "height",
    "initial-letter",
    "inline-size",
    "inset",
    "inset-block",
    "inset-block-end",
    "inset-block-start",
    "inset-inline",
    "inset-inline-end",
    "inset-inline-start",
    "left",
    "letter-spacing",
    "line-break",
    "line-clamp",
    "line-height",
    "list-style",
    "list-style-type",
    "margin",
    "margin-block",
    "margin-block-end",
    "margin-block-start",
    "margin-bottom",
    "margin-inline",
    "margin-inline-end",
    "margin-inline-start",
    "margin-left",
    "margin-right",
    "margin-top",
    "mask",
    "mask-image",
    "max-block-size",
    "max-height",
    "max-inline-size",
    "max-width",
    "mix-blend-mode",
    "offset",
    "offset-path",
    "opacity",
    "order",
    "overflow",
    "overflow-x",
    "overflow-y",
    "pointer-events",
    "position",
    "quotes",
    "right",
    "rotate",
    "scale",
    "speak",
    "text-combine-upright",
    "text-decoration",
    "text-decoration-line",
    "text-fill-color",
    "text-indent",
    "text-security",
    "text-wrap",
    "text-wrap-mode",
    "top",
    "transform",
    "translate",
    "vertical-align",
    "visibility",
    "white-space",
    "white-space-collapse",
    "width",
    "word-spacing",
    "z-index",
    "zoom",
];

/// Further names and families that are known and say nothing of the words.
const OTHER_FAMILIES: [&str; 12] = [
    "animation",
    "counter",
    "font",
    "inset",
    "mask",
    "mso",
    "offset",
    "so",
    "tab",
    "will",
    "word",
    "writing",
];

/// A name without the prefix of a program.
pub(super) fn unprefixed(property: &str) -> &str {
    let prefixes = ["-webkit-", "-moz-", "-ms-", "-o-", "-epub-", "-khtml-", "-apple-"];
    let found = prefixes.iter().find_map(|prefix| property.strip_prefix(prefix));
    found.unwrap_or(property)
}

/// What a property, without the prefix of a program, can do to words.
pub(super) fn effect(property: &str) -> Effect {
    if DEPENDS.binary_search(&property).is_ok() {
        return Effect::Depends;
    }
    let family = property.split('-').next().unwrap_or_default();
    let harmless = property.starts_with("--")
        || FAMILIES.binary_search(&family).is_ok()
        || OTHER_FAMILIES.binary_search(&family).is_ok()
        || NAMES.binary_search(&property).is_ok();
    match harmless {
        true => Effect::Harmless,
        false => Effect::Unknown,
    }
}

/// Whether browsers of today know a property, as far as it is known here.
pub(super) fn is_known(property: &str) -> bool {
    effect(unprefixed(property)) != Effect::Unknown && !property.starts_with("mso-")
}

/// Values that any property may have.
const FOR_ALL: [&str; 5] = ["inherit", "initial", "unset", "revert", "revert-layer"];

/// Whether a value is one that every property may have.
pub(super) fn is_for_all(value: &str) -> bool {
    FOR_ALL.iter().any(|one| value.eq_ignore_ascii_case(one))
}

/// How an element stands among others.
const DISPLAYS: [&str; 38] = [
    "block",
    "contents",
    "flex",
    "flow",
    "flow-root",
    "grid",
    "inline",
    "inline-block",
    "inline-flex",
    "inline-grid",
    "inline-table",
    "list-item",
    "math",
    "none",
    "ruby",
    "ruby-base",
    "ruby-text",
    "run-in",
    "table",
    "table-caption",
    "table-cell",
    "table-column",
    "table-column-group",
    "table-footer-group",
    "table-header-group",
    "table-row",
    "table-row-group",
    "-webkit-box",
    "-webkit-inline-box",
    "-webkit-flex",
    "-webkit-inline-flex",
    "-ms-flexbox",
    "-ms-inline-flexbox",
    "-ms-grid",
    "-moz-box",
    "-moz-inline-box",
    "-moz-inline-stack",
    "-moz-flex",
];

/// Whether browsers take a value, or go on with the one before: asked of those properties that hide words by themselves.
pub(super) fn is_value(property: &str, value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    if is_for_all(&value) || value.contains("var(") || value.contains("env(") {
        return true;
    }
    match property {
        "display" => {
            let words: Vec<&str> = value.split_whitespace().collect();
            let known = words.iter().all(|word| DISPLAYS.contains(word));
            known && (words.len() == 1 || !words.contains(&"none"))
        }
        "visibility" => matches!(value.as_str(), "visible" | "hidden" | "collapse"),
        "opacity" => number(&value).is_some() || value.contains('('),
        "color" | "-webkit-text-fill-color" => super::colour::is_colour(&value),
        "font-size" => {
            super::size::letters(&value, 16.0, 16.0).is_some() || value.contains('(') || unit(&value)
        }
        "position" => {
            value.contains('(')
                || matches!(
                    value.as_str(),
                    "static" | "relative" | "absolute" | "fixed" | "sticky" | "-webkit-sticky"
                )
        }
        _ => true,
    }
}

/// A number, or a share as one.
pub(super) fn number(value: &str) -> Option<f32> {
    let value = value.trim();
    match value.strip_suffix('%') {
        Some(share) => share.trim().parse::<f32>().ok().map(|share| share / 100.0),
        None => value.parse().ok(),
    }
    .filter(|number: &f32| number.is_finite())
}

/// Whether a value is a number with a unit that is not reckoned here.
fn unit(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    number.len() < value.len() && number.parse::<f32>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_found() {
        assert!(
            FAMILIES.is_sorted() && NAMES.is_sorted() && DEPENDS.is_sorted() && OTHER_FAMILIES.is_sorted()
        );
        for (property, known) in [
            ("margin-left", Effect::Depends),
            ("padding-left", Effect::Harmless),
            ("background-color", Effect::Harmless),
            ("text-align", Effect::Harmless),
            ("--x", Effect::Harmless),
            ("nobody-knows", Effect::Unknown),
        ] {
            assert_eq!(effect(property), known, "{property}");
        }
        assert_eq!(unprefixed("-webkit-text-security"), "text-security");
    }

    #[test]
    fn values_hold_or_are_passed_over() {
        for (property, value, holds) in [
            ("display", "none", true),
            ("display", "inline flow", true),
            ("display", "inline none", false),
            ("display", "bogus", false),
            ("display", "inherit", true),
            ("color", "#0000", true),
            ("color", "bogus", false),
            ("color", "hsl(0 0% 100%)", true),
            ("opacity", "5%", true),
            ("font-size", "1q", true),
            ("font-size", "red", false),
            ("margin", "whatever", true),
        ] {
            assert_eq!(is_value(property, value), holds, "{property}: {value}");
        }
    }
}

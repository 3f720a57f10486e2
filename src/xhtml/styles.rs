//! Style sheets read back, as far as they name files.

/// The addresses in a style sheet: `url(…)`, quoted or not.
#[must_use]
pub fn addresses(css: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for rest in css.split("url(").skip(1) {
        let Some((inside, _)) = rest.split_once(')') else {
            continue;
        };
        let inside = inside.trim().trim_matches(['"', '\'']);
        if !inside.is_empty() {
            out.push(inside);
        }
    }
    out
}

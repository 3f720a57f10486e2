//! How deep the elements of a text of XML nest and how many attributes they have, told before it is parsed: parsers compare
//! each attribute with all others of its element, and trees are walked by functions that call themselves.

/// How deep elements may nest.
pub const MAX_DEPTH: usize = 2_000;

/// The most attributes of an element.
pub const MAX_ATTRIBUTES: usize = 1_000;

/// The longest text, in bytes: a hundred times a long leaflet with its pictures in it.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Looks at a text before it is parsed.
///
/// # Errors
/// Where it is longer than [`MAX_BYTES`], or elements nest deeper than [`MAX_DEPTH`] or have more attributes than [`MAX_ATTRIBUTES`].
pub fn look(text: &str) -> Result<(), String> {
    if text.len() > MAX_BYTES {
        return Err(format!("it is longer than {MAX_BYTES} bytes"));
    }
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let tag = rest.get(at + 1..).unwrap_or_default();
        let apart = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];
        if let Some((begin, end)) = apart.into_iter().find(|(begin, _)| tag.starts_with(begin)) {
            let inside = tag.get(begin.len()..).unwrap_or_default();
            rest = inside.split_once(end).map_or("", |(_, after)| after);
            continue;
        }
        let (attributes, length) = measured(tag);
        if attributes > MAX_ATTRIBUTES {
            return Err(format!("an element has more attributes than {MAX_ATTRIBUTES}"));
        }
        let inside = tag.get(..length).unwrap_or(tag);
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !inside.ends_with('/') && !tag.starts_with('!') {
            depth += 1;
        }
        if depth > MAX_DEPTH {
            return Err(format!("elements nest deeper than {MAX_DEPTH}"));
        }
        rest = tag.get(length..).unwrap_or_default();
    }
    Ok(())
}

/// How many attributes a tag has, and how many bytes there are before its end.
fn measured(tag: &str) -> (usize, usize) {
    let mut quote = None;
    let mut attributes = 0;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), byte) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => attributes += 1,
            (None, b'>') => return (attributes, at),
            (None, _) => {}
        }
    }
    (attributes, tag.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_and_attributes_are_counted() {
        let deep = |n: usize| "<a>".repeat(n) + &"</a>".repeat(n);
        assert!(look(&deep(MAX_DEPTH)).is_ok());
        assert!(look(&deep(MAX_DEPTH + 1)).is_err());
        assert!(look(&"<a b='>' c=\"/\"/>".repeat(MAX_DEPTH + 1)).is_ok());
        assert!(look(&"<!-- <a> --><![CDATA[<a>]]><?x <a>?>".repeat(MAX_DEPTH + 1)).is_ok());
        let wide = |n: usize| format!("<a {}/>", "b='=' ".repeat(n));
        assert!(look(&wide(MAX_ATTRIBUTES)).is_ok());
        assert!(look(&wide(MAX_ATTRIBUTES + 1)).is_err());
        assert!(look("<a b='").is_ok() && look("<").is_ok() && look("<!--").is_ok());
    }
}

//! Keys of references that stand in the text without brackets: `@key` looks like a citation to who wrote it, and like a
//! name on a social network to who reads it.

use super::log::Log;
use super::references::Library;
use crate::finding::Span;

/// Warns of each key that the library knows. Addresses of mail and names that are no keys are left alone.
pub(super) fn report(path: &str, library: &Library, log: &mut Log) {
    let mut found = Vec::new();
    for passage in &log.passages {
        let span = &passage.span;
        if span.source.path != path || !passage.text.contains('@') {
            continue;
        }
        // What a citation says stands for brackets.
        let written = span.text();
        if written.starts_with('[') {
            continue;
        }
        for (at, _) in written.match_indices('@') {
            let before = written.get(..at).and_then(|before| before.chars().next_back());
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '\\' | '[' | '/'))
            {
                continue;
            }
            let rest = written.get(at + 1..).unwrap_or_default();
            let known = library.keys().filter(|key| {
                let after = rest.strip_prefix(key).map(|after| after.chars().next());
                after.is_some_and(|next| next.is_none_or(|c| !c.is_alphanumeric() && c != '_'))
            });
            if let Some(key) = known.max_by_key(|key| key.len()) {
                let start = span.bytes.start + at;
                found.push((
                    Span::new(&span.source, start..start + 1 + key.len()),
                    key.to_owned(),
                ));
            }
        }
    }
    for (span, key) in found {
        let message = format!("`@{key}` stands in the text as it is: it cites nothing");
        let help = format!("put it into brackets: `[@{key}]`");
        log.warning(span, "citation-without-brackets", message, help);
    }
}

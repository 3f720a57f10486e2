//! What a plain value loses or gains without a word: text behind ` #`, which is a note to YAML, and curly quotation marks,
//! which are letters to it. Both are typed by people who have never heard of YAML.

use std::ops::Range;

use super::{Key, Values};
use crate::finding::Span;
use crate::model::NonEmpty;
use crate::source::yaml::{Node, Value};

/// The longest value, in bytes, that a help repeats.
const SHORT: usize = 80;

/// A pair of quotation marks as word processors type them.
const PAIRS: [(char, char); 2] = [('“', '”'), ('‘', '’')];

impl Values<'_> {
    /// Text that people meet: reports what of it is lost, and quotation marks that become part of it.
    pub(in crate::source) fn met(&mut self, key: &Key, value: Node) -> Option<(NonEmpty, Span)> {
        if matches!(value.value, Value::Nothing) && self.is_note(key) {
            return None;
        }
        let (text, span) = self.text(key, value)?;
        self.cut_off(&span);
        self.in_curly_quotes(&span);
        Some((text, span))
    }

    /// A value that is one of few, or is made in one way: quotation marks cannot be part of it, and a note behind it
    /// takes nothing away.
    pub(in crate::source) fn fixed(&mut self, key: &Key, value: Node) -> Option<(NonEmpty, Span)> {
        let (text, span) = self.text(key, value)?;
        let Some(inner) = inside_curly_quotes(span.text()) else {
            return Some((text, span));
        };
        let help = format!("write straight quotation marks, or none: `{}: {inner}`", key.name);
        let message = "curly quotation marks are read as part of the value";
        self.log.error(span, "curly-quotes", message, help);
        None
    }

    /// Warns of a plain value that stands in curly quotation marks as a whole.
    pub(super) fn in_curly_quotes(&mut self, span: &Span) {
        if inside_curly_quotes(span.text()).is_some() {
            let message = "the curly quotation marks become part of the text";
            let help = "write straight quotation marks, or none; where readers are to see them, put straight ones round the whole";
            self.log.warning(span.clone(), "curly-quotes", message, help);
        }
    }

    /// Reports a value that is nothing because it begins with `#`.
    fn is_note(&mut self, key: &Key) -> bool {
        let end = key.span.bytes.end;
        let line = self.source.text.get(end..).and_then(|rest| rest.lines().next());
        let Some(line) = line.and_then(|line| line.strip_prefix(':')) else {
            return false;
        };
        let note = line.trim();
        if !note.starts_with('#') {
            return false;
        }
        let start = end + 1 + line.len() - line.trim_start().len();
        self.left_out(start..start + note.len(), note);
        true
    }

    /// Reports what stands behind ` #` on the last line of a plain value.
    pub(in crate::source) fn cut_off(&mut self, span: &Span) {
        let written = span.text();
        if written.is_empty() || written.starts_with(['"', '\'']) || written.ends_with('\n') {
            return;
        }
        let end = span.bytes.end;
        let rest = span.source.text.get(end..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default().trim_end();
        let note = line.trim_start_matches([' ', '\t']);
        if note.len() == line.len() || !note.starts_with('#') {
            return;
        }
        let place = end + line.len() - note.len()..end + line.len();
        self.left_out(place, &format!("{written}{line}"));
    }

    fn left_out(&mut self, place: Range<usize>, whole: &str) {
        let help = if whole.len() > SHORT || whole.contains(['"', '\\', '\n']) {
            "put the text in quotes; write a note to yourself on a line of its own".to_owned()
        } else {
            format!("put the text in quotes: `\"{whole}\"`; write a note to yourself on a line of its own")
        };
        let message = "what stands behind `#` is left out";
        self.log
            .error(Span::new(self.source, place), "text-behind-hash", message, help);
    }
}

/// What stands in curly quotation marks, where one pair is put round the whole.
fn inside_curly_quotes(written: &str) -> Option<&str> {
    PAIRS.iter().find_map(|(open, close)| {
        let inner = written.strip_prefix(*open)?.strip_suffix(*close)?;
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // An apostrophe is typed like a closing mark.
        let closes = |at: usize| {
            let before = inner.get(..at).and_then(|before| before.chars().next_back());
            let after = inner
                .get(at + close.len_utf8()..)
                .and_then(|after| after.chars().next());
            !(*close == '’' && letter(before) && letter(after))
        };
        let other = inner.contains(*open) || inner.match_indices(*close).any(|(at, _)| closes(at));
        (!other).then_some(inner)
    })
}

#[cfg(test)]
mod tests {
    use super::inside_curly_quotes;

    #[test]
    fn quotation_marks_inside_a_text_are_its_own() {
        for (written, inside) in [
            ("“Having a flu jab”", Some("Having a flu jab")),
            ("‘It’s time’", Some("It’s time")),
            ("“Rest” and “drink”", None),
            ("‘Rest’ and ‘drink’", None),
            ("« Au lit »", None),
            ("„Ruhe“", None),
            ("“", None),
            ("Rest", None),
        ] {
            assert_eq!(inside_curly_quotes(written), inside, "{written}");
        }
    }
}

//! Bytes as text, in whichever encoding they say they are (HTML, section 13.2.3; XML 1.0, appendix F).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far browsers look for the name of an encoding, in bytes.
const WITHIN: usize = 1_024;

/// Text, and whether it could be told in which encoding it is.
pub struct Text {
    /// The text, without a mark of its byte order.
    pub text: String,
    /// What is wrong with how it is encoded.
    pub fault: Option<String>,
}

/// The text of a page: by the mark of its byte order, by what it says of itself, as UTF-8 where it is that, and as
/// browsers guess where it is not.
#[must_use]
pub fn page(bytes: &[u8]) -> Text {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decoded(encoding, bytes);
    }
    if let Some(encoding) = declared(bytes) {
        return decoded(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Text {
            text: text.to_owned(),
            fault: None,
        },
        Err(_) => {
            let text = decoded(WINDOWS_1252, bytes).text;
            let fault = "it does not say in which encoding it is, and it is not in UTF-8".to_owned();
            Text {
                text,
                fault: Some(fault),
            }
        }
    }
}

/// The text of a part in XML.
///
/// # Errors
/// Where it is in another encoding than the two that every reader of XML knows.
pub fn xml(bytes: &[u8]) -> Result<String, String> {
    let encoding = match (Encoding::for_bom(bytes), bytes) {
        (Some((encoding, _)), _) => encoding,
        (None, [b'<', 0, ..]) => UTF_16LE,
        (None, [0, b'<', ..]) => UTF_16BE,
        (None, _) => UTF_8,
    };
    if encoding == UTF_8 {
        let text = std::str::from_utf8(bytes).map_err(|e| format!("it is not in UTF-8: {e}"))?;
        return Ok(text.trim_start_matches('\u{FEFF}').to_owned());
    }
    let text = decoded(encoding, bytes);
    match text.fault {
        Some(fault) => Err(fault),
        None => Ok(text.text),
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Text {
    let (text, used, wrong) = encoding.decode(bytes);
    Text {
        text: text.into_owned(),
        fault: wrong.then(|| format!("some of its bytes are none of {}", used.name())),
    }
}

/// The encoding that a page names near its beginning. Who can read the name cannot be reading UTF-16.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    let at = start.windows(8).position(|window| window == b"charset=")?;
    let label = start.get(at + 8..)?;
    let label = label
        .strip_prefix(b"\"")
        .or(label.strip_prefix(b"'"))
        .unwrap_or(label);
    let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | b'>' | b'/' | b';' | b' ');
    let label = label.split(ends).next()?;
    let encoding = Encoding::for_label(label)?;
    Some(if [UTF_16BE, UTF_16LE].contains(&encoding) {
        UTF_8
    } else {
        encoding
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_in_the_encoding_that_they_say() {
        for (bytes, text, wrong) in [
            (&b"<p>caf\xC3\xA9"[..], "<p>café", false),
            (b"\xEF\xBB\xBF<p>a", "<p>a", false),
            (b"\xFF\xFE<\0p\0>\0", "<p>", false),
            (b"\xFE\xFF\0<\0p\0>", "<p>", false),
            (
                b"<meta charset=windows-1252>\x935 mg\x94",
                "<meta charset=windows-1252>“5 mg”",
                false,
            ),
            (
                b"<meta charset=\"utf-16\">\xC3\xA9",
                "<meta charset=\"utf-16\">é",
                false,
            ),
            (
                b"<meta charset='utf-8'>\xE9",
                "<meta charset='utf-8'>\u{FFFD}",
                true,
            ),
            (b"<p>\xE9", "<p>é", true),
        ] {
            let read = page(bytes);
            assert_eq!((read.text.as_str(), read.fault.is_some()), (text, wrong));
        }
        assert_eq!(xml(b"<\0a\0/\0>\0").unwrap(), "<a/>");
        assert!(xml(b"\xE9").is_err());
    }
}

//! Files that stand in an address: `data:` URLs (RFC 2397, and the Fetch standard, section 6).

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::address::decode;

/// What a `data:` URL holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// Its media type without parameters, in small letters.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The file in an address; `None` where it is no `data:` URL, or one that holds nothing or cannot be decoded.
#[must_use]
pub fn read(address: &str) -> Option<Data> {
    let (scheme, rest) = address.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("data") {
        return None;
    }
    let (head, body) = rest.split_once(',')?;
    let mut parameters = head.split(';').map(str::trim);
    let media_type = parameters.next().unwrap_or_default().to_ascii_lowercase();
    let bytes = if parameters.any(|parameter| parameter.eq_ignore_ascii_case("base64")) {
        STANDARD.decode(body).ok()?
    } else {
        decode(body)?.into_bytes()
    };
    (!bytes.is_empty()).then_some(Data { media_type, bytes })
}

/// An address as messages show it: of a file that stands in it, the type alone.
#[must_use]
pub fn shown(address: &str) -> Cow<'_, str> {
    match address.split_once(',') {
        Some((head, _))
            if address
                .get(..5)
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) =>
        {
            Cow::Owned(format!("{head},…"))
        }
        Some(_) | None => Cow::Borrowed(address),
    }
}

impl Data {
    /// Whether it says that it is a picture, and begins as that sort of picture does.
    #[must_use]
    pub fn is_image(&self) -> bool {
        match self.media_type.as_str() {
            "image/png" => self.bytes.starts_with(b"\x89PNG\r\n\x1A\n"),
            "image/svg+xml" => self.bytes.trim_ascii_start().starts_with(b"<"),
            other => other.starts_with("image/"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_are_read() {
        let data = |media_type: &str, bytes: &[u8]| {
            Some(Data {
                media_type: media_type.to_owned(),
                bytes: bytes.to_owned(),
            })
        };
        assert_eq!(
            read("data:image/svg+xml,%3Csvg/%3E"),
            data("image/svg+xml", b"<svg/>")
        );
        assert_eq!(read("DATA:Font/TTF;base64,AAEA"), data("font/ttf", b"\0\x01\0"));
        for nothing in [
            "data:,",
            "data:image/png;base64,!",
            "data:image/png",
            "https://example.org/a,b",
            "x",
        ] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_picture_begins_as_its_sort_does() {
        for (address, is_image) in [
            ("data:image/svg+xml,%3Csvg/%3E", true),
            ("data:image/svg+xml,words", false),
            ("data:image/png;base64,AAEA", false),
            ("data:image/png;base64,iVBORw0KGgo=", true),
            ("data:text/html,%3Csvg/%3E", false),
        ] {
            assert_eq!(read(address).unwrap().is_image(), is_image, "{address}");
        }
    }
}

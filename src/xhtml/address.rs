//! Addresses inside a book: paths against paths (RFC 3986, sections 2.1 and 5.2; OCF 3.3, section 4.2.5).

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// Out of the book.
    Outside(String),
    /// To a file of the book, and a place in it where one is named.
    Inside {
        /// The path from the root of the book.
        path: String,
        /// The id.
        fragment: Option<String>,
    },
}

/// Resolves an address that stands in the file at `base`; `None` where it leads above the root of the book or is
/// encoded wrongly.
pub fn resolve(base: &str, address: &str) -> Option<Address> {
    let address = address.trim_matches([' ', '\t', '\n', '\r']);
    if has_scheme(address) || address.starts_with("//") {
        return Some(Address::Outside(address.to_owned()));
    }
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(decode(fragment)?)),
        None => (address, None),
    };
    let path = decode(path)?;
    let path = if path.is_empty() {
        base.to_owned()
    } else {
        let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
        let start = if path.starts_with('/') { "" } else { folder };
        normal(start, &path)?
    };
    Some(Address::Inside { path, fragment })
}

fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else {
        return false;
    };
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(allowed)
}

fn normal(folder: &str, path: &str) -> Option<String> {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            _ => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

pub(super) fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(bytes.next())?, digit(bytes.next())?);
            out.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(base: &str, address: &str) -> Option<(String, Option<String>)> {
        match resolve(base, address)? {
            Address::Inside { path, fragment } => Some((path, fragment)),
            Address::Outside(_) => None,
        }
    }

    #[test]
    fn addresses_inside_a_book() {
        let at = |path: &str, fragment: Option<&str>| Some((path.to_owned(), fragment.map(str::to_owned)));
        assert_eq!(
            inside("OEBPS/a.xhtml", "b.xhtml#c"),
            at("OEBPS/b.xhtml", Some("c"))
        );
        assert_eq!(inside("OEBPS/a.xhtml", "#c"), at("OEBPS/a.xhtml", Some("c")));
        assert_eq!(
            inside("OEBPS/text/a.xhtml", "../b%20c.xhtml"),
            at("OEBPS/b c.xhtml", None)
        );
        assert_eq!(inside("OEBPS/a.xhtml", "/META-INF/./x"), at("META-INF/x", None));
        assert_eq!(inside("a.xhtml", "#%C3%B6"), at("a.xhtml", Some("ö")));
        assert_eq!(inside("a.xhtml", "../../etc"), None);
        assert_eq!(inside("a.xhtml", "b%2"), None);
        assert_eq!(inside("a.xhtml", "b%FF"), None);
    }

    #[test]
    fn addresses_outside_stay_as_they_are() {
        for address in [
            "https://example.org/a?b=%20c#d",
            "tel:+442079460018",
            "mailto:a@b.org",
            "//example.org",
        ] {
            assert_eq!(
                resolve("a.xhtml", address),
                Some(Address::Outside(address.to_owned()))
            );
        }
    }
}

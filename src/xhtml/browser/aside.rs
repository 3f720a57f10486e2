//! Files in quoted addresses, set aside before a page is parsed: they are most of it, hold no markup, and parsers count
//! their slashes one by one.

use std::borrow::Cow;

/// Stands for a file in the text that is parsed. It is no character, and no page may hold it.
const MARK: char = '\u{FDD0}';

/// Shorter addresses stay.
const LONG: usize = 200;

/// What was set aside.
pub(super) struct Aside<'a> {
    pieces: Vec<&'a str>,
}

impl<'a> Aside<'a> {
    /// The text with a short name in place of each long `data:` address between double quotes, and the addresses.
    ///
    /// # Errors
    /// Where the text holds what stands for them.
    pub fn of(text: &'a str) -> Result<(String, Self), String> {
        if text.contains(MARK) {
            return Err("it holds U+FDD0, which is no character".to_owned());
        }
        let mut pieces = Vec::new();
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("\"data:") {
            let (before, from) = rest.split_at(at + 1);
            out.push_str(before);
            let end = from.find(['"', '<', '>', ' ', '\n', '\t', '\r', '\u{C}', '&']);
            let (address, after) = from.split_at(end.unwrap_or(from.len()));
            if after.starts_with('"') && address.len() > LONG {
                out.push_str(&format!("{MARK}{}{MARK}", pieces.len()));
                pieces.push(address);
            } else {
                out.push_str(address);
            }
            rest = after;
        }
        out.push_str(rest);
        Ok((out, Self { pieces }))
    }

    /// A text with the addresses back in their places.
    pub fn restored<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(MARK) {
            return Cow::Borrowed(text);
        }
        let mut out = String::new();
        for (at, part) in text.split(MARK).enumerate() {
            let number = part.parse::<usize>().ok().filter(|_| at % 2 == 1);
            match number.and_then(|number| self.pieces.get(number)) {
                Some(address) => out.push_str(address),
                None => out.push_str(part),
            }
        }
        Cow::Owned(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_aside_comes_back() {
        let long = "A/".repeat(LONG);
        let address = format!("data:image/png;base64,{long}");
        let page = format!(
            "<img src=\"{address}\"><a href=\"data:,x\">\"data:<b>{long}</b>url(\"{address}\")</a>\"data:{long}"
        );
        let (text, aside) = Aside::of(&page).unwrap();
        assert_eq!(aside.pieces, [&address, &address]);
        assert!(text.len() < page.len() - 2 * address.len() + 20);
        assert_eq!(aside.restored(&text), page);
        assert!(Aside::of("\u{FDD0}").is_err());
    }
}

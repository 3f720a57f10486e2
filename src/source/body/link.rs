//! Links: where they may lead.

use comrak::nodes::{AstNode, NodeLink, Sourcepos};

use super::Walk;
use crate::finding::Span;
use crate::model::{Anchor, Content, Link, Target};
use crate::source::near::did_you_mean;

/// The schemes of addresses that a leaflet may lead to.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

impl Walk<'_> {
    /// A link, or a finding.
    pub(super) fn link<'n>(
        &mut self,
        node: &'n AstNode<'n>,
        link: &NodeLink,
        pos: Sourcepos,
    ) -> Option<Link> {
        let span = self.place.span(pos);
        let defined = span.text().starts_with("[^") || span.text().starts_with("[@");
        if defined && !span.text().contains("](") {
            // The parser has followed a definition, which is reported in its own line.
            return None;
        }
        if !link.title.is_empty() {
            let help =
                "take the words in quotes out, or put them into the text: many readers never meet them";
            self.log
                .error(span.clone(), "link-title", "a link has no title of its own", help);
        }
        if node.data.borrow().attrs.is_some() {
            self.attributes(node, pos, false);
        }
        let before = self.log.len();
        let was_in_link = std::mem::replace(&mut self.in_link, true);
        let content = Content::new(self.inlines(node));
        self.in_link = was_in_link;
        let faulty = self.faulty_since(before);
        if let Some(id) = link.url.strip_prefix('#') {
            return self.inner(id, content, &span, faulty);
        }
        let target = self.address(&link.url, &span)?;
        if content.is_none() && !faulty {
            let help = "write between the brackets where the link leads";
            self.log
                .error(span.clone(), "empty-link", "the link has no words", help);
        }
        let content = content?;
        if !self.framed()
            && let Target::Url(url) = &target
        {
            self.agrees(&content, url, &span);
        }
        Some(Link { target, content })
    }

    /// A link to a heading of this leaflet. Without words of its own it takes the heading's.
    fn inner(&mut self, id: &str, content: Option<Content>, span: &Span, faulty: bool) -> Option<Link> {
        let target = Anchor::new(id);
        if self.framed() {
            if content.is_none() && !faulty {
                let help = "write the words of the link: a frame does not know the leaflet's headings";
                self.log
                    .error(span.clone(), "empty-link", "the link has no words", help);
            }
            return Some(Link {
                target: Target::Anchor(target?),
                content: content?,
            });
        }
        let words = self.outline.words(id).map(str::to_owned);
        let Some((target, words)) = target.zip(words) else {
            let at = span
                .text()
                .rfind(&format!("#{id}"))
                .map_or(span.bytes.clone(), |at| {
                    span.bytes.start + at..span.bytes.start + at + 1 + id.len()
                });
            let near = did_you_mean(id, self.outline.names());
            let message = format!("no heading of the leaflet is named `{id}`");
            let help = format!(
                "{near}name the heading: `## Words {{#{}}}`",
                &*Anchor::from_words(id, "name")
            );
            self.log.error(self.place.at(at), "unknown-target", message, help);
            return None;
        };
        let content = content.or_else(|| Content::text(&words))?;
        Some(Link {
            target: Target::Anchor(target),
            content,
        })
    }

    fn address(&mut self, url: &str, span: &Span) -> Option<Target> {
        match address(url) {
            Ok(url) => Some(Target::Url(url)),
            Err(fault) => {
                self.log
                    .error(span.clone(), fault.code, fault.message, fault.help);
                None
            }
        }
    }
}

/// An address that a leaflet cannot lead to: what is wrong and what to write.
pub(in crate::source) struct BadAddress {
    pub(in crate::source) code: &'static str,
    pub(in crate::source) message: String,
    pub(in crate::source) help: String,
}

/// The address with its scheme in small letters and all of it in the characters of RFC 3986.
pub(in crate::source) fn address(url: &str) -> Result<String, BadAddress> {
    let allowed =
        "addresses begin with `https://`, `http://`, `mailto:` or `tel:`; `#name` leads to a heading";
    let refuse = |code, message: String, help: String| Err(BadAddress { code, message, help });
    if url.trim().is_empty() {
        return refuse(
            "empty-link",
            "the link leads nowhere".to_owned(),
            allowed.to_owned(),
        );
    }
    let (scheme, rest) = url.split_once(':').unwrap_or(("", url));
    let scheme = scheme.to_ascii_lowercase();
    if !SCHEMES.contains(&scheme.as_str()) {
        let help = if scheme.is_empty() && url.contains('@') {
            format!("write `mailto:{url}`")
        } else if scheme.is_empty() && looks_like_host(url) {
            format!("write the whole address: `https://{url}`")
        } else {
            allowed.to_owned()
        };
        return refuse(
            "unsupported-address",
            format!("a link cannot lead to `{url}`"),
            help,
        );
    }
    if url.contains(char::is_control) {
        let message = format!("`{}` holds a control character", url.escape_debug());
        let help = "type the address anew, without what cannot be seen";
        return refuse("unsupported-address", message, help.to_owned());
    }
    let odd = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"');
    let whole = match scheme.as_str() {
        "mailto" => {
            let address = rest.split('?').next().unwrap_or_default();
            let parts = address.split_once('@');
            !address.contains(odd) && parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
        }
        "tel" => dials(rest),
        _ => rest.strip_prefix("//").is_some_and(|rest| {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            !host.is_empty() && !host.starts_with(':') && !host.contains(odd)
        }),
    };
    if !whole {
        let help = if scheme == "tel" {
            telephone(rest)
        } else {
            allowed.to_owned()
        };
        return refuse(
            "unsupported-address",
            format!("`{url}` is no whole address"),
            help,
        );
    }
    Ok(format!("{scheme}:{}", percent_encoded(rest)))
}

/// Whether this is a telephone number as RFC 3966 writes it, perhaps with parameters behind it.
fn dials(number: &str) -> bool {
    let number = number.split(';').next().unwrap_or_default();
    number.bytes().any(|b| b.is_ascii_digit())
        && number
            .bytes()
            .all(|b| b.is_ascii_digit() || b"+-.()".contains(&b))
}

/// What to write instead of a number that cannot be dialled.
fn telephone(number: &str) -> String {
    let plain = number.replace("%20", " ");
    let spaces_only = plain
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-.()".contains(c));
    let digits: String = plain
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    if spaces_only && !digits.is_empty() {
        format!("write the number without spaces: `tel:{digits}`")
    } else {
        "write the digits of the number alone, with a `+` before them where it begins with the country's: \
         `tel:+442079460018`"
            .to_owned()
    }
}

/// Whether an address without a scheme begins with the name of a site rather than of a file.
pub(super) fn looks_like_host(url: &str) -> bool {
    let host = url.split('/').next().unwrap_or_default();
    let end = host.rsplit('.').next().unwrap_or_default();
    url.starts_with("www.")
        || host.contains('.') && ["org", "com", "net", "uk", "ie", "eu", "gov"].contains(&end)
}

/// The rest of an address with everything percent-encoded that RFC 3986 does not allow in it.
pub(crate) fn percent_encoded(rest: &str) -> String {
    let mut out = String::new();
    for byte in rest.bytes() {
        let allowed = byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
        if allowed {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

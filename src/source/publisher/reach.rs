//! Telephone numbers, e-mail addresses and web addresses: people will type what is printed, so that it must be whole.

use crate::model::NonEmpty;
use crate::source::address::address;
use crate::source::values::{Key, Values};
use crate::source::yaml::Node;

/// The digits of the shortest telephone number: 111, 999.
const FEWEST_DIGITS: usize = 3;

/// A telephone number as people write it.
pub(super) fn phone(values: &mut Values<'_>, key: &Key, value: Node) -> Option<NonEmpty> {
    let help = "write the number as people dial it: `020 7946 0000`";
    checked(
        values,
        key,
        value,
        "malformed-phone",
        "telephone number",
        |text| (!is_phone(text)).then(|| help.to_owned()),
    )
}

/// Whether people can dial this.
pub(in crate::source) fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    digits >= FEWEST_DIGITS && !text.contains('@') && !text.contains("//") && !text.starts_with("tel:")
}

/// An e-mail address, without `mailto:`.
pub(super) fn email(values: &mut Values<'_>, key: &Key, value: Node) -> Option<NonEmpty> {
    let is_address = |text: &str| {
        let odd = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | ':');
        text.split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.contains('@') && is_host(host))
            && !text.contains(odd)
    };
    let help = "write one address alone: `leaflets@example.org`";
    checked(values, key, value, "malformed-email", "e-mail address", |text| {
        (!is_address(text)).then(|| help.to_owned())
    })
}

/// A web address, with or without `https://`.
pub(super) fn web(values: &mut Values<'_>, key: &Key, value: Node) -> Option<NonEmpty> {
    let alone = "write one address alone: `www.example.org` or `https://www.example.org`";
    let fault = |text: &str| {
        let lower = text.to_lowercase();
        let rest = lower
            .strip_prefix("https://")
            .or_else(|| lower.strip_prefix("http://"))
            .unwrap_or(&lower);
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.split_once(':').map_or(host, |(host, _)| host);
        if !is_host(host) || text.contains(char::is_whitespace) || rest.contains("://") {
            return Some(alone.to_owned());
        }
        let bare = rest.len() == lower.len();
        let whole = if bare {
            format!("https://{text}")
        } else {
            text.to_owned()
        };
        address(&whole).err().map(|fault| fault.help)
    };
    checked(values, key, value, "malformed-web", "web address", fault)
}

/// Whether a name is made as those of sites are: two parts or more, joined by dots.
fn is_host(host: &str) -> bool {
    host.contains('.')
        && host.split('.').all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii())
        })
}

/// A value that has no fault, of which `fault` says what to write instead.
fn checked(
    values: &mut Values<'_>,
    key: &Key,
    value: Node,
    code: &'static str,
    what: &str,
    fault: impl Fn(&str) -> Option<String>,
) -> Option<NonEmpty> {
    let (text, span) = values.fixed(key, value)?;
    values.cut_off(&span);
    let Some(help) = fault(&text) else {
        values.log.passage(&span.source, span.bytes, &text);
        return Some(text);
    };
    let message = format!("`{}` is no {what}", &*text);
    values.log.error(span, code, message, help);
    None
}

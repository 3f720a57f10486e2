//! Addresses that links lead to, whatever file they stand in: which a leaflet may have, and the one form of each.
//!
//! An address is followed by a PDF reader, by Word, by a reading system and by the browser behind each of them. What one of
//! these cannot follow is told of here, where its author can mend it; a person who taps on it cannot.

use url::{Host, ParseError, Url};

/// The schemes of addresses that a leaflet may lead to.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The longest address that Word opens, in characters.
const LONGEST: usize = 2_083;

/// What addresses look like.
const ALLOWED: &str =
    "addresses begin with `https://`, `http://`, `mailto:` or `tel:`; `#name` leads to a heading";

/// The longest name of a site and the longest part of one, in characters (RFC 1035, 2.3.4).
const LONGEST_HOST: usize = 253;
const LONGEST_LABEL: usize = 63;

/// An address that a leaflet cannot lead to: what is wrong and what to write.
#[derive(Debug)]
pub(crate) struct BadAddress {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl BadAddress {
    fn new(message: String, help: impl Into<String>) -> Self {
        Self {
            code: "unsupported-address",
            message,
            help: help.into(),
        }
    }

    fn not_whole(url: &str, help: impl Into<String>) -> Self {
        Self::new(format!("`{url}` is no whole address"), help)
    }

    fn too_long() -> Self {
        Self::new(
            "an address has more than 2,083 characters, and Word opens none so long".to_owned(),
            "write the shortest address of the page: most lead there without what stands behind their `?`",
        )
    }
}

/// The address with its scheme in small letters and all of it in the characters of RFC 3986: the name of a site by its
/// `xn--` form (RFC 5891), everything else percent-encoded. What is in those characters stays as it is written.
pub(crate) fn address(url: &str) -> Result<String, BadAddress> {
    if url.trim().is_empty() {
        return Err(BadAddress {
            code: "empty-link",
            message: "the link leads nowhere".to_owned(),
            help: ALLOWED.to_owned(),
        });
    }
    let (scheme, rest) = url.split_once(':').unwrap_or(("", url));
    let scheme = scheme.to_ascii_lowercase();
    if !SCHEMES.contains(&scheme.as_str()) {
        return Err(foreign(&scheme, url));
    }
    if url.contains(char::is_control) {
        let message = format!("`{}` holds a control character", url.escape_debug());
        let help = "type the address anew, without what cannot be seen";
        return Err(BadAddress::new(message, help));
    }
    if url.chars().count() > LONGEST {
        return Err(BadAddress::too_long());
    }
    if let Some(at) = bare_percent(rest) {
        return Err(no_percent(url, rest, at));
    }
    let rest = match scheme.as_str() {
        "mailto" if writes(rest) => percent_encoded(rest),
        "mailto" => return Err(BadAddress::not_whole(url, ALLOWED)),
        "tel" if dials(rest) => percent_encoded(rest),
        "tel" => return Err(BadAddress::not_whole(url, telephone(rest))),
        _ => web(&scheme, rest, url)?,
    };
    let whole = format!("{scheme}:{rest}");
    if whole.len() > LONGEST {
        return Err(BadAddress::too_long());
    }
    Ok(whole)
}

/// What is wrong with an address of another scheme, or of none.
fn foreign(scheme: &str, url: &str) -> BadAddress {
    let help = if scheme.is_empty() && url.contains('@') {
        format!("write `mailto:{url}`")
    } else if scheme.is_empty() && looks_like_host(url) {
        format!("write the whole address: `https://{url}`")
    } else {
        ALLOWED.to_owned()
    };
    BadAddress::new(format!("a link cannot lead to `{url}`"), help)
}

/// Where a percent sign stands that encodes nothing (RFC 3986, 2.1).
fn bare_percent(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let encodes = |at: usize| {
        let digits = bytes.get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    rest.match_indices('%').map(|(at, _)| at).find(|at| !encodes(*at))
}

/// What is wrong with an address in which the percent sign at `at` of `rest` encodes nothing.
fn no_percent(url: &str, rest: &str, at: usize) -> BadAddress {
    let shown: String = rest[at..].chars().take(3).collect();
    let message = format!("`{shown}` in `{url}` stands for no character");
    let help = "copy the address anew; where a percent sign itself is meant, write `%25`";
    BadAddress::new(message, help)
}

fn odd(c: char) -> bool {
    c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\')
}

/// Whether this is an address that mail is sent to, perhaps with a subject behind it (RFC 6068).
fn writes(rest: &str) -> bool {
    let address = rest.split('?').next().unwrap_or_default();
    let parts = address.split_once('@');
    let odd = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '#' | '[' | ']');
    !address.contains(odd) && parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}

/// What stands behind the scheme of an address on the web.
fn web(scheme: &str, rest: &str, url: &str) -> Result<String, BadAddress> {
    let not_whole = || BadAddress::not_whole(url, ALLOWED);
    let rest = rest.strip_prefix("//").ok_or_else(not_whole)?;
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if let Some((_, place)) = authority.rsplit_once('@') {
        let message = format!("`{url}` holds a name or a password before its `@`");
        let help = format!("leave it out: `{scheme}://{place}{path}`; whoever has the leaflet could use it");
        return Err(BadAddress::new(message, help));
    }
    let place = authority;
    // The colons of a number in brackets part nothing.
    let end = match place.find(']') {
        Some(at) => at + 1,
        None if place.starts_with('[') => place.len(),
        None => 0,
    };
    let colon = place
        .get(end..)
        .and_then(|rest| rest.find(':'))
        .map(|at| end + at);
    let (site, port) = place.split_at(colon.unwrap_or(place.len()));
    if site.is_empty() || authority.contains(odd) {
        return Err(not_whole());
    }
    if !leads_to_port(port) {
        let message = format!(
            "`{url}` leads to no site: `{}` is no port",
            port.trim_start_matches(':')
        );
        let help =
            format!("leave the port out: `{scheme}://{site}{path}`; ports are numbers from 1 to 65535");
        return Err(BadAddress::new(message, help));
    }
    let site = host(site, url)?;
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, format!("#{}", percent_encoded(fragment))),
        None => (path, String::new()),
    };
    let whole = format!("//{site}{port}{}{fragment}", percent_encoded(path));
    // What the standard of browsers refuses, nobody can follow.
    match Url::parse(&format!("{scheme}:{whole}")) {
        Ok(_) => Ok(whole),
        Err(_) => Err(not_whole()),
    }
}

/// Whether this is nothing, or a colon with a port or, as RFC 3986 allows, with nothing behind it.
fn leads_to_port(written: &str) -> bool {
    let digits = written.strip_prefix(':').unwrap_or_default();
    digits.is_empty()
        || digits.bytes().all(|b| b.is_ascii_digit()) && digits.parse::<u16>().is_ok_and(|port| port > 0)
}

/// A host as it is looked up: as it is written, but for letters outside ASCII.
fn host(written: &str, url: &str) -> Result<String, BadAddress> {
    let number = "write the name of the site in place of its number: `https://www.example.org`";
    match Host::parse(written) {
        Ok(Host::Ipv6(_)) => Ok(written.to_owned()),
        // The same number has forms with fewer parts or of other bases, which no editor means.
        Ok(Host::Ipv4(known)) if known.to_string() == written => Ok(written.to_owned()),
        Ok(Host::Ipv4(_)) | Err(ParseError::InvalidIpv4Address) => {
            let message = format!("`{url}` leads to no site: `{written}` is not four numbers from 0 to 255");
            Err(BadAddress::new(message, number))
        }
        Err(ParseError::InvalidIpv6Address) => {
            let message = format!("`{url}` leads to no site: `{written}` is not the number of one");
            Err(BadAddress::new(message, number))
        }
        Ok(Host::Domain(name)) if is_name(&name) => {
            let plain = written.is_ascii() && !written.contains('%');
            Ok(if plain { written.to_owned() } else { name })
        }
        Ok(Host::Domain(_)) | Err(_) => {
            let message = format!("`{url}` leads to no site: `{written}` is the name of none");
            let help = "write the site's name as its owner does: letters, digits and hyphens with single dots \
                        between them, and a hyphen neither first nor last: `https://www.example.org`";
            Err(BadAddress::new(message, help))
        }
    }
}

/// Whether this can be looked up (RFC 1123, 2.1; RFC 1035, 2.3.4). Some sites have a name with `_`, and a dot may end it.
fn is_name(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    host.len() <= LONGEST_HOST && host.split('.').all(label)
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
pub(in crate::source) fn looks_like_host(url: &str) -> bool {
    let host = url.split('/').next().unwrap_or_default();
    let end = host.rsplit('.').next().unwrap_or_default();
    url.starts_with("www.")
        || host.contains('.') && ["org", "com", "net", "uk", "ie", "eu", "gov"].contains(&end)
}

/// A path, a query or a fragment with everything percent-encoded that RFC 3986 does not allow in it (3.3 to 3.5); what is
/// encoded already stays. Brackets stand in no part but the host.
fn percent_encoded(rest: &str) -> String {
    let mut out = String::new();
    for byte in rest.bytes() {
        let allowed = byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=%".contains(&byte);
        if allowed {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each with what it leads to.
    const GOOD: [(&str, &str); 25] = [
        ("https://exämple.org/", "https://xn--exmple-cua.org/"),
        ("https://EXÄMPLE.org", "https://xn--exmple-cua.org"),
        ("https://ex%C3%A4mple.org/", "https://xn--exmple-cua.org/"),
        ("https://xn--exmple-cua.org/", "https://xn--exmple-cua.org/"),
        (
            "https://例え。jp/é?ü#ö",
            "https://xn--r8jz45g.jp/%C3%A9?%C3%BC#%C3%B6",
        ),
        ("https://وزارة.مصر/", "https://xn--mgbexc3i.xn--wgbh1c/"),
        ("HTTPS://WWW.Example.ORG/Path", "https://WWW.Example.ORG/Path"),
        ("https://example.org", "https://example.org"),
        ("https://example.org?a=1", "https://example.org?a=1"),
        ("https://example.org/a/../b//c", "https://example.org/a/../b//c"),
        ("https://example.org/a b\\c", "https://example.org/a%20b%5Cc"),
        ("https://example.org:8443/a:b", "https://example.org:8443/a:b"),
        ("https://example.org:/", "https://example.org:/"),
        ("https://example.org./", "https://example.org./"),
        ("https://my_site.example.org/", "https://my_site.example.org/"),
        ("https://intranet/", "https://intranet/"),
        ("https://1.2.3.4:80/", "https://1.2.3.4:80/"),
        ("https://[2001:DB8::1]:80/[x]", "https://[2001:DB8::1]:80/%5Bx%5D"),
        (
            "https://example.org/?a[]=1&b[0]=%5b#[x#y]",
            "https://example.org/?a%5B%5D=1&b%5B0%5D=%5b#%5Bx%23y%5D",
        ),
        (
            "https://example.org/@ward#:~:text=a",
            "https://example.org/@ward#:~:text=a",
        ),
        (
            "https://doi.org/10.1000/(a)<b>",
            "https://doi.org/10.1000/(a)%3Cb%3E",
        ),
        (
            "mailto:Ward@Example.org?subject=a b",
            "mailto:Ward@Example.org?subject=a%20b",
        ),
        (
            "mailto:ward@example.org?subject=Bed #4 [x]",
            "mailto:ward@example.org?subject=Bed%20%234%20%5Bx%5D",
        ),
        ("tel:+44-20", "tel:+44-20"),
        ("tel:+44-20;ext=#1", "tel:+44-20;ext=%231"),
    ];

    #[test]
    fn an_address_keeps_its_spelling_but_for_what_no_program_reads() {
        for (written, whole) in GOOD {
            let known = address(written).unwrap_or_else(|fault| panic!("{written}: {}", fault.message));
            assert_eq!(known, whole, "{written}");
            assert_eq!(address(&known).ok().as_deref(), Some(whole), "{written}, again");
            Url::parse(whole).unwrap_or_else(|fault| panic!("{whole}: {fault}"));
        }
    }

    #[test]
    fn what_nobody_can_follow_is_refused() {
        let label = "a".repeat(64);
        let name = "abcdefg.".repeat(32);
        let bad = [
            "https://example.org:99999/",
            "https://example.org:0/",
            "https://example.org:8o/",
            "https://example.org:80:80/",
            "https://[::1/",
            "https://[::g]/",
            "https://[::1]x/",
            "https://-bad-.example.org/",
            "https://bad-.example.org/",
            "https://example..org/",
            "https://.example.org/",
            "https://./",
            "https://1.2.3.400/",
            "https://1.2.3/",
            "https://0x7f.0.0.1/",
            "https://2130706433/",
            "https://exa$mple.org/",
            "https://exa,mple.org/",
            "https://exa%20mple.org/",
            "https://exa%2Fmple.org/",
            "https://exam ple.org/",
            "https://example.org\\.evil.org/",
            "https://xn--/",
            "https://xn--a-ecp.ru/",
            "https://exa\u{2028}mple.org/",
            "https://user@/",
            "https://user@example.org/",
            "https://user:secret@example.org/",
            "https://é@exämple.org/",
            "https://example.org/%",
            "https://example.org/%zz",
            "https://example.org/%2",
            "https://example.org/#100%é",
            "mailto:a@example.org?subject=100%",
            "mailto:a@example.org#x",
            "mailto:a@[1.2.3.4]",
            "https://:80/",
            "https:example.org",
            "https:///",
            &format!("https://{label}.org/"),
            &format!("https://{name}org/"),
            &format!("https://{}.org/", "ä".repeat(60)),
        ];
        for url in bad {
            let fault = address(url);
            assert_eq!(
                fault.err().map(|fault| fault.code),
                Some("unsupported-address"),
                "{url}"
            );
        }
    }

    #[test]
    fn no_address_is_longer_than_word_opens() {
        let long = |letter: &str, characters: usize| {
            let start = "https://example.org/";
            let room = characters - start.len();
            format!("{start}{}", letter.repeat(room))
        };
        assert!(address(&long("a", LONGEST)).is_ok());
        for url in [
            long("a", LONGEST + 1),
            long("é", LONGEST / 3),
            long("a", 5_000_000),
        ] {
            let fault = address(&url).err().map(|fault| fault.message).unwrap_or_default();
            assert!(fault.contains("2,083") && fault.len() < 200, "{fault}");
        }
        assert!(address(&format!("mailto:a@example.org?body={}", "a".repeat(LONGEST))).is_err());
    }
}

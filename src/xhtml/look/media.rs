//! Conditions of style sheets: whether what stands in them holds on a screen as wide as one on a desk, in light and in
//! dark, and whether it ever holds on a screen (Media Queries 5; CSS Conditional 3).

use super::allowed;

/// How wide the screen is, in CSS pixels.
pub(super) const WIDTH: f32 = 1_280.0;

/// When rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    /// On the screen as it is here, in light and in dark colours.
    pub now: [bool; 2],
    /// On some screen, in some program.
    pub ever: bool,
    /// On paper.
    pub print: bool,
}

impl Holds {
    /// Always.
    pub const ALWAYS: Self = Self {
        now: [true; 2],
        ever: true,
        print: true,
    };

    /// On some other screen.
    pub const ELSEWHERE: Self = Self {
        now: [false; 2],
        ever: true,
        print: true,
    };

    /// Never on a screen.
    pub(super) const NEVER: Self = Self {
        now: [false; 2],
        ever: false,
        print: false,
    };

    /// On paper, and never on a screen.
    const PRINT: Self = Self {
        now: [false; 2],
        ever: false,
        print: true,
    };

    /// On screens alone.
    const SCREEN: Self = Self {
        now: [true; 2],
        ever: true,
        print: false,
    };

    /// When both hold.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            now: [self.now[0] && other.now[0], self.now[1] && other.now[1]],
            ever: self.ever && other.ever,
            print: self.print && other.print,
        }
    }
}

/// When a list of queries holds.
pub(super) fn media(query: &str) -> Holds {
    let mut holds = Holds::NEVER;
    for one in query.to_ascii_lowercase().split(',') {
        let here = one_query(one.trim());
        holds = Holds {
            now: [holds.now[0] || here.now[0], holds.now[1] || here.now[1]],
            ever: holds.ever || here.ever,
            print: holds.print || here.print,
        };
    }
    holds
}

fn one_query(query: &str) -> Holds {
    let negated = query
        .strip_prefix("not")
        .filter(|rest| rest.starts_with([' ', '(']));
    if let Some(rest) = negated {
        // Of what is not so: it may be so elsewhere, but for kinds of media that hold on all screens or on none.
        return match rest.trim() {
            "all" => Holds::NEVER,
            "screen" => Holds::PRINT,
            "print" => Holds::SCREEN,
            "speech" => Holds::ALWAYS,
            rest => match one_query(rest).now {
                [false, false] => Holds::ALWAYS,
                [true, true] => Holds::ELSEWHERE,
                [light, dark] => Holds {
                    now: [!light, !dark],
                    ever: true,
                    print: true,
                },
            },
        };
    }
    let query = query.strip_prefix("only ").unwrap_or(query);
    let mut here = Holds::ALWAYS;
    for part in query.split(" and ") {
        let part = part.trim();
        let feature = part.trim_matches(['(', ')']);
        let (name, value) = feature.split_once(':').unwrap_or((feature, ""));
        let now = |is: bool| Holds {
            now: [is; 2],
            ever: true,
            print: true,
        };
        let is = match (name.trim(), value.trim()) {
            ("" | "all", "") => Holds::ALWAYS,
            ("screen", "") => Holds::SCREEN,
            ("print", "") => Holds::PRINT,
            ("speech" | "aural" | "braille" | "embossed" | "tty", "") => Holds::NEVER,
            ("prefers-color-scheme", "dark") => Holds {
                now: [false, true],
                ever: true,
                print: true,
            },
            ("prefers-color-scheme", "light") => Holds {
                now: [true, false],
                ever: true,
                print: true,
            },
            ("min-width", width) => now(pixels(width).is_some_and(|width| width <= WIDTH)),
            ("max-width", width) => now(pixels(width).is_some_and(|width| width >= WIDTH)),
            _ => Holds::ELSEWHERE,
        };
        here = here.and(is);
    }
    here
}

/// A length in a query, where an em is what browsers begin with.
fn pixels(length: &str) -> Option<f32> {
    if let Some(ems) = length.strip_suffix("rem").or_else(|| length.strip_suffix("em")) {
        return ems.parse::<f32>().ok().map(|ems| ems * 16.0);
    }
    length.strip_suffix("px")?.parse().ok()
}

/// When what stands behind the prelude of an at-rule holds; `None` for one that holds no rules about elements.
pub(super) fn condition(prelude: &str) -> Option<Holds> {
    let rest = prelude.strip_prefix('@')?;
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '-'))
        .unwrap_or(rest.len());
    let (name, condition) = rest.split_at(end);
    match name.to_ascii_lowercase().as_str() {
        "media" => Some(media(condition)),
        "supports" => Some(supports(condition.trim())),
        "layer" => Some(Holds::ALWAYS),
        "container" | "scope" | "document" | "-moz-document" => Some(Holds::ELSEWHERE),
        // Fonts, pages, key frames: nothing in them picks elements.
        _ => None,
    }
}

/// What browsers of today know is known here.
fn supports(condition: &str) -> Holds {
    let condition = condition.to_ascii_lowercase();
    let (negated, inner) = match condition.strip_prefix("not") {
        Some(inner) => (true, inner),
        None => (false, condition.as_str()),
    };
    let simple = !inner.contains(" and ") && !inner.contains(" or ") && !inner.contains("not ");
    let property = inner.trim().trim_start_matches('(').split(':').next();
    let known = property.is_some_and(|name| allowed::is_known(name.trim()));
    match (negated, simple && known) {
        (false, true) => Holds::ALWAYS,
        (true, true) => Holds::NEVER,
        (_, false) => Holds::ELSEWHERE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_hold_or_do_not() {
        for (query, now, ever) in [
            ("screen", [true, true], true),
            ("print", [false, false], false),
            (" print and (color)", [false, false], false),
            ("only print", [false, false], false),
            ("print, screen", [true, true], true),
            ("not print", [true, true], true),
            ("not all", [false, false], false),
            ("not screen", [false, false], false),
            ("amzn-kf8", [false, false], true),
            ("(prefers-color-scheme: dark)", [false, true], true),
            ("screen and (prefers-color-scheme: light)", [true, false], true),
            ("(max-width: 30em)", [false, false], true),
            ("only screen and (min-width: 600px)", [true, true], true),
            ("(forced-colors: active)", [false, false], true),
        ] {
            let holds = media(query);
            assert_eq!((holds.now, holds.ever), (now, ever), "{query}");
        }
    }

    #[test]
    fn queries_hold_on_paper_or_do_not() {
        for (query, print) in [
            ("print", true),
            ("only print and (color)", true),
            ("not screen", true),
            ("all", true),
            ("not print", false),
            ("screen, speech", false),
        ] {
            assert_eq!(media(query).print, print, "{query}");
        }
    }

    #[test]
    fn what_browsers_know_is_supported() {
        for (prelude, holds) in [
            ("@supports (display: grid)", Some(Holds::ALWAYS)),
            ("@supports not (display:grid)", Some(Holds::NEVER)),
            ("@supports not (nothing: at-all)", Some(Holds::ELSEWHERE)),
            ("@LAYER base", Some(Holds::ALWAYS)),
            ("@font-face", None),
            ("p", None),
        ] {
            assert_eq!(condition(prelude), holds, "{prelude}");
        }
    }
}

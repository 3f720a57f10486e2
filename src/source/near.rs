//! Near misses: what somebody may have meant who wrote a name that does not exist.

use std::collections::BTreeMap;

/// How many are offered at most.
const MOST: usize = 3;

/// The longest name, in bytes, that is taken for a slip: comparing takes time with the square of the length.
const LONGEST: usize = 200;

/// The names close to what was written, the closest first, at most three.
///
/// Close means: alike but for case and punctuation, or one edit (of letters or neighbours swapped) in every three
/// characters away.
pub(crate) fn near_misses<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    if written.len() > LONGEST {
        return Vec::new();
    }
    let plain = bare(written);
    let limit = (written.chars().count() / 3).clamp(1, 4);
    let mut found: BTreeMap<(usize, &str), ()> = BTreeMap::new();
    for name in names {
        let distance = if bare(name) == plain {
            0
        } else {
            strsim::osa_distance(&written.to_lowercase(), &name.to_lowercase())
        };
        if distance <= limit {
            found.insert((distance, name), ());
        }
    }
    found.into_keys().map(|(_, name)| name).take(MOST).collect()
}

/// `did you mean …?` with a space behind, or nothing where nothing is close.
pub(crate) fn did_you_mean<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    ask(&near_misses(written, names))
}

/// The same for names that have been found.
pub(super) fn ask(names: &[&str]) -> String {
    if names.is_empty() {
        String::new()
    } else {
        format!("did you mean {}? ", one_of(names))
    }
}

/// Names in backticks: `` `a`, `b` or `c` ``.
pub(crate) fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

fn bare(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_what_is_close_and_nothing_else() {
        let cases: [(&str, &[&str], &str); 6] = [
            ("titel", &["title", "lang"], "did you mean `title`? "),
            (
                "next_review",
                &["next-review", "reviewed"],
                "did you mean `next-review`? ",
            ),
            ("NICE-2023", &["nice2023", "who2020"], "did you mean `nice2023`? "),
            ("colour", &["title", "lang"], ""),
            ("ab", &["xy"], ""),
            (
                "smith1",
                &["smith2", "smith3"],
                "did you mean `smith2` or `smith3`? ",
            ),
        ];
        for (written, names, expected) in cases {
            assert_eq!(
                did_you_mean(written, names.iter().copied()),
                expected,
                "{written}"
            );
        }
    }
}

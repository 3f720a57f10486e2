//! Telephone numbers as people write them (ITU-T E.123, Ofcom's and Arcep's ways of grouping), and NHS numbers, which
//! are written as three, three and four digits.

use super::scan::{Kind, Tokens};

/// The most groups of digits.
const GROUPS: usize = 8;

/// Where a telephone number that begins at a token may end.
pub(super) fn ends(tokens: &Tokens<'_>, at: usize, ends: &mut Vec<usize>) {
    // The short numbers of Israel: `*1234`.
    if tokens.sign(at) == Some('*') && tokens.whole(at + 1, 3..=6).is_some() {
        ends.push(at + 2);
    }
    let groups = groups(tokens, at);
    for (count, group) in groups.iter().enumerate() {
        let first = groups.get(..=count).unwrap_or_default();
        if is_number(tokens.sign(at), first) {
            ends.push(group.end);
            ends.extend(extension(tokens, group.end));
            // `020 7946 0018/19`: the last line of several.
            let other = tokens.sign(group.end) == Some('/') && tokens.whole(group.end + 1, 1..=4).is_some();
            ends.extend(other.then_some(group.end + 2));
        }
    }
}

/// A group of digits.
#[derive(Clone, Copy)]
struct Group {
    /// How many digits.
    digits: usize,
    /// The digits as a number; 0 stands for what is too long to be one.
    value: u32,
    /// Whether it begins with a nought.
    nought: bool,
    /// Whether it stands in brackets.
    bracketed: bool,
    /// The token behind it.
    end: usize,
}

/// Groups of digits with a space, a hyphen or a point between them, some of them in brackets.
fn groups(tokens: &Tokens<'_>, at: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut next = at + usize::from(tokens.sign(at) == Some('+'));
    while groups.len() < GROUPS {
        let open = tokens.sign(next) == Some('(');
        let digits = next + usize::from(open);
        let Some(text) = tokens.digits(digits) else { break };
        if open && tokens.sign(digits + 1) != Some(')') {
            break;
        }
        let end = digits + 1 + usize::from(open);
        groups.push(Group {
            digits: text.chars().count(),
            value: tokens.whole(digits, 1..=9).unwrap_or_default(),
            nought: text.starts_with(['0', '\u{660}', '\u{6F0}']),
            bracketed: open,
            end,
        });
        let joined = tokens.is(end, Kind::Space) || matches!(tokens.sign(end), Some('-' | '.' | '‑'));
        let bracket = |at: usize| tokens.sign(at) == Some('(') || open;
        next = if joined { end + 1 } else { end };
        if !joined && !bracket(next) {
            break;
        }
    }
    groups
}

fn is_number(sign: Option<char>, groups: &[Group]) -> bool {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return false;
    };
    let total: usize = groups.iter().map(|group| group.digits).sum();
    let rest = groups.get(1..).unwrap_or_default();
    if sign == Some('+') {
        let trunk = |group: &Group| group.bracketed && group.digits <= 4;
        return (1..=3).contains(&first.digits)
            && (8..=16).contains(&total)
            && rest
                .iter()
                .all(|group| group.digits <= 10 && (!group.bracketed || trunk(group)));
    }
    if groups.len() < 2 || groups.iter().skip(1).any(|group| group.bracketed) {
        return false;
    }
    if first.nought {
        return (8..=14).contains(&total)
            && first.digits >= 2
            && rest.iter().all(|group| (2..=8).contains(&group.digits));
    }
    let shape: Vec<usize> = groups.iter().map(|group| group.digits).collect();
    match shape.as_slice() {
        // NHS numbers, and numbers of North America.
        [3, 3, 4] | [1, 3, 3, 4] => true,
        // The harmonised numbers of social value (European Commission decision 2007/116/EC).
        [3, 3] => first.value == 116 && last.digits == 3,
        _ => false,
    }
}

/// `ext. 123` behind a number.
fn extension(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let word = at + usize::from(tokens.sign(at) == Some(','));
    let word = tokens.is(word, Kind::Space).then_some(word + 1)?;
    tokens
        .word(word)
        .filter(|word| matches!(*word, "ext" | "Ext" | "extension" | "poste" | "تحويلة"))?;
    let point = word + 1 + usize::from(tokens.sign(word + 1) == Some('.'));
    let digits = tokens.past_space(point);
    tokens.whole(digits, 2..=6).map(|_| digits + 1)
}

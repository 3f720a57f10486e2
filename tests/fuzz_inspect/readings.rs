//! Readings at random: few words, so that much of them is alike.

use clearleaf::model::block::{CalloutKind, Level};
use clearleaf::model::reading::{Container, Destination, Item, Kind, Reading, Role, Run};
use clearleaf::model::{Direction, Lang};

use crate::random::Random;

const WORDS: &[&str] = &[
    "a",
    "b",
    "Take",
    "not",
    "5 mg",
    "2.5",
    "[1]",
    "[2]",
    ".",
    ",",
    "",
    " ",
    "one of these days",
    "مع",
];

pub fn any(random: &mut Random) -> Reading {
    let count = if random.one_in(10) {
        random.below(60)
    } else {
        random.below(12)
    };
    let mut items: Vec<Item> = Vec::new();
    for _ in 0..count {
        let item = item(items.last(), count, random);
        items.push(item);
    }
    Reading {
        title: words(random),
        lang: lang(random),
        items,
    }
}

/// A Reading that is like another.
pub fn changed(reading: &Reading, random: &mut Random) -> Reading {
    let mut reading = reading.clone();
    for _ in 0..random.below(4) {
        let count = reading.items.len();
        let (one, other) = (random.below(count), random.below(count));
        match random.below(9) {
            0 => reading.title = words(random),
            1 => reading.lang = lang(random),
            2 => reading.items.insert(one, item(None, count, random)),
            _ if count == 0 => {}
            3 => drop(reading.items.remove(one)),
            4 => reading.items.swap(one, other),
            5 => {
                let again = reading.items[one].clone();
                reading.items.insert(other, again);
            }
            6 => reading.items[one] = item(None, count, random),
            7 => reading.items[one].shared = random.below(reading.items[one].within.len() + 1),
            _ => {
                let at = random.below(reading.items[one].runs.len());
                if let Some(old) = reading.items[one].runs.get_mut(at) {
                    *old = run(count, random);
                }
            }
        }
    }
    reading
}

fn item(before: Option<&Item>, count: usize, random: &mut Random) -> Item {
    let around = before.map_or(&[][..], |item| &item.within);
    let shared = random.below(around.len() + 1);
    let mut within = around[..shared].to_vec();
    within.extend((0..random.below(4)).map(|_| container(random)));
    let roles = [
        Role::Heading(Level::SECTION),
        Role::Heading(Level::new(3).unwrap()),
        Role::Paragraph,
        Role::Paragraph,
        Role::Label,
        Role::Term,
        Role::Caption,
        Role::Cell,
        Role::Figure,
        Role::ContentsEntry(Level::SECTION),
        Role::Reference,
    ];
    Item {
        within,
        shared,
        role: *random.of(&roles),
        runs: (0..random.below(4)).map(|_| run(count, random)).collect(),
    }
}

fn run(count: usize, random: &mut Random) -> Run {
    Run {
        text: words(random),
        lang: lang(random),
        kind: match random.below(8) {
            _ if count == 0 => Kind::Plain,
            0 => Kind::Link(Destination::Url("https://a.example".to_owned())),
            1 => Kind::Link(Destination::Item(random.below(count))),
            2 => Kind::Citation(random.below(count)),
            3 => Kind::BackLink(random.below(count)),
            _ => Kind::Plain,
        },
    }
}

fn words(random: &mut Random) -> String {
    (0..random.below(6))
        .map(|_| format!("{} ", random.of(WORDS)))
        .collect()
}

fn lang(random: &mut Random) -> Lang {
    Lang::parse(random.of::<&str>(&["en", "en", "en", "fr"])).unwrap()
}

fn container(random: &mut Random) -> Container {
    let number = u32::try_from(random.below(4)).unwrap();
    match random.below(13) {
        0 => Container::Callout {
            kind: CalloutKind::Warning,
            label: words(random),
        },
        1 => Container::Quote,
        2 => Container::List {
            ordered: random.one_in(2),
            start: number,
        },
        3 => Container::ListItem { ordinal: number },
        4 => Container::DefinitionList,
        5 => Container::Definition,
        6 => Container::Table,
        7 => Container::Row { ordinal: number },
        8 => Container::Cell {
            column: number,
            header: random.one_in(2),
            headers: (0..random.below(3)).map(|_| words(random)).collect(),
        },
        9 => Container::Figure,
        10 => Container::Contents,
        11 => Container::References,
        _ => Container::Division {
            lang: lang(random),
            direction: Direction::LeftToRight,
        },
    }
}

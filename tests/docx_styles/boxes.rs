//! A leaflet of what stands in something else: boxes in boxes, lists in definitions, strong words in links.

use clearleaf::model::*;

use crate::specimen::{anchor, content, heading, lang, paragraph, svg_image, text, words};

fn list(marker: Marker, items: Vec<Vec<Block>>) -> Block {
    let items = items.into_iter().map(|item| Several::new(item).unwrap());
    Block::List(List {
        marker,
        items: Several::new(items.collect()).unwrap(),
    })
}

fn bullets(items: Vec<Vec<Block>>) -> Block {
    list(Marker::Bullet, items)
}

fn numbers(start: u32, items: Vec<Vec<Block>>) -> Block {
    list(Marker::Number { start }, items)
}

pub fn boxed(kind: CalloutKind, blocks: Vec<Block>) -> Block {
    Block::Callout(Callout {
        kind,
        label: content("Label"),
        blocks: Several::new(blocks).unwrap(),
    })
}

pub fn quote(blocks: Vec<Block>) -> Block {
    Block::Quote(Quote {
        blocks: Several::new(blocks).unwrap(),
    })
}

fn defined(blocks: Vec<Block>) -> Block {
    Block::DefinitionList(DefinitionList {
        entries: Several::one(Definition {
            terms: Several::one(content("Term")),
            definitions: Several::one(Several::new(blocks).unwrap()),
        }),
    })
}

pub fn arabic(blocks: Vec<Block>) -> Block {
    Block::Division(Division {
        lang: lang("ar"),
        blocks: Several::new(blocks).unwrap(),
    })
}

/// A list in a list in a list, so many deep.
fn deep(levels: usize) -> Block {
    let mut item = vec![words("the deepest")];
    for level in 1..levels {
        let inner = if level % 2 == 0 {
            numbers(1, vec![item])
        } else {
            bullets(vec![item])
        };
        item = vec![words("deeper"), inner];
    }
    bullets(vec![item])
}

/// Everything that a box may hold.
fn contents(kind: CalloutKind, name: &str) -> Vec<Block> {
    let link = |inner: Vec<Inline>| {
        Inline::Link(Link {
            target: Target::Url("https://example.org/".into()),
            content: Content::new(inner).unwrap(),
        })
    };
    let table = Table::new(
        Some(content("Doses")),
        Several::new(vec![vec![text("When")], vec![text("How much")]]).unwrap(),
        vec![vec![
            vec![Inline::Strong(vec![text("Morning")])],
            vec![text("5 mg")],
        ]],
        true,
    );
    vec![
        words("A paragraph."),
        paragraph(vec![
            Inline::Strong(vec![
                text("strong "),
                Inline::Emphasis(vec![text("and stressed")]),
            ]),
            link(vec![text("a link "), Inline::Strong(vec![text("strong")])]),
            link(vec![Inline::Emphasis(vec![text("stressed")])]),
        ]),
        bullets(vec![
            vec![
                words("one"),
                bullets(vec![vec![words("inner"), bullets(vec![vec![words("third")]])]]),
            ],
            vec![words("two"), words("more of it")],
        ]),
        numbers(
            95,
            (0..8).map(|_| vec![words("an item of a long list")]).collect(),
        ),
        Block::Heading(Heading {
            level: Level::new(3).unwrap(),
            anchor: anchor(name),
            content: Content::new(vec![
                text("A heading with a "),
                Inline::Strong(vec![text("strong word")]),
            ])
            .unwrap(),
        }),
        defined(vec![
            words("A definition."),
            bullets(vec![vec![words("with a list")]]),
        ]),
        Block::Table(table.unwrap()),
        Block::Figure(Figure {
            kind: FigureKind::Picture,
            image: svg_image(),
            alt: Alt::Text(NonEmpty::new("A disc").unwrap()),
            caption: Some(content("A caption")),
            description: vec![words("A description.")],
        }),
        quote(vec![
            words("A quotation."),
            bullets(vec![vec![words("with a list")]]),
        ]),
        arabic(vec![words("خذ 5 mg"), bullets(vec![vec![words("أولا")]])]),
        boxed(
            match kind {
                CalloutKind::Callout => CalloutKind::Warning,
                CalloutKind::Warning => CalloutKind::Callout,
            },
            vec![
                words("A box in a box."),
                numbers(1, vec![vec![words("with a list")]]),
            ],
        ),
    ]
}

/// The leaflet.
pub fn every_place() -> Vec<Block> {
    vec![
        heading(1, "title", "Boxes"),
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Lead,
            content: content("A lead."),
        }),
        heading(2, "first", "Lists"),
        bullets(vec![vec![words("of one list")]]),
        bullets(vec![vec![words("of another that touches it")]]),
        numbers(
            1,
            (0..12)
                .map(|_| vec![words("an item"), words("more of it")])
                .collect(),
        ),
        deep(11),
        boxed(CalloutKind::Callout, contents(CalloutKind::Callout, "in-callout")),
        words("Between."),
        boxed(CalloutKind::Warning, contents(CalloutKind::Warning, "in-warning")),
        quote(contents(CalloutKind::Callout, "in-quote")),
        defined(contents(CalloutKind::Warning, "in-definition")),
        bullets(vec![
            [vec![words("An item.")], contents(CalloutKind::Callout, "in-list")].concat(),
        ]),
        words("The end."),
    ]
}

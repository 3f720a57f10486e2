//! Editions for tests: one with every block and inline, and random ones.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "a test may stop")]

pub mod wild;

use std::sync::Arc;

use clearleaf::layout::{Edition, Layout, Words};
use clearleaf::model::*;
use proptest::prelude::*;

/// A small drawing.
pub const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="160" height="80" viewBox="0 0 160 80"><rect width="160" height="80" fill="#EEF3F8"/><circle cx="40" cy="40" r="24" fill="#0B2F52"/><path d="M80 60 L120 20 L150 60 Z" fill="none" stroke="#8A1020" stroke-width="4"/></svg>"##;

/// A 4 by 2 pixel PNG with an alpha channel.
pub fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 4, 2);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer
        .write_image_data(&[11, 47, 82, 255, 138, 16, 32, 128].repeat(4))
        .unwrap();
    writer.finish().unwrap();
    bytes
}

pub fn svg_image() -> Image {
    Image {
        name: "drawing.svg".into(),
        data: ImageData::Svg(SVG.into()),
        width: 120.0,
        height: 60.0,
    }
}

pub fn png_image() -> Image {
    Image {
        name: "photo.png".into(),
        data: ImageData::Png(Arc::from(png())),
        width: 3.0,
        height: 1.5,
    }
}

pub fn text(words: &str) -> Inline {
    Inline::Text(words.into())
}

pub fn content(words: &str) -> Content {
    Content::text(words).unwrap()
}

pub fn anchor(name: &str) -> Anchor {
    Anchor::new(name).unwrap()
}

pub fn lang(tag: &str) -> Lang {
    Lang::parse(tag).unwrap()
}

pub fn paragraph(inlines: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph {
        style: ParagraphStyle::Body,
        content: Content::new(inlines).unwrap(),
    })
}

pub fn words(words: &str) -> Block {
    paragraph(vec![text(words)])
}

pub fn heading(level: u8, name: &str, words: &str) -> Block {
    Block::Heading(Heading {
        level: Level::new(level).unwrap(),
        anchor: anchor(name),
        content: content(words),
    })
}

/// An edition of these blocks, in English, in large print at its own size or another.
pub fn edition(blocks: Vec<Block>, size: Option<f32>) -> Edition {
    let leaflet = Leaflet {
        summary: NonEmpty::new("Everything that a leaflet can hold."),
        ..Leaflet::new(
            "specimen",
            NonEmpty::new("A specimen & its “parts”").unwrap(),
            lang("en-GB"),
            blocks,
        )
    };
    Edition {
        leaflet,
        layout: Layout::bundled("large-print", size).unwrap(),
        words: Words::of(&lang("en")).unwrap().0,
        date: Date::parse("2026-03-14"),
    }
}

/// A logo or the sign of a scheme.
pub fn mark(image: Image, alt: &str) -> Block {
    Block::Figure(Figure {
        kind: FigureKind::Mark,
        image,
        alt: Alt::Text(NonEmpty::new(alt).unwrap()),
        caption: None,
        description: Vec::new(),
    })
}

/// A reference without a label: words at its end lead back to where it is cited.
pub fn by_author(name: &str, cited_at: &str, words: &str) -> Reference {
    let back = Inline::Link(Link {
        target: Target::Anchor(anchor(cited_at)),
        content: content("Back to the text"),
    });
    let title = Inline::Emphasis(vec![text("A report with a title long enough for a second line")]);
    Reference {
        anchor: anchor(name),
        label: None,
        cited_at: Some(anchor(cited_at)),
        content: Content::new(vec![text(words), title, text(" "), back]).unwrap(),
    }
}

/// References as styles that cite by author have them: none with a label.
pub fn author_date() -> Vec<Block> {
    let cite = |name: &str, reference: &str, words: &str| {
        Inline::Citation(Citation {
            anchor: anchor(name),
            reference: anchor(reference),
            content: content(words),
        })
    };
    vec![
        heading(1, "title", "A specimen & its “parts”"),
        paragraph(vec![
            text("Rest "),
            cite("cite-1", "ref-b", "(Berg, 2019, p. 4)"),
            text(" and eat "),
            cite("cite-2", "ref-a", "(Amin, 2020)"),
            text("."),
        ]),
        heading(2, "references", "References"),
        Block::References(References {
            entries: Several::new(vec![
                by_author("ref-a", "cite-2", "Amin A (2020). "),
                by_author("ref-b", "cite-1", "Berg B (2019). "),
            ])
            .unwrap(),
        }),
    ]
}

/// Every block and every inline, nested.
pub fn every_block() -> Vec<Block> {
    let phrase = Inline::Language(Phrase {
        lang: lang("fr"),
        content: content("soins de suite"),
    });
    let arabic = Inline::Language(Phrase {
        lang: lang("ar"),
        content: content("اتصل بنا الآن"),
    });
    let outer = Inline::Link(Link {
        target: Target::Url("https://example.org/help?a=1&b=2".into()),
        content: content("help & advice"),
    });
    let inner = Inline::Link(Link {
        target: Target::Anchor(anchor("after")),
        content: content("After the operation"),
    });
    let cite = |name: &str, reference: &str, label: &str| {
        Inline::Citation(Citation {
            anchor: anchor(name),
            reference: anchor(reference),
            content: content(label),
        })
    };
    let reference = |name: &str, label: &str, cited_at: Option<&str>, words: Vec<Inline>| Reference {
        anchor: anchor(name),
        label: NonEmpty::new(label),
        cited_at: cited_at.map(anchor),
        content: Content::new(words).unwrap(),
    };
    let entry = |level: u8, name: &str, words: &str| ContentsEntry {
        level: Level::new(level).unwrap(),
        target: anchor(name),
        content: content(words),
    };
    let cells = |row: &[&str]| row.iter().map(|cell| vec![text(cell)]).collect::<Vec<_>>();
    vec![
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Masthead,
            content: content("Example Trust & Friends"),
        }),
        mark(svg_image(), "Example Trust"),
        heading(1, "title", "A specimen & its “parts”"),
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Lead,
            content: content("Everything that a leaflet can hold."),
        }),
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Detail,
            content: content("Version 1.2 · Last reviewed March 2026"),
        }),
        heading(2, "contents", "Contents"),
        Block::Contents(Contents {
            entries: Several::new(vec![
                entry(2, "before", "Before the operation"),
                entry(3, "after", "After the operation"),
                entry(2, "references", "References"),
            ])
            .unwrap(),
        }),
        heading(2, "before", "Before the operation"),
        paragraph(vec![
            text("Some "),
            Inline::Strong(vec![text("important "), Inline::Emphasis(vec![text("words")])]),
            text(", a French phrase ("),
            phrase,
            text("), an Arabic one, "),
            arabic,
            text(", then "),
            outer,
            text(" and "),
            inner,
            text(".\u{a0}Take "),
            Inline::Unbroken(vec![text("5 mg")]),
            text(" twice"),
            Inline::LineBreak,
            text("a day"),
            text("\u{a0}"),
            cite("cite-1", "ref-esmo", "[1, sec. 1.5]"),
            text(" "),
            cite("cite-2", "ref-nice", "[2]"),
            text(", and by author "),
            cite("cite-4", "ref-who", "(WHO, 2020)"),
            text("."),
        ]),
        Block::List(List {
            marker: Marker::Bullet,
            items: Several::new(vec![
                Several::one(words("First, with <angle> brackets")),
                Several::new(vec![
                    words("Second"),
                    Block::List(List {
                        marker: Marker::Number { start: 3 },
                        items: Several::new(vec![
                            Several::one(words("Third")),
                            Several::new(vec![words("Fourth"), words("and more of it")]).unwrap(),
                        ])
                        .unwrap(),
                    }),
                ])
                .unwrap(),
            ])
            .unwrap(),
        }),
        heading(3, "after", "After the operation"),
        Block::Table(
            Table::new(
                Some(content("What to expect")),
                Several::new(cells(&["Day", "Pain", "What helps"])).unwrap(),
                vec![cells(&["1", "Some", "Rest"]), cells(&["2 to 5", "Less", ""])],
                true,
            )
            .unwrap(),
        ),
        Block::Figure(Figure {
            kind: FigureKind::Picture,
            image: svg_image(),
            alt: Alt::Text(NonEmpty::new("A disc labelled A beside a triangle labelled B").unwrap()),
            caption: Content::new(vec![
                text("A disc and a triangle "),
                cite("cite-3", "ref-esmo", "[1]"),
            ]),
            description: vec![words("The disc stands for the tissue that stays.")],
        }),
        Block::Figure(Figure {
            kind: FigureKind::Picture,
            image: png_image(),
            alt: Alt::Decorative,
            caption: None,
            description: Vec::new(),
        }),
        Block::Callout(Callout {
            kind: CalloutKind::Warning,
            label: content("Call 999 if"),
            blocks: Several::new(vec![
                words("you cannot breathe"),
                Block::List(List {
                    marker: Marker::Bullet,
                    items: Several::new(vec![
                        Several::one(words("or bleed")),
                        Several::one(words("or faint")),
                    ])
                    .unwrap(),
                }),
            ])
            .unwrap(),
        }),
        Block::Callout(Callout {
            kind: CalloutKind::Callout,
            label: content("Good to know"),
            blocks: Several::one(words("Bring somebody with you.")),
        }),
        Block::Quote(Quote {
            blocks: Several::new(vec![words("I felt ready."), words("They listened.")]).unwrap(),
        }),
        Block::Quote(Quote {
            blocks: Several::one(words("So did I.")),
        }),
        Block::DefinitionList(DefinitionList {
            entries: Several::new(vec![
                Definition {
                    terms: Several::new(vec![content("DCIS"), content("Ductal carcinoma in situ")]).unwrap(),
                    definitions: Several::one(Several::one(words("Cells that have not spread."))),
                },
                Definition {
                    terms: Several::one(content("Flap")),
                    definitions: Several::new(vec![
                        Several::one(words("Tissue moved with its blood supply.")),
                        Several::new(vec![words("A second meaning."), words("In two paragraphs.")]).unwrap(),
                    ])
                    .unwrap(),
                },
            ])
            .unwrap(),
        }),
        Block::Division(Division {
            lang: lang("ar"),
            blocks: Several::new(vec![
                heading(3, "arabic", "هذه النشرة بالعربية"),
                words("خذ 5 mg مرتين في اليوم."),
                Block::List(List {
                    marker: Marker::Number { start: 1 },
                    items: Several::new(vec![Several::one(words("أولا")), Several::one(words("ثانيا"))])
                        .unwrap(),
                }),
            ])
            .unwrap(),
        }),
        heading(2, "references", "References"),
        Block::References(References {
            entries: Several::new(vec![
                reference(
                    "ref-esmo",
                    "[1]",
                    Some("cite-1"),
                    vec![
                        text("Senkus E. Primary breast cancer. "),
                        Inline::Emphasis(vec![text("Annals of Oncology")]),
                        text(". 2015."),
                    ],
                ),
                reference(
                    "ref-nice",
                    "[2]",
                    Some("cite-2"),
                    vec![
                        text("NICE. "),
                        Inline::Link(Link {
                            target: Target::Url("https://www.nice.org.uk/guidance/ng101".into()),
                            content: content("https://www.nice.org.uk/guidance/ng101"),
                        }),
                    ],
                ),
                reference("ref-unused", "[3]", None, vec![text("Nobody cites this.")]),
                by_author("ref-who", "cite-4", "World Health Organization (2020). "),
                reference("ref-nobody", "", None, vec![text("Nobody cites this either.")]),
            ])
            .unwrap(),
        }),
        mark(png_image(), "Tick of a scheme"),
        paragraph(vec![
            Inline::Strong(vec![text("A scheme:")]),
            text(" what it claims."),
        ]),
        Block::Figure(Figure {
            kind: FigureKind::Mark,
            image: svg_image(),
            alt: Alt::Text(NonEmpty::new("Sign of another scheme").unwrap()),
            caption: Some(content("With a caption")),
            description: Vec::new(),
        }),
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Detail,
            content: content("Charity number 123456"),
        }),
    ]
}

/// Words that break naive writers: markup characters, accents, scripts, long words. Never empty.
pub fn any_words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-z]{1,9}",
        1 => Just("a < b & \"c\" 'd'".to_owned()),
        1 => Just("5 mg".to_owned()),
        1 => Just("cafe\u{301}".to_owned()),
        1 => Just("œdème".to_owned()),
        1 => Just("طبيب".to_owned()),
        1 => Just("می\u{200c}خواهم ک\u{200d}".to_owned()),
        1 => Just("fi ffl \\ {x} [1] *y*".to_owned()),
        1 => Just("a\u{a0}b\u{ad}c".to_owned()),
        1 => "[A-Za-z0-9/._-]{30,60}",
    ];
    prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
}

fn any_inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![6 => any_words().prop_map(Inline::Text), 1 => Just(Inline::LineBreak)];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let several = prop::collection::vec(inner, 1..4);
        prop_oneof![
            several.clone().prop_map(Inline::Strong),
            several.clone().prop_map(Inline::Emphasis),
            several.clone().prop_map(Inline::Unbroken),
            (
                several.clone(),
                prop::sample::select(vec!["fr", "ar", "cy", "he"])
            )
                .prop_map(|(inlines, tag)| {
                    match Content::new(without_links(inlines)) {
                        Some(content) => Inline::Language(Phrase {
                            lang: lang(tag),
                            content,
                        }),
                        None => text("x"),
                    }
                }),
            (several, any::<bool>()).prop_map(|(inlines, out)| match Content::new(without_links(inlines)) {
                Some(content) => {
                    let target = if out {
                        Target::Url("https://example.org/a?b=c&d=%20e".into())
                    } else {
                        Target::Anchor(anchor("title"))
                    };
                    Inline::Link(Link { target, content })
                }
                None => text("y"),
            }),
        ]
    })
}

/// A link inside a link cannot be read: its words stay.
fn without_links(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Link(link) => out.extend(without_links(link.content.to_vec())),
            Inline::Strong(inner) => out.push(Inline::Strong(without_links(inner))),
            Inline::Emphasis(inner) => out.push(Inline::Emphasis(without_links(inner))),
            Inline::Unbroken(inner) => out.push(Inline::Unbroken(without_links(inner))),
            Inline::Language(phrase) => {
                let inner = without_links(phrase.content.to_vec());
                if let Some(content) = Content::new(inner) {
                    out.push(Inline::Language(Phrase {
                        lang: phrase.lang,
                        content,
                    }));
                }
            }
            Inline::Text(_) | Inline::Citation(_) | Inline::LineBreak => out.push(inline),
        }
    }
    out
}

fn any_content() -> impl Strategy<Value = Content> {
    prop::collection::vec(any_inline(), 1..5)
        .prop_map(|inlines| Content::new(inlines).unwrap_or_else(|| content("z")))
}

fn any_block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        5 => any_content().prop_map(|content| Block::Paragraph(Paragraph { style: ParagraphStyle::Body, content })),
        1 => (any_content(), prop::sample::select(vec![
            ParagraphStyle::Lead,
            ParagraphStyle::Detail,
            ParagraphStyle::Masthead,
        ]))
            .prop_map(|(content, style)| Block::Paragraph(Paragraph { style, content })),
        1 => (2u8..=6, any_content()).prop_map(|(level, content)| Block::Heading(Heading {
            level: Level::new(level).unwrap(),
            anchor: anchor("h"),
            content,
        })),
        1 => any_table(),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let blocks =
            prop::collection::vec(inner.clone(), 1..4).prop_map(|blocks| Several::new(blocks).unwrap());
        let lists =
            prop::collection::vec(blocks.clone(), 1..4).prop_map(|items| Several::new(items).unwrap());
        prop_oneof![
            (
                lists.clone(),
                prop_oneof![
                    Just(Marker::Bullet),
                    (0u32..200).prop_map(|start| Marker::Number { start })
                ]
            )
                .prop_map(|(items, marker)| Block::List(List { marker, items })),
            (blocks.clone(), any_content(), any::<bool>()).prop_map(|(blocks, label, warning)| {
                let kind = if warning {
                    CalloutKind::Warning
                } else {
                    CalloutKind::Callout
                };
                Block::Callout(Callout { kind, label, blocks })
            }),
            blocks.clone().prop_map(|blocks| Block::Quote(Quote { blocks })),
            (blocks.clone(), prop::sample::select(vec!["fr", "ar", "ur"])).prop_map(|(blocks, tag)| {
                Block::Division(Division {
                    lang: lang(tag),
                    blocks,
                })
            }),
            (prop::collection::vec(any_content(), 1..3), lists).prop_map(|(terms, definitions)| {
                let entry = Definition {
                    terms: Several::new(terms).unwrap(),
                    definitions,
                };
                Block::DefinitionList(DefinitionList {
                    entries: Several::one(entry),
                })
            }),
            (
                any::<bool>(),
                prop::sample::select(vec![FigureKind::Picture, FigureKind::Picture, FigureKind::Mark]),
                prop::option::of(any_words()),
                prop::option::of(any_content()),
                prop::collection::vec(inner, 0..2)
            )
                .prop_map(|(svg, kind, alt, caption, description)| Block::Figure(Figure {
                    kind,
                    image: if svg { svg_image() } else { png_image() },
                    alt: alt
                        .and_then(|words| NonEmpty::new(&words))
                        .map_or(Alt::Decorative, Alt::Text),
                    caption,
                    description,
                })),
        ]
    })
}

fn any_table() -> impl Strategy<Value = Block> {
    (1usize..4)
        .prop_flat_map(|columns| {
            let cell = prop_oneof![5 => prop::collection::vec(any_inline(), 1..3), 1 => Just(Vec::new())];
            let row = prop::collection::vec(cell, columns);
            (
                prop::option::of(any_content()),
                row.clone(),
                prop::collection::vec(row, 0..3),
                any::<bool>(),
            )
        })
        .prop_map(|(caption, header, rows, row_headers)| {
            let header = Several::new(header).unwrap();
            Block::Table(Table::new(caption, header, rows, row_headers).unwrap())
        })
}

/// A random edition: a title, random blocks with citations, contents and references that fit.
pub fn any_blocks() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec(any_block(), 1..6).prop_map(|mut body| {
        let mut names = Vec::new();
        name_headings(&mut body, &mut names);
        let mut blocks = vec![heading(1, "title", "A specimen & its “parts”")];
        if let Some(entries) = Several::new(names) {
            blocks.push(heading(2, "contents", "Contents"));
            blocks.push(Block::Contents(Contents { entries }));
        }
        blocks.append(&mut body);
        let cite = Inline::Citation(Citation {
            anchor: anchor("cite-1"),
            reference: anchor("ref-a"),
            content: content("[1, p. 5]"),
        });
        blocks.push(paragraph(vec![text("Cited"), text("\u{a0}"), cite]));
        blocks.push(heading(2, "references", "References"));
        let entry = |name: &str, label: &str, cited: Option<Anchor>| Reference {
            anchor: anchor(name),
            label: NonEmpty::new(label),
            cited_at: cited,
            content: content("An entry, 2015."),
        };
        let entries = vec![
            entry("ref-a", "[1]", Some(anchor("cite-1"))),
            entry("ref-b", "[2]", None),
            by_author("ref-c", "cite-1", "By author. "),
        ];
        blocks.push(Block::References(References {
            entries: Several::new(entries).unwrap(),
        }));
        blocks
    })
}

/// Gives each heading a name of its own, wherever it stands, and an entry of the contents.
fn name_headings(blocks: &mut [Block], names: &mut Vec<ContentsEntry>) {
    for block in blocks {
        if let Block::Heading(heading) = block {
            heading.anchor = anchor(&format!("h-{}", names.len() + 1));
            names.push(ContentsEntry {
                level: heading.level,
                target: heading.anchor.clone(),
                content: content(&heading.content.plain_text()),
            });
        } else {
            rename_inside(block, names);
        }
    }
}

fn rename_inside(block: &mut Block, names: &mut Vec<ContentsEntry>) {
    let mut again = |blocks: &Several<Block>| {
        let mut blocks = blocks.to_vec();
        name_headings(&mut blocks, names);
        Several::new(blocks).unwrap()
    };
    match block {
        Block::List(list) => {
            let items = list.items.iter().map(&mut again).collect();
            list.items = Several::new(items).unwrap();
        }
        Block::DefinitionList(list) => {
            let entries = list.entries.iter().map(|entry| Definition {
                terms: entry.terms.clone(),
                definitions: Several::new(entry.definitions.iter().map(&mut again).collect()).unwrap(),
            });
            list.entries = Several::new(entries.collect()).unwrap();
        }
        Block::Callout(callout) => callout.blocks = again(&callout.blocks),
        Block::Quote(quote) => quote.blocks = again(&quote.blocks),
        Block::Division(division) => division.blocks = again(&division.blocks),
        Block::Figure(figure) => name_headings(&mut figure.description, names),
        Block::Heading(_)
        | Block::Paragraph(_)
        | Block::Table(_)
        | Block::Contents(_)
        | Block::References(_) => {}
    }
}

//! Random editions at the edges of what a leaflet can be: any layout, size, paper and language, wide tables, deep nesting,
//! long words, pictures of extreme shapes.

use clearleaf::layout::{Edition, LAYOUTS, Layout, Words};
use clearleaf::model::*;
use proptest::prelude::*;

use super::{any_blocks, any_words, content, edition, heading, lang, paragraph, text, words};

/// Widths and heights of sheets in millimetres: A4, A5, Letter, A3, and A4 on its side.
const SHEETS: [(f32, f32); 5] = [
    (210.0, 297.0),
    (148.0, 210.0),
    (215.9, 279.4),
    (297.0, 420.0),
    (297.0, 210.0),
];

/// What a random edition is made of: less to read than the edition where a test fails.
#[derive(Clone, Debug)]
pub struct Wild {
    pub blocks: Vec<Block>,
    pub layout: &'static str,
    pub size: Option<f32>,
    /// Width and height in millimetres.
    pub sheet: (f32, f32),
    /// Whether the binding edge changes sides.
    pub mirrored: bool,
    pub lang: &'static str,
}

impl Wild {
    pub fn edition(&self) -> Edition {
        let mut edition = edition(self.blocks.clone(), None);
        edition.layout = Layout::bundled(self.layout, self.size).unwrap();
        let paper = &mut edition.layout.profile.paper;
        (paper.width_mm, paper.height_mm) = self.sheet;
        paper.mirrored = self.mirrored;
        edition.leaflet.lang = lang(self.lang);
        edition.words = Words::of(edition.lang()).unwrap().0;
        edition
    }
}

/// A random edition.
pub fn any_edition() -> impl Strategy<Value = Wild> {
    (
        prop_oneof![3 => any_blocks(), 2 => wild_blocks()],
        0..LAYOUTS.len(),
        prop_oneof![1 => Just(None), 3 => (24u8..=144).prop_map(|half| Some(f32::from(half) / 2.0))],
        (prop::sample::select(SHEETS.to_vec()), any::<bool>()),
        prop::sample::select(vec!["en-GB", "en-GB", "fr", "ar", "ur"]),
    )
        .prop_map(|(blocks, layout, size, (sheet, mirrored), lang)| Wild {
            blocks,
            layout: LAYOUTS[layout].name,
            size,
            sheet,
            mirrored,
            lang,
        })
}

/// Blocks that strain a page.
fn wild_blocks() -> impl Strategy<Value = Vec<Block>> {
    let block = prop_oneof![
        2 => wide_table(),
        2 => nested(),
        2 => picture(),
        1 => long_word(),
        1 => high_numbers(),
        1 => address(),
        1 => any_words().prop_map(|words| heading(2, "wild", &words.repeat(6))),
        2 => any_words().prop_map(|line| words(&line)),
    ];
    prop::collection::vec(block, 1..6).prop_map(|blocks| {
        let mut out = vec![heading(1, "title", "A specimen & its “parts”")];
        for (at, mut block) in blocks.into_iter().enumerate() {
            if let Block::Heading(heading) = &mut block {
                heading.anchor = super::anchor(&format!("wild-{at}"));
            }
            out.push(block);
        }
        out
    })
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        4 => any_words().prop_map(|words| vec![text(&words)]),
        2 => Just(vec![text("5 mg")]),
        1 => Just(Vec::new()),
        1 => "[a-z]{20,50}".prop_map(|word| vec![Inline::Strong(vec![text(&word)])]),
    ]
}

fn wide_table() -> impl Strategy<Value = Block> {
    (3usize..9).prop_flat_map(|columns| {
        let row = || prop::collection::vec(cell(), columns);
        let rows = prop::collection::vec(row(), 0..5);
        (prop::option::of(any_words()), row(), rows, any::<bool>()).prop_map(
            |(caption, header, rows, row_headers)| {
                let caption = caption.and_then(|words| Content::text(&words));
                let header = Several::new(header).unwrap();
                Block::Table(Table::new(caption, header, rows, row_headers).unwrap())
            },
        )
    })
}

/// Blocks in blocks, each of a random kind, as deep as no author goes.
fn nested() -> impl Strategy<Value = Block> {
    (prop::collection::vec(0u8..6, 1..10), any_words(), wide_table()).prop_map(|(kinds, line, table)| {
        let mut blocks = vec![words(&line), table];
        for kind in kinds {
            let several = Several::new(std::mem::take(&mut blocks)).unwrap();
            blocks.push(match kind {
                0 => Block::List(List {
                    marker: Marker::Bullet,
                    items: Several::one(several),
                }),
                1 => Block::List(List {
                    marker: Marker::Number { start: 98 },
                    items: Several::new(vec![several, Several::one(words("Another"))]).unwrap(),
                }),
                2 => Block::Quote(Quote { blocks: several }),
                3 => Block::Callout(Callout {
                    kind: CalloutKind::Warning,
                    label: content("Take care"),
                    blocks: several,
                }),
                4 => Block::Division(Division {
                    lang: lang("ar"),
                    blocks: several,
                }),
                _ => Block::DefinitionList(DefinitionList {
                    entries: Several::one(Definition {
                        terms: Several::one(content("Term")),
                        definitions: Several::one(several),
                    }),
                }),
            });
        }
        blocks.remove(0)
    })
}

/// A picture as wide as a line and as thin, or as high as a tower, or tiny, or larger than a sheet.
fn picture() -> impl Strategy<Value = Block> {
    let side = || prop::sample::select(vec![0.5_f32, 3.0, 40.0, 300.0, 4000.0]);
    let kind = prop::sample::select(vec![FigureKind::Picture, FigureKind::Picture, FigureKind::Mark]);
    let shape = (side(), side(), any::<bool>());
    (shape, kind, prop::option::of(any_words()), any::<bool>()).prop_map(
        |((width, height, vector), kind, caption, decorative)| {
            let mut image = if vector {
                super::svg_image()
            } else {
                super::png_image()
            };
            if vector {
                let svg = format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"><rect x=\"-5\" width=\"9000\" height=\"9000\"/><circle r=\"7\" stroke=\"red\" stroke-width=\"3\"/></svg>"
                );
                image.data = ImageData::Svg(svg.into());
            }
            (image.width, image.height) = (width, height);
            Block::Figure(Figure {
                kind,
                image,
                alt: match decorative {
                    true => Alt::Decorative,
                    false => Alt::Text(NonEmpty::new("A shape").unwrap()),
                },
                caption: caption.and_then(|words| Content::text(&words)),
                description: vec![words("What it shows.")],
            })
        },
    )
}

fn long_word() -> impl Strategy<Value = Block> {
    ("[a-zA-Z]{60,300}", any::<bool>()).prop_map(|(word, unbroken)| match unbroken {
        true => paragraph(vec![Inline::Unbroken(vec![text(&word)])]),
        false => words(&word),
    })
}

/// A list that counts from a number of many digits.
fn high_numbers() -> impl Strategy<Value = Block> {
    (9_990u32..4_000_000_000).prop_map(|start| {
        Block::List(List {
            marker: Marker::Number { start },
            items: Several::new(vec![
                Several::one(words("One")),
                Several::new(vec![words("Two"), words("and more")]).unwrap(),
            ])
            .unwrap(),
        })
    })
}

/// Lines that end on purpose, and a web address as a link.
fn address() -> impl Strategy<Value = Block> {
    "[a-z0-9/._-]{10,120}".prop_map(|path| {
        let url = format!("https://example.org/{path}");
        let link = Inline::Link(Link {
            target: Target::Url(url.as_str().into()),
            content: content(&url),
        });
        paragraph(vec![
            text("12 Example Street"),
            Inline::LineBreak,
            Inline::LineBreak,
            text("Larkfield "),
            link,
            Inline::LineBreak,
        ])
    })
}

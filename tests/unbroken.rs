//! What does not break over a line, case by case, and what is no piece of information.

mod specimen;

use clearleaf::model::*;
use clearleaf::source::unbroken;
use proptest::prelude::*;
use specimen::{any_blocks, text};

fn mark(blocks: Vec<Block>) -> Vec<Block> {
    unbroken::mark(blocks, Direction::LeftToRight)
}

fn mark_inlines(inlines: Vec<Inline>) -> Vec<Inline> {
    unbroken::mark_inlines(inlines, Direction::LeftToRight)
}

/// Lines with what is to be marked between `{` and `}`.
fn check(cases: &[&str]) {
    let mut wrong = Vec::new();
    for written in cases {
        let plain = written.replace(['{', '}'], "");
        let marked = mark_inlines(vec![text(&plain)]);
        let shown: String = marked
            .iter()
            .map(|inline| match inline {
                Inline::Unbroken(content) => format!("{{{}}}", Inline::plain_text(content)),
                other => Inline::plain_text(std::slice::from_ref(other)),
            })
            .collect();
        if shown != **written {
            wrong.push(format!("wanted {written}\n   got {shown}"));
        }
        assert_eq!(Inline::plain_text(&marked), plain);
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const ENGLISH: &[&str] = &[
    // Telephone numbers.
    "Ring {020 7946 0018}.",
    "Ring {01632 960 123} or {01632 960123}, please",
    "{0800 123 4567}; {0345 300 44 44}; {0800 1111}",
    "from abroad: {+44 (0)20 7946 0018}",
    "{+44 20 7946 0018}, {+1 555 123 4567}, {+33 1 23 45 67 89}",
    "{(020) 7946 0018} and ({020 7946 0018})",
    "{020-7946-0018}",
    "{020 7946 0018 ext. 123}",
    "Samaritans: {116 123}. Ring 999 or 111.",
    "Your NHS number ({943 476 5919})",
    // Dates.
    "on {14 March 2026}.",
    "in {March 2026}, on {14 March}, on {1 May}",
    "{Monday 14 March} or {Monday, 14 March 2026}",
    "{1st May 2026}, the {2nd of June}, {14–16 March 2026}, {14 to 16 March}",
    "{14 March to 2 April 2026}",
    "{14/03/2026}, {2026-03-14}, {14.03.2026}, {14/03/26}, {March 14, 2026}",
    "{Sat 7 Nov 2026}",
    // Times.
    "at {8.30 am} or {8.30am}, {8 am}, {8am}, {8 a.m.} and {08:30}",
    "{9.30am to 5pm}, {9 am to 5 pm}, {Monday to Friday}",
    "{9.30am–5pm} {14:30} {12 noon} {8 o’clock} {9 to 5pm}",
    // Numbers with units.
    "Take {5 mg} ({2.5 ml}), {10 micrograms}; {70 kg}.",
    "{38.5 °C} {38.5°C} {38 °} {20 %} {20%} {20 per cent}",
    "{6 hours}, {2 weeks}, {18 years} old, {£1,250}, {£5 million}, {5 euros}",
    "{100 ml/hour} {5 mg/kg} {5 mg/kg/day} {250 mg/5 ml} {500 mg/125 mg} {75 mg/m²} {75 mg/m2} {25 kg/m²}",
    "{2 x 500 mg}, {2 × 500 mg}, {1,000 IU}, {1 000 mg}, {10 cm x 5 cm}",
    "{5-day} course, {5mg}, {120/80 mmHg}, {2½ tablets}, {3 times} a day, {<5 mg}, {≥ 5 mg}, {.5 mg}",
    "{1 ½ tablets}, {120 / 80 mmHg}, {120–140/80–90}, {120–140/80–90 mmHg}, {2 h 30 min}, {€ 10}",
    "{5 mg per kg} and {5 mg per day}, for {5 weeks}’ rest",
    "“{5 mg}” and ‘{5 mg}’: {5 mg}… — {5 mg} — {5 mg}!",
    // Ranges.
    "{5 to 10 mg}, {5-10 mg}, {5–10}, {5 mg to 10 mg}, {5 – 10 mg}, {£5 to £10}, {1998–2001}",
    "{pages 12–14}, {page 3}, {p. 12}, {pp. 12-14}",
    "{2 to 3 weeks}, {5 to 10} people, in 2018 – {3 weeks} later",
    // Addresses.
    "See {www.nhs.uk/conditions}.",
    "See {https://www.example.org/a_(b)?c=d&e=f#g}, then ({https://example.org/x}).",
    "Write to {help@example.org}. Or <{a.b+c@mail.example.co.uk}>",
    "on {nhs.uk/conditions} or {example.org}",
    "{doi:10.1093/annonc/mdv298} and {10.1000/182}. ({doi: 10.1002/14651858.CD001321.pub5}).",
    // What is numbered.
    "{vol. 2}, {no. 2}; {Vol. 12}({suppl. 5}), {ch. 79}, {sec. 1.5}, {fig. 3b}, {pp. 12–14}, {n° 5}",
    "guarantee, {no. 998877}",
];

const FRENCH: &[&str] = &[
    "Appelez le {01 23 45 67 89} ou le {+33 1 23 45 67 89} ou le {+33 (0)1 23 45 67 89}.",
    "le {1er mars 2026}, le {14 mars 2026}, {lundi 14 mars}, {août 2026}",
    "à {14 h 30}, {14h30}, {8 h}, de {9 h à 17 h}",
    "{2,5 mg}, {20 %}, {5 à 10 mg}, {2 à 3 semaines}, {10 microgrammes}, {3 fois par jour}, {1 000 mg}",
    "{5 comprimés}, {38,5 °C}, {15 €}, {5 mg par jour}",
    "du {lundi au vendredi}",
    "{6 fe\u{301}vrier 2026}",
    "{chap. 3}, {art. 5}, {p. 12}, {nº 7}",
    // Signs with an ordinary space.
    "vous ne pouvez plus {respirer !} Et {maintenant ?!} {Oui ;} {non :} {« ainsi »}, dit-il {« alors} que {dit »}.",
    "prenez {5 mg :} le {14 mars 2026 ;} {« 5 mg par jour »} {vraiment ? !}",
    "8 : 30 et 3 : 1, en {2024 :} {3 comprimés}",
    "voyez {www.example.org/a}{ !}",
    "respirer\u{a0}! et\u{202f}? a  ! \u{2028}!",
];

const ARABIC: &[&str] = &[
    "اتصل على {020 7946 0018}.",
    "اتصل على {٠٢٠ ٧٩٤٦ ٠٠١٨}، الآن",
    "في {١٤ مارس ٢٠٢٦} أو {14 مارس 2026}.",
    "{الاثنين 14 مارس}، {١ كانون الثاني ٢٠٢٦}",
    "تناول {5 ملغ} أو {5 mg} أو {٥ ملغ/يوم} {38.5 °C} ٢٠٪",
    "من {5 إلى 10 ملغ}، {و5 ملغ} لمدة {3 أيام}",
    "الساعة {8:30 صباحًا} أو {8 مساءً}",
    "\u{200E}{+44 20 7946 0018}\u{200E}",
];

/// What is no piece of information, though it has numbers or names in it.
const NOTHING: &[&str] = &[
    "in 2018 patients were asked",
    "see chapter 5 mgmt",
    "you may 5 help us, and march 7 on",
    "In May 5 people came",
    "2 and 3",
    "between 2 and 3",
    "version 1.2, version 1.2.3 and 10.1.2",
    "24/7",
    "the 5 main reasons",
    "A 4 page form",
    "ISBN 978-0-306-40615-7, ISBN 978 0 306 40615 7, ISBN 0-306-40615-2",
    "10.5/2 and 10.1000/ of 10.1000",
    "vol 2, no 5 and ed 2",
    "2018;39(5):12",
    "stage 2 cancer, grade 3 tumours, type 2 diabetes",
    "vitamin B12 and HER2",
    "Step 1. Wash your hands. 2. Dry them.",
    "In 2018 a study, in 2019 I am told",
    "1, 2, 3 and 4",
    "e.g. this, i.e.that, and/or, Mr.Smith",
    "5.Then rest",
    "a@b, @name, user@",
    "31/13/2026 and 2026-14-03",
    "25:61",
    "one day and a few hours, two tablets",
    "000 000",
    "H2O and CO2, x2, 5x",
];

#[test]
fn pieces_of_english() {
    check(ENGLISH);
}

#[test]
fn pieces_of_french() {
    check(FRENCH);
}

#[test]
fn pieces_of_arabic() {
    check(ARABIC);
}

#[test]
fn what_is_no_piece() {
    check(NOTHING);
}

fn strong(words: &str) -> Inline {
    Inline::Strong(vec![text(words)])
}

fn link(words: &str) -> Inline {
    Inline::Link(Link {
        target: Target::Url("https://example.org/".into()),
        content: specimen::content(words),
    })
}

fn phrase(tag: &str, words: &str) -> Inline {
    Inline::Language(Phrase {
        lang: specimen::lang(tag),
        content: specimen::content(words),
    })
}

fn cite(number: u32, shown: &str) -> Inline {
    Inline::Citation(Citation {
        anchor: specimen::anchor(&format!("cite-{number}")),
        reference: specimen::anchor("ref-a"),
        content: specimen::content(shown),
    })
}

/// The line's structure, `{` and `}` round a piece, `*` round strong words, `<` and `>` round links and phrases.
fn show(inlines: &[Inline]) -> String {
    let show_one = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Strong(content) => format!("*{}*", show(content)),
        Inline::Emphasis(content) => format!("_{}_", show(content)),
        Inline::Link(link) => format!("<{}>", show(&link.content)),
        Inline::Language(phrase) => format!("<{}:{}>", phrase.lang, show(&phrase.content)),
        Inline::Citation(citation) => citation.content.plain_text(),
        Inline::Unbroken(content) => format!("{{{}}}", show(content)),
        Inline::LineBreak => "|".to_owned(),
    };
    inlines.iter().map(show_one).collect()
}

fn shown(inlines: Vec<Inline>) -> String {
    let marked = mark_inlines(inlines.clone());
    assert_eq!(Inline::plain_text(&marked), Inline::plain_text(&inlines));
    assert_eq!(
        mark_inlines(marked.clone()),
        marked,
        "marking twice changes nothing"
    );
    show(&marked)
}

#[test]
fn a_piece_goes_over_the_borders_of_emphasis_and_takes_short_links_whole() {
    assert_eq!(shown(vec![strong("5"), text(" mg now")]), "{*5* mg} now");
    assert_eq!(
        shown(vec![text("Take 5 "), Inline::Emphasis(vec![text("mg now")])]),
        "Take {5 _mg_}_ now_"
    );
    assert_eq!(shown(vec![strong("take 5"), text(" mg")]), "*take *{*5* mg}");
    assert_eq!(
        shown(vec![strong("take 2 mg, then 5"), text(" mg")]),
        "*take {2 mg}, then *{*5* mg}"
    );
    assert_eq!(shown(vec![strong("take 5 mg twice")]), "*take {5 mg} twice*");
    assert_eq!(shown(vec![link("take 5 mg")]), "<take {5 mg}>");
    assert_eq!(shown(vec![text("5 "), link("mg tablets")]), "{5 <mg tablets>}");
    let long = "mg of what is described on the page that this link leads to";
    assert_eq!(shown(vec![text("5 "), link(long)]), format!("5 <{long}>"));
    assert_eq!(
        shown(vec![text("5 "), link("mg or 10"), text(" mg")]),
        "{5 <mg or 10> mg}"
    );
    assert_eq!(
        shown(vec![text("prenez "), phrase("fr", "5 mg par jour")]),
        "prenez <fr:{5 mg par jour}>"
    );
    assert_eq!(
        shown(vec![text("ring 020 "), strong("7946"), text(" 0018.")]),
        "ring {020 *7946* 0018}."
    );
}

#[test]
fn french_signs_keep_their_words_over_the_borders_of_emphasis_links_and_citations() {
    assert_eq!(
        shown(vec![text("ne plus "), strong("respirer"), text(" !")]),
        "ne plus {*respirer* !}"
    );
    assert_eq!(
        shown(vec![link("ce guide"), text(" ; puis")]),
        "{<ce guide> ;} puis"
    );
    let long = "ce guide que vous trouverez sur la page du ministère";
    assert_eq!(
        shown(vec![link(long), text(" ; puis")]),
        format!("<{long}>{{ ;}} puis")
    );
    assert_eq!(
        shown(vec![text("« "), strong("oui"), text(" », dit-elle")]),
        "{« *oui* »}, dit-elle"
    );
    assert_eq!(
        shown(vec![text("plus respirer "), cite(1, "[1]"), text(" !")]),
        "plus {respirer [1] !}"
    );
    assert_eq!(
        shown(vec![text("plus respirer ! "), cite(1, "[1]")]),
        "plus {{respirer !} [1]}"
    );
    let held = Inline::Unbroken(vec![text("5 mg")]);
    assert_eq!(shown(vec![held, text(" !")]), "{{5 mg} !}");
}

#[test]
fn a_dose_takes_the_latin_name_before_it_along_among_arabic() {
    let shown = |inlines: Vec<Inline>| {
        let marked = unbroken::mark_inlines(inlines.clone(), Direction::RightToLeft);
        assert_eq!(Inline::plain_text(&marked), Inline::plain_text(&inlines));
        assert_eq!(
            unbroken::mark_inlines(marked.clone(), Direction::RightToLeft),
            marked
        );
        show(&marked)
    };
    assert_eq!(
        shown(vec![text("خذ paracetamol 500 mg الآن")]),
        "خذ {paracetamol 500 mg} الآن"
    );
    assert_eq!(
        shown(vec![text("co-amoxiclav forte 500 mg")]),
        "{co-amoxiclav forte 500 mg}"
    );
    assert_eq!(
        shown(vec![text("(paracetamol 500 mg)")]),
        "({paracetamol 500 mg})"
    );
    assert_eq!(
        shown(vec![strong("paracetamol"), text(" 500 mg")]),
        "{*paracetamol* 500 mg}"
    );
    assert_eq!(
        shown(vec![phrase("en", "paracetamol"), text(" 500 mg")]),
        "{<en:paracetamol> 500 mg}"
    );
    assert_eq!(
        shown(vec![phrase("en", "paracetamol 500 mg")]),
        "<en:paracetamol {500 mg}>"
    );
    assert_eq!(shown(vec![text("paracetamol, 500 mg")]), "paracetamol, {500 mg}");
    assert_eq!(shown(vec![text("دواء 500 mg")]), "دواء {500 mg}");
    assert_eq!(shown(vec![text("paracetamol 5 ملغ")]), "paracetamol {5 ملغ}");
}

#[test]
fn a_piece_never_goes_over_the_end_of_a_line_a_citation_or_what_is_marked() {
    assert_eq!(shown(vec![text("5"), Inline::LineBreak, text("mg")]), "5|mg");
    assert_eq!(
        shown(vec![text("14 "), Inline::LineBreak, text("March 2026")]),
        "14 |{March 2026}"
    );
    let held = Inline::Unbroken(vec![text("take 5")]);
    assert_eq!(shown(vec![held, text(" mg")]), "{take 5} mg");
    assert_eq!(shown(vec![text("5    mg")]), "5    mg");
}

#[test]
fn a_citation_keeps_the_word_before_it() {
    assert_eq!(
        shown(vec![text("after surgery "), cite(1, "[1]"), text(".")]),
        "after {surgery [1]}."
    );
    let two = vec![
        text("after surgery "),
        cite(1, "[1]"),
        text(" "),
        cite(2, "[2]"),
        text(" and"),
    ];
    assert_eq!(shown(two), "after {surgery [1] [2]} and");
    let many: Vec<Inline> = std::iter::once(text("surgery"))
        .chain((1..8).flat_map(|n| [text(" "), cite(n, &format!("[{n}]"))]))
        .collect();
    assert_eq!(shown(many), "{surgery [1] [2] [3] [4]} [5] [6] [7]");
    assert_eq!(
        shown(vec![text("take 5 mg "), cite(1, "[1]")]),
        "take {{5 mg} [1]}"
    );
    assert_eq!(
        shown(vec![strong("very useful"), text(" "), cite(1, "[1]")]),
        "*very *{*useful* [1]}"
    );
    assert_eq!(
        shown(vec![link("the guide"), text(" "), cite(1, "[1]")]),
        "{<the guide> [1]}"
    );
    let long = link("the guideline on early and locally advanced breast cancer");
    assert_eq!(
        shown(vec![long, text(" "), cite(1, "[1]")]),
        "<the guideline on early and locally advanced breast cancer>{ [1]}"
    );
    assert_eq!(shown(vec![cite(1, "[1]"), text(" and")]), "[1] and");
    assert_eq!(shown(vec![text("x"), Inline::LineBreak, cite(1, "[1]")]), "x|[1]");
    assert_eq!(
        shown(vec![
            text("word "),
            cite(1, "(Smith, Jones and Bloggs 2014, section 1.5)")
        ]),
        "word (Smith, Jones and Bloggs 2014, section 1.5)"
    );
}

/// The plain text of every line of some blocks, in order.
fn plain(blocks: &[Block]) -> Vec<String> {
    let (reading, _) = reading::Reading::of_blocks("x", &specimen::lang("en-GB"), blocks);
    reading.items.iter().map(|item| format!("{item:?}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn marking_changes_no_word_and_marking_twice_changes_nothing(blocks in any_blocks()) {
        let marked = mark(blocks.clone());
        prop_assert_eq!(plain(&marked), plain(&blocks));
        prop_assert_eq!(mark(marked.clone()), marked);
    }

    #[test]
    fn any_line_keeps_its_words(inlines in proptest::collection::vec(any_line(), 1..8)) {
        let marked = mark_inlines(inlines.clone());
        prop_assert_eq!(Inline::plain_text(&marked), Inline::plain_text(&inlines));
        prop_assert_eq!(mark_inlines(marked.clone()), marked.clone());
        // A line without figures is done with early; with one behind its end it is not.
        let figure = [Inline::LineBreak, text("1")];
        let longer = mark_inlines(inlines.iter().chain(&figure).cloned().collect());
        let apart: Vec<Inline> = mark_inlines(inlines.clone()).into_iter().chain(figure).collect();
        // What holds no words may fall away.
        let filled = |inlines: &[Inline]| {
            let mut shown = show(inlines);
            while let Some(empty) = ["{}", "**", "__"].into_iter().find(|empty| shown.contains(empty)) {
                shown = shown.replace(empty, "");
            }
            shown
        };
        prop_assert_eq!(filled(&longer), filled(&apart));
        let marked = unbroken::mark_inlines(inlines.clone(), Direction::RightToLeft);
        prop_assert_eq!(Inline::plain_text(&marked), Inline::plain_text(&inlines));
        prop_assert_eq!(unbroken::mark_inlines(marked.clone(), Direction::RightToLeft), marked);
    }
}

/// Lines made of what pieces are made of, cut anywhere.
fn any_line() -> impl Strategy<Value = Inline> {
    let words = "[0-9 ٠-٣/.:,@a-c–-]{0,4}( mg| kg| March|020 7946 |\\+44| 2026|www.a.org| مارس|5| to |x|\\(| !| »|« | : |Abc |Monday|lundi au |–Sat)?";
    let leaf = prop_oneof![
        8 => words.prop_map(Inline::Text),
        1 => Just(Inline::LineBreak),
        1 => (1..9_u32).prop_map(|number| cite(number, "[1]")),
    ];
    leaf.prop_recursive(3, 10, 4, |inner| {
        let several = proptest::collection::vec(inner, 0..4);
        prop_oneof![
            several.clone().prop_map(Inline::Strong),
            several.clone().prop_map(Inline::Emphasis),
            several.clone().prop_map(Inline::Unbroken),
            several.clone().prop_map(|inlines| match Content::new(inlines) {
                Some(content) => Inline::Link(Link {
                    target: Target::Url("https://example.org/".into()),
                    content
                }),
                None => text("x"),
            }),
            several.prop_map(|inlines| match Content::new(inlines) {
                Some(content) => Inline::Language(Phrase {
                    lang: specimen::lang("ar"),
                    content
                }),
                None => text("x"),
            }),
        ]
    })
}

//! The foot of a page: what it says, in which language and direction.

use super::*;

/// The runs of the foot: what they say or which field they are, their language and whether they run from the right.
fn foot(edition: &Edition) -> Vec<(String, Option<String>, bool)> {
    let text = part(&write(edition), "word/footer1.xml");
    let document = Document::parse(&text).unwrap();
    let said = |run: Node<'_, '_>| {
        let content = run
            .children()
            .find(|node| node.is_element() && !node.has_tag_name((W, "rPr")))?;
        let words = match content.tag_name().name() {
            "tab" => "\t",
            "fldChar" => return None,
            _ => content.text().unwrap_or_default(),
        };
        let words = words.trim_matches(['\u{200E}', '\u{200F}']).to_owned();
        let lang = all(run, "lang").next().and_then(|lang| attribute(lang, "val"));
        let rtl = all(run, "rtl").next().is_some();
        (!words.is_empty()).then(|| (words, lang.map(str::to_owned), rtl))
    };
    all(document.root(), "r").filter_map(said).collect()
}

#[test]
fn the_foot_counts_the_pages_in_the_language_of_the_leaflet() {
    let said = |slug: &str| -> Vec<(String, bool)> {
        let runs = foot(&example(slug, "large-print", None)).into_iter();
        runs.map(|(words, lang, rtl)| {
            assert_eq!(lang, None);
            (words, rtl)
        })
        .collect()
    };
    let left = |words: &str| (words.to_owned(), false);
    let right = |words: &str| (words.to_owned(), true);
    assert_eq!(
        said("gastroscopy-fr"),
        [
            left("Gastroscopie"),
            left("\t"),
            left("Page "),
            left(" PAGE "),
            left("1"),
            left(" sur "),
            left(" NUMPAGES "),
            left("6")
        ]
    );
    assert_eq!(
        said("gastroscopy-ar"),
        [
            right("تنظير المعدة"),
            right("\t"),
            right("صفحة "),
            left(" PAGE "),
            left("1"),
            right(" من "),
            left(" NUMPAGES "),
            left("5")
        ]
    );
}

#[test]
fn english_at_the_foot_is_marked_and_runs_as_english() {
    for tag in ["cy", "he"] {
        let mut edition = specimen::edition(specimen::every_block(), None);
        edition.leaflet.lang = specimen::lang(tag);
        edition.words = Words::of(&specimen::lang(tag)).unwrap().0;
        let runs = foot(&edition);
        let at = runs.iter().position(|(words, _, _)| words == "Page ").unwrap();
        let count: Vec<_> = runs[at..].iter().map(|(words, _, _)| words.as_str()).collect();
        let total = LazyPages::of(&edition).get().unwrap().pages.len().to_string();
        assert_eq!(
            count,
            ["Page ", " PAGE ", "1", " of ", " NUMPAGES ", &total],
            "{tag}"
        );
        for (words, lang, rtl) in &runs[at..] {
            assert_eq!((lang.as_deref(), *rtl), (Some("en"), false), "{tag}: {words}");
        }
    }
}

/// Print and Word choose the same words for the foot, whatever the size.
#[test]
fn the_foot_says_as_much_in_word_as_in_print() {
    for slug in LEAFLETS {
        for size in [18.0, 28.0, 48.0] {
            let edition = example(slug, "large-print", Some(size));
            let pages = LazyPages::of(&edition);
            let total = pages.get().unwrap().pages.len();
            let words = clearleaf::layout::foot::Foot::of(&edition, total.to_string().len());
            let title = words.title.as_ref().map(Content::plain_text).unwrap_or_default();
            let expected = format!("{title}\t{}", words.counted(1, total));
            let shown: String = foot(&edition)
                .into_iter()
                .filter(|(words, _, _)| !words.contains("PAGE"))
                .map(|(words, _, _)| words)
                .collect();
            assert_eq!(shown, expected, "{slug} at {size}");
        }
    }
}

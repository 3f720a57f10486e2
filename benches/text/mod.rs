//! Leaflets of any length for measuring: headings, paragraphs, lists, a table, callouts, citations of 8 references.

/// Front matter and body of about `words` words.
pub fn leaflet(words: usize) -> String {
    let mut text = String::from(
        "---\ntitle: A leaflet to measure\nlang: en-GB\nsummary: It has the shape of a real one.\nversion: 1.0\nreviewed: 2026-03\n\
         next-review: 2029-03\nreviewers:\n  - role: Nurse\nreferences: references.bib\n---\n",
    );
    let mut section = 0;
    let mut count = 0;
    while count < words {
        section += 1;
        let part = section_text(section);
        count += part.split_whitespace().count();
        text.push_str(&part);
    }
    text
}

fn section_text(number: usize) -> String {
    let (a, b) = (number % 8 + 1, (number + 3) % 8 + 1);
    format!(
        "\n## What happens in week {number}\n\n\
         Most people go home on the same day. Some stay for **one or two nights**, and that is usual too. Your nurse \
         tells you what to expect and gives you a number to call [@r{a}, p. {number}].\n\n\
         Take 5 mg of the medicine twice a day, with food. Do not take more, even if the pain comes back. You can read \
         more at the [page on pain relief](https://www.example.org/pain/{number}) before you leave.\n\n\
         ### Things to bring\n\n- loose clothes that open at the front\n- your *medicines*, in their boxes\n\
         - somebody who can drive you home\n  1. before the operation\n  2. after the operation\n\n\
         :::callout Good to know\nBring a list of your questions. Nobody minds if you read them out [@r{b}].\n:::\n\n\
         | Day | Pain | What helps |\n|---|---|---|\n| 1 | Some | Rest and the medicine |\n| 2 to 5 | Less | Short walks |\n\n\
         Your scar fades slowly. It may itch, feel tight or look red for some weeks, and that is part of healing.\n"
    )
}

/// Eight references in BibTeX.
pub fn references() -> String {
    (1..=8)
        .map(|n| {
            format!(
                "@article{{r{n},\n  author = {{Writer, Anna and Other, Ben}},\n  title = {{Recovery in week {n}}},\n  \
                 journal = {{Journal of Recovery}},\n  volume = {{{n}}},\n  pages = {{{n}--{}}},\n  year = {{20{n}0}}\n}}\n",
                n + 9
            )
        })
        .collect()
}

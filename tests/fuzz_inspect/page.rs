//! Damage to pages: tags lost, doubled, crossed and repeated, attributes changed, and elements that parse as no others do.

use crate::damage;
use crate::random::Random;

const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<th scope=\"row\">",
    "<td colspan=\"999999999\">",
    "<td headers=\"a b a\">",
    "<caption>",
    "<tbody>",
    "<select>",
    "<option>",
    "<template>",
    "</template>",
    "<svg>",
    "</svg>",
    "<math>",
    "<foreignObject>",
    "<plaintext>",
    "<script>",
    "</script>",
    "<style>",
    "<textarea>",
    "<title>",
    "<noscript>",
    "<iframe>",
    "<object>",
    "<frameset>",
    "<body>",
    "<html lang=\"x\">",
    "</body>",
    "</html>",
    "<a href=\"#title\">",
    "</a>",
    "<b>",
    "<i>",
    "<font>",
    "</b>",
    "</i>",
    "<ol start=\"99999999999\">",
    "<li value=\"-5\">",
    "<dl>",
    "<dt>",
    "<dd>",
    "<ruby>",
    "<rt>",
    "<br>",
    "<img alt=\"x\">",
    "<h1>",
    "<h6>",
    "</h2>",
    "<section role=\"doc-notice\">",
    "<nav role=\"doc-toc\">",
    "<details>",
    "<summary>",
    "<bdo dir=\"rtl\">",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "<!DOCTYPE html>",
    "<!DOCTYPE x>",
    "&amp",
    "&#x110000;",
    "&notit;",
    "<x-y>",
    "<p id=\"a\" id=\"a\">",
    "<p hidden>",
    "<p aria-hidden=\"true\">",
    "<p dir=\"rtl\">",
];

pub fn damaged(good: &[u8], random: &mut Random) -> Vec<u8> {
    if random.one_in(6) {
        return damage::bytes(good.to_vec(), random);
    }
    let text = String::from_utf8_lossy(good);
    let mut pieces: Vec<String> = text.split_inclusive('>').map(str::to_owned).collect();
    for _ in 0..1 + random.below(8) {
        let at = random.below(pieces.len());
        match random.below(9) {
            0 => drop(pieces.drain(random.range(pieces.len()))),
            1 => {
                let part = pieces[random.range(pieces.len())].to_vec();
                pieces.splice(at..at, part);
            }
            2 => {
                let other = random.below(pieces.len());
                pieces.swap(at, other);
            }
            3 => {
                let tag = *random.of(TAGS);
                pieces.insert(at, tag.repeat(random.times().min(400_000 / tag.len())));
            }
            4 | 5 => pieces.insert(at, (*random.of(TAGS)).to_owned()),
            6 => attribute(&mut pieces[at], random),
            7 => pieces.insert(at, damage::word(random)),
            _ => {
                let piece = pieces[at].clone();
                let times = random.times().min(400_000 / piece.len().max(1));
                pieces.splice(at..at, std::iter::repeat_n(piece, times));
            }
        }
        if pieces.is_empty() {
            break;
        }
    }
    pieces.concat().into_bytes()
}

/// Another value, or another name.
fn attribute(tag: &mut String, random: &mut Random) {
    let quotes: Vec<usize> = tag.match_indices('"').map(|(at, _)| at).collect();
    match quotes.as_slice() {
        [] => {
            let word = damage::word(random);
            *tag = tag.replacen('>', &format!(" id=\"{word}\">"), 1);
        }
        quotes => {
            let pair = random.below(quotes.len() / 2) * 2;
            let end = quotes.get(pair + 1).copied().unwrap_or(quotes[pair] + 1);
            tag.replace_range(quotes[pair] + 1..end, &damage::word(random));
        }
    }
}

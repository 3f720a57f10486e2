//! What must be told of each mutation: every place and what differs there, word for word, and nothing else. It is the same
//! in all formats but where a format cannot hold the difference alone.

use super::mutation::Mutation;

/// The most differences that one mutation may be told as.
pub const MOST: usize = 3;

/// The differences, each with its place.
pub fn changes(mutation: Mutation, format: &str) -> &'static [&'static str] {
    match mutation {
        Mutation::DropWord => &[
            "under “Taking aspirin”, after heading 2 “Taking aspirin”: words: Take 2.5 mg of aspirin every 6 hours [-with-] food.",
        ],
        Mutation::DropNegation => &[
            "under “Taking aspirin”, after paragraph “Take 2.5 mg of aspirin every 6 hours with food.”: words: Do [-not-] take aspirin together with ibuprofen [1].",
        ],
        Mutation::DropUnit => &[
            "under “What to expect”, after caption “One tablet with one glass of water [2].”: words: The glass holds 200 [-ml-].",
        ],
        Mutation::DropDecimalPoint => &[
            "under “Taking aspirin”, after heading 2 “Taking aspirin”: words: Take [-2.5-] {+25+} mg of aspirin every 6 hours with food.",
        ],
        Mutation::ChangeDose => &[
            "under “Taking aspirin”, after heading 2 “Taking aspirin”: words: Take [-2.5-] {+2.6+} mg of aspirin every 6 hours with food.",
        ],
        Mutation::DuplicateWord => &[
            "under “Taking aspirin”, after heading 2 “Taking aspirin”: words: … mg of aspirin every 6 hours with food {+food+}.",
        ],
        Mutation::JoinWords => &[
            "under “Taking aspirin”, after heading 2 “Taking aspirin”: words: Take 2.5 mg of aspirin every [-6 hours-] {+6hours+} with food.",
        ],
        Mutation::DropParagraph => &[
            "under “Taking aspirin”, after paragraph “Do not take aspirin together with ibuprofen [1].”: missing: paragraph “Keep the box away from children.”",
        ],
        Mutation::DuplicateParagraph => &[
            "under “Taking aspirin”, after paragraph “Keep the box away from children.”: added: paragraph “Keep the box away from children.”",
        ],
        Mutation::SwapParagraphs => &[
            "under “Taking aspirin”, after paragraph “Do not take aspirin together with ibuprofen [1].”: moved: paragraph “Keep the box away from children.” stands after paragraph “Take 2.5 mg of aspirin every 6 hours with food.”",
        ],
        Mutation::JoinParagraphs => &[
            "under “How to take it”, after label “Warning: When to call”: missing: paragraph “Call 999 if you cannot breathe.”",
            "under “How to take it”, after label “Warning: When to call”: words: Call {+999 if you cannot breathe. Call+} your nurse if your skin turns red.",
        ],
        Mutation::SplitParagraph => &[
            "under “How to take it”, after paragraph “Call 999 if you cannot breathe.”: added: paragraph “Call your nurse”",
            "under “How to take it”, after paragraph “Call 999 if you cannot breathe.”: words: [-Call your nurse-] if your skin turns red.",
        ],
        Mutation::DropHeading => &[
            "under “Contents”, after entry 3 “How to take it”: “What the words mean”: plain words and not a link to heading 3 “What the words mean”",
            "under “How to take it”, after paragraph “Call your nurse if your skin turns red.”: missing: heading 3 “What the words mean”",
        ],
        // The contents of a book take the level of an entry from the heading that it leads to.
        Mutation::ChangeHeadingLevel => match format {
            "epub" | "html" => &[
                "under “Contents”, after entry 3 “How to take it”: “What the words mean” is an entry 2 and not an entry 3",
                "under “How to take it”, after paragraph “Call your nurse if your skin turns red.”: “What the words mean” is a heading 2 and not a heading 3",
            ],
            _ => &[
                "under “How to take it”, after paragraph “Call your nurse if your skin turns red.”: “What the words mean” is a heading 2 and not a heading 3",
            ],
        },
        Mutation::HeadingToParagraph => &[
            "under “How to take it”, after paragraph “Call your nurse if your skin turns red.”: “What the words mean” is a paragraph and not a heading 3",
        ],
        Mutation::DropContentsEntry => {
            &["under “Contents”, after entry 2 “What to expect”: missing: entry 2 “Where to ask”"]
        }
        Mutation::DropListItem => {
            &["under “How to take it”, after paragraph “Bring with you:”: missing: paragraph “Your letter”"]
        }
        Mutation::SwapListItems => &[
            "under “How to take it”, after paragraph “with water”: moved: paragraph “with juice” stands after paragraph “Swallow the tablet whole:”",
        ],
        Mutation::ChangeListNesting => &[
            "under “How to take it”, after paragraph “Your medicines”: paragraph “in their boxes” stands in list > list item and not in list > list item > list > list item",
        ],
        Mutation::ChangeListStart => &[
            "under “How to take it”, after heading 3 “How to take it”: paragraph “Sit up straight.” stands in numbered list from 1 > list item and not in numbered list from 3 > list item; the same is true of 4 more behind it",
        ],
        Mutation::NumbersToBullets => &[
            "under “How to take it”, after heading 3 “How to take it”: paragraph “Sit up straight.” stands in list > list item and not in numbered list from 3 > list item; the same is true of 4 more behind it",
        ],
        Mutation::DropDefinition => &[
            "under “What the words mean”, after term “Dose”: missing: paragraph “How much you take at one time.”",
        ],
        Mutation::DropWarning => &[
            "under “How to take it”, after paragraph “Your glasses”: missing: label “Warning: When to call”",
            "under “How to take it”, after paragraph “Your glasses”: missing: paragraph “Call 999 if you cannot breathe.”",
            "under “How to take it”, after paragraph “Your glasses”: missing: paragraph “Call your nurse if your skin turns red.”",
        ],
        Mutation::MoveOutOfWarning => &[
            "under “How to take it”, after paragraph “Call 999 if you cannot breathe.”: paragraph “Call your nurse if your skin turns red.” does not stand in warning “Warning: When to call”",
        ],
        Mutation::WarningToCallout => &[
            "under “How to take it”, after paragraph “Your glasses”: label “Warning: When to call” stands in callout “Warning: When to call” and not in warning “Warning: When to call”; the same is true of 2 more behind it",
        ],
        Mutation::ChangeWarningLabel => &[
            "under “How to take it”, after paragraph “Your glasses”: words: Warning: When to [-call-] {+rest+}",
        ],
        Mutation::DropRow => &[
            "under “What to expect”, after text “To the door”: missing: row “Second | Some | Along the corridor”",
        ],
        Mutation::SwapRows => &[
            "under “What to expect”, after text “To the door”: moved: row “Second | Some | Along the corridor” stands after row “Day | Pain | Walking”",
        ],
        Mutation::SwapCells => &[
            "under “What to expect”, after text “First”: text “Strong” stands in table > row > cell of Walking and First and not in table > row > cell of Pain and First",
            "under “What to expect”, after text “Strong”: moved: text “To the door” stands after row “First | To the door | Strong”",
            "under “What to expect”, after text “Strong”: text “To the door” stands in table > row > cell of Pain and First and not in table > row > cell of Walking and First",
        ],
        Mutation::BlankCell => &["under “What to expect”, after text “First”: words: [-Strong-]"],
        Mutation::ChangeHeader => &["under “What to expect”, after text “Day”: words: [-Pain-] {+Rest+}"],
        // In Word the first cell of every row heads it, that of a row which was the header row too.
        Mutation::StripHeaderRow => match format {
            "docx" => &[
                "under “What to expect”, after text “Day”: text “Pain” stands in table > row > cell of Day and not in table > row > header cell; the same is true of 1 more behind it",
            ],
            _ => &[
                "under “What to expect”, after caption “Your first 12 days”: text “Day” stands in table > row > cell without headers and not in table > row > header cell; the same is true of 2 more behind it",
            ],
        },
        Mutation::StripRowHeaders => &[
            "under “What to expect”, after text “Walking”: text “First” stands in table > row > cell of Day and not in table > row > header cell; the same is true of 2 more behind it",
        ],
        Mutation::ChangeCaption => &[
            "under “What to expect”, after heading 2 “What to expect”: words: Your [-first-] {+last+} 12 days",
        ],
        Mutation::DropCaption => &[
            "under “What to expect”, after heading 2 “What to expect”: missing: caption “Your first 12 days”",
        ],
        Mutation::DropFigure => &[
            "under “What to expect”, after text “As you like”: missing: picture “A tablet beside a full glass of water.”",
        ],
        Mutation::BlankAlternative => &[
            "under “What to expect”, after text “As you like”: missing: picture “A tablet beside a full glass of water.”",
        ],
        Mutation::ChangeAlternative => &[
            "under “What to expect”, after text “As you like”: words: A tablet beside [-a full-] {+an empty+} glass of water.",
        ],
        Mutation::ChangeLinkTarget => &[
            "under “Where to ask”, after paragraph “In France, ask for soins de suite at the hospital.”: “page about aspirin”: a link to https://www.example.org/ibuprofen and not a link to https://www.example.org/aspirin",
        ],
        Mutation::DropLink => &[
            "under “Where to ask”, after paragraph “In France, ask for soins de suite at the hospital.”: “page about aspirin”: plain words and not a link to https://www.example.org/aspirin",
        ],
        Mutation::ChangeInnerLink => &[
            "under “Where to ask”, after paragraph “In France, ask for soins de suite at the hospital.”: “How to take it”: a link to heading 2 “Taking aspirin” and not a link to heading 3 “How to take it”",
        ],
        Mutation::DropCitation => &[
            "under “Taking aspirin”, after paragraph “Take 2.5 mg of aspirin every 6 hours with food.”: words: … take aspirin together with ibuprofen [-[1]-].",
            "under “References”, after heading 2 “References”: “[1]”: plain words and not a link back to paragraph “Do not take aspirin together with ibuprofen [1].”",
        ],
        Mutation::PointCitationElsewhere => &[
            "under “Taking aspirin”, after paragraph “Take 2.5 mg of aspirin every 6 hours with food.”: “[1]”: a citation of reference “[2] Smith A. Tablets and water. Example Press, 2021.” and not a citation of reference “[1] Lee B. Aspirin with other medicines. Journal of …”",
        ],
        Mutation::UnlinkCitation => &[
            "under “Taking aspirin”, after paragraph “Take 2.5 mg of aspirin every 6 hours with food.”: “[1]”: plain words and not a citation of reference “[1] Lee B. Aspirin with other medicines. Journal of …”",
        ],
        Mutation::ChangeCitedNumber => &[
            "under “Taking aspirin”, after paragraph “Take 2.5 mg of aspirin every 6 hours with food.”: words: … take aspirin together with ibuprofen [-[1]-] {+[2]+}.",
        ],
        Mutation::DropReference => &[
            "under “What to expect”, after picture “A tablet beside a full glass of water.”: “[2]”: plain words and not a citation of reference “[2] Smith A. Tablets and water. Example Press, 2021.”",
            "under “References”, after reference “[1] Lee B. Aspirin with other medicines. Journal of …”: missing: reference “[2] Smith A. Tablets and water. Example Press, 2021.”",
        ],
        Mutation::SwapReferences => &[
            "under “References”, after reference “[1] Lee B. Aspirin with other medicines. Journal of …”: moved: reference “[2] Smith A. Tablets and water. Example Press, 2021.” stands after heading 2 “References”",
        ],
        Mutation::ChangeReferenceNumber => &[
            "under “References”, after heading 2 “References”: words: [-[1]-] {+[3]+} Lee B. Aspirin with other medicines. …",
        ],
        Mutation::DropBackLink => &[
            "under “References”, after heading 2 “References”: words: [-[1]-] Lee B. Aspirin with other medicines. …",
        ],
        Mutation::PointBackLinkElsewhere => &[
            "under “References”, after heading 2 “References”: “[1]”: a link back to caption “One tablet with one glass of water [2].” and not a link back to paragraph “Do not take aspirin together with ibuprofen [1].”",
        ],
        Mutation::ChangeLanguage => &[
            "under “Where to ask”, after heading 2 “Where to ask”: “soins de suite” is marked as es and not as fr",
        ],
        Mutation::DropLanguage => &[
            "under “Where to ask”, after heading 2 “Where to ask”: “soins de suite” is marked as en-GB and not as fr",
        ],
        Mutation::ChangeDocumentLanguage => &["the language of the document is de and not en-GB"],
        Mutation::ChangeTitle => &["the title is “Aspirin at work” and not “Aspirin at home”"],
    }
}

/// Words of the faults that a file has for it besides: of links that have lost their goal, and of what a format says twice
/// so that one of the two is now wrong. Each must be told, and no other.
pub fn faults(mutation: Mutation, format: &str) -> &'static [&'static str] {
    match (mutation, format) {
        // In an EPUB the navigation document leads to headings, too.
        (Mutation::DropHeading, "epub") => &[
            "the link “What the words mean” leads nowhere",
            "the entry “What the words mean” of OEBPS/nav.xhtml leads nowhere",
        ],
        (Mutation::DropHeading, "docx") => &[
            "the link \"What the words mean\" leads nowhere",
            "the field PAGEREF speaks of the bookmark",
        ],
        (Mutation::DropHeading, "pdf") => {
            &["the link “What the words mean” leads to `what-the-words-mean`, which no element is called"]
        }
        (Mutation::DropHeading, _) => &["the link “What the words mean” leads nowhere"],
        (Mutation::HeadingToParagraph, "epub") => {
            &["the entry “What the words mean” of OEBPS/nav.xhtml leads to no heading"]
        }
        (Mutation::DropCitation, "pdf") => &["the link “[1]” leads to `cite-1`, which no element is called"],
        (Mutation::DropCitation, "docx") => &["the link \"[1]\" leads nowhere"],
        (Mutation::DropCitation, _) => &["the link “[1]” leads nowhere"],
        (Mutation::DropReference, "pdf") => {
            &["the link “[2]” leads to `ref-smith`, which no element is called"]
        }
        (Mutation::DropReference, "docx") => &["the link \"[2]\" leads nowhere"],
        (Mutation::DropReference, _) => &["the link “[2]” leads nowhere"],
        (Mutation::ChangeReferenceNumber, "epub" | "html") => {
            &["the accessible name of “[3]” hides its words"]
        }
        // What has no alternative is marked as decorative in the markup of books and pages, and says nothing in a PDF.
        (Mutation::BlankAlternative, "docx") => &["a picture has no text alternative"],
        (Mutation::StripHeaderRow, "docx") => &["a table has no header row"],
        (_, _) => &[],
    }
}

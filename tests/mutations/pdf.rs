//! Mutations of PDFs.

use lopdf::Object;

use crate::mutation::Mutation;
use crate::pdf_engine::Pdf;

const KEEP: &str = "Keep the box";
const NURSE: &str = "Call your nurse";
const DOSE: &str = "Take 2.5";
const HEADING: &str = "What the words mean";

fn words(pdf: &mut Pdf, role: &str, begin: &str, from: &str, to: &str) {
    let id = pdf.find(role, begin);
    pdf.reword(id, from, to);
}

fn remove(pdf: &mut Pdf, role: &str, begin: &str) {
    let id = pdf.find(role, begin);
    pdf.remove(id);
}

fn retag(pdf: &mut Pdf, role: &str, begin: &str, to: &str) {
    let id = pdf.find(role, begin);
    pdf.dict_mut(id).set("S", to);
}

/// The list item with a paragraph, such as one that stands in another.
fn item(pdf: &Pdf, begin: &str) -> lopdf::ObjectId {
    pdf.above(pdf.find("P", begin), "LI")
}

fn heads(pdf: &Pdf, cell: lopdf::ObjectId) -> String {
    let attributes = pdf.dict(cell).get(b"A").and_then(Object::as_dict).unwrap();
    let scope = attributes.get(b"Scope").and_then(Object::as_name).unwrap();
    String::from_utf8(scope.to_vec()).unwrap()
}

/// Makes the header cells of columns or of rows cells like others, which no cell names.
fn strip_headers(pdf: &mut Pdf, scope: &str) {
    let cells: Vec<_> = pdf
        .all("TH")
        .into_iter()
        .filter(|cell| heads(pdf, *cell) == scope)
        .collect();
    let mut names = Vec::new();
    for cell in cells {
        let dict = pdf.dict_mut(cell);
        dict.set("S", "TD");
        dict.remove(b"A");
        names.extend(dict.remove(b"ID"));
    }
    for cell in pdf.all("TD") {
        let Ok(attributes) = pdf.dict_mut(cell).get_mut(b"A").and_then(Object::as_dict_mut) else {
            continue;
        };
        if let Ok(headers) = attributes.get_mut(b"Headers").and_then(Object::as_array_mut) {
            headers.retain(|name| !names.contains(name));
        }
    }
}

fn link_in(pdf: &Pdf, role: &str, begin: &str) -> lopdf::ObjectId {
    pdf.inside(pdf.find(role, begin), "Link")
}

fn unlink(pdf: &mut Pdf, link: lopdf::ObjectId) {
    pdf.unlink(link);
    pdf.dict_mut(link).set("S", "Span");
}

pub fn mutate(pdf: &mut Pdf, mutation: Mutation) {
    match mutation {
        Mutation::DropWord => words(pdf, "P", DOSE, "with ", ""),
        Mutation::DropNegation => words(pdf, "P", "Do not", "not ", ""),
        Mutation::DropUnit => words(pdf, "P", "The glass", " ml", ""),
        Mutation::DropDecimalPoint => words(pdf, "P", DOSE, "2.5", "25"),
        Mutation::ChangeDose => words(pdf, "P", DOSE, "2.5", "2.6"),
        Mutation::DuplicateWord => words(pdf, "P", DOSE, "food", "food food"),
        Mutation::JoinWords => words(pdf, "P", DOSE, "6 hours", "6hours"),
        Mutation::DropParagraph => remove(pdf, "P", KEEP),
        Mutation::DuplicateParagraph => {
            let id = pdf.find("P", KEEP);
            let _ = pdf.duplicate(id);
        }
        Mutation::SwapParagraphs => {
            let (one, other) = (pdf.find("P", "Do not"), pdf.find("P", KEEP));
            pdf.swap(one, other);
        }
        Mutation::JoinParagraphs => {
            let (one, other) = (pdf.find("P", "Call 999"), pdf.find("P", NURSE));
            pdf.reword(one, "breathe.", "breathe. ");
            pdf.join(one, other);
        }
        Mutation::SplitParagraph => {
            let id = pdf.find("P", NURSE);
            let rest = pdf.duplicate(id);
            pdf.reword(id, " if your skin turns red.", "");
            pdf.reword(rest, "Call your nurse ", "");
        }
        Mutation::DropHeading => remove(pdf, "H3", HEADING),
        Mutation::ChangeHeadingLevel => retag(pdf, "H3", HEADING, "H2"),
        Mutation::HeadingToParagraph => retag(pdf, "H3", HEADING, "P"),
        Mutation::DropContentsEntry => remove(pdf, "ContentsEntry2", "Where to ask"),
        Mutation::DropListItem => {
            let id = item(pdf, "Your letter");
            pdf.remove(id);
        }
        Mutation::SwapListItems => {
            let (one, other) = (item(pdf, "with water"), item(pdf, "with juice"));
            pdf.swap(one, other);
        }
        Mutation::ChangeListNesting => {
            let (inner, outer) = (item(pdf, "in their boxes"), item(pdf, "Your medicines"));
            let list = pdf.parent(inner);
            pdf.detach(list);
            pdf.put_behind(outer, inner);
        }
        Mutation::ChangeListStart => {
            for (item_, from, to) in [("Sit up", "3", "1"), ("Swallow", "4", "2"), ("Rest", "5", "3")] {
                let label = pdf.inside(item(pdf, item_), "Lbl");
                pdf.reword(label, from, to);
            }
        }
        Mutation::NumbersToBullets => {
            let list = pdf.parent(item(pdf, "Sit up"));
            let attributes = pdf.dict_mut(list).get_mut(b"A").and_then(Object::as_dict_mut);
            attributes.unwrap().set("ListNumbering", "Disc");
        }
        Mutation::DropDefinition => {
            let id = pdf.above(pdf.find("P", "How much you take"), "Definition");
            pdf.remove(id);
        }
        Mutation::DropWarning => remove(pdf, "Warning", "Warning"),
        Mutation::MoveOutOfWarning => {
            let (warning, moved) = (pdf.find("Warning", "Warning"), pdf.find("P", NURSE));
            pdf.detach(moved);
            pdf.put_behind(warning, moved);
        }
        Mutation::WarningToCallout => {
            retag(pdf, "Warning", "Warning", "Callout");
            let tree = pdf
                .document
                .catalog()
                .and_then(|catalog| catalog.get(b"StructTreeRoot"));
            let tree = tree.and_then(Object::as_reference).unwrap();
            let roles = pdf
                .dict_mut(tree)
                .get_mut(b"RoleMap")
                .and_then(Object::as_dict_mut);
            roles.unwrap().set("Callout", "Div");
        }
        Mutation::ChangeWarningLabel => words(pdf, "Label", "Warning", "to call", "to rest"),
        Mutation::DropRow => remove(pdf, "TR", "Second"),
        Mutation::SwapRows => {
            let (one, other) = (pdf.find("TR", "First"), pdf.find("TR", "Second"));
            pdf.swap(one, other);
        }
        Mutation::SwapCells => {
            let (one, other) = (pdf.find("TD", "Strong"), pdf.find("TD", "To the door"));
            pdf.swap_contents(one, other);
        }
        Mutation::BlankCell => {
            let id = pdf.find("TD", "Strong");
            pdf.erase(id);
        }
        Mutation::ChangeHeader => words(pdf, "TH", "Pain", "Pain", "Rest"),
        Mutation::StripHeaderRow => strip_headers(pdf, "Column"),
        Mutation::StripRowHeaders => strip_headers(pdf, "Row"),
        Mutation::ChangeCaption => words(pdf, "Caption", "Your first", "first", "last"),
        Mutation::DropCaption => remove(pdf, "Caption", "Your first"),
        Mutation::DropFigure => {
            let id = pdf.all("Figure")[0];
            pdf.remove(id);
        }
        Mutation::BlankAlternative => {
            let id = pdf.all("Figure")[0];
            pdf.dict_mut(id).set("Alt", Object::string_literal(""));
        }
        Mutation::ChangeAlternative => {
            let id = pdf.all("Figure")[0];
            let words = Object::string_literal("A tablet beside an empty glass of water.");
            pdf.dict_mut(id).set("Alt", words);
        }
        Mutation::ChangeLinkTarget => {
            let annotation = pdf.annotation(pdf.find("Link", "page about"));
            let action = pdf
                .dict_mut(annotation)
                .get_mut(b"A")
                .and_then(Object::as_dict_mut);
            action
                .unwrap()
                .set("URI", Object::string_literal("https://www.example.org/ibuprofen"));
        }
        Mutation::DropLink => {
            let link = pdf.find("Link", "page about");
            unlink(pdf, link);
        }
        Mutation::ChangeInnerLink => {
            let says = |link: &lopdf::ObjectId| pdf.words(*link).starts_with("How to take");
            let link = pdf.all("Link").into_iter().rfind(says).unwrap();
            let other = link_in(pdf, "ContentsEntry2", "Taking aspirin");
            pdf.redirect(link, other);
        }
        Mutation::DropCitation => {
            let id = pdf.above(pdf.inside(pdf.find("P", "Do not"), "Link"), "Citation");
            pdf.remove(id);
        }
        Mutation::PointCitationElsewhere => {
            let (link, other) = (link_in(pdf, "P", "Do not"), link_in(pdf, "Caption", "One tablet"));
            pdf.redirect(link, other);
        }
        Mutation::UnlinkCitation => {
            let link = link_in(pdf, "P", "Do not");
            unlink(pdf, link);
        }
        Mutation::ChangeCitedNumber => {
            let link = link_in(pdf, "P", "Do not");
            pdf.reword(link, "1", "2");
        }
        Mutation::DropReference => remove(pdf, "ReferenceItem", "[2]"),
        Mutation::SwapReferences => {
            let (one, other) = (pdf.find("ReferenceItem", "[1]"), pdf.find("ReferenceItem", "[2]"));
            pdf.swap(one, other);
        }
        Mutation::ChangeReferenceNumber => words(pdf, "BackLink", "[1]", "1", "3"),
        Mutation::DropBackLink => remove(pdf, "BackLink", "[1]"),
        Mutation::PointBackLinkElsewhere => {
            let (link, other) = (pdf.find("BackLink", "[1]"), pdf.find("BackLink", "[2]"));
            pdf.redirect(link, other);
        }
        Mutation::ChangeLanguage => {
            let id = pdf.find("Phrase", "soins");
            pdf.dict_mut(id).set("Lang", Object::string_literal("es"));
        }
        Mutation::DropLanguage => {
            let id = pdf.find("Phrase", "soins");
            pdf.dict_mut(id).remove(b"Lang");
        }
        Mutation::ChangeDocumentLanguage => {
            let catalog = pdf.document.catalog_mut().unwrap();
            catalog.set("Lang", Object::string_literal("de"));
        }
        Mutation::ChangeTitle => {
            let at_work = Object::string_literal("Aspirin at work");
            let info = pdf
                .document
                .trailer
                .get(b"Info")
                .and_then(Object::as_reference)
                .unwrap();
            pdf.dict_mut(info).set("Title", at_work);
            pdf.metadata("Aspirin at home", "Aspirin at work");
        }
    }
}

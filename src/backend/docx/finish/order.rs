//! The order of children, which WordprocessingML prescribes (ECMA-376 part 1, annex A) and docx-rs does not keep. This one
//! pass mends nearly all that the Open XML SDK finds in its output.

use crate::package::xml::{Element, Node};

/// The children of an element in their order.
const ORDERS: [(&str, &[&str]); 11] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:kinsoku",
            "w:wordWrap",
            "w:overflowPunct",
            "w:topLinePunct",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:bidi",
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:mirrorIndents",
            "w:suppressOverlap",
            "w:jc",
            "w:textDirection",
            "w:textAlignment",
            "w:textboxTightWrap",
            "w:outlineLvl",
            "w:divId",
            "w:cnfStyle",
            "w:rPr",
            "w:sectPr",
            "w:pPrChange",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:smallCaps",
            "w:strike",
            "w:dstrike",
            "w:outline",
            "w:shadow",
            "w:emboss",
            "w:imprint",
            "w:noProof",
            "w:snapToGrid",
            "w:vanish",
            "w:webHidden",
            "w:color",
            "w:spacing",
            "w:w",
            "w:kern",
            "w:position",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:effect",
            "w:bdr",
            "w:shd",
            "w:fitText",
            "w:vertAlign",
            "w:rtl",
            "w:cs",
            "w:em",
            "w:lang",
            "w:eastAsianLayout",
            "w:specVanish",
            "w:oMath",
        ],
    ),
    (
        "w:style",
        &[
            "w:name",
            "w:aliases",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:autoRedefine",
            "w:hidden",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:locked",
            "w:personal",
            "w:rsid",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
            "w:tblStylePr",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblOverlap",
            "w:bidiVisual",
            "w:tblStyleRowBandSize",
            "w:tblStyleColBandSize",
            "w:tblW",
            "w:jc",
            "w:tblCellSpacing",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    (
        "w:tcPr",
        &[
            "w:cnfStyle",
            "w:tcW",
            "w:gridSpan",
            "w:hMerge",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:tcFitText",
            "w:vAlign",
            "w:hideMark",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:footnotePr",
            "w:endnotePr",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:paperSrc",
            "w:pgBorders",
            "w:lnNumType",
            "w:pgNumType",
            "w:cols",
            "w:formProt",
            "w:vAlign",
            "w:noEndnote",
            "w:titlePg",
            "w:textDirection",
            "w:bidi",
            "w:rtlGutter",
            "w:docGrid",
        ],
    ),
    (
        "w:sdtPr",
        &[
            "w:rPr",
            "w:alias",
            "w:tag",
            "w:id",
            "w15:appearance",
            "w:lock",
            "w:placeholder",
            "w:docPartObj",
        ],
    ),
    ("w:numPr", &["w:ilvl", "w:numId"]),
    (
        "w:lvl",
        &[
            "w:start",
            "w:numFmt",
            "w:lvlRestart",
            "w:pStyle",
            "w:isLgl",
            "w:suff",
            "w:lvlText",
            "w:lvlPicBulletId",
            "w:legacy",
            "w:lvlJc",
            "w:pPr",
            "w:rPr",
        ],
    ),
    (
        "w:pBdr",
        &["w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar"],
    ),
    ("w:numbering", &["w:abstractNum", "w:num"]),
];

/// Properties that say nothing when they are empty.
const EMPTY: [&str; 6] = [
    "w:rPr",
    "w:pPr",
    "w:tcPr",
    "w:trPr",
    "w:tblBorders",
    "w:tcBorders",
];

/// Sorts the children of every element whose order is prescribed, and drops empty properties.
pub fn apply(root: &mut Element) {
    for child in root.elements_mut() {
        apply(child);
    }
    root.retain_elements(|child| !child.children.is_empty() || !EMPTY.contains(&child.name.as_str()));
    let Some((_, order)) = ORDERS.iter().find(|(name, _)| root.is(name)) else {
        return;
    };
    root.children.sort_by_key(|node| match node {
        Node::Element(child) => order.iter().position(|name| child.is(name)).unwrap_or(usize::MAX),
        Node::Text(_) => usize::MAX,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::xml::Document;

    #[test]
    fn children_are_sorted_and_empty_properties_go() {
        let xml = b"<w:p><w:pPr><w:rPr/><w:jc/><w:keepNext/><w:pStyle/></w:pPr><w:r><w:rPr><w:sz/><w:b/></w:rPr></w:r></w:p>";
        let mut root = Document::parse(xml).unwrap().root;
        apply(&mut root);
        assert_eq!(
            root.to_xml(),
            "<w:p><w:pPr><w:pStyle/><w:keepNext/><w:jc/></w:pPr><w:r><w:rPr><w:b/><w:sz/></w:rPr></w:r></w:p>"
        );
    }

    #[test]
    fn equal_names_stay_in_order() {
        let mut root =
            Document::parse(b"<w:numbering><w:num a='1'/><w:abstractNum/><w:num a='2'/></w:numbering>")
                .unwrap()
                .root;
        apply(&mut root);
        assert_eq!(
            root.to_xml(),
            "<w:numbering><w:abstractNum/><w:num a=\"1\"/><w:num a=\"2\"/></w:numbering>"
        );
    }
}

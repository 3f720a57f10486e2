"""What python-docx reads in DOCX files, as JSON: one object for each file, in the order of the arguments.

usage: python3 read_docx.py INSTALLED FILE...
INSTALLED is the folder that `install` fills. Nothing here knows how the files were written: what is told is asked of
python-docx, or, where it has no word for something (alternatives, header rows), of the elements it hands out.
"""
import json
import sys

sys.path.insert(0, sys.argv[1] + "/python")

import docx  # noqa: E402
from docx.oxml.ns import qn  # noqa: E402

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def is_on(element):
    return element is not None and element.get(qn("w:val"), "1") in ("1", "true", "on")


def paragraph_of(element, document):
    return docx.text.paragraph.Paragraph(element, document._body)


def tables_of(document):
    """Every table, with its text; rows and cells as python-docx counts them."""
    for element in document.element.body.iter(qn("w:tbl")):
        table = docx.table.Table(element, document._body)
        look = element.tblPr.find(qn("w:tblLook"))
        caption = element.tblPr.find(qn("w:tblCaption"))
        description = element.tblPr.find(qn("w:tblDescription"))
        yield {
            "style": table.style.name,
            "right_to_left": table.table_direction is not None and bool(table.table_direction),
            "caption": None if caption is None else caption.get(qn("w:val")),
            "description": None if description is None else description.get(qn("w:val")),
            "first_column": look is not None and look.get(qn("w:firstColumn")) in ("1", "true", "on"),
            "header_rows": [
                row._tr.trPr is not None and is_on(row._tr.trPr.find(qn("w:tblHeader"))) for row in table.rows
            ],
            "cells": [[cell.text for cell in row.cells] for row in table.rows],
        }


def drawings_of(document):
    for drawing in document.element.body.iter(qn("w:drawing")):
        for properties in drawing.iter(qn("wp:docPr")):
            mark = next(properties.iter(DECORATIVE), None)
            blips = [blip.get(qn("r:embed")) for blip in drawing.iter(qn("a:blip"))]
            yield {
                "alternative": properties.get("descr"),
                "decorative": mark is not None and mark.get("val") in ("1", "true"),
                "parts": [document.part.related_parts[blip].content_type for blip in blips],
            }


def read(path):
    document = docx.Document(path)
    core = document.core_properties
    # Content controls are opaque to `document.paragraphs`: every paragraph is asked for by itself.
    paragraphs = [paragraph_of(element, document) for element in document.element.body.iter(qn("w:p"))]
    section = document.sections[-1]
    return {
        "title": core.title,
        "author": core.author,
        "language": core.language,
        "keywords": core.keywords,
        "subject": core.subject,
        "created": core.created and core.created.date().isoformat(),
        "modified": core.modified and core.modified.date().isoformat(),
        "paragraphs": [
            {
                "style": paragraph.style.name,
                "text": paragraph.text,
                "runs": [[run.style.name, run.text] for run in paragraph.runs],
                "links": [
                    {"address": link.url, "place": link.fragment, "text": link.text}
                    for link in paragraph.hyperlinks
                ],
            }
            for paragraph in paragraphs
        ],
        "tables": list(tables_of(document)),
        "drawings": list(drawings_of(document)),
        "page": {
            "width": section.page_width.pt,
            "height": section.page_height.pt,
            "margins": [
                margin.pt
                for margin in (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
            ],
            "foot": [paragraph.text for paragraph in section.footer.paragraphs],
        },
        "styles": {
            style.name: {
                "kind": style.type.name,
                "based_on": getattr(style, "base_style", None) and style.base_style.name,
                "size": style.font.size and style.font.size.pt if hasattr(style, "font") else None,
            }
            for style in document.styles
        },
    }


json.dump([read(path) for path in sys.argv[2:]], sys.stdout)

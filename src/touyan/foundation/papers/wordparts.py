"""The pieces of WordprocessingML that python-docx has no words for: faces, grid, rules, page field, watermark.

Each function sets one property on one element and returns nothing or the element; `wordsetting` composes them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from touyan.foundation.papers import layout
from touyan.foundation.papers.layout import FACES

VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
BODY_SPACING = "-5"
"""Twentieths of a point by which body letters stand closer: 28 of 15.75 pt fit into 156 mm."""
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def twips(points: float) -> str:
    """Points as whole twentieths."""
    return str(round(points * 20))


def twips_mm(millimetres: float) -> str:
    """Millimetres as whole twentieths of a point."""
    return twips(millimetres * layout.POINTS_PER_MM)


def element(tag: str, **attributes: str) -> Any:
    """One element of the w: namespace; attribute names may leave out the prefix."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_face(run: Run, role: str, points: float, *, red: bool = False) -> None:
    """Name the face for Western and East Asian letters alike: without w:eastAsia Chinese takes the theme's font."""
    name = FACES[role].name
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - rFonts has no public setter for eastAsia
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia"))
    run.font.size = Pt(points)
    if points != layout.BODY_POINTS:
        properties.append(element("spacing", val="0"))
        _in_order(properties, RUN_ORDER)
    if red:
        run.font.color.rgb = RGBColor.from_string(layout.RED)


def set_normal(document: Document) -> None:
    """Make Normal 16 pt in the body face: Word measures its lines and letters by it."""
    style = document.styles["Normal"]
    name = FACES["body"].name
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name))
    for name in ("spacing", "sz", "szCs", "lang"):
        for old in properties.findall(qn(f"w:{name}")):
            properties.remove(old)
    properties.append(element("spacing", val=BODY_SPACING))
    properties.append(element("sz", val="32"))
    properties.append(element("szCs", val="32"))
    properties.append(element("lang", val="en-US", eastAsia="zh-CN"))
    _in_order(properties, RUN_ORDER)
    paragraph = style.element.get_or_add_pPr()
    paragraph.append(element("widowControl", val="0"))
    for name in ("autoSpaceDE", "autoSpaceDN"):
        # Official prose has no gap between Chinese and figures.
        paragraph.append(element(name, val="0"))
    paragraph.append(element("spacing", before="0", after="0"))


def set_grid(section_properties: Any) -> None:
    """Set the grid of 22 lines to the page.

    The 28 characters come from the letters' own spacing (`BODY_SPACING`): a character grid narrower than the
    letter is read by some word processors as two cells a letter.
    """
    for old in section_properties.findall(qn("w:docGrid")):
        section_properties.remove(old)
    section_properties.append(element("docGrid", type="lines", linePitch=twips(layout.LINE_PITCH_POINTS)))


def shape(
    paragraph: WordParagraph,
    *,
    pitch: float | None = layout.LINE_PITCH_POINTS,
    before: float = 0,
    after: float = 0,
    first_characters: float = 0,
    left_characters: float = 0,
    hanging_characters: float = 0,
    keep_next: bool = False,
    page_before: bool = False,
) -> WordParagraph:
    """Line pitch (exact points), space in points, indents in body characters."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - character indents have no public setter
    spacing = element("spacing", before=twips(before), after=twips(after))
    if pitch is not None:
        spacing.set(qn("w:line"), twips(pitch))
        spacing.set(qn("w:lineRule"), "exact")
    if pitch != layout.LINE_PITCH_POINTS:
        properties.append(element("snapToGrid", val="0"))
    properties.append(spacing)
    indent = element("ind")
    for name, characters in (
        ("firstLine", first_characters),
        ("left", left_characters),
        ("hanging", hanging_characters),
    ):
        if characters:
            indent.set(qn(f"w:{name}Chars"), str(round(characters * 100)))
            indent.set(qn(f"w:{name}"), twips(characters * layout.CHARACTER_POINTS))
    if len(indent.attrib):
        properties.append(indent)
    paragraph.paragraph_format.keep_with_next = keep_next or None
    paragraph.paragraph_format.page_break_before = page_before or None
    _in_order(properties)
    return paragraph


PROPERTY_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]


RUN_ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "strike",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "lang",
]


def _in_order(properties: Any, order: list[str] = PROPERTY_ORDER) -> None:
    """Sort the children of w:pPr and w:rPr as the schema wants them; strict readers refuse another order."""
    rank = {qn(f"w:{name}"): place for place, name in enumerate(order)}
    properties[:] = sorted(properties, key=lambda child: rank.get(child.tag, len(rank)))


def set_border(paragraph: WordParagraph, side: str, kind: str, eighths: int, gap_points: int) -> None:
    """Draw a red rule above or below a paragraph; widths in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    border = element("pBdr")
    border.append(element(side, val=kind, sz=str(eighths), space=str(gap_points), color=layout.RED))
    properties.append(border)
    _in_order(properties)


def add_right_tab(paragraph: WordParagraph, points: float) -> None:
    """Set a right tab stop, in points from the left margin."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    tabs = element("tabs")
    tabs.append(element("tab", val="right", pos=twips(points)))
    properties.append(tabs)
    _in_order(properties)


def add_page_field(run: Run) -> None:
    """`— 1 —` with a live page number."""
    run.add_text("— ")
    for kind, instruction in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        if kind in {"begin", "separate", "end"}:
            run._r.append(element("fldChar", fldCharType=kind))  # noqa: SLF001
        elif kind == "text":
            run.add_text(instruction)
        else:
            words = element("instrText")
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words.text = instruction
            run._r.append(words)  # noqa: SLF001
    run.add_text(" —")


def add_watermark(paragraph: WordParagraph, words: str, number: int) -> None:
    """Grey slanted words behind the text of every page that shows this header."""
    picture = parse_xml(
        f"<w:pict {nsdecls('w')} {VML}>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="mark{number}" type="#_x0000_t136" stroked="f" fillcolor="#d9d9d9" '
        f'style="position:absolute;margin-left:0;margin-top:0;width:{min(420, 60 * len(words))}pt;height:60pt;rotation:328;z-index:-251658752;'
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin">'
        "<v:textpath/></v:shape></w:pict>"
    )
    path = picture.find(".//{urn:schemas-microsoft-com:vml}shape/{urn:schemas-microsoft-com:vml}textpath")
    path.set("style", f"font-family:'{FACES['hei'].name}'")
    path.set("string", words)
    paragraph.add_run()._r.append(picture)  # noqa: SLF001


def float_at_bottom(table: Any) -> None:
    """Anchor a table to the lower edge of the type area of the page it falls on."""
    properties = table._tbl.tblPr  # noqa: SLF001
    place = element("tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="left", tblpYSpec="bottom")
    place.set(qn("w:leftFromText"), "0")
    place.set(qn("w:rightFromText"), "0")
    properties.insert(1 if properties.find(qn("w:tblStyle")) is not None else 0, place)


def set_rules(cell: Any, rules: Mapping[str, float]) -> None:
    """Draw the rules of a cell, in millimetres; sides not named have none."""
    borders = element("tcBorders")
    for side in ("top", "left", "bottom", "right"):
        width = rules.get(side)
        if width:
            eighths = str(round(width * layout.POINTS_PER_MM * 8))
            borders.append(element(side, val="single", sz=eighths, space="0", color="000000"))
        else:
            borders.append(element(side, val="nil"))
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001


def repeat_header(row: Any) -> None:
    """Show the row again at the head of each page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001


def keep_whole(row: Any) -> None:
    """Split the row over no page break; called before `repeat_header`, as the schema orders them."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001


def name_alternatives(document: Document) -> None:
    """Tell Word what to take where a face is not installed (w:altName)."""
    table = next(
        (p for p in document.part.package.iter_parts() if str(p.partname) == "/word/fontTable.xml"), None
    )
    if not isinstance(table, Part):
        return
    fonts = "".join(
        f'<w:font w:name="{face.name}"><w:altName w:val="{face.alternative}"/><w:charset w:val="86"/></w:font>'
        for face in FACES.values()
    )
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    table._blob = f"{declaration}<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()  # noqa: SLF001


def same_each_time(made: bytes) -> bytes:
    """Return the same archive with fixed entry dates, so that one paper gives the same bytes whenever it is made."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()

"""Sets a paper as a Word file that an office goes on editing: GB/T 9704-2012 as styles, grid and frames.

Faces are named, not embedded: office PCs have 仿宋_GB2312 and 方正小标宋简体, and the font table names what to
take where they are missing. What only Word can know when it lays out pages (whether the last page is even)
is left to Word: the imprint stands at the foot of the last page.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from touyan.foundation.papers import layout
from touyan.foundation.papers import wordparts as part
from touyan.foundation.papers.code import code_png
from touyan.foundation.papers.document import (
    Block,
    Field,
    Fields,
    Heading,
    Imprint,
    Items,
    Letterhead,
    Paper,
    Paragraph,
    Roll,
    Signature,
    Table,
)
from touyan.foundation.papers.numbering import attachment_label, attachment_lines, day_words, labelled
from touyan.foundation.papers.placing import signature_place
from touyan.foundation.papers.plain import printed
from touyan.foundation.papers.titles import break_title

PITCH = layout.LINE_PITCH_POINTS
BODY = layout.BODY_POINTS
LEVEL_FACES = ("hei", "kai", "body", "body")
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
LABEL_WIDTH = 29.0
FOOTER_FROM_EDGE = layout.BOTTOM - layout.FOOTER_DASH_DROP - layout.SMALL_POINTS / 2 / layout.POINTS_PER_MM
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def set_paper(paper: Paper) -> bytes:
    """Return the .docx of a paper. The same paper gives the same bytes."""
    paper = printed(paper)
    document = docx.Document()
    part.set_normal(document)
    _set_page(document, paper)
    _head(document, paper)
    _title(document, paper.title_lines or break_title(paper.title), before=_title_gap(paper))
    _blocks(document, paper.lead)
    if paper.recipients:
        _line(document, paper.recipients.rstrip("：:") + "：")
    _blocks(document, paper.body, is_signed=paper.signature is not None)
    _after_body(document, paper)
    _attachments(document, paper)
    if paper.imprint:
        _imprint(document, paper.imprint, is_letter=paper.kind == "letter")
    _describe(document, paper)
    part.name_alternatives(document)
    out = io.BytesIO()
    document.save(out)
    return part.same_each_time(out.getvalue())


def _describe(document: Any, paper: Paper) -> None:
    day = paper.signature.signed_on if paper.signature else None
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else UNDATED
    properties = document.core_properties
    properties.title = paper.title[:255]
    properties.author = paper.letterhead.issuer_mark[:255] if paper.letterhead else ""
    properties.comments = layout.meant_fonts()
    properties.created = properties.modified = at
    properties.last_modified_by = ""


def _line(
    container: Any,
    text: str,
    role: str = "body",
    points: float = BODY,
    *,
    align: str = "",
    red: bool = False,
    **shape: Any,
) -> Any:
    """One paragraph in one face; `shape` as in `wordparts.shape`."""
    paragraph = container.add_paragraph()
    if text:
        part.set_face(paragraph.add_run(text), role, points, red=red)
    paragraph.alignment = ALIGNMENTS.get(align, WD_ALIGN_PARAGRAPH.JUSTIFY)
    part.shape(paragraph, **shape)
    return paragraph


def _set_page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
    is_letter = paper.kind == "letter" and paper.letterhead is not None
    section.footer_distance = Mm(layout.LETTER_FOOT_RULE if is_letter else FOOTER_FROM_EDGE)
    section.header_distance = Mm(layout.LETTER_MARK_FROM_PAGE_TOP if is_letter else 10)
    part.set_grid(section._sectPr)  # noqa: SLF001 - the grid has no public setter
    document.settings.odd_and_even_pages_header_footer = True
    section.different_first_page_header_footer = is_letter or paper.code is not None
    drop = FOOTER_FROM_EDGE - layout.LETTER_FOOT_RULE if is_letter else 0.0
    _page_number(section.footer, "right", drop)
    _page_number(section.even_page_footer, "left", drop)
    if is_letter and paper.letterhead:
        _letter_frame(section, paper.letterhead)
    elif paper.code:
        _page_number(section.first_page_footer, "right", drop)
        _code(section.first_page_header, paper)
    if paper.watermark:
        headers = [section.header, section.even_page_header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for number, header in enumerate(headers, 1):
            part.add_watermark(_first(header), paper.watermark, number)


def _first(story: Any) -> Any:
    story.is_linked_to_previous = False
    return story.paragraphs[0]


def _page_number(story: Any, align: str, drop: float) -> None:
    paragraph = _first(story)
    run = paragraph.add_run()
    part.add_page_field(run)
    part.set_face(run, "song", layout.SMALL_POINTS)
    paragraph.alignment = ALIGNMENTS[align]
    side = paragraph.paragraph_format
    side.right_indent = Pt(layout.SMALL_POINTS) if align == "right" else None
    side.left_indent = Pt(layout.SMALL_POINTS) if align == "left" else None
    part.shape(paragraph, pitch=layout.SMALL_POINTS, after=drop * layout.POINTS_PER_MM)


def _letter_frame(section: Any, head: Letterhead) -> None:
    """Put the mark and the double red rules of a letter into the first page's header and footer."""
    mark = _first(section.first_page_header)
    size = layout.mark_points(head.issuer_mark)
    part.set_face(mark.add_run(head.issuer_mark), "title", size, red=True)
    mark.alignment = ALIGNMENTS["center"]
    foot = _first(section.first_page_footer)
    for paragraph in (mark, foot):
        outside = (layout.LETTER_RULE_WIDTH - layout.TEXT_WIDTH) / 2
        paragraph.paragraph_format.left_indent = Mm(-outside - 1)
        paragraph.paragraph_format.right_indent = Mm(-outside + 1)
    part.shape(mark, pitch=size + 2)
    part.shape(foot, pitch=4)
    part.set_border(mark, "bottom", "thickThinSmallGap", 24, round(layout.RULE_GAP * layout.POINTS_PER_MM))
    part.set_border(foot, "bottom", "thinThickSmallGap", 24, 0)


def _code(header: Any, paper: Paper) -> None:
    if paper.code is None:
        return
    paragraph = _first(header)
    paragraph.alignment = ALIGNMENTS["right"]
    paragraph.add_run().add_picture(io.BytesIO(code_png(paper.code.address)), width=Mm(20))
    part.shape(paragraph, pitch=None)
    if paper.code.caption:
        _line(header, paper.code.caption, points=8, align="right", pitch=10)


def _head(document: Any, paper: Paper) -> None:
    head = paper.letterhead
    if head is None:
        return
    if paper.kind == "letter":
        _line(document, head.number, align="right")
        return
    notes = [(head.copy_number, "body"), (head.secrecy, "hei"), (head.urgency, "hei")]
    shown = [(text, role) for text, role in notes if text]
    for text, role in shown:
        _line(document, text, role)
    size = layout.mark_points(head.issuer_mark)
    drop = max(0.0, layout.HEAD_DROP * layout.POINTS_PER_MM - len(shown) * PITCH)
    _line(document, head.issuer_mark, "title", size, align="center", red=True, pitch=size + 2, before=drop)
    gap = PITCH if paper.kind == "minutes" else 2 * PITCH
    _number_line(document, head, gap)


def _number_line(document: Any, head: Letterhead, gap: float) -> None:
    if not head.signer:
        paragraph = _line(document, head.number, align="center", before=gap)
    else:
        paragraph = _line(document, head.number, before=gap)
        paragraph.paragraph_format.left_indent = Pt(layout.CHARACTER_POINTS)
        part.add_right_tab(paragraph, layout.CHARACTER_POINTS * (layout.CHARACTERS - 1))
        part.set_face(paragraph.add_run("\t签发人："), "body", BODY)
        part.set_face(paragraph.add_run(head.signer), "kai", BODY)
    rule_gap = round(layout.RULE_GAP * layout.POINTS_PER_MM)
    part.set_border(paragraph, "bottom", "single", 12, rule_gap)


def _title_gap(paper: Paper) -> float:
    if paper.letterhead is None:
        return 0
    return (1 if paper.kind == "minutes" else 2) * PITCH


def _title(document: Any, lines: tuple[str, ...], *, before: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGNMENTS["center"]
    for index, line in enumerate(lines):
        run = paragraph.add_run()
        if index:
            run.add_break()
        run.add_text(line)
        part.set_face(run, "title", layout.TITLE_POINTS)
    part.shape(paragraph, pitch=layout.TITLE_PITCH_POINTS, before=before, after=PITCH, keep_next=True)


def _blocks(container: Any, blocks: Iterable[Block], *, is_signed: bool = False) -> None:
    listed = list(labelled(blocks))
    for index, (block, label) in enumerate(listed):
        _block(container, block, label, keep_next=is_signed and index == len(listed) - 1)


def _block(container: Any, block: Block, label: str, *, keep_next: bool) -> None:
    match block:
        case Paragraph(text, is_flush):
            for line in text.split("\n"):
                if line.strip():
                    _line(container, line.strip(), first_characters=0 if is_flush else 2, keep_next=keep_next)
        case Heading(level, text, text_after):
            role = LEVEL_FACES[level - 1]
            paragraph = _line(container, label + text, role, first_characters=2, keep_next=not text_after)
            if text_after:
                part.set_face(paragraph.add_run(text_after), "body", BODY)
        case Items(texts):
            for number, text in enumerate(texts, 1):
                _line(container, f"{number}.{text}", first_characters=2, keep_next=keep_next)
        case Table():
            _table(container, block)
        case Fields(rows):
            _fields(container, rows)


def _cell(
    cell: Any, text: str, role: str = "body", align: str = "left", points: float = layout.TABLE_POINTS
) -> None:
    """Write the words of one cell, centred in height."""
    first, *rest = text.split("\n")
    paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _line_ in rest)]
    for paragraph, line in zip(paragraphs, (first, *rest), strict=True):
        part.set_face(paragraph.add_run(line), role, points)
        paragraph.alignment = ALIGNMENTS[align]
        part.shape(paragraph, pitch=None, before=2, after=2)
    cell.vertical_alignment = 1


def _grid(container: Any, rows: int, widths: list[float]) -> Any:
    table = container.add_table(rows, len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        part.keep_whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _table(container: Any, block: Table) -> None:
    if block.caption:
        _line(container, block.caption, "hei", align="center", keep_next=True)
    points = layout.table_points(len(block.columns))
    shares = sum(column.share for column in block.columns)
    widths = [column.share / shares * layout.TEXT_WIDTH for column in block.columns]
    table = _grid(container, 1 + len(block.rows), widths)
    rows = list(table.rows)
    part.repeat_header(rows[0])
    for cell, column in zip(rows[0].cells, block.columns, strict=True):
        _cell(cell, column.header, "hei", "center", points)
    for row, texts in zip(rows[1:], block.rows, strict=True):
        for cell, text, column in zip(row.cells, texts, block.columns, strict=True):
            _cell(cell, text, align=column.align, points=points)
    _line(container, "", pitch=PITCH / 3)


def _fields(container: Any, rows: tuple[tuple[Field, ...], ...]) -> None:
    half = layout.TEXT_WIDTH / 2 - LABEL_WIDTH
    table = _grid(container, len(rows), [LABEL_WIDTH, half, LABEL_WIDTH, half])
    for row, fields in zip(table.rows, rows, strict=True):
        cells = row.cells
        row.height = Mm(7 * max(field.lines for field in fields))
        if len(fields) == 1:
            cells = (cells[0], cells[1].merge(cells[3]))
        for field, label, value in zip(fields, cells[::2], cells[1::2], strict=True):
            _cell(label, field.label, "hei", "center")
            _cell(value, field.value)
            if field.closing:
                paragraph = value.add_paragraph()
                part.set_face(paragraph.add_run(field.closing), "body", layout.TABLE_POINTS)
                paragraph.alignment = ALIGNMENTS["right"]
                part.shape(paragraph, pitch=None, before=6, after=2)
    _line(container, "", pitch=PITCH / 3)


def _after_body(document: Any, paper: Paper) -> None:
    titles = tuple(attachment.title for attachment in paper.attachments)
    for index, line in enumerate(attachment_lines(titles) if titles else ()):
        _line(document, line, before=PITCH if index == 0 else 0, first_characters=2, keep_next=True)
    if paper.signature:
        _signature(document, paper.signature)
    if paper.note:
        _line(document, f"（{paper.note.strip('（）()')}）", first_characters=2)
    for index, roll in enumerate(paper.rolls):
        _roll(document, roll, is_first=index == 0)


def _signature(document: Any, signature: Signature) -> None:
    day = day_words(signature.signed_on) if signature.signed_on else ""
    before = (2 if signature.is_sealed else 1) * PITCH
    day_indent = signature_place("", day, is_sealed=signature.is_sealed).day
    for index, name in enumerate(signature.names):
        place = signature_place(name, day, is_sealed=signature.is_sealed)
        day_indent = place.day
        _line(
            document,
            name,
            before=before if index == 0 else 0,
            left_characters=place.name,
            keep_next=bool(day),
        )
    if day:
        _line(document, day, left_characters=day_indent)


def _roll(document: Any, roll: Roll, *, is_first: bool) -> None:
    label = f"{roll.label}："
    paragraph = _line(
        document,
        label,
        "hei",
        before=PITCH if is_first else 0,
        left_characters=2 + len(label),
        hanging_characters=len(label),
    )
    part.set_face(paragraph.add_run(roll.names), "body", BODY)


def _attachments(document: Any, paper: Paper) -> None:
    for index, attachment in enumerate(paper.attachments, 1):
        if not attachment.body:
            continue
        _line(document, attachment_label(index, len(paper.attachments)), "hei", page_before=True)
        _title(document, break_title(attachment.title), before=PITCH)
        _blocks(document, attachment.body)


def _imprint(document: Any, imprint: Imprint, *, is_letter: bool) -> None:
    """Add a table anchored to the foot of the type area: rules 0.35 mm outside, 0.25 mm between."""
    rows = [(f"抄送：{imprint.copy_to.rstrip('。')}。", "")] if imprint.copy_to else []
    if not is_letter and (imprint.office or imprint.printed_on):
        rows.append((imprint.office, f"{day_words(imprint.printed_on)}印发" if imprint.printed_on else ""))
    if not rows:
        return
    table = _grid(document, len(rows), [layout.TEXT_WIDTH])
    table.style = "Normal Table"
    part.float_at_bottom(table)
    for index, (row, (left, right)) in enumerate(zip(table.rows, rows, strict=True)):
        cell = row.cells[0]
        _imprint_line(cell.paragraphs[0], left, right)
        above = layout.IMPRINT_OUTER_RULE if index == 0 else layout.IMPRINT_INNER_RULE
        below = layout.IMPRINT_OUTER_RULE if index == len(rows) - 1 else 0.0
        part.set_rules(cell, {"top": above, "bottom": below})
    # Word wants a paragraph behind a table; a tight one, or it would open another page.
    _line(document, "", pitch=1)


def _imprint_line(paragraph: Any, left: str, right: str) -> None:
    small = layout.SMALL_POINTS
    part.set_face(paragraph.add_run(left), "body", small)
    side = paragraph.paragraph_format
    side.right_indent = Pt(small)
    if right:
        side.left_indent = Pt(small)
        part.add_right_tab(paragraph, layout.TEXT_WIDTH * layout.POINTS_PER_MM - small * 1.8)
        part.set_face(paragraph.add_run(f"\t{right}"), "body", small)
    else:
        side.left_indent, side.first_line_indent = Pt(small * 4), Pt(-small * 3)
    part.shape(paragraph, pitch=22)

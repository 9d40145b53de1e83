"""Sets a paper as PDF: the words go as JSON data to a fixed template, never as markup.

Only the fonts of the given folder are used, so the same paper gives the same bytes on every machine. The
template knows no content and this module no layout; both take their measures from `layout`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from touyan.core.findings import Finding
from touyan.foundation.papers import layout
from touyan.foundation.papers.code import code_svg
from touyan.foundation.papers.document import Block, Fields, Heading, Items, Paper, Paragraph, Table
from touyan.foundation.papers.numbering import attachment_label, attachment_lines, day_words, labelled
from touyan.foundation.papers.placing import signature_place
from touyan.foundation.papers.plain import printed
from touyan.foundation.papers.titles import break_title
from touyan.foundation.papers.typefaces import Typefaces, missing_characters, typefaces

TEMPLATE = Path(__file__).with_name("paper.typ")
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
KEPT_WITH_SIGNATURE = 28 * 8
"""A last paragraph up to eight lines moves whole with the signature, which must not stand alone on a page."""


def render(paper: Paper, fonts: Path) -> bytes:
    """Return the PDF of a paper: A4, GB/T 9704-2012 geometry, PDF/A-2b, fonts subset from `fonts`.

    Raises `FontsPending` (papers.fonts_pending) while the fonts have not arrived.
    """
    faces = typefaces(fonts)
    made = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=faces.loaded,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": json.dumps(_data(printed(paper), faces), ensure_ascii=False)},
        pdf_standards=["a-2b"],
        timestamp=int(_signed_at(paper).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF was expected")
    return made


def glyph_findings(paper: Paper, fonts: Path) -> tuple[Finding, ...]:
    """Warn of characters that no font at hand can draw (papers.missing_characters); () for nearly every paper.

    Raises `FontsPending` like `render`.
    """
    faces = typefaces(fonts)
    missing = missing_characters("".join(_texts(_paper(printed(paper)))), faces)
    facts = {"characters": "、".join(missing)}
    return (Finding("papers.missing_characters", facts=facts, level="warning"),) if missing else ()


def _texts(value: Any) -> Iterator[str]:
    """Yield every text inside JSON data; the drawing of a code is no text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inside in value.items():
            if name != "svg":
                yield from _texts(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _texts(inside)


def _signed_at(paper: Paper) -> datetime:
    """Take the day of sign-off for the file's date: a clock here would make every rendering another file."""
    day = paper.signature.signed_on if paper.signature else None
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else UNDATED


def _data(paper: Paper, faces: Typefaces) -> dict[str, Any]:
    return {
        "measures": _measures(),
        "faces": {role: {"families": c.families, "weight": c.weight} for role, c in faces.chosen.items()},
        "description": f"{layout.meant_fonts()}；本文件所用：{faces.description()}",
        "paper": _paper(paper),
    }


def _measures() -> dict[str, Any]:
    return {
        "top": layout.TOP,
        "left": layout.LEFT,
        "right": layout.RIGHT,
        "bottom": layout.BOTTOM,
        "text_width": layout.TEXT_WIDTH,
        "body": layout.BODY_POINTS,
        "title": layout.TITLE_POINTS,
        "small": layout.SMALL_POINTS,
        "table": layout.TABLE_POINTS,
        "pitch": layout.LINE_PITCH_POINTS,
        "title_pitch": layout.TITLE_PITCH_POINTS,
        "character": layout.CHARACTER_POINTS,
        "tracking": layout.TRACKING_POINTS,
        "head_drop": layout.HEAD_DROP,
        "rule_gap": layout.RULE_GAP,
        "letter_mark": layout.LETTER_MARK_FROM_PAGE_TOP,
        "letter_rule": layout.LETTER_RULE_WIDTH,
        "letter_foot": layout.LETTER_FOOT_RULE,
        "footer_drop": layout.FOOTER_DASH_DROP,
        "outer_rule": layout.IMPRINT_OUTER_RULE,
        "inner_rule": layout.IMPRINT_INNER_RULE,
        "red": layout.RED,
    }


def _paper(paper: Paper) -> dict[str, Any]:
    head, imprint = paper.letterhead, paper.imprint
    return {
        "kind": paper.kind,
        "title": paper.title_lines or break_title(paper.title),
        "title_plain": paper.title,
        "author": head.issuer_mark if head else "",
        "mark": head.issuer_mark if head else "",
        "mark_points": layout.mark_points(head.issuer_mark) if head else 0,
        "number": head.number if head else "",
        "signer": head.signer if head else "",
        "copy_number": head.copy_number if head else "",
        "secrecy": head.secrecy if head else "",
        "urgency": head.urgency if head else "",
        "recipients": paper.recipients.rstrip("：:"),
        "lead": _blocks(paper.lead),
        "body": _kept_last(_blocks(paper.body), is_signed=paper.signature is not None),
        "attachment_lines": attachment_lines(tuple(a.title for a in paper.attachments))
        if paper.attachments
        else (),
        "attachments": [
            {
                "label": attachment_label(index, len(paper.attachments)),
                "title": break_title(attachment.title),
                "body": _blocks(attachment.body),
            }
            for index, attachment in enumerate(paper.attachments, 1)
            if attachment.body
        ],
        "signature": _signature(paper),
        "is_sealed": paper.signature is not None and paper.signature.is_sealed,
        "note": paper.note.strip("（）()"),
        "rolls": [{"label": roll.label, "names": roll.names} for roll in paper.rolls],
        "has_imprint": imprint is not None,
        "copy_to": imprint.copy_to.rstrip("。") if imprint else "",
        "office": imprint.office if imprint and paper.kind != "letter" else "",
        "printed_on": _printing(paper),
        "code": {"svg": code_svg(paper.code.address), "caption": paper.code.caption} if paper.code else None,
        "watermark": paper.watermark,
    }


def _printing(paper: Paper) -> str:
    if not paper.imprint or not paper.imprint.printed_on or paper.kind == "letter":
        return ""
    return f"{day_words(paper.imprint.printed_on)}印发"


def _signature(paper: Paper) -> list[dict[str, Any]]:
    """Return the lines of the signature, each with its left indent in body characters."""
    signature = paper.signature
    if signature is None:
        return []
    day = day_words(signature.signed_on) if signature.signed_on else ""
    places = [signature_place(name, day, is_sealed=signature.is_sealed) for name in signature.names]
    lines = [{"text": n, "indent": p.name} for n, p in zip(signature.names, places, strict=True)]
    if day:
        last = places[-1] if places else signature_place("", day, is_sealed=signature.is_sealed)
        lines.append({"text": day, "indent": last.day})
    return lines


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [part for block, label in labelled(blocks) for part in _block(block, label)]


def _block(block: Block, label: str) -> list[dict[str, Any]]:
    match block:
        case Paragraph(text, is_flush):
            return [_line(line, is_flush=is_flush) for line in text.split("\n") if line.strip()]
        case Heading(level, text, text_after):
            words = {"label": label, "text": text, "text_after": text_after}
            return [{"type": "heading", "level": level, "keep": False, **words}]
        case Items(texts):
            return [_line(f"{index}.{text}") for index, text in enumerate(texts, 1)]
        case Table(columns, rows, caption):
            heads = [{"header": c.header, "share": c.share, "align": c.align} for c in columns]
            points = layout.table_points(len(columns))
            return [{"type": "table", "columns": heads, "rows": rows, "caption": caption, "points": points}]
        case Fields(rows):
            cells = [
                [{"label": f.label, "value": f.value, "lines": f.lines, "closing": f.closing} for f in row]
                for row in rows
            ]
            return [{"type": "fields", "rows": cells}]


def _line(text: str, *, is_flush: bool = False) -> dict[str, Any]:
    return {"type": "paragraph", "text": text.strip(), "is_flush": is_flush, "keep": False}


def _kept_last(parts: list[dict[str, Any]], *, is_signed: bool) -> list[dict[str, Any]]:
    """Mark the last paragraph to stay on the page of the signature."""
    last = parts[-1] if parts else {}
    if is_signed and last.get("type") in {"paragraph", "heading"}:
        last["keep"] = len(last["text"] + last.get("text_after", "")) <= KEPT_WITH_SIGNATURE
    return parts

"""The application form as a paper: the scheme's sections in their order, the code of its version, room for seals."""

from __future__ import annotations

import re

from touyan.foundation.papers import Block, Code, Column, Field, Fields, Heading, Paper, Paragraph, Table
from touyan.foundation.papers.forms import SEAL_AND_DAY, SIGN_AND_DAY
from touyan.stages.application.kinds import Answers
from touyan.stages.application.matters import form_of
from touyan.stages.application.models import Application, Version
from touyan.stages.application.reading import Item, Part, parts_of

NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")
SHORT, NARROW = 16, 4
CLOSINGS = {"opinion": SEAL_AND_DAY, "yes_no": f"领题书记{SIGN_AND_DAY}"}
WIDE = frozenset({"opinion", "yes_no", "long_text", "list", "period"})
DRAFT = "草稿"


def application_paper(
    application: Application, answers: Answers, version: Version | None, site: str
) -> Paper:
    """The paper of a version, with its code; without a version a draft, marked so across each page."""
    body: list[Block] = []
    for part in parts_of(application, answers, "zh"):
        body += [Heading(1, NUMBERED.sub("", part.label)), *_blocks(part, application)]
    code = Code(f"{site}/v/{version.code}", f"第{version.number}版 {version.code}") if version else None
    title = NUMBERED.sub("", form_of(application.scheme_version).label.zh)
    return Paper(title=title, kind="form", body=tuple(body), code=code, watermark="" if version else DRAFT)


def _blocks(part: Part, application: Application) -> list[Block]:
    kinds = {path: f.type for path, f in form_of(application.scheme_version).fields()}
    blocks: list[Block] = []
    boxes: list[Item] = []
    for item in part.items:
        if item.rows:
            blocks += [*_boxes(boxes, kinds), Heading(2, item.label), _table(item), *_sum(item)]
            boxes = []
        else:
            boxes.append(item)
    return [*blocks, *_boxes(boxes, kinds)]


def _table(item: Item) -> Table:
    shares = [
        max([NARROW, len(head), *(min(len(row[i]), SHORT) for row in item.rows)])
        for i, head in enumerate(item.columns)
    ]
    return Table(
        tuple(Column(head, float(share)) for head, share in zip(item.columns, shares, strict=True)), item.rows
    )


def _sum(item: Item) -> list[Block]:
    return [Paragraph(item.text)] if item.text else []


def _boxes(items: list[Item], kinds: dict[str, str]) -> list[Block]:
    """Fields as boxes: two short ones side by side, opinions with room for the seal."""
    rows: list[tuple[Field, ...]] = []
    waiting: Field | None = None
    for item in items:
        kind = kinds[item.path]
        text = "；".join(name for _, name in item.files) if item.files else item.text
        box = Field(
            item.label, text, 4 if kind == "opinion" else 2 if kind == "yes_no" else 1, CLOSINGS.get(kind, "")
        )
        if kind in WIDE or len(text) > SHORT:
            rows += [(waiting,)] if waiting else []
            rows.append((box,))
            waiting = None
        elif waiting:
            rows.append((waiting, box))
            waiting = None
        else:
            waiting = box
    rows += [(waiting,)] if waiting else []
    return [Fields(tuple(rows))] if rows else []

"""Word templates hold names in double braces and nothing else: an expression is refused with its place (T15, B28).

A template engine's sandbox is no answer (a multiplication inside one took 28 s and 2 GB), so there is no
expression language at all: `{{ 项目名称 }}` from the caller's list is the whole grammar.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Collection, Iterator

from touyan.core.findings import Finding
from touyan.foundation.preflight.archives import archive_findings

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACEHOLDER = re.compile(r"\{\{([^{}]{0,200})\}\}")
NAME = re.compile(r"[\w（）()·]{1,40}")
TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
ACTIVE_FIELDS = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|MACROBUTTON)\b", re.IGNORECASE)
PART_NAMES = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


def template_findings(content: bytes, allowed: Collection[str]) -> tuple[Finding, ...]:
    """Every fault of a .docx template; `allowed` are the field names that may stand in braces."""
    found = archive_findings(content, part="word/document.xml")
    if found:
        return found
    findings: list[Finding] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = TEXT_PARTS.fullmatch(name)
            if not part:
                continue
            try:
                root = ET.fromstring(archive.read(name))  # noqa: S314 - archive_findings refused any DTD
            except ET.ParseError:
                return (Finding("files.damaged"),)
            findings += _part_findings(root, PART_NAMES[part[1].rstrip("0123456789")], allowed)
    return tuple(findings)


def _part_findings(root: ET.Element, part: str, allowed: Collection[str]) -> Iterator[Finding]:
    for number, paragraph in enumerate(root.iter(f"{WORD}p"), 1):
        place = f"{part}第{number}段"
        text = "".join(node.text or "" for node in paragraph.iter(f"{WORD}t"))
        yield from _text_findings(text, place, allowed)
        instructions = "".join(node.text or "" for node in paragraph.iter(f"{WORD}instrText"))
        simple = [node.get(f"{WORD}instr", "") for node in paragraph.iter(f"{WORD}fldSimple")]
        for words in (instructions, *simple):
            if ACTIVE_FIELDS.search(words):
                yield Finding("files.active_field", place, {"text": words.strip()[:40]})


def _text_findings(text: str, place: str, allowed: Collection[str]) -> Iterator[Finding]:
    for found in PLACEHOLDER.finditer(text):
        name = found[1].strip()
        if not NAME.fullmatch(name):
            yield Finding("files.template_expression", place, {"text": found[0][:40]})
        elif name not in allowed:
            yield Finding("files.template_unknown_field", place, {"name": name})
    rest = PLACEHOLDER.sub("", text)
    for sign in ("{%", "{#", "{{", "}}", "%}"):
        if sign in rest:
            yield Finding("files.template_expression", place, {"text": rest[rest.index(sign) :][:40]})
            return

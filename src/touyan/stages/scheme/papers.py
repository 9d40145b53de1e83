"""The rule book of a version as a paper: chapter after chapter, the burden table, the digest it can be checked by."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from touyan.core.scheme import Scheme, label
from touyan.foundation.papers import Block, Column, Heading, Paper, Paragraph, Table
from touyan.foundation.wording.burdens import burden_rows, burden_sum
from touyan.foundation.wording.sentences.explain import Lang, rule_book

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def rule_book_paper(version: Any, rules: Scheme, lang: Lang, parent: Scheme | None = None) -> Paper:
    """The whole rule book; a version not yet published is marked as a draft across each page."""
    body: list[Block] = []
    for heading, lines in rule_book(rules, lang, parent):
        body += [Heading(1, heading), *(Paragraph(line) for line in lines)]
    heads = (_("事项"), _("由谁办"), _("多久一次"), _("每次（分钟）"), _("没有变化时"))
    shares = (4.0, 4.0, 2.0, 2.0, 3.0)
    columns = tuple(Column(head, share) for head, share in zip(heads, shares, strict=True))
    body += [
        Heading(1, _("负担核算表")),
        Paragraph(burden_sum(rules, lang)),
        Table(columns, tuple(burden_rows(rules, lang))),
    ]
    body.append(Paragraph(_("摘要码：%(digest)s") % {"digest": version.digest}))
    title = _("%(title)s规则说明（第%(n)s版）") % {"title": label(rules.label, lang), "n": version.number}
    return Paper(
        title=title,
        kind="form",
        body=tuple(body),
        watermark="" if version.state == "published" else _("草稿"),
    )

"""The approval notice as a paper: the lists live while it is a draft, frozen once it has its number (domain.md 3.2)."""

from __future__ import annotations

from datetime import date

from touyan.foundation.papers import Paper
from touyan.foundation.papers.forms import approval_reply
from touyan.stages.approval.listed import rows
from touyan.stages.approval.models import Notice

DRAFT, VOID = "草稿", "作废"


def _rows(notice: Notice, name: str) -> tuple[tuple[str, ...], ...]:
    told = notice.paper.get(f"{name}_rows")
    if told is None:
        told = rows(notice.tenant_id, notice.paper.get(name, []))
    return tuple(tuple(row) for row in told)


def notice_paper(notice: Notice, today: date) -> Paper:
    """The notice in GB/T 9704 order; until it is issued it carries today's date and says what it is on each page."""
    rules = notice.scheme_version.rules
    paper = notice.paper
    return approval_reply(
        issuer=notice.unit.name,
        number=str(notice.number) if notice.number_id else "",
        recipients=paper["recipients"],
        year=rules.year,
        basis=paper["basis"],
        approved=_rows(notice, "approved"),
        self_implemented=_rows(notice, "self_implemented"),
        demands=[(title, text) for title, text in paper["demands"]],
        signed_on=notice.issued_on or today,
        copy_to=paper.get("copy_to", ""),
        office=notice.unit.name,
        is_reply=rules.decision.notice.style == "approval_reply"
        if rules.decision and rules.decision.notice
        else False,
        watermark={"issued": "", "void": VOID}.get(notice.state, DRAFT),
    )

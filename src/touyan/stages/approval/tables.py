"""The lists of the decision register, of notices, of numbers and of revisions."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import NOTHING, Lang, RowPattern, chip, day, due, link

DECISION_ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td>{body}</td><td>{meeting}</td><td>{item}</td><td>{day:html}</td><td>{number}</td><td class="number">{yes:figure}</td><td class="number">{own:figure}</td></tr>'
)
NOTICE_ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td>{unit}</td><td>{number}</td><td>{day:html}</td><td>{state:html}</td></tr>'
)
NUMBER_ROW = RowPattern("<tr><td>{number:html}</td><td>{unit}</td><td>{status:html}</td></tr>")
REVISION_ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td>{unit}</td><td class="number">{n:figure}</td><td>{due:html}</td><td>{state:html}</td></tr>'
)
NOTICE_TONES = {"draft": "none", "numbered": "warn", "issued": "good", "void": "late"}


def status_chip(status: str) -> SafeString:
    """What became of a number."""
    told = {
        "reserved": (_("已编号，未签发"), "warn"),
        "issued": (_("已签发"), "good"),
        "void": (_("作废"), "late"),
    }[status]
    return chip(told[0], told[1])  # type: ignore[arg-type]


def decision_list(lang: Lang) -> Listing:
    """The register: body, meeting, item, day, number, how many approved and how many left to their committees."""

    def rows(found: list[Any]) -> SafeString:
        return DECISION_ROW.rows(_decision_row(d, lang) for d in found)

    return Listing(
        caption=_("决定登记簿"),
        columns=(
            Column(_("决定"), "title"),
            Column(_("决定机构"), "unit__order"),
            Column(_("会议")),
            Column(_("议项"), "item"),
            Column(_("日期"), "held_on"),
            Column(_("文号"), "document_number"),
            Column(_("立项"), number=True),
            Column(_("自行组织实施"), number=True),
        ),
        rows=rows,
        filters=(Filter("q", _("关键词"), lambda found, value: found.filter(title__icontains=value)),),
        order="-held_on",
        empty_title=_("还没有登记的决定"),
        empty_text=_("例会评分结束后，由记录人登记会议决定。"),
        empty_acts=({"label": _("看例会"), "url": "/meetings"},),
    )


def _decision_row(one: Any, lang: Lang) -> tuple[str | int, ...]:
    told = Counter(line["outcome"] for line in one.outcomes)
    return (
        link(f"/approval/{one.key}", one.title),
        one.unit.label,
        one.meeting.title if one.meeting else "",
        one.item,
        day(one.held_on, lang, year=True),
        one.document_number,
        told["approved"] + told["approved_after_revision"],
        told["self_implemented"],
    )


def notice_list(lang: Lang) -> Listing:
    """Approval notices, the newest first."""

    def rows(found: list[Any]) -> SafeString:
        return NOTICE_ROW.rows(
            (
                link(f"/approval/notices/{n.key}", n.title),
                n.unit.label,
                str(n.number) if n.number_id else "",
                day(n.issued_on, lang, year=True),
                chip(words(machine_of(n).label_of(n.state), lang), NOTICE_TONES[n.state]),  # type: ignore[arg-type]
            )
            for n in found
        )

    return Listing(
        caption=_("立项文件"),
        columns=(
            Column(_("文件"), "title"),
            Column(_("发文机关"), "unit__order"),
            Column(_("发文字号")),
            Column(_("成文日期")),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        order="-id",
        empty_title=_("还没有立项文件"),
        empty_text=_("从一份决定里拟文。"),
        empty_acts=({"label": _("看决定登记簿"), "url": "/approval"},),
    )


def number_list(lang: Lang) -> Listing:  # noqa: ARG001 - listings share one shape
    """Every number of every code and year; void ones stay and are shown."""

    def rows(found: list[Any]) -> SafeString:
        return NUMBER_ROW.rows(
            (
                link(f"/approval/notices/{n.notice.key}", str(n))
                if hasattr(n, "notice")
                else SafeString(str(n)),
                n.unit.label,
                status_chip(n.status),
            )
            for n in found
        )

    choices = (("reserved", _("已编号，未签发")), ("issued", _("已签发")), ("void", _("作废")))
    return Listing(
        caption=_("文号登记"),
        columns=(
            Column(_("发文字号"), "number"),
            Column(_("发文机关"), "unit__order"),
            Column(_("情况"), "status"),
        ),
        rows=rows,
        filters=(
            Filter("status", _("情况"), lambda found, value: found.filter(status=value), choices),
            Filter(
                "year",
                _("年度"),
                lambda found, value: (
                    found.filter(year=int(value)) if value.isascii() and value.isdigit() else found.none()
                ),
            ),
        ),
        order="-number",
        empty_title=_("还没有编发过文号"),
        empty_text=_("立项文件编号后，号码都登记在这里；作废的号码不再使用，也不会消失。"),
    )


def revision_list(lang: Lang, today: date) -> Listing:
    """Approved after revision: what still waits for an answer or for its verification."""
    days = calendar_of()

    def rows(found: list[Any]) -> SafeString:
        return REVISION_ROW.rows(
            (
                link(f"/approval/revisions/{a.key}", a.title),
                a.unit.label,
                len(a.revision_items),
                due(a.due_on, today, days.workdays_left(today, a.due_on), lang) if a.due_on else NOTHING,
                chip(words(machine_of(a).label_of(a.state), lang), "warn"),
            )
            for a in found
        )

    return Listing(
        caption=_("修改后立项"),
        columns=(
            Column(_("项目名称"), "title"),
            Column(_("申报单位"), "unit__order"),
            Column(_("修改意见"), number=True),
            Column(_("期限")),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        order="unit__order",
        empty_title=_("没有等待核对的修改"),
        empty_text=_("会议决定“修改后立项”的项目，答复后在这里核对。"),
    )

"""The list of releases."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import Lang, RowPattern, chip, day, link

ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td>{audience}</td><td>{from:html}</td><td>{to:html}</td><td>{state:html}</td></tr>'
)
TONES = {
    "draft": "none",
    "in_publicity": "warn",
    "publicised": "calm",
    "released": "good",
    "withdrawn": "late",
}


def release_list(lang: Lang) -> Listing:
    """Everything made public or being prepared."""

    def rows(found: list[Any]) -> SafeString:
        return ROW.rows(
            (
                link(f"/releases/{r.key}", r.title),
                _("对外公开") if r.payload.get("audience") == "public" else _("系统内公开"),
                day(r.opens_on, lang),
                day(r.closes_on, lang),
                chip(words(machine_of(r).label_of(r.state), lang), TONES[r.state]),  # type: ignore[arg-type]
            )
            for r in found
        )

    return Listing(
        caption=_("公示与公开"),
        columns=(
            Column(_("标题"), "title"),
            Column(_("范围")),
            Column(_("公示开始")),
            Column(_("公示结束")),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        filters=(Filter("q", _("关键词"), lambda found, value: found.filter(title__icontains=value)),),
        order="-id",
        empty_title=_("还没有公示"),
        empty_text=_("登记会议决定后，从决定页面准备公示。"),
    )

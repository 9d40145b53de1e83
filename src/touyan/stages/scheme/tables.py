"""The list of scheme versions."""

from __future__ import annotations

from typing import Any, Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import Lang, RowPattern, chip, link
from touyan.stages.scheme.rules import DRAFT_MACHINE

ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td class="number">{year}</td><td class="number">{number}</td><td class="figures">{digest}</td><td>{state:html}</td></tr>'
)
Tone = Literal["", "good", "warn", "late", "calm", "none"]
TONES: dict[str, Tone] = {"draft": "warn", "published": "good", "retired": "none", "discarded": "none"}
SHORT = 12


def state_words(lang: Lang) -> dict[str, str]:
    """States of a version: the house's own, and the one only a published scheme can reach."""
    return {s.name: words(s.label, lang) for s in DRAFT_MACHINE.states.values()} | {"retired": _("已停用")}


def version_list(lang: Lang, *, may_upload: bool) -> Listing:
    """Versions, the newest first."""
    states = state_words(lang)

    def rows(found: list[Any]) -> SafeString:
        return ROW.rows(
            (
                link(f"/schemes/{v.key}", v.title),
                str(v.year),
                str(v.number),
                v.digest[:SHORT],
                chip(states.get(v.state, v.state), TONES.get(v.state, "")),
            )
            for v in found
        )

    return Listing(
        caption=_("方案"),
        columns=(
            Column(_("方案"), "title"),
            Column(_("年度"), "year", number=True),
            Column(_("版本"), "number", number=True),
            Column(_("摘要码")),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        filters=(
            Filter("state", _("状态"), lambda found, value: found.filter(state=value), tuple(states.items())),
        ),
        order="-year",
        empty_title=_("还没有方案"),
        empty_text=_("把正式文件里的规矩写成方案文件，上传后系统逐条读给您听，核对无误再发布。"),
        empty_acts=({"label": _("上传方案"), "url": "/schemes/new"},) if may_upload else (),
    )

"""The list of needs."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.fieldwork.needs.rules import NEED_MACHINE, SOURCE_WORDS
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import Lang, RowPattern, chip, day, link

ROW = RowPattern(
    "<tr><td>{title:html}</td><td>{unit}</td><td>{source}</td><td>{day:html}</td><td>{state:html}</td><td>{by}</td></tr>"
)
TONES = {"open": "warn", "claimed": "calm", "linked": "good", "declined": "none"}


def need_list(lang: Lang, *, may_raise: bool) -> Listing:
    """Needs with filters by state, source and words; an empty list offers writing one down to whoever may."""

    def rows(found: list[Any]) -> SafeString:
        return ROW.rows(
            (
                link(f"/needs/{n.key}", n.title),
                n.unit.label,
                words(SOURCE_WORDS[n.source], lang),
                day(n.raised_on, lang),
                chip(words(NEED_MACHINE.label_of(n.state), lang), TONES[n.state]),  # type: ignore[arg-type]
                n.claimed_by.label if n.claimed_by else "",
            )
            for n in found
        )

    return Listing(
        caption=_("需求登记"),
        columns=(
            Column(_("需求"), "title"),
            Column(_("所在单位"), "unit__order"),
            Column(_("来源"), "source"),
            Column(_("登记日期"), "raised_on"),
            Column(_("状态"), "state"),
            Column(_("认领单位")),
        ),
        rows=rows,
        filters=(
            Filter(
                "q",
                _("关键词"),
                lambda found, value: found.filter(Q(title__icontains=value) | Q(text__icontains=value)),
            ),
            Filter(
                "state",
                _("状态"),
                lambda found, value: found.filter(state=value),
                tuple((s.name, words(s.label, lang)) for s in NEED_MACHINE.states.values()),
            ),
            Filter(
                "source",
                _("来源"),
                lambda found, value: found.filter(source=value),
                tuple((n, words(w, lang)) for n, w in SOURCE_WORDS.items()),
            ),
        ),
        order="-raised_on",
        empty_title=_("还没有登记的需求"),
        empty_text=_("居民、走访和上级任务里发现的问题先登记在这里，申报项目时可以直接选用。"),
        empty_acts=({"label": _("登记一条需求"), "url": "/needs/new"},) if may_raise else (),
    )

"""The answering office's list."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.feedback.rules import FEEDBACK_MACHINE, SORTS
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import Lang, RowPattern, chip, day, link

ROW = RowPattern(
    "<tr><td>{text:html}</td><td>{sort}</td><td>{who}</td><td>{raised:html}</td><td>{due:html}</td><td>{state:html}</td></tr>"
)
TONES = {"open": "warn", "answered": "good"}


def feedback_list(lang: Lang) -> Listing:
    """Soonest due first; filters by state and sort."""

    def rows(found: list[Any]) -> SafeString:
        return ROW.rows(
            (
                link(f"/feedback/{one.key}", one.text[:40]),
                words(SORTS[one.sort], lang),
                f"{one.asker.home.label} {one.asker.name}" if one.asker else _("匿名"),
                day(one.raised_on, lang),
                day(one.due_on, lang),
                chip(words(FEEDBACK_MACHINE.label_of(one.state), lang), TONES[one.state]),  # type: ignore[arg-type]
            )
            for one in found
        )

    return Listing(
        caption=_("投诉与建议"),
        columns=(
            Column(_("内容")),
            Column(_("类别"), "sort"),
            Column(_("提出人")),
            Column(_("提出日期"), "raised_on"),
            Column(_("答复期限"), "due_on"),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        filters=(
            Filter(
                "state",
                _("状态"),
                lambda found, value: found.filter(state=value),
                tuple((s.name, words(s.label, lang)) for s in FEEDBACK_MACHINE.states.values()),
            ),
            Filter(
                "sort",
                _("类别"),
                lambda found, value: found.filter(sort=value),
                tuple((n, words(w, lang)) for n, w in SORTS.items()),
            ),
        ),
        order="due_on",
        empty_title=_("没有投诉与建议"),
        empty_text=_("每一页下方都有“投诉与建议”，提出后会出现在这里。"),
    )

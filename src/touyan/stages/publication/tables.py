"""The list of everything that is or was public: who released it, and when."""

from __future__ import annotations

from typing import Any, Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.core.workflow import Machine
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import Lang, RowPattern, chip, day, link

ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td>{kind}</td><td>{audience}</td><td>{by}</td><td>{on:html}</td><td>{last:html}</td><td>{state:html}</td></tr>'
)
Tone = Literal["", "good", "warn", "late", "calm", "none"]
TONES: dict[str, Tone] = {
    "draft": "warn",
    "in_publicity": "calm",
    "publicised": "warn",
    "released": "good",
    "withdrawn": "none",
}


def kind_words() -> dict[str, str]:
    """What can be made public."""
    return {
        "approved_list": _("立项名单"),
        "self_implemented_list": _("自行组织实施名单"),
        "project_page": _("项目页"),
        "commitments": _("目标承诺"),
        "results": _("年度成果"),
        "assessment_grades": _("考核等次"),
        "contest_awards": _("比赛获奖名单"),
        "progress_circular": _("进展通报"),
        "scheme": _("方案"),
    }


def state_words(machine: Machine | None, lang: Lang) -> dict[str, str]:
    """The states of a release in the scheme's words."""
    return {s.name: words(machine.label_of(s.name), lang) for s in machine.states.values()} if machine else {}


def release_list(lang: Lang, machine: Machine | None, *, may_prepare: bool) -> Listing:
    """Releases with filters by kind and state; an empty list offers preparing to whoever may."""
    kinds, states = kind_words(), state_words(machine, lang)

    def row(one: Any) -> tuple[str | SafeString, ...]:
        return (
            link(f"/releases/{one.key}", one.title),
            kinds.get(one.kind, one.kind),
            _("社会") if one.payload.get("audience") == "public" else _("系统内"),
            one.released_by or "",
            day(one.released_on, lang, year=True),
            day(one.closes_on, lang),
            chip(states.get(one.state, one.state), TONES.get(one.state, "")),
        )

    return Listing(
        caption=_("公开一览"),
        columns=(
            Column(_("公开内容"), "title"),
            Column(_("类别"), "kind"),
            Column(_("范围")),
            Column(_("发布人")),
            Column(_("发布日期")),
            Column(_("公示截止")),
            Column(_("状态"), "state"),
        ),
        rows=lambda found: ROW.rows(row(one) for one in found),
        filters=(
            Filter("kind", _("类别"), lambda rows, value: rows.filter(kind=value), tuple(kinds.items())),
            Filter("state", _("状态"), lambda rows, value: rows.filter(state=value), tuple(states.items())),
        ),
        order="-id",
        empty_title=_("还没有公开的内容"),
        empty_text=_("立项名单、项目页、目标承诺和年度成果准备好以后，由指定的发布人发布；随时可以撤下。"),
        empty_acts=({"label": _("准备公开内容"), "url": "/releases/new"},) if may_prepare else (),
    )

"""Tables of plans: the county's list, the task table of a plan, and the responsibility matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import (
    NOTHING,
    Html,
    Lang,
    RowPattern,
    chip,
    day,
    esc,
    light,
    link,
    percent,
)
from touyan.stages.plan.charting import state_word
from touyan.stages.plan.lines import Line

PROJECT = RowPattern(
    '<tr><td class="main-cell">{title:html}<small>{unit}</small></td><td>{leader}</td><td>{state:html}</td>'
    "<td>{tasks:html}</td><td>{signed:html}</td><td>{finish:html}</td><td>{fits:html}</td></tr>"
)
TONES = {"preparing": "warn", "committed": "calm", "running": "good", "closing": "calm", "closed": "none"}
STATES = ("preparing", "committed", "running", "closing", "closed")


def plan_list(lang: Lang, versions: Mapping[int, SchemeVersion]) -> Listing:
    """Plans of the county with filters by state and words; `versions` are the rules by id."""
    machines = [
        machine for version in versions.values() if (machine := version.machine("project")) is not None
    ]
    state_words = {
        name: words(m.label_of(name), lang) for m in machines for name in STATES if name in m.states
    }

    def rows(found: list[Any]) -> SafeString:
        return PROJECT.rows(
            (
                link(f"/plans/{p.key}", p.title),
                p.unit.label,
                p.leader.name,
                chip(state_words.get(p.state, p.state), TONES.get(p.state, "")),  # type: ignore[arg-type]
                percent(p.accepted_count, p.task_count),
                day(_plan(p, "committed_on"), lang),
                day(_plan(p, "finish_on") or p.finish_on, lang),
                _fits(_plan(p, "is_feasible")),
            )
            for p in found
        )

    return Listing(
        caption=_("项目计划"),
        columns=(
            Column(_("项目"), "number"),
            Column(_("领题书记")),
            Column(_("状态"), "state"),
            Column(_("任务验收")),
            Column(_("承诺日期")),
            Column(_("完成期限"), "finish_on"),
            Column(_("工期")),
        ),
        rows=rows,
        filters=(
            Filter(
                "q",
                _("项目或单位"),
                lambda found, value: found.filter(Q(title__icontains=value) | Q(unit__name__icontains=value)),
            ),
            Filter(
                "state", _("状态"), lambda found, value: found.filter(state=value), tuple(state_words.items())
            ),
        ),
        order="number",
        empty_title=_("还没有立项的项目"),
        empty_text=_("项目立项以后，在这里编制计划、签承诺书、启动。"),
    )


def _plan(project: Any, name: str) -> Any:
    plan = getattr(project, "plan", None)
    return getattr(plan, name) if plan is not None else None


def _fits(is_feasible: bool | None) -> Html:
    if is_feasible is None:
        return NOTHING
    return chip(_("排得下"), "good") if is_feasible else chip(_("排不下"), "late")


TASK = RowPattern(
    '<tr id="task-{id}"><td class="number">{number}</td><td class="main-cell">{name:html}<small>{more}</small></td><td>{owner:html}</td>'
    '<td>{start:html}</td><td>{finish:html}</td><td class="number">{days}</td><td class="number">{room:html}</td>'
    "<td>{after}</td><td>{state:html}</td><td>{why:html}</td></tr>"
)


def task_columns() -> list[dict[str, Any]]:
    """The headings of a plan's table."""
    names = (
        _("序号"),
        _("任务"),
        _("责任人"),
        _("开始"),
        _("完成"),
        _("工作日"),
        _("机动"),
        _("前置"),
        _("状态"),
        _("依据"),
    )
    return [{"label": name, "number": place in (0, 5, 6)} for place, name in enumerate(names)]


def task_rows(lines: Sequence[Line], lang: Lang) -> Html:
    """The same as the chart, in words: for readers without the picture, and on paper."""
    return TASK.rows(
        (
            str(line.number),
            str(line.number),
            link(f"/tasks/{line.id}", line.name) if line.state else SafeString(esc(line.name)),
            "；".join(part for part in (line.stage, line.deliverable, line.acceptance) if part),
            _owner(line),
            day(line.start, lang),
            day(line.finish, lang),
            str(line.duration),
            _room(line),
            line.links_text,
            _state(line, lang),
            SafeString(
                f'<details class="why" data-behaviour="menu"><summary>{esc(_("看原因"))}</summary><div class="why-panel"><p>{esc(line.because)}</p></div></details>'
            )
            if line.because
            else NOTHING,
        )
        for line in lines
    )


def _owner(line: Line) -> Html:
    if not line.owner:
        return chip(_("没有责任人"), "late")
    return SafeString(f'<span class="keep">{esc(line.owner)}</span>')


def _room(line: Line) -> Html:
    """The room of a task: 关键 where there is none."""
    if line.total_float is None:
        return NOTHING
    if line.is_critical:
        return (
            chip(_("关键"), "warn")
            if line.total_float >= 0
            else chip(_("差 %(n)s 天") % {"n": -line.total_float}, "late")
        )
    return SafeString(esc(_("%(n)s 天") % {"n": line.total_float}))


def _state(line: Line, lang: Lang) -> Html:
    if not line.state:
        return chip(_("里程碑"), "calm") if line.is_milestone else NOTHING
    if line.state == "claimed":
        return chip(_("待验收"), "calm")
    if line.light == "done":
        return chip(state_word("done", lang), "good")
    return SafeString(
        f'<span class="keep">{light(line.light, lang)} <span class="figures">{line.progress}%</span></span>'
    )


MATRIX = RowPattern('<tr><th scope="row">{number}. {name}</th>{cells:html}</tr>')


def matrix_rows(lines: Sequence[Line], people: Sequence[str], leader: str) -> Html:
    """Tasks by people: R for the owner, A for the leader who answers for all; a row without an owner is a finding."""
    return MATRIX.rows(
        (str(line.number), line.name, SafeString("".join(_cell(line, one, leader) for one in people)))
        for line in lines
    )


def _cell(line: Line, person: str, leader: str) -> str:
    signs = [
        sign for sign, fits in ((_("负责"), line.owner == person), (_("牵头"), person == leader)) if fits
    ]
    if signs:
        return f'<td class="matrix-sign">{esc("、".join(signs))}</td>'
    return "<td></td>"

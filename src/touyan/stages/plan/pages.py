"""What the pages of one plan are made of: its lines, chart, steps and tabs, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from touyan.core.workdays import Calendar
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.calendar.weekdays import date_words
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.geometry import Chart, drawing, names
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.rendering import Lang
from touyan.stages.approval.models import Project
from touyan.stages.plan import queries
from touyan.stages.plan.charting import chart_of, legend
from touyan.stages.plan.lines import Line, lines_of
from touyan.stages.plan.models import Plan
from touyan.stages.plan.passing import is_gated
from touyan.stages.plan.rows import rows_of

STARTED = ("running", "closing", "closed")
WIDTH = 640


@dataclass(frozen=True, slots=True)
class Read:
    """One plan as read for a page."""

    project: Project
    plan: Plan | None
    lines: list[Line]
    calendar: Calendar
    lang: Lang


def read_plan(request: HttpRequest, project: Project) -> Read:
    """The plan with its lines: two statements at most beyond the project's own."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    lang, plan = lang_of(request), queries.plan_in(project)
    live = queries.tasks(actor, project) if project.state in STARTED else []
    rows = rows_of(plan.rows) if plan is not None else ()
    owners = {} if live else queries.owners(actor, rows)
    calendar = calendar_of().calendar
    today = request.clock.today  # type: ignore[attr-defined]
    return Read(project, plan, lines_of(project, plan, live, owners, today, calendar, lang), calendar, lang)


def chart_in(request: HttpRequest, read: Read) -> Chart | None:
    """The chart of a plan, None before its first schedule."""
    if read.plan is None:
        return None
    label = _("%(title)s 的甘特图，下面的表是同样的内容") % {"title": read.project.title}
    today = request.clock.today  # type: ignore[attr-defined]
    return chart_of(
        read.lines, (read.plan.start_on, read.plan.finish_on), today, read.calendar, label, read.lang
    )


def drawn(request: HttpRequest, read: Read) -> dict[str, Any]:
    """The context of `plan/_gantt.html`."""
    chart = chart_in(request, read)
    if chart is None:
        return {}
    return {"names": names(chart), "chart": drawing(chart, WIDTH, read.lang), "legend": legend(read.lang)}


def common(request: HttpRequest, project: Project, current: str) -> dict[str, Any]:
    """What every page of a plan shows around its own matter."""
    lang = lang_of(request)
    at = f"/plans/{project.key}"
    tabs = (
        ("plan", _("计划"), at),
        ("responsibility", _("责任矩阵"), f"{at}/responsibility"),
        ("money", _("资金"), f"/funding/{project.key}"),
        *((("stages", _("阶段关闭"), f"{at}/stages"),) if is_gated(project) else ()),
        *(
            (("acceptance", _("群众验收"), f"{at}/acceptance"),)
            if project.scheme_version.rules.client_acceptance
            else ()
        ),
    )
    return {
        "project": project,
        "plan": queries.plan_in(project),
        "at": at,
        "state": words(machine_of(project).label_of(project.state), lang),
        "steps": _steps(project, at),
        "tabs": [{"label": label, "url": url, "current": name == current} for name, label, url in tabs],
        "breadcrumbs": [
            {"label": _("计划"), "url": "/plans"},
            {"label": project.title, "url": "" if current == "plan" else at},
        ],
        "due_words": date_words(project.finish_on, lang),
    }


def _steps(project: Project, at: str) -> list[dict[str, str]]:
    """Where the project stands between the table and its end."""
    plan = queries.plan_in(project)
    is_dated = plan is not None and bool(plan.is_feasible)
    order = ("preparing", "committed", "running", "closing", "closed")
    rank = order.index(project.state) if project.state in order else 0
    done = (
        (_("编制任务表"), plan is not None, f"{at}/edit" if project.state == "preparing" else ""),
        (_("倒排工期"), is_dated, f"{at}/schedule" if project.state == "preparing" else ""),
        (_("签承诺书"), rank >= 1, f"{at}/commitment"),
        (_("启动实施"), rank >= 2, ""),
        (_("申请结项"), rank >= 3, ""),
        (_("结项"), rank >= 4, ""),
    )
    now = next((i for i, (_label, is_done, _url) in enumerate(done) if not is_done), len(done))
    return [
        {"label": label, "state": "done" if is_done else "now" if i == now else "next", "url": url}
        for i, (label, is_done, url) in enumerate(done)
    ]

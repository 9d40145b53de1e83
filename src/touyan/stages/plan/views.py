"""Pages of plans: the county's list, one plan with its chart, its table, schedule, matrix, commitment, and the wall."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.findings import Refusal
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.calendar.weekdays import date_words
from touyan.foundation.web.geometry import SHEETS, sheets
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back
from touyan.foundation.wording import say
from touyan.stages.plan import queries
from touyan.stages.plan.actions import Commit
from touyan.stages.plan.charting import wall_sheet
from touyan.stages.plan.forms import CommitmentForm
from touyan.stages.plan.gate import gate_of
from touyan.stages.plan.pages import Read, chart_in, common, drawn, read_plan
from touyan.stages.plan.previewing import findings, preview
from touyan.stages.plan.printing import file_answer, paper_answer, wall_pdf
from touyan.stages.plan.promise import letter, promised_text
from touyan.stages.plan.reading import direction_of
from touyan.stages.plan.reckoning import reckoned
from touyan.stages.plan.rows import rows_of
from touyan.stages.plan.styles import WALL_STYLE
from touyan.stages.plan.tables import matrix_rows, plan_list, task_columns, task_rows
from touyan.stages.plan.trail import trail_in

if TYPE_CHECKING:
    from touyan.stages.approval.models import Project

DEMONSTRATION = "演示数据"
STEPS_OF_PROJECT = (
    "project.start",
    "project.finish",
    "project.reopen",
    "project.close",
    "project.withdraw_commitment",
)


@page("plan.list")
def plan_register(request: HttpRequest) -> HttpResponse:
    """All plans in reach."""
    actor = request.actor  # type: ignore[attr-defined]
    listing = plan_list(lang_of(request), queries.versions(actor))
    return render(request, "plan/list.html", window(request, queries.projects(actor), listing))


@page("plan.detail", load=queries.project_with_tasks)
def plan(request: HttpRequest, project: Project) -> HttpResponse:
    """One plan: where it stands, its chart, the same as a table, and the next step."""
    read = read_plan(request, project)
    gate = gate_of(project, read.lang)
    names = {line.id: line.name for line in read.lines}
    found = findings(read.plan.computed, names, read.lang) if read.plan is not None else []
    return render(
        request,
        "plan/detail.html",
        common(request, project, "plan")
        | {
            "gantt": drawn(request, read),
            "columns": task_columns(),
            "rows": task_rows(read.lines, read.lang),
            "findings": [one for one in found if not gate or one["level"] != "error"],
            "gate": gate,
            "buttons": {b.action.rpartition(".")[2]: b for b in buttons(request, project, *STEPS_OF_PROJECT)},
            "may_edit": bool(buttons(request, project, "project.save_plan")),
            "trail": trail_in(request.actor, project, read.lang),  # type: ignore[attr-defined]
            "totals": _totals(read.lines),
        }
        | _room(read),
    )


def _room(read: Read) -> dict[str, Any]:
    """The day work must begin at the latest, and how many working days the plan leaves before it, or lacks."""
    told = str(read.plan.computed.get("latest_start", "")) if read.plan is not None else ""
    if read.plan is None or not told:
        return {}
    latest = date.fromisoformat(told)
    room = read.calendar.ordinal(latest) - read.calendar.ordinal(read.plan.start_on)
    return {"latest_start": latest, "room": max(0, room), "lacking": max(0, -room)}


def _totals(lines: list[Any]) -> dict[str, int]:
    return {
        "tasks": len(lines),
        "accepted": sum(line.state == "accepted" for line in lines),
        "late": sum(line.light == "red" for line in lines),
        "unowned": sum(not line.owner for line in lines),
    }


@page("plan.schedule", load=queries.project, needs="project.schedule", posts=("project.schedule",))
def schedule(request: HttpRequest, project: Project) -> HttpResponse:
    """First who would move from when to when, then the button that keeps it."""
    at = f"/plans/{project.key}"
    if request.method == "POST":
        tried = attempt(request, "project.schedule", project)
        saved = queries.plan_in(tried.done.subject) if tried.done else None
        if saved is not None and not saved.is_feasible:
            messages.warning(
                request, _("工期已算出，但排不下：差在哪里、怎样补回写在下面，改好任务表后再排一次。")
            )
            return HttpResponseRedirect(at)
        return done_or_back(request, tried, _("工期已排好。"), at)
    saved = queries.plan_in(project)
    if saved is None or not saved.rows:
        return HttpResponseRedirect(f"{at}/edit")
    rows, days, faults = rows_of(saved.rows), calendar_of(), []
    try:
        after = reckoned(rows, direction_of(project), saved.start_on, saved.finish_on, days.calendar)
    except Refusal as no:
        after, faults = {}, [say(f, lang_of(request)) for f in no.findings]
    shown = preview(saved.computed, after, {r.id: r.name for r in rows}, days.calendar, lang_of(request))
    return render(
        request,
        "plan/schedule.html",
        common(request, project, "schedule") | {"preview": shown, "faults": faults, "days": days},
    )


@page("plan.responsibility", load=queries.project)
def responsibility(request: HttpRequest, project: Project) -> HttpResponse:
    """Who answers for what; a task nobody answers for is a finding, not an empty cell."""
    read = read_plan(request, project)
    people = list(dict.fromkeys([project.leader.name, *(line.owner for line in read.lines if line.owner)]))
    blanks = [line for line in read.lines if not line.owner]
    told = [
        {
            "level": "error",
            "line": line.number,
            "text": _("“%(name)s”没有责任人，请指定。") % {"name": line.name},
            "url": f"/plans/{project.key}/edit",
        }
        for line in blanks
    ]
    told += [
        {
            "level": "warning",
            "line": line.number,
            "text": _("“%(name)s”的责任人 %(owner)s 没有账号，提醒只能发给经办人。")
            % {"name": line.name, "owner": line.owner},
        }
        for line in read.lines
        if line.owner and not line.has_account
    ]
    load = [{"name": one, "count": sum(line.owner == one for line in read.lines)} for one in people]
    context = {
        "people": people,
        "rows": matrix_rows(read.lines, people, project.leader.name),
        "findings": told,
        "load": load,
    }
    return render(request, "plan/responsibility.html", common(request, project, "responsibility") | context)


@page("plan.commitment", load=queries.project, posts=("project.commit",))
def commitment(request: HttpRequest, project: Project) -> HttpResponse:
    """The promise: prefilled, changed by the leader, signed in person; afterwards only read."""
    indicators = list(project.indicators.order_by("order"))
    saved = queries.plan_in(project)
    words = (
        saved.commitment
        if saved is not None and saved.commitment
        else promised_text(project, saved, indicators)
    )
    form = CommitmentForm(request.POST or None, initial={"text": words})
    if request.method == "POST" and form.is_valid():
        tried = attempt(request, "project.commit", project, Commit(form.cleaned_data["text"]))
        if tried.done:
            return done_or_back(
                request, tried, _("承诺书已签署，计划从现在起固定。"), f"/plans/{project.key}"
            )
        add_reasons(form, tried.reasons)
    button = next(iter(buttons(request, project, "project.commit")), None)
    gate = [
        one
        for one in gate_of(project, lang_of(request))
        if one.name != "commitment_signed" and not one.is_met
    ]
    context = {"form": form, "button": button, "words": words, "indicators": indicators, "gate": gate}
    return render(request, "plan/commitment.html", common(request, project, "commitment") | context)


@page("plan.commitment_file", load=queries.project)
def commitment_file(request: HttpRequest, project: Project, kind: str) -> HttpResponse:
    """承诺书 as Word or PDF."""
    read = read_plan(request, project)
    if read.plan is None:
        return HttpResponseRedirect(f"/plans/{project.key}")
    is_demonstration = request.clock.is_demonstration  # type: ignore[attr-defined]
    paper = letter(
        project,
        read.plan,
        list(project.indicators.order_by("order")),
        read.lines,
        DEMONSTRATION if is_demonstration else "",
    )
    return paper_answer(paper, f"承诺书-{project.number}", kind)


def _wall(request: HttpRequest, project: Project, paper: str, style: str = "") -> list[str]:
    read = read_plan(request, project)
    chart = chart_in(request, read)
    if chart is None or read.plan is None:
        return []
    lang = read.lang
    digest = read.plan.baseline_digest or str(read.plan.computed.get("of", ""))
    heads = [
        f"{project.unit.name}　{_('领题书记')}：{project.leader.name}　{_('编号')}：{project.number}",
        f"{_('完成期限')}：{date_words(read.plan.finish_on, lang)}　{_('任务')}：{len(read.lines)}　{_('已验收')}：{_totals(read.lines)['accepted']}",
    ]
    today: date = request.clock.today  # type: ignore[attr-defined]
    demonstration = f"　{DEMONSTRATION}" if request.clock.is_demonstration else ""  # type: ignore[attr-defined]
    foot = [
        f"{_('打印日期')}：{date_words(today, lang)}　{_('日历版本')}：{read.plan.calendar_version}　{_('计划摘要码')}：{digest[:16]}{demonstration}",
        f"{_('领题书记签字')}：________________　{_('责任人签字')}：________________　{_('日期')}：____________",
    ]
    return [
        str(one)
        for one in sheets(
            chart, wall_sheet(f"{project.title}　{_('作战图')}", heads, foot, paper, lang), lang, style
        )
    ]


@page("plan.wall", load=queries.project)
def wall(request: HttpRequest, project: Project) -> HttpResponse:
    """The wall chart on the screen, made for printing on A3 or A4 across."""
    paper = request.GET.get("paper", "A3")
    paper = paper if paper in SHEETS else "A3"
    pages = _wall(request, project, paper)
    return render(
        request,
        "plan/wall.html",
        common(request, project, "wall") | {"sheets": pages, "paper": paper, "papers": list(SHEETS)},
    )


@page("plan.wall_file", load=queries.project)
def wall_file(request: HttpRequest, project: Project, paper: str) -> HttpResponse:
    """The wall chart as PDF."""
    pages = _wall(request, project, paper, WALL_STYLE)
    if not pages:
        return HttpResponseRedirect(f"/plans/{project.key}")
    return file_answer(wall_pdf(pages, paper), f"作战图-{project.number}-{paper}", "pdf")


def _step(request: HttpRequest, project: Project, verb: str, told: str) -> HttpResponse:
    return done_or_back(request, attempt(request, f"project.{verb}", project), told, f"/plans/{project.key}")


@page("plan.start", load=queries.project, posts=("project.start",), only_post=True)
def start(request: HttpRequest, project: Project) -> HttpResponse:
    """Begin, or hear what is missing."""
    return _step(request, project, "start", _("项目已启动，任务和资金分期已建立。"))


@page("plan.withdraw", load=queries.project, posts=("project.withdraw_commitment",), only_post=True)
def withdraw(request: HttpRequest, project: Project) -> HttpResponse:
    """Take the promise back before the start."""
    return _step(request, project, "withdraw_commitment", _("承诺已收回，可以修改计划，改后重新签署。"))


@page("plan.finish", load=queries.project, posts=("project.finish",), only_post=True)
def finish(request: HttpRequest, project: Project) -> HttpResponse:
    """Ask for the end."""
    return _step(request, project, "finish", _("已申请结项，等待组织部审核。"))


@page("plan.reopen", load=queries.project, posts=("project.reopen",), only_post=True)
def reopen(request: HttpRequest, project: Project) -> HttpResponse:
    """Go on after all."""
    return _step(request, project, "reopen", _("已退回继续实施。"))


@page("plan.close", load=queries.project, posts=("project.close",), only_post=True)
def close(request: HttpRequest, project: Project) -> HttpResponse:
    """The end."""
    return _step(request, project, "close", _("项目已结项。"))

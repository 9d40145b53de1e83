"""One task: what it is, how far, why on this day; progress, claim, acceptance, sending back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.submit import Tried, add_reasons, attempt, buttons, done_or_back
from touyan.stages.plan import queries
from touyan.stages.plan.forms import ClaimForm, ProgressForm, SendBackForm
from touyan.stages.plan.lines import because_text
from touyan.stages.plan.models import Task
from touyan.stages.plan.standing import light_of, light_rule
from touyan.stages.plan.task_tables import task_list
from touyan.stages.plan.trail import trail_in
from touyan.stages.plan.work import Claimed, Progress, SentBack

VERBS = ("task.record_progress", "task.claim_done", "task.accept", "task.send_back")


@page("task.list")
def tasks(request: HttpRequest) -> HttpResponse:
    """Every task in reach, soonest due first."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    listing = task_list(lang_of(request), request.clock.today, queries.versions(actor))  # type: ignore[attr-defined]
    return render(request, "plan/tasks.html", window(request, queries.all_tasks(actor), listing))


def _shown(request: HttpRequest, task: Task, **forms: object) -> HttpResponse:
    lang, today, days = lang_of(request), request.clock.today, calendar_of()  # type: ignore[attr-defined]
    assert task.start_on is not None
    assert task.finish_on is not None
    rule = light_rule(task.project.scheme_version.rules)
    light, scheduled = light_of(
        rule, (task.start_on, task.finish_on), task.progress, task.state, today, days.calendar
    )
    names = {row["id"]: row["name"] for row in task.project.plan.baseline}
    context = {
        "task": task,
        "project": task.project,
        "at": f"/tasks/{task.key}",
        "state": words(machine_of(task).label_of(task.state), lang),
        "light": "green" if light == "done" else light,
        "scheduled": scheduled,
        "left": days.workdays_left(today, task.finish_on),
        "today": today,
        "because": because_text(task.because, names, lang),
        "before": [names.get(link["from"], "") for link in task.links],
        "buttons": {b.action.rpartition(".")[2]: b for b in buttons(request, task, *VERBS)},
        "progress_form": ProgressForm(initial={"percent": task.progress}),
        "claim_form": ClaimForm(),
        "back_form": SendBackForm(),
        "trail": trail_in(request.actor, task.project, lang, task),  # type: ignore[attr-defined]
        "breadcrumbs": [
            {"label": _("计划"), "url": "/plans"},
            {"label": task.project.title, "url": f"/plans/{task.project.key}"},
            {"label": task.name, "url": ""},
        ],
    }
    return render(request, "plan/task.html", context | forms)


@page("task.detail", load=queries.task)
def task(request: HttpRequest, found: Task) -> HttpResponse:
    """One task."""
    return _shown(request, found)


def _back(request: HttpRequest, found: Task, tried: Tried, told: str) -> HttpResponse:
    return done_or_back(request, tried, told, f"/tasks/{found.key}")


@page("task.progress", load=queries.task, posts=("task.record_progress",), only_post=True)
def progress(request: HttpRequest, found: Task) -> HttpResponse:
    """Say how far the work is."""
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, progress_form=form)
    tried = attempt(request, "task.record_progress", found, Progress(**form.cleaned_data))
    if not tried.is_done:
        add_reasons(form, tried.reasons)
        return _shown(request, found, progress_form=form)
    return _back(request, found, tried, _("进度已记录。"))


@page("task.claim", load=queries.task, posts=("task.claim_done",), only_post=True)
def claim(request: HttpRequest, found: Task) -> HttpResponse:
    """The work is done."""
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, claim_form=form)
    return _back(
        request,
        found,
        attempt(request, "task.claim_done", found, Claimed(**form.cleaned_data)),
        _("已报完成，等待验收。"),
    )


@page("task.accept", load=queries.task, posts=("task.accept",), only_post=True)
def accept(request: HttpRequest, found: Task) -> HttpResponse:
    """The result is what was agreed."""
    return _back(request, found, attempt(request, "task.accept", found), _("任务已验收。"))


@page("task.send_back", load=queries.task, posts=("task.send_back",), only_post=True)
def send_back(request: HttpRequest, found: Task) -> HttpResponse:
    """Not accepted, with the reason."""
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, back_form=form)
    return _back(
        request,
        found,
        attempt(request, "task.send_back", found, SentBack(**form.cleaned_data)),
        _("已退回，理由已告知。"),
    )

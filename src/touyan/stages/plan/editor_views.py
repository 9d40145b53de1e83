"""The page where the task table is written: typed, pasted, taken from Excel; checked cell by cell; previewed; saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.findings import Refusal
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of
from touyan.foundation.web.rendering import Lang
from touyan.foundation.web.submit import Tried, attempt
from touyan.foundation.wording import say
from touyan.stages.approval.models import Project
from touyan.stages.plan import queries, sheet
from touyan.stages.plan.actions import SavePlan, bound_findings
from touyan.stages.plan.editing import (
    BLANK_ROWS,
    COLUMNS,
    FIELD,
    LIMITS,
    People,
    Typed,
    new_id,
    posted,
    read,
    rearranged,
    typed_of,
)
from touyan.stages.plan.forms import BoundsForm, SheetForm
from touyan.stages.plan.lines import stage_words
from touyan.stages.plan.pages import common, read_plan
from touyan.stages.plan.previewing import preview
from touyan.stages.plan.printing import file_answer
from touyan.stages.plan.reading import answered, direction_of, last_day, markable_stages
from touyan.stages.plan.reckoning import reckoned
from touyan.stages.plan.rows import PlanRow, plain, rows_of, table_findings
from touyan.stages.plan.seeding import seeded

LARGEST = 4 * 1024 * 1024


def _money(project: Project, lang: Lang) -> dict[str, str]:
    """Words of the stages a row may release; none where the project has no money."""
    words = stage_words(project.scheme_version.rules, lang)
    return {stage.id: words[stage.id] for stage in markable_stages(project)}


def _first_rows(project: Project, people: People) -> tuple[PlanRow, ...]:
    """The saved table, else the application's."""
    plan = queries.plan_in(project)
    if plan is not None:
        return rows_of(plan.rows)
    by_name = {name: key for key, name, _unit in people}
    return seeded(
        answered(project, "tasks"),
        project.begin_on,
        calendar_of().calendar,
        lambda name: by_name.get(name, ""),
        str(project.key),
    )


def _bounds(project: Project) -> dict[str, str]:
    """The first values of the two days, as a browser's date field wants them."""
    plan = queries.plan_in(project)
    start_on = plan.start_on if plan is not None else project.begin_on
    finish_on = plan.finish_on if plan is not None else min(project.finish_on, last_day(project))
    return {"start_on": start_on.isoformat(), "finish_on": finish_on.isoformat()}


@page("plan.edit", load=queries.project, needs="project.save_plan", posts=("project.save_plan",))
def edit(request: HttpRequest, project: Project) -> HttpResponse:
    """Write the table. A fault keeps everything typed on the page and stands beside its cell."""
    lang, today = lang_of(request), request.clock.today  # type: ignore[attr-defined]
    people, money = queries.people(request.actor, project, today), _money(project, lang)  # type: ignore[attr-defined]
    if request.method != "POST":
        rows = _first_rows(project, people)
        typed = typed_of(rows, {key: name for key, name, _unit in people}, money)
        return _shown(request, project, typed, BoundsForm(initial=_bounds(project)), people, money)
    typed, bounds = posted(request.POST), BoundsForm(request.POST)
    if {"add_row", "remove_row", "move_row"} & request.POST.keys():
        return _shown(request, project, rearranged(typed, request.POST), bounds, people, money)
    return _tried(request, project, typed, bounds, people, money)


def _tried(
    request: HttpRequest,
    project: Project,
    typed: list[Typed],
    bounds: BoundsForm,
    people: People,
    money: Mapping[str, str],
) -> HttpResponse:
    """Read what was typed; preview it, save it, or show the faults."""
    kept = [row for row in typed if not row.is_blank]
    rows = read(kept, people, money)
    is_sound = not any(row.faults for row in kept) and bounds.is_valid()
    if is_sound and "preview" in request.POST:
        return _shown(request, project, kept, bounds, people, money, rows=rows)
    if is_sound:
        given = SavePlan(
            [plain(r) for r in rows], *(bounds.cleaned_data[k].isoformat() for k in ("start_on", "finish_on"))
        )
        tried = attempt(request, "project.save_plan", project, given)
        if tried.is_done:
            messages.success(request, _("任务表已保存。"))
            return HttpResponseRedirect(f"/plans/{project.key}/{'schedule' if rows else 'edit'}")
        return _shown(request, project, kept, bounds, people, money, tried=tried)
    return _shown(request, project, kept, bounds, people, money, tried=Tried())


@page("plan.import", load=queries.project, needs="project.save_plan", posts=("-",), only_post=True)
def take_in(request: HttpRequest, project: Project) -> HttpResponse:
    """A table from Excel into the editor; nothing is saved until its own button is pressed."""
    lang, today = lang_of(request), request.clock.today  # type: ignore[attr-defined]
    people, money = queries.people(request.actor, project, today), _money(project, lang)  # type: ignore[attr-defined]
    form = SheetForm(request.POST, request.FILES)
    bounds = BoundsForm(initial=_bounds(project))
    if not form.is_valid() or form.cleaned_data["file"].size > LARGEST:
        messages.error(request, _("请选择不超过 4 MB 的 Excel 文件。"))
        return HttpResponseRedirect(f"/plans/{project.key}/edit")
    typed, found = sheet.read(form.cleaned_data["file"].read(), money)
    if found:
        rows = _first_rows(project, people)
        before = typed_of(rows, {key: name for key, name, _unit in people}, money)
        return _shown(
            request,
            project,
            before,
            bounds,
            people,
            money,
            tried=Tried(reasons=[say(f, lang) for f in found]),
        )
    read(typed, people, money)
    messages.success(request, _("表格已读入，共 %(n)s 项。请核对后点“保存任务表”。") % {"n": len(typed)})
    return _shown(request, project, typed, bounds, people, money)


@page("plan.sheet", load=queries.project)
def sheet_file(request: HttpRequest, project: Project) -> HttpResponse:
    """The task table as Excel."""
    told = read_plan(request, project)
    note = f"{project.unit.name}　{project.number}"
    content = sheet.written(f"{project.title} 任务表", note, told.lines, _money(project, told.lang))
    return file_answer(content, f"任务表-{project.number}", "xlsx")


def _shown(
    request: HttpRequest,
    project: Project,
    typed: Sequence[Typed],
    bounds: BoundsForm,
    people: People,
    money: Mapping[str, str],
    *,
    tried: Tried | None = None,
    rows: Sequence[PlanRow] | None = None,
) -> HttpResponse:
    """The editor with these rows; `rows` ask for a preview of the schedule they would get."""
    lang = lang_of(request)
    shown = list(typed)
    if tried is None and rows is None:
        shown += [Typed(new_id(), dict.fromkeys(COLUMNS, "")) for _n in range(BLANK_ROWS if not typed else 1)]
    context = common(request, project, "edit") | {
        "bounds": bounds,
        "rows": [_row(row, number, lang) for number, row in enumerate(shown, 1)],
        "total": len(shown),
        "field": FIELD,
        "people": people,
        "money": [*money.values()],
        "is_new": queries.plan_in(project) is None,
        "last_day": last_day(project),
        "faults": _faults(shown, tried, lang),
        "preview": _preview(project, rows, bounds, lang) if rows is not None else None,
    }
    return render(request, "plan/edit.html", context)


def _faults(rows: Sequence[Typed], tried: Tried | None, lang: Lang) -> list[dict[str, str]]:
    """The summary above the table: each fault with a link to its cell."""
    found = [{"url": "#table", "text": text} for text in (tried.reasons if tried is not None else [])]
    for place, row in enumerate(rows):
        for column, faults in row.faults.items():
            found += [{"url": f"#{FIELD}-{place}-{column}", "text": say(f, lang)} for f in faults]
    return found


def _row(row: Typed, number: int, lang: Lang) -> dict[str, Any]:
    """One row for the template: cell texts and faults by column."""
    return {
        "id": row.id,
        "number": number,
        "at": number - 1,
        "was": row.was or "",
        "linked": row.linked,
        "cells": row.cells,
        "faults": {column: " ".join(say(f, lang) for f in faults) for column, faults in row.faults.items()},
        "limits": LIMITS,
    }


def _preview(project: Project, rows: Sequence[PlanRow], bounds: BoundsForm, lang: Lang) -> dict[str, Any]:
    """Who would move, for a table that is not saved; faults of the whole table in its place."""
    start_on, finish_on = bounds.cleaned_data["start_on"], bounds.cleaned_data["finish_on"]
    faults = (*bound_findings(project, start_on, finish_on), *table_findings(rows))
    plan = queries.plan_in(project)
    calendar = calendar_of().calendar
    names = {row.id: row.name for row in rows}
    if not faults and rows:
        try:
            after = reckoned(rows, direction_of(project), start_on, finish_on, calendar)
            return preview(plan.computed if plan is not None else {}, after, names, calendar, lang)
        except Refusal as no:
            faults = no.findings
    return {"faults": [say(f, lang) for f in faults]}

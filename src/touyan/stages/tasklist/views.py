"""Pages of the task list: the measures with their counts, the table in and out."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.workflow import Allowed
from touyan.foundation.ledger.door import allowed, keep, kept
from touyan.foundation.sheets import Limits, read_table, write_template
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.submit import attempt, done_or_back
from touyan.foundation.wording import say
from touyan.stages.tasklist import queries
from touyan.stages.tasklist.actions import Imported
from touyan.stages.tasklist.exchange import COLUMNS, UNIQUE, judge, list_ledger
from touyan.stages.tasklist.tables import measure_list

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DRAFT = "task_list.draft"
LIMITS = Limits(file_bytes=4 * 1024 * 1024, rows=2000)
MOST_FINDINGS = 100


@page("tasklist.lists")
def lists(request: HttpRequest) -> HttpResponse:
    """The county's task lists; the only one opens at once."""
    found = queries.lists(request.actor)  # type: ignore[attr-defined]
    if len(found) == 1:
        return HttpResponseRedirect(f"/task-lists/{found[0].key}")
    return render(request, "tasklist/lists.html", {"lists": found})


@page("tasklist.list", load=queries.a_list)
def measures(request: HttpRequest, version: Any) -> HttpResponse:
    """The measures, and whether their counts are those of the source (JS-07)."""
    actor, lang = request.actor, lang_of(request)  # type: ignore[attr-defined]
    rows = queries.measures(actor, version)
    machine = version.machine("task")
    leads = (
        rows.order_by("project__unit__order")
        .values_list("project__unit__key", "project__unit__name")
        .distinct()
    )
    choices = {
        "aspect": tuple((a, a) for a in rows.order_by("stage").values_list("stage", flat=True).distinct()),
        "lead": tuple((str(key), name) for key, name in leads),
        "state": tuple((s, words(machine.label_of(s), lang)) for s in machine.states),
    }
    listing = measure_list(request.clock.today, lang, machine, queries.unit_names(actor), choices)  # type: ignore[attr-defined]
    verdict = allowed(actor, version, "task_list.import")["task_list.import"]
    context = {
        "version": version,
        "counts": _counts(version, queries.counts(actor, version)),
        "may_import": isinstance(verdict, Allowed),
        "sheet_url": f"/task-lists/{version.key}/list.xlsx",
    }
    return render(request, "tasklist/list.html", window(request, rows, listing) | context)


def _counts(version: Any, told: tuple[int, int, int]) -> list[dict[str, Any]]:
    seen = version.rules.seen
    labels = (("aspects", _("个方面")), ("tasks", _("项任务")), ("measures", _("条举措")))
    return [
        {"count": count, "label": label, "seen": int(seen[name].value) if name in seen else None}
        for (name, label), count in zip(labels, told, strict=True)
    ]


@page("tasklist.sheet", load=queries.a_list)
def sheet(request: HttpRequest, version: Any) -> HttpResponse:
    """The list as a table that can be taken in again."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    mark = "演示数据，不得作为实际工作依据" if settings.IS_DEMONSTRATION else ""
    content = list_ledger(actor, version, queries.measures(actor, version).order_by("position", "id"), mark)
    return _file(content, f"{version.title}任务清单.xlsx")


@page("tasklist.template", load=queries.a_list, needs="task_list.import")
def template(request: HttpRequest, version: Any) -> HttpResponse:  # noqa: ARG001 - views share one shape
    """The empty table with its rules in the cells."""
    return _file(write_template(f"{version.title}任务清单", COLUMNS, "任务清单"), "任务清单空表.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{quote(name)}"
    return response


@page("tasklist.import", load=queries.a_list, needs="task_list.import", posts=("-",))
def take_in(request: HttpRequest, version: Any) -> HttpResponse:
    """Upload a table: it is only judged; what is good is kept for the confirmation."""
    context: dict[str, Any] = {"version": version}
    sent = request.FILES.get("table") if request.method == "POST" else None
    if request.method == "POST" and sent is None:
        context["fault"] = _("请先选择要上传的表格文件。")
    elif sent is not None and (sent.size or 0) > LIMITS.file_bytes:
        context["fault"] = _("文件超过 4 MB，请分成几个表格上传。")
    elif sent is not None:
        context |= _judged(request, version, sent.read())
    return render(request, "tasklist/import.html", context)


def _judged(request: HttpRequest, version: Any, content: bytes) -> dict[str, Any]:
    actor, lang = request.actor, lang_of(request)  # type: ignore[attr-defined]
    table = read_table(content, COLUMNS, LIMITS, UNIQUE)
    found = judge(actor, version, table, request.clock.today)  # type: ignore[attr-defined]
    keep(actor, DRAFT, {"measures": [_plain(m) for m in found.measures]}, about=version.key)
    told = [f for row in sorted(found.findings) for f in found.findings[row]]
    told += [f for f in table.findings if f not in told]
    return {
        "is_judged": True,
        "good": len(found.measures),
        "bad": len(found.findings),
        "counts": _counts(version, found.counts),
        "findings": [
            {"place": f.place, "text": say(f, lang), "level": f.level} for f in told[:MOST_FINDINGS]
        ],
        "more": max(len(told) - MOST_FINDINGS, 0),
    }


def _plain(measure: Any) -> dict[str, Any]:
    return {name: getattr(measure, name) for name in measure.__slots__} | {"assists": list(measure.assists)}


@page("tasklist.confirm", load=queries.a_list, posts=("task_list.import",), only_post=True)
def confirm(request: HttpRequest, version: Any) -> HttpResponse:
    """Take the good rows in, as judged."""
    draft = kept(request.actor, DRAFT, about=version.key)  # type: ignore[attr-defined]
    told = tuple(draft.data.get("measures", ())) if draft else ()
    if not told:
        messages.error(request, _("没有可以导入的行；请先上传表格试读。"))
        return HttpResponseRedirect(f"/task-lists/{version.key}/import")
    tried = attempt(request, "task_list.import", version, Imported(told))
    return done_or_back(request, tried, _("清单已导入，已分解到各牵头单位。"), f"/task-lists/{version.key}")

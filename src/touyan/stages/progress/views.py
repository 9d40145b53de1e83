"""Pages of progress: the list of reports, one report to fill in or to accept, many accepted at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.scheme import label
from touyan.foundation.calendar.clock import CHINA
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import keep, perform_many
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import key_of, page
from touyan.foundation.web.reasons import lang_of, told, words
from touyan.foundation.web.submit import attempt, buttons, done_or_back
from touyan.stages.progress import queries
from touyan.stages.progress.actions import LINE, ROW_WORDS, TEXT, Reason, rule_of
from touyan.stages.progress.sheet import content, posted, sheet_rows
from touyan.stages.progress.story import light_story
from touyan.stages.progress.tables import OPEN, report_list

ACCEPTORS = ("vetter", "head", "clerk")
VERBS = ("report.submit", "report.submit_no_change", "report.return", "report.accept")


@page("progress.list")
def reports(request: Any) -> HttpResponse:
    """All reports in reach; those who accept may pick several."""
    may_accept = request.actor.holds(*ACCEPTORS)
    listing = report_list(lang_of(request), request.clock.today, ticks=may_accept)
    more = {
        "may_accept": may_accept,
        "bulk_acts": [{"label": _("审阅通过所选报告"), "name": "do", "value": "ask"}],
    }
    return render(
        request, "progress/list.html", window(request, queries.reports(request.actor), listing) | more
    )


@page("progress.report", load=queries.report, posts=("report.save", "report.submit"))
def report(request: Any, found: Any) -> HttpResponse:
    """One report: to fill in for whom it is due, to read and accept for the others."""
    if request.method != "POST":
        return _shown(request, found)
    typed = posted(request.POST)
    action = "report.save" if request.POST.get("do") == "save" else "report.submit"
    _own_version(request, found)
    tried = attempt(request, action, found, content(typed))
    if not tried.is_done:
        return _shown(request, found, typed, tried.reasons)
    keep(request.actor, queries.DRAFT, {}, about=found.key)
    messages.success(
        request,
        _("已保存，还没有提交。") if action == "report.save" else _("报告已提交，任务进度和灯已更新。"),
    )
    return HttpResponseRedirect(f"/reports/{found.key}")


def _own_version(request: Any, found: Any) -> None:
    """The form's version is `report.draft`: the door compares the report's own part, the draft's part is private."""
    seen = request.POST.get("version", "").partition(".")[0]
    request.POST = request.POST.copy()
    request.POST["version"] = seen if seen.isdigit() else str(found.version)


def _shown(
    request: Any, found: Any, typed: dict[str, Any] | None = None, reasons: list[str] | None = None
) -> HttpResponse:
    actor, lang, today = request.actor, lang_of(request), request.clock.today
    rule = rule_of(found)
    acts = {b.action.rpartition(".")[2]: b for b in buttons(request, found, *VERBS)}
    is_open = "submit" in acts and acts["submit"].is_allowed
    draft = queries.draft(actor, found) if is_open else {"data": {}, "version": 0}
    shown = typed if typed is not None else draft["data"]
    before = queries.report_before(actor, found)
    told_now = {name: shown.get(name, getattr(found, name)) for name in ("problem", "next_step", "line")}
    return render(
        request,
        "progress/report.html",
        {
            "report": found,
            "project": found.project,
            "title": label(rule.label, lang),
            "is_line": rule.style == "line",
            "is_open": is_open,
            "rows": sheet_rows(queries.tasks_of_report(actor, found), found.rows, shown, before, today)
            if is_open
            else found.rows,
            "before": before,
            "told": told_now,
            "limits": {"row": ROW_WORDS, "text": TEXT, "line": min(rule.max_chars or LINE, LINE)},
            "form_version": f"{found.version}.{draft['version']}",
            "faults": [{"url": "#sheet", "text": reason} for reason in reasons or ()],
            "acts": acts,
            "state": words(found.scheme_version.machine("report").label_of(found.state), lang),
            "is_due": found.state in OPEN,
            "today": today,
            "left": calendar_of().workdays_left(today, found.due_on),
            "story": light_story(found.project, lang),
            "trail": queries.acts_on(actor, found, lang),
        },
        status=422 if reasons else 200,
    )


@page("progress.keep", load=queries.report, posts=("-",), only_post=True)
def keep_draft(request: Any, found: Any) -> HttpResponse:
    """What is typed, kept for whoever types it until it is handed in."""
    own, _dot, drafted = request.POST.get("version", "").partition(".")
    kept = keep(
        request.actor,
        queries.DRAFT,
        posted(request.POST),
        about=found.key,
        seen=int(drafted) if drafted.isdigit() else None,
    )
    version = f"{own if own.isdigit() else found.version}.{kept.version}"
    return JsonResponse({"version": version, "saved_at": kept.at.astimezone(CHINA).isoformat()})


@page("progress.no_change", load=queries.report, posts=("report.submit_no_change",), only_post=True)
def no_change(request: Any, found: Any) -> HttpResponse:
    """One tap: nothing changed."""
    _own_version(request, found)
    tried = attempt(request, "report.submit_no_change", found)
    if tried.is_done:
        keep(request.actor, queries.DRAFT, {}, about=found.key)
    return done_or_back(request, tried, _("已按“无变化”提交。"), f"/reports/{found.key}")


@page("progress.return", load=queries.report, posts=("report.return",), only_post=True)
def return_report(request: HttpRequest, found: Any) -> HttpResponse:
    """Back to the unit with a reason."""
    tried = attempt(request, "report.return", found, Reason(request.POST.get("reason", "")))
    return done_or_back(request, tried, _("报告已退回，原因已通知填报人。"), f"/reports/{found.key}")


@page("progress.accept", load=queries.report, posts=("report.accept",), only_post=True)
def accept(request: HttpRequest, found: Any) -> HttpResponse:
    """Seen and accepted."""
    return done_or_back(
        request, attempt(request, "report.accept", found), _("报告已审阅通过。"), f"/reports/{found.key}"
    )


@page("progress.accept_many", posts=("report.accept",), only_post=True)
def accept_many(request: Any) -> HttpResponse:
    """First asks row by row what would happen; then does it, each row on its own."""
    picked = [key_of(key) for key in request.POST.getlist("pick")]
    chosen = queries.chosen_reports(request.actor, picked)
    if not chosen:
        messages.error(request, _("请先选中要审阅通过的报告。"))
        return HttpResponseRedirect("/reports?state=submitted")
    is_asking = request.POST.get("do") != "accept"
    rows = perform_many("report.accept", subjects=chosen, actor=request.actor, dry_run=is_asking)
    shown = [
        {"report": one, "is_possible": row.is_possible, "reasons": told(row.reasons, request, one)}
        for one, row in zip(chosen, rows, strict=True)
    ]
    done = sum(row.is_possible for row in rows)
    if not is_asking and done == len(rows):
        messages.success(request, _("%(n)s 份报告已审阅通过。") % {"n": done})
        return HttpResponseRedirect("/reports?state=submitted")
    return render(
        request, "progress/accept_many.html", {"rows": shown, "is_asking": is_asking, "possible": done}
    )

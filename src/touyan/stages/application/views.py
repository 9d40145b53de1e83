"""Pages of applications: the list, one application to read, its versions, their comparison and their papers."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.findings import Refusal
from touyan.core.scheme import label
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.files.storing import accepted
from touyan.foundation.ledger.history import trail_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.papers import pdf, word
from touyan.foundation.papers.code import code_svg
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, told, words
from touyan.foundation.web.submit import attempt, buttons, done_or_back
from touyan.stages.application import queries
from touyan.stages.application.actions import Reason
from touyan.stages.application.differences import difference_rows
from touyan.stages.application.forms import ReasonForm
from touyan.stages.application.kinds import Answers, first
from touyan.stages.application.matters import faults_of, form_of
from touyan.stages.application.papers import application_paper
from touyan.stages.application.questions import check_rows
from touyan.stages.application.reading import parts_of
from touyan.stages.application.tables import application_list, state_chip

FILING = "filing"
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


WITH_ITEMS = ("revising", "revision_answered")


@page("application.list")
def applications(request: Any) -> HttpResponse:
    """Applications in reach."""
    lang = lang_of(request)
    calls = list(queries.calls(request.actor).order_by("-opens_on")[:20])
    listing = application_list(request.clock.today, lang, calls)
    rows = queries.applications(request.actor)
    return render(request, "application/list.html", window(request, rows, listing))


@page("application.detail", load=queries.application)
def application(request: Any, found: Any) -> HttpResponse:
    """One application to read: sections, where it stands, what this reader may do."""
    found.__dict__["_today"] = request.clock.today
    lang = lang_of(request)
    verbs = ("application.file", "application.send_back") if found.state == FILING else ()
    acts = buttons(request, found, "application.save", "application.withdraw", *verbs)
    listed = queries.versions(found)
    shown = _last_handed_in(request, found, listed)
    answers = shown.answers if shown else found.answers
    return render(
        request,
        "application/detail.html",
        _frame(request, found, lang, answers)
        | {
            "parts": parts_of(found, answers, lang),
            "shown_version": shown,
            "buttons": {b.action.partition(".")[2]: b for b in acts},
            "reason_form": ReasonForm(),
            "faults": faults_of(found),
            "items": found.revision_items if found.state in WITH_ITEMS else [],
            "hides_answers": shown is not None and found.state != "revision_answered",
            "origin": _origin(found, lang),
            "versions": listed,
            "sent_back_for": queries.sent_back_for(found),
            "checks": check_rows(found, answers, lang),
            "trail": trail_of(request.actor, found, lang),
        },
    )


def _origin(found: Any, lang: Any) -> dict[str, str]:
    """What it began from, in the scheme's words."""
    rules = found.scheme_version.rules
    required, item = rules.required.get(found.required), rules.catalogue.get(found.item)
    return {
        "required": label(required.label, lang) if required else "",
        "item": label(item.label, lang) if item else "",
    }


def _last_handed_in(request: Any, found: Any, listed: list[Any]) -> Any:
    """What somebody outside the unit reads: the newest version, never the text still being mended. None = the working text."""
    return listed[0] if listed and not queries.is_inside(request.actor, found) else None


def _frame(request: Any, found: Any, lang: Any, answers: Answers | None = None) -> dict[str, Any]:
    """What every page of an application shows; the title is that of the text shown, not of a later one."""
    today: date = request.clock.today
    told_title = str(
        (found.answers if answers is None else answers).get(
            first(form_of(found.scheme_version), "text", "title")
        )
        or ""
    )
    return {
        "application": found,
        "heading": told_title or _("（还没有写项目名称）"),
        "state": words(machine_of(found).label_of(found.state), lang),
        "chip": state_chip(machine_of(found), found.state, lang),
        "today": today,
        "left": calendar_of().workdays_left(today, found.due_on) if found.due_on else 0,
        "breadcrumbs": [
            {"label": _("申报"), "url": "/applications"},
            {"label": told_title or found.number, "url": f"/applications/{found.key}"},
        ],
    }


@page("application.send_back", load=queries.application, posts=("application.send_back",), only_post=True)
def send_back(request: HttpRequest, found: Any) -> HttpResponse:
    """Back to the drafter, with a reason."""
    tried = attempt(request, "application.send_back", found, _reason(request))
    return done_or_back(request, tried, _("已退回经办人，理由已记入办理经过。"), f"/applications/{found.key}")


@page("application.withdraw", load=queries.application, posts=("application.withdraw",), only_post=True)
def withdraw(request: HttpRequest, found: Any) -> HttpResponse:
    """Take the application back."""
    tried = attempt(request, "application.withdraw", found, _reason(request))
    return done_or_back(request, tried, _("申报已撤回，名额已经退还。"), f"/applications/{found.key}")


@page("application.file", load=queries.application, posts=("application.file",), only_post=True)
def file(request: HttpRequest, found: Any) -> HttpResponse:
    """Enter it into the register."""
    tried = attempt(request, "application.file", found)
    return done_or_back(request, tried, _("已登记备案，项目已建立。"), f"/applications/{found.key}")


def _reason(request: HttpRequest) -> Reason:
    return Reason(request.POST.get("reason", "").strip())


def _uploaded(request: HttpRequest, found: Any, action: str, place: str, to: str) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is None:
        messages.error(request, _("请先选择要上传的文件。"))
        return HttpResponseRedirect(to)
    try:
        upload = accepted(sent.name or "", sent.file, "evidence", place)
    except Refusal as no:
        for sentence in told(no.findings, request):
            messages.error(request, sentence)
        return HttpResponseRedirect(to)
    return done_or_back(request, attempt(request, action, found, upload), _("文件已上传。"), to)


@page("application.version", load=queries.application)
def version(request: Any, found: Any, number: int) -> HttpResponse:
    """One submitted version, exactly as it was."""
    return _version_page(request, _numbered(found, number))


def _numbered(found: Any, number: int) -> Any:
    one = next((v for v in queries.versions(found) if v.number == number), None)
    if one is None:
        raise Http404
    one.application = found
    return one


def _version_page(request: Any, one: Any) -> HttpResponse:
    lang, found = lang_of(request), one.application
    found.__dict__["_today"] = request.clock.today
    acts = buttons(request, found, "application.attach_scan")
    return render(
        request,
        "application/version.html",
        _frame(request, found, lang, one.answers)
        | {
            "version": one,
            "parts": parts_of(found, one.answers, lang),
            "scan": queries.scans(request.actor, found).get(one.code),
            "attach_scan": acts[0] if acts else None,
        },
    )


@page("application.by_code")
def by_code(request: Any, code: str) -> HttpResponse:
    """The page a printed code leads to."""
    return _version_page(request, _coded(request, code))


@page("application.attach_scan", posts=("application.attach_scan",), only_post=True)
def attach_scan(request: Any, code: str) -> HttpResponse:
    """The stamped paper comes back to the version its code names."""
    one = _coded(request, code)
    return _uploaded(request, one.application, "application.attach_scan", one.code, f"/v/{one.code}")


def _coded(request: Any, code: str) -> Any:
    try:
        return queries.version_by_code(request.actor, code)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


@page("application.compare", load=queries.application)
def compare(request: Any, found: Any) -> HttpResponse:
    """Two versions side by side, only what changed; the working text counts as the newest."""
    lang, listed = lang_of(request), queries.versions(found)
    texts: dict[str, tuple[str, Answers]] = {
        str(v.number): (_("第 %(n)s 版") % {"n": v.number}, v.answers) for v in reversed(listed)
    }
    if queries.is_inside(request.actor, found) or not texts:
        texts["now"] = (_("现在的文字"), found.answers)
    names = list(texts)
    new = request.GET.get("to", "") if request.GET.get("to", "") in texts else names[-1]
    old = (
        request.GET.get("from", "")
        if request.GET.get("from", "") in texts
        else names[max(names.index(new) - 1, 0)]
    )
    return render(
        request,
        "application/compare.html",
        _frame(request, found, lang)
        | {
            "rows": difference_rows(found, texts[old][1], texts[new][1], lang),
            "old_title": texts[old][0],
            "new_title": texts[new][0],
            "froms": [{"value": n, "label": t[0], "selected": n == old} for n, t in texts.items()],
            "tos": [{"value": n, "label": t[0], "selected": n == new} for n, t in texts.items()],
        },
    )


@page("application.print", load=queries.application)
def printed(request: Any, found: Any) -> HttpResponse:
    """The form as it prints, with the code of the version asked for (the newest by default)."""
    found.__dict__["_today"] = request.clock.today
    one, answers = _wanted(request, found)
    lang = lang_of(request)
    address = f"{settings.SITE_URL}/v/{one.code}" if one else ""
    picture = base64.b64encode(code_svg(address).encode()).decode() if one else ""
    return render(
        request,
        "application/print.html",
        _frame(request, found, lang, answers)
        | {"version": one, "parts": parts_of(found, answers, lang), "picture": picture, "address": address},
    )


def _wanted(request: HttpRequest, found: Any) -> tuple[Any, Answers]:
    told_number = request.GET.get("version", "")
    if told_number == "draft" and queries.is_inside(request.actor, found):
        return None, found.answers
    listed = queries.versions(found)
    one = next((v for v in listed if str(v.number) == told_number), listed[0] if listed else None)
    return one, one.answers if one else found.answers


@page("application.paper", load=queries.application)
def paper(request: Any, found: Any, kind: str) -> HttpResponse:
    """The form as a Word or PDF file."""
    found.__dict__["_today"] = request.clock.today
    if kind not in MEDIA:
        raise Http404
    one, answers = _wanted(request, found)
    made = application_paper(found, answers, one, settings.SITE_URL)
    try:
        content = word.render(made) if kind == "docx" else pdf.render(made, settings.DATA / "fonts")
    except Refusal as no:
        for sentence in told(no.findings, request):
            messages.error(request, sentence)
        return HttpResponseRedirect(f"/applications/{found.key}")
    name = f"{found.number}-{one.number if one else 'draft'}.{kind}"
    return HttpResponse(
        content, content_type=MEDIA[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )

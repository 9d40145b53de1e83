"""Pages of complaint and suggestion: for anybody, for the sender, for the answering office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.foundation.feedback import queries
from touyan.foundation.feedback.actions import Reply
from touyan.foundation.feedback.forms import CodeForm, FeedbackForm, ReplyForm
from touyan.foundation.feedback.rules import FEEDBACK_MACHINE, SORTS
from touyan.foundation.feedback.sending import page_of, send
from touyan.foundation.feedback.tables import feedback_list
from touyan.foundation.ledger.history import trail_of
from touyan.foundation.units.queries import counties
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import PUBLIC, page
from touyan.foundation.web.reasons import lang_of, told, words
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back


def _frame(request: HttpRequest) -> dict[str, str]:
    return {"frame": "layout/page.html" if request.actor.is_signed_in else "layout/plain.html"}  # type: ignore[attr-defined]


@page("feedback.send", audience=PUBLIC, posts=("feedback.raise",))
def new(request: HttpRequest) -> HttpResponse:
    """Anybody says something; the answer is a code."""
    actor = request.actor  # type: ignore[attr-defined]
    known = {str(one.key): one.pk for one in counties()}
    form = FeedbackForm(
        request.POST or None, counties=counties(), lang=lang_of(request), is_signed_in=actor.is_signed_in
    )
    came_from = request.POST.get("page", "") or page_of(
        request.headers.get("Referer", ""), request.get_host()
    )
    if request.method == "POST" and form.is_valid() and known:
        given = form.cleaned_data
        tenant = (
            actor.tenant
            if actor.is_signed_in
            else known.get(given.get("county", ""), next(iter(known.values())))
        )
        sent = send(
            actor, tenant, (given["sort"], given["text"]), came_from[:200], named=bool(given.get("named"))
        )
        if sent.code:
            request.session["feedback_code"] = sent.code
            return HttpResponseRedirect("/feedback/sent")
        add_reasons(form, told(sent.reasons, request))
    return render(request, "feedback/new.html", {"form": form, "page_path": came_from} | _frame(request))


@page("feedback.sent", audience=PUBLIC)
def sent(request: HttpRequest) -> HttpResponse:
    """The confirmation with its code, in this session only: the code stands in no address."""
    code = request.session.get("feedback_code", "")
    if not code:
        return HttpResponseRedirect("/feedback")
    return render(request, "feedback/sent.html", {"code": code} | _frame(request))


@page("feedback.look_up", audience=PUBLIC, posts=("-",))
def look_up(request: HttpRequest) -> HttpResponse:
    """The answer behind a code; a wrong code tells nothing."""
    form = CodeForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = queries.by_code(form.cleaned_data["code"])
        if found is None:
            form.add_error("code", _("没有这个查询码，请核对后重新填写。"))
    response = render(request, "feedback/look_up.html", {"form": form, "found": found} | _frame(request))
    response["Cache-Control"] = "no-store"
    return response


@page("feedback.own")
def own(request: HttpRequest) -> HttpResponse:
    """What one sent under one's own name."""
    return render(request, "feedback/own.html", {"sent": queries.own(request.actor)})  # type: ignore[attr-defined]


@page("feedback.list")
def inbox(request: HttpRequest) -> HttpResponse:
    """What came to the office one heads."""
    rows = queries.to_answer(request.actor)  # type: ignore[attr-defined]
    return render(request, "feedback/list.html", window(request, rows, feedback_list(lang_of(request))))


@page("feedback.detail", load=queries.one_to_answer)
def one(request: HttpRequest, found: Any) -> HttpResponse:
    """One of them, with the answer or the form for it."""
    lang = lang_of(request)
    context = {
        "one": found,
        "sort": words(SORTS[found.sort], lang),
        "state": words(FEEDBACK_MACHINE.label_of(found.state), lang),
        "buttons": {b.action.rpartition(".")[2]: b for b in buttons(request, found, "feedback.answer")},
        "form": ReplyForm(),
        "trail": trail_of(request.actor, found, lang),  # type: ignore[attr-defined]
    }
    return render(request, "feedback/one.html", context)


@page("feedback.answer", load=queries.one_to_answer, posts=("feedback.answer",), only_post=True)
def answer(request: HttpRequest, found: Any) -> HttpResponse:
    """The answer stands for good."""
    tried = attempt(request, "feedback.answer", found, Reply(request.POST.get("text", "").strip()[:1000]))
    return done_or_back(request, tried, _("答复已发出，提出人凭查询码可以看到。"), f"/feedback/{found.key}")

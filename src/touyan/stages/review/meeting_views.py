"""Pages of the scoring session: plan, agenda, one's own sheet, ranking with its derivation."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from touyan.core.scheme import label as said
from touyan.foundation.ledger.door import Refused, keep, perform
from touyan.foundation.ledger.history import trail_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, told, words
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back
from touyan.stages.application.reading import parts_of
from touyan.stages.review import queries
from touyan.stages.review.scoring import agenda, must_recuse, progress, scorers
from touyan.stages.review.sessions import NewMeeting, NewSheet
from touyan.stages.review.tables import meeting_list

CRUMB = {"label": gettext_lazy("例会"), "url": "/meetings"}


class MeetingForm(forms.Form):
    """A session to be planned."""

    title = forms.CharField(label=gettext_lazy("会议名称"), max_length=120)
    held_on = forms.DateField(label=gettext_lazy("会议日期"))


@page("meeting.list")
def all_meetings(request: HttpRequest) -> HttpResponse:
    """All sessions, and the calls whose applications wait for one."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    versions = queries.schemes(actor)
    listing = meeting_list(lang_of(request), versions[0].machine("meeting") if versions else None)
    context = window(request, queries.meetings(actor), listing)
    context["calls"] = queries.calls_with_waiting(actor) if actor.holds("clerk") else []
    return render(request, "review/meetings.html", context)


@page("meeting.plan", load=queries.call, needs="meeting.create", posts=("meeting.create",))
def plan(request: HttpRequest, call: Any) -> HttpResponse:
    """Plan a session for everything of this call that has passed all levels."""
    today: date = request.clock.today  # type: ignore[attr-defined]
    initial = {"title": _("%(title)s审议评分会") % {"title": call.title}, "held_on": today}
    form = MeetingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        new = NewMeeting(form.cleaned_data["title"], form.cleaned_data["held_on"].isoformat())
        tried = attempt(request, "meeting.create", call, new)
        if tried.done:
            messages.success(request, _("会议已安排，议程已列好。"))
            return HttpResponseRedirect(f"/meetings/{tried.done.subject.key}")
        add_reasons(form, tried.reasons)
    return render(
        request,
        "review/meeting_new.html",
        {"form": form, "call": call, "breadcrumbs": [CRUMB, {"label": _("安排会议")}]},
    )


@page("meeting.one", load=queries.meeting)
def one_meeting(request: HttpRequest, one: Any) -> HttpResponse:
    """The agenda; during scoring how many sheets are in, never what is on them."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    lang = lang_of(request)
    members = scorers(one)
    done = progress(one, actor.person)
    is_open = one.state == "scoring"
    is_member = any(m.pk == actor.person for m in members)
    rows = [
        {
            "item": item,
            "count": done.counts.get(item.pk, 0),
            "is_own_done": item.pk in done.own,
            "is_alive": item.application.state == "meeting" or one.state == "decided",
        }
        for item in agenda(one)
    ]
    waiting = [r for r in rows if r["is_alive"] and not r["is_own_done"]]
    context = {
        "meeting": one,
        "state": words(machine_of(one).label_of(one.state), lang),
        "rows": rows,
        "members": len(members),
        "begun": done.begun,
        "is_open": is_open,
        "is_member": is_member,
        "own_done": len([r for r in rows if r["is_own_done"]]),
        "next": waiting[0] if waiting and is_open and is_member else None,
        "is_closed": one.state in ("scored", "decided"),
        "buttons": {
            b.action.rpartition(".")[2]: b
            for b in buttons(
                request, one, "meeting.open_scoring", "meeting.close_scoring", "meeting.record_decision"
            )
        },
        "trail": trail_of(actor, one, lang, 10),
        "breadcrumbs": [CRUMB, {"label": one.title}],
    }
    return render(request, "review/meeting.html", context)


@page("meeting.open", load=queries.meeting, posts=("meeting.open_scoring",), only_post=True)
def open_scoring(request: HttpRequest, one: Any) -> HttpResponse:
    """Fix the agenda and let the members score."""
    return done_or_back(
        request,
        attempt(request, "meeting.open_scoring", one),
        _("评分已开始，成员可以打分。"),
        f"/meetings/{one.key}",
    )


@page("meeting.close", load=queries.meeting, posts=("meeting.close_scoring",), only_post=True)
def close_scoring(request: HttpRequest, one: Any) -> HttpResponse:
    """Compute; from here on the sheets are read-only for ever."""
    tried = attempt(request, "meeting.close_scoring", one)
    return done_or_back(
        request,
        tried,
        _("评分已结束，名次已算出。"),
        f"/meetings/{one.key}/ranking" if tried.is_done else f"/meetings/{one.key}",
    )


def _entry(one: Any, entry: UUID) -> Any:
    found = next((item for item in agenda(one) if item.application.key == entry), None)
    if found is None:
        raise Http404
    return found


def _typed(request: HttpRequest, one: Any) -> dict[str, Any]:
    criteria = one.scheme_version.rules.meeting.criteria
    return {
        "marks": {name: request.POST.get(f"mark-{name}", "").strip()[:12] for name in criteria},
        "remark": request.POST.get("remark", "").strip()[:400],
        "is_recused": request.POST.get("is_recused") == "1",
    }


@page("meeting.sheet", load=queries.meeting, needs="meeting.submit_sheet", posts=("meeting.submit_sheet",))
def sheet(request: HttpRequest, one: Any, entry: UUID) -> HttpResponse:
    """One's own sheet for one application: marks, sum, note; sealed once handed in."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    item = _entry(one, entry)
    if request.method != "POST":
        return _sheet_page(request, one, item, queries.own_draft(actor, item), [])
    data = _typed(request, one)
    given = NewSheet(
        str(entry),
        data["marks"],
        data["remark"],
        data["is_recused"],
        request.POST.get("idempotency_key", "")[:64],
    )
    try:
        perform("meeting.submit_sheet", subject=one, actor=actor, given=given, key=given.salt)
    except Refused as no:
        return _sheet_page(request, one, item, data, told(no.reasons, request, one))
    keep(actor, queries.SHEET, {}, about=entry)
    messages.success(
        request, _("《%(title)s》的评分已提交，提交后不能修改。") % {"title": item.application.title}
    )
    done = progress(queries.meeting(actor, one.key), actor.person)
    rest = [i for i in agenda(one) if i.pk not in done.own and i.application.state == "meeting"]
    return HttpResponseRedirect(
        f"/meetings/{one.key}/sheet/{rest[0].application.key}" if rest else f"/meetings/{one.key}"
    )


@page("meeting.sheet_draft", load=queries.meeting, needs="meeting.submit_sheet", posts=("-",), only_post=True)
def sheet_draft(request: HttpRequest, one: Any, entry: UUID) -> HttpResponse:
    """Keep the unfinished sheet for its writer alone."""
    _entry(one, entry)
    kept = keep(request.actor, queries.SHEET, _typed(request, one), about=entry)  # type: ignore[attr-defined]
    return JsonResponse({"version": kept.version, "saved_at": kept.at.isoformat()})


def _sheet_page(
    request: HttpRequest, one: Any, item: Any, data: dict[str, Any], reasons: list[str]
) -> HttpResponse:
    actor, lang = request.actor, lang_of(request)  # type: ignore[attr-defined]
    stage = one.scheme_version.rules.meeting
    sealed = queries.own_sheet(actor, item)
    marks = sealed.marks if sealed else data.get("marks", {})
    application = item.application
    application.__dict__["_today"] = request.clock.today  # type: ignore[attr-defined]
    application.scheme_version = one.scheme_version
    items = agenda(one)
    at = next(n for n, i in enumerate(items) if i.pk == item.pk)
    context = {
        "meeting": one,
        "item": item,
        "application": application,
        "position": at + 1,
        "total": len(items),
        "previous": items[at - 1] if at else None,
        "following": items[at + 1] if at + 1 < len(items) else None,
        "criteria": [
            {
                "name": c.name,
                "label": said(c.label, lang),
                "standard": said(c.standard, lang) if c.standard else "",
                "points": c.points,
                "mark": marks.get(c.name, ""),
            }
            for c in stage.criteria.values()
        ],
        "step": stage.step,
        "full": stage.full_marks,
        "sealed": sealed,
        "remark": sealed.remark if sealed else data.get("remark", ""),
        "is_recused": data.get("is_recused", False),
        "must_recuse": stage.recusal and must_recuse(actor, application),
        "may_recuse": stage.recusal,
        "parts": parts_of(application, application.answers, lang),
        "reasons": [{"url": "#marks", "text": r} for r in reasons],
        "breadcrumbs": [
            CRUMB,
            {"label": one.title, "url": f"/meetings/{one.key}"},
            {"label": application.title},
        ],
    }
    return render(request, "review/sheet.html", context, status=422 if reasons else 200)


@page("meeting.ranking", load=queries.meeting)
def ranking(request: HttpRequest, one: Any) -> HttpResponse:
    """Scores, ranks and the cut, each figure with what it was computed from; only after the closing."""
    if one.state not in ("scored", "decided"):
        raise Http404
    lang = lang_of(request)
    rules = one.scheme_version.rules
    items = [i for i in agenda(one) if str(i.application.key) in one.computed]
    ranked = sorted(items, key=lambda i: (i.rank is None, i.rank or 0, i.order))
    shown = [{"item": i, "told": one.computed[str(i.application.key)], "side": i.outcome} for i in ranked]
    labels = [said(c.label, lang) for c in rules.meeting.criteria.values()]
    for row in shown:
        for judge in row["told"]["judges"]:
            judge["cells"] = [judge["marks"].get(name, "") for name in rules.meeting.criteria]
    context = {
        "meeting": one,
        "rows": shown,
        "criteria": labels,
        "cut": one.cut,
        "tie": one.tie,
        "tie_body": said(rules.bodies[one.tie["body"]].label, lang) if one.tie else "",
        "tied_titles": [r["item"].application.title for r in shown if r["side"] == "tied"],
        "trim": rules.meeting.trim,
        "decimals": rules.meeting.rounding.decimals,
        "buttons": {b.action.rpartition(".")[2]: b for b in buttons(request, one, "meeting.record_decision")},
        "breadcrumbs": [CRUMB, {"label": one.title, "url": f"/meetings/{one.key}"}, {"label": _("评分结果")}],
    }
    return render(request, "review/ranking.html", context)

"""Pages of calls: what is called for, until when, what the reader's unit may still bring."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.scheme import label
from touyan.core.workflow import Denied
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import allowed
from touyan.foundation.ledger.history import trail_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.rulebook.queries import is_concerned
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import because, lang_of, words
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back
from touyan.stages.application import queries
from touyan.stages.application.actions import Extension, NewCall
from touyan.stages.application.coverage import coverage, items_for
from touyan.stages.application.entry import Start
from touyan.stages.application.forms import CallForm, ExtensionForm
from touyan.stages.application.matters import stage_of
from touyan.stages.application.standing import Standing, standing
from touyan.stages.application.tables import CALL_TONES, call_list


@page("application.calls")
def calls(request: Any) -> HttpResponse:
    """All calls."""
    lang = lang_of(request)
    may_create = is_concerned(request.actor, "scheme_version", "call.create")
    listing = call_list(request.clock.today, lang, may_create=may_create)
    return render(
        request,
        "application/calls.html",
        window(request, queries.calls(request.actor), listing) | {"may_create": may_create},
    )


@page("application.new_call", load=queries.newest_scheme, needs="call.create", posts=("call.create",))
def new_call(request: HttpRequest, version: Any) -> HttpResponse:
    """Prepare a call under the newest scheme or the one chosen; days come from its window."""
    mine = queries.callable_schemes(request.actor)  # type: ignore[attr-defined]
    version = next((one for one in mine if str(one.key) == request.GET.get("scheme")), version)
    stage = stage_of(version)
    days = version.rules.windows.get(stage.window) if stage.window else None
    first = {"title": label(version.rules.label) + _("申报通知")} | (
        {"opens_on": days.start, "closes_on": days.end} if days else {}
    )
    form = CallForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        tried = attempt(request, "call.create", version, NewCall(**form.cleaned_data))
        if tried.done:
            messages.success(request, _("申报通知已拟好，核对后发布。"))
            return HttpResponseRedirect(f"/calls/{tried.done.subject.key}")
        add_reasons(form, tried.reasons)
    schemes = [{"value": str(one.key), "label": one.title, "selected": one.pk == version.pk} for one in mine]
    return render(request, "application/new_call.html", {"form": form, "scheme": version, "schemes": schemes})


@page("application.call", load=queries.call)
def call(request: Any, found: Any) -> HttpResponse:
    """One call: its days, what the rules ask, what this reader's unit brought and may still bring."""
    lang, today = lang_of(request), request.clock.today
    machine = machine_of(found)
    verdict = allowed(request.actor, found, "application.create")["application.create"]
    own = standing(request.actor, found)
    stage = stage_of(found.scheme_version)
    return render(
        request,
        "application/call.html",
        {
            "call": found,
            "breadcrumbs": [
                {"label": _("申报"), "url": "/applications"},
                {"label": _("申报通知"), "url": "/calls"},
                {"label": found.title},
            ],
            "state": words(machine.label_of(found.state), lang),
            "tone": CALL_TONES.get(found.state, ""),
            "today": today,
            "left": calendar_of().workdays_left(today, found.closes_on),
            "own": own,
            "quota": [_quota(found.scheme_version.rules, q, lang) for q in stage.quota],
            "finish_by": stage.finish_by,
            "items": items_for(request.actor, found, lang),
            "coverage": coverage(request.actor, found, lang),
            "minutes": found.scheme_version.rules.forms[stage.form].minutes,
            "may_apply": not isinstance(verdict, Denied) and (own is None or own.is_asked),
            "apply_reasons": _apply_reasons(verdict, own, found, lang),
            "buttons": {
                b.action.partition(".")[2]: b
                for b in buttons(
                    request, found, "call.open", "call.close", "call.extend", "call.begin_required"
                )
            },
            "extension": ExtensionForm(initial={"closes_on": found.closes_on}),
            "trail": trail_of(request.actor, found, lang),
        },
    )


def _quota(rules: Any, quota: Any, lang: Any) -> dict[str, Any]:
    """A quota with the sizes and classes it speaks of."""
    told = [
        label(rules.taxonomies[name].options[value], lang)
        for name, values in (("size", quota.applies_to.sizes), ("class", quota.applies_to.classes))
        for value in values
    ]
    return {"min": quota.min, "max": quota.max, "per": quota.per, "of": "、".join(told)}


def _apply_reasons(verdict: Any, own: Standing | None, found: Any, lang: Any) -> list[str]:
    if isinstance(verdict, Denied):
        if any(f.code in ("door.not_yours", "door.unknown_action") for f in verdict.reasons) or own is None:
            return []
        return because(verdict.reasons, found, lang)
    if own is not None and not own.is_asked:
        return [_("本方案不要求%(unit)s这类单位申报。") % {"unit": own.unit}]
    return []


@page("application.open_call", load=queries.call, posts=("call.open",), only_post=True)
def open_call(request: HttpRequest, found: Any) -> HttpResponse:
    """Publish the call."""
    return done_or_back(
        request, attempt(request, "call.open", found), _("申报通知已发布。"), f"/calls/{found.key}"
    )


@page("application.close_call", load=queries.call, posts=("call.close",), only_post=True)
def close_call(request: HttpRequest, found: Any) -> HttpResponse:
    """End the call."""
    return done_or_back(
        request, attempt(request, "call.close", found), _("申报已截止，不再接收提交。"), f"/calls/{found.key}"
    )


@page("application.extend_call", load=queries.call, posts=("call.extend",))
def extend_call(request: HttpRequest, found: Any) -> HttpResponse:
    """Give more time, with the reason."""
    form = ExtensionForm(request.POST or None, initial={"closes_on": found.closes_on})
    if request.method == "POST" and form.is_valid():
        tried = attempt(request, "call.extend", found, Extension(**form.cleaned_data))
        if tried.done:
            messages.success(request, _("截止日期已改，理由已记入办理经过。"))
            return HttpResponseRedirect(f"/calls/{found.key}")
        add_reasons(form, tried.reasons)
    return render(request, "application/extend_call.html", {"form": form, "call": found})


@page("application.begin_required", load=queries.call, posts=("call.begin_required",), only_post=True)
def begin_required(request: HttpRequest, found: Any) -> HttpResponse:
    """Begin the required projects that are still missing."""
    tried = attempt(request, "call.begin_required", found)
    return done_or_back(request, tried, _("缺少的必选项目已建立。"), f"/calls/{found.key}#required")


@page("application.create", load=queries.call, posts=("application.create",), only_post=True)
def create(request: HttpRequest, found: Any) -> HttpResponse:
    """Begin an application, empty or from a catalogue item, and go straight to its form."""
    tried = attempt(request, "application.create", found, Start(request.POST.get("item", "")[:48]))
    if tried.done:
        return HttpResponseRedirect(f"/applications/{tried.done.subject.key}/form")
    return done_or_back(request, tried, "", f"/calls/{found.key}")

"""Pages of the contest: plan it, fix the list, type in sheets and counts, the result with its derivation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from touyan.core.scheme import label as said
from touyan.foundation.ledger.history import trail_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back
from touyan.stages.review import contest_queries as queries
from touyan.stages.review import contest_typed as typed
from touyan.stages.review.contest_scoring import (
    entries_of,
    judges_of,
    listed,
    places_tied,
    portions,
    terms,
)
from touyan.stages.review.contest_shown import award_words, portion_words, ranked
from touyan.stages.review.contest_terms import LAST
from touyan.stages.review.contests import NewContest
from touyan.stages.review.tables import contest_list

CRUMB = {"label": gettext_lazy("擂台赛"), "url": "/contests"}
CLOSED = ("scored", "awarded")


class ContestForm(forms.Form):
    """A contest to be planned."""

    round = forms.ChoiceField(label=gettext_lazy("哪一轮"), required=False, widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("比赛名称"), max_length=120)
    held_on = forms.DateField(label=gettext_lazy("比赛日期"))

    def __init__(self, *given: Any, rounds: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["round"].choices = rounds  # type: ignore[attr-defined]


@page("contest.list")
def all_contests(request: HttpRequest) -> HttpResponse:
    """All contests in reach, and the calls for which one can be planned."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    versions = queries.schemes(actor)
    listing = contest_list(lang_of(request), versions[0].machine("contest") if versions else None)
    context = window(request, queries.contests(actor), listing)
    calls = queries.calls(actor) if actor.holds("clerk", "drafter") else []
    context["calls"] = [
        call for call in calls if any(b.is_allowed for b in buttons(request, call, "contest.create"))
    ]
    return render(request, "review/contests.html", context)


@page("contest.plan", load=queries.call, needs="contest.create", posts=("contest.create",))
def plan(request: HttpRequest, call: Any) -> HttpResponse:
    """Plan a round for everybody who may enter it."""
    today: date = request.clock.today  # type: ignore[attr-defined]
    stage, lang = call.scheme_version.rules.contest, lang_of(request)
    rounds = [(one.id, said(one.label, lang)) for one in stage.rounds] + [(LAST, _("最后一轮"))]
    initial = {"title": _("%(title)s比赛") % {"title": call.title}, "held_on": today, "round": rounds[0][0]}
    form = ContestForm(request.POST or None, initial=initial, rounds=rounds)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        tried = attempt(
            request,
            "contest.create",
            call,
            NewContest(told["title"], told["held_on"].isoformat(), told["round"]),
        )
        if tried.done:
            messages.success(request, _("比赛已安排，可以参赛的项目已列好。"))
            return HttpResponseRedirect(f"/contests/{tried.done.subject.key}")
        add_reasons(form, tried.reasons)
    crumbs = [CRUMB, {"label": _("安排比赛")}]
    return render(request, "review/contest_new.html", {"form": form, "call": call, "breadcrumbs": crumbs})


@page("contest.one", load=queries.contest)
def one_contest(request: HttpRequest, one: Any) -> HttpResponse:
    """Entries, list and progress; while marks come in only whose are in, never what they are."""
    lang, mine = lang_of(request), terms(one)
    verbs = ("shortlist", "relist", "open_scoring", "close_scoring")
    acts = buttons(request, one, *(f"contest.{verb}" for verb in verbs))
    may_type = any(b.is_allowed for b in buttons(request, one, "contest.enter_sheets"))
    context = {
        "contest": one,
        "state": words(machine_of(one).label_of(one.state), lang),
        "round": said(mine.label, lang),
        "entries": [
            {"entry": e, "group": _group(one, e.group, lang), "award": award_words(mine, e.award, lang)}
            for e in entries_of(one)
        ],
        "listed": len(listed(one)),
        "layers": [
            {
                "id": layer.id,
                "label": said(layer.label, lang),
                "weight": layer.weight,
                "kind": layer.kind,
                "judges": judges_of(one, layer.id) if one.state == "scoring" else [],
            }
            for layer in mine.layers
        ],
        "may_type": may_type and one.state == "scoring",
        "is_closed": one.state in CLOSED,
        "buttons": {b.action.rpartition(".")[2]: b for b in acts},
        "trail": trail_of(request.actor, one, lang, 10),  # type: ignore[attr-defined]
        "breadcrumbs": [CRUMB, {"label": one.title}],
    }
    return render(request, "review/contest.html", context)


def _group(one: Any, name: str, lang: Any) -> str:
    return said(one.scheme_version.rules.groups[name].label, lang) if name else ""


@page("contest.shortlist", load=queries.contest, needs="contest.shortlist", posts=("contest.shortlist",))
def shortlist(request: HttpRequest, one: Any) -> HttpResponse:
    """Tick who is judged; the others are told why. The composition is counted as it stands."""
    lang, entries = lang_of(request), entries_of(one)
    told = typed.listing(request.POST, entries) if request.method == "POST" else None
    reasons: list[str] = []
    if told is not None:
        tried = attempt(request, "contest.shortlist", one, told)
        if tried.is_done:
            messages.success(request, _("入围名单已确定，未入围的申报单位能看到理由。"))
            return HttpResponseRedirect(f"/contests/{one.key}")
        reasons = tried.reasons
    is_open = terms(one).shortlist is None
    chosen = told.chosen if told else tuple(str(e.application.key) for e in entries if is_open or e.is_listed)
    picked = [e for e in entries if str(e.application.key) in chosen]
    context = {
        "contest": one,
        "rows": [
            {
                "entry": e,
                "key": str(e.application.key),
                "group": _group(one, e.group, lang),
                "is_chosen": str(e.application.key) in chosen,
                "why": told.feedback.get(str(e.application.key), "") if told else e.feedback,
            }
            for e in entries
        ],
        "size": terms(one).shortlist.size if terms(one).shortlist else None,  # type: ignore[union-attr]
        "portions": [
            {"label": portion_words(row.applies_to, lang), "wanted": wanted, "has": has}
            for row, wanted, has in portions(one, picked)
        ],
        "reasons": [{"url": "#list", "text": r} for r in reasons],
        "breadcrumbs": [CRUMB, {"label": one.title, "url": f"/contests/{one.key}"}, {"label": _("入围名单")}],
    }
    return render(request, "review/contest_list.html", context, status=422 if reasons else 200)


@page(
    "contest.enter",
    load=queries.contest,
    needs="contest.enter_sheets",
    posts=("contest.enter_sheets", "contest.enter_counts"),
)
def enter(request: HttpRequest, one: Any, layer: str) -> HttpResponse:
    """Type in one judge's sheets of a layer, or the jury's counts: all entries on one page."""
    rule, lang, entries = terms(one).layer(layer), lang_of(request), listed(one)
    if rule is None:
        raise Http404
    is_jury, reasons, told = rule.kind == "closed_jury", list[str](), None
    if request.method == "POST":
        told = (typed.counts if is_jury else typed.sheets)(request.POST, rule, entries)  # type: ignore[operator]
        action = "contest.enter_counts" if is_jury else "contest.enter_sheets"
        tried = attempt(request, action, one, told)
        if tried.is_done:
            messages.success(request, _("已录入。结束录入之前，分数不显示。"))
            return HttpResponseRedirect(f"/contests/{one.key}/enter/{layer}")
        reasons = tried.reasons
    columns = (
        [("likes", _("点赞"), rule.size), ("ballots", _("有效票"), rule.size)]
        if is_jury
        else [(c.name, said(c.label, lang), c.points) for c in rule.criteria.values()]
    )
    context = {
        "contest": one,
        "label": said(rule.label, lang),
        "is_jury": is_jury,
        "columns": columns,
        "step": 1 if is_jury else terms(one).stage.step,
        "judge": getattr(told, "judge", ""),
        "judges": judges_of(one, rule.id),
        "rows": [
            {
                "entry": e,
                "key": key,
                "is_recused": key in getattr(told, "recused", ()),
                "cells": [
                    (name, words_, most, told.rows[key].get(name, "") if told else "")
                    for name, words_, most in columns
                ],
            }
            for e in entries
            for key in (str(e.application.key),)
        ],
        "reasons": [{"url": "#marks", "text": r} for r in reasons],
        "breadcrumbs": [
            CRUMB,
            {"label": one.title, "url": f"/contests/{one.key}"},
            {"label": said(rule.label, lang)},
        ],
    }
    return render(request, "review/contest_enter.html", context, status=422 if reasons else 200)


def _plain(name: str, verb: str, done: Any) -> Any:
    @page(name, load=queries.contest, posts=(f"contest.{verb}",), only_post=True)
    def view(request: HttpRequest, one: Any) -> HttpResponse:
        """One act without a form of its own."""
        return done_or_back(
            request, attempt(request, f"contest.{verb}", one), str(done), f"/contests/{one.key}"
        )

    return view


relist = _plain("contest.relist", "relist", gettext_lazy("名单可以重新确定了。"))
open_scoring = _plain("contest.open", "open_scoring", gettext_lazy("可以录入评分表和计票了。"))
close_scoring = _plain(
    "contest.close", "close_scoring", gettext_lazy("录入已结束，名次已算出，等另一人确认。")
)
send_back = _plain("contest.send_back", "send_back", gettext_lazy("已退回核对，算出的结果作废。"))


@page("contest.result", load=queries.contest, posts=("contest.confirm",))
def result(request: HttpRequest, one: Any) -> HttpResponse:
    """Totals, ranks and awards by group, each with what it was computed from; another hand confirms here."""
    if one.state not in CLOSED:
        raise Http404
    lang, mine = lang_of(request), terms(one)
    tied = [(keys, places) for keys, places in places_tied(one)]
    if request.method == "POST":
        told = typed.confirmed(request.POST, [key for keys, _places in tied for key in keys])
        tried = attempt(request, "contest.confirm", one, told)
        return done_or_back(request, tried, _("结果已确认。"), f"/contests/{one.key}/result")
    acts = buttons(request, one, "contest.confirm", "contest.send_back")
    titles = {str(e.application.key): e.application.title for e in listed(one)}
    context = {
        "contest": one,
        "groups": ranked(one, lang),
        "ties": [
            {
                "entries": [(key, titles[key]) for key in keys],
                "places": [
                    (name, award_words(mine, name, lang) or _("没有奖项")) for name in dict.fromkeys(places)
                ],
                "words": [award_words(mine, name, lang) or _("没有奖项") for name in places],
            }
            for keys, places in tied
        ]
        if one.state == "scored"
        else [],
        "decimals": mine.stage.rounding.decimals,
        "buttons": {b.action.rpartition(".")[2]: b for b in acts},
        "breadcrumbs": [CRUMB, {"label": one.title, "url": f"/contests/{one.key}"}, {"label": _("比赛结果")}],
    }
    return render(request, "review/contest_result.html", context)


@page("contest.input", load=queries.contest)
def calculator_input(request: HttpRequest, one: Any) -> HttpResponse:  # noqa: ARG001 - views share one shape
    """The closed contest as the public calculator takes it, so that anybody can compute it again."""
    if one.state not in CLOSED:
        raise Http404
    return JsonResponse(one.computed["input"], json_dumps_params={"ensure_ascii": False, "indent": 1})

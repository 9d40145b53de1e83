"""Pages of the assessment of people: the list by unit, one with every number's derivation, the sheets, my own results."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from touyan.core.scheme import label
from touyan.core.workflow import Allowed
from touyan.foundation.ledger.door import allowed
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.submit import Tried, attempt, buttons, done_or_back
from touyan.stages.appraisal import queries
from touyan.stages.appraisal.actions import Settled
from touyan.stages.appraisal.entering import columns, group_rows, posted
from touyan.stages.appraisal.quotas import grades_below
from touyan.stages.appraisal.reckoning import computed
from touyan.stages.appraisal.rolls import stage_of
from touyan.stages.appraisal.tables import assessment_list, quota_lines
from touyan.stages.appraisal.words import grade_words, post_words, told_groups, told_parts, told_steps
from touyan.stages.progress.queries import acts_on

VERBS = ("enter_sheets", "score", "propose", "reopen", "settle_grade", "confirm", "sign")
DONE = {
    "post_assessment.score": gettext_noop("已按方案计分，每个数字都看得到来由。"),
    "post_assessment.propose": gettext_noop("已拟定等次，本人可以看到了。"),
    "post_assessment.reopen": gettext_noop("已退回重新录入。"),
    "post_assessment.confirm": gettext_noop("等次已确定。"),
    "post_assessment.sign": gettext_noop("已签收。"),
}


@page("appraisal.list")
def assessments(request: Any) -> HttpResponse:
    """Everything the reader may see, by unit: the office sees all, everybody else only his own."""
    lang, schemes = lang_of(request), queries.schemes(request.actor)
    grades = [
        (g.name, label(g.label, lang))
        for version in schemes[:1]
        for g in (version.rules.post_assessment.grades if version.rules.post_assessment else ())
    ]
    context = window(request, queries.assessments(request.actor), assessment_list(lang, grades))
    offers = [
        version
        for version in schemes
        if _may(request, version, "post_assessment.begin")
        and queries.is_to_begin(version, request.clock.today)
    ]
    quotas = [
        line
        for version in schemes
        for line in quota_lines(version.rules, queries.standing(request.actor, version), lang)
    ]
    return render(request, "appraisal/list.html", context | {"offers": offers, "quotas": quotas})


def _may(request: Any, subject: Any, action: str) -> bool:
    return isinstance(allowed(request.actor, subject, action)[action], Allowed)


@page("appraisal.mine")
def mine(request: Any) -> HttpResponse:
    """The reader's own results; the only one opens at once."""
    found = queries.own(request.actor)
    if len(found) == 1:
        return HttpResponseRedirect(f"/appraisals/{found[0].key}")
    return render(request, "appraisal/mine.html", {"found": found})


@page("appraisal.begin", load=queries.scheme, posts=("post_assessment.begin",), only_post=True)
def begin(request: HttpRequest, version: Any) -> HttpResponse:
    """Make the assessments of every post the scheme assesses."""
    tried = attempt(request, "post_assessment.begin", version)
    return done_or_back(request, tried, _("已为每个岗位建好年度考核。"), "/appraisals")


@page("appraisal.detail", load=queries.assessment)
def assessment(request: Any, found: Any) -> HttpResponse:
    """One result: what each group gave, how it was weighed, the coefficient, the grade."""
    lang, rules, post = lang_of(request), found.scheme_version.rules, found.post
    shown = computed(found, request.clock.today) if found.state == "open" else found.computed
    names = tuple(f"post_assessment.{verb}" for verb in VERBS)
    acts = {b.action.rpartition(".")[2]: b for b in buttons(request, found, *names)}
    if found.signed_on is not None:
        acts.pop("sign", None)
    context = {
        "assessment": found,
        "person": post.person,
        "unit": post.unit,
        "post": post_words(post, lang),
        "is_own": queries.is_of(request.actor, found),
        "acts": acts,
        "state": words(found.scheme_version.machine("post_assessment").label_of(found.state), lang),
        "is_preview": found.state == "open",
        "grade": grade_words(rules, found.grade or shown.get("grade") or "", lang),
        "score": found.score or shown.get("score"),
        "coefficient": shown.get("coefficient", ""),
        "missing": shown.get("missing", []),
        "groups": told_groups(shown, lang),
        "parts": told_parts(shown, lang),
        "steps": told_steps(shown, lang),
        "settled": _settled(found, lang),
        "lower": [(name, grade_words(rules, name, lang)) for name in grades_below(found)],
        "trail": acts_on(request.actor, found, lang),
    }
    return render(request, "appraisal/detail.html", context)


def _settled(found: Any, lang: Any) -> dict[str, str]:
    told, rules = found.settled, found.scheme_version.rules
    if not told:
        return {}
    return {
        "from": grade_words(rules, told["from"], lang),
        "to": grade_words(rules, told["to"], lang),
        "reason": told["reason"],
    }


@page(
    "appraisal.sheets",
    load=queries.assessment,
    needs="post_assessment.enter_sheets",
    posts=("post_assessment.enter_sheets",),
)
def sheets(request: Any, found: Any) -> HttpResponse:
    """The sheets of every group, a line a sheet, without names."""
    stage, lang = stage_of(found.scheme_version), lang_of(request)
    tried, typed = Tried(), None
    if request.method == "POST":
        typed = posted(request.POST, stage)
        tried = attempt(request, "post_assessment.enter_sheets", found, typed)
        if tried.is_done:
            messages.success(request, _("测评票已保存。"))
            return HttpResponseRedirect(f"/appraisals/{found.key}")
    met_on = typed.met_on if typed else (found.met_on or request.clock.today).isoformat()
    context = {
        "assessment": found,
        "person": found.post.person,
        "unit": found.post.unit,
        "met_on": met_on,
        "rows": group_rows(
            stage, found.inputs, queries.rolls(found, found.met_on or request.clock.today), typed, lang
        ),
        "columns": columns(stage, lang),
        "faults": [{"url": "#sheets", "text": reason} for reason in tried.reasons],
    }
    return render(request, "appraisal/sheets.html", context, status=422 if tried.reasons else 200)


@page("appraisal.settle", load=queries.assessment, posts=("post_assessment.settle_grade",), only_post=True)
def settle(request: HttpRequest, found: Any) -> HttpResponse:
    """Settle a lower grade, with its reason."""
    given = Settled(request.POST.get("grade", ""), request.POST.get("reason", ""))
    tried = attempt(request, "post_assessment.settle_grade", found, given)
    return done_or_back(request, tried, _("等次已核定。"), f"/appraisals/{found.key}")


def _simple(request: HttpRequest, found: Any, action: str) -> HttpResponse:
    return done_or_back(request, attempt(request, action, found), _(DONE[action]), f"/appraisals/{found.key}")


@page("appraisal.score", load=queries.assessment, posts=("post_assessment.score",), only_post=True)
def score(request: HttpRequest, found: Any) -> HttpResponse:
    """Compute score and grade by the scheme's rules."""
    return _simple(request, found, "post_assessment.score")


@page("appraisal.propose", load=queries.assessment, posts=("post_assessment.propose",), only_post=True)
def propose(request: HttpRequest, found: Any) -> HttpResponse:
    """The grade becomes provisional."""
    return _simple(request, found, "post_assessment.propose")


@page("appraisal.reopen", load=queries.assessment, posts=("post_assessment.reopen",), only_post=True)
def reopen(request: HttpRequest, found: Any) -> HttpResponse:
    """Back to the sheets."""
    return _simple(request, found, "post_assessment.reopen")


@page("appraisal.confirm", load=queries.assessment, posts=("post_assessment.confirm",), only_post=True)
def confirm(request: HttpRequest, found: Any) -> HttpResponse:
    """The grade is final."""
    return _simple(request, found, "post_assessment.confirm")


@page("appraisal.sign", load=queries.assessment, posts=("post_assessment.sign",), only_post=True)
def sign(request: HttpRequest, found: Any) -> HttpResponse:
    """The person assessed takes note."""
    return _simple(request, found, "post_assessment.sign")

"""Pages of the year-end assessment: the list, one assessment with every number's derivation, entering actuals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.findings import Refusal
from touyan.core.scheme import label
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, told, words
from touyan.foundation.web.submit import Tried, attempt, buttons, done_or_back
from touyan.stages.assessment import queries
from touyan.stages.assessment.derivation import grade_words, told_parts, told_steps, told_targets
from touyan.stages.assessment.entering import hand_rows, posted, target_rows
from touyan.stages.assessment.papers import assessment_form
from touyan.stages.assessment.reckoning import computed
from touyan.stages.assessment.tables import assessment_ledger, assessment_list, quota_lines
from touyan.stages.progress.queries import acts_on
from touyan.stages.supervision.handing_out import ledger_file, paper_file, watermark

VERBS = ("assessment.score", "assessment.propose", "assessment.reopen", "assessment.confirm")
LEDGER_ROWS = 5000
DONE = {
    "assessment.score": "已按方案评分，每个数字都能点开看来由。",
    "assessment.propose": "已形成拟定等次，公示以后确定。",
    "assessment.reopen": "已退回填报，原来的计算过程留在办理经过里。",
    "assessment.confirm": "等次已确定。",
}


@page("assessment.list")
def assessments(request: Any) -> HttpResponse:
    """All assessments in reach."""
    lang, year = lang_of(request), request.clock.today.year
    rules = queries.newest_rules(request.actor)
    grades = (
        [(g.name, label(g.label, lang)) for g in rules.assessment.grades]
        if rules and rules.project_assessment
        else []
    )
    context = window(request, queries.assessments(request.actor), assessment_list(lang, grades))
    quotas = quota_lines(rules, queries.grades_by_class(request.actor, year), lang)
    return render(
        request, "assessment/list.html", context | {"quotas": quotas, "query_text": request.GET.urlencode()}
    )


@page("assessment.ledger")
def ledger(request: Any) -> HttpResponse:
    """The list as Excel, narrowed as it was."""
    rules = queries.newest_rules(request.actor)
    grades = [(g.name, g.name) for g in rules.assessment.grades] if rules and rules.project_assessment else []
    found = queries.assessments(request.actor)
    for one in assessment_list("zh", grades).filters:
        value = request.GET.get(one.name, "")
        if value and (not one.choices or value in dict(one.choices)):
            found = one.apply(found, value)
    rows = list(found.order_by("project__unit__order", "id")[:LEDGER_ROWS])
    return ledger_file(
        assessment_ledger(rows, request.clock.today, watermark()), f"年终考核{request.clock.today:%Y%m%d}"
    )


def _computation(request: Any, found: Any) -> dict[str, Any]:
    """What was scored, or, while it is open, how the figures stand today."""
    return computed(found, request.clock.today) if found.state == "open" else found.computed


@page("assessment.detail", load=queries.assessment)
def assessment(request: Any, found: Any) -> HttpResponse:
    """One assessment: target against actual to the grade, each number opening to where it comes from."""
    lang = lang_of(request)
    shown = _computation(request, found)
    acts = {
        b.action.rpartition(".")[2]: b for b in buttons(request, found, "assessment.enter_actuals", *VERBS)
    }
    return render(
        request,
        "assessment/detail.html",
        {
            "assessment": found,
            "project": found.project,
            "parts": told_parts(shown, lang),
            "steps": told_steps(shown, lang),
            "missing": shown.get("missing", []),
            "score": found.score or shown.get("score"),
            "grade": grade_words(shown, lang),
            "as_of": shown.get("as_of", ""),
            "targets": told_targets(shown),
            "acts": acts,
            "state": words(found.scheme_version.machine("assessment").label_of(found.state), lang),
            "is_preview": found.state == "open",
            "trail": acts_on(request.actor, found, lang),
        },
    )


@page(
    "assessment.enter",
    load=queries.assessment,
    needs="assessment.enter_actuals",
    posts=("assessment.enter_actuals",),
)
def enter(request: Any, found: Any) -> HttpResponse:
    """Actual figures of the targets, and the figures only people can give."""
    targets, rules, lang = (
        queries.targets_of(request.actor, found),
        found.scheme_version.rules,
        lang_of(request),
    )
    tried, typed = Tried(), None
    if request.method == "POST":
        typed = posted(request.POST, targets, rules)
        tried = attempt(request, "assessment.enter_actuals", found, typed)
        if tried.is_done:
            messages.success(request, _("实际完成数已保存。"))
            return HttpResponseRedirect(f"/assessments/{found.key}")
    context = {
        "assessment": found,
        "project": found.project,
        "rows": target_rows(targets, found.inputs, typed),
        "hand": hand_rows(rules, found.inputs, typed, lang),
        "faults": [{"url": "#figures", "text": reason} for reason in tried.reasons],
    }
    return render(request, "assessment/enter.html", context, status=422 if tried.reasons else 200)


def _simple(request: HttpRequest, found: Any, action: str) -> HttpResponse:
    return done_or_back(
        request, attempt(request, action, found), _(DONE[action]), f"/assessments/{found.key}"
    )


@page("assessment.score", load=queries.assessment, posts=("assessment.score",), only_post=True)
def score(request: HttpRequest, found: Any) -> HttpResponse:
    """Compute score and grade by the scheme's rules."""
    return _simple(request, found, "assessment.score")


@page("assessment.propose", load=queries.assessment, posts=("assessment.propose",), only_post=True)
def propose(request: HttpRequest, found: Any) -> HttpResponse:
    """The grade becomes provisional."""
    return _simple(request, found, "assessment.propose")


@page("assessment.reopen", load=queries.assessment, posts=("assessment.reopen",), only_post=True)
def reopen(request: HttpRequest, found: Any) -> HttpResponse:
    """Back to entering."""
    return _simple(request, found, "assessment.reopen")


@page("assessment.confirm", load=queries.assessment, posts=("assessment.confirm",), only_post=True)
def confirm(request: HttpRequest, found: Any) -> HttpResponse:
    """The grade is final."""
    return _simple(request, found, "assessment.confirm")


@page("assessment.form", load=queries.assessment)
def form_file(request: Any, found: Any, format: str) -> HttpResponse:  # noqa: A002 - the name in the address
    """The assessment form as Word or PDF."""
    paper = assessment_form(found, _computation(request, found), watermark())
    try:
        return paper_file(paper, format, f"考核评分表{found.project.number}")
    except Refusal as no:
        for sentence in told(no.findings, request):
            messages.error(request, sentence)
        return HttpResponseRedirect(f"/assessments/{found.key}")

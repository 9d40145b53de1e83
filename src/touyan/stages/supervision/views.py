"""Pages of supervision: lights of the county, reviews, problems from opening to closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.findings import Refusal
from touyan.core.workflow import Denied
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import allowed
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, told, words
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back
from touyan.stages.progress.queries import acts_on, person_of_last
from touyan.stages.progress.story import because, light_story
from touyan.stages.supervision import queries
from touyan.stages.supervision.actions import Conclusion, Words
from touyan.stages.supervision.forms import ConclusionForm, ProblemForm, WordsForm
from touyan.stages.supervision.handing_out import ledger_file, paper_file, watermark
from touyan.stages.supervision.line import light_line
from touyan.stages.supervision.papers import ledger, notice, overdue_workdays
from touyan.stages.supervision.tables import light_list, problem_list, review_list
from touyan.stages.supervision.terms import CATEGORIES, SOURCES

LEDGER_ROWS = 5000


def _tabs(request: HttpRequest) -> list[dict[str, Any]]:
    names = {"/lights": _("各项目的灯"), "/reviews": _("季度督查"), "/problems": _("问题台账")}
    return [{"label": label, "url": url, "current": request.path == url} for url, label in names.items()]


@page("supervision.lights")
def lights(request: Any) -> HttpResponse:
    """Every running project in reach with its light and why."""
    context = window(request, queries.watched_projects(request.actor), light_list(lang_of(request)))
    return render(request, "supervision/lights.html", context | {"tabs": _tabs(request)})


@page("supervision.light", load=queries.project)
def light(request: Any, found: Any) -> HttpResponse:
    """One project's light: why, what would turn it, how it went, its problems, and the way to open one."""
    lang = lang_of(request)
    readings = queries.light_readings(request.actor, found)
    may_open = not isinstance(allowed(request.actor, found, "problem.open")["problem.open"], Denied)
    return render(
        request,
        "supervision/light.html",
        {
            "project": found,
            "story": light_story(found, lang),
            "readings": readings[::-1][:15],
            "line": light_line(readings, lang),
            "problems": queries.problems_of(request.actor, found),
            "may_open": may_open,
        },
    )


@page("supervision.reviews")
def reviews(request: Any) -> HttpResponse:
    """All reviews in reach."""
    context = window(
        request, queries.reviews(request.actor), review_list(lang_of(request), request.clock.today)
    )
    return render(request, "supervision/reviews.html", context | {"tabs": _tabs(request)})


@page("supervision.review", load=queries.review, posts=("review.conclude",))
def review(request: Any, found: Any) -> HttpResponse:
    """One review: the facts of the day beside the conclusion."""
    lang = lang_of(request)
    form = ConclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = attempt(request, "review.conclude", found, Conclusion(form.cleaned_data["conclusion"]))
        if tried.is_done:
            messages.success(request, _("督查已办结，当天的数据已和结论一起存档。"))
            return HttpResponseRedirect(f"/reviews/{found.key}")
        add_reasons(form, tried.reasons)
    facts = found.facts
    frozen = (
        because(facts, facts["light"], facts["scheduled"], facts["actual"], lang)
        if facts.get("light")
        else ""
    )
    return render(
        request,
        "supervision/review.html",
        {
            "review": found,
            "project": found.project,
            "form": form,
            "frozen": frozen,
            "button": next((b for b in buttons(request, found, "review.conclude")), None),
            "state": words(found.scheme_version.machine("quarterly_review").label_of(found.state), lang),
            "story": light_story(found.project, lang),
            "problems": queries.problems_of(request.actor, found.project),
            "today": request.clock.today,
            "left": calendar_of().workdays_left(request.clock.today, found.due_on),
            "trail": acts_on(request.actor, found, lang),
        },
        status=422 if form.errors else 200,
    )


@page("supervision.problems")
def problems(request: Any) -> HttpResponse:
    """All problems in reach, longest overdue first."""
    context = window(
        request, queries.problems(request.actor), problem_list(lang_of(request), request.clock.today)
    )
    return render(
        request,
        "supervision/problems.html",
        context | {"tabs": _tabs(request), "query_text": request.GET.urlencode()},
    )


@page("supervision.ledger")
def problem_ledger(request: Any) -> HttpResponse:
    """The supervision ledger as Excel, narrowed as the list was."""
    found = queries.problems(request.actor)
    for one in problem_list("zh", request.clock.today).filters:
        value = request.GET.get(one.name, "")
        if value and (not one.choices or value in dict(one.choices)):
            found = one.apply(found, value)
    rows = list(found.order_by("due_on", "id")[:LEDGER_ROWS])
    verifiers = queries.doers_of(request.actor, rows, "problem.verify")
    book = ledger(rows, verifiers, request.clock.today, watermark())
    return ledger_file(book, f"督导台账{request.clock.today:%Y%m%d}")


@page("supervision.open", load=queries.project, needs="problem.open", posts=("problem.open",))
def open_problem(request: Any, found: Any) -> HttpResponse:
    """Open a problem on a project."""
    standard = found.scheme_version.rules.supervision.problems.rectify_workdays
    form = ProblemForm(request.POST or None, lang=lang_of(request), standard=standard)
    if request.method == "POST" and form.is_valid():
        tried = attempt(request, "problem.open", found, form.given())
        if tried.done:
            messages.success(request, _("督办单 %(number)s 已交办。") % {"number": tried.done.subject.number})
            return HttpResponseRedirect(f"/problems/{tried.done.subject.key}")
        add_reasons(form, tried.reasons)
    return render(
        request, "supervision/open.html", {"form": form, "project": found}, status=422 if form.errors else 200
    )


@page("supervision.problem", load=queries.problem)
def problem(request: Any, found: Any) -> HttpResponse:
    """One problem: what is wrong, until when, who acts next, and who may not."""
    return _problem_page(request, found, WordsForm())


def _problem_page(request: Any, found: Any, form: WordsForm, status: int = 200) -> HttpResponse:
    lang, today = lang_of(request), request.clock.today
    names = ("problem.begin", "problem.report_rectified", "problem.verify", "problem.reject_rectification")
    rules = found.scheme_version.rules
    roles = rules.supervision.problems
    trail = acts_on(request.actor, found, lang)
    return render(
        request,
        "supervision/problem.html",
        {
            "problem": found,
            "project": found.project,
            "form": form,
            "acts": {b.action.rpartition(".")[2]: b for b in buttons(request, found, *names)},
            "state": words(found.scheme_version.machine("problem").label_of(found.state), lang),
            "source": words(SOURCES[found.source], lang) if found.source in SOURCES else found.source,
            "category": words(CATEGORIES[found.category], lang),
            "rectifier": words(rules.roles[roles.rectifier].label, lang),
            "verifier": words(rules.roles[roles.verifier].label, lang),
            "rectified_by": next((t["who"] for t in trail if t["action"] == "problem.report_rectified"), "")
            if found.rectified_on
            else "",
            "is_open": found.state in {"open", "rectifying"},
            "overdue": overdue_workdays(found, today),
            "today": today,
            "left": calendar_of().workdays_left(today, found.due_on),
            "trail": trail,
        },
        status=status,
    )


@page("supervision.begin", load=queries.problem, posts=("problem.begin",), only_post=True)
def begin(request: HttpRequest, found: Any) -> HttpResponse:
    """The unit takes the problem on."""
    return done_or_back(
        request,
        attempt(request, "problem.begin", found),
        _("已签收，请在时限内整改。"),
        f"/problems/{found.key}",
    )


def _worded(request: HttpRequest, found: Any, action: str, success: str) -> HttpResponse:
    """An act that takes words; what was typed stays on the page when the door says no."""
    text = request.POST.get("text", "")
    tried = attempt(request, action, found, Words(text))
    if tried.is_done:
        return done_or_back(request, tried, success, f"/problems/{found.key}")
    form = WordsForm({"text": text})
    form.full_clean()
    form.errors.clear()  # the door has judged the same words and says more exactly what is missing
    add_reasons(form, tried.reasons)
    return _problem_page(request, found, form, 422)


@page("supervision.rectified", load=queries.problem, posts=("problem.report_rectified",), only_post=True)
def rectified(request: HttpRequest, found: Any) -> HttpResponse:
    """What was done about it."""
    return _worded(request, found, "problem.report_rectified", _("已报整改完成，等复核人复核。"))


@page("supervision.verify", load=queries.problem, posts=("problem.verify",), only_post=True)
def verify(request: HttpRequest, found: Any) -> HttpResponse:
    """Seen and struck off."""
    return _worded(request, found, "problem.verify", _("已复核销号。"))


@page("supervision.reject", load=queries.problem, posts=("problem.reject_rectification",), only_post=True)
def reject(request: HttpRequest, found: Any) -> HttpResponse:
    """Not enough yet."""
    return _worded(request, found, "problem.reject_rectification", _("已退回继续整改，原因已通知整改单位。"))


@page("supervision.notice", load=queries.problem)
def notice_file(request: Any, found: Any, format: str) -> HttpResponse:  # noqa: A002 - the name in the address
    """The supervision notice as Word or PDF."""
    verified = person_of_last(request.actor, found, "problem.verify")
    paper = notice(found, verified[0] if verified else "", watermark())
    try:
        return paper_file(paper, format, f"督办单{found.number}")
    except Refusal as no:
        for sentence in told(no.findings, request):
            messages.error(request, sentence)
        return HttpResponseRedirect(f"/problems/{found.key}")

"""Pages of the thread: the register, one project from need to grade, one application up to where it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.scheme import label
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, words
from touyan.stages.application.matters import form_of
from touyan.stages.approval.promoting import put_forward_as
from touyan.stages.progress.story import light_story
from touyan.stages.publication import reads, register
from touyan.stages.publication.facts import application_facts, project_facts
from touyan.stages.review.contest_queries import told_to
from touyan.stages.review.contest_scoring import terms
from touyan.stages.review.contest_shown import award_words
from touyan.surfaces.thread.line import Life, Unapplied, line_of, next_day
from touyan.surfaces.thread.sections import outline, sections
from touyan.surfaces.thread.steps import focused, steps_of
from touyan.surfaces.thread.tables import matter_list, project_list

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("thread.list")
def projects(request: HttpRequest) -> HttpResponse:
    """The register of projects, narrowed as the address says."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows = reads.projects(actor)
    units = reads.units_of(actor, rows, request.GET.get("unit", ""))
    listing = project_list(lang_of(request), reads.schemes_with_projects(actor), units)
    query = request.GET.urlencode()
    context = window(request, rows, listing) | {"sheet_url": f"/projects.xlsx{'?' if query else ''}{query}"}
    return render(request, "thread/list.html", context)


@page("thread.sheet")
def ledger(request: HttpRequest) -> HttpResponse:
    """The register as the office's Excel ledger, narrowed like the list."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows, today = reads.projects(actor), request.clock.today  # type: ignore[attr-defined]
    versions = reads.schemes_with_projects(actor)
    for one in project_list(lang_of(request), versions, reads.Units({})).filters:
        value = request.GET.get(one.name, "").strip()
        if value:
            rows = one.apply(rows, value)
    title = f"{versions[0].year if versions else today.year}年度书记项目总台账"
    body = register.project_ledger(
        register.ledger_rows(actor, rows), today, title=title, is_demonstration=settings.IS_DEMONSTRATION
    )
    response = HttpResponse(body, content_type=SHEET)
    response["Content-Disposition"] = (
        f"attachment; filename=\"projects.xlsx\"; filename*=UTF-8''{quote(title)}.xlsx"
    )
    return response


@page("thread.matters")
def matters(request: HttpRequest) -> HttpResponse:
    """Applications by where they stand."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows = reads.matters(actor)
    units = reads.units_of(actor, rows, request.GET.get("unit", ""))
    context = window(request, rows, matter_list(lang_of(request), units))
    return render(request, "thread/matters.html", context)


@page("thread.project", load=reads.project)
def project(request: HttpRequest, found: Any) -> HttpResponse:
    """One project: the line of its life, its light, the reader's next step, then everything in order."""
    application = found.application
    if application is None:
        none = Unapplied(found.scheme_version, found.unit, found.leader)
        return _thread(request, none, found, project_facts(found))
    application.unit, application.leader = found.unit, found.leader
    if application.scheme_version_id == found.scheme_version_id:
        application.scheme_version = found.scheme_version
    facts = application_facts(application) | project_facts(found)
    return _thread(request, application, found, facts)


@page("thread.application", load=reads.application)
def application(request: HttpRequest, found: Any) -> HttpResponse:
    """An application without a project yet: the same line up to where it is."""
    return _thread(request, found, None, application_facts(found))


def _thread(
    request: HttpRequest, application: Any, project: Any, facts: dict[str, list[Any]]
) -> HttpResponse:
    lang, today = lang_of(request), request.clock.today  # type: ignore[attr-defined]
    # a project that was moved goes by its own rules; what it was applied for keeps those it was decided by
    version = (project if project is not None else application).scheme_version
    life = Life(
        application,
        project,
        facts,
        frozenset(s.kind for s in version.rules.stages),
        today,
        lang,
        _words(version, application, lang),
        request.actor.reach,  # type: ignore[attr-defined]
    )
    subject = project if project is not None else application
    machine = version.machine(subject.KIND)
    roots = [
        (kind, one.key)
        for kind, one in (("application", application), ("project", project))
        if one and one.key
    ]
    steps, more = focused(steps_of(request, application, project, facts))
    told = sections(life, _fields(application.scheme_version, lang))
    days = calendar_of()
    coming = next_day(life)
    return render(
        request,
        "thread/thread.html",
        {
            "life": life,
            "application": application,
            "project": project,
            "heading": subject.title or _("（还没有写项目名称）"),
            "state": words(machine.label_of(subject.state), lang) if machine else subject.state,
            "stops": line_of(life),
            "steps": [
                {"step": s, "left": days.workdays_left(today, s.due_on) if s.due_on else None} for s in steps
            ],
            "more_steps": more,
            "coming": {"what": coming[0], "on": coming[1], "left": days.workdays_left(today, coming[1])}
            if coming
            else None,
            "story": light_story(project, lang) if project is not None and not life.is_light else None,
            "told": told,
            "put_forward": put_forward_as(request.actor, project)  # type: ignore[attr-defined]
            if project is not None and version.rules.promotion
            else [],
            "contests": [
                {
                    "entry": e,
                    "award": award_words(terms(e.contest), e.award, lang),
                }
                for e in told_to(request.actor, application)  # type: ignore[attr-defined]
            ]
            if version.rules.contest
            else [],
            "outline": outline(told),
            "area": _area(version, subject.focus_area, lang),
            "version": version,
            "trail": reads.trail(request.actor, version, roots, lang),  # type: ignore[attr-defined]
            "today": today,
            "breadcrumbs": [{"label": _("项目"), "url": "/projects"}, {"label": subject.title, "url": ""}],
        },
    )


def _words(version: Any, application: Any, lang: Any) -> dict[str, str]:
    """Words of the scheme the line needs: the application's state, grades, states of an assessment."""
    machine, own = application.scheme_version.machine("application"), version.machine("assessment")
    told = {"application": words(machine.label_of(application.state), lang) if machine else application.state}
    told |= (
        {f"assessment.{s.name}": words(own.label_of(s.name), lang) for s in own.states.values()}
        if own
        else {}
    )
    grades = version.rules.project_assessment.grades if version.rules.project_assessment else ()
    return told | {g.name: label(g.label, lang) for g in grades}


def _fields(version: Any, lang: Any) -> dict[str, str]:
    """Labels of the application form by field path, for naming what a fault is about."""
    return (
        {path: label(f.label, lang) for path, f in form_of(version).fields()}
        if version.rules.application
        else {}
    )


def _area(version: Any, name: str, lang: Any) -> str:
    for taxonomy in version.rules.taxonomies.values():
        if name in taxonomy.options:
            return label(taxonomy.options[name], lang)
    return name

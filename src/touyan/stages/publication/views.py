"""Pages of publication: everything that is or was public with who released it, and preparing what comes next.

Publishing and withdrawing stand with the release itself (`foundation.publicity`); here nothing leaves the house.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.findings import Finding, Refusal
from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.publicity.actions import NewRelease
from touyan.foundation.rulebook.queries import is_concerned
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import key_of, page
from touyan.foundation.web.reasons import lang_of, told, words
from touyan.stages.publication import contents, graded, queries
from touyan.stages.publication.tables import kind_words, release_list

if TYPE_CHECKING:
    from touyan.foundation.rulebook.models import SchemeVersion

MOST, SIZE = 200, 100
"""Projects taken at once, and shown at once."""


@page("publication.list")
def published(request: HttpRequest) -> HttpResponse:
    """Everything that is or was public, and who released it when."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    schemes = queries.published_schemes(actor)
    may_prepare = is_concerned(actor, "scheme_version", "release.prepare")
    machine = schemes[0].machine("release") if schemes else None
    listing = release_list(lang_of(request), machine, may_prepare=may_prepare)
    context = window(request, queries.published(actor), listing) | {"may_prepare": may_prepare}
    return render(request, "publication/list.html", context)


@page("publication.new", load=queries.newest_scheme, needs="release.prepare", posts=("release.prepare",))
def new(request: HttpRequest, version: SchemeVersion) -> HttpResponse:
    """Choose what to make public, and of which projects; nothing is public until the releaser's own act."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    schemes = queries.published_schemes(actor)
    version = next((one for one in schemes if str(one.key) == request.GET.get("scheme")), version)
    projects = queries.projects_of(actor, version)
    if request.method == "POST":
        return _prepare(request, version, projects)
    after = request.GET.get("after", "")
    shown = list((projects.filter(number__gt=after) if after else projects)[: SIZE + 1])
    more, shown = len(shown) > SIZE, shown[:SIZE]
    pages = queries.pages_of(actor, shown)
    machine = version.machine("project")
    release_machine = version.machine("release")
    rows = [
        {
            "project": one,
            "state": words(machine.label_of(one.state), lang_of(request)) if machine else one.state,
            "page": words(release_machine.label_of(pages[str(one.key)]), lang_of(request))
            if str(one.key) in pages and release_machine
            else "",
        }
        for one in shown
    ]
    fields = {
        kind: [f.label.zh for f in contents.public_places(version.rules, kinds).values()]
        for kind, kinds in _sources().items()
    }
    tabs = [
        {
            "label": one.title,
            "url": f"/releases/new?scheme={one.key}",
            "current": one.pk == version.pk,
            "count": one.count,
        }
        for one in schemes
    ]
    context = {"tabs": tabs if len(tabs) > 1 else [], "rows": rows, "fields": fields, "kinds": kind_words()}
    context["more_url"] = (
        f"/releases/new?{urlencode({'scheme': version.key, 'after': shown[-1].number})}" if more else ""
    )
    context["in_all"] = next((one.count for one in schemes if one.pk == version.pk), len(shown))
    context["has_grades"] = bool(graded.audience_of(version.rules))
    context["has_awards"] = contents.may_show_awards(version.rules)
    return render(request, "publication/new.html", context)


def _sources() -> dict[str, tuple[str, ...]]:
    return {contents.PAGE: contents.SOURCES, contents.COMMITMENTS: (contents.COMMITMENTS,)}


def _prepare(request: HttpRequest, version: SchemeVersion, projects: Any) -> HttpResponse:
    wanted = [key_of(text) for text in request.POST.getlist("project")[:MOST]]
    chosen = queries.with_content(projects.filter(key__in=wanted), version)
    kind = request.POST.get("kind", "")
    if kind not in (*contents.KINDS, graded.GRADES):
        raise Http404
    if not chosen:
        return _back(request, (Finding("publication.nothing_chosen"),))
    made: list[Any] = []
    for build in _builders(request, kind, chosen):
        try:
            prepared = build()
        except Refusal as no:
            _tell(request, no.findings)
            continue
        laid = lay_down(request, version, prepared)
        made += [laid] if laid else []
    if made:
        messages.success(request, _("已准备 %(n)s 份，等发布人发布；发布以前外面看不到。") % {"n": len(made)})
    return HttpResponseRedirect(
        f"/releases/{made[0].key}" if len(made) == 1 else "/releases" if made else "/releases/new"
    )


def _builders(request: HttpRequest, kind: str, chosen: list[Any]) -> list[Any]:
    """One content for each page, one for a list of all."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    today = request.clock.today  # type: ignore[attr-defined]
    if kind == contents.COMMITMENTS:
        return [lambda: contents.commitments_of(chosen, today)]
    if kind == contents.RESULTS:
        grades = queries.grades_of(actor, chosen[0].year)
        return [lambda: contents.results_of(chosen, grades, today)]
    if kind == graded.GRADES:
        found = queries.assessments_of(actor, chosen)
        return [lambda: graded.grades_list(found, today)]
    if kind == contents.AWARDS:
        return [lambda: contents.awards_of(chosen, today)]
    listed = queries.listed_keys(actor.tenant)
    return [lambda one=one: page_if_listed(one, listed, today) for one in chosen]


def page_if_listed(project: Any, listed: set[str], today: Any) -> NewRelease:
    """A project's page, only after a published list names the project. Raises Refusal."""
    if project.application is None or str(project.application.key) not in listed:
        raise Refusal((Finding("publication.not_listed", facts={"title": project.title}),))
    return contents.page_of(project, today)


def lay_down(request: HttpRequest, version: SchemeVersion, prepared: NewRelease) -> Any:
    """Lay one content down under its own form key, so that sending the form twice makes nothing twice; reasons stay on the page."""
    key = request.POST.get("idempotency_key", "")[:24]
    try:
        done = perform(
            "release.prepare",
            subject=version,
            actor=request.actor,  # type: ignore[attr-defined]
            given=prepared,
            key=f"{key}:{prepared.about_key}" if key else "",
        )
    except Refused as no:
        _tell(request, no.reasons)
        return None
    return done.subject


def _tell(request: HttpRequest, findings: tuple[Finding, ...]) -> None:
    for sentence in told(findings, request):
        messages.error(request, sentence)


def _back(request: HttpRequest, findings: tuple[Finding, ...]) -> HttpResponse:
    _tell(request, findings)
    return HttpResponseRedirect("/releases/new")

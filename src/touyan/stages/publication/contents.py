"""The finished public content of a project's page, of commitments and of a year's results (WH-24).

Every value comes from a field the scheme names under `publication.releases` and marks P0, or is a figure about a project; a field
of any other privacy class is left out here whatever the scheme says, and `guard.personal` looks through the texts once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from touyan.core.findings import Finding, Refusal
from touyan.core.scheme import Scheme, label
from touyan.core.scheme.shape.forms import Field
from touyan.foundation.papers.numbering import day_words, span_words
from touyan.foundation.people.models import Person
from touyan.foundation.publicity.actions import NewRelease
from touyan.foundation.units.models import Unit
from touyan.stages.application.models import Application
from touyan.stages.approval.listed import focus_words
from touyan.stages.approval.models import Project
from touyan.stages.publication.guard import personal

PUBLIC = "P0"
PAGE, COMMITMENTS, RESULTS, AWARDS = "project_page", "commitments", "results", "contest_awards"
KINDS = (PAGE, COMMITMENTS, RESULTS, AWARDS)
SOURCES = ("approved_list", "commitments")
"""Releases of the scheme whose fields a project's page may show."""


def public_places(rules: Scheme, kinds: Iterable[str] = SOURCES) -> dict[str, Field]:
    """Fields the scheme lets out to everybody, by form.section.field; never one that is not P0."""
    known = {f"{form.name}.{path}": f for form in rules.forms.values() for path, f in form.fields()}
    wanted = [
        place
        for rule in (rules.publication.releases if rules.publication else ())
        if rule.what in set(kinds) and rule.audience == "public"
        for place in rule.fields
    ]
    return {place: known[place] for place in wanted if place in known and known[place].privacy == PUBLIC}


def may_show_grades(rules: Scheme) -> bool:
    """Whether the scheme lets grades out to everybody."""
    found = rules.publication.releases if rules.publication else ()
    return any(rule.what == "assessment_grades" and rule.audience == "public" for rule in found)


def may_show_awards(rules: Scheme) -> bool:
    """Whether the scheme lets the awards of its contest out to everybody."""
    found = rules.publication.releases if rules.publication and rules.contest else ()
    return any(rule.what == AWARDS and rule.audience == "public" for rule in found)


def lacking_rule(rules: Scheme, kind: str) -> tuple[Finding, ...]:
    """Why this scheme lets nothing of a kind out."""
    wanted = SOURCES if kind == PAGE else (COMMITMENTS,)
    return () if public_places(rules, wanted) else (Finding("publication.not_released_by_scheme", "kind"),)


def page_of(project: Project, today: date) -> NewRelease:
    """One project's public page. Raises Refusal when the scheme lets nothing out or a text holds something personal."""
    rules = project.scheme_version.rules
    _refuse(lacking_rule(rules, PAGE))
    places = public_places(rules)
    heads: dict[str, str] = {}  # two lists of the scheme may let out the same thing, such as the title
    for place, field in places.items():
        if not _is_targets(field):
            heads.setdefault(_text(project, place, field), label(field.label))
    targets = _targets(project) if any(_is_targets(f) for f in places.values()) else []
    payload = frame([project]) | {
        "columns": list(heads.values()),
        "rows": [{"key": str(project.application.key), "cells": list(heads)}],
        "page": {
            "title": project.title,
            "unit": project.unit.label,
            "area": focus_words(rules, project.focus_area),
            "year": project.year,
            "state": _standing(project),
            "begin_on": project.begin_on.isoformat(),
            "finish_on": project.finish_on.isoformat(),
            "percent": _whole(project.actual),
            "scheduled": _whole(project.scheduled),
            "words": _words(project),
            "targets": targets,
            "as_of": day_words(today),
        },
    }
    return checked(NewRelease(PAGE, Project.KIND, str(project.key), project.title, payload), [project])


def commitments_of(projects: list[Project], today: date) -> NewRelease:
    """The commitments of these projects as one list, without who signed (WH-24)."""
    rules = projects[0].scheme_version.rules
    _refuse(lacking_rule(rules, COMMITMENTS))
    places = public_places(rules, (COMMITMENTS,))
    payload = frame(projects) | {
        "columns": ["单位", *(label(field.label) for field in places.values())],
        "rows": [
            {
                "key": str(p.application.key),
                "cells": [p.unit.label, *(_text(p, place, f) for place, f in places.items())],
            }
            for p in projects
        ],
        "as_of": day_words(today),
    }
    title = f"{rules.year}年度书记项目目标承诺"
    version = projects[0].scheme_version
    return checked(NewRelease(COMMITMENTS, version.KIND, str(version.key), title, payload), projects)


def results_of(projects: list[Project], grades: dict[int, str], today: date) -> NewRelease:
    """The year's results of those projects that have any: targets and what was reached; grades only where the scheme lets them out."""
    rules = projects[0].scheme_version.rules
    _refuse(lacking_rule(rules, RESULTS))
    projects = [p for p in projects if any(t["actual"] for t in _targets(p))]
    if not projects:
        raise Refusal((Finding("publication.no_results"),))
    known = (
        {g.name: label(g.label) for g in rules.project_assessment.grades} if rules.project_assessment else {}
    )
    is_graded = may_show_grades(rules)
    payload = frame(projects) | {
        "columns": ["单位", "项目", "目标与实际", "完成比例", *(["等次"] if is_graded else [])],
        "rows": [
            {
                "key": str(p.application.key),
                "cells": [
                    p.unit.label,
                    p.title,
                    "；".join(_reached(t) for t in _targets(p)),
                    f"{_whole(p.actual)}%",
                    *([known.get(grades.get(p.pk, ""), "")] if is_graded else []),
                ],
            }
            for p in projects
        ],
        "as_of": day_words(today),
    }
    version = projects[0].scheme_version
    kind = "assessment_grades" if is_graded else RESULTS
    return checked(
        NewRelease(kind, version.KIND, str(version.key), f"{rules.year}年度书记项目成果", payload), projects
    )


def awards_of(projects: list[Project], today: date) -> NewRelease:
    """Who won what in the contest, award by award; no marks and no ranks. Raises Refusal where the scheme keeps it inside."""
    version = projects[0].scheme_version
    rules = version.rules
    if rules.contest is None or not may_show_awards(rules):
        _refuse((Finding("publication.not_released_by_scheme", "kind"),))
    ladder = {one.name: label(one.label) for one in rules.contest.awards}
    won = [p for p in projects if p.award in ladder]
    if not won:
        raise Refusal((Finding("publication.no_awards"),))
    order = list(ladder)
    won.sort(key=lambda p: (order.index(p.award), p.number))
    payload = frame(won) | {
        "columns": ["奖项", "单位", "项目"],
        "rows": [
            {"key": str(p.application.key), "cells": [ladder[p.award], p.unit.label, p.title]} for p in won
        ],
        "as_of": day_words(today),
    }
    title = f"{rules.year}年度书记项目比赛获奖名单"
    return checked(NewRelease(AWARDS, version.KIND, str(version.key), title, payload), won)


def frame(projects: list[Project]) -> dict[str, Any]:
    """What every payload of ours says: whose items these are (an objection to an application holds its project back too)."""
    version = projects[0].scheme_version
    releaser = version.rules.roles[version.rules.publication.releaser]
    unit = Unit.objects.of_tenant(version.tenant_id).get(
        pk=version.bodies.get(releaser.named, version.unit_id)
    )
    return {
        "item_kind": Application.KIND,
        "audience": "public",
        "basis": "",
        "issuer": unit.name,
        "contact": {},
    }


def checked(new: NewRelease, projects: list[Project]) -> NewRelease:
    """The same, unless it holds a name or a number of a person. Raises Refusal."""
    _refuse(personal({"title": new.title, **new.payload}, names_of(projects)))
    return new


def names_of(projects: list[Project]) -> set[str]:
    """Names no public text may hold: the leader and everybody with a post at the projects' units."""
    units = {p.unit_id for p in projects}
    held = (
        Person.objects.of_tenant(projects[0].tenant_id)
        .filter(posts__unit_id__in=units)
        .values_list("name", flat=True)
    )
    return {p.leader.name for p in projects} | set(held)


def _refuse(findings: tuple[Finding, ...]) -> None:
    if findings:
        raise Refusal(findings)


def _is_targets(field: Field) -> bool:
    return field.type == "indicators"


def _targets(project: Project) -> list[dict[str, str]]:
    return [
        {
            "name": t.name,
            "unit": t.unit_word,
            "baseline": t.baseline,
            "target": t.target,
            "actual": t.actual,
            "on": day_words(t.on) if t.on else "",
        }
        for t in project.indicators.all()
    ]


def _reached(target: dict[str, str]) -> str:
    wanted = f"{target['name']} 目标 {target['target']}{target['unit']}"
    return f"{wanted}，实际 {target['actual']}{target['unit']}" if target["actual"] else wanted


def _text(project: Project, place: str, field: Field) -> str:
    """A released field in words: known things from the house, typed things from the answers."""
    rules, path = project.scheme_version.rules, place.partition(".")[2]
    plan = getattr(project, "plan", None)
    known = {
        "unit": lambda: project.unit.label,
        "number": lambda: project.number,
        "year": lambda: str(project.year),
        "application": lambda: project.title,
        "plan": lambda: day_words(plan.finish_on if plan else project.finish_on),
        "indicators": lambda: "；".join(f"{t['name']} {t['target']}{t['unit']}" for t in _targets(project)),
    }
    if field.source in known:
        return known[field.source]()
    if field.type == "period":
        return span_words(project.begin_on, project.finish_on)
    if field.type == "choice":
        return focus_words(rules, str(project.application.answers.get(path, "") or project.focus_area))
    if field.name == "title":
        return project.title
    if field.name == "promise" and plan is not None:
        return str(plan.commitment)
    value = project.application.answers.get(path, "")
    return "；".join(str(v) for v in value) if isinstance(value, list) else str(value)


def _standing(project: Project) -> str:
    machine = project.scheme_version.machine(Project.KIND)
    return machine.label_of(project.state).zh if machine else project.state


def _words(project: Project) -> str:
    """Progress in words a resident reads: how far, and against the calendar."""
    if project.state in ("preparing", "committed"):
        return "正在做计划，还没有动工。"
    if project.state == "light":
        return "由所在单位自行组织实施。"
    if project.state == "closed":
        return "已经完成并验收。"
    gap = Decimal(project.actual) - Decimal(project.scheduled)
    is_behind = gap < 0 and project.light not in ("green", "none")
    pace = "比计划快" if gap > 0 else "比计划慢" if is_behind else "与计划一致"
    return f"已完成 {_whole(project.actual)}%，{pace}。"


def _whole(text: str) -> int:
    return int(Decimal(text or "0"))

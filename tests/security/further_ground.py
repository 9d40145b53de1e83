"""What the county's own rules do not know, in every place: the matters of `further`, put beside themselves as the ground's others are.

States differ from place to place, so that in each somebody may and somebody may not: a result about a person is proposed in
one, final in another, still open or only reckoned in the others.
"""

from __future__ import annotations

from typing import Any

from tests.factories.further_rules import Further, further, rated
from tests.security.copying import ABOVE, ABROAD, BELOW, OWN, PLACES, copied, place
from touyan.foundation.people.models import Post
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import Unit
from touyan.stages.application.models import Application, Call, ResidentsPart
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import Plan, Task
from touyan.stages.review.contest_scoring import computed
from touyan.stages.review.contest_terms import LAST
from touyan.stages.review.models import Contest, ContestEntry, ContestMark

RESULTS = {OWN: "provisional", BELOW: "final", ABOVE: "scored"}
"""How far the result about somebody is in each place; in the others it is open."""


def further_matters(county: Any) -> None:
    """Calls, applications with residents' part, contests, measures and results about people in every place."""
    made = further(county.tenant)
    for name, state in RESULTS.items():
        rated(made.assessments[name], state)
    for name in PLACES:
        unit = place(name)
        rules = _rules(made, unit)
        _contests(made, unit, rules["yangquan"])
        _measures(made, unit, rules["jishan"])
    _abroad(made)


def _rules(made: Further, unit: Unit) -> dict[str, SchemeVersion]:
    """The further schemes as the unit's county has them."""
    if unit.tenant_id == made.tenant:
        return made.versions
    return {name: copied(SchemeVersion, one, unit, unit=unit) for name, one in made.versions.items()}


def _contests(made: Further, unit: Unit, rules: SchemeVersion) -> None:
    """An application residents took part in, and a contest: the county's last one above, a street's round elsewhere."""
    call = made.call
    if unit.tenant_id != made.tenant:
        call = copied(Call, call, unit, unit=unit, scheme_version=rules)
    ruled = {"unit": unit, "scheme_version": rules, "call": call}
    application = copied(Application, made.application, unit, state="approved", **ruled)
    _gated(made, ruled)
    part = ResidentsPart.plain.get(application=made.application)
    copied(ResidentsPart, part, unit, application=application)
    states = ("planned", "shortlisted", "scoring", "awarded") if unit.name == OWN else ("scoring",)
    for state in states:
        told = computed(made.contest) if state == "awarded" else {}
        held = LAST if unit.name == ABOVE else made.contest.round
        contest = copied(Contest, made.contest, unit, state=state, computed=told, round=held, **ruled)
        _entries(made.contest, contest, unit)


def _entries(of: Contest, contest: Contest, unit: Unit) -> None:
    for entry in ContestEntry.plain.filter(contest=of):
        entered = copied(ContestEntry, entry, unit, contest=contest)
        for mark in ContestMark.plain.filter(entry=entry):
            copied(ContestMark, mark, unit, entry=entered)


def _measures(made: Further, unit: Unit, rules: SchemeVersion) -> None:
    """The project of a lead unit with its measures; the street's own is there already."""
    if unit.name == OWN:
        return
    project = copied(Project, made.project, unit, unit=unit, scheme_version=rules, number=f"L{unit.pk}")
    copied(Plan, Plan.plain.get(project=made.project), unit, project=project)
    for task in Task.plain.filter(project=made.project):
        copied(Task, task, unit, project=project)


def _gated(made: Further, ruled: dict[str, Any]) -> None:
    """A project whose stages are closed one by one, and one whose result residents are to see."""
    unit = ruled["unit"]
    for number, state in enumerate(("running", "closing")):
        application = copied(Application, made.application, unit, state="approved", **ruled)
        mine = {"unit": unit, "scheme_version": ruled["scheme_version"], "application": application}
        copied(Project, made.project, unit, state=state, number=f"G{number}-{unit.pk}", **mine)


def _abroad(made: Further) -> None:
    """The result about somebody next door, under the rules next door."""
    unit = place(ABROAD)
    rules = SchemeVersion.plain.get(unit=unit, scheme_id=made.versions["caochang"].scheme_id)
    post = Post.plain.filter(unit=unit).first()
    copied(PostAssessment, made.assessments[OWN], unit, post=post, scheme_version=rules)

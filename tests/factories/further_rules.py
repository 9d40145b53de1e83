"""The kinds of matters 五华区's own rules do not know, in the same county: three more of the schemes, published beside its own.

A task list with the projects of its lead units (稷山), a contest of applications with residents' part (阳泉), yearly assessments of
people in posts (操场). Through the door as far as this county has the people for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import uuid4

from tests.factories.projects import delivered
from touyan.core.scheme import compile, expand, load
from touyan.core.workflow import to_plain
from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import perform
from touyan.foundation.people.actions import Appointment
from touyan.foundation.people.models import Person, Post
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import Unit
from touyan.foundation.wording.sentences.explain import machine_words
from touyan.project.demonstration.contesting import example
from touyan.project.demonstration.filling import filled
from touyan.project.demonstration.rules import acting
from touyan.project.settings import ROOT
from touyan.stages.application.actions import NewCall, Saved
from touyan.stages.application.entry import Start
from touyan.stages.application.matters import form_of, unit_matter
from touyan.stages.application.models import Application
from touyan.stages.application.residents import Part
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.reckoning import computed
from touyan.stages.appraisal.rolls import stage_of
from touyan.stages.appraisal.sheets import read_sheets
from touyan.stages.approval.models import Project
from touyan.stages.review.contest_scoring import listed, terms
from touyan.stages.review.contests import Listing, NewContest, Sheets
from touyan.stages.review.models import Contest
from touyan.stages.scheme.actions import note_stages
from touyan.stages.tasklist.actions import Imported

DEPARTMENT, GROUP = "区委组织部", "区委党建工作领导小组"
OFFICE, MEETING = "区委党建工作领导小组办公室", "区委党建工作例会"
BODIES = {
    "jishan": {"leading_group": GROUP, "campaign_office": OFFICE, "inspection_groups": DEPARTMENT},
    "yangquan": {
        "district_committee": GROUP,
        "campaign_office": OFFICE,
        "seminar": MEETING,
        "review_committee": MEETING,
        "inspection_group": DEPARTMENT,
    },
    "caochang": {
        "town_group": GROUP,
        "town_office": DEPARTMENT,
        "leading_group": MEETING,
        "residents": MEETING,
        "organisation_department": GROUP,
    },
}
"""Which unit of 五华区 stands for each body of the further schemes."""
MORE = {"yangquan": "\nclient_acceptance: {role: inspector, at_least: 5, satisfied_pct: 80}\n"}
"""What is added to a file, so that the rules of all of them together know every kind of page."""
STREET, NEXT, COMMUNITY = "青石街道", "云杉街道", "平城社区"
ASSESSED = (
    (STREET, "street-drafter", "section_staff"),
    (NEXT, "sibling-secretary", "section_head"),
    (COMMUNITY, "community-secretary", "village_stationed"),
    ("五华区", "finance", "section_staff"),
)
"""Who holds a post the third scheme assesses: unit, login, kind of post."""
CALLED = (date(2026, 1, 5), date(2026, 12, 30))
SPAN = (date(2026, 3, 2), date(2026, 11, 30))


@dataclass
class Further:
    """What stands in the county now beside what its own rules know."""

    tenant: int
    versions: dict[str, SchemeVersion] = field(default_factory=dict)
    call: Any = None
    application: Any = None
    contest: Any = None
    project: Any = None
    assessments: dict[str, Any] = field(default_factory=dict)


def further(tenant: int) -> Further:
    """All of it, in the county of this tenant."""
    made = Further(tenant)
    for name in BODIES:
        made.versions[name] = _published(tenant, name)
    note_stages(tenant)
    _contest(made)
    _task_list(made)
    _assessments(made)
    return made


def do(login: str, action: str, subject: Any, given: Any = None) -> Any:
    """An act of this person; the matter it was recorded on, as it is now."""
    found = perform(action, subject=subject, actor=acting(login), given=given).subject
    found.refresh_from_db()
    return found


def _unit(tenant: int, name: str) -> Unit:
    found: Unit = Unit.objects.of_tenant(tenant).filter(name=name).earliest("id")
    return found


@cache
def _as_published(name: str) -> dict[str, Any]:
    """What publishing leaves of a scheme file; read once, for every test that asks."""
    text = (ROOT / "schemes" / name / "scheme.yaml").read_text("utf-8")
    source = text.replace("\nstages:\n", MORE.get(name, "") + "\nstages:\n", 1).encode()
    scheme = load(source)
    assert scheme is not None
    compiled = compile(scheme, machine_words())
    return {
        "scheme_id": scheme.id,
        "number": 1,
        "year": scheme.year,
        "title": scheme.label.zh,
        "source": source.decode(),
        "expanded": expand(scheme),
        "machines": {kind: to_plain(machine) for kind, machine in compiled.machines.items()},
        "digest": compiled.digest,
    }


def _published(tenant: int, name: str) -> SchemeVersion:
    """The scheme in force; without its two acts, for reading the file anew each time would cost more than all the rest."""
    bodies = {body: _unit(tenant, unit).pk for body, unit in BODIES[name].items()}
    made: SchemeVersion = SchemeVersion.objects.create(
        tenant_id=tenant, unit=_unit(tenant, OFFICE), state="published", version=2, bodies=bodies, **_as_published(name)
    )  # fmt: skip
    return made


def _contest(made: Further) -> None:
    """A community's application enters the round its street holds; the street's own waits for the last one."""
    version = made.versions["yangquan"]
    call = do("office-clerk", "call.create", version, NewCall("擂台赛申报", "按方案申报。", *CALLED))
    made.call = do("office-clerk", "call.open", call)
    made.application = _drafted(made, "street-drafter")
    do("street-drafter", "application.record_residents", made.application, _talk(made))
    lower = Application.objects.of_tenant(made.tenant).get(pk=made.application.pk)
    community = _unit(made.tenant, COMMUNITY)
    lower.pk, lower.key, lower.unit, lower.state = None, uuid4(), community, "meeting"
    lower._state.adding = True
    lower.save(force_insert=True)
    new = NewContest("街道赛选", clock(made.tenant).today.isoformat(), "town_round")
    contest = do("street-drafter", "contest.create", made.call, new)
    do("street-drafter", "contest.shortlist", contest, Listing((str(lower.key),)))
    contest = do("street-drafter", "contest.open_scoring", contest)
    for layer in terms(contest).layers:
        rows = {str(e.application.key): example(e, layer, "评委1") for e in listed(contest)}
        do("street-drafter", "contest.enter_sheets", contest, Sheets(layer.id, "评委1", rows, salt="x"))
    contest = do(
        "street-drafter", "contest.close_scoring", Contest.objects.of_tenant(made.tenant).get(pk=contest.pk)
    )
    made.contest = contest


def _drafted(made: Further, login: str) -> Any:
    version, person = made.versions["yangquan"], Person.objects.everything().get(login=login)
    application = do(login, "application.create", made.call, Start())
    answers = filled(
        version.rules, form_of(version), "示例项目", SPAN, unit_matter(person.home, version.rules)
    )
    return do(login, "application.save", application, Saved(answers))


def _talk(made: Further) -> Part:
    return Part("planning", "居民议事会", 12, clock(made.tenant).today.isoformat())


def _task_list(made: Further) -> None:
    """Measures led by a street with the next one's help; one stands all year."""
    version = made.versions["jishan"]
    lead, helps = (str(_unit(made.tenant, name).key) for name in (STREET, NEXT))
    told = tuple(_measure(n, lead, helps) for n in range(3))
    do("office-clerk", "task_list.import", version, Imported(told))
    delivered()
    made.project = Project.objects.of_tenant(made.tenant).get(scheme_version=version)


def _measure(n: int, lead: str, helps: str) -> dict[str, Any]:
    return {
        "code": f"1-{n % 2 + 1}-{n + 1}", "aspect": "建强基层组织", "task": f"工作任务{n % 2 + 1}", "measure": f"落实举措{n + 1}",
        "lead": lead, "assists": [helps], "person": "", "due": "" if n == 1 else "2026-09-15", "deliverable": "工作台账",
        "acceptance": "台账齐全", "position": n,
    }  # fmt: skip


def _assessments(made: Further) -> None:
    """Posts of the kinds the scheme assesses, each with its assessment of the year."""
    version, engine, posts = made.versions["caochang"], system(made.tenant), dict[str, Post]()
    for unit, login, kind in ASSESSED:
        person = Person.objects.everything().get(login=login)
        new = Appointment(str(person.key), kind, from_on="2026-01-01")
        post = perform("post.appoint", subject=_unit(made.tenant, unit), actor=engine, given=new).subject
        perform("post.confirm", subject=post, actor=engine)
        posts[unit] = post
    do("org-head", "post_assessment.begin", version)
    delivered()
    rows = PostAssessment.objects.of_tenant(made.tenant).filter(scheme_version=version)
    made.assessments = {unit: rows.get(post=post) for unit, post in posts.items()}


def rated(one: Any, state: str) -> Any:
    """The assessment with every group's sheets in and computed, in a state after the sheets; without acts.

    The villages that would rate are not in this county: their roll is made up, all else is the product's own reckoning.
    """
    stage, met_on = stage_of(one.scheme_version), date(2026, 1, 20)
    for group in stage.raters:
        lines = "\n".join(["90 54 36 90"] * group.quorum)
        told = {"valid": str(group.quorum), "spoiled": "", "marks": lines}
        one.inputs[group.id], faults = read_sheets(stage, group, told, group.quorum)
        assert faults == []
    one.met_on, one.computed = met_on, computed(one, met_on)
    one.score, one.grade, one.state = one.computed["score"], one.computed["grade"] or "", state
    one.scored_on = met_on
    one.final_on = met_on if state == "final" else None
    one.save()
    return one

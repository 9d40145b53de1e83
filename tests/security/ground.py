"""The ground of the access matrix: one matter of every kind in every position, as five counties' worth of work would leave it.

One unit walks the path through the door; what it leaves is then copied beside it to a unit above, below, beside and in the
neighbour county. Copies have no acts: the matrix asks who may see and do, not what happened.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from tests.factories.projects import delivered
from tests.factories.running import assessment, report
from tests.journeys.path import FIRST, SECOND, handed_in, running
from tests.security.copying import BELOW, OWN, PLACES, copied
from tests.security.further_ground import further_matters
from touyan.fieldwork.needs.actions import NewNeed
from touyan.foundation.feedback.models import Feedback
from touyan.foundation.feedback.sending import send
from touyan.foundation.files.models import Attachment
from touyan.foundation.files.storing import path_of
from touyan.foundation.ledger.actor import anonymous, system
from touyan.foundation.ledger.door import perform
from touyan.foundation.people.actions import Leave
from touyan.foundation.people.models import Delegation, Person, Post
from touyan.foundation.publicity.actions import NewObjection, NewRelease
from touyan.foundation.publicity.models import Objection, Release
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.actions import Guide
from touyan.foundation.units.models import Unit
from touyan.stages.application.models import Application, Call
from touyan.stages.approval.listed import FULL, listed_keys
from touyan.stages.approval.models import Decision, Notice, Project
from touyan.stages.approval.notices import NewNotice
from touyan.stages.approval.publishing import payload, title_of
from touyan.stages.assessment.models import Assessment
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.models import Plan, Task
from touyan.stages.progress.models import Report
from touyan.stages.publication.contents import page_of
from touyan.stages.review.actions import NamedFault, Returned
from touyan.stages.review.models import AgendaItem, Meeting
from touyan.stages.supervision.actions import NewProblem, Turn
from touyan.stages.supervision.models import Problem, QuarterlyReview

PARTS = (Task, Tranche, Report, QuarterlyReview, Problem, Assessment, Plan)
CONTACT = {"office": "区委组织部", "phone": "00000000", "address": "区委大院", "mail": ""}


def settled(county: Any) -> Any:
    """Every kind of matter in every position, and accounts with something wrong; answers with the county."""
    project = _walked(county)
    release = made_public(county)
    _said(county)
    for name in PLACES:
        _beside(Unit.objects.everything().get(name=name), project, release)
    _other_states(county, project, release)
    _public_pages(county, project)
    further_matters(county)
    _ghosts(county.person("street-secretary"))
    return county


def _walked(county: Any) -> Any:
    """One project under way, with everything that hangs on it."""
    project = running(county, FIRST)
    county.do("inspector", "problem.open", project, NewProblem("进度滞后", "限期赶上", "inspection"))
    turn = Turn("quarterly", "2026-01-01/2026-03-31", "第一季度", "2026-04-10")
    perform("review.open", subject=project, actor=system(county.tenant), given=turn)
    report(county, project)
    assessment(county, project)
    return project


def made_public(county: Any) -> Any:
    """The decision's list is posted, somebody objects, the notice is drafted."""
    decision = Decision.objects.of_tenant(county.tenant).latest("id")
    rules, what = county.scheme.rules, "approved_list"
    content = payload(decision, rules, what, CONTACT)
    new = NewRelease(what, "decision", str(decision.key), title_of(decision, rules, what), content)
    release = county.do("office-clerk", "release.prepare", county.scheme, new).subject
    county.do("office-head", "release.open_publicity", release)
    listed = tuple(listed_keys(decision, FULL))
    county.do(
        "community-secretary",
        "objection.raise",
        release,
        NewObjection(listed[0], "演示居民", "13900000000", "不符"),
    )
    county.do(
        "office-clerk", "notice.draft", county.scheme,
        NewNotice(str(decision.key), "关于确定项目的通知", "各街道", "经研究", approved=listed),
    )  # fmt: skip
    delivered()
    return release


def _said(county: Any) -> None:
    """A need, a complaint, a leave, a guiding unit that was chosen."""
    send(anonymous(county.tenant), county.tenant, ("repeated", "同一张表要了三次"), "", named=False)
    for name in PLACES:
        unit = Unit.objects.everything().get(name=name)
        new = NewNeed("缺路灯", "晚上看不清", "visit")
        perform("need.raise", subject=unit, actor=system(unit.tenant_id), given=new)
    person = county.person("street-checker")
    lower = Guide(str(county.unit(BELOW).key))
    perform("unit.guide", subject=county.unit(OWN), actor=system(county.tenant), given=lower)
    post = Post.objects.of_tenant(county.tenant).get(person=county.person("street-drafter"), kind="drafter")
    leave = Leave(str(person.key), "2026-03-20", "2026-04-10", "休假")
    county.do("street-drafter", "delegation.grant", post, leave)


def _beside(unit: Unit, project: Any, release: Any) -> None:
    """Copies of every kind of matter in another unit's name."""
    mine = {"unit": unit}
    rules = project.scheme_version
    if unit.tenant_id != project.tenant_id:
        rules = copied(SchemeVersion, SchemeVersion.plain.get(pk=rules.pk), unit, unit=unit)
    ruled = mine | {"scheme_version": rules}
    call = copied(Call, project.application.call, unit, **ruled)
    application = copied(Application, project.application, unit, call=call, **ruled)
    meeting = copied(Meeting, Meeting.plain.order_by("id").first(), unit, call=call, **ruled)
    copied(
        AgendaItem, AgendaItem.plain.order_by("id").first(), unit, meeting=meeting, application=application
    )
    decision = copied(Decision, Decision.plain.order_by("id").first(), unit, meeting=meeting, **mine)
    copied(Notice, Notice.plain.order_by("id").first(), unit, decision=decision, **ruled)
    public = copied(Release, release, unit, **ruled)
    copied(Objection, Objection.plain.order_by("id").first(), unit, release=public)
    told = Feedback.plain.order_by("id").first()
    copied(Feedback, told, unit, code_digest=uuid.uuid4().hex, **mine)
    own = copied(Project, project, unit, application=application, number=f"C{unit.pk}", **ruled)
    for part in PARTS:
        for row in part.plain.filter(project=project):
            made = {"number": f"{row.number}-{unit.pk}"} if part is Problem else {}
            copied(part, row, unit, project=own, **made)
    _file(unit, own)
    person = Person.objects.everything().filter(home=unit).order_by("id").first()
    if person is not None:
        lent = Delegation.plain.order_by("id").first()
        post = Post.objects.everything().filter(person=person).first()
        copied(Delegation, lent, unit, post=post, to_person=person)


def _public_pages(county: Any, project: Any) -> None:
    """A page of a project of every place, released to everybody."""
    new = page_of(project, date(2026, 3, 20))
    release = county.do("office-clerk", "release.prepare", county.scheme, new).subject
    release = county.do("office-head", "release.publish", release).subject
    for name in PLACES:
        of = Project.plain.filter(unit__name=name).exclude(pk=project.pk).first()
        ruled = {"unit": of.unit, "scheme_version": SchemeVersion.plain.get(pk=of.scheme_version_id)}
        # the objection that stands holds this project's row back; nobody objects to the others
        copied(Release, release, of.unit, about_key=of.key, payload=release.payload | new.payload, **ruled)


def _other_states(county: Any, project: Any, release: Any) -> None:
    """Matters in states whose pages only answer there: being written, planned, scored, returned, made public."""
    home = project.unit
    application = copied(Application, project.application, home, state="draft")
    planned = copied(Application, project.application, home)
    copied(Project, project, home, application=planned, number="P", state="preparing")
    for state in ("scoring", "scored"):
        meeting = copied(Meeting, Meeting.plain.order_by("id").first(), home, state=state)
        copied(
            AgendaItem,
            AgendaItem.plain.order_by("id").first(),
            home,
            meeting=meeting,
            application=application,
        )
    rules = SchemeVersion.plain.get(pk=project.scheme_version_id)
    copied(SchemeVersion, rules, home, state="draft", number=rules.number + 1)
    copied(Release, release, home, state="released", payload=release.payload | {"audience": "public"})
    call = project.application.call
    sent_back = handed_in(county, call, SECOND)
    county.do(
        "org-vetter", "application.return", sent_back, Returned((NamedFault("basics.title", "太宽", "收窄"),))
    )


def _file(unit: Unit, project: Any) -> None:
    """A stored file of a project, so that handing it out can be told from not finding it."""
    stored = uuid.uuid4().hex
    path_of(stored).parent.mkdir(parents=True, exist_ok=True)
    path_of(stored).write_bytes(b"x")
    Attachment.objects.create(
        tenant_id=unit.tenant_id, unit=unit, about_kind=Project.KIND, about_key=project.key, purpose="evidence",
        name="现场.png", size=1, media_type="image/png", sha256="0" * 64, stored=stored, state="kept",
    )  # fmt: skip


def _ghosts(whole: Any) -> None:
    """Accounts whose one post would open a street, were it not for what is wrong with them."""
    for login, account, post in (
        ("left", {"state": "disabled"}, {}),
        ("slip", {"must_change": True}, {}),
        ("former", {}, {"to_on": date(2026, 2, 27)}),
        ("proposed", {}, {"state": "proposed"}),
    ):
        person = copied(Person, whole, whole.home, login=login, **account)
        held = Post.plain.get(person=whole, kind="secretary")
        copied(Post, held, whole.home, person=person, kind="checker", **post)

"""What planning asks of each desk: write, sign, start, do, accept."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.rulebook.queries import is_concerned
from touyan.stages.approval.models import Project
from touyan.stages.approval.waiting import Waiting, rows, waiting, waits
from touyan.stages.plan.models import ResidentsVerdict, StagePass, Task
from touyan.stages.plan.passing import CLOSED

AHEAD = timedelta(days=14)
MOST = 40
"""Duties told at most for one kind of work: more than that is a list, not a desk."""
UNPLANNED, UNREADY, READY, HEARD, UNHEARD, STAGE = -1, 0, 1, 2, 3, 4
"""What the figure of a waiting project says: of its plan, whether residents saw the result, that a stage may be closed."""


def _stage_done() -> Exists:
    """A stage whose tasks are all accepted and which nobody closed yet."""
    same = Task.plain.filter(project=OuterRef("project"), stage=OuterRef("stage")).exclude(state="accepted")
    closed = StagePass.plain.filter(project=OuterRef("project"), stage=OuterRef("stage"), outcome=CLOSED)
    return Exists(
        Task.plain.filter(~Exists(same), ~Exists(closed), project=OuterRef("pk")).exclude(stage="").order_by()
    )


@waits
def projects_waiting(actor: Actor, today: date) -> ScopedQuerySet | None:  # noqa: ARG001 - asked alike of every stage
    """Projects whose plan is to be written, signed or started, or that are to be closed."""
    steps = (
        "project.save_plan",
        "project.commit",
        "project.start",
        "project.close",
        "project.record_acceptance",
    )
    closes_stages = is_concerned(actor, Project.KIND, "project.close_stage")
    if not closes_stages and not is_concerned(actor, Project.KIND, *steps):
        return None
    wanted = Q(state__in=("preparing", "committed", "closing"))
    if closes_stages:
        wanted |= Q(_stage_done(), state="running")
    found = Project.objects.visible(actor).filter(wanted)
    heard = ResidentsVerdict.plain.filter(project=OuterRef("pk"), is_current=True)
    plan = Case(
        When(state="running", then=Value(STAGE)),
        When(Exists(heard), state="closing", then=Value(HEARD)),
        When(state="closing", then=Value(UNHEARD)),
        When(plan__isnull=True, then=Value(UNPLANNED)),
        When(plan__is_feasible=True, then=Value(READY)),
        default=Value(UNREADY),
        output_field=IntegerField(),
    )
    return rows(found.exclude(outcome="self_implemented"), project="", due_on="finish_on", figure=plan)


@waits
def tasks_waiting(actor: Actor, today: date) -> ScopedQuerySet | None:
    """Tasks of running projects that end soon, and tasks that wait for acceptance."""
    wanted = Q(pk__in=[])
    if is_concerned(actor, Task.KIND, "task.record_progress"):
        wanted |= Q(state="open", finish_on__lte=today + AHEAD, project__state="running")
    if is_concerned(actor, Task.KIND, "task.accept"):
        wanted |= Q(state="claimed")
    return (
        rows(Task.objects.visible(actor).filter(wanted), words="name", due_on="finish_on") if wanted else None
    )


@tells_duties
def plan_duties(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Plans to write, sign and start; tasks to do and to accept."""
    told = [
        duty for one in waiting(actor, today, Project.KIND) if (duty := _of_project(actor, one)) is not None
    ]
    tasks = waiting(actor, today, Task.KIND)
    due = [one for one in tasks if one.state == "open" and one.is_for(actor, "task.record_progress")]
    claimed = [one for one in tasks if one.state == "claimed" and one.is_for(actor, "task.accept")]
    told = told[:MOST] + [
        Duty(
            _("去填进度"),
            one.words,
            _("《%(title)s》的任务，计划在这一天完成") % {"title": one.title},
            f"/tasks/{one.key}",
            one.due_on,
            one.unit_label,
        )
        for one in due[:MOST]
    ]
    return told + [
        Duty(
            _("去验收"),
            one.words,
            _("《%(title)s》，%(unit)s已报完成，等您验收") % {"title": one.title, "unit": one.unit_label},
            f"/tasks/{one.key}",
            None,
            one.unit_label,
        )
        for one in claimed[:MOST]
    ]


def _of_project(actor: Actor, one: Waiting) -> Duty | None:
    at = f"/plans/{one.key}"
    if one.state == "preparing" and one.figure != READY and one.is_for(actor, "project.save_plan"):
        why = _("项目已立项，还没有计划") if one.figure == UNPLANNED else _("任务表还没有排好工期")
        return Duty(_("去编制计划"), one.title, why, f"{at}/edit", None, one.unit_label)
    if one.state == "preparing" and one.figure == READY and one.is_for(actor, "project.commit"):
        why = _("计划已排好，等书记本人签署")
        return Duty(_("去签承诺书"), one.title, why, f"{at}/commitment", None, one.unit_label)
    if one.state == "committed" and one.is_for(actor, "project.start"):
        return Duty(_("去启动"), one.title, _("承诺书已签，可以启动"), at, None, one.unit_label)
    if one.figure == STAGE and one.is_for(actor, "project.close_stage"):
        why = _("有阶段的任务已全部验收，等您关闭阶段")
        return Duty(_("去关闭阶段"), one.title, why, f"{at}/stages", None, one.unit_label)
    if one.figure == UNHEARD and one.is_for(actor, "project.record_acceptance"):
        why = _("书记已申请结项，请组织群众验收")
        return Duty(_("去记群众验收"), one.title, why, f"{at}/acceptance", None, one.unit_label)
    if one.state == "closing" and one.is_for(actor, "project.close"):
        return Duty(_("去结项"), one.title, _("书记已申请结项"), at, None, one.unit_label)
    return None

"""What must hold after every step of a year (security.md 4), each a function that answers with what is broken.

`Watch` remembers what it has seen, so that only new acts are replayed and so that it notices what changed behind the door:
versions that fall, sealed sheets and submitted versions that differ, budgets that drift. What concerns the record is in `watched`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from typing import Self

from tests.journeys.watched import (
    Seen,
    chain_follows,
    edges_are_followed,
    effects_once,
    jobs_do_their_work,
    matters_are_as_told,
    reach_is_kept,
    roles_are_kept,
)
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.models import Act, canonical
from touyan.foundation.ledger.registry import subject_models
from touyan.foundation.people.models import Post
from touyan.foundation.publicity.models import Objection
from touyan.stages.application.models import Application, Version
from touyan.stages.approval.models import Project
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.models import Plan, Task
from touyan.stages.progress.models import Report
from touyan.stages.review.models import Sheet
from touyan.stages.supervision.models import Problem, QuarterlyReview

COUNTED_OUT = ("draft", "checking", "signing", "withdrawn")
LEADER_ONLY = {
    "application.submit": "application",
    "application.resubmit": "application",
    "project.commit": "project",
}
DUE = (
    (Application, "due_on"),
    (Report, "due_on"),
    (Problem, "due_on"),
    (QuarterlyReview, "due_on"),
    (Objection, "due_on"),
)


class Watch(Seen):
    """One county under watch."""

    def look(self, *, is_record_only: bool = False) -> list[str]:
        """Everything that does not hold now, by name; of the record alone where nothing else was written since."""
        self.read_on()
        checks = RECORD if is_record_only else (*RECORD, *MATTERS)
        return [f"{check.__name__}: {told}" for check in checks for told in check(self)]

    def from_here(self) -> Self:
        """Another watch that has seen the same, for a sequence that will be rolled back."""
        made = copy(self)
        for name in ("ends", "told", "done", "versions", "sealed", "handed"):
            setattr(made, name, copy(getattr(self, name)))
        return made


Check = Callable[[Watch], Iterator[str]]


def money_fits(watch: Watch) -> Iterator[str]:
    """1: the stages of each stream add up to its sum, nobody is paid more than it, and only paid stages carry money."""
    rows = Project.objects.of_tenant(watch.tenant).select_related("scheme_version")
    for project in rows.prefetch_related("tranches"):
        stages = list(project.tranches.all())
        contest = project.scheme_version.rules.contest
        bonuses = {a.name: int(a.bonus * 100) for a in contest.awards} if contest else {}
        for is_bonus, whole in ((False, project.granted_fen), (True, bonuses.get(project.award, 0))):
            stream = [t for t in stages if t.is_bonus == is_bonus]
            if stream and sum(t.amount_fen for t in stream) != whole:
                yield f"stages of {project.number} are not the {'bonus' if is_bonus else 'budget'}"
            if sum(t.paid_fen for t in stream) > whole:
                yield f"{project.number} overpaid"
        yield from (
            f"{project.number} paid in state {t.state}" for t in stages if t.paid_fen and t.state != "paid"
        )


def four_eyes(watch: Watch) -> Iterator[str]:
    """1, 17: who asks does not agree, who agrees does not pay, who did a thing does not accept it."""
    pairs = (
        ("tranche.request", "tranche.approve"), ("tranche.approve", "tranche.pay"), ("task.claim_done", "task.accept"),
        ("report.submit", "report.accept"), ("problem.report_rectified", "problem.verify"), ("assessment.score", "assessment.confirm"),
    )  # fmt: skip
    later = {second: first for first, second in pairs}
    for act in watch.acts:
        if act.is_done and act.person > 0 and act.action in later:
            earlier = Act.objects.filter(
                subject_key=act.subject_key, action=later[act.action], is_done=True, person=act.person
            )
            if earlier.exists():
                yield f"{act.action} by the hand of {later[act.action]}"


def problems_close_properly(watch: Watch) -> Iterator[str]:
    """17: a closed problem was rectified in words before, and closed on or after that day."""
    for problem in Problem.objects.of_tenant(watch.tenant).filter(state="closed"):
        if (
            not problem.rectification
            or problem.rectified_on is None
            or problem.closed_on is None
            or problem.closed_on < problem.rectified_on
        ):
            yield f"{problem.number} closed without rectification"


def quotas_hold(watch: Watch) -> Iterator[str]:
    """8: no leader has more applications before the county than the scheme allows, no session approves more than its places."""
    rows = (
        Application.objects.of_tenant(watch.tenant)
        .exclude(state__in=COUNTED_OUT)
        .select_related("scheme_version")
    )
    count = Counter((row.call_id, row.leader_id) for row in rows)
    most = max((q.max for row in rows[:1] for q in row.scheme_version.rules.application.quota), default=99)
    yield from (f"leader {leader} has {n}" for (_, leader), n in count.items() if n > most)
    for row in rows[:1]:
        places = row.scheme_version.rules.meeting.cut.n or 0
        approved = [
            r
            for r in rows
            if r.scheme_version_id == row.scheme_version_id
            and r.state in ("approved", "revising", "revision_answered")
        ]
        if len(approved) > places:
            yield f"{len(approved)} approved for {places} places"


def leaders_act_themselves(watch: Watch) -> Iterator[str]:
    """WH-14: what only the secretary may do was done by the secretary of that very unit."""
    for act in watch.acts:
        if act.is_done and act.action in LEADER_ONLY:
            matter = subject_models()[LEADER_ONLY[act.action]].objects.everything().get(key=act.subject_key)
            if (
                not Post.objects.of_tenant(watch.tenant)
                .filter(person_id=act.person, unit=matter.unit_id, kind="secretary")
                .exists()
            ):
                yield f"{act.action} by somebody else"


def one_secretary_each(watch: Watch) -> Iterator[str]:
    """12: a unit has one secretary in office."""
    held = Post.objects.of_tenant(watch.tenant).filter(
        kind="secretary", state="in_office", to_on__isnull=True
    )
    yield from (
        f"unit {unit} has {n}" for unit, n in Counter(held.values_list("unit_id", flat=True)).items() if n > 1
    )


def deadlines_are_worked_days(watch: Watch) -> Iterator[str]:
    """16: every stored deadline is a working day of the calendar."""
    days = calendar_of()
    for model, name in DUE:
        for day in (
            model.objects.of_tenant(watch.tenant)
            .exclude(**{f"{name}__isnull": True})
            .values_list(name, flat=True)
            .distinct()
        ):
            if not days.is_workday(day):
                yield f"{model.KIND} due on {day}"


def plans_end_in_time(watch: Watch) -> Iterator[str]:
    """WH-17: no plan and no task ends after the scheme's last day."""
    for plan in Plan.objects.of_tenant(watch.tenant).select_related("project__scheme_version"):
        last = plan.project.scheme_version.rules.plan.finish_by
        tasks = Task.objects.of_tenant(watch.tenant).filter(project=plan.project, finish_on__gt=last)
        if last is not None and (plan.finish_on > last or tasks.exists()):
            yield f"{plan.project.number} ends after {last}"


def sealed_stays_sealed(watch: Watch) -> Iterator[str]:
    """6: a sheet handed in never changes and never vanishes."""
    now = {
        s.pk: repr((s.item_id, s.member_id, sorted(s.marks.items()), s.is_recused))
        for s in Sheet.objects.of_tenant(watch.tenant)
    }
    yield from (f"sheet {pk} changed" for pk, told in watch.sealed.items() if now.get(pk) != told)
    watch.sealed = now


def submitted_stays(watch: Watch) -> Iterator[str]:
    """6, 19: a version handed in never changes and never vanishes."""
    now = {
        v.pk: repr((v.number, v.digest, canonical(v.answers)))
        for v in Version.objects.of_tenant(watch.tenant)
    }
    yield from (f"version {pk} changed" for pk, told in watch.handed.items() if now.get(pk) != told)
    watch.handed = now


def nobody_sees_more(watch: Watch) -> Iterator[str]:
    """13: the quick way of scoping gives what a slow reading of the tree gives."""
    for model in (Application, Project, Tranche, Report):
        quick = set(model.objects.visible(watch.actor).values_list("pk", flat=True))
        rows = model.objects.of_tenant(watch.tenant).select_related(model.PATH_LOOKUP.rpartition("__")[0])
        slow = {
            row.pk
            for row in rows
            if any(row.own_unit()[1].startswith(prefix) for prefix in watch.actor.reach)
        }
        if quick != slow:
            yield f"{model.KIND}: {len(quick)} seen, {len(slow)} in reach"


RECORD: tuple[Check, ...] = (
    chain_follows, edges_are_followed, roles_are_kept, reach_is_kept, four_eyes, leaders_act_themselves,
)  # fmt: skip
"""Judged by the acts since the last look."""
MATTERS: tuple[Check, ...] = (
    matters_are_as_told, effects_once, jobs_do_their_work, money_fits, problems_close_properly, quotas_hold, one_secretary_each,
    deadlines_are_worked_days, plans_end_in_time, sealed_stays_sealed, submitted_stays, nobody_sees_more,
)  # fmt: skip
"""Judged by what is stored."""

"""Verbs on staged money: plan, unlock, request, approve, pay, cancel. Four eyes stand in the scheme's machine."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from touyan.core.findings import Finding, Refusal
from touyan.core.scheme import label
from touyan.core.scheme.shape.delivery import Funding
from touyan.core.tranches import stage_amounts
from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action, condition
from touyan.stages.approval.models import Project
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.models import Task
from touyan.stages.plan.reading import funding_rules, sum_of

AT_ONCE = ("approval", "start")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the scheme by its id, and the key of the task whose acceptance releases it ("" = none)."""

    stage: str
    task: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """What was really paid, in fen, and the number of the bank's voucher."""

    paid_fen: int
    voucher: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Why the money is not paid."""

    reason: str


def rules_for(project: Project) -> Funding:
    """The scheme's stages of money for this project. Raises Refusal where there are none."""
    rules = funding_rules(project)
    if rules is None:
        raise Refusal((Finding("funding.no_stages", "funding"),))
    return rules


@action("tranche.plan", on=Project, given=Stage)
def plan_tranche(act: Doing, given: Stage) -> None:
    """One stage of a project's money, in fen: the percents of its stream's sum, the rest to one stage (domain.md 2.1)."""
    project: Project = act.subject
    rules = rules_for(project)
    place, stage = next((i, one) for i, one in enumerate(rules.every_stage, 1) if one.id == given.stage)
    stream = next(one for one in rules.streams if stage in one.stages)
    whole = sum_of(project, stream)
    if stream.is_bonus and not whole:
        raise Refusal((Finding("funding.no_bonus", "stage"),))
    amounts = stage_amounts(whole, [(one.id, one.pct) for one in stream.stages], stream.rest_to)
    task = Task.objects.of_tenant(act.tenant).get(key=UUID(given.task)) if given.task else None
    made = act.create(
        Tranche(
            tenant_id=act.tenant,
            project=project,
            order=place,
            stage=stage.id,
            is_bonus=stream.is_bonus,
            percent=str(stage.pct),
            amount_fen=amounts[stage.id],
            task=task,
            condition_word=task.name if task is not None else label(stage.label),
        )
    )
    if (task is None and stage.at in AT_ONCE) or (task is not None and task.state == "accepted"):
        act.effect("tranche.unlock", made, key=f"tranche.unlock:{made.key}")


@action("tranche.unlock", on=Tranche)
def unlock(act: Doing) -> None:
    """The condition is met: the unit may ask for the money."""


@action("tranche.request", on=Tranche)
def request(act: Doing) -> None:
    """The unit asks for the money."""
    _change(act, requested_on=act.today)


@action("tranche.approve", on=Tranche)
def approve(act: Doing) -> None:
    """The department says yes."""
    _change(act, approved_on=act.today)


@action("tranche.pay", on=Tranche, given=Paid)
def pay(act: Doing, given: Paid) -> None:
    """Paid by the finance officer, with the voucher; never more than the stage."""
    found = []
    if not 0 < given.paid_fen <= act.subject.amount_fen:
        found.append(Finding("funding.paid_out_of_bounds", "paid", {"most": _yuan(act.subject.amount_fen)}))
    if not given.voucher.strip():
        found.append(Finding("funding.voucher_missing", "voucher"))
    if found:
        raise Refusal(tuple(found))
    _change(act, paid_on=act.today, paid_fen=given.paid_fen, voucher=given.voucher.strip()[:60])
    act.note["paid_fen"] = given.paid_fen


@action("tranche.cancel", on=Tranche, given=Cancelled)
def cancel(act: Doing, given: Cancelled) -> None:
    """Not paid any more, with the reason."""
    if not given.reason.strip():
        raise Refusal((Finding("funding.reason_missing", "reason"),))
    _change(act, condition_word=given.reason.strip()[:120])


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"


def _change(act: Doing, **values: object) -> None:
    Tranche.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(**values)


@condition("no_red_notice", on=Tranche)
def no_red_notice(tranche: Tranche, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - conditions share one shape
    """While the project stands at red, or a problem of it is overdue (which is red), money waits (domain.md 4.4)."""
    rules = tranche.project.scheme_version.rules.funding
    if rules is None or not rules.blocked_by_red:
        return ()
    found = [Finding("funding.light_red", "light")] if tranche.project.light == "red" else []
    overdue = tranche.project.problems.exclude(state="closed").filter(
        due_on__lt=clock(tranche.tenant_id).today
    )
    still = list(overdue.order_by("id").values_list("number", flat=True))
    if still:
        found.append(
            Finding(
                "funding.problems_open", "problems", {"count": len(still), "numbers": "、".join(still[:5])}
            )
        )
    return tuple(found)

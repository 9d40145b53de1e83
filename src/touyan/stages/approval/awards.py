"""The award of a contest on its project, and the money that goes with it (YQ-31, YQ-32)."""

from __future__ import annotations

from dataclasses import dataclass

from touyan.core.scheme import Scheme
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import Doing, perform
from touyan.foundation.ledger.registry import action
from touyan.stages.application.models import Application
from touyan.stages.approval.models import Project

FEN = 100


@dataclass(frozen=True, slots=True)
class Won:
    """The award's name in the scheme."""

    award: str


def budget_granted(rules: Scheme, budget_fen: int) -> int:
    """What a new project is paid in stages: its budget, unless the scheme pays awards instead. In fen."""
    from_award = rules.funding is not None and rules.funding.amount_from == "award"
    return 0 if from_award else budget_fen


def bonus_fen(rules: Scheme, award: str) -> int:
    """The bonus of an award in fen, 0 where the scheme does not pay awards."""
    if rules.funding is None or not rules.funding.pays_awards or rules.contest is None:
        return 0
    return next((int(one.bonus * FEN) for one in rules.contest.awards if one.name == award), 0)


@action("application.award", on=Application, given=Won)
def award(act: Doing, won: Won) -> None:
    """A contest gave an award to what was applied for: it is recorded on the project."""
    project = Project.objects.of_tenant(act.tenant).get(application=act.subject)
    perform("project.award", subject=project, actor=system(act.tenant), given=won)


@action("project.award", on=Project, given=Won)
def record(act: Doing, won: Won) -> None:
    """The award stands on the project; where awards are paid its bonus is paid in stages, alone or beside the budget."""
    project: Project = act.subject
    rules = project.scheme_version.rules
    bonus = 0 if project.state == "closed" else bonus_fen(rules, won.award)
    is_beside = rules.funding is not None and bool(rules.funding.award_stages)
    Project.objects.of_tenant(act.tenant).filter(pk=project.pk).update(
        award=won.award, granted_fen=project.granted_fen if is_beside else bonus or project.granted_fen
    )
    act.note = {"award": won.award, "bonus_fen": bonus}
    if bonus and project.state in ("running", "closing"):
        act.effect("project.stage_money", project, key=f"project.stage_money:{project.key}")

"""What one contest goes by: the scheme's last round, or a round held in a unit below, seen alike (YQ-18).

Who may enter is read from the matters themselves: their state, the unit they come from, and the rounds they had to win.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from touyan.core.scheme import Scheme, grouped, selects
from touyan.core.scheme.shape.contest import Contest as Stage
from touyan.core.scheme.shape.contest import ContestAward, ContestLayer, ContestRound, Entrants, Shortlist
from touyan.core.scheme.shape.people import Selector
from touyan.core.workflow.machine import Label
from touyan.foundation.units.models import Unit
from touyan.stages.application.matters import matter_of
from touyan.stages.application.models import Application, Call
from touyan.stages.review.models import ContestEntry

LAST = ""
"""The name of the last round."""
WINNER = "winner"
STATES: dict[Entrants, str] = {"approved": "approved", "waiting": "meeting"}


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of one contest, whichever round it is."""

    round: str
    label: Label
    stage: Stage
    layers: tuple[ContestLayer, ...]
    entries: Entrants
    applies_to: Selector
    groups: tuple[str, ...]
    awards: tuple[ContestAward, ...]
    shortlist: Shortlist | None

    def layer(self, name: str) -> ContestLayer | None:
        """The layer of that id."""
        return next((one for one in self.layers if one.id == name), None)

    def award(self, name: str) -> ContestAward | None:
        """The award of that name."""
        return next((one for one in self.awards if one.name == name), None)


def terms_of(rules: Scheme, name: str) -> Terms | None:
    """The rules of a round by its id, of the last one for LAST; None where the scheme has no such round."""
    stage = rules.contest
    if stage is None:
        return None
    if name == LAST:
        title = rules.bodies[stage.body].label
        return Terms(
            LAST,
            title,
            stage,
            stage.layers,
            stage.entries,
            stage.applies_to,
            stage.groups,
            stage.awards,
            stage.shortlist,
        )
    found = next((one for one in stage.rounds if one.id == name), None)
    if found is None:
        return None
    won = ContestAward(WINNER, Label("胜出", "Winner"), found.winners)
    return Terms(name, found.label, stage, found.layers, found.entries, found.applies_to, (), (won,), None)


def group_of(rules: Scheme, terms: Terms, application: Application) -> str:
    """The first of the contest's groups the application belongs to, "" where there are none."""
    if not terms.groups:
        return ""
    matter = grouped(rules.groups, matter_of(application))
    return next((name for name in terms.groups if name in matter.groups), "")


def rounds_before(rules: Scheme, terms: Terms) -> tuple[ContestRound, ...]:
    """The rounds an entrant had to win first, as far as they are for him."""
    stage = cast("Stage", rules.contest)
    names = [one.id for one in stage.rounds]
    return stage.rounds if terms.round == LAST else stage.rounds[: names.index(terms.round)]


def entrants(call: Call, terms: Terms, unit: Unit) -> list[Application]:
    """Applications of a call that may enter this contest and are in no contest of the same round yet."""
    rules = call.scheme_version.rules
    busy = ContestEntry.objects.of_tenant(call.tenant_id).filter(
        contest__call=call, contest__round=terms.round
    )
    rows = (
        Application.objects.of_tenant(call.tenant_id)
        .filter(call=call, state=STATES[terms.entries])
        .exclude(pk__in=busy.values("application"))
        .select_related("unit", "leader")
        .order_by("unit__order", "id")
    )
    if terms.round != LAST:
        rows = rows.filter(unit__path__startswith=unit.path)
    before = rounds_before(rules, terms)
    won = winners_of(call)
    return [
        one
        for one in rows
        if (terms.round == LAST or _directly_above(unit, one.unit))
        and selects(terms.applies_to, matter_of(one))
        and all((one.pk, r.id) in won for r in before if selects(r.applies_to, matter_of(one)))
    ]


def _directly_above(unit: Unit, lower: Unit) -> bool:
    return lower.path.rstrip("/").rpartition("/")[0] + "/" == unit.path


def winners_of(call: Call) -> set[tuple[int, str]]:
    """Who has won which round of a call for good."""
    rows = ContestEntry.objects.of_tenant(call.tenant_id).filter(contest__call=call, contest__state="awarded")
    return set(rows.exclude(award="").values_list("application_id", "contest__round"))


def held_back(call: Call, applications: list[Application]) -> set[int]:
    """Of applications that wait for the decision, those that must first win a round held among the waiting."""
    rules = call.scheme_version.rules
    stage: Any = rules.contest
    if stage is None:
        return set()
    asked = [(one.id, one.applies_to) for one in stage.rounds if one.entries == "waiting"]
    if stage.entries == "waiting":
        asked.append((LAST, stage.applies_to))
    if not asked:
        return set()
    won = winners_of(call)
    return {
        one.pk
        for one in applications
        if any(selects(whom, matter_of(one)) and (one.pk, name) not in won for name, whom in asked)
    }

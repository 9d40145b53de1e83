"""A contest of any scheme walked through the door: listed, sheets and counts typed in, closed, confirmed by another hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from touyan.core.scheme.shape.contest import ContestLayer
from touyan.foundation.units.models import Unit
from touyan.project.demonstration.counties import Home
from touyan.project.demonstration.walk import settle_effects
from touyan.stages.application.models import Call
from touyan.stages.review.contest_scoring import entries_of, listed, places_tied, terms
from touyan.stages.review.contest_terms import LAST
from touyan.stages.review.contests import Confirmed, Counts, Listing, NewContest, Sheets
from touyan.stages.review.models import Contest, ContestEntry

Marks = Callable[[ContestEntry, ContestLayer, str], dict[str, str]]


def hands(home: Home, call: Call, name: str, unit: Unit | None) -> tuple[Any, Any]:
    """Who types in and who confirms a round."""
    stage: Any = call.scheme_version.rules.contest
    one = stage if name == LAST else next(r for r in stage.rounds if r.id == name)
    return tuple(home.by(role, call.scheme_version, unit) for role in (one.clerk, one.confirmer))  # type: ignore[return-value]


def plan(
    home: Home, call: Call, title: str, day: date, name: str = LAST, unit: Unit | None = None
) -> Contest:
    """A contest of everybody who may enter."""
    clerk, _ = hands(home, call, name, unit)
    made: Contest = home.do(clerk, "contest.create", call, NewContest(title, day.isoformat(), name))
    return made


def shortlist(home: Home, contest: Contest, unit: Unit | None = None, why: str = "本轮名额有限。") -> Contest:
    """The first that fit the composition, in the order of the list; everybody where there is none."""
    clerk, _ = hands(home, contest.call, contest.round, unit)
    chosen = fitting(contest)
    rest = {str(e.application.key): why for e in entries_of(contest) if str(e.application.key) not in chosen}
    done: Contest = home.do(clerk, "contest.shortlist", contest, Listing(tuple(chosen), rest))
    return done


def fitting(contest: Contest) -> list[str]:
    """Keys of the first that fit each part of the composition, of the first of all where there is none."""
    rule = terms(contest).shortlist
    if rule is None or not rule.composition:
        most = rule.size if rule is not None else None
        return [str(e.application.key) for e in entries_of(contest)][:most]
    chosen: list[str] = []
    for portion in rule.composition:
        kinds = portion.applies_to.unit_kinds
        fit = [str(e.application.key) for e in entries_of(contest) if e.application.unit.kind in kinds]
        chosen += fit[: portion.n]
    return chosen


def score(home: Home, contest: Contest, judges: int, marks: Marks, unit: Unit | None = None) -> Contest:
    """Every judge's sheets of every panel and every jury's counts, then closed."""
    clerk, _ = hands(home, contest.call, contest.round, unit)
    contest = home.do(clerk, "contest.open_scoring", contest)
    for layer in terms(contest).layers:
        names = [f"评委{n}" for n in range(1, judges + 1)] if layer.kind == "panel" else [""]
        for judge in names:
            rows = {str(e.application.key): marks(e, layer, judge) for e in listed(contest)}
            if layer.kind == "panel":
                home.do(clerk, "contest.enter_sheets", contest, Sheets(layer.id, judge, rows, salt="x"))
            else:
                home.do(clerk, "contest.enter_counts", contest, Counts(layer.id, rows, salt="x"))
    closed: Contest = home.do(clerk, "contest.close_scoring", contest)
    return closed


def confirm(home: Home, contest: Contest, unit: Unit | None = None) -> Contest:
    """The result stands; a tie on the edge of an award goes by a vote, here to those who stand first on the list."""
    _, head = hands(home, contest.call, contest.round, unit)
    voted = {
        key: place for keys, places in places_tied(contest) for key, place in zip(keys, places, strict=True)
    }
    told = Confirmed(voted, "同分表决记录") if voted else Confirmed()
    done: Contest = home.do(head, "contest.confirm", contest, told)
    settle_effects()
    return done


def example(entry: ContestEntry, layer: ContestLayer, judge: str) -> dict[str, str]:
    """Marks that differ from entry to entry and judge to judge by rule, in the steps the contest allows."""
    if layer.kind == "closed_jury":
        size = layer.size or 0
        return {"likes": str(size - entry.order % 5), "ballots": str(size)}
    own, step = sum(map(ord, judge)), terms(entry.contest).stage.step
    less = [
        entry.order % 17,
        *((own + place * (entry.order // 17)) % 7 for place in range(len(layer.criteria))),
    ]
    return {
        c.name: str(step * max((c.points // step) - short, Decimal(0)))
        for c, short in zip(layer.criteria.values(), less, strict=False)
    }

"""Explaining the contest: the rounds below, who is listed, how each layer counts, what there is to win."""

from __future__ import annotations

from collections.abc import Iterator

from touyan.core.scheme.explain.lines import Line, Term, line
from touyan.core.scheme.explain.opening import whom
from touyan.core.scheme.shape.contest import Contest, ContestLayer, ContestRound
from touyan.core.scheme.shape.people import EVERYTHING
from touyan.core.scheme.shape.scheme import Scheme


def contest(scheme: Scheme) -> Iterator[Line]:
    """Rounds, entrants, shortlist, layers, groups and awards."""
    stage = scheme.contest
    if stage is None:
        return
    roles = scheme.roles
    for one in stage.rounds:
        hands = {"clerk": roles[one.clerk].label, "confirmer": roles[one.confirmer].label}
        of = _entrants(scheme, one)
        yield line("contest.round", label=one.label, entries=of, winners=one.winners, **hands)
        for layer in one.layers:
            yield _layer(scheme, layer)
    hands = {"clerk": roles[stage.clerk].label, "confirmer": roles[stage.confirmer].label}
    yield line(
        "contest.final", entries=_entrants(scheme, stage), body=scheme.bodies[stage.body].label, **hands
    )
    if stage.shortlist:
        parts = tuple(
            line("contest.portion", whom=whom(scheme, portion.applies_to), n=portion.n)
            for portion in stage.shortlist.composition
        )
        if parts:
            yield line("contest.shortlist_of", size=stage.shortlist.size, parts=parts)
        else:
            yield line("contest.shortlist", size=stage.shortlist.size)
    for layer in stage.layers:
        yield _layer(scheme, layer)
    rounding = Term("rounding", stage.rounding.mode)
    yield line("contest.marks", step=stage.step, decimals=stage.rounding.decimals, rounding=rounding)
    if stage.groups:
        yield line("contest.groups", groups=tuple(scheme.groups[g].label for g in stage.groups))
    for award in stage.awards:
        split = tuple(
            line("contest.share", group=scheme.groups[g].label, n=n) for g, n in award.split.items()
        )
        shares = line("contest.split", shares=split) if split else ""
        bonus = line("contest.bonus", yuan=award.bonus) if award.bonus else ""
        yield line("contest.award", label=award.label, n=award.n, split=shares, bonus=bonus)


def _entrants(scheme: Scheme, stage: Contest | ContestRound) -> Line:
    entries = Term("entrants", stage.entries)
    if stage.applies_to == EVERYTHING:
        return line("contest.entries_all", entries=entries)
    return line("contest.entries", entries=entries, whom=whom(scheme, stage.applies_to))


def _layer(scheme: Scheme, layer: ContestLayer) -> Line:
    facts = {"label": layer.label, "weight": layer.weight, "role": scheme.roles[layer.role].label}
    if layer.kind == "closed_jury":
        return line("contest.jury", size=layer.size, quorum=layer.quorum, **facts)
    criteria = tuple(line("criterion", label=c.label, points=c.points) for c in layer.criteria.values())
    trim = layer.trim
    cut = line("contest.trim", high=trim.high, low=trim.low, min=trim.min_judges) if trim else ""
    return line("contest.panel", criteria=criteria, quorum=layer.quorum, trim=cut, **facts)

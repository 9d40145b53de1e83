"""Checks of the contest: weights, points and portions that add up, and a jury that is a closed, named roll (YQ-21 to YQ-30)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from touyan.core.scheme.decode import Fault, suggestion
from touyan.core.scheme.nodes import Path
from touyan.core.scheme.plain import decimal_text
from touyan.core.scheme.rules.across import stage_path
from touyan.core.scheme.shape.contest import Contest, ContestAward, ContestLayer, ContestRound, Shortlist
from touyan.core.scheme.shape.people import RoleRule
from touyan.core.scheme.shape.scheme import Scheme

FULL = Decimal(100)
_OF_ITS_KIND = {"panel": ("criteria", "trim"), "closed_jury": ("size",)}


def layer_complete(layer: ContestLayer) -> Iterator[Fault]:
    """A panel has criteria that share a hundred points, a jury has a size; neither has what is the other's."""
    for kind, keys in _OF_ITS_KIND.items():
        for key in keys:
            if getattr(layer, key) and kind != layer.kind:
                yield Fault("scheme.layer_extra", (key,), {"key": key, "kind": layer.kind})
    if layer.kind == "closed_jury":
        if layer.size is None:
            yield Fault("scheme.missing_key", ("size",), {"key": "size"})
        elif layer.quorum > layer.size:
            yield Fault("scheme.jury_quorum", ("quorum",), {"quorum": layer.quorum, "size": layer.size})
        return
    if not layer.criteria:
        yield Fault("scheme.missing_key", ("criteria",), {"key": "criteria"})
    elif (total := sum((c.points for c in layer.criteria.values()), Decimal(0))) != FULL:
        yield Fault(
            "scheme.points_sum", ("criteria",), {"sum": decimal_text(total), "full": decimal_text(FULL)}
        )
    if layer.trim is not None and layer.trim.high + layer.trim.low >= layer.trim.min_judges:
        facts = {"dropped": layer.trim.high + layer.trim.low, "min": layer.trim.min_judges}
        yield Fault("scheme.trim_all", ("trim", "min_judges"), facts)


def _weights(layers: tuple[ContestLayer, ...]) -> Iterator[Fault]:
    total = sum((layer.weight for layer in layers), Decimal(0))
    if total != FULL:
        yield Fault("scheme.layers_sum", ("layers",), {"sum": decimal_text(total)})


def _two_hands(stage: Contest | ContestRound) -> Iterator[Fault]:
    if stage.clerk == stage.confirmer:
        yield Fault("scheme.same_role", ("confirmer",), {"role": stage.confirmer, "other": "clerk"})


def round_sound(stage: ContestRound) -> Iterator[Fault]:
    """Weights add up, and who enters the marks does not confirm them."""
    yield from _weights(stage.layers)
    yield from _two_hands(stage)


def contest_sound(stage: Contest) -> Iterator[Fault]:
    """Weights add up, two hands, marks have a step, and there are not more prizes than places."""
    yield from _weights(stage.layers)
    yield from _two_hands(stage)
    if stage.step <= 0:
        yield Fault("scheme.step_not_positive", ("step",), {"step": decimal_text(stage.step)})
    awards = sum(award.n for award in stage.awards)
    if stage.shortlist is not None and awards > stage.shortlist.size:
        yield Fault("scheme.awards_many", ("awards",), {"awards": awards, "size": stage.shortlist.size})
    for i, award in enumerate(stage.awards):
        for group in award.split:
            if group not in stage.groups:
                facts = {"value": group, "where": "groups", **suggestion(group, stage.groups)}
                yield Fault("scheme.undeclared", ("awards", i, "split", group), facts)
        if stage.groups and not award.split:
            yield Fault("scheme.missing_key", ("awards", i, "split"), {"key": "split"})


def award_shared_out(award: ContestAward) -> Iterator[Fault]:
    """What the groups get adds up to the places there are."""
    total = sum(award.split.values())
    if award.split and total != award.n:
        yield Fault("scheme.award_split", ("split",), {"award": award.label.zh, "sum": total, "n": award.n})


def portions_add_up(shortlist: Shortlist) -> Iterator[Fault]:
    """The parts of the shortlist add up to its size."""
    total = sum(portion.n for portion in shortlist.composition)
    if shortlist.composition and total != shortlist.size:
        facts = {"sum": total, "size": shortlist.size}
        yield Fault("scheme.composition_sum", ("composition",), facts)


def _all_layers(stage: Contest) -> Iterator[tuple[Path, ContestLayer]]:
    yield from ((("layers", i), layer) for i, layer in enumerate(stage.layers))
    for r, one in enumerate(stage.rounds):
        yield from ((("rounds", r, "layers", i), layer) for i, layer in enumerate(one.layers))


def _is_open(role: RoleRule, layer: ContestLayer) -> bool:
    """Whether whoever happens by could judge; a jury is a roll of named people or the members of a body."""
    return role.of not in ("assigned", "body") if layer.kind == "closed_jury" else role.of == "anyone"


def judges_are_named(scheme: Scheme) -> Iterator[Fault]:
    """Likes of a closed roll may count, an open vote never (domain.md 4.2)."""
    stage = scheme.contest
    if stage is None:
        return
    for path, layer in _all_layers(stage):
        if _is_open(scheme.roles[layer.role], layer):
            where = (*stage_path(scheme, "contest"), *path, "role")
            yield Fault("scheme.open_vote", where, {"indicator": layer.label.zh})


def entrants_exist(scheme: Scheme) -> Iterator[Fault]:
    """Entries are applications; those that wait do so for a decision."""
    stage = scheme.contest
    if stage is None:
        return
    root = stage_path(scheme, "contest")
    if scheme.application is None:
        yield Fault("scheme.stage_absent", root, {"stage": "application"})
    elif scheme.decision is None:
        waiting: list[tuple[Path, str]] = [((), stage.entries)]
        waiting += [(("rounds", i), one.entries) for i, one in enumerate(stage.rounds)]
        for path, entries in waiting:
            if entries == "waiting":
                yield Fault("scheme.stage_absent", (*root, *path, "entries"), {"stage": "decision"})


def bonus_is_paid_somewhere(scheme: Scheme) -> Iterator[Fault]:
    """Money that comes from awards needs awards with a bonus, and projects to pay it to."""
    stage, funding = scheme.contest, scheme.funding
    if funding is not None and funding.pays_awards:
        path = (
            *stage_path(scheme, "funding"),
            "amount_from" if funding.amount_from == "award" else "award_stages",
        )
        if stage is None:
            yield Fault("scheme.stage_absent", path, {"stage": "contest"})
        elif not any(award.bonus for award in stage.awards):
            yield Fault("scheme.bonus_absent", path)
    for i, award in enumerate(stage.awards if stage is not None else ()):
        if stage is not None and award.bonus and stage.entries == "waiting":
            path = (*stage_path(scheme, "contest"), "awards", i, "bonus")
            yield Fault("scheme.bonus_waits", path, {"award": award.label.zh})


def released_awards_exist(scheme: Scheme) -> Iterator[Fault]:
    """A list of awards is only made public where a contest gives some."""
    releases = scheme.publication.releases if scheme.publication else ()
    for i, release in enumerate(releases):
        if release.what == "contest_awards" and (scheme.contest is None or not scheme.contest.awards):
            path = (*stage_path(scheme, "publication"), "releases", i, "what")
            yield Fault("scheme.stage_absent", path, {"stage": "contest"})


LOCAL: Mapping[type, tuple[Callable[[Any], Iterable[Fault]], ...]] = {
    ContestLayer: (layer_complete,),
    ContestRound: (round_sound,),
    Contest: (contest_sound,),
    ContestAward: (award_shared_out,),
    Shortlist: (portions_add_up,),
}
RULES: tuple[Callable[[Scheme], Iterable[Fault]], ...] = (
    judges_are_named,
    entrants_exist,
    bonus_is_paid_somewhere,
    released_awards_exist,
)

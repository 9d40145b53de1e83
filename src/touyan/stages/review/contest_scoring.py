"""From sheets and counts to layers, totals, ranks and awards, by the engine of the public calculator (YQ-24 to YQ-30).

Beside each figure stands what it was computed from, and the whole contest is kept as the calculator takes it
(`touyan compute score`), so that anybody can compute it again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from touyan.core import scoring
from touyan.core.findings import Finding
from touyan.core.scheme import selects
from touyan.core.scheme.plain import decimal_text
from touyan.core.scheme.shape.contest import ContestLayer
from touyan.stages.application.matters import matter_of
from touyan.stages.review.contest_terms import Terms, terms_of
from touyan.stages.review.models import Contest, ContestEntry, ContestMark

Held = dict[tuple[int, str], list[ContestMark]]
ALL = "all"
"""The one group of a contest without groups: the calculator wants every entry in one."""


def terms(contest: Contest) -> Terms:
    """The rules of a stored contest."""
    return cast("Terms", terms_of(contest.scheme_version.rules, contest.round))


def entries_of(contest: Contest) -> list[ContestEntry]:
    """Everybody in the contest, asked once for a loaded row."""
    if "_entries" not in contest.__dict__:
        contest.__dict__["_entries"] = list(
            ContestEntry.objects.of_tenant(contest.tenant_id)
            .filter(contest=contest)
            .select_related("application__unit", "application__leader")
            .order_by("order", "id")
        )
    return cast("list[ContestEntry]", contest.__dict__["_entries"])


def listed(contest: Contest) -> list[ContestEntry]:
    """Those who are judged."""
    return [entry for entry in entries_of(contest) if entry.is_listed]


def marks_of(contest: Contest) -> Held:
    """What was typed in, by entry and layer, asked once for a loaded row."""
    if "_marks" not in contest.__dict__:
        found: Held = defaultdict(list)
        rows = ContestMark.objects.of_tenant(contest.tenant_id).filter(entry__contest=contest)
        for mark in rows.order_by("judge", "id"):
            found[mark.entry_id, mark.layer].append(mark)
        contest.__dict__["_marks"] = dict(found)
    return cast("Held", contest.__dict__["_marks"])


def judges_of(contest: Contest, layer: str) -> list[str]:
    """Whose sheets of a layer are in; "" stands for the jury's count."""
    return sorted({m.judge for (_, name), held in marks_of(contest).items() if name == layer for m in held})


def lacking(contest: Contest) -> tuple[Finding, ...]:
    """What must still come in before the figures are computed: whole columns of sheets, quorums, counts."""
    found: list[Finding] = []
    held = marks_of(contest)
    if not listed(contest):
        return (Finding("contest.nobody_listed"),)
    for layer in terms(contest).layers:
        seen = judges_of(contest, layer.id)
        for entry in listed(contest):
            given = held.get((entry.pk, layer.id), [])
            facts = {"title": entry.application.title, "layer": layer.label.zh}
            missing = len(seen) - len(given)
            valid = _valid(layer, given)
            if missing:
                found.append(Finding("contest.sheets_missing", layer.id, {**facts, "n": missing}))
            elif valid < layer.quorum:
                found.append(
                    Finding(
                        "contest.quorum_lacking", layer.id, {**facts, "valid": valid, "quorum": layer.quorum}
                    )
                )
    return tuple(found)


def _valid(layer: ContestLayer, given: list[ContestMark]) -> int:
    if layer.kind == "closed_jury":
        return sum(int(m.marks["ballots"]) for m in given)
    return sum(not m.is_recused for m in given)


def calculator_input(contest: Contest) -> dict[str, Any]:
    """The contest as `touyan compute score` takes it: rules, sheets and counts, entries under their keys."""
    mine, held = terms(contest), marks_of(contest)
    rounding = mine.stage.rounding
    return {
        "rounding": {"mode": rounding.mode, "decimals": rounding.decimals, "at": list(rounding.at)},
        "layers": [_layer(layer) for layer in mine.layers],
        "tie_break": [*_chain(mine), "revote"],
        "awards": [
            {"name": award.name, "count": dict(award.split) if award.split else award.n}
            for award in mine.awards
        ],
        "entries": [
            {
                "id": str(entry.application.key),
                "group": entry.group or ALL,
                "layers": {
                    layer.id: _given(layer, held.get((entry.pk, layer.id), [])) for layer in mine.layers
                },
            }
            for entry in listed(contest)
        ],
    }


def _chain(mine: Terms) -> tuple[str, ...]:
    known = {layer.id for layer in mine.layers}
    said = tuple(name for name in mine.stage.tie_break if name in known)
    return said or tuple(one.id for one in sorted(mine.layers, key=lambda one: one.weight, reverse=True))


def _layer(layer: ContestLayer) -> dict[str, Any]:
    told: dict[str, Any] = {"id": layer.id, "weight": decimal_text(layer.weight)}
    if layer.kind == "closed_jury":
        return told | {"kind": "ballot", "quorum": layer.quorum}
    told |= {
        "kind": "panel",
        "criteria": [
            {"id": _criterion(layer, c.name), "points": decimal_text(c.points)}
            for c in layer.criteria.values()
        ],
    }
    trim = layer.trim
    if trim is not None:
        told["trim"] = {
            "high": trim.high,
            "low": trim.low,
            "min_judges": trim.min_judges,
            "on": "total",
        }
    return told


def _criterion(layer: ContestLayer, name: str) -> str:
    """The calculator wants criteria that differ over all layers; ours only differ within one."""
    return f"{layer.id}.{name}"


def _given(layer: ContestLayer, held: list[ContestMark]) -> dict[str, Any]:
    if layer.kind == "closed_jury":
        return {
            "likes": sum(int(m.marks["likes"]) for m in held),
            "ballots": sum(int(m.marks["ballots"]) for m in held),
        }
    return {
        "sheets": {m.judge: {_criterion(layer, name): mark for name, mark in m.marks.items()} for m in held},
        "void": [m.judge for m in held if m.is_recused],
    }


def contest_of(told: dict[str, Any]) -> scoring.Contest:
    """The engine's values from the calculator's input."""
    rounding = told["rounding"]
    return scoring.Contest(
        scoring.Rounding(rounding["mode"], rounding["decimals"], frozenset(rounding["at"])),
        tuple(_engine_layer(layer) for layer in told["layers"]),
        tuple(
            scoring.Entry(
                one["id"],
                one["group"],
                {name: _engine_given(given) for name, given in one["layers"].items()},
            )
            for one in told["entries"]
        ),
        tuple(told["tie_break"]),
        tuple(scoring.Award(award["name"], award["count"]) for award in told["awards"]),
    )


def _engine_layer(layer: dict[str, Any]) -> scoring.Layer:
    trim = layer.get("trim")
    return scoring.Layer(
        layer["id"],
        Fraction(layer["weight"]) / 100,
        layer["kind"],
        scoring.Trim(trim["high"], trim["low"], trim["min_judges"]) if trim else None,
        tuple(scoring.Criterion(c["id"], Decimal(c["points"])) for c in layer.get("criteria", ())),
        layer.get("quorum", 0),
    )


def _engine_given(given: dict[str, Any]) -> scoring.Sheets | scoring.Votes:
    if "likes" in given:
        return scoring.Votes(given["likes"], given["ballots"])
    sheets = {
        judge: {name: Decimal(mark) for name, mark in marks.items()}
        for judge, marks in given["sheets"].items()
    }
    return scoring.Sheets(sheets, frozenset(given["void"]))


def computed(contest: Contest) -> dict[str, Any]:
    """Everything the closing keeps: figures with their derivation by application key, the input, ties over awards."""
    told = calculator_input(contest)
    outcome = scoring.outcome(contest_of(told))
    held, by_key = marks_of(contest), {str(e.application.key): e for e in listed(contest)}
    remarks = {(note.entry, note.layer): note.code for note in outcome.notes}
    figures = {
        one.id: {
            "group": by_key[one.id].group,
            "total": "" if one.total is None else str(one.total),
            "rank": one.rank,
            "award": one.award or "",
            "decided_by": one.decided_by or "",
            "layers": [
                _derivation(one, layer, held.get((by_key[one.id].pk, layer.id), []))
                | {"note": remarks.get((one.id, layer.id), "")}
                for layer in terms(contest).layers
            ],
        }
        for one in outcome.entries
    }
    ties = [
        {"award": b.award or "", "entries": list(b.entries)} for b in outcome.blocked if b.code == "award_tie"
    ]
    return {"figures": figures, "input": told, "ties": ties}


def _derivation(one: scoring.Standing, layer: ContestLayer, held: list[ContestMark]) -> dict[str, Any]:
    score = one.layers[layer.id]
    share = "" if score is None else decimal_text(score * layer.weight / 100)
    told: dict[str, Any] = {"id": layer.id, "score": "" if score is None else str(score), "share": share}
    if layer.kind == "closed_jury":
        return told | _given(layer, held)
    return told | {
        "judges": [
            {
                "judge": m.judge,
                "marks": dict(m.marks),
                "total": "" if m.is_recused else str(sum((Decimal(x) for x in m.marks.values()), Decimal(0))),
                "is_recused": m.is_recused,
            }
            for m in held
        ],
        "dropped": [str(mark) for mark in one.dropped.get(layer.id, ())],
    }


def places_tied(contest: Contest) -> list[tuple[list[str], list[str]]]:
    """Each tie over an award: the keys of those tied, and the awards of the places they share, best first."""
    mine, told = terms(contest), contest.computed
    found = []
    for tie in told.get("ties", ()):
        figures = told["figures"][tie["entries"][0]]
        ladder = [
            award.name
            for award in mine.awards
            for _ in range(award.split.get(figures["group"], 0) if award.split else award.n)
        ]
        first = figures["rank"] - 1
        places = ladder[first : first + len(tie["entries"])]
        found.append((tie["entries"], places + [""] * (len(tie["entries"]) - len(places))))
    return found


def settles(contest: Contest, given: dict[str, str]) -> bool:
    """Whether people gave exactly the places they tied for to those who tied."""
    return all(
        Counter(given.get(key, "?") for key in keys) == Counter(places)
        for keys, places in places_tied(contest)
    )


def differs(contest: Contest) -> bool:
    """Whether the stored figures are other than what sheets and counts give by the rules."""
    return computed(contest) != contest.computed


def portions(contest: Contest, chosen: Iterable[ContestEntry]) -> list[tuple[Any, int, int]]:
    """Each portion of the shortlist: its rule, how many it wants, how many are chosen."""
    mine, picked = terms(contest), list(chosen)
    rows = mine.shortlist.composition if mine.shortlist else ()
    return [
        (row, row.n, sum(selects(row.applies_to, matter_of(e.application)) for e in picked)) for row in rows
    ]

"""`compute score`: layers, ranks and awards of a contest by the public contract (contracts.md "score").

This module reads the contest and checks what lies across values: weights among layers, marks against the
layer they belong to, the tie chain against the layers. Every such check runs on whatever is sound, so that
one fault hides no other. It is one file of some length because the shape, the checks and the answer of an
engine are read together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from touyan.core.findings import Finding
from touyan.core.scoring import (
    CRITERION_ITEM,
    HUMAN_ITEMS,
    Award,
    Blocked,
    Contest,
    Criterion,
    Entry,
    Layer,
    Outcome,
    Rounding,
    Sheets,
    Standing,
    Totals,
    Trim,
    Votes,
    outcome,
)
from touyan.project.compute.reading import (
    Choice,
    Either,
    Exact,
    Listing,
    Nullable,
    Record,
    Table,
    Text,
    Whole,
    sound,
)

MOST_DECIMALS = 12
POINTS = ("criterion", "layer", "share", "total")
LAYER_KEYS = {"panel": ("trim", "scale", "criteria"), "ballot": ("quorum",)}
ENTRY_KEYS = ("totals", "sheets", "void", "likes", "ballots")

EXAMPLE = {
    "rounding": {"mode": "half_up", "decimals": 2, "at": ["layer", "total"]},
    "layers": [
        {"id": "pre", "weight": "10", "kind": "panel"},
        {"id": "public", "weight": "20", "kind": "ballot", "quorum": 2},
        {
            "id": "live",
            "weight": "70",
            "kind": "panel",
            "trim": {"high": 1, "low": 1, "min_judges": 5, "on": "total"},
        },
    ],
    "tie_break": ["live", "public", "pre"],
    "awards": [{"name": "一等奖", "count": {"street": 1}}],
    "entries": [
        {
            "id": "E01",
            "group": "street",
            "layers": {
                "pre": {"totals": ["92.0", "91.0"]},
                "public": {"likes": 2, "ballots": 3},
                "live": {"totals": ["87.0", "86.0", "89.0", "85.0", "89.0", "93.5", "87.5"], "void": []},
            },
        }
    ],
}

_EXACT = Context(prec=1000)
_NOT_NEGATIVE = Exact(minimum=Decimal(0))
_MARK = Nullable(_NOT_NEGATIVE)

_ROUNDING = Record(
    {
        "mode": Choice(("half_up", "half_even", "down")),
        "decimals": Whole(0, MOST_DECIMALS),
        "at": Listing(Choice(POINTS), unique=""),
    }
)
_TRIM = Record(
    {"high": Whole(0), "low": Whole(0), "min_judges": Whole(0)},
    {"on": Nullable(Choice(("total", "criterion")), "total")},
)
_CRITERION = Record({"id": Text(), "points": _NOT_NEGATIVE})
_COLLECTED = Record(
    {},
    {
        "totals": Listing(_MARK),
        "sheets": Table(Table(_MARK)),
        "void": Listing(Either((Whole(), Text())), unique=""),
        "likes": Whole(0),
        "ballots": Whole(0),
    },
)
_ENTRY = Record({"id": Text(), "group": Text(), "layers": Table(_COLLECTED)})
_AWARD = Record({"name": Text(), "count": Either((Whole(0), Table(Whole(0))))})


def _keys_of_the_kind(layer: dict[str, Any]) -> Iterable[Finding]:
    """Hold a quorum to ballots, and trim, scale and criteria to panels."""
    if not sound(layer["kind"]):
        return
    own = LAYER_KEYS[layer["kind"]]
    for keys in LAYER_KEYS.values():
        for key in keys:
            if layer[key] is not None and key not in own:
                known = ", ".join(("id", "kind", "weight", "factor", *own))
                yield Finding("key_unknown", key, {"key": key, "known": known})


def _criteria_to_trim(layer: dict[str, Any]) -> Iterable[Finding]:
    trim = layer["trim"]
    if isinstance(trim, dict) and trim["on"] == "criterion" and layer["criteria"] is None:
        yield Finding("trim_needs_criteria", "criteria")


def _id_not_reserved(layer: dict[str, Any]) -> Iterable[Finding]:
    name = layer["id"]
    if isinstance(name, str) and (name in HUMAN_ITEMS or name.startswith(CRITERION_ITEM)):
        yield Finding("layer_id_reserved", "id", {"given": name})


def _one_way_of_weighing(layers: list[Any]) -> Iterable[Finding]:
    """All layers have a weight, or all have a factor; weights add up to 100."""
    known = {i: layer for i, layer in enumerate(layers) if isinstance(layer, dict)}
    is_by_factor = any(layer["factor"] is not None for layer in known.values())
    is_by_weight = any(layer["weight"] is not None for layer in known.values())
    for i, layer in known.items():
        if layer["weight"] is None and layer["factor"] is None:
            key = "factor" if is_by_factor and not is_by_weight else "weight"
            yield Finding("key_absent", f"[{i}].{key}", {"key": key})
        elif layer["factor"] is not None and is_by_weight:
            yield Finding("weight_and_factor", f"[{i}].factor")
    weights = [layer["weight"] if isinstance(layer, dict) else layer for layer in layers]
    if weights and not is_by_factor and sound(weights) and None not in weights:
        total = _sum(weights)
        if total != 100:
            yield Finding("layer_weights_sum", "", {"sum": format(total, "f")})


def _sum(figures: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for figure in figures:
        total = _EXACT.add(total, figure)
    return total


def _criteria_differ(layers: list[Any]) -> Iterable[Finding]:
    """Criterion ids are unique over all layers, so that `criterion:ID` names one."""
    seen: set[str] = set()
    for i, layer in enumerate(layers):
        for j, name in enumerate(_criterion_ids(layer)):
            if not isinstance(name, str):
                continue
            if name in seen:
                yield Finding("given_twice", f"[{i}].criteria[{j}].id", {"given": name})
            seen.add(name)


def _criterion_ids(layer: Any) -> list[Any]:
    """Ids of a layer's criteria; UNREAD stands for what could not be read."""
    criteria = layer["criteria"] if isinstance(layer, dict) else layer
    if not isinstance(criteria, list):
        return [] if criteria is None else [criteria]
    return [one["id"] if isinstance(one, dict) else one for one in criteria]


def _layer_ids(layers: list[Any]) -> list[Any]:
    return [layer["id"] if isinstance(layer, dict) else layer for layer in layers]


def _chain_is_known(value: dict[str, Any]) -> Iterable[Finding]:
    """Each item of the tie chain names a layer or a criterion of this contest, or an act of people."""
    layers, chain = value["layers"], value["tie_break"]
    if not isinstance(layers, list) or not isinstance(chain, list):
        return
    ids = _layer_ids(layers)
    criteria = [name for layer in layers for name in _criterion_ids(layer)]
    for i, item in enumerate(chain):
        if not isinstance(item, str) or item in HUMAN_ITEMS:
            continue
        is_criterion = item.startswith(CRITERION_ITEM)
        names, name = (criteria, item.removeprefix(CRITERION_ITEM)) if is_criterion else (ids, item)
        if sound(names) and name not in names:
            yield Finding("tie_item_unknown", f"tie_break[{i}]", {"given": item})


def _entries_fit(value: dict[str, Any]) -> Iterable[Finding]:
    """Every entry holds what each layer of the contest asks for, and nothing else."""
    layers, entries = value["layers"], value["entries"]
    if not isinstance(layers, list) or not isinstance(entries, list):
        return
    ids = _layer_ids(layers)
    known = {layer["id"]: layer for layer in layers if isinstance(layer, dict) and sound(layer["id"])}
    for i, entry in enumerate(entries):
        held = entry["layers"] if isinstance(entry, dict) else None
        if not isinstance(held, dict):
            continue
        for name in known:
            if name not in held:
                yield Finding("key_absent", f"entries[{i}].layers.{name}", {"key": name})
        for name, given in held.items():
            place = f"entries[{i}].layers.{name}"
            if name in known:
                yield from _placed(place, _collected(known[name], given))
            elif sound(ids):
                yield Finding("key_unknown", place, {"key": name, "known": ", ".join(known)})


def _placed(place: str, findings: Iterable[Finding]) -> Iterable[Finding]:
    for one in findings:
        yield Finding(one.code, f"{place}.{one.place}", one.facts)


def _collected(layer: dict[str, Any], given: Any) -> Iterable[Finding]:
    """Hold what one entry brought for one layer against that layer; places are relative to it."""
    if not isinstance(given, dict) or not sound(layer["kind"]):
        return
    if layer["kind"] == "ballot":
        yield from _only(given, ("likes", "ballots"), ())
        if _are_numbers(given["likes"], given["ballots"]) and given["likes"] > given["ballots"]:
            yield Finding(
                "likes_above_ballots", "likes", {"likes": given["likes"], "ballots": given["ballots"]}
            )
        return
    names = _criterion_ids(layer)
    if isinstance(layer["criteria"], list):
        yield from _only(given, ("sheets",), ("void",), {"totals": "totals_with_criteria"})
    elif layer["criteria"] is None:
        yield from _only(given, ("totals",), ("void",), {"sheets": "sheets_without_criteria"})
    else:
        yield from _only(given, (), ("totals", "sheets", "void"))
    yield from _marks_in_scale(layer["scale"], given)
    yield from _void_is_known(given)
    if isinstance(given["sheets"], dict) and isinstance(layer["criteria"], list):
        yield from _sheets_fit(names, given)


def _are_numbers(*values: object) -> bool:
    return all(isinstance(value, int) for value in values)


def _only(
    given: dict[str, Any],
    needed: tuple[str, ...],
    free: tuple[str, ...],
    instead: Mapping[str, str] | None = None,
) -> Iterable[Finding]:
    """Exactly these keys; `instead` has the code for a key that stands in the place of the needed one."""
    told = instead or {}
    known = ", ".join((*needed, *free))
    wrong = [key for key in ENTRY_KEYS if given[key] is not None and key not in (*needed, *free)]
    for key in wrong:
        yield Finding(told.get(key, "key_unknown"), key, {"key": key, "known": known})
    for key in needed:
        if given[key] is None and not any(other in told for other in wrong):
            yield Finding("key_absent", key, {"key": key})


def _marks_in_scale(scale: Any, given: dict[str, Any]) -> Iterable[Finding]:
    if not isinstance(scale, Decimal):
        return
    for place, mark in _marks(given):
        if isinstance(mark, Decimal) and mark > scale:
            yield Finding(
                "mark_above_scale", place, {"given": format(mark, "f"), "scale": format(scale, "f")}
            )


def _marks(given: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """Every mark of an entry in a panel, with its place."""
    if isinstance(given["totals"], list):
        yield from ((f"totals[{i}]", mark) for i, mark in enumerate(given["totals"]))
    if isinstance(given["sheets"], dict):
        for judge, sheet in given["sheets"].items():
            if isinstance(sheet, dict):
                yield from ((f"sheets.{judge}.{name}", mark) for name, mark in sheet.items())


def _void_is_known(given: dict[str, Any]) -> Iterable[Finding]:
    """Recused judges sit on this panel: positions of totals, names of sheets."""
    if not isinstance(given["void"], list):
        return
    for i, judge in enumerate(given["void"]):
        if isinstance(given["totals"], list):
            is_known = isinstance(judge, int) and 0 <= judge < len(given["totals"])
        elif isinstance(given["sheets"], dict):
            is_known = isinstance(judge, str) and judge in given["sheets"]
        else:
            is_known = True
        if sound(judge) and not is_known:
            yield Finding("void_unknown", f"void[{i}]", {"given": judge})


def _sheets_fit(names: list[Any], given: dict[str, Any]) -> Iterable[Finding]:
    """Each sheet has every criterion of the layer and no other; a recused judge's sheet may have holes."""
    recused = given["void"] or ()
    for judge, sheet in given["sheets"].items():
        if not isinstance(sheet, dict):
            continue
        for name in sheet:
            if sound(names) and name not in names:
                facts = {"key": name, "known": ", ".join(names)}
                yield Finding("key_unknown", f"sheets.{judge}.{name}", facts)
        for name in names:
            if sound(recused) and judge not in recused and isinstance(name, str) and name not in sheet:
                yield Finding("key_absent", f"sheets.{judge}.{name}", {"key": name})


_LAYER = Record(
    {"id": Text(), "kind": Choice(("panel", "ballot"))},
    {
        "weight": _NOT_NEGATIVE,
        "factor": Exact(),
        "trim": _TRIM,
        "scale": _NOT_NEGATIVE,
        "criteria": Listing(_CRITERION, least=1),
        "quorum": Whole(0),
    },
    checks=(_keys_of_the_kind, _criteria_to_trim, _id_not_reserved),
)

SHAPE = Record(
    {
        "rounding": _ROUNDING,
        "layers": Listing(_LAYER, least=1, unique="id", checks=(_one_way_of_weighing, _criteria_differ)),
        "entries": Listing(_ENTRY, unique="id"),
    },
    {
        "tie_break": Nullable(Listing(Text(), unique=""), ()),
        "awards": Nullable(Listing(_AWARD, unique="name"), ()),
    },
    checks=(_chain_is_known, _entries_fit),
)


def answer(value: dict[str, Any]) -> dict[str, Any]:
    """Layers, totals, ranks and awards of every entry, in the order of input."""
    found: Outcome = outcome(
        Contest(
            rounding=Rounding(
                value["rounding"]["mode"], value["rounding"]["decimals"], frozenset(value["rounding"]["at"])
            ),
            layers=tuple(_layer(layer) for layer in value["layers"]),
            entries=tuple(_entry(entry) for entry in value["entries"]),
            tie_break=tuple(value["tie_break"]),
            awards=tuple(Award(award["name"], award["count"]) for award in value["awards"]),
        )
    )
    return {
        "entries": [_standing(one) for one in found.entries],
        "blocked": [_blocked(one) for one in found.blocked],
        "notes": [{"entry": one.entry, "layer": one.layer, "code": one.code} for one in found.notes],
    }


def _layer(given: dict[str, Any]) -> Layer:
    factor = given["factor"]
    trim = given["trim"]
    return Layer(
        id=given["id"],
        multiplier=Fraction(given["weight"]) / 100 if factor is None else Fraction(factor),
        kind=given["kind"],
        trim=Trim(trim["high"], trim["low"], trim["min_judges"], trim["on"]) if trim else None,
        criteria=tuple(Criterion(one["id"], one["points"]) for one in given["criteria"] or ()),
        quorum=given["quorum"] or 0,
    )


def _entry(given: dict[str, Any]) -> Entry:
    return Entry(given["id"], given["group"], {name: _held(one) for name, one in given["layers"].items()})


def _held(given: dict[str, Any]) -> Totals | Sheets | Votes:
    void = frozenset(given["void"] or ())
    if given["totals"] is not None:
        return Totals(tuple(given["totals"]), void)
    if given["sheets"] is not None:
        return Sheets(given["sheets"], void)
    return Votes(given["likes"], given["ballots"])


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "id": one.id,
        "group": one.group,
        "layers": {name: _written(score) for name, score in one.layers.items()},
        "total": _written(one.total),
        "rank": one.rank,
        "award": one.award,
        "dropped": {name: [_written(mark) for mark in marks] for name, marks in one.dropped.items()},
        "decided_by": one.decided_by,
    }


def _blocked(one: Blocked) -> dict[str, Any]:
    where = {"award": one.award} if one.code == "award_tie" else {"layer": one.layer}
    return {"code": one.code, "entries": list(one.entries), **where}


def _written(figure: Decimal | None) -> str | None:
    return None if figure is None else format(figure, "f")

"""Units in and out as a table: what each row of an upload would do, decided before anything is written.

A row is the same unit as a known one by its hidden id, else by its code, else by name below the same upper unit; so
the same file twice changes nothing. Rows may name units that only the file itself opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from touyan.core.findings import Finding
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.sheets import Column, Ledger, Row, Table, write_ledger
from touyan.foundation.sheets.columns import cell_name, headers_of, plain_header
from touyan.foundation.units.actions import Facts, Move, NewUnit, Rename
from touyan.foundation.units.models import Unit
from touyan.foundation.units.queries import units
from touyan.foundation.units.rules import UNIT_KINDS

KINDS = {label.zh: name for name, label in UNIT_KINDS.items() if name != "county"}
COLUMNS = (
    Column("name", "单位全称", is_required=True, longest=80, width=20),
    Column("kind", "类别", "choice", is_required=True, choices=tuple(KINDS)),
    Column(
        "upper",
        "上级单位",
        is_required=True,
        longest=160,
        width=20,
        guide="写全称、简称或代码；重名时写成“上级/单位”，例如：青石街道/平城社区。",
    ),
    Column("short_name", "简称", longest=30),
    Column("code", "代码", longest=24, guide="12位区划代码或自编代码，没有的不填。"),
    Column("document_code", "发文机关代字", longest=30),
    Column("order", "排序号", "integer", least=0, most=99999),
)

Made = Mapping[int, Any]


@dataclass(frozen=True, slots=True)
class Do:
    """One act a row asks for. `subject` is a matter, or the number of the row that opens it first."""

    action: str
    subject: Any
    given: Callable[[Made], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """What a row would do: "new", "changed" or "same"."""

    row: int
    verdict: str
    acts: tuple[Do, ...] = ()


@dataclass
class Plan:
    """The whole upload judged: steps in the order they can be done, findings by row, the table as it was read."""

    table: Table
    steps: list[Step] = field(default_factory=list)
    findings: dict[int, list[Finding]] = field(default_factory=dict)

    def refuse(self, row: int, found: Finding) -> None:
        """A row that cannot be written, and why."""
        self.findings.setdefault(row, []).append(found)

    def count(self, verdict: str) -> int:
        """How many rows are of a verdict."""
        return sum(step.verdict == verdict for step in self.steps)


def cell_of(table: Table, columns: Iterable[Column], row: int, key: str) -> str:
    """The place of a cell as people say it, e.g. 单位表 C7."""
    column = next(c for c in columns if c.key == key)
    names = [plain_header(header) for header in table.headers]
    place = next((at for at, name in enumerate(names) if name in headers_of(column)), 0)
    return f"{table.sheet} {cell_name(row, place + 1)}"


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A unit as the file sees it: known, or opened by one of its rows."""

    name: str
    labels: frozenset[str]
    upper: Node | None
    unit: Unit | None = None
    row: int = 0

    @property
    def target(self) -> Any:
        """The unit, or the row that opens it."""
        return self.unit if self.unit is not None else self.row

    def key_in(self, made: Made) -> str:
        """The unit's key once it exists."""
        return str((self.unit if self.unit is not None else made[self.row]).key)


class Places:
    """Finds units by code, by full or short name, or by a path such as 青石街道/平城社区."""

    def __init__(self, known: Iterable[Unit]) -> None:
        self._words: dict[str, list[Node]] = {}
        self.by_code: dict[str, Node] = {}
        self.by_key: dict[str, Node] = {}
        self.below: dict[tuple[int, str], Node] = {}
        nodes: dict[int, Node] = {}
        for unit in sorted(known, key=lambda u: u.path.count("/")):
            above = unit.path.rstrip("/").rpartition("/")[0].rpartition("/")[2]
            upper = nodes.get(int(above)) if above else None
            node = Node(unit.name, frozenset({unit.name, unit.label}), upper, unit)
            nodes[unit.pk] = node
            self.by_key[str(unit.key)] = node
            self.add(node, unit.code)

    def add(self, node: Node, code: str = "") -> None:
        """Make a unit findable."""
        for word in node.labels:
            self._words.setdefault(word, []).append(node)
        if code:
            self.by_code[code] = node
        self.below.setdefault((id(node.upper), node.name), node)

    def find(self, text: str) -> list[Node]:
        """Every unit the words can mean; known ones before those the file opens."""
        if text in self.by_code:
            return [self.by_code[text]]
        *above, last = [part.strip() for part in text.replace("／", "/").split("/")]
        found = [node for node in self._words.get(last, []) if _stands_under(node, above)]
        known = [node for node in found if node.unit is not None]
        return known or found


def _stands_under(node: Node, above: list[str]) -> bool:
    upper = node.upper
    for word in reversed(above):
        while upper is not None and word not in upper.labels:
            upper = upper.upper
        if upper is None:
            return False
        upper = upper.upper
    return True


def place_fault(found: list[Node], text: str, place: str) -> Finding | None:
    """None when exactly one unit is meant."""
    if len(found) == 1:
        return None
    return Finding(
        "exchange.unit_unknown" if not found else "exchange.unit_ambiguous",
        place,
        {"unit": text, "count": len(found)},
    )


def plan_units(actor: Actor, table: Table, today: str) -> Plan:
    """Judge every good row of the table; bad ones carry findings with their cell and the cure."""
    plan = Plan(table, findings={row: list(found) for row, found in table.finding_rows.items()})
    places = Places(units(actor).filter(state="active"))
    waiting = list(table.rows)
    while waiting:
        left = [row for row in waiting if not _judged(plan, places, row, today)]
        if len(left) == len(waiting):
            break
        waiting = left
    for row in waiting:
        text, place = str(row.values["upper"]), cell_of(table, COLUMNS, row.number, "upper")
        fault = place_fault(places.find(text), text, place)
        plan.refuse(row.number, fault or Finding("exchange.unit_unknown", place, {"unit": text}))
    return plan


def _judged(plan: Plan, places: Places, row: Row, today: str) -> bool:
    """Judge a row whose upper unit is known by now; False leaves it for the next round."""
    found = places.find(str(row.values["upper"]))
    if len(found) != 1:
        return False
    upper = found[0]
    if row.id and row.id not in places.by_key:
        plan.refuse(row.number, Finding("exchange.id_unknown", f"{plan.table.sheet} {row.number}"))
        return True
    code = str(row.values["code"] or "")
    node = (
        places.by_key.get(row.id)
        or places.by_code.get(code)
        or places.below.get((id(upper), str(row.values["name"])))
    )
    if node is not None and node.unit is None:
        plan.refuse(
            row.number,
            Finding("exchange.repeated", cell_of(plan.table, COLUMNS, row.number, "name"), {"row": node.row}),
        )
    elif node is None:
        _open(plan, places, row, upper)
    else:
        _change(plan, places, row, (node, upper), today)
    return True


def _open(plan: Plan, places: Places, row: Row, upper: Node) -> None:
    values = row.values
    name, short = str(values["name"]), str(values["short_name"] or "")
    new = NewUnit(
        name,
        KINDS[str(values["kind"])],
        short,
        str(values["code"] or ""),
        str(values["document_code"] or ""),
        int(values["order"] or 0),  # type: ignore[arg-type]
    )
    places.add(Node(name, frozenset({name, short or name}), upper, row=row.number), new.code)
    plan.steps.append(Step(row.number, "new", (Do("unit.add_below", upper.target, lambda _made: new),)))


def _change(plan: Plan, places: Places, row: Row, at: tuple[Node, Node], today: str) -> None:
    node, upper = at
    unit, values = node.unit, row.values
    assert unit is not None
    if KINDS[str(values["kind"])] != unit.kind:
        plan.refuse(
            row.number,
            Finding(
                "exchange.kind_fixed", cell_of(plan.table, COLUMNS, row.number, "kind"), {"unit": unit.name}
            ),
        )
        return
    code = str(values["code"] or unit.code)
    if code and places.by_code.get(code) not in (None, node):
        plan.refuse(
            row.number,
            Finding("unit.code_taken", cell_of(plan.table, COLUMNS, row.number, "code"), {"unit_code": code}),
        )
        return
    acts: list[Do] = []
    names = Rename(str(values["name"]), str(values["short_name"] or unit.short_name))
    if (names.name, names.short_name) != (unit.name, unit.short_name):
        acts.append(Do("unit.rename", unit, lambda _made: names))
    order = unit.order if values["order"] is None else int(values["order"])  # type: ignore[arg-type]
    facts = Facts(code, str(values["document_code"] or unit.document_code), order)
    if (facts.code, facts.document_code, facts.order) != (unit.code, unit.document_code, unit.order):
        acts.append(Do("unit.correct", unit, lambda _made: facts))
    if upper is not node.upper:
        acts.append(Do("unit.move", unit, lambda made: Move(upper.key_in(made), today)))
    plan.steps.append(Step(row.number, "changed" if acts else "same", tuple(acts)))


def units_ledger(actor: Actor, demonstration: str = "") -> bytes:
    """All units in use but the county itself, in the shape of the template, with hidden ids."""
    found = list(units(actor).filter(state="active").order_by("path"))
    names = {u.pk: u.name for u in found}
    below = [u for u in found if u.kind != "county"]
    rows = [
        (u.name, UNIT_KINDS[u.kind].zh, path_words(u, names), u.short_name, u.code, u.document_code, u.order)
        for u in below
    ]
    return write_ledger(
        Ledger(
            "单位名录",
            COLUMNS,
            rows,
            [str(u.key) for u in below],
            "单位表",
            "A4",
            demonstration=demonstration,
        )
    )


def path_words(unit: Unit, names: Mapping[int, str], *, with_own: bool = False) -> str:
    """The chain of names from the county down, as the import reads it again."""
    ids = [int(part) for part in unit.path.strip("/").split("/") if part]
    return "/".join(names[pk] for pk in (ids if with_own else ids[:-1]) if pk in names)

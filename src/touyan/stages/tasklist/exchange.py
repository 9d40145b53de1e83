"""The list in and out as a table in the offices' own columns (domain.md 3.4); a row is known again by its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from touyan.core.findings import Finding, Refusal
from touyan.core.scheme import selects
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.sheets import Column, Ledger, Row, Table, write_ledger
from touyan.foundation.units.exchange import Places, cell_of, place_fault
from touyan.foundation.units.models import Unit
from touyan.foundation.units.queries import units
from touyan.stages.application.matters import unit_matter
from touyan.stages.plan.models import Task
from touyan.stages.plan.rows import ACCEPTANCE, DELIVERABLE, NAME, STAGE, WORD
from touyan.stages.tasklist.actions import Measure, leader_at, stage_of

STANDING = ("长期坚持", "长期", "持续推进")
CODE, HEADING = 20, 120
COLUMNS = (
    Column(
        "code",
        "编号",
        is_required=True,
        longest=CODE,
        width=7,
        guide="例如 1-2-3，全表不重复；再次导入按编号认行。",
        aliases=("序号",),
    ),
    Column("aspect", "方面", is_required=True, longest=STAGE, width=12),
    Column("task", "工作任务", is_required=True, longest=HEADING, width=20),
    Column("measure", "落实举措", is_required=True, longest=NAME, width=30),
    Column(
        "lead",
        "牵头单位",
        is_required=True,
        longest=160,
        width=14,
        guide="写全称、简称或代码；重名时写成“上级/单位”。",
    ),
    Column("assists", "配合单位", longest=400, width=16, guide="多个单位用顿号隔开。"),
    Column("person", "责任人", longest=WORD, width=8, guide="不填为牵头单位负责人。"),
    Column(
        "due",
        "完成时限",
        is_required=True,
        longest=20,
        width=10,
        guide="写日期，例如 2026-06-30；没有期限的写“长期坚持”。",
    ),
    Column("deliverable", "成果形式", is_required=True, longest=DELIVERABLE, width=14),
    Column("acceptance", "验收标准", is_required=True, longest=ACCEPTANCE, width=18),
)
UNIQUE = ("code",)


@dataclass
class Judged:
    """A list judged before anything is written: good measures, findings by row, the three counts."""

    measures: list[Measure] = field(default_factory=list)
    findings: dict[int, list[Finding]] = field(default_factory=dict)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many aspects, tasks and measures the good rows hold (JS-07)."""
        return counts_of((m.aspect, m.task) for m in self.measures)


def counts_of(pairs: Iterable[tuple[str, str]]) -> tuple[int, int, int]:
    """Aspects, tasks and measures of (aspect, task) pairs, one a measure."""
    told = list(pairs)
    return len({aspect for aspect, _ in told}), len(set(told)), len(told)


def judge(actor: Actor, version: SchemeVersion, table: Table, today: date) -> Judged:
    """Every row: units found, lead unit fitting and led by somebody, a date in the list's days or a standing word."""
    found = Judged(findings={row: list(told) for row, told in table.finding_rows.items()})
    places = Places(units(actor).filter(state="active"))
    for row in table.rows:
        faults: list[Finding] = []
        lead = _lead(version, table, row, places, faults, today)
        assists = _assists(table, row, places, faults)
        due = _due(version, table, row, faults)
        if faults or lead is None:
            found.findings.setdefault(row.number, []).extend(faults)
            continue
        words = {key: str(row.values[key] or "") for key in ("code", "aspect", "task", "measure", "person")}
        rest = {key: str(row.values[key] or "") for key in ("deliverable", "acceptance")}
        found.measures.append(
            Measure(lead=str(lead.key), assists=assists, due=due, position=row.number, **words, **rest)
        )
    return found


def _lead(
    version: SchemeVersion, table: Table, row: Row, places: Places, faults: list[Finding], today: date
) -> Unit | None:
    stage, place = stage_of(version), cell_of(table, COLUMNS, row.number, "lead")
    unit = _unit(places, str(row.values["lead"]), place, faults)
    if unit is None:
        return None
    if not selects(stage.applies_to, unit_matter(unit, version.rules)):
        faults.append(Finding("tasklist.lead_not_asked", place, {"unit": unit.label}))
        return None
    try:
        leader_at(version, stage, unit, today)
    except Refusal as nobody:
        faults.extend(Finding(f.code, place, dict(f.facts)) for f in nobody.findings)
        return None
    return unit


def _unit(places: Places, text: str, place: str, faults: list[Finding]) -> Unit | None:
    nodes = places.find(text.strip())
    fault = place_fault(nodes, text, place)
    if fault is not None:
        faults.append(fault)
        return None
    return nodes[0].unit


def _assists(table: Table, row: Row, places: Places, faults: list[Finding]) -> tuple[str, ...]:
    place = cell_of(table, COLUMNS, row.number, "assists")
    words = (
        str(row.values["assists"] or "")
        .replace("，", "、")
        .replace(",", "、")
        .replace("；", "、")
        .split("、")
    )
    made = [_unit(places, word, place, faults) for word in words if word.strip()]
    return tuple(str(unit.key) for unit in made if unit is not None)


def _due(version: SchemeVersion, table: Table, row: Row, faults: list[Finding]) -> str:
    stage, told = stage_of(version), row.values["due"]
    text = str(told).strip()
    if text in STANDING:
        return ""
    place = cell_of(table, COLUMNS, row.number, "due")
    day = _day(text)
    if day is None:
        faults.append(Finding("tasklist.due_unreadable", place, {"text": text}))
    elif not stage.starts_on <= day <= stage.finish_by:
        facts = {
            "day": day.isoformat(),
            "first": stage.starts_on.isoformat(),
            "last": stage.finish_by.isoformat(),
        }
        faults.append(Finding("tasklist.due_outside", place, facts))
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    plain = text.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(plain.strip(), form).date()  # noqa: DTZ007 - a day on paper has no zone
        except ValueError:
            continue
    return None


def list_ledger(
    actor: Actor, version: SchemeVersion, tasks: Iterable[Task], demonstration: str = ""
) -> bytes:
    """The list as the table it came from, with how far each measure is; it can be taken in again."""
    names = {str(unit.key): unit.label for unit in units(actor)}
    columns = (*COLUMNS, Column("progress", "完成比例（%）", "integer"))
    found = list(tasks)
    rows: list[list[Any]] = [
        [
            t.code, t.stage, t.heading, t.name, t.project.unit.label, "、".join(names.get(k, "") for k in t.assists),
            t.owner_word, STANDING[0] if t.is_standing else t.finish_on.isoformat() if t.finish_on else "", t.deliverable, t.acceptance, t.progress,
        ]
        for t in found
    ]  # fmt: skip
    aspects, headings, measures = counts_of((t.stage, t.heading) for t in found)
    note = f"{aspects} 个方面，{headings} 项任务，{measures} 条举措"
    told = Ledger(
        f"{version.title}任务清单",
        columns,
        rows,
        [str(t.key) for t in found],
        "任务清单",
        "A3",
        note,
        demonstration,
    )
    return write_ledger(told)

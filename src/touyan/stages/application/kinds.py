"""The kinds of question a scheme's form may ask: which columns a table has, how words become numbers, days and fen.

Answers are stored as the words that were typed: a wrong date or an amount with a slip of the pen must come back to
its writer unchanged (issue "bad input never loses text"). Only the readers here make values of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from touyan.core.scheme.shape.forms import Field, Form
from touyan.core.workflow import Label

Answers = Mapping[str, Any]
TEXTS = frozenset(
    {"text", "long_text", "phone", "opinion", "number", "percent", "money", "date", "choice", "need_link"}
)
PICKS = frozenset({"multi_choice", "checks"})
FILES = frozenset({"attachment", "photo"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a table question. `kind`: text, number or date."""

    name: str
    label: Label
    kind: str = "text"
    required: bool = True
    max_chars: int | None = None


ROWS: dict[str, tuple[Cell, ...]] = {
    "indicators": (
        Cell("name", Label("指标名称", "Indicator")),
        Cell("unit", Label("单位", "Unit")),
        Cell("baseline", Label("现状值", "Baseline"), "number"),
        Cell("target", Label("目标值", "Target"), "number"),
        Cell("due", Label("完成时间", "Due"), "date"),
        Cell("source", Label("数据来源", "Data source")),
    ),
    "people": (
        Cell("name", Label("姓名", "Name")),
        Cell("post", Label("职务", "Post")),
        Cell("duty", Label("分工", "Duty")),
    ),
    "tasks": (
        Cell("stage", Label("阶段", "Stage")),
        Cell("task", Label("任务", "Task")),
        Cell("deliverable", Label("成果", "Deliverable")),
        Cell("owner", Label("责任人", "Owner")),
        Cell("due", Label("完成时间", "Due"), "date"),
    ),
    "budget": (
        Cell("item", Label("支出项目", "Item")),
        Cell("quantity", Label("数量", "Quantity"), "number"),
        Cell("price", Label("单价（元）", "Unit price (yuan)"), "number"),
        Cell("source", Label("资金来源", "Source of money")),
    ),
}


def cells_of(field: Field) -> tuple[Cell, ...]:
    """The columns of a table question; () for every other kind. A list is a table of one column."""
    if field.type == "list":
        return (Cell("text", Label("内容", "Text"), max_chars=field.max_chars),)
    if field.type == "table":
        return tuple(
            Cell(c.name, c.label, _cell_kind(c.type), c.required, c.max_chars) for c in field.columns.values()
        )
    return ROWS.get(field.type, ())


def _cell_kind(kind: str) -> str:
    return "date" if kind == "date" else "number" if kind in {"number", "percent", "money"} else "text"


def number(words: object) -> Decimal | None:
    """The number meant by the words (1,200 and 1，200 too), None when they are none."""
    text = str(words or "").replace(",", "").replace("，", "").strip()
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal("1e15") else None


def day(words: object) -> date | None:
    """The day meant by the words in ISO form, None when they are none."""
    try:
        return date.fromisoformat(str(words or ""))
    except ValueError:
        return None


def fen(row: Mapping[str, Any]) -> int | None:
    """Quantity times unit price of a budget row in fen, half up; None when either is no number or negative."""
    quantity, price = number(row.get("quantity")), number(row.get("price"))
    if quantity is None or price is None or quantity < 0 or price < 0:
        return None
    return int((quantity * price * 100).quantize(Decimal(1), ROUND_HALF_UP))


def total_fen(rows: Sequence[Mapping[str, Any]]) -> int:
    """The sum of the budget rows that can be counted, in fen."""
    return sum(fen(row) or 0 for row in rows)


def is_empty(value: object) -> bool:
    """Whether nothing was answered."""
    if isinstance(value, Mapping):
        return all(is_empty(part) for part in value.values())
    if isinstance(value, list):
        return all(is_empty(part) for part in value)
    return value is None or value is False or (isinstance(value, str) and not value.strip())


def first(form: Form, kind: str, name: str = "") -> str:
    """The path of the first question of a kind (and name), "" when the form has none."""
    return next((path for path, f in form.fields() if f.type == kind and (not name or f.name == name)), "")


def asked(form: Form) -> tuple[tuple[str, Field], ...]:
    """The questions a person answers; what the house knows is not asked (domain.md 4.8 rule 1)."""
    return tuple((path, f) for path, f in form.fields() if f.source == "asked")

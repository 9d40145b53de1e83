"""What a vetter typed, read from a posted form: judgements, remarks and the rows of the fault list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from touyan.stages.review.actions import NamedFault
from touyan.stages.review.vetting import Question

MOST_FAULTS = 60


def typed(post: QueryDict, asked: Iterable[Question]) -> dict[str, Any]:
    """Everything of the vetting form as plain data, as it is kept and shown again."""
    judgements = {
        q.name: {
            "holds": {"yes": True, "no": False}.get(post.get(f"judge-{q.name}", "")),
            "remark": post.get(f"remark-{q.name}", "").strip()[:200],
        }
        for q in asked
    }
    return {
        "judgements": judgements,
        "remark": post.get("remark", "").strip()[:400],
        "faults": _rows(post),
    }


def _rows(post: QueryDict) -> list[dict[str, str]]:
    total = post.get("faults-total", "0")
    count = min(int(total), MOST_FAULTS) if total.isascii() and total.isdigit() and len(total) < 4 else 0
    return [
        {name: post.get(f"faults-{n}-{name}", "").strip()[:400] for name in ("field", "problem", "demand")}
        for n in range(count)
    ]


def with_rows_changed(data: dict[str, Any], post: QueryDict) -> dict[str, Any]:
    """The same with a row added or taken out, for browsers without script."""
    rows = list(data["faults"])
    if "add_row" in post:
        rows.append({"field": "", "problem": "", "demand": ""})
    _, _, index = post.get("remove_row", "").rpartition("-")
    if index.isascii() and index.isdigit() and int(index) < len(rows):
        rows.pop(int(index))
    return data | {"faults": rows}


def named(data: dict[str, Any]) -> tuple[NamedFault, ...]:
    """The rows in which anything was written, as faults."""
    return tuple(NamedFault(**row) for row in data.get("faults", ()) if row["problem"] or row["demand"])

"""Any application form of any scheme, filled in plausibly by its field types: the words say they are an example."""

from __future__ import annotations

from datetime import date
from typing import Any

from touyan.core.scheme import Scheme, selects
from touyan.core.scheme.select import Matter
from touyan.core.scheme.shape.forms import Field, Form
from touyan.stages.application.kinds import FILES, asked, cells_of


def filled(scheme: Scheme, form: Form, title: str, span: tuple[date, date], matter: Matter) -> dict[str, Any]:
    """Answers to everything the form asks of such a matter; choices take their first option."""
    told = {
        path: _answer(scheme, f, title, span)
        for path, f in asked(form)
        if f.type not in FILES and selects(f.applies_to, matter)
    }
    return {path: value for path, value in told.items() if value not in ("", [], None)}


def _answer(scheme: Scheme, field: Field, title: str, span: tuple[date, date]) -> Any:
    begin, finish = span
    options = list(scheme.taxonomies[field.choose_from].options) if field.choose_from else list(field.options)
    cells = cells_of(field)
    if cells:
        rows = [
            {c.name: _cell(c.name, c.kind, title, span) for c in cells}
            for _ in range(max(field.min_items or 1, 1))
        ]
        return [row["text"] for row in rows] if field.type == "list" else rows
    return {
        "period": {"from": begin.isoformat(), "to": finish.isoformat()},
        "date": finish.isoformat(),
        "yes_no": True,
        "choice": next(iter(options), ""),
        "multi_choice": options[:1],
        "checks": options[:1],
        "number": "1",
        "percent": "50",
        "money": "1000",
        "phone": "13900000000",
        "need_link": "",
        "text": title if field.name == "title" else _short(field, "示例内容"),
    }.get(field.type, _short(field, f"{title}：示例内容，写明情况、做法和时间。"))


def _short(field: Field, words: str) -> str:
    return words[: field.max_chars] if field.max_chars else words


def _cell(name: str, kind: str, title: str, span: tuple[date, date]) -> str:
    if kind == "date":
        return span[1].isoformat()
    if kind == "number":
        return {"baseline": "0", "target": "10", "quantity": "2", "price": "500"}.get(name, "1")
    return {"name": "示例指标", "unit": "个", "task": f"{title[:12]}的一步", "deliverable": "示例成果"}.get(
        name, "示例"
    )

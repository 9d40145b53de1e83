"""Every list page: filters in the address, sorting, windows by key instead of offset, and how many more there are.

The number of statements does not depend on the number of rows: one for the window, one for the count
(performance.md, "What follows for us", 1). Every list can be taken away as an Excel sheet of all its rows (`?as=xlsx`),
without its page having to know; a list that has a ledger of its own says so (`is_sheet=False`).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.web import list_sheet
from touyan.foundation.web.faults import Handed

SIZE = 50


@dataclass(frozen=True, slots=True)
class Column:
    """A column: words, the field it sorts by ("" = not sortable; must never be null), whether it holds figures."""

    label: str
    order: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its name in the address, words, choices (value, words) or none for free text, and what it means.

    `said` are words for values that free text may hold: a key that another page's link brought.
    """

    name: str
    label: str
    apply: Callable[[Any, str], Any]
    choices: tuple[tuple[str, str], ...] = ()
    kind: str = "text"
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as data: `rows` makes the table body of one window."""

    caption: str
    columns: Sequence[Column]
    rows: Callable[[list[Any]], SafeString]
    filters: Sequence[Filter] = ()
    order: str = "-id"
    empty_title: str = ""
    empty_text: str = ""
    empty_acts: Sequence[dict[str, str]] = field(default=())
    size: int = SIZE
    is_sheet: bool = True


def _encode(values: Iterable[Any]) -> str:
    plain = [v.isoformat() if isinstance(v, date | datetime) else v for v in values]
    return base64.urlsafe_b64encode(json.dumps(plain, ensure_ascii=False).encode()).decode()


def _decode(text: str) -> list[Any] | None:
    try:
        found = json.loads(base64.urlsafe_b64decode(text.encode()))
    except (ValueError, UnicodeError):
        return None
    is_pair = isinstance(found, list) and len(found) == 2 and isinstance(found[1], int)
    return found if is_pair and isinstance(found[0], str | int | float) else None


def _with(query: QueryDict, **changed: str) -> str:
    copy = query.copy()
    for name in ("after", "as", "seen"):
        copy.pop(name, None)
    for name, value in changed.items():
        copy.pop(name, None)
        if value:
            copy[name] = value
    return "?" + copy.urlencode()


def _chosen_order(request: HttpRequest, listing: Listing) -> str:
    wanted = request.GET.get("sort", "")
    known = {c.order for c in listing.columns if c.order}
    return wanted if wanted.lstrip("-") in known else listing.order


def _attribute(row: Any, lookup: str) -> Any:
    for part in lookup.split("__"):
        row = getattr(row, part)
    return row


def window(request: HttpRequest, rows: QuerySet[Any], listing: Listing) -> dict[str, Any]:
    """The context of `components/table.html` and `components/filters.html` for this request.

    Raises `Handed` with the sheet of every row where the address asks for one.
    """
    query = request.GET
    chips = []
    for one in listing.filters:
        value = query.get(one.name, "").strip()
        if not value or (one.choices and value not in dict(one.choices)):
            continue
        rows = one.apply(rows, value)
        words = (dict(one.choices) | dict(one.said)).get(value, value)
        chips.append({"label": f"{one.label}：{words}", "remove_url": _with(query, **{one.name: ""})})
    order = _chosen_order(request, listing)
    key, is_down = order.lstrip("-"), order.startswith("-")
    total = rows.count()
    has_sheet = listing.is_sheet and 0 < total <= list_sheet.MOST
    if has_sheet and query.get("as") == "xlsx":
        body = listing.rows(list(rows.order_by(order, "-id" if is_down else "id")))
        columns = [(c.label, c.number) for c in listing.columns]
        raise Handed(list_sheet.sheet(request, listing.caption, columns, body, [c["label"] for c in chips]))
    after = _decode(query.get("after", ""))
    seen = 0
    if after is not None:
        beyond = "lt" if is_down else "gt"
        try:
            rest = rows.filter(
                Q(**{f"{key}__{beyond}": after[0]}) | Q(**{key: after[0], f"id__{beyond}": after[1]})
            )
            seen = int(query.get("seen", "0") or 0)
        except (ValueError, TypeError):
            rest = rows
        rows = rest
    found = list(rows.order_by(order, "-id" if is_down else "id")[: listing.size + 1])
    shown, has_more = found[: listing.size], len(found) > listing.size
    upto = seen + len(shown)
    return {
        "table": {
            "caption": listing.caption,
            "columns": [_heading(request, c, order) for c in listing.columns],
            "body": listing.rows(shown) if shown else "",
            "total_text": _("共 %(n)s 条") % {"n": total},
            "more_count": max(total - upto, 1) if has_more else 0,
            "more_url": _with(query, after="")
            + f"&after={_encode((_attribute(shown[-1], key), shown[-1].pk))}&seen={upto}"
            if has_more
            else "",
            "sheet_url": _with(query, **{"as": "xlsx"}) if has_sheet else "",
            "sheet_refusal": _("超过 %(n)s 条，请先筛选再导出") % {"n": f"{list_sheet.MOST:,}"}
            if listing.is_sheet and total > list_sheet.MOST
            else "",
            "empty_title": _("没有符合筛选条件的记录") if chips else listing.empty_title,
            "empty_text": _("去掉一两个筛选条件再看。") if chips else listing.empty_text,
            "empty_acts": [{"label": _("去掉全部筛选"), "url": request.path}]
            if chips
            else list(listing.empty_acts),
        },
        "filters": {
            "fields": [_field(query, f) for f in listing.filters],
            "chips": chips,
            "clear_url": request.path,
        },
        "total": total,
    }


def _heading(request: HttpRequest, column: Column, order: str) -> dict[str, Any]:
    if not column.order:
        return {"label": column.label, "number": column.number}
    is_this, is_down = order.lstrip("-") == column.order, order.startswith("-")
    target = column.order if is_this and is_down else f"-{column.order}" if is_this else column.order
    return {
        "label": column.label,
        "number": column.number,
        "url": _with(request.GET, sort=target),
        "sort": ("descending" if is_down else "ascending") if is_this else "",
    }


def _field(query: QueryDict, one: Filter) -> dict[str, Any]:
    value = query.get(one.name, "")
    choices = [{"value": "", "label": _("全部"), "selected": not value}] + [
        {"value": v, "label": words, "selected": v == value} for v, words in one.choices
    ]
    return {
        "name": one.name,
        "label": one.label,
        "kind": "select" if one.choices else one.kind,
        "value": one.said.get(value, value),
        "choices": choices,
    }

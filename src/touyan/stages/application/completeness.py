"""What a form still lacks, each gap named by its field: the outline, the grey button and the door read the same list.

Pure over the scheme's form and the answers (WH-05 five "can", WH-22 five fixes, domain.md 3.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from touyan.core.findings import Finding
from touyan.core.scheme import Matter, Scheme, selects
from touyan.core.scheme.shape.forms import Check, CheckItem, Field, Form
from touyan.core.workflow import Label
from touyan.stages.application.kinds import FILES, Answers, Cell, asked, cells_of, day, is_empty, number

NUMBERS = frozenset({"number", "percent", "money"})


def _named(**labels: Label) -> dict[str, object]:
    facts: dict[str, object] = {}
    for name, label in labels.items():
        facts |= {name: label.zh, f"{name}_en": label.en or label.zh}
    return facts


def gaps(
    scheme: Scheme, form: Form, answers: Answers, files: Mapping[str, int], matter: Matter
) -> tuple[Finding, ...]:
    """Every gap in the form's order; `place` is the field's path. `files` counts attachments by path."""
    found: list[Finding] = []
    for path, field in asked(form):
        if not selects(field.applies_to, matter):
            continue
        facts = _named(field=field.label, section=form.sections[path.partition(".")[0]].label)
        value = files.get(path, 0) if field.type in FILES else answers.get(path)
        found += [Finding(f.code, path, facts | dict(f.facts)) for f in _field_gaps(field, value)]
    missing = {f.place for f in found}
    for check in checks_at_submission(scheme):
        for item in check.items.values():
            lacking = [p for p in unmet(item, answers) if p not in missing]
            if lacking:
                found.append(
                    Finding("application.check_unmet", lacking[0], _named(check=check.label, item=item.label))
                )
    return tuple(found)


def checks_at_submission(scheme: Scheme) -> tuple[Check, ...]:
    """The named checks that must hold when the leader hands in, e.g. the five "can" and the five fixes."""
    names = scheme.application.checks if scheme.application else ()
    return tuple(scheme.checks[name] for name in names if "submit" in scheme.checks[name].at)


def unmet(item: CheckItem, answers: Answers) -> tuple[str, ...]:
    """The fields of a check's item that are empty."""
    return tuple(path for path in item.fields if is_empty(answers.get(path)))


def _field_gaps(field: Field, value: Any) -> Iterator[Finding]:
    if field.type in FILES:
        yield from _count_gaps(field, int(value))
        return
    if is_empty(value):
        if field.required:
            yield Finding("application.not_promised" if field.type == "yes_no" else "application.missing")
        return
    if cells_of(field):
        yield from _table_gaps(field, value)
    elif field.type == "period":
        yield from _period_gaps(value)
    elif field.type == "date" and day(value) is None:
        yield Finding("application.not_a_date", facts={"text": value})
    elif field.type in NUMBERS and number(value) is None:
        yield Finding("application.not_a_number", facts={"text": value})
    elif isinstance(value, str):
        yield from _length_gaps(value, field.max_chars)


def _length_gaps(text: str, most: int | None) -> Iterator[Finding]:
    if most and len(text) > most:
        yield Finding("application.too_long", facts={"max": most, "over": len(text) - most})


def _count_gaps(field: Field, count: int) -> Iterator[Finding]:
    least = field.min_items or (1 if field.required else 0)
    if count < least:
        yield Finding("application.too_few", facts={"min": least, "count": count})
    if field.max_items and count > field.max_items:
        yield Finding("application.too_many", facts={"max": field.max_items, "count": count})


def _period_gaps(value: Mapping[str, Any]) -> Iterator[Finding]:
    begin, end = day(value.get("from")), day(value.get("to"))
    if begin is None or end is None:
        yield Finding("application.period_incomplete")
    elif end < begin:
        yield Finding("application.period_backwards")


def _table_gaps(field: Field, rows: list[Any]) -> Iterator[Finding]:
    yield from _count_gaps(field, len(rows))
    if field.type == "list":
        for index, text in enumerate(rows, 1):
            for gap in _length_gaps(str(text), field.max_chars):
                yield Finding("application.row_too_long", facts={"row": index, **gap.facts})
        return
    for index, row in enumerate(rows, 1):
        yield from _row_gaps(field, index, row)


def _row_gaps(field: Field, index: int, row: Mapping[str, Any]) -> Iterator[Finding]:
    empty = [cell for cell in cells_of(field) if cell.required and is_empty(row.get(cell.name))]
    if empty:
        words = {
            "columns": "、".join(c.label.zh for c in empty),
            "columns_en": ", ".join(c.label.en for c in empty),
        }
        yield Finding("application.row_incomplete", facts={"row": index, **words})
    for cell in cells_of(field):
        text = row.get(cell.name)
        if not is_empty(text) and not _reads(cell, text):
            code = "application.cell_not_a_date" if cell.kind == "date" else "application.cell_not_a_number"
            yield Finding(code, facts={"row": index, "text": text, **_named(column=cell.label)})


def _reads(cell: Cell, text: object) -> bool:
    if cell.kind == "number":
        return number(text) is not None
    return cell.kind != "date" or day(text) is not None

"""The scheme's form as questions for a page: what is asked, what is known, what is wrong, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from touyan.core.findings import Finding
from touyan.core.scheme import label, selects
from touyan.core.scheme.shape.forms import Field
from touyan.core.workflow import Label
from touyan.fieldwork.needs.models import Need
from touyan.foundation.web.rendering import money_text
from touyan.foundation.wording import say
from touyan.stages.application.completeness import unmet
from touyan.stages.application.kinds import FILES, PICKS, Answers, Cell, cells_of, total_fen
from touyan.stages.application.matters import form_of, matter_of, stage_of
from touyan.stages.application.models import Application
from touyan.stages.application.reading import Lang, known_of

MISSING = frozenset({"application.missing", "application.not_promised", "application.check_unmet"})
KINDS = {
    "long_text": "textarea",
    "opinion": "textarea",
    "date": "date",
    "choice": "radio",
    "yes_no": "checkbox",
    "phone": "tel",
}
KINDS |= dict.fromkeys(PICKS, "checks") | dict.fromkeys(("number", "percent", "money"), "number")
UNITS = {"percent": "%", "money": "元"}


def sections_of(
    application: Application,
    answers: Answers,
    gaps: Sequence[Finding],
    lang: Lang,
    *,
    faults: Sequence[Mapping[str, Any]] = (),
    needs: Sequence[Need] = (),
    is_checked: bool = False,
) -> list[dict[str, Any]]:
    """Sections with their questions. Empty fields are reproached only when `is_checked`; wrong ones always."""
    known, matter = known_of(application), matter_of(application)
    errors = errors_of(gaps, lang, is_checked=is_checked)
    return [
        {
            "name": section.name,
            "label": label(section.label, lang),
            "help": words(section.help, lang),
            "known": [
                {
                    "label": label(field.label, lang),
                    "path": path,
                    "text": known[path].text,
                    "source": known[path].source,
                }
                for field in section.fields.values()
                if (path := f"{section.name}.{field.name}") in known
            ],
            "questions": [
                question(
                    f"{section.name}.{field.name}",
                    field,
                    answers,
                    application,
                    errors=errors,
                    needs=needs,
                    lang=lang,
                )
                | {
                    "faults": [
                        f
                        for f in faults
                        if f["field"] in (f"{section.name}.{field.name}", label(field.label))
                    ]
                }
                for field in section.fields.values()
                if f"{section.name}.{field.name}" not in known and selects(field.applies_to, matter)
            ],
        }
        for section in form_of(application.scheme_version).sections.values()
    ]


def errors_of(gaps: Sequence[Finding], lang: Lang, *, is_checked: bool) -> dict[str, str]:
    """Sentences by field."""
    told: dict[str, list[str]] = {}
    for gap in gaps:
        if is_checked or gap.code not in MISSING:
            told.setdefault(gap.place, []).append(say(gap, lang))
    return {path: " ".join(sentences) for path, sentences in told.items()}


def words(value: Label | None, lang: Lang) -> str:
    """A label's words, "" for none."""
    return label(value, lang) if value else ""


def question(
    path: str,
    field: Field,
    answers: Answers,
    application: Application,
    *,
    errors: Mapping[str, str],
    needs: Sequence[Need],
    lang: Lang,
) -> dict[str, Any]:
    """One question as the templates want it; `shape` chooses the template."""
    value = answers.get(path)
    told: dict[str, Any] = {
        "path": path,
        "label": label(field.label, lang),
        "help": words(field.help, lang),
        "required": field.required,
        "error": errors.get(path, ""),
        "privacy": _("个人信息，仅办理人员可见") if field.privacy in ("P2", "P3") else "",
        "max": field.max_chars,
    }
    if field.type in FILES:
        files = [
            {"name": f["name"], "url": f"/files/{f['key']}", "remove_value": f["key"]} for f in value or []
        ]
        return told | {"shape": "files", "files": files, "max": None}
    if cells_of(field):
        return told | _rows_question(field, value or [], lang)
    if field.type == "period":
        names = {"begin_name": f"{path}.from", "end_name": f"{path}.to"}
        return (
            told
            | names
            | {"shape": "period", "begin": (value or {}).get("from", ""), "end": (value or {}).get("to", "")}
        )
    if field.type == "need_link":
        return told | {"shape": "need", "choices": _need_choices(value, needs, application)}
    options = (
        application.scheme_version.rules.taxonomies[field.choose_from].options
        if field.choose_from
        else field.options
    )
    picked = set(value) if isinstance(value, list) else {value}
    return told | {
        "shape": "field",
        "kind": KINDS.get(field.type, "text"),
        "value": value if value is not None else "",
        "rows": 7 if (field.max_chars or 0) > 500 else 4,
        "unit": UNITS.get(field.type, ""),
        "choices": [
            {"value": name, "label": label(one, lang), "selected": name in picked}
            for name, one in options.items()
        ],
    }


def _rows_question(field: Field, value: list[Any], lang: Lang) -> dict[str, Any]:
    cells = cells_of(field)
    rows = [{"text": row} if isinstance(row, str) else row for row in value]
    shown = rows or [{} for _ in range(max(field.min_items or 1, 1))]
    heads = [{"name": c.name, "label": label(c.label, lang), "kind": c.kind} for c in cells]
    total = ""
    if field.type == "budget" and rows:
        total = _("合计 %(sum)s（%(n)s 项，按已保存的内容计算）") % {
            "sum": money_text(total_fen(rows), lang),
            "n": len(rows),
        }
    return {
        "shape": "rows",
        "columns": heads,
        "rows": [
            {"number": n, "cells": [_cell(c, row, lang) for c in cells]} for n, row in enumerate(shown, 1)
        ],
        "max_rows": field.max_items or 500,
        "total": total,
        "max": None,
    }


def _cell(cell: Cell, row: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    kind = "date" if cell.kind == "date" else "text"
    return {
        "name": cell.name,
        "label": label(cell.label, lang),
        "value": row.get(cell.name, ""),
        "kind": kind,
    }


def _need_choices(value: Any, needs: Sequence[Need], application: Application) -> list[dict[str, Any]]:
    listed = [(str(n.key), f"{n.title}（{n.unit.label}）") for n in needs]
    if application.need is not None and str(application.need.key) not in dict(listed):
        listed.insert(0, (str(application.need.key), application.need.title))
    return [{"value": "", "label": _("不对应登记的需求"), "selected": not value}] + [
        {"value": key, "label": title, "selected": key == value} for key, title in listed
    ]


def check_rows(application: Application, answers: Answers, lang: Lang) -> list[dict[str, Any]]:
    """The scheme's named checks: computed ones item by item, those a person judges with their question (WH-05, WH-17)."""
    rules = application.scheme_version.rules
    named = dict.fromkeys(
        (*stage_of(application.scheme_version).checks, *(rules.vetting.checks if rules.vetting else ()))
    )
    return [
        {
            "label": label(check.label, lang),
            "is_computed": "submit" in check.at,
            "items": [
                {
                    "label": label(item.label, lang),
                    "question": words(item.question, lang),
                    "is_met": not unmet(item, answers),
                }
                for item in check.items.values()
            ],
        }
        for check in (rules.checks[name] for name in named)
    ]


def outline(sections: Sequence[dict[str, Any]], gaps: Sequence[Finding]) -> list[dict[str, Any]]:
    """The sections with how many fields each still lacks."""
    lacking = {gap.place for gap in gaps}
    found = {s["name"]: sum(len(q["faults"]) for q in s["questions"]) for s in sections}
    return [
        {
            "label": section["label"],
            "url": f"#section-{section['name']}",
            "missing": sum(path.partition(".")[0] == section["name"] for path in lacking),
            "state": _("退回意见 %(n)s 条") % {"n": found[section["name"]]}
            if found[section["name"]]
            else _("已填完"),
        }
        for section in sections
    ]

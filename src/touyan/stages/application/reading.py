"""An application for reading: the form's sections with answers in words, known things with where they come from.

Page, print, Word and comparison all start from this one reading, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

from touyan.core.scheme import Scheme, label
from touyan.core.scheme.shape.forms import Field
from touyan.foundation.web.rendering import day_text, money_text
from touyan.stages.application.kinds import FILES, PICKS, Answers, cells_of, day, fen, is_empty, total_fen
from touyan.stages.application.matters import contact_of, form_of, leader_of
from touyan.stages.application.models import Application

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Item:
    """One field in words. `rows` for tables (first the headings), `files` as (key, name) pairs."""

    path: str
    label: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not (self.text or self.rows or self.files)


@dataclass(frozen=True, slots=True)
class Part:
    """A section in words."""

    name: str
    label: str
    items: tuple[Item, ...]

    @property
    def groups(self) -> list[tuple[Item, ...]]:
        """Tables alone, the fields between them together, so that their labels stand in one column."""
        found: list[tuple[Item, ...]] = []
        for item in self.items:
            if found and not item.rows and not found[-1][0].rows:
                found[-1] += (item,)
            else:
                found.append((item,))
        return found


@dataclass(frozen=True, slots=True)
class Known:
    """Something the house knows: the words, and where they come from."""

    text: str
    source: str


def masked(phone: str) -> str:
    """138****5678: personal numbers are never shown whole (security.md 5.18)."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "****" if phone else ""


def known_of(application: Application) -> dict[str, Known]:
    """What the house fills in, by field path; empty where it knows nothing yet."""
    sources = {
        "number": lambda: Known(application.number, _("系统编号")),
        "year": lambda: Known(str(application.scheme_version.year), _("方案年度")),
        "unit": lambda: Known(
            " ".join(filter(None, (application.unit.name, application.unit.code))), _("单位目录")
        ),
        "leader": lambda: Known(_leader(application), _("任职登记")),
        "contact": lambda: Known(_contact(application), _("任职登记")),
        "scheme": lambda: Known(application.scheme_version.title, _("方案")),
        "vetting": lambda: Known("", _("审核时由审核单位填写")),
    }
    return {
        path: sources[f.source]() if f.source in sources else Known("", _("由系统带出"))
        for path, f in form_of(application.scheme_version).fields()
        if f.source != "asked"
    }


def _leader(application: Application) -> str:
    if application.submitted_on and application.leader is not None:
        return str(application.leader.name)
    post = leader_of(application)
    return f"{post.person.name}" if post else _("目前没有在任书记")


def _contact(application: Application) -> str:
    post = contact_of(application)
    return f"{post.person.name} {masked(post.person.phone)}" if post else _("目前没有经办人")


def parts_of(application: Application, answers: Answers, lang: Lang) -> list[Part]:
    """The whole form in words."""
    rules, known = application.scheme_version.rules, known_of(application)
    need = application.need.title if application.need else ""
    return [
        Part(
            section.name,
            label(section.label, lang),
            tuple(
                item_of(
                    f"{section.name}.{f.name}",
                    f,
                    answers.get(f"{section.name}.{f.name}"),
                    rules,
                    lang=lang,
                    known=known,
                    need=need,
                )
                for f in section.fields.values()
            ),
        )
        for section in form_of(application.scheme_version).sections.values()
    ]


def item_of(
    path: str,
    field: Field,
    value: Any,
    rules: Scheme,
    *,
    lang: Lang,
    known: Mapping[str, Known],
    need: str = "",
) -> Item:
    """One field in words."""
    name = label(field.label, lang)
    if path in known:
        return Item(path, name, known[path].text, source=known[path].source)
    if field.type in FILES:
        return Item(path, name, files=tuple((f["key"], f["name"]) for f in value or []))
    if cells_of(field):
        return _table(path, name, field, value or [], lang)
    return Item(path, name, words_of(field, value, rules, lang, need))


def words_of(field: Field, value: Any, rules: Scheme, lang: Lang, need: str = "") -> str:
    """A plain answer in words: a choice by its label, a day in words, yes or nothing."""
    if is_empty(value):
        return ""
    options = rules.taxonomies[field.choose_from].options if field.choose_from else field.options
    if field.type == "choice":
        return label(options[value], lang) if value in options else str(value)
    if field.type in PICKS:
        return "、".join(label(options[v], lang) if v in options else str(v) for v in value)
    if field.type == "yes_no":
        return _("已承诺")
    if field.type == "period":
        return f"{day_words(value.get('from'), lang)} – {day_words(value.get('to'), lang)}"
    if field.type == "date":
        return day_words(value, lang)
    return need if field.type == "need_link" else str(value)


def day_words(value: object, lang: Lang) -> str:
    """A typed day in words with its year; what is no day stays as typed."""
    found: date | None = day(value)
    if found is None:
        return str(value or "")
    return (
        f"{found.year}年{found.month}月{found.day}日"
        if lang == "zh"
        else day_text(found, "en", year=True).partition(" ")[2]
    )


def _table(path: str, name: str, field: Field, rows: list[Any], lang: Lang) -> Item:
    cells = cells_of(field)
    if field.type == "list":
        return Item(path, name, "\n".join(f"{n}. {text}" for n, text in enumerate(rows, 1)))
    columns = [label(cell.label, lang) for cell in cells]
    table = [
        [
            day_words(row.get(cell.name), lang) if cell.kind == "date" else str(row.get(cell.name, ""))
            for cell in cells
        ]
        for row in rows
    ]
    text = ""
    if field.type == "budget" and rows:
        columns.append(_("金额"))
        for cellwords, row in zip(table, rows, strict=True):
            amount = fen(row)
            cellwords.append(money_text(amount, lang) if amount is not None else "")
        text = _("合计 %(sum)s") % {"sum": money_text(total_fen(rows), lang)}
    return Item(path, name, text, tuple(columns), tuple(tuple(row) for row in table))


def readable(application: Application, answers: Answers, lang: Lang) -> dict[str, Any]:
    """Answers with names of choices, needs and files in words, for a comparison people read."""
    rules = application.scheme_version.rules
    told: dict[str, Any] = {}
    for path, field in form_of(application.scheme_version).fields():
        value = answers.get(path)
        if field.type in FILES:
            told[path] = [str(f["name"]) for f in value or []]
        elif cells_of(field):
            told[path] = value or []
        else:
            told[path] = words_of(
                field, value, rules, lang, application.need.title if application.need else ""
            )
    return told

"""The public content about a decision: only the fields the scheme releases, never a person (domain.md 3.16, 4.10)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from touyan.core.scheme import Scheme, label
from touyan.core.scheme.shape.results import Release as Rule
from touyan.foundation.papers.numbering import day_words, span_words
from touyan.stages.application.models import Application
from touyan.stages.approval.listed import FULL, applications_of, focus_words, listed_keys
from touyan.stages.approval.models import Decision

LISTS = {"approved_list": FULL, "self_implemented_list": ("self_implemented",)}
DEFAULT_FIELDS = ("application.basics.title", "application.basics.unit")
PUBLIC = "P0"


def release_rules(rules: Scheme) -> list[Rule]:
    """What of a decision the scheme lets out."""
    return [rule for rule in rules.publication.releases if rule.what in LISTS] if rules.publication else []


def payload(decision: Decision, rules: Scheme, what: str, contact: dict[str, str]) -> dict[str, Any]:
    """The finished content of a release: headings and rows of words; `item_kind` and keys tie objections to items."""
    rule = next(r for r in release_rules(rules) if r.what == what)
    fields = _public_fields(rules, rule)
    applications = applications_of(decision.tenant_id, listed_keys(decision, LISTS[what]))
    return {
        "item_kind": Application.KIND,
        "audience": rule.audience,
        "basis": f"经{decision.unit.name}审议，",
        "columns": [heading for heading, _ in fields],
        "rows": [
            {"key": str(a.key), "cells": [_cell(rules, a, place) for _, place in fields]}
            for a in applications
        ],
        "issuer": decision.unit.name,
        "contact": contact,
    }


def _public_fields(rules: Scheme, rule: Rule) -> list[tuple[str, str]]:
    """Headings and places of the released fields; a field that is not marked public never gets out."""
    places = [f.partition(".")[2] for f in (rule.fields or DEFAULT_FIELDS) if f.startswith("application.")]
    known = dict(rules.forms[rules.application.form].fields())
    return [
        (label(known[place].label), place)
        for place in places
        if place in known and known[place].privacy == PUBLIC
    ]


def _cell(rules: Scheme, one: Application, place: str) -> str:
    field = dict(rules.forms[rules.application.form].fields())[place]
    if field.source == "unit":
        return one.unit.name
    if field.source == "number":
        return one.number
    if field.type == "period" and one.begin_on and one.finish_on:
        return span_words(one.begin_on, one.finish_on)
    if field.type == "choice":
        return focus_words(rules, str(one.answers.get(place, "") or one.focus_area))
    if field.name == "title":
        return one.title
    value = one.answers.get(place, "")
    return "；".join(_words(value)) if isinstance(value, list) else str(value)


def _words(rows: Iterable[Any]) -> list[str]:
    """Rows of a table in short: the indicator's name and its target with unit."""
    return [
        f"{row.get('name', '')} {row.get('target', '')}{row.get('unit', '')}".strip()
        if isinstance(row, dict)
        else str(row)
        for row in rows
    ]


def title_of(decision: Decision, rules: Scheme, what: str) -> str:
    """The title of the publicity or the list."""
    matter = "拟立项项目" if what == "approved_list" else "由各党（工）委组织实施项目"
    return f"{rules.year}年度书记项目{matter}（{day_words(decision.held_on)}审议）"

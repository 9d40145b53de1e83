"""The sentences of the product: a code and its facts become Chinese or English.

Needs no Django, so that pages, the calculator and `explain` say the same words. Every module in
`sentences/` holds one area's table; a code that stands in two tables is a programming error found by a test.
A program that says few sentences reads few tables: see `prefer`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Literal

from touyan.core.findings import Finding
from touyan.foundation.wording import sentences

Lang = Literal["zh", "en"]


_read: dict[str, tuple[str, str]] = {}
_areas_read: set[str] = set()


@cache
def _areas() -> tuple[str, ...]:
    return tuple(module.name for module in pkgutil.iter_modules(sentences.__path__))


def prefer(*areas: str) -> None:
    """Read these areas' tables now; the others follow only when a code is asked for that none of these has."""
    for area in areas:
        if area not in _areas_read:
            _read.update(importlib.import_module(f"{sentences.__name__}.{area}").SENTENCES)
            _areas_read.add(area)


def catalogue() -> dict[str, tuple[str, str]]:
    """Every sentence by code: (Chinese, English) with `{fact}` placeholders."""
    if len(_areas_read) < len(_areas()):
        prefer(*_areas())
    return _read


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(code: str, facts: Mapping[str, object] | None = None, lang: Lang = "zh") -> str:
    """The sentence for a code. An unknown code is shown as itself, so that nothing is ever silent."""
    pair = _read.get(code) or catalogue().get(code)
    if pair is None:
        return code
    return pair[0 if lang == "zh" else 1].format_map(_Facts(facts or {}))


def say(finding: Finding, lang: Lang = "zh") -> str:
    """The sentence of a finding."""
    return sentence(finding.code, {"place": finding.place, **finding.facts}, lang)

"""Scheme language 1: a county's rules for a year as one file, read, checked, compiled, explained, compared.

`check` gives the typed scheme and every finding at once; `compile` makes the machines the stages run on.
Nothing here knows a county: places differ only in their files (architecture.md 1, 4).
"""

from __future__ import annotations

from typing import Literal

from touyan.core.scheme.check import Checked, check, load
from touyan.core.scheme.child import names_parent, own_changes
from touyan.core.scheme.compare import Change, compare
from touyan.core.scheme.compile import CONDITIONS, Compiled
from touyan.core.scheme.compile import compile_scheme as compile
from touyan.core.scheme.explain import Chapter, Line, Term, explain
from touyan.core.scheme.plain import contract, contracts, digest, plain
from touyan.core.scheme.plain import plain as expand
from touyan.core.scheme.read import Reading, read
from touyan.core.scheme.select import Matter, grouped, selects
from touyan.core.scheme.shape.scheme import SUBJECT_KINDS, Scheme
from touyan.core.workflow.machine import Label

__all__ = [
    "CONDITIONS", "SUBJECT_KINDS", "Change", "Chapter", "Checked", "Compiled", "Label", "Line", "Matter",
    "Reading", "Scheme", "Term", "check", "compare", "compile", "contract", "contracts", "digest", "expand", "explain",
    "grouped", "label", "load", "names_parent", "own_changes", "plain", "read", "selects",
]  # fmt: skip


def label(value: Label, lang: Literal["zh", "en"] = "zh") -> str:
    """Give the words of a label; Chinese where the English is missing."""
    return value.en if lang == "en" and value.en else value.zh

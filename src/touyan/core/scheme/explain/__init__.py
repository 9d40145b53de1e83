"""The whole rule book as codes and facts, chapter by chapter, so that a clerk can read what the file says.

The sentences are in `foundation/wording/sentences/explain.py`; nothing of a scheme is left out silently: what
has no sentence here has no effect there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from touyan.core.scheme.explain import closing, contest, family, opening
from touyan.core.scheme.explain.lines import Chapter, Line, Term, line
from touyan.core.scheme.shape.scheme import Scheme

__all__ = ["Chapter", "Line", "Term", "explain"]

_CHAPTERS: tuple[tuple[str, Callable[[Scheme], Iterator[Line]]], ...] = (
    ("basis", opening.basis),
    ("people", opening.people),
    ("windows", opening.windows),
    ("forms", opening.forms),
    ("lists", opening.lists),
    ("checks", opening.checks),
    ("task_list", opening.task_list),
    ("application", opening.application),
    ("entries", opening.entries),
    ("vetting", opening.vetting),
    ("meeting", opening.meeting),
    ("decision", opening.decision),
    ("contest", contest.contest),
    ("publicity", opening.publicity),
    ("plan", closing.plan),
    ("funding", closing.funding),
    ("progress", closing.progress),
    ("supervision", closing.supervision),
    ("assessment", closing.assessment),
    ("publication", closing.publication),
    ("own_ways", closing.own_ways),
    ("children", family.children),
    ("burden", closing.burden),
    ("figures", closing.figures),
)


def explain(scheme: Scheme, parent: Scheme | None = None) -> tuple[Chapter, ...]:
    """Every chapter that has something to say, in the order of the path; of a child, given its parent, first what is its own."""
    told = [Chapter(line(f"heading.{name}"), tuple(tell(scheme))) for name, tell in _CHAPTERS]
    told.insert(1, Chapter(line("heading.own_rules"), tuple(family.own_rules(scheme, parent))))
    return tuple(chapter for chapter in told if chapter.lines)

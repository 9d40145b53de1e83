"""Reads about moves that were confirmed: who, when, why, how far, and what still stands where it was moved to."""

from __future__ import annotations

from typing import Any

from touyan.foundation.calendar.weekdays import moment_words
from touyan.foundation.jobs.models import Run
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.history import act_noted, acts_of, done_because_of
from touyan.foundation.people.models import Person
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.wording import Lang
from touyan.stages.scheme.moving import MOVERS

ACTION = "scheme.move_matters"
SHOWN = 200
"""Matters listed one by one to be taken back; the button for all of them knows no such limit."""


def batches(actor: Actor, version: SchemeVersion, lang: Lang) -> list[dict[str, Any]]:
    """Every move to a version, newest first: three statements."""
    acts = acts_of(version, ACTION)
    people = Person.objects.of_tenant(actor.tenant).filter(pk__in={act.person for act in acts})
    names = dict(people.values_list("pk", "name"))
    runs = _runs(actor, version)
    return [
        {
            "run": act.note["run"],
            "verb": act.note["verb"],
            "reason": act.note["reason"],
            "count": act.note["count"],
            "who": names.get(act.person, ""),
            "when": moment_words(act.at, lang),
            "state": runs[act.note["run"]].state if act.note["run"] in runs else "",
            "done": runs[act.note["run"]].answer.get("done", 0) if act.note["run"] in runs else 0,
        }
        for act in acts
    ]


def _runs(actor: Actor, version: SchemeVersion) -> dict[str, Run]:
    start = f"move:{version.pk}:"
    rows = Run.objects.of_tenant(actor.tenant).filter(run_key__startswith=start)
    return {run.run_key.removeprefix(start): run for run in rows}


def batch(actor: Actor, version: SchemeVersion, run: str) -> dict[str, Any] | None:
    """One move with its progress and what was refused; None where this version knows no such run."""
    act = act_noted(version, ACTION, "run", run) if run else None
    found = (
        Run.objects.of_tenant(actor.tenant).filter(run_key=f"move:{version.pk}:{run}").first()
        if act
        else None
    )
    if act is None or found is None:
        return None
    return {
        "run": run,
        "act": act,
        "verb": act.note["verb"],
        "reason": act.note["reason"],
        "count": act.note["count"],
        "progress": found.progress,
        "is_over": found.state == Run.DONE,
        "has_failed": found.state == Run.FAILED,
        "done": found.answer.get("done", 0),
        "refused": found.answer.get("refused", []),
        "more": found.answer.get("more", 0),
    }


def still_there(actor: Actor, version: SchemeVersion, one: dict[str, Any]) -> list[tuple[str, list[Any]]]:
    """By kind, the matters of a move that are still under the version they were moved to; whether each may go back the door says."""
    keys: dict[str, list[Any]] = {}
    for act in done_because_of(one["act"]):
        if act.subject_kind in MOVERS:
            keys.setdefault(act.subject_kind, []).append(act.subject_key)
    return [
        (
            kind,
            list(
                mover.rows(
                    mover.model.objects.visible(actor).filter(key__in=keys[kind], scheme_version=version)
                ).order_by("id")
            ),
        )
        for kind, mover in MOVERS.items()
        if kind in keys
    ]

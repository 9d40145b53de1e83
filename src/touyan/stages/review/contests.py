"""Verbs of the contest: plan it, fix the list, type in sheets and counts, close, confirm (YQ-18 to YQ-30).

Judges and jurors say what they say on paper or handsets; the clerk types it in and another hand confirms the result.
What was typed is read by nobody before the closing, and typing a judge's sheet again replaces it: both stand in the record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from touyan.core.findings import Finding, Refusal
from touyan.core.scheme.shape.contest import ContestLayer
from touyan.core.workflow import Position
from touyan.core.workflow.decide import holds
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action, machine_of
from touyan.foundation.units.models import Unit
from touyan.stages.application.models import Application, Call
from touyan.stages.review.contest_scoring import computed, listed, places_tied, terms
from touyan.stages.review.contest_terms import LAST, Terms, entrants, group_of, terms_of
from touyan.stages.review.models import Contest, ContestEntry, ContestMark
from touyan.stages.review.scoring import mark_findings

LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class NewContest:
    """What the contest is called, the day it is held (ISO), and which round it is ("" is the last)."""

    title: str
    held_on: str
    round: str = LAST


@dataclass(frozen=True, slots=True)
class Listing:
    """The keys of those who are judged, and for each of the others what it is told."""

    chosen: tuple[str, ...] = ()
    feedback: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheets:
    """One judge's marks in a layer, criterion by criterion, for every listed entry by key; `recused` names those he left out."""

    layer: str
    judge: str
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    recused: tuple[str, ...] = ()
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """A closed jury's likes and valid ballots for every listed entry by key."""

    layer: str
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Where a tie stood on the edge of an award: who gets which ("" for none), and where the vote is on record."""

    awards: dict[str, str] = field(default_factory=dict)
    record: str = ""


def _where(act: Doing, call: Call, mine: Terms) -> list[Unit]:
    """The units in whose name the actor may hold this round."""
    version = call.scheme_version
    machine = machine_of(call)
    if mine.round == LAST:
        role = machine.roles[mine.stage.clerk]
        at = Position("", 0, "", bodies=version.bodies)
        units = (
            [version.bodies[mine.stage.body]] if holds(role, act.actor.person, act.actor.posts, at)[0] else []
        )
    else:
        one = next(r for r in mine.stage.rounds if r.id == mine.round)
        kinds = version.rules.roles[one.clerk].posts
        units = [post.unit for post in act.actor.posts if post.kind in kinds]
    return list(Unit.objects.of_tenant(act.tenant).filter(pk__in=units).order_by("order", "id"))


@action("contest.create", on=Call, given=NewContest)
def create(act: Doing, new: NewContest) -> None:
    """A contest with everybody on it who may enter: of the whole call, or of the units below one's own (YQ-18)."""
    call: Call = act.subject
    mine = terms_of(call.scheme_version.rules, new.round)
    if mine is None:
        raise Refusal((Finding("contest.no_such_round", "round"),))
    units = _where(act, call, mine)
    if not units:
        raise Refusal((Finding("door.not_yours"),))
    unit, found = next(
        ((u, some) for u in units if (some := entrants(call, mine, u))), (units[0], list[Application]())
    )
    if not found:
        raise Refusal((Finding("contest.nobody_enters", facts={"round": mine.label.zh}),))
    made = act.create(
        Contest(
            tenant_id=act.tenant,
            scheme_version=call.scheme_version,
            call=call,
            unit=unit,
            round=new.round,
            title=new.title.strip(),
            held_on=date.fromisoformat(new.held_on),
        )
    )
    ContestEntry.objects.bulk_create(
        ContestEntry(
            tenant_id=act.tenant,
            contest=made,
            application=one,
            order=number,
            group=group_of(call.scheme_version.rules, mine, one),
        )
        for number, one in enumerate(found, 1)
    )
    act.note = {"entries": len(found), "round": new.round}


@action("contest.shortlist", on=Contest, given=Listing)
def shortlist(act: Doing, told: Listing) -> None:
    """The list is fixed; whoever is not on it is told why (YQ-20, YQ-21)."""
    for entry in (
        ContestEntry.objects.of_tenant(act.tenant).filter(contest=act.subject).select_related("application")
    ):
        key = str(_key(entry))
        is_listed = key in told.chosen
        ContestEntry.objects.of_tenant(act.tenant).filter(pk=entry.pk).update(
            is_listed=is_listed, feedback="" if is_listed else told.feedback.get(key, "").strip()[:400]
        )
    act.note = {"listed": len(told.chosen), "told": {k: v.strip()[:400] for k, v in told.feedback.items()}}


def _key(entry: ContestEntry) -> Any:
    return entry.application.key


@action("contest.relist", on=Contest)
def relist(act: Doing) -> None:
    """The list is open again; nothing has been judged yet."""


@action("contest.open_scoring", on=Contest)
def open_scoring(act: Doing) -> None:
    """From now on sheets and counts are typed in."""
    act.note = {"listed": len(listed(act.subject))}


def _layer(contest: Contest, name: str, kind: str) -> ContestLayer:
    layer = terms(contest).layer(name)
    if layer is None or layer.kind != kind:
        raise Refusal((Finding("contest.no_such_layer", "layer"),))
    return layer


@action("contest.enter_sheets", on=Contest, given=Sheets)
def enter_sheets(act: Doing, told: Sheets) -> None:
    """One judge's sheets of a layer, all entries at once; typed again they replace what stood there."""
    contest: Contest = act.subject
    layer = _layer(contest, told.layer, "panel")
    judge, entries = told.judge.strip()[:LONGEST_NAME], listed(contest)
    if not judge:
        raise Refusal((Finding("contest.judge_missing", "judge"),))
    found = [
        Finding(fault.code, f"{_key(entry)}.{fault.place}", {**fault.facts, "title": entry.application.title})
        for entry in entries
        if str(_key(entry)) not in told.recused
        for fault in mark_findings(
            layer.criteria, terms(contest).stage.step, told.rows.get(str(_key(entry)), {})
        )
    ]
    if found:
        raise Refusal(tuple(found))
    _replace(act, layer.id, judge)
    ContestMark.objects.bulk_create(
        ContestMark(
            tenant_id=act.tenant,
            entry=entry,
            layer=layer.id,
            judge=judge,
            is_recused=str(_key(entry)) in told.recused,
            marks={}
            if str(_key(entry)) in told.recused
            else {name: told.rows[str(_key(entry))][name].strip() for name in layer.criteria},
        )
        for entry in entries
    )
    act.note = {"layer": layer.id, "judge": judge, "sheets": len(entries)}


@action("contest.enter_counts", on=Contest, given=Counts)
def enter_counts(act: Doing, told: Counts) -> None:
    """The likes and valid ballots of the closed jury, counted in the hall (YQ-26)."""
    contest: Contest = act.subject
    layer, entries = _layer(contest, told.layer, "closed_jury"), listed(contest)
    found = [
        fault
        for entry in entries
        for fault in _count_findings(layer, entry, told.rows.get(str(_key(entry)), {}))
    ]
    if found:
        raise Refusal(tuple(found))
    _replace(act, layer.id, "")
    ContestMark.objects.bulk_create(
        ContestMark(
            tenant_id=act.tenant,
            entry=entry,
            layer=layer.id,
            marks={name: int(told.rows[str(_key(entry))][name]) for name in ("likes", "ballots")},
        )
        for entry in entries
    )
    act.note = {"layer": layer.id, "counts": len(entries)}


def _count_findings(layer: ContestLayer, entry: ContestEntry, row: dict[str, str]) -> list[Finding]:
    facts = {"title": entry.application.title, "size": layer.size}
    told = [row.get(name, "").strip() for name in ("likes", "ballots")]
    if not all(text.isascii() and text.isdigit() and len(text) < 5 for text in told):
        return [Finding("contest.count_missing", str(_key(entry)), facts)]
    likes, ballots = (int(text) for text in told)
    if likes > ballots or ballots > (layer.size or 0):
        return [Finding("contest.count_outside", str(_key(entry)), facts)]
    return []


def _replace(act: Doing, layer: str, judge: str) -> None:
    rows = ContestMark.objects.of_tenant(act.tenant)
    rows.filter(entry__contest=act.subject, layer=layer, judge=judge).delete()


@action("contest.close_scoring", on=Contest)
def close_scoring(act: Doing) -> None:
    """Everything is in: layers, totals, ranks and awards are computed and kept with all they came from."""
    Contest.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(computed=computed(act.subject))


@action("contest.send_back", on=Contest)
def send_back(act: Doing) -> None:
    """Something was typed wrongly: the figures are void until it is closed again."""
    Contest.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(computed={})


@action("contest.confirm", on=Contest, given=Confirmed)
def confirm(act: Doing, told: Confirmed) -> None:
    """The result stands: ranks and awards are written, who waited and did not win is let go (YQ-18, YQ-30)."""
    contest: Contest = act.subject
    figures, mine = contest.computed["figures"], terms(contest)
    tied = {key for keys, _ in places_tied(contest) for key in keys}
    for entry in listed(contest):
        key = str(_key(entry))
        one = figures[key]
        award = told.awards.get(key, "") if key in tied else one["award"]
        ContestEntry.objects.of_tenant(act.tenant).filter(pk=entry.pk).update(
            total=one["total"], rank=one["rank"], award=award
        )
    rows = ContestEntry.objects.of_tenant(act.tenant).filter(contest=contest)
    if mine.entries == "waiting":
        for entry in rows.filter(award="").select_related("application"):
            act.effect("application.leave_out", entry.application, key=f"contest:{contest.key}:{_key(entry)}")
    elif mine.round == LAST:
        for entry in rows.exclude(award="").select_related("application"):
            if not machine_of(entry.application).edges_of("application.award"):
                break  # the scheme knows no projects: the award stands in the contest
            given = {"award": entry.award}
            act.effect(
                "application.award", entry.application, given, key=f"award:{contest.key}:{_key(entry)}"
            )
    act.note = {
        "record": told.record.strip()[:200],
        "awards": {str(_key(e)): e.award for e in rows.exclude(award="").select_related("application")},
    }


@action("application.leave_out", on=Application)
def leave_out(act: Doing) -> None:
    """It did not win the round it had to win, so it is not decided on."""
    Application.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(due_on=None)

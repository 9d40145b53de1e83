"""From the sheets of a session to scores, ranks and the proposed cut, by the scheme's own rules (WH-10, domain.md 4.1).

The engine is `core.scoring`; this module hands it the sheets and keeps, beside each result, everything the
result was computed from: every judge's marks under a number instead of a name, what was dropped, the mean
before rounding. A judge keeps one number within a session, drawn from the session's own salt.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from touyan.core import scoring
from touyan.core.findings import Finding
from touyan.core.scheme import Scheme
from touyan.core.scheme.shape.review import Criterion
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.people.models import Person, Post
from touyan.stages.application.models import Application
from touyan.stages.review.models import AgendaItem, Meeting, Sheet

LAYER = "meeting"
PRINTED_DECIMALS = 6


def scorers(meeting: Meeting) -> list[Person]:
    """Everybody who holds a scoring post today, in order of name."""
    rules = meeting.scheme_version.rules
    role = rules.roles[rules.meeting.scorer]
    posts = Post.objects.of_tenant(meeting.tenant_id).filter(
        kind__in=role.posts, state="in_office", to_on__isnull=True
    )
    if role.of == "body":
        posts = posts.filter(unit_id=meeting.scheme_version.bodies[role.named])
    return list(
        {
            p.person_id: p.person for p in posts.select_related("person").order_by("person__name", "id")
        }.values()
    )


def must_recuse(actor: Actor, application: Application) -> bool:
    """Whether the application comes from the judge's own unit or from one below it (domain.md 4.1, recusal)."""
    return any(
        application.unit.path.startswith(post.path)
        for post in actor.posts
        if not post.is_delegated and post.path.strip("/").count("/")
    )


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """The agenda, asked once for a loaded session."""
    if "_agenda" not in meeting.__dict__:
        meeting.__dict__["_agenda"] = list(
            AgendaItem.objects.of_tenant(meeting.tenant_id)
            .filter(meeting=meeting)
            .select_related("application__unit", "application__leader")
            .order_by("order", "id")
        )
    return cast("list[AgendaItem]", meeting.__dict__["_agenda"])


def _alive(meeting: Meeting) -> list[AgendaItem]:
    """Items whose application is still before the meeting: one withdrawn meanwhile is no longer scored."""
    return [item for item in agenda(meeting) if item.application.state == "meeting"]


def _sheets(meeting: Meeting) -> dict[int, list[Sheet]]:
    if "_sheets" not in meeting.__dict__:
        found: dict[int, list[Sheet]] = defaultdict(list)
        for sheet in Sheet.objects.of_tenant(meeting.tenant_id).filter(item__meeting=meeting).order_by("id"):
            found[sheet.item_id].append(sheet)
        meeting.__dict__["_sheets"] = found
    return cast("dict[int, list[Sheet]]", meeting.__dict__["_sheets"])


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the session is, without a mark: sheets by item, items this person has handed in, members who began."""

    counts: dict[int, int]
    own: frozenset[int]
    begun: int


def progress(meeting: Meeting, person: int) -> Progress:
    """Numbers of sheets and one's own; safe to show while scoring runs (security.md T05)."""
    sheets = _sheets(meeting)
    members = {s.member_id for held in sheets.values() for s in held}
    own = frozenset(item for item, held in sheets.items() if any(s.member_id == person for s in held))
    return Progress({item: len(held) for item, held in sheets.items()}, own, len(members))


def lacking_sheets(meeting: Meeting) -> tuple[Finding, ...]:
    """What is still missing before the session may close: whoever has begun must finish, every item needs its quorum."""
    rules = meeting.scheme_version.rules
    items, sheets = _alive(meeting), _sheets(meeting)
    present = {sheet.member_id for held in sheets.values() for sheet in held}
    if not items or not present:
        return (Finding("meeting.no_sheets"),)
    missing = sum(len(present - {s.member_id for s in sheets.get(item.pk, ())}) for item in items)
    found = [Finding("meeting.sheets_missing", facts={"n": missing})] if missing else []
    for item in items:
        valid = sum(not s.is_recused for s in sheets.get(item.pk, ()))
        if valid < rules.meeting.quorum:
            found.append(
                Finding(
                    "meeting.quorum_lacking",
                    str(item.application.key),
                    {"title": item.application.title, "valid": valid, "quorum": rules.meeting.quorum},
                )
            )
    return tuple(found)


def contest_of(rules: Scheme, entries: Iterable[tuple[str, list[Sheet]]]) -> scoring.Contest:
    """The session as a contest of one layer: criteria, trimming, quorum and rounding as the scheme says."""
    stage = rules.meeting
    trim = stage.trim and scoring.Trim(stage.trim.high, stage.trim.low, stage.trim.min_judges)
    layer = scoring.Layer(
        LAYER,
        Fraction(1),
        trim=trim,
        criteria=tuple(scoring.Criterion(c.name, c.points) for c in stage.criteria.values()),
        quorum=stage.quorum,
    )
    return scoring.Contest(
        scoring.Rounding(stage.rounding.mode, stage.rounding.decimals, frozenset(stage.rounding.at)),
        (layer,),
        tuple(scoring.Entry(name, "", {LAYER: _given(held)}) for name, held in entries),
    )


def _given(held: list[Sheet]) -> scoring.Sheets:
    return scoring.Sheets(
        {str(s.member_id): {name: Decimal(mark) for name, mark in s.marks.items()} for s in held},
        frozenset(str(s.member_id) for s in held if s.is_recused),
    )


def proposed_cut(rules: Scheme, ranking: tuple[scoring.Placed, ...]) -> scoring.Cut | None:
    """Who the scheme's cut would choose; None where only the recorded decision says."""
    cut = rules.meeting.cut
    if cut.rule == "top_n" and cut.n is not None:
        return scoring.first_places(ranking, cut.n)
    if cut.rule == "score_line" and cut.score is not None:
        return scoring.by_score_line(ranking, cut.score)
    return None


def judge_numbers(meeting: Meeting, members: Iterable[int]) -> dict[int, int]:
    """A number for each judge of this session, the same on every item, not derivable without the session's salt."""
    drawn = sorted(members, key=lambda m: hashlib.sha256(f"{meeting.salt}\0{m}".encode()).hexdigest())
    return {member: number for number, member in enumerate(drawn, 1)}


def computed(meeting: Meeting) -> dict[str, Any]:
    """Everything the closing stores: results with their derivation by application key, and the proposed cut."""
    rules = meeting.scheme_version.rules
    items, sheets = _alive(meeting), _sheets(meeting)
    held = {str(item.application.key): sheets.get(item.pk, []) for item in items}
    outcome = scoring.outcome(contest_of(rules, held.items()))
    numbers = judge_numbers(meeting, {s.member_id for one in held.values() for s in one})
    remarks = {note.entry: note.code for note in outcome.notes}
    results = {
        one.id: _derivation(one, held[one.id], numbers, remarks.get(one.id, "")) for one in outcome.entries
    }
    cut = proposed_cut(rules, scoring.ranking_of(outcome))
    return {"results": results, "cut": _plain_cut(rules, cut)}


def _derivation(
    one: scoring.Standing, held: list[Sheet], numbers: dict[int, int], remark: str
) -> dict[str, Any]:
    judges = sorted(
        (
            {
                "n": numbers[s.member_id],
                "marks": dict(s.marks),
                "total": "" if s.is_recused else str(sum((Decimal(m) for m in s.marks.values()), Decimal(0))),
                "is_recused": s.is_recused,
                "remark": s.remark,
            }
            for s in held
        ),
        key=lambda j: j["n"],
    )
    dropped = [str(mark) for mark in one.dropped.get(LAYER, ())]
    kept = [j["total"] for j in judges if not j["is_recused"]]
    for mark in dropped:
        if mark in kept:
            kept.remove(mark)
    total = sum((Fraction(k) for k in kept), Fraction(0))
    exact = f"{float(total / len(kept)):.{PRINTED_DECIMALS}f}" if kept else ""
    return {
        "judges": judges,
        "dropped": dropped,
        "sum": str(sum((Decimal(k) for k in kept), Decimal(0))),
        "count": len(kept),
        "mean": exact,
        "score": "" if one.total is None else str(one.total),
        "rank": one.rank,
        "note": remark,
    }


def _plain_cut(rules: Scheme, cut: scoring.Cut | None) -> dict[str, Any]:
    rule = rules.meeting.cut
    told: dict[str, Any] = {
        "rule": rule.rule,
        "n": rule.n,
        "score": None if rule.score is None else str(rule.score),
    }
    if cut is None:
        return told | {"chosen": [], "left": [], "tied": [], "undecided": [], "open_places": 0}
    return told | {
        "chosen": sorted(cut.chosen),
        "left": sorted(cut.left),
        "tied": sorted(cut.tied),
        "undecided": sorted(cut.undecided),
        "open_places": cut.open_places,
    }


def side_of(cut: dict[str, Any], key: str) -> str:
    """On which side of the cut an application stands: chosen, left, tied, undecided or ""."""
    return next((side for side in ("chosen", "left", "tied", "undecided") if key in cut.get(side, ())), "")


def bad_marks(rules: Scheme, marks: dict[str, str]) -> tuple[Finding, ...]:
    """What is wrong with a sheet of the meeting."""
    return mark_findings(rules.meeting.criteria, rules.meeting.step, marks)


def mark_findings(
    criteria: Mapping[str, Criterion], step: Decimal, marks: Mapping[str, str]
) -> tuple[Finding, ...]:
    """A mark for each criterion, between nothing and its points, in the scheme's step."""
    found: list[Finding] = []
    for criterion in criteria.values():
        mark = _decimal(marks.get(criterion.name, ""))
        facts = {
            "criterion": criterion.label.zh,
            "points": str(criterion.points),
            "step": str(step),
        }
        if mark is None:
            found.append(Finding("sheet.mark_missing", criterion.name, facts))
        elif not 0 <= mark <= criterion.points:
            found.append(Finding("sheet.mark_outside", criterion.name, facts))
        elif mark % step:
            found.append(Finding("sheet.mark_off_step", criterion.name, facts))
    return tuple(found)


def _decimal(text: str) -> Decimal | None:
    """A plain decimal in ASCII digits; nothing else is a mark."""
    parts = text.strip().split(".")
    if len(parts) > 2 or len(text) > 12 or not all(p.isascii() and p.isdigit() for p in parts):
        return None
    return Decimal(text.strip())

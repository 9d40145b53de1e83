"""The line of a project's life: need, application, vetting, meeting, decision, plan, progress, inspection, money, grade.

Every stop is derived from the matter itself, so that the line cannot say anything the record does not. Which stops there are
comes from the scheme and from the track the decision chose (WH-11: a self-implemented project has no plan of ours).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext as _

from touyan.foundation.web.rendering import Lang, day_text, money_text

Mark = Literal["done", "now", "late", "next"]
INNER = ("draft", "checking", "signing")
DECIDING = ("meeting", "revising", "revision_answered")
BEHIND = ("orange", "red")
SETTLED = ("paid", "cancelled")


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: its words, when or how far, whether it lies behind, here or ahead, and where on the page it is told."""

    label: str
    when: str
    state: Mark
    url: str = ""


@dataclass(frozen=True, slots=True)
class Unapplied:
    """Stands for the application of a project nobody applied for: a unit's measures of an issued list (JS-07)."""

    scheme_version: Any
    unit: Any
    leader: Any
    key: None = None
    need: None = None
    due_on: None = None
    submitted_on: None = None
    promoted_from: None = None
    rework_round: int = 0
    state: str = ""
    number: str = ""
    title: str = ""
    focus_area: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """What the line is drawn from. `facts` as `stages.publication.facts` tells them; `project` None before there is one.

    `reach` is the reader's: what stands outside it is named, but not linked.
    """

    application: Any
    project: Any
    facts: dict[str, list[Any]]
    kinds: frozenset[str]
    today: date
    lang: Lang
    words: dict[str, str] = field(default_factory=dict)
    reach: tuple[str, ...] = ()

    def of(self, what: str) -> list[Any]:
        """Facts of a kind."""
        return self.facts.get(what, [])

    def day(self, on: date | None) -> str:
        """A day in words, nothing for none."""
        return day_text(on, self.lang, year=on.year != self.today.year) if on else ""

    @property
    def version(self) -> Any:
        """The rules it goes by now: its project's once there is one, which may have been moved since it was decided."""
        return (self.project if self.project is not None else self.application).scheme_version

    @property
    def is_light(self) -> bool:
        """Whether the project is only followed from afar."""
        return self.project is not None and (
            self.project.state == "light" or self.project.outcome == "self_implemented"
        )


def _need(life: Life) -> Stop:
    need = life.application.need
    return Stop(
        _("需求"),
        life.day(need.raised_on) if need else _("未关联登记的需求"),
        "done",
        f"/needs/{need.key}" if need else "",
    )


def _application(life: Life) -> Stop:
    one = life.application
    if one.state == "withdrawn":
        return Stop(_("已撤回"), life.day(one.submitted_on), "late", "#application")
    state: Mark = "now" if one.state in INNER else "done"
    when = life.words["application"] if state == "now" else life.day(one.submitted_on)
    return Stop(_("申报"), when, state, "#application")


def _vetting(life: Life) -> Stop:
    state = life.application.state
    if state in INNER:
        return Stop(_("审核"), "", "next", "#application")
    if not state.startswith(("vetting", "returned")):
        rounds = life.application.rework_round
        return Stop(
            _("审核"), _("返工 %(n)s 次后通过") % {"n": rounds} if rounds else _("通过"), "done", "#faults"
        )
    due_on = life.application.due_on
    is_late = due_on is not None and due_on < life.today
    when = life.words["application"]
    if due_on:
        when = _("%(state)s，限 %(day)s") % {"state": when, "day": life.day(due_on)}
    return Stop(_("审核"), when, "late" if is_late else "now", "#application")


def _filing(life: Life) -> Stop:
    state = life.application.state
    if state == "filing":
        return Stop(_("备案"), life.words["application"], "now", "#application")
    if life.project is not None:
        return Stop(_("备案"), life.project.number, "done", "#application")
    return Stop(_("备案"), "", "next", "#application")


def _meeting(life: Life) -> Stop:
    held = next(iter(life.of("agenda")), None)
    when = life.day(held.first) if held else ""
    state = life.application.state
    if state == "meeting":
        return Stop(_("例会"), when or _("待排入议程"), "now", "#decision")
    if life.project is None and state not in DECIDING and state != "approved":
        return Stop(_("例会"), when, "done" if held and held.state == "decided" else "next", "#decision")
    if held and held.state == "decided" and held.part:
        when = _("%(day)s，%(score)s 分，第 %(rank)s 名") % {
            "day": when,
            "score": held.text,
            "rank": held.part,
        }
    return Stop(_("例会"), when, "done", "#decision")


def _decision(life: Life) -> Stop:
    decided = next(iter(life.of("decision")), None)
    project = life.project
    if project is not None:
        label = _("自行组织实施") if project.outcome == "self_implemented" else _("立项")
        return Stop(label, project.number, "done", "#decision")
    if life.application.state in ("revising", "revision_answered"):
        return Stop(_("立项"), life.words["application"], "now", "#decision")
    if life.application.state in ("approved", "self_implemented"):
        return Stop(_("立项"), life.day(decided.first) if decided else "", "done", "#decision")
    return Stop(_("立项"), "", "next", "#decision")


def _plan(life: Life) -> Stop:
    project = life.project
    if project is None:
        return Stop(_("计划"), "", "next", "#plan")
    plan = getattr(project, "plan", None)
    if project.state in ("preparing", "committed"):
        when = (
            _("已承诺，待启动")
            if project.state == "committed"
            else _("编制中，%(day)s前完成") % {"day": life.day(project.finish_on)}
        )
        return Stop(_("计划"), when, "now", "#plan")
    committed = plan.committed_on if plan else None
    return Stop(
        _("计划"), _("%(day)s承诺") % {"day": life.day(committed)} if committed else "", "done", "#plan"
    )


def _progress(life: Life) -> Stop:
    project = life.project
    if project is None or project.state in ("preparing", "committed"):
        return Stop(_("进展"), "", "next", "#progress")
    if project.state == "light":
        return Stop(_("跟踪"), _("每季度报一行"), "now", "#progress")
    done = _("完成 %(n)s%%") % {"n": percent(project.actual)}
    if project.state in ("closing", "closed"):
        return Stop(_("进展"), done, "done", "#progress")
    when = _("%(done)s，序时 %(n)s%%") % {"done": done, "n": percent(project.scheduled)}
    return Stop(_("进展"), when, "late" if project.light in BEHIND else "now", "#progress")


def _inspection(life: Life) -> Stop:
    reviews, problems = life.of("review"), [p for p in life.of("problem") if p.state != "closed"]
    done = sum(r.state == "concluded" for r in reviews)
    parts = [_("已督查 %(n)s 次") % {"n": done}] if done else []
    parts += [_("%(n)s 个问题未销号") % {"n": len(problems)}] if problems else []
    coming = next((r for r in reviews if r.state == "open"), None)
    parts += [_("下次 %(day)s") % {"day": life.day(coming.last)}] if coming and not problems else []
    is_over = life.project is not None and life.project.state == "closed"
    is_late = any(p.last and p.last < life.today for p in problems)
    state: Mark = (
        "late" if is_late else "done" if is_over or (done and not coming and not problems) else "next"
    )
    return Stop(_("督查"), "，".join(parts), state, "#inspection")


def _money(life: Life) -> Stop:
    tranches = life.of("tranche")
    if not tranches:
        return Stop(_("资金"), "", "next", "#money")
    paid = sum(t.part for t in tranches)
    whole = sum(t.whole for t in tranches if t.state != "cancelled")
    is_settled = all(t.state in SETTLED for t in tranches)
    when = _("已拨 %(paid)s／%(whole)s") % {
        "paid": money_text(paid, life.lang),
        "whole": money_text(whole, life.lang),
    }
    return Stop(_("资金"), when, "done" if is_settled else "next", "#money")


def _grade(life: Life) -> Stop:
    told = next(iter(life.of("assessment")), None)
    if told is None:
        is_closed = life.project is not None and life.project.state == "closed"
        return Stop(
            _("考核"),
            _("已结项，待考核") if is_closed else "",
            "now" if is_closed and not life.is_light else "next",
            "#grade",
        )
    if told.state == "final":
        return Stop(
            _("考核"),
            _("%(grade)s（%(score)s 分）")
            % {"grade": life.words.get(told.text, told.text), "score": told.name},
            "done",
            "#grade",
        )
    return Stop(_("考核"), life.words.get(f"assessment.{told.state}", ""), "now", "#grade")


def percent(text: str) -> str:
    """A stored percent as the line shows it: whole points, never rounded up to more than was done."""
    return str(int(Decimal(text or "0")))


STOPS: tuple[tuple[str, Callable[[Life], Stop]], ...] = (
    ("", _need),
    ("application", _application),
    ("vetting", _vetting),
    ("filing", _filing),
    ("meeting", _meeting),
    ("decision", _decision),
    ("plan", _plan),
    ("progress", _progress),
    ("supervision", _inspection),
    ("funding", _money),
    ("assessment", _grade),
)
NOT_LIGHT = frozenset({"plan", "supervision", "funding", "assessment"})


def line_of(life: Life) -> list[Stop]:
    """Every stop of this matter, in order. A withdrawn application ends where it was withdrawn."""
    return list(_stops(life))


def _stops(life: Life) -> Iterator[Stop]:
    for kind, tell in STOPS:
        if (kind or "application") not in life.kinds or (life.is_light and kind in NOT_LIGHT):
            continue
        yield tell(life)
        if kind == "application" and life.application.state == "withdrawn":
            return


def next_day(life: Life) -> tuple[str, date] | None:
    """What comes next and by when: the earliest open day of the whole path, overdue ones first."""
    days = (
        [(life.words.get("application", ""), life.application.due_on)]
        if life.application.due_on and life.project is None
        else []
    )
    days += [(t.name, t.last) for t in life.of("task") if t.state == "open"]
    days += [
        (_("%(period)s进展报告") % {"period": r.name}, r.last)
        for r in life.of("report")
        if r.state in ("due", "returned")
    ]
    days += [
        (_("%(period)s督查") % {"period": r.name}, r.last) for r in life.of("review") if r.state == "open"
    ]
    days += [
        (_("整改：%(what)s") % {"what": p.name}, p.last)
        for p in life.of("problem")
        if p.state in ("open", "rectifying")
    ]
    known = [(what, on) for what, on in days if on is not None]
    return min(known, key=lambda pair: pair[1], default=None)

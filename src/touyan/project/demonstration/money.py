"""Staged money through the year: asked for by the units, agreed by the department's head, paid by the finance officer.

Four units ask for the first tranche only in June, so that money waits on two desks on the day the demonstration stops.
"""

from __future__ import annotations

from collections.abc import Iterable

from touyan.foundation.rulebook.models import SchemeVersion
from touyan.project.demonstration.delivery import lines
from touyan.project.demonstration.year import Year, chapter
from touyan.stages.funding.actions import Paid
from touyan.stages.funding.models import Tranche


def tranches(year: Year, scheme: SchemeVersion, stage: str, state: str) -> list[Tranche]:
    """Tranches of a stage of the money that stand in a state."""
    found = Tranche.objects.of_tenant(year.tenant).filter(
        project__scheme_version=scheme, stage=stage, state=state
    )
    return list(found.select_related("project__unit").order_by("project__number"))


def ask(year: Year, found: Iterable[Tranche]) -> None:
    """The units ask."""
    for tranche in found:
        year.of_unit(tranche.project.unit.name, "drafter", "tranche.request", tranche)


def agree(year: Year, found: Iterable[Tranche]) -> None:
    """The department agrees."""
    for tranche in found:
        year.do("org-head", "tranche.approve", tranche)


def pay(year: Year, found: Iterable[Tranche]) -> None:
    """The finance officer pays, with a voucher."""
    for tranche in found:
        voucher = f"演示凭证{tranche.project.number}-{tranche.order}"
        year.do("finance", "tranche.pay", tranche, Paid(tranche.amount_fen, voucher))


LATE_ASKERS = ("大观街道", "红云街道", "区教育局", "区直机关工委")
"""Units that ask for the first tranche only in June, so that money waits on two desks then."""


@chapter(4, 8)
def the_first_money_is_asked_for(year: Year) -> None:
    """On approval: most units ask at once."""
    ask(
        year,
        [t for t in tranches(year, year.wuhua, "approval", "due") if t.project.unit.name not in LATE_ASKERS],
    )


@chapter(4, 10)
def the_first_money_is_agreed(year: Year) -> None:
    """Another hand."""
    agree(year, tranches(year, year.wuhua, "approval", "requested"))


@chapter(4, 14)
def the_first_money_is_paid(year: Year) -> None:
    """And a third one."""
    pay(year, tranches(year, year.wuhua, "approval", "approved"))


@chapter(6, 4)
def late_askers_ask(year: Year) -> None:
    """Four ask in June; two are agreed on the next day."""
    ask(year, tranches(year, year.wuhua, "approval", "due"))


@chapter(6, 5)
def two_of_them_are_agreed(year: Year) -> None:
    """The other two wait for the department's head."""
    agree(year, tranches(year, year.wuhua, "approval", "requested")[:2])
    lines(year, ("示例三局", "示例四局"))


@chapter(6, 10)
def the_rest_of_the_first_money(year: Year) -> None:
    """All fifteen have the first tranche."""
    agree(year, tranches(year, year.wuhua, "approval", "requested"))
    pay(year, tranches(year, year.wuhua, "approval", "approved"))


for _month, _day, _stage in ((8, 20, "midterm"), (12, 2, "acceptance")):

    @chapter(_month, _day)
    def money_of_a_milestone(year: Year, stage: str = _stage) -> None:
        """Asked for, agreed and paid by three hands."""
        ask(year, tranches(year, year.wuhua, stage, "due"))
        agree(year, tranches(year, year.wuhua, stage, "requested"))
        pay(year, tranches(year, year.wuhua, stage, "approved"))

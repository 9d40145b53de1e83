"""A county that pays the budget and, beside it, the bonus of an award, each in stages of its own; and what cannot be of it."""

from __future__ import annotations

from tests.core.scheme_variants.variants import Expected, Variant, original

_CONTEST = """\
  - kind: contest
    body: party_building_meeting
    clerk: meeting_clerk
    confirmer: department_head
    awards: [{name: first, label: {zh: 一等奖, en: First prize}, n: 1, bonus: 10000.01}, {name: second, label: {zh: 二等奖}, n: 1}]
    layers:
      - {id: live, label: {zh: 现场}, weight: 100, kind: panel, role: meeting_member, criteria: {all: {label: {zh: 总评}, points: 100}}}

"""
BONUS = """\
    award_stages:
      - {id: bonus_start, label: {zh: 授奖后, en: On award}, pct: 33.33, at: start}
      - {id: bonus_midterm, label: {zh: 推广见效, en: Spread}, pct: 33.33, at: midterm}
      - {id: bonus_last, label: {zh: 结项, en: Closing}, pct: 33.34, at: acceptance}
    award_rest_to: bonus_last
"""
_REST = "    rest_to: acceptance "
_STAGES = "stages[7]"
CONTEST_EDIT = ("  # 5 公示\n", _CONTEST + "  # 5 公示\n")
BOTH = (CONTEST_EDIT, (_REST, BONUS + _REST))
"""Edits of the Wuhua file that add a contest with a bonus, and the stages of that bonus beside those of the budget."""


def both_streams() -> str:
    """The Wuhua file with both streams of money."""
    text = original()
    for old, new in BOTH:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def _bonus(name: str, old: str, new: str, *findings: Expected) -> Variant:
    assert BONUS.count(old) == 1, name
    return Variant(name, (CONTEST_EDIT, (_REST, BONUS.replace(old, new) + _REST)), findings)


BONUSES: tuple[Variant, ...] = (
    Variant("money and bonus each in their own stages", BOTH, ()),
    Variant(
        "stages of a bonus without a contest",
        (BOTH[1],),
        (Expected("scheme.stage_absent", "stages[6].award_stages", "    award_stages:\n"),),
    ),
    Variant(
        "stages of a bonus no award has",
        (("  # 5 公示\n", _CONTEST.replace(", bonus: 10000.01", "") + "  # 5 公示\n"), BOTH[1]),
        (Expected("scheme.bonus_absent", f"{_STAGES}.award_stages", "    award_stages:\n"),),
    ),
    _bonus(
        "an instalment of the bonus by the name of one of the budget",
        "id: bonus_midterm",
        "id: midterm",
        Expected("scheme.twice", f"{_STAGES}.award_stages[1].id", "{zh: 推广见效"),
    ),
    _bonus(
        "two instalments of the bonus by one name",
        "id: bonus_midterm",
        "id: bonus_start",
        Expected("scheme.twice", f"{_STAGES}.award_stages[1].id", "{zh: 推广见效"),
    ),
    _bonus(
        "shares of a bonus that lack a part",
        "pct: 33.34",
        "pct: 33.33",
        Expected("scheme.pct_sum", f"{_STAGES}.award_stages", "    award_stages:\n"),
    ),
    _bonus(
        "rounding of the bonus to an instalment of the budget",
        "award_rest_to: bonus_last",
        "award_rest_to: acceptance",
        Expected("scheme.undeclared", f"{_STAGES}.award_rest_to", "award_rest_to: acceptance"),
    ),
    _bonus(
        "rounding of the bonus to nothing known",
        "award_rest_to: bonus_last",
        "award_rest_to: bonus_end",
        Expected("scheme.undeclared", f"{_STAGES}.award_rest_to", "award_rest_to: bonus_end"),
    ),
    Variant(
        "rounding of the budget to an instalment of the bonus",
        (CONTEST_EDIT, (_REST, BONUS + "    rest_to: bonus_last ")),
        (Expected("scheme.undeclared", f"{_STAGES}.rest_to", "    rest_to: bonus_last "),),
    ),
    _bonus(
        "a bonus in stages whose rounding goes nowhere",
        "    award_rest_to: bonus_last\n",
        "",
        Expected("scheme.missing_key", f"{_STAGES}.award_rest_to", "  - kind: funding\n"),
    ),
    Variant(
        "rounding of a bonus that has no stages",
        (CONTEST_EDIT, (_REST, "    award_rest_to: acceptance\n" + _REST)),
        (Expected("scheme.missing_key", f"{_STAGES}.award_stages", "  - kind: funding\n"),),
    ),
    _bonus(
        "a bonus paid twice",
        "    award_stages:\n",
        "    amount_from: award\n    award_stages:\n",
        Expected("scheme.bonus_twice", f"{_STAGES}.award_stages", "    award_stages:\n"),
    ),
    _bonus(
        "an instalment of the bonus that nothing lets go",
        "pct: 33.33, at: start",
        "pct: 33.33, at: publicity",
        Expected("scheme.never_due", f"{_STAGES}.award_stages[0].at", "{zh: 授奖后"),
    ),
)

"""A scheme that nobody could carry out is refused with the line, the key and the cure, all faults at once."""

import re
from functools import cache
from pathlib import Path

import pytest
from tests.core.scheme_variants.bonuses import BONUSES
from tests.core.scheme_variants.families import CODES as FAMILIES
from tests.core.scheme_variants.small import SMALL
from tests.core.scheme_variants.variants import CONTROLS, VARIANTS, Variant, edited, line_of, original
from tests.core.test_scheme_reading import HOSTILE

from touyan.core import scheme as schemes
from touyan.core.scheme import Checked, check
from touyan.foundation.wording import catalogue, say
from touyan.foundation.wording.sentences.scheme import SENTENCES


@cache
def found(variant: Variant) -> Checked:
    return check(edited(variant).encode())


def test_the_real_wuhua_file_has_no_findings():
    checked = check(original().encode())
    assert checked.findings == ()
    assert checked.scheme is not None


@pytest.mark.parametrize("variant", VARIANTS + BONUSES + CONTROLS, ids=lambda v: v.name)
def test_each_broken_variant_gives_exactly_its_findings(variant: Variant):
    text = edited(variant)
    given = sorted((f.code, f.line, f.place, f.level) for f in found(variant).findings)
    expected = sorted((e.code, line_of(text, e.anchor), e.place, e.level) for e in variant.findings)
    assert given == expected


@pytest.mark.parametrize("variant", VARIANTS + BONUSES + CONTROLS, ids=lambda v: v.name)
def test_only_errors_withhold_the_scheme(variant: Variant):
    is_refused = any(e.level == "error" for e in variant.findings)
    assert (found(variant).scheme is None) == is_refused


@pytest.mark.parametrize("variant", VARIANTS + BONUSES + CONTROLS, ids=lambda v: v.name)
def test_every_finding_is_said_in_chinese_with_its_line_and_without_gaps(variant: Variant):
    for finding in found(variant).findings:
        assert finding.code in catalogue()
        sentence = say(finding)
        assert f"第{finding.line}行" in sentence
        assert "…" not in sentence
        assert sentence.endswith("。")
        assert "…" not in say(finding, "en")


def test_the_variants_are_different_and_many():
    assert len({v.name for v in VARIANTS + BONUSES + CONTROLS}) == len(VARIANTS + BONUSES + CONTROLS)
    assert len(VARIANTS) >= 15


def test_a_misspelt_key_is_answered_with_the_nearest_known_one():
    text = original().replace("max_rounds: 2 ", "max_round: 2 ")
    unknown = next(f for f in check(text.encode()).findings if f.code == "scheme.unknown_key")
    assert unknown.facts["near"] == "max_rounds"
    assert "max_rounds" in say(unknown)


def test_a_wrong_sum_says_the_sum():
    text = original().replace("pct: 40,", "pct: 30.5,")
    (finding,) = check(text.encode()).findings
    assert finding.facts["sum"] == "90.5"
    assert "90.5" in say(finding)


def moved_before(kind: str, other: str) -> str:
    head, *blocks = original().split("\n  - kind: ")
    tail = blocks.pop()
    here = next(i for i, b in enumerate(blocks) if b.startswith((kind + " ", kind + "\n")))
    block = blocks.pop(here)
    there = next(i for i, b in enumerate(blocks) if b.startswith(other))
    blocks.insert(there, block)
    return "\n  - kind: ".join((head, *blocks, tail))


def test_stages_stand_in_the_order_of_the_year():
    found = [
        (f.code, f.place, f.facts["stage"]) for f in check(moved_before("funding", "plan").encode()).findings
    ]
    assert found == [("scheme.stages_order", "stages[6].kind", "plan")]


def test_a_meeting_and_a_way_out_of_rework_need_a_decision():
    head, *blocks = original().split("\n  - kind: ")
    kept = "\n  - kind: ".join((head, *(b for b in blocks if not b.startswith("decision"))))
    found = sorted((f.code, f.place) for f in check(kept.encode()).findings)
    assert found == [
        ("scheme.stage_absent", "stages[1].rework.then"),
        ("scheme.stage_absent", "stages[2]"),
        ("scheme.stage_absent", "stages[3].of[0]"),
    ]


def codes_in_source() -> set[str]:
    """Every code the scheme package can give: written out, or made of a stem and a closed list."""
    package = Path(schemes.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    written = set(re.findall(r'"(scheme\.[a-z_0-9]+)"', text)) - {"scheme.retire"}
    forms = set(re.findall(r'Matches\(r".*?", "([a-z]+)"\)', text))
    kinds = {"text", "whole", "decimal", "date", "yes_no", "map", "list"}
    spaces = {"state", "action", "condition"}
    made = {
        *(f"scheme.bad_{form}" for form in forms),
        *(f"scheme.not_{kind}" for kind in kinds),
        *(f"scheme.unknown_{space}" for space in spaces),
    }
    return written | made


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    assert codes_in_source() == set(SENTENCES)


def test_every_code_is_given_by_some_file_of_these_tests():
    """A rule without a file that breaks it could be dead without anybody noticing."""
    elsewhere = {"scheme.stage_absent", "scheme.stages_order", "scheme.machine_absent", "scheme.stage_idle",
                 "scheme.list_later", "scheme.list_waits", "scheme.targets_unasked", "scheme.review_day_off",
                 "scheme.review_twice", "scheme.light_unmeasured"}  # fmt: skip
    given = {e.code for v in VARIANTS + BONUSES + CONTROLS for e in v.findings} | {
        code for _, code in HOSTILE.values()
    }
    assert given | elsewhere | FAMILIES == set(SENTENCES)


def test_where_everything_is_filed_nothing_is_vetted():
    text = SMALL["required and elective"] + "  - {kind: filing, role: vetter}\n"
    assert [(f.code, f.place) for f in check(text.encode()).findings] == [("scheme.stage_idle", "stages[1]")]


def test_what_could_never_be_carried_out_is_refused_where_it_stands():
    decided = SMALL["required and elective"] + (
        "  - {kind: decision, body: group, clerk: office, outcomes: {approved: {label: {zh: 立项}, track: full}}}\n"
    )
    unplanned = SMALL["catalogue"].replace("  - kind: plan\n", "  - kind: supervision\n")
    orphaned = SMALL["campaign"].replace("  - {kind: task_list", "  # - {kind: task_list")
    assert [(f.code, f.place, f.facts["stage"]) for f in check(decided.encode()).findings] == [
        ("scheme.stage_absent", "stages[2]", "meeting")
    ]
    assert [(f.code, f.place, f.facts["stage"]) for f in check(orphaned.encode()).findings] == [
        ("scheme.stage_absent", "stages[0]", "application")
    ]
    assert check(unplanned.encode()).scheme is None


LISTED_PLAN = (
    "  - {kind: plan, role: drafter, leader: secretary, direction: backward, finish_by: 2026-11-30, start_gate: [team_named]}\n"
    "  - kind: progress"
)


def test_measures_of_a_list_wait_for_nothing_and_are_not_assessed_by_targets():
    text = (
        SMALL["campaign"]
        .replace("  - kind: progress", LISTED_PLAN)
        .replace("tasks_accepted", "indicator_completion")
    )
    assert sorted((f.code, f.place) for f in check(text.encode()).findings) == [
        ("scheme.list_later", "stages[1].finish_by"),
        ("scheme.list_waits", "stages[1].start_gate[0]"),
        ("scheme.targets_unasked", "stages[4].parts[0].indicators[0].measure"),
    ]


def test_reviews_fall_on_worked_days_and_once_a_period():
    twice = "".join(
        f"      r{n}: {{label: {{zh: 检查}}, style: review, form: paper, role: office, cadence: {{every: month, due: {{day: 5, roll: {roll}}}}}}}\n"
        for n, roll in ((1, "next"), (2, "none"))
    )
    text = SMALL["campaign"].replace("    lights:\n", f"{twice}    lights:\n")
    assert sorted((f.code, f.place) for f in check(text.encode()).findings) == [
        ("scheme.review_day_off", "stages[1].reports.r2.cadence.due.roll"),
        ("scheme.review_twice", "stages[1].reports.r2.cadence.every"),
    ]


def test_no_score_waits_for_the_plan_of_what_is_only_followed():
    text = original().replace("    applies_to: {outcomes: [approved, approved_after_revision]}", "")
    assert [(f.code, f.place) for f in check(text.encode()).findings] == [
        ("scheme.light_unmeasured", "stages[9].applies_to")
    ]


def test_an_override_of_a_kind_no_stage_uses_is_refused():
    text = SMALL["campaign"] + "\nmachines:\n  tranche:\n    drop: [tranche.pay]\n"
    assert [(f.code, f.place) for f in check(text.encode()).findings] == [
        ("scheme.machine_absent", "machines.tranche")
    ]


def test_every_sentence_names_its_line_and_the_cure():
    without_line = {"scheme.too_big", "scheme.nothing"}
    for code, (chinese, english) in SENTENCES.items():
        assert code in without_line or ("{line}" in chinese and "{line}" in english), code
        assert any(mark in chinese for mark in ("请", "建议")), code
        assert "！" not in chinese
        assert not re.search(r"[\u4e00-\u9fff],", chinese), code

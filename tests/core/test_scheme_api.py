"""The typed scheme says what the file says: typed values, rules in the calculator's shapes, words, differences."""

import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from tests.core.scheme_variants.variants import original
from tests.factories.schemes import FILES, checked, parent_source

from touyan.core.scheme import (
    Line,
    Matter,
    Scheme,
    Term,
    check,
    compare,
    contract,
    explain,
    label,
    load,
    selects,
)
from touyan.core.scheme.shape.people import Selector
from touyan.core.workflow import Label
from touyan.foundation.wording.sentences.explain import SENTENCES, rule_book


def scheme_of(text: str) -> Scheme:
    checked = check(text.encode())
    assert checked.scheme is not None, checked.findings
    return checked.scheme


def above(file: Path) -> Scheme | None:
    source = parent_source(file)
    return load(source) if source is not None else None


@cache
def wuhua() -> Scheme:
    return scheme_of(original())


def test_wuhua_reads_as_its_source_says():
    """WH-08, WH-11, WH-14, WH-17, WH-18, WH-19, WH-20 and the defaults of domain.md 2.1."""
    scheme = wuhua()
    application, vetting, meeting = scheme.application, scheme.vetting, scheme.meeting
    assert application is not None
    assert vetting is not None
    assert meeting is not None
    assert [(q.per, q.min, q.max) for q in application.quota] == [("leader", 1, 2)]
    assert application.leader_only
    assert application.finish_by == date(2026, 12, 31)
    assert scheme.roles[application.leader].posts == ("secretary",)
    assert [level.label.zh for level in vetting.levels.values()] == [
        "区委组织部初审",
        "区委党建工作领导小组审核",
    ]
    assert (vetting.rework.max_rounds, vetting.rework.workdays, vetting.rework.then) == (
        2,
        5,
        "self_implemented",
    )
    assert [c.points for c in meeting.criteria.values()] == [Decimal(25)] * 4
    assert (meeting.cut.rule, meeting.cut.n, meeting.tie.body) == ("top_n", 15, "leading_group")
    assert {name: int(seen.value) for name, seen in scheme.seen.items()} == {
        "organisations": 1500, "members": 20000, "declared": 24, "approved": 15, "self_implemented": 9,
    }  # fmt: skip


def test_the_application_form_has_seven_sections_and_asks_nothing_the_house_knows():
    form = wuhua().forms["application"]
    assert len(form.sections) == 7
    asked = [name for name, field in form.fields() if field.source == "asked"]
    assert not {"basics.unit", "basics.leader", "basics.year", "basics.number"} & set(asked)


def test_five_can_five_fix_and_four_principles_have_their_items():
    assert {name: len(check_.items) for name, check_ in wuhua().checks.items()} == {
        "five_can": 5, "five_fix": 5, "principles": 4,
    }  # fmt: skip


def test_rules_come_out_in_the_calculator_s_shapes():
    scheme = wuhua()
    assert scheme.progress is not None
    assert scheme.funding is not None
    assert scheme.assessment is not None
    assert contract(scheme.progress.lights) == {
        "basis": "linear",
        "levels": [
            {"light": "red", "any": [{"gap_over": "30"}, {"overdue_over": 0}]},
            {"light": "yellow", "any": [{"gap_over": "10"}, {"due_within": 3}]},
        ],
        "else": "green",
    }
    assert contract(scheme.progress.reports["monthly"].cadence) == {
        "every": "month", "due": {"last_workday_of": "month", "time": "17:00"}, "skip_if_no_workday": True,
    }  # fmt: skip
    assert contract(scheme.funding) == {
        "stages": [
            {"id": "approval", "pct": "30"},
            {"id": "midterm", "pct": "40"},
            {"id": "acceptance", "pct": "30"},
        ],
        "rest_to": "acceptance",
        "clawback": True,
    }
    assert contract(scheme.assessment) == {
        "parts": [{"id": "process", "weight": "30"}, {"id": "result", "weight": "30"}, {"id": "effect", "weight": "40"}],
        "grades": [
            {"name": "excellent", "from": "90"}, {"name": "good", "from": "80"},
            {"name": "fair", "from": "60"}, {"name": "poor", "from": "0"},
        ],
    }  # fmt: skip


def test_a_scheme_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        wuhua().year = 2027  # type: ignore[misc]
    with pytest.raises(TypeError):
        wuhua().roles["x"] = wuhua().roles["office"]  # type: ignore[index]


def test_a_selector_speaks_of_what_fits_every_list_it_gives():
    selector = Selector(unit_kinds=("street", "town"), places=("5301",))
    assert selects(selector, Matter(unit_kind="street", place="530102001000"))
    assert not selects(selector, Matter(unit_kind="bureau", place="530102001000"))
    assert not selects(selector, Matter(unit_kind="street", place="140302001000"))
    assert selects(Selector(), Matter())
    assert selects(Selector(groups=("a", "b")), Matter(groups=frozenset({"b"})))
    assert not selects(Selector(outcomes=("approved",)), Matter(outcome="self_implemented"))


def test_a_label_falls_back_to_chinese():
    assert label(Label("立项", "Approved"), "en") == "Approved"
    assert label(Label("立项"), "en") == "立项"


def test_what_changed_between_two_years_is_told_value_by_value():
    later = (
        original()
        .replace("n: 15}", "n: 18}")
        .replace("pct: 40,", "pct: 35,")
        .replace("pct: 30, at: acceptance", "pct: 35, at: acceptance")
    )
    changes = {(c.place, c.kind, c.before, c.after) for c in compare(wuhua(), scheme_of(later))}
    assert changes == {
        ("stages.meeting.cut.n", "changed", 15, 18),
        ("stages.funding.stages.midterm.pct", "changed", "40", "35"),
        ("stages.funding.stages.acceptance.pct", "changed", "30", "35"),
    }
    assert compare(wuhua(), scheme_of(original())) == ()


def test_an_added_grade_is_one_change():
    later = original().replace(
        "      - {name: good,", "      - {name: very_good, label: {zh: 较优}, from: 85}\n      - {name: good,"
    )
    kinds = [(c.place, c.kind) for c in compare(wuhua(), scheme_of(later))]
    assert kinds == [("stages.assessment.grades.very_good", "added")]


def _said(value: object) -> set[str]:
    if isinstance(value, Line):
        return {value.code}.union(*(_said(fact) for fact in value.facts.values()))
    if isinstance(value, Term):
        return {f"term.{value.space}.{value.value}"}
    return set().union(*(_said(item) for item in value)) if isinstance(value, tuple) else set()


def test_every_explained_line_and_term_has_words():
    codes = set().union(
        *(_said(line) for chapter in explain(wuhua()) for line in (chapter.heading, *chapter.lines))
    )
    assert codes <= set(SENTENCES)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rule_book_is_whole_sentences_without_gaps(lang):
    book = rule_book(wuhua(), lang)
    assert len(book) == 20
    for heading, sentences in book:
        assert heading
        assert all(
            s.endswith("。" if lang == "zh" else ".") and "{" not in s and "None" not in s for s in sentences
        )


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.parent.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_shipped_rule_book_is_whole_sentences_without_gaps(file, lang):
    for _, sentences in rule_book(checked(file).scheme, lang, above(file)):
        assert all(
            s.endswith("。" if lang == "zh" else ".") and "{" not in s and "None" not in s for s in sentences
        )


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.parent.name)
def test_no_shipped_file_has_a_finding(file):
    assert checked(file).findings == ()


def test_the_rule_book_says_the_rules_of_wuhua():
    said = {s for _, sentences in rule_book(wuhua()) for s in sentences}
    assert "领题书记必须本人提交和承诺，不得委托副书记或他人代办。" in said
    assert "按得分从高到低取前 15 名。" in said
    assert "入选线上同分的，由区委党建工作领导小组表决并记录。" in said
    assert "从2026年12月31日起按工作日倒排工期。" in said


def test_the_words_load_with_the_standard_library_alone():
    """The calculator says its findings where nothing is installed."""
    code = (
        "import sys; sys.modules['yaml'] = None\n"
        "from touyan.foundation.wording import catalogue; assert 'scheme.tab' in catalogue()"
    )
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(source)}, capture_output=True, check=False
    )
    assert done.stderr == b""
    assert done.returncode == 0


def test_a_scheme_s_own_ways_are_told():
    extra = """
machines:
  report:
    labels: {returned: {zh: 请补充}}
    actions: {submit: {zh: 上报}}
    states: {in_review: {label: {zh: 复核中}}}
    drop: [report.submit_no_change]
    edges:
      - {action: report.accept, from: [submitted], to: in_review, roles: [department_vetter]}
      - {action: report.accept, from: [in_review], to: accepted, roles: [department_head]}

seen:
"""
    book = dict(rule_book(scheme_of(original().replace("\nseen:\n", extra))))
    assert book["本方案自己的流程规定"] == [
        "进展报告的“退回补充”改称“请补充”。",
        "进展报告的“报送”改称“上报”。",
        "进展报告增加一步“复核中”。",
        "进展报告不设“本期无变化”。",
        "进展报告的“审阅”由区委组织部审核人办理。",
        "进展报告的“审阅”由区委组织部负责人办理。",
    ]


def test_a_version_accepted_once_stays_readable_when_rules_grow():
    """A file a new rule would refuse is still the rules its matters began under."""
    assert load(original().encode()) == wuhua()
    refused = original().replace("photo: optional", "photo: required").encode()
    assert check(refused).scheme is None
    stored = load(refused)
    assert stored is not None
    assert stored.progress is not None
    assert stored.progress.evidence.photo == "required"


@pytest.mark.parametrize("source", [b"", b"a: 1", b"[1", b"\xff"])
def test_what_never_was_a_scheme_is_not_loaded(source: bytes):
    assert load(source) is None

"""Every refusal of this stage has its sentence, the printed form says what was submitted, and the pure parts hold."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from tests.stages.application_ground import ANSWERS, handed_in

import touyan.stages.application
from touyan.core.scheme import Matter, check
from touyan.foundation.papers import Fields, Table
from touyan.foundation.wording import catalogue, say
from touyan.stages.application.answers import answers_from
from touyan.stages.application.completeness import gaps
from touyan.stages.application.kinds import day, fen, number
from touyan.stages.application.matters import form_of
from touyan.stages.application.models import Version
from touyan.stages.application.papers import application_paper
from touyan.stages.application.reading import masked
from touyan.stages.application.versions import code_of, digest_of

SCHEME = check((Path(__file__).parents[2] / "schemes/wuhua/scheme.yaml").read_bytes()).scheme
FORM = SCHEME.forms["application"]
STREET = Matter(unit_kind="street")


def found(**changed) -> list[tuple[str, str]]:
    return [(f.code, f.place) for f in gaps(SCHEME, FORM, ANSWERS | changed, {}, STREET)]


def test_every_finding_of_the_stage_has_a_sentence():
    source = "".join(
        p.read_text(encoding="utf-8") for p in Path(touyan.stages.application.__path__[0]).glob("*.py")
    )
    codes = set(re.findall(r'Finding\(\s*"([a-z_.]+)"', source)) | set(
        re.findall(r'"(application\.cell_[a-z_]+|application\.not_promised)"', source)
    )
    assert codes - set(catalogue()) == set()
    assert len(codes) > 20


def test_a_complete_form_has_no_gap():
    assert found() == []


@pytest.mark.parametrize(
    ("changed", "gap"),
    [
        ({"basics.title": "平" * 31}, ("application.too_long", "basics.title")),
        ({"problem.problems": ["难" * 201]}, ("application.row_too_long", "problem.problems")),
        (
            {"tasks.stage_tasks": ANSWERS["tasks.stage_tasks"][:2]},
            ("application.too_few", "tasks.stage_tasks"),
        ),
        (
            {"basics.period": {"from": "2026-05-01", "to": "2026-03-01"}},
            ("application.period_backwards", "basics.period"),
        ),
        (
            {"basics.period": {"from": "2026-05-01", "to": ""}},
            ("application.period_incomplete", "basics.period"),
        ),
        ({"opinions.truthful": False}, ("application.not_promised", "opinions.truthful")),
        (
            {"team.members": [{"name": "示例甲", "post": "", "duty": "总"}]},
            ("application.row_incomplete", "team.members"),
        ),
    ],
)
def test_each_kind_of_gap_is_named_at_its_field(changed, gap):
    assert found(**changed) == [gap]


def test_a_gap_reads_as_a_sentence_in_both_languages():
    (gap,) = gaps(SCHEME, FORM, ANSWERS | {"team.duties": ""}, {}, STREET)
    assert say(gap) == "四、人员与责任“责任分解”还没有填写。"
    assert say(gap, "en") == "4. People and duties, Division of duties: not filled in yet."


def test_too_many_files_are_counted():
    many = gaps(SCHEME, FORM, ANSWERS, {"opinions.attachments": 10}, STREET)
    assert [(f.code, f.facts["max"], f.facts["count"]) for f in many] == [("application.too_many", 9, 10)]


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_left_but_never_an_error(words):
    number(words)
    day(words)
    fen({"quantity": words, "price": "1"})
    post = QueryDict(mutable=True)
    post.update(
        {
            "basics.title": words,
            "tasks.stage_tasks-total": words,
            "targets.indicators-total": "2",
            "targets.indicators-0-name": words,
        }
    )
    assert gaps(SCHEME, FORM, answers_from(post, FORM), {}, STREET) != ()


def test_amounts_are_counted_in_whole_fen():
    assert fen({"quantity": "3", "price": "0.335"}) == 101
    assert fen({"quantity": "1,200", "price": "2.50"}) == 300_000
    assert fen({"quantity": "-1", "price": "2"}) is None
    assert number("NaN") is None
    assert number("1，200") == Decimal(1200)


def test_only_questions_of_the_form_are_taken_from_a_post():
    post = QueryDict("basics.title=题&basics.number=2026-999&state=approved&basics.unit=别的单位")
    taken = answers_from(post, FORM)
    assert (taken["basics.title"], "basics.number" in taken, "state" in taken) == ("题", False, False)


def test_a_phone_is_shown_masked():
    assert (masked("13900001234"), masked("12345"), masked("")) == ("139****1234", "****", "")


def test_the_paper_has_the_sections_the_tables_and_the_code_of_its_version(county):
    done = handed_in(county)
    version = Version.objects.of_tenant(county.tenant).get()
    paper = application_paper(done, version.answers, version, "http://example.cn")
    heads = [block.text for block in paper.body if hasattr(block, "text_after") and block.level == 1]
    assert heads == [
        re.sub(r"^[一二三四五六七]、", "", s.label.zh) for s in form_of(county.scheme).sections.values()
    ]
    assert paper.code.address == f"http://example.cn/v/{version.code}"
    assert [t.rows[0][0] for t in paper.body if isinstance(t, Table)] == ["修复路灯", "示例甲", "一", "灯具"]
    boxes = [f for block in paper.body if isinstance(block, Fields) for row in block.rows for f in row]
    assert [b.value for b in boxes if b.label == "项目领域"] == ["基层社会治理创新"]


def test_a_draft_on_paper_has_no_code_and_says_that_it_is_one(county):
    done = handed_in(county)
    paper = application_paper(done, done.answers, None, "http://example.cn")
    assert (paper.code, paper.watermark) == (None, "草稿")


def test_the_code_belongs_to_one_text_of_one_version(county):
    done = handed_in(county)
    first = digest_of(done, 1, ANSWERS)
    others = {digest_of(done, 2, ANSWERS), digest_of(done, 1, ANSWERS | {"basics.title": "别的"})}
    assert {code_of(first)} & {code_of(d) for d in others} == set()
    assert Version.objects.of_tenant(county.tenant).get().digest == first

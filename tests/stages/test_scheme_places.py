"""Places of a scheme are told in words, with the scheme's own labels."""

from __future__ import annotations

import re

import pytest
from tests.factories.schemes import FOLDER, checked

from touyan.core.scheme import expand, own_changes
from touyan.foundation.wording.places import place_words

TOWN, COUNTY = (checked(FOLDER / name / "scheme.yaml").scheme for name in ("wuhua-town", "wuhua"))


def told(place: str, lang="zh") -> str:
    return place_words(place, lang, expand(TOWN), expand(COUNTY))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("stages.vetting.levels.leading_group.workdays", "审核 · 街道领导小组审核 · 工作日"),
        ("roles.inspector.label.zh", "角色 · 街道督查人员 · 名称"),
        (
            "forms.application.sections.problem.fields.residents",
            "表单 · 书记项目申报书 · 二、背景与问题 · 听取居民意见情况",
        ),
        ("stages.assessment.parts.process.weight", "考核 · 过程 · 权重"),
        ("windows.apply.to", "时间 · 申报 · 止"),
        ("stages.meeting.nobody_knows", "审议评分 · nobody_knows"),
    ],
)
def test_a_place_is_told_with_labels_and_words(place, words):
    assert told(place) == words


def test_nothing_a_child_sets_is_told_by_a_bare_key():
    changes = own_changes(COUNTY, TOWN)
    assert len(changes) > 20
    assert [c.place for c in changes if re.search("[a-z_]", told(c.place))] == []
    assert [c.place for c in changes if re.search("[\u4e00-\u9fff]", told(c.place, "en"))] == []

"""A child scheme inherits what it does not say, stays inside its parent's bounds, and every step outside is a finding at its line (WH-16)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.core.scheme_variants.families import OUTSIDE, RULE, WRONG_RULES
from tests.core.scheme_variants.variants import original
from tests.factories.schemes import FOLDER

from touyan.core.scheme import check, compare, compile, load, own_changes
from touyan.foundation.wording import say
from touyan.foundation.wording.sentences.explain import rule_book

TOWN = (FOLDER / "wuhua-town" / "scheme.yaml").read_text(encoding="utf-8")
PARENT = original()


def found(child: str = TOWN, parent: str = PARENT):
    return check(child.encode(), parent.encode())


def changed(before: str, after: str, source: str = TOWN) -> str:
    assert before in source
    return source.replace(before, after, 1)


def test_the_shipped_child_has_no_error_and_no_warning():
    assert found().findings == ()


def test_a_child_is_its_own_where_it_speaks_and_its_parent_where_it_is_silent():
    child, parent = found().scheme, check(PARENT.encode()).scheme
    assert (child.id, child.label.zh) == ("wuhua-demo-street", "示范街道社区书记抓党建项目")
    assert [(q.min, q.max) for q in child.application.quota] == [(1, 1)]
    assert [c.points for c in child.meeting.criteria.values()] == [Decimal(n) for n in (30, 20, 20, 30)]
    assert child.progress.reports["quarterly"].cadence.every == "month"
    assert (child.windows["apply"].start, child.windows["apply"].end) == (date(2026, 1, 5), date(2026, 2, 6))
    assert list(child.forms["application"].sections["problem"].fields)[-1] == "residents"
    assert child.plan == parent.plan
    assert child.funding == parent.funding
    assert child.owner == parent.owner
    assert (child.children, child.seen) == ((), {})
    assert [s.kind for s in child.stages] == [s.kind for s in parent.stages]


def test_the_merged_scheme_is_compiled_and_hashed_whole():
    child = found().scheme
    other = found(parent=changed("rectify_workdays: 10", "rectify_workdays: 12", PARENT)).scheme
    assert compile(child).digest == compile(found().scheme).digest
    assert compile(child).digest != compile(other).digest
    assert set(compile(child).machines) == set(compile(check(PARENT.encode()).scheme).machines)


@pytest.mark.parametrize("name", OUTSIDE)
def test_each_step_outside_the_bounds_is_a_finding_with_its_line_and_key(name):
    (before, after), code, place, anchor = OUTSIDE[name]
    child = changed(before, after)
    checked = found(child)
    line = child[: child.index(anchor)].count("\n") + 1
    assert (code, place, line, "error") in [(f.code, f.place, f.line, f.level) for f in checked.findings]
    assert checked.scheme is None
    assert all("{" not in say(f) and "…" not in say(f) for f in checked.findings)


INSIDE = (
    ("min: 1, max: 1}", "min: 0, max: 2}"),
    ("workdays: 3}\n      leading_group", "workdays: 10}\n      leading_group"),
    ("cut: {n: 6}", "cut: {n: 15}"),
    ("cadence: {every: month, due: {window_last_workdays: 5, of: month}}",
     "cadence: {every: week, due: {last_workday_of: week}}"),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after"), INSIDE)
def test_on_the_bounds_themselves_nothing_is_wrong(before, after):
    assert [f for f in found(changed(before, after)).findings if f.code.startswith("scheme.child")] == []


def test_a_hard_refusal_stands_for_children_too():
    child = changed(
        "residents: {label: {zh: 听取居民意见情况, en: What residents said}, type: long_text, required: true, max_chars: 200}",
        "faces: {label: {zh: 现场照片, en: Photo}, type: photo, required: true}",
    )
    assert "scheme.photo_required" in {f.code for f in found(child).findings} or any(
        "photo" in f.code for f in found(child).findings
    )


def test_without_its_parent_a_child_is_one_finding_and_cannot_be_read():
    for parent in (None, original("fenyi").encode(), TOWN.encode(), b"- nothing"):
        checked = check(TOWN.encode(), parent)
        assert ([f.code for f in checked.findings], checked.scheme) == (["scheme.parent_unknown"], None)
    assert load(TOWN.encode()) is None
    assert load(TOWN.encode(), PARENT.encode()) == found().scheme


@pytest.mark.parametrize("rule", WRONG_RULES)
def test_what_a_parent_opens_is_checked_in_the_parent(rule):
    source = changed(RULE, rule, PARENT)
    findings = check(source.encode()).findings
    line = source[: source.index(rule)].count("\n") + 1
    assert (WRONG_RULES[rule], line) in [(f.code, f.line) for f in findings]
    assert all("{" not in say(f) for f in findings)


def test_a_child_opens_nothing_to_children_of_its_own():
    child = TOWN + "children:\n  - {key: meeting.quorum, may: set}\n"
    assert {"scheme.child_with_children", "scheme.child_not_allowed"} <= {
        f.code for f in found(child).findings
    }


def test_a_new_parent_makes_a_child_invalid_that_was_valid():
    narrower = changed("low: 3, high: 9}", "low: 5, high: 9}", PARENT)
    assert check(narrower.encode()).findings == ()
    assert [(f.code, f.place) for f in found(parent=narrower).findings] == [
        ("scheme.child_out_of_bounds", "meeting.quorum")
    ]


def test_own_changes_name_what_is_the_childs_and_nothing_else():
    child, parent = found().scheme, check(PARENT.encode()).scheme
    own = {c.place for c in own_changes(parent, child)}
    assert {"stages.meeting.quorum", "windows.apply.to", "stages.application.quota"} <= own
    assert not any(place.startswith(("id", "label", "seen", "children", "parent", "place")) for place in own)
    assert own < {c.place for c in compare(parent, child)}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rule_book_tells_what_is_the_childs_own_and_the_parents_what_it_opens(lang):
    child, parent = found().scheme, check(PARENT.encode()).scheme
    told = dict(rule_book(child, lang, parent))
    own = told["下级方案自己定的" if lang == "zh" else "What this child scheme sets itself"]
    assert any(("有效票数" if lang == "zh" else "quorum") in s and "5" in s and "3" in s for s in own)
    opened = dict(rule_book(parent, lang))[
        "开放给下级方案的" if lang == "zh" else "What child schemes may set"
    ]
    assert len(opened) == len(parent.children)
    assert all("{" not in s and "None" not in s for s in (*own, *opened))
    assert (
        len(
            dict(rule_book(child, lang))[
                "下级方案自己定的" if lang == "zh" else "What this child scheme sets itself"
            ]
        )
        == 1
    )

"""What changed between two versions: nothing is lost, nothing is invented, and a reader finds it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from touyan.core.difference import changes, row_changes, text_parts
from touyan.core.scheme import check

FORM = check((Path(__file__).parents[2] / "schemes/wuhua/scheme.yaml").read_bytes()).scheme.forms[
    "application"
]
words = st.text(alphabet="平城巷口路灯损坏居民夜间，。1a ", max_size=40)
tables = st.lists(st.fixed_dictionaries({"task": words, "owner": words}), max_size=6)


def joined(parts) -> str:
    return "".join(part.text for part in parts)


def shown(parts) -> list[tuple[str, str]]:
    return [(part.text, part.mark) for part in parts]


@given(words, words)
def test_the_runs_joined_again_are_the_two_texts(old, new):
    before, after = text_parts(old, new)
    assert (joined(before), joined(after)) == (old, new)


@given(words, words)
def test_what_is_not_marked_is_the_same_on_both_sides(old, new):
    before, after = text_parts(old, new)
    assert joined(p for p in before if not p.mark) == joined(p for p in after if not p.mark)


@given(words)
def test_a_text_compared_with_itself_has_no_mark(text):
    before, after = text_parts(text, text)
    assert [p.mark for p in (*before, *after) if p.mark] == []


@given(tables, tables)
@settings(max_examples=150)
def test_rows_added_less_rows_removed_is_the_growth_of_the_table(old, new):
    found = row_changes(old, new, ("task", "owner"))
    kinds = [change.kind for change in found]
    assert kinds.count("added") - kinds.count("removed") == len(new) - len(old)


@given(tables)
def test_a_table_compared_with_itself_has_no_change(rows):
    assert row_changes(rows, rows, ("task", "owner")) == ()


@given(tables, tables)
@settings(max_examples=150)
def test_every_old_row_is_kept_changed_or_removed_exactly_once(old, new):
    found = row_changes(old, new, ("task", "owner"))
    olds = [c.old_number for c in found if c.old_number]
    news = [c.new_number for c in found if c.new_number]
    assert (len(olds), len(news)) == (len(set(olds)), len(set(news)))
    kept_old = [(r["task"], r["owner"]) for i, r in enumerate(old, 1) if i not in olds]
    kept_new = [(r["task"], r["owner"]) for i, r in enumerate(new, 1) if i not in news]
    assert kept_old == kept_new


def test_one_word_changed_is_marked_by_character():
    before, after = text_parts("新装路灯12盏", "新装路灯20盏")
    assert shown(before) == [("新装路灯", ""), ("12", "removed"), ("盏", "")]
    assert shown(after) == [("新装路灯", ""), ("20", "added"), ("盏", "")]


def test_a_row_put_in_between_is_one_row_added():
    old = [{"task": "调查"}, {"task": "施工"}]
    new = [{"task": "调查"}, {"task": "招标"}, {"task": "施工"}]
    assert [(c.kind, c.old_number, c.new_number) for c in row_changes(old, new, ("task",))] == [
        ("added", None, 2)
    ]


def test_a_changed_cell_is_shown_in_its_row():
    old = [{"task": "安装路灯", "due": "2026-06-30"}]
    new = [{"task": "安装路灯", "due": "2026-09-30"}]
    (change,) = row_changes(old, new, ("task", "due"))
    assert (change.kind, [c.column for c in change.cells if c.is_changed]) == ("changed", ["due"])


def test_fields_come_in_the_forms_order_and_equal_ones_are_left_out():
    old = {"basics.title": "路灯", "problem.problems": ["暗"], "targets.expected": "亮"}
    new = {
        "basics.title": "巷口路灯",
        "problem.problems": ["暗", "滑"],
        "targets.expected": "亮",
        "opinions.truthful": True,
    }
    assert [(c.path, c.kind) for c in changes(old, new, FORM)] == [
        ("basics.title", "changed"),
        ("problem.problems", "changed"),
        ("opinions.truthful", "added"),
    ]


def test_the_period_is_compared_as_one_answer():
    old = {"basics.period": {"from": "2026-03-01", "to": "2026-11-30"}}
    new = {"basics.period": {"from": "2026-03-01", "to": "2026-12-31"}}
    (change,) = changes(old, new, FORM)
    assert joined(change.new) == "2026-03-01 – 2026-12-31"

"""What another version changes for a matter under way: ways on, by topic, answers that would be lost."""

from __future__ import annotations

from functools import cache

import pytest
from tests.core.scheme_variants.variants import original

from touyan.core.scheme import Scheme, check, compile
from touyan.core.scheme.moving import asked_anew, edges_changed, governing, lost


@cache
def scheme(*edits: tuple[str, str]) -> Scheme:
    text = original()
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after)
    checked = check(text.encode())
    assert checked.scheme is not None, checked.findings
    return checked.scheme


def machine(one: Scheme, kind: str = "application"):
    return compile(one).machines[kind]


def told(new: Scheme, state: str, kind: str = "application"):
    return [
        (c.kind, c.action, c.facets)
        for c in edges_changed(machine(scheme(), kind), machine(new, kind), state)
    ]


FIRST_LEVEL = "vetting.organization_department"
NO_CHECKER = ("    checker: unit_checker   ", "    # checker   ")


def test_between_equal_versions_no_way_differs():
    assert all(told(scheme(), state) == [] for state in machine(scheme()).states)


def test_a_way_that_is_new_and_one_that_is_gone_are_named():
    new = scheme(("      then: self_implemented   ", "      # then   "))
    assert told(new, FIRST_LEVEL) == [("removed", "application.hand_to_self_implementation", ())]
    back = edges_changed(machine(new), machine(scheme()), FIRST_LEVEL)
    assert [(c.kind, c.action) for c in back] == [("added", "application.hand_to_self_implementation")]
    assert told(new, "draft") == []


def test_a_way_with_another_end_is_changed():
    new = scheme(NO_CHECKER)
    assert ("removed", "application.pass_to_check", ()) in told(new, "draft")
    assert ("added", "application.pass_to_sign", ()) in told(new, "draft")


def test_the_same_role_held_by_other_posts_is_another_way():
    new = scheme(("posts: [vetter]\n  department_head:", "posts: [vetter, head]\n  department_head:"))
    assert ("changed", "application.pass", ("roles",)) in told(new, FIRST_LEVEL)
    assert told(new, "vetting.leading_group") == []


def test_other_words_alone_are_no_other_way():
    new = scheme(("zh: 区委组织部初审,", "zh: 区委组织部先看,"))
    assert told(new, FIRST_LEVEL) == []


TOPICS = {
    "deadlines": (
        ("role: department_vetter, workdays: 5}", "role: department_vetter, workdays: 9}"),
        "application",
    ),
    "fields": (
        (
            "type: long_text, max_chars: 400}                                 #D",
            "type: long_text, required: true, max_chars: 400}   #D",
        ),
        "application",
    ),
    "weights": (
        ("en: Resident satisfaction}, points: 60", "en: Resident satisfaction}, points: 50"),
        "project",
    ),
    "roles": (("    requester: unit_drafter", "    requester: unit_checker"), "project"),
    "rules": (("{per: leader, min: 1, max: 2}", "{per: leader, min: 1, max: 1}"), "application"),
}


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_each_difference_stands_under_its_topic_and_only_for_the_kind_it_governs(topic):
    edit, kind = TOPICS[topic]
    edits = (
        (edit, ("en: Model effect}, points: 40", "en: Model effect}, points: 50"))
        if topic == "weights"
        else (edit,)
    )
    new = scheme(*edits)
    found = governing(kind, scheme(), new, machine(new, kind))
    assert list(found) == [topic]
    others = {"application", "project"} - {kind}
    assert [governing(o, scheme(), new, machine(new, o)) for o in others] == [{}]


FIELD = "exemplary:  {label: {zh: 示范"
RISKS_ASKED = (
    "risks:      {label: {zh: 风险与对策, en: Risks}, type: long_text,",
    "risks:      {label: {zh: 风险与对策, en: Risks}, type: long_text, required: true,",
)


def test_only_a_field_that_was_not_required_before_is_newly_asked_for():
    form, new = scheme().forms["application"], scheme(RISKS_ASKED).forms["application"]
    assert [path for path, _ in asked_anew(form, new)] == ["tasks.risks"]
    assert asked_anew(new, form) == ()
    assert asked_anew(None, form) == tuple((p, f) for p, f in form.fields() if f.required)
    assert asked_anew(form, None) == ()


def answers_of(form) -> dict[str, object]:
    return {path: "有" for path, f in form.fields() if f.source == "asked"}


def test_an_answer_without_a_place_of_another_type_or_with_an_option_gone_is_lost():
    old = scheme().forms["application"]
    options = {name: frozenset(t.options) for name, t in scheme().taxonomies.items()}
    assert list(lost(old, old, {}, options)) == []
    assert {loss.why for loss in lost(old, None, answers_of(old), options)} == {"no_field"}
    new = scheme(
        (FIELD, "example:  {label: {zh: 示范"), ("fields: [value.exemplary]", "fields: [value.example]")
    )
    (gone,) = lost(old, new.forms["application"], {"value.exemplary": "有"}, options)
    assert (gone.path, gone.why) == ("value.exemplary", "no_field")
    assert list(lost(old, new.forms["application"], {"value.exemplary": ""}, options)) == []


def test_a_choice_that_is_no_longer_offered_is_lost():
    old = scheme().forms["application"]
    path, field = next((p, f) for p, f in old.fields() if f.choose_from)
    options = {name: frozenset(t.options) for name, t in scheme().taxonomies.items()}
    chosen = min(options[field.choose_from])
    assert list(lost(old, old, {path: chosen}, options)) == []
    fewer = options | {field.choose_from: options[field.choose_from] - {chosen}}
    assert [(x.path, x.why) for x in lost(old, old, {path: chosen}, fewer)] == [(path, "no_option")]
    assert [(x.path, x.why) for x in lost(old, old, {path: [chosen]}, fewer)] == [(path, "no_option")]

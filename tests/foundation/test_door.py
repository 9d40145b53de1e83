"""The one door: what it records, refuses, repeats and never loses."""

from __future__ import annotations

import pytest

from touyan.fieldwork.needs.actions import Answer, NewNeed
from touyan.foundation.ledger.door import OutOfScope, Refused, Stale
from touyan.foundation.ledger.models import Act

NEW = NewNeed("平城巷口没有路灯", "晚上看不清路", "visit")


def test_a_drafter_raises_a_need_and_the_act_names_person_post_and_unit(county):
    done = county.do("street-drafter", "need.raise", county.unit("青石街道"), NEW)
    act = Act.objects.get(pk=done.act.pk)
    assert (act.action, act.is_done, act.after, act.person) == (
        "need.raise",
        True,
        "open",
        county.person("street-drafter").pk,
    )
    assert act.unit == county.unit("青石街道").pk


def test_declining_without_a_reason_is_refused_and_the_refusal_is_on_record(county):
    need = county.do("street-drafter", "need.raise", county.unit("青石街道"), NEW).subject
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "need.decline", need, Answer("  "))
    assert [f.code for f in no.value.reasons] == ["need.reason_missing"]
    last = Act.objects.filter(subject_kind="need").order_by("-id").first()
    assert (last.is_done, last.before, last.after) == (False, "open", "open")


def test_a_sibling_street_does_not_even_see_the_need_and_the_victims_chain_stays_clean(county):
    need = county.do("street-drafter", "need.raise", county.unit("青石街道"), NEW).subject
    before = Act.objects.filter(root_kind="need").count()
    with pytest.raises(OutOfScope):
        county.do("sibling-secretary", "need.decline", need, Answer("无"))
    assert Act.objects.filter(root_kind="need").count() == before
    own = Act.objects.filter(root_kind="person", root_key=county.person("sibling-secretary").key).last()
    assert (own.is_done, own.action) == (False, "need.decline")


def test_the_same_form_key_twice_does_one_thing(county):
    unit = county.unit("青石街道")
    first = county.do("street-drafter", "need.raise", unit, NEW, key="k1")
    again = county.do("street-drafter", "need.raise", unit, NEW, key="k1")
    assert (again.is_repeat, again.subject.pk) == (True, first.subject.pk)
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "need.raise", unit, NewNeed("别的", "别的", "visit"), key="k1")
    assert [f.code for f in no.value.reasons] == ["door.key_reused"]


def test_who_saw_an_older_version_is_told_and_nothing_is_overwritten(county):
    need = county.do("street-drafter", "need.raise", county.unit("青石街道"), NEW).subject
    with pytest.raises(Stale):
        county.do("street-drafter", "need.decline", need, Answer("已由物业解决"), seen=need.version + 1)

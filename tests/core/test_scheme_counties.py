"""A new county is a new file: other shapes of rules need no new words, and any accepted file works to the end."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.scheme_variants.small import SMALL
from tests.core.scheme_variants.variants import original
from tests.core.test_scheme_compile import hold_laws

from touyan.core import scheme as schemes
from touyan.foundation.wording import say
from touyan.foundation.wording.sentences.explain import machine_words, rule_book

LINES = original().split("\n")


@pytest.mark.parametrize("name", SMALL)
def test_a_small_county_checks_compiles_and_reads(name: str):
    checked = schemes.check(SMALL[name].encode())
    assert checked.findings == ()
    assert checked.scheme is not None
    hold_laws(schemes.compile(checked.scheme, machine_words()))
    for lang in ("zh", "en"):
        assert all("None" not in s for _, sentences in rule_book(checked.scheme, lang) for s in sentences)


def test_passing_the_only_level_approves_where_there_is_no_meeting():
    scheme = schemes.check(SMALL["required and elective"].encode()).scheme
    assert scheme is not None
    (edge,) = schemes.compile(scheme).machines["application"].edges_of("application.pass")
    assert edge.target == "approved"


def test_a_campaign_has_no_applications_at_all():
    scheme = schemes.check(SMALL["campaign"].encode()).scheme
    assert scheme is not None
    machines = schemes.compile(scheme).machines
    assert {"call", "application", "meeting", "tranche"}.isdisjoint(machines)
    assert {"project", "task", "report", "problem", "assessment"} <= set(machines)


def test_where_the_leader_may_delegate_no_edge_is_kept_for_him():
    scheme = schemes.check(SMALL["catalogue"].encode()).scheme
    assert scheme is not None
    (submit,) = schemes.compile(scheme).machines["application"].edges_of("application.submit")
    assert not submit.leader_only
    assert submit.needs == ("call_open", "form_complete", "quota_left")


@st.composite
def edited_files(draw: st.DrawFn) -> str:
    """The real file with lines dropped, doubled, swapped, or one word put in another's place."""
    chance = random.Random(draw(st.integers(0, 10**9)))
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        i, j = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[i]
            case 1:
                lines.insert(j, lines[i])
            case 2:
                lines[i], lines[j] = lines[j], lines[i]
            case _:
                here, there = lines[i].split(": ", 1), lines[j].split(": ", 1)
                lines[i] = ": ".join((here[0], there[-1]))
    return "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(edited_files())
def test_a_carelessly_edited_file_is_refused_with_reasons_or_works_to_the_end(text: str):
    checked = schemes.check(text.encode())
    for finding in checked.findings:
        assert "…" not in say(finding)
        assert finding.line is None or 1 <= finding.line <= text.count("\n") + 1
    if checked.scheme is None:
        assert any(f.level == "error" for f in checked.findings)
    else:
        hold_laws(schemes.compile(checked.scheme, machine_words()))
        assert rule_book(checked.scheme, "zh")
        assert schemes.check(text.encode()).scheme == checked.scheme

"""Rater groups: the mean inside a group, the groups weighted, a post's weights and coefficient."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.scheme_variants.variants import original

from touyan.core.assessing import Marks, rated
from touyan.core.scheme import Matter, check
from touyan.core.scheme.posts import PostMatter, coefficient_of, is_assessed, weights_of
from touyan.foundation.wording import sentence

MARK = st.decimals(min_value=0, max_value=100, places=2)


def stage():
    scheme = check(original("caochang").encode()).scheme
    assert scheme is not None
    assert scheme.post_assessment is not None
    return scheme.post_assessment


def test_each_group_counts_by_its_weight_however_many_sheets_it_has():
    few, many = [Decimal(90)], [Decimal(60)] * 50
    found = rated("effect", [Marks("team", Decimal(50), few), Marks("villages", Decimal(50), many)])
    assert (found.score, found.means) == (
        Decimal(75),
        (("team", Decimal("90.00")), ("villages", Decimal("60.00"))),
    )


def test_a_mean_is_rounded_half_up_once_and_nothing_after_it():
    third = [Decimal(100), Decimal(100), Decimal(99)]
    tie = [Decimal("90.01"), Decimal("90.00")]
    found = rated("effect", [Marks("a", Decimal("33.3"), third), Marks("b", Decimal("66.7"), tie)])
    assert dict(found.means) == {"a": Decimal("99.67"), "b": Decimal("90.01")}
    assert found.score == Decimal("93.22678")


@given(st.lists(MARK, min_size=1, max_size=40), st.lists(MARK, min_size=1, max_size=40), st.integers(0, 100))
def test_the_score_lies_between_the_means_and_does_not_know_the_order_of_sheets(one, other, share):
    groups = [Marks("a", Decimal(share), one), Marks("b", Decimal(100 - share), other)]
    found = rated("effect", groups)
    means = [mean for _, mean in found.means]
    assert min(means) <= found.score <= max(means)
    again = rated("effect", [Marks(g.group, g.weight, sorted(g.marks)) for g in groups])
    assert again.score == found.score
    for (_, mean), group in zip(found.means, groups, strict=True):
        assert abs(Fraction(mean) - sum(map(Fraction, group.marks)) / len(group.marks)) <= Fraction(1, 200)


def test_every_step_is_a_sentence_without_gaps():
    found = rated("effect", [Marks("a", Decimal(100), [Decimal(80), Decimal(90)])])
    for step in found.steps:
        for lang in ("zh", "en"):
            assert "…" not in sentence(step.code, step.facts, lang)
            assert step.code not in sentence(step.code, step.facts, lang)


@pytest.mark.parametrize(
    ("kind", "title", "unit", "coefficient"),
    [
        ("section_head", "信访维稳", "township", "1.2"),
        ("village_stationed", "信访维稳", "village", "1.2"),
        ("village_stationed", "", "village", "1.1"),
        ("section_staff", "", "bureau", "0.95"),
        ("section_staff", "", "township", "1"),
    ],
)
def test_the_first_coefficient_that_speaks_of_a_post_counts(kind, title, unit, coefficient):
    assert coefficient_of(stage(), PostMatter(kind, title, Matter(unit_kind=unit))) == Decimal(coefficient)


def test_a_class_of_units_has_its_own_weights_and_other_posts_are_not_assessed():
    village, town = Matter(unit_kind="village"), Matter(unit_kind="township")
    assert dict(weights_of(stage(), PostMatter("section_head", "", village)))["effect"] == 50
    assert dict(weights_of(stage(), PostMatter("section_head", "", town)))["effect"] == 40
    assert is_assessed(stage(), PostMatter("section_head", "", town))
    assert not is_assessed(stage(), PostMatter("secretary", "", town))
